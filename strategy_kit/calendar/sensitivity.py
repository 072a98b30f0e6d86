"""
Why a calendar is as it is: which limits bind, what one more unit of each would bring, and what cannot hold together.

Nothing is guessed from duals: every answer is another calendar, solved to proof.
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
    What one more unit of a limit brings.

    The value gained, as a share of today's too; the posts it adds; and how much less is missing, posts and rounds.
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
    Limits that cannot hold together: drop any one of them and the others can.

    `enough` are those of it whose dropping alone settles it in the whole calendar. Not `smallest`: there was no time to
    find out which of them matter.
    """

    together: tuple[Limit, ...]
    enough: tuple[Limit, ...]
    smallest: bool = True


@dataclass(frozen=True)
class Prices:
    """What one more unit of each limit brings, most first, and the limits there was no time to try."""

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
    Return what one more unit of each limit would bring; limits that do not bind are left out.

    Parameters
    ----------
    heat, limits, reach
        As for `schedule.schedule_posts`.
    schedule : Schedule
        Its answer.
    enough : callable, optional
        Asked now and then whether to stop; what is not solved to proof by then is untried.
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
    Find smallest sets of limits that cannot hold together, until what is left of the limits holds.

    Parameters
    ----------
    heat, limits
        As for `schedule.schedule_posts`.
    enough : callable, optional
        Asked now and then whether to stop.

    Returns
    -------
    tuple of Conflict
        No two share a limit. Empty if a calendar keeps all limits and all that is asked for.
    """
    lacks = _Lacks(heat, limits, enough)
    together: list[tuple[Limit, ...]] = []
    while not enough() and lacks.without(_all(together)):
        together.append(lacks.smallest(_all(together)))
    return tuple(
        Conflict(
            those,
            tuple(limit for limit in those if lacks.settles(limit, _all([set_ for set_ in together if set_ != those]))),
            not enough(),
        )
        for those in together
    )


class _Lacks:
    """Tells whether something is lacking under parts of the limits, as long as there is time."""

    def __init__(self, heat: pd.DataFrame, limits: Limits, enough: Callable[[], bool]) -> None:
        self._heat, self._limits, self._enough = heat, limits, enough
        self._reach = dict.fromkeys(limits.platforms, 0.0)  # what is lacking depends on no value

    def without(self, dropped: Sequence[Limit]) -> bool:
        """Tell whether anything is lacking once some limits are off; unproved counts as nothing lacking."""
        limits = switched_off(self._limits, dropped)
        schedule = schedule_posts(self._heat, limits, self._reach, ask=_until(self._enough))
        return bool(schedule.missing) and not (schedule.proof.gap and self._enough())

    def smallest(self, dropped: Sequence[Limit]) -> tuple[Limit, ...]:
        """Switch limits off one at a time for as long as something is lacking; what cannot go is the conflict."""
        off = list(dropped)
        for limit in switchable(self._limits):
            if limit not in off and not self._enough() and self.without([*off, limit]):
                off.append(limit)
        return tuple(limit for limit in switchable(self._limits) if limit not in off)

    def settles(self, limit: Limit, others: Sequence[Limit]) -> bool:
        """Tell whether nothing is lacking once a limit is off, other conflicts aside."""
        return not self._enough() and not self.without([*others, limit])


def _all(together: Sequence[Sequence[Limit]]) -> list[Limit]:
    return [limit for those in together for limit in those]


def _until(enough: Callable[[], bool]) -> Ask:
    return lambda done, weeks, gap: enough()
