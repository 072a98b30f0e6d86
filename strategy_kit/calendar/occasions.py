"""Occasions of the year, such as Mother’s Day: their dates by rule, those of a country within some days."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd
from dateutil.easter import easter
from dateutil.relativedelta import relativedelta
from dateutil.rrule import weekday

EVERYWHERE = "001"
"""What the table has for every country."""
FIXED = re.compile(r"(\d\d)-(\d\d)")
OF_EASTER = re.compile(r"easter([+-]\d+)")
OF_THE_MONTH = re.compile(r"(\d\d)/([1-7])/(-1|[1-4])(?:\+(\d+))?(!pentecost)?")


class Occasion(NamedTuple):
    """
    An occasion on a day.

    Attributes
    ----------
    key : str
        Its key in table ``occasions``.
    row : int
        The place of its row in the table, for a key may have a rule for each country.
    lead_days : int
        How many days before it a campaign begins.
    """

    key: str
    day: dt.date
    lead_days: int
    row: int


def date_of(rule: str, year: int) -> dt.date:
    """
    Return the date of a rule in a year; rules are those of table ``occasions``.

    Raises
    ------
    ValueError
        If the rule has none of their forms.

    Examples
    --------
    The French Mother’s Day gives way to Pentecost, the British one is the fourth Sunday of Lent; Black Friday follows
    the fourth Thursday of November.

    >>> [str(date_of("05/7/-1!pentecost", year)) for year in (2020, 2021, 2023)]
    ['2020-06-07', '2021-05-30', '2023-06-04']
    >>> str(date_of("easter-21", 2012)), str(date_of("05/7/2", 2012)), str(date_of("11/4/4+1", 2026))
    ('2012-03-18', '2012-05-13', '2026-11-27')
    """
    if found := FIXED.fullmatch(rule):
        return dt.date(year, int(found[1]), int(found[2]))
    if found := OF_EASTER.fullmatch(rule):
        return easter(year) + dt.timedelta(days=int(found[1]))
    if found := OF_THE_MONTH.fullmatch(rule):
        month, on, place, later, gives_way = found.groups()
        day = _weekday_of_month(year, int(month), int(on), int(place)) + dt.timedelta(days=int(later or 0))
        is_pentecost = day == easter(year) + dt.timedelta(days=49)
        return day + dt.timedelta(weeks=1) if gives_way and is_pentecost else day
    raise ValueError(f"no rule of a date: {rule}")


def _weekday_of_month(year: int, month: int, iso_weekday: int, place: int) -> dt.date:
    """Return the first, second, ... (-1: last) ISO weekday of a month."""
    found: dt.date = dt.date(year, month, 1) + relativedelta(
        day=31 if place < 0 else 1, weekday=weekday(iso_weekday - 1, place)
    )
    return found


def occasions(table: pd.DataFrame, country: str, first: dt.date, last: dt.date) -> tuple[Occasion, ...]:
    """
    Return the occasions of a country from one day to another, both included, in order of time.

    Parameters
    ----------
    table : DataFrame
        Table ``occasions``.
    country : str
        ISO 3166-1 code.

    Examples
    --------
    >>> from strategy_kit.evidence.load import load_table
    >>> found = occasions(load_table("occasions"), "FR", dt.date(2027, 5, 1), dt.date(2027, 6, 30))
    >>> [(each.key, str(each.day)) for each in found]
    [('mothers-day', '2027-05-30'), ('fathers-day', '2027-06-20')]
    """
    found = (each for each in _of_years(table, country, range(first.year, last.year + 1)) if first <= each.day <= last)
    return tuple(sorted(found, key=lambda each: (each.day, each.key)))


def _of_years(table: pd.DataFrame, country: str, years: range) -> Iterator[Occasion]:
    for place, row in enumerate(table.to_dict("records")):
        if str(row["countries"]) == EVERYWHERE or country in str(row["countries"]).split(";"):
            for year in years:
                yield Occasion(str(row["key"]), date_of(str(row["rule"]), year), int(row["lead_days"]), place)
