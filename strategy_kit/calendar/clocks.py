"""
Published windows as other clocks show them.

`wall_times` returns one row per (window, weekday, clock): ``platform``, ``source``, ``weekday`` (1-7, as published),
``clock`` (IANA zone), ``starts_at`` and ``ends_at`` (aware datetimes in that zone).
"""

import datetime as dt
import zoneinfo
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

AUDIENCE = "audience"


def wall_times(windows: pd.DataFrame, week: dt.date, clocks: Sequence[str]) -> pd.DataFrame:
    """
    Tell the windows published on a fixed zone in the wall time of other clocks, for the days of one week.

    Parameters
    ----------
    windows : DataFrame
        `load.load_windows`. Those on the audience's own clock have no instant and are left out.
    week : date
        A Monday: the week whose offsets hold, which in another week may differ.
    clocks : sequence of IANA zones

    Returns
    -------
    DataFrame
        See the module; in the order of the windows, then of the clocks, then of the weekdays.

    Examples
    --------
    >>> from strategy_kit.evidence.load import load_windows
    >>> times = wall_times(load_windows(["document"]), dt.date(2027, 1, 4), ["Europe/Paris", "Asia/Kolkata"])
    >>> [str(moment.time()) for moment in times.drop_duplicates("clock")["starts_at"]]
    ['19:00:00', '23:30:00']
    """
    rows = [
        (window["platform"], window["source"], weekday, clock, *_span(window, week, weekday, clock))
        for window in windows[windows["zone"] != AUDIENCE].to_dict("records")
        for clock in clocks
        for weekday in window["weekdays"]
    ]
    columns = ["platform", "source", "weekday", "clock", "starts_at", "ends_at"]
    return pd.DataFrame(rows, columns=columns, dtype=object).astype({"weekday": int})


def _span(window: Mapping[Any, Any], week: dt.date, weekday: int, clock: str) -> tuple[dt.datetime, dt.datetime]:
    midnight = dt.datetime.combine(week + dt.timedelta(days=weekday - 1), dt.time())
    published, shown = zoneinfo.ZoneInfo(window["zone"]), zoneinfo.ZoneInfo(clock)

    def told(minute: int) -> dt.datetime:
        return (midnight + dt.timedelta(minutes=minute)).replace(tzinfo=published).astimezone(shown)

    return told(int(window["start_minute"])), told(int(window["end_minute"]))
