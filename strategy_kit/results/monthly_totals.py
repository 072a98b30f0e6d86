"""Totals of a count by calendar month, from its values by week."""

import datetime as dt

import pandas as pd

from strategy_kit.frames import MonthTotalRow

WEEK_DAYS = 7


def monthly_totals(values: "pd.Series[float]", today: dt.date | None = None) -> pd.DataFrame:
    """
    Return the totals of the calendar months that have a day of a known week.

    Parameters
    ----------
    values : Series of float, index of weekly periods, in any order
        Counts, 0 or more; NaN = unknown, not zero.
    today : date, optional
        A week that ends on it or later is not over. Absent: all are.

    Returns
    -------
    DataFrame
        `frames.MonthTotalRow`, in order. A week that lies in two months is divided by its days, as if each day had
        brought as much (our judgement); `least` and `most` are without and with the whole of such weeks. A month is
        whole if each of its days lies in a known week that is over.

    Examples
    --------
    >>> weeks = pd.period_range("2027-01-25", periods=5, freq="W-SUN")
    >>> totals = monthly_totals(pd.Series([7, 3, 4, 2, 5.0], index=weeks))
    >>> totals[["total", "least", "most", "is_whole"]].values.tolist()
    [[7.0, 7.0, 7.0, False], [14.0, 14.0, 14.0, True]]
    """
    parts: dict[pd.Period, list[tuple[int, float, bool]]] = {}
    known = values.dropna()
    for week, value in zip(pd.PeriodIndex(known.index, freq="W-SUN"), known, strict=True):
        first, last = week.start_time, week.end_time
        is_over = today is None or last.date() < today
        later = last.day if last.month != first.month else 0
        for day, days in ((first, WEEK_DAYS - later), (last, later)):
            if days:
                parts.setdefault(day.to_period("M"), []).append((days, float(value), is_over))
    return pd.DataFrame([_total(month, parts[month]) for month in sorted(parts)], columns=list(MonthTotalRow._fields))


def _total(month: pd.Period, parts: list[tuple[int, float, bool]]) -> MonthTotalRow:
    """Add up the weeks of a month, each with its days in it."""
    return MonthTotalRow(
        month,
        round(sum(value * days / WEEK_DAYS for days, value, _over in parts), 9),
        sum(value for days, value, _over in parts if days == WEEK_DAYS),
        sum(value for _days, value, _over in parts),
        sum(days for days, _value, is_over in parts if is_over) == month.days_in_month,
    )
