"""
Rates between two stages from a post to a result: the account's own where it is known, else between published figures.

Of table ``benchmarks`` those figures count that are of the platform, and of the format and the size of account or of
all of them together. The interval goes from the lowest to the highest published number. It is the span of what studies
found on average: an account's own rate may lie outside, and replaces it once it is known.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from strategy_kit.model.types import ALL, WEBSITE, Metric
from strategy_kit.objectives.interval import UNKNOWN, Interval, exactly, is_known

Origin = Literal["own", "published", "one figure", "unknown"]

FOLLOWERS = "followers"
FEED = frozenset(("text", "image", "video", "document", "local"))
"""Formats that figures of the feed speak of."""
ONE_FIGURE_FACTOR = 3.0
"""
What one figure without a range is divided and multiplied by.

In the studies that publish both, the middle half of the accounts reaches from a third of the median to three times it.
"""


class Factor(NamedTuple):
    """A number on the way from posts to a result: followers of a platform, or a rate as a share (0.02 = 2%)."""

    platform: str  # or `ALL`
    name: str  # a `Metric`, or `FOLLOWERS`
    span: Interval
    origin: Origin
    rests_on: tuple[str, ...] = ()  # ids of table ``benchmarks``


@dataclass(frozen=True, eq=False)
class Known:
    """
    What is known of the accounts, and what studies published.

    Parameters
    ----------
    followers : mapping of platform to number of people
        Missing or NaN = unknown.
    benchmarks : DataFrame
        Table ``benchmarks``.
    own : mapping of (platform, metric) to share
        The account's own rates; of a website that of platform "all"; "results by reach" or "by views" is that of the
        measure in question. Missing or NaN = unknown.

    Raises
    ------
    ValueError
        If a number is negative or infinite, or the share of visits or clicks that lead to something is above 1.
    """

    followers: Mapping[str, float]
    benchmarks: pd.DataFrame
    own: Mapping[tuple[str, Metric], float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for platform, count in self.followers.items():
            _check(count, math.inf, f"{FOLLOWERS}, {platform}")
        for (platform, metric), share in self.own.items():
            _check(share, 1.0 if metric in WEBSITE else math.inf, f"{metric}, {platform}")

    def followers_of(self, platform: str) -> Factor:
        """Return the followers on a platform."""
        count = self.followers.get(platform, math.nan)
        return Factor(platform, FOLLOWERS, exactly(count), "unknown" if math.isnan(count) else "own")

    def rate(self, platform: str, metric: Metric, post_format: str = "") -> Factor:
        """Return the own rate, or `published_rate`; `post_format` "" = not known."""
        owner = ALL if metric in WEBSITE else platform
        own = self.own.get((owner, metric), math.nan)
        if not math.isnan(own):
            return Factor(owner, metric, exactly(own), "own")
        size = self.followers.get(platform, math.nan)
        return published_rate(self.benchmarks, owner, metric, post_format, size)


def published_rate(
    benchmarks: pd.DataFrame, platform: str, metric: Metric, post_format: str = "", followers: float = math.nan
) -> Factor:
    """
    Return the span of the published rates that speak of such posts.

    Parameters
    ----------
    benchmarks : DataFrame
        Table ``benchmarks``.
    platform : str
        Key of a platform, or "all" for a rate of websites.
    metric : Metric
        What is counted, and its denominator.
    post_format : str
        "" = not known: figures of every format count.
    followers : float
        Size of the account. NaN = unknown, or a size that no figure speaks of: figures of every size count.

    Returns
    -------
    Factor
        Span as shares. One figure without a range is widened by `ONE_FIGURE_FACTOR`; without any it is unknown.

    Examples
    --------
    >>> from strategy_kit.evidence.load import load_table
    >>> benchmarks = load_table("benchmarks")
    >>> low, high = published_rate(benchmarks, "facebook", "organic reach").span
    >>> round(low, 4), round(high, 4)
    (0.0165, 0.086)
    >>> published_rate(benchmarks, "facebook", "link clicks by reach", followers=4000).origin
    'one figure'
    >>> published_rate(benchmarks, "instagram", "link clicks by reach").span
    Interval(low=nan, high=nan)
    """
    rows = benchmarks[(benchmarks["platform"] == platform) & (benchmarks["metric"] == metric)]
    if post_format:
        rows = rows[rows["format"].isin(["", post_format, *(["feed"] if post_format in FEED else [])])]
    rows = _of_size(rows, followers)
    if rows.empty:
        return Factor(platform, metric, UNKNOWN, "unknown")
    percents = rows[["percent", "percent_low", "percent_high"]].to_numpy(dtype=float)
    numbers = percents[~np.isnan(percents)] / 100
    low, high, rests_on = float(numbers.min()), float(numbers.max()), tuple(rows["id"])
    if len(numbers) == 1:
        span = Interval(low / ONE_FIGURE_FACTOR, high * ONE_FIGURE_FACTOR)
        return Factor(platform, metric, _no_share_above_one(span, metric), "one figure", rests_on)
    return Factor(platform, metric, Interval(low, high), "published", rests_on)


def _of_size(rows: pd.DataFrame, followers: float) -> pd.DataFrame:
    """Return the figures of accounts of a size and of all sizes together, or all if none is."""
    fewest, most = rows["followers_from"].fillna(0), rows["followers_to"]
    of_size = rows[(fewest <= followers) & (most.isna() | (most > followers)).astype(bool)]
    return rows if of_size.empty else of_size


def _no_share_above_one(span: Interval, metric: Metric) -> Interval:
    return Interval(span.low, min(span.high, 1.0)) if metric in WEBSITE else span


def _check(number: float, most: float, name: str) -> None:
    if number < 0 or math.isinf(number) or number > most:
        raise ValueError(f"{name}: {number} is not possible")


def unknown(factor: Factor) -> bool:
    """Whether neither the account nor a study says what a number is."""
    return not is_known(factor.span)
