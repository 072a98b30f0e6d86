"""Objectives that are due outside the days of the plan, and what brings both together."""

import datetime as dt
from typing import NamedTuple

from strategy_kit.model import Objective, Plan


class DueOutside(NamedTuple):
    """
    Objectives that are due outside a plan, in its order.

    Attributes
    ----------
    before : tuple of Objective
        Due before the first day.
    soon : tuple of Objective
        Due after the last day, and within the longest plan there can be.
    later : tuple of Objective
        Due after that.
    weeks : int
        How many weeks the plan needs so that all of `soon` are due within it.
    """

    before: tuple[Objective, ...]
    soon: tuple[Objective, ...]
    later: tuple[Objective, ...]
    weeks: int


def due_outside(plan: Plan) -> DueOutside:
    """
    Return the objectives that are due before the first day of a plan or after its last.

    >>> from strategy_kit.model import Brief
    >>> sales = Objective(key="sales", due="2027-03-01")
    >>> plan = Plan(brief=Brief(name="Shop", objectives=[sales]), start=dt.date(2027, 1, 4), weeks=4)
    >>> due_outside(plan).weeks, due_outside(plan.changed(weeks=9)).soon
    (9, ())
    >>> due_outside(plan.changed(start=dt.date(2027, 3, 8))).before == (sales,)
    True
    """
    dated = [(objective, objective.due) for objective in plan.brief.objectives if objective.due is not None]
    longest = plan.start + dt.timedelta(weeks=Plan.most("weeks"))
    soon = [(objective, due) for objective, due in dated if plan.end <= due < longest]
    return DueOutside(
        before=tuple(objective for objective, due in dated if due < plan.start),
        soon=tuple(objective for objective, _due in soon),
        later=tuple(objective for objective, due in dated if due >= longest),
        weeks=max(((due - plan.start).days // 7 + 1 for _objective, due in soon), default=plan.weeks),
    )
