"""
What platforms reach together. Nobody publishes how their audiences overlap, so it is only known between bounds.

`reach_together` returns one row per platform and per pair of platforms: ``platforms`` (keys, the wider first),
``reach_low`` and ``reach_high`` (share in [0, 1] of the audience on at least one of them).
"""

from itertools import combinations

import pandas as pd

from strategy_kit.audience import combined_reach_bounds


def reach_together(mix: pd.DataFrame, widest: int = 3) -> pd.DataFrame:
    """
    Bound what the widest platforms reach alone and in pairs.

    Parameters
    ----------
    mix : DataFrame
        `audience.audience_reach`. Platforms without an estimate are left out.
    widest : int
        How many platforms to combine, those of widest reach.

    Returns
    -------
    DataFrame
        One row per platform and pair, columns of the module: platforms alone first, then pairs, by least reach.

    Examples
    --------
    >>> mix = pd.DataFrame({"platform": ["x", "youtube", "mastodon"], "reach": [0.2, 0.8, None],
    ...                     "reach_low": [0.15, 0.75, None], "reach_high": [0.25, 0.85, None]})
    >>> reach_together(mix).values.tolist()
    [[('youtube',), 0.75, 0.85], [('x',), 0.15, 0.25], [('youtube', 'x'), 0.75, 1.0]]
    """
    known = mix.dropna(subset=["reach"]).sort_values("reach", ascending=False, kind="stable").head(widest)
    ends = {str(row["platform"]): (row["reach_low"], row["reach_high"]) for row in known.to_dict("records")}
    rows = [
        (
            members,
            combined_reach_bounds(*(ends[member][0] for member in members))[0],
            combined_reach_bounds(*(ends[member][1] for member in members))[1],
        )
        for size in (1, 2)
        for members in combinations(ends, size)
    ]
    rows.sort(key=lambda row: (len(row[0]), -row[1], -row[2]))
    return pd.DataFrame(rows, columns=["platforms", "reach_low", "reach_high"])
