"""Objectives that are due after the plan ends: what to do about it, with a button for each way."""

import datetime as dt

import ipywidgets

from strategy_kit.errors import InputError
from strategy_kit.labels.objectives import objective_name, objective_words
from strategy_kit.model import Plan
from strategy_kit.plan.horizon import LateObjective, due_by_the_end, late_objectives
from strategy_kit.session.session import Session
from strategy_kit.widgets.base import Pausable
from strategy_kit.widgets.form import button
from strategy_kit.widgets.prose import notice


class HorizonNotices(Pausable, ipywidgets.VBox):
    """A notice for each objective that is due after the plan ends; shown only while there is one."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._shown: tuple[object, ...] | None = None
        super().__init__(layout={"margin": "0 0 16px"})
        self.follow(session)

    def refresh(self) -> None:
        """Show the notices of the plan as it is now."""
        plan = self._session.plan
        late = late_objectives(plan)
        shown = (late, plan.end)
        if shown != self._shown:
            self._shown = shown
            self.set_trait("children", tuple(self._notice(each) for each in late))
        (self.remove_class if late else self.add_class)("none")

    def _notice(self, late: LateObjective) -> ipywidgets.Widget:
        session, _ = self._session, self._session.words
        plan = session.plan
        last = plan.end - dt.timedelta(days=1)
        name = objective_name(late.objective, objective_words(session.workings.evidence, _))
        what = _("{objective}: due after the end of the plan.", objective=name)
        text = _("Due on {due}; the plan ends on {last}.", due=_.date(late.due), last=_.date(last))
        move = button(_("Set the due date to {day}", day=_.date(last)), lambda: self._move(late))
        if late.weeks is None:
            most = _(
                "A plan has {n} weeks at most: keep the date and plan the next period after this one, or move it.",
                n=Plan.most("weeks"),
            )
            return notice("info", what, f"{text} {most}", move)
        extend = button(_("Extend the plan to {n} weeks", n=late.weeks), lambda: self._extend(late))
        return notice("info", what, text, extend, move)

    def _extend(self, late: LateObjective) -> None:
        """Let the plan end in the week in which an objective is due."""
        if late in late_objectives(self._session.plan) and late.weeks:
            self._replace(self._session.plan.changed(weeks=late.weeks))

    def _move(self, late: LateObjective) -> None:
        """Let an objective be due on the last day of the plan."""
        if late in late_objectives(self._session.plan):
            self._replace(due_by_the_end(self._session.plan, late.objective))

    def _replace(self, plan: Plan) -> None:
        try:
            self._session.replace_plan(plan)
        except InputError:  # the entries that are refused say why
            return
