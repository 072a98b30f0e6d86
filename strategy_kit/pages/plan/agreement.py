"""Agreement on the plan: whether it is agreed, what changed since, and a button to agree."""

import ipywidgets

from strategy_kit import clock
from strategy_kit.errors import InputError
from strategy_kit.labels.changes import AgreementState, agreement_of
from strategy_kit.session.background import UnfinishedError
from strategy_kit.session.session import Session
from strategy_kit.widgets.base import Pausable
from strategy_kit.widgets.form import Form, bind, boxed, button, field, text_field
from strategy_kit.widgets.html import help_line
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


class AgreeingForm(Pausable, Form):
    """What has changed since the plan was agreed, who agrees, and the button that agrees to it as it is now."""

    def __init__(self, session: Session) -> None:
        _ = session.words
        self._session, self._state = session, Prose()
        people = self._people = text_field(session, _("Names or roles"), *field("agreed_by"), of_plan=True)
        self.agree = button("", self._agree, primary=True)
        super().__init__(_("Who agrees"), [self._state, people, self.agree])
        self.follow(session)

    def refresh(self) -> None:
        """Show the state as it is now, and what the button does."""
        _, agreement = self._session.words, agreement_now(self._session)
        self._state.show(help_line(agreement.changes) if agreement.changes else "")
        self.agree.description = _("We agree on this plan") if agreement.state == "draft" else _("Agree again")
        (self.agree.add_class if agreement.state == "agreed" else self.agree.remove_class)("none")

    def _agree(self) -> None:
        """Agree to the plan as it is now, today, in the name of the people above."""
        session, _ = self._session, self._session.words
        if not session.plan.agreed_by:
            self.show_refusal(self._people, _("Names or roles: write who agrees. A role or initials will do."))
            return
        self.show_refusal(self._people, "")
        today = clock.today(session.plan.brief.team_zone)
        session.replace_plan(session.plan.changed(agreed_on=today, agreed=None, platforms=_platforms(session)))


def agreement_form(session: Session) -> Form:
    """Who agreed, and on which day."""
    _ = session.words
    people = text_field(session, _("Names or roles"), *field("agreed_by"), of_plan=True)
    day = ipywidgets.DatePicker(value=session.plan.agreed_on, description=_("Date"))
    return boxed(_("Agreement on the plan"), [people, bind(session, day, *field("agreed_on"), of_plan=True)])
