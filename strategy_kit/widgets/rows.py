"""
Rows of a table people edit, read as fields of a brief: what is blank, what is a percentage, what is missing.

What a person still has to give is said in the words of the page: the `InputError` names the row and the column.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from strategy_kit.errors import InputError

Row = Mapping[str, Any]


def filled(rows: Iterable[Row]) -> list[Row]:
    """
    Return the rows without the blank ones at the end: one just added says nothing yet.

    >>> filled([{"name": ""}, {"name": "Visitors"}, {"name": "", "share": None, "paid": False}])
    [{'name': ''}, {'name': 'Visitors'}]
    """
    kept = list(rows)
    while kept and not any(_given(cell) for cell in kept[-1].values()):
        kept.pop()
    return kept


def given(row: Row) -> dict[str, Any]:
    """
    Return the cells that hold something; the model's defaults stand for the rest.

    >>> given({"name": "", "medium": None, "hours": 0})
    {'name': '', 'hours': 0}
    """
    return {key: cell for key, cell in row.items() if cell is not None}


def percent(share: float) -> float:
    """
    Return a share as the percentage a person reads.

    >>> percent(0.29), percent(1 / 3)
    (29.0, 33.333333)
    """
    return round(100 * share, 6)


def share(row: Row, field: str) -> float:
    """
    Return the percentage of a row as a share; `field` is its place in the brief (``segments.0.share``).

    Raises
    ------
    InputError
        If it is missing or not from 0 to 100.

    Examples
    --------
    >>> share({"share": 29.0}, "segments.0.share")
    0.29
    """
    value = number(row, field)
    if not 0 <= value <= 100:
        raise InputError("{field}: found {value}. Use a percentage from 0 to 100.", field=field, value=f"{value:g}")
    return value / 100


def number(row: Row, field: str) -> float:
    """
    Return the number in the column that `field` ends with.

    Raises
    ------
    InputError
        If it is missing.
    """
    value = row[field.rpartition(".")[2]]
    if value is None:
        raise InputError("{field}: is not given yet. Enter a number.", field=field)
    return float(value)


def _given(cell: object) -> bool:
    return cell is not None and cell is not False and cell != ""
