"""
The three detection rules of a process behaviour chart: which values ordinary variation does not explain.

Source: Wheeler, Understanding Variation (1993); rules 1, 2 and 4 of the Western Electric zone tests adapted to single
values by Wheeler and Chambers (1992). Unknown values are passed over: the next known value counts as the next one.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from strategy_kit.results.process_limits import FEWEST, ProcessLimits, Values

Rule = Literal["outside", "run", "near"]
"""One value outside a limit; eight in a row on one side of the centre; three of four nearer a limit than the centre."""
Side = Literal["above", "below"]

RUN = FEWEST
NEAR, WINDOW = 3, 4
SIDES: dict[Side, int] = {"above": 1, "below": -1}
ROUNDING = 1e-12
"""Share of the centre or the spread by which a value must be away from a line to be off it."""


class Detected(NamedTuple):
    """What one rule found, as positions in the series."""

    rule: Rule
    side: Side
    begins: int  # first value that belongs to it
    seen: int  # value with which the rule was met
    ends: int  # last value that belongs to it


def detected(values: Values, limits: ProcessLimits) -> list[Detected]:
    """
    Return what the rules find in a series, in the order in which each could first be seen.

    Parameters
    ----------
    values : array, shape (periods,)
        One per period, in order, in the unit of the limits; NaN = unknown.
    limits : ProcessLimits
        A value on the centre is on neither side, a value on a limit is not outside. Nearness to a limit is measured
        before `lowest` and `highest` cut the limit off, so that counts near zero do not look unusual.

    Returns
    -------
    list of Detected
        Values outside one by one; runs, and values near a limit that follow one another, as one each.

    Examples
    --------
    >>> limits = ProcessLimits(centre=10, lower=4, upper=16, upper_range=7.4, spread=6, values=12)
    >>> detected(np.array([10, 17, 9, 12, np.nan, 6, 6.5, 6, 11]), limits)
    [Detected(rule='outside', side='above', begins=1, seen=1, ends=1),
     Detected(rule='near', side='below', begins=5, seen=7, ends=7)]
    """
    known = np.flatnonzero(~np.isnan(values))
    slack = ROUNDING * max(abs(limits.centre), limits.spread)
    found: list[Detected] = []
    for side, sign in SIDES.items():
        away = sign * (values[known] - limits.centre)
        found += [Detected("outside", side, at, at, at) for at in np.flatnonzero(away > limits.spread + slack).tolist()]
        found += [Detected("run", side, *stretch) for stretch in _runs(away > slack)]
        found += [Detected("near", side, *stretch) for stretch in _near(away > limits.spread / 2 + slack)]
    at = known.tolist()
    placed = [one._replace(begins=at[one.begins], seen=at[one.seen], ends=at[one.ends]) for one in found]
    return sorted(placed, key=lambda one: (one.seen, one.begins))


def _runs(on_side: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int, int]]:
    """Yield beginning, eighth and end of each unbroken stretch of at least eight."""
    edges = np.flatnonzero(np.diff(on_side, prepend=False, append=False))
    for begins, after in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if after - begins >= RUN:
            yield begins, begins + RUN - 1, after - 1


def _near(near: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int, int]]:
    """Yield beginning, third and end of each stretch in which three of every four are near."""
    places = np.flatnonzero(near).tolist()
    triples = [
        (first, third) for first, third in zip(places, places[NEAR - 1 :], strict=False) if third - first < WINDOW
    ]
    stretch: tuple[int, int, int] | None = None
    for first, third in triples:
        if stretch and first <= stretch[2]:
            stretch = stretch[0], stretch[1], third
            continue
        if stretch:
            yield stretch
        stretch = first, third, third
    if stretch:
        yield stretch
