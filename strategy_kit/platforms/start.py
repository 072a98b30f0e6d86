"""Start set: the one or two platforms to begin with within the hours available, and those for later."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from strategy_kit.platforms.people import Load, team_can_share
from strategy_kit.platforms.scores import SAME

Fits = Callable[[Sequence[str]], bool | None]
"""Test of a set of platforms against the hours of the people; None = undecided."""

START_WITH = 2
"""The document: one or two sites first, then more."""


@dataclass(frozen=True)
class StartSet:
    """
    The platforms to start with, and the alternatives.

    `chosen` are those the business settled on (then `fixed`), else `best`: the one or two found here, none if nothing
    fits. `score`, `hours` (missing if some are unknown), `fits` (None if `hours` are missing, or if `people` cannot
    decide), `reach_low` and `reach_high` are those of the chosen; `sets` and `later` are frames of `frames.StartRow`
    and `frames.LaterRow`. The hours of a set, and those from which a later platform fits, hold `check_hours`, the hours
    a week of inbox checks.
    """

    chosen: tuple[str, ...]
    hours: float
    hours_available: float
    sets: pd.DataFrame
    later: pd.DataFrame
    best: tuple[str, ...] = ()
    fixed: bool = False
    score: float = 0.0
    fits: bool | None = True
    reach_low: float = 0.0
    reach_high: float = 0.0
    check_hours: float = 0.0

    def suffices_in_total(self, hours: float) -> bool:
        """
        Whether the hours of all people together are as many.

        A platform of `later` that does not fit although they are cannot be shared out: each post is one person's work.
        """
        return hours <= self.hours_available + SAME


def start_set(
    scores: pd.Series,
    hours_needed: pd.Series,
    hours_available: float | Sequence[float],
    reach: pd.DataFrame | None = None,
    *,
    posts: pd.Series | None = None,
    quickest: pd.Series | None = None,
    checks: Sequence[Load] = (),
    most: int = START_WITH,
    fixed: Sequence[str] = (),
    unasked_most: float = 1.0,
) -> StartSet:
    """
    Find the best one or two platforms that the weekly hours allow, by enumeration of every set.

    Parameters
    ----------
    scores : Series
        One per platform, in [0, 1]; ``score_bounds(...)["middle"]`` where something is unknown.
    hours_needed : Series
        Hours a week of each, `weekly_hours`; with missing hours a set cannot be known to fit.
    hours_available : float or sequence of float
        Hours a week of the team; or of each person, when a post is one person's work and `posts` gives their number.
    reach : DataFrame, optional
        `audience_reach`. Absent: unknown.
    posts : Series, optional
        Posts a week on each platform. Absent: work can be divided at will.
    quickest : Series, optional
        Hours of the quickest post of each platform; a person whose hours it exceeds takes none. Absent: all take as
        long.
    checks : sequence of (int, float)
        Inbox checks: times a week, and hours each. They take hours of the team whatever the platforms are.
    most : int
        Platforms in a set at most.
    fixed : sequence of str
        The platforms that the business chose itself, any number; none leaves the choice to the search.
    unasked_most : float
        Most that a platform without data reaches, in [0, 1].

    Notes
    -----
    Best = highest sum of scores, then fewer hours, then the alphabet: the hours, not a bonus, keep the start small. The
    reach of a set is only bounded: at least that of its largest platform, at most the sum.

    Examples
    --------
    >>> scores = pd.Series({"linkedin": 0.7, "facebook": 0.55, "youtube": 0.5})
    >>> start = start_set(scores, pd.Series({"linkedin": 3.0, "facebook": 2.5, "youtube": float("nan")}), 4)
    >>> start.chosen, start.later["fits_from"].to_dict()
    (('linkedin',), {'facebook': 5.5, 'youtube': nan})
    """
    people = [hours_available] if isinstance(hours_available, int | float) else list(hours_available)
    check_hours = float(sum(times * hours for times, hours in checks))
    fits = _fitting(hours_needed, people, posts, quickest, checks)
    spans = _reach_spans(scores.index, reach, unasked_most)
    platforms = pd.DataFrame({"score": scores, "hours": hours_needed, **spans})
    sets = [members for size in range(1, most + 1) for members in combinations(_best_first(scores), size)]
    ranked = _ranked(sets, platforms, fits, check_hours)
    fitting = ranked[ranked["fits"].fillna(False).to_numpy(bool) & ranked["score"].notna().to_numpy()]
    best: tuple[str, ...] = fitting["platforms"].iloc[0] if len(fitting) else ()
    chosen = tuple(fixed) or best
    taken = _of_sets([chosen], platforms, fits, check_hours).iloc[0]
    return StartSet(
        chosen=chosen,
        hours=float(taken["hours"]),
        hours_available=float(sum(people)),
        sets=ranked,
        later=_later(chosen, platforms, fits, check_hours),
        best=best,
        fixed=bool(fixed),
        score=float(taken["score"]),
        fits=None if pd.isna(taken["fits"]) else bool(taken["fits"]),
        reach_low=float(taken["reach_low"]),
        reach_high=float(taken["reach_high"]),
        check_hours=check_hours,
    )


def _fitting(
    hours_needed: pd.Series,
    people: Sequence[float],
    posts: pd.Series | None,
    quickest: pd.Series | None,
    checks: Sequence[Load],
) -> Fits:
    """Return the test whether a set of platforms, their hours known, fits into the hours of the people."""
    hours = hours_needed.to_dict()
    left = sum(people) - sum(times * each for times, each in checks) + SAME
    if posts is None:
        return lambda members: sum(hours[platform] for platform in members) <= left
    times = posts.to_dict()
    least = (hours_needed / posts if quickest is None else quickest).to_dict()

    def fits(members: Sequence[str]) -> bool | None:
        if sum(hours[platform] for platform in members) > left:
            return False
        loads = [(times[platform], least[platform]) for platform in members if times[platform]]
        return team_can_share([*loads, *checks], people)

    return fits


def _reach_spans(platforms: Iterable[str], reach: pd.DataFrame | None, most: float) -> pd.DataFrame:
    columns = ["reach_low", "reach_high"]
    known = pd.DataFrame(columns=columns, dtype=float) if reach is None else reach.set_index("platform")[columns]
    return known.reindex(list(platforms)).astype(float).fillna({"reach_low": 0.0, "reach_high": most})


def _best_first(scores: pd.Series) -> list[str]:
    """Return the platforms by falling score, those that tie by name."""
    return list((scores / SAME).round().sort_index().sort_values(ascending=False, kind="stable").index)


def _of_sets(sets: Sequence[tuple[str, ...]], platforms: pd.DataFrame, fits: Fits, check_hours: float) -> pd.DataFrame:
    """Return score, hours, reach and fit of each set."""
    of = platforms.to_dict("index")
    found = pd.DataFrame(
        {
            "platforms": sets,
            "score": [float(sum(of[platform]["score"] for platform in members)) for members in sets],
            "hours": [check_hours + float(sum(of[platform]["hours"] for platform in members)) for members in sets],
            "reach_low": [max((of[platform]["reach_low"] for platform in members), default=0.0) for members in sets],
            "reach_high": [min(1.0, sum(of[platform]["reach_high"] for platform in members)) for members in sets],
        }
    )
    known = found["hours"].notna()
    fitting = [fits(members) if sure else None for members, sure in zip(sets, known, strict=True)]
    return found.assign(fits=pd.array(fitting, "boolean"))


def _ranked(sets: Sequence[tuple[str, ...]], platforms: pd.DataFrame, fits: Fits, check_hours: float) -> pd.DataFrame:
    ranked = _of_sets(sets, platforms, fits, check_hours)
    steps = -(ranked["score"] / SAME).round()
    ordered = ranked.assign(steps=steps).sort_values(["steps", "hours", "platforms"], ignore_index=True)
    return ordered.drop(columns="steps").assign(efficient=_efficient(ordered["score"], ordered["hours"]))


def _efficient(scores: pd.Series, hours: pd.Series) -> pd.Series:
    """Return which sets, best first, are Pareto-efficient in score and hours."""
    cheapest = hours.fillna(np.inf).cummin().shift(fill_value=np.inf)  # unknown hours beat nobody
    return (hours < cheapest - SAME) & scores.notna()


def _later(chosen: tuple[str, ...], platforms: pd.DataFrame, fits: Fits, check_hours: float) -> pd.DataFrame:
    rest = _best_first(platforms["score"].drop(list(chosen)))
    already, others = platforms.loc[list(chosen)], platforms.loc[rest]
    least, most = already["reach_low"].max() if chosen else 0.0, min(1.0, already["reach_high"].sum())
    fits_from = others["hours"] + already["hours"].sum(skipna=False) + check_hours
    crowded = not pd.isna(already["hours"].sum(skipna=False)) and fits(chosen) is False
    fits_now = [
        None if pd.isna(fits_from[platform]) else False if crowded else fits((*chosen, platform)) for platform in rest
    ]
    return (
        others[["score", "hours"]]
        .assign(
            fits_from=fits_from,
            fits_now=pd.array(fits_now, "boolean"),
            new_reach_low=(others["reach_low"] - most).clip(lower=0.0),
            new_reach_high=others["reach_high"].clip(upper=1.0 - least),
        )
        .rename_axis("platform")
    )
