"""What a card is made of: a drawing, a table of numbers, the entries of a legend, its sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Theme = Literal["light", "dark"]
Names = Mapping[str, str]
"""The name of each platform, by its key."""
Drawing = dict[str, Any]
"""A plotly figure as its JSON: ``{"data": [...], "layout": {...}}``."""


@dataclass(frozen=True)
class Table:
    """
    Numbers as words: one row per item, all cells already written in the reader's language.

    `numeric` names the positions of right-aligned columns.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    caption: str = ""


@dataclass(frozen=True)
class Key:
    """One entry of a legend: a mark (swatch, hatch, dot, diamond, outline, tick), its token and its word."""

    word: str
    token: str = ""
    mark: Literal["swatch", "hatch", "dot", "diamond", "outline", "tick", "sizes"] = "swatch"


@dataclass(frozen=True)
class SourceCard:
    """A study as a reader needs it, in the order of the questions one asks; empty = not known or does not apply."""

    key: str
    name: str
    title: str
    producer: str
    says: str
    measured: str
    who: str
    when: str
    clock: str
    read_as: str
    grade: str
    caution: str
    url: str
