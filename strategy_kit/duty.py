"""Duty hours: when a person can post, answer and check the inbox."""

import datetime as dt
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from strategy_kit.model import Brief, MonitoringRule, Person


def minute_of(wall_time: dt.time) -> int:
    """
    Return the minute of the day, 0 to 1439.

    >>> minute_of(dt.time(9, 15))
    555
    """
    return wall_time.hour * 60 + wall_time.minute


def on_duty(person: Person, instants: pd.DatetimeIndex, minutes: int) -> npt.NDArray[np.bool_]:
    """
    Return for each of `instants` whether a person is on duty from it on for some elapsed minutes, on one day.

    Parameters
    ----------
    person : Person
        Duty hours are read in the person's zone, which must be set; none on days off.
    instants : DatetimeIndex, aware
        Starts.
    minutes : int
        Elapsed minutes, from 0; 0 also holds at the very end of a duty.

    Returns
    -------
    array of bool, shape of `instants`

    Examples
    --------
    >>> noon = pd.DatetimeIndex(["2027-01-04T11:00Z", "2027-01-04T16:30Z"])
    >>> on_duty(Person(name="counter", zone="Europe/Paris"), noon, 60).tolist()
    [True, False]
    """
    first_day, first = _wall(instants, person.zone)
    last_day, last = _wall(instants + pd.Timedelta(minutes=minutes), person.zone)
    weekdays = (first_day.astype(np.int64) + 3) % 7 + 1
    duty = np.zeros(len(instants), bool)
    for span in person.duty:
        start, end = minute_of(span.start), minute_of(span.end)
        duty |= np.isin(weekdays, span.weekdays) & (first >= start) & (last <= end)
    for absence in person.days_off:
        duty &= ~((first_day >= np.datetime64(absence.first)) & (first_day <= np.datetime64(absence.last)))
    return duty & (first_day == last_day)


def as_usual(person: Person, clock: str) -> Person:
    """
    Return a person with a zone and without days off, as in an ordinary week.

    >>> as_usual(Person(name="counter"), "Europe/Paris").zone
    'Europe/Paris'
    """
    return person.changed(zone=person.zone or clock, days_off=())


def check_days(brief: Brief, rule: MonitoringRule, week: dt.date) -> tuple[int, ...]:
    """
    Return the weekdays of an ordinary week on which somebody can make an inbox check: open, and within their hours.

    Parameters
    ----------
    brief : Brief
        Its team, team zone and closed weekdays; days off are not counted.
    rule : MonitoringRule
        A check by the clock of the team.
    week : date
        A Monday; gives the offsets from UTC of people on another clock. A day whose clock skips the time has no check.

    Examples
    --------
    >>> check = MonitoringRule(start="09:00", weekdays=(1, 2, 6))
    >>> check_days(Brief(name="Shop", closed_weekdays=(1,)), check, dt.date(2027, 1, 4))
    (2,)
    """
    days = [day for day in sorted(set(rule.weekdays)) if day not in brief.closed_weekdays]
    starts = pd.DatetimeIndex([dt.datetime.combine(week + dt.timedelta(days=day - 1), rule.start) for day in days])
    instants = starts.tz_localize(brief.team_zone, ambiguous=np.ones(len(days), bool), nonexistent="NaT")
    made = np.zeros(len(days), bool)
    exist = np.asarray(instants.notna(), bool)
    for person in brief.team:
        made[exist] |= on_duty(as_usual(person, brief.team_zone), instants[exist], rule.minutes)
    return tuple(day for day, able in zip(days, made, strict=True) if able)


def duty_spans(
    team: Sequence[Person], days: Sequence[dt.date], zone: str
) -> Mapping[dt.date, tuple[tuple[int, int], ...]]:
    """
    Return when anybody of a team is on duty on some days, by quarters of an hour.

    Parameters
    ----------
    team : sequence of Person
        One without a zone has that of the team.
    days : sequence of date
    zone : str
        Clock of the team; that of the spans.

    Returns
    -------
    mapping of date to spans (start, end)
        In minutes of the day, 0 to 1440, one after the other; days without any are left out.

    Examples
    --------
    >>> duty_spans([Person(name="counter")], [dt.date(2027, 1, 4), dt.date(2027, 1, 9)], "Europe/Paris")
    {datetime.date(2027, 1, 4): ((540, 1080),)}
    """
    quarters = [dt.datetime.combine(day, dt.time()) + dt.timedelta(minutes=15 * n) for day in days for n in range(96)]
    walls = pd.DatetimeIndex(quarters).tz_localize(zone, ambiguous=np.ones(len(quarters), bool), nonexistent="NaT")
    there, exist = np.zeros(len(quarters), bool), np.asarray(walls.notna(), bool)
    for person in team:
        own = person if person.zone else person.model_copy(update={"zone": zone})
        there[exist] |= on_duty(own, walls[exist], 15)
    found = {}
    for place, day in enumerate(days):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], there[96 * place : 96 * place + 96], [0]))))
        if len(edges):
            found[day] = tuple((int(start) * 15, int(end) * 15) for start, end in edges.reshape(-1, 2))
    return found


def _wall(
    instants: pd.DatetimeIndex, zone: dt.tzinfo | str | None
) -> tuple[npt.NDArray[np.datetime64], npt.NDArray[np.int64]]:
    """Return the day and the minute of the day of each instant, by the clock of a zone."""
    wall = instants.tz_convert(zone).tz_localize(None).to_numpy()
    day = wall.astype("datetime64[D]")
    return day, (wall - day).astype("timedelta64[m]").astype(np.int64)
