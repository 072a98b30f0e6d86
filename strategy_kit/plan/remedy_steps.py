"""Changes of the brief that may mend what fails in a calendar: for each kind of change a ladder, the smallest first."""

import datetime as dt
import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from strategy_kit.calendar.constraints import Constraints
from strategy_kit.calendar.short_weeks import lost_days
from strategy_kit.effort import cadence_of
from strategy_kit.evidence.load import ASSUMPTION_LIMITS
from strategy_kit.model import Brief, CadenceRule, DutyHours, FormatEffort, Person, PinnedPost
from strategy_kit.model.brief import Assumption
from strategy_kit.plan.workings import Workings

FailureKind = Literal["no_platform", "no_posts", "fewer_posts", "pinned", "campaign", "monitoring"]
RemedyKind = Literal[
    "cover",
    "fair_share",
    "spacing_across",
    "spacing",
    "posting_until",
    "posting_from",
    "holidays",
    "closed_days",
    "never",
    "unknown_hours",
    "promotion_cap",
    "watch",
    "fewer_posts",
    "hours",
    "duty",
    "format",
    "moved",
    "pinned",
    "campaign",
    "monitoring",
    "leave_out",
]
MORE_HOURS = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0)
"""Hours a week more for one person, the fewest first."""
MOST_DAYS = 3
"""Other days tried for a fixed post."""
QUARTER = 15


@dataclass(frozen=True)
class Failure:
    """What was asked for and is not in the calendar: `of` a platform, a campaign, a time; `missing` posts or checks."""

    kind: FailureKind
    of: str = ""
    missing: int = 0


@dataclass(frozen=True)
class Step:
    """
    A change of the brief: the fields it replaces, what it concerns, and its new number.

    Times are in minutes, a day is its ordinal (`datetime.date.toordinal`).
    """

    kind: RemedyKind
    changes: Mapping[str, object]
    of: str = ""
    number: float = 0.0


Ladder = list[Step]
"""Changes of one kind, the smallest first."""


def ladders(workings: Workings, failure: Failure) -> list[Ladder]:
    """Return the changes to try; kinds that matter least come first, as in `relaxations`."""
    brief = workings.brief
    if failure.kind == "no_platform":
        return [_fewer_posts(brief, ()), _more_hours(brief), _another_format(workings, "")]
    limits = workings.constraints
    found = [
        _higher_cap(workings) if failure.kind == "pinned" else [],
        *_of_the_demand(workings, failure),
        [Step("fair_share", {"fair_share": False})] if brief.fair_share else [],
        [Step("cover", {"cover": True})] if len(brief.team) > 1 and not brief.cover else [],
        _closer(brief),
        _spacing(brief, workings.platforms),
        *_hours_of_the_day(brief),
        [Step("unknown_hours", {"unknown_hours": True})] if not brief.unknown_hours else [],
        [Step("holidays", {"holidays_off": False})] if on_holidays(limits, brief) else [],
        [Step("closed_days", {"closed_weekdays": ()})] if brief.closed_weekdays else [],
        [Step("never", {"never": ()})] if brief.never else [],
        _shorter_windows(brief, limits, failure.of),
        _fewer_posts(brief, workings.platforms),
        _longer_duty(brief),
        _more_hours(brief),
        _another_format(workings, failure.of) if failure.of in limits.platforms else [],
    ]
    return [ladder for ladder in found if ladder]


def on_holidays(limits: Constraints, brief: Brief) -> bool:
    """Whether a public holiday closes a day on which the business is usually open."""
    lost = {day for days in lost_days(limits, brief.closed_weekdays).values() for day in days}
    return brief.holidays_off and any(
        not any(span.first <= day <= span.last for span in brief.blackouts) for day in lost
    )


def _of_the_demand(workings: Workings, failure: Failure) -> Iterator[Ladder]:
    """Yield the changes that ask for less where a rule asks for more than fits."""
    brief = workings.brief
    if failure.kind == "pinned":
        days = {lack.day for lack in workings.unmet if lack.kind == "pinned" and lack.of == failure.of}
        unplaced = [pin for pin in brief.pinned if pin.platform == failure.of and pin.day in days]
        if len(unplaced) == 1:
            yield from _other_days(workings, unplaced[0])
        kept = tuple(pin for pin in brief.pinned if pin not in unplaced)
        yield [Step("pinned", {"pinned": kept}, failure.of, len(unplaced))]
    if failure.kind == "campaign":
        of = next((campaign for campaign in brief.campaigns if campaign.name == failure.of), None)
        for posts in range(of.posts - 1, 0, -1) if of else ():
            smaller = tuple(one.changed(posts=posts) if one == of else one for one in brief.campaigns)
            yield [Step("campaign", {"campaigns": smaller}, failure.of, posts)]
        left = tuple(one for one in brief.campaigns if one != of)
        yield [Step("campaign", {"campaigns": left}, failure.of)]
    if failure.kind == "monitoring":
        left_rules = tuple(rule for place, rule in enumerate(brief.monitoring) if str(place) != failure.of)
        yield [Step("monitoring", {"monitoring": left_rules}, failure.of)]


def _other_days(workings: Workings, pin: PinnedPost) -> Iterator[Ladder]:
    """Yield a fixed post on the nearest other days on which the business is open and someone works; earlier first."""
    limits = workings.constraints
    worked = {day for person in limits.team for span in person.duty for day in span.weekdays}
    near = (pin.day + dt.timedelta(sign * n) for n in range(1, 7) for sign in (-1, 1))
    able = (day for day in near if day in limits.days and day not in limits.closed and day.isoweekday() in worked)
    for day in itertools.islice(able, MOST_DAYS):
        moved = tuple(other.changed(day=day) if other == pin else other for other in workings.brief.pinned)
        yield [Step("moved", {"pinned": moved}, pin.platform, day.toordinal())]


def _higher_cap(workings: Workings) -> Ladder:
    """Return the least cap, in whole twentieths, that allows the promotional posts fixed by hand among all posts."""
    brief, asking = workings.brief, workings.constraints.asking
    fixed = sum(pin.pillar in asking for pin in workings.constraints.pinned)
    posts = len(workings.schedule.slots)
    share = math.ceil(20 * fixed / posts - 1e-9) / 20 if posts else 0.0
    if not workings.schedule.left_out or not brief.promotion_cap < share <= 1:
        return []
    return [Step("promotion_cap", {"promotion_cap": share}, number=share)]


def _closer(brief: Brief) -> Ladder:
    steps, hours = [], brief.spacing_across_hours
    while hours > 0:
        hours = max(hours - 0.5, 0.0)
        steps.append(Step("spacing_across", {"spacing_across_hours": hours}, number=hours * 60))
    return steps


def _spacing(brief: Brief, platforms: tuple[str, ...]) -> Ladder:
    widest = max((cadence_of(brief, platform).spacing_hours for platform in platforms), default=0.0)
    steps = []
    for hours in range(int(widest) - (widest == int(widest)), -1, -1):
        rules = tuple(rule.changed(spacing_hours=min(rule.spacing_hours, hours)) for rule in brief.cadence)
        steps.append(Step("spacing", {"cadence": rules}, number=hours * 60))
    return steps


def _hours_of_the_day(brief: Brief) -> list[Ladder]:
    last, first = brief.posting_until, brief.posting_from
    later = [dt.time(last.hour + n, last.minute) for n in (1, 2) if last.hour + n < 24]
    earlier = [dt.time(first.hour - n, first.minute) for n in (1, 2) if first.hour >= n]
    return [
        [Step("posting_until", {"posting_until": at}, number=at.hour * 60 + at.minute) for at in later],
        [Step("posting_from", {"posting_from": at}, number=at.hour * 60 + at.minute) for at in earlier],
    ]


def _shorter_windows(brief: Brief, limits: Constraints, platform: str) -> Ladder:
    """Return shorter response windows, by quarters of an hour, down to the least that an assumption allows."""
    windows = limits.response_minutes
    longest = windows.get(platform) or max(windows.values(), default=0)
    kept = tuple(own for own in brief.assumptions if own.key != "watch_minutes_max")
    least = max(int(ASSUMPTION_LIMITS["minute"][0]), 30)
    return [
        Step("watch", {"assumptions": (*kept, Assumption(key="watch_minutes_max", value=minutes))}, platform, minutes)
        for minutes in range(longest - QUARTER, least - 1, -QUARTER)
    ]


def _fewer_posts(brief: Brief, platforms: tuple[str, ...]) -> Ladder:
    """Return fewer posts a week as the least on each platform, one less at a time, down to one."""
    rules = brief.cadence if platforms == () else tuple(cadence_of(brief, platform) for platform in platforms)
    most = max((rule.posts_per_week_low for rule in rules), default=0)
    return [
        Step("fewer_posts", {"cadence": tuple(_at_least(rule, low) for rule in brief.cadence)}, number=low)
        for low in range(most - 1, 0, -1)
    ]


def _at_least(rule: CadenceRule, low: int) -> CadenceRule:
    return rule.changed(posts_per_week_low=min(rule.posts_per_week_low, low))


def _chief(brief: Brief) -> Person:
    """Return who has most hours a week, of those who have duty hours if any has; the first of equals."""
    able = [person for person in brief.team if person.duty] or list(brief.team)
    return max(able, key=lambda person: person.hours_per_week)


def _with(brief: Brief, person: Person, **values: object) -> dict[str, object]:
    return {"team": tuple(one.changed(**values) if one.name == person.name else one for one in brief.team)}


def _more_hours(brief: Brief) -> Ladder:
    chief = _chief(brief)
    return [
        Step("hours", _with(brief, chief, hours_per_week=chief.hours_per_week + more), chief.name, more * 60)
        for more in MORE_HOURS
        if chief.hours_per_week + more <= 168
    ]


def _longer_duty(brief: Brief) -> Ladder:
    """Return later ends of the working times of who has most hours; of who has none, the days of a working week."""
    chief = _chief(brief)
    if not any(span.weekdays for span in chief.duty):
        return [Step("duty", _with(brief, chief, duty=(DutyHours(),)), chief.name, 18 * 60)]
    last = max(span.end for span in chief.duty)
    steps = []
    for hour in range(last.hour + 1, min(last.hour + 4, 23)):
        at = dt.time(hour, last.minute)
        spans = tuple(span.changed(end=at) if span.end == last else span for span in chief.duty)
        steps.append(Step("duty", _with(brief, chief, duty=spans), chief.name, hour * 60 + last.minute))
    return steps


def _another_format(workings: Workings, platform: str) -> Ladder:
    """Return the quickest format that a platform takes and the team does not make; of any platform if none is given."""
    needed = workings.hours_needed
    rows = needed.loc[[platform]] if platform in needed.index else needed if not platform else needed.iloc[:0]
    made = {effort.format for effort in workings.brief.formats}
    wanted = rows[~rows["made"].astype(bool)].sort_values("hours_if_made", kind="stable")["format"].dropna()
    return [
        Step("format", {"formats": (*workings.brief.formats, FormatEffort(format=made_as))}, made_as)
        for made_as in dict.fromkeys(wanted)
        if made_as not in made
    ][:2]


def by_size(ladders: list[Ladder]) -> Iterator[Step]:
    """Yield the first step of each ladder, then the second of each, and so on."""
    for rung in itertools.zip_longest(*ladders):
        yield from (step for step in rung if step is not None)


def without_platform(workings: Workings, failure: Failure) -> Iterator[Step]:
    """Yield, as the last resort, the platforms that have posts without the one that has none."""
    posted = {slot.platform for slot in workings.schedule.slots}
    rest = tuple(key for key in workings.platforms if key in posted)
    if failure.kind == "no_posts" and rest:
        yield Step("leave_out", {"platforms": rest}, failure.of)
