"""
Why a calendar is as it is: which limits bind, what one more unit of each would bring, and what cannot hold together.

Nothing is guessed from duals: every answer is another calendar, solved to proof.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from strategy_kit.limits import Limits
from strategy_kit.schedule import Schedule, schedule_posts
from strategy_kit.switches import Limit, switchable, switched_off, units

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

    `enough` are those of it whose dropping alone settles it in the whole calendar.
    """

    together: tuple[Limit, ...]
    enough: tuple[Limit, ...]


def gains(heat: pd.DataFrame, limits: Limits, reach: Mapping[str, float], schedule: Schedule) -> list[Gain]:
    """
    Return what one more unit of each limit would bring, the most first; limits that do not bind are left out.

    Parameters
    ----------
    heat, limits, reach
        As for `schedule.schedule_posts`.
    schedule : Schedule
        Its answer.
    """
    found = []
    for unit in units(limits):
        other = schedule_posts(heat, unit.change(limits), reach)
        served = schedule.lacking - other.lacking
        value = other.proof.objective - schedule.proof.objective
        if value > WORTH or served > 0:
            share = value / schedule.proof.objective if schedule.proof.objective > WORTH else float("nan")
            found.append(Gain(unit.limit, unit.step, value, share, len(other.slots) - len(schedule.slots), served))
    return sorted(found, key=lambda gain: (-gain.served, -gain.value, gain.limit.kind, gain.limit.of))


def conflicts(heat: pd.DataFrame, limits: Limits, reach: Mapping[str, float]) -> tuple[Conflict, ...]:
    """
    Find smallest sets of limits that cannot hold together, until what is left of the limits holds.

    Parameters
    ----------
    heat, limits, reach
        As for `schedule.schedule_posts`.

    Returns
    -------
    tuple of Conflict
        No two share a limit. Empty if a calendar keeps all limits and all that is asked for.
    """
    together: list[tuple[Limit, ...]] = []
    while _lacks(heat, switched_off(limits, _all(together)), reach):
        together.append(_smallest(heat, limits, reach, _all(together)))
    return tuple(
        Conflict(those, _enough(heat, limits, reach, those, [limit for limit in _all(together) if limit not in those]))
        for those in together
    )


def _smallest(
    heat: pd.DataFrame, limits: Limits, reach: Mapping[str, float], dropped: Sequence[Limit]
) -> tuple[Limit, ...]:
    """Switch limits off one at a time for as long as something is lacking; what cannot go is the conflict."""
    off = list(dropped)
    for limit in switchable(limits):
        if limit not in off and _lacks(heat, switched_off(limits, [*off, limit]), reach):
            off.append(limit)
    return tuple(limit for limit in switchable(limits) if limit not in off)


def _enough(
    heat: pd.DataFrame, limits: Limits, reach: Mapping[str, float], those: Sequence[Limit], others: Sequence[Limit]
) -> tuple[Limit, ...]:
    return tuple(limit for limit in those if not _lacks(heat, switched_off(limits, [*others, limit]), reach))


def _all(together: Sequence[Sequence[Limit]]) -> list[Limit]:
    return [limit for those in together for limit in those]


def _lacks(heat: pd.DataFrame, limits: Limits, reach: Mapping[str, float]) -> bool:
    return bool(schedule_posts(heat, limits, reach).missing)
