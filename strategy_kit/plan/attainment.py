"""Whether the results of an objective reached its target: of a whole week or month, with figures and date."""

import datetime as dt
from collections.abc import Iterator
from typing import Literal, NamedTuple

import pandas as pd

from strategy_kit.frames import MonthTotalRow, rows_of
from strategy_kit.model import Objective
from strategy_kit.model.types import Period
from strategy_kit.objectives.forecast import WEEKS_A_MONTH
from strategy_kit.plan.objectives import FLOWS, LEVELS
from strategy_kit.results.monthly_totals import WEEK_DAYS, monthly_totals

State = Literal["reached", "missed", "not yet", "no whole month"]


class Attainment(NamedTuple):
    """
    The newest week or month that can be compared with the target of an objective, and whether it reached it.

    A month is compared once each of its days lies in a known week that is over. One that is not whole yet is compared
    only where the weeks within it already reach the target, which later weeks cannot undo. Of a week or month that is
    not over, what was counted so far is compared where it reaches the target, or nothing else can be compared.
    """

    state: State
    amount: float  # of the period, in the unit and per the period of the target; of all known weeks without a period
    period: pd.Period | None  # None: no month is whole
    before: pd.Period | None = None  # the newest period before that reached the target; None also if this one did
    is_so_far: bool = False  # the period is not over, or the month not whole yet
    is_about: bool = False  # weeks that lie in two months were divided by their days
    weeks: int = 0  # known weeks that are over, where no month is whole
    expected: float = 0.0  # what the target is in as many weeks
    reached: frozenset[pd.Period] = frozenset()  # all periods that reached the target
    last_whole: tuple[pd.Period, float] | None = None  # the newest period that is over, and its amount


class _Compared(NamedTuple):
    period: pd.Period
    amount: float
    is_reached: bool
    is_so_far: bool = False
    is_about: bool = False


def month_totals_of(points: pd.DataFrame, unit: str, per: Period, today: dt.date | None = None) -> pd.DataFrame:
    """
    Return the totals by calendar month of weekly results, `frames.MonthTotalRow`; no row of what cannot be added up.

    Parameters
    ----------
    points : DataFrame
        `frames.ChartPointRow`.
    unit : str
        Of `objectives.unit_of`.
    per : "week" or "month"
        Of the results.
    today : date, optional
        As of `attainment`.
    """
    if per != "week" or unit not in FLOWS or points.empty:
        return pd.DataFrame(columns=list(MonthTotalRow._fields))
    return monthly_totals(points.set_index("period")["value"], today)


def attainment(
    objective: Objective,
    unit: str,
    per: Period,
    points: pd.DataFrame,
    totals: pd.DataFrame,
    *,
    is_lower_better: bool,
    today: dt.date | None = None,
) -> Attainment | None:
    """
    Return whether results reached the target of an objective; None without a target, results or a common measure.

    Parameters
    ----------
    per : "week" or "month"
        Of the results.
    points : DataFrame
        `frames.ChartPointRow`.
    totals : DataFrame
        `month_totals_of` these points.
    is_lower_better : bool
        Whether the target is reached from above, as by a waiting time.
    today : date, optional
        In the zone of the plan: a week or month that ends on it or later is not over. Absent: all are.

    Notes
    -----
    A target is missed once a period that is over and ends on or after its date is compared and did not reach it.

    Examples
    --------
    >>> weeks = pd.period_range("2027-02-01", periods=4, freq="W-SUN")
    >>> points = pd.DataFrame({"period": weeks, "value": [5, 4, 6, 5.0]})
    >>> leads = Objective(key="lead-generation", target=20, per="month")
    >>> totals = month_totals_of(points, "leads", "week")
    >>> found = attainment(leads, "leads", "week", points, totals, is_lower_better=False)
    >>> found.state, found.amount, str(found.period)
    ('reached', 20.0, '2027-02')
    """
    target, known = objective.target, points.dropna(subset="value")
    if target is None or known.empty:
        return None
    found = list(_compared(objective, unit, per, known, totals, target, is_lower_better, today))
    compared = [each for each in found if each.is_reached or not each.is_so_far] or found[-1:]
    if not compared:
        over = known[[_is_over(period, today) for period in known["period"]]]
        if totals.empty or over.empty:
            return None
        weeks = len(over)
        expected = target * weeks / WEEKS_A_MONTH
        return Attainment("no whole month", float(over["value"].sum()), None, weeks=weeks, expected=expected)
    newest = compared[-1]
    state: State = "reached"
    if not newest.is_reached:
        is_due = objective.due is not None and not newest.is_so_far and newest.period.end_time.date() >= objective.due
        state = "missed" if is_due else "not yet"
    reached = frozenset(each.period for each in compared if each.is_reached)
    return Attainment(
        state,
        newest.amount,
        newest.period,
        before=None if newest.is_reached else max(reached, default=None),
        is_so_far=newest.is_so_far,
        is_about=newest.is_about,
        reached=reached,
        last_whole=next(((each.period, each.amount) for each in reversed(compared) if not each.is_so_far), None),
    )


def _compared(
    objective: Objective,
    unit: str,
    per: Period,
    known: pd.DataFrame,
    totals: pd.DataFrame,
    target: float,
    is_lower_better: bool,
    today: dt.date | None,
) -> Iterator[_Compared]:
    """Yield the periods that can be compared with the target, in order; one that is not over only of a count."""

    def reaches(amount: float) -> bool:
        return amount <= target if is_lower_better else amount >= target

    def compared(period: pd.Period, amount: float, *, is_about: bool = False) -> Iterator[_Compared]:
        is_over = _is_over(period, today)
        if is_over or (unit in FLOWS and not is_lower_better):
            yield _Compared(period, amount, reaches(amount), not is_over, is_about)

    if per == objective.per or unit in LEVELS:
        for period, value in zip(known["period"], known["value"], strict=True):
            yield from compared(period, float(value))
    elif per == "week":
        for row in rows_of(totals, MonthTotalRow):
            is_about = row.least != row.most
            if row.is_whole:
                yield _Compared(row.month, row.total, reaches(row.total), is_about=is_about)
            elif not is_lower_better and row.least >= target:
                yield _Compared(row.month, row.total, True, is_so_far=True, is_about=is_about)
    elif unit in FLOWS:
        for month, value in zip(known["period"], known["value"], strict=True):
            yield from compared(month, float(value) * WEEK_DAYS / month.days_in_month, is_about=True)


def _is_over(period: pd.Period, today: dt.date | None) -> bool:
    return today is None or bool(period.end_time.date() < today)
