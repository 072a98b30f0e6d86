"""Objectives whose target is due after the last day of the plan, and what brings both together."""

import datetime as dt
from dataclasses import dataclass

from strategy_kit.model import Objective, Plan


@dataclass(frozen=True)
class LateObjective:
    """An objective that is due after the plan ends; `weeks` the plan needs to reach its date (None: more than fit)."""

    objective: Objective
    due: dt.date
    weeks: int | None


def late_objectives(plan: Plan) -> tuple[LateObjective, ...]:
    """
    Return the objectives that are due after the last day of a plan, in their order.

    >>> from strategy_kit.model import Brief
    >>> sales = Objective(key="sales", due="2027-03-01")
    >>> plan = Plan(brief=Brief(name="Shop", objectives=[sales]), start=dt.date(2027, 1, 4), weeks=4)
    >>> late_objectives(plan)[0].weeks, late_objectives(plan.changed(weeks=9))
    (9, ())
    """
    return tuple(
        LateObjective(objective, objective.due, _weeks_until(plan, objective.due))
        for objective in plan.brief.objectives
        if objective.due is not None and objective.due >= plan.end
    )


def _weeks_until(plan: Plan, day: dt.date) -> int | None:
    weeks = (day - plan.start).days // 7 + 1
    return weeks if weeks <= Plan.most("weeks") else None


def due_by_the_end(plan: Plan, objective: Objective) -> Plan:
    """Return the plan in which an objective is due on its last day."""
    last = plan.end - dt.timedelta(days=1)
    objectives = [each.changed(due=last) if each == objective else each for each in plan.brief.objectives]
    return plan.changed(brief=plan.brief.changed(objectives=objectives))
