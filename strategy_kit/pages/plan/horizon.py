"""Objectives that are due outside the days of the plan: which, and what to do about it."""

import datetime as dt
from collections.abc import Iterable

import ipywidgets

from strategy_kit.errors import InputError
from strategy_kit.labels.objectives import objective_name, objective_words
from strategy_kit.model import Objective, Plan
from strategy_kit.plan.horizon import DueOutside, due_outside
from strategy_kit.session.session import Session
from strategy_kit.widgets.base import Pausable
from strategy_kit.widgets.form import button
from strategy_kit.widgets.html import help_line
from strategy_kit.widgets.prose import Prose, notice


class HorizonNotices(Pausable, ipywidgets.VBox):
    """A line for the objectives due before the plan, one for those due after it; shown only while there are any."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._shown: tuple[object, ...] | None = None
        super().__init__(layout={"margin": "0 0 16px"})
        self.follow(session)

    def refresh(self) -> None:
        """Show the lines of the plan as it is now."""
        plan, outside = self._session.plan, due_outside(self._session.plan)
        shown = (outside, plan.start, plan.end)
        if shown != self._shown:
            self._shown = shown
            self.set_trait("children", tuple(self._lines(plan, outside)))
        (self.remove_class if self.children else self.add_class)("none")

    def _lines(self, plan: Plan, outside: DueOutside) -> Iterable[ipywidgets.Widget]:
        _, last = self._session.words, plan.end - dt.timedelta(days=1)
        if outside.before:
            what = _("Due before the plan begins: {objectives}.", objectives=self._names(outside.before))
            yield notice("warn", what, _("The plan begins on {day}. Enter other due dates.", day=_.date(plan.start)))
        if outside.soon:
            what = _("Due after the plan ends: {objectives}.", objectives=self._names(outside.soon))
            extend = button(_("Extend the plan to {n} weeks", n=outside.weeks), self._extend)
            yield notice("info", what, _("The plan ends on {day}.", day=_.date(last)), extend)
        if outside.later:
            line = _(
                "{objectives}: due after this plan, which ends on {day} and can have {n} weeks at most. Plan the next "
                "period after it.",
                objectives=self._names(outside.later),
                day=_.date(last),
                n=Plan.most("weeks"),
            )
            yield Prose(help_line(line))

    def _names(self, objectives: Iterable[Objective]) -> str:
        session = self._session
        words = objective_words(session.workings.evidence, session.words)
        return ", ".join(objective_name(objective, words) for objective in objectives)

    def _extend(self) -> None:
        """Let the plan end in the week in which the last of the objectives is due that it can hold."""
        plan, outside = self._session.plan, due_outside(self._session.plan)
        if not outside.soon:
            return
        try:
            self._session.replace_plan(plan.changed(weeks=outside.weeks))
        except InputError:  # the entries that are refused say why
            return
