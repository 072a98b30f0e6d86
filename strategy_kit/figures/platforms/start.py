"""Cards of the start: with which platforms, what comes later and on which trigger, what closed, what fits the trade."""

from collections.abc import Iterator, Sequence

import pandas as pd

from strategy_kit.figures.card import Card, Names, Table, table_of
from strategy_kit.figures.platforms.scores import span_words
from strategy_kit.figures.shapes.template import source_cards
from strategy_kit.frames import ClosedPlatformRow, Count, LaterRow, TriggerWeekRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.evidence import guide_words
from strategy_kit.labels.platforms import check_hours_words, later_words, set_words, trigger_words
from strategy_kit.model import Trigger
from strategy_kit.platforms import Expansion, StartSet

MOST_SETS = 3
"""Starts a sentence names; the table of the choices has more."""


def start_set_card(
    start: StartSet,
    bounds: pd.DataFrame,
    hours: pd.DataFrame,
    names: Names,
    _: Words,
    *,
    closed: pd.DataFrame | None = None,
    level: Sequence[tuple[str, ...]] = (),
) -> Card:
    """
    Show with which platforms to start, or what the choice of the business costs, and which come later and when.

    Parameters
    ----------
    bounds, hours : DataFrame
        `frames.ScoreBoundsRow` and `frames.HoursRow`.
    closed : DataFrame, optional
        ``Catalogue.closed``, listed last.
    """
    now = [(platform, _("Now, your choice") if start.fixed else _("Now")) for platform in start.chosen]
    later = [(row.platform, later_words(row, hours, start, _)) for row in rows_of(start.later, LaterRow)]
    rows: list[tuple[str, ...]] = [
        (
            names[platform],
            span_words(bounds, platform, _),
            _("unknown") if pd.isna(needed := hours["hours_if_made"][platform]) else _.hours(needed * 60),
            decision,
        )
        for platform, decision in now + later
    ]
    for row in () if closed is None else rows_of(closed, ClosedPlatformRow):
        rows.append((row.name, "", "", _closed_words(row, _)))
    return Card(
        key="start",
        title=start_title(start, level, names, _),
        subtitle=_(
            "The platforms of this plan are fixed. For comparison: the best one or two within {hours} a week, "
            "out of every possible pair.",
            hours=_.hours(start.hours_available * 60),
        )
        if start.fixed
        else _(
            "The best one or two platforms within {hours} a week, by total score. Every pair was compared.",
            hours=_.hours(start.hours_available * 60),
        ),
        how=" ".join(filter(None, (*_start_how(start, level, names, _), check_hours_words(start, _)))),
        note=_(
            "Starting with one or two platforms, then adding more, is common advice and a judgement: we found no "
            "study that measured it."
        ),
        table=Table((_("Platform"), _("Score"), _("Hours a week"), _("Decision")), tuple(rows), (1, 2)),
    )


def _closed_words(row: ClosedPlatformRow, _: Words) -> str:
    day = _.date(row.closed_on)
    if row.successor_name:
        return _("Closed since {day}; replaced by {successor}", day=day, successor=row.successor_name)
    return _("Closed since {day}", day=day)


def start_title(start: StartSet, level: Sequence[tuple[str, ...]], names: Names, _: Words) -> str:
    """Return in one sentence with which platforms to start, or what the choice of the business costs."""
    if start.fixed:
        return _own_choice_title(start, level, names, _)
    waiting = start.later[start.later["fits_from"].notna()]
    if not start.chosen:
        return _nothing_title(start, waiting, names, _)
    fields = {"platforms": set_words(start.chosen, names, _)}
    if level:
        fields["others"] = set_words(level[0], names, _)
        return _("Start with {platforms} or {others}: too close to call", **fields)
    if waiting.empty:
        return _("Start with {platforms}", **fields)
    following = waiting.iloc[0]
    fields |= {"next": names[str(waiting.index[0])], "hours": _.hours(following["fits_from"] * 60)}
    if pd.isna(following["fits_now"]):
        return _("Start with {platforms}; add {next} too, if the team can share the posts", **fields)
    if following["fits_now"]:
        return _("Start with {platforms}; you have the hours to add {next} later", **fields)
    if start.suffices_in_total(following["fits_from"]):
        return _("Start with {platforms}; add {next} once one person has enough hours for its posts", **fields)
    if len(start.chosen) == 1:
        return _("Start with {platforms} alone; add {next} from {hours} a week", **fields)
    return _("Start with {platforms}; add {next} from {hours} a week", **fields)


def _own_choice_title(start: StartSet, level: Sequence[tuple[str, ...]], names: Names, _: Words) -> str:
    fields = {"platforms": set_words(start.chosen, names, _), "best": set_words(start.best, names, _)}
    hours = {"hours": _.hours(start.hours_available * 60)}
    if set(start.chosen) == set(start.best):
        return _("Your choice, {platforms}, is also the best that fits into {hours} a week", **fields, **hours)
    if pd.isna(start.hours):
        return _("Your choice, {platforms}: no data on the hours it takes", **fields)
    needed = _.hours(start.hours * 60)
    if start.fits is None:
        return _(
            "Your choice, {platforms}, takes {needed} of your {hours} a week, if the team can share the posts",
            **fields,
            **hours,
            needed=needed,
        )
    if not start.fits:
        return _("Your choice, {platforms}, takes {needed} a week; you have {hours}", **fields, **hours, needed=needed)
    if set(start.chosen) in [set(members) for members in level]:
        return _("Your choice, {platforms}, and the workbook’s, {best}, are too close to call", **fields)
    gap = float(start.sets.loc[start.sets["platforms"] == start.best, "score"].iloc[0]) - start.score
    if gap < 0.005:
        return _("Your choice, {platforms}, fits into {hours} a week", **fields, **hours)
    fields["gap"] = _.number(gap, 2)
    return _("Your choice, {platforms}, scores {gap} less than the workbook’s, {best}", **fields)


def _nothing_title(start: StartSet, waiting: pd.DataFrame, names: Names, _: Words) -> str:
    if waiting.empty:
        return _("No platform to start with yet: none is known to take your formats")
    soonest = waiting.sort_values(["fits_from", "score"], ascending=[True, False], kind="stable")
    needed = soonest["fits_from"].iloc[0]
    fields = {"available": _.hours(start.hours_available * 60), "hours": _.hours(needed * 60)}
    fields["next"] = names[str(soonest.index[0])]
    if start.suffices_in_total(needed):
        return _("No platform fits: no person has enough hours for the posts of {next}", **fields)
    return _("No platform fits into {available} a week; {next} does from {hours}", **fields)


def _start_how(start: StartSet, level: Sequence[tuple[str, ...]], names: Names, _: Words) -> Iterator[str]:
    if not start.chosen:
        yield _("To make room: fewer posts a week, quicker formats or more hours.")
        return
    if _undecided(start):
        yield _(
            "Each post is made by one person, and there are too many ways of sharing these posts to check them all."
        )
    if start.fixed:
        yield from _comparison_with_best(start, names, _)
    elif level:
        yield _level_words(start, level, names, _)
    reached = {"low": _.percent(start.reach_low), "high": _.percent(start.reach_high)}
    if len(start.chosen) == 1:
        yield _("It is used by {low} to {high} of your customers.", **reached)
    else:
        yield _(
            "Together they are used by {low} to {high} of your customers: how far they overlap is not known.", **reached
        )
    for following in rows_of(start.later[start.later["hours"].notna()].head(1), LaterRow):
        yield _(
            "{next} would take {hours} a week and add {low} to {high} of your customers.",
            next=names[following.platform],
            hours=_.hours(following.hours * 60),
            low=_.percent(following.new_reach_low),
            high=_.percent(following.new_reach_high),
        )


def _undecided(start: StartSet) -> bool:
    """Whether hours are known but people may or may not be able to share the posts."""
    known = start.later[start.later["fits_from"].notna()]
    return (start.fits is None and not pd.isna(start.hours)) or bool(known["fits_now"].isna().any())


def _comparison_with_best(start: StartSet, names: Names, _: Words) -> Iterator[str]:
    """Compare the choice of the business with the best found."""
    hours = (
        _("an unknown number of hours")
        if pd.isna(start.hours)
        else _("{hours} in a usual week", hours=_.hours(start.hours * 60))
    )
    yield _("Your choice scores {score} for {hours}.", score=_.number(start.score, 2), hours=hours)
    if start.best and set(start.best) != set(start.chosen):
        row = start.sets[start.sets["platforms"] == start.best].iloc[0]
        yield _(
            "The best one or two within your hours, {platforms}: {score} for {hours} a week, used by {low} "
            "to {high} of your customers.",
            platforms=set_words(start.best, names, _),
            score=_.number(row["score"], 2),
            hours=_.hours(row["hours"] * 60),
            low=_.percent(row["reach_low"]),
            high=_.percent(row["reach_high"]),
        )
    if not start.best:
        yield _("No platform is known to fit into the hours available.")


def _level_words(start: StartSet, level: Sequence[tuple[str, ...]], names: Names, _: Words) -> str:
    """Explain the tie-break between starts that are level, and count them."""
    other = start.sets.loc[start.sets["platforms"] == level[0], "score"].iloc[0]
    rule = _(
        "How it was chosen: the higher total score, {score} against {other}; with equal scores the fewer "
        "hours, then alphabetical order.",
        score=_.number(start.score, 3),
        other=_.number(other, 3),
    )
    if len(level) == 1:
        return rule
    listed = _.apart(set_words(members, names, _) for members in level[:MOST_SETS])
    return rule + " " + _("Also too close to call, {n} in all: {sets}.", n=len(level), sets=listed)


def closed_platforms_card(closed: pd.DataFrame, _: Words, *, sources: pd.DataFrame) -> Card:
    """Show the document's sites that have closed since: `closed` is ``Catalogue.closed`` of today's edition."""
    return Card(
        key="closed",
        title=_.plural(
            "One of the 2012 guide’s sites has closed: {platforms}",
            "{n} of the 2012 guide’s sites have closed: {platforms}",
            len(closed),
            platforms=_.all_of(closed["name"]),
        )
        if len(closed)
        else _("None of the 2012 guide’s sites has closed"),
        subtitle=_("They stay in the 2012 edition and are never recommended in today’s") if len(closed) else "",
        how=guide_words(_),
        sources=source_cards(list(closed["status_source"]), sources, _),
        table=table_of(
            closed.to_dict("records"),
            (_("Platform"), lambda row: row["name"]),
            (_("What the 2012 guide says about it"), lambda row: _.localized(row, "document_says")),
            (_("Closed since"), lambda row: _.date(row["closed_on"])),
            (_("Replaced by"), lambda row: row["successor_name"] or _("nothing")),
        ),
    )


def expansion_card(
    trigger: Trigger | None, progress: Expansion | None, following: str | None, _: Words, *, reply_minutes: int
) -> Card:
    """
    Show the trigger for another platform, and what happened so far.

    Parameters
    ----------
    trigger, progress
        The trigger and `platforms.expansion`; None: not agreed yet.
    following : str or None
        Name of the platform that comes next.
    """
    text = trigger_words(trigger, reply_minutes, _) if trigger else ""
    return Card(
        key="expansion",
        title=_title(trigger, progress, following or _("the next platform"), _),
        subtitle=_("Condition: {words}", words=text) if text else _("No condition for adding a platform yet"),
        how=_(
            "Set the condition in advance, so that one good week does not decide. A week with no figures is "
            "left out of the count; a week without comments counts as fully answered."
        ),
        note=_("The figures are your own."),
        table=_weeks(progress.weeks, _) if progress is not None and len(progress.weeks) else None,
    )


def _title(trigger: Trigger | None, progress: Expansion | None, following: str, _: Words) -> str:
    if trigger is None or progress is None:
        return _("The condition for adding {platform} is not set yet", platform=following)
    if progress.ready:
        return _("You can add {platform}: condition met, {n} weeks in a row", platform=following, n=progress.run)
    if progress.weeks.empty:
        return _.plural(
            "Add {platform} after one week that meets the condition; no week recorded yet",
            "Add {platform} after {n} weeks in a row that meet the condition; no week recorded yet",
            trigger.weeks,
            platform=following,
        )
    if progress.ready is None:
        return _("Not enough data to decide on {platform}: some weeks are not recorded", platform=following)
    so_far = {"platform": following, "n": progress.run, "weeks": trigger.weeks}
    return _("Not yet time to add {platform}: {n} of {weeks} weeks in a row so far", **so_far)


def _weeks(weeks: pd.DataFrame, _: Words) -> Table:
    results = {True: _("met"), False: _("not met")}
    return table_of(
        rows_of(weeks[::-1], TriggerWeekRow),
        (_("Week from"), lambda row: _.date(row.week, "medium")),
        (_("Fewest posts"), lambda row: _count(row.posts, _)),
        (_("Messages received"), lambda row: _count(row.received, _)),
        (_("Answered in time"), lambda row: _count(row.in_time, _)),
        (_("Condition"), lambda row: _("no data") if pd.isna(row.kept) else results[row.kept]),
        numeric=(1, 2, 3),
    )


def _count(value: Count, _: Words) -> str:
    return _("unknown") if pd.isna(value) else _.number(value)
