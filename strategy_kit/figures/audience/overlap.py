"""The card of combined reach: for one or two platforms the least and the most it can be."""

from collections.abc import Iterable, Sequence

import pandas as pd

from strategy_kit.figures.card import Card, Drawing, Key, Names, drawings, table_of
from strategy_kit.figures.shapes.bars import percent_ticks, row_bars, row_layout, unknown_marker
from strategy_kit.figures.shapes.template import clean_label, figure, source_cards
from strategy_kit.frames import ReachTogetherRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.platforms import set_words
from strategy_kit.labels.scales import percent_range

SURE = {"color": "@q3", "line": {"width": 0}}


def combined_reach_card(
    sets: pd.DataFrame, names: Names, surveys: Iterable[str], sources: pd.DataFrame, _: Words
) -> Card:
    """Show the share of customers on one or two platforms: the bounds of `overlap.reach_together`, and its surveys."""
    rows = list(rows_of(sets, ReachTogetherRow))
    legend = Key(_("at least"), "@q3"), Key(_("open: the survey’s margin and the overlap"), "@hatch", "hatch")
    return Card(
        key="together",
        title=_title(rows, names, _),
        subtitle=_("Share of your customers on at least one of the platforms: the least and the most it can be"),
        **drawings(_drawing, rows, names, _, when=rows),
        legend=legend if rows else (),
        how=_(
            "Two platforms reach at least what the wider one reaches, if everybody on the other is on it too, and at "
            "most the sum, if nobody is on both."
        ),
        note=_("Bounds of a union (Fréchet, 1935): nobody publishes how many of your customers are on both."),
        sources=source_cards(surveys, sources, _),
        table=table_of(
            rows,
            (_("Platforms"), lambda row: set_words(row.platforms, names, _)),
            (_("Least"), lambda row: _.percent(row.reach_low)),
            (_("Most"), lambda row: _.percent(row.reach_high)),
            numeric=(1, 2),
        )
        if rows
        else None,
    )


def _title(rows: Sequence[ReachTogetherRow], names: Names, _: Words) -> str:
    widest = next((row for row in rows if len(row.platforms) > 1), None)
    if widest is None or not widest.reach_low:
        return _("What two platforms reach together is unknown")
    fields = {"platforms": set_words(widest.platforms, names, _), "span": _span(widest, _)}
    return _("{platforms} together reach {span} of your customers", **fields)


def _span(row: ReachTogetherRow, _: Words) -> str:
    return percent_range(row.reach_low, row.reach_high, _)


def _drawing(rows: Sequence[ReachTogetherRow], names: Names, _: Words, *, wide: bool) -> Drawing:
    places, texts = range(len(rows)), [clean_label(set_words(row.platforms, names, _)) for row in rows]
    hover = [f"{text}<br>{_span(row, _)}" for text, row in zip(texts, rows, strict=True)]
    bars = [
        row_bars(places, [row.reach_high for row in rows], hover, unknown_marker(), wide=wide),
        row_bars(places, [row.reach_low for row in rows], hover, SURE, wide=wide),
    ]
    labels = [" + ".join(names[key] for key in row.platforms) for row in rows]
    return figure(bars, **row_layout(labels, [_span(row, _) for row in rows], wide=wide, ticks=percent_ticks(_)))
