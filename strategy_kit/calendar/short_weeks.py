"""Weeks with fewer posts than usual because public holidays or closing dates leave fewer days to post on."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
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
    constraints: Constraints,
    missing: Sequence[Missing],
    closed_weekdays: Collection[int],
    missing_under: Callable[[Constraints], Sequence[Missing]],
) -> tuple[ShortWeek, ...]:
    """
    Return the weeks that lack posts only because days in them are closed, though the business is usually open.

    A platform's posts lack because of closed days where they are no more than could go out on these days, and where no
    week without such a day lacks a post of the platform. Where no whole week is without one, it is solved whether they
    lack too if these days are open.

    Parameters
    ----------
    constraints : Constraints
    missing : sequence of Missing
        What the calendar lacks.
    closed_weekdays : collection of int
        ISO weekdays on which the business is always closed, 1 (Monday) to 7.
    missing_under : callable
        Returns what the best calendar under other constraints lacks.

    Returns
    -------
    tuple of ShortWeek, in order of time
    """
    lost = lost_days(constraints, closed_weekdays)
    short = [lack for lack in missing if lack.kind == "least_posts"]
    ordinary = {lack.of for lack in short if lack.day not in lost}
    room = {lack: len(lost.get(lack.day, ())) * constraints.cadence[lack.of].posts_per_day for lack in short}
    expected = [lack for lack in short if lack.of not in ordinary and lack.count <= room[lack]]
    if expected and not _whole_weeks(constraints) - lost.keys():
        open_days = {day: why for day, why in constraints.closed.items() if day not in lost.get(monday(day), ())}
        still = {(lack.kind, lack.of, lack.day) for lack in missing_under(replace(constraints, closed=open_days))}
        expected = [lack for lack in expected if (lack.kind, lack.of, lack.day) not in still]
    found: dict[dt.date, list[Missing]] = defaultdict(list)
    for lack in expected:
        found[lack.day].append(lack)
    return tuple(
        ShortWeek(week, tuple(lack.of for lack in lacks), sum(lack.count for lack in lacks), lost[week])
        for week, lacks in sorted(found.items())
    )


def _whole_weeks(constraints: Constraints) -> set[dt.date]:
    """Return the Mondays of the weeks that the horizon does not cut."""
    return {week for week, days in Counter(map(monday, constraints.days)).items() if days == 7}


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
