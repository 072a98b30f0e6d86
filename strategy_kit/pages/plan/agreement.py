"""Agreement on the plan: whether it is agreed, what changed since, and a button to agree."""

from contextlib import suppress
from functools import partial

import ipywidgets
from markupsafe import Markup

from strategy_kit import clock
from strategy_kit.errors import InputError
from strategy_kit.exports.formats import format_by_key
from strategy_kit.labels.changes import AgreementState, agreement_of
from strategy_kit.pages.names import agreement_offers
from strategy_kit.pages.plan.downloads import plan_download
from strategy_kit.session.background import UnfinishedError
from strategy_kit.session.session import Session
from strategy_kit.views.decision import next_post_words
from strategy_kit.widgets.base import Pausable
from strategy_kit.widgets.files import Download
from strategy_kit.widgets.form import Form, bind, boxed, button, field, text_field
from strategy_kit.widgets.html import html
from strategy_kit.widgets.prose import Prose


def agreement_now(session: Session) -> AgreementState:
    """Describe whether the plan is agreed, and what changed since, its platforms among them."""
    return agreement_of(session.plan, session.words, _platforms(session))


def _platforms(session: Session) -> tuple[str, ...]:
    """Return the platforms that the plan comes to now; none if they cannot be worked out."""
    try:
        return session.workings.platforms
    except (InputError, UnfinishedError):
        return ()


def is_agreed(session: Session) -> bool:
    """Whether the plan is agreed as it is now."""
    return session.plan.agreed_on is not None and agreement_now(session).state == "agreed"


class AgreeingForm(Pausable, Form):
    """
    The agreement: who agrees and the button that does; then by whom, since when, what to do next, and a way out.

    Attributes
    ----------
    agree, withdraw : Button
        Agrees to the plan as it is now, today; takes the agreement back. Both are steps to undo.
    """

    def __init__(self, session: Session) -> None:
        _ = session.words
        self._session, self._state = session, Prose()
        self.people = text_field(session, _("Names or roles"), *field("agreed_by"), of_plan=True)
        self.agree = button("", self._agree, primary=True)
        self.withdraw = button(_("Withdraw the agreement"), self._withdraw)
        calendar = format_by_key("ics")
        self.calendar = Download(_("Download the calendar"), partial(plan_download, session, calendar), _)
        self._acts = ipywidgets.HBox().add_class("acts")
        super().__init__("", [self._state, self.people, agreement_offers(session), self._acts])
        self.connect(_("Who agrees"))
        self.add_class("box").add_class("agreeing").remove_class("group")
        self.follow(session)

    def refresh(self) -> None:
        """Show the state as it is now, and what can be done about it."""
        session, _, agreement = self._session, self._session.words, agreement_now(self._session)
        self._state.show(_state_lines(session, agreement))
        self.agree.description = _("We agree on this plan") if agreement.state == "draft" else _("Agree again")
        acts = {
            "draft": (self.agree,),
            "changed": (self.agree, self.withdraw),
            "agreed": (self.calendar, self.withdraw),
        }
        if acts[agreement.state] != self._acts.children:
            self._acts.children = acts[agreement.state]
        (self.people.add_class if agreement.state == "agreed" else self.people.remove_class)("none")

    def _agree(self) -> None:
        """Agree to the plan as it is now, today, in the name of the people above."""
        session, _ = self._session, self._session.words
        if not session.plan.agreed_by:
            self.show_refusal(self.people, _("Names or roles: write who agrees. A role or initials will do."))
            return
        self.show_refusal(self.people, "")
        today = clock.today(session.plan.brief.team_zone)
        session.replace_plan(session.plan.changed(agreed_on=today, agreed=None, platforms=_platforms(session)))

    def _withdraw(self) -> None:
        """Make the plan a draft again; the names stay."""
        self._session.replace_plan(self._session.plan.changed(agreed_on=None, agreed=None))


def _state_lines(session: Session, agreement: AgreementState) -> Markup:
    """Write whether the plan is agreed, by whom and when, and what comes next or what changed since."""
    then = agreement.changes
    if agreement.state == "agreed":
        with suppress(InputError, UnfinishedError):
            then = next_post_words(session.workings, clock.today(session.plan.brief.team_zone), session.words)
    return html("<h3>{line}</h3>{then}", line=agreement.line, then=html("<p>{then}</p>", then=then) if then else "")


def agreement_form(session: Session) -> Form:
    """Who agreed, and on which day."""
    _ = session.words
    people = text_field(session, _("Names or roles"), *field("agreed_by"), of_plan=True)
    day = ipywidgets.DatePicker(value=session.plan.agreed_on, description=_("Date"))
    agreed_on = bind(session, day, *field("agreed_on"), of_plan=True)
    return boxed(_("Agreement on the plan"), [people, agreement_offers(session), agreed_on])
