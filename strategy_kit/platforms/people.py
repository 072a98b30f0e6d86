"""Feasibility of the workload for a team: each post, with answering after it, is one person's work."""

from collections.abc import Sequence
from itertools import product

import numpy as np
import numpy.typing as npt

from strategy_kit.platforms.scores import SAME

Load = tuple[int, float]
"""Posts a week, and hours each."""


def team_can_share(loads: Sequence[Load], people: Sequence[float]) -> bool:
    """
    Whether people can share posts among them, each post whole.

    `loads` are (posts a week, hours each) by platform, `people` the hours a week of each person. Exact dynamic
    programming: the state is the posts placed of all platforms but the last, its value the most that could be placed
    of the last.

    >>> team_can_share([(4, 1.0)], [2.5, 2.5]), team_can_share([(5, 1.0)], [2.5, 2.5])
    (True, False)
    """
    real = [(posts, hours) for posts, hours in loads if posts > 0 and hours > 0]
    if not real:
        return True
    if sum(posts * hours for posts, hours in real) > sum(people) + SAME:
        return False
    *others, (last_posts, last_hours) = sorted(real)
    placed = np.full([posts + 1 for posts, _hours in others], -1)
    placed[(0,) * len(others)] = 0
    for available in people:
        placed = _with_person(placed, others, last_hours, available)
    return bool(placed[(-1,) * len(others)] >= last_posts)


def _with_person(
    placed: npt.NDArray[np.int_], others: Sequence[Load], last_hours: float, available: float
) -> npt.NDArray[np.int_]:
    """Return the most posts of the last platform that can be placed once another person takes what fits."""
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


def _times(available: float, hours: float) -> int:
    return int((available + SAME) // hours)
