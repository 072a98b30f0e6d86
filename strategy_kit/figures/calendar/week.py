"""One week of the calendar as a strip: a line per day with its working hours, posts and response windows; or a list."""

import datetime as dt
import zoneinfo
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from strategy_kit.figures.calendar.agenda import agenda
from strategy_kit.figures.calendar.month import CalendarDays, closed_words, initials_of, month_table, month_tables
from strategy_kit.figures.card import Card, Key, Names
from strategy_kit.figures.shapes.palette import platform_token
from strategy_kit.i18n import Words
from strategy_kit.model import ResponseWindow, Slot

LEFT, RIGHT = 12.0, 95.0
"""Where the hours begin and end, in percent of the width."""
TOP, LINE, BAND, RADIUS = 24, 24, 18, 10
"""Pixels: above the lines, of a line, of a band in it, of a mark."""
MARK, LETTER = 3.6, 1.15
"""Percent of the width that a mark takes, and a letter, where the strip is as narrow as it gets (560 px)."""
LETTERS = 26
"""Letters of those who answer on a day."""
EVERY = 3
"""Hours between two that are named."""

Placed = tuple[Slot, dt.datetime]
Window = tuple[ResponseWindow, dt.datetime]
"""A post, a response window, each with its start on the clock of the team."""
Span = tuple[float, float]
"""Left and width, in percent of the width."""


@dataclass(frozen=True)
class Mark:
    """A post on the strip: its middle in percent, the name of its colour, the initials of its platform."""

    x: float
    colour: str
    initials: str


@dataclass(frozen=True)
class WeekPost:
    """A post of the week in words: its platform, its time, its campaigns, who prepares it, who answers until when."""

    platform: str
    colour: str
    time: str
    people: str


@dataclass(frozen=True)
class StripDay:
    """One line: its weekday, its top, working hours and response windows, its posts, who answers, why it is closed."""

    name: str
    short: str
    y: int
    grounds: tuple[Span, ...]
    bands: tuple[Span, ...]
    marks: tuple[Mark, ...]
    people: str
    closed: str
    posts: tuple[WeekPost, ...] = ()


@dataclass(frozen=True)
class Strip:
    """A week as a drawing: its days, its height, its hours across as (place in percent, words), its lines."""

    dates: tuple[dt.date, ...]
    height: int
    hours: tuple[tuple[float, str], ...]
    days: tuple[StripDay, ...]


def shown_days(monday: dt.date, _: Words) -> tuple[dt.date, ...]:
    """
    Return the days of the ISO week of a Monday, from the first weekday of the country on.

    A week that begins on Sunday shows the Sunday at the end of the ISO week first, so that its posts are all there.

    >>> [day.day for day in shown_days(dt.date(2027, 1, 4), Words("en", "US"))]
    [10, 4, 5, 6, 7, 8, 9]
    """
    return tuple(monday + dt.timedelta(days=weekday - 1) for weekday in _.week)


def week_strip(calendar: CalendarDays, monday: dt.date, names: Names, _: Words) -> Strip | None:
    """Return the ISO week of a Monday, on the clock of the team; None if the calendar has no posts."""
    zone = zoneinfo.ZoneInfo(calendar.zone)
    starts = [(slot, slot.starts_at.astimezone(zone)) for slot in calendar.slots]
    if not starts:
        return None
    dates = shown_days(monday, _)
    posts = [(slot, start) for slot, start in starts if start.date() in dates]
    watches = [(watch, watch.starts_at.astimezone(zone)) for watch in calendar.watches]
    scale = _scale(calendar, dates, posts, watches)
    first = EVERY * -(-scale.low // EVERY)
    return Strip(
        dates,
        height=TOP + 7 * LINE,
        hours=tuple((scale.x(60 * hour), _.hour(hour)) for hour in range(first, scale.high + 1, EVERY)),
        days=tuple(
            _strip_day(day, TOP + LINE * n, posts, watches, (calendar, scale, names), _) for n, day in enumerate(dates)
        ),
    )


def strip_drawing(strip: Strip, _: Words) -> Markup:
    """Draw a strip as markup, for ``calendar.css``: hours across where there is room, else a list of the posts."""
    hours = (
        Markup('<text x="{0}%" y="14" text-anchor="middle">{1}</text><rect class="grid" x="{0}%" y="20" {2}/>').format(
            x, hour, Markup('width="1" height="{}"').format(strip.height - 20)
        )
        for x, hour in strip.hours
    )
    words = "; ".join(
        f"{day.name}, {post.time}, {post.platform}, {post.people}" for day in strip.days for post in day.posts
    )
    drawn = Markup('<svg width="100%" height="{}" role="img" aria-label="{}">{}{}</svg>').format(
        strip.height, words, Markup("").join(hours), Markup("").join(map(_line, strip.days))
    )
    items = (_item(day, post) for day in strip.days for post in day.posts)
    return Markup('<div class="week">{}<ul>{}</ul></div>').format(drawn, Markup("").join(items))


def week_card(calendar: CalendarDays, names: Names, monday: dt.date, _: Words, *, prints_all: bool = False) -> Card:
    """
    Show the ISO week of a Monday: its posts, the response window after each, when the team is there.

    If it `prints_all`, the days of all weeks follow on paper, with who prepares and who answers each post.
    """
    strip = week_strip(calendar, monday, names, _)
    week = [slot for slot in calendar.slots if strip and slot.day in strip.dates]
    answered = {watch.slot for watch in calendar.watches}
    months = Markup("")
    if prints_all:
        tables = Markup("").join(map(month_table, month_tables(calendar, _)))
        months = Markup('<div class="paper">{}</div>').format(tables)
    return Card(
        key="week",
        title=_title(week, all(slot.id in answered for slot in week), _),
        subtitle=_("Week of {date}, {place} time", date=_.date(monday), place=_.zone(calendar.zone)),
        legend=(
            *(
                Key(f"{initials_of(platform, calendar)} {names[platform]}", platform_token(platform))
                for platform in dict.fromkeys(slot.platform for slot in week)
            ),
            *((Key(_("response window"), "@q4"), Key(_("your team is there"), "@sunken")) if strip else ()),
        ),
        table=agenda(week, calendar.watches, names, _, calendar.campaigns),
        html=(strip_drawing(strip, _) + months) if strip else "",
    )


def _title(week: Sequence[Slot], all_answered: bool, _: Words) -> str:
    if not week:
        return _("No post is scheduled yet")
    days = _.weekdays(slot.day.isoweekday() for slot in week)
    if not all_answered:
        return _.plural("One post: {days}", "{n} posts: {days}", len(week), days=days)
    return _.plural(
        "One post with a response window: {days}",
        "{n} posts, each with a response window: {days}",
        len(week),
        days=days,
    )


def _line(day: StripDay) -> Markup:
    middle, top = day.y + LINE // 2, day.y + (LINE - BAND) // 2
    rect = Markup('<rect class="{}" x="{}%" y="{}" width="{}%" height="{}" rx="3"/>')
    grounds = (rect.format("ground", left, top, width, BAND) for left, width in day.grounds)
    bands = (rect.format("band", left, top, width, BAND) for left, width in day.bands)
    marks = (
        Markup(
            '<circle class="mark p-{}" cx="{}%" cy="{}" r="{}"/><text class="on" x="{}%" y="{}" {}>{}</text>'
        ).format(
            *(mark.colour, mark.x, middle, RADIUS, mark.x, middle + 4),
            *(Markup('text-anchor="middle"'), mark.initials),
        )
        for mark in day.marks
    )
    closed = Markup('<text x="{}%" y="{}">{}</text>').format(LEFT, middle + 4, day.closed) if day.closed else ""
    return Markup('<text class="name" x="{}%" y="{}" text-anchor="end">{}</text>{}{}{}{}{}').format(
        *(LEFT - 3, middle + 4, day.short, closed if not day.grounds else ""),
        *(Markup("").join(grounds), Markup("").join(bands), _people(day, middle + 4), Markup("").join(marks)),
    )


def _people(day: StripDay, y: int) -> Markup:
    """Write who answers after the last band of a line; where there is no room, before its first; nothing if neither."""
    if not day.bands:
        return Markup("")
    end = max([*(left + width for left, width in day.bands), *(mark.x + MARK / 2 for mark in day.marks)]) + 1
    before = min(left for left, _width in day.bands) - MARK / 2 - 1
    width = LETTER * len(day.people)
    x, anchor, people = (end, "start", day.people)
    if end + width > 100:
        x, anchor, people = (before, "end", day.people if before - width >= LEFT else "")
    return Markup('<text x="{}%" y="{}" text-anchor="{}">{}</text>').format(round(x, 1), y, anchor, people)


def _item(day: StripDay, post: WeekPost) -> Markup:
    return Markup(
        '<li><span><b>{}</b> {}</span><span><i class="p-{}"></i><b>{}</b><small>{}</small></span></li>'
    ).format(day.name, post.time, post.colour, post.platform, post.people)


@dataclass(frozen=True)
class _Scale:
    """From the minutes of the day to percent of the width; `low` and `high` are hours."""

    low: int
    high: int

    def x(self, minute: float) -> float:
        within = min(max(minute / 60, self.low), self.high)
        return round(LEFT + (within - self.low) / (self.high - self.low) * (RIGHT - LEFT), 1)

    def span(self, start: float, end: float) -> Span:
        return self.x(start), round(self.x(end) - self.x(start), 1)


def _scale(
    calendar: CalendarDays, dates: Sequence[dt.date], posts: Sequence[Placed], watches: Sequence[Window]
) -> _Scale:
    """Return the hours to draw: in which the team is there, else in which it posts, and those of posts and windows."""
    spans = [span for day in dates for span in calendar.duty.get(day, ())]
    first, last = calendar.posting
    low = min((start for start, _end in spans), default=60 * first.hour)
    high = max((end for _start, end in spans), default=60 * (last.hour + 1))
    starts = [_minute(start) for _slot, start in posts]
    ends = [_minute(start) + max(watch.minutes, 60) for watch, start in watches if start.date() in dates]
    return _Scale(min([low, *starts]) // 60, min(-(-max([high, *(at + 60 for at in starts), *ends]) // 60), 24))


def _strip_day(
    day: dt.date,
    y: int,
    posts: Sequence[Placed],
    watches: Sequence[Window],
    drawn: tuple[CalendarDays, _Scale, Names],
    _: Words,
) -> StripDay:
    calendar, scale, names = drawn
    answering = [(watch, start) for watch, start in watches if start.date() == day]
    spans = [(_minute(start), _minute(start) + watch.minutes) for watch, start in answering]
    people = _.all_of(dict.fromkeys(watch.person for watch, _start in answering))
    here = [(slot, at) for slot, at in posts if at.date() == day]
    closed = closed_words(day, calendar, _)
    return StripDay(
        name=_.weekday(day.isoweekday()),
        short=_.weekday(day.isoweekday(), "abbreviated"),
        y=y,
        grounds=() if closed else tuple(scale.span(*span) for span in calendar.duty.get(day, ())),
        bands=tuple(scale.span(*span) for span in spans),
        marks=tuple(
            Mark(x, platform_token(slot.platform).removeprefix("@"), initials_of(slot.platform, calendar))
            for x, slot in _side_by_side([(scale.x(_minute(at)), slot) for slot, at in here])
        ),
        people=people if len(people) <= LETTERS else people[: LETTERS - 1] + "…",
        closed=closed,
        posts=tuple(_post(slot, at, answering, (calendar, names), _) for slot, at in here),
    )


def _post(
    slot: Slot, at: dt.datetime, answering: Sequence[Window], drawn: tuple[CalendarDays, Names], _: Words
) -> WeekPost:
    calendar, names = drawn
    own = [(watch, start) for watch, start in answering if watch.slot == slot.id]
    prepared = _("Prepared by {person}", person=slot.owner)
    answers = [
        _(
            "{person} answers until {time}",
            person=watch.person,
            time=_.time((start + dt.timedelta(minutes=watch.minutes)).time()),
        )
        for watch, start in own
    ]
    colour = platform_token(slot.platform).removeprefix("@")
    people = ", ".join([*calendar.campaigns.get(slot.id, ()), prepared, *answers])
    return WeekPost(names.get(slot.platform, slot.platform), colour, _.time(at.time()), people)


def _side_by_side(marks: Iterable[tuple[float, Slot]]) -> Iterator[tuple[float, Slot]]:
    """Move a mark that another would hide to its right."""
    free = 0.0
    for x, slot in sorted(marks, key=lambda mark: mark[0]):
        placed = max(x, free)
        free = placed + MARK
        yield round(placed, 1), slot


def _minute(start: dt.datetime) -> int:
    return 60 * start.hour + start.minute
