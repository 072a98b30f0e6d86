"""
Why a calendar is as it is: which limits bind, what one more unit of each would bring, and what cannot hold together.

Nothing is guessed from duals: every answer is another calendar, solved to proof.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from strategy_kit.limits import Limits, monday
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
    Limits that cannot hold together.

    `week` is the first Monday that lacks something. `together` is a smallest such set: drop any one of it and the rest
    of it can hold. `enough` are those of it whose dropping alone lets all limits hold.
    """

    week: dt.date
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


def conflict(heat: pd.DataFrame, limits: Limits, reach: Mapping[str, float]) -> Conflict | None:
    """
    Find a smallest set of limits that cannot hold together.

    Parameters
    ----------
    heat, limits, reach
        As for `schedule.schedule_posts`.

    Returns
    -------
    Conflict or None
        None if a calendar keeps all limits, the least numbers of posts and all that is asked for included.
    """
    missing = schedule_posts(heat, limits, reach).missing
    if not missing:
        return None
    off: list[Limit] = []
    for limit in switchable(limits):
        if _lacks(heat, switched_off(limits, [*off, limit]), reach):
            off.append(limit)
    together = [limit for limit in switchable(limits) if limit not in off]
    enough = [limit for limit in together if not _lacks(heat, switched_off(limits, [limit]), reach)]
    return Conflict(monday(min(lack.day for lack in missing)), tuple(together), tuple(enough))


def _lacks(heat: pd.DataFrame, limits: Limits, reach: Mapping[str, float]) -> bool:
    return bool(schedule_posts(heat, limits, reach).missing)
