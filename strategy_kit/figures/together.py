"""The card of what one or two platforms reach together: a solid part that is sure, a hatched one that is open."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from strategy_kit.cards import Card, Figure, Key, Table
from strategy_kit.figures.base import clean_label, figure, source_cards
from strategy_kit.figures.rows import row_bars, row_layout, unknown_marker
from strategy_kit.i18n import Words

SURE = {"color": "@q3", "line": {"width": 0}}


def together_card(
    sets: pd.DataFrame, names: Mapping[str, str], asked: Sequence[str], sources: pd.DataFrame, _: Words
) -> Card:
    """
    Show between what the share of customers on one or two platforms lies.

    Parameters
    ----------
    sets : DataFrame
        `together.reach_together`.
    names : mapping of platform to name
    asked : sequence of str
        Keys of the surveys the figures rest on.
    sources : DataFrame
        `data.load_sources`.
    """
    rows = sets.to_dict("records")
    said = [_.all_of(names[platform] for platform in row["platforms"]) for row in rows]
    spans = [_span(row, _) for row in rows]
    return Card(
        key="together",
        title=_title(rows, said, spans, _),
        subtitle=_("Share of your customers on at least one of the platforms: the least and the most it can be"),
        figure=_drawing(rows, said, spans, _, wide=True) if rows else None,
        narrow=_drawing(rows, said, spans, _, wide=False) if rows else None,
        legend=(
            (Key(_("at least"), "@q3"), Key(_("open: the survey’s margin and the overlap"), "@hatch", "hatch"))
            if rows
            else ()
        ),
        how=_(
            "Two platforms reach at least what the wider one reaches, if everybody on the other is on it too, and at "
            "most the sum, if nobody is on both."
        ),
        note=_("Bounds of a union (Fréchet, 1935): nobody publishes how many of your customers are on both."),
        sources=source_cards(asked, sources, _),
        table=Table(
            (_("Platforms"), _("Least"), _("Most")),
            tuple(_cells(row, name, _) for row, name in zip(rows, said, strict=True)),
            (1, 2),
        )
        if rows
        else None,
    )


def _title(rows: Sequence[Mapping[Any, Any]], said: Sequence[str], spans: Sequence[str], _: Words) -> str:
    pairs = [place for place, row in enumerate(rows) if len(row["platforms"]) > 1]
    if not pairs:
        return _("What two platforms reach together is unknown")
    widest = pairs[0]
    return _("{platforms} together reach {span} of your customers", platforms=said[widest], span=spans[widest])


def _span(row: Mapping[Any, Any], _: Words) -> str:
    return _("{low} to {high}", low=_.percent(row["reach_low"]), high=_.percent(row["reach_high"]))


def _cells(row: Mapping[Any, Any], name: str, _: Words) -> tuple[str, ...]:
    return name, _.percent(row["reach_low"]), _.percent(row["reach_high"])


def _drawing(
    rows: Sequence[Mapping[Any, Any]], said: Sequence[str], spans: Sequence[str], _: Words, *, wide: bool
) -> Figure:
    places = list(range(len(rows)))
    texts = [f"{clean_label(name)}<br>{span}" for name, span in zip(said, spans, strict=True)]
    bars = [
        row_bars(places, [row["reach_high"] for row in rows], texts, unknown_marker(), wide=wide),
        row_bars(places, [row["reach_low"] for row in rows], texts, SURE, wide=wide),
    ]
    ticks = {tick / 4: _.percent(tick / 4) for tick in range(5)}
    return figure(bars, **row_layout(said, spans, wide=wide, ticks=ticks))
