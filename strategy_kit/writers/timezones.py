"""
The clock of a zone as a calendar file carries it: one VTIMEZONE, true for the span it is asked for.

Each change stands alone, its onset in the wall time before the change, as RFC 5545 (3.6.5) asks. The library's own
generator writes the wall time after it, and steps over changes a month apart (Morocco's).
"""

import datetime as dt
import zoneinfo
from collections.abc import Iterator

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAY, SECOND = dt.timedelta(days=1), dt.timedelta(seconds=1)


def clock_changes(zone: str, first: dt.date, last: dt.date) -> Iterator[tuple[dt.datetime, dt.timedelta]]:
    """
    Yield each instant (in UTC) at which a zone's clocks change from `first` to `last`, and the offset before it.

    >>> [str(at) for at, before in clock_changes("Europe/Paris", dt.date(2027, 1, 1), dt.date(2027, 7, 1))]
    ['2027-03-28 01:00:00+00:00']
    """
    day = dt.datetime.combine(first, dt.time(), dt.UTC)
    end = dt.datetime.combine(last, dt.time(), dt.UTC)
    while day < end:
        yield from _changes(zoneinfo.ZoneInfo(zone), day, day + DAY)
        day += DAY


def _changes(
    zone: zoneinfo.ZoneInfo, early: dt.datetime, late: dt.datetime
) -> Iterator[tuple[dt.datetime, dt.timedelta]]:
    before = _offset(early, zone)
    if before == _offset(late, zone):
        return
    while late - early > SECOND:
        middle = early + (late - early) // 2
        middle = middle.replace(microsecond=0)
        early, late = (middle, late) if _offset(middle, zone) == before else (early, middle)
    yield late, before


def _offset(instant: dt.datetime, zone: zoneinfo.ZoneInfo) -> dt.timedelta:
    offset = instant.astimezone(zone).utcoffset()
    return offset if offset is not None else dt.timedelta()


def vtimezone(zone: str, first: dt.date, last: dt.date) -> Timezone:
    """
    Return the VTIMEZONE of an IANA zone, right from `first` to `last`.

    Examples
    --------
    >>> paris = vtimezone("Europe/Paris", dt.date(2027, 1, 1), dt.date(2027, 7, 1))
    >>> [(part.name, str(part.DTSTART)) for part in paris.subcomponents]
    [('STANDARD', '2027-01-01 01:00:00'), ('DAYLIGHT', '2027-03-28 02:00:00')]
    """
    component = Timezone()
    component.add("TZID", zone)
    start = dt.datetime.combine(first, dt.time(), dt.UTC)
    component.add_component(_observance(zone, start, _offset(start, zoneinfo.ZoneInfo(zone))))
    for instant, before in clock_changes(zone, first, last):
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
