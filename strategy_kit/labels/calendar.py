"""Labels of consideration 4: classes of opinion, limits and rules, what is missing, how far a calendar moved."""

import datetime as dt
import math
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from strategy_kit.calendar.best_window import FAVOURED
from strategy_kit.calendar.demands import Missing
from strategy_kit.calendar.reconcile import Moves
from strategy_kit.calendar.relaxations import Constraint, Rule
from strategy_kit.calendar.sensitivity import Gain
from strategy_kit.frames import WindowRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.model import BlackoutRule, Campaign, MonitoringRule, PinnedPost
from strategy_kit.model.types import ConstraintKind

OPINION_CUTS = sorted((*FAVOURED, *(-cut for cut in FAVOURED)))
"""Least support of each class of opinion above the lowest."""
DAY, SHOWN = 24 * 60, 3
"""Minutes; spans of hours that are written out of one study on one platform."""


def opinion_class(support: float) -> int:
    """
    Return the class of a support: 0 avoid, 1 rather avoid, 2 split, 3 rather good, 4 good.

    >>> [opinion_class(support) for support in (-1, -0.3, 0, 0.3, 0.6)]
    [0, 1, 2, 3, 4]
    """
    return sum(support >= cut for cut in OPINION_CUTS)


def work_share_words(share: float, _: Words) -> str:
    r"""
    Say how much of a response window counts as work, a share in [0, 1]; empty if all of it does.

    >>> work_share_words(0.33, Words("en"))
    'The person who answers can do other work meanwhile: 20\xa0min of each hour count as work on social media.'
    """
    if share >= 1:
        return ""
    return _(
        "The person who answers can do other work meanwhile: {minutes} of each hour count as work on social media.",
        minutes=_.hours(60 * share),
    )


def span_words(weekdays: Iterable[int], start: dt.time, end: dt.time, _: Words) -> str:
    """Write hours of some weekdays; those that end at midnight or later end on the next day."""
    fields = {"days": _.weekdays(weekdays), "start": _.time(start), "end": _.time(end)}
    if end <= start:
        return _("{days}, {start} to {end} of the next day", **fields)
    return _("{days}, {start} to {end}", **fields)


def window_words(windows: pd.DataFrame, names: Mapping[str, str], _: Words) -> dict[str, str]:
    """
    Write for each source the hours it names best on each platform, else good, in its own time zone.

    >>> from strategy_kit.evidence.load import load_windows
    >>> window_words(load_windows(["document"]).head(1), {"x": "X"}, Words("en"))
    {'document': 'hours it favours on X: Monday to Thursday, 13:00 to 15:00'}
    """
    best: dict[str, dict[str, dict[tuple[int, int], list[int]]]] = {}
    rows = list(rows_of(windows, WindowRow))
    firm = {(row.source, row.platform) for row in rows if row.strength == "best"}
    for row in rows:
        if row.strength != ("best" if (row.source, row.platform) in firm else "good"):
            continue
        spans = best.setdefault(row.source, {}).setdefault(row.platform, {})
        spans.setdefault((row.start_minute, row.end_minute), []).extend(row.weekdays)
    return {
        source: _.apart(
            _("hours it favours on {platform}: {hours}", platform=names.get(platform, platform), hours=_spans(spans, _))
            for platform, spans in platforms.items()
        )
        for source, platforms in best.items()
    }


def _spans(spans: Mapping[tuple[int, int], Sequence[int]], _: Words) -> str:
    def at(minute: int) -> dt.time:
        return dt.time(*divmod(minute % DAY, 60))

    texts = [
        _.weekdays(weekdays) if (start, end) == (0, DAY) else span_words(weekdays, at(start), at(end), _)
        for (start, end), weekdays in spans.items()
    ]
    more = len(texts) - SHOWN
    return _.apart([*texts[:SHOWN], *([_.plural("one other span", "{n} other spans", more)] if more > 0 else [])])


def opinion_words(_: Words) -> tuple[str, ...]:
    """Name the five classes, from avoid to good."""
    return (_("avoid"), _("rather avoid"), _("studies split"), _("rather good"), _("good"))


def constraint_kind_words(_: Words) -> dict[ConstraintKind, str]:
    """Name the kinds of limits of a calendar."""
    return {
        "least_posts": _("minimum posts a week"),
        "most_posts": _("maximum posts a week"),
        "posts_a_day": _("maximum posts a day"),
        "spacing": _("time between posts on one platform"),
        "spacing_across": _("time between posts on any platform"),
        "posting_from": _("earliest posting hour"),
        "posting_until": _("latest posting hour"),
        "closed_days": _("closed days, including public holidays"),
        "never": _("blackout rules"),
        "hours": _("weekly hours of each person"),
        "duty": _("hours available to answer"),
        "days_off": _("days off of each person"),
        "watch": _("response window after each post"),
        "cover": _("the person who posts also answers"),
        "monitoring": _("daily inbox checks"),
        "fair_share": _("posts shared in proportion to each person’s hours"),
        "promotion_cap": _("maximum share of promotional posts"),
        "pillar_shares": _("each pillar’s share of the posts"),
        "pinned": _("fixed posts"),
        "campaign": _("campaigns"),
        "unknown_hours": _("no post at hours without data"),
    }


def constraint_words(constraint: Constraint, names: Mapping[str, str], _: Words) -> str:
    """Describe one limit with its number."""
    of = names.get(constraint.of, constraint.of)
    number = constraint.number if constraint.number is not None else 0.0
    return {
        "least_posts": lambda: _.plural(
            "at least one post a week on {of}", "at least {n} posts a week on {of}", int(number), of=of
        ),
        "most_posts": lambda: _.plural(
            "at most one post a week on {of}", "at most {n} posts a week on {of}", int(number), of=of
        ),
        "posts_a_day": lambda: _.plural(
            "at most one post a day on {of}", "at most {n} posts a day on {of}", int(number), of=of
        ),
        "spacing": lambda: _("{time} between two posts on {of}", time=_.hours(number * 60), of=of),
        "spacing_across": lambda: _("{time} between posts on any platform", time=_.hours(number * 60)),
        "posting_from": lambda: _("no post before {hour}", hour=_clock(number, _)),
        "posting_until": lambda: _("no post from {hour} on", hour=_clock(number, _)),
        "closed_days": lambda: _("closed: {reason}", reason=_("weekly closing days") if of == "weekday" else of),
        "hours": lambda: _("{of} has {time} a week", of=of, time=_.hours(number * 60)),
        "duty": lambda: _("hours when {of} is available to answer", of=of),
        "days_off": lambda: _("days off: {of}", of=of),
        "watch": lambda: _("a response window of {time} after each post on {of}", time=_.hours(number), of=of),
        "cover": lambda: _("the person who posts also answers"),
        "fair_share": lambda: _("posts shared in proportion to each person’s hours"),
        "promotion_cap": lambda: _("at most {share} promotional posts", share=_.percent(number)),
        "pillar_shares": lambda: _("each pillar’s share of the posts"),
        "unknown_hours": lambda: _("no post at hours without data"),
        "never": lambda: rule_words(constraint.rule, names, _),
        "monitoring": lambda: rule_words(constraint.rule, names, _),
        "pinned": lambda: rule_words(constraint.rule, names, _),
        "campaign": lambda: rule_words(constraint.rule, names, _),
    }[constraint.kind]()


def rule_words(rule: Rule | None, names: Mapping[str, str], _: Words) -> str:
    """
    Describe a rule of the brief.

    >>> rule_words(BlackoutRule(weekdays=(6, 7)), {}, Words("en"))
    'no posts (all pillars): Saturday and Sunday'
    """
    if isinstance(rule, MonitoringRule):
        return _(
            "an inbox check at {time} for {minutes}, {days}",
            time=_.time(rule.start),
            minutes=_.hours(rule.minutes),
            days=_weekdays(rule.weekdays, _),
        )
    if isinstance(rule, Campaign):
        posts = _.plural("one post", "{n} posts", rule.posts)
        return _("{campaign}: {posts}", campaign=rule.name, posts=posts)
    if isinstance(rule, PinnedPost):
        place = names.get(rule.platform, rule.platform)
        when = f"{_.date(rule.day, 'EEE d MMM')} {_.time(rule.time)}"
        return _("the {platform} post fixed for {when}", platform=place, when=when)
    return _never_words(rule, names, _) if rule else ""


def _never_words(rule: BlackoutRule, names: Mapping[str, str], _: Words) -> str:
    what = rule.pillar or _("all pillars")
    days = _weekdays(rule.weekdays, _)
    since = _.time(rule.start) if rule.start else _.time(dt.time(0))
    until = _.time(rule.end) if rule.end else _("midnight")
    span = _("{days} from {start} to {end}", days=days, start=since, end=until) if rule.start or rule.end else days
    if rule.platform == "all":
        return _("no posts ({what}): {when}", what=what, when=span)
    return _(
        "no posts on {platform} ({what}): {when}",
        what=what,
        platform=names.get(rule.platform, rule.platform),
        when=span,
    )


def _weekdays(weekdays: Sequence[int], _: Words) -> str:
    return _("every day") if len(set(weekdays)) == 7 else _.weekdays(weekdays)


def _clock(hour: float, _: Words) -> str:
    return _.time(dt.time(*divmod(round(hour * 60), 60)))


def constraint_unit_words(gain: Gain, _: Words) -> str:
    """Describe one unit of a limit."""
    return {
        "least_posts": lambda: _("Requiring one post fewer a week"),
        "most_posts": lambda: _("One more post a week"),
        "posts_a_day": lambda: _("One more post a day"),
        "spacing": lambda: _("One hour less between posts"),
        "spacing_across": lambda: _("Half an hour less between posts"),
        "posting_from": lambda: _("Starting one hour earlier"),
        "posting_until": lambda: _("Finishing one hour later"),
        "closed_days": lambda: _("Posting on these days"),
        "hours": lambda: _("Half an hour more a week"),
        "watch": lambda: _("A response window 15 minutes shorter"),
        "cover": lambda: _("Letting a colleague answer"),
        "fair_share": lambda: _("Sharing posts freely among the team"),
        "never": lambda: _("Removing this rule"),
        "monitoring": lambda: _("Removing these inbox checks"),
        "pinned": lambda: _("Letting this post move"),
        "campaign": lambda: _("Requiring one post fewer"),
        "promotion_cap": lambda: _("Raising the limit on promotional posts by {share}", share=_.percent(gain.unit)),
        "unknown_hours": lambda: _("Posting at hours without data"),
    }[gain.constraint.kind]()


def left_out_words(count: int, _: Words) -> str:
    """Say that the latest promotional posts fixed by hand are left out, and that this is a choice; empty if none is."""
    if not count:
        return ""
    return _.plural(
        "To keep to the limit on promotional posts, the latest fixed one is left out. Another choice might fit more.",
        "To keep to the limit on promotional posts, the {n} latest fixed ones are left out. Another choice might fit "
        "more.",
        count,
    )


def missing_words(lack: Missing, names: Mapping[str, str], _: Words) -> str:
    """Describe an unmet demand of a calendar."""
    where = {"of": names.get(lack.of, lack.of), "day": _.date(lack.day, "MMMEd")}
    return {
        "least_posts": lambda: _.plural(
            "{of}, week of {day}: one post missing", "{of}, week of {day}: {n} posts missing", lack.count, **where
        ),
        "pinned": lambda: _("{of}, {day}: the fixed post cannot be scheduled", **where),
        "campaign": lambda: _.plural(
            "{of}, from {day}: one post missing", "{of}, from {day}: {n} posts missing", lack.count, **where
        ),
        "monitoring": lambda: _("{day}: no team member is available for the inbox check", **where),
    }[lack.kind]()


def answer_fact(reply_minutes: int, answered: tuple[int, int], gap: float | None, _: Words) -> tuple[str, str]:
    r"""
    Return the response time, and for what it holds; `answered` and `gap` of `workload.answered_posts`, `usual_gap`.

    >>> answer_fact(60, (8, 8), 5700.0, Words("en"))[1]
    'answers after each post; other messages wait until the next time set aside to answer: up to 4 days'
    >>> answer_fact(60, (0, 8), None, Words("en"))
    ('No set time', 'no response window after the posts')
    """
    with_answers, posts = answered
    if posts and not with_answers:
        return _("No set time"), _("no response window after the posts")
    after = _("answers after each post")
    if with_answers < posts:
        after = _("answers after {answered} of {posts} posts", answered=with_answers, posts=posts)
    if gap is not None and gap > reply_minutes:
        after = _(
            "{answers}; other messages wait until the next time set aside to answer: up to {time}",
            answers=after,
            time=wait_words(gap, _),
        )
    return _("Within {time}", time=_.hours(reply_minutes)), after


def wait_words(minutes: float, _: Words) -> str:
    """Round a wait up to whole hours, or to whole days."""
    if minutes < 36 * 60:
        return _.hours(60 * math.ceil(minutes / 60))
    return _.plural("{n} day", "{n} days", math.ceil(minutes / DAY))


def moves_words(change: Moves, _: Words) -> str:
    """
    Describe how a calendar differs from the one before.

    >>> moves_words(Moves(stayed=9, reassigned=3, moved=2, came=0, went=1), Words("en"))
    'Compared with the previous calendar: 9 posts unchanged, 3 with another pillar or person, 2 moved, one removed.'
    """
    parts = (
        _.plural("one post unchanged", "{n} posts unchanged", change.stayed),
        _.plural("one with another pillar or person", "{n} with another pillar or person", change.reassigned),
        _.plural("one moved", "{n} moved", change.moved),
        _.plural("one added", "{n} added", change.came),
        _.plural("one removed", "{n} removed", change.went),
    )
    counts = (change.stayed, change.reassigned, change.moved, change.came, change.went)
    said = ", ".join(part for part, count in zip(parts, counts, strict=True) if count)
    return _("Compared with the previous calendar: {changes}.", changes=said)
