"""
The calendar of some weeks as a mixed-integer programme, solved to proof by HiGHS.

Variables: ``x`` (0 or 1) for each candidate, ``y`` (whole) posts per (week, platform, pillar, person), ``missing``
(whole) posts that a (week, platform) lacks of its least number. Maximised: the value of the posts, less
`MISSING_COST` for each post missing, so that a least number gives way only where it cannot be kept.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import highspy
import numpy as np
import numpy.typing as npt
import pandas as pd

from strategy_kit.limits import Limits

SCALE = 10_000
"""Values count in whole ten-thousandths; what is below breaks ties."""

MISSING_COST = 100.0
SECONDS = 20.0
"""After so long the best calendar found is taken, with the gap that is left."""

STRICTLY = 0.001
"""How far below its slack a pillar's share stays: less than one post off, not one."""


@dataclass(frozen=True)
class Solution:
    """Which candidates are chosen, how many posts of each pillar, what is missing, and what the solver proved."""

    chosen: tuple[int, ...]
    pillars: dict[tuple[dt.date, str, str, str], int]
    missing: dict[tuple[dt.date, str], int]
    objective: float
    bound: float

    def of_week(self, week: dt.date) -> "Solution":
        """Return the same solution for another single week that looks the same."""
        pillars = {(week, *key[1:]): n for key, n in self.pillars.items()}
        return replace(self, pillars=pillars, missing={(week, key[1]): n for key, n in self.missing.items()})


@dataclass
class _Model:
    """Columns and rows on their way to the solver."""

    cost: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    rows: list[tuple[float, float, list[int], list[float]]] = field(default_factory=list)

    def column(self, cost: float, upper: float) -> int:
        self.cost.append(cost)
        self.upper.append(upper)
        return len(self.cost) - 1

    def row(self, lower: float, upper: float, columns: Iterable[int], factors: Iterable[float]) -> None:
        self.rows.append((lower, upper, list(columns), list(factors)))

    def at_most(self, limit: float, columns: Iterable[int]) -> None:
        chosen = list(columns)
        if len(chosen) > limit:
            self.row(-np.inf, limit, chosen, [1.0] * len(chosen))


def solve(frame: pd.DataFrame, limits: Limits, weeks: Sequence[dt.date]) -> Solution:
    """
    Choose the best candidates under the limits.

    Parameters
    ----------
    frame : DataFrame
        `candidates.candidates` of these weeks, indexed from 0.
    limits : Limits
    weeks : sequence of date
        The Mondays to be planned together.

    Returns
    -------
    Solution
        `objective` and `bound` in units of value (support times reach), without the cost of missing posts.
    """
    model = _Model()
    ranks = _tie_order(frame) / (2.0 * len(frame) + 2) / 100
    x = [model.column(round(value * SCALE) - rank, 1) for value, rank in zip(frame["value"], ranks, strict=True)]
    y = _pillar_columns(model, frame, limits)
    missing = _weekly_numbers(model, frame, limits, weeks)
    _daily_numbers(model, frame, limits)
    _spacing(model, frame, limits)
    _hours_and_pillars(model, frame, limits, y)
    return _solved(model, x, y, missing)


def _tie_order(frame: pd.DataFrame) -> npt.NDArray[np.intp]:
    """Rank the candidates as ties are broken: more studies first, then the earlier, platform and person as listed."""
    order = np.lexsort([np.arange(len(frame)), -frame["studies"].to_numpy(int)])
    return np.argsort(order)


def _pillar_columns(model: _Model, frame: pd.DataFrame, limits: Limits) -> dict[tuple[dt.date, str, str, str], int]:
    cells = frame[["week", "platform", "person"]].drop_duplicates().itertuples(index=False)
    return {
        (week, platform, pillar, person): model.column(0.0, 70)
        for week, platform, person in cells
        for (made_for, pillar) in limits.making
        if made_for == platform
    }


def _weekly_numbers(
    model: _Model, frame: pd.DataFrame, limits: Limits, weeks: Sequence[dt.date]
) -> dict[tuple[dt.date, str], int]:
    """Hold the most and the least posts of each week; a week of which only some days are planned owes its part."""
    groups = frame.groupby(["week", "platform"]).indices
    inside = Counter(day - dt.timedelta(days=day.weekday()) for day in limits.days)
    missing = {}
    for week in weeks:
        for platform in limits.platforms:
            rule, columns = limits.cadence[platform], list(groups.get((week, platform), []))
            model.at_most(rule.posts_per_week_high, columns)
            least = rule.posts_per_week_low * inside[week] // 7
            if least:
                lack = missing[week, platform] = model.column(-MISSING_COST * SCALE, least)
                model.row(least, np.inf, [*columns, lack], [1.0] * (len(columns) + 1))
    return missing


def _daily_numbers(model: _Model, frame: pd.DataFrame, limits: Limits) -> None:
    for (_, platform), columns in frame.groupby(["day", "platform"]).indices.items():
        model.at_most(limits.cadence[platform].posts_per_day, columns)


def _spacing(model: _Model, frame: pd.DataFrame, limits: Limits) -> None:
    """Every span as long as a platform's spacing holds one of its posts at most; no two share an instant."""
    for platform, columns in frame.groupby("platform").indices.items():
        at = frame["instant"].to_numpy()[columns]
        span = max(limits.cadence[platform].spacing_hours * 60, 1)
        ends = np.searchsorted(at, at + span, side="left")
        previous = -1
        for first, end in zip(np.searchsorted(at, at, side="left"), ends, strict=True):
            if end > previous:
                model.at_most(1, columns[first:end])
                previous = end


def _hours_and_pillars(
    model: _Model, frame: pd.DataFrame, limits: Limits, y: dict[tuple[dt.date, str, str, str], int]
) -> None:
    capacity = {person.name: person.hours_per_week * 60 for person in limits.team}
    work = {platform: minutes * limits.work_share for platform, minutes in limits.watch_minutes.items()}
    cells = frame.groupby(["week", "platform", "person"]).indices
    for (week, platform, person), columns in cells.items():
        made = [column for key, column in y.items() if key[0] == week and key[1] == platform and key[3] == person]
        model.row(0, 0, [*columns, *made], [1.0] * len(columns) + [-1.0] * len(made))
    for (week, person), columns in frame.groupby(["week", "person"]).indices.items():
        made_for = {key: column for key, column in y.items() if key[0] == week and key[3] == person}
        model.row(
            -np.inf,
            capacity[person],
            [*columns, *made_for.values()],
            [work[platform] for platform in frame["platform"].to_numpy()[columns]]
            + [limits.making[key[1], key[2]].minutes for key in made_for],
        )
    for week in frame["week"].unique():
        _shares(model, limits, {key: column for key, column in y.items() if key[0] == week})


def _shares(model: _Model, limits: Limits, week: dict[tuple[dt.date, str, str, str], int]) -> None:
    """Each pillar near its share of the week, and what asks never above the cap."""
    columns = list(week.values())
    asking = [float(key[2] in limits.asking) - limits.promotion_cap for key in week]
    model.row(-np.inf, 1e-9, columns, asking)
    for pillar in {key[2] for key in week}:
        share = limits.pillar_shares[pillar]
        slack = limits.share_slack - STRICTLY
        model.row(-slack, slack, columns, [float(key[2] == pillar) - share for key in week])


def _solved(
    model: _Model,
    x: list[int],
    y: dict[tuple[dt.date, str, str, str], int],
    missing: dict[tuple[dt.date, str], int],
) -> Solution:
    if not model.cost:
        return Solution((), {}, {}, 0.0, 0.0)
    solver = highspy.Highs()
    for option, setting in (
        ("output_flag", False),
        ("threads", 1),
        ("random_seed", 0),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", 1e-7),
        ("time_limit", SECONDS),
    ):
        solver.setOptionValue(option, setting)
    solver.passModel(_programme(model))
    solver.run()
    answered = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kTimeLimit)
    if solver.getModelStatus() not in answered or solver.getSolution().value_valid is False:
        raise RuntimeError(f"the solver stopped without a proof: {solver.getModelStatus()}")
    values = np.rint(np.asarray(solver.getSolution().col_value)).astype(int)
    lacking = {key: int(values[column]) for key, column in missing.items() if values[column]}
    chosen = tuple(index for index, column in enumerate(x) if values[column])
    offset = MISSING_COST * sum(lacking.values())
    info = solver.getInfo()
    return Solution(
        chosen=chosen,
        pillars={key: int(values[column]) for key, column in y.items() if values[column]},
        missing=lacking,
        objective=info.objective_function_value / SCALE + offset,
        bound=info.mip_dual_bound / SCALE + offset,
    )


def _programme(model: _Model) -> highspy.HighsLp:
    programme = highspy.HighsLp()
    width, height = len(model.cost), len(model.rows)
    programme.num_col_, programme.num_row_ = width, height
    programme.sense_ = highspy.ObjSense.kMaximize
    programme.col_cost_ = np.array(model.cost)
    programme.col_lower_, programme.col_upper_ = np.zeros(width), np.array(model.upper, float)
    programme.integrality_ = [highspy.HighsVarType.kInteger] * width
    programme.row_lower_ = np.array([row[0] for row in model.rows])
    programme.row_upper_ = np.array([row[1] for row in model.rows])
    matrix = programme.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    matrix.start_ = np.concatenate([[0], np.cumsum([len(row[2]) for row in model.rows])]).astype(np.int32)
    matrix.index_ = np.array([column for row in model.rows for column in row[2]], np.int32)
    matrix.value_ = np.array([factor for row in model.rows for factor in row[3]], float)
    return programme
