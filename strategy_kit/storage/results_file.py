"""Results from a file or pasted: a line per week or month, a column per objective, assigned by the person."""

import datetime as dt
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from strategy_kit.errors import InputError, first_of
from strategy_kit.i18n import Words
from strategy_kit.model import KpiValue
from strategy_kit.model.types import Period
from strategy_kit.model.validation import validated
from strategy_kit.numerals import read_amount
from strategy_kit.storage.text_table import TextTable
from strategy_kit.storage.written_dates import DateOrder, is_date, read_periods
from strategy_kit.text import one_line

DATE_HEADINGS = frozenset(
    {
        *("date", "day", "week", "month", "period", "week from", "week of", "week starting", "monday", "start date"),
        *("jour", "semaine", "mois", "période", "semaine du", "lundi", "début", "date de début"),
    }
)
UNKNOWN = frozenset({"", "-", "–", "—", "?", "n/a", "na", "n.a.", "nd", "n.d.", "n/d", "null", "nan"})
"""Cells of what is not known."""


@dataclass(frozen=True)
class Assignment:
    """
    What the columns of a table are.

    Attributes
    ----------
    day : int or None
        Place of the column with the dates; None: not known yet.
    values : mapping of str to int
        Place of the column of each objective (`Objective.what`); those that are not here have none.
    order, per
        As of `written_dates.read_periods`.
    """

    day: int | None = None
    values: Mapping[str, int] = field(default_factory=dict)
    order: DateOrder | None = None
    per: Period | None = None


def guessed(table: TextTable, headings: Mapping[str, str]) -> Assignment:
    """
    Guess by its headings what the columns of a table are.

    The dates are below a heading that says so, else in the first column that has nothing else. An only objective takes
    the only other column.

    Parameters
    ----------
    headings : mapping of str to str
        From headings to objectives, case-insensitive: names of objectives and of their KPIs.

    Examples
    --------
    >>> table = TextTable(("Week", "Leads"), ((2, ("2027-01-04", "12")),))
    >>> guessed(table, {"leads": "lead-generation"})
    Assignment(day=0, values={'lead-generation': 1}, order=None, per=None)
    """
    known = {one_line(word).casefold(): what for word, what in headings.items()}
    names = [column.casefold() for column in table.columns]
    places = range(len(names))
    day = next((place for place in places if names[place] in DATE_HEADINGS), None)
    if day is None:
        day = next((place for place in places if _all_dates(table, place)), None)
    values: dict[str, int] = {}
    for place in places:
        what = known.get(names[place])
        if what is not None and place != day:
            values.setdefault(what, place)
    rest = [place for place in places if place != day]
    objectives = list(dict.fromkeys(known.values()))
    if not values and len(rest) == 1 and len(objectives) == 1:
        values = {objectives[0]: rest[0]}
    return Assignment(day, values)


def _all_dates(table: TextTable, place: int) -> bool:
    cells = [cells[place] for _line, cells in table.lines if cells[place]]
    return bool(cells) and all(map(is_date, cells))


def kpi_values(
    table: TextTable, columns: Assignment, words: Words, today: dt.date | None = None
) -> tuple[KpiValue, ...]:
    """
    Return the results in a table, in order of time; a blank cell is an unknown value.

    Parameters
    ----------
    words : Words
        The language of the numbers.
    today : date, optional
        Later lines are refused if they have a value, else left out. Absent: none is.

    Raises
    ------
    InputError
        If no column is assigned to the dates or to an objective, or naming each line whose date or number cannot be
        read or is still to come, and two lines with different values for the same week or month.

    Examples
    --------
    >>> table = TextTable(("Semaine", "Ventes"), ((2, ("04/01/2027", "12,5")), (3, ("11/01/2027", ""))))
    >>> values = kpi_values(table, Assignment(0, {"sales": 1}, order="day-first"), Words("fr"))
    >>> [(value.begins.isoformat(), value.value) for value in values]
    [('2027-01-04', 12.5), ('2027-01-11', None)]
    """
    if columns.day is None:
        raise InputError("{field}: choose the column with the dates.", field="file")
    if not columns.values:
        raise InputError("{field}: choose the column of at least one objective.", field="file")
    lines = [(line, cells) for line, cells in table.lines if cells[columns.day] or _has_values(cells, columns)]
    if not lines:
        raise InputError(
            "{field}: no results found. Give a line of headings, then one line per week or month.", field="file"
        )
    dates = [(line, cells[columns.day]) for line, cells in lines]
    per, days = read_periods(dates, order=columns.order, per=columns.per)
    found: dict[tuple[str, object], tuple[int, float | None]] = {}
    faults: list[InputError] = []
    for (line, cells), day in zip(lines, days, strict=True):
        if today is not None and day > today:
            if _has_values(cells, columns):
                faults.append(
                    InputError(
                        "{field}: {value} is still to come. Enter results of weeks and months that have begun.",
                        field=f"line {line}",
                        value=cells[columns.day],
                    )
                )
            continue
        for what, place in columns.values.items():
            try:
                value = _number(cells[place], words, f"line {line}, {table.columns[place]}")
                found[what, day] = _joined(found.get((what, day)), line, value)
            except InputError as error:
                faults.append(error)
    if faults:
        raise first_of(faults)
    ordered = sorted(found.items(), key=lambda each: (str(each[0][1]), each[0][0]))
    return tuple(
        validated(KpiValue, {"objective": what, "per": per, "begins": day, "value": value}, within=f"line {line}")
        for (what, day), (line, value) in ordered
    )


def _has_values(cells: tuple[str, ...], columns: Assignment) -> bool:
    return any(cells[place].casefold() not in UNKNOWN for place in columns.values.values())


def _number(cell: str, words: Words, where: str) -> float | None:
    return None if cell.casefold() in UNKNOWN else read_amount(cell, words, where)


def _joined(before: tuple[int, float | None] | None, line: int, value: float | None) -> tuple[int, float | None]:
    """Return the value of a period that stands on two lines: the known one; two that differ are refused."""
    if before is None or before[1] is None:
        return line, value
    if value is not None and value != before[1]:
        raise InputError(
            "{field}: this week or month is already on line {other}, with another value. Keep one of the two.",
            field=f"line {line}",
            value=value,
            other=str(before[0]),
        )
    return before


def unused_columns(table: TextTable, columns: Assignment) -> tuple[str, ...]:
    """
    Return the headings of the columns with something in them that are assigned to nothing.

    >>> table = TextTable(("Week", "Leads", "Notes", ""), ((2, ("2027-01-04", "12", "Radio", "")),))
    >>> unused_columns(table, Assignment(0, {"lead-generation": 1}))
    ('Notes',)
    """
    used = {columns.day, *columns.values.values()}
    return tuple(
        name or "–"
        for place, name in enumerate(table.columns)
        if place not in used and (name or any(cells[place] for _line, cells in table.lines))
    )


def end_of(begins: dt.date, per: Period) -> dt.date:
    """
    Return the day after the week or month that begins on a day.

    >>> end_of(dt.date(2027, 2, 1), "month").isoformat()
    '2027-03-01'
    """
    return begins + dt.timedelta(days=7 if per == "week" else monthrange(begins.year, begins.month)[1])


def missing_periods(values: Sequence[KpiValue]) -> int:
    """
    Count the weeks or months between the first and the last of some results in which none is known.

    >>> sales = KpiValue(objective="sales", begins="2027-01-04", value=3)
    >>> missing_periods([sales, sales.changed(begins="2027-01-25")])
    2
    """
    known = {value.begins for value in values if value.value is not None}
    day, missing = min(known, default=dt.date.max), 0
    while day < max(known, default=dt.date.min):
        missing += day not in known
        day = end_of(day, values[0].per)
    return missing


def merged(held: Iterable[KpiValue], new: Iterable[KpiValue]) -> tuple[KpiValue, ...]:
    """
    Return results with new ones in their place; an unknown one does not replace what is known.

    >>> old = KpiValue(objective="sales", begins="2027-01-04", value=3)
    >>> [value.value for value in merged([old], [old.changed(value=None), old.changed(begins="2027-01-11", value=5)])]
    [3.0, 5.0]
    """
    results = {value.where: value for value in held}
    for value in new:
        if value.value is not None or value.where not in results:
            results[value.where] = value
    return tuple(results.values())
