"""
The drawing of a card as a figure of plotly's own. Importing this registers the templates ``strategy_kit`` and
``strategy_kit_dark``; it waits until a figure is asked for, as plotly takes half a second to import and 75 MB to hold.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go
import plotly.io as pio

from strategy_kit.figures.card_parts import Drawing, Key, Theme
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

HEIGHT = 320
"""Pixels of a drawing that names no height."""

LINE, SMALL_LINE, FIRST_LINE, AXIS = 24, 18, 24, 20
"""Pixels of a line of the title, of the subtitle, above the title, and of the words of an axis at the top."""

LETTERS = {True: 84, False: 36}
"""Letters that a line of the title holds, in a wide figure and a narrow one."""


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


def figure_of(
    drawing: Drawing,
    title: str,
    subtitle: str = "",
    legend: Sequence[Key] = (),
    theme: Theme = "light",
    *,
    wide: bool = True,
) -> go.Figure:
    """
    Return a drawing as a plotly figure in the workbook's template, with title, subtitle and legend.

    Parameters
    ----------
    drawing : Drawing
        Colours as tokens (``"@s5"``).
    title, subtitle : str
        In the reader's language; wrapped here.
    legend : sequence of Key
    theme : "light" or "dark"
    wide : bool
        Whether it is made for a page; False: for a phone.

    Raises
    ------
    ValueError
        If there is no such theme.

    Examples
    --------
    >>> bars = {"data": [{"type": "bar", "x": ["a"], "y": [1], "marker": {"color": "@s5"}}], "layout": {"height": 200}}
    >>> figure = figure_of(bars, "Facebook reaches most")
    >>> figure.layout.title.text, figure.data[0].marker.color
    ('Facebook reaches most', '#146173')
    """
    if theme not in TEMPLATES:
        raise ValueError(f"theme: found {theme!r}. Use 'light' or 'dark'.")
    layout = {"height": HEIGHT, **drawing["layout"]}
    head, foot = _title(title, subtitle, wide), _legend(legend, wide)
    margin = layout["margin"] if "margin" in layout else base_layout()["margin"]
    axes = [axis for name, axis in layout.items() if name.startswith(("xaxis", "yaxis"))]
    above = head.room + AXIS * any(axis.get("side") == "top" for axis in axes)
    height = layout["height"] + above + foot.room
    drawn = {
        "data": [*({"showlegend": False, **trace} for trace in drawing["data"]), *map(_legend_entry, legend)],
        "layout": {
            **_beyond(layout, base_layout()),
            **foot.layout,
            "height": height,
            "title": {**head.layout, "y": 1 - FIRST_LINE / height},
            "margin": {**margin, "t": margin["t"] + above},
        },
    }
    return go.Figure(themed(drawn, theme)).update_layout(template=TEMPLATES[theme])


@dataclass(frozen=True)
class Around:
    """A part of the layout above or below a drawing, and the pixels it takes."""

    room: int
    layout: dict[str, Any] = field(default_factory=dict)


def _beyond(layout: dict[str, Any], base: dict[str, Any]) -> dict[str, Any]:
    """Return what a layout sets beyond a base, so that the rest follows whatever template the figure is given."""
    found = {}
    for key, value in layout.items():
        default = base.get(key)
        if isinstance(value, dict) and isinstance(default, dict):
            value = {name: item for name, item in value.items() if default.get(name, ...) != item}
            if not value:
                continue
        elif key in base and value == default:
            continue
        found[key] = value
    return found


def _title(title: str, subtitle: str, wide: bool) -> Around:
    """Return title and subtitle, wrapped: plotly wraps nothing, and its own margin for titles is of one line."""
    title, subtitle = (
        wrapped(title, LETTERS[wide], 4),
        wrapped(subtitle, LETTERS[wide] * 6 // 5, 4),
    )
    lines, small_lines = (text.count("<br>") + 1 if text else 0 for text in (title, subtitle))
    layout = {
        "text": title,
        "subtitle": {"text": subtitle, "font": {"size": 13, "color": "@ink-2"}},
        "font": {"size": 17, "color": "@ink"},
        **{"x": 0, "xref": "paper", "xanchor": "left", "yref": "container", "yanchor": "top"},
    }
    return Around(LINE * lines + SMALL_LINE * small_lines + LINE, layout)


def _legend(keys: Sequence[Key], wide: bool) -> Around:
    if not keys:
        return Around(0)
    lines = math.ceil(sum(len(key.word) + 8 for key in keys) / LETTERS[wide])
    place = {"orientation": "h", "x": 0, "xref": "paper", "y": 0, "yref": "container", "yanchor": "bottom"}
    only_words = {"itemclick": False, "itemdoubleclick": False, "traceorder": "normal"}
    return Around(LINE * (lines + 1), {"showlegend": True, "legend": {**place, **only_words}})


def _legend_entry(key: Key) -> dict[str, Any]:
    """Return a trace that draws nothing but its entry of the legend."""
    color = f"@{key.token.removeprefix('@')}" if key.token.removeprefix("@") in tokens()["light"] else "@hatch"
    line = {"width": 2, "color": "@ink" if key.mark == "dot" else color}
    marker = {"symbol": MARKS[key.mark], "size": 11, "color": color, "line": line}
    point = {"x": [None], "y": [None], "mode": "markers", "hoverinfo": "skip", "showlegend": True}
    return {"type": "scatter", "name": wrapped(key.word, 60), "marker": marker, **point}


for _theme, _name in TEMPLATES.items():
    pio.templates[_name] = template(_theme)
