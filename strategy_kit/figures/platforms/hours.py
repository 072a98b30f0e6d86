"""The card of the hours each platform needs, at the team's cadence and at those published."""

from collections.abc import Sequence

import pandas as pd

from strategy_kit.figures.card import Card, Names, table_of
from strategy_kit.figures.shapes.template import source_cards
from strategy_kit.frames import HoursRow, PublishedHoursRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.communication import format_words
from strategy_kit.labels.evidence import cadence_words

MOST_ROWS = 12


def platform_hours_card(
    needed: pd.DataFrame, published: pd.DataFrame, order: Sequence[str], names: Names, sources: pd.DataFrame, _: Words
) -> Card:
    """
    Show where the hours of each platform come from, at your cadence and at the published ones.

    Parameters
    ----------
    needed, published : DataFrame
        `frames.HoursRow` and `frames.PublishedHoursRow`.
    order : sequence of str
        Platforms, best score first.
    """
    words = format_words(_)
    own = list(rows_of(needed.loc[list(order)].dropna(subset=["format"]).head(MOST_ROWS), HoursRow))
    others = list(rows_of(published.loc[[row.platform for row in own]], PublishedHoursRow))
    return Card(
        key="hours",
        title=_hours_title(own, others, names, _),
        subtitle=_("Hours a week = posts a week × (minutes to make one + minutes to answer after it)"),
        how=_(
            "Your cadence and your minutes decide; the published cadences say what others advise, and what it would "
            "cost you. Counted is the quickest format you make that the platform takes; where you make none of them, "
            "one it ordinarily takes. An asterisk: said of social networks in general."
        ),
        note=_("Minutes are yours where you gave them, else our own guess: see the assumptions."),
        sources=source_cards([other.source for other in others], sources, _),
        table=table_of(
            zip(own, others, strict=True),
            (_("Platform"), lambda pair: names[pair[0].platform]),
            (_("Format counted"), lambda pair: words[pair[0].format]),
            (_("Minutes to make"), lambda pair: _.number(round(pair[0].post_minutes, 2))),
            (_("Minutes to answer"), lambda pair: _.number(round(pair[0].response_work_minutes, 2))),
            (_("Posts a week"), lambda pair: _.number(pair[0].posts)),
            (_("Hours a week"), lambda pair: _.hours(pair[0].hours_if_made * 60)),
            (_("Published posts"), lambda pair: _cadence(pair[1], _)),
            (_("Hours then"), lambda pair: _span(pair[1].hours_low, pair[1].hours_high, _)),
            numeric=(2, 3, 4, 5, 6, 7),
        ),
        folded=True,
    )


def _hours_title(own: Sequence[HoursRow], others: Sequence[PublishedHoursRow], names: Names, _: Words) -> str:
    if not own:
        return _("No platform is known to take a format")
    platform, hours = names[own[0].platform], _.hours(own[0].hours_if_made * 60)
    if pd.isna(others[0].hours_low):
        return _("{platform} takes {hours} a week at your cadence", platform=platform, hours=hours)
    return _(
        "{platform} takes {hours} a week at your cadence, {least} at the least that is published",
        platform=platform,
        hours=hours,
        least=_.hours(others[0].hours_low * 60),
    )


def _cadence(row: PublishedHoursRow, _: Words) -> str:
    text = cadence_words(row.posts_low, row.posts_high, _)
    named = pd.notna(row.posts_low) or pd.notna(row.posts_high)
    return f"{text} *" if row.general and named else text


def _span(low: float, high: float, _: Words) -> str:
    ends = [_.hours(end * 60) for end in (low, high) if pd.notna(end)]
    if not ends:
        return _("unknown")
    return ends[0] if len(set(ends)) == 1 else _("{low} to {high}", low=ends[0], high=ends[1])
