"""A plan as an iCalendar file: one event a post, one a watch, each zone's clock inside."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace

from icalendar import Calendar, Event

from strategy_kit.figures.calendar import format_words
from strategy_kit.i18n import Words
from strategy_kit.model import Plan, Watch
from strategy_kit.writers.entries import Entry, entries, opinion, platform_names
from strategy_kit.writers.text import clean, one_line
from strategy_kit.writers.timezones import vtimezone

POST_LENGTH, YEAR = dt.timedelta(minutes=15), dt.timedelta(days=365)
_STATUS = {"agreed": "CONFIRMED", "draft": "TENTATIVE", "cancelled": "CANCELLED"}


@dataclass(frozen=True)
class _Block:
    """One event: wall times in `zone`, its words cleaned."""

    uid: str
    zone: str
    start: dt.datetime
    end: dt.datetime
    summary: str
    description: str
    categories: tuple[str, ...]
    busy: bool
    status: str
    revision: int


def to_ics(plan: Plan, *, now: dt.datetime, lang: str) -> bytes:
    """
    Write the calendar of a plan.

    Parameters
    ----------
    plan : Plan
    now : datetime
        The instant of writing, aware.
    lang : "en" or "fr"
        Of what the events say.

    Returns
    -------
    bytes
        The same for the same arguments. Posts leave their owner free, watches keep them busy. Wall times carry their
        zone and the file its clock; times a reader could take for others (the second pass of a repeated hour) are in
        UTC.

    Raises
    ------
    InputError
        If a wall time does not exist, an id stands twice, or a text holds half of a character.
    """
    if now.tzinfo is None:
        raise ValueError("now must be an aware datetime")
    _ = Words(lang, plan.brief.country)
    blocks = list(_blocks(plan, _))
    data = _file(plan, blocks, now)
    strays = _misread(data, blocks)
    if strays:
        blocks = [_in_utc(block, _) if block.zone in strays else block for block in blocks]
        data = _file(plan, blocks, now)
        if _misread(data, blocks):
            raise RuntimeError(f"calendar file does not read back: {sorted(strays)}")
    return data


def _blocks(plan: Plan, _: Words) -> Iterator[_Block]:
    try:
        name = uuid.UUID(plan.id)
    except ValueError:
        name = uuid.uuid5(uuid.NAMESPACE_URL, f"strategy_kit:{plan.id}")
    names = platform_names(plan)
    for entry in entries(plan):
        platform = names[entry.slot.platform]
        yield _post(plan, entry, platform, name, _)
        for number, watch in enumerate(entry.watches):
            yield _watch(plan, entry, watch, number, platform, name, _)


def _post(plan: Plan, entry: Entry, platform: str, name: uuid.UUID, _: Words) -> _Block:
    slot = entry.slot
    lines = (
        _("Format: {format}. Owner: {owner}.", format=format_words(_)[slot.format], owner=slot.owner),
        opinion(slot, _),
        _plan_line(plan, _),
    )
    return _Block(
        uid=str(uuid.uuid5(name, f"post:{slot.id}")),
        zone=slot.zone,
        start=slot.starts_at,
        end=(slot.starts_at.astimezone(dt.UTC) + POST_LENGTH).astimezone(slot.starts_at.tzinfo),
        summary=one_line(_("{platform}: {pillar}", platform=platform, pillar=slot.pillar)),
        description=clean("\n".join(lines)),
        categories=(platform, one_line(slot.pillar)),
        busy=False,
        status=_STATUS[entry.standing],
        revision=slot.revision,
    )


def _watch(plan: Plan, entry: Entry, watch: Watch, number: int, platform: str, name: uuid.UUID, _: Words) -> _Block:
    slot = entry.slot
    lines = (
        _("After the post of {time}: {pillar}.", time=_.time(slot.time), pillar=slot.pillar),
        _("About {duration} of work.", duration=_.hours(watch.work_minutes)) if watch.work_minutes else "",
        _plan_line(plan, _),
    )
    part = f":{number + 1}" if number else ""
    return _Block(
        uid=str(uuid.uuid5(name, f"watch:{slot.id}{part}")),
        zone=watch.zone,
        start=watch.starts_at,
        end=watch.ends_at,
        summary=one_line(_("Answer on {platform}: {person}", platform=platform, person=watch.person)),
        description=clean("\n".join(line for line in lines if line)),
        categories=(platform, _("watch")),
        busy=True,
        status=_STATUS[entry.standing],
        revision=slot.revision,
    )


def _plan_line(plan: Plan, _: Words) -> str:
    name, scenario = plan.brief.name, plan.scenario
    if plan.agreed_on:
        agreed = _.date(plan.agreed_on)
        return _("Plan of {name}, scenario {scenario}, agreed on {date}.", name=name, scenario=scenario, date=agreed)
    return _("Plan of {name}, scenario {scenario}, a draft not yet agreed.", name=name, scenario=scenario)


def _in_utc(block: _Block, _: Words) -> _Block:
    note = _("Written in UTC: calendar programs could misread the clock of {zone}.", zone=block.zone)
    return replace(
        block,
        zone="UTC",
        start=block.start.astimezone(dt.UTC),
        end=block.end.astimezone(dt.UTC),
        description=f"{block.description}\n{note}",
    )


def _file(plan: Plan, blocks: Sequence[_Block], now: dt.datetime) -> bytes:
    calendar = Calendar()
    calendar.add("PRODID", "-//strategy_kit//calendar//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("X-WR-CALNAME", one_line(plan.brief.name))
    days = [block.start.date() for block in blocks] or [plan.start]
    for zone in sorted({block.zone for block in blocks} - {"UTC"}):
        calendar.add_component(vtimezone(zone, min(days) - YEAR, max(days) + YEAR))
    for block in blocks:
        calendar.add_component(_event(block, now))
    return bytes(calendar.to_ical())


def _event(block: _Block, now: dt.datetime) -> Event:
    event = Event()
    event.add("UID", block.uid)
    event.add("DTSTAMP", now.astimezone(dt.UTC).replace(microsecond=0))
    event.add("SEQUENCE", block.revision)
    event.add("STATUS", block.status)
    twice = _twice(block.start) or _twice(block.end)  # RFC 5545 means the first pass; some programs take the second
    event.add("DTSTART", block.start.astimezone(dt.UTC) if twice else block.start)
    event.add("DTEND", block.end.astimezone(dt.UTC) if twice else block.end)
    event.add("SUMMARY", block.summary)
    event.add("DESCRIPTION", block.description)
    event.add("CATEGORIES", list(block.categories))
    event.add("TRANSP", "OPAQUE" if block.busy else "TRANSPARENT")
    return event


def _twice(moment: dt.datetime) -> bool:
    return moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()


def _misread(data: bytes, blocks: Sequence[_Block]) -> Set[str]:
    """Return the zones of blocks whose instants differ when the file is read with nothing but its own clocks."""
    calendar = Calendar.from_ical(data)
    clocks = {clock.tz_name: clock.to_tz(lookup_tzid=False) for clock in calendar.timezones}
    read = {str(event["UID"]): event for event in calendar.events}
    if len(read) != len(blocks) or any(component.errors for component in calendar.walk()):
        raise RuntimeError("calendar file does not read back whole")

    def instant(uid: str, key: str) -> dt.datetime:
        value = read[uid][key]
        clock = clocks.get(value.params.get("TZID"))
        return (value.dt.replace(tzinfo=clock) if clock else value.dt).astimezone(dt.UTC)

    return {
        block.zone
        for block in blocks
        if (instant(block.uid, "DTSTART"), instant(block.uid, "DTEND"))
        != (block.start.astimezone(dt.UTC), block.end.astimezone(dt.UTC))
    }
