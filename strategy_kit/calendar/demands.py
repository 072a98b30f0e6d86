"""Demands on a calendar (least posts, pinned posts, campaigns, inbox checks), and what is missing of them."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from strategy_kit.calendar.campaign_posts import posts_asked
from strategy_kit.calendar.constraints import (
    Constraints,
    PostRule,
    falls_in_week,
    matches_pillar_and_owner,
    matches_placement,
    monday,
)
from strategy_kit.calendar.monitoring import monitoring_days
from strategy_kit.duty import minute_of
from strategy_kit.model import BlackoutRule, InboxCheck, PinnedPost, Slot


@dataclass(frozen=True)
class Missing:
    """Shortfall of a demand, from a day on: of least posts, a pin, a campaign (`of` its name), an inbox check."""

    kind: Literal["least_posts", "pinned", "campaign", "monitoring"]
    of: str
    day: dt.date
    count: int


@dataclass(frozen=True)
class Demand:
    """A demand: its shortfall if nothing serves it, and its rule (index in `grouping_rules` or `monitoring`)."""

    whole: Missing
    rule: int = 0


class Placed(NamedTuple):
    """A post in a calendar, as far as demands go; a pillar that is None matches every rule."""

    platform: str
    day: dt.date
    time: dt.time
    pillar: str | None
    owner: str


def demands(constraints: Constraints, weeks: Sequence[dt.date]) -> Iterator[Demand]:
    """
    Yield the demands of some weeks, given their Mondays.

    A week that the horizon cuts asks its part of the least number, rounded down; a campaign that reaches beyond the
    horizon asks its part of its posts.
    """
    inside = Counter(monday(day) for day in constraints.days)
    for week in weeks:
        for platform in constraints.platforms:
            least = constraints.cadence[platform].posts_per_week_low * inside[week] // 7
            if least > 0:
                yield Demand(Missing("least_posts", platform, week, least))
    for mark, rule in enumerate(constraints.grouping_rules):
        whole = _whole(rule, constraints, weeks)
        if whole and whole.count > 0:
            yield Demand(whole, mark)
    for number, monitoring in enumerate(constraints.monitoring):
        for day in monitoring_days(monitoring, constraints, weeks):
            yield Demand(Missing("monitoring", str(number), day, 1), number)


def missing(
    constraints: Constraints, posts: Sequence[Slot | Placed], rounds: Iterable[InboxCheck]
) -> tuple[Missing, ...]:
    """
    Return the shortfall of every demand, week by week; empty if all are served.

    `posts` are those of the calendar that are not cancelled; `rounds` its inbox checks, one for each rule and day.
    """
    made = Counter((monday(post.day), post.platform) for post in posts)
    checks = Counter((done.day, done.time, done.minutes) for done in rounds)
    found = []
    for demand in demands(constraints, constraints.mondays):
        whole = demand.whole
        if whole.kind == "least_posts":
            serving = made[whole.day, whole.of]
        elif whole.kind == "monitoring":
            check = (
                whole.day,
                constraints.monitoring[demand.rule].start,
                constraints.monitoring[demand.rule].minutes,
            )
            serving = min(checks[check], whole.count)
            checks[check] -= serving
        else:
            serving = sum(is_served_by(demand, post, constraints) for post in posts)
        if serving < whole.count:
            found.append(replace(whole, count=whole.count - serving))
    return tuple(sorted(found, key=lambda short: monday(short.day)))


def is_served_by(demand: Demand, post: Slot | Placed, constraints: Constraints) -> bool:
    """Whether a post counts towards a demand."""
    whole = demand.whole
    if whole.kind in ("least_posts", "monitoring"):
        return whole.kind == "least_posts" and (post.platform, monday(post.day)) == (whole.of, whole.day)
    rule = constraints.grouping_rules[demand.rule]
    placement = (post.platform, post.day, minute_of(post.time))
    return matches_placement(rule, *placement) and matches_pillar_and_owner(rule, post.pillar, post.owner)


def _whole(rule: PostRule, constraints: Constraints, weeks: Sequence[dt.date]) -> Missing | None:
    """Return the demand of a rule in these weeks."""
    if isinstance(rule, BlackoutRule) or not any(falls_in_week(rule, week) for week in weeks):
        return None
    if isinstance(rule, PinnedPost):
        return Missing("pinned", rule.platform, rule.day, 1)
    return Missing("campaign", rule.name, rule.first, posts_asked(rule, constraints.days[0], constraints.days[-1]))
