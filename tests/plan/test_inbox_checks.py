"""Daily checks of the messages: advised where messages wait for days and the team has the minutes."""

import datetime as dt

import pytest

from strategy_kit.calendar.workload import usual_gap
from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.model import Brief, DutyHours, FormatEffort, MonitoringRule, Person, Plan
from strategy_kit.plan.inbox_checks import LEAST_GAIN, LONG, daily_checks
from strategy_kit.plan.remedies import changed
from strategy_kit.plan.results import Cache
from strategy_kit.plan.workings import Workings

MORNINGS = (DutyHours(weekdays=(1, 2, 3, 4, 5), start=dt.time(9), end=dt.time(12)),)


def shop(hours: float = 5.0, **brief: object) -> Workings:
    """Return a shop that posts twice a week in the mornings."""
    values = {
        "platforms": ("facebook",),
        "formats": (FormatEffort(format="text"),),
        "cadence": [{"posts_per_week_low": 2, "posts_per_week_high": 2, "posts_per_day": 1, "spacing_hours": 20}],
        "team": (Person(name="Ada", hours_per_week=hours, duty=MORNINGS),),
    }
    plan = Plan(id="shop", brief=Brief(name="Shop", **{**values, **brief}), start=dt.date(2027, 1, 4), weeks=2)
    return Workings(plan, load_evidence(), 2027, cache=Cache(16))


def test_checks_come_first_thing_on_each_day_the_team_is_there_and_shorten_the_wait() -> None:
    before = shop()
    found = daily_checks(before)

    assert found
    assert found.rule == MonitoringRule(start=dt.time(9), minutes=15, weekdays=(1, 2, 3, 4, 5))
    assert found.waits[0] == usual_gap(before.schedule.watches, before.schedule.rounds) > LONG
    after = changed(before, {"monitoring": (found.rule,)}).schedule
    assert found.waits[1] == usual_gap(after.watches, after.rounds)
    assert found.minutes[1] - found.minutes[0] == pytest.approx(5 * 15)
    assert len(after.slots) == len(before.schedule.slots)


@pytest.mark.parametrize(
    "workings",
    [
        shop(hours=2.0),  # two posts take all of them
        shop(monitoring=(MonitoringRule(start=dt.time(9), weekdays=(1,)),)),
        shop(cadence=[{"posts_per_week_low": 0, "posts_per_week_high": 0}]),
    ],
    ids=["no minutes left", "own checks", "no post"],
)
def test_no_checks_are_advised(workings: Workings) -> None:
    assert daily_checks(workings) is None


def test_checks_that_shorten_the_wait_by_an_hour_or_two_are_not_advised() -> None:
    every_day = [{"posts_per_week_low": 5, "posts_per_week_high": 5, "posts_per_day": 1, "spacing_hours": 20}]
    before = shop(hours=10.0, cadence=every_day, posting_from=dt.time(10))
    rule = MonitoringRule(start=dt.time(9), minutes=15, weekdays=(1, 2, 3, 4, 5))
    waits = [
        usual_gap(each.watches, each.rounds)
        for each in (before.schedule, changed(before, {"monitoring": (rule,)}).schedule)
    ]

    assert waits[0] and waits[1] and LONG < waits[0] - LEAST_GAIN < waits[1] < waits[0]
    assert daily_checks(before) is None


def test_out_of_time_nothing_is_advised() -> None:
    assert daily_checks(shop(), enough=lambda: True) is None


def test_a_closed_weekday_has_no_check() -> None:
    found = daily_checks(shop(closed_weekdays=(1, 7)))

    assert found
    assert found.rule.weekdays == (2, 3, 4, 5)
