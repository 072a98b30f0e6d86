"""A plan as an iCalendar file: an event per post, response window, inbox check and review, with each VTIMEZONE."""

import datetime as dt
import itertools
import uuid
import zoneinfo
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vDuration

from strategy_kit.evidence.load import load_table
from strategy_kit.exports.calendar_entries import CalendarEntry, PostStatus, calendar_entries, opinion, platform_names
from strategy_kit.i18n import Words
from strategy_kit.labels.communication import format_words
from strategy_kit.labels.review import reason_words
from strategy_kit.labels.strategy import voice_line
from strategy_kit.model import InboxCheck, Plan, ResponseWindow, Slot
from strategy_kit.model.differences import is_agreed
from strategy_kit.plan.review import ReviewDay, results_by_objective, review_days
from strategy_kit.text import normalized_text, one_line

POST_LENGTH, YEAR = dt.timedelta(minutes=15), dt.timedelta(days=365)
REVIEW_FROM, REVIEW_LENGTH = dt.time(9), dt.timedelta(hours=1)
HALF_A_DAY = dt.timedelta(hours=12)
"""How often a program that subscribes may ask anew: a post can move on the day before, seldom later."""
_STATUS = {"agreed": "CONFIRMED", "draft": "TENTATIVE", "cancelled": "CANCELLED"}
DAY, SECOND = dt.timedelta(days=1), dt.timedelta(seconds=1)


@dataclass(frozen=True)
class _Block:
    """One event: wall times in `zone`, normalized words."""

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
    link: str = ""


def to_ics(plan: Plan, *, now: dt.datetime, lang: str, refresh: dt.timedelta | None = None) -> bytes:
    """
    Write the calendar of a plan, the same bytes for the same arguments.

    Posts leave their owner free, response windows keep a person busy; cancelled posts stay, with a title that says so.
    Times that a day holds twice are in UTC.

    Parameters
    ----------
    now : datetime
        The instant of writing, aware.
    refresh : timedelta, optional
        For a subscription: how often programs may fetch it. Absent: a file to import.

    Raises
    ------
    InputError
        If a wall time does not exist, an id stands twice, or a text holds half of a character.
    """
    if now.tzinfo is None:
        raise ValueError("now must be an aware datetime")
    _ = Words(lang, plan.brief.country)
    blocks = list(_blocks(plan, _))
    data = _file(plan, blocks, now, refresh, _)
    misread = _misread_zones(data, blocks)
    if misread:
        blocks = [_in_utc(block, _) if block.zone in misread else block for block in blocks]
        data = _file(plan, blocks, now, refresh, _)
        if _misread_zones(data, blocks):
            raise RuntimeError(f"calendar file does not read back: {sorted(misread)}")
    return data


def _blocks(plan: Plan, _: Words) -> Iterator[_Block]:
    try:
        name = uuid.UUID(plan.id)
    except ValueError:
        name = uuid.uuid5(uuid.NAMESPACE_URL, f"strategy_kit:{plan.id}")
    names = platform_names(plan)
    for entry in calendar_entries(plan):
        platform = names[entry.slot.platform]
        yield _post(plan, entry, platform, name, _)
        for number, watch in enumerate(entry.watches):
            yield _watch(plan, entry, watch, number, platform, name, _)
    by_day = itertools.groupby(sorted(plan.rounds, key=lambda check: check.starts_at), lambda check: check.day)
    for _day, rounds in by_day:
        for number, check in enumerate(rounds, start=1):
            yield _round(plan, check, number, name, _)
    if plan.slots and plan.brief.objectives:
        results = results_by_objective(plan.brief.objectives, plan.results, load_table("measures"))
        for number, each in enumerate(reversed(review_days(plan, results))):
            yield _review(plan, each, number, name, _)


def _post(plan: Plan, entry: CalendarEntry, platform: str, name: uuid.UUID, _: Words) -> _Block:
    slot = entry.slot
    owner = _("Prepared by: {owner}. Format: {format}.", owner=slot.owner, format=format_words(_)[slot.format])
    making = _("Preparation: about {duration}.", duration=_.hours(slot.minutes)) if slot.minutes else ""
    pillar = _("Pillar: {pillar}.", pillar=slot.pillar) if slot.title else ""
    title = _("{platform}: {pillar}", platform=platform, pillar=entry.title)
    campaign = _("Campaign: {names}.", names=", ".join(entry.campaigns)) if entry.campaigns else ""
    voice = voice_line(plan.brief.brand_voice, _)
    details = (owner, making, pillar, campaign, voice, opinion(slot, _), _plan_line(plan, entry.status, _))
    return _Block(
        uid=str(uuid.uuid5(name, f"post:{slot.id}")),
        zone=slot.zone,
        start=slot.starts_at,
        end=(slot.starts_at.astimezone(dt.UTC) + POST_LENGTH).astimezone(slot.starts_at.tzinfo),
        summary=_summary(title, entry, _),
        description=_lines(*_words_to_publish(slot), *details),
        categories=(platform, one_line(slot.pillar), *map(one_line, entry.campaigns)),
        busy=False,
        status=_STATUS[entry.status],
        revision=slot.revision,
        link=slot.link,
    )


def _watch(
    plan: Plan, entry: CalendarEntry, watch: ResponseWindow, number: int, platform: str, name: uuid.UUID, _: Words
) -> _Block:
    slot = entry.slot
    after = _("Follows the {time} post: {pillar}.", time=_.time(slot.time), pillar=entry.title)
    aim = _("Response time to aim for: {time}.", time=_.hours(plan.brief.reply_target_minutes))
    work = _("Working time: about {duration}.", duration=_.hours(watch.work_minutes)) if watch.work_minutes else ""
    part = f":{number + 1}" if number else ""
    return _Block(
        uid=str(uuid.uuid5(name, f"watch:{slot.id}{part}")),
        zone=watch.zone,
        start=watch.starts_at,
        end=watch.ends_at,
        summary=_summary(_("Answer on {platform}: {person}", platform=platform, person=watch.person), entry, _),
        description=_lines(after, aim, work, _plan_line(plan, entry.status, _)),
        categories=(platform, _("community management")),
        busy=True,
        status=_STATUS[entry.status],
        revision=slot.revision,
    )


def _round(plan: Plan, check: InboxCheck, number: int, name: uuid.UUID, _: Words) -> _Block:
    status: PostStatus = "agreed" if is_agreed(plan) else "draft"
    return _Block(
        uid=str(uuid.uuid5(name, f"round:{check.day}:{number}")),
        zone=check.zone,
        start=check.starts_at,
        end=check.ends_at,
        summary=one_line(_("Inbox check: {person}", person=check.person)),
        description=_lines(_("Comments, messages and mentions on every platform."), _plan_line(plan, status, _)),
        categories=(_("community management"),),
        busy=True,
        status=_STATUS[status],
        revision=0,
    )


def _review(plan: Plan, review: ReviewDay, number: int, name: uuid.UUID, _: Words) -> _Block:
    """Return the event of a review, numbered back from the end of the plan: earlier ones come and go with results."""
    status: PostStatus = "agreed" if is_agreed(plan) else "draft"
    start = dt.datetime.combine(review.day, REVIEW_FROM, zoneinfo.ZoneInfo(plan.brief.team_zone))
    return _Block(
        uid=str(uuid.uuid5(name, f"review:{number}")),
        zone=plan.brief.team_zone,
        start=start,
        end=start + REVIEW_LENGTH,
        summary=one_line(_("Review: {name}", name=plan.brief.name)),
        description=_lines(
            _("Why on this day: {reasons}.", reasons=reason_words(review.reasons, _)),
            _("What happened, and what do you change?"),
            _plan_line(plan, status, _),
        ),
        categories=(_("the review"),),
        busy=False,
        status=_STATUS[status],
        revision=0,
    )


def _summary(title: str, entry: CalendarEntry, _: Words) -> str:
    """Return an event's title; programs that ignore a status still show that a post is cancelled."""
    return one_line(_("Cancelled: {title}", title=title) if entry.status == "cancelled" else title)


def _words_to_publish(slot: Slot) -> tuple[str, ...]:
    """Return what was written for a post, to be copied from the event, and an empty line after it."""
    words = [line for line in (slot.text, " ".join(f"#{tag}" for tag in slot.tags), slot.image) if line]
    return (*words, "\n") if words else ()


def _lines(*lines: str) -> str:
    return normalized_text("\n".join(line.rstrip("\n") for line in lines if line))


def _plan_line(plan: Plan, status: PostStatus, _: Words) -> str:
    """Return the plan of an event and its status; nothing for a cancelled one."""
    if status == "cancelled":
        return ""
    if not plan.agreed_on:
        return _("Plan of {name}, draft not agreed yet.", name=plan.brief.name)
    fields = {"name": plan.brief.name, "date": _.date(plan.agreed_on)}
    if status == "agreed":
        return _("Plan of {name}, agreed on {date}.", **fields)
    return _("Plan of {name}, changed since it was agreed on {date}.", **fields)


def _in_utc(block: _Block, _: Words) -> _Block:
    note = _("Times are in UTC, because calendar apps could misread the {zone} time zone.", zone=block.zone)
    return replace(
        block,
        zone="UTC",
        start=block.start.astimezone(dt.UTC),
        end=block.end.astimezone(dt.UTC),
        description=f"{block.description}\n{note}",
    )


def _file(plan: Plan, blocks: Sequence[_Block], now: dt.datetime, refresh: dt.timedelta | None, _: Words) -> bytes:
    title = one_line(_("{name}: posts and response windows", name=plan.brief.name))
    calendar = Calendar()
    calendar.add("PRODID", f"-//strategy_kit//calendar//{_.lang.upper()}")
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("X-WR-CALNAME", title)
    if refresh:
        calendar.add("NAME", title)
        calendar.add("REFRESH-INTERVAL", refresh, parameters={"VALUE": "DURATION"})
        calendar.add("X-PUBLISHED-TTL", vDuration(refresh).to_ical().decode())
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
    if block.link:
        event.add("URL", block.link)
    return event


def _twice(moment: dt.datetime) -> bool:
    return moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()


def _misread_zones(data: bytes, blocks: Sequence[_Block]) -> Set[str]:
    """Return the zones of events whose instants differ when the file is read with its own VTIMEZONEs alone."""
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
