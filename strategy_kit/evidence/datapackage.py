"""
Tables as their description says: text in, typed frames and faults out; rows are numbered as in a spreadsheet.

Beyond a Frictionless Data Package: a field `holds` zones or weekdays; `references` are foreign keys joined by a
`separator`, `also` allows more; `ascending` columns rise (`strictly`); `requiredUnless` lists the excuses of a blank.
"""

import csv
import datetime as dt
import difflib
import io
import math
import re
import zoneinfo
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Any

import pandas as pd

from strategy_kit.errors import InputError
from strategy_kit.i18n import N_

Columns = Mapping[str, Sequence[str]]
Description = Mapping[str, Any]
_FORMS = {
    "boolean": re.compile("yes|no"),
    "integer": re.compile("-?[0-9]+"),
    "number": re.compile(r"-?[0-9]+(\.[0-9]+)?"),
}
_FAULTS = {
    "file": N_("{file}: this file cannot be read. Save it as comma-separated text (CSV) in UTF-8."),
    "header": N_("{file}, row 1: the columns should be {expected}. Restore the first line."),
    "width": N_(
        "{file}, row {row}: found {value} cells instead of {expected}. Look for an extra comma or a missing "
        "quotation mark."
    ),
    "required": N_("{file}, row {row}, column {column}: the cell is empty. Fill it in."),
    "lacking": N_("{file}, row {row}, column {column}: the cell is empty for {value}. Fill it in."),
    "enum": N_("{file}, row {row}, column {column}: found {value}. Use one of {expected}."),
    "boolean": N_("{file}, row {row}, column {column}: found {value}. Use yes or no."),
    "integer": N_("{file}, row {row}, column {column}: found {value}. Use a whole number."),
    "number": N_("{file}, row {row}, column {column}: found {value}. Use a number, with a point for decimals."),
    "date": N_("{file}, row {row}, column {column}: found {value}. Enter a valid date, like 2027-01-04."),
    "pattern": N_("{file}, row {row}, column {column}: found {value}. Use this format: {expected}."),
    "range": N_("{file}, row {row}, column {column}: found {value}. Use a number from {low} to {high}."),
    "weekdays": N_(
        "{file}, row {row}, column {column}: {value} does not name weekdays. Write 1-4 or 1;3 (1 is Monday)."
    ),
    "zone": N_(
        "{file}, row {row}, column {column}: no time zone is called {value}. Use “audience” or an IANA time "
        "zone, like {nearest}."
    ),
    "sources": N_(
        "{file}, row {row}, column {column}: no source is called {value}. Use an existing one; the "
        "closest are {nearest}."
    ),
    "platforms": N_(
        "{file}, row {row}, column {column}: no platform is called {value}. Use an existing one; "
        "the closest are {nearest}."
    ),
    "objectives": N_(
        "{file}, row {row}, column {column}: no objective is called {value}. Use an existing one; "
        "the closest are {nearest}."
    ),
    "terms": N_(
        "{file}, row {row}, column {column}: no term is called {value}. Use an existing one; the closest are {nearest}."
    ),
    "twice": N_(
        "{file}, row {row}, column {column}: {value} already appears in an earlier row. Keep only one of the two."
    ),
    "order": N_("{file}, row {row}, column {column}: {value} should be below {expected}. Put the lower value first."),
    "circle": N_("{file}, column {column}: {value} refer to one another in a loop. Remove one of these references."),
}


def read_tables(
    description: Description, contents: Mapping[str, bytes]
) -> tuple[dict[str, pd.DataFrame], list[InputError]]:
    r"""
    Check tables against a data package and turn them into frames.

    Parameters
    ----------
    description : Description
        The ``datapackage.json``: ``resources``, each with name, path and schema.
    contents : mapping of path to bytes
        The files it names; a missing one is a fault.

    Returns
    -------
    frames by name, and faults
        No frame if there is any fault (a blank text is ``""``, a blank number missing, yes and no are booleans). Every
        fault, by table and row: of cells only once all files can be read, of rows once all cells are right.

    Examples
    --------
    >>> fields = [{"name": "key", "type": "string"}, {"name": "percent", "type": "number"}]
    >>> schema = {"fields": fields, "primaryKey": ["key"]}
    >>> package = {"resources": [{"name": "reach", "path": "reach.csv", "schema": schema}]}
    >>> read_tables(package, {"reach.csv": b"key,percent\nx,21\n"})[0]["reach"].values.tolist()
    [['x', 21.0]]
    >>> [str(fault) for fault in read_tables(package, {"reach.csv": b"key,percent\nx,many\n"})[1]]
    ['reach.csv, row 2, column percent: found many. Use a number, with a point for decimals.']
    """
    resources = description["resources"]
    faults: list[InputError] = []
    cells = {resource["name"]: _cells(resource, contents.get(resource["path"]), faults) for resource in resources}
    if not faults:
        faults += [fault for resource in resources for fault in _cell_faults(resource, cells)]
    if not faults:
        faults += [fault for resource in resources for fault in _row_faults(resource, cells[resource["name"]])]
    if faults:
        return {}, faults
    return {resource["name"]: _frame(resource, cells[resource["name"]]) for resource in resources}, []


def unreadable(file: str) -> InputError:
    """
    Return the fault of a file that cannot be read.

    >>> str(unreadable("reach.csv"))
    'reach.csv: this file cannot be read. Save it as comma-separated text (CSV) in UTF-8.'
    """
    return _fault("file", file)


def weekdays(text: str) -> tuple[int, ...]:
    """
    Read weekdays, Monday 1: a range or a list, rising; empty if it is neither.

    >>> weekdays("1-4"), weekdays("1;3"), weekdays("4-1")
    ((1, 2, 3, 4), (1, 3), ())
    """
    if not re.fullmatch(r"[1-7](-[1-7]|(;[1-7])*)", text):
        return ()
    if "-" in text:
        return tuple(range(int(text[0]), int(text[2]) + 1))
    days = tuple(int(day) for day in text.split(";"))
    return days if list(days) == sorted(set(days)) else ()


def minute(text: str) -> int:
    """
    Read a time of day as its minute.

    >>> minute("13:15"), minute("24:00")
    (795, 1440)
    """
    return int(text[:2]) * 60 + int(text[3:])


def lineage(keys: Iterable[str], derived_from: Iterable[str]) -> dict[str, list[str]]:
    """
    Read which sources each source repeats.

    >>> lineage(["a", "b"], ["", "a;c"])
    {'a': [], 'b': ['a', 'c']}
    """
    return {key: [part for part in parents.split(";") if part] for key, parents in zip(keys, derived_from, strict=True)}


def nearest(value: str, allowed: Iterable[str]) -> str:
    """
    Return the three allowed words nearest to a mistyped one.

    >>> nearest("instagrm", ["facebook", "instagram", "x", "tiktok"])
    'instagram, tiktok, facebook'
    """
    return ", ".join(difflib.get_close_matches(value, sorted(allowed), n=3, cutoff=0.0))


def _fault(kind: str, file: str, row: int = 0, column: str = "", value: object = "", **params: str) -> InputError:
    place = [file, f"row {row}" if row else "", f"column {column}" if column else ""]
    field = ", ".join(part for part in place if part)
    return InputError(_FAULTS[kind], field=field, value=value, file=file, row=str(row), column=column, **params)


def _cells(resource: Description, content: bytes | None, faults: list[InputError]) -> dict[str, list[str]]:
    """Read a table as text, column by column."""
    file, names = resource["path"], [field["name"] for field in resource["schema"]["fields"]]
    try:
        text = (content or b"").decode("utf-8-sig")
        header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    except (ValueError, csv.Error):
        faults.append(unreadable(file))
        return {}
    if header != names:
        faults.append(_fault("header", file, expected=",".join(names)))
        return {}
    uneven = [(number, len(row)) for number, row in enumerate(rows, 2) if len(row) != len(names)]
    faults += [_fault("width", file, number, value=width, expected=str(len(names))) for number, width in uneven]
    return {} if uneven else {name: [row[place] for row in rows] for place, name in enumerate(names)}


def _cell_faults(resource: Description, cells: Mapping[str, Columns]) -> Iterator[InputError]:
    file, columns = resource["path"], cells[resource["name"]]
    for field in resource["schema"]["fields"]:
        column = columns[field["name"]]
        wrong = {value: kind for value in set(column) if (kind := _cell_fault_kind(field, value))}
        for number, value in enumerate(column, 2) if wrong else ():
            if value in wrong:
                yield _cell_fault(wrong[value], file, number, field, columns)
    for link in [*resource["schema"].get("foreignKeys", ()), *resource["schema"].get("references", ())]:
        yield from _link_faults(file, link, columns[link["fields"]], cells[link["reference"]["resource"]])


def _cell_fault(kind: str, file: str, number: int, field: Description, columns: Columns) -> InputError:
    name, value = field["name"], columns[field["name"]][number - 2]
    keys = columns.get("key", ())
    if kind == "required" and name != "key" and keys and keys[number - 2]:
        return _fault("lacking", file, number, name, keys[number - 2])
    return _fault(kind, file, number, name, value, **_remedy(field, value))


def _cell_fault_kind(field: Description, value: str) -> str:
    """Return the fault of a cell, as a key of `_FAULTS`; "" if there is none."""
    limits, kind, holds = field.get("constraints", {}), str(field["type"]), field.get("holds")
    if not value:
        return "required" if limits.get("required") else ""
    if value not in limits.get("enum", [value]):
        return "enum"
    if holds == "weekdays":
        return "" if weekdays(value) else "weekdays"
    if holds == "zone":
        return "" if value == "audience" or _is_zone(value) else "zone"
    if not _parses(kind, value):
        return kind
    if not re.fullmatch(limits.get("pattern", ".*"), value, re.DOTALL):
        return "pattern"
    if kind in ("integer", "number") and not limits.get("minimum", -math.inf) <= float(value) <= limits.get(
        "maximum", math.inf
    ):
        return "range"
    return ""


def _parses(kind: str, value: str) -> bool:
    if kind in _FORMS:
        return bool(_FORMS[kind].fullmatch(value))
    try:
        return kind != "date" or dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


@cache
def _is_zone(name: str) -> bool:
    try:
        return "/" in name and zoneinfo.ZoneInfo(name).key == name
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False


def _remedy(field: Description, value: str) -> dict[str, str]:
    limits = field.get("constraints", {})
    return {
        "expected": ", ".join(limits.get("enum", ())) or field.get("example", ""),
        "low": str(limits.get("minimum", "-∞")),
        "high": str(limits.get("maximum", "∞")),
        "nearest": nearest(value, zoneinfo.available_timezones()) if field.get("holds") == "zone" else "",
    }


def _link_faults(file: str, link: Description, column: Sequence[str], target: Columns) -> Iterator[InputError]:
    keys = {*target["key"], *link.get("also", ())}
    separator = link.get("separator")
    for number, value in enumerate(column, 2):
        for part in value.split(separator) if separator and value else [value]:
            if part not in keys and value:
                kind, column_name = link["reference"]["resource"], link["fields"]
                yield _fault(kind, file, number, column_name, part, nearest=nearest(part, keys))


def _row_faults(resource: Description, columns: Columns) -> Iterator[InputError]:
    file, schema = resource["path"], resource["schema"]
    unique = [[field["name"]] for field in schema["fields"] if field.get("constraints", {}).get("unique")]
    for names in [*unique, schema["primaryKey"]]:
        yield from _twin_faults(file, names, columns)
    for left, right in pairwise(schema.get("ascending", ())):
        for number, (low, high) in enumerate(zip(columns[left], columns[right], strict=True), 2):
            if low and high and (_size(low) > _size(high) or (schema.get("strictly") and low == high)):
                yield _fault("order", file, number, left, low, expected=high)
    for field in schema["fields"]:
        if "requiredUnless" in field:
            yield from _blank_faults(file, field, columns)
    if "derived_from" in columns:
        yield from _circle_faults(file, columns)


def _twin_faults(file: str, names: Sequence[str], columns: Columns) -> Iterator[InputError]:
    seen: set[tuple[str, ...]] = set()
    for number, values in enumerate(zip(*(columns[name] for name in names), strict=True), 2):
        if values in seen:
            yield _fault("twice", file, number, names[-1], ", ".join(values))
        seen.add(values)


def _blank_faults(file: str, field: Description, columns: Columns) -> Iterator[InputError]:
    excuses: Mapping[str, Sequence[str]] = field["requiredUnless"]
    for place, value in enumerate(columns[field["name"]]):
        if not value and not any(columns[column][place] in allowed for column, allowed in excuses.items()):
            yield _cell_fault("required", file, place + 2, field, columns)


def _circle_faults(file: str, columns: Columns) -> Iterator[InputError]:
    try:
        TopologicalSorter(lineage(columns["key"], columns["derived_from"])).prepare()
    except CycleError as error:
        yield _fault("circle", file, column="derived_from", value=", ".join(error.args[1]))


def _size(text: str) -> float:
    return minute(text) if ":" in text else float(text)


def _frame(resource: Description, columns: Columns) -> pd.DataFrame:
    fields = resource["schema"]["fields"]
    return pd.DataFrame({field["name"]: _typed(field["type"], columns[field["name"]]) for field in fields})


def _typed(kind: str, cells: Sequence[str]) -> Any:
    if kind == "integer":
        return pd.array([int(cell) if cell else None for cell in cells], dtype="Int64")
    if kind == "number":
        return [float(cell) if cell else float("nan") for cell in cells]
    if kind == "boolean":
        return [cell == "yes" for cell in cells]
    if kind == "date":
        return pd.to_datetime(pd.Series(cells), format="%Y-%m-%d")
    return pd.Series(cells, dtype="str")
