"""
Reply guide: response time targets, who answers, and whether the duty hours meet them in a week without days off.

A message is met when somebody who may answer is on duty; whether they have the minutes is the calendar's sum.
"""

import datetime as dt
import zoneinfo
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from strategy_kit.duty import as_usual, on_duty
from strategy_kit.frames import ReplyRow
from strategy_kit.model import Brief, Person, ReplyRule

STEP = 15
"""Minutes: duties begin and end on quarters of an hour."""
QUARTERS = 7 * 24 * 60 // STEP


def reply_guide(brief: Brief, guide: pd.DataFrame, week: dt.date) -> pd.DataFrame:
    """
    Return the plan's reply rules, completed by the workbook's guide, and what the duty hours allow: `frames.ReplyRow`.

    Parameters
    ----------
    brief : Brief
        Its replies, team, team zone and reply target.
    guide : DataFrame
        Table ``reply_guide``; ``minutes`` in elapsed minutes, missing = the brief's ``reply_target_minutes``.
    week : date
        A Monday; days off are not counted.

    Examples
    --------
    >>> guide = pd.DataFrame({"kind": ["complaint"], "minutes": [60]})
    >>> row = reply_guide(Brief(name="Shop"), guide, dt.date(2027, 1, 4)).iloc[0]
    >>> row["who"], f"{row['in_time']:.1%}", f"{row['longest_wait'] / 60} h from {row['wait_from']}"
    (('Owner',), '29.8%', '63.0 h from 2027-01-08 18:00:00-05:00')
    """
    rules = {rule.kind: rule for rule in brief.replies}
    instants = week_quarters(week, brief.team_zone)
    rows = []
    for default in guide.to_dict("records"):
        rule = rules.get(default["kind"], ReplyRule(kind=default["kind"]))
        usual = brief.reply_target_minutes if pd.isna(default["minutes"]) else int(default["minutes"])
        minutes = rule.minutes or usual
        who = [person for person in brief.team if rule.who in (None, person.name)]
        there = duties(who, brief.team_zone, instants)
        until = waits(np.any(there, axis=0) if there else np.zeros(QUARTERS, dtype=bool))
        names = tuple(person.name for person in who)
        in_time = float(np.mean(until <= minutes))
        rows.append(
            (rule.kind, minutes, rule.minutes is not None, names, rule.tone, in_time, *longest_wait(until, instants))
        )
    return pd.DataFrame(rows, columns=ReplyRow._fields)


def week_quarters(week: dt.date, clock: str) -> pd.DatetimeIndex:
    """
    Return the quarters of an hour of the seven days from a Monday on, as instants in an IANA zone.

    >>> quarters = week_quarters(dt.date(2027, 1, 4), "Europe/Paris")
    >>> len(quarters), str(quarters[1])
    (672, '2027-01-04 00:15:00+01:00')
    """
    start = dt.datetime.combine(week, dt.time(), zoneinfo.ZoneInfo(clock))
    return pd.date_range(start, periods=QUARTERS, freq=f"{STEP}min")


def duty_hours(team: Sequence[Person], clock: str, week: dt.date) -> pd.DataFrame:
    """
    Return who is on duty at each quarter of an hour of a week without days off: `frames.DutyRow`.

    Parameters
    ----------
    team : sequence of Person
        A person without a zone of their own keeps to `clock`.
    clock : str
        The team's IANA zone, in which weekday and minute are counted.
    week : date
        A Monday; gives the offsets from UTC.

    Examples
    --------
    >>> hours = duty_hours([Person(name="counter")], "Europe/Paris", dt.date(2027, 1, 4))
    >>> hours.loc[[35, 36]].values.tolist()
    [[1, 525, ()], [1, 540, ('counter',)]]
    """
    instants = week_quarters(week, clock)
    names, there = [person.name for person in team], duties(team, clock, instants)
    who = [tuple(name for name, on in zip(names, there, strict=True) if on[quarter]) for quarter in range(QUARTERS)]
    minutes = instants.hour * 60 + instants.minute
    return pd.DataFrame({"weekday": instants.day_of_week + 1, "minute": minutes, "who": who})


def duty_coverage(hours: pd.DataFrame) -> float:
    """
    Return the share of the week in [0, 1] with somebody on duty, of `duty_hours`.

    >>> duty_coverage(pd.DataFrame({"who": [(), ("counter",), ("counter", "baker"), ()]}))
    0.5
    """
    return float((hours["who"].map(len) > 0).mean())


def duties(team: Sequence[Person], clock: str, instants: pd.DatetimeIndex) -> list[npt.NDArray[np.bool_]]:
    """
    Return for each person whether they are on duty at each quarter of an hour of a week without days off.

    Parameters
    ----------
    team : sequence of Person
        A person without a zone of their own keeps to `clock`.
    clock : str
        The team's IANA zone.
    instants : DatetimeIndex, aware
        Of `week_quarters`.

    Examples
    --------
    >>> week = week_quarters(dt.date(2027, 1, 4), "Europe/Paris")
    >>> [int(on.sum()) for on in duties([Person(name="counter")], "Europe/Paris", week)]
    [180]
    """
    return [on_duty(as_usual(person, clock), instants, STEP) for person in team]


def waits(covered: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """
    Return the minutes from each quarter of the week until the next one on duty, over the end of the week.

    >>> waits(np.array([False, True, False, False])).tolist()
    [15.0, 0.0, 45.0, 30.0]
    """
    if not covered.any():
        return np.full(len(covered), np.inf)
    twice = np.concatenate([covered, covered])
    places = np.where(twice, np.arange(len(twice)), len(twice))
    following = np.minimum.accumulate(places[::-1])[::-1][: len(covered)]
    minutes: npt.NDArray[np.float64] = (following - np.arange(len(covered))).astype(np.float64) * STEP
    return minutes


def longest_wait(until: npt.NDArray[np.float64], instants: pd.DatetimeIndex) -> tuple[float, dt.datetime | None]:
    """
    Return the longest of the `waits` of a week in minutes, and its begin; missing if nobody is ever on duty.

    >>> longest_wait(np.array([np.inf]), week_quarters(dt.date(2027, 1, 4), "Europe/Paris"))
    (nan, None)
    """
    longest = float(until.max())
    if np.isinf(longest):
        return float("nan"), None
    return longest, instants[int(until.argmax())].to_pydatetime()
