"""Labels of consideration 4: classes of opinion, limits and rules, what is missing, how far a calendar moved."""

import datetime as dt
from collections.abc import Mapping, Sequence

from strategy_kit.calendar.best_window import FAVOURED
from strategy_kit.calendar.demands import Missing
from strategy_kit.calendar.reconcile import Moves
from strategy_kit.calendar.relaxations import Constraint, Rule
from strategy_kit.calendar.sensitivity import Gain
from strategy_kit.i18n import Words
from strategy_kit.model import BlackoutRule, Campaign, MonitoringRule, PinnedPost
from strategy_kit.model.types import ConstraintKind

OPINION_CUTS = sorted((*FAVOURED, *(-cut for cut in FAVOURED)))
"""Least support of each class of opinion above the lowest."""


def opinion_class(support: float) -> int:
    """
    Return the class of a support: 0 avoid, 1 rather avoid, 2 split, 3 rather good, 4 good.

    >>> [opinion_class(support) for support in (-1, -0.3, 0, 0.3, 0.6)]
    [0, 1, 2, 3, 4]
    """
    return sum(support >= cut for cut in OPINION_CUTS)


def opinion_words(_: Words) -> tuple[str, ...]:
    """Name the five classes, from avoid to good."""
    return (_("avoid"), _("rather avoid"), _("opinions split"), _("rather good"), _("good"))


def constraint_kind_words(_: Words) -> dict[ConstraintKind, str]:
    """Name the kinds of limits of a calendar."""
    return {
        "least_posts": _("least posts a week"),
        "most_posts": _("most posts a week"),
        "posts_a_day": _("most posts a day"),
        "spacing": _("spacing on one platform"),
        "spacing_across": _("spacing whatever the platform"),
        "posting_from": _("earliest hour of posting"),
        "posting_until": _("latest hour of posting"),
        "closed_days": _("closed days, holidays included"),
        "never": _("rules of never"),
        "hours": _("hours a week of each person"),
        "duty": _("duty hours"),
        "days_off": _("days off of each person"),
        "watch": _("answering after each post"),
        "cover": _("who posts also answers"),
        "monitoring": _("daily looks at what came in"),
        "fair_share": _("posts shared out as the hours are"),
        "promotion_cap": _("most posts that ask"),
        "pillar_shares": _("the shares of the pillars"),
        "pinned": _("pinned posts"),
        "campaign": _("campaigns"),
        "unknown_hours": _("no post at an hour nobody has studied"),
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
        "spacing_across": lambda: _("{time} between posts, whatever the platform", time=_.hours(number * 60)),
        "posting_from": lambda: _("no post before {hour}", hour=_clock(number, _)),
        "posting_until": lambda: _("no post from {hour} on", hour=_clock(number, _)),
        "closed_days": lambda: _("closed: {reason}", reason=_("weekdays off") if of == "weekday" else of),
        "hours": lambda: _("{of} has {time} a week", of=of, time=_.hours(number * 60)),
        "duty": lambda: _("the duty hours of {of}", of=of),
        "days_off": lambda: _("the days off of {of}", of=of),
        "watch": lambda: _("somebody answers for {time} after each post on {of}", time=_.hours(number), of=of),
        "cover": lambda: _("who posts also answers"),
        "fair_share": lambda: _("posts shared out as the hours are"),
        "promotion_cap": lambda: _("at most {share} of the posts ask", share=_.percent(number)),
        "pillar_shares": lambda: _("the shares of the pillars"),
        "unknown_hours": lambda: _("no post at an hour nobody has studied"),
        "never": lambda: rule_words(constraint.rule, names, _),
        "monitoring": lambda: rule_words(constraint.rule, names, _),
        "pinned": lambda: rule_words(constraint.rule, names, _),
        "campaign": lambda: rule_words(constraint.rule, names, _),
    }[constraint.kind]()


def rule_words(rule: Rule | None, names: Mapping[str, str], _: Words) -> str:
    """
    Describe a rule of the brief.

    >>> rule_words(BlackoutRule(weekdays=(6, 7)), {}, Words("en"))
    'never a post: Saturday and Sunday'
    """
    if isinstance(rule, MonitoringRule):
        return _(
            "a look at what came in at {time} for {minutes}, {days}",
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
        return _("the post on {platform} pinned to {when}", platform=place, when=when)
    return _never_words(rule, names, _) if rule else ""


def _never_words(rule: BlackoutRule, names: Mapping[str, str], _: Words) -> str:
    what = rule.pillar or _("a post")
    days = _weekdays(rule.weekdays, _)
    since = _.time(rule.start) if rule.start else _.time(dt.time(0))
    until = _.time(rule.end) if rule.end else _("midnight")
    span = _("{days} from {start} to {end}", days=days, start=since, end=until) if rule.start or rule.end else days
    if rule.platform == "all":
        return _("never {what}: {when}", what=what, when=span)
    return _(
        "never {what} on {platform}: {when}", what=what, platform=names.get(rule.platform, rule.platform), when=span
    )


def _weekdays(weekdays: Sequence[int], _: Words) -> str:
    return _("every day") if len(set(weekdays)) == 7 else _.weekdays(weekdays)


def _clock(hour: float, _: Words) -> str:
    return _.time(dt.time(*divmod(round(hour * 60), 60)))


def constraint_unit_words(gain: Gain, _: Words) -> str:
    """Describe one unit of a limit."""
    return {
        "least_posts": lambda: _("One post a week less asked for"),
        "most_posts": lambda: _("One post a week more"),
        "posts_a_day": lambda: _("One post a day more"),
        "spacing": lambda: _("One hour less between posts"),
        "spacing_across": lambda: _("Half an hour less between posts"),
        "posting_from": lambda: _("One hour earlier"),
        "posting_until": lambda: _("One hour later"),
        "closed_days": lambda: _("These days open"),
        "hours": lambda: _("Half an hour a week more"),
        "watch": lambda: _("A quarter of an hour less to watch"),
        "cover": lambda: _("Another may answer"),
        "fair_share": lambda: _("Shared out freely"),
        "never": lambda: _("This rule dropped"),
        "monitoring": lambda: _("These looks dropped"),
        "pinned": lambda: _("This post free"),
        "campaign": lambda: _("One post less asked for"),
        "promotion_cap": lambda: _("{share} more asking", share=_.percent(gain.unit)),
        "unknown_hours": lambda: _("Hours nobody studied allowed"),
    }[gain.constraint.kind]()


def missing_words(lack: Missing, names: Mapping[str, str], _: Words) -> str:
    """Describe an unmet demand of a calendar."""
    where = {"of": names.get(lack.of, lack.of), "day": _.date(lack.day, "EEE d MMM")}
    return {
        "least_posts": lambda: _.plural(
            "{of}, week of {day}: one post too few", "{of}, week of {day}: {n} posts too few", lack.count, **where
        ),
        "pinned": lambda: _("{of}, {day}: the pinned post cannot stand", **where),
        "campaign": lambda: _.plural(
            "{of}, from {day}: one post too few", "{of}, from {day}: {n} posts too few", lack.count, **where
        ),
        "monitoring": lambda: _("{day}: nobody can look at what came in", **where),
    }[lack.kind]()


def moves_words(change: Moves, _: Words) -> str:
    """
    Describe how a calendar differs from the one before.

    >>> moves_words(Moves(stayed=12, moved=2, came=0, went=1), Words("en"))
    'Since the calendar before: 12 posts stayed, 2 moved, 0 came, 1 went.'
    """
    return _(
        "Since the calendar before: {stayed} posts stayed, {moved} moved, {came} came, {went} went.",
        stayed=change.stayed,
        moved=change.moved,
        came=change.came,
        went=change.went,
    )
