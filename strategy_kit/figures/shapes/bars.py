"""Charts made of rows: name, drawing, value. Names stand at the left on a wide page, above their row on a phone."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from strategy_kit.figures.shapes.template import HATCH, clean_label
from strategy_kit.i18n import Words

NO_FILL = "rgba(0,0,0,0)"
_WIDE_ROW, _NARROW_ROW = 34, 50
NAME = {"size": 13, "color": "@ink"}
"""The letters of a row's name."""


def wrapped(text: str, width: int, lines: int = 2) -> str:
    """
    Return a person's text in at most `lines` lines of `width` letters, safe in a chart.

    >>> wrapped("Recipes our customers ask for every week", 16)
    'Recipes our<br>customers ask…'
    """
    return folded(clean_label(text), width, lines)


def folded(text: str, width: int, lines: int = 2) -> str:
    """
    Return our own text in at most `lines` lines of `width` letters; no-break spaces hold.

    >>> folded("40\u202f% of purchases", 5)
    '40\u202f%<br>of…'
    """
    return "<br>".join(textwrap.wrap(text, width, max_lines=lines, placeholder="…"))


def numbered(names: Iterable[str]) -> str:
    """
    Explain the numbers that stand for names on a narrow drawing.

    >>> numbered(["Women", "Men"])
    '1 Women, 2 Men'
    """
    return ", ".join(f"{number} {name}" for number, name in enumerate(names, 1))


def percent_ticks(_: Words) -> dict[float, str]:
    """Return the ticks of an axis of shares: quarters, in percent."""
    return {quarter / 4: _.percent(quarter / 4) for quarter in range(5)}


def row_layout(
    names: Sequence[str],
    values: Sequence[str],
    *,
    wide: bool,
    ticks: Mapping[float, str],
    end: float = 1.0,
    domain: Sequence[float] = (0.0, 0.76),
) -> dict[str, Any]:
    """
    Return the layout of a chart whose row i is drawn at y = i, the first on top.

    Parameters
    ----------
    names, values : sequence of str
        One each a row; the value is right-aligned.
    wide : bool
        Names at the left, else above their row.
    ticks : mapping of position to word
        Of the value axis.
    end : float
        End of the value axis, which begins at 0.
    domain : pair of float
        Part of the width that a wide drawing takes, values standing to its right.
    """
    rows = range(len(names))
    labels = [_label(value, 1, row, "right", wide) for row, value in zip(rows, values, strict=True)]
    if not wide:
        labels += [_label(wrapped(name, 30, 1), 0, row, "left", wide) for row, name in zip(rows, names, strict=True)]
    return {
        "height": len(names) * (_WIDE_ROW if wide else _NARROW_ROW) + 36,
        "barmode": "overlay",
        "annotations": labels,
        "xaxis": {
            "range": [0, end],
            "domain": list(domain) if wide else [0, 1],
            "tickvals": list(ticks),
            "ticktext": list(ticks.values()),
        },
        "yaxis": {
            "range": [len(names) - 0.5, -0.5 if wide else -0.8],
            "showgrid": False,
            "tickvals": list(rows) if wide else [],
            "ticktext": [wrapped(name, 24) for name in names] if wide else [],
            "tickfont": dict(NAME),
            "ticklabelstandoff": 8,
        },
    }


def row_bars(
    rows: Iterable[int], lengths: Iterable[float], texts: Iterable[str], marker: Mapping[str, Any], *, wide: bool
) -> dict[str, Any]:
    """Return bars from 0, one a row, with the words that show on hover."""
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(rows),
        "x": list(lengths),
        "width": 0.62 if wide else 0.36,
        "marker": dict(marker),
        "hovertext": list(texts),
        "hoverinfo": "text",
    }


def text_inside(texts: Sequence[str], color: str) -> dict[str, Any]:
    """Return the words inside bars."""
    place = {"textposition": "inside", "insidetextanchor": "middle", "textangle": 0}
    return {"text": list(texts), **place, "textfont": {"size": 12, "color": color}}


def points(
    x: Iterable[float], y: Iterable[float], marker: Mapping[str, Any], texts: Iterable[str] | None = None, **more: Any
) -> dict[str, Any]:
    """Return markers, with the words that show on hover; without any, hovering shows nothing."""
    hover = {"hoverinfo": "skip"} if texts is None else {"hovertext": list(texts), "hoverinfo": "text"}
    return {"type": "scatter", "mode": "markers", "x": list(x), "y": list(y), "marker": dict(marker), **hover, **more}


def unknown_marker() -> dict[str, Any]:
    """Return the fill of what is unknown, on a bare ground that hides what lies under it."""
    return {"color": "@surface", "line": {"width": 1, "color": "@hatch"}, "pattern": {**HATCH, "bgcolor": "@surface"}}


def row_spans(rows: Sequence[float], lows: Sequence[float], highs: Sequence[float]) -> dict[str, Any]:
    """Return an interval a row, as a line with an end at either side."""
    x: list[float | None] = []
    y: list[float | None] = []
    for row, low, high in zip(rows, lows, highs, strict=True):
        x += [low, high, None]
        y += [row, row, None]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": x,
        "y": y,
        "line": {"color": "@ink", "width": 1.5},
        "marker": {"symbol": "line-ns-open", "size": 8, "color": "@ink", "line": {"width": 1.5, "color": "@ink"}},
        "hoverinfo": "skip",
    }


def text_at(text: str, x: float, y: float, **more: Any) -> dict[str, Any]:
    """Return words in a chart, x in shares of its width, y in rows."""
    return {"text": text, "x": x, "y": y, "xref": "paper", "showarrow": False, "font": {"size": 12}, **more}


def _label(text: str, x: float, row: int, anchor: str, wide: bool) -> dict[str, Any]:
    place = {"yanchor": "middle"} if wide else {"yanchor": "bottom"}
    y = row if wide else row - 0.22
    return text_at(text, x, y, xanchor=anchor, align=anchor, **place, font=dict(NAME))
