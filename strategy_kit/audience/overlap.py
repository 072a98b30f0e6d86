"""
What platforms reach together. Nobody publishes how their audiences overlap, so it is only known between bounds.

`reach_together` returns one row per platform and per pair of platforms: ``platforms`` (keys, the wider first),
``reach_low`` and ``reach_high`` (share in [0, 1] of the audience on at least one of them).
"""

from collections.abc import Iterable
from itertools import combinations

import pandas as pd

from strategy_kit.audience.reach import combined_reach_bounds

WIDEST = 3


def reach_together(
    parts: pd.DataFrame, chosen: Iterable[str] = (), widest: int = WIDEST, *, unasked_most: float = 1.0
) -> pd.DataFrame:
    """
    Bound what platforms reach alone and in pairs: segment by segment, then mixed by the segments' shares.

    Parameters
    ----------
    parts : DataFrame
        `audience.segment_reach`. A segment nobody asked about a platform is anything from none to all.
    chosen : iterable of str
        Platforms that are always combined, known or not.
    widest : int
        How many platforms to combine, the rest being those of widest reach that somebody asked about.
    unasked_most : float
        What a platform that nobody asked any segment about reaches at most.

    Returns
    -------
    DataFrame
        One row per platform and pair, columns of the module: platforms alone first, then pairs, by least reach.

    Notes
    -----
    Fréchet's bounds hold within each segment, and bounding there is tighter than bounding the mix: two platforms that
    hold different segments overlap less than their totals allow. Errors of one survey move together, so lower ends are
    combined with lower ends.

    Examples
    --------
    >>> parts = pd.DataFrame({"segment": ["young", "old"] * 2, "share": 0.5, "platform": ["x", "x", "y", "y"],
    ...     "reach": [0.8, 0.0, 0.0, 0.6], "reach_low": [0.8, 0.0, 0.0, 0.6], "reach_high": [0.8, 0.0, 0.0, 0.6]})
    >>> reach_together(parts).values.tolist()
    [[('x',), 0.4, 0.4], [('y',), 0.3, 0.3], [('x', 'y'), 0.7, 0.7]]
    """
    weighted = (parts["reach"] * parts["share"]).groupby(parts["platform"], sort=False)
    mix = weighted.agg(lambda reach: reach.sum(skipna=False)).sort_values(ascending=False, kind="stable")
    asked = [key for key in dict.fromkeys(chosen) if key in mix.index]
    wanted = [*asked, *(key for key in mix.dropna().index if key not in asked)][: max(widest, len(asked))]
    members = [key for key in mix.index if key in wanted]
    nobody_asked = parts["reach_high"].isna().groupby(parts["platform"]).transform("all")
    ends = parts.assign(
        reach_low=parts["reach_low"].fillna(0.0),
        reach_high=parts["reach_high"].fillna(nobody_asked.map({True: unasked_most, False: 1.0})),
    )
    rows = [(group, *_bounds(ends, group)) for size in (1, 2) for group in combinations(members, size)]
    rows.sort(key=lambda row: (len(row[0]), -row[1], -row[2]))
    return pd.DataFrame(rows, columns=["platforms", "reach_low", "reach_high"])


def _bounds(parts: pd.DataFrame, members: Iterable[str]) -> tuple[float, float]:
    rows = parts[parts["platform"].isin(list(members))]
    low = high = 0.0
    for _segment, part in rows.groupby("segment", sort=False):
        share = float(part["share"].iloc[0])
        low += share * combined_reach_bounds(*part["reach_low"])[0]
        high += share * combined_reach_bounds(*part["reach_high"])[1]
    return round(low, 12), round(high, 12)
