"""
VTIMEZONE components for a span of dates: each clock change alone, its onset in the wall time before it (RFC 5545,
3.6.5). icalendar's own generator writes the wall time after it, and misses changes a month apart (Morocco's).
"""

import datetime as dt
import zoneinfo
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAY, SECOND = dt.timedelta(days=1), dt.timedelta(seconds=1)


def vtimezone(zone: str, first: dt.date, last: dt.date) -> Timezone:
    """
    Return the VTIMEZONE of an IANA zone, valid from `first` to `last`.

    >>> paris = vtimezone("Europe/Paris", dt.date(2027, 1, 1), dt.date(2027, 7, 1))
    >>> [(part.name, str(part.DTSTART)) for part in paris.subcomponents]
    [('STANDARD', '2027-01-01 01:00:00'), ('DAYLIGHT', '2027-03-28 02:00:00')]
    """
    component = Timezone()
    component.add("TZID", zone)
    start = _midnight(first)
    component.add_component(_observance(zone, start, _offset(start, zoneinfo.ZoneInfo(zone))))
    for instant, before in _clock_changes(zone, first, last):
        component.add_component(_observance(zone, instant, before))
    return component


def _observance(zone: str, instant: dt.datetime, before: dt.timedelta) -> TimezoneStandard | TimezoneDaylight:
    local = instant.astimezone(zoneinfo.ZoneInfo(zone))
    part = TimezoneDaylight() if local.dst() else TimezoneStandard()
    part.DTSTART = (instant + before).replace(tzinfo=None)
    part.TZOFFSETFROM = before
    part.TZOFFSETTO = local.utcoffset()
    part.add("TZNAME", local.tzname())
    return part


def _clock_changes(zone: str, first: dt.date, last: dt.date) -> Iterator[tuple[dt.datetime, dt.timedelta]]:
    """Yield each clock change (UTC) with the offset before it."""
    start, end = _midnight(first), _midnight(last)
    years = range(first.year, (last - DAY).year + 1)  # a change as a year begins is found on the last day of the other
    return (change for year in years for change in _changes_of_year(zone, year) if start < change[0] <= end)


@lru_cache(maxsize=4096)
def _changes_of_year(zone: str, year: int) -> tuple[tuple[dt.datetime, dt.timedelta], ...]:
    """Return the clock changes of a year, each looked for day by day: some zones change twice within a month."""
    place, early = zoneinfo.ZoneInfo(zone), _midnight(dt.date(year, 1, 1))
    found, before = [], _offset(early, place)
    while early.year == year:
        after = _offset(early + DAY, place)
        if after != before:
            seconds = bisect_left(range(86400), True, key=lambda n: _offset(early + n * SECOND, place) != before)
            found.append((early + seconds * SECOND, before))
        early, before = early + DAY, after
    return tuple(found)


def _offset(instant: dt.datetime, place: zoneinfo.ZoneInfo) -> dt.timedelta:
    return instant.astimezone(place).utcoffset() or dt.timedelta()


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)
