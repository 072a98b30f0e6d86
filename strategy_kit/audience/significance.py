"""Significance of differences between shares of the audience, and the widest gap between segments."""

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from strategy_kit.audience.surveys import log_odds


class SegmentGap(NamedTuple):
    """The platform on which two segments differ most; `sure` if their 95 % intervals lie apart."""

    platform: str
    more: str
    more_reach: float
    fewer: str
    fewer_reach: float
    sure: bool


def surely_more(more: Mapping[Any, Any], fewer: Mapping[Any, Any]) -> bool:
    """
    Whether a share is larger than another beyond what their 95 % intervals leave open.

    Compares the distance on the logit scale of two rows of `frames.ReachRow` with the root of squares of the
    half-intervals that face each other, as if errors were independent; those of one survey move together, so it errs
    on the safe side.

    >>> youtube = {"reach": 0.84, "reach_low": 0.78, "reach_high": 0.89}
    >>> surely_more(youtube, {"reach": 0.71, "reach_low": 0.62, "reach_high": 0.79})
    True
    >>> surely_more(youtube, {"reach": 0.80, "reach_low": 0.74, "reach_high": 0.86})
    False
    """
    down = log_odds(more["reach"]) - log_odds(more["reach_low"])
    up = log_odds(fewer["reach_high"]) - log_odds(fewer["reach"])
    return log_odds(more["reach"]) - log_odds(fewer["reach"]) > math.hypot(down, up)


def lead_is_sure(mix: pd.DataFrame) -> bool:
    """
    Whether the largest estimate of `reach.by_reach` is surely ahead of the next; False if fewer than two have one.

    >>> rows = {"reach": [0.84, 0.71], "reach_low": [0.78, 0.62], "reach_high": [0.89, 0.79]}
    >>> lead_is_sure(pd.DataFrame(rows))
    True
    """
    first_two = mix[mix["reach"].notna()].to_dict("records")[:2]
    return len(first_two) == 2 and surely_more(*first_two)


def widest_segment_gap(parts: pd.DataFrame) -> SegmentGap | None:
    """
    Return the widest difference between two segments of `reach.segment_reach`, separate intervals before others.

    None if no platform is known for two segments. Stricter than `surely_more`: the largest of many differences is
    picked, so that chance alone makes one stand out.

    >>> parts = pd.DataFrame({"platform": "reddit", "segment": ["young", "old"], "reach": [0.48, 0.1],
    ...                       "reach_low": [0.42, 0.07], "reach_high": [0.54, 0.14]})
    >>> widest_segment_gap(parts)
    SegmentGap(platform='reddit', more='young', more_reach=0.48, fewer='old', fewer_reach=0.1, sure=True)
    """
    known = parts[parts["reach"].notna()].sort_values("reach", kind="stable")
    found = []
    for platform, rows in known.groupby("platform", sort=False):
        fewer, more = rows.iloc[0].to_dict(), rows.iloc[-1].to_dict()
        if len(rows) > 1:
            ends = more["segment"], more["reach"], fewer["segment"], fewer["reach"]
            found.append(SegmentGap(str(platform), *ends, more["reach_low"] > fewer["reach_high"]))
    return max(found, key=lambda gap: (gap.sure, gap.more_reach - gap.fewer_reach), default=None)
