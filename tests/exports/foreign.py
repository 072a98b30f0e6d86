"""Three programs of other people that read calendars, each with nothing but the clocks that stand in the file."""

import atexit
import ctypes
import ctypes.util
import json
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from icalendar import Calendar

ROOT = Path(__file__).parents[2]
NODE = ROOT / "node_modules"
ICALJS = NODE / "ical.js" / "dist" / "ical.js"
POINTER, INT, TEXT = ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p


class FileRecord(NamedTuple):
    """What a program reads of an event; instants in seconds since 1970."""

    start: int
    end: int
    sequence: int
    summary: str
    description: str


def icalendar(data):
    """Read with icalendar, in Python."""
    calendar = Calendar.from_ical(data)
    clocks = {clock.tz_name: clock.to_tz(lookup_tzid=False) for clock in calendar.timezones}

    def instant(value):
        clock = clocks[value.params["TZID"]] if "TZID" in value.params else value.dt.tzinfo
        return int(value.dt.replace(tzinfo=clock).timestamp())

    assert all(part.errors == [] for part in calendar.walk())
    return {
        str(event["UID"]): FileRecord(
            instant(event["DTSTART"]),
            instant(event["DTEND"]),
            event["SEQUENCE"],
            str(event["SUMMARY"]),
            str(event["DESCRIPTION"]),
        )
        for event in calendar.events
    }


def icaljs(data):
    """Read with ical.js, Thunderbird's."""
    reader = _icaljs()
    reader.stdin.write(json.dumps(data.decode()).encode() + b"\n")
    reader.stdin.flush()
    read = reader.stdout.readline()
    assert read, "ical.js refused the calendar"
    return {uid: FileRecord(*values) for uid, *values in json.loads(read)}


def libical(data):
    """Read with libical, GNOME's and KDE's."""
    library = _libical()
    calendar = library.icalparser_parse_string(data)
    try:
        assert library.icalcomponent_count_errors(calendar) == 0
        return {
            library.icalcomponent_get_uid(event).decode(): _description(library, event) for event in _events(calendar)
        }
    finally:
        library.icalcomponent_free(calendar)


READERS = {"icalendar": icalendar, "ical.js": icaljs, "libical": libical}


class _Time(ctypes.Structure):
    """`struct icaltimetype` of libical 3."""

    _fields_ = (
        *((name, INT) for name in ("year", "month", "day", "hour", "minute", "second", "is_date", "is_daylight")),
        ("zone", POINTER),
    )


_FUNCTIONS = {
    "icalparser_parse_string": (POINTER, TEXT),
    "icalcomponent_free": (None, POINTER),
    "icalcomponent_count_errors": (INT, POINTER),
    "icalcomponent_string_to_kind": (INT, TEXT),
    "icalcomponent_get_first_component": (POINTER, POINTER, INT),
    "icalcomponent_get_next_component": (POINTER, POINTER, INT),
    "icalcomponent_get_uid": (TEXT, POINTER),
    "icalcomponent_get_dtstart": (_Time, POINTER),
    "icalcomponent_get_dtend": (_Time, POINTER),
    "icalcomponent_get_sequence": (INT, POINTER),
    "icalcomponent_get_summary": (TEXT, POINTER),
    "icalcomponent_get_description": (TEXT, POINTER),
    "icaltime_as_timet_with_zone": (ctypes.c_long, _Time, POINTER),
    "icaltimezone_set_builtin_tzdata": (None, INT),
}


@cache
def _icaljs():
    """Return the one process that reads all calendars with ical.js; it ends with the tests."""
    command = ["node", Path(__file__).parent / "node" / "read.mjs", ICALJS]
    reader = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    atexit.register(reader.communicate)
    return reader


@cache
def _libical():
    library = ctypes.CDLL(ctypes.util.find_library("ical"))
    for name, (result, *arguments) in _FUNCTIONS.items():
        getattr(library, name).restype = result
        getattr(library, name).argtypes = arguments
    library.icaltimezone_set_builtin_tzdata(0)
    return library


def _events(calendar) -> Iterator[int]:
    library = _libical()
    kind = library.icalcomponent_string_to_kind(b"VEVENT")
    event = library.icalcomponent_get_first_component(calendar, kind)
    while event:
        yield event
        event = library.icalcomponent_get_next_component(calendar, kind)


def _description(library, event):
    start, end = library.icalcomponent_get_dtstart(event), library.icalcomponent_get_dtend(event)
    return FileRecord(
        library.icaltime_as_timet_with_zone(start, start.zone),
        library.icaltime_as_timet_with_zone(end, end.zone),
        library.icalcomponent_get_sequence(event),
        library.icalcomponent_get_summary(event).decode(),
        library.icalcomponent_get_description(event).decode(),
    )
