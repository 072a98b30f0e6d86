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
    Return the windows published on a fixed zone in the wall time of other clocks, for the days of one week.

    Parameters
    ----------
    windows : DataFrame
        `load_windows`. Those on the audience's own clock have no instant and are left out.
    week : date
        A Monday: the week whose offsets hold.
    clocks : sequence of IANA zones

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

    walls = (midnight + dt.timedelta(minutes=int(window[end])) for end in ("start_minute", "end_minute"))
    start, end = (wall.replace(tzinfo=published).astimezone(shown) for wall in walls)
    return start, end
