"""
The best calendar beside what people do without a solver: the studies' favourite hours, and the best free hour first.

Frames
------
comparison : one row per way (``favourite``, ``greedy``, ``best``): `posts`, `exposure` (support, believed as far as
    its weight goes, times reach, added up), `fullest_week` (minutes of work of all people in it), `overtime` (minutes
    beyond what people have, all weeks), `unanswered` (posts nobody is there to answer after), `broken` (posts that
    break a limit of hours, days, spacing or numbers), `missing` (posts asked for and not there). A post counts the mean
    minutes of what its platform takes; the shares of pillars are not asked of the first two ways.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from strategy_kit.calendar.candidates import candidates, minute_of
from strategy_kit.calendar.constraints import Limits, monday
from strategy_kit.calendar.relaxations import without
from strategy_kit.calendar.schedule import Schedule
from strategy_kit.model import Never


@dataclass(frozen=True)
class Post:
    """A post of a calendar made without a solver; `person` is empty where nobody is there to answer."""

    platform: str
    day: dt.date
    minute: int
    instant: int
    value: float
    person: str
    making: float

    @property
    def week(self) -> dt.date:
        """The Monday of its ISO week."""
        return monday(self.day)


def comparison(heat: pd.DataFrame, limits: Limits, reach: Mapping[str, float], schedule: Schedule) -> pd.DataFrame:
    """
    Compare three ways to place posts under the same limits.

    Parameters
    ----------
    heat, limits, reach
        As for `schedule.schedule_posts`.
    schedule : Schedule
        Its answer.

    Returns
    -------
    DataFrame
        See the module.
    """
    free = candidates(heat, limits, reach)
    calendars = {
        "favourite": favourite(heat, limits, reach),
        "greedy": greedy(free, limits),
        "best": _posts_of(schedule, free),
    }
    return pd.DataFrame([_measured(posts, limits) for posts in calendars.values()], index=[*calendars]).rename_axis(
        "way"
    )


def favourite(heat: pd.DataFrame, limits: Limits, reach: Mapping[str, float]) -> list[Post]:
    """Post each week at the hours the studies like most, as often as allowed, whoever is there."""
    anywhere = without(limits, ("closed_days", "posting_from", "posting_until", "never", "duty", "days_off", "watch"))
    anywhere = replace(anywhere, team=limits.team[:1] and anywhere.team[:1], pinned=(), campaigns=())
    hours = candidates(heat, anywhere, reach)
    hours = hours[hours["minute"] % 60 == minute_of(anywhere.posting_from) % 60]
    liked = hours[hours["value"] > 0].sort_values(["value", "studies", "instant"], ascending=[False, False, True])
    there = _answering(candidates(heat, limits, reach))
    return [
        _post(row, there.get((row.platform, row.instant), ""), limits)
        for (_, platform), rows in liked.groupby(["week", "platform"], sort=True)
        for row in rows.head(limits.cadence[str(platform)].posts_per_week_high).itertuples(index=False)
    ]


def greedy(frame: pd.DataFrame, limits: Limits) -> list[Post]:
    """Take the best free hour first, as long as it breaks no limit; poor hours only to reach the least numbers."""
    posts: list[Post] = []
    spent: dict[tuple[dt.date, str], float] = defaultdict(float)
    numbers: Counter[tuple[object, str]] = Counter()
    best_first = frame.sort_values(["value", "studies", "instant"], ascending=[False, False, True], kind="stable")
    for row in best_first.itertuples(index=False):
        post = _post(row, row.person, limits)
        least = limits.cadence[post.platform].posts_per_week_low
        wanted = post.value > 0 or numbers[post.week, post.platform] < least
        if wanted and _fits(post, posts, spent, limits):
            posts.append(post)
            spent[post.week, post.person] += _work(post, limits)
            numbers[post.week, post.platform] += 1
    return posts


def _fits(post: Post, posts: Sequence[Post], spent: Mapping[tuple[dt.date, str], float], limits: Limits) -> bool:
    hours = next(person.hours_per_week for person in limits.team if person.name == post.person)
    if spent[post.week, post.person] + _work(post, limits) > hours * 60 + 1e-9:
        return False
    return not any(_faults(post, [*posts, post], limits))


def _measured(posts: Sequence[Post], limits: Limits) -> dict[str, float]:
    spent: dict[tuple[dt.date, str], float] = defaultdict(float)
    for post in posts:
        spent[post.week, post.person] += _work(post, limits)
    capacity = {person.name: person.hours_per_week * 60 for person in limits.team}
    weeks = pd.Series({week: sum(value for key, value in spent.items() if key[0] == week) for week in limits.mondays})
    return {
        "posts": len(posts),
        "exposure": sum(post.value for post in posts),
        "fullest_week": float(weeks.max()),
        "overtime": sum(max(minutes - capacity.get(person, 0.0), 0.0) for (_, person), minutes in spent.items()),
        "unanswered": sum(not post.person for post in posts),
        "broken": sum(any(_faults(post, posts, limits)) for post in posts),
        "missing": _missing(posts, limits),
    }


def _faults(post: Post, posts: Sequence[Post], limits: Limits) -> Iterator[bool]:
    """Yield of each limit of a post alone, or of it among others, whether it breaks it."""
    rule = limits.cadence[post.platform]
    time = dt.time(*divmod(post.minute, 60))
    others = [other for other in posts if other is not post]
    mates = [other for other in others if other.platform == post.platform]
    apart = max(rule.spacing_hours * 60, 1)
    yield post.day in limits.closed or not limits.posting_from <= time < limits.posting_until
    yield any(_bars(never, post, time) for never in limits.never)
    yield sum(other.week == post.week for other in mates) >= rule.posts_per_week_high
    yield sum(other.day == post.day for other in mates) >= rule.posts_per_day
    yield any(abs(other.instant - post.instant) < apart for other in mates)
    yield any(abs(other.instant - post.instant) < limits.spacing_across * 60 for other in others)


def _bars(never: Never, post: Post, time: dt.time) -> bool:
    named = (
        never.pillar is None and never.platform in ("all", post.platform) and post.day.isoweekday() in never.weekdays
    )
    return named and (never.start or dt.time(0)) <= time < (never.end or dt.time.max)


def _missing(posts: Sequence[Post], limits: Limits) -> int:
    made = Counter((post.week, post.platform) for post in posts)
    inside = Counter(monday(day) for day in limits.days)
    asked = {
        (week, platform): rule.posts_per_week_low * inside[week] // 7
        for week in limits.mondays
        for platform, rule in limits.cadence.items()
    }
    return sum(max(least - made[key], 0) for key, least in asked.items())


def _answering(frame: pd.DataFrame) -> dict[tuple[str, int], str]:
    """Return who is there to answer, the first as the team lists them, by platform and instant."""
    first = frame.drop_duplicates(["platform", "instant"])
    return {(row.platform, row.instant): row.person for row in first.itertuples(index=False)}


def _posts_of(schedule: Schedule, frame: pd.DataFrame) -> list[Post]:
    values = {(row.platform, row.day, row.minute): row for row in frame.itertuples(index=False)}
    answering = {watch.slot: watch.person for watch in schedule.watches}
    posts = []
    for slot in schedule.slots:
        row = values[slot.platform, slot.day, minute_of(slot.time)]
        person = answering.get(slot.id, slot.owner)
        posts.append(Post(slot.platform, slot.day, row.minute, row.instant, row.value, person, slot.minutes))
    return posts


def _post(row: Any, person: str, limits: Limits) -> Post:
    pillars = [limits.making[key].minutes for key in limits.making if key[0] == row.platform]
    making = sum(pillars) / len(pillars)
    return Post(row.platform, row.day, row.minute, row.instant, row.value, person, making)


def _work(post: Post, limits: Limits) -> float:
    return post.making + limits.watch_minutes[post.platform] * limits.work_share
