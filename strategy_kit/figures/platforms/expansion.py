"""The card of the trigger: when the next platform may join, in words, and how far that is kept."""

import pandas as pd

from strategy_kit.figures.card import Card, Table, table_of
from strategy_kit.frames import Count, TriggerWeekRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.platforms import trigger_words
from strategy_kit.model import Trigger
from strategy_kit.platforms import Expansion


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
        subtitle=_("Trigger: {words}", words=text) if text else _("Nobody has written down yet when you would expand"),
        how=_(
            "Written down before, so that nobody expands on a good day. A week nobody told of counts neither for nor "
            "against; a week without comments leaves nothing to answer."
        ),
        note=_("The document: expand to other sites as you settle in. The numbers are your own."),
        table=_weeks(progress.weeks, _) if progress is not None and len(progress.weeks) else None,
    )


def _title(trigger: Trigger | None, progress: Expansion | None, following: str, _: Words) -> str:
    if trigger is None or progress is None:
        return _("When {platform} may join is not written down yet", platform=following)
    if progress.ready:
        return _("{platform} may join: the trigger is kept, {n} weeks in a row", platform=following, n=progress.run)
    if progress.weeks.empty:
        return _.plural(
            "{platform} may join after one week that keeps the trigger; none is told yet",
            "{platform} may join after {n} weeks that keep the trigger; none is told yet",
            trigger.weeks,
            platform=following,
        )
    if progress.ready is None:
        return _("Whether {platform} may join cannot be said: some weeks are not told", platform=following)
    so_far = {"platform": following, "n": progress.run, "weeks": trigger.weeks}
    return _("{platform} waits: {n} of {weeks} weeks in a row so far", **so_far)


def _weeks(weeks: pd.DataFrame, _: Words) -> Table:
    results = {True: _("kept"), False: _("missed")}
    return table_of(
        rows_of(weeks[::-1], TriggerWeekRow),
        (_("Week from"), lambda row: _.date(row.week, "medium")),
        (_("Posts, fewest"), lambda row: _count(row.posts, _)),
        (_("Came in"), lambda row: _count(row.received, _)),
        (_("Answered in time"), lambda row: _count(row.in_time, _)),
        (_("Trigger"), lambda row: _("cannot be said") if pd.isna(row.kept) else results[row.kept]),
        numeric=(1, 2, 3),
    )


def _count(value: Count, _: Words) -> str:
    return _("unknown") if pd.isna(value) else _.number(value)
