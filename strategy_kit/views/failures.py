"""What was asked for and does not fit, in words: it follows the decision wherever the plan is summed up."""

import math
from collections import Counter
from collections.abc import Iterator, Sequence

import pandas as pd

from strategy_kit.calendar.pillar_hours import pillars_beyond_hours
from strategy_kit.calendar.short_weeks import ShortWeek
from strategy_kit.figures.platforms.start import start_title
from strategy_kit.i18n import Words
from strategy_kit.plan.workings import Workings
from strategy_kit.views.shared import platform_names

MOST_WEEKS = 2
"""Weeks with fewer posts that are described one by one."""


def failures(workings: Workings, _: Words) -> tuple[str, ...]:
    """Return what does not fit, each as a statement without a full stop: hours, platforms, posts, inbox checks."""
    start = workings.start_set
    failed = (*_without_post(workings, _), *_without_hours(workings, _), *_short(workings, _))
    if not workings.platforms or (failed and start.fixed and start.fits is False):
        return (start_title(start, workings.level_starts, platform_names(workings), _), *failed)
    return failed


def headline(failed: Sequence[str], decision: str, _: Words) -> str:
    r"""
    Give the decision, then what does not fit.

    >>> headline(["No post fits on X"], "3 posts a week on Facebook", Words("en"))
    '3 posts a week on Facebook. No post fits on X'
    >>> headline(["Nothing fits into 1 h a week"], "", Words("en"))
    'Nothing fits into 1 h a week'
    """
    if not failed:
        return decision
    failure = " ".join([*(_.ended(_.capital(each)) for each in failed[:-1]), _.capital(failed[-1])])
    return f"{_.ended(decision)} {failure}" if decision else failure


def closed_days_words(workings: Workings, _: Words) -> str:
    """Say which weeks have fewer posts because of public holidays or closing dates; empty if none has."""
    weeks = workings.short_weeks
    if len(weeks) > MOST_WEEKS:
        days = _.all_of(_.date(week.week, "MMMMd") for week in weeks)
        return _("Fewer posts because of public holidays and closed days, in the weeks of {days}.", days=days)
    return " ".join(_short_week(workings, week, _) for week in weeks)


def _short_week(workings: Workings, week: ShortWeek, _: Words) -> str:
    """
    Say how many posts a week lacks, and which closed days they would have gone out on.

    The reason of a closing date is quoted as the business wrote it.
    """
    names, closed = platform_names(workings), workings.constraints.closed
    own = [day for day in week.days if any(span.first <= day <= span.last for span in workings.brief.blackouts)]
    holidays = list(dict.fromkeys(closed[day] for day in week.days if day not in own))
    reasons = dict.fromkeys(closed[day] for day in own if closed[day] != "blackout")
    why = []
    if holidays:
        named = _.all_of(holidays)
        why.append(_.plural("public holiday: {names}", "public holidays: {names}", len(holidays), names=named))
    if own:
        why.append(_("closed: {reasons}", reasons=_.all_of(reasons)) if reasons else _("closed"))
    return _.plural(
        "Week of {day}: one post fewer on {platforms} ({why}).",
        "Week of {day}: {n} posts fewer on {platforms} ({why}).",
        week.missing,
        day=_.date(week.week, "MMMMd"),
        platforms=_.all_of(names[platform] for platform in week.platforms),
        why="; ".join(why),
    )


def hours_to_begin(workings: Workings) -> float | None:
    """Return the hours a week from which a first platform fits, in whole quarters; None if one fits, or if unknown."""
    needed = workings.start_set.later["fits_from"].min()
    return None if workings.platforms or pd.isna(needed) else math.ceil(4 * float(needed)) / 4


def posted_platforms(workings: Workings) -> list[str]:
    """Return the platforms of the plan on which the calendar has posts."""
    posted = {slot.platform for slot in workings.schedule.slots}
    return [key for key in workings.platforms if key in posted]


def no_post_words(platforms: Sequence[str], _: Words) -> str:
    """Name the platforms on which no post fits."""
    return _("No post can be scheduled on {platforms}", platforms=_.all_of(platforms))


def _without_post(workings: Workings, _: Words) -> Iterator[str]:
    posted, names = posted_platforms(workings), platform_names(workings)
    makeable = {platform for platform, _pillar in workings.constraints.making}
    silent = [key for key in workings.platforms if key not in posted]
    if unmakeable := [names[key] for key in silent if key not in makeable]:
        yield _("{platforms}: none of your formats can be posted there", platforms=_.all_of(unmakeable))
    if crowded := [names[key] for key in silent if key in makeable]:
        yield no_post_words(crowded, _)


def _without_hours(workings: Workings, _: Words) -> Iterator[str]:
    """Yield the content pillars whose posts take longer than anyone has in a week, if the calendar has none of them."""
    posted = {slot.pillar for slot in workings.schedule.slots}
    beyond = [pillar for pillar in pillars_beyond_hours(workings.constraints) if pillar not in posted]
    if beyond and posted:
        yield _.plural(
            "No post of {pillars}: making one takes longer than any one person has in a week; choose a quicker format",
            "No post of {pillars}: making one takes longer than any one person has in a week; choose quicker formats",
            len(beyond),
            pillars=_.all_of(beyond),
        )


def _short(workings: Workings, _: Words) -> Iterator[str]:
    """Yield the unmet demands, those of one kind together; platforms without any post are named before."""
    names, posted = platform_names(workings), posted_platforms(workings)
    missing = workings.unmet
    counts: Counter[tuple[str, str]] = Counter()
    for short in missing:
        counts[short.kind, "" if short.kind in ("pinned", "monitoring") else short.of] += short.count
    for (kind, of), count in counts.items():
        if kind == "least_posts" and of in posted:
            yield _.plural(
                "{platform} has one post fewer than planned",
                "{platform} has {n} posts fewer than planned",
                count,
                platform=names[of],
            )
        elif kind == "campaign":
            yield _.plural(
                "{campaign}: one post of the campaign does not fit",
                "{campaign}: {n} posts of the campaign do not fit",
                count,
                campaign=of,
            )
        elif kind == "monitoring":
            yield _.plural("One inbox check has no one available", "{n} inbox checks have no one available", count)
        elif kind == "pinned":
            pin = next(short for short in missing if short.kind == "pinned")
            day, platform = _.date(pin.day, "MMMMEEEEd"), names.get(pin.of, pin.of)
            yield (
                _("The post fixed for {day} on {platform} does not fit", day=day, platform=platform)
                if count == 1
                else _.plural("One post at a fixed date does not fit", "{n} posts at fixed dates do not fit", count)
            )
