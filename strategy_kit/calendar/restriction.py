"""Restriction of a week to its best half hours: a calendar where all of them are too many to search in time."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from strategy_kit.calendar.constraints import Constraints
from strategy_kit.calendar.formulation import MISSING_COST
from strategy_kit.calendar.milp import Solution
from strategy_kit.model import PinnedPost

HOURS_A_DAY = 4
"""Half hours of each platform and day that stay."""
LEAST = 5_000
"""Candidates below which a week is not restricted."""


def with_restriction(
    part: pd.DataFrame, constraints: Constraints, found: Solution, solve: Callable[[pd.DataFrame], Solution]
) -> Solution:
    """
    Return the better of a solution that is not proved and one among the best half hours only.

    Parameters
    ----------
    part : DataFrame, `frames.CandidateRow`
        Of one week, indexed from 0.
    constraints : Constraints
    found : Solution
        Among all candidates; its bound holds for both.
    solve : callable
        Solves some of the candidates, indexed from 0.
    """
    if found.proved or len(part) < LEAST:
        return found
    places = np.flatnonzero(_best(part, constraints))
    few = solve(part.loc[places].reset_index(drop=True))
    if few.objective - MISSING_COST * few.missing <= found.objective - MISSING_COST * found.missing:
        return found
    bound = max(found.net_bound + MISSING_COST * few.missing, few.objective)
    return replace(few, chosen=tuple(places[list(few.chosen)].tolist()), bound=bound)


def _best(part: pd.DataFrame, constraints: Constraints) -> npt.NDArray[np.bool_]:
    """Return which candidates are among the best of their platform and day, or pinned."""
    hours = part.drop_duplicates(["platform", "instant"]).sort_values(
        ["value", "studies", "awake", "instant"], ascending=[False, False, False, True], kind="stable"
    )
    best = hours.groupby(["platform", "day"]).head(HOURS_A_DAY)
    kept = pd.MultiIndex.from_frame(part[["platform", "instant"]]).isin(
        pd.MultiIndex.from_frame(best[["platform", "instant"]])
    )
    rules = constraints.grouping_rules
    pins = {number for number, rule in enumerate(rules) if isinstance(rule, PinnedPost)}
    pinned = part["matched_rules"].map(lambda matched: not pins.isdisjoint(matched)).to_numpy(bool)
    return np.asarray(kept | pinned)
