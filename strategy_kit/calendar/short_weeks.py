"""Weeks with fewer posts than usual because public holidays or closing dates leave fewer days to post on."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

from strategy_kit.calendar.constraints import Constraints, monday
from strategy_kit.calendar.demands import Missing


class ShortWeek(NamedTuple):
    """A week by its Monday, the platforms that lack posts in it, how many in all, and its closed days in order."""

    week: dt.date
    platforms: tuple[str, ...]
    missing: int
    days: tuple[dt.date, ...]


def short_weeks(
    constraints: Constraints, missing: Sequence[Missing], closed_weekdays: Collection[int]
) -> tuple[ShortWeek, ...]:
    """
    Return the weeks that lack posts only because days in them are closed, though the business is usually open.

    A platform's posts lack because of closed days where they are no more than could go out on these days, and where no
    week without such a day lacks a post of the platform.

    Parameters
    ----------
    constraints : Constraints
    missing : sequence of Missing
        What the calendar lacks.
    closed_weekdays : collection of int
        ISO weekdays on which the business is always closed, 1 (Monday) to 7.

    Returns
    -------
    tuple of ShortWeek, in order of time
    """
    lost = lost_days(constraints, closed_weekdays)
    short = [lack for lack in missing if lack.kind == "least_posts"]
    ordinary = {lack.of for lack in short if lack.day not in lost}
    found: dict[dt.date, list[Missing]] = defaultdict(list)
    for lack in short:
        room = len(lost.get(lack.day, ())) * constraints.cadence[lack.of].posts_per_day
        if lack.of not in ordinary and lack.count <= room:
            found[lack.day].append(lack)
    return tuple(
        ShortWeek(week, tuple(lack.of for lack in lacks), sum(lack.count for lack in lacks), lost[week])
        for week, lacks in sorted(found.items())
    )


def lost_days(constraints: Constraints, closed_weekdays: Collection[int]) -> dict[dt.date, tuple[dt.date, ...]]:
    """Return the closed days of each week, by its Monday, on which the business is usually open and someone works."""
    worked = {day for person in constraints.team for span in person.duty for day in span.weekdays}
    lost: dict[dt.date, tuple[dt.date, ...]] = {}
    for day in sorted(constraints.closed):
        if day.isoweekday() in worked and day.isoweekday() not in closed_weekdays:
            lost[monday(day)] = (*lost.get(monday(day), ()), day)
    return lost


def unexpected(missing: Sequence[Missing], weeks: Sequence[ShortWeek]) -> tuple[Missing, ...]:
    """
    Return what a calendar lacks beyond the posts of its `short_weeks`.

    >>> christmas = dt.date(2026, 12, 21)
    >>> lacks = [Missing("least_posts", "x", christmas, 1), Missing("pinned", "x", christmas, 1)]
    >>> [lack.kind for lack in unexpected(lacks, [ShortWeek(christmas, ("x",), 1, (dt.date(2026, 12, 25),))])]
    ['pinned']
    """
    expected = {("least_posts", platform, week.week) for week in weeks for platform in week.platforms}
    return tuple(lack for lack in missing if (lack.kind, lack.of, lack.day) not in expected)
