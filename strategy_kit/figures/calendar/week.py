"""One week of the calendar as a strip: a line per day, posts and response windows along its hours."""

import datetime as dt
import zoneinfo
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from strategy_kit.figures.calendar.month import CalendarDays, initials_of
from strategy_kit.figures.card import Card, Drawing, Key, Names, drawings, table_of
from strategy_kit.figures.shapes.palette import platform_token
from strategy_kit.figures.shapes.template import clean_label, figure
from strategy_kit.i18n import Words
from strategy_kit.model import ResponseWindow, Slot

WIDTH, LEFT, RIGHT, TOP, LINE, LETTERS, MARK = 724, 112, 544, 20, 34, 18, 24
"""Pixels: of the drawing, of its hours from left to right, above its lines, of a line; letters of names; of a mark."""

Placed = tuple[Slot, dt.datetime]
Window = tuple[ResponseWindow, dt.datetime]
"""A post, a response window, each with its start on the clock of the team."""


@dataclass(frozen=True)
class Mark:
    """A post on the strip: its middle, the name of its colour, the initials of its platform."""

    x: float
    colour: str
    initials: str


@dataclass(frozen=True)
class StripDay:
    """One line: its weekday, its top, its response windows as (left, width), its posts, who answers."""

    name: str
    y: int
    bands: tuple[tuple[float, float], ...]
    marks: tuple[Mark, ...]
    people: str


@dataclass(frozen=True)
class Strip:
    """A week as a drawing: its days, its height, its hours across as (place, words), its lines."""

    dates: tuple[dt.date, ...]
    height: int
    hours: tuple[tuple[float, str], ...]
    days: tuple[StripDay, ...]


def week_strip(calendar: CalendarDays, monday: dt.date, _: Words) -> Strip | None:
    """Return the week that begins on a Monday, on the clock of the team; None if the calendar has no posts."""
    zone = zoneinfo.ZoneInfo(calendar.zone)
    starts = [(slot, slot.starts_at.astimezone(zone)) for slot in calendar.slots]
    if not starts:
        return None
    dates = tuple(monday + dt.timedelta(days=n) for n in range(7))
    posts = [(slot, start) for slot, start in starts if start.date() in dates]
    watches = [(watch, watch.starts_at.astimezone(zone)) for watch in calendar.watches]
    (first, last), hours = calendar.posting, [start.hour for _slot, start in posts]
    scale = _Scale(min([first.hour, *hours]), min(max([last.hour + 1, *(hour + 2 for hour in hours)]), 24))
    return Strip(
        dates,
        height=TOP + 7 * LINE,
        hours=tuple((scale.x(60 * hour), _.hour(hour)) for hour in range(scale.low, scale.high + 1, 2)),
        days=tuple(
            _strip_day(day, TOP + LINE * n, posts, watches, (calendar, scale), _) for n, day in enumerate(dates)
        ),
    )


def strip_drawing(strip: Strip) -> Markup:
    """Draw a strip as markup, for ``calendar.css``; its words stand in tables, so it is hidden from screen readers."""
    hours = (
        Markup('<text x="{}" y="12" text-anchor="middle">{}</text><path class="grid" d="M{} 20V{}"/>').format(
            x, hour, x, strip.height
        )
        for x, hour in strip.hours
    )
    return Markup('<svg class="week" viewBox="0 0 {} {}" aria-hidden="true">{}{}</svg>').format(
        WIDTH, strip.height, Markup("").join(hours), Markup("").join(map(_line, strip.days))
    )


def week_card(calendar: CalendarDays, names: Names, monday: dt.date, _: Words) -> Card:
    """Show the week that begins on a Monday: its posts, the response window after each."""
    strip = week_strip(calendar, monday, _)
    week = [slot for slot in calendar.slots if strip and slot.day in strip.dates]
    posts = {slot.id: slot for slot in week}
    days = {slot.day for slot in week}
    return Card(
        key="week",
        title=_.plural(
            "When: one day, and somebody to answer", "When: {n} days, and always somebody to answer", len(days)
        )
        if days
        else _("When: no post is placed yet"),
        subtitle=_("Week of {date}, clock of {place}. Band: watch.", date=_.date(monday), place=_.zone(calendar.zone)),
        legend=tuple(
            Key(names[platform], platform_token(platform)) for platform in dict.fromkeys(slot.platform for slot in week)
        ),
        table=table_of(
            [(posts[watch.slot], watch) for watch in calendar.watches if watch.slot in posts],
            (_("Day"), lambda pair: _.weekday(pair[0].day.isoweekday())),
            (_("Time"), lambda pair: _.time(pair[0].time)),
            (_("Platform"), lambda pair: names[pair[0].platform]),
            (_("Watch"), lambda pair: _.hours(pair[1].minutes)),
            (_("Who"), lambda pair: pair[1].person),
        ),
        **drawings(_week_drawing, strip, _, when=strip),
    )


def _week_drawing(strip: Strip, _: Words, *, wide: bool) -> Drawing:
    """Return the strip as a plotly figure: response windows as bars, posts as marks, on a wide page the people too."""
    rows = list(enumerate(strip.days))
    bands = [(row, *band) for row, day in rows for band in day.bands]
    marks = [(row, mark) for row, day in rows for mark in day.marks]
    people = {
        **{"type": "scatter", "mode": "text", "hoverinfo": "skip", "textposition": "middle right"},
        "x": [RIGHT] * len(rows),
        "y": [row for row, _day in rows],
        "text": [clean_label(day.people) for _row, day in rows],
        "textfont": {"size": 12, "color": "@ink-2"},
    }
    hours = strip.hours if wide else strip.hours[::2]
    names = [day.name if wide else _.weekday(place, "abbreviated") for place, day in enumerate(strip.days, start=1)]
    return figure(
        [
            {
                **{"type": "bar", "orientation": "h", "hoverinfo": "skip", "width": 0.6, "marker": {"color": "@q4"}},
                "y": [row for row, _left, _width in bands],
                "base": [left for _row, left, _width in bands],
                "x": [width for _row, _left, width in bands],
            },
            {
                **{"type": "scatter", "mode": "markers+text", "hoverinfo": "skip"},
                "x": [mark.x for _row, mark in marks],
                "y": [row for row, _mark in marks],
                "marker": {
                    **{"size": 24 if wide else 18, "line": {"width": 2, "color": "@surface"}},
                    "color": [f"@{mark.colour}" for _row, mark in marks],
                },
                "text": [f"<b>{clean_label(mark.initials)}</b>" for _row, mark in marks],
                "textfont": {"size": 11 if wide else 9, "color": "@on-platform"},
            },
            *([people] if wide else []),
        ],
        height=260,
        barmode="overlay",
        xaxis={
            **{"side": "top", "range": [LEFT, WIDTH if wide else RIGHT]},
            "tickvals": [x for x, _hour in hours],
            "ticktext": [hour for _x, hour in hours],
        },
        yaxis={
            **{"range": [6.6, -0.6], "showgrid": False, "tickvals": list(range(len(rows)))},
            "ticktext": names,
        },
    )


def _line(day: StripDay) -> Markup:
    bands = (
        Markup('<rect class="band" x="{}" y="{}" width="{}" height="26" rx="3"/>').format(x, day.y + 4, width)
        for x, width in day.bands
    )
    marks = (
        Markup(
            '<circle class="mark p-{}" cx="{}" cy="{}" r="13"/><text class="on" x="{}" y="{}" text-anchor="middle">{}'
            "</text>"
        ).format(mark.colour, mark.x, day.y + 17, mark.x, day.y + 21, mark.initials)
        for mark in day.marks
    )
    return Markup(
        '<text class="name" x="{}" y="{}" text-anchor="end">{}</text>'
        '<rect class="ground" x="{}" y="{}" width="{}" height="26" rx="3"/>{}{}<text x="{}" y="{}">{}</text>'
    ).format(
        *(LEFT - 12, day.y + 21, day.name, LEFT, day.y + 4, RIGHT - LEFT),
        *(Markup("").join(bands), Markup("").join(marks), RIGHT + 16, day.y + 21, day.people),
    )


@dataclass(frozen=True)
class _Scale:
    """From the hours of the day to the width of the drawing."""

    low: int
    high: int

    def x(self, minute: float) -> float:
        within = min(max(minute / 60, self.low), self.high)
        return round(LEFT + (within - self.low) / (self.high - self.low) * (RIGHT - LEFT), 1)


def _strip_day(
    day: dt.date,
    y: int,
    posts: Sequence[Placed],
    watches: Sequence[Window],
    drawn: tuple[CalendarDays, _Scale],
    _: Words,
) -> StripDay:
    calendar, scale = drawn
    answering = [(watch, start) for watch, start in watches if start.date() == day]
    spans = [(_minute(start), _minute(start) + watch.minutes) for watch, start in answering]
    people = ", ".join(dict.fromkeys(watch.person for watch, _start in answering))
    return StripDay(
        name=_.weekday(day.isoweekday()),
        y=y,
        bands=tuple((scale.x(start), round(scale.x(end) - scale.x(start), 1)) for start, end in spans),
        marks=tuple(
            Mark(x, platform_token(slot.platform).removeprefix("@"), initials_of(slot.platform, calendar))
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
