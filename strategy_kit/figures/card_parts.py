"""What a card is made of: a drawing, a table of numbers, the entries of a legend, its sources."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

Theme = Literal["light", "dark"]
Names = Mapping[str, str]
"""The name of each platform, by its key."""
Drawing = dict[str, Any]
"""A plotly figure as its JSON: ``{"data": [...], "layout": {...}}``."""
Row = TypeVar("Row")


@dataclass(frozen=True)
class Table:
    """
    Numbers as words: one row per item, all cells already written in the reader's language.

    `numeric` names the positions of right-aligned columns, `pages` the page of the dashboard that each row leads to.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()
    caption: str = ""
    pages: tuple[str, ...] = ()


def table_of(
    rows: Iterable[Row], *columns: tuple[str, Callable[[Row], str]], numeric: tuple[int, ...] = (), caption: str = ""
) -> Table:
    """
    Return the table of some rows: each column is its head, and the function that writes its cell.

    >>> table_of([2, 3], ("n", str), ("square", lambda n: str(n * n))).rows
    (('2', '4'), ('3', '9'))
    """
    cells = tuple(tuple(cell(row) for _head, cell in columns) for row in rows)
    return Table(tuple(head for head, _cell in columns), cells, numeric, caption)


def drawings(draw: Callable[..., Drawing], *results: Any, when: object = True) -> dict[str, Any]:
    """Return the fields of a card that hold its drawings, for a page and for a phone; none unless `when`."""
    return {"drawing": draw(*results, wide=True), "narrow": draw(*results, wide=False)} if when else {}


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
