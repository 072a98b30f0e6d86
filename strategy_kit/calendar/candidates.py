"""Candidates: every platform, half hour and person that the fixed limits leave for a post."""

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from strategy_kit.calendar.constraints import (
    STEP_MINUTES,
    Constraints,
    PostRule,
    concerns_day,
    minutes_concerned,
)
from strategy_kit.duty import minute_of, on_duty
from strategy_kit.frames import CandidateRow

COLUMNS = list(CandidateRow._fields)
MatchedRules = tuple[int, ...]
"""Indices into `Constraints.grouping_rules`, in order."""


def candidates(heat: pd.DataFrame, constraints: Constraints, reach: Mapping[str, float]) -> pd.DataFrame:
    """
    Return the candidates of a calendar: the half hours of each platform and person that the fixed limits leave.

    Parameters
    ----------
    heat : DataFrame, one row per (platform, weekday, hour)
        `posting_heatmap` in the clock of `constraints.zone`, support in [-1, 1], missing = unknown; with a column
        `week` (Monday) if weeks differ. With a column `awake` (share of the audience, in [0, 1]) a platform that has
        no hour favoured by studies, under the limits and while somebody is on duty, is posted at waking hours.
    constraints : Constraints
    reach : mapping of platform to float
        Share of the audience, in [0, 1]; a platform without one counts at the mean of the others (0.5 if none).

    Returns
    -------
    DataFrame, `frames.CandidateRow`
        In order of time, then platform by key, then person as the team lists them; empty if nothing is left.

    Examples
    --------
    >>> import datetime as dt
    >>> from strategy_kit.evidence.load import assumption_values, load_table
    >>> from strategy_kit.calendar.constraints import constraints_of
    >>> from strategy_kit.model import Brief
    >>> shop, tables = Brief(name="Shop"), {"formats": "platform_formats", "half_lives": "half_life"}
    >>> limits = constraints_of(
    ...     shop, dt.date(2027, 1, 4), 1, ["facebook"], assumptions=assumption_values(),
    ...     pillar_shares={pillar.name: pillar.share for pillar in shop.pillars},
    ...     **{name: load_table(table) for name, table in tables.items()})
    >>> heat = pd.DataFrame({"platform": "facebook", "weekday": [2], "hour": [10], "support": [0.5], "studies": [3]})
    >>> candidates(heat, limits, {"facebook": 0.5})[["minute", "person", "value"]].values.tolist()
    [[600, 'Owner', 0.25], [630, 'Owner', 0.25]]
    """
    grid = _half_hours(constraints)
    duties = {
        minutes: [on_duty(person, grid.at, minutes) for person in constraints.team]
        for minutes in {constraints.response_minutes[platform] for platform in constraints.platforms}
    }
    parts = [
        (platform, person.name, np.flatnonzero(free & able), columns)
        for platform in constraints.platforms
        if constraints.making_for(platform)
        for duty in [duties[constraints.response_minutes[platform]]]
        for free, columns in [
            _of_platform(
                platform, grid, heat, constraints, _reach_of(platform, constraints, reach), np.any(duty, axis=0)
            )
        ]
        for person, able in zip(constraints.team, duty, strict=True)
    ]
    return _in_order(parts, grid) if parts else pd.DataFrame(columns=COLUMNS)


@dataclass(frozen=True)
class _Grid:
    """The wall times of the horizon on which posting is allowed and that exist: arrays, and `at` their instants."""

    at: pd.DatetimeIndex
    day: npt.NDArray[np.datetime64]
    minute: npt.NDArray[np.int32]

    @property
    def instant(self) -> npt.NDArray[np.int64]:
        """Minutes since the epoch."""
        return self.at.tz_localize(None).to_numpy().astype("datetime64[m]").astype(np.int64)

    @property
    def weekday(self) -> npt.NDArray[np.int64]:
        """ISO weekday, 1 to 7."""
        return (self.day.astype(np.int64) + 3) % 7 + 1

    @property
    def week(self) -> npt.NDArray[np.datetime64]:
        """The Monday of each day's ISO week."""
        return self.day - (self.weekday - 1).astype("timedelta64[D]")


Part = tuple[str, str, npt.NDArray[np.intp], dict[str, npt.NDArray[Any]]]
"""A platform, a person, the wall times (rows of the grid) left to them, and the platform's columns by wall time."""


def _half_hours(constraints: Constraints) -> _Grid:
    minutes = constraints.posting_minutes[::STEP_MINUTES]
    days = [day for day in constraints.days if constraints.is_open(day, minutes.start)]
    pins = [
        np.datetime64(dt.datetime.combine(pin.day, pin.time), "m")
        for pin in constraints.pinned
        if pin.day in constraints.days and constraints.is_open(pin.day, minute_of(pin.time))
    ]
    half_hours = np.add.outer(np.array(days, "datetime64[D]"), np.array(minutes, "timedelta64[m]")).ravel()
    wall = np.union1d(half_hours, np.array(pins, "datetime64[m]"))
    at = pd.DatetimeIndex(wall).tz_localize(constraints.zone, ambiguous=np.ones(len(wall), bool), nonexistent="NaT")
    wall, at = wall[at.notna()], at[at.notna()].tz_convert("UTC")
    day = wall.astype("datetime64[D]")
    return _Grid(at, day, (wall - day).astype("timedelta64[m]").astype(np.int32))


def _in_order(parts: Sequence[Part], grid: _Grid) -> pd.DataFrame:
    """Return the candidates in order of time, then platform, then as the parts come."""
    rows = np.concatenate([left for _platform, _person, left, _columns in parts])
    sizes = [len(left) for _platform, _person, left, _columns in parts]
    platforms = np.repeat(np.array([part[0] for part in parts], object), sizes)
    people = np.repeat(np.array([part[1] for part in parts], object), sizes)
    _names, ranks = np.unique([part[0] for part in parts], return_inverse=True)
    instants = grid.instant[rows]
    order = np.lexsort((np.repeat(ranks, sizes), instants))
    rows = rows[order]
    of_platform = {
        name: np.concatenate([columns[name][left] for _platform, _person, left, columns in parts])[order]
        for name in ("support", "studies", "value", "awake", "matched_rules")
    }
    columns = {
        "platform": pd.array(platforms[order], dtype="str"),
        "day": grid.day.astype(object)[rows],
        "minute": grid.minute[rows],
        "person": pd.array(people[order], dtype="str"),
        "week": grid.week.astype(object)[rows],
        "instant": instants[order],
        **of_platform,
    }
    return pd.DataFrame(columns)[COLUMNS]


def _of_platform(
    platform: str,
    grid: _Grid,
    heat: pd.DataFrame,
    constraints: Constraints,
    reach: float,
    on_duty: npt.NDArray[np.bool_],
) -> tuple[npt.NDArray[np.bool_], dict[str, npt.NDArray[Any]]]:
    """Return which wall times are left to a platform, whoever answers, and its columns by wall time."""
    supports = _supports(heat[heat["platform"].to_numpy() == platform], grid)
    value = supports["support"] * _credibility(supports, constraints.doubt) * reach
    pinned = _of_any(grid, platform, constraints.pinned)
    barred = _of_any(grid, platform, (rule for rule in constraints.never if rule.pillar is None))
    off_grid = (grid.minute - minute_of(constraints.posting_from)) % STEP_MINUTES != 0
    free = (pinned | ~off_grid) & ~barred
    unknown = pinned | constraints.unknown_hours
    if "awake" in supports and not (free & on_duty & (value > 0)).any():
        unknown |= supports["awake"] > 0
    value = np.where(np.isnan(value) & unknown, 0.0, value)
    columns = {
        "support": supports["support"],
        "studies": np.nan_to_num(supports["studies"]).astype(np.int64),
        "value": value,
        "awake": np.nan_to_num(supports.get("awake", np.zeros(len(value)))),
        "matched_rules": _matched_rules(grid, platform, constraints),
    }
    return ~np.isnan(value) & free, columns


def _supports(heat: pd.DataFrame, grid: _Grid) -> dict[str, npt.NDArray[np.float64]]:
    """Return the columns of a platform's heat by wall time, missing where it has no row."""
    weekly = [heat["week"]] if "week" in heat else []
    hours = zip(*(keys.tolist() for keys in (*weekly, heat["weekday"], heat["hour"])), strict=True)
    places = {hour: row for row, hour in enumerate(hours)}
    weeks = [grid.week.astype(object)] if weekly else []
    wanted = zip(*(keys.tolist() for keys in (*weeks, grid.weekday, grid.minute // 60)), strict=True)
    rows = np.array([places.get(hour, -1) for hour in wanted], np.intp)
    return {
        name: np.append(heat[name].to_numpy(float), np.nan)[rows]  # -1: the missing value at the end
        for name in ("support", "studies", "weight", "awake")
        if name in heat
    }


def _matched_rules(grid: _Grid, platform: str, constraints: Constraints) -> npt.NDArray[np.object_]:
    """Return for each wall time which of `Constraints.grouping_rules` match it."""
    matches = [_of_rule(grid, platform, rule) for rule in constraints.grouping_rules]
    matched = np.empty(len(grid.minute), object)
    patterns = zip(*(match.tolist() for match in matches), strict=True) if matches else [()] * len(matched)
    matched[:] = [tuple(itertools.compress(itertools.count(), pattern)) for pattern in patterns]
    return matched


def _of_any(grid: _Grid, platform: str, rules: Iterable[PostRule]) -> npt.NDArray[np.bool_]:
    matches = [_of_rule(grid, platform, rule) for rule in rules]
    return np.any(matches, axis=0) if matches else np.zeros(len(grid.minute), bool)


def _of_rule(grid: _Grid, platform: str, rule: PostRule) -> npt.NDArray[np.bool_]:
    """Return for each wall time of a platform whether a rule matches it: `matches_placement`, each day asked once."""
    days, which = np.unique(grid.day, return_inverse=True)
    concerned = np.array([concerns_day(rule, platform, day) for day in days.tolist()], bool)
    minutes = minutes_concerned(rule)
    return concerned[which] & (grid.minute >= minutes.start) & (grid.minute < minutes.stop)


def _credibility(supports: Mapping[str, npt.NDArray[np.float64]], doubt: float) -> npt.NDArray[np.float64] | float:
    """Return the credibility of an hour by the weight of its studies: 1 without doubt."""
    return supports["weight"] / (supports["weight"] + doubt) if doubt and "weight" in supports else 1.0


def _reach_of(platform: str, constraints: Constraints, reach: Mapping[str, float]) -> float:
    known = {key: reach[key] for key in constraints.platforms if key in reach and reach[key] == reach[key]}
    return known.get(platform, float(np.mean(list(known.values()))) if known else 0.5)
