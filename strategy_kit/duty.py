"""Duty hours: when a person can post, answer and check the inbox."""

import datetime as dt

import numpy as np
import numpy.typing as npt
import pandas as pd

from strategy_kit.model import Person


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
    begins = instants.tz_convert(person.zone)
    ends = (instants + pd.Timedelta(minutes=minutes)).tz_convert(person.zone)
    first = np.asarray(begins.hour * 60 + begins.minute)
    last = np.asarray(ends.hour * 60 + ends.minute)
    duty = np.zeros(len(instants), bool)
    for span in person.duty:
        start, end = minute_of(span.start), minute_of(span.end)
        duty |= np.isin(begins.day_of_week + 1, span.weekdays) & (first >= start) & (last <= end)
    days = np.asarray(begins.date)
    for absence in person.days_off:
        duty &= ~((days >= absence.first) & (days <= absence.last))
    return duty & np.asarray(begins.date == ends.date)
