"""
Robustness of a ranking over plausible weightings and performances (SMAA-2).

SMAA-2: Lahdelma and Salminen (2001), Operations Research 49(3), 444-454, with weights drawn around stated ones.
Pairwise winning index: Leskinen, Viitanen, Kangas and Kangas (2006).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from strategy_kit.errors import InputError
from strategy_kit.platforms.scores import SAME, Bound, Floats, Weighting, intervals, weight_rows

DRAWS = 10_000
LEAST_FIRST, LEAST_APART = 0.005, 0.02
"""The least share of draws that counts as first; the least difference of weight or utility that counts."""


@dataclass(frozen=True)
class Robustness:
    """
    Stochastic acceptability of every alternative.

    `ranks` is the share of draws at each rank (columns 1, 2, ...; rows sum to 1; alternatives that tie share the better
    rank). `central_weights` is the mean of the weights that put it first (rows sum to 1; missing if never first).
    `wins` is the share of draws in which the row is ahead of the column.
    """

    ranks: pd.DataFrame
    central_weights: pd.DataFrame
    wins: pd.DataFrame


def robustness(
    utilities: pd.DataFrame,
    weights: Weighting,
    *,
    concentration: float,
    seed: int,
    draws: int = DRAWS,
    low: Bound = None,
    high: Bound = None,
) -> Robustness:
    """
    Rank the alternatives under many plausible weights and performances.

    Parameters
    ----------
    utilities, weights
        As for `weighted_scores`. Of several people's weights each has an equal part of the draws.
    concentration : float
        Of the Dirichlet distribution of the weights, above 0: their standard deviations are ``sqrt(share * (1 - share)
        / (concentration + 1))``. Equal weights with the number of criteria as concentration are all weightings alike.
    seed, draws : int
        The same seed gives the same answer.
    low, high : DataFrame, shape of `utilities`, optional
        Performances are drawn evenly between them; see `scores.Bound`.

    Examples
    --------
    >>> utilities = pd.DataFrame({"reach": [1.0, 0.0], "effort": [0.0, 0.6]}, index=["linkedin", "x"])
    >>> found = robustness(utilities, {"reach": 1, "effort": 1}, concentration=2, seed=1)
    >>> found.ranks.loc["x"].round(1).to_dict(), found.wins.loc["x"].round(1).to_dict()
    ({1: 0.4, 2: 0.6}, {'linkedin': 0.4, 'x': 0.0})
    """
    chance = np.random.default_rng(seed)
    drawn = drawn_weights(weight_rows(utilities, weights), concentration, draws, chance)
    scores = _drawn_scores(utilities, low, high, drawn, chance)
    counts, wins = _ranked(scores)
    first = scores > scores.max(axis=0) - SAME
    times = np.where(first.any(axis=1), first.sum(axis=1), np.nan)
    central = first.astype(float) @ drawn / times[:, np.newaxis]
    names = utilities.index
    return Robustness(
        pd.DataFrame(counts / draws, index=names, columns=range(1, len(names) + 1)),
        pd.DataFrame(central, index=names, columns=utilities.columns),
        pd.DataFrame(wins / draws, index=names, columns=names),
    )


def _ranked(scores: Floats) -> tuple[Floats, Floats]:
    """Count how often each alternative takes each rank, and how often it is ahead of each other."""
    counts, wins = np.zeros((len(scores),) * 2), np.zeros((len(scores),) * 2)
    for place, own in enumerate(scores):
        better = scores > own + SAME
        wins[:, place] = better.sum(axis=1)
        counts[place] = np.bincount(better.sum(axis=0), minlength=len(scores))
    return counts, wins


def drawn_weights(rows: pd.DataFrame, concentration: float, draws: int, chance: np.random.Generator) -> Floats:
    """
    Draw plausible weights from Dirichlet distributions around each person's stated shares; zero stays zero.

    Parameters
    ----------
    rows : DataFrame, shape (people, criteria)
        Weights as shares, rows sum to 1, of `scores.weight_rows`. Each person has an equal part of the draws.
    concentration : float
        Of the Dirichlet distribution, above 0; the larger, the nearer the draws are to `rows`.
    draws : int
        Number of weightings.
    chance : numpy.random.Generator
        Source of the draws.

    Returns
    -------
    array, shape (draws, criteria), rows sum to 1

    Raises
    ------
    InputError
        If `concentration` is not above 0 or not finite.

    Examples
    --------
    >>> stated = pd.DataFrame({"reach": [0.75], "effort": [0.25], "trade": [0.0]})
    >>> drawn_weights(stated, 20.0, 1000, np.random.default_rng(1)).mean(axis=0).round(1).tolist()
    [0.8, 0.2, 0.0]
    """
    if not (np.isfinite(concentration) and concentration > 0):
        raise InputError(
            "{field}: found {value}. Use a number above 0, like 20; the higher it is, the surer you are of "
            "your weights.",
            field="concentration",
            value=concentration,
        )
    weights = np.zeros((draws, rows.shape[1]))
    for person, shares in enumerate(rows.to_numpy()):
        theirs = np.arange(person, draws, len(rows))[:, np.newaxis]
        weighty = np.flatnonzero(shares)
        weights[theirs, weighty] = chance.dirichlet(concentration * shares[weighty], len(theirs))
    return weights


def _drawn_scores(
    utilities: pd.DataFrame,
    low: Bound,
    high: Bound,
    drawn: Floats,
    chance: np.random.Generator,
) -> Floats:
    """Return scores (alternatives, draws) for drawn weights, uncertain performances drawn as well."""
    least, most = (frame.to_numpy() for frame in intervals(utilities, low, high))
    scores: Floats = least @ drawn.T
    for alternative, criterion in np.argwhere(most > least):
        span = most[alternative, criterion] - least[alternative, criterion]
        scores[alternative] += drawn[:, criterion] * span * chance.random(len(drawn))
    return scores


def rank_acceptability(
    utilities: pd.DataFrame,
    weights: Weighting,
    *,
    concentration: float,
    seed: int,
    draws: int = DRAWS,
    low: Bound = None,
    high: Bound = None,
) -> pd.DataFrame:
    """
    Return the share of plausible weightings and performances that gives each alternative each rank: `robustness.ranks`.

    Parameters
    ----------
    utilities, weights, concentration, seed, draws, low, high
        As for `robustness`.

    Returns
    -------
    DataFrame, shape (alternatives, ranks 1, 2, ...), in [0, 1], rows sum to 1

    Notes
    -----
    Source: rank acceptability index of Lahdelma and Salminen (2001), Operations Research 49(3), 444-454.

    Examples
    --------
    >>> utilities = pd.DataFrame({"reach": [1.0, 0.0], "effort": [0.0, 0.6]}, index=["linkedin", "x"])
    >>> rank_acceptability(utilities, {"reach": 1, "effort": 1}, concentration=2, seed=1).loc["x"].round(1).to_dict()
    {1: 0.4, 2: 0.6}
    """
    return robustness(utilities, weights, concentration=concentration, seed=seed, draws=draws, low=low, high=high).ranks


def first_ranks(ranks: pd.DataFrame, columns: int) -> pd.DataFrame:
    """
    Return the shares of the first ranks in so many columns, those of all later ranks added up in the last, ``rest``.

    >>> first_ranks(pd.DataFrame({1: [0.5], 2: [0.25], 3: [0.125], 4: [0.125]}), 3).to_dict("records")
    [{1: 0.5, 2: 0.25, 'rest': 0.25}]
    """
    if ranks.shape[1] <= columns:
        return ranks
    return ranks.iloc[:, : columns - 1].assign(rest=ranks.iloc[:, columns - 1 :].sum(axis=1))


def likely_places(ranks: pd.DataFrame) -> tuple[list[str], str | None]:
    """
    Return who is first most often, to whole percents, and who of all but the first of these is second most often.

    >>> likely_places(pd.DataFrame({1: [0.2, 0.8, 0.0], 2: [0.1, 0.2, 0.7]}, index=["x", "linkedin", "reddit"]))
    (['linkedin'], 'reddit')
    """
    often = [str(key) for key in ranks.index[ranks[1].round(2) == ranks[1].max().round(2)]]
    return often, str(ranks[2].drop(often[0]).idxmax()) if len(ranks) > 1 else None


def closest_rival(wins: pd.DataFrame, order: Sequence[str]) -> str | None:
    """
    Return the rival that the leader, first in `order`, is ahead of least often, the first of equals; None without any.

    >>> names = ["linkedin", "x", "reddit"]
    >>> closest_rival(pd.DataFrame([[0, 0.9, 0.7], [0.1, 0, 0.5], [0.3, 0.5, 0]], names, names), names)
    'reddit'
    """
    rivals = wins.loc[order[0], list(order[1:])]
    return str(rivals.idxmin()) if len(rivals) else None


def often_first(first: pd.Series) -> list[str]:
    """
    Return the alternatives that at least a share `LEAST_FIRST` of the draws puts first, most often first.

    >>> often_first(pd.Series({"x": 0.3, "reddit": 0.001, "linkedin": 0.699}))
    ['linkedin', 'x']
    """
    return [str(key) for key in first[first >= LEAST_FIRST].sort_values(ascending=False, kind="stable").index]


def parting_criterion(central_weights: pd.DataFrame, utilities: pd.DataFrame, leader: str, rival: str) -> str | None:
    """
    Return the criterion whose central weight is most higher for the rival than for the leader; None if none is.

    Differences of weight and of utility under `LEAST_APART` do not count.

    Parameters
    ----------
    central_weights, utilities : DataFrame, platforms x criteria
        ``central_weights`` of `robustness`, and utilities in [0, 1].
    leader, rival : str
        Platforms, by key.

    Examples
    --------
    >>> central = pd.DataFrame({"reach": [0.8, 0.2], "effort": [0.2, 0.8]}, index=["linkedin", "x"])
    >>> utilities = pd.DataFrame({"reach": [1.0, 0.0], "effort": [0.0, 0.6]}, index=["linkedin", "x"])
    >>> parting_criterion(central, utilities, "linkedin", "x")
    'effort'
    """
    differ = utilities.columns[(utilities.T[rival] - utilities.T[leader]).abs() >= LEAST_APART]
    more = (central_weights.T[rival] - central_weights.T[leader])[differ]
    return str(more.idxmax()) if len(more) and more.max() >= LEAST_APART else None


def confidence_factors(
    utilities: pd.DataFrame,
    central_weights: pd.DataFrame,
    *,
    seed: int,
    draws: int = DRAWS,
    low: Bound = None,
    high: Bound = None,
) -> pd.Series:
    """
    Return how often each alternative is first under its own central weights, over the draws of the performances.

    A low share means that the performances are too uncertain to choose it, whatever the weights.

    Parameters
    ----------
    utilities, seed, draws, low, high
        As for `robustness`.
    central_weights : DataFrame, shape (alternatives, criteria)
        ``robustness(...).central_weights``; rows sum to 1, missing = never first.

    Returns
    -------
    Series, shape (alternatives,), named "confidence", in [0, 1]
        Missing without central weights.

    Notes
    -----
    Source: confidence factor of Lahdelma and Salminen (2001), Operations Research 49(3), 444-454.

    Examples
    --------
    >>> utilities = pd.DataFrame({"reach": [1.0, float("nan")], "effort": [0.0, 0.6]}, index=["linkedin", "x"])
    >>> central = pd.DataFrame({"reach": [0.8, 0.2], "effort": [0.2, 0.8]}, index=["linkedin", "x"])
    >>> confidence_factors(utilities, central, seed=1).round(1).to_dict()
    {'linkedin': 0.8, 'x': 1.0}
    """
    least, most = (frame.to_numpy() for frame in intervals(utilities, low, high))
    chance = np.random.default_rng(seed)
    held = central_weights.dropna().to_numpy()
    scores = (least @ held.T)[:, np.newaxis, :].repeat(draws, axis=1)
    for alternative, criterion in np.argwhere(most > least):
        span = most[alternative, criterion] - least[alternative, criterion]
        scores[alternative] += np.outer(span * chance.random(draws), held[:, criterion])
    names = central_weights.dropna().index
    own = scores[utilities.index.get_indexer(names), :, np.arange(len(names))]
    first = (own > scores.max(axis=0).T - SAME).mean(axis=1)
    return pd.Series(first, index=names, dtype=float).reindex(utilities.index).rename("confidence")
