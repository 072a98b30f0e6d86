"""Combined reach of platforms, between bounds: how their audiences overlap is published nowhere."""

from collections.abc import Iterable
from itertools import combinations

import pandas as pd

from strategy_kit.audience.reach import combined_reach_bounds
from strategy_kit.frames import ReachTogetherRow

WIDEST = 3


def reach_together(
    parts: pd.DataFrame, chosen: Iterable[str] = (), widest: int = WIDEST, *, unasked_most: float = 1.0
) -> pd.DataFrame:
    """
    Bound the combined reach, without duplicates, of single platforms and pairs, by least reach:
    `frames.ReachTogetherRow`.

    Parameters
    ----------
    parts : DataFrame
        `reach.segment_reach`, `frames.ReachRow` with ``segment`` and ``share``; a segment without data on a platform is
        anything from none to all.
    chosen : iterable of str, optional
        Platforms that are always combined; then those of the largest reach.
    widest : int
        Number of platforms combined, if not fewer than are chosen.
    unasked_most : float
        In [0, 1]: most that a platform without data on any segment reaches.

    Notes
    -----
    Fréchet's bounds hold within each segment, and are tighter there than for the mix: platforms of different segments
    overlap less than their totals allow. Errors of one survey move together, so lower ends combine with lower ends.

    Examples
    --------
    >>> parts = pd.DataFrame({"segment": ["young", "old"] * 2, "share": 0.5, "platform": ["x", "x", "y", "y"],
    ...     "reach": [0.8, 0.0, 0.0, 0.6], "reach_low": [0.8, 0.0, 0.0, 0.6], "reach_high": [0.8, 0.0, 0.0, 0.6]})
    >>> reach_together(parts).values.tolist()
    [[('x',), 0.4, 0.4], [('y',), 0.3, 0.3], [('x', 'y'), 0.7, 0.7]]
    """
    weighted = (parts["reach"] * parts["share"]).groupby(parts["platform"], sort=False)
    mix = weighted.agg(lambda reach: reach.sum(skipna=False)).sort_values(ascending=False, kind="stable")
    required = [key for key in dict.fromkeys(chosen) if key in mix.index]
    wanted = list(dict.fromkeys([*required, *mix.dropna().index]))[: max(widest, len(required))]
    members = [key for key in mix.index if key in wanted]
    no_data = parts["reach_high"].isna().groupby(parts["platform"]).transform("all")
    ends = parts.assign(
        reach_low=parts["reach_low"].fillna(0.0),
        reach_high=parts["reach_high"].fillna(no_data.map({True: unasked_most, False: 1.0})),
    )
    rows = [(group, *_bounds(ends, group)) for size in (1, 2) for group in combinations(members, size)]
    rows.sort(key=lambda row: (len(row[0]), -row[1], -row[2]))
    return pd.DataFrame(rows, columns=ReachTogetherRow._fields)


def _bounds(parts: pd.DataFrame, members: Iterable[str]) -> tuple[float, float]:
    rows = parts[parts["platform"].isin(list(members))]
    low = high = 0.0
    for _segment, part in rows.groupby("segment", sort=False):
        share = float(part["share"].iloc[0])
        low += share * combined_reach_bounds(*part["reach_low"])[0]
        high += share * combined_reach_bounds(*part["reach_high"])[1]
    return round(low, 12), round(high, 12)
