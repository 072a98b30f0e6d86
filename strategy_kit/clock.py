"""The current date and monotonic deadlines, read at the edge only."""

import datetime as dt
import os
import time
import zoneinfo
from collections.abc import Callable

from strategy_kit.errors import InputError


def today(zone: str = "UTC") -> dt.date:
    """
    Return today's date in a zone, or that of ``STRATEGY_KIT_TODAY`` (YYYY-MM-DD), for reproducible runs.

    >>> today("Europe/Paris") >= dt.date(2026, 1, 1)
    True
    """
    fixed = os.environ.get("STRATEGY_KIT_TODAY", "")
    if not fixed:
        return dt.datetime.now(zoneinfo.ZoneInfo(zone)).date()
    try:
        return dt.date.fromisoformat(fixed)
    except ValueError as error:
        raise InputError(
            "{field}: found {value}. Enter a valid date, like 2027-01-04.",
            field="STRATEGY_KIT_TODAY",
            value=fixed,
        ) from error


def next_monday(day: dt.date) -> dt.date:
    """
    Return the first Monday after `day`.

    >>> next_monday(dt.date(2026, 11, 23))
    datetime.date(2026, 11, 30)
    """
    return day + dt.timedelta(days=8 - day.isoweekday())


def after(seconds: float) -> Callable[[], bool]:
    """
    Return a function that tells whether a deadline, `seconds` from now, has passed.

    >>> after(0)(), after(60)()
    (True, False)
    """
    end = time.monotonic() + seconds
    return lambda: time.monotonic() >= end
