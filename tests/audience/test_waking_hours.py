"""What the audience's clocks show while the team works."""

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.audience.waking_hours import audience_hours, awake_shares, awake_span, clock_shifts

MONDAY = dt.date(2027, 1, 4)
ZONES = ["Europe/Paris", "America/New_York", "Asia/Kolkata", "Australia/Sydney"]


@pytest.mark.parametrize(
    ("day", "hour"), [(dt.date(2027, 1, 4), 15), (dt.date(2027, 3, 22), 14)], ids=["winter", "between the changes"]
)
def test_nine_in_new_york_depends_on_the_date(day, hour):
    hours = audience_hours({"Europe/Paris": 1}, day, "America/New_York").set_index("hour")

    assert hours.loc[9, "starts_at"].hour == hour


def test_a_half_hour_zone_is_awake_for_half_of_the_hour_in_which_it_rises():
    hours = audience_hours({"Asia/Kolkata": 1}, MONDAY, "Europe/Paris")

    assert awake_shares(hours)[2] == 0.5  # 06:30 to 07:30


def test_an_audience_in_two_zones_is_awake_in_proportion():
    hours = audience_hours({"Europe/Paris": 0.6, "America/New_York": 0.2}, MONDAY, "Europe/Paris")

    assert awake_shares(hours)[[8, 14]].to_dict() == {8: 0.75, 14: 1.0}


def test_a_waking_day_may_end_after_midnight():
    late = {"awake_from_hour": 10, "awake_until_hour": 2}

    awake = awake_shares(audience_hours({"Europe/Paris": 1}, MONDAY, "Europe/Paris", late))

    assert awake[[1, 2, 9, 10, 23]].to_list() == [1, 0, 0, 1, 1]


@given(st.dictionaries(st.sampled_from(ZONES), st.floats(0.01, 1), min_size=1), st.sampled_from(ZONES))
def test_everybody_is_awake_for_fifteen_hours_of_the_day(zones, clock):
    hours = audience_hours(zones, MONDAY, clock)

    assert awake_shares(hours).sum() == pytest.approx(15)
    assert len(hours) == 24 * len(zones)


def test_an_hour_that_the_clocks_skip_is_left_out():
    hours = audience_hours({"Europe/Paris": 1}, dt.date(2027, 3, 28), "Europe/Paris")

    assert 2 not in set(hours["hour"])
    assert len(hours) == 23


def test_clocks_that_change_together_do_not_shift():
    days = [dt.date(2027, 3, 1) + dt.timedelta(days=n) for n in range(60)]

    assert clock_shifts(["Europe/Berlin"], "Europe/Paris", days) == []


@pytest.mark.parametrize(
    ("shares", "span"),
    [
        ({7: 1.0, 8: 0.9, 9: 1.0, 10: 1.0}, (9, 10)),
        ({7: 1.0, 8: 1.0, 9: 0.5, 10: 1.0, 11: 1.0}, (7, 8)),
        ({6: 1.0, 8: 1.0, 9: 1.0}, (8, 9)),
        ({7: 0.2, 8: 0.6, 9: 0.6}, (8, 8)),
    ],
    ids=["the longest", "the first of two alike", "over a skipped hour", "nobody whole: the hour that finds most"],
)
def test_the_hours_in_which_all_are_awake_are_the_longest_run(shares, span):
    assert awake_span(pd.Series(shares)) == span
