"""
Decomposition of a calendar into weeks that no constraint links, so that a quarter is proved as fast as a few weeks.

A campaign links the weeks it spans; weeks whose best calendars come too near across a Sunday are solved together.
"""

import datetime as dt
import itertools
from collections.abc import Callable, Sequence

import pandas as pd

from strategy_kit.calendar.constraints import Constraints, available_people, falls_in_week, monday
from strategy_kit.calendar.milp import Solution, solve
from strategy_kit.calendar.monitoring import inbox_assignments, monitoring_days
from strategy_kit.highs import SECONDS
from strategy_kit.model import Campaign, PinnedPost

ProgressCallback = Callable[[int, int, float], bool]
"""Callback with weeks solved, weeks in all and the present gap; True stops."""
HURRIED = 0.5
"""Seconds for each block of weeks after a stop."""

Weeks = tuple[dt.date, ...]
Solved = tuple[pd.DataFrame, Solution]


def solve_weeks(frame: pd.DataFrame, constraints: Constraints, ask: ProgressCallback | None = None) -> list[Solved]:
    """
    Solve the weeks of a horizon.

    Returns the `candidates` of each block of weeks, indexed from 0, and the best of them; in order of time.
    """
    solver = _Solver(frame, constraints, ask)
    blocks = week_blocks(constraints)
    while True:
        solved = [solver.block(weeks) for weeks in blocks]
        merged = _merged(blocks, solved, constraints)
        if merged == blocks:
            return solved
        blocks = merged


def week_blocks(constraints: Constraints) -> list[Weeks]:
    """Partition the weeks of the horizon into blocks to be solved separately; a campaign joins the weeks it spans."""
    blocks: list[Weeks] = [(week,) for week in constraints.mondays]
    for campaign in constraints.campaigns:
        first, last = monday(campaign.first), monday(campaign.last)
        touched = [block for block in blocks if block[0] <= last and first <= block[-1]]
        joined = tuple(itertools.chain.from_iterable(touched))
        blocks = [block for block in blocks if block not in touched] + ([joined] if joined else [])
        blocks.sort()
    return blocks


class _Solver:
    """Solves blocks of weeks, each kind of week once."""

    def __init__(self, frame: pd.DataFrame, constraints: Constraints, ask: ProgressCallback | None) -> None:
        self._parts = dict(iter(frame.groupby("week")))
        self._none = frame.iloc[:0]
        self._limits, self._ask, self._stopped = constraints, ask, False
        self._solutions: dict[object, tuple[Weeks, Solution]] = {}
        self._done: set[dt.date] = set()

    def block(self, weeks: Weeks) -> Solved:
        part = pd.concat([self._parts.get(week, self._none) for week in weeks], ignore_index=True)
        alike = _signature(part, self._limits, weeks) if len(weeks) == 1 else weeks
        if alike not in self._solutions:
            ask = self._stop if self._ask else None
            solution = solve(part, self._limits, weeks, ask, HURRIED if self._stopped else SECONDS)
            self._solutions[alike] = weeks, solution
        self._done.update(weeks)
        solved, solution = self._solutions[alike]
        return part, solution if solved == weeks else solution.of_week(solved[0], weeks[0])

    def _stop(self, gap: float) -> bool:
        if self._ask and not self._stopped:
            self._stopped = self._ask(len(self._done), len(self._limits.mondays), gap)
            return self._stopped
        return False


def _merged(blocks: Sequence[Weeks], solved: Sequence[Solved], constraints: Constraints) -> list[Weeks]:
    """Join the blocks whose posts are too near one another across a Sunday."""
    merged = [blocks[0]] if blocks else []
    for block, before, after in zip(blocks[1:], solved, solved[1:], strict=False):
        if _apart(before, after, constraints):
            merged.append(block)
        else:
            merged[-1] = (*merged[-1], *block)
    return merged


def _apart(before: Solved, after: Solved, constraints: Constraints) -> bool:
    """Whether the last posts of a block and the first of the next keep all spacing."""
    last, first = (part.loc[list(solution.chosen)] for part, solution in (before, after))
    gaps = (first.groupby("platform")["instant"].min() - last.groupby("platform")["instant"].max()).dropna()
    near = (gap < constraints.spacing_minutes(str(platform)) for platform, gap in gaps.items())
    across = first["instant"].min() - last["instant"].max() if len(first) and len(last) else float("inf")
    return not any(near) and across >= constraints.spacing_across * 60


def _signature(part: pd.DataFrame, constraints: Constraints, weeks: Weeks) -> object:
    """Return all that the programme depends on in a week; one with a pin or campaign is unique."""
    demanding: tuple[PinnedPost | Campaign, ...] = (*constraints.pinned, *constraints.campaigns)
    if any(falls_in_week(rule, weeks[0]) for rule in demanding):
        return weeks
    since = part["instant"] - (part["instant"].iloc[0] if len(part) else 0)
    seen = part[["platform", "person", "minute", "value", "studies"]].assign(
        since=since, day=[day.isoweekday() for day in part["day"]], matched_rules=part["matched_rules"].map(str)
    )
    inside = sum(monday(day) == weeks[0] for day in constraints.days)
    checks = [[day.weekday() for day in monitoring_days(rule, constraints, weeks)] for rule in constraints.monitoring]
    able = [(check.rule, check.day.weekday(), check.person) for check in inbox_assignments(constraints, weeks)]
    rows_hash = pd.util.hash_pandas_object(seen, index=False).to_numpy().tobytes()
    return inside, str(checks), str(able), str(available_people(constraints, weeks[0])), rows_hash
