"""Bounds of quantities that are not known exactly and never negative; how they go together is left open."""

import math
from collections.abc import Iterable
from typing import NamedTuple


class Interval(NamedTuple):
    """Lowest and highest value, in the unit of the quantity; NaN = this bound is unknown, never zero."""

    low: float
    high: float


UNKNOWN = Interval(math.nan, math.nan)


def exactly(value: float) -> Interval:
    """
    Return the interval of a number that is known; NaN = unknown.

    >>> exactly(0.02)
    Interval(low=0.02, high=0.02)
    """
    return Interval(value, value)


def is_known(interval: Interval) -> bool:
    """Whether both bounds are known."""
    return not (math.isnan(interval.low) or math.isnan(interval.high))


def product(factors: Iterable[Interval]) -> Interval:
    """
    Return the bounds of a product; with an unknown factor it is unknown.

    >>> product([exactly(1000), Interval(0.01, 0.05)])
    Interval(low=10.0, high=50.0)
    >>> product([exactly(1000), UNKNOWN])
    Interval(low=nan, high=nan)
    """
    lows, highs = zip(*factors, strict=True)
    return Interval(math.prod(lows), math.prod(highs))


def total(parts: Iterable[Interval]) -> Interval:
    """
    Return the bounds of a sum: of parts that are not all known at least what the known ones make, without a highest.

    >>> total([Interval(1, 2), Interval(3, 5)])
    Interval(low=4, high=7)
    >>> total([Interval(1, 2), UNKNOWN])
    Interval(low=1, high=nan)
    >>> total([UNKNOWN])
    Interval(low=nan, high=nan)
    """
    terms = list(parts)
    lows = [part.low for part in terms if not math.isnan(part.low)]
    low = sum(lows) if lows or not terms else math.nan
    return Interval(low, sum(part.high for part in terms))


def hull(parts: Iterable[Interval]) -> Interval:
    """
    Return the narrowest interval around all, within which every mean of them lies; unknown with one that is.

    >>> hull([Interval(1, 2), Interval(4, 5)])
    Interval(low=1, high=5)
    """
    terms = list(parts)
    if not terms or not all(map(is_known, terms)):
        return UNKNOWN
    return Interval(min(part.low for part in terms), max(part.high for part in terms))


def ratio(interval: Interval) -> float:
    """
    Return how many times the highest is the lowest: 1 = exactly known, NaN = unknown.

    >>> ratio(Interval(2, 8)), ratio(exactly(0)), ratio(Interval(0, 1))
    (4.0, 1.0, inf)
    """
    if not is_known(interval) or interval.low == interval.high:
        return 1.0 if is_known(interval) else math.nan
    return interval.high / interval.low if interval.low else math.inf


def middle(interval: Interval) -> float:
    """
    Return the value that is as many times the lowest as the highest is times it.

    >>> middle(Interval(2, 8))
    4.0
    """
    return interval.low * math.sqrt(ratio(interval)) if interval.low else 0.0
