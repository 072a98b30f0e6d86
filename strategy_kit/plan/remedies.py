"""What fails in a calendar, and for each failure the smallest change of the brief that mends it, found by solving."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from strategy_kit.calendar.schedule import schedule_posts
from strategy_kit.calendar.workload import fullest_week, posts_per_week
from strategy_kit.errors import InputError
from strategy_kit.plan.remedy_steps import Failure, FailureKind, Step, by_size, ladders, on_holidays, without_platform
from strategy_kit.plan.results import Cache
from strategy_kit.plan.workings import Workings

POSTS: tuple[FailureKind, ...] = ("no_posts", "fewer_posts")
TRIALS_SIZE = 64
"""Results of each kind kept while remedies are tried."""


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
    for short in workings.unmet:
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
    for step in by_size(ladders(workings, failure)):
        if enough():
            break
        found = _tried(workings, trial, failure, step)
        if found and not enough():
            return found
    solved = (_tried(workings, trials(workings), failure, step) for step in without_platform(workings, failure))
    return next(filter(None, solved), None)


def on_holidays_too(workings: Workings, enough: Enough = lambda: False) -> Remedy | None:
    """Return the change by which posts go out on public holidays too, where weeks are short of posts; None: no gain."""
    if not workings.short_weeks or not on_holidays(workings.constraints, workings.brief):
        return None
    failure = Failure("fewer_posts", workings.short_weeks[0].platforms[0])
    found = _tried(workings, trials(workings, enough), failure, Step("holidays", {"holidays_off": False}))
    return found if found and found.posts[1] > found.posts[0] else None


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
