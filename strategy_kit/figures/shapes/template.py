"""What all drawings share: the chart template, source cards, safe labels."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from strategy_kit.figures.card_parts import Drawing, SourceCard, Theme
from strategy_kit.figures.shapes.palette import tokens
from strategy_kit.i18n import Words
from strategy_kit.labels.evidence import grade_words
from strategy_kit.territories import known_zones

FONT = '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif'
RANK_TOKENS = ("@q1", "@q2", "@q3", "@q4", "@q5", "@q6")
OPINION_TOKENS = ("@s1", "@s2", "@s3", "@s4", "@s5")
HATCH: Mapping[str, Any] = {"shape": "/", "size": 5, "solidity": 0.25, "fgcolor": "@hatch", "bgcolor": "rgba(0,0,0,0)"}
"""The fill of what is unknown, and of nothing else."""


def figure(data: list[dict[str, Any]], *, height: int, **layout: Any) -> Drawing:
    """
    Return a plotly figure in the workbook's template.

    Parameters
    ----------
    data : list of dict
        Traces, colours as tokens (``"@s5"``).
    height : int
        Pixels; every chart has a fixed height.
    **layout
        Merged over the template, one level deep for the axes.

    Examples
    --------
    >>> drawing = figure([{"type": "bar", "x": [1], "y": ["a"]}], height=120, xaxis={"visible": False})
    >>> drawing["layout"]["xaxis"]["fixedrange"], drawing["layout"]["xaxis"]["visible"]
    (True, False)
    """
    merged: dict[str, Any] = base_layout()
    for key, value in layout.items():
        default = merged.get(key)
        merged[key] = {**default, **value} if isinstance(default, dict) and isinstance(value, dict) else value
    return {"data": data, "layout": {**merged, "height": height}}


def base_layout() -> dict[str, Any]:
    """Return the layout that all drawings start from, colours as tokens."""
    text = {"size": 12, "color": "@ink-2"}

    def axis() -> dict[str, Any]:
        return {
            "gridcolor": "@grid",
            "gridwidth": 1,
            "zeroline": False,
            "showline": False,
            "ticks": "",
            "tickfont": dict(text),
            "automargin": True,
            "fixedrange": True,
        }

    return {
        "font": {"family": FONT, **text},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "xaxis": axis(),
        "yaxis": axis(),
        "bargap": 0.32,
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": "@raised",
            "bordercolor": "@line",
            "font": {"family": FONT, "size": 13, "color": "@ink"},
            "align": "left",
        },
        "separators": ".,",
    }


def clean_label(text: str) -> str:
    """
    Return a person's text as a chart may show it: no markup, no formula marks, no token.

    >>> clean_label("<b>Sale</b> $x$ @s5")
    'b Sale /b x s5'
    """
    return re.sub(r"[ \t\r\n]+", " ", re.sub(r"[<>$@]", " ", text)).strip()


def themed(drawing: Drawing, theme: Theme) -> Drawing:
    """Return the figure with its tokens replaced by the colours of a theme."""
    colours = tokens()[theme]

    def replaced(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: replaced(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [replaced(item) for item in value]
        if isinstance(value, str) and value.startswith("@"):
            return colours[value[1:]]
        return value

    result: Drawing = replaced(drawing)
    return result


def short_names(sources: pd.DataFrame) -> dict[str, str]:
    """Return the short name of each source, by its key."""
    return dict(zip(sources["key"], sources["short_name"], strict=True))


def source_cards(
    keys: Iterable[str], sources: pd.DataFrame, _: Words, says: Mapping[str, str] | None = None
) -> tuple[SourceCard, ...]:
    """
    Return the card of each source, in the order given, each once.

    Parameters
    ----------
    keys : iterable of str
        Source keys, several joined by semicolons; those of ``memory`` and blanks are left out.
    says : mapping of key to str, optional
        What each says here, in one line.
    """
    by_key = sources.set_index("key").T
    listed = dict.fromkeys(key for joined in keys for key in joined.split(";") if key not in ("", "memory"))
    return tuple(_source_card(key, by_key[key], _, (says or {}).get(key, "")) for key in listed)


def _source_card(key: str, row: "pd.Series[Any]", _: Words, says: str) -> SourceCard:
    def text(name: str) -> str:
        return "" if pd.isna(row[name]) else str(row[name])

    def local(name: str) -> str:
        return str(_.localized(row, name))

    return SourceCard(
        key=key,
        name=text("short_name"),
        title=text("title"),
        producer=text("producer"),
        says=says,
        measured=local("metric"),
        who=", ".join(filter(None, (local("population"), local("sample")))),
        when=_when(text("year"), str(row["year_verified"]), _),
        clock=_clock_words(text("clock"), _),
        read_as=grade_words(text("quality"), _),
        grade=text("quality"),
        caution=local("caveat"),
        url=text("url"),
    )


def _clock_words(clock: str, _: Words) -> str:
    if clock == "audience":
        return _("audience time zone")
    return f"{_.zone(clock)} ({clock})" if clock in known_zones() else clock


def _when(year: str, verified: str, _: Words) -> str:
    if not year:
        return _("undated")
    year = year.removesuffix(".0")
    return year if verified in ("True", "yes") else _("about {year}", year=year)
