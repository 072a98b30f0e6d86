"""Platforms that more customers use than those to start with, and the criterion that decides against each."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from strategy_kit.model.types import Criterion, Platform
from strategy_kit.platforms.scores import SAME, Weighting, weight_shares

MOST = 2
"""Platforms named."""


class MoreUsed(NamedTuple):
    """
    A platform that is not chosen although more customers use it than `chosen`, the most used of those chosen.

    `share` and `chosen_share` are of the audience, in [0, 1]. `criterion` is that on which `chosen` leads most; None
    where it does not have the higher score.
    """

    platform: Platform
    share: float
    chosen: Platform
    chosen_share: float
    criterion: Criterion | None


def more_used(
    reach: pd.DataFrame, chosen: Sequence[str], values: pd.DataFrame, weights: Weighting
) -> tuple[MoreUsed, ...]:
    """
    Return the platforms that are used by more of the audience than any of those chosen, the most used first.

    Parameters
    ----------
    reach : DataFrame
        `frames.ReachRow`: shares of the audience in [0, 1]; a missing one is unknown and compares with none.
    chosen : sequence of str
        The platforms to start with.
    values : DataFrame, shape (platforms, criteria)
        Utilities in [0, 1], none missing: an unknown one in the middle of its bounds.
    weights : mapping of criterion to float, or DataFrame with one row per person
        As for `scores.weighted_scores`.

    Notes
    -----
    The criterion that decides is that of the largest weighted lead: the largest part of the difference of two weighted
    sums. At most `MOST` platforms are returned; none if the use of all those chosen is unknown.

    Examples
    --------
    >>> reach = pd.DataFrame({"platform": ["facebook", "instagram"], "reach": [0.71, 0.68]})
    >>> values = pd.DataFrame({"audience": [0.71, 0.68], "trade": [0.5, 1.0]}, index=["facebook", "instagram"])
    >>> [found] = more_used(reach, ["instagram"], values, {"audience": 3, "trade": 4})
    >>> found.platform, found.chosen, found.criterion
    ('facebook', 'instagram', 'trade')
    """
    known = reach.dropna(subset=["reach"]).set_index("platform")["reach"]
    known = known[known.index.isin(values.index)].sort_values(ascending=False, kind="stable")
    own = known[known.index.isin(list(chosen))]
    if own.empty:
        return ()
    most = str(own.index[0])
    others = known.drop(index=own.index)
    leads = (values.loc[most] - values) * weight_shares(values, weights)
    return tuple(
        MoreUsed(
            platform=str(platform),
            share=float(share),
            chosen=most,
            chosen_share=float(own.iloc[0]),
            criterion=leads.loc[platform].idxmax() if leads.loc[platform].sum() > SAME else None,
        )
        for platform, share in others[others > own.iloc[0] + SAME].head(MOST).items()
    )
