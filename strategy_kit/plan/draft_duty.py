"""When the team of a first draft is there: hours at which it can post and answer, from parts of the day."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import get_args

from strategy_kit.model import DutyHours
from strategy_kit.model.answers import Answers, ClosedDay, DayPart

SPANS: dict[DayPart, tuple[int, int]] = {
    "mornings": (9, 12),
    "midday": (12, 14),
    "afternoons": (14, 18),
    "evenings": (18, 21),
}
"""Hours in which the team is there, by part of the day; weekends are days."""
WORKING_DAY = (9, 18)
WORKING_WEEK, WEEKEND = (1, 2, 3, 4, 5), (6, 7)


def day_parts(answers: Answers) -> list[DayPart]:
    """
    Return the parts of the day that were answered, in order.

    >>> day_parts(Answers(when=("evenings", "mornings")))
    ['mornings', 'evenings']
    """
    return [part for part in get_args(DayPart) if part in (answers.when or ())]


def closed_days(answers: Answers) -> list[int]:
    """
    Return the weekdays (Monday is 1) on which the business is closed; none if no day would be left.

    >>> closed_days(Answers(when=("mornings", "closed-1")))
    [1]
    """
    days = [number for number, day in enumerate(get_args(ClosedDay), 1) if day in (answers.when or ())]
    return [] if set(_days(day_parts(answers))) <= set(days) else days


def _days(when: Sequence[DayPart]) -> tuple[int, ...]:
    return (*(WORKING_WEEK if set(when) != {"weekends"} else ()), *(WEEKEND if "weekends" in when else ()))


def duty_hours(when: Sequence[DayPart], closed: Sequence[int]) -> Iterator[DutyHours]:
    """
    Yield the hours of the parts of the day; neighbours are one span, so that a response window may cross them.

    >>> [duty] = duty_hours(["midday", "afternoons"], [1])
    >>> duty.start.hour, duty.end.hour, duty.weekdays
    (12, 18, (2, 3, 4, 5))
    """
    days = tuple(day for day in _days(when) if day not in closed)
    spans = [SPANS[part] for part in SPANS if part in when] or [WORKING_DAY]
    joined = spans[:1]
    for start, end in spans[1:]:
        if joined[-1][1] == start:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    for start, end in joined:
        yield DutyHours(weekdays=days, start=dt.time(start), end=dt.time(end))
