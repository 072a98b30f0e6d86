"""
Where a post could stand: every platform, half hour and person that the fixed limits leave.

Frame
-----
candidates : one row per (platform, day, minute, person): `person` answers after the post, `week` (the Monday of its
    ISO week), `minute` (of the day, wall time), `instant` (minutes since the epoch), `support`, `studies`, `value`
    (support, believed as far as its weight goes, times reach; 0 where an unknown hour is allowed or asked for), `marks`
    (which of `Limits.marks` speak of this place).
"""

import datetime as dt
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from strategy_kit.calendar.constraints import STEP_MINUTES, Limits, monday
from strategy_kit.duty import minute_of, on_duty
from strategy_kit.model import BlackoutRule, Campaign, PinnedPost

COLUMNS = ["platform", "day", "minute", "person", "week", "instant", "support", "studies", "value", "marks"]
Marks = tuple[int, ...]


def candidates(heat: pd.DataFrame, limits: Limits, reach: Mapping[str, float]) -> pd.DataFrame:
    """
    List where posts could stand.

    Parameters
    ----------
    heat : DataFrame
        `timing.posting_heatmap` in the clock of `limits.zone`; a column `week` (Monday) if weeks differ.
    reach : mapping of platform to float
        Share of the audience, in [0, 1]; a platform left out or missing counts at the mean of the others (0.5 if none).

    Returns
    -------
    DataFrame
        The candidates, see the module; in order of time, then platform, then person as the team lists them.
    """
    grid = _half_hours(limits)
    rows = [
        part
        for platform in limits.platforms
        for part in _of_platform(platform, grid, _supports(heat, platform), limits, _reach_of(platform, limits, reach))
    ]
    frame = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=COLUMNS)
    return frame.sort_values(["instant", "platform"], kind="stable", ignore_index=True)


def _half_hours(limits: Limits) -> pd.DataFrame:
    """Return the wall times of the horizon on which posting is allowed and that exist, with their instants."""
    first, until = minute_of(limits.posting_from), minute_of(limits.posting_until)
    open_days = [day for day in limits.days if day not in limits.closed]
    minutes = np.arange(first, until, STEP_MINUTES)
    days = np.repeat(np.array(open_days, dtype="datetime64[D]"), len(minutes))
    walls = days.astype("datetime64[m]") + np.tile(minutes, len(open_days)).astype("timedelta64[m]")
    asked = [
        np.datetime64(dt.datetime.combine(pin.day, pin.time), "m")
        for pin in limits.pinned
        if pin.day in open_days and limits.posting_from <= pin.time < limits.posting_until
    ]
    wall = pd.DatetimeIndex(np.union1d(walls, np.array(asked, "datetime64[m]")))
    instants = wall.tz_localize(limits.zone, ambiguous=np.ones(len(wall), bool), nonexistent="NaT").tz_convert("UTC")
    grid = pd.DataFrame({"wall": wall, "at": instants})[instants.notna()]
    grid["day"] = grid["wall"].dt.date
    grid["minute"] = grid["wall"].dt.hour * 60 + grid["wall"].dt.minute
    grid["weekday"] = grid["wall"].dt.day_of_week + 1
    grid["week"] = [monday(day) for day in grid["day"]]
    grid["instant"] = (grid["at"] - pd.Timestamp(0, tz="UTC")) // pd.Timedelta(minutes=1)
    return grid.reset_index(drop=True)


def _supports(heat: pd.DataFrame, platform: str) -> pd.DataFrame:
    columns = [
        column for column in ("week", "weekday", "hour", "support", "studies", "weight") if column in heat.columns
    ]
    return heat.loc[heat["platform"] == platform, columns]


def _of_platform(
    platform: str, grid: pd.DataFrame, supports: pd.DataFrame, limits: Limits, reach: float
) -> list[pd.DataFrame]:
    if not any(key[0] == platform for key in limits.making):
        return []
    keys = [key for key in ("week", "weekday", "hour") if key in supports.columns]
    told = grid.assign(hour=grid["minute"] // 60, platform=platform).merge(supports, on=keys, how="left")
    told["value"] = told["support"] * _backing(told, limits.doubt) * reach
    told["marks"] = _marks(told, platform, limits)
    pinned = _pinned(told, platform, limits)
    off_grid = (told["minute"] - minute_of(limits.posting_from)) % STEP_MINUTES != 0
    told["value"] = told["value"].where(told["value"].notna() | ~(pinned | limits.unknown_hours), 0.0)
    told["studies"] = told["studies"].fillna(0).astype(int)
    told = told[told["value"].notna() & (pinned | ~off_grid) & ~_barred(told, platform, limits)]
    at = pd.DatetimeIndex(told["at"])
    return [
        told.assign(person=person.name)[on_duty(person, at, limits.watch_minutes[platform])][COLUMNS]
        for person in limits.team
    ]


def _marks(told: pd.DataFrame, platform: str, limits: Limits) -> list[Marks]:
    """Tell of each place which of the rules that ask for a pillar or a number of posts speak of it."""
    if not limits.marks:
        return [()] * len(told)
    speaks = np.column_stack([_of_rule(told, platform, rule) for rule in limits.marks])
    return [tuple(np.flatnonzero(row).tolist()) for row in speaks]


def _pinned(told: pd.DataFrame, platform: str, limits: Limits) -> npt.NDArray[np.bool_]:
    asked = [_of_rule(told, platform, pin) for pin in limits.pinned]
    return np.any(asked, axis=0) if asked else np.zeros(len(told), bool)


def _barred(told: pd.DataFrame, platform: str, limits: Limits) -> npt.NDArray[np.bool_]:
    barred = [_of_rule(told, platform, rule) for rule in limits.never if rule.pillar is None]
    return np.any(barred, axis=0) if barred else np.zeros(len(told), bool)


def _of_rule(told: pd.DataFrame, platform: str, rule: BlackoutRule | PinnedPost | Campaign) -> npt.NDArray[np.bool_]:
    """Tell of each place of a platform whether a rule speaks of it."""
    if rule.platform not in ("all", platform):
        return np.zeros(len(told), bool)
    day, minute = told["day"].to_numpy(), told["minute"].to_numpy()
    if isinstance(rule, PinnedPost):
        return (day == rule.day) & (minute == minute_of(rule.time))
    if isinstance(rule, Campaign):
        return (day >= rule.first) & (day <= rule.last)
    until = minute_of(rule.end) if rule.end else 24 * 60
    since = minute_of(rule.start) if rule.start else 0
    return np.isin(told["weekday"].to_numpy(), rule.weekdays) & (minute >= since) & (minute < until)


def _backing(told: pd.DataFrame, doubt: float) -> "pd.Series[float] | float":
    """Return how far the weight behind an hour is to be believed: all of it if there were no doubt."""
    return told["weight"] / (told["weight"] + doubt) if doubt and "weight" in told else 1.0


def _reach_of(platform: str, limits: Limits, reach: Mapping[str, float]) -> float:
    known = {key: reach[key] for key in limits.platforms if key in reach and reach[key] == reach[key]}
    return known.get(platform, float(np.mean(list(known.values()))) if known else 0.5)
