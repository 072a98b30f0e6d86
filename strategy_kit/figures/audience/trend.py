"""The card of how platforms moved over the years: one small chart a platform, broken where figures stop comparing."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from strategy_kit.audience.trend import Move
from strategy_kit.figures.card import Card, Drawing, Key, Names, Table, table_of
from strategy_kit.figures.shapes.bars import points, row_spans, text_at
from strategy_kit.figures.shapes.template import figure, source_cards
from strategy_kit.frames import LEVEL
from strategy_kit.i18n import Words
from strategy_kit.labels.audience import survey_mode_words

LINE, AUDIENCE = "@q2", "@ink"
NARROW = 2
"""Small charts a row on a phone."""
ROW = 156
"""Pixels of a row of small charts."""
MIDSUMMER = 0.5
"""Where in its year a yearly estimate stands."""
TICKS = (0.5, 1.0)
"""Shares that the axes name."""
AXIS = {"tickfont": {"size": 12, "color": "@ink-2"}, "zeroline": False, "fixedrange": True}
Rows = Sequence[Mapping[Any, Any]]


def trend_card(
    points: pd.DataFrame,
    audience: pd.DataFrame,
    order: Sequence[str],
    moves: Sequence[Move],
    names: Names,
    sources: pd.DataFrame,
    _: Words,
) -> Card:
    """
    Show each platform's share of US adults over the years, and the plan's customers in the years they can be told.

    Parameters
    ----------
    points : DataFrame
        `trend.trend_points` of the platforms to show; those of one survey only are left to the table.
    audience : DataFrame
        `trend.audience_trend`.
    order, moves
        `trend.asked_again` and `trend.recent_moves`.
    """
    years = [when.year for when in points["survey_date"]]
    first, last = min(years, default=0), max(years, default=0)
    drawn = {key: points[points["platform"] == key].to_dict("records") for key in order}
    own = {key: audience[audience["platform"] == key].to_dict("records") for key in order}
    return Card(
        key="trend",
        title=_title(moves, names, _),
        subtitle=_(
            "Share of people who say they ever use it, survey by survey: all US adults (line) and your customers (dots)"
        ),
        drawing=_drawing(drawn, own, names, _, years=(first, (first + last) // 2, last), columns=5) if order else None,
        narrow=_drawing(drawn, own, names, _, years=(first, last), columns=NARROW) if order else None,
        legend=_legend(audience, _),
        how=" ".join(_how(points, _)),
        note=_(
            "These surveys cover adults aged 18 and over in the United States. For customers elsewhere, the "
            "dots are estimates from another country, with a wider interval."
        ),
        sources=source_cards(points["source"], sources, _),
        table=_table(points, audience, names, _),
    )


def _how(points: pd.DataFrame, _: Words) -> Iterator[str]:
    """Explain the span of the small charts and, if the mode of asking changed, the break."""
    years = points["survey_date"].dt.year
    telephone = points["mode"] == "telephone"
    span = {"first": str(years.min()), "last": str(years.max())} if len(points) else {"first": "0", "last": "0"}
    yield _("Each small chart shows one platform, from {first} to {last}, on a scale of 0% to 100%.", **span)
    if telephone.any() and not telephone.all():
        yield _(
            "The line breaks where the survey method changed: by telephone until {until}, online and by post "
            "from {since}. Figures on either side of the break cannot be compared.",
            until=str(years[telephone].max()),
            since=str(years[~telephone].min()),
        )


def _title(moves: Sequence[Move], names: Names, _: Words) -> str:
    if not moves:
        return _("No data yet on how the use of these platforms has changed")
    move = moves[0]
    if not move.sure:
        return _("No platform has clearly gained or lost users among US adults since {year}", year=str(move.first_year))
    level = [other for other in moves if other.sure and abs(other.points) == abs(move.points)]
    year = str(move.first_year)

    def ends(move: Move) -> dict[str, str]:
        name = names.get(move.platform, move.platform)
        return {"platform": name, "first": _.percent(move.first), "last": _.percent(move.last)}

    if len(level) > 1:
        each = _.all_of(_("{platform} ({first} to {last})", **ends(other)) for other in level)
        if all(other.points > 0 for other in level):
            return _("{platforms} have gained the most users among US adults since {year}", platforms=each, year=year)
        if all(other.points < 0 for other in level):
            return _("{platforms} have lost the most users among US adults since {year}", platforms=each, year=year)
        return _("{platforms} have changed the most among US adults since {year}", platforms=each, year=year)
    if move.points > 0:
        return _(
            "{platform} has gained the most users among US adults since {year}: from {first} to {last}",
            **ends(move),
            year=year,
        )
    return _(
        "{platform} has lost the most users among US adults since {year}: from {first} to {last}",
        **ends(move),
        year=year,
    )


def _legend(audience: pd.DataFrame, _: Words) -> tuple[Key, ...]:
    keys = [Key(_("all US adults"), LINE)]
    if len(audience):
        word = _("your customers, estimated from these surveys") if audience["borrowed"].any() else _("your customers")
        margin = _("{who}, with the margin of uncertainty ({level} interval)", who=word, level=_.percent(LEVEL))
        keys.append(Key(margin, "@surface", "dot"))
    return tuple(keys)


def _drawing(
    drawn: Mapping[str, Rows], own: Mapping[str, Rows], names: Names, _: Words, *, years: Sequence[int], columns: int
) -> Drawing:
    lines = math.ceil(len(drawn) / columns)
    traces: list[dict[str, Any]] = []
    layout: dict[str, Any] = {"height": lines * ROW + 8, "annotations": []}
    for place, key in enumerate(drawn):
        axis = str(place + 1) if place else ""
        across, down = place % columns, place // columns
        left, top = across / columns, 1 - down / lines
        right = left + (0.86 if columns > NARROW else 0.74) / columns
        layout[f"xaxis{axis}"] = {
            **AXIS,
            "range": [years[0] - MIDSUMMER, years[-1] + 1],
            "domain": [left, right],
            "anchor": f"y{axis}",
            "tickvals": list(years),
            "ticktext": [str(year) for year in years],
            "tickangle": 0,
            "showgrid": False,
        }
        layout[f"yaxis{axis}"] = {
            **AXIS,
            "range": [0, 1],
            "domain": [top - 0.8 / lines, top - 0.16 / lines],
            "anchor": f"x{axis}",
            "tickvals": [0, *TICKS],
            "ticktext": ["", *("" if across else _.percent(tick) for tick in TICKS)],
            **{"gridcolor": "@grid", "gridwidth": 1, "automargin": True},
        }
        for trace in (*_lines(drawn[key], _), *_dots(own[key], _)):
            traces.append({**trace, "xaxis": f"x{axis}", "yaxis": f"y{axis}"})
        head = text_at(names.get(key, key), left, top - 0.14 / lines, yref="paper", xanchor="left", yanchor="bottom")
        layout["annotations"].append({**head, "font": {"size": 13, "color": "@ink"}})
    return figure(traces, **layout)


def _lines(rows: Rows, _: Words) -> list[dict[str, Any]]:
    """Draw one line for each unbroken piece; a piece of one survey is a point."""
    pieces: dict[int, list[Mapping[Any, Any]]] = {}
    for row in rows:
        pieces.setdefault(row["piece"], []).append(row)
    return [
        {
            **points(
                [row["survey_date"].year + row["survey_date"].timetuple().tm_yday / 366 for row in piece],
                [row["reach"] for row in piece],
                {"color": LINE, "size": 5},
                [_hover(row, _) for row in piece],
            ),
            "mode": "lines+markers",
            "line": {"color": LINE, "width": 2},
        }
        for piece in pieces.values()
    ]


def _hover(row: Mapping[Any, Any], _: Words) -> str:
    when = _.date(row["survey_date"].date(), "yMMMM")
    return _("{when}: {share}", when=when, share=_.percent(row["reach"])) + f"<br>{survey_mode_words(_)[row['mode']]}"


def _dots(rows: Rows, _: Words) -> list[dict[str, Any]]:
    if not rows:
        return []
    years = [row["year"] + MIDSUMMER for row in rows]
    upright = row_spans(years, [row["reach_low"] for row in rows], [row["reach_high"] for row in rows])
    spans = {**upright, "x": upright["y"], "y": upright["x"], "mode": "lines"}
    marker = {"color": AUDIENCE, "size": 7, "line": {"width": 1, "color": "@surface"}}
    texts = [_("your customers, {year}: {span}", year=str(row["year"]), span=_span(row, _)) for row in rows]
    return [spans, points(years, [row["reach"] for row in rows], marker, texts)]


def _span(row: Mapping[Any, Any], _: Words) -> str:
    ends = {"low": _.percent(row["reach_low"]), "high": _.percent(row["reach_high"])}
    return _("{share} ({low} to {high})", share=_.percent(row["reach"]), **ends)


def _table(points: pd.DataFrame, audience: pd.DataFrame, names: Names, _: Words) -> Table:
    modes = survey_mode_words(_)
    own = {(row["platform"], row["year"]): _span(row, _) for row in audience.to_dict("records")}
    return table_of(
        points.to_dict("records"),
        (_("Platform"), lambda row: names.get(row["platform"], row["platform"])),
        (_("Last day of the survey"), lambda row: _.date(row["survey_date"].date(), "yMMMd")),
        (_("US adults"), lambda row: _.percent(row["reach"])),
        (_("Survey method"), lambda row: modes[row["mode"]]),
        (_("Your customers"), lambda row: own.get((row["platform"], row["survey_date"].year), _("unknown"))),
        numeric=(2, 4),
    )
