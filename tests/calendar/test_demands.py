"""What is asked of a calendar, and what it lacks."""

import datetime as dt

import pytest
from calendars import MONDAY, constraints_for

from strategy_kit.calendar.demands import Missing, Placed, missing
from strategy_kit.model import Campaign, InboxCheck, MonitoringRule, PinnedPost

NONE = {"posts_per_week_low": 0, "posts_per_week_high": 5, "posts_per_day": 2, "spacing_hours": 4}
TEN = dt.time(10)


def placed(day=MONDAY, time=TEN, platform="facebook", pillar="help", owner="owner"):
    return Placed(platform, day, time, pillar, owner)


def look(day, time=dt.time(9), minutes=15):
    return InboxCheck(day=day, time=time, zone="Europe/Paris", person="owner", minutes=minutes)


def test_a_week_that_the_horizon_cuts_asks_its_part_of_the_least_posts_rounded_down():
    wednesday = MONDAY + dt.timedelta(2)
    constraints = constraints_for(rule={**NONE, "posts_per_week_low": 4}, start=wednesday, weeks=2)

    found = [(lack.day, lack.count) for lack in missing(constraints, [placed(wednesday)], ())]
    assert found == [(MONDAY, 1), (MONDAY + dt.timedelta(7), 4), (MONDAY + dt.timedelta(14), 1)]


@pytest.mark.parametrize(
    ("pin", "lacking"),
    [
        ({}, 0),
        ({"pillar": "help", "owner": "owner"}, 0),
        ({"pillar": "offer"}, 1),
        ({"owner": "another"}, 1),
        ({"time": dt.time(10, 30)}, 1),
        ({"platform": "x"}, 1),
        ({"day": MONDAY + dt.timedelta(1)}, 1),
    ],
    ids=["there", "all fits", "pillar", "owner", "time", "platform", "day"],
)
def test_a_pin_is_missing_where_no_post_is_all_that_it_asks(pin, lacking):
    rule = PinnedPost(**{"platform": "facebook", "day": MONDAY, "time": TEN, **pin})

    assert sum(lack.count for lack in missing(constraints_for(rule=NONE, pinned=(rule,)), [placed()], ())) == lacking


def test_a_post_of_no_pillar_suits_every_pin():
    rule = PinnedPost(platform="facebook", day=MONDAY, time=TEN, pillar="offer")

    assert missing(constraints_for(rule=NONE, pinned=(rule,)), [placed(pillar=None)], ()) == ()


def test_a_campaign_that_reaches_beyond_the_horizon_asks_its_part():
    launch = Campaign(name="launch", first=MONDAY, last=MONDAY + dt.timedelta(13), posts=6)
    constraints = constraints_for(rule=NONE, campaigns=(launch,))

    assert missing(constraints, [placed()], ()) == (Missing("campaign", "launch", MONDAY, 2),)


def test_two_rules_for_the_same_look_ask_for_two_rounds():
    rules = (MonitoringRule(weekdays=(1,)), MonitoringRule(weekdays=(1,)))
    constraints = constraints_for(rule=NONE, monitoring=rules)

    assert missing(constraints, (), [look(MONDAY)]) == (Missing("monitoring", "1", MONDAY, 1),)
    assert missing(constraints, (), [look(MONDAY), look(MONDAY)]) == ()


def test_a_round_at_another_time_or_of_another_length_is_not_the_one_asked_for():
    constraints = constraints_for(rule=NONE, monitoring=(MonitoringRule(weekdays=(1,)),))

    assert len(missing(constraints, (), [look(MONDAY, time=TEN), look(MONDAY, minutes=20)])) == 1


def test_what_is_missing_stands_week_by_week():
    pin = PinnedPost(platform="facebook", day=MONDAY + dt.timedelta(3), time=TEN)
    rule = {**NONE, "posts_per_week_low": 1}
    constraints = constraints_for(rule=rule, weeks=2, pinned=(pin,), monitoring=(MonitoringRule(weekdays=(1,)),))

    found = [lack.kind for lack in missing(constraints, (), ())]
    assert found == ["least_posts", "pinned", "monitoring", "least_posts", "monitoring"]
