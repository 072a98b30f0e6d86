"""Rows of an edited table read as fields of a brief; an `InputError` names the row and the column of a fault."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from strategy_kit.errors import InputError, first_of

Row = Mapping[str, Any]
Identity = Callable[[Row], object]
"""What a row is about: two rows with the same cannot both stand."""
_Read = TypeVar("_Read")


def filled(rows: Iterable[Row]) -> list[Row]:
    """Return the rows without the blank ones at the end."""
    left = list(rows)
    while left and not _is_filled(left[-1]):
        left.pop()
    return left


def in_written_order(held: Sequence[Row], written: Sequence[Row]) -> list[Row]:
    """
    Return the rows that a plan holds in the order in which a person wrote them, their blank rows in place.

    A row that the plan holds otherwise, such as with a default for a blank, takes the place of the one written. Where
    the two do not match row by row, the plan's order holds.

    >>> held = [{"who": "baker", "says": 1}, {"who": "baker", "says": 2}, {"who": "counter", "says": 3}]
    >>> written = [held[0], held[2], {"who": "baker ", "says": 2}, {"who": "", "says": None}]
    >>> [row["who"] for row in in_written_order(held, written)]
    ['baker', 'counter', 'baker', '']
    """
    rest, places = list(held), list[Row | None]()
    for row in written:
        if row in rest:
            rest.remove(row)
            places.append(row)
        else:
            places.append(None if _is_filled(row) else row)
    if places.count(None) != len(rest):
        return list(held)
    others = iter(rest)
    return [next(others) if row is None else row for row in places]


def read_rows(rows: Iterable[Row], read: Callable[[int, Row], _Read]) -> list[_Read]:
    """
    Read every row but blank ones at the end by a function of its place and cells.

    Raises InputError, the first fault of any row, with the others in its `also`.
    """
    made, faults = list[_Read](), list[InputError]()
    for place, row in enumerate(filled(rows)):
        try:
            made.append(read(place, row))
        except InputError as error:
            faults.append(error)
    if faults:
        raise first_of(faults)
    return made


def row_of(field: str) -> int | None:
    """
    Return the row of a table that a place in the plan (``team.2.duty.0.start``) is of; None without any.

    >>> row_of("team.2.duty.0.start"), row_of("name")
    (2, None)
    """
    return next((int(part) for part in field.split(".") if part.isdigit()), None)


def with_valid_rows(
    rows: Sequence[Row], error: InputError, write: Callable[[list[Row], list[Row]], None]
) -> InputError:
    """
    Write the rows that have no fault; return the faults of the others, by their place among all rows.

    Parameters
    ----------
    error : InputError
        Why the rows together were refused.
    write : function
        Takes the rows that are left and those that were refused, or raises an InputError that names a row of the first;
        nothing is written where it names none.
    """
    faults: list[InputError] = []
    places = list(range(len(rows)))
    while True:
        found = [(row_of(fault.field), fault) for fault in (error, *error.also)]
        if any(row is None or row >= len(places) for row, _fault in found):
            return first_of([*faults, error])
        faults += [fault.at(_with_row(fault.field, places[row])) for row, fault in found if row is not None]
        refused = {places[row] for row, _fault in found if row is not None}
        places = [place for place in places if place not in refused]
        try:
            write([rows[place] for place in places], [row for place, row in enumerate(rows) if place not in places])
        except InputError as further:
            error = further
        else:
            return first_of(faults)


def with_held(rows: Sequence[Row], refused: Iterable[Row], held: Iterable[Row], identity: Identity | None) -> list[Row]:
    """
    Return rows with those that a plan holds of what only refused ones are about.

    >>> held = [{"day": 1, "n": 4}, {"day": 2, "n": 3}, {"day": 3, "n": 6}]
    >>> with_held([{"day": 1, "n": 5}], [{"day": 2, "n": -1}], held, lambda row: row["day"])
    [{'day': 1, 'n': 5}, {'day': 2, 'n': 3}]
    """
    if identity is None:
        return list(rows)
    kept = {identity(row) for row in refused} - {identity(row) for row in rows}
    return [*rows, *(row for row in held if identity(row) in kept)]


def _with_row(field: str, row: int) -> str:
    """Return the same place of another row."""
    return re.sub(r"(?<=\.)\d+", str(row), field, count=1)


def given(row: Row) -> dict[str, Any]:
    """Return the cells that are not None; the model's defaults stand for the rest."""
    return {key: cell for key, cell in row.items() if cell is not None}


def only(key: str, entries: Sequence[Any]) -> dict[str, str]:
    """Return the name of the only entry there is, for a row that leaves it out; nothing if there are several."""
    return {key: entries[0].name} if len(entries) == 1 else {}


def percent(share: float) -> float:
    """Return a share as the percentage a person reads, of at most six digits after the point."""
    return round(100 * share, 6)


def share(row: Row, field: str) -> float:
    """
    Return the percentage in the column that `field` ends with as a share; one not from 0 to 100 raises InputError.

    >>> share({"share": 29.0}, "segments.0.share")
    0.29
    """
    value = number(row, field)
    if not 0 <= value <= 100:
        raise InputError("{field}: found {value}. Use a percentage from 0 to 100.", field=field, value=f"{value:g}")
    return value / 100


def number(row: Row, field: str) -> float:
    """Return the number in the column that `field` ends with; a missing one raises InputError."""
    value = row[field.rpartition(".")[2]]
    if value is None:
        raise InputError("{field}: no number yet. Enter one.", field=field)
    return float(value)


def _is_filled(row: Row) -> bool:
    return any(cell is not None and cell is not False and cell != "" for cell in row.values())
