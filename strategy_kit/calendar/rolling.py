"""
Rolling horizon: linked weeks solved one after the other, each under what the weeks before it leave.

For weeks too many to solve together. Without the links every week is at most as good as alone, so the sum of the weeks
alone is the bound of what is found.
"""

import datetime as dt
import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from strategy_kit.calendar.constraints import Constraints, falls_in_week, matches_pillar_and_owner, monday
from strategy_kit.calendar.demands import demands
from strategy_kit.calendar.formulation import MISSING_COST, PostGroup
from strategy_kit.calendar.milp import Solution
from strategy_kit.calendar.monitoring import InboxAssignment
from strategy_kit.model import Campaign

SolveWeek = Callable[[pd.DataFrame, Constraints, dt.date], Solution]
Parts = Mapping[dt.date, pd.DataFrame]
"""The candidates of each week, indexed from 0."""


def rolling_horizon(parts: Parts, constraints: Constraints, solve: SolveWeek, net_bound: float) -> Solution:
    """
    Return a calendar of linked weeks.

    Parameters
    ----------
    parts : mapping of Monday to DataFrame, `frames.CandidateRow`
        In order of time.
    constraints : Constraints
    solve : callable
        Solves one week under constraints that ask of it its part of each campaign.
    net_bound : float
        Upper bound of the value less the cost of what is missing: the sum of `Solution.net_bound` of the weeks alone.

    Returns
    -------
    Solution
        `chosen` are row numbers of the parts, one after the other.
    """
    quota = _Quota(constraints, list(parts))
    rows = pd.concat(parts.values(), ignore_index=True)
    chosen: list[int] = []
    made: Counter[PostGroup] = Counter()
    checks: list[InboxAssignment] = []
    objective, missing, seconds, first = 0.0, 0, 0.0, 0
    for week, part in parts.items():
        places = first + np.flatnonzero(_far_enough(part, rows.loc[chosen], constraints))
        solution = solve(rows.loc[places].reset_index(drop=True), quota.asked(week), week)
        chosen += places[list(solution.chosen)].tolist()
        made.update(solution.made)
        checks += solution.checks
        objective, seconds = objective + solution.objective, seconds + solution.seconds
        missing += solution.missing - quota.counted(week, solution)
        first += len(part)
    missing += quota.missing
    bound = max(net_bound + MISSING_COST * missing, objective)
    return Solution(tuple(chosen), dict(made), tuple(checks), objective, bound, missing, seconds)


def without_campaigns(constraints: Constraints) -> Constraints:
    """Return the constraints with campaigns that ask for nothing: the rules keep their numbers."""
    return replace(constraints, campaigns=tuple(_of(campaign, posts=0) for campaign in constraints.campaigns))


def campaigns_as_served(constraints: Constraints, solution: Solution, week: dt.date) -> Constraints:
    """Return the constraints in which each campaign asks of a week the posts that a solution gives it there."""
    first = len(constraints.grouping_rules) - len(constraints.campaigns)
    campaigns = [
        _part_of(campaign, constraints, week, _served(first + number, campaign, week, solution))
        for number, campaign in enumerate(constraints.campaigns)
    ]
    return replace(constraints, campaigns=tuple(campaigns))


def better_of(one: Solution, other: Solution) -> Solution:
    """Return the better of two solutions of one problem, with the tighter of their bounds."""
    best = max(one, other, key=lambda solution: solution.objective - MISSING_COST * solution.missing)
    net = min(one.net_bound, other.net_bound)
    return replace(best, bound=max(net + MISSING_COST * best.missing, best.objective))


class _Quota:
    """The posts that campaigns still ask for, shared out evenly among the weeks to come."""

    def __init__(self, constraints: Constraints, weeks: Sequence[dt.date]) -> None:
        self._limits, self._weeks = constraints, weeks
        self._rules = len(constraints.grouping_rules) - len(constraints.campaigns)
        asked = (demand for demand in demands(constraints, weeks) if demand.whole.kind == "campaign")
        self._open = {demand.rule - self._rules: demand.whole.count for demand in asked}

    @property
    def missing(self) -> int:
        """The posts that were asked for in vain."""
        return sum(self._open.values())

    def asked(self, week: dt.date) -> Constraints:
        """Return the constraints of a week, in which each campaign asks for its part."""
        campaigns = [self._part(number, campaign, week) for number, campaign in enumerate(self._limits.campaigns)]
        return replace(self._limits, campaigns=tuple(campaigns))

    def counted(self, week: dt.date, solution: Solution) -> int:
        """Count the posts of a week towards the campaigns; return how many it was short of its part."""
        short = 0
        for number, campaign in enumerate(self._limits.campaigns):
            part = self._part(number, campaign, week).posts
            served = _served(number + self._rules, campaign, week, solution)
            short += max(part - served, 0)
            if number in self._open:
                self._open[number] = max(self._open[number] - served, 0)
        return short

    def _part(self, number: int, campaign: Campaign, week: dt.date) -> Campaign:
        still = [each for each in self._weeks if each >= week and falls_in_week(campaign, each)]
        if week not in still or not self._open.get(number):
            return _of(campaign, posts=0)
        return _part_of(campaign, self._limits, week, math.ceil(self._open[number] / len(still)))


def _served(rule: int, campaign: Campaign, week: dt.date, solution: Solution) -> int:
    """Count the posts of a week that serve a campaign, by its number among the grouping rules."""
    return sum(
        count
        for (of, _platform, matched, pillar, owner), count in solution.made.items()
        if of == week and rule in matched and matches_pillar_and_owner(campaign, pillar, owner)
    )


def _part_of(campaign: Campaign, constraints: Constraints, week: dt.date, posts: int) -> Campaign:
    """Return a campaign that asks for some posts within its days of a week."""
    days = [day for day in constraints.days if monday(day) == week and campaign.first <= day <= campaign.last]
    return _of(campaign, first=days[0], last=days[-1], posts=posts) if days else _of(campaign, posts=0)


def _of(campaign: Campaign, **values: object) -> Campaign:
    """Return the campaign with other values; it may ask for nothing."""
    return campaign.model_copy(update=values)


def _far_enough(part: pd.DataFrame, before: pd.DataFrame, constraints: Constraints) -> npt.NDArray[np.bool_]:
    """Return which candidates keep all spacing after the posts before."""
    if before.empty:
        return np.ones(len(part), bool)
    free = part["platform"].map({key: constraints.spacing_minutes(key) for key in constraints.platforms})
    latest = part["platform"].map(before.groupby("platform")["instant"].max())
    near = part["instant"] - latest < free
    across = part["instant"] - before["instant"].max() < constraints.spacing_across * 60
    return ~(near | across).to_numpy(bool)
