"""
Why a calendar is as it is: which limits bind, what one more unit of each would bring, and what cannot hold together.

Nothing is guessed from duals: every answer is another calendar, solved to proof.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from strategy_kit.limits import Limits
from strategy_kit.model import CadenceRule, Duty, Person
from strategy_kit.schedule import Schedule, schedule_posts

Kind = Literal[
    "least_posts",
    "most_posts",
    "posts_a_day",
    "spacing",
    "posting_from",
    "posting_until",
    "closed_days",
    "hours",
    "duty",
    "days_off",
    "watch",
    "promotion_cap",
    "pillar_shares",
    "unknown_hours",
]
WORTH = 1e-4
"""Gains below this, in units of value, are none."""


@dataclass(frozen=True)
class Limit:
    """One limit of a calendar: what it is, of which platform, person or reason, and its number (missing: none)."""

    kind: Kind
    of: str = ""
    number: float | None = None


@dataclass(frozen=True)
class Gain:
    """What one more unit of a limit brings: the value gained, as a share of today's too, and the posts it adds."""

    limit: Limit
    unit: float
    value: float
    share: float
    posts: int


@dataclass(frozen=True)
class Conflict:
    """
    Limits that cannot hold together.

    `week` is the first Monday that lacks posts. `together` is a smallest such set: drop any one of it and the rest of
    it can hold. `enough` are those of it whose dropping alone lets all limits hold.
    """

    week: dt.date
    together: tuple[Limit, ...]
    enough: tuple[Limit, ...]


Change = Callable[[Limits], Limits]


def gains(heat: pd.DataFrame, limits: Limits, reach: Mapping[str, float], schedule: Schedule) -> list[Gain]:
    """
    Return what one more unit of each limit would bring, the most first; limits that do not bind are left out.

    Parameters
    ----------
    heat, limits, reach
        As for `schedule.schedule_posts`.
    schedule : Schedule
        Its answer.
    """
    found = []
    for limit, unit, change in _units(limits):
        other = schedule_posts(heat, change(limits), reach)
        fewer_missing = sum(schedule.missing.values()) - sum(other.missing.values())
        value = other.proof.objective - schedule.proof.objective
        if value > WORTH or fewer_missing > 0:
            share = value / schedule.proof.objective if schedule.proof.objective > WORTH else float("nan")
            found.append(Gain(limit, unit, value, share, len(other.slots) - len(schedule.slots)))
    return sorted(found, key=lambda gain: (-gain.posts if gain.value <= WORTH else 0, -gain.value, gain.limit.kind))


def conflict(heat: pd.DataFrame, limits: Limits, reach: Mapping[str, float]) -> Conflict | None:
    """
    Find a smallest set of limits that cannot hold together.

    Parameters
    ----------
    heat, limits, reach
        As for `schedule.schedule_posts`.

    Returns
    -------
    Conflict or None
        None if a calendar keeps all limits, the least numbers of posts included.
    """
    lacking = schedule_posts(heat, limits, reach).missing
    if not lacking:
        return None
    off: list[Limit] = []
    for limit in switchable(limits):
        if _lacks(heat, switched_off(limits, [*off, limit]), reach):
            off.append(limit)
    together = [limit for limit in switchable(limits) if limit not in off]
    enough = [limit for limit in together if not _lacks(heat, switched_off(limits, [limit]), reach)]
    return Conflict(min(week for week, _platform in lacking), tuple(together), tuple(enough))


def switchable(limits: Limits) -> list[Limit]:
    """List the limits that can be switched off; those that people give up last come last."""
    return [limit for limit, _switch in _switches(limits)]


def switched_off(limits: Limits, those: Collection[Limit]) -> Limits:
    """Return the limits without some of them."""
    for limit, switch in _switches(limits):
        if limit in those:
            limits = switch(limits)
    return limits


def _lacks(heat: pd.DataFrame, limits: Limits, reach: Mapping[str, float]) -> bool:
    return bool(schedule_posts(heat, limits, reach).missing)


def _units(limits: Limits) -> Iterator[tuple[Limit, float, Change]]:
    """Each limit with its unit and how one more of it is given."""
    for platform, rule in limits.cadence.items():
        yield (
            Limit("most_posts", platform, rule.posts_per_week_high),
            1,
            _rule(platform, posts_per_week_high=rule.posts_per_week_high + 1),
        )
        yield (
            Limit("posts_a_day", platform, rule.posts_per_day),
            1,
            _rule(platform, posts_per_day=rule.posts_per_day + 1),
        )
        if rule.spacing_hours:
            fewer = max(rule.spacing_hours - 1, 0)
            yield Limit("spacing", platform, rule.spacing_hours), -1, _rule(platform, spacing_hours=fewer)
    for person in limits.team:
        yield (
            Limit("hours", person.name, person.hours_per_week),
            0.5,
            _member(person, hours_per_week=person.hours_per_week + 0.5),
        )
    if limits.posting_from >= dt.time(1):
        yield (
            Limit("posting_from", "", limits.posting_from.hour),
            -1,
            _fixed(posting_from=_moved(limits.posting_from, -60)),
        )
    if limits.posting_until < dt.time(23):
        yield (
            Limit("posting_until", "", limits.posting_until.hour),
            1,
            _fixed(posting_until=_moved(limits.posting_until, 60)),
        )
    for reason in dict.fromkeys(limits.closed.values()):
        yield Limit("closed_days", reason), 1, _opened(reason)
    if limits.asking and limits.promotion_cap < 1:
        yield (
            Limit("promotion_cap", "", limits.promotion_cap),
            0.05,
            _fixed(promotion_cap=min(limits.promotion_cap + 0.05, 1.0)),
        )
    if not limits.unknown_hours:
        yield Limit("unknown_hours"), 1, _fixed(unknown_hours=True)


def _switches(limits: Limits) -> Iterator[tuple[Limit, Change]]:
    """Each limit with how it is switched off altogether."""
    for reason in dict.fromkeys(limits.closed.values()):
        yield Limit("closed_days", reason), _opened(reason)
    yield Limit("posting_from", "", limits.posting_from.hour), _fixed(posting_from=dt.time(0))
    yield Limit("posting_until", "", limits.posting_until.hour), _fixed(posting_until=dt.time(23, 45))
    if not limits.unknown_hours:
        yield Limit("unknown_hours"), _fixed(unknown_hours=True)
    yield Limit("pillar_shares"), _fixed(share_slack=1000.0)
    yield Limit("promotion_cap", "", limits.promotion_cap), _fixed(promotion_cap=1.0)
    for platform, rule in limits.cadence.items():
        yield Limit("spacing", platform, rule.spacing_hours), _rule(platform, spacing_hours=0.0)
        yield Limit("posts_a_day", platform, rule.posts_per_day), _rule(platform, posts_per_day=10)
    for person in limits.team:
        if person.days_off:
            yield Limit("days_off", person.name), _member(person, days_off=())
        yield Limit("duty", person.name), _always(person.name)
        yield Limit("hours", person.name, person.hours_per_week), _member(person, hours_per_week=168.0)
    for platform, rule in limits.cadence.items():
        if rule.posts_per_week_low:
            yield Limit("least_posts", platform, rule.posts_per_week_low), _rule(platform, posts_per_week_low=0)


def _rule(platform: str, **values: float) -> Change:
    def change(limits: Limits) -> Limits:
        rule: CadenceRule = limits.cadence[platform].changed(**values)
        return replace(limits, cadence={**limits.cadence, platform: rule})

    return change


def _fixed(**values: object) -> Change:
    return lambda limits: replace(limits, **values)  # type: ignore[arg-type]


def _opened(reason: str) -> Change:
    return lambda limits: replace(limits, closed={day: why for day, why in limits.closed.items() if why != reason})


def _member(person: Person, **values: object) -> Change:
    def change(limits: Limits) -> Limits:
        team = tuple(other.changed(**values) if other.name == person.name else other for other in limits.team)
        return replace(limits, team=team)

    return change


def _always(name: str) -> Change:
    every_day = Duty(weekdays=(1, 2, 3, 4, 5, 6, 7), start=dt.time(0), end=dt.time(23, 45))

    def change(limits: Limits) -> Limits:
        team = tuple(other.changed(duty=(every_day,)) if other.name == name else other for other in limits.team)
        return replace(limits, team=team)

    return change


def _moved(moment: dt.time, minutes: int) -> dt.time:
    return dt.time(*divmod(moment.hour * 60 + moment.minute + minutes, 60))
