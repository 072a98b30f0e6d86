"""
The best calendar of some weeks: the most value, less `MISSING_COST` for what demands lack, solved and proved by HiGHS.

`formulation` has the columns and rows.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from strategy_kit.calendar.constraints import Constraints
from strategy_kit.calendar.formulation import MISSING_COST, SCALE, CalendarColumns, PostGroup, formulation
from strategy_kit.calendar.monitoring import InboxAssignment
from strategy_kit.highs import SECONDS, Answer, GapCallback

PROVED = 1e-6
"""Distance of value and bound below which a solution is proved."""


@dataclass(frozen=True)
class Solution:
    """
    The candidates chosen, the posts by pillar and owner, the inbox checks by person, and the bound.

    `objective` and `bound` are without the cost of what is `missing`; `seconds` are those of the solver.
    """

    chosen: tuple[int, ...]
    made: dict[PostGroup, int]
    checks: tuple[InboxAssignment, ...]
    objective: float
    bound: float
    missing: int = 0
    seconds: float = 0.0

    @property
    def proved(self) -> bool:
        """Whether no other solution is better."""
        return self.bound - self.objective < PROVED

    @property
    def net_bound(self) -> float:
        """The bound less the cost of what is missing."""
        return self.bound - MISSING_COST * self.missing

    def of_week(self, week: dt.date, other: dt.date) -> "Solution":
        """Return the solution of a single week for another one that looks the same."""
        later = other - week
        return replace(
            self,
            made={(other, *key[1:]): count for key, count in self.made.items()},
            checks=tuple(replace(done, day=done.day + later) for done in self.checks),
        )


def solve(
    frame: pd.DataFrame,
    constraints: Constraints,
    weeks: Sequence[dt.date],
    ask: GapCallback | None = None,
    seconds: float = SECONDS,
) -> Solution:
    """
    Choose the best candidates under the limits.

    Parameters
    ----------
    frame : DataFrame, `frames.CandidateRow`
        `candidates` of these weeks, indexed from 0, in order of time.
    constraints : Constraints
    weeks : sequence of date
        Mondays of ISO weeks of the horizon, in order.
    ask : callable, optional
        Callback with the relative gap (at least 0); True stops at the best solution found.
    seconds : float
        Time limit, above 0.

    Returns
    -------
    Solution
        `chosen` are row numbers of `frame`; `objective` and `bound` count value (support times reach), without the
        cost of missing posts.

    Raises
    ------
    RuntimeError
        If the solver ends without a solution.

    Examples
    --------
    >>> from strategy_kit.calendar.candidates import candidates
    >>> from strategy_kit.calendar.constraints import constraints_of
    >>> from strategy_kit.evidence.load import assumption_values, load_table
    >>> from strategy_kit.model import Brief
    >>> shop, tables = Brief(name="Shop"), {"formats": "platform_formats", "half_lives": "half_life"}
    >>> limits = constraints_of(
    ...     shop, dt.date(2027, 1, 4), 1, ["facebook"], assumptions=assumption_values(),
    ...     pillar_shares={pillar.name: pillar.share for pillar in shop.pillars},
    ...     **{name: load_table(table) for name, table in tables.items()})
    >>> heat = pd.DataFrame({"platform": "facebook", "weekday": [2], "hour": [10], "support": [0.5], "studies": [3]})
    >>> frame = candidates(heat, limits, {})
    >>> solve(frame, limits, limits.mondays).chosen
    (0,)
    """
    programme, columns = formulation(frame, constraints, weeks)
    return solution_of(programme.maximized(ask, seconds), columns, frame, constraints)


def serve(
    frame: pd.DataFrame,
    constraints: Constraints,
    weeks: Sequence[dt.date],
    ask: GapCallback | None = None,
    seconds: float = SECONDS,
) -> Solution | None:
    """
    Choose candidates under the limits so that every demand is served, whatever their value; None if no choice does.

    Parameters are those of `solve`; a TimeoutError if they stop it before either is known.
    """
    programme, columns = formulation(frame, constraints, weeks)
    for column in columns.missing:
        programme.upper[column] = 0
    answer = programme.satisfied(ask, seconds)
    return None if answer is None else solution_of(answer, columns, frame, constraints)


def solution_of(answer: Answer, columns: CalendarColumns, frame: pd.DataFrame, constraints: Constraints) -> Solution:
    """Return what an answer of the programme of some candidates means."""
    proved = answer.bound - answer.objective < PROVED * SCALE
    bound = answer.bound if proved else min(answer.bound, _most_value(frame, constraints))
    counted = sum(int(answer.values[column]) for column in columns.missing)
    missing = sum(max(0, count - int(answer.values[those].sum())) for count, those in columns.missing.values())
    return Solution(
        chosen=tuple(index for index, column in enumerate(columns.posts) if answer.values[column]),
        made={key: int(answer.values[column]) for key, column in columns.made.items() if answer.values[column]},
        checks=tuple(check for check, column in columns.checks.items() if answer.values[column]),
        objective=answer.objective / SCALE + MISSING_COST * counted,
        bound=bound / SCALE + MISSING_COST * missing,
        missing=missing,
        seconds=answer.seconds,
    )


def _most_value(frame: pd.DataFrame, constraints: Constraints) -> float:
    """Return the value of the best hours of each week and platform, as many as may be posted: a bound, to `SCALE`."""
    hours = frame.drop_duplicates(["week", "platform", "instant"]).groupby(["week", "platform"])
    best = (
        rows["value"].clip(lower=0.0).nlargest(constraints.most_posts(str(platform))["week"])
        for (_week, platform), rows in hours
    )
    return sum(float((values.to_numpy(float) * SCALE).round().sum()) for values in best)
