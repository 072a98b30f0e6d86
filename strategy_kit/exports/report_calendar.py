"""The calendar of the report: the posts of its months, and one week as a strip."""

import datetime as dt
import zoneinfo
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from strategy_kit.calendar.constraints import closed_days
from strategy_kit.evidence.load import load_platforms
from strategy_kit.figures.calendar.month import Calendar
from strategy_kit.figures.shapes.template import platform_token
from strategy_kit.i18n import Words
from strategy_kit.model import Plan, Slot, Watch, live_slots, live_watches
from strategy_kit.territories import clock_changes

WIDTH, LEFT, RIGHT, TOP, LINE, LETTERS, MARK = 724, 112, 544, 20, 34, 18, 24


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


def calendar_of(plan: Plan, _: Words) -> Calendar:
    """Return the calendar of a plan without its cancelled posts."""
    days = [plan.start + dt.timedelta(days=n) for n in range(7 * plan.weeks)]
    brief = plan.brief.model_copy(update={"lang": _.lang})
    return Calendar(
        slots=live_slots(plan),
        watches=live_watches(plan),
        days=days,
        zone=plan.brief.team_zone,
        initials=_initials(),
        closed=closed_days(brief, plan.start, plan.end),
        changes={day: _("clocks change") for day in clock_changes(plan.brief.team_zone, days)},
    )


def strip(plan: Plan, _: Words) -> Strip | None:
    """Draw the first ISO week that has posts, in the clock of the team; None without posts."""
    zone = zoneinfo.ZoneInfo(plan.brief.team_zone)
    starts = [(slot, slot.starts_at.astimezone(zone)) for slot in live_slots(plan)]
    if not starts:
        return None
    first = min(start.date() for _slot, start in starts)
    days = [first + dt.timedelta(days=n - first.weekday()) for n in range(7)]
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


def _initials() -> dict[str, str]:
    platforms = load_platforms()
    return dict(zip(platforms["key"], platforms["initials"], strict=True))


def _colour(slot: Slot) -> str:
    return platform_token(slot.platform).removeprefix("@")
