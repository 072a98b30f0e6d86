"""Published windows as other clocks show them."""

import datetime as dt
import zoneinfo
from collections.abc import Sequence

import pandas as pd

from strategy_kit.frames import WallTimeRow, WindowRow, rows_of

AUDIENCE = "audience"


def wall_times(windows: pd.DataFrame, week: dt.date, clocks: Sequence[str]) -> pd.DataFrame:
    """
    Return the windows published on a fixed zone in the wall time of other clocks, in one week: `frames.WallTimeRow`.

    `windows` are `load_windows` (those on the audience's own clock are left out), `week` is a Monday, `clocks` IANA
    zones.

    >>> from strategy_kit.evidence.load import load_windows
    >>> times = wall_times(load_windows(["document"]), dt.date(2027, 1, 4), ["Europe/Paris", "Asia/Kolkata"])
    >>> [str(moment.time()) for moment in times.drop_duplicates("clock")["starts_at"]]
    ['19:00:00', '23:30:00']
    """
    rows = [
        (window.platform, window.source, weekday, clock, *_span(window, week, weekday, clock))
        for window in rows_of(windows[windows["zone"] != AUDIENCE], WindowRow)
        for clock in clocks
        for weekday in window.weekdays
    ]
    return pd.DataFrame(rows, columns=WallTimeRow._fields, dtype=object).astype({"weekday": int})


def _span(window: WindowRow, week: dt.date, weekday: int, clock: str) -> tuple[dt.datetime, dt.datetime]:
    midnight = dt.datetime.combine(week + dt.timedelta(days=weekday - 1), dt.time())
    published, shown = zoneinfo.ZoneInfo(window.zone), zoneinfo.ZoneInfo(clock)
    walls = (midnight + dt.timedelta(minutes=minute) for minute in (window.start_minute, window.end_minute))
    start, end = (wall.replace(tzinfo=published).astimezone(shown) for wall in walls)
    return start, end
