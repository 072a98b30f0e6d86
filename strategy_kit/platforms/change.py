"""Sensitivity of the order to the weights, and to leaving one platform out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from strategy_kit.frames import BandRow, ChangeRow, LeftOutRow
from strategy_kit.platforms.scores import (
    SAME,
    Bound,
    Floats,
    Weighting,
    imputed_bounds,
    leaders,
    weight_shares,
    weighted_scores,
)


def lead_bands(utilities: pd.DataFrame, weights: Weighting, low: Bound = None, high: Bound = None) -> pd.DataFrame:
    """
    Return the weight stability intervals of the leader, the ranges in which it stays first: `frames.BandRow`.

    One weight moves, the others stay in proportion; where all others are zero they share the rest equally. The leader
    is first in the middle scores (the first of several that tie). Between two bands the leader and `rival` are level.

    Parameters
    ----------
    utilities, weights, low, high
        As for `scores.score_bounds`.

    Notes
    -----
    Weight stability intervals: Mareschal (1988), European Journal of Operational Research 33(1), 54-64.

    Examples
    --------
    >>> utilities = pd.DataFrame({"reach": [1.0, 0.0], "effort": [0.0, 0.6]}, index=["linkedin", "x"])
    >>> bands = lead_bands(utilities, {"reach": 1, "effort": 1})
    >>> bands[bands["criterion"] == "reach"].round(3).drop(columns="criterion").values.tolist()
    [[0.0, 0.375, 'behind', 'x'], [0.375, 1.0, 'first', '']]
    """
    case = _Case.of(utilities, weights, low, high)
    rows = [(criterion, *band) for column, criterion in enumerate(utilities.columns) for band in _bands(case, column)]
    return pd.DataFrame(rows, columns=BandRow._fields)


def smallest_change(utilities: pd.DataFrame, weights: Weighting, low: Bound = None, high: Bound = None) -> pd.DataFrame:
    """
    Return, for each weight, the smallest change that may cost the leader its first place: `frames.ChangeRow`.

    One weight moves, the others stay in proportion. With nothing unknown ``doubt_at`` is ``lost_at``.

    Parameters
    ----------
    utilities, weights, low, high
        As for `scores.score_bounds`.

    Notes
    -----
    Smallest change of one weight as a sensitivity: Triantaphyllou and Sánchez (1997), Decision Sciences 28(1), 151-194.

    Examples
    --------
    >>> utilities = pd.DataFrame({"reach": [1.0, 0.0], "effort": [0.0, 0.6]}, index=["linkedin", "x"])
    >>> smallest_change(utilities, {"reach": 1, "effort": 1})["lost_at"].round(3).to_dict()
    {'reach': 0.375, 'effort': 0.625}
    """
    case = _Case.of(utilities, weights, low, high)
    middle = (case.least + case.most) / 2
    rows = []
    for column, criterion in enumerate(utilities.columns):
        share = float(case.shares[column])
        doubt_at, doubt_rival = _nearest(_stays(case, column, case.least, case.most), share)
        lost_at, lost_to = _nearest(_stays(case, column, middle, middle), share)
        rows.append(ChangeRow(criterion, share, doubt_at, doubt_rival, lost_at, lost_to, lost_at - share))
    return pd.DataFrame(rows, columns=ChangeRow._fields).set_index("criterion")


def nearest_weights(utilities: pd.DataFrame, weights: Weighting, low: Bound = None, high: Bound = None) -> pd.DataFrame:
    """
    Return the nearest weights at which each rival draws level with the leader, all weights moving together.

    Parameters
    ----------
    utilities, weights, low, high
        As for `scores.score_bounds`; the lead is that in the middle scores.

    Returns
    -------
    DataFrame, one row per rival that some weights put level, nearest first
        ``moved`` (share of the whole that changes hands, half the sum of all changes) and a column per criterion (its
        new share; rows sum to 1).

    Notes
    -----
    The lead is a weighted sum, so the least change takes weight where it helps the leader most and gives it to the one
    criterion that hurts the leader most: exact, as a continuous knapsack.

    Examples
    --------
    >>> utilities = pd.DataFrame({"reach": [1.0, 0.0], "effort": [0.0, 0.6]}, index=["linkedin", "x"])
    >>> nearest_weights(utilities, {"reach": 1, "effort": 1}).round(3).loc["x"].to_dict()
    {'moved': 0.125, 'reach': 0.375, 'effort': 0.625}
    """
    case = _Case.of(utilities, weights, low, high)
    middle = (case.least + case.most) / 2
    rows = {
        rival: _levelled(case.shares, middle[case.leader] - middle[place])
        for place, rival in enumerate(case.names)
        if place != case.leader
    }
    found = {rival: shares for rival, shares in rows.items() if shares is not None}
    frame = pd.DataFrame.from_dict(found, orient="index", columns=list(utilities.columns))
    frame.insert(0, "moved", (frame - case.shares).clip(lower=0.0).sum(axis=1))
    return frame.sort_values("moved", kind="stable")


def level_sets(
    utilities: pd.DataFrame,
    weights: Weighting,
    chosen: Sequence[str],
    sets: Iterable[Sequence[str]],
    low: Bound = None,
    high: Bound = None,
    *,
    share: float,
) -> tuple[tuple[str, ...], ...]:
    """
    Return the sets of platforms that a small change of the weights puts level with the chosen one.

    Parameters
    ----------
    utilities, weights, low, high
        As for `scores.score_bounds`.
    chosen : sequence of str
        Platforms of the chosen set.
    sets : iterable of sequences of str
        Sets to compare; those of another size are never level.
    share : float
        In [0, 1]. Two sets are level where less than this share of the weight has to change hands, as in
        `nearest_weights`.

    Notes
    -----
    The score of a set is the sum of its platforms' middle scores, as in `start.start_set`.

    Examples
    --------
    >>> utilities = pd.DataFrame({"reach": [1.0, 0.0], "effort": [0.0, 0.9]}, index=["linkedin", "x"])
    >>> level_sets(utilities, {"reach": 1, "effort": 1}, ["linkedin"], [["x"]], share=0.05)
    (('x',),)
    """
    least, most = imputed_bounds(utilities, low, high)
    shares = weight_shares(utilities, weights).to_numpy()
    middle = dict(zip(utilities.index, ((least + most) / 2).to_numpy(), strict=True))
    own = sum(middle[member] for member in chosen)
    others = [tuple(members) for members in sets if len(members) == len(chosen) and set(members) != set(chosen)]
    leads = {members: own - sum(middle[member] for member in members) for members in others}
    return tuple(members for members in others if _moved(shares, leads[members]) < share)


def _moved(shares: Floats, leads: Floats) -> float:
    """Return the least share of weight that changes hands before a lead is gone; infinite if none suffices."""
    levelled = _levelled(shares, leads)
    return np.inf if levelled is None else float((levelled - shares).clip(min=0.0).sum())


def _levelled(shares: Floats, leads: Floats) -> Floats | None:
    """Return the nearest shares at which what leads on each criterion adds up to no lead; None if there are none."""
    worst = int(leads.argmin())
    lead, changed = float(leads @ shares), shares.copy()
    if leads[worst] > SAME:
        return None
    for criterion in np.argsort(-leads, kind="stable"):
        if lead <= SAME:
            return changed
        drop = leads[criterion] - leads[worst]
        taken = min(changed[criterion], lead / drop) if drop > 0 else 0.0
        changed[criterion] -= taken
        changed[worst] += taken
        lead -= taken * drop
    return changed if lead <= SAME else None


@dataclass(frozen=True)
class _Case:
    """The names of the alternatives, the leader's row, the weights, what each utility is at least and at most."""

    names: tuple[str, ...]
    leader: int
    shares: Floats
    least: Floats
    most: Floats

    @classmethod
    def of(cls, utilities: pd.DataFrame, weights: Weighting, low: Bound, high: Bound) -> "_Case":
        least, most = imputed_bounds(utilities, low, high)
        names = tuple(str(name) for name in utilities.index)
        leader = leaders(weighted_scores((least + most) / 2, weights))[0]
        shares = weight_shares(utilities, weights).to_numpy()
        return cls(names, names.index(leader), shares, least.to_numpy(), most.to_numpy())


Stay = tuple[float, float, str, str]
"""Shares between which the leader keeps ahead, and the rival met at each end."""


def _stays(case: _Case, criterion: int, own: Floats, others: Floats) -> Stay:
    """Return where the leader, as in `own`, keeps ahead of all in `others`: an interval, empty if start > end."""
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
    """Return the leads, those within a tie as 0."""
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
