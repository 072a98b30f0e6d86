"""
The crisis plan: what it lacks, and how long a message waits until somebody who is on duty can see or decide.

Hours are those of an ordinary week, without days off or public holidays.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from strategy_kit.communication.replies import STEP, duties, longest_wait, waits, week_quarters
from strategy_kit.duty import check_days, minute_of
from strategy_kit.model import Brief, CrisisPlan
from strategy_kit.model.types import CRISIS_PARTS, CrisisPart


class Wait(NamedTuple):
    """The longest wait of a week in minutes, and the moment at which it begins; None = nobody ever comes."""

    minutes: float | None
    begins: dt.datetime | None


@dataclass(frozen=True)
class CrisisReadiness:
    """
    How a crisis plan fits the hours in which somebody is there.

    Attributes
    ----------
    missing : tuple of CrisisPart
        What is not decided yet.
    absent : tuple of str
        People named who are not of the team.
    seen : Wait
        Until anybody of the team is on duty.
    checked : Wait or None
        Until the next inbox check that somebody can do; None = the plan has no inbox checks.
    decided : Wait
        Until who decides or the deputy is on duty.
    hours : mapping of name to float
        Hours a week on duty of who decides and of the deputy, as far as they are of the team.
    """

    missing: tuple[CrisisPart, ...]
    absent: tuple[str, ...]
    seen: Wait
    checked: Wait | None
    decided: Wait
    hours: dict[str, float]


def missing_parts(crisis: CrisisPlan, people: int) -> tuple[CrisisPart, ...]:
    """
    Return what is not decided yet; a team of one person needs no deputy, but a deputy must be somebody else.

    >>> missing_parts(CrisisPlan(what="Spoilt goods", decides="Ada", deputy="Ada"), people=2)
    ('deputy', 'first_words', 'told', 'afterwards')
    """
    lacking = {part for part in CRISIS_PARTS if not getattr(crisis, part)}
    if crisis.deputy == crisis.decides:
        lacking.add("deputy")
    return tuple(part for part in CRISIS_PARTS if part in lacking and (part != "deputy" or people > 1))


def crisis_readiness(brief: Brief, week: dt.date) -> CrisisReadiness:
    """
    Hold the crisis plan of a brief against the duty hours and inbox checks of an ordinary week.

    Parameters
    ----------
    brief : Brief
        Its crisis plan, team, team zone, inbox checks and closed weekdays.
    week : date
        A Monday; gives the offsets from UTC.

    Examples
    --------
    >>> brief = Brief(name="Shop", crisis={"decides": "Owner"}, monitoring=[{"start": "09:00"}])
    >>> found = crisis_readiness(brief, dt.date(2027, 1, 4))
    >>> found.seen.minutes / 60, found.checked.minutes / 60, found.hours
    (63.0, 71.75, {'Owner': 45.0})
    """
    instants = week_quarters(week, brief.team_zone)
    there = dict(
        zip([person.name for person in brief.team], duties(brief.team, brief.team_zone, instants), strict=True)
    )
    named = [name for name in (brief.crisis.decides, brief.crisis.deputy) if name is not None]
    deciders = {name: there[name] for name in named if name in there}
    has_checks = bool(brief.monitoring) and "monitoring" not in brief.limits_off
    return CrisisReadiness(
        missing=missing_parts(brief.crisis, len(brief.team)),
        absent=tuple(name for name in dict.fromkeys(named) if name not in there),
        seen=_wait(list(there.values()), instants),
        checked=_wait([_checks(brief, instants)], instants) if has_checks else None,
        decided=_wait(list(deciders.values()), instants),
        hours={name: float(on.sum()) * STEP / 60 for name, on in deciders.items()},
    )


def _wait(duties: Sequence[npt.NDArray[np.bool_]], instants: pd.DatetimeIndex) -> Wait:
    covered = np.any(duties, axis=0) if duties else np.zeros(len(instants), dtype=bool)
    minutes, begins = longest_wait(waits(covered), instants)
    return Wait(None, None) if begins is None else Wait(minutes, begins)


def _checks(brief: Brief, instants: pd.DatetimeIndex) -> npt.NDArray[np.bool_]:
    """Return the quarters of an hour in which an inbox check that somebody can do is going on."""
    minutes, weekdays = instants.hour * 60 + instants.minute, instants.day_of_week + 1
    checked = np.zeros(len(instants), dtype=bool)
    for rule in brief.monitoring:
        start, days = minute_of(rule.start), check_days(brief, rule, instants[0].date())
        for place in np.flatnonzero((minutes == start) & weekdays.isin(days)):
            checked[place : place + -(-rule.minutes // STEP)] = True
    return checked
