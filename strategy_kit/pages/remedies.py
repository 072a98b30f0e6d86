"""What would mend an answer that fails, right below it: a change that is known to help, or what stands in the way."""

import logging
from collections.abc import Mapping, Sequence
from functools import partial

import ipywidgets

from strategy_kit import clock
from strategy_kit.errors import InputError
from strategy_kit.i18n import N_
from strategy_kit.plan.remedies import Remedy, remedy
from strategy_kit.plan.remedies import failures as plan_failures
from strategy_kit.plan.remedy_steps import Failure
from strategy_kit.session.background import UnfinishedError
from strategy_kit.session.session import Session
from strategy_kit.views.calendar import conflict_views
from strategy_kit.views.draft import draft_notice
from strategy_kit.views.failures import failures, hours_to_begin
from strategy_kit.widgets.base import Pausable
from strategy_kit.widgets.form import button
from strategy_kit.widgets.on_demand import OnDemand
from strategy_kit.widgets.prose import notice

log = logging.getLogger(__name__)

ENOUGH, MOST = 12.0, 5
"""Seconds in which changes are looked for, and failures for which they are."""


class Ways(OnDemand):
    """What would make it fit: for each failure a change that mends it, with a button; then what conflicts."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, session.words(N_("What would make it fit?")), conflict_views)

    def found(self) -> list[tuple[Failure, Remedy | None]]:
        """Return each failure with the smallest change that mends it, if one is found in time."""
        workings, enough = self._session.workings, clock.after(ENOUGH)
        return [(failure, remedy(workings, failure, enough)) for failure in plan_failures(workings)[:MOST]]

    def parts(self, found: Sequence[tuple[Failure, Remedy | None]]) -> list[ipywidgets.Widget]:
        """Make a line for each failure, with the button that mends it."""
        return [self._line_of(*pair) for pair in found]

    def _line_of(self, failure: Failure, remedy: Remedy | None) -> ipywidgets.Widget:
        session, _ = self._session, self._session.words
        said = draft_notice(session.workings, failure, remedy, _)
        if remedy is None:
            return notice("warn", said.what, _("No single change that mends this was found."))
        apply = button(_("Apply: {change}", change=said.action), partial(apply_changes, session, remedy.step.changes))
        return notice("warn", said.what, said.text, apply)


def apply_changes(session: Session, changes: Mapping[str, object]) -> None:
    """Change the plan as a remedy does, as a step to undo."""
    try:
        session.change_brief(**changes)
    except InputError:
        log.exception("a remedy was refused")


class Remedies(Pausable, ipywidgets.VBox):
    """Shown only while something that was asked for does not fit."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ways = Ways(session)
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
            return [self._ways]
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
