"""
Natural process limits of a series of single values (XmR chart): where it lies while nothing about it changes.

They rest on the moving ranges, the differences between one period and the next, because the standard deviation of the
whole series would also contain its changes. An unknown value is missing (NaN), never zero, and has no moving range on
either side. Sources: Wheeler and Chambers, Understanding Statistical Process Control (2nd ed. 1992); Wheeler,
Understanding Variation (1993).
"""

import math
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

Average = Literal["mean", "median"]
Values = npt.NDArray[np.float64]

FEWEST = 8
"""Known values without a gap that limits need: as many as the longest detection rule counts."""
FACTORS: dict[Average, tuple[float, float]] = {"mean": (2.66, 3.268), "median": (3.145, 3.865)}
"""What the average moving range is multiplied by: for the natural process limits, for the upper range limit."""


class ProcessLimits(NamedTuple):
    """Limits of the values and of their moving ranges, in the unit of the values."""

    centre: float  # mean of the values
    lower: float  # never below the lowest possible value
    upper: float  # never above the highest possible value
    upper_range: float  # of the moving ranges
    spread: float  # from the centre to either limit where nothing cuts it off; about three sigmas
    values: int  # known values that the limits rest on


def known_values(values: Values, lowest: float = -math.inf, highest: float = math.inf) -> Values:
    """
    Return the known values in their order; a ValueError names the first that is infinite or not from lowest to highest.

    >>> known_values(np.array([4.0, np.nan, 6.0])).tolist()
    [4.0, 6.0]
    """
    known = values[~np.isnan(values)]
    wrong = known[np.isinf(known) | (known < lowest) | (known > highest)]
    if len(wrong):
        raise ValueError(f"values: {wrong[0]:g} is not between {lowest:g} and {highest:g}")
    return known


def moving_ranges(values: Values) -> Values:
    """
    Return the distance of each value from the one of the period before, missing beside a gap.

    Parameters
    ----------
    values : array, shape (periods,)
        One per period, in order; NaN = unknown.

    Returns
    -------
    array, shape (periods,), in the unit of the values
        The first is missing.

    Examples
    --------
    >>> moving_ranges(np.array([4.0, 6.0, np.nan, 5.0, 9.0])).tolist()
    [nan, 2.0, nan, nan, 4.0]
    """
    return np.abs(np.diff(values, prepend=np.nan))


def process_limits(
    values: Values, *, average: Average = "mean", lowest: float = -math.inf, highest: float = math.inf
) -> ProcessLimits | None:
    """
    Return the natural process limits of a series: centre ± 2.66 mean moving ranges, ranges up to 3.268 of them.

    Parameters
    ----------
    values : array, shape (periods,)
        One per period, in order; NaN = unknown.
    average : "mean" or "median"
        Of the moving ranges; the factors for the median are 3.145 and 3.865. The median is for a series in which one or
        two extreme values, as of a week with a campaign, would widen the limits so much that they hide other changes.
    lowest, highest : float
        Between which the measure can lie: 0 and infinity for counts, 0 and 1 for shares.

    Returns
    -------
    ProcessLimits, or None
        None with fewer known values or moving ranges than `FEWEST` periods without a gap have.

    Raises
    ------
    ValueError
        If a value is infinite or beyond ``lowest`` and ``highest``, or ``average`` is neither of the two.

    Notes
    -----
    Sources: Wheeler (1993), p. 60; factors 3 / 1.128 and 3.268 for the mean range, 3 / 0.954 and 3.865 for the median
    range of two values, Wheeler and Chambers (1992), appendix.

    Examples
    --------
    >>> limits = process_limits(np.array([12, 15, 11, 14, 13, 16, 12, 15.0]), lowest=0)
    >>> round(limits.centre, 2), round(limits.lower, 2), round(limits.upper, 2), round(limits.upper_range, 2)
    (13.5, 5.52, 21.48, 9.8)
    >>> process_limits(np.array([12, 15, np.nan, 14])) is None
    True
    """
    if average not in FACTORS:
        raise ValueError(f"average: {average!r} is neither 'mean' nor 'median'")
    known = known_values(values, lowest, highest)
    ranges = moving_ranges(values)
    ranges = ranges[~np.isnan(ranges)]
    if len(known) < FEWEST or len(ranges) < FEWEST - 1:
        return None
    to_limit, to_range = FACTORS[average]
    centre = float(known.mean())
    usual = float(ranges.mean() if average == "mean" else np.median(ranges))
    spread = to_limit * usual
    return ProcessLimits(
        centre, max(lowest, centre - spread), min(highest, centre + spread), to_range * usual, spread, len(known)
    )


def values_needed(values: Values) -> int:
    """
    Return how many more periods in a row must be known before there are limits; 0 if there are.

    Parameters
    ----------
    values : array, shape (periods,)
        One per period, in order; NaN = unknown.

    Examples
    --------
    >>> values_needed(np.array([12.0, 15.0, 11.0]))
    5
    >>> values_needed(np.array([12, 15, 11, 14, 13, 16, 12, np.nan, 15.0]))
    1
    """
    known = ~np.isnan(values)
    ranges = FEWEST - 1 - int((~np.isnan(moving_ranges(values))).sum())
    if ranges > 0 and not (len(known) and known[-1]):
        ranges += 1
    return max(0, FEWEST - int(known.sum()), ranges)
