"""Candidates: every platform, half hour and person that the fixed limits leave for a post."""

import datetime as dt
from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from strategy_kit.calendar.constraints import (
    STEP_MINUTES,
    Constraints,
    PostRule,
    concerns_day,
    minutes_concerned,
    monday,
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
        `week` (Monday) if weeks differ.
    constraints : Constraints
    reach : mapping of platform to float
        Share of the audience, in [0, 1]; a platform without one counts at the mean of the others (0.5 if none).

    Returns
    -------
    DataFrame, `frames.CandidateRow`
        In order of time, then platform, then person as the team lists them; empty if nothing is left.

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
    columns = heat.columns.isin(["week", "weekday", "hour", "support", "studies", "weight"])
    known = {key: reach[key] for key in constraints.platforms if key in reach and reach[key] == reach[key]}
    mean = float(np.mean(list(known.values()))) if known else 0.5
    rows = [
        part
        for key in constraints.platforms
        for part in _of_platform(
            key, grid, heat.loc[heat["platform"] == key, columns], constraints, known.get(key, mean)
        )
    ]
    frame = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=COLUMNS)
    return frame.sort_values(["instant", "platform"], kind="stable", ignore_index=True)


def _half_hours(constraints: Constraints) -> pd.DataFrame:
    """Return the wall times of the horizon on which posting is allowed and that exist, with their instants."""
    minutes = constraints.posting_minutes[::STEP_MINUTES]
    days = [day for day in constraints.days if constraints.is_open(day, minutes.start)]
    pins = [
        np.datetime64(dt.datetime.combine(pin.day, pin.time), "m")
        for pin in constraints.pinned
        if pin.day in constraints.days and constraints.is_open(pin.day, minute_of(pin.time))
    ]
    half_hours = np.add.outer(np.array(days, "datetime64[D]"), np.array(minutes, "timedelta64[m]")).ravel()
    wall = pd.DatetimeIndex(np.union1d(half_hours, np.array(pins, "datetime64[m]")))
    instants = wall.tz_localize(constraints.zone, ambiguous=np.ones(len(wall), bool), nonexistent="NaT").tz_convert(
        "UTC"
    )
    grid = pd.DataFrame({"wall": wall, "at": instants})[instants.notna()]
    grid["day"] = grid["wall"].dt.date
    grid["minute"] = grid["wall"].dt.hour * 60 + grid["wall"].dt.minute
    grid["weekday"] = grid["wall"].dt.day_of_week + 1
    grid["week"] = [monday(day) for day in grid["day"]]
    grid["instant"] = (grid["at"] - pd.Timestamp(0, tz="UTC")) // pd.Timedelta(minutes=1)
    return grid.reset_index(drop=True)


def _of_platform(
    platform: str, grid: pd.DataFrame, supports: pd.DataFrame, constraints: Constraints, reach: float
) -> list[pd.DataFrame]:
    if not constraints.making_for(platform):
        return []
    keys = [key for key in ("week", "weekday", "hour") if key in supports.columns]
    rows = grid.assign(hour=grid["minute"] // 60, platform=platform).merge(supports, on=keys, how="left")
    rows["value"] = rows["support"] * _credibility(rows, constraints.doubt) * reach
    rows["matched_rules"] = _matched_rules(rows, platform, constraints)
    pinned = _of_any(rows, platform, constraints.pinned)
    barred = _of_any(rows, platform, (rule for rule in constraints.never if rule.pillar is None))
    off_grid = (rows["minute"] - minute_of(constraints.posting_from)) % STEP_MINUTES != 0
    rows["value"] = rows["value"].where(rows["value"].notna() | ~(pinned | constraints.unknown_hours), 0.0)
    rows["studies"] = rows["studies"].fillna(0).astype(int)
    rows = rows[rows["value"].notna() & (pinned | ~off_grid) & ~barred]
    at = pd.DatetimeIndex(rows["at"])
    return [
        rows.assign(person=person.name)[on_duty(person, at, constraints.response_minutes[platform])][COLUMNS]
        for person in constraints.team
    ]


def _matched_rules(rows: pd.DataFrame, platform: str, constraints: Constraints) -> list[MatchedRules]:
    """Return for each row which of `Constraints.grouping_rules` match it."""
    if not constraints.grouping_rules:
        return [()] * len(rows)
    matches = np.column_stack([_of_rule(rows, platform, rule) for rule in constraints.grouping_rules])
    patterns, which = np.unique(matches, axis=0, return_inverse=True)
    matched = [tuple(np.flatnonzero(pattern).tolist()) for pattern in patterns]
    return [matched[number] for number in which.ravel()]


def _of_any(rows: pd.DataFrame, platform: str, rules: Iterable[PostRule]) -> npt.NDArray[np.bool_]:
    matches = [_of_rule(rows, platform, rule) for rule in rules]
    return np.any(matches, axis=0) if matches else np.zeros(len(rows), bool)


def _of_rule(rows: pd.DataFrame, platform: str, rule: PostRule) -> npt.NDArray[np.bool_]:
    """Return for each row of a platform whether a rule matches it: `matches_placement`, each day asked once."""
    days = [day for day in rows["day"].unique() if concerns_day(rule, platform, day)]
    minutes = minutes_concerned(rule)
    return (rows["day"].isin(days) & rows["minute"].between(minutes.start, minutes.stop - 1)).to_numpy(bool)


def _credibility(rows: pd.DataFrame, doubt: float) -> "pd.Series[float] | float":
    """Return the credibility of an hour by the weight of its studies: 1 without doubt."""
    return rows["weight"] / (rows["weight"] + doubt) if doubt and "weight" in rows else 1.0
