"""Beginning from an example, anew or from a file, and the plan as a file; the present plan stays as it was saved."""

from collections.abc import Callable
from functools import partial

import ipywidgets

from strategy_kit.errors import InputError
from strategy_kit.evidence.load import example_briefs
from strategy_kit.exports.formats import format_by_key
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan
from strategy_kit.pages.plan.downloads import File, name_after_plan, plan_download
from strategy_kit.plan.checks import check_plan
from strategy_kit.session.session import Session, new_plan
from strategy_kit.widgets.files import Download, Upload
from strategy_kit.widgets.form import Form, button


def example_names(_: Words) -> dict[str, str]:
    """Return the names of the example plans by key, that of the reader's language first."""
    names = {key: Brief.from_json(body).name for key, body in example_briefs().items()}
    own = _.language.example
    return {own: names[own], **names}


def start_from_example(session: Session, key: str) -> None:
    """Go on with an example as a plan of one's own; an unknown key changes nothing."""
    examples = example_briefs()
    if key in examples:
        brief = Brief.from_json(examples[key])
        session.begin(Plan(brief=brief.changed(lang=session.words.lang), start=session.plan.start))


def start_anew(session: Session) -> None:
    """Go on with a new plan."""
    session.begin(new_plan(session.words, home=session.home).plan)


def start_from_file(session: Session, body: bytes) -> str:
    """Go on with a copy of the plan in a file and return what was done, in words; InputError if it is of no use."""
    _, plan = session.words, Plan.from_json(body)
    check_plan(plan)
    session.begin(plan)
    return _("Opened as a separate copy: {name}.", name=plan.brief.name)


def plan_file(session: Session) -> File:
    """Return the plan as the plan page offers it; if its calendar cannot be worked out, the plan as it is."""
    chosen = format_by_key("plan")
    try:
        return plan_download(session, chosen)
    except InputError:
        return name_after_plan(session, chosen.file), chosen.media_type, session.plan.to_json().encode()


def origin_form(session: Session, then: Callable[[], None] = lambda: None, *, offers_new: bool = True) -> Form:
    """
    Offer an example, a new plan, and a plan from and as a file.

    Parameters
    ----------
    then : function
        Called when another plan is open.
    offers_new : bool
        Whether a new plan is offered here.
    """
    _ = session.words
    options = [(name, key) for key, name in example_names(_).items()]
    pick = ipywidgets.Dropdown(options=options, description=_("Example"))

    def take(_name: str, body: bytes) -> str:
        words = start_from_file(session, body)
        then()
        return words

    def begun(begin: Callable[[], None]) -> None:
        begin()
        then()

    use = button(_("Use this example"), lambda: begun(partial(start_from_example, session, pick.value)))
    new = button(_("Start a new plan"), lambda: begun(partial(start_anew, session)))
    upload = Upload(take, _, title=_("A plan saved as a file"), help=_("A plan.json file."), label=_("Open a file"))
    download = Download(_("Download the plan (.json)"), partial(plan_file, session), _)
    controls = [pick, use, *([new] if offers_new else []), upload, download]
    return Form(
        _("Start from an example, a blank plan or a file"),
        controls,
        _("Your current plan stays saved at its own address."),
    )
