"""The card of how platforms moved over the years: one small chart a platform, broken where figures stop comparing."""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from strategy_kit.audience.trend import Move
from strategy_kit.figures.card import Card, Drawing, Key, Names, Table
from strategy_kit.figures.shapes.bars import note_at, points, row_spans
from strategy_kit.figures.shapes.template import figure, source_cards
from strategy_kit.i18n import Words
from strategy_kit.labels.audience import survey_mode_words

LINE, AUDIENCE = "@q2", "@ink"
LEVEL = 0.95
"""Of the intervals."""
NARROW = 2
"""Small charts a row on a phone."""
ROW = 156
"""Pixels of a row of small charts."""
MIDSUMMER = 0.5
"""Where in its year a yearly estimate stands."""
TICKS = (0.5, 1.0)
"""Shares that the axes name."""
Rows = Sequence[Mapping[Any, Any]]


def trend_card(
    points: pd.DataFrame, audience: pd.DataFrame, moves: Sequence[Move], names: Names, sources: pd.DataFrame, _: Words
) -> Card:
    """
    Show each platform's share of US adults over the years, and the plan's customers in the years they can be told.

    Parameters
    ----------
    points : DataFrame
        `trend.trend_points` of the platforms to show; those of one survey only are left to the table.
    audience : DataFrame
        `trend.audience_trend`.
    moves : sequence of Move
        `trend.recent_moves`.
    """
    order, (first, last) = _order(points), _years(points)
    drawn = {key: points[points["platform"] == key].to_dict("records") for key in order}
    own = {key: audience[audience["platform"] == key].to_dict("records") for key in order}
    return Card(
        key="trend",
        title=_title(moves, names, _),
        subtitle=_("Share who say they ever use it, survey by survey: all US adults as a line, your customers as dots"),
        drawing=_drawing(drawn, own, names, _, years=(first, (first + last) // 2, last), columns=5) if order else None,
        narrow=_drawing(drawn, own, names, _, years=(first, last), columns=NARROW) if order else None,
        legend=_legend(audience, _),
        how=_(
            "Each small chart is one platform, from {first} to {last} and from 0% to 100%. The line breaks where "
            "figures stop comparing: people were asked by telephone until 2021, by web and post from 2023. Do not read "
            "a rise or a fall across the gap.",
            first=str(first),
            last=str(last),
        ),
        note=_(
            "Asked were adults of the United States, 18 and over. No survey found here follows another country, so the "
            "dots of customers elsewhere are borrowed, with a wider interval."
        ),
        sources=source_cards(points["source"], sources, _),
        table=_table(points, audience, names, _),
    )


def _years(points: pd.DataFrame) -> tuple[int, int]:
    """Return the years of the first and the last survey; 0 without any."""
    years = [when.year for when in points["survey_date"]]
    return min(years, default=0), max(years, default=0)


def _order(points: pd.DataFrame) -> list[str]:
    """Return the platforms asked about at least twice, the widest today first."""
    newest = points.groupby("platform")["reach"].agg(["last", "size"])
    return [str(key) for key in newest[newest["size"] > 1].sort_values("last", ascending=False, kind="stable").index]


def _title(moves: Sequence[Move], names: Names, _: Words) -> str:
    if not moves:
        return _("How these platforms moved is unknown")
    move = moves[0]
    if not move.sure:
        return _("No platform clearly moved among US adults since {year}", year=str(move.first_year))
    level = [other for other in moves if other.sure and abs(other.points) == abs(move.points)]
    return _moved_alone(move, names, _) if len(level) == 1 else _moved_level(level, names, _)


def _moved_alone(move: Move, names: Names, _: Words) -> str:
    fields = {
        "platform": names.get(move.platform, move.platform),
        "first": _.percent(move.first),
        "last": _.percent(move.last),
        "year": str(move.first_year),
    }
    if move.points > 0:
        return _("{platform} gained most among US adults since {year}: from {first} to {last}", **fields)
    return _("{platform} lost most among US adults since {year}: from {first} to {last}", **fields)


def _moved_level(moves: Sequence[Move], names: Names, _: Words) -> str:
    """Name all that moved equally far."""
    each = [
        _(
            "{platform} ({first} to {last})",
            platform=names.get(move.platform, move.platform),
            first=_.percent(move.first),
            last=_.percent(move.last),
        )
        for move in moves
    ]
    fields = {"platforms": _.all_of(each), "year": str(moves[0].first_year)}
    if all(move.points > 0 for move in moves):
        return _("{platforms} gained most among US adults since {year}", **fields)
    if all(move.points < 0 for move in moves):
        return _("{platforms} lost most among US adults since {year}", **fields)
    return _("{platforms} moved most among US adults since {year}", **fields)


def _legend(audience: pd.DataFrame, _: Words) -> tuple[Key, ...]:
    keys = [Key(_("all US adults"), LINE)]
    if len(audience):
        word = _("your customers, borrowed from these surveys") if audience["borrowed"].any() else _("your customers")
        keys.append(Key(_("{who}, with the {level} interval", who=word, level=_.percent(LEVEL)), "@surface", "dot"))
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
        layout[f"xaxis{axis}"] = _x_axis(left, left + (0.86 if columns > NARROW else 0.74) / columns, f"y{axis}", years)
        layout[f"yaxis{axis}"] = _y_axis(top - 0.8 / lines, top - 0.16 / lines, f"x{axis}", _, first=not across)
        for trace in (*_lines(drawn[key], _), *_dots(own[key], _)):
            traces.append({**trace, "xaxis": f"x{axis}", "yaxis": f"y{axis}"})
        head = note_at(names.get(key, key), left, top - 0.14 / lines, yref="paper", xanchor="left", yanchor="bottom")
        layout["annotations"].append({**head, "font": {"size": 13, "color": "@ink"}})
    return figure(traces, **layout)


def _x_axis(start: float, end: float, anchor: str, years: Sequence[int]) -> dict[str, Any]:
    return {
        "range": [years[0] - MIDSUMMER, years[-1] + 1],
        "domain": [start, end],
        "anchor": anchor,
        "tickvals": list(years),
        "ticktext": [str(year) for year in years],
        "tickangle": 0,
        "tickfont": {"size": 12, "color": "@ink-2"},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def _y_axis(start: float, end: float, anchor: str, _: Words, *, first: bool) -> dict[str, Any]:
    return {
        "range": [0, 1],
        "domain": [start, end],
        "anchor": anchor,
        "tickvals": [0, *TICKS],
        "ticktext": ["", *(_.percent(tick) if first else "" for tick in TICKS)],
        "tickfont": {"size": 12, "color": "@ink-2"},
        "gridcolor": "@grid",
        "gridwidth": 1,
        "zeroline": False,
        "automargin": True,
        "fixedrange": True,
    }


def _lines(rows: Rows, _: Words) -> list[dict[str, Any]]:
    """Draw one line for each unbroken piece; a piece of one survey is a point."""
    pieces: dict[int, list[Mapping[Any, Any]]] = {}
    for row in rows:
        pieces.setdefault(row["piece"], []).append(row)
    return [
        {
            **points(
                [_year(row["survey_date"]) for row in piece],
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
    when = _.date(row["survey_date"].date(), "MMMM y")
    return _("{when}: {share}", when=when, share=_.percent(row["reach"])) + f"<br>{survey_mode_words(_)[row['mode']]}"


def _dots(rows: Rows, _: Words) -> list[dict[str, Any]]:
    if not rows:
        return []
    years = [row["year"] + MIDSUMMER for row in rows]
    upright = row_spans([0] * len(rows), [row["reach_low"] for row in rows], [row["reach_high"] for row in rows])
    spans = {
        **upright,
        "x": [place for year in years for place in (year, year, None)],
        "y": upright["x"],
        "mode": "lines",
        "line": {"color": AUDIENCE, "width": 1.5},
    }
    marker = {"color": AUDIENCE, "size": 7, "line": {"width": 1, "color": "@surface"}}
    texts = [_("your customers, {year}: {span}", year=str(row["year"]), span=_span(row, _)) for row in rows]
    return [spans, points(years, [row["reach"] for row in rows], marker, texts)]


def _span(row: Mapping[Any, Any], _: Words) -> str:
    ends = {"low": _.percent(row["reach_low"]), "high": _.percent(row["reach_high"])}
    return _("{share} ({low} to {high})", share=_.percent(row["reach"]), **ends)


def _year(day: dt.date) -> float:
    return day.year + day.timetuple().tm_yday / 366


def _table(points: pd.DataFrame, audience: pd.DataFrame, names: Names, _: Words) -> Table:
    modes = survey_mode_words(_)
    own = {(row["platform"], row["year"]): _span(row, _) for row in audience.to_dict("records")}
    rows = [
        (
            names.get(row["platform"], row["platform"]),
            _.date(row["survey_date"].date(), "d MMM y"),
            _.percent(row["reach"]),
            modes[row["mode"]],
            own.get((row["platform"], row["survey_date"].year), _("unknown")),
        )
        for row in points.to_dict("records")
    ]
    columns = _("Platform"), _("Last day of the survey"), _("US adults"), _("Way of asking"), _("Your customers")
    return Table(columns, tuple(rows), (2, 4))
