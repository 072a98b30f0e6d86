"""
Process behaviour chart (XmR chart) of a measure by week or month: an ordinary period, or higher or lower since when.

The limits of a phase rest on its first `BASELINE` known values, on fewer while it has fewer. They are computed again
only when eight values in a row lie on one side of the centre: the first of the eight begins a new phase.

Of charts of normally distributed values that do not change, 4 in 100 have a signal among their first 12 values, 24 in
100 in the 12 that follow (10 in 100 if the limits were known exactly). A shift by three standard deviations is seen
within 4 values in 95 of 100 charts and within 8 in 99 (simulated; held by ``tests/results/test_behaviour_chart.py``).

Sources: Wheeler, Understanding Variation (1993), and Making Sense of Data (2003); Wheeler and Chambers, Understanding
Statistical Process Control (2nd ed. 1992). Wheeler computes limits again when a change is also understood, wanted and
expected to last; the first can be seen in the numbers, the others are for the people who read them.
"""

import math
from collections.abc import Callable
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from strategy_kit.results.detection_rules import Detected, Rule, Side, detected
from strategy_kit.results.process_limits import (
    FEWEST,
    Average,
    ProcessLimits,
    Values,
    known_values,
    moving_ranges,
    process_limits,
    values_needed,
)

Verdict = Literal["ordinary", "higher", "lower", "too few values"]

BASELINE = 12
"""Known values at the beginning of a phase that its limits rest on."""
VERDICTS: dict[Side, Verdict] = {"above": "higher", "below": "lower"}


class Signal(NamedTuple):
    """What ordinary variation does not explain."""

    rule: Rule
    side: Side
    begins: pd.Period  # of its first value
    seen: pd.Period  # in which the rule was met
    ends: pd.Period  # of its last value


class Phase(NamedTuple):
    """Periods with the same limits."""

    begins: pd.Period
    side: Side | None  # on which the run that began it lay; None for the first phase
    limits: ProcessLimits


class Reading(NamedTuple):
    """What the chart says of the newest known value."""

    verdict: Verdict
    since: (
        pd.Period | None
    )  # begin of what is higher or lower; of the level at which the value is ordinary, if it moved
    more: int  # known values in a row still needed; 0 unless there are too few


class BehaviourChart(NamedTuple):
    """A series with its limits, what the rules found in it, and what that says today."""

    points: pd.DataFrame  # `frames.ChartPointRow`
    phases: list[Phase]  # none with too few values
    signals: list[Signal]  # in the order in which they could be seen
    reading: Reading


def behaviour_chart(
    values: "pd.Series[float]",
    *,
    baseline: int = BASELINE,
    average: Average = "mean",
    lowest: float = -math.inf,
    highest: float = math.inf,
) -> BehaviourChart:
    """
    Return the process behaviour chart of a measure.

    Parameters
    ----------
    values : Series of float, index of weekly or monthly periods, in any order
        In the unit of the measure. NaN, or a period that is left out = unknown, not zero.
    baseline : int, at least `FEWEST`
        Known values at the beginning of a phase that its limits rest on; more if gaps leave them too few moving ranges.
    average, lowest, highest
        As for `process_limits.process_limits`; for counts ``lowest=0``.

    Returns
    -------
    BehaviourChart
        The verdict is "higher" or "lower" while a signal reaches to the newest known value, and at a new level until
        the limits of that level rest on all of the baseline; then values within them are "ordinary" again.

    Raises
    ------
    ValueError
        If the index is not of distinct periods, the baseline is too short, or a value is not possible.

    Examples
    --------
    >>> weeks = pd.period_range("2027-01-04", periods=16, freq="W-SUN")
    >>> leads = pd.Series([12, 15, 11, 14, 13, 16, 12, 15, 14, 11, 15, 12, 24, 22, 25, 23.0], index=weeks)
    >>> behaviour_chart(leads[:5], lowest=0).reading
    Reading(verdict='too few values', since=None, more=3)
    >>> behaviour_chart(leads[:12], lowest=0).reading.verdict
    'ordinary'
    >>> reading = behaviour_chart(leads, lowest=0).reading
    >>> reading.verdict, str(reading.since.start_time.date())
    ('higher', '2027-03-29')
    """
    if not isinstance(values.index, pd.PeriodIndex) or values.index.hasnans or values.index.has_duplicates:
        raise ValueError("values: the index must be of distinct weekly or monthly periods")
    if baseline < FEWEST:
        raise ValueError(f"baseline: {baseline} is less than {FEWEST}")
    index = values.index
    periods = pd.period_range(index.min(), index.max(), freq=index.freq) if len(index) else index
    series = np.asarray(values.reindex(periods), dtype=float)

    def limits_of(part: Values) -> ProcessLimits | None:
        return process_limits(part[: _baseline_end(part, baseline)], average=average, lowest=lowest, highest=highest)

    known_values(series, lowest, highest)
    parts = _parts(series, limits_of)
    signals = [
        Signal(one.rule, one.side, periods[one.begins], periods[one.seen], periods[one.ends])
        for part in parts
        for one in part.found
    ]
    phases = [Phase(periods[part.begins], part.side, part.limits) for part in parts]
    reading = _reading(series, periods, parts, baseline)
    return BehaviourChart(_points(series, periods, parts), phases, signals, reading)


class _Part(NamedTuple):
    """A phase by positions in the series, and what its limits show until the next one is seen."""

    begins: int
    side: Side | None
    limits: ProcessLimits
    found: list[Detected]


def _parts(series: Values, limits_of: Callable[[Values], ProcessLimits | None]) -> list[_Part]:
    """Divide a series where a run shows that it moved; no part if there are too few values."""
    parts: list[_Part] = []
    begins, side = int(np.argmax(~np.isnan(series))) if len(series) else 0, None
    limits = limits_of(series)
    while limits:
        found = [_moved(one, begins) for one in detected(series[begins:], limits)]
        runs = (one for one in found if one.rule == "run" and one.begins > begins)
        shift, next_limits = next(
            ((run, after) for run in runs if (after := limits_of(series[run.begins :]))), (None, None)
        )
        if shift:
            found = [one._replace(ends=min(one.ends, shift.seen)) for one in found if one.seen <= shift.seen]
        parts.append(_Part(begins, side, limits, found))
        if shift:
            begins, side = shift.begins, shift.side
        limits = next_limits
    return parts


def _moved(one: Detected, by: int) -> Detected:
    return one._replace(begins=one.begins + by, seen=one.seen + by, ends=one.ends + by)


def _baseline_end(series: Values, baseline: int) -> int:
    """Return how many periods hold the baseline and the moving ranges that limits need; all if they do not."""
    known = np.cumsum(~np.isnan(series))
    ranges = np.cumsum(~np.isnan(moving_ranges(series)))
    enough = np.flatnonzero((known >= baseline) & (ranges >= FEWEST - 1))
    return int(enough[0]) + 1 if len(enough) else len(series)


def _points(series: Values, periods: pd.PeriodIndex, parts: list[_Part]) -> pd.DataFrame:
    limits = np.full((len(series), 4), np.nan)
    phase = np.zeros(len(series), int)
    for number, part in enumerate(parts):
        limits[part.begins :] = part.limits[:4]
        phase[part.begins :] = number
    columns = dict(zip(ProcessLimits._fields[:4], limits.T, strict=True))
    return pd.DataFrame(
        {"period": periods, "value": series, "moving_range": moving_ranges(series), "phase": phase, **columns}
    )


def _reading(series: Values, periods: pd.PeriodIndex, parts: list[_Part], baseline: int) -> Reading:
    if not parts:
        return Reading("too few values", None, values_needed(series))
    last = parts[-1]
    newest = int(np.flatnonzero(~np.isnan(series))[-1])
    holding = [one for one in last.found if one.ends == newest]
    if holding:
        return Reading(VERDICTS[holding[0].side], periods[min(one.begins for one in holding)], 0)
    if last.side and last.limits.values < baseline:
        return Reading(VERDICTS[last.side], periods[last.begins], 0)
    return Reading("ordinary", periods[last.begins] if last.side else None, 0)
