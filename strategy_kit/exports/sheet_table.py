"""The table of a sheet: rows under columns with a width."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

Cell = str | float | dt.datetime | dt.date | dt.timedelta
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class SheetTable:
    """
    Rows under columns (header, width in letters).

    `cancelled` are the positions of cancelled rows; `printed` the number of columns on paper, from the left, 0 for all.
    """

    columns: tuple[tuple[str, int], ...]
    rows: tuple[Row, ...]
    cancelled: frozenset[int] = frozenset()
    printed: int = 0


def sheet_table(
    items: Sequence[Any],
    *columns: tuple[str, int, Callable[[Any], Cell]],
    cancelled: frozenset[int] = frozenset(),
    printed: int = 0,
) -> SheetTable:
    """Return a table with one row per item; a column is its header, its width and what it says of an item."""
    rows = tuple(tuple(value(item) for _header, _width, value in columns) for item in items)
    return SheetTable(tuple((header, width) for header, width, _value in columns), rows, cancelled, printed)


def cell_of(value: Cell | None) -> Cell:
    """Return a value as a cell: blank if it is not known."""
    return "" if value is None else value
