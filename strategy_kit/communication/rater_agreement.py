"""Inter-rater agreement on the content pillars, and the widest disagreements."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from strategy_kit.communication.permission import TOP, WORDS
from strategy_kit.frames import LEVEL, RatingRow
from strategy_kit.model import Participant, Pillar

DRAWS, SEED = 1000, 2012
RELIABLE, TENTATIVE = 0.8, 0.667
"""Krippendorff's own customary marks: sound, and enough for tentative conclusions."""
Counts = npt.NDArray[np.float64]


class Disagreement(NamedTuple):
    """A pillar and word on which ratings lie apart: who gave the lowest, who the highest."""

    pillar: str
    word: str
    low: int
    lowest: tuple[str, ...]
    high: int
    highest: tuple[str, ...]


class Agreement(NamedTuple):
    """
    Krippendorff's alpha for ordinal ratings with its 95 % interval; missing where it is not defined.

    `people` rated, `shared` things were rated by two or more of them.
    """

    alpha: float
    low: float
    high: float
    people: int
    shared: int


def pillar_ratings(voices: Sequence[Participant], pillars: Sequence[Pillar]) -> pd.DataFrame:
    """
    List each person's ratings of the pillars that the plan has: `frames.RatingRow`.

    >>> baker = Participant(name="Baker", pillars=({"pillar": "News", "relevant": 2}, {"pillar": "Old", "relevant": 1}))
    >>> pillar_ratings([baker], [Pillar(name="News")]).values.tolist()
    [['Baker', 'News', 'relevant', 2]]
    """
    names = {pillar.name for pillar in pillars}
    rows = [
        (voice.name, rated.pillar, word, rating)
        for voice in voices
        for rated in voice.pillars
        for word in WORDS
        if rated.pillar in names and (rating := getattr(rated, word)) is not None
    ]
    return pd.DataFrame(rows, columns=RatingRow._fields)


def agreement(ratings: pd.DataFrame) -> Agreement:
    """
    Return Krippendorff's alpha of `pillar_ratings`, its 95 % interval by resampling the things rated.

    Parameters
    ----------
    ratings : DataFrame
        `pillar_ratings`, `frames.RatingRow`: steps 0 to 3; the things rated are the (pillar, word) pairs.

    Returns
    -------
    Agreement
        Alpha is 1 where all rate alike, 0 where they do no better than by chance, below 0 where they contradict one
        another; missing if nothing was rated by two people, or only one step was ever given.

    Notes
    -----
    Source: Krippendorff (2004), Content Analysis, 2nd edition, chapter 11.

    Examples
    --------
    >>> rated = [("A", "News", "personal", 0), ("B", "News", "personal", 0), ("A", "Help", "personal", 3),
    ...          ("B", "Help", "personal", 2)]
    >>> found = agreement(pd.DataFrame(rated, columns=RatingRow._fields))
    >>> round(found.alpha, 2), found.people, found.shared
    (0.83, 2, 2)
    """
    table = _steps_by_unit(ratings)
    people, shared = ratings["person"].nunique(), int((table.sum(axis=1) > 1).sum())
    alpha = ordinal_alpha(table)
    low, high = _resampled(table) if not np.isnan(alpha) else (np.nan, np.nan)
    return Agreement(alpha, low, high, int(people), shared)


def ordinal_alpha(counts: Counts) -> float:
    """
    Return Krippendorff's alpha for ordinal ratings.

    Parameters
    ----------
    counts : array, shape (things rated, steps)
        How many people gave each thing each step, steps in order.

    Examples
    --------
    >>> ordinal_alpha(np.array([[2, 0], [0, 2]], dtype=float))
    1.0
    """
    return float(_alphas(_coincidences(counts).sum(axis=0)[None])[0])


def widest_disagreements(ratings: pd.DataFrame) -> list[Disagreement]:
    """
    Return where ratings lie farthest apart: all that tie, the most spread first; none if nothing was rated differently.

    >>> said = pd.DataFrame({"person": ["A", "B"], "pillar": "News", "word": "personal", "rating": [0, 2]})
    >>> widest_disagreements(said)
    [Disagreement(pillar='News', word='personal', low=0, lowest=('A',), high=2, highest=('B',))]
    """
    grouped = ratings.groupby(["pillar", "word"], sort=False)["rating"]
    spread = pd.DataFrame({"range": grouped.max() - grouped.min(), "variance": grouped.var()}).astype(float)
    widest = spread[(spread["range"] > 0) & (spread["range"] == spread["range"].max())]
    ordered = widest.sort_values("variance", ascending=False, kind="stable")
    return [_disagreement(ratings, str(pillar), str(word)) for pillar, word in ordered.index]


def _disagreement(ratings: pd.DataFrame, pillar: str, word: str) -> Disagreement:
    rows = ratings[(ratings["pillar"] == pillar) & (ratings["word"] == word)]
    low, high = int(rows["rating"].min()), int(rows["rating"].max())
    ends = [tuple(rows.loc[rows["rating"] == end, "person"]) for end in (low, high)]
    return Disagreement(pillar, word, low, ends[0], high, ends[1])


def _steps_by_unit(ratings: pd.DataFrame) -> Counts:
    units = ratings.groupby(["pillar", "word"], sort=False)["rating"]
    counts = [np.bincount(steps.to_numpy(int), minlength=TOP + 1) for _unit, steps in units]
    return np.array(counts, dtype=float).reshape(-1, TOP + 1)


def _coincidences(counts: Counts) -> Counts:
    """Return the pairs of steps within each thing, each thing weighing as much as the people who rated it."""
    pairs = counts[:, :, None] * counts[:, None, :] - np.einsum("uc,cd->ucd", counts, np.eye(counts.shape[1]))
    others = counts.sum(axis=1)[:, None, None] - 1
    return np.divide(pairs, others, out=np.zeros_like(pairs), where=others > 0)


def _alphas(pairs: Counts) -> Counts:
    """Return alpha of each matrix of pairs; missing where one step only was given."""
    margins = pairs.sum(axis=2)
    distance = _ordinal_distances(margins)
    total = margins.sum(axis=1)
    observed = (pairs * distance).sum(axis=(1, 2)) * (total - 1)
    expected = (margins[:, :, None] * margins[:, None, :] * distance).sum(axis=(1, 2))
    found: Counts = 1 - np.divide(observed, expected, out=np.full_like(expected, np.nan), where=expected > 0)
    return found


def _ordinal_distances(margins: Counts) -> Counts:
    """Return the squared distances between steps: how many ratings lie between, half of those at the ends."""
    until = np.cumsum(margins, axis=1) - margins / 2
    squared: Counts = (until[:, :, None] - until[:, None, :]) ** 2
    return squared


def _resampled(table: Counts) -> tuple[float, float]:
    pairs = _coincidences(table)
    draws = np.random.default_rng(SEED).multinomial(len(table), np.full(len(table), 1 / len(table)), size=DRAWS)
    alphas = _alphas(np.einsum("bu,ucd->bcd", draws.astype(float), pairs))
    tail = round((1 - LEVEL) / 2, 9)
    low, high = np.nanquantile(alphas, [tail, 1 - tail])
    return float(low), float(high)
