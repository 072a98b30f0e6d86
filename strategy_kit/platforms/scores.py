"""Weights of one person or of several who count alike, and the scores, ranks and bounds they give."""

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from strategy_kit.apportionment import largest_remainder
from strategy_kit.errors import InputError

SAME = 1e-9
"""Scores closer than this are equal: a tie, not a lead."""
Floats = npt.NDArray[np.float64]
Bound: TypeAlias = pd.DataFrame | None
"""The lowest or highest utilities: missing = the known utility itself, an unknown one lies anywhere from 0 to 1."""
Weighting: TypeAlias = Mapping[str, float] | pd.DataFrame


def weight_shares(utilities: pd.DataFrame, weights: Weighting) -> pd.Series:
    """
    Return the weights in the order of the criteria, summing to 1; of several people, the mean.

    Weights that differ from the criteria, are negative, not finite or all zero for a person are an InputError.

    >>> criteria = pd.DataFrame(columns=["reach", "effort"])
    >>> weight_shares(criteria, {"effort": 1, "reach": 3}).to_dict()
    {'reach': 0.75, 'effort': 0.25}
    >>> weight_shares(criteria, pd.DataFrame({"reach": [3, 1], "effort": [1, 0]}, index=["baker", "counter"])).to_dict()
    {'reach': 0.875, 'effort': 0.125}
    """
    return weight_rows(utilities, weights).mean()


def weight_points(weights: Mapping[str, float], points: int) -> dict[str, int]:
    """
    Return weights as whole points in proportion, `points` in all.

    >>> weight_points({"reach": 2.0, "trade": 1.0, "effort": 1.0}, 10)
    {'reach': 5, 'trade': 3, 'effort': 2}
    """
    whole = largest_remainder(pd.Series(dict(weights), dtype=float), points)
    return {str(criterion): int(share) for criterion, share in whole.items()}


def weight_rows(utilities: pd.DataFrame, weights: Weighting) -> pd.DataFrame:
    """
    Return one row per person, in the order of the criteria, each summing to 1.

    >>> weight_rows(pd.DataFrame(columns=["reach", "effort"]), {"effort": 1, "reach": 3}).values.tolist()
    [[0.75, 0.25]]
    """
    stated = weights if isinstance(weights, pd.DataFrame) else pd.DataFrame([dict(weights)], dtype=float)
    strangers = set(stated.columns) ^ set(utilities.columns)
    if strangers or stated.empty:
        raise InputError(
            "{field}: {value} has a weight without values, or values without a weight. Give each criterion one weight.",
            field="weights",
            value=", ".join(sorted(map(str, strangers or utilities.columns))),
        )
    numbers = stated[list(utilities.columns)].to_numpy(np.float64)
    for person, criterion in np.argwhere(~(np.isfinite(numbers) & (numbers >= 0)))[:1]:
        raise InputError(
            "{field}: found {value}. Use 0 or a higher number.",
            field=f"weights.{utilities.columns[criterion]}",
            value=float(numbers[person, criterion]),
        )
    if not numbers.any(axis=1).all():
        raise InputError("{field}: all weights are zero. Give at least one criterion a weight.", field="weights")
    parts = numbers / numbers.max(axis=1, keepdims=True)
    shares = parts / parts.sum(axis=1, keepdims=True)
    return pd.DataFrame(shares, index=stated.index, columns=utilities.columns)


def weighted_scores(utilities: pd.DataFrame, weights: Weighting) -> pd.Series:
    """
    Score each alternative by the weighted sum model.

    Parameters
    ----------
    utilities : DataFrame, shape (alternatives, criteria)
        Unitless, in [0, 1], higher is better. Missing = unknown, not zero.
    weights : mapping of criterion to float, or DataFrame with one row per person
        One per column, none negative; only their ratios matter. Several people count alike.

    Returns
    -------
    Series, shape (alternatives,), named "score", in [0, 1]
        Missing where a utility that has a weight is missing: `score_bounds` says between what it lies.

    Raises
    ------
    InputError
        If weights and criteria differ, a weight is negative or not finite, or all are zero.

    Notes
    -----
    Source: Fishburn (1967), Operations Research 15(3), 537-542.

    Examples
    --------
    >>> utilities = pd.DataFrame({"reach": [1.0, 0.4], "effort": [0.2, 0.9]}, index=["linkedin", "tiktok"])
    >>> weighted_scores(utilities, {"reach": 3, "effort": 1}).round(3).to_dict()
    {'linkedin': 0.8, 'tiktok': 0.525}
    """
    return contributions(utilities, weights).sum(axis=1, skipna=False).clip(upper=1.0).rename("score")


def contributions(utilities: pd.DataFrame, weights: Weighting) -> pd.DataFrame:
    """
    Return the part of each criterion in each score.

    Rows sum to the score. Missing where the utility is; a criterion without weight contributes 0, known or not. Errors
    are those of `weight_shares`, and a utility outside [0, 1].

    >>> utilities = pd.DataFrame({"reach": [1.0], "effort": [0.2]}, index=["linkedin"])
    >>> contributions(utilities, {"reach": 3, "effort": 1}).loc["linkedin"].round(2).to_dict()
    {'reach': 0.75, 'effort': 0.05}
    """
    shares = weight_shares(utilities, weights)
    numbers = utilities.to_numpy(np.float64)
    for row, column in np.argwhere((numbers < 0) | (numbers > 1))[:1]:
        raise InputError(
            "{field}: found {value}. Use a value from 0 to 1; leave it empty if there is no data yet.",
            field=f"{utilities.index[row]}.{utilities.columns[column]}",
            value=float(numbers[row, column]),
        )
    weightless = shares.to_numpy() == 0
    adds = np.where(weightless, 0.0, numbers * shares.to_numpy())
    return pd.DataFrame(adds, index=utilities.index, columns=utilities.columns)


def sure_contributions(utilities: pd.DataFrame, weights: Weighting, low: Bound = None) -> pd.DataFrame:
    """
    Return the lower bound of each criterion's part of each score; rows sum to the low end of `score_bounds`.

    Parameters
    ----------
    utilities, weights, low
        As for `score_bounds`.

    Returns
    -------
    DataFrame, shape (alternatives, criteria), in [0, 1]

    Examples
    --------
    >>> utilities = pd.DataFrame({"reach": [0.5], "effort": [float("nan")]})
    >>> sure_contributions(utilities, {"reach": 1, "effort": 1}).iloc[0].to_dict()
    {'reach': 0.25, 'effort': 0.0}
    """
    return contributions(intervals(utilities, low)[0], weights)


def intervals(utilities: pd.DataFrame, low: Bound = None, high: Bound = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """
    Return the lower and the upper bound of each utility: its own bounds, else itself, else 0 and 1.

    Parameters
    ----------
    utilities, low, high
        As for `score_bounds`.

    Returns
    -------
    two DataFrames, shape (alternatives, criteria), in [0, 1], none missing

    Examples
    --------
    >>> reach = pd.DataFrame({"reach": [0.4, float("nan")]})
    >>> least, most = intervals(reach, low=reach - 0.25)
    >>> least["reach"].round(2).to_list(), most["reach"].to_list()
    ([0.15, 0.0], [0.4, 1.0])
    """
    known = utilities.astype(float)
    least, most = (known if bound is None else bound.astype(float).fillna(known) for bound in (low, high))
    return least.fillna(0.0), most.fillna(1.0)


def imputed_bounds(utilities: pd.DataFrame, low: Bound = None, high: Bound = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """
    Return the lower and the upper bound of unknown utilities, and known ones as they are, however uncertain.

    Parameters
    ----------
    utilities, low, high
        As for `score_bounds`.

    Returns
    -------
    two DataFrames, shape (alternatives, criteria), in [0, 1], none missing

    Examples
    --------
    >>> least, most = imputed_bounds(pd.DataFrame({"reach": [0.4, float("nan")]}))
    >>> least["reach"].to_list(), most["reach"].to_list()
    ([0.4, 0.0], [0.4, 1.0])
    """
    known = utilities.astype(float)
    least, most = intervals(utilities, low, high)
    return known.fillna(least), known.fillna(most)


def score_bounds(utilities: pd.DataFrame, weights: Weighting, low: Bound = None, high: Bound = None) -> pd.DataFrame:
    """
    Return the lower bound, the middle and the upper bound of each score: `frames.ScoreBoundsRow`.

    Parameters
    ----------
    utilities, weights
        As for `weighted_scores`; raises as it does.
    low, high : DataFrame, shape of `utilities`, in [0, 1], optional
        Bounds of each utility. Missing, or no frame: the known utility itself, an unknown one lies anywhere from 0 to
        1.

    Returns
    -------
    DataFrame, shape (alternatives, 3), in [0, 1]
        ``low`` and ``high`` take every utility at its worst and its best at once (how likely that is, `robustness`
        estimates), ``middle`` an unknown one in the middle of its bounds.

    Examples
    --------
    >>> utilities = pd.DataFrame({"reach": [1.0, 0.4], "effort": [float("nan"), 0.9]}, index=["linkedin", "tiktok"])
    >>> score_bounds(utilities, {"reach": 3, "effort": 1}).round(3).loc["linkedin"].to_dict()
    {'low': 0.75, 'middle': 0.875, 'high': 1.0}
    """
    least, most = intervals(utilities, low, high)
    ends = {"low": least, "middle": utilities.astype(float).fillna((least + most) / 2), "high": most}
    return pd.DataFrame({end: weighted_scores(frame, weights) for end, frame in ends.items()}).rename_axis("platform")


def ranking(scores: pd.Series) -> pd.Series:
    """
    Rank scores, 1 = highest; equal scores share the better rank, a missing score has none.

    >>> ranking(pd.Series({"linkedin": 0.7, "x": 0.4, "reddit": 0.7})).to_dict()
    {'linkedin': 1, 'x': 3, 'reddit': 1}
    """
    steps = (scores / SAME).round()
    return steps.rank(method="min", ascending=False).astype("Int64").rename("rank")


def leaders(scores: pd.Series) -> tuple[str, ...]:
    """
    Return the alternatives that share first place; several = a tie.

    >>> leaders(pd.Series({"linkedin": 0.7, "x": 0.4, "reddit": 0.7}))
    ('linkedin', 'reddit')
    """
    return tuple(str(alternative) for alternative, rank in ranking(scores).dropna().items() if rank == 1)


def rivals(bounds: pd.DataFrame, leader: str) -> tuple[str, ...]:
    """
    Return the alternatives that could be level with or ahead of the leader within `score_bounds`; nearest first.

    >>> bounds = pd.DataFrame({"low": [0.6, 0.3, 0.2], "high": [0.7, 0.4, 0.65]}, index=["linkedin", "x", "reddit"])
    >>> rivals(bounds, "linkedin")
    ('reddit',)
    """
    others = bounds["high"].drop(leader)
    able = others[others > bounds["low"][leader] - SAME]
    return tuple(str(alternative) for alternative in able.sort_values(ascending=False, kind="stable").index)
