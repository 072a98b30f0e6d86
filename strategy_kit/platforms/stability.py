"""Stability of a start: how often plausible weights, and plausible performances, keep the platforms chosen."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd

from strategy_kit.platforms.acceptability import DRAWS, drawn_weights
from strategy_kit.platforms.scores import SAME, Bound, Floats, Weighting, intervals, weight_rows

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Stability:
    """
    Shares of draws, in [0, 1]: `kept` and those of `others` sum to 1.

    `kept` is the share in which the platforms chosen stay the best choice; `others` those in which another set is, the
    most frequent first. `of_data` is the share in which what is unknown of one criterion alone changes the choice, by
    criterion. Sets and criteria that are never the cause are left out.
    """

    kept: float = 1.0
    others: Mapping[tuple[str, ...], float] = field(default_factory=dict)
    of_data: Mapping[str, float] = field(default_factory=dict)


def one_swapped(chosen: Sequence[str], platforms: Sequence[str]) -> list[tuple[str, ...]]:
    """
    Return the sets that differ from the chosen one by one platform: none of them is better if it is the best so large.

    >>> one_swapped(("x", "reddit"), ["x", "reddit", "linkedin"])
    [('linkedin', 'reddit'), ('x', 'linkedin')]
    """
    others = [key for key in platforms if key not in chosen]
    return [tuple(other if key == out else key for key in chosen) for out in chosen for other in others]


def start_stability(
    utilities: pd.DataFrame,
    weights: Weighting,
    chosen: Sequence[str],
    sets: Sequence[Sequence[str]],
    *,
    concentration: float,
    seed: int,
    draws: int = DRAWS,
    low: Bound = None,
    high: Bound = None,
) -> Stability:
    """
    Choose anew among sets of platforms under many plausible weights and performances, by the sum of their scores.

    Parameters
    ----------
    utilities : DataFrame, shape (alternatives, criteria), in [0, 1], none missing
        An unknown one in the middle of its bounds, as the choice was made.
    chosen : sequence of str
        The platforms chosen; none are always kept.
    sets : sequence of sequences of str
        What else could be chosen.
    weights, concentration, seed, draws, low, high
        As for `acceptability.robustness`; the same seed draws the same weights.

    Examples
    --------
    >>> utilities = pd.DataFrame({"reach": [0.6, 0.5], "effort": [0.5, 0.5]}, index=["linkedin", "x"])
    >>> found = start_stability(utilities, {"reach": 1, "effort": 1}, ["linkedin"], [["x"]], concentration=20, seed=1,
    ...     low=utilities.assign(reach=[0.6, 0.3]), high=utilities.assign(reach=[0.6, 0.7]))
    >>> round(found.kept, 1), {key: round(share, 1) for key, share in found.others.items()}, list(found.of_data)
    (0.7, {('x',): 0.3}, ['reach'])
    """
    if not chosen:
        return Stability()
    chance = np.random.default_rng(seed)
    drawn = drawn_weights(weight_rows(utilities, weights), concentration, draws, chance)
    others = [tuple(members) for members in sets if set(members) != set(chosen)]
    choice = _Choice(utilities.index, tuple(chosen), others)
    middle = utilities.to_numpy() @ drawn.T
    deviations = dict(_deviations(utilities, low, high, drawn, chance))
    scores = middle + sum(deviations.values())
    by_middle, kept = choice.kept(middle), choice.kept(scores)
    alone = {key: float((by_middle & ~choice.kept(middle + moved)).mean()) for key, moved in deviations.items()}
    return Stability(
        kept=float(kept.mean()),
        others={members: count / len(drawn) for members, count in choice.others(scores[:, ~kept])},
        of_data={key: share for key, share in alone.items() if share},
    )


class _Choice:
    """The choice between one set of platforms and others, by the sum of scores; arrays are (alternatives, draws)."""

    def __init__(self, names: pd.Index, chosen: tuple[str, ...], others: list[tuple[str, ...]]) -> None:
        self._others = others
        self._chosen = names.isin(chosen).astype(float)
        self._matrix = np.array([names.isin(members).astype(float) for members in others]).reshape(-1, len(names))

    def kept(self, scores: Floats) -> Flags:
        """Return in which draws no other set is better."""
        best = (self._matrix @ scores).max(axis=0, initial=-np.inf)
        found: Flags = self._chosen @ scores > best - SAME
        return found

    def others(self, scores: Floats) -> list[tuple[tuple[str, ...], int]]:
        """Return in how many draws each other set is the best of them, the most frequent first."""
        best = (self._matrix @ scores).argmax(axis=0) if self._others else []
        return Counter(self._others[place] for place in best).most_common()


def _deviations(
    utilities: pd.DataFrame, low: Bound, high: Bound, drawn: Floats, chance: np.random.Generator
) -> Iterator[tuple[str, Floats]]:
    """Yield for each uncertain criterion by how much its drawn utilities move the scores (alternatives, draws)."""
    least, most = (frame.to_numpy() for frame in intervals(utilities, low, high))
    middle = utilities.to_numpy()
    for place, criterion in enumerate(utilities.columns):
        uncertain = np.flatnonzero(most[:, place] > least[:, place])
        if not len(uncertain):
            continue
        moved = np.zeros((len(utilities), len(drawn)))
        for alternative in uncertain:
            value = least[alternative, place] + (most - least)[alternative, place] * chance.random(len(drawn))
            moved[alternative] = drawn[:, place] * (value - middle[alternative, place])
        yield str(criterion), moved
