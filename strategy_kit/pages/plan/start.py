"""The start page: the business, the horizon, an example or a file to begin from."""

from functools import partial
from operator import attrgetter

import ipywidgets
from markupsafe import Markup

from strategy_kit.calendar.constraints import region_code
from strategy_kit.errors import InputError
from strategy_kit.evidence.load import example_briefs
from strategy_kit.exports.formats import format_by_key
from strategy_kit.model import Brief, Plan
from strategy_kit.pages.choices import country_options, zone_options
from strategy_kit.pages.plan.downloads import File, format_file
from strategy_kit.pages.trades import trade_dropdowns
from strategy_kit.plan.checks import check_plan
from strategy_kit.session.session import Session, new_plan
from strategy_kit.territories import clock_in, zones_of
from strategy_kit.views.plan import overview_view
from strategy_kit.widgets.files import Download, Upload
from strategy_kit.widgets.form import Form, bind, button, dropdown, field, live_prose, text_field, with_help
from strategy_kit.widgets.html import banner, help_line
from strategy_kit.widgets.panel import Panel


def _in_country(brief: Brief, country: str) -> dict[str, object]:
    """Move the business, its clock if that is not one of the country's, and its customers if they share its place."""
    zone = clock_in(country, brief.team_zone)
    moved: dict[str, object] = {"country": country, "region": "", "team_zone": zone}
    (first, *others) = brief.segments
    if others or (first.country, first.zone) != (brief.country, brief.team_zone):
        return moved
    return {**moved, "segments": [first.changed(country=country, zone=zone)]}


def _clock_line(session: Session) -> Markup:
    """Explain the clock, or warn that it is not one of the country's."""
    _, brief = session.words, session.plan.brief
    if brief.team_zone in zones_of(brief.country):
        return help_line(
            _("A new country brings its main clock, and your customers’ while they are one group in the same place.")
        )
    names = {"zone": _.zone(brief.team_zone), "country": _.country(brief.country)}
    return banner("warn", _("{zone} is not a clock of {country}.", **names), _("Keep it only if you work there."))


def brief_panel(session: Session) -> Panel:
    """Brief of the business; the state of the plan in each of the four considerations."""
    forms = [business_form(session), horizon_form(session), origin_form(session)]
    return Panel(session, [overview_view], forms=forms, summary=_settings_line)


def start_page(session: Session) -> Panel:
    """Return the page in one panel, its controls open on a phone too."""
    panel = brief_panel(session)
    panel.fold.opened = True
    panel.children[0].add_class("open")
    return panel


def business_form(session: Session) -> Form:
    """Name, place, clock, trades."""
    _ = session.words

    def write_region(brief: Brief, named: str) -> dict[str, object]:
        return {"region": region_code(brief.country, named)}

    return Form(
        _("Your business"),
        [
            text_field(session, _("Name"), *field("name")),
            dropdown(session, _("Country"), attrgetter("country"), _in_country, country_options(_), str),
            *with_help(
                text_field(session, _("Region"), field("region")[0], write_region),
                _("Its name or code, for public holidays, as Québec or QC. Empty: the whole country."),
            ),
            dropdown(session, _("Your clock"), *field("team_zone"), zone_options(_), str),
            live_prose(session, partial(_clock_line, session)),
            *trade_dropdowns(session),
        ],
    )


def horizon_form(session: Session) -> Form:
    """First day and number of weeks."""
    _, plan = session.words, session.plan
    start = ipywidgets.DatePicker(value=plan.start, description=_("First day"))
    weeks = ipywidgets.IntSlider(value=plan.weeks, min=1, max=Plan.most("weeks"), description=_("Weeks"))
    bind(session, start, attrgetter("start"), lambda plan, day: {"start": day or plan.start}, of_plan=True)
    bind(session, weeks, *field("weeks"), of_plan=True)
    return Form(_("For how long"), [start, weeks])


def origin_form(session: Session) -> Form:
    """An example, a new plan, or a file."""
    _ = session.words
    examples = example_briefs()
    options = [(Brief.from_json(body).name, name) for name, body in examples.items()]
    pick = ipywidgets.Dropdown(options=options, description=_("Example"))

    def start_from_example() -> None:
        brief = Brief.from_json(examples[pick.value]) if pick.value in examples else session.plan.brief
        session.begin(Plan(brief=brief.changed(lang=session.words.lang), start=session.plan.start))

    def start_from_file(_name: str, body: bytes) -> str:
        plan = Plan.from_json(body)
        check_plan(plan)
        session.begin(plan)
        return _("{name} is open, as a copy of its own.", name=plan.brief.name)

    use = button(_("Work on this example"), start_from_example)
    new = button(_("Begin a new plan"), lambda: session.begin(new_plan(session.words, home=session.home).plan))
    upload = Upload(start_from_file, _, title=_("A plan of yours"), help=_("A file plan.json."), label=_("Open a file"))
    download = Download(_("Take the plan away (.json)"), partial(plan_file, session), _)
    words = _("Your present plan stays saved under its own address.")
    return Form(_("Begin elsewhere"), [pick, use, new, upload, download], words)


def plan_file(session: Session) -> File:
    """Return the plan as the plan page offers it; if its calendar cannot be worked out, the plan as it is."""
    chosen = format_by_key("plan")
    try:
        return format_file(session, chosen)
    except InputError:
        return chosen.file, chosen.media_type, session.plan.to_json().encode()


def _settings_line(session: Session) -> str:
    _, plan = session.words, session.plan
    return _("Set: {name}, {n} weeks", name=plan.brief.name, n=plan.weeks)
