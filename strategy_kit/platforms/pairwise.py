"""Weights from comparisons by pairs: Saaty's analytic hierarchy process and its consistency ratio."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
import pandas as pd

from strategy_kit.errors import InputError
from strategy_kit.model import Comparison
from strategy_kit.model.criteria import CRITERIA

RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49)
"""Mean consistency index of random judgements on 1 to 10 criteria: Saaty (1980), The Analytic Hierarchy Process."""

CONSISTENT = 0.1
"""Saaty: the largest acceptable ratio; above it, judgements deserve a revision."""

STEPS = (*(1 / n for n in range(9, 1, -1)), *(float(n) for n in range(1, 10)))
"""Saaty's scale, from a ninth to nine times."""


@dataclass(frozen=True)
class Priorities:
    """
    Weights that sum to 1, and the consistency of the comparisons they come from.

    `consistency_ratio` is missing while pairs are missing: only all pairs compare with Saaty's random judgements.
    """

    weights: pd.Series
    consistency_ratio: float
    odds: pd.DataFrame


def judgements_of(comparisons: Iterable[Comparison], criteria: Collection[str]) -> pd.DataFrame:
    """
    Return comparisons as judgements, criteria x criteria: how many times more the row matters; missing = not compared.

    >>> judgements_of([Comparison(criterion="trade", over="effort", times=4)], ["trade", "effort"]).values.tolist()
    [[1.0, 4.0], [0.25, 1.0]]
    """
    matrix = pd.DataFrame(np.nan, index=list(criteria), columns=list(criteria))
    for criterion in criteria:
        matrix.loc[criterion, criterion] = 1.0
    for pair in comparisons:
        matrix.loc[pair.criterion, pair.over] = pair.times
        matrix.loc[pair.over, pair.criterion] = 1 / pair.times
    return matrix


def pair_weights(comparisons: Iterable[Comparison]) -> Priorities:
    """
    Return the weights of all criteria by comparisons of pairs.

    A criterion that no comparison names and that weighs nothing by default (`model.criteria`) has weight 0: plans saved
    before it was added stay as they were. Any other that stands apart is an InputError.

    >>> pairs = [Comparison(criterion="audience", over=other) for other in CRITERIA if other != "audience"]
    >>> pair_weights(pairs).weights.round(3).unique().tolist()
    [0.167]
    """
    pairs = tuple(comparisons)
    named = {criterion for pair in pairs for criterion in (pair.criterion, pair.over)}
    found = priorities(judgements_of(pairs, [key for key, each in CRITERIA.items() if each.weight or key in named]))
    return replace(found, weights=found.weights.reindex(list(CRITERIA), fill_value=0.0))


def priorities(judgements: pd.DataFrame) -> Priorities:
    """
    Return the weights of comparisons by pairs, the principal eigenvector of the judgements (Saaty 1980).

    Each criterion is compared with the others, directly or through some of them; else an InputError. A missing pair
    counts as the ratio of the weights themselves (Harker 1987, Mathematical Modelling 9(11), 837-848).

    >>> stated = [("trade", "effort", 2), ("trade", "dialogue", 6), ("effort", "dialogue", 3)]
    >>> pairs = [Comparison(criterion=one, over=other, times=times) for one, other, times in stated]
    >>> found = priorities(judgements_of(pairs, ["trade", "effort", "dialogue"]))
    >>> found.weights.round(3).to_dict(), round(abs(found.consistency_ratio), 3)
    ({'trade': 0.6, 'effort': 0.3, 'dialogue': 0.1}, 0.0)
    """
    matrix = judgements.to_numpy(float)
    missing = np.isnan(matrix)
    separate = judgements.columns[~_connected(~missing)]
    if len(separate):
        raise InputError(
            "{field}: not compared with the other criteria: {value}. Compare each with one of the others.",
            field="comparisons",
            value=", ".join(separate),
        )
    size = len(matrix)
    filled = np.where(missing, 0.0, matrix) + np.diag(missing.sum(axis=1))
    values, vectors = np.linalg.eig(filled)
    first = int(values.real.argmax())
    weights = np.abs(vectors[:, first].real)
    shares = pd.Series(weights / weights.sum(), index=judgements.index)
    index = (values[first].real - size) / max(size - 1, 1)
    ratio = np.nan if missing.any() else index / RANDOM_INDEX[size - 1] if size > 2 else 0.0
    return Priorities(shares, float(ratio), _odds(judgements, shares))


def _connected(compared: "np.typing.NDArray[np.bool_]") -> "np.typing.NDArray[np.bool_]":
    """Return which criteria the first is compared with, directly or through others."""
    reached = compared[0]
    for _round in range(len(compared)):
        reached = compared[reached].any(axis=0)
    return reached


def _odds(judgements: pd.DataFrame, weights: pd.Series) -> pd.DataFrame:
    one, other = np.triu_indices(len(weights), 1)
    times, shares, names = judgements.to_numpy(float)[one, other], weights.to_numpy(), judgements.index
    implied = shares[one] / shares[other]
    factor = np.maximum(times / implied, implied / times)
    odds = {"criterion": names[one], "over": names[other], "times": times, "implied": implied, "factor": factor}
    compared = pd.DataFrame(odds).dropna(subset="times")
    return compared.sort_values("factor", ascending=False, kind="stable", ignore_index=True)


def comparisons_of(weights: pd.Series) -> tuple[Comparison, ...]:
    """
    Return the comparisons on Saaty's scale nearest to weights; criteria without weight are left out.

    >>> [pair.times for pair in comparisons_of(pd.Series({"audience": 3.0, "format": 2.0, "trade": 0.0}))]
    [2.0]
    """
    positive = weights[weights > 0]
    return tuple(
        Comparison(criterion=one, over=other, times=nearest_step(positive[one] / positive[other]))
        for one, other in combinations(positive.index, 2)
    )


def most_moved(before: pd.Series, after: pd.Series) -> str:
    """
    Return the criterion whose weight changed most, the first of equals.

    >>> before = pd.Series({"reach": 0.5, "effort": 0.3, "trade": 0.2})
    >>> most_moved(before, pd.Series({"reach": 0.55, "effort": 0.18, "trade": 0.27}))
    'effort'
    """
    return str((after - before).abs().idxmax())


def complete_comparisons(weights: pd.Series) -> tuple[Comparison, ...]:
    """
    Return the comparisons of all pairs by their weights; no weight counts as the least step of the scale.

    >>> [pair.times for pair in complete_comparisons(pd.Series({"audience": 3.0, "format": 2.0, "trade": 0.0}))]
    [2.0, 9.0, 6.0]
    """
    return comparisons_of(weights.clip(lower=weights.max() / STEPS[-1]))


def nearest_step(ratio: float) -> float:
    """
    Return the step of Saaty's scale that comes nearest to a ratio.

    >>> nearest_step(0.3), nearest_step(40)
    (0.3333333333333333, 9.0)
    """
    return min(STEPS, key=lambda step: abs(np.log(step / ratio)))
