"""Cards that explain a calendar: what one more of each limit would bring, and which limits cannot hold together."""

import datetime as dt
from collections.abc import Mapping, Sequence

from strategy_kit.calendar.demands import Missing
from strategy_kit.calendar.reconcile import Moves
from strategy_kit.calendar.relaxations import Limit, Rule
from strategy_kit.calendar.sensitivity import Conflict, Gain, Prices
from strategy_kit.figures.card import Card, Table
from strategy_kit.i18n import Words
from strategy_kit.model import Campaign, MonitoringRule, Never, Pin
from strategy_kit.model.types import LimitKind


def gains_card(prices: Prices, names: Mapping[str, str], _: Words) -> Card:
    """
    Show the price list of the calendar: each limit that binds, and what one more unit of it brings.

    Parameters
    ----------
    prices : Prices
        `explain.gains`.
    names : mapping of platform to name
    _ : Words
    """
    gains = prices.gains
    rows = tuple((limit_words(gain.limit, names, _), unit_words(gain, _), *_brought(gain, _)) for gain in gains)
    if not rows:
        title = _("No limit holds this calendar back: one more unit of any brings nothing")
    elif gains[0].served > 0:
        title = _("{unit} would make most room for what is missing", unit=rows[0][1])
    elif gains[0].share == gains[0].share:
        title = _("{unit} would bring most: {share} more agreement with the studies", unit=rows[0][1], share=rows[0][2])
    else:
        title = _("{unit} would bring the first posts", unit=rows[0][1])
    return Card(
        key="gains",
        title=title,
        subtitle=_("Each limit that binds, loosened by one unit, and the calendar solved again to proof"),
        how=_(
            "Agreement is the studies’ opinion of an hour times the share of your audience on the platform, added up."
        ),
        note=_.plural(
            "One limit was not tried: there was no time.",
            "{n} limits were not tried: there was no time.",
            len(prices.untried),
        )
        if prices.untried
        else "",
        table=Table((_("Limit"), _("One unit more"), _("Agreement"), _("Posts")), rows, (2,)) if rows else None,
    )


def _brought(gain: Gain, _: Words) -> tuple[str, str]:
    """Say what one unit brings: agreement, and posts or whatever else was missing."""
    share = _.percent(max(gain.share, 0.0), 1) if gain.share == gain.share else _("from nothing")
    if gain.posts > 0:
        return share, _.plural("one post more", "{n} posts more", gain.posts)
    if gain.served > 0:
        return share, _.plural("one thing asked for fits", "{n} things asked for fit", gain.served)
    return share, _("better hours")


def missing_card(missing: Sequence[Missing], names: Mapping[str, str], _: Words) -> Card:
    """List what the nearest calendar lacks of what was asked for."""
    count = sum(lack.count for lack in missing)
    return Card(
        key="missing",
        title=_.plural("One thing asked for does not fit", "{n} things asked for do not fit", count),
        subtitle=_(
            "The calendar shown is the nearest there is: it keeps every limit and leaves out as little as can be."
        ),
        table=Table((_("What is missing"),), tuple((missing_words(lack, names, _),) for lack in missing)),
    )


def conflict_card(conflict: Conflict, names: Mapping[str, str], _: Words, number: int = 1) -> Card:
    """
    Name the limits that cannot hold together.

    Parameters
    ----------
    conflict : Conflict
        `explain.conflicts`.
    names : mapping of platform to name
    _ : Words
    number : int
        Which conflict of the calendar it is.
    """
    rows = tuple(
        (limit_words(limit, names, _), _("yes") if limit in conflict.enough else _("not alone"))
        for limit in conflict.together
    )
    return Card(
        key="conflict" if number == 1 else f"conflict-{number}",
        title=_.plural(
            "No calendar keeps this limit", "No calendar keeps these {n} limits at once", len(conflict.together)
        ),
        subtitle=_("Found by solving again without each: give up any one of them, and the others can hold.")
        if conflict.smallest
        else _("There was no time to find out which of them matter."),
        table=Table((_("Limit"), _("Enough to give it up?")), rows),
    )


def limit_words(limit: Limit, names: Mapping[str, str], _: Words) -> str:
    """Say one limit in words, with its number."""
    of = names.get(limit.of, limit.of)
    number = limit.number if limit.number is not None else 0.0
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
        "never": lambda: rule_words(limit.rule, names, _),
        "monitoring": lambda: rule_words(limit.rule, names, _),
        "pinned": lambda: rule_words(limit.rule, names, _),
        "campaign": lambda: rule_words(limit.rule, names, _),
    }[limit.kind]()


def moves_words(change: Moves, _: Words) -> str:
    """
    Say how far a calendar differs from the one before.

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


def kind_words(kind: LimitKind, _: Words) -> str:
    """Name a kind of limit."""
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
    }[kind]


def rule_words(rule: Rule | None, names: Mapping[str, str], _: Words) -> str:
    """
    Say a rule of the brief in words.

    >>> rule_words(Never(weekdays=(6, 7)), {}, Words("en"))
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
    if isinstance(rule, Pin):
        place = names.get(rule.platform, rule.platform)
        when = f"{_.date(rule.day, 'EEE d MMM')} {_.time(rule.time)}"
        return _("the post on {platform} pinned to {when}", platform=place, when=when)
    return _never_words(rule, names, _) if rule else ""


def missing_words(lack: Missing, names: Mapping[str, str], _: Words) -> str:
    """Say what a calendar lacks of what was asked."""
    of, day = names.get(lack.of, lack.of), _.date(lack.day, "EEE d MMM")
    return {
        "least_posts": lambda: _.plural(
            "{of}, week of {day}: one post too few",
            "{of}, week of {day}: {n} posts too few",
            lack.count,
            of=of,
            day=day,
        ),
        "pinned": lambda: _("{of}, {day}: the pinned post cannot stand", of=of, day=day),
        "campaign": lambda: _.plural(
            "{of}, from {day}: one post too few", "{of}, from {day}: {n} posts too few", lack.count, of=of, day=day
        ),
        "monitoring": lambda: _("{day}: nobody can look at what came in", day=day),
    }[lack.kind]()


def _never_words(rule: Never, names: Mapping[str, str], _: Words) -> str:
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


def unit_words(gain: Gain, _: Words) -> str:
    """Say in words what one unit of a limit is."""
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
    }[gain.limit.kind]()
