"""The largest block of days and hours that studies favour, a summary of a heat map."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

FAVOURED = (0.6, 0.2)
"""Least support of an hour that studies clearly favour, and of one they rather favour."""


class Block(NamedTuple):
    """A rectangle of a week: ISO weekdays `first_day` to `last_day`, hours `start` until before `end`."""

    first_day: int
    last_day: int
    start: int
    end: int
    support: float = 0.0
    favour: int = 0
    against: int = 0


def best_block(heat: pd.DataFrame, platform: str, least: float = FAVOURED[0]) -> Block | None:
    """
    Return the rectangle of days and hours that most studies favour, with at least `least` support in every hour.

    It has the largest sum, over its hours, of studies for less studies against; the earliest of equals. `support` is
    its mean, `favour` the fewest for and `against` the most against in one hour. None where no hour of
    `posting_heatmap` reaches `least`.
    """
    rows = heat[heat["platform"] == platform].sort_values(["weekday", "hour"])
    support, favour, against = (rows[name].to_numpy(float).reshape(7, 24) for name in ("support", "favour", "against"))
    fits, net = support >= least, favour - against
    found = [
        (float(net[first : first + days, start:end].sum()), Block(first + 1, first + days, start, end))
        for first in range(7)
        for days in range(1, 8 - first)
        for start, end in _runs(np.logical_and.reduce(fits[first : first + days]))
    ]
    if not found:
        return None
    _, block = max(found, key=lambda item: item[0])
    part = np.s_[block.first_day - 1 : block.last_day, block.start : block.end]
    return block._replace(
        support=float(support[part].mean()), favour=int(favour[part].min()), against=int(against[part].max())
    )


def favoured_block(heat: pd.DataFrame, platform: str) -> Block | None:
    """Return `best_block` at the highest of `FAVOURED` that has one."""
    found = (best_block(heat, platform, least) for least in FAVOURED)
    return next((block for block in found if block is not None), None)


def _runs(flags: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the maximal runs of True as (first, one past the last)."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(int)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))
