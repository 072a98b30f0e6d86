"""
Sensitivity of a calendar: binding limits, the gain of one more unit of each, and infeasible sets of limits.

No duals: every answer is another calendar, solved to proof.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from strategy_kit.calendar.constraints import Limits
from strategy_kit.calendar.decomposition import Ask
from strategy_kit.calendar.relaxations import Limit, switchable, switched_off, units
from strategy_kit.calendar.schedule import Schedule, schedule_posts

WORTH = 1e-4
"""Gains below this, in units of value, are none."""


@dataclass(frozen=True)
class Gain:
    """
    The gain of one more unit of a limit.

    In value, absolute and as a share; in posts; and in posts and inbox checks no longer missing.
    """

    limit: Limit
    unit: float
    value: float
    share: float
    posts: int
    served: int = 0


@dataclass(frozen=True)
class Conflict:
    """
    Irreducible infeasible set of limits: without any one of them the others are feasible.

    `enough` are those whose removal alone makes the whole calendar feasible. Not `smallest`: time ran out before the
    set was reduced.
    """

    together: tuple[Limit, ...]
    enough: tuple[Limit, ...]
    smallest: bool = True


@dataclass(frozen=True)
class Prices:
    """The gains of one more unit of each limit, largest first, and the limits not tried in time."""

    gains: tuple[Gain, ...] = ()
    untried: tuple[Limit, ...] = ()


def gains(
    heat: pd.DataFrame,
    limits: Limits,
    reach: Mapping[str, float],
    schedule: Schedule,
    enough: Callable[[], bool] = lambda: False,
) -> Prices:
    """
    Return the gain of one more unit of each limit; limits that do not bind are left out.

    `heat`, `limits` and `reach` are those of `schedule_posts`, `schedule` its answer. `enough` is a callback that stops
    by True; what is not solved to proof by then is untried.
    """
    found, untried = [], []
    for unit in units(limits):
        other = None if enough() else schedule_posts(heat, unit.change(limits), reach, ask=_until(enough))
        if other is None or other.proof.gap:
            untried.append(unit.limit)
            continue
        served = schedule.lacking - other.lacking
        value = other.proof.objective - schedule.proof.objective
        if value > WORTH or served > 0:
            share = value / schedule.proof.objective if schedule.proof.objective > WORTH else float("nan")
            found.append(Gain(unit.limit, unit.step, value, share, len(other.slots) - len(schedule.slots), served))
    found.sort(key=lambda gain: (-gain.served, -gain.value, gain.limit.kind, gain.limit.of))
    return Prices(tuple(found), tuple(untried))


def conflicts(heat: pd.DataFrame, limits: Limits, enough: Callable[[], bool] = lambda: False) -> tuple[Conflict, ...]:
    """
    Return irreducible infeasible sets of limits, until the rest of the limits is feasible.

    No two share a limit; empty if a calendar meets all limits and demands. Parameters are those of `gains`.
    """
    feasibility = _Feasibility(heat, limits, enough)
    found: list[tuple[Limit, ...]] = []
    while not enough() and feasibility.without(_all(found)):
        found.append(feasibility.smallest(_all(found)))
    return tuple(
        Conflict(
            those,
            tuple(
                limit for limit in those if feasibility.settles(limit, _all([set_ for set_ in found if set_ != those]))
            ),
            not enough(),
        )
        for those in found
    )


class _Feasibility:
    """Test of feasibility under parts of the limits, within the time allowed."""

    def __init__(self, heat: pd.DataFrame, limits: Limits, enough: Callable[[], bool]) -> None:
        self._heat, self._limits, self._enough = heat, limits, enough
        self._reach = dict.fromkeys(limits.platforms, 0.0)  # feasibility depends on no value

    def without(self, dropped: Sequence[Limit]) -> bool:
        """Whether anything is missing once some limits are off; unproved counts as nothing missing."""
        limits = switched_off(self._limits, dropped)
        schedule = schedule_posts(self._heat, limits, self._reach, ask=_until(self._enough))
        return bool(schedule.missing) and not (schedule.proof.gap and self._enough())

    def smallest(self, dropped: Sequence[Limit]) -> tuple[Limit, ...]:
        """Switch limits off one at a time while something is missing (deletion filter); the rest is the conflict."""
        off = list(dropped)
        for limit in switchable(self._limits):
            if limit not in off and not self._enough() and self.without([*off, limit]):
                off.append(limit)
        return tuple(limit for limit in switchable(self._limits) if limit not in off)

    def settles(self, limit: Limit, others: Sequence[Limit]) -> bool:
        """Whether nothing is missing once a limit is off, other conflicts aside."""
        return not self._enough() and not self.without([*others, limit])


def _all(sets: Sequence[Sequence[Limit]]) -> list[Limit]:
    return [limit for those in sets for limit in those]


def _until(enough: Callable[[], bool]) -> Ask:
    return lambda done, weeks, gap: enough()
