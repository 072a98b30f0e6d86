"""Whatever program opens the calendar, it reads the instants that were planned."""

import datetime as dt
import re
import uuid
import zoneinfo
from functools import cache

import pytest
from example_plans import plan_of, post, watch
from foreign import READERS, icalendar, libical
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_kit.errors import InputError
from strategy_kit.exports.ics import POST_LENGTH, to_ics, vtimezone
from strategy_kit.territories import known_zones

NOW = dt.datetime(2027, 2, 22, 9, 30, tzinfo=dt.UTC)
ZONES = sorted(zone for zone in known_zones() if "/" in zone)
YEARS = range(2024, 2036)
AROUND = range(-60, 61, 15)

every_reader = pytest.mark.parametrize("reader", READERS.values(), ids=READERS)


@cache
def clock_of(zone):
    """Return what a zone's clock says but for the names."""
    clock = vtimezone(zone, dt.date(YEARS[0], 1, 1), dt.date(YEARS[-1] + 1, 1, 1))
    return tuple((part.name, part.DTSTART, part.TZOFFSETFROM, part.TZOFFSETTO) for part in clock.subcomponents)


@cache
def changes(zone):
    """Return each instant at which clocks change, found by the quarter of an hour."""
    place, step = zoneinfo.ZoneInfo(zone), dt.timedelta(days=1)
    found, moment = [], dt.datetime(YEARS[0], 1, 1, tzinfo=dt.UTC)
    while moment.year <= YEARS[-1]:
        before = moment.astimezone(place).utcoffset()
        if before != (moment + step).astimezone(place).utcoffset():
            quarters = (moment + dt.timedelta(minutes=15 * n) for n in range(1, 97))
            found.append(next(at for at in quarters if at.astimezone(place).utcoffset() != before))
        moment += step
    return found


@cache
def written(*instants_by_zone):
    """Return the plan with a post and a watch at each instant that a wall time of its zone can say, and its file."""
    moments = [
        (zone, instant.astimezone(zoneinfo.ZoneInfo(zone)))
        for zone, instants in instants_by_zone
        for instant in instants
    ]
    posts = [
        post(number, day=wall.date(), time=wall.time(), zone=zone)
        for number, (zone, wall) in enumerate(moments)
        if not wall.fold
    ]
    plan = plan_of(posts, watches=[watch(slot, minutes=90) for slot in posts])
    return plan, to_ics(plan, now=NOW, lang="en")


def planned(plan):
    """Return what the plan itself says: start and end of each event, in seconds, under the names it must have."""
    name = uuid.UUID(plan.id)
    posts = {
        str(uuid.uuid5(name, f"post:{slot.id}")): (slot.starts_at, slot.starts_at.astimezone(dt.UTC) + POST_LENGTH)
        for slot in plan.slots
    }
    watches = {str(uuid.uuid5(name, f"watch:{w.slot}")): (w.starts_at, w.ends_at) for w in plan.watches}
    return {uid: tuple(int(moment.timestamp()) for moment in span) for uid, span in (posts | watches).items()}


def read(reader, data):
    return {uid: described[:2] for uid, described in reader(data).items()}


@cache
def year_around_changes(year):
    """Return a zone of each rule with the instants around its changes of a year; one in July if there is none."""
    zones = {clock_of(zone): zone for zone in ZONES}.values()
    july = dt.datetime(year, 7, 1, 12, tzinfo=dt.UTC)
    return tuple(
        (
            zone,
            tuple(at + dt.timedelta(minutes=n) for at in changes(zone) if at.year == year for n in AROUND) or (july,),
        )
        for zone in zones
    )


@pytest.mark.parametrize("year", YEARS)
@every_reader
def test_every_program_reads_the_planned_instants_around_every_change_of_clocks(year, reader):
    plan, data = written(*year_around_changes(year))

    assert read(reader, data) == planned(plan)
    assert data.count(b"BEGIN:VEVENT") == 2 * len(plan.slots) > 800
    assert b"Written in UTC" not in data


@every_reader
def test_every_program_reads_the_planned_instants_in_every_zone_by_its_name(reader):
    days = (dt.datetime(2027, 1, 15, 12, tzinfo=dt.UTC), dt.datetime(2027, 7, 15, 12, tzinfo=dt.UTC))
    plan, data = written(*((zone, days) for zone in ZONES))

    assert read(reader, data) == planned(plan)
    assert {name.decode() for name in re.findall(rb"(?m)^TZID:(\S+)", data)} == set(ZONES)


@settings(max_examples=200, deadline=None)
@given(
    zone=st.sampled_from(ZONES),
    day=st.dates(dt.date(2024, 1, 1), dt.date(2035, 12, 31)),
    quarter=st.integers(0, 95),
    minutes=st.integers(1, 1440),
)
def test_any_wall_time_is_read_as_planned_or_refused_because_clocks_skip_it(zone, day, quarter, minutes):
    slot = post(1, day=day, time=dt.time(*divmod(quarter * 15, 60)), zone=zone)
    plan = plan_of([slot], watches=(watch(slot, minutes=minutes),))
    wall = slot.starts_at.astimezone(dt.UTC).astimezone(zoneinfo.ZoneInfo(zone))
    if wall.replace(tzinfo=None) != slot.starts_at.replace(tzinfo=None):
        with pytest.raises(InputError, match=r"no such hour \(clock change\)"):
            to_ics(plan, now=NOW, lang="en")
    else:
        data = to_ics(plan, now=NOW, lang="en")
        assert read(icalendar, data) == read(libical, data) == planned(plan)


@pytest.mark.parametrize("time", [dt.time(2), dt.time(2, 45)], ids=str)
def test_an_hour_that_clocks_repeat_is_written_in_utc(time):
    slot = post(1, day=dt.date(2027, 10, 31), time=time)
    data = to_ics(plan_of([slot], watches=[]), now=NOW, lang="en")
    first = slot.starts_at.astimezone(dt.UTC)

    assert f"DTSTART:{first:%Y%m%dT%H%M%SZ}\r\n".encode() in data


@every_reader
def test_a_zone_whose_clock_reads_otherwise_is_written_in_utc_and_says_so(reader, monkeypatch):
    monkeypatch.setattr("strategy_kit.exports.ics.vtimezone", an_hour_off_in_paris)
    plan = plan_of([post(1), post(2, zone="America/New_York")])
    data = to_ics(plan, now=NOW, lang="en")
    described = [event.description for event in reader(data).values()]

    assert read(reader, data) == planned(plan)
    assert sum("calendar apps could misread the Europe/Paris time zone" in text for text in described) == 2
    assert sum("misread" in text for text in described) == 2


def an_hour_off_in_paris(zone, first, last):
    right = vtimezone(zone, first, last)
    for part in right.subcomponents if zone == "Europe/Paris" else ():
        part.TZOFFSETTO += dt.timedelta(hours=1)
    return right
