"""
A card as a figure of plotly's own, to change, plot again and save.

Importing this module registers the workbook's templates with plotly: ``strategy_kit`` and ``strategy_kit_dark``. It is
imported when a figure is asked for, because plotly takes a second to import and 40 MB to hold.
"""

import math
from typing import Any

import plotly.graph_objects as go
import plotly.io as pio

from strategy_kit.figures.card import Card, Key, Theme
from strategy_kit.figures.shapes.bars import wrapped
from strategy_kit.figures.shapes.template import base_layout, themed, tokens

TEMPLATES: dict[Theme, str] = {"light": "strategy_kit", "dark": "strategy_kit_dark"}
"""Names of the templates, by theme."""

MARKS = {
    "swatch": "square",
    "hatch": "hash-open",
    "dot": "circle",
    "diamond": "diamond",
    "outline": "square-open",
    "tick": "line-ns-open",
    "sizes": "circle",
}
"""plotly's symbol for each mark of a legend."""

COLORWAY = ("@s5", "@s1", "@c3", "@c4", "@c5", "@c6", "@s4", "@s2")
"""Colours of traces that name none, in order."""

LINE, LETTERS = 24, {True: 84, False: 40}
"""Pixels of a line of the title; letters it holds, in a wide figure and a narrow one."""


def template(theme: Theme) -> go.layout.Template:
    """
    Return the workbook's style as a plotly template.

    Parameters
    ----------
    theme : "light" or "dark"

    Examples
    --------
    >>> template("dark").layout.paper_bgcolor
    '#1F1E1B'
    """
    surface = {"paper_bgcolor": "@surface", "plot_bgcolor": "@surface", "colorway": list(COLORWAY)}
    return go.layout.Template(layout=themed({**base_layout(), **surface}, theme))


def figure_of(card: Card, theme: Theme = "light", *, wide: bool = True) -> go.Figure:
    """
    Return the drawing of a card as a plotly figure in the workbook's template, with its title and legend.

    Parameters
    ----------
    card : Card
        Its words are those of the language it was made in.
    theme : "light" or "dark"
    wide : bool
        The drawing for a page; False: the one for a phone.

    Raises
    ------
    ValueError
        If the card has no drawing, or there is no such theme.

    Examples
    --------
    >>> bars = {"data": [{"type": "bar", "x": ["a"], "y": [1], "marker": {"color": "@s5"}}], "layout": {"height": 200}}
    >>> figure = figure_of(Card("reach", "Facebook reaches most", drawing=bars))
    >>> figure.layout.title.text, figure.data[0].marker.color
    ('Facebook reaches most', '#146173')
    """
    if theme not in TEMPLATES:
        raise ValueError(f"theme: found {theme!r}. Use 'light' or 'dark'.")
    drawing = card.drawing if wide else card.narrow or card.drawing
    if drawing is None:
        raise ValueError(f"The card {card.key!r} has no drawing. Its numbers are in card.table.")
    layout = _beyond(drawing["layout"], base_layout())
    head, foot = _title(card, wide), _legend(card.legend, wide)
    height = layout["height"] + _room(head) + foot.pop("room")
    drawn = {
        "data": [*drawing["data"], *map(_legend_entry, card.legend)],
        "layout": {**layout, "height": height, "title": head, **foot},
    }
    return go.Figure({**themed(drawn, theme)}).update_layout(template=TEMPLATES[theme])


def _beyond(layout: dict[str, Any], base: dict[str, Any]) -> dict[str, Any]:
    """Return what a layout sets beyond a base, so that the rest follows whatever template the figure is given."""
    found = {}
    for key, value in layout.items():
        known = base.get(key)
        if isinstance(value, dict) and isinstance(known, dict):
            value = {name: item for name, item in value.items() if known.get(name, ...) != item}
            if not value:
                continue
        elif key in base and value == known:
            continue
        found[key] = value
    return found


def _title(card: Card, wide: bool) -> dict[str, Any]:
    letters = LETTERS[wide]
    place = {"x": 0, "xref": "paper", "xanchor": "left", "y": 1, "yref": "container", "yanchor": "top"}
    return {
        "text": wrapped(card.title, letters, 4),
        "subtitle": {"text": wrapped(card.subtitle, round(letters * 1.2), 4), "font": {"size": 13, "color": "@ink-2"}},
        "font": {"size": 17, "color": "@ink"},
        "automargin": True,
        "pad": {"t": 12, "b": 12},
        **place,
    }


def _room(title: dict[str, Any]) -> int:
    """Return the pixels that a title needs above the drawing."""
    lines = sum(1 + text.count("<br>") for text in (title["text"], title["subtitle"]["text"]) if text)
    return LINE * (lines + 1)


def _legend(keys: tuple[Key, ...], wide: bool) -> dict[str, Any]:
    if not keys:
        return {"room": 0}
    letters = sum(len(key.word) + 8 for key in keys)
    place = {"orientation": "h", "x": 0, "xref": "paper", "y": 0, "yref": "container", "yanchor": "bottom"}
    only_words = {"itemclick": False, "itemdoubleclick": False, "traceorder": "normal"}
    return {
        "showlegend": True,
        "legend": {**place, **only_words},
        "room": LINE * (1 + math.ceil(letters / LETTERS[wide])),
    }


def _legend_entry(key: Key) -> dict[str, Any]:
    """Return a trace that draws nothing but its entry of the legend."""
    color = f"@{key.token.removeprefix('@')}" if key.token.removeprefix("@") in tokens()["light"] else "@hatch"
    marker = {"symbol": MARKS[key.mark], "size": 12, "color": color}
    point = {"x": [None], "y": [None], "mode": "markers", "hoverinfo": "skip", "showlegend": True}
    return {"type": "scatter", "name": wrapped(key.word, 60), "marker": marker, **point}


for _theme, _name in TEMPLATES.items():
    pio.templates[_name] = template(_theme)
