"""
How solid a ranking is: over many plausible weightings and performances, and as one weight moves.

Rank acceptability follows SMAA-2 (Lahdelma and Salminen 2001, Operations Research 49(3), 444-454), with weights drawn
around stated ones instead of from all weightings.

Frames
------
bands : one row per (criterion, band), bands of a criterion in order and together [0, 1]: `start`, `end` (share of the
    weight), `state` ("first": the leader is first whatever is unknown; "open": it depends on what is unknown; "behind":
    another is ahead of it), `rival` (who could be, or is, ahead of it; "" in "first").
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from strategy_kit.errors import InputError
from strategy_kit.platforms.scores import SAME, Floats, leaders, opened, weight_shares, weighted_scores

DRAWS = 10_000


def drawn_weights(shares: pd.Series, concentration: float, draws: int, chance: np.random.Generator) -> Floats:
    """
    Draw weights from a Dirichlet distribution around stated shares; a weight of zero stays zero.

    Returns
    -------
    array, shape (draws, criteria)
        Rows sum to 1; column means approach `shares`.
    """
    if not (np.isfinite(concentration) and concentration > 0):
        raise InputError(
            "{field}: found {value}. Use a number above 0, like 20; the larger, the surer you are of your weights.",
            field="concentration",
            value=concentration,
        )
    weights = np.zeros((draws, len(shares)))
    weighty = shares.to_numpy() > 0
    weights[:, weighty] = chance.dirichlet(concentration * shares.to_numpy()[weighty], draws)
    return weights


def _drawn(
    utilities: pd.DataFrame,
    weights: Mapping[str, float],
    concentration: float,
    draws: int,
    seed: int,
    low: pd.DataFrame | None,
    high: pd.DataFrame | None,
) -> tuple[Floats, Floats]:
    """Return drawn weights (draws, criteria) and the scores they give (alternatives, draws)."""
    chance = np.random.default_rng(seed)
    drawn = drawn_weights(weight_shares(utilities, weights), concentration, draws, chance)
    least, most = _interval(utilities, low, 0.0), _interval(utilities, high, 1.0)
    scores = least @ drawn.T
    for alternative, criterion in np.argwhere(most > least):
        span = most[alternative, criterion] - least[alternative, criterion]
        scores[alternative] += drawn[:, criterion] * span * chance.random(draws)
    return drawn, scores


def _interval(utilities: pd.DataFrame, bound: pd.DataFrame | None, extreme: float) -> Floats:
    stated = utilities if bound is None else bound.astype(float).fillna(utilities)
    return stated.astype(float).fillna(extreme).to_numpy()


def rank_acceptability(
    utilities: pd.DataFrame,
    weights: Mapping[str, float],
    *,
    concentration: float,
    seed: int,
    draws: int = DRAWS,
    low: pd.DataFrame | None = None,
    high: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """
    Return the share of plausible weightings and performances that gives each alternative each rank.

    Parameters
    ----------
    utilities, weights
        As for `weighted_scores`.
    concentration : float
        How sure the group is of its weights, above 0. Each weight has standard deviation
        ``sqrt(share * (1 - share) / (concentration + 1))``. Equal weights with the number of criteria as concentration
        are all weightings alike.
    seed : int
        The same seed gives the same answer.
    draws : int
    low, high : DataFrame, shape of `utilities`, optional
        Performances are drawn evenly between them. Missing = the known utility itself; an unknown one lies anywhere
        from 0 to 1.

    Returns
    -------
    DataFrame, shape (alternatives, ranks), columns 1, 2, ...
        Rows sum to 1. Alternatives that tie in a draw share the better rank, so columns need not sum to 1.

    Examples
    --------
    >>> utilities = pd.DataFrame({"reach": [1.0, 0.0], "effort": [0.0, 0.6]}, index=["linkedin", "x"])
    >>> rank_acceptability(utilities, {"reach": 1, "effort": 1}, concentration=2, seed=1).loc["x"].round(1).to_dict()
    {1: 0.4, 2: 0.6}
    """
    _, scores = _drawn(utilities, weights, concentration, draws, seed, low, high)
    better = np.array([(scores > own + SAME).sum(axis=0) for own in scores])
    counts = np.array([np.bincount(ahead, minlength=len(utilities)) for ahead in better])
    return pd.DataFrame(counts / draws, index=utilities.index, columns=range(1, len(utilities) + 1))


def central_weights(
    utilities: pd.DataFrame,
    weights: Mapping[str, float],
    *,
    concentration: float,
    seed: int,
    draws: int = DRAWS,
    low: pd.DataFrame | None = None,
    high: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """
    Return the mean of the drawn weights that put each alternative first: what a person who prefers it cares about.

    Parameters and draws are those of `rank_acceptability`.

    Returns
    -------
    DataFrame, shape (alternatives, criteria)
        Rows sum to 1; missing for an alternative that is never first.

    Examples
    --------
    >>> utilities = pd.DataFrame({"reach": [1.0, 0.0], "effort": [0.0, 0.6]}, index=["linkedin", "x"])
    >>> central_weights(utilities, {"reach": 1, "effort": 1}, concentration=2, seed=1).round(1).loc["x"].to_dict()
    {'reach': 0.2, 'effort': 0.8}
    """
    drawn, scores = _drawn(utilities, weights, concentration, draws, seed, low, high)
    first = (scores > scores.max(axis=0) - SAME).astype(float)
    times = np.where(first.any(axis=1), first.sum(axis=1), np.nan)
    return pd.DataFrame(first @ drawn / times[:, np.newaxis], index=utilities.index, columns=utilities.columns)


def lead_bands(
    utilities: pd.DataFrame,
    weights: Mapping[str, float],
    low: pd.DataFrame | None = None,
    high: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """
    Tell, for each weight, from where to where the leader stays first, the other weights kept in proportion.

    The leader is first in the middle scores (the first of several that tie). Where all other weights are zero they
    share what is left equally.

    Returns
    -------
    DataFrame
        The bands of the module. Between two of them the leader and `rival` are level.

    Examples
    --------
    >>> utilities = pd.DataFrame({"reach": [1.0, 0.0], "effort": [0.0, 0.6]}, index=["linkedin", "x"])
    >>> bands = lead_bands(utilities, {"reach": 1, "effort": 1})
    >>> bands[bands["criterion"] == "reach"].round(3).drop(columns="criterion").values.tolist()
    [[0.0, 0.375, 'behind', 'x'], [0.375, 1.0, 'first', '']]
    """
    case = _Case.of(utilities, weights, low, high)
    rows = [
        {"criterion": criterion, "start": start, "end": end, "state": state, "rival": rival}
        for column, criterion in enumerate(utilities.columns)
        for start, end, state, rival in _bands(case, column)
    ]
    return pd.DataFrame(rows, columns=["criterion", "start", "end", "state", "rival"])


def smallest_change(
    utilities: pd.DataFrame,
    weights: Mapping[str, float],
    low: pd.DataFrame | None = None,
    high: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """
    Return, for each weight, the smallest change that may cost the leader its first place, and to whom.

    Returns
    -------
    DataFrame, one row per criterion
        ``weight`` (its share today), ``doubt_at`` (nearest share at which the unknown could put ``doubt_rival`` level;
        the share of today if it already could), ``lost_at`` (nearest share beyond which ``lost_to`` is ahead in the
        middle scores), ``change`` (``lost_at - weight``). Missing and "" = at no weight. With nothing unknown
        ``doubt_at`` is ``lost_at``.

    Examples
    --------
    >>> utilities = pd.DataFrame({"reach": [1.0, 0.0], "effort": [0.0, 0.6]}, index=["linkedin", "x"])
    >>> smallest_change(utilities, {"reach": 1, "effort": 1})["lost_at"].round(3).to_dict()
    {'reach': 0.375, 'effort': 0.625}
    """
    case = _Case.of(utilities, weights, low, high)
    middle = (case.least + case.most) / 2
    rows = {}
    for column, criterion in enumerate(utilities.columns):
        share = float(case.shares[column])
        doubt_at, doubt_rival = _nearest(_stays(case, column, case.least, case.most), share)
        lost_at, lost_to = _nearest(_stays(case, column, middle, middle), share)
        rows[criterion] = (share, doubt_at, doubt_rival, lost_at, lost_to, lost_at - share)
    columns = ["weight", "doubt_at", "doubt_rival", "lost_at", "lost_to", "change"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("criterion")


@dataclass(frozen=True)
class _Case:
    """The names of the alternatives, the leader's row, the weights, what each utility is at least and at most."""

    names: tuple[str, ...]
    leader: int
    shares: Floats
    least: Floats
    most: Floats

    @classmethod
    def of(
        cls,
        utilities: pd.DataFrame,
        weights: Mapping[str, float],
        low: pd.DataFrame | None,
        high: pd.DataFrame | None,
    ) -> "_Case":
        least, most = opened(utilities, low, high)
        names = tuple(str(name) for name in utilities.index)
        leader = leaders(weighted_scores((least + most) / 2, weights))[0]
        shares = weight_shares(utilities, weights).to_numpy()
        return cls(names, names.index(leader), shares, least.to_numpy(), most.to_numpy())


Stay = tuple[float, float, str, str]
"""Shares between which the leader keeps ahead, and the rival met at each end."""


def _stays(case: _Case, criterion: int, own: Floats, others: Floats) -> Stay:
    """
    Return where the leader, performing as in `own`, keeps ahead of all others, performing as in `others`.

    The lead over each rival is linear in the weight, so the answer is one interval; empty where start > end.
    """
    rest = case.shares.copy()
    rest[criterion] = 0.0
    if not rest.any():
        rest[np.arange(len(rest)) != criterion] = 1.0
    leads = own[case.leader] - others
    without, alone = leads @ (rest / (rest.sum() or 1.0)), leads[:, criterion]
    start, end, below, above = 0.0, 1.0, "", ""
    for rival, zero, one in zip(case.names, _flat(without), _flat(alone), strict=True):
        if rival == case.names[case.leader]:
            continue
        if zero < 0 and one < 0:
            return 1.0, 0.0, rival, rival
        level = zero / (zero - one) if zero != one else 0.0
        if zero < 0 <= one and level > start:
            start, below = level, rival
        if one < 0 <= zero and level < end:
            end, above = level, rival
    return start, end, below, above


def _flat(leads: Floats) -> list[float]:
    """A lead within the width of a tie is none."""
    return [0.0 if abs(lead) < SAME else float(lead) for lead in leads]


def _nearest(stay: Stay, share: float) -> tuple[float, str]:
    """Return the edge nearest to a share and the rival met there; the share itself if it is already outside."""
    start, end, below, above = stay
    if below and share < start + SAME:
        return share, below
    if above and share > end - SAME:
        return share, above
    edges = [(abs(share - edge), edge, rival) for edge, rival in ((start, below), (end, above)) if rival]
    return min(edges)[1:] if edges else (float("nan"), "")


def _bands(case: _Case, criterion: int) -> list[tuple[float, float, str, str]]:
    first, last, below, above = _stays(case, criterion, case.least, case.most)
    earliest, latest, behind_below, behind_above = _stays(case, criterion, case.most, case.least)
    if first > last:
        split = min(max((first + last) / 2, earliest), latest) if below != above else latest
        middle = [(earliest, split, "open", below), (split, latest, "open", above)]
    else:
        middle = [(earliest, first, "open", below), (first, last, "first", ""), (last, latest, "open", above)]
    bands = [(0.0, earliest, "behind", behind_below), *middle, (latest, 1.0, "behind", behind_above)]
    return [band for band in bands if band[1] > band[0]]
