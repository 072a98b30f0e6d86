"""Agreement on the plan: whether it is agreed, what changed since, and a button to agree."""

import datetime as dt
from contextlib import suppress
from functools import partial
from operator import attrgetter

import ipywidgets
from markupsafe import Markup

from strategy_kit import clock
from strategy_kit.errors import InputError
from strategy_kit.exports.formats import format_by_key
from strategy_kit.labels.changes import AgreementState, agreement_of
from strategy_kit.model import Plan
from strategy_kit.pages.names import agreement_offers
from strategy_kit.pages.plan.downloads import plan_download
from strategy_kit.session.background import UnfinishedError
from strategy_kit.session.session import Session
from strategy_kit.views.decision import next_post_words
from strategy_kit.views.failures import failures
from strategy_kit.widgets.base import Pausable
from strategy_kit.widgets.files import Download
from strategy_kit.widgets.form import Form, bind, boxed, button, field, text_field
from strategy_kit.widgets.html import html, joined
from strategy_kit.widgets.prose import Prose, notice

MOST_LETTERS = 2000
"""Letters that an agreement can state of what does not fit."""


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
    question : VBox
        What does not fit, with the buttons `agree_anyway` and `not_yet`; empty unless it is asked.
    """

    def __init__(self, session: Session) -> None:
        _ = session.words
        self._session, self._state, self._asked_of = session, Prose(), session.plan
        self.people = text_field(session, _("Names or roles"), *field("agreed_by"), of_plan=True)
        self.agree = button("", self._agree, primary=True)
        self.agree_anyway = button(_("Agree anyway"), self._agree_anyway)
        self.not_yet = button(_("Not yet"), self._close)
        self.question = ipywidgets.VBox(layout={"margin": "8px 0 0"})
        self.withdraw = button(_("Withdraw the agreement"), self._withdraw)
        calendar = format_by_key("ics")
        self.calendar = Download(_("Download the calendar"), partial(plan_download, session, calendar), _)
        self._acts = ipywidgets.HBox().add_class("acts")
        super().__init__("", [self._state, self.people, agreement_offers(session), self.question, self._acts])
        self.connect(_("Who agrees"))
        self.add_class("box").add_class("agreeing").remove_class("group")
        self.follow(session)

    def refresh(self) -> None:
        """Show the state as it is now, and what can be done about it."""
        session, _, agreement = self._session, self._session.words, agreement_now(self._session)
        self._state.show(_state_lines(session, agreement))
        if session.plan != self._asked_of:
            self._close()
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
        """Agree to the plan as it is now, in the name of the people above; ask first if something does not fit."""
        session, _ = self._session, self._session.words
        if not session.plan.agreed_by:
            self.show_refusal(self.people, _("Names or roles: write who agrees. A role or initials will do."))
            return
        self.show_refusal(self.people, "")
        try:
            exceptions = exceptions_words(session)
        except UnfinishedError:
            self.show_refusal(self.people, _("The calendar is being calculated. Agree once it is there."))
            return
        if not exceptions:
            self._record("")
            return
        self._asked_of = session.plan
        text = _("Agree anyway? The agreement will state it.")
        self.question.children = (notice("warn", _.ended(exceptions), text, self.agree_anyway, self.not_yet),)

    def _agree_anyway(self) -> None:
        """Agree though something does not fit; only to the plan that the question was asked of."""
        if self.question.children and self._session.plan == self._asked_of:
            self._record(exceptions_words(self._session))

    def _record(self, exceptions: str) -> None:
        plan = self._session.plan.changed(platforms=_platforms(self._session))
        terms = plan.terms.model_copy(update={"exceptions": exceptions})
        today = clock.today(plan.brief.team_zone)
        self._close()
        self._session.replace_plan(plan.changed(agreed_on=today, agreed=terms))

    def _close(self) -> None:
        """Take the question back."""
        self.question.children = ()

    def _withdraw(self) -> None:
        """Make the plan a draft again; the names stay."""
        self._session.replace_plan(self._session.plan.changed(agreed_on=None, agreed=None))


def exceptions_words(session: Session) -> str:
    """
    State what does not fit, without a full stop at the end; empty if all fits. The text of an agreement.

    As many whole sentences as `MOST_LETTERS` hold.
    """
    _ = session.words
    try:
        failed = failures(session.workings, _)
    except InputError:
        return _("the plan cannot be worked out")
    texts = [
        " ".join([*(_.ended(_.capital(each)) for each in failed[:count]), _.capital(failed[count])])
        for count in range(len(failed))
    ]
    return next((text for text in reversed(texts) if len(text) <= MOST_LETTERS), "".join(texts[:1])[:MOST_LETTERS])


def _state_lines(session: Session, agreement: AgreementState) -> Markup:
    """Write whether the plan is agreed, by whom and when, and what comes next or what changed since."""
    then = agreement.changes
    if agreement.state == "agreed":
        with suppress(InputError, UnfinishedError):
            then = next_post_words(session.workings, clock.today(session.plan.brief.team_zone), session.words)
    lines = [html("<p>{line}</p>", line=line) for line in (then, agreement.exceptions) if line]
    return html("<h3>{line}</h3>{lines}", line=agreement.line, lines=joined(lines))


def agreement_form(session: Session) -> Form:
    """Who agreed, and on which day; what does not fit then is stated with it."""
    _ = session.words
    people = text_field(session, _("Names or roles"), *field("agreed_by"), of_plan=True)
    day = ipywidgets.DatePicker(value=session.plan.agreed_on, description=_("Date"))

    def on_day(plan: Plan, value: dt.date | None) -> dict[str, object]:
        if value is None or plan.agreed:
            return {"agreed_on": value}
        try:
            exceptions = exceptions_words(session)
        except UnfinishedError as error:
            raise InputError("The calendar is being calculated. Agree once it is there.") from error
        return {"agreed_on": value, "agreed": plan.terms.model_copy(update={"exceptions": exceptions})}

    agreed_on = bind(session, day, attrgetter("agreed_on"), on_day, of_plan=True)
    return boxed(_("Agreement on the plan"), [people, agreement_offers(session), agreed_on])
