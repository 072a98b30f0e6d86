"""Weights of the criteria: one person's, or those of several people in a frame with one row each, who count alike."""

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
import pandas as pd

from strategy_kit.apportionment import largest_remainder
from strategy_kit.errors import InputError

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
            "{field}: {value} has a weight without utilities, or utilities without a weight. Give each criterion one "
            "weight.",
            field="weights",
            value=", ".join(sorted(map(str, strangers or utilities.columns))),
        )
    numbers = stated[list(utilities.columns)].to_numpy(np.float64)
    for person, criterion in np.argwhere(~(np.isfinite(numbers) & (numbers >= 0)))[:1]:
        raise InputError(
            "{field}: found {value}. Use a number from 0 up.",
            field=f"weights.{utilities.columns[criterion]}",
            value=float(numbers[person, criterion]),
        )
    if not numbers.any(axis=1).all():
        raise InputError("{field}: all weights are zero. Give at least one criterion a weight.", field="weights")
    parts = numbers / numbers.max(axis=1, keepdims=True)
    shares = parts / parts.sum(axis=1, keepdims=True)
    return pd.DataFrame(shares, index=stated.index, columns=utilities.columns)
