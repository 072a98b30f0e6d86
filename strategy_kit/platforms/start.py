"""
With which one or two platforms to start, within the hours there are, and what comes later.

Frames
------
tried : one row per set of platforms, best first: `platforms` (tuple of keys, best first), `score` (sum), `hours` a
    week (missing if one is unknown), `fits` (missing if that is unknown), `reach_low`, `reach_high` (share of the
    audience on at least one of them).
later : one row per platform left out, best first, indexed by key: `score` (what it adds), `hours` (what it costs),
    `fits_from` (hours a week from which it fits beside the chosen; missing if its hours are unknown), `fits_now`,
    `new_reach_low`, `new_reach_high` (share of the audience that only it would bring).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from strategy_kit.platforms.scores import SAME

START_WITH = 2
"""The document: one or two sites first, then more."""


@dataclass(frozen=True)
class StartSet:
    """The chosen platforms (none if nothing fits), their hours, the hours there are, and the frames of the module."""

    chosen: tuple[str, ...]
    hours: float
    hours_available: float
    tried: pd.DataFrame
    later: pd.DataFrame


def start_set(
    scores: pd.Series,
    hours_needed: pd.Series,
    hours_available: float,
    reach: pd.DataFrame | None = None,
    *,
    most: int = START_WITH,
) -> StartSet:
    """
    Find the best one or two platforms that the weekly hours allow, by trying every set.

    Parameters
    ----------
    scores : Series
        One per platform, in [0, 1]; ``score_bounds(...)["middle"]`` where something is unknown.
    hours_needed : Series
        Hours a week of each, `weekly_hours`; missing = unknown, or the team makes nothing the platform is known to
        take. What is missing cannot be said to fit.
    hours_available : float
        Hours a week of the team.
    reach : DataFrame, optional
        `audience.audience_reach`: what the sets reach together. Absent: unknown.
    most : int
        Platforms in a set at most.

    Returns
    -------
    StartSet

    Notes
    -----
    Best = highest sum of scores: the hours, not a bonus for few platforms, keep the start small. Equal sums: fewer
    hours, then the alphabet. Hours of a set are added; a post made for two platforms counts twice. Nobody published how
    audiences overlap, so the reach of a set is only bounded: at least that of its largest platform, at most the sum.

    Examples
    --------
    >>> scores = pd.Series({"linkedin": 0.7, "facebook": 0.55, "youtube": 0.5})
    >>> start = start_set(scores, pd.Series({"linkedin": 3.0, "facebook": 2.5, "youtube": float("nan")}), 4)
    >>> start.chosen, start.later["fits_from"].to_dict()
    (('linkedin',), {'facebook': 5.5, 'youtube': nan})
    """
    spans = _reach_spans(scores.index, reach)
    tried = _tried(scores, hours_needed, hours_available, spans, most)
    fitting = tried[tried["fits"].fillna(False).to_numpy(bool) & tried["score"].notna().to_numpy()]
    chosen: tuple[str, ...] = fitting["platforms"].iloc[0] if len(fitting) else ()
    hours = float(hours_needed[list(chosen)].sum())
    later = _later(chosen, scores, hours_needed, hours_available, spans)
    return StartSet(chosen, hours, hours_available, tried, later)


def _reach_spans(platforms: Iterable[str], reach: pd.DataFrame | None) -> pd.DataFrame:
    columns = ["reach_low", "reach_high"]
    known = pd.DataFrame(columns=columns, dtype=float) if reach is None else reach.set_index("platform")[columns]
    return known.reindex(list(platforms)).astype(float).fillna({"reach_low": 0.0, "reach_high": 1.0})


def _best_first(scores: pd.Series) -> list[str]:
    """Return the platforms by falling score, those that tie by name."""
    return list((scores / SAME).round().sort_index().sort_values(ascending=False, kind="stable").index)


def _tried(
    scores: pd.Series, hours_needed: pd.Series, hours_available: float, spans: pd.DataFrame, most: int
) -> pd.DataFrame:
    sets = [members for size in range(1, most + 1) for members in combinations(_best_first(scores), size)]
    of = pd.DataFrame({"score": scores, "hours": hours_needed, **spans}).to_dict("index")
    tried = pd.DataFrame(
        {
            "platforms": sets,
            "score": [sum(of[platform]["score"] for platform in members) for members in sets],
            "hours": [sum(of[platform]["hours"] for platform in members) for members in sets],
            "reach_low": [max(of[platform]["reach_low"] for platform in members) for members in sets],
            "reach_high": [min(1.0, sum(of[platform]["reach_high"] for platform in members)) for members in sets],
        }
    )
    tried["fits"] = (tried["hours"] <= hours_available + SAME).astype("boolean").where(tried["hours"].notna())
    tried["steps"] = -(tried["score"] / SAME).round()
    return tried.sort_values(["steps", "hours", "platforms"], ignore_index=True).drop(columns="steps")


def _later(
    chosen: tuple[str, ...], scores: pd.Series, hours_needed: pd.Series, hours_available: float, spans: pd.DataFrame
) -> pd.DataFrame:
    rest = _best_first(scores.drop(list(chosen)))
    already = spans.loc[list(chosen)]
    least, most = already["reach_low"].max() if chosen else 0.0, min(1.0, already["reach_high"].sum())
    fits_from = hours_needed[rest] + hours_needed[list(chosen)].sum()
    return pd.DataFrame(
        {
            "score": scores[rest],
            "hours": hours_needed[rest],
            "fits_from": fits_from,
            "fits_now": (fits_from <= hours_available + SAME).astype("boolean").mask(fits_from.isna()),
            "new_reach_low": (spans.loc[rest, "reach_low"] - most).clip(lower=0.0),
            "new_reach_high": spans.loc[rest, "reach_high"].clip(upper=1.0 - least),
        }
    )
