"""The card of a criterion's utility curve, with each platform on it."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from strategy_kit.figures.card import Card, Drawing, Key, Names, drawings, table_of
from strategy_kit.figures.platforms.scores import reason_keys, utility_words
from strategy_kit.figures.shapes.bars import points
from strategy_kit.figures.shapes.labels import Ground, place_names
from strategy_kit.figures.shapes.palette import platform_token
from strategy_kit.figures.shapes.template import clean_label, figure, source_cards
from strategy_kit.i18n import Words
from strategy_kit.labels.platforms import criterion_words, measure_words
from strategy_kit.model.criteria import CRITERIA, Unit
from strategy_kit.model.types import Criterion
from strategy_kit.platforms import Utilities
from strategy_kit.platforms.measures import JUDGEMENT, OWN_HOURS, OWN_RATING
from strategy_kit.platforms.utilities import OWN_VALUE

HEIGHT = 320
WIDTH, BELOW = {True: 720, False: 270}, 50
"""Pixels: the axes across, and what stands below and above them."""
NAMED = 6
"""Platforms a sentence names before it counts them."""
TOP = 1.04
TICKS: Mapping[Unit, float] = {"share": 0.25, "fit": 0.5, "step": 1.0, "year": 5.0, "number": 1.0}
"""How far apart a drawing marks a measure, by its unit; twice as far until at most eight marks are left."""
FURTHEST = 3.0
"""How many lengths of the curve a drawing is at most wide; what lies further is drawn at its end."""


def measured(value: float, criterion: Criterion, _: Words) -> str:
    """
    Write a measure in its unit.

    >>> measured(0.25, "effort", Words("en")), measured(4.0, "standing", Words("en"))
    ('25%', '4')
    """
    if pd.isna(value):
        return _("unknown")
    return _.percent(value) if CRITERIA[criterion].unit == "share" else _.number(round(value, 2))


def curve_card(
    utilities: Utilities,
    criterion: Criterion,
    own_valued: "pd.Series[bool]",
    names: Names,
    _: Words,
    *,
    sources: pd.DataFrame,
) -> Card:
    """Show the curve of one criterion, and each platform on it or, by `utilities.off_curve`, beside it."""
    rows = utilities.measured[criterion]
    drawn = rows.dropna(subset=["value"]).sort_values("value", ascending=False, kind="stable")
    values = utilities.values[criterion]
    return Card(
        key="curve",
        title=_curve_title(values, criterion, names, _),
        subtitle=_("Value of this criterion, 0 to 1: {measure}", measure=measure_words(_)[criterion]),
        **drawings(_curve, utilities, criterion, drawn, own_valued, names, _),
        legend=(
            Key(_("value curve, straight between its points"), "@accent"),
            Key(_("a platform"), "@ink", "dot"),
            Key(_("your own value"), "@ink", "diamond"),
        ),
        how=_(
            "Go up from the measure to the line, then left to read its value. Move the points if you value "
            "this differently, or enter your own value for a platform."
        ),
        note=_unknown_words(rows, names, _),
        sources=source_cards(reason_keys(utilities.reasons[[criterion]]), sources, _),
        table=table_of(
            map(str, values.sort_values(ascending=False, kind="stable").index),
            (_("Platform"), lambda key: names[key]),
            (_("Measure"), lambda key: measured(rows["value"][key], criterion, _)),
            (_("Value"), lambda key: utility_words(utilities, key, criterion, _)),
            (_("Based on"), lambda key: _reason_words(str(utilities.reasons.at[key, criterion]), _)),
            numeric=(1, 2),
        ),
    )


def _curve_title(values: pd.Series, criterion: Criterion, names: Names, _: Words) -> str:
    drawn = values.dropna()
    word = criterion_words(_)[criterion]
    if drawn.empty:
        return _("“{criterion}”: no data yet for any platform", criterion=word)
    best = drawn.index[drawn >= drawn.max() - 1e-9]
    listed = _.all_of(names[str(key)] for key in best) if len(best) < 4 else _("{n} platforms", n=len(best))
    return _(
        "“{criterion}”: {platforms} score {value} out of 1",
        criterion=word,
        platforms=listed,
        value=_.number(drawn.max(), 2),
    )


def _reason_words(reason: str, _: Words) -> str:
    own = {OWN_RATING: _("your rating"), OWN_HOURS: _("your hours"), OWN_VALUE: _("your own value")}
    return (own | {JUDGEMENT: _("our judgement"), "": _("no data yet")}).get(reason) or _("sources below")


def _unknown_words(rows: pd.DataFrame, names: Names, _: Words) -> str:
    unknown = rows.index[rows["value"].isna()]
    if unknown.empty:
        return ""
    if len(unknown) > NAMED:
        return _("Not shown, for want of data: {n} platforms.", n=len(unknown))
    return _("Not shown, for want of data: {platforms}.", platforms=_.all_of(names[str(key)] for key in unknown))


def _curve(
    utilities: Utilities,
    criterion: Criterion,
    drawn: pd.DataFrame,
    own_valued: "pd.Series[bool]",
    names: Names,
    _: Words,
    *,
    wide: bool,
) -> Drawing:
    curve, values = utilities.curves[criterion], utilities.values[criterion]
    length = max(float(curve["at"].max()), 1.0)
    end = max(length, min(float(drawn["value"].max()), FURTHEST * length)) if len(drawn) else length
    places = drawn["value"].clip(upper=end)
    texts = [
        f"<b>{clean_label(names[str(key)])}</b><br>"
        + _("{measure}, value {value}", measure=measured(at, criterion, _), value=_.number(value, 2))
        for key, at, value in zip(drawn.index, drawn["value"], values[drawn.index], strict=True)
    ]
    marker = {
        "size": 10,
        "color": [platform_token(str(key)) for key in drawn.index],
        "symbol": ["diamond" if own else "circle" for own in own_valued[drawn.index]],
        "line": {"color": "@surface", "width": 1.5},
    }
    dots = points(places.round(4), values[drawn.index].round(4), marker, texts, cliponaxis=False)
    x, y = curve["at"].to_list(), curve["value"].to_list()
    if end > x[-1]:
        x, y = [*x, end], [*y, y[-1]]
    line = {"mode": "lines+markers", "line": {"color": "@accent", "width": 2}}
    ticks = _ticks(end, criterion, _)
    return figure(
        [{**points(x, y, {"size": 5, "color": "@accent"}), **line}, dots],
        height=HEIGHT,
        xaxis={"range": [0, end], "tickvals": list(ticks), "ticktext": list(ticks.values())},
        yaxis={"range": [0, TOP], "tickvals": [0, 0.5, 1], "ticktext": [_.number(tick, 1) for tick in (0, 0.5, 1)]},
        annotations=_names(places, values, names, end, wide=wide),
        margin={"l": 8, "r": 24, "t": 20, "b": 8},
    )


def _ticks(end: float, criterion: Criterion, _: Words) -> dict[float, str]:
    step = TICKS[CRITERIA[criterion].unit]
    while end / step > 8:
        step *= 2
    return {n * step: measured(n * step, criterion, _) for n in range(int(end / step) + 1)}


def _names(places: pd.Series, values: pd.Series, names: Names, end: float, *, wide: bool) -> list[dict[str, Any]]:
    """Name the dots, those that share a place together."""
    shared: dict[tuple[float, float], list[str]] = {}
    for key, x, y in zip(places.index, places.round(3), values[places.index].round(3), strict=True):
        shared.setdefault((x, y), []).append(names[str(key)])
    named = []
    for (x, y), group in shared.items():
        more = f" +{len(group) - 2}" if len(group) > 2 else ""
        named.append((x, y, ", ".join(group[:2]) + more))
    return place_names(named, [], Ground(WIDTH[wide], HEIGHT - BELOW, end, TOP), far=wide)
