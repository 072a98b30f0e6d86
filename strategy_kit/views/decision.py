"""The decision in one sentence, and its big facts."""

import datetime as dt
from collections.abc import Sequence

from strategy_kit.calendar.workload import answered_posts, fullest_week, is_cut, posts_per_week, usual_gap
from strategy_kit.i18n import Words
from strategy_kit.labels.calendar import answer_fact
from strategy_kit.labels.platforms import set_words
from strategy_kit.plan.workings import Workings
from strategy_kit.views.failures import failures, headline, posted_platforms
from strategy_kit.views.shared import platform_names


def decision_view(workings: Workings, _: Words) -> str:
    """Return the plan in one sentence."""
    names = platform_names(workings)
    platforms = [names[key] for key in posted_platforms(workings) or workings.platforms]
    return decision(platforms, _posts_per_week(workings), _reply_minutes(workings), _)


def headline_view(workings: Workings, _: Words) -> str:
    """Return the decision, then what does not fit."""
    failed = failures(workings, _)
    decided = decision_view(workings, _) if workings.schedule.slots or not failed else ""
    return headline(failed, decided, _)


def decision(platforms: Sequence[str], posts: tuple[int, int], reply_minutes: int | None, _: Words) -> str:
    r"""
    Describe the decision in one sentence: posts a week, platforms, reply target.

    Parameters
    ----------
    platforms : sequence of str
        Names.
    posts : (int, int)
        `workload.posts_per_week`.
    reply_minutes : int, or None
        Within which each post is followed by answers; None if not each one is.

    Examples
    --------
    >>> decision(["Facebook"], (3, 7), 60, Words("en")).replace("\xa0", " ")
    '3 to 7 posts a week on Facebook, each followed by answers within 1 h'
    """
    if not platforms:
        return _("No platform is chosen yet")
    where, (low, high) = _.all_of(platforms), posts
    if not high:
        return _("{platforms}: no post is scheduled yet", platforms=where)
    fields = {"platforms": where, "low": low, "high": high}
    if reply_minutes is None:
        if low < high:
            return _("{low} to {high} posts a week on {platforms}", **fields)
        return _.plural("One post a week on {platforms}", "{n} posts a week on {platforms}", high, **fields)
    fields["time"] = _.hours(reply_minutes)
    if low < high:
        return _("{low} to {high} posts a week on {platforms}, each followed by answers within {time}", **fields)
    return _.plural(
        "One post a week on {platforms}, followed by answers within {time}",
        "{n} posts a week on {platforms}, each followed by answers within {time}",
        high,
        **fields,
    )


def next_post_words(workings: Workings, today: dt.date, _: Words) -> str:
    """Say what is posted next from a day on: when, where and by whom."""
    names = platform_names(workings)
    coming = [slot for slot in workings.schedule.slots if slot.day >= today]
    if not coming:
        return _("No post is left to publish. Choose a new first day on “Start” to go on.")
    first = min(coming, key=lambda slot: slot.starts_at)
    return _(
        "Next: {person} posts on {platform}, {day} at {time}.",
        person=first.owner,
        platform=names[first.platform],
        day=_.date(first.day, "full"),
        time=_.time(first.time),
    )


def plan_facts(workings: Workings, _: Words) -> list[tuple[str, str]]:
    """Return the big facts of the plan: value, then what it is."""
    week, people = fullest_week(workings.schedule.hours), len(workings.brief.team)
    work = {"spent": _.hours(week["total"].sum()), "available": _.hours(week["available"].sum())}
    low, high = _posts_per_week(workings)
    return [
        (set_words(workings.platforms, platform_names(workings), _) or _("none yet"), _("where to start")),
        (
            _("{low} to {high} a week", low=low, high=high) if low < high else _("{n} a week", n=high),
            _("posts in a full week, Monday to Sunday") if is_cut(workings.plan.start) else _("posts"),
        ),
        (
            _("{spent} of {available}", **work),
            _.plural("in the busiest week, for one person", "in the busiest week, for {n} people", people),
        ),
        answer_fact_view(workings, _),
    ]


def answer_fact_view(workings: Workings, _: Words) -> tuple[str, str]:
    """Return the response time, and for what it holds."""
    schedule = workings.schedule
    answered = answered_posts(schedule.slots, schedule.watches)
    gap = usual_gap(schedule.watches, schedule.rounds)
    return answer_fact(workings.brief.reply_target_minutes, answered, gap, _)


def _reply_minutes(workings: Workings) -> int | None:
    answered, posts = answered_posts(workings.schedule.slots, workings.schedule.watches)
    return workings.brief.reply_target_minutes if answered == posts else None


def _posts_per_week(workings: Workings) -> tuple[int, int]:
    return posts_per_week(workings.schedule.slots, workings.plan.start, workings.plan.weeks)
