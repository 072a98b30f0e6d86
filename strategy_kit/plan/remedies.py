"""What fails in a calendar, and for each failure the smallest change of the brief that mends it, found by solving."""

import datetime as dt
import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from strategy_kit.calendar.constraints import Constraints
from strategy_kit.calendar.schedule import schedule_posts
from strategy_kit.calendar.workload import fullest_week, posts_per_week
from strategy_kit.effort import cadence_of
from strategy_kit.errors import InputError
from strategy_kit.evidence.load import ASSUMPTION_LIMITS
from strategy_kit.model import Brief, CadenceRule, DutyHours, FormatEffort, Person
from strategy_kit.model.brief import Assumption
from strategy_kit.plan.results import Cache
from strategy_kit.plan.workings import Workings

FailureKind = Literal["no_platform", "no_posts", "fewer_posts", "pinned", "campaign", "monitoring"]
RemedyKind = Literal[
    "cover",
    "fair_share",
    "spacing_across",
    "spacing",
    "posting_until",
    "posting_from",
    "closed_days",
    "never",
    "unknown_hours",
    "watch",
    "fewer_posts",
    "hours",
    "duty",
    "format",
    "pinned",
    "campaign",
    "monitoring",
    "leave_out",
]
POSTS: tuple[FailureKind, ...] = ("no_posts", "fewer_posts")
TRIALS_SIZE = 64
"""Results of each kind kept while remedies are tried."""
MORE_HOURS = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0)
"""Hours a week more for one person, the fewest first."""
QUARTER = 15


@dataclass(frozen=True)
class Failure:
    """What was asked for and is not in the calendar: `of` a platform, a campaign, a time; `missing` posts or checks."""

    kind: FailureKind
    of: str = ""
    missing: int = 0


@dataclass(frozen=True)
class Step:
    """A change of the brief: the fields it replaces, what it concerns, and its new number, in minutes where of time."""

    kind: RemedyKind
    changes: Mapping[str, object]
    of: str = ""
    number: float = 0.0


@dataclass(frozen=True)
class Remedy:
    """
    A change that mends a failure, and what it brings, as it was solved.

    `posts` are those of the whole calendar before and after, `weekly` the least and most posts in a whole week of the
    platform concerned (of all platforms where none is) after it, `minutes` the work of the fullest week before and
    after.
    """

    failure: Failure
    step: Step
    posts: tuple[int, int]
    weekly: tuple[int, int]
    minutes: tuple[float, float]
    platforms: tuple[str, ...] = ()


Enough = Callable[[], bool]
"""A callback that stops by True."""
Ladder = list[Step]
"""Changes of one kind, the smallest first."""


def failures(workings: Workings) -> tuple[Failure, ...]:
    """Return what fails, the worst first: no platform, a platform without a post, then what is missing otherwise."""
    if not workings.platforms:
        return (Failure("no_platform"),)
    schedule = workings.schedule
    posted = {slot.platform for slot in schedule.slots}
    missing: dict[tuple[FailureKind, str], int] = {}
    for platform in workings.platforms:
        if platform not in posted:
            missing["no_posts", platform] = 0
    for short in schedule.missing:
        kind: FailureKind = "fewer_posts" if short.kind == "least_posts" else short.kind
        if kind == "fewer_posts" and short.of not in posted:
            kind = "no_posts"
        missing[kind, short.of] = missing.get((kind, short.of), 0) + short.count
    return tuple(Failure(kind, of, count) for (kind, of), count in missing.items())


def trials(workings: Workings, enough: Enough = lambda: False) -> Workings:
    """Return the workings on which changes can be tried: they share no cache with those of the plan, and can stop."""
    return replace(
        workings,
        solve=lambda heat, limits, reach: schedule_posts(heat, limits, reach, ask=lambda _done, _all, _gap: enough()),
        cache=Cache(TRIALS_SIZE),
    )


def changed(workings: Workings, changes: Mapping[str, object]) -> Workings:
    """Return the workings with some fields of the brief replaced."""
    return workings.after(workings.plan.changed(brief=workings.brief.changed(**changes)))


def remedy(workings: Workings, failure: Failure, enough: Enough = lambda: False) -> Remedy | None:
    """
    Return the smallest change that mends a failure and takes its posts from no platform settled on; None: none found.

    Smallest: the fewest units of its own kind; of equals the one that matters least. Where nothing else is found in
    time, a platform without a post is left out. Parameters are those of `trials` and of `failures`.
    """
    trial = trials(workings, enough)
    for step in _by_size(_ladders(workings, failure)):
        if enough():
            break
        found = _tried(workings, trial, failure, step)
        if found and not enough():
            return found
    solved = (_tried(workings, trials(workings), failure, step) for step in _leave_out(workings, failure))
    return next(filter(None, solved), None)


def _tried(workings: Workings, trial: Workings, failure: Failure, step: Step) -> Remedy | None:
    """Return a step with what it brings, if it mends a failure."""
    try:
        after = changed(trial, step.changes)
        if not _mends(failure, step, workings, after):
            return None
    except InputError:  # this change makes no plan that can be computed
        return None
    plan, slots = workings.plan, after.schedule.slots
    own = [slot for slot in slots if slot.platform == failure.of]
    return Remedy(
        failure,
        step,
        posts=(len(workings.schedule.slots), len(slots)),
        weekly=posts_per_week(own or slots, plan.start, plan.weeks),
        minutes=(fullest_minutes(workings), fullest_minutes(after)),
        platforms=after.platforms,
    )


def fullest_minutes(workings: Workings) -> float:
    """Return the minutes of work of the fullest week."""
    return float(fullest_week(workings.schedule.hours)["total"].sum())


def _mends(failure: Failure, step: Step, before: Workings, after: Workings) -> bool:
    """
    Whether a failure is gone and no more is missing than before.

    Platforms settled on keep their posts; where the start is searched for, the change may lead to another one.
    """
    posted, lacking = {slot.platform for slot in after.schedule.slots}, after.schedule.lacking
    if not posted or lacking > before.schedule.lacking or _still(failure, after):
        return False
    if step.kind == "leave_out":
        return failure.of not in after.platforms
    if after.platforms == before.platforms:
        return {slot.platform for slot in before.schedule.slots} <= posted
    return posted == set(after.platforms) and len(after.schedule.slots) >= len(before.schedule.slots)


def _still(failure: Failure, after: Workings) -> bool:
    """Whether anything of a failure is left: a platform that had no post has all that are asked for, or it fails."""
    alike = POSTS if failure.kind in POSTS else (failure.kind,)
    return any(found.of == failure.of and found.kind in alike for found in failures(after))


def _by_size(ladders: list[Ladder]) -> Iterator[Step]:
    """Yield the first step of each ladder, then the second of each, and so on."""
    for rung in itertools.zip_longest(*ladders):
        yield from (step for step in rung if step is not None)


def _ladders(workings: Workings, failure: Failure) -> list[Ladder]:
    """Return the changes to try; kinds that matter least come first, as in `relaxations`."""
    brief = workings.brief
    if failure.kind == "no_platform":
        return [_fewer_posts(brief, ()), _more_hours(brief), _another_format(workings, "")]
    limits = workings.constraints
    ladders = [
        *_of_the_demand(brief, failure),
        [Step("fair_share", {"fair_share": False})] if brief.fair_share else [],
        [Step("cover", {"cover": True})] if len(brief.team) > 1 and not brief.cover else [],
        _closer(brief),
        _spacing(brief, workings.platforms),
        *_hours_of_the_day(brief),
        [Step("unknown_hours", {"unknown_hours": True})] if not brief.unknown_hours else [],
        [Step("closed_days", {"holidays_off": False, "closed_weekdays": ()})] if limits.closed else [],
        [Step("never", {"never": ()})] if brief.never else [],
        _shorter_windows(brief, limits, failure.of),
        _fewer_posts(brief, workings.platforms),
        _longer_duty(brief),
        _more_hours(brief),
        _another_format(workings, failure.of) if failure.of in limits.platforms else [],
    ]
    return [ladder for ladder in ladders if ladder]


def _of_the_demand(brief: Brief, failure: Failure) -> Iterator[Ladder]:
    """Yield the changes that ask for less where a rule asks for more than fits."""
    if failure.kind == "pinned":
        kept = tuple(pin for pin in brief.pinned if pin.platform != failure.of)
        yield [Step("pinned", {"pinned": kept}, failure.of)]
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


def _leave_out(workings: Workings, failure: Failure) -> Iterator[Step]:
    """Yield, as the last resort, the platforms that have posts without the one that has none."""
    posted = {slot.platform for slot in workings.schedule.slots}
    rest = tuple(key for key in workings.platforms if key in posted)
    if failure.kind == "no_posts" and rest:
        yield Step("leave_out", {"platforms": rest}, failure.of)
