"""Rank reversals when one platform is left out."""

import numpy as np
import pandas as pd

from strategy_kit.frames import LeftOutRow
from strategy_kit.platforms.scores import SAME, Floats
from strategy_kit.platforms.weights import Weighting, weight_shares


def left_out(values: pd.DataFrame, weights: Weighting, sets: pd.DataFrame) -> pd.DataFrame:
    """
    Return the rank reversals and the new start set when each platform in turn is left out: `frames.LeftOutRow`.

    Parameters
    ----------
    values : DataFrame, shape (platforms, criteria)
        Utilities in [0, 1], none missing: an unknown one in the middle of its bounds.
    weights : mapping of criterion to float, or DataFrame with one row per person
        As for `scores.weighted_scores`.
    sets : DataFrame
        ``StartSet.sets``, best first: `frames.StartRow`.

    Notes
    -----
    Utilities here rest on each platform alone, so `reversals` is 0: it is counted, not assumed. Scaling to the best and
    the worst of a list is what lets a third platform reverse two others (Belton and Gear 1983, Omega 11(3), 228-230).

    Examples
    --------
    >>> values = pd.DataFrame({"reach": [1.0, 0.0, 0.2], "effort": [0.0, 0.6, 0.5]}, index=["linkedin", "x", "reddit"])
    >>> sets = pd.DataFrame({"platforms": [("linkedin",), ("x",)], "fits": [True, True]})
    >>> left_out(values, {"reach": 1, "effort": 1}, sets).loc["linkedin"].to_dict()
    {'leaders': ('reddit',), 'start': ('x',), 'reversals': 0, 'reversals_if_scaled': 0}
    """
    cells, shares = values.to_numpy(float), weight_shares(values, weights).to_numpy()
    scores, scaled = cells @ shares, _scaled(cells) @ shares
    fitting = list(sets.loc[sets["fits"].fillna(False).to_numpy(bool), "platforms"])
    rows = []
    for place in np.argsort(-scores, kind="stable"):
        platform = values.index[place]
        rest = np.delete(np.arange(len(values)), place)
        own = cells[rest] @ shares
        leaders = tuple(values.index[rest][own >= own.max(initial=0.0) - SAME])
        start = next((members for members in fitting if platform not in members), ())
        reversals_if_scaled = rank_reversals(scaled[rest], _scaled(cells[rest]) @ shares)
        rows.append(LeftOutRow(platform, leaders, start, rank_reversals(scores[rest], own), reversals_if_scaled))
    return pd.DataFrame(rows, columns=LeftOutRow._fields).set_index("platform")


def _scaled(cells: Floats) -> Floats:
    if not len(cells):
        return cells
    spans = cells.max(axis=0) - cells.min(axis=0)
    scaled: Floats = (cells - cells.min(axis=0)) / np.where(spans > 0, spans, 1.0)
    return scaled


def rank_reversals(before: Floats, after: Floats) -> int:
    """
    Count the pairs whose order is reversed between two scorings; ties do not count.

    >>> rank_reversals(np.array([3, 2, 1]), np.array([1, 2, 0]))
    1
    """
    one, other = (np.subtract.outer(scores, scores) for scores in (before, after))
    return int(((one > SAME) & (other < -SAME)).sum())
