"""Labels of a draft: what fails, the change that mends it, what it brings, refinements, what is supposed."""

import datetime as dt
from collections.abc import Mapping

from strategy_kit.i18n import Words
from strategy_kit.labels.calendar import wait_words
from strategy_kit.labels.communication import format_words
from strategy_kit.labels.platforms import set_words
from strategy_kit.plan.draft import Refinement
from strategy_kit.plan.remedies import Remedy
from strategy_kit.plan.remedy_steps import Failure, RemedyKind, Step


def failure_words(failure: Failure, names: Mapping[str, str], _: Words) -> str:
    """
    Describe what fails, in a sentence.

    >>> failure_words(Failure("no_posts", "x", 4), {"x": "X"}, Words("en"))
    'X has no post.'
    """
    of = names.get(failure.of, failure.of)
    return {
        "no_platform": lambda: _("No platform fits into your hours."),
        "no_posts": lambda: _("{platform} has no post.", platform=of),
        "fewer_posts": lambda: _.plural(
            "{platform}: one post fewer than planned.",
            "{platform}: {n} posts fewer than planned.",
            failure.missing,
            platform=of,
        ),
        "pinned": lambda: _("{platform}: the post at a fixed date does not fit.", platform=of),
        "campaign": lambda: _.plural(
            "{campaign}: one post of the campaign does not fit.",
            "{campaign}: {n} posts of the campaign do not fit.",
            failure.missing,
            campaign=of,
        ),
        "monitoring": lambda: _.plural(
            "Your team cannot make one of the inbox checks.",
            "Your team cannot make {n} of the inbox checks.",
            failure.missing,
        ),
    }[failure.kind]()


def reason_words(step: Step, failure: Failure, _: Words) -> str:
    """Say what stands in the way, as far as the change that mends it tells; empty if it does not."""
    reasons = {
        "spacing_across": _("The time between two posts leaves no room for it."),
        "spacing": _("The time between two posts on a platform leaves no room for it."),
        "posting_until": _("The hours at which you post end too early for it."),
        "posting_from": _("The hours at which you post begin too late for it."),
        "holidays": _("You do not post on public holidays."),
        "closed_days": _("Your closed days leave no room for it."),
        "never": _("Your blackout rules leave no room for it."),
        "unknown_hours": _("None of the studies here covers the remaining hours."),
        "promotion_cap": _("The promotional posts you fixed are more than your limit allows in the whole plan."),
        "moved": _("Your team cannot post or answer then, or you are closed."),
        "hours": _("Your hours are not enough for it."),
        "watch": _("Your team cannot answer long enough after a post there."),
        "duty": _("Your team is not there long enough."),
        "cover": _("The person who posts cannot answer afterwards."),
        "format": _("None of your formats can be posted there."),
        "fewer_posts": _("Your hours are not enough for so many posts."),
        "leave_out": _("No small change makes room for it."),
    }
    return reasons.get(step.kind, "") if failure.of else ""


def step_words(step: Step, names: Mapping[str, str], _: Words) -> str:
    r"""
    Name a change, as the button that makes it.

    >>> step_words(Step("watch", {}, "x", 90), {}, Words("en")).replace("\xa0", " ")
    'Answer for 1 h 30 after each post'
    """
    of, number = names.get(step.of, step.of), step.number
    return {**_of_the_calendar(step, of, _), **_of_the_team(step, of, number, _)}[step.kind]


def _of_the_calendar(step: Step, of: str, _: Words) -> dict[RemedyKind, str]:
    number = step.number
    at = _.time(dt.time(*divmod(int(number) % 1440, 60)))
    day = _.date(dt.date.fromordinal(max(1, int(number))), "MMMMEEEEd")
    posts = _.plural("Ask for one post a week", "Ask for {n} posts a week on each platform", int(number))
    smaller = _.plural("{campaign}: ask for one post", "{campaign}: ask for {n} posts", int(number), campaign=of)
    return {
        "spacing_across": _("Leave {time} between posts", time=_.hours(number)),
        "spacing": _("Leave {time} between two posts on a platform", time=_.hours(number)),
        "posting_until": _("Post until {time}", time=at),
        "posting_from": _("Post from {time} on", time=at),
        "holidays": _("Post on public holidays too"),
        "closed_days": _("Post on closed days too"),
        "never": _("Drop the blackout rules"),
        "unknown_hours": _("Post at hours without data too"),
        "fewer_posts": posts,
        "promotion_cap": _("Allow up to {share} promotional posts", share=_.percent(number)),
        "moved": _("Move the post on {platform} to {day}", platform=of, day=day),
        "pinned": _.plural(
            "Let the calendar choose the date of the post on {platform} again",
            "Let the calendar choose the dates of {n} posts on {platform} again",
            int(number) or 1,
            platform=of,
        ),
        "campaign": smaller if number else _("Drop the campaign {campaign}", campaign=of),
        "monitoring": _("Drop these inbox checks"),
        "leave_out": _("Leave {platform} out", platform=of),
    }


def _of_the_team(step: Step, of: str, number: float, _: Words) -> dict[RemedyKind, str]:
    at = _.time(dt.time(*divmod(int(number) % 1440, 60)))
    made = {str(key): word for key, word in format_words(_).items()}.get(step.of, step.of)
    return {
        "watch": _("Answer for {time} after each post", time=_.hours(number)),
        "hours": _("Add {time} a week for {person}", time=_.hours(number), person=of),
        "duty": _("Have {person} answer until {time}", person=of, time=at),
        "cover": _("Let someone else answer than the person who posts"),
        "fair_share": _("Share out the posts freely"),
        "format": _("Also make this: {format}", format=made),
    }


def gain_words(remedy: Remedy, names: Mapping[str, str], _: Words) -> str:
    """Say what a remedy brings, as it was solved: posts a week, and the hours of the fullest week."""
    before, after = (_.hours(minutes) for minutes in remedy.minutes)
    posts = _posts(remedy, names, _)
    return (
        posts
        if before == after
        else _("{posts}; the busiest week goes from {before} to {after}", posts=posts, **_span(before, after))
    )


def _span(before: str, after: str) -> dict[str, str]:
    return {"before": before, "after": after}


def _posts(remedy: Remedy, names: Mapping[str, str], _: Words) -> str:
    failure, (low, high) = remedy.failure, remedy.weekly
    of = failure.of if remedy.step.kind != "leave_out" and failure.of in remedy.platforms else ""
    if failure.kind in ("pinned", "campaign", "monitoring"):
        return _("the rest of the plan fits")
    where = names.get(of, of) if of else set_words(remedy.platforms, names, _)
    if not of and remedy.step.kind != "leave_out":
        return _start(where, low, high, _)
    if low < high:
        return _("{low} to {high} posts a week on {platforms}", low=low, high=high, platforms=where)
    return _.plural("one post a week on {platforms}", "{n} posts a week on {platforms}", high, platforms=where)


def _start(platforms: str, low: int, high: int, _: Words) -> str:
    if low < high:
        fields = {"platforms": platforms, "low": low, "high": high}
        return _("the plan starts with {platforms}, {low} to {high} posts a week", **fields)
    return _.plural(
        "the plan starts with {platforms}, one post a week",
        "the plan starts with {platforms}, {n} posts a week",
        high,
        platforms=platforms,
    )


def refinement_words(refinement: Refinement, _: Words) -> tuple[str, str]:
    """Name a refinement that is no remedy, and say what it brings."""
    if refinement.checks:
        (wait, shorter), (before, after) = refinement.checks.waits, refinement.checks.minutes
        brings = _(
            "messages wait up to {shorter} for the next time set aside to answer, not {wait}; the busiest "
            "week goes from {before} to {after}",
            shorter=wait_words(shorter, _),
            wait=wait_words(wait, _),
            **_span(_.hours(before), _.hours(after)),
        )
        return _("Check your messages each day your team is there"), brings
    times = {"n": round(100 * refinement.share)}
    cases = _("in {n} of 100 cases the platforms change", **times)
    if refinement.kind == "question":
        changing = round(refinement.share * refinement.tried)
        brings = _("{n} of {tried} answers change the platforms", n=changing, tried=refinement.tried)
        return _questions(_)[refinement.of], brings
    if refinement.kind == "audience":
        return _("Ask twenty customers which platforms they use"), cases
    return _("Rate the dialogue you can have on each platform"), cases


def _questions(_: Words) -> dict[str, str]:
    return {
        "ages": _("Say how old your customers are"),
        "business": _("Say what your business does"),
        "makes": _("Say what you can make"),
        "also": _("Say who else should see your posts"),
        "people": _("Say how many people work on it"),
        "hours": _("Say how many hours a week you have"),
    }


def supposition_words(field: str, _: Words) -> str:
    """Name the part of a plan that is supposed."""
    return {
        "team_zone": _("Your time zone"),
        "region": _("Your region"),
        "trades": _("Your business"),
        "objectives": _("What for"),
        "closed_weekdays": _("Closed days"),
        "segments.age": _("Your customers’ ages"),
        "segments.country": _("Where your customers live"),
        "segments.share": _("The weight of other groups"),
        "formats": _("Formats you make"),
        "team": _("Your team"),
        "team.hours_per_week": _("Your hours a week"),
        "team.duty": _("When your team is there"),
        "pillars.name": _("Content pillars"),
        "platforms": _("Platforms"),
        "cadence": _("Posts a week"),
    }.get(field, field)
