"""What would mend an answer that fails, right below it: a change that is known to help, or what stands in the way."""

from collections.abc import Sequence

import ipywidgets

from strategy_kit.errors import InputError
from strategy_kit.i18n import N_
from strategy_kit.session.background import UnfinishedError
from strategy_kit.session.session import Session
from strategy_kit.views.calendar import conflict_views, gains_view
from strategy_kit.views.failures import failures, hours_to_begin
from strategy_kit.widgets.base import Pausable
from strategy_kit.widgets.form import button
from strategy_kit.widgets.on_demand import OnDemand


class Remedies(Pausable, ipywidgets.VBox):
    """Shown only while something that was asked for does not fit."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._why = OnDemand(session, session.words(N_("What would make it fit?")), conflict_views, gains_view)
        super().__init__()
        self.add_class("remedies")
        self.follow(session)

    def refresh(self) -> None:
        """Show what helps the plan as it is now; nothing while its calendar is being worked out."""
        try:
            failed = failures(self._session.workings, self._session.words)
            shown = tuple(self._found()) if failed else ()
        except (UnfinishedError, InputError):
            shown = ()
        if shown != self.children:
            self.set_trait("children", shown)
        (self.remove_class if shown else self.add_class)("none")

    def _found(self) -> Sequence[ipywidgets.Widget]:
        """Return the hours from which a platform fits, as a button, if none does; else a question."""
        session, _ = self._session, self._session.words
        if session.workings.platforms:
            return [self._why]
        hours = hours_to_begin(session.workings)
        if hours is None:
            return []
        first, *others = session.plan.brief.team
        fields = {"hours": _.hours(60 * hours), "person": first.name}
        label = _("Plan {hours} a week for {person}", **fields) if others else _("Plan {hours} a week", **fields)
        return [button(label, lambda: _give_hours(session, hours))]


def remedies(session: Session) -> list[Remedies]:
    """Return what would mend the plan."""
    return [Remedies(session)]


def _give_hours(session: Session, hours: float) -> None:
    """Let the first person have so many hours a week: a post cannot be cut between two."""
    first, *others = session.plan.brief.team
    session.change_brief(team=[first.changed(hours_per_week=hours), *others])
