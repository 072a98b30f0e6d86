"""The limits of a calendar as predicates, which solver, baselines and demands share."""

import datetime as dt

import pytest
from calendars import MONDAY, constraints_for

from strategy_kit.calendar.constraints import falls_in_week, matches_pillar_and_owner, matches_placement
from strategy_kit.model import BlackoutRule, Campaign, PinnedPost

NINE = 9 * 60
CADENCE = {"posts_per_week_low": 0, "posts_per_week_high": 3, "posts_per_day": 2, "spacing_hours": 0}
TUESDAY = MONDAY + dt.timedelta(1)


@pytest.mark.parametrize(
    ("day", "minute", "is_open"),
    [(MONDAY, 8 * 60, True), (MONDAY, 8 * 60 - 1, False), (MONDAY, 20 * 60, False), (TUESDAY, 600, False)],
    ids=["first minute", "before", "end", "closed day"],
)
def test_posts_go_out_from_the_first_minute_until_before_the_last_on_open_days(day, minute, is_open):
    assert constraints_for(closed={TUESDAY: "holiday"}).is_open(day, minute) is is_open


def test_spacing_of_zero_hours_still_keeps_two_posts_of_a_platform_from_one_instant():
    constraints = constraints_for(rule=CADENCE)

    assert constraints.spacing_minutes("facebook") == 1


def test_the_most_posts_of_a_platform_are_those_of_its_cadence():
    constraints = constraints_for(rule=CADENCE)

    assert constraints.most_posts("facebook") == {"week": 3, "day": 2}


@pytest.mark.parametrize(
    ("rule", "matched"),
    [
        (BlackoutRule(weekdays=(1,), start=dt.time(9)), True),
        (BlackoutRule(weekdays=(1,), end=dt.time(9)), False),
        (BlackoutRule(weekdays=(1,), platform="x"), False),
        (BlackoutRule(weekdays=(2,)), False),
        (PinnedPost(platform="facebook", day=MONDAY, time=dt.time(9)), True),
        (PinnedPost(platform="facebook", day=MONDAY, time=dt.time(9, 15)), False),
        (Campaign(name="launch", first=MONDAY, last=MONDAY, posts=1), True),
        (Campaign(name="launch", first=TUESDAY, last=TUESDAY, posts=1), False),
    ],
    ids=["from nine", "until nine", "platform", "weekday", "pin", "another time", "last day", "later campaign"],
)
def test_a_rule_matches_the_placements_it_names(rule, matched):
    assert matches_placement(rule, "facebook", MONDAY, NINE) is matched


def test_only_a_pinned_post_looks_at_the_owner():
    pin = PinnedPost(platform="facebook", day=MONDAY, time=dt.time(9), owner="owner")

    assert not matches_pillar_and_owner(pin, "help", "another")
    assert matches_pillar_and_owner(BlackoutRule(pillar="help"), "help", "another")


def test_a_pinned_post_falls_in_the_week_of_its_day_alone():
    sunday = PinnedPost(platform="facebook", day=MONDAY + dt.timedelta(6), time=dt.time(9))

    assert falls_in_week(sunday, MONDAY)
    assert not falls_in_week(sunday, MONDAY + dt.timedelta(7))


def test_a_campaign_that_ends_on_a_monday_falls_in_that_week_too():
    launch = Campaign(name="launch", first=MONDAY, last=MONDAY + dt.timedelta(7), posts=2)

    assert falls_in_week(launch, MONDAY + dt.timedelta(7))
