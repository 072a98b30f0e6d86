"""Possible assignments of inbox checks to people, by day."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from strategy_kit.calendar.constraints import Constraints, monday
from strategy_kit.duty import on_duty
from strategy_kit.model import InboxCheck, MonitoringRule


@dataclass(frozen=True)
class InboxAssignment:
    """An inbox check that a person could do: its rule (index in `Constraints.monitoring`), day, minutes and person."""

    rule: int
    day: dt.date
    minutes: int
    person: str

    @property
    def week(self) -> dt.date:
        """The Monday of its ISO week."""
        return monday(self.day)


def inbox_assignments(constraints: Constraints, weeks: Sequence[dt.date]) -> Iterator[InboxAssignment]:
    """Yield the inbox checks each person could do in some weeks (Mondays), in order of rule, person and day."""
    for number, rule in enumerate(constraints.monitoring):
        days = monitoring_days(rule, constraints, weeks)
        for person in constraints.team:
            able = on_duty(person, _starts(rule, days, constraints), rule.minutes)
            yield from (
                InboxAssignment(number, day, rule.minutes, person.name)
                for day, can in zip(days, able, strict=True)
                if can
            )


def inbox_check(assignment: InboxAssignment, constraints: Constraints) -> InboxCheck:
    """Return an assignment as the plan stores it."""
    rule = constraints.monitoring[assignment.rule]
    done = {"day": assignment.day, "person": assignment.person, "minutes": assignment.minutes}
    return InboxCheck(time=rule.start, zone=constraints.zone, **done)


def monitoring_days(rule: MonitoringRule, constraints: Constraints, weeks: Sequence[dt.date]) -> list[dt.date]:
    """Return the open days of a monitoring rule; not those on which clocks skip its time."""
    days = [
        day
        for day in constraints.days
        if monday(day) in weeks and day.isoweekday() in rule.weekdays and day not in constraints.closed
    ]
    return [day for day, at in zip(days, _starts(rule, days, constraints), strict=True) if not pd.isna(at)]


def _starts(rule: MonitoringRule, days: Sequence[dt.date], constraints: Constraints) -> pd.DatetimeIndex:
    walls = pd.DatetimeIndex([dt.datetime.combine(day, rule.start) for day in days])
    return walls.tz_localize(constraints.zone, ambiguous=np.ones(len(days), bool), nonexistent="NaT")
