"""The card of combined reach: for one or two platforms the least and the most it can be."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from strategy_kit.figures.card import Card, Drawing, Key, Names, Table
from strategy_kit.figures.shapes.bars import row_bars, row_layout, unknown_marker
from strategy_kit.figures.shapes.template import clean_label, figure, source_cards
from strategy_kit.frames import ReachTogetherRow, rows_of
from strategy_kit.i18n import Words

SURE = {"color": "@q3", "line": {"width": 0}}


class PlatformSet(NamedTuple):
    """One row in words: its platforms in a sentence and in short, its ends, what lies between them."""

    platforms: str
    short: str
    low: float
    high: float
    span: str
    pair: bool


def combined_reach_card(
    sets: pd.DataFrame, names: Names, surveys: Sequence[str], sources: pd.DataFrame, _: Words
) -> Card:
    """
    Show between what the share of customers on one or two platforms lies.

    Parameters
    ----------
    sets : DataFrame
        `overlap.reach_together`.
    surveys : sequence of str
        Keys of the surveys the figures rest on.
    """
    rows = [_platform_set(*row, names, _) for row in rows_of(sets, ReachTogetherRow)]
    cells = tuple((row.platforms, _.percent(row.low), _.percent(row.high)) for row in rows)
    legend = Key(_("at least"), "@q3"), Key(_("open: the survey’s margin and the overlap"), "@hatch", "hatch")
    return Card(
        key="together",
        title=_title(rows, _),
        subtitle=_("Share of your customers on at least one of the platforms: the least and the most it can be"),
        drawing=_drawing(rows, _, wide=True) if rows else None,
        narrow=_drawing(rows, _, wide=False) if rows else None,
        legend=legend if rows else (),
        how=_(
            "Two platforms reach at least what the wider one reaches, if everybody on the other is on it too, and at "
            "most the sum, if nobody is on both."
        ),
        note=_("Bounds of a union (Fréchet, 1935): nobody publishes how many of your customers are on both."),
        sources=source_cards(surveys, sources, _),
        table=Table((_("Platforms"), _("Least"), _("Most")), cells, (1, 2)) if rows else None,
    )


def _platform_set(members: Sequence[str], low: float, high: float, names: Names, _: Words) -> PlatformSet:
    labels = [names[platform] for platform in members]
    span = _("{low} to {high}", low=_.percent(low), high=_.percent(high))
    return PlatformSet(_.all_of(labels), " + ".join(labels), low, high, span, len(labels) > 1)


def _title(rows: Sequence[PlatformSet], _: Words) -> str:
    widest = next((row for row in rows if row.pair), None)
    if widest is None or not widest.low:
        return _("What two platforms reach together is unknown")
    return _("{platforms} together reach {span} of your customers", platforms=widest.platforms, span=widest.span)


def _drawing(rows: Sequence[PlatformSet], _: Words, *, wide: bool) -> Drawing:
    places = range(len(rows))
    texts = [f"{clean_label(row.platforms)}<br>{row.span}" for row in rows]
    bars = [
        row_bars(places, [row.high for row in rows], texts, unknown_marker(), wide=wide),
        row_bars(places, [row.low for row in rows], texts, SURE, wide=wide),
    ]
    ticks = {tick / 4: _.percent(tick / 4) for tick in range(5)}
    return figure(bars, **row_layout([row.short for row in rows], [row.span for row in rows], wide=wide, ticks=ticks))
