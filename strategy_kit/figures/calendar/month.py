"""The calendar by days: the cells of its months, the table that draws them on page, in the report and on paper."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from strategy_kit.figures.calendar.agenda import agenda, answering, watches_by_post
from strategy_kit.figures.card import Card, Key, Names
from strategy_kit.figures.shapes.palette import platform_token
from strategy_kit.i18n import Words
from strategy_kit.labels.calendar import work_share_words
from strategy_kit.model import ResponseWindow, Slot

UNNAMED = ("weekday", "blackout")
"""Reasons of closed days that have no words of their own (`constraints.closed_days`)."""


@dataclass(frozen=True)
class CalendarDays:
    """
    The contents of a calendar drawn by days: posts, response windows, closed days and clock changes.

    Parameters
    ----------
    slots, watches : sequence
        Posts and response windows, without cancelled ones, in order of time.
    days : sequence of date
        The horizon, every day.
    zone : str
        Clock of the team; a post on another clock names its place.
    posting : pair of time
        From when until when the team posts, on its clock.
    initials : mapping of platform to str
        One that is not there is shown by the first letters of its key.
    closed : mapping of date to reason
        `constraints.closed_days`.
    changes : mapping of date to words
        Days on which clocks change.
    duty : mapping of date to spans, optional
        When anybody of the team is there, in minutes of the day (`duty.duty_spans`).
    campaigns : mapping of post to names, optional
        `campaign_posts.campaign_posts`.
    """

    slots: Sequence[Slot]
    watches: Sequence[ResponseWindow]
    days: Sequence[dt.date]
    zone: str
    posting: tuple[dt.time, dt.time]
    initials: Mapping[str, str]
    closed: Mapping[dt.date, str]
    changes: Mapping[dt.date, str]
    duty: Mapping[dt.date, Sequence[tuple[int, int]]] = field(default_factory=dict)
    campaigns: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class PostCell:
    """A post in a day's cell: colour, initials of its platform, time, pillar, who prepares it, who answers when."""

    colour: str
    initials: str
    time: str
    pillar: str
    owner: str
    watch: str


@dataclass(frozen=True)
class Day:
    """The cell of a day; `kind` is "" or a class of the style sheet: out (not of the plan), closed or flag."""

    iso: str
    label: str
    kind: str
    why: str
    posts: tuple[PostCell, ...]


@dataclass(frozen=True)
class Month:
    """One table: its name, the names of the weekdays, its weeks of seven days."""

    name: str
    weekdays: tuple[str, ...]
    weeks: tuple[tuple[Day, ...], ...]


def month_tables(calendar: CalendarDays, _: Words) -> tuple[Month, ...]:
    """
    Return a table for each month that has posts, with the weeks that hold a day of it; for each month if none has any.

    Days without a post at an end of the horizon that share their week with another month are in the table of that one.
    """
    posts = _posts_by_day(calendar, _)
    tables = []
    for named, inside in _months(calendar.days, set(posts), _.locale.first_week_day):
        cells = tuple(
            tuple(_in_month(_day(day, day in inside, calendar, posts, _), named, _) for day in week)
            for week in _weeks(inside, _.locale.first_week_day)
        )
        tables.append(Month(_.capital(_.date(named, "yMMMM")), _weekdays(_), cells))
    return tuple(tables)


def _months(days: Sequence[dt.date], posted: set[dt.date], first: int) -> list[tuple[dt.date, list[dt.date]]]:
    """Return the days of each table, and one of the month that names it."""
    months: list[tuple[dt.date, list[dt.date]]] = []
    for day in days:
        if not months or (months[-1][0].year, months[-1][0].month) != (day.year, day.month):
            months.append((day, []))
        months[-1][1].append(day)
    for end, beside in ((-1, -2), (0, 1)):
        if len(months) > 1 and not posted.intersection(months[end][1]):
            named, inside = months[beside]
            joined = sorted([*inside, *months[end][1]])
            if len(_weeks(joined, first)) == len(_weeks(inside, first)):
                months[beside] = (named, joined)
                del months[end]
    return [(named, inside) for named, inside in months if not posted or posted.intersection(inside)]


def first_weeks(calendar: CalendarDays, most: int, _: Words) -> Month:
    """
    Return the first weeks of the horizon as one table, at most so many; the first day of a month names it.

    ISO weeks may end in one week more of a country whose weeks begin on Sunday: that is shown if it has posts.
    """
    days, posts = set(calendar.days[: 7 * most]), _posts_by_day(calendar, _)
    weeks = _weeks(calendar.days[: 7 * most], _.locale.first_week_day)
    if not days.intersection(posts).intersection(weeks[-1]):
        weeks = weeks[:most]
    cells = tuple(
        tuple(_dated(_day(day, day in days, calendar, posts, _), calendar.days[0], _) for day in week) for week in weeks
    )
    return Month(_.plural("The first week", "The first {n} weeks", len(weeks)), _weekdays(_), cells)


def month_table(month: Month, *, glance: bool = False) -> Markup:
    """
    Draw a table of days as markup, for ``calendar.css``; at a glance posts show only platform and time.

    On a narrow screen it is a list of the days that have something.
    """
    heads = Markup("").join(Markup('<th scope="col">{}</th>').format(name) for name in month.weekdays)
    rows = Markup("").join(
        Markup("<tr>{}</tr>\n").format(
            Markup("").join(_cell(day, name, glance) for day, name in zip(week, month.weekdays, strict=True))
        )
        for week in month.weeks
    )
    return Markup(
        '<div class="months"><table class="month{}"><caption{}>{}</caption>\n'
        "<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody></table></div>\n"
    ).format(" glance" if glance else "", Markup(' class="vh"') if glance else "", month.name, heads, rows)


def month_card(
    calendar: CalendarDays, names: Names, _: Words, *, without_data: Sequence[str] = (), work_share: float = 1.0
) -> Card:
    """
    Show the calendar month by month: what is posted, and who answers.

    The headline names the platforms `without_data` on posting hours; `work_share` of a response window is work.
    """
    used = dict.fromkeys(slot.platform for slot in calendar.slots)
    title = _title(calendar.slots, calendar.changes, _)
    if without_data:
        platforms = _.all_of(without_data)
        title = _("{posts}; no data yet on posting hours for {platforms}", posts=title, platforms=platforms)
    shown = _("Under each post: who prepares it, then its response window and the person who answers.")
    return Card(
        key="month",
        title=title,
        subtitle=_(
            "Time zone: {place}. Each post is followed by a response window, when a team member is available "
            "to answer.",
            place=_.zone(calendar.zone),
        ),
        legend=tuple(
            Key(f"{initials_of(platform, calendar)} {names[platform]}", platform_token(platform)) for platform in used
        ),
        how=" ".join(filter(None, (shown, work_share_words(work_share, _)))),
        table=agenda(calendar.slots, calendar.watches, names, _, calendar.campaigns),
        html=Markup("").join(month_table(month) for month in month_tables(calendar, _)),
    )


def _title(slots: Sequence[Slot], changes: Mapping[dt.date, str], _: Words) -> str:
    if not slots:
        return _("No post fits within these limits")
    unlucky = len([slot for slot in slots if slot.day in changes])
    posts = _.plural("One post", "{n} posts", len(slots))
    if not changes:
        return _("{posts}, with a response window after each post", posts=posts)
    if unlucky:
        return _.plural(
            "{posts}, one of them on a day when the clocks change",
            "{posts}, {n} of them on a day when the clocks change",
            unlucky,
            posts=posts,
        )
    return _("{posts}, none on a day when the clocks change", posts=posts)


def _weeks(days: Sequence[dt.date], first: int) -> list[list[dt.date]]:
    """Return the whole weeks that hold some days, from the country's first weekday on."""
    starts = dict.fromkeys(day - dt.timedelta(days=(day.weekday() - first) % 7) for day in days)
    return [[start + dt.timedelta(days=n) for n in range(7)] for start in starts]


def _weekdays(_: Words) -> tuple[str, ...]:
    return tuple(_.weekday(day, "abbreviated") for day in _.week)


def _in_month(cell: Day, named: dt.date, _: Words) -> Day:
    """Return a cell of a month's table; a day of the plan in another month has the name of its month."""
    day = dt.date.fromisoformat(cell.iso)
    return cell if cell.kind == "out" or day.month == named.month else replace(cell, label=_.date(day, "MMMd"))


def _dated(cell: Day, start: dt.date, _: Words) -> Day:
    day = dt.date.fromisoformat(cell.iso)
    return replace(cell, label=_.date(day, "MMMd")) if day == start or day.day == 1 else cell


def _day(
    day: dt.date, inside: bool, calendar: CalendarDays, posts: Mapping[dt.date, tuple[PostCell, ...]], _: Words
) -> Day:
    if not inside:
        return Day(day.isoformat(), str(day.day), "out", "", ())
    closed, change = calendar.closed.get(day, ""), calendar.changes.get(day, "")
    reasons = [closed_words(day, calendar, _), change]
    return Day(
        iso=day.isoformat(),
        label=str(day.day),
        kind="closed" if closed else "flag" if change else "",
        why=", ".join(filter(None, reasons)),
        posts=posts.get(day, ()),
    )


def _posts_by_day(calendar: CalendarDays, _: Words) -> dict[dt.date, tuple[PostCell, ...]]:
    watches = watches_by_post(calendar.watches)
    days: dict[dt.date, tuple[PostCell, ...]] = {}
    for slot in calendar.slots:
        place = "" if slot.zone == calendar.zone else f" ({_.zone(slot.zone)})"
        post = PostCell(
            colour=platform_token(slot.platform).removeprefix("@"),
            initials=initials_of(slot.platform, calendar),
            time=_.time(slot.time) + place,
            pillar=", ".join([slot.pillar, *calendar.campaigns.get(slot.id, ())]),
            owner=_("Prepared by {person}", person=slot.owner),
            watch=", ".join(answering(watch, _) for watch in watches.get(slot.id, ())),
        )
        days[slot.day] = (*days.get(slot.day, ()), post)
    return days


def closed_words(day: dt.date, calendar: CalendarDays, _: Words) -> str:
    """Return why a day is closed, in words; empty if it is open."""
    closed = calendar.closed.get(day, "")
    return _("closed") if closed in UNNAMED else closed


def initials_of(platform: str, calendar: CalendarDays) -> str:
    """Return the initials of a platform; of one the workbook does not know the first letters of its key."""
    return calendar.initials.get(platform, platform[:2].upper())


def _cell(day: Day, weekday: str, glance: bool) -> Markup:
    posts = Markup("").join(_post(post, glance) for post in day.posts)
    kind = Markup(' class="{}"').format(day.kind) if day.kind else ""
    why = Markup(" {}").format(day.why) if day.why else ""
    return Markup('<td{}><time datetime="{}"><span class="list">{} </span>{}</time>{}{}</td>').format(
        kind, day.iso, weekday, day.label, why, posts
    )


def _post(post: PostCell, glance: bool) -> Markup:
    lines = Markup(' <bdi>{}</bdi><span dir="auto">{}</span><span dir="auto">{}</span>')
    more = "" if glance else lines.format(post.pillar, post.owner, post.watch)
    return Markup('<div class="post p-{}"><b>{} {}</b>{}</div>').format(post.colour, post.initials, post.time, more)
