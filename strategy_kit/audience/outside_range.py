"""Figures measured in the customers' own country that lie outside the range of an estimate from another."""

import pandas as pd


def outside_range(shares: pd.DataFrame, mix: pd.DataFrame) -> pd.DataFrame:
    """
    Return the national shares outside the range of the estimate for the same platform, with that range.

    Parameters
    ----------
    shares : DataFrame
        `local_figures.national_shares`: ``percent`` from 0 to 100.
    mix : DataFrame
        `reach.mixed_reach`: ``reach_low`` and ``reach_high`` in [0, 1], and whether it is ``borrowed``; a missing
        estimate has no range.

    Returns
    -------
    DataFrame
        The rows of `shares`, with ``reach_low`` and ``reach_high``.

    Examples
    --------
    >>> shares = pd.DataFrame({"platform": ["whatsapp", "facebook"], "percent": [66.6, 70.4]})
    >>> mix = pd.DataFrame({"platform": ["whatsapp", "facebook"], "reach": [0.35, 0.68], "reach_low": [0.25, 0.55],
    ...                     "reach_high": [0.45, 0.8], "borrowed": True})
    >>> outside_range(shares, mix)["platform"].tolist()
    ['whatsapp']
    """
    lent = mix[mix["borrowed"].astype(bool) & mix["reach"].notna()]
    both = shares.merge(lent[["platform", "reach_low", "reach_high"]], on="platform")
    inside = (both["percent"] / 100).between(both["reach_low"], both["reach_high"])
    return both[~inside].reset_index(drop=True)
