"""
How many weeks or months after a change until its size could be told from the ordinary variation of the measure.

The mean of the known values from before is compared with the mean of those after, at `SIGNIFICANCE` (two-sided) and
`POWER`. The number of values from before is what it is: too few of them can make a change impossible to tell however
long one waits, and the result then names how many more are needed. Values are taken to be independent and the change to
come at once and to stay; where one week resembles the last, or the change comes slowly, it takes longer.
"""

import math
from collections.abc import Callable
from statistics import NormalDist
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from strategy_kit.results.process_limits import FEWEST, Values, known_values

Outlook = Literal["detectable", "too few values", "too small"]
Distribution = Literal["Poisson", "negative binomial", "normal"]
Flags = npt.NDArray[np.bool_]

POWER = 0.8
"""Probability that a change of the size is found if it is there."""
SIGNIFICANCE = 0.05
"""Probability that a change is found if there is none."""
LONGEST = 520
"""Periods; what takes longer, ten years of weeks, counts as too small to tell."""
FEWEST_EVENTS = 5
"""Events expected on each side for the normal approximation of a count."""


class TimeToDetect(NamedTuple):
    """When a change could be told from chance."""

    outlook: Outlook
    periods: int | None  # weeks or months after the change; None unless detectable
    more: int  # known values from before that are still needed; 0 unless there are too few
    distribution: Distribution | None  # that the variance rests on; None if it is not known


def time_to_detect_count(
    counts: Values, target: float, *, power: float = POWER, significance: float = SIGNIFICANCE
) -> TimeToDetect:
    """
    Return how long until a change of a count to a target could be told from chance.

    Parameters
    ----------
    counts : array, shape (periods,)
        Events per week or month while nothing changed, such as leads; whole numbers; NaN = unknown.
    target : float, not negative
        Events per period after the change.
    power, significance : float in (0, 1)

    Returns
    -------
    TimeToDetect
        "too few values" also if fewer than `FEWEST_EVENTS` events were counted, however many values are known.

    Raises
    ------
    ValueError
        If a count is not a whole number of 0 or more, or a parameter is out of its range.

    Notes
    -----
    The variance of a count with mean m is m + k m², of the negative binomial distribution, with k by moments:
    (variance - mean) / mean² of the counts (Anscombe 1949, Biometrics 5, 165-173). Where the variance is not above the
    mean, k is 0: Poisson. k is taken to stay as it is. The sample size is that of two means by the normal
    approximation, the variance under no change being that of the mean of all values, as in the third approach of Zhu
    and Lakkis (2014), Statistics in Medicine 33(3), 376-387.

    Examples
    --------
    >>> leads = np.array([12, 15, 11, 14, 13, 16, 12, 15, 14, 11, 15, 12.0])
    >>> time_to_detect_count(leads, 20)
    TimeToDetect(outlook='detectable', periods=4, more=0, distribution='Poisson')
    >>> time_to_detect_count(leads[:5], 20)
    TimeToDetect(outlook='too few values', periods=None, more=3, distribution=None)
    """
    known = _known(counts, power, significance)
    if not (target >= 0 and math.isfinite(target)):
        raise ValueError(f"target: {target:g} is not a number of 0 or more")
    wrong = known[(known < 0) | (known != np.floor(known))]
    if len(wrong):
        raise ValueError(f"counts: {wrong[0]:g} is not a whole number of 0 or more")
    if len(known) < FEWEST:
        return TimeToDetect("too few values", None, FEWEST - len(known), None)
    events = known.sum()
    if events < FEWEST_EVENTS:
        more = math.ceil(len(known) * (FEWEST_EVENTS - events) / events) if events else FEWEST
        return TimeToDetect("too few values", None, more, None)
    mean = float(known.mean())
    dispersion = max(0.0, (float(known.var(ddof=1)) - mean) / mean**2)

    def variance(means: Values | float) -> Values | float:
        return means + dispersion * means**2

    def sure(before: Values | float, after: Values) -> Flags:
        pooled = (before * mean + after * target) / (before + after)
        unchanged = np.sqrt(variance(pooled) * (1 / before + 1 / after))
        changed = np.sqrt(variance(mean) / before + variance(target) / after)
        found = abs(target - mean) >= _normal(1 - significance / 2) * unchanged + _normal(power) * changed
        return found & (after * pooled >= FEWEST_EVENTS)

    distribution: Distribution = "negative binomial" if dispersion else "Poisson"
    return _earliest(sure, len(known), target != mean, distribution)


def time_to_detect_mean(
    values: Values, target: float, *, power: float = POWER, significance: float = SIGNIFICANCE
) -> TimeToDetect:
    """
    Return how long until a change of a rate or another measure to a target could be told from chance.

    Parameters
    ----------
    values : array, shape (periods,)
        One per week or month while nothing changed, in the unit of the measure, such as an engagement rate in [0, 1] or
        euros; NaN = unknown. What each value was computed from is not known, so each counts the same.
    target : float
        Mean after the change, in the same unit.
    power, significance : float in (0, 1)

    Returns
    -------
    TimeToDetect

    Raises
    ------
    ValueError
        If a value is infinite or a parameter is out of its range.

    Notes
    -----
    The sample size of a t test of two means with one variance, that of the values: the change must be at least the sum
    of the two quantiles of Student's distribution times the standard error of the difference (Snedecor and Cochran,
    Statistical Methods, 8th ed. 1989, section 6.14; compare Cohen 1988, table 2.4.1).

    Examples
    --------
    >>> rate = np.array([0.021, 0.034, 0.028, 0.025, 0.031, 0.019, 0.027, 0.030, np.nan, 0.026, 0.033])
    >>> time_to_detect_mean(rate, 0.035)
    TimeToDetect(outlook='detectable', periods=6, more=0, distribution='normal')
    >>> time_to_detect_mean(rate, 0.029)
    TimeToDetect(outlook='too few values', periods=None, more=138, distribution='normal')
    """
    known = _known(values, power, significance)
    if not math.isfinite(target):
        raise ValueError(f"target: {target:g} is not a number")
    if len(known) < FEWEST:
        return TimeToDetect("too few values", None, FEWEST - len(known), None)
    mean, deviation = float(known.mean()), float(known.std(ddof=1))

    def sure(before: Values | float, after: Values) -> Flags:
        freedom = before + after - 2
        quantiles = _student(1 - significance / 2, freedom) + _student(power, freedom)
        return abs(target - mean) >= quantiles * deviation * np.sqrt(1 / before + 1 / after)

    return _earliest(sure, len(known), target != mean, "normal")


def _known(values: Values, power: float, significance: float) -> Values:
    """Return the known values, after a check of them and of both probabilities."""
    for name, probability in (("power", power), ("significance", significance)):
        if not 0 < probability < 1:
            raise ValueError(f"{name}: {probability:g} is not between 0 and 1")
    return known_values(values)


def _earliest(
    sure: Callable[[Values | float, Values], Flags], known: int, changes: bool, distribution: Distribution
) -> TimeToDetect:
    """Return the first number of periods after the change that suffices; else how many more from before would do."""
    lengths = np.arange(1.0, LONGEST + 1)
    longer = lengths[known:]
    if not changes:
        return TimeToDetect("too small", None, 0, distribution)
    enough = np.flatnonzero(sure(float(known), lengths))
    if len(enough):
        return TimeToDetect("detectable", int(lengths[enough[0]]), 0, distribution)
    on_each_side = np.flatnonzero(sure(longer, longer))
    if len(on_each_side):
        return TimeToDetect("too few values", None, int(on_each_side[0]) + 1, distribution)
    return TimeToDetect("too small", None, 0, distribution)


def _normal(probability: float) -> float:
    return NormalDist().inv_cdf(probability)


def _student(probability: float, freedom: Values) -> Values:
    """
    Return a quantile of Student's distribution from that of the normal one, to 0.001 for usual tests of 8 values.

    Source: Abramowitz and Stegun (1964), Handbook of Mathematical Functions, 26.7.5.
    """
    z = _normal(probability)
    terms = (
        z,
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return np.asarray(np.polynomial.polynomial.polyval(1 / freedom, terms), dtype=float)
