"""Feasibility of the workload for a team: each post, with answering after it, is one person's work."""

import math
from collections import Counter
from collections.abc import Sequence
from itertools import product

import numpy as np
import numpy.typing as npt

from strategy_kit.highs import Programme
from strategy_kit.platforms.scores import SAME

Load = tuple[int, float]
"""Posts a week, and hours each."""

MOST_UPDATES = 200_000
"""Largest dynamic programme, in states updated; larger ones go to the solver."""
NODES = 200
"""Limit of the solver's branch and bound."""


def team_can_share(loads: Sequence[Load], people: Sequence[float]) -> bool | None:
    """
    Whether people can share posts among them, each post whole; None if that stays undecided.

    Parameters
    ----------
    loads : sequence of (int, float)
        By platform, posts a week and hours each, above 0 where they count.
    people : sequence of float
        Hours a week of each person.

    Notes
    -----
    Bin packing into bins of several sizes. One person, and posts of one or two lengths, are always decided; beyond,
    first-fit decreasing finds most of what can be shared, counting long posts refutes much of what cannot, and the rest
    is an integer programme of one column per length and person, given up after `NODES` nodes.

    Examples
    --------
    >>> team_can_share([(4, 1.0)], [2.5, 2.5]), team_can_share([(5, 1.0)], [2.5, 2.5])
    (True, False)
    """
    lengths = _by_length(loads)
    able = sorted((hours for hours in people if lengths and hours >= lengths[-1][1] - SAME), reverse=True)
    if sum(posts * hours for posts, hours in lengths) > sum(able) + SAME:
        return False
    if len(able) <= 1 or _first_fit(lengths, able):
        return True
    if not _enough_for_long(lengths, able):
        return False
    if len(lengths) <= 2 or _updates(lengths, able) <= MOST_UPDATES:
        return _dynamic_programme(lengths, able)
    return _programme(lengths, able).feasible(NODES)


def _by_length(loads: Sequence[Load]) -> list[Load]:
    """Return the posts of each length, the longest first."""
    posts: Counter[float] = Counter()
    for times, hours in loads:
        if times > 0 and hours > 0:
            posts[hours] += times
    return [(posts[hours], hours) for hours in sorted(posts, reverse=True)]


def _first_fit(lengths: Sequence[Load], people: Sequence[float]) -> bool:
    """Whether first-fit decreasing places every post, the person with most or least hours first."""
    for order in (people, people[::-1]):
        left, unplaced = list(order), 0
        for posts, hours in lengths:
            unplaced = posts
            for person, available in enumerate(left):
                taken = min(unplaced, _times(available, hours))
                left[person] -= taken * hours
                unplaced -= taken
            if unplaced:
                break
        if not unplaced:
            return True
    return False


def _enough_for_long(lengths: Sequence[Load], people: Sequence[float]) -> bool:
    """Whether people have room for as many posts as are at least so long, for each length."""
    longer = 0
    for posts, hours in lengths:
        longer += posts
        if longer > sum(_times(available, hours) for available in people):
            return False
    return True


def _updates(lengths: Sequence[Load], people: Sequence[float]) -> int:
    """Return how often the dynamic programme updates a state, at most."""
    states = math.prod(posts + 1 for posts, _hours in lengths[:-1])
    return states * sum(
        math.prod(min(posts, _times(available, hours)) + 1 for posts, hours in lengths[:-1]) for available in people
    )


def _dynamic_programme(lengths: Sequence[Load], people: Sequence[float]) -> bool:
    """Decide by the most posts of the last length that can be placed, for each number placed of the others."""
    *others, (last_posts, last_hours) = lengths
    placed = np.full([posts + 1 for posts, _hours in others], -1)
    placed[(0,) * len(others)] = 0
    for available in people:
        placed = _with_person(placed, others, last_hours, available)
    return bool(placed[(-1,) * len(others)] >= last_posts)


def _with_person(
    placed: npt.NDArray[np.int_], others: Sequence[Load], last_hours: float, available: float
) -> npt.NDArray[np.int_]:
    """Return the most posts of the last length that can be placed once another person takes what fits."""
    most = np.full_like(placed, -1)
    for taken in product(*(range(min(posts, _times(available, hours)) + 1) for posts, hours in others)):
        left = available - sum(n * hours for n, (_posts, hours) in zip(taken, others, strict=True))
        if left < -SAME:
            continue
        target = tuple(slice(n, None) for n in taken)
        source = tuple(slice(None, size - n) for n, size in zip(taken, placed.shape, strict=True))
        reached = np.where(placed[source] >= 0, placed[source] + _times(left, last_hours), -1)
        most[target] = np.maximum(most[target], reached)
    return most


def _programme(lengths: Sequence[Load], people: Sequence[float]) -> Programme:
    """Return the integer programme: how many posts of each length each person takes."""
    programme = Programme()
    takes = [
        [programme.column(0.0, min(posts, _times(available, hours))) for posts, hours in lengths]
        for available in people
    ]
    for place, (posts, _hours) in enumerate(lengths):
        programme.row(posts, posts, [columns[place] for columns in takes])
    for available, columns in zip(people, takes, strict=True):
        programme.row(-np.inf, available + SAME, columns, [hours for _posts, hours in lengths])
    return programme


def _times(available: float, hours: float) -> int:
    return int((available + SAME) // hours)
