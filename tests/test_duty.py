"""When a person is on duty, for the calendar and for answers alike."""

import datetime as dt
from types import SimpleNamespace

import pandas as pd
import pytest
from calendars import on_duty as by_hand
from calendars import person
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.communication.replies import duty_hours
from strategy_kit.duty import check_days, on_duty
from strategy_kit.model import Brief, DaysOff, DutyHours, MonitoringRule, Person

MONDAY = dt.date(2027, 1, 4)
ZONES = ["Europe/Paris", "America/Toronto", "Asia/Kolkata"]


@given(
    day=st.dates(dt.date(2027, 1, 1), dt.date(2027, 12, 31)),
    quarter=st.integers(0, 95),
    minutes=st.sampled_from([0, 15, 60, 600]),
    zone=st.sampled_from(ZONES),
    weekdays=st.sampled_from([(1, 2, 3), (6, 7), tuple(range(1, 8))]),
)
def test_on_duty_is_what_the_words_of_the_duty_say(day, quarter, minutes, zone, weekdays):
    off = DaysOff(first=dt.date(2027, 3, 1), last=dt.date(2027, 6, 30))
    who = person(weekdays=weekdays, start=7, end=21, zone=zone, days_off=(off,))
    placed = SimpleNamespace(day=day, time=dt.time(*divmod(15 * quarter, 60)), zone="Asia/Tokyo")
    instants = pd.DatetimeIndex([dt.datetime.combine(day, placed.time)]).tz_localize(placed.zone)

    assert on_duty(who, instants, minutes).tolist() == [by_hand(who, placed, minutes)]


@pytest.mark.parametrize(("minute", "there"), [(525, False), (540, True), (1065, True), (1080, False)])
def test_duties_are_shown_from_their_start_until_before_their_end(minute, there):
    rows = duty_hours([person(start=9, end=18)], "Europe/Paris", MONDAY)
    monday = rows[(rows["weekday"] == 1) & (rows["minute"] == minute)]

    assert (monday["who"].item() == ("owner",)) == there


def test_the_week_of_answers_is_one_in_which_nobody_is_off_and_the_calendar_s_is_not():
    away = person(days_off=(DaysOff(first=MONDAY, last=MONDAY),))
    noon = pd.DatetimeIndex([dt.datetime(2027, 1, 4, 12)]).tz_localize("Europe/Paris")

    assert not on_duty(away, noon, 15).any()
    assert duty_hours([away], "Europe/Paris", MONDAY)["who"].astype(bool).sum() == 5 * 9 * 4


def test_a_person_without_a_zone_answers_by_the_clock_of_the_team():
    unzoned = person().changed(zone=None, duty=(DutyHours(),))

    rows = duty_hours([unzoned], "America/Toronto", MONDAY)

    assert rows.loc[rows["who"].astype(bool), "minute"].agg(["min", "max"]).tolist() == [540, 1065]


def test_a_check_is_judged_by_the_clock_of_the_person_who_makes_it():
    abroad = Brief(name="Shop", team_zone="Europe/Paris", team=(Person(name="Office", zone="America/Toronto"),))
    early, late = (MonitoringRule(start=start, minutes=30, weekdays=(5, 6)) for start in ("09:00", "15:30"))

    assert check_days(abroad, early, MONDAY) == ()  # 03:00 in Toronto
    assert check_days(abroad, late, MONDAY) == (5,)


def test_a_day_off_leaves_the_checks_of_an_ordinary_week():
    away = Person(name="Owner", days_off=(DaysOff(first=MONDAY, last=MONDAY),))

    assert check_days(Brief(name="Shop", team=(away,)), MonitoringRule(weekdays=(1,)), MONDAY) == (1,)


def test_a_check_at_a_time_that_the_clock_skips_is_not_made():
    person = Person(name="Owner", duty=(DutyHours(weekdays=(7,), start=dt.time(1), end=dt.time(5)),))
    night = Brief(name="Bar", team_zone="Europe/Paris", team=(person,))
    rule = MonitoringRule(start="02:30", weekdays=(7,))

    assert check_days(night, rule, dt.date(2027, 3, 22)) == ()
    assert check_days(night, rule, MONDAY) == (7,)
