"""When a person is on duty: there to post, to answer and to look at what came in."""

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
    Tell for each instant whether a person is on duty from it on for some minutes, on one and the same day.

    Parameters
    ----------
    person : Person
        With a zone, by whose clock the duties are read; on days off nobody is on duty.
    instants : DatetimeIndex, shape (n,)
        Aware.
    minutes : int
        Elapsed minutes, 0 or more; 0 also holds at the very end of a duty.

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
    off = np.zeros(len(instants), bool)
    days = begins.date
    for absence in person.days_off:
        off |= np.asarray([absence.first <= day <= absence.last for day in days], bool)
    return duty & ~off & np.asarray(begins.date == ends.date)
