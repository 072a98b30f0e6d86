"""
Relaxations of a calendar's limits: each switched off, or by one more unit.

A limit is named by its kind, by what it is of (a platform, a person, a reason, a rule of the brief) and by its number.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from strategy_kit.calendar.constraints import Limits
from strategy_kit.model import BlackoutRule, CadenceRule, Campaign, DutyHours, MonitoringRule, PinnedPost
from strategy_kit.model.types import LimitKind

Rule = BlackoutRule | PinnedPost | Campaign | MonitoringRule
Change = Callable[[Limits], Limits]
ALL_DAY = DutyHours(weekdays=(1, 2, 3, 4, 5, 6, 7), start=dt.time(0), end=dt.time(23, 45))
_RULES = {BlackoutRule: "never", MonitoringRule: "monitoring", PinnedPost: "pinned", Campaign: "campaigns"}
ANY_SHARE = 1000.0
"""A slack beyond the posts of any week."""


@dataclass(frozen=True)
class Limit:
    """A limit of a calendar: its kind, its platform, person, reason or rule, and its number."""

    kind: LimitKind
    of: str = ""
    number: float | None = None
    rule: Rule | None = None


@dataclass(frozen=True)
class Unit:
    """One more unit of a limit: the step of its number, and the change of the limits."""

    limit: Limit
    step: float
    change: Change


def switchable(limits: Limits) -> list[Limit]:
    """Return the limits that can be switched off; the most important come last."""
    return [limit for limit, _switch in _switches(limits)]


def switched_off(limits: Limits, those: Collection[Limit]) -> Limits:
    """Return the limits without some of them."""
    for limit, switch in _switches(limits):
        if limit in those:
            limits = switch(limits)
    return limits


def without(limits: Limits, kinds: Collection[LimitKind]) -> Limits:
    """Return the limits without all of some kinds."""
    return switched_off(limits, [limit for limit in switchable(limits) if limit.kind in kinds])


def units(limits: Limits) -> Iterator[Unit]:
    """Yield one more unit of each limit."""
    for platform, rule in limits.cadence.items():
        yield from _units_of_platform(platform, rule)
    for person in limits.team:
        hours = person.hours_per_week
        yield Unit(Limit("hours", person.name, hours), 0.5, _member(person.name, hours_per_week=hours + 0.5))
    yield from _units_of_the_day(limits)
    for rule_limit, switch in _rule_switches(limits):
        if rule_limit.kind != "campaign":
            yield Unit(rule_limit, 1, switch)
    for campaign in limits.campaigns:
        yield Unit(Limit("campaign", campaign.name, campaign.posts, campaign), -1, _smaller(campaign))
    if limits.asking and limits.promotion_cap < 1:
        more = min(limits.promotion_cap + 0.05, 1.0)
        yield Unit(Limit("promotion_cap", "", limits.promotion_cap), 0.05, _fixed(promotion_cap=more))
    if not limits.cover and len(limits.team) > 1:
        yield Unit(Limit("cover"), 1, _fixed(cover=True))
    if limits.fair_share:
        yield Unit(Limit("fair_share"), 1, _fixed(fair_share=False))
    if not limits.unknown_hours:
        yield Unit(Limit("unknown_hours"), 1, _fixed(unknown_hours=True))


def _units_of_platform(platform: str, rule: CadenceRule) -> Iterator[Unit]:
    least, most, daily = rule.posts_per_week_low, rule.posts_per_week_high, rule.posts_per_day
    yield Unit(Limit("most_posts", platform, most), 1, _cadence(platform, posts_per_week_high=most + 1))
    yield Unit(Limit("posts_a_day", platform, daily), 1, _cadence(platform, posts_per_day=daily + 1))
    if least:
        yield Unit(Limit("least_posts", platform, least), -1, _cadence(platform, posts_per_week_low=least - 1))
    if rule.spacing_hours:
        fewer = max(rule.spacing_hours - 1, 0)
        yield Unit(Limit("spacing", platform, rule.spacing_hours), -1, _cadence(platform, spacing_hours=fewer))


def _units_of_the_day(limits: Limits) -> Iterator[Unit]:
    if limits.spacing_across:
        fewer = max(limits.spacing_across - 0.5, 0)
        yield Unit(Limit("spacing_across", "", limits.spacing_across), -0.5, _fixed(spacing_across=fewer))
    if limits.posting_from >= dt.time(1):
        earlier = _fixed(posting_from=_shifted(limits.posting_from, -60))
        yield Unit(Limit("posting_from", "", hour_of(limits.posting_from)), -1, earlier)
    if limits.posting_until < dt.time(23):
        later = _fixed(posting_until=_shifted(limits.posting_until, 60))
        yield Unit(Limit("posting_until", "", hour_of(limits.posting_until)), 1, later)
    for reason in dict.fromkeys(limits.closed.values()):
        yield Unit(Limit("closed_days", reason), 1, _without_reason(reason))
    for platform, minutes in limits.watch_minutes.items():
        if minutes > 15:
            shorter = _fixed(watch_minutes={**limits.watch_minutes, platform: minutes - 15})
            yield Unit(Limit("watch", platform, minutes), -15, shorter)


def _switches(limits: Limits) -> Iterator[tuple[Limit, Change]]:
    """Yield each limit with the change that switches it off."""
    for reason in dict.fromkeys(limits.closed.values()):
        yield Limit("closed_days", reason), _without_reason(reason)
    yield Limit("posting_from", "", hour_of(limits.posting_from)), _fixed(posting_from=dt.time(0))
    yield Limit("posting_until", "", hour_of(limits.posting_until)), _fixed(posting_until=dt.time(23, 45))
    if not limits.unknown_hours:
        yield Limit("unknown_hours"), _fixed(unknown_hours=True)
    if limits.fair_share:
        yield Limit("fair_share"), _fixed(fair_share=False)
    yield Limit("pillar_shares"), _fixed(share_slack=ANY_SHARE)
    yield Limit("promotion_cap", "", limits.promotion_cap), _fixed(promotion_cap=1.0)
    if not limits.cover and len(limits.team) > 1:
        yield Limit("cover"), _fixed(cover=True)
    if limits.spacing_across:
        yield Limit("spacing_across", "", limits.spacing_across), _fixed(spacing_across=0.0)
    for platform, rule in limits.cadence.items():
        yield Limit("spacing", platform, rule.spacing_hours), _cadence(platform, spacing_hours=0.0)
        yield Limit("posts_a_day", platform, rule.posts_per_day), _cadence(platform, posts_per_day=10)
        yield Limit("most_posts", platform, rule.posts_per_week_high), _cadence(platform, posts_per_week_high=70)
    for platform, minutes in limits.watch_minutes.items():
        if minutes:
            yield Limit("watch", platform, minutes), _unwatched(platform)
    for person in limits.team:
        if person.days_off:
            yield Limit("days_off", person.name), _member(person.name, days_off=())
        yield Limit("duty", person.name), _member(person.name, duty=(ALL_DAY,))
        yield Limit("hours", person.name, person.hours_per_week), _member(person.name, hours_per_week=168.0)
    yield from _rule_switches(limits)
    for platform, rule in limits.cadence.items():
        if rule.posts_per_week_low:
            yield Limit("least_posts", platform, rule.posts_per_week_low), _cadence(platform, posts_per_week_low=0)


def _rule_switches(limits: Limits) -> Iterator[tuple[Limit, Change]]:
    """Yield each rule of the brief with the change that drops it."""
    rules = [Limit("never", never.platform, None, never) for never in limits.never]
    rules += [Limit("monitoring", "", monitoring.minutes, monitoring) for monitoring in limits.monitoring]
    rules += [Limit("pinned", pin.platform, None, pin) for pin in limits.pinned]
    rules += [Limit("campaign", campaign.name, campaign.posts, campaign) for campaign in limits.campaigns]
    yield from ((limit, _without_rule(limit.rule)) for limit in rules if limit.rule)


def hour_of(moment: dt.time) -> float:
    """
    Return the hour of the day, a quarter past nine as 9.25.

    >>> hour_of(dt.time(9, 15))
    9.25
    """
    return moment.hour + moment.minute / 60


def _cadence(platform: str, **values: float) -> Change:
    def change(limits: Limits) -> Limits:
        rule: CadenceRule = limits.cadence[platform]
        return replace(limits, cadence={**limits.cadence, platform: rule.model_copy(update=values)})

    return change


def _fixed(**values: object) -> Change:
    return lambda limits: replace(limits, **values)  # type: ignore[arg-type]


def _without_reason(reason: str) -> Change:
    return lambda limits: replace(limits, closed={day: why for day, why in limits.closed.items() if why != reason})


def _unwatched(platform: str) -> Change:
    return lambda limits: replace(limits, watch_minutes={**limits.watch_minutes, platform: 0})


def _without_rule(rule: Rule) -> Change:
    kind = next(kind for of, kind in _RULES.items() if isinstance(rule, of))
    return lambda limits: _fixed(**{kind: tuple(each for each in getattr(limits, kind) if each != rule)})(limits)


def _smaller(campaign: Campaign) -> Change:
    if campaign.posts == 1:
        return _without_rule(campaign)
    fewer = campaign.changed(posts=campaign.posts - 1)
    return lambda limits: replace(
        limits, campaigns=tuple(fewer if other == campaign else other for other in limits.campaigns)
    )


def _member(name: str, **values: object) -> Change:
    def change(limits: Limits) -> Limits:
        team = tuple(other.model_copy(update=values) if other.name == name else other for other in limits.team)
        return replace(limits, team=team)

    return change


def _shifted(moment: dt.time, minutes: int) -> dt.time:
    return dt.time(*divmod(moment.hour * 60 + moment.minute + minutes, 60))
