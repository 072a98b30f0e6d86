"""The budget of a plan: hours of its calendar, and what it costs, a month and over its weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from strategy_kit.model import Brief, Cost
from strategy_kit.objectives.forecast import WEEKS_A_MONTH


class Amount(NamedTuple):
    """Minutes or money of the country, a month and over the weeks of the plan."""

    a_month: float
    in_plan: float


@dataclass(frozen=True)
class Budget:
    """
    What a plan takes.

    Attributes
    ----------
    weeks : int
        Weeks of the plan.
    making, answering, checking, hours : Amount
        Minutes: posts made, response windows, inbox checks, all three.
    costs : tuple of (Cost, Amount or None)
        As entered; None = not known.
    work : Amount or None
        Cost of the hours; None = no cost of an hour is entered.
    known : Amount
        Sum of all costs that are known, `work` included.
    stray : tuple of Cost
        Boosts on no platform of the plan, or on none.
    today : Amount
        Current activities whose cost is known; no part of `known`.
    today_unknown : int
        Current activities without a cost.
    repeated : tuple of str
        Names that are both a cost of the plan and a current activity.
    """

    weeks: int
    making: Amount
    answering: Amount
    checking: Amount
    hours: Amount
    costs: tuple[tuple[Cost, Amount | None], ...]
    work: Amount | None
    known: Amount
    stray: tuple[Cost, ...]
    today: Amount
    today_unknown: int
    repeated: tuple[str, ...]

    @property
    def unknown(self) -> tuple[str, ...]:
        """Names of the costs without an amount, which no sum counts as zero."""
        return tuple(cost.what for cost, amount in self.costs if amount is None)


def budget_of(brief: Brief, hours: pd.DataFrame, platforms: Sequence[str], weeks: int) -> Budget:
    """
    Return the budget of a plan.

    Parameters
    ----------
    brief : Brief
        Its costs, cost of an hour and current activities.
    hours : DataFrame
        `frames.WorkloadRow`, in minutes.
    platforms : sequence of str
        Those of the plan.
    weeks : int
        Weeks of the plan.

    Examples
    --------
    >>> costs = [Cost(what="Photographer", kind="production", per_month=80), Cost(what="Scheduler")]
    >>> hours = pd.DataFrame({"making": [120.0], "watching": [60.0], "monitoring": [0.0]})
    >>> found = budget_of(Brief(name="Shop", costs=costs, hourly_cost=20), hours, ["facebook"], weeks=1)
    >>> found.hours.in_plan, round(found.work.a_month), round(found.known.a_month), round(found.known.in_plan)
    (180.0, 261, 341, 78)
    >>> found.unknown
    ('Scheduler',)
    """

    def monthly(amount: float) -> Amount:
        return Amount(amount, amount / WEEKS_A_MONTH * weeks)

    def in_plan(minutes: float) -> Amount:
        return Amount(minutes / weeks * WEEKS_A_MONTH, minutes)

    making, answering, checking = (float(hours[name].sum()) for name in ("making", "watching", "monitoring"))
    minutes = in_plan(making + answering + checking)
    work = None if brief.hourly_cost is None else monthly(minutes.a_month / 60 * brief.hourly_cost)
    known = [cost.per_month for cost in brief.costs if cost.per_month is not None]
    today = [activity.cost_per_month for activity in brief.activities if activity.cost_per_month is not None]
    named = {cost.what for cost in brief.costs}
    return Budget(
        weeks=weeks,
        making=in_plan(making),
        answering=in_plan(answering),
        checking=in_plan(checking),
        hours=minutes,
        costs=tuple((cost, None if cost.per_month is None else monthly(cost.per_month)) for cost in brief.costs),
        work=work,
        known=monthly(sum(known, work.a_month if work else 0.0)),
        stray=tuple(cost for cost in brief.costs if cost.kind == "boost" and cost.platform not in platforms),
        today=monthly(sum(today, 0.0)),
        today_unknown=len(brief.activities) - len(today),
        repeated=tuple(activity.name for activity in brief.activities if activity.name in named),
    )
