"""Cards of the audience: who is on which platform, how segments differ, what platforms reach together."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from strategy_kit.audience.significance import SegmentGap
from strategy_kit.figures.audience.reach_words import ReachWords, Row
from strategy_kit.figures.card import Card, Drawing, Key, Names, Table, drawings, table_of
from strategy_kit.figures.shapes.bars import (
    numbered,
    percent_ticks,
    row_bars,
    row_layout,
    row_spans,
    unknown_marker,
    wrapped,
)
from strategy_kit.figures.shapes.grid import GridCell, cell_bars, cell_layout
from strategy_kit.figures.shapes.template import clean_label, figure, source_cards
from strategy_kit.frames import LEVEL, ReachTogetherRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.platforms import set_words
from strategy_kit.labels.scales import percent_range

OWN_COUNTRY = {"color": "@q3", "line": {"width": 0}}
BORROWED = {"color": "@q5", "line": {"width": 1.5, "color": "@q3"}}
CUTS = (0.8, 0.6, 0.4, 0.2, 0.0)
"""Least shares of the five classes of the grid."""
SURE = {"color": "@q3", "line": {"width": 0}}


def reach_card(
    mix: pd.DataFrame, words: ReachWords, *, lead_is_sure: bool, organic: str = "", national: str = ""
) -> Card:
    """
    Show the share of the audience on each platform, with its interval.

    Parameters
    ----------
    mix : DataFrame
        `audience.reach.by_reach`.
    lead_is_sure : bool
        `significance.lead_is_sure` of the same rows.
    organic : str, optional
        `organic_reach_note`: shares of users are not what a post gets.
    national : str, optional
        `ReachWords.national`: what was measured in the countries that an estimate from another one stands in for.
    """
    _, drawn = words.i18n, _surveyed(mix)
    how = _(
        "The longer the bar, the more of your customers use the platform; the line shows the margin of uncertainty."
    )
    return Card(
        key="reach",
        title=_reach_title(drawn, lead_is_sure, words),
        subtitle=_(
            "Share of your customers who {measure}, for each platform, with its margin of uncertainty "
            "({level} interval)",
            measure=words.measures(mix),
            level=_.percent(LEVEL),
        ),
        **drawings(_reach_drawing, drawn, words, when=len(drawn)),
        legend=_reach_legend(drawn, words) if len(drawn) else (),
        how=" ".join(filter(None, (how, organic, words.unknown(mix)))),
        note=_(
            "Method: the interval covers the survey’s sampling error, its age and, for an estimate from "
            "another country, the difference between countries. Combined traits (such as women aged 18 to "
            "29) come from separate tables, since no combined table is published; this widens the interval. "
            "Among income, education and place of residence, only the largest effect counts in full."
        ),
        sources=words.source_cards(drawn),
        table=Table(
            (_("Platform"), *words.columns()),
            tuple((words.name(row), *words.cells(row)) for row in mix.to_dict("records")),
            (1, 3),
        ),
        alert=" ".join(filter(None, (words.borrowing(drawn), national))),
    )


def segment_reach_card(parts: pd.DataFrame, mix: pd.DataFrame, gap: SegmentGap | None, words: ReachWords) -> Card:
    """
    Show each platform by each segment.

    Parameters
    ----------
    parts, gap
        `audience.segment_reach`, and `significance.widest_segment_gap` of it.
    mix : DataFrame
        `audience.reach.by_reach` of the whole audience: the order of the platforms.
    """
    _, order = words.i18n, _surveyed(mix)["platform"].tolist()
    rows = parts[parts["platform"].isin(order)]
    segments = list(dict.fromkeys(parts["segment"]))
    how = _(
        "The stronger the colour, the more people in the segment use the platform. On a phone, the columns "
        "are numbered: {list}.",
        list=numbered(map(clean_label, segments)),
    )
    return Card(
        key="reach-grid",
        title=_grid_title(gap, words),
        subtitle=_("Share of each segment who {measure}, by platform, in percent", measure=words.measures(parts)),
        **drawings(_grid, rows, order, segments, words, when=order),
        legend=_grid_legend(rows, words) if order else (),
        how=f"{how} {words.unknown(parts)}".strip(),
        sources=words.source_cards(rows),
        table=Table(
            (_("Platform"), _("Segment"), *words.columns()),
            tuple((words.name(row), row["segment"], *words.cells(row)) for row in parts.to_dict("records")),
            (2, 4),
        ),
        alert=words.borrowing(rows),
    )


def _surveyed(mix: pd.DataFrame) -> pd.DataFrame:
    """Return the platforms that a survey asked about."""
    return mix[mix["known_share"] > 0]


def _reach_title(drawn: pd.DataFrame, lead_is_sure: bool, words: ReachWords) -> str:
    _, estimated = words.i18n, drawn[drawn["reach"].notna()].to_dict("records")[:2]
    if not estimated:
        return _("No data yet on how many of your customers use these platforms")
    fields = {
        key: text
        for place, row in zip(("first", "second"), estimated, strict=False)
        for key, text in ((place, words.name(row)), (f"{place}_share", words.share(row["reach"])))
    }
    if len(estimated) == 1:
        return _("{first} is used by {first_share} of your customers", **fields)
    if lead_is_sure:
        return _("{first} is used by {first_share} of your customers, {second} by {second_share}", **fields)
    return _("Close call between {first} ({first_share}) and {second} ({second_share})", **fields)


def _reach_legend(drawn: pd.DataFrame, words: ReachWords) -> tuple[Key, ...]:
    _, keys = words.i18n, []
    if not drawn["borrowed"].all():
        keys.append(Key(_("survey in your customers’ own countries"), "@q3"))
    if drawn["borrowed"].any():
        keys.append(Key(_("estimate from another country ({lender})", lender=words.lenders(drawn)), "@q3", "outline"))
    keys.append(Key(_("margin of uncertainty ({level} interval)", level=_.percent(LEVEL)), "@ink", "tick"))
    if drawn["reach"].isna().any():
        keys.append(Key(_("no data yet for some of your customers"), "@hatch", "hatch"))
    return tuple(keys)


def _reach_drawing(drawn: pd.DataFrame, words: ReachWords, *, wide: bool) -> Drawing:
    _, rows = words.i18n, drawn.reset_index(drop=True)
    some = rows["borrowed"].any() and not rows["borrowed"].all()
    estimated, partly = rows[rows["reach"].notna()], rows[rows["reach"].isna()]

    def bars(chosen: pd.DataFrame, column: str, marker: Mapping[str, Any]) -> dict[str, Any]:
        texts = [words.hover(row, words.name(row)) for row in chosen.to_dict("records")]
        return row_bars(chosen.index.tolist(), chosen[column].tolist(), texts, marker, wide=wide)

    return figure(
        [
            bars(estimated[~estimated["borrowed"]], "reach", OWN_COUNTRY),
            bars(estimated[estimated["borrowed"]], "reach", BORROWED),
            bars(partly, "reach_high", unknown_marker()),
            bars(partly[~partly["borrowed"]], "reach_low", OWN_COUNTRY),
            bars(partly[partly["borrowed"]], "reach_low", BORROWED),
            row_spans(estimated.index.tolist(), estimated["reach_low"].tolist(), estimated["reach_high"].tolist()),
        ],
        **row_layout(
            [
                _("{platform} (estimate)", platform=words.name(row)) if some and row["borrowed"] else words.name(row)
                for row in rows.to_dict("records")
            ],
            list(map(words.span, rows.to_dict("records"))),
            wide=wide,
            ticks=percent_ticks(_),
        ),
    )


def _grid_title(gap: SegmentGap | None, words: ReachWords) -> str:
    _ = words.i18n
    if gap is None:
        return _("Your segments cannot be compared yet: no platform has data for two of them")
    fields = {
        "platform": words.names.get(gap.platform, gap.platform),
        "more": gap.more,
        "share": words.share(gap.more_reach),
        "fewer": gap.fewer,
        "other": words.share(gap.fewer_reach),
    }
    if gap.sure:
        return _("Your segments differ most on {platform}: {more} {share}, {fewer} {other}", **fields)
    if fields["share"] == fields["other"]:
        return _("The figures found do not tell your segments apart")
    return _(
        "Your segments may differ on {platform}: {more} {share}, {fewer} {other}, but the intervals overlap", **fields
    )


def _grid_legend(rows: pd.DataFrame, words: ReachWords) -> tuple[Key, ...]:
    _ = words.i18n
    ends = list(zip(CUTS[1:], CUTS, strict=False))
    classes = [_("{low} or more", low=_.percent(CUTS[0]))]
    classes += [_("{low} to {high}", low=_.percent(low), high=_.percent(high)) for low, high in ends]
    keys = [Key(word, f"@q{place}") for place, word in enumerate(classes, 1)]
    if rows["borrowed"].any():
        keys.append(Key(_("estimate from another country ({lender})", lender=words.lenders(rows)), "@ink-2", "outline"))
    if rows["reach"].isna().any():
        keys.append(Key(_("unknown"), "@hatch", "hatch"))
    return tuple(keys)


def _grid(
    rows: pd.DataFrame, order: Sequence[str], segments: Sequence[str], words: ReachWords, *, wide: bool
) -> Drawing:
    width = max(8, 84 // len(segments))
    heads = [wrapped(name, width, 3) if wide else str(place) for place, name in enumerate(segments, 1)]
    names = [words.names.get(platform, platform) for platform in order]
    cells = [_cell(row, order, segments, words) for row in rows.to_dict("records")]
    return figure(cell_bars(cells, len(segments)), **cell_layout(heads, names, head=64 if wide else 32))


def _cell(row: Row, order: Sequence[str], segments: Sequence[str], words: ReachWords) -> GridCell:
    place = segments.index(row["segment"]), order.index(row["platform"])
    hover, outlined = words.hover(row, f"{clean_label(row['segment'])}, {words.name(row)}"), bool(row["borrowed"])
    if pd.isna(row["reach"]):
        return GridCell(*place, "", "", hover, outlined)
    share_class = len([least for least in CUTS if round(100 * row["reach"]) < round(100 * least)])  # as written
    return GridCell(*place, f"@q{share_class + 1}", words.points(row["reach"]), hover, outlined)


def combined_reach_card(
    sets: pd.DataFrame, names: Names, surveys: Iterable[str], sources: pd.DataFrame, _: Words
) -> Card:
    """Show the share of customers on one or two platforms: the bounds of `overlap.reach_together`, and its surveys."""
    rows = list(rows_of(sets, ReachTogetherRow))
    legend = (
        Key(_("at least"), "@q3"),
        Key(_("uncertain: survey margin, customers on both platforms"), "@hatch", "hatch"),
    )
    return Card(
        key="together",
        title=_title(rows, names, _),
        subtitle=_("Share of your customers who use at least one of the platforms: minimum and maximum"),
        **drawings(_drawing, rows, names, _, when=rows),
        legend=legend if rows else (),
        how=_(
            "The minimum for two platforms is the share of the more widely used one, if its users include "
            "all those of the other; the maximum is the sum of both, if they have no users in common."
        ),
        note=_("Method: bounds of a union (Fréchet, 1935). No survey counts how many of your customers use both."),
        sources=source_cards(surveys, sources, _),
        table=table_of(
            rows,
            (_("Platforms"), lambda row: set_words(row.platforms, names, _)),
            (_("Minimum"), lambda row: _.percent(row.reach_low)),
            (_("Maximum"), lambda row: _.percent(row.reach_high)),
            numeric=(1, 2),
        )
        if rows
        else None,
    )


def _title(rows: Sequence[ReachTogetherRow], names: Names, _: Words) -> str:
    widest = next((row for row in rows if len(row.platforms) > 1), None)
    if widest is None or not widest.reach_low:
        return _("No data yet on how many of your customers use either of two platforms")
    fields = {"platforms": set_words(widest.platforms, names, _), "span": _span(widest, _)}
    return _("{platforms} together are used by {span} of your customers", **fields)


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
