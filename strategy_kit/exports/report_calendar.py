"""The calendar of the report: the months as tables, and one week as a strip."""

import datetime as dt
import zoneinfo
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from strategy_kit.calendar.constraints import closed_days
from strategy_kit.evidence.load import load_platforms
from strategy_kit.exports.report_plan import live_slots, live_watches, shown_week, watch_span
from strategy_kit.figures.shapes.template import platform_token
from strategy_kit.i18n import Words
from strategy_kit.model import Plan, Slot, Watch

GLANCE = 4
"""Weeks of the calendar that stand on the first page."""
WIDTH, LEFT, RIGHT, TOP, LINE, LETTERS, MARK = 724, 112, 544, 20, 34, 18, 24


@dataclass(frozen=True)
class Post:
    """A post in the cell of a day."""

    colour: str
    initials: str
    time: str
    pillar: str
    watch: str


@dataclass(frozen=True)
class Day:
    """The cell of a day; `kind` is "" or a class of the style sheet: out (not of the plan) or closed."""

    iso: str
    label: str
    kind: str
    why: str
    posts: tuple[Post, ...]


@dataclass(frozen=True)
class Month:
    """One table: its name, the names of the weekdays, its weeks."""

    name: str
    weekdays: tuple[str, ...]
    weeks: tuple[tuple[Day, ...], ...]


@dataclass(frozen=True)
class Mark:
    """A post on the strip."""

    x: float
    colour: str
    initials: str


@dataclass(frozen=True)
class StripDay:
    """One line of the strip: its weekday, its watches as (left, width), its posts, who answers."""

    name: str
    y: int
    bands: tuple[tuple[float, float], ...]
    marks: tuple[Mark, ...]
    people: str


@dataclass(frozen=True)
class Strip:
    """A week as a drawing: hours across as (place, words), days down."""

    title: str
    height: int
    hours: tuple[tuple[float, str], ...]
    days: tuple[StripDay, ...]


def months(plan: Plan, _: Words) -> tuple[Month, ...]:
    """Return a table for each month of the horizon, the weeks that hold a day of the plan."""
    days = [plan.start + dt.timedelta(days=n) for n in range(7 * plan.weeks)]
    closed = _closed(plan, _)
    posts = _posts_by_day(plan, _)
    told = []
    for year, month in dict.fromkeys((day.year, day.month) for day in days):
        inside = [day for day in days if (day.year, day.month) == (year, month)]
        weeks = _weeks(inside, _.locale.first_week_day)
        cells = tuple(tuple(_day(day, day in inside, closed, posts, _) for day in week) for week in weeks)
        told.append(Month(_.date(inside[0], "LLLL y").capitalize(), _weekdays(_), cells))
    return tuple(told)


def _closed(plan: Plan, _: Words) -> Mapping[dt.date, str]:
    return closed_days(plan.brief.model_copy(update={"lang": _.lang}), plan.start, plan.end)


def _weeks(days: Sequence[dt.date], first: int) -> list[list[dt.date]]:
    """Return the whole weeks that hold some days, from the country's first weekday on."""
    starts = dict.fromkeys(day - dt.timedelta(days=(day.weekday() - first) % 7) for day in days)
    return [[start + dt.timedelta(days=n) for n in range(7)] for start in starts]


def _weekdays(_: Words) -> tuple[str, ...]:
    return tuple(_.weekday((_.locale.first_week_day + n) % 7 + 1, "abbreviated") for n in range(7))


def first_weeks(plan: Plan, _: Words) -> Month:
    """Return the first weeks of the plan as one table, at a glance."""
    days = [plan.start + dt.timedelta(days=n) for n in range(7 * plan.weeks)]
    closed, posts = _closed(plan, _), _posts_by_day(plan, _)
    weeks = _weeks(days, _.locale.first_week_day)[:GLANCE]
    cells = tuple(
        tuple(_dated(_day(day, day in days, closed, posts, _), plan.start, _) for day in week) for week in weeks
    )
    return Month(_.plural("The first week", "The first {n} weeks", len(weeks)), _weekdays(_), cells)


def _dated(cell: Day, start: dt.date, _: Words) -> Day:
    """Name the month where one begins."""
    day = dt.date.fromisoformat(cell.iso)
    return replace(cell, label=_.date(day, "d MMM")) if day == start or day.day == 1 else cell


def strip(plan: Plan, _: Words) -> Strip | None:
    """Draw the first whole week that has posts, in the clock of the team; None without posts."""
    zone = zoneinfo.ZoneInfo(plan.brief.team_zone)
    starts = [(slot, slot.starts_at.astimezone(zone)) for slot in live_slots(plan)]
    if not starts:
        return None
    days = [shown_week(plan) + dt.timedelta(days=n) for n in range(7)]
    posts = [(slot, start) for slot, start in starts if start.date() in days]
    watches = [(watch, watch.starts_at.astimezone(zone)) for watch in live_watches(plan)]
    scale = _scale(plan, [start for _slot, start in posts])
    return Strip(
        title=_("Week of {date}, clock of {place}", date=_.date(days[0]), place=_.zone(plan.brief.team_zone)),
        height=TOP + 7 * LINE,
        hours=tuple((scale.x(60 * hour), _.hour(hour)) for hour in range(scale.low, scale.high + 1, 2)),
        days=tuple(_strip_day(day, TOP + LINE * n, posts, watches, scale, _) for n, day in enumerate(days)),
    )


@dataclass(frozen=True)
class _Scale:
    """From the hours of the day to the width of the drawing."""

    low: int
    high: int

    def x(self, minute: float) -> float:
        within = min(max(minute / 60, self.low), self.high)
        return round(LEFT + (within - self.low) / (self.high - self.low) * (RIGHT - LEFT), 1)


def _scale(plan: Plan, starts: Sequence[dt.datetime]) -> _Scale:
    low = min(plan.brief.posting_from.hour, *(start.hour for start in starts))
    high = max(plan.brief.posting_until.hour + 1, *(start.hour + 2 for start in starts))
    return _Scale(low, min(high, 24))


def _strip_day(
    day: dt.date,
    y: int,
    posts: Sequence[tuple[Slot, dt.datetime]],
    watches: Sequence[tuple[Watch, dt.datetime]],
    scale: _Scale,
    _: Words,
) -> StripDay:
    answering = [(watch, start) for watch, start in watches if start.date() == day]
    spans = [(_minute(start), _minute(start) + watch.minutes) for watch, start in answering]
    people = ", ".join(dict.fromkeys(watch.person for watch, _start in answering))
    initials = _initials()
    return StripDay(
        name=_.weekday(day.isoweekday()),
        y=y,
        bands=tuple((scale.x(start), round(scale.x(end) - scale.x(start), 1)) for start, end in spans),
        marks=tuple(
            Mark(x, _colour(slot), initials.get(slot.platform, slot.platform[:2].upper()))
            for x, slot in _side_by_side([(scale.x(_minute(at)), slot) for slot, at in posts if at.date() == day])
        ),
        people=people if len(people) <= LETTERS else people[: LETTERS - 1] + "…",
    )


def _side_by_side(marks: Iterable[tuple[float, Slot]]) -> Iterator[tuple[float, Slot]]:
    """Move a mark that another would hide to its right."""
    free = 0.0
    for x, slot in sorted(marks, key=lambda mark: mark[0]):
        placed = max(x, free)
        free = placed + MARK
        yield placed, slot


def _minute(start: dt.datetime) -> int:
    return 60 * start.hour + start.minute


def _day(
    day: dt.date, inside: bool, closed: Mapping[dt.date, str], posts: Mapping[dt.date, tuple[Post, ...]], _: Words
) -> Day:
    why = closed.get(day, "") if inside else ""
    return Day(
        iso=day.isoformat(),
        label=str(day.day),
        kind="closed" if why else "" if inside else "out",
        why=_("closed") if why in ("weekday", "blackout") else why,
        posts=posts.get(day, ()) if inside else (),
    )


def _posts_by_day(plan: Plan, _: Words) -> dict[dt.date, tuple[Post, ...]]:
    watches: dict[str, list[Watch]] = {}
    for watch in live_watches(plan):
        watches.setdefault(watch.slot, []).append(watch)
    initials = _initials()
    days: dict[dt.date, tuple[Post, ...]] = {}
    for slot in live_slots(plan):
        told = ", ".join(f"{watch_span(watch, _)} {watch.person}" for watch in watches.get(slot.id, []))
        place = "" if slot.zone == plan.brief.team_zone else f" ({_.zone(slot.zone)})"
        mark = initials.get(slot.platform, slot.platform[:2].upper())
        post = Post(_colour(slot), mark, _.time(slot.time) + place, slot.pillar, told)
        days[slot.day] = (*days.get(slot.day, ()), post)
    return days


def _initials() -> dict[str, str]:
    platforms = load_platforms()
    return dict(zip(platforms["key"], platforms["initials"], strict=True))


def _colour(slot: Slot) -> str:
    return platform_token(slot.platform).removeprefix("@")
