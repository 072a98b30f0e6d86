"""What the results of a plan say, when they can say more, and the reviews of its versions."""

import datetime as dt
import math
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from strategy_kit.evidence.evidence import Evidence
from strategy_kit.model import Brief, KpiValue, Objective, Plan, Review
from strategy_kit.model.types import Period
from strategy_kit.objectives.forecast import WEEKS_A_MONTH
from strategy_kit.plan.attainment import Attainment, attainment, month_totals_of
from strategy_kit.plan.objectives import FLOWS, LEVELS, LIMITS, measure_of, unit_of
from strategy_kit.plan.results import result
from strategy_kit.results.behaviour_chart import BehaviourChart, behaviour_chart
from strategy_kit.results.detectable_change import TimeToDetect, time_to_detect_count, time_to_detect_mean
from strategy_kit.results.process_limits import FEWEST

FREQUENCIES: dict[Period, str] = {"week": "W-SUN", "month": "M"}
Reason = Literal["limits", "target", "end"]
"""Why a review is worth its time: limits can be computed, a change to the target could be told, the plan ends."""


class ObjectiveResult(NamedTuple):
    """The results of one objective."""

    objective: Objective
    unit: str
    per: Period  # of the values
    chart: BehaviourChart
    target: float | None  # of one such period; None: not known, or not comparable
    time_to_detect: TimeToDetect | None  # None without a target
    month_totals: pd.DataFrame  # `frames.MonthTotalRow`; no row of what cannot be added up, or is by month
    attainment: Attainment | None  # None without a target, results or a common measure

    @property
    def signalled(self) -> frozenset[pd.Period]:
        """The weeks or months of the values beyond the limits, and those in which other signals were seen."""
        outside = {
            period
            for each in self.chart.signals
            if each.rule == "outside"
            for period in pd.period_range(each.begins, each.ends)
        }
        return frozenset(outside | {each.seen for each in self.chart.signals})

    @property
    def known(self) -> int:
        """How many values are known."""
        return int(self.chart.points["value"].notna().sum())


class ReviewDay(NamedTuple):
    """A day on which a review can decide something, and why."""

    day: dt.date
    reasons: tuple[Reason, ...]


class TimeLeft(NamedTuple):
    """Until when results can still show something, and how many whole weeks or months are left until then."""

    end: dt.date  # the last day
    is_due: bool  # the date of the objective; else the plan ends
    periods: int  # after the newest known value, at first from the first day of the plan


def time_left(result: ObjectiveResult, plan: Plan) -> TimeLeft:
    """
    Return how many weeks or months of results an objective can still have until its date, else until the plan ends.

    >>> from strategy_kit.evidence.load import load_table
    >>> plan = Plan(brief=Brief(name="Shop"), start="2027-01-04", weeks=4)
    >>> (result,) = results_by_objective([Objective(key="sales", per="week")], [], load_table("measures"))
    >>> time_left(result, plan).periods
    4
    """
    due = result.objective.due
    last_day = due or plan.end - dt.timedelta(days=1)
    known = result.chart.points.dropna(subset="value")["period"]
    first = pd.Period(plan.start.isoformat(), freq=FREQUENCIES[result.per]) if known.empty else known.max() + 1
    after = pd.Period((last_day + dt.timedelta(days=1)).isoformat(), freq=FREQUENCIES[result.per])
    return TimeLeft(last_day, due is not None, max(0, (after - first).n))


def results_by_objective(
    objectives: Iterable[Objective], values: Sequence[KpiValue], measures: pd.DataFrame, today: dt.date | None = None
) -> tuple[ObjectiveResult, ...]:
    """
    Return the results of each objective, in their order.

    Where an objective has results by week and by month, those of which there are more count, weeks if as many.

    Parameters
    ----------
    values : sequence of KpiValue
        In any order; those of other objectives are left out.
    measures : DataFrame
        Table ``measures``.
    today : date, optional
        In the zone of the plan: of a week or month that ends on it or later, results are so far. Absent: all are over.

    Examples
    --------
    >>> from strategy_kit.evidence.load import load_table
    >>> (result,) = results_by_objective([Objective(key="sales")], [], load_table("measures"))
    >>> result.chart.reading.verdict, result.chart.reading.more
    ('too few values', 8)
    """
    return tuple(_result(objective, values, measures, today) for objective in objectives)


@result(plan="results", brief="objectives", evidence="measures")
def objective_results(
    plan: Plan, brief: Brief, evidence: Evidence, today: dt.date | None
) -> tuple[ObjectiveResult, ...]:
    """The results of each objective of the plan."""
    return results_by_objective(brief.objectives, plan.results, evidence.measures, today)


def _result(
    objective: Objective, values: Iterable[KpiValue], measures: pd.DataFrame, today: dt.date | None
) -> ObjectiveResult:
    unit = unit_of(objective, measures)
    own = [value for value in values if value.objective == objective.what]
    per = _period_of(own, objective)
    series = _series([value for value in own if value.per == per], per)
    known = series.dropna()
    low, high = LIMITS.get(unit, (0, None))
    lowest = float(low) if (known >= low).all() else -math.inf
    highest = float(high) if high is not None and (known <= high).all() else math.inf
    chart = behaviour_chart(series, lowest=lowest, highest=highest)
    target = target_per(objective, unit, per)
    totals = month_totals_of(chart.points, unit, per, today)
    is_lower = _is_lower_better(objective, measures)
    reached = attainment(objective, unit, per, chart.points, totals, is_lower_better=is_lower, today=today)
    return ObjectiveResult(objective, unit, per, chart, target, _time_to_detect(chart, unit, target), totals, reached)


def _is_lower_better(objective: Objective, measures: pd.DataFrame) -> bool:
    """Return whether the KPI of an objective should fall; of one's own, whether its target is below its baseline."""
    measure = None if objective.kind is None else measure_of(objective, measures)
    if measure is not None and measure["better"]:
        return bool(measure["better"] == "lower")
    baseline, target = objective.baseline, objective.target
    return baseline is not None and target is not None and target < baseline


def _period_of(values: Sequence[KpiValue], objective: Objective) -> Period:
    """Return the period by which most values are; that of the objective without any."""
    known = [value.per for value in values if value.value is not None]
    if not known:
        return values[0].per if values else objective.per
    return "week" if known.count("week") >= known.count("month") else "month"


def _series(values: Sequence[KpiValue], per: Period) -> "pd.Series[float]":
    index = pd.PeriodIndex([value.begins.isoformat() for value in values], freq=FREQUENCIES[per])
    return pd.Series([math.nan if value.value is None else value.value for value in values], index=index, dtype=float)


def target_per(objective: Objective, unit: str, per: Period) -> float | None:
    """
    Return the target of an objective for a week or a month; None if it has none, or the unit cannot be divided.

    >>> round(target_per(Objective(key="lead-generation", target=20), "leads", "week"), 1)
    4.6
    >>> target_per(Objective(key="loyalty", target=40), "percent", "week")
    40.0
    """
    if objective.target is None or per == objective.per or unit in LEVELS:
        return objective.target
    if unit not in FLOWS:
        return None
    return objective.target / WEEKS_A_MONTH if per == "week" else objective.target * WEEKS_A_MONTH


def _time_to_detect(chart: BehaviourChart, unit: str, target: float | None) -> TimeToDetect | None:
    """Return how long until a change to the target can be told, by the values since the level last moved."""
    if target is None:
        return None
    points = chart.points
    values = points.loc[points["phase"] == points["phase"].max(), "value"].to_numpy(float)
    known = values[~np.isnan(values)]
    if unit in FLOWS and target >= 0 and (known >= 0).all() and (known == np.floor(known)).all():
        return time_to_detect_count(values, target)
    return time_to_detect_mean(values, target)


def with_weekly_results(plan: Plan, objective: str, first: dt.date, values: Sequence[float | None]) -> Plan:
    """
    Return a plan with the values of the KPI of an objective (`Objective.what`) from a Monday on, week by week.

    >>> from strategy_kit.model import Brief
    >>> plan = Plan(brief=Brief(name="Shop"), start="2027-01-04")
    >>> [value.value for value in with_weekly_results(plan, "sales", plan.start, [3, 4]).results]
    [3.0, 4.0]
    """
    new = [
        KpiValue(objective=objective, begins=first + dt.timedelta(weeks=week), value=value)
        for week, value in enumerate(values)
    ]
    return plan.changed(results=[*plan.results, *new])


class Newest(NamedTuple):
    """Where the KPI of an objective stands by its newest results, as a baseline of the objective."""

    amount: float
    on: dt.date  # the last day of the week or month
    period: pd.Period


def newest_baseline(result: ObjectiveResult) -> Newest | None:
    """
    Return the newest result of a period that is over; None if there is none later than the baseline it has.

    >>> from strategy_kit.evidence.load import load_table
    >>> sales = Objective(key="sales", baseline=3, target=6, per="week")
    >>> value = KpiValue(objective="sales", begins="2027-01-04", value=5)
    >>> (result,) = results_by_objective([sales], [value], load_table("measures"))
    >>> newest_baseline(result).amount, newest_baseline(result).on.isoformat()
    (5.0, '2027-01-10')
    """
    found = result.attainment
    if found is None or found.last_whole is None:
        return None
    period, amount = found.last_whole
    objective, on = result.objective, period.end_time.date()
    if objective.baseline_on is not None and objective.baseline_on >= on:
        return None
    return Newest(round(amount, 1 if abs(amount) >= 1 else 2), on, period)


def review_days(plan: Plan, results: Iterable[ObjectiveResult]) -> tuple[ReviewDay, ...]:
    """
    Return the days on which a review of a plan can decide something, in their order; the last is the end of the plan.

    Each is a first day after a whole week or month: from the one on, limits can be computed; from the other, a change
    to the target that came with the plan could be told from chance. Those after the end of the plan are left out.

    Examples
    --------
    >>> plan = Plan(brief=Brief(name="Shop"), start="2027-01-04", weeks=12)
    >>> review_days(plan, ())
    (ReviewDay(day=datetime.date(2027, 3, 29), reasons=('end',)),)
    """
    days: dict[dt.date, list[Reason]] = {}
    for each in results:
        reading, time = each.chart.reading, each.time_to_detect
        if reading.more:
            newest = each.chart.points.dropna(subset="value")["period"].max() if each.known else None
            after = _first_day(newest + 1) if newest is not None else plan.start
            _add(days, _later(after, each.per, reading.more), "limits")
        if time is not None and time.periods is not None:
            _add(days, _later(plan.start, each.per, time.periods), "target")
    days = {day: reasons for day, reasons in days.items() if plan.start < day < plan.end}
    _add(days, plan.end, "end")
    return tuple(ReviewDay(day, tuple(days[day])) for day in sorted(days))


def _add(days: dict[dt.date, list[Reason]], day: dt.date | None, reason: Reason) -> None:
    if day is not None and reason not in days.setdefault(day, []):
        days[day].append(reason)


def _first_day(period: pd.Period) -> dt.date:
    return period.start_time.date()


def _later(day: dt.date, per: Period, periods: int) -> dt.date | None:
    """Return the first day after so many whole weeks or months that begin on a day or later; None beyond a century."""
    period = pd.Period(day.isoformat(), freq=FREQUENCIES[per])
    whole = period if _first_day(period) == day else period + 1
    return _first_day(whole + periods) if periods <= 1200 else None


def periods_before(day: dt.date, per: Period, number: int = FEWEST) -> list[dt.date]:
    """
    Return the first days of the weeks or months before that of a day, in order; as many as limits need.

    >>> [day.isoformat() for day in periods_before(dt.date(2027, 1, 6), "week", 2)]
    ['2026-12-21', '2026-12-28']
    """
    period = pd.Period(day.isoformat(), freq=FREQUENCIES[per])
    return [_first_day(period - n) for n in range(number, 0, -1)]


def open_review(plan: Plan, today: dt.date) -> Review:
    """Return the review of the present version of a plan, a new one of today if there is none."""
    return next(
        (review for review in plan.reviews if review.version == plan.version), Review(version=plan.version, day=today)
    )


def with_review(plan: Plan, review: Review) -> Plan:
    """Return a plan with the review of a version in the place of the one it had."""
    return plan.changed(reviews=[*(each for each in plan.reviews if each.version != review.version), review])
