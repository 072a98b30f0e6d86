"""Days, weeks and months as people and programs write them, in the languages of the workbook."""

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence, Set
from functools import cache
from typing import Literal, NamedTuple

from babel.dates import get_month_names

from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.languages import LANGUAGES
from strategy_kit.model.types import Period

DateOrder = Literal["day-first", "month-first"]
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?", re.ASCII)
_YEAR_MONTH = re.compile(r"(\d{4})[-/.](\d{1,2})", re.ASCII)
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})", re.ASCII)
_WEEK = re.compile(r"(\d{4})-?W(\d{1,2})", re.ASCII | re.IGNORECASE)
_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})", re.ASCII)
_NAMED = re.compile(r"(?:(?P<day>\d{1,2})(?:er|st|nd|rd|th)? )?(?P<month>[^\W\d_]+\.?),? (?P<year>\d{4})")
_NAMED_FIRST = re.compile(r"(?P<month>[^\W\d_]+\.?) (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})")
_EXAMPLES = "2027-01-04"


class WrittenDay(NamedTuple):
    """
    What a cell says.

    `kind` is "day" for a date, "week" or "month" for what names a whole one; `other` is the other reading of a date
    whose day and month can be exchanged, None if it has one only.
    """

    kind: Literal["day", "week", "month"]
    day_first: dt.date | None
    month_first: dt.date | None


def read_periods(
    cells: Sequence[tuple[int, str]], *, order: DateOrder | None = None, per: Period | None = None
) -> tuple[Period, list[dt.date]]:
    """
    Read the first days of weeks or months.

    Parameters
    ----------
    cells : sequence of (int, str)
        The number of a line, and the date in it.
    order : "day-first" or "month-first", optional
        How 04/01/2027 is read. Absent: by the dates that have one reading only, else by which order begins weeks or
        months.
    per : "week" or "month", optional
        Absent: by the dates.

    Raises
    ------
    InputError
        If a cell is no date, if both orders or both periods are possible, or if a date begins no period.

    Examples
    --------
    >>> read_periods([(2, "25/01/2027"), (3, "01/02/2027")])
    ('week', [datetime.date(2027, 1, 25), datetime.date(2027, 2, 1)])
    >>> read_periods([(2, "January 2027"), (3, "févr. 2027")])
    ('month', [datetime.date(2027, 1, 1), datetime.date(2027, 2, 1)])
    """
    written = [(line, text, _written(text, line)) for line, text in cells]
    days = _ordered(written, order, per)
    kinds = {each.kind for _line, _text, each in written}
    period = per or _period(kinds, days)
    for (line, text, _each), day in zip(written, days, strict=True):
        if period == "week" and day.isoweekday() != 1:
            raise InputError(
                "{field}: {value} is not a Monday. Weeks begin on Monday: write the date of each Monday, or 2027-W01.",
                field=f"line {line}",
                value=text,
            )
        if period == "month" and day.day != 1:
            raise InputError(
                "{field}: {value} is not the first day of a month. Write that date, or the month alone, like 2027-01.",
                field=f"line {line}",
                value=text,
            )
    return period, days


def is_date(text: str) -> bool:
    """
    Whether a text can be read as a day, a week or a month.

    >>> is_date("4 janvier 2027"), is_date("12")
    (True, False)
    """
    try:
        _written(text, 0)
    except InputError:
        return False
    return True


def _written(text: str, line: int) -> WrittenDay:
    try:
        found = _read(text.strip()[:40])
    except ValueError:
        found = None
    if found is None:
        raise InputError(
            "{field}: {value} is not a date. Write it like {example}.",
            field=f"line {line}",
            value=text,
            example=_EXAMPLES,
        )
    return found


def _read(text: str) -> WrittenDay | None:
    if match := _ISO.fullmatch(text):
        return _only("day", dt.date(int(match[1]), int(match[2]), int(match[3])))
    if match := _WEEK.fullmatch(text):
        return _only("week", dt.date.fromisocalendar(int(match[1]), int(match[2]), 1))
    if match := _YEAR_MONTH.fullmatch(text):
        return _only("month", dt.date(int(match[1]), int(match[2]), 1))
    if match := _MONTH_YEAR.fullmatch(text):
        return _only("month", dt.date(int(match[2]), int(match[1]), 1))
    if match := _NUMERIC.fullmatch(text):
        year = int(match[3]) + (2000 if len(match[3]) == 2 else 0)
        first, second = int(match[1]), int(match[2])
        either = WrittenDay("day", _date(year, second, first), _date(year, first, second))
        return either if either.day_first or either.month_first else None
    if match := _NAMED.fullmatch(text) or _NAMED_FIRST.fullmatch(text):
        month = month_numbers().get(_plain(match["month"]))
        if month is not None:
            kind: Literal["day", "month"] = "day" if match["day"] else "month"
            return _only(kind, dt.date(int(match["year"]), month, int(match["day"] or 1)))
    return None


def _only(kind: Literal["day", "week", "month"], day: dt.date) -> WrittenDay:
    return WrittenDay(kind, day, day)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


@cache
def month_numbers() -> dict[str, int]:
    """Return the number of each month by its names in all languages, without accents and capitals."""
    return {
        _plain(name): number
        for lang in LANGUAGES
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, context, locale=Words(lang).locale).items()
    }


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFD", name.casefold().rstrip("."))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _ordered(
    written: Sequence[tuple[int, str, WrittenDay]], order: DateOrder | None, per: Period | None
) -> list[dt.date]:
    """Return the dates by the one order of day and month in which all of them can be read."""
    readings: dict[DateOrder, list[dt.date | None]] = {
        "day-first": [each.day_first for _line, _text, each in written],
        "month-first": [each.month_first for _line, _text, each in written],
    }
    if order is not None:
        readings = {order: readings[order]}
    possible = [_known(days) for days in readings.values() if None not in days]
    if not possible:
        line, text = next((line, text) for line, text, each in written if None in (each.day_first, each.month_first))
        raise InputError(
            "{field}: {value} does not fit the order of day and month of the other dates. Correct it, or choose the "
            "order.",
            field=f"line {line}",
            value=text,
        )
    if len(possible) == 2 and possible[0] != possible[1]:
        begin = [days for days in possible if _begins_all(days, per)]
        if len(begin) != 1:
            line, text = next((line, text) for line, text, each in written if each.day_first != each.month_first)
            raise InputError(
                "{field}: {value} can be read with the day or the month first. Choose one.",
                field=f"line {line}",
                value=text,
            )
        possible = begin
    return possible[0]


def _known(days: Sequence[dt.date | None]) -> list[dt.date]:
    return [day for day in days if day is not None]


def _begins_all(days: Sequence[dt.date], per: Period | None) -> bool:
    weeks, months = all(day.isoweekday() == 1 for day in days), all(day.day == 1 for day in days)
    return {"week": weeks, "month": months}[per] if per else weeks or months


def _period(kinds: Set[str], days: Sequence[dt.date]) -> Period:
    if "month" in kinds:
        return "month"
    if "week" in kinds or any(day.day != 1 for day in days):
        return "week"
    if any(day.isoweekday() != 1 for day in days):
        return "month"
    raise InputError(
        "{field}: {value} can begin a week or a month. Choose one.", field="file", value=days[0].isoformat()
    )
