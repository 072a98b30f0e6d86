"""
Decomposition of a calendar into weeks that no constraint links, so that a quarter is proved as fast as a few weeks.

A campaign links the weeks it spans; weeks whose best calendars come too near across a Sunday are solved together.
Where that is not proved, `rolling` solves them one after the other, and the better of both counts; of a week that is
not proved, `restriction` solves the best hours.
"""

import contextlib
import datetime as dt
import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from strategy_kit.calendar.constraints import Constraints, available_people, falls_in_week, monday
from strategy_kit.calendar.formulation import most_groups
from strategy_kit.calendar.milp import Solution, serve, solve
from strategy_kit.calendar.monitoring import inbox_assignments, monitoring_days
from strategy_kit.calendar.restriction import with_restriction
from strategy_kit.calendar.rolling import better_of, rolling_horizon, without_campaigns
from strategy_kit.errors import InputError
from strategy_kit.highs import SECONDS, TooLargeError
from strategy_kit.model import Campaign, PinnedPost

ProgressCallback = Callable[[int, int, float], bool]
"""Callback with weeks solved, weeks in all and the present gap; True stops."""
HURRIED = 0.5
"""Seconds for each block of weeks after a stop, or once `BUDGET` is spent."""
BUDGET = 180.0
"""Seconds of the solver for a whole calendar."""
MOST_CHOICES = 190_000
"""Limit of a week's candidates, and groups of posts by pillar and owner."""

Weeks = tuple[dt.date, ...]
Solved = tuple[pd.DataFrame, Solution]


@dataclass
class SolverTime:
    """Seconds of the solver that are left for a calendar."""

    left: float = BUDGET


def solve_weeks(
    frame: pd.DataFrame, constraints: Constraints, ask: ProgressCallback | None = None, budget: SolverTime | None = None
) -> list[Solved]:
    """
    Solve the weeks of a horizon.

    Returns the `candidates` of each block of weeks, indexed from 0, and the best of them; in order of time. A week of
    more than `MOST_CHOICES` is an InputError. What is spent is taken from the budget, `BUDGET` if absent.
    """
    check_size(frame, constraints)
    solver = _Solver(frame, constraints, ask, budget)
    blocks = week_blocks(constraints)
    while True:
        solved = [solver.block(weeks) for weeks in blocks]
        merged = _merged(blocks, solved, constraints)
        if merged != blocks and solver.exhausted:
            merged = [tuple(itertools.chain.from_iterable(merged))]
        if merged == blocks:
            return solved
        blocks = merged


def serves_all(frame: pd.DataFrame, constraints: Constraints, ask: ProgressCallback | None = None) -> bool | None:
    """
    Whether a calendar of these `candidates` serves every demand, by any posts whatever their value.

    None where weeks that do so one by one come too near across a Sunday, linked ones are too many for one programme, or
    promotional posts are fixed, which the cap of all posts may not allow: only `schedule_posts` tells. A TimeoutError
    if the time ran out before it is known.
    """
    solver, blocks = _Solver(frame, constraints, ask), week_blocks(constraints)
    solved = []
    for weeks in blocks:
        try:
            part, solution = solver.served(weeks)
        except TooLargeError:
            return None
        if solution is None:
            return False
        solved.append((part, solution))
    apart = _merged(blocks, solved, constraints) == blocks
    return True if apart and not constraints.fixes_promotion else None


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


def check_size(frame: pd.DataFrame, constraints: Constraints) -> None:
    """Refuse a week of more than `MOST_CHOICES`, before any is solved."""
    for week in constraints.mondays:
        part = frame[frame["week"] == week]
        count = len(part) + most_groups(part, constraints)
        if count > MOST_CHOICES:
            raise _too_large(week)


def _too_large(week: dt.date) -> InputError:
    return InputError(
        "{field}: the week of {value} leaves more than {limit} possible combinations of time, person and "
        "pillar, too many to compare. Reduce the number of blackout rules for a single pillar, fixed posts, "
        "campaigns or people.",
        field="never",
        value=week.isoformat(),
        limit=str(MOST_CHOICES),
    )


class _Solver:
    """Solves blocks of weeks, each kind of week once, within a budget of seconds."""

    def __init__(
        self,
        frame: pd.DataFrame,
        constraints: Constraints,
        ask: ProgressCallback | None,
        budget: SolverTime | None = None,
    ) -> None:
        self._parts = dict(iter(frame.groupby("week")))
        self._none = frame.iloc[:0]
        self._limits, self._ask, self._stopped = constraints, ask, False
        self._weeks: dict[object, tuple[dt.date, Solution]] = {}
        self._linked: dict[Weeks, Solution] = {}
        self._done: set[dt.date] = set()
        self._budget = budget or SolverTime()

    @property
    def exhausted(self) -> bool:
        """Whether the budget is spent."""
        return self._budget.left < HURRIED

    def served(self, weeks: Weeks) -> tuple[pd.DataFrame, Solution | None]:
        """Return the candidates of a block, and some of them that serve every demand."""
        part = pd.concat([self._part(week) for week in weeks], ignore_index=True)
        ask = self._stop if self._ask else None
        solution = serve(part, self._limits, weeks, ask, HURRIED if self._stopped else SECONDS)
        self._done.update(weeks)
        return part, solution

    def block(self, weeks: Weeks) -> Solved:
        parts = {week: self._part(week) for week in weeks}
        if len(weeks) == 1:
            solution = self._week(weeks[0], self._limits)
        else:
            if weeks not in self._linked:
                self._linked[weeks] = self._together(parts)
            solution = self._linked[weeks]
        self._done.update(weeks)
        return pd.concat(parts.values(), ignore_index=True), solution

    def _part(self, week: dt.date) -> pd.DataFrame:
        return self._parts.get(week, self._none).reset_index(drop=True)

    def _week(self, week: dt.date, constraints: Constraints) -> Solution:
        part = self._part(week)
        alike = _signature(part, constraints, (week,))
        if alike not in self._weeks:
            self._weeks[alike] = week, self._solve_week(part, constraints, week)
        solved, solution = self._weeks[alike]
        return solution if solved == week else solution.of_week(solved, week)

    def _together(self, parts: Mapping[dt.date, pd.DataFrame]) -> Solution:
        """Solve linked weeks as one programme, and where that is not proved also one after the other."""
        joint = self._joint(parts)
        if joint and joint.proved:
            return joint
        alone = without_campaigns(self._limits)
        net_bound = sum(self._week(week, alone).net_bound for week in parts)
        rolled = rolling_horizon(parts, self._limits, self._solve_week, net_bound)
        return better_of(joint, rolled) if joint else rolled

    def _joint(self, parts: Mapping[dt.date, pd.DataFrame]) -> Solution | None:
        """Solve linked weeks as one programme; None if it is too large, or no time is left."""
        if self.exhausted:
            return None
        with contextlib.suppress(TooLargeError):
            return self._solve(pd.concat(parts.values(), ignore_index=True), self._limits, tuple(parts))
        return None

    def _solve_week(self, part: pd.DataFrame, constraints: Constraints, week: dt.date) -> Solution:
        try:
            found = self._solve(part, constraints, (week,))
            return with_restriction(part, constraints, found, lambda few: self._solve(few, constraints, (week,)))
        except TooLargeError as error:
            raise _too_large(week) from error

    def _solve(self, part: pd.DataFrame, constraints: Constraints, weeks: Weeks) -> Solution:
        ask = self._stop if self._ask else None
        seconds = HURRIED if self._stopped else max(HURRIED, min(SECONDS, self._budget.left))
        solution = solve(part, constraints, weeks, ask, seconds)
        self._budget.left -= solution.seconds
        return solution

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
    ends = _by_platform(last)
    begins = _by_platform(first.iloc[::-1])
    both = begins.keys() & ends.keys()
    near = (begins[platform] - ends[platform] < constraints.spacing_minutes(platform) for platform in both)
    across = min(begins.values()) - max(ends.values()) if begins and ends else float("inf")
    return not any(near) and across >= constraints.spacing_across * 60


def _by_platform(posts: pd.DataFrame) -> dict[str, int]:
    """Return the instant of the last row of each platform."""
    return dict(zip(posts["platform"].tolist(), posts["instant"].tolist(), strict=True))


def _signature(part: pd.DataFrame, constraints: Constraints, weeks: Weeks) -> object:
    """Return all that the programme depends on in a week; one with a pin or campaign is unique."""
    asking = (campaign for campaign in constraints.campaigns if campaign.posts)
    demanding: tuple[PinnedPost | Campaign, ...] = (*constraints.pinned, *asking)
    if any(falls_in_week(rule, weeks[0]) for rule in demanding):
        return weeks
    instants = part["instant"].to_numpy(int)
    since = tuple((instants - instants[:1]).tolist())
    weekdays = tuple(day.isoweekday() for day in part["day"].tolist())
    same = ("platform", "person", "minute", "value", "studies", "awake", "matched_rules")
    rows = (since, weekdays, *(tuple(part[name].tolist()) for name in same))
    inside = sum(monday(day) == weeks[0] for day in constraints.days)
    checks = [[day.weekday() for day in monitoring_days(rule, constraints, weeks)] for rule in constraints.monitoring]
    able = [(check.rule, check.day.weekday(), check.person) for check in inbox_assignments(constraints, weeks)]
    return inside, str(checks), str(able), str(available_people(constraints, weeks[0])), rows
