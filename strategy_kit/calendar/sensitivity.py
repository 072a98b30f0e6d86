"""Sensitivity of a calendar, solved anew for each answer: what binds, the gain of one more unit, infeasible sets."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from strategy_kit.calendar.candidates import candidates
from strategy_kit.calendar.constraints import Constraints
from strategy_kit.calendar.decomposition import ProgressCallback, serves_all
from strategy_kit.calendar.relaxations import Constraint, relaxations, switchable, switched_off
from strategy_kit.calendar.schedule import Schedule, schedule_posts

WORTH = 1e-4
"""Gains below this, in units of value, are none."""


@dataclass(frozen=True)
class Gain:
    """
    The gain of one more unit of a limit.

    In value, absolute and as a share; in posts; and in posts and inbox checks no longer missing.
    """

    constraint: Constraint
    unit: float
    value: float
    share: float
    posts: int
    served: int = 0


@dataclass(frozen=True)
class Conflict:
    """
    Irreducible infeasible set of limits: without any one of them the others are feasible.

    `sufficient` are those whose removal alone makes the whole calendar feasible. Not `irreducible`: time ran out before
    the set was reduced.
    """

    constraints: tuple[Constraint, ...]
    sufficient: tuple[Constraint, ...]
    irreducible: bool = True


@dataclass(frozen=True)
class Prices:
    """The gains of one more unit of each limit, largest first, and the limits not tried in time."""

    gains: tuple[Gain, ...] = ()
    untried: tuple[Constraint, ...] = ()


def gains(
    heat: pd.DataFrame,
    constraints: Constraints,
    reach: Mapping[str, float],
    schedule: Schedule,
    enough: Callable[[], bool] = lambda: False,
) -> Prices:
    """
    Return the gain of one more unit of each limit; limits that do not bind are left out.

    `heat`, `constraints` and `reach` are those of `schedule_posts`, `schedule` its answer. `enough` is a callback that
    stops by True; what is not solved to proof by then is untried.
    """
    found, untried = [], []
    for constraint, _off, step, more in relaxations(constraints):
        if more is None:
            continue
        other = None if enough() else schedule_posts(heat, more(constraints), reach, ask=_until(enough), mix=False)
        if other is None or other.proof.gap:
            untried.append(constraint)
            continue
        served = schedule.lacking - other.lacking
        value = other.proof.objective - schedule.proof.objective
        if value > WORTH or served > 0:
            share = value / schedule.proof.objective if schedule.proof.objective > WORTH else float("nan")
            found.append(Gain(constraint, step, value, share, len(other.slots) - len(schedule.slots), served))
    found.sort(key=lambda gain: (-gain.served, -gain.value, gain.constraint.kind, gain.constraint.of))
    return Prices(tuple(found), tuple(untried))


def conflicts(
    heat: pd.DataFrame, constraints: Constraints, enough: Callable[[], bool] = lambda: False
) -> tuple[Conflict, ...]:
    """
    Return irreducible infeasible sets of limits, until the rest of the limits is feasible.

    No two share a limit; empty if a calendar meets all limits and demands. Parameters are those of `gains`.
    """
    feasibility = _Feasibility(heat, constraints, enough)
    found: list[tuple[Constraint, ...]] = []
    while not enough() and feasibility.without(_all(found)):
        found.append(feasibility.irreducible(_all(found)))
    explained = []
    for those in found:
        others = _all([set_ for set_ in found if set_ != those])
        sufficient = tuple(constraint for constraint in those if feasibility.is_enough(constraint, others))
        explained.append(Conflict(those, sufficient, not enough()))
    return tuple(explained)


class _Feasibility:
    """Test of feasibility under parts of the limits, within the time allowed."""

    def __init__(self, heat: pd.DataFrame, constraints: Constraints, enough: Callable[[], bool]) -> None:
        self._heat, self._limits, self._enough = heat, constraints, enough
        self._reach = dict.fromkeys(constraints.platforms, 0.0)  # feasibility depends on no value

    def without(self, dropped: Sequence[Constraint]) -> bool:
        """Whether anything is missing once some limits are off; unproved counts as nothing missing."""
        constraints = switched_off(self._limits, dropped)
        try:
            served = serves_all(candidates(self._heat, constraints, self._reach), constraints, _until(self._enough))
        except TimeoutError:
            return not self._enough()
        if served is not None:
            return not served
        reach = {} if constraints.fixes_promotion else self._reach  # the cap depends on posts of value
        schedule = schedule_posts(self._heat, constraints, reach, ask=_until(self._enough), mix=False)
        return bool(schedule.missing) and not (schedule.proof.gap and self._enough())

    def irreducible(self, dropped: Sequence[Constraint]) -> tuple[Constraint, ...]:
        """Switch limits off one at a time while something is missing (deletion filter); the rest is the conflict."""
        off = list(dropped)
        for constraint in switchable(self._limits):
            if constraint not in off and not self._enough() and self.without([*off, constraint]):
                off.append(constraint)
        return tuple(constraint for constraint in switchable(self._limits) if constraint not in off)

    def is_enough(self, constraint: Constraint, others: Sequence[Constraint]) -> bool:
        """Whether nothing is missing once a limit is off, other conflicts aside."""
        return not self._enough() and not self.without([*others, constraint])


def _all(sets: Sequence[Sequence[Constraint]]) -> list[Constraint]:
    return [constraint for those in sets for constraint in those]


def _until(enough: Callable[[], bool]) -> ProgressCallback:
    return lambda done, weeks, gap: enough()
