"""Funnels with rates that one can multiply by hand."""

import math

import pandas as pd

from strategy_kit.objectives.forecast import Forecast, Posts, forecast
from strategy_kit.objectives.rates import ALL, WEBSITE, Known

RATES = {
    "organic reach": (5, 10),
    "link clicks by reach": (1, 2),
    "leads by visits": (4, 8),
    "orders by visits": (1, 3),
}


def published(platforms=("p", "q"), without=(), ranges=RATES) -> pd.DataFrame:
    """Return a table with a range in percent for each rate on some platforms."""
    figures = [
        (f"{metric} {platform}", platform, metric, *percents)
        for metric, percents in ranges.items()
        for platform in ([ALL] if metric in WEBSITE else platforms)
        if (platform, metric) not in without
    ]
    frame = pd.DataFrame(figures, columns=["id", "platform", "metric", "percent_low", "percent_high"])
    size = pd.array([None] * len(frame), dtype="Int64")
    return frame.assign(format="", percent=math.nan, followers_from=size, followers_to=size)


def known(followers=None, own=None, **table) -> Known:
    return Known({"p": 1000} if followers is None else followers, published(**table), own or {})


def of(measure, *posts, **given) -> Forecast:
    return forecast(measure, posts or [Posts("p", 10)], known(**given))
