"""A target beside what the posts can bring: how many times the posts it needs, what decides most, what would change."""

import math
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Literal, NamedTuple

import pandas as pd

from strategy_kit.frames import DecidingRow, PostsChangeRow
from strategy_kit.objectives.forecast import Chain, Forecast, Posts, brought, forecast
from strategy_kit.objectives.interval import UNKNOWN, Interval, exactly, hull, middle, ratio
from strategy_kit.objectives.rates import Factor, Known, unknown

Verdict = Literal["within reach", "could be reached", "out of reach", "unknown"]

SAME = 1e-9
"""Share by which two amounts may differ and be the same."""
_MOST_TIMES = 2.0**60


class Needed(NamedTuple):
    """
    What a target needs.

    `times` is how many times the posts: at least (every rate at its highest) and at most (every rate at its lowest);
    infinite = no number of posts, NaN = unknown, or of a rate that posts do not change.
    """

    verdict: Verdict
    times: Interval


def needed(expected: Forecast, target: float) -> Needed:
    """
    Compare a target for a month with what the posts bring.

    "within reach": already the lowest meets it. "out of reach": not even the highest does. "could be reached": it lies
    between them. "unknown": a number is missing on which it depends.

    Parameters
    ----------
    expected : Forecast
        Of the posts of a month.
    target : float, above 0
        In the unit of the measure and for a month; of a rate a share.

    Raises
    ------
    ValueError
        If the target is not a finite number above 0.

    Examples
    --------
    >>> from strategy_kit.evidence.load import load_table
    >>> known = Known({"facebook": 800}, load_table("benchmarks"), {("all", "leads by visits"): 0.05})
    >>> leads = forecast("leads", [Posts("facebook", 12)], known)
    >>> found = needed(leads, 20)
    >>> found.verdict, [round(bound, 1) for bound in found.times]
    ('out of reach', [7.7, 114.8])
    """
    if not 0 < target < math.inf:
        raise ValueError(f"target: {target} is not a finite number above 0")
    bounds = brought(expected)
    times = (
        UNKNOWN
        if expected.funnel.kind == "rate"
        else Interval(
            _fewest_times(lambda factor: brought(expected, factor).high, target),
            _fewest_times(lambda factor: brought(expected, factor).low, target),
        )
    )
    return Needed(_verdict(bounds, target), times)


def deciding(expected: Forecast) -> pd.DataFrame:
    """
    Return the numbers that a forecast rests on, first those to measure first: `frames.DecidingRow`.

    Unknown ones come first, those of the platform with most posts before others; then those that would narrow the
    result most if they were known. How much is told by the width of the result, highest by lowest, with the number at
    its `interval.middle`: of the platforms on which nothing is missing or, if there is none, of all, as if it were not.

    Examples
    --------
    >>> from strategy_kit.evidence.load import load_table
    >>> known = Known({"facebook": 800}, load_table("benchmarks"))
    >>> rows = deciding(forecast("orders", [Posts("facebook", 12)], known))
    >>> rows[["name", "narrows"]].round(1).values.tolist()
    [['organic reach', 5.2], ['orders by visits', 3.7], ['link clicks by reach', 2.9], ['followers', 1.0]]
    """
    posts: dict[tuple[str, str], float] = {}
    found: dict[tuple[str, str], list[Factor]] = {}
    for chain in expected.chains:
        for factor in chain.factors:
            key = (factor.platform, factor.name)
            found.setdefault(key, []).append(factor)
            posts[key] = posts.get(key, 0.0) + chain.posts.number
    rows = [_deciding_row(expected, factors) for factors in found.values()]
    rows.sort(key=lambda row: (0.0, -posts[row[:2]]) if math.isnan(row.narrows) else (1.0, -row.narrows))
    return pd.DataFrame(rows, columns=DecidingRow._fields).astype(dict.fromkeys(("low", "high", "narrows"), float))


def changes(measure: str, posts: Iterable[Posts], known: Known, options: Iterable[Posts]) -> pd.DataFrame:
    """
    Return what further posts would change, one option beside the other: `frames.PostsChangeRow`.

    Parameters
    ----------
    measure, posts, known
        As for `forecast.forecast`.
    options : iterable of Posts
        Such as one more post a week (`forecast.WEEKS_A_MONTH`) on a platform of the plan or on another one, or
        what one more hour makes.

    Examples
    --------
    >>> from strategy_kit.evidence.load import load_table
    >>> known = Known({"facebook": 800}, load_table("benchmarks"))
    >>> rows = changes("link-clicks", [Posts("facebook", 12)], known, [Posts("facebook", 4)])
    >>> rows[["low", "high", "gain_low", "gain_high"]].round(1).values.tolist()
    [[4.6, 69.4, 1.2, 17.3]]
    """
    before = tuple(posts)
    rows = []
    for option in options:
        alone, after = (forecast(measure, some, known) for some in ([option], [*before, option]))
        kind, gain = alone.funnel.kind, brought(alone)
        if kind == "people":
            gain = Interval(0.0, gain.high)
        elif kind == "rate":
            gain = UNKNOWN
        missing = tuple(name for _platform, name in alone.missing)
        rows.append((option.platform, option.post_format, option.number, *brought(after), *gain, missing))
    numbers = ("number", "low", "high", "gain_low", "gain_high")
    return pd.DataFrame(rows, columns=PostsChangeRow._fields).astype(dict.fromkeys(numbers, float))


def _verdict(bounds: Interval, target: float) -> Verdict:
    if bounds.low >= target * (1 - SAME):
        return "within reach"
    if bounds.high < target * (1 - SAME):
        return "out of reach"
    return "unknown" if math.isnan(bounds.low) or math.isnan(bounds.high) else "could be reached"


def _fewest_times(brings: Callable[[float], float], target: float) -> float:
    """Return the fewest times the posts that bring a target; `brings` never falls."""
    most = brings(_MOST_TIMES)
    if math.isnan(most) or most < target:
        return math.nan if math.isnan(most) else math.inf
    low, high = 0.0, 1.0
    while brings(high) < target:
        low, high = high, high * 2
    while high - low > SAME * high:
        half = (low + high) / 2
        low, high = (low, half) if brings(half) >= target else (half, high)
    return high


def _deciding_row(expected: Forecast, factors: list[Factor]) -> DecidingRow:
    first, span = factors[0], hull(factor.span for factor in factors)
    narrows = math.nan
    if not any(map(unknown, factors)):
        before, after = (ratio(brought(_settled(expected, key))) for key in (None, (first.platform, first.name)))
        narrows = 1.0 if before == after else before / after
    origin = "unknown" if math.isnan(narrows) else first.origin
    return DecidingRow(first.platform, first.name, *span, origin, narrows)


def _settled(expected: Forecast, key: tuple[str, str] | None) -> Forecast:
    """Return the chains without a missing number, or all as if none were; with the number of a key at its middle."""

    def settled(factor: Factor) -> Factor:
        if unknown(factor):
            return factor._replace(span=exactly(1.0))
        return factor._replace(span=exactly(middle(factor.span))) if (factor.platform, factor.name) == key else factor

    chains = [chain for chain in expected.chains if not chain.missing] or expected.chains
    return replace(expected, chains=tuple(Chain(chain.posts, tuple(map(settled, chain.factors))) for chain in chains))
