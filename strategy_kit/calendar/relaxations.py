"""Relaxations of a calendar's constraints: each switched off, or by one more unit."""

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from strategy_kit.calendar.constraints import Constraints, PostRule
from strategy_kit.model import BlackoutRule, CadenceRule, Campaign, DutyHours, MonitoringRule, PinnedPost
from strategy_kit.model.types import ConstraintKind

Rule = PostRule | MonitoringRule
Change = Callable[[Constraints], Constraints]
ALL_DAY = DutyHours(weekdays=(1, 2, 3, 4, 5, 6, 7), start=dt.time(0), end=dt.time(23, 45))
_RULES = {BlackoutRule: "never", MonitoringRule: "monitoring", PinnedPost: "pinned", Campaign: "campaigns"}
ANY_SHARE = 1000.0
"""A slack beyond the posts of any week."""


@dataclass(frozen=True)
class Constraint:
    """A limit of a calendar: its kind, its platform, person, reason or rule, and its number."""

    kind: ConstraintKind
    of: str = ""
    number: float | None = None
    rule: Rule | None = None


class Relaxation(NamedTuple):
    """A constraint, the change that switches it off and, if it has a unit, its step and the change by one more."""

    constraint: Constraint
    off: Change
    step: float = 1.0
    more: Change | None = None


def switchable(constraints: Constraints) -> list[Constraint]:
    """Return the constraints that can be switched off; the most important come last."""
    return [relaxation.constraint for relaxation in relaxations(constraints)]


def switched_off(constraints: Constraints, those: Collection[Constraint]) -> Constraints:
    """Return the constraints without some of them."""
    for relaxation in relaxations(constraints):
        if relaxation.constraint in those:
            constraints = relaxation.off(constraints)
    return constraints


def without_kinds(constraints: Constraints, kinds: Collection[ConstraintKind]) -> Constraints:
    """
    Return the constraints with every limit of some kinds switched off; kinds that no limit has change nothing.

    `kinds` are those of `Constraint.kind`.
    """
    return switched_off(constraints, [found for found in switchable(constraints) if found.kind in kinds])


def relaxations(constraints: Constraints) -> Iterator[Relaxation]:
    """Yield the relaxations of each constraint, in the order of `switchable`."""
    for reason in dict.fromkeys(constraints.closed.values()):
        yield _dropped(Constraint("closed_days", reason), _without_reason(reason))
    yield from _of_the_day(constraints)
    yield from _of_the_team(constraints)
    if across := constraints.spacing_across:
        fewer = _fixed(spacing_across=max(across - 0.5, 0))
        yield Relaxation(Constraint("spacing_across", "", across), _fixed(spacing_across=0.0), -0.5, fewer)
    for platform, rule in constraints.cadence.items():
        yield from _of_platform(platform, rule)
    for platform, minutes in constraints.response_minutes.items():
        if minutes:
            shorter = _answered(platform, minutes - 15) if minutes > 15 else None
            yield Relaxation(Constraint("watch", platform, minutes), _answered(platform, 0), -15, shorter)
    for person in constraints.team:
        if person.days_off:
            yield Relaxation(Constraint("days_off", person.name), _member(person.name, days_off=()))
        yield Relaxation(Constraint("duty", person.name), _member(person.name, duty=(ALL_DAY,)))
        hours, longer = person.hours_per_week, _member(person.name, hours_per_week=person.hours_per_week + 0.5)
        yield Relaxation(
            Constraint("hours", person.name, hours), _member(person.name, hours_per_week=168.0), 0.5, longer
        )
    yield from _of_rules(constraints)
    for platform, rule in constraints.cadence.items():
        if least := rule.posts_per_week_low:
            fewer = _cadence(platform, posts_per_week_low=least - 1)
            none = _cadence(platform, posts_per_week_low=0)
            yield Relaxation(Constraint("least_posts", platform, least), none, -1, fewer)


def _dropped(constraint: Constraint, off: Change) -> Relaxation:
    """Return the relaxation of a constraint that is one unit."""
    return Relaxation(constraint, off, 1, off)


def _of_the_day(constraints: Constraints) -> Iterator[Relaxation]:
    first, last = constraints.posting_from, constraints.posting_until
    earlier = _fixed(posting_from=shifted(first, -60)) if first >= dt.time(1) else None
    later = _fixed(posting_until=shifted(last, 60)) if last < dt.time(23) else None
    yield Relaxation(Constraint("posting_from", "", hour_of(first)), _fixed(posting_from=dt.time(0)), -1, earlier)
    yield Relaxation(Constraint("posting_until", "", hour_of(last)), _fixed(posting_until=dt.time(23, 45)), 1, later)
    if not constraints.unknown_hours:
        yield _dropped(Constraint("unknown_hours"), _fixed(unknown_hours=True))


def _of_the_team(constraints: Constraints) -> Iterator[Relaxation]:
    if constraints.fair_share:
        yield _dropped(Constraint("fair_share"), _fixed(fair_share=False))
    yield Relaxation(Constraint("pillar_shares"), _fixed(share_slack=ANY_SHARE))
    cap = constraints.promotion_cap
    more = _fixed(promotion_cap=min(cap + 0.05, 1.0)) if constraints.asking and cap < 1 else None
    yield Relaxation(Constraint("promotion_cap", "", cap), _fixed(promotion_cap=1.0), 0.05, more)
    if not constraints.cover and len(constraints.team) > 1:
        yield _dropped(Constraint("cover"), _fixed(cover=True))


def _of_platform(platform: str, rule: CadenceRule) -> Iterator[Relaxation]:
    spacing, daily, most = rule.spacing_hours, rule.posts_per_day, rule.posts_per_week_high
    closer = _cadence(platform, spacing_hours=max(spacing - 1, 0)) if spacing else None
    yield Relaxation(Constraint("spacing", platform, spacing), _cadence(platform, spacing_hours=0.0), -1, closer)
    another = _cadence(platform, posts_per_day=daily + 1)
    yield Relaxation(Constraint("posts_a_day", platform, daily), _cadence(platform, posts_per_day=10), 1, another)
    another = _cadence(platform, posts_per_week_high=most + 1)
    yield Relaxation(Constraint("most_posts", platform, most), _cadence(platform, posts_per_week_high=70), 1, another)


def _of_rules(constraints: Constraints) -> Iterator[Relaxation]:
    for never in constraints.never:
        yield _dropped(Constraint("never", never.platform, None, never), _without_rule(never))
    for check in constraints.monitoring:
        yield _dropped(Constraint("monitoring", "", check.minutes, check), _without_rule(check))
    for pin in constraints.pinned:
        yield _dropped(Constraint("pinned", pin.platform, None, pin), _without_rule(pin))
    for campaign in constraints.campaigns:
        one = Constraint("campaign", campaign.name, campaign.posts, campaign)
        yield Relaxation(one, _without_rule(campaign), -1, _smaller(campaign))


def hour_of(moment: dt.time) -> float:
    """
    Return the hour of the day, a quarter past nine as 9.25.

    >>> hour_of(dt.time(9, 15))
    9.25
    """
    return moment.hour + moment.minute / 60


def _cadence(platform: str, **values: float) -> Change:
    def change(constraints: Constraints) -> Constraints:
        rule: CadenceRule = constraints.cadence[platform]
        return replace(constraints, cadence={**constraints.cadence, platform: rule.model_copy(update=values)})

    return change


def _fixed(**values: object) -> Change:
    return lambda constraints: replace(constraints, **values)  # type: ignore[arg-type]


def _without_reason(reason: str) -> Change:
    return lambda constraints: replace(
        constraints, closed={day: why for day, why in constraints.closed.items() if why != reason}
    )


def _answered(platform: str, minutes: int) -> Change:
    return lambda constraints: replace(
        constraints, response_minutes={**constraints.response_minutes, platform: minutes}
    )


def _without_rule(rule: Rule) -> Change:
    kind = next(kind for of, kind in _RULES.items() if isinstance(rule, of))
    return lambda constraints: _fixed(**{kind: tuple(each for each in getattr(constraints, kind) if each != rule)})(
        constraints
    )


def _smaller(campaign: Campaign) -> Change:
    if campaign.posts == 1:
        return _without_rule(campaign)
    fewer = campaign.changed(posts=campaign.posts - 1)
    return lambda constraints: replace(
        constraints, campaigns=tuple(fewer if other == campaign else other for other in constraints.campaigns)
    )


def _member(name: str, **values: object) -> Change:
    def change(constraints: Constraints) -> Constraints:
        team = tuple(other.model_copy(update=values) if other.name == name else other for other in constraints.team)
        return replace(constraints, team=team)

    return change


def shifted(moment: dt.time, minutes: int) -> dt.time:
    """
    Return a wall time so many minutes later, on the same day.

    >>> shifted(dt.time(9, 30), -60)
    datetime.time(8, 30)
    """
    return dt.time(*divmod(moment.hour * 60 + moment.minute + minutes, 60))
