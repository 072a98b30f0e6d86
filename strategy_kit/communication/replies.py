"""
How messages are answered: within which time, by whom, and whether somebody is there to keep it.

`reply_guide` returns one row per kind of message: ``kind``, ``minutes`` (the target), ``own`` (whether the plan sets
it), ``who`` (names of the team who may answer, the rule's own or all), ``tone`` (the plan's own, empty = the
workbook's), ``in_time`` (share of the week's minutes at which a message would meet somebody within the target),
``longest_wait`` (minutes; missing = nobody is ever there) and ``wait_from`` (aware datetime in the team's zone at which
that wait begins).

A message counts as met when somebody who may answer is on duty; whether they have the minutes is the calendar's sum.
Days off and holidays are left out: it is a week in which everybody works.
"""

import datetime as dt
import zoneinfo
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from strategy_kit.duty import on_duty
from strategy_kit.model import Brief, Person, ReplyRule

STEP = 15
"""Minutes: duties begin and end on quarters of an hour."""
QUARTERS = 7 * 24 * 60 // STEP


def reply_guide(brief: Brief, guide: pd.DataFrame, week: dt.date) -> pd.DataFrame:
    """
    Lay the plan's own rules over the workbook's guide, and hold the targets against the duties.

    Parameters
    ----------
    guide : DataFrame
        Table ``reply_guide``; a target left blank there is the brief's ``reply_target_minutes``.
    week : date
        A Monday.

    Returns
    -------
    DataFrame
        See the module; in the order of the guide.

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
        stated = brief.reply_target_minutes if pd.isna(default["minutes"]) else int(default["minutes"])
        minutes = rule.minutes or stated
        who = _answering(brief, rule)
        there = _duty_of(who, brief.team_zone, instants)
        waits = _waits(np.any(there, axis=0) if there else np.zeros(QUARTERS, dtype=bool))
        rows.append(
            (
                rule.kind,
                minutes,
                rule.minutes is not None,
                tuple(person.name for person in who),
                rule.tone,
                float(np.mean(waits <= minutes)),
                *_longest(waits, instants),
            )
        )
    columns = ["kind", "minutes", "own", "who", "tone", "in_time", "longest_wait", "wait_from"]
    return pd.DataFrame(rows, columns=columns)


def week_quarters(week: dt.date, clock: str) -> pd.DatetimeIndex:
    """Return the quarters of an hour of the seven days from a Monday on, as instants in a zone."""
    start = dt.datetime.combine(week, dt.time(), zoneinfo.ZoneInfo(clock))
    return pd.date_range(start, periods=QUARTERS, freq=f"{STEP}min")


def duty_hours(team: Sequence[Person], clock: str, week: dt.date) -> pd.DataFrame:
    """
    Return how many of the team are on duty in each hour of the week, on the team's clock.

    Returns
    -------
    DataFrame
        One row per quarter of an hour: ``weekday`` (1 to 7), ``minute`` (of the day), ``who`` (tuple of names).
    """
    instants = week_quarters(week, clock)
    there = _duty_of(team, clock, instants)
    names = [
        tuple(person.name for person, on in zip(team, there, strict=True) if on[place]) for place in range(QUARTERS)
    ]
    return pd.DataFrame(
        {"weekday": instants.day_of_week + 1, "minute": instants.hour * 60 + instants.minute, "who": names}
    )


def _duty_of(team: Sequence[Person], clock: str, instants: pd.DatetimeIndex) -> list[npt.NDArray[np.bool_]]:
    """Return for each person whether they are on duty at each quarter of an hour of a week without days off."""
    return [on_duty(person.changed(zone=person.zone or clock, days_off=()), instants, STEP) for person in team]


def _answering(brief: Brief, rule: ReplyRule) -> list[Person]:
    """Return who may answer: the person the rule names, if in the team, else all."""
    return [person for person in brief.team if rule.who in (None, person.name)]


def _waits(there: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """Return the minutes from each quarter of the week until somebody is there; the week goes round."""
    if not there.any():
        return np.full(len(there), np.inf)
    twice = np.concatenate([there, there])
    places = np.where(twice, np.arange(len(twice)), len(twice))
    following = np.minimum.accumulate(places[::-1])[::-1][: len(there)]
    waits: npt.NDArray[np.float64] = (following - np.arange(len(there))).astype(np.float64) * STEP
    return waits


def _longest(waits: npt.NDArray[np.float64], instants: pd.DatetimeIndex) -> tuple[float, dt.datetime | None]:
    longest = float(waits.max())
    if np.isinf(longest):
        return float("nan"), None
    return longest, instants[int(waits.argmax())].to_pydatetime()
