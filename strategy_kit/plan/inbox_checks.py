"""A daily look at the messages, for a plan whose answers come only after posts: what it brings and what it takes."""

from dataclasses import dataclass
from datetime import time, timedelta

from strategy_kit.calendar.workload import usual_gap
from strategy_kit.duty import duty_spans
from strategy_kit.errors import InputError
from strategy_kit.model import MonitoringRule
from strategy_kit.plan.remedies import Enough, changed, fullest_minutes, trials
from strategy_kit.plan.workings import Workings

LONG = 36 * 60
"""Minutes a message may wait before daily checks are advised: longer than from one day's end to the next day's noon."""
MINUTES = 15
"""Minutes of a check."""
LEAST_GAIN = 12 * 60
"""Minutes by which checks must shorten the wait to be worth advising."""


@dataclass(frozen=True)
class DailyChecks:
    """The rule, the wait of an ordinary week and the work of the fullest, before and with it, in minutes, as solved."""

    rule: MonitoringRule
    waits: tuple[float, float]
    minutes: tuple[float, float]


def daily_checks(workings: Workings, enough: Enough = lambda: False) -> DailyChecks | None:
    """
    Return checks on each day the team is there, where messages wait for long; None if they would cost a post.

    `enough` is as of `remedies.trials`.
    """
    schedule = workings.schedule
    wait = usual_gap(schedule.watches, schedule.rounds)
    if wait is None or wait <= LONG or workings.brief.monitoring or enough():
        return None
    rule = _rule(workings)
    if rule is None:
        return None
    try:
        after = changed(trials(workings, enough), {"monitoring": (rule,)})
        checked = after.schedule
    except InputError:  # this change makes no plan that can be computed
        return None
    shorter = usual_gap(checked.watches, checked.rounds)
    if enough() or shorter is None or shorter > wait - LEAST_GAIN:
        return None
    if len(checked.slots) < len(schedule.slots) or checked.lacking > schedule.lacking:
        return None
    return DailyChecks(rule, (wait, shorter), (fullest_minutes(workings), fullest_minutes(after)))


def _rule(workings: Workings) -> MonitoringRule | None:
    """Return the earliest check that the team can make on the most days of a week; None if it is never there."""
    brief = workings.brief
    days = [workings.first_week + timedelta(days=n) for n in range(7)]
    open_days = [day for day in days if day.isoweekday() not in brief.closed_weekdays]
    team = [person.changed(days_off=()) for person in brief.team]
    there: dict[int, list[int]] = {}
    for day, spans in duty_spans(team, open_days, brief.team_zone).items():
        for start, end in spans:
            for minute in range(start, end - MINUTES + 1, MINUTES):
                there.setdefault(minute, []).append(day.isoweekday())
    if not there:
        return None
    first = min(there, key=lambda minute: (-len(there[minute]), minute))
    return MonitoringRule(start=time(*divmod(first, 60)), minutes=MINUTES, weekdays=tuple(there[first]))
