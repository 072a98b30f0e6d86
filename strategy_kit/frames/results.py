"""Schemas of the frames of results: what happened."""

from typing import NamedTuple

import pandas as pd

from strategy_kit.frames.rows import Count


class ChartPointRow(NamedTuple):
    """One row per week or month of a process behaviour chart, in order; limits are missing with too few values."""

    period: pd.Period
    value: float  # in the unit of the measure; missing = unknown
    moving_range: float  # from the value of the period before; missing beside a gap
    phase: int  # counts the phases from 0
    centre: float
    lower: float  # natural process limits
    upper: float
    upper_range: float  # of the moving ranges


class MonthTotalRow(NamedTuple):
    """One row per calendar month with a day of a known week, in order: the total of a count."""

    month: pd.Period
    total: float  # weeks that lie in two months by their days
    least: float  # of the weeks that lie wholly in the month
    most: float  # with the whole of the weeks at its ends
    is_whole: bool  # each of its days lies in a known week that is over


class PublishingRow(NamedTuple):
    """One row per platform: counts over the weeks recorded; missing = never recorded."""

    platform: str
    planned: Count  # of the weeks whose published posts are known
    posts: Count
    moved: Count
    received: Count  # of the weeks whose answers in time are known
    in_time: Count
