"""The card of the trigger: when the next platform may join, in words, and how far that is kept."""

from collections.abc import Sequence

import pandas as pd

from strategy_kit.figures.card import Card, Names, Table
from strategy_kit.frames import Count, TriggerWeekRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.platforms import trigger_words
from strategy_kit.model import Trigger
from strategy_kit.platforms import Expansion


def expansion_card(
    trigger: Trigger | None,
    progress: Expansion | None,
    following: Sequence[str],
    names: Names,
    _: Words,
    *,
    reply_minutes: int,
) -> Card:
    """
    Show the trigger for another platform, and what happened so far.

    Parameters
    ----------
    trigger : Trigger or None
        None: not agreed yet.
    progress : Expansion or None
        `platforms.expansion`.
    following : sequence of str
        What comes later, best first.
    reply_minutes : int
        The reply target.
    """
    following_name = names[following[0]] if following else _("the next platform")
    text = trigger_words(trigger, reply_minutes, _) if trigger else ""
    return Card(
        key="expansion",
        title=_title(trigger, progress, following_name, _),
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
    return _(
        "{platform} waits: {n} of {weeks} weeks in a row so far",
        platform=following,
        n=progress.run,
        weeks=trigger.weeks,
    )


def _weeks(weeks: pd.DataFrame, _: Words) -> Table:
    results = {True: _("kept"), False: _("missed")}
    return Table(
        (_("Week from"), _("Posts, fewest"), _("Came in"), _("Answered in time"), _("Trigger")),
        tuple(
            (
                _.date(row.week, "medium"),
                _count(row.posts, _),
                _count(row.received, _),
                _count(row.in_time, _),
                _("cannot be said") if pd.isna(row.kept) else results[row.kept],
            )
            for row in reversed(list(rows_of(weeks, TriggerWeekRow)))
        ),
        (1, 2, 3),
    )


def _count(value: Count, _: Words) -> str:
    return _("unknown") if pd.isna(value) else _.number(value)
