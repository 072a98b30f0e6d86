"""How messages are answered: targets, who answers, and who is there."""

import datetime as dt
import math

import pandas as pd
import pytest

from strategy_kit.communication.replies import duty_coverage, duty_hours, reply_guide
from strategy_kit.evidence import load
from strategy_kit.model import Brief, DutyHours, Person, ReplyRule

GUIDE, MONDAY = load.load_table("reply_guide"), dt.date(2027, 1, 4)
OFFICE = Person(name="Office", duty=(DutyHours(),))
WEEKEND = Person(name="Weekend", duty=(DutyHours(weekdays=(6, 7), start=dt.time(10), end=dt.time(16)),))


def rules(brief):
    return reply_guide(brief, GUIDE, MONDAY).set_index("kind")


def test_the_guide_speaks_of_all_four_kinds():
    assert list(rules(Brief(name="Shop")).index) == ["praise", "question", "complaint", "crisis"]


def test_a_question_is_answered_within_the_plan_s_own_target():
    assert rules(Brief(name="Shop", reply_target_minutes=90)).loc["question", "minutes"] == 90


def test_the_plan_s_own_rule_goes_before_the_guide():
    found = rules(Brief(name="Shop", replies=(ReplyRule(kind="complaint", minutes=240, tone="Ring them."),)))

    assert (found.loc["complaint", "minutes"], found.loc["complaint", "tone"]) == (240, "Ring them.")
    assert found["own"].to_dict() == {"praise": False, "question": False, "complaint": True, "crisis": False}


def test_the_longest_wait_is_the_weekend_of_a_team_that_works_on_weekdays():
    row = rules(Brief(name="Shop", team=(OFFICE,))).loc["complaint"]

    assert row["longest_wait"] == 63 * 60
    assert (row["wait_from"].isoweekday(), row["wait_from"].hour) == (5, 18)


def test_somebody_at_the_weekend_shortens_the_wait():
    row = rules(Brief(name="Shop", team=(OFFICE, WEEKEND))).loc["complaint"]

    assert row["longest_wait"] == 18 * 60


def test_only_the_named_person_s_duty_counts():
    team = Brief(name="Shop", team=(OFFICE, WEEKEND), replies=(ReplyRule(kind="crisis", who="Weekend"),))

    row = rules(team).loc["crisis"]
    assert row["who"] == ("Weekend",)
    assert row["longest_wait"] == (5 * 24 + 18) * 60


def test_a_person_who_left_the_team_answers_nothing():
    row = rules(Brief(name="Shop", replies=(ReplyRule(kind="crisis", who="Gone"),))).loc["crisis"]

    assert (row["who"], row["in_time"]) == ((), 0)
    assert math.isnan(row["longest_wait"])
    assert pd.isna(row["wait_from"])


def test_a_target_of_a_week_is_always_met_by_somebody_who_is_there_once():
    rule = ReplyRule(kind="praise", minutes=10_080)

    assert rules(Brief(name="Shop", team=(WEEKEND,), replies=(rule,))).loc["praise", "in_time"] == 1


def test_being_there_all_the_time_answers_at_once():
    always = Person(
        name="Always", duty=(DutyHours(weekdays=(1, 2, 3, 4, 5, 6, 7), start=dt.time(0), end=dt.time(23, 45)),)
    )

    assert rules(Brief(name="Shop", team=(always,))).loc["crisis", "longest_wait"] == 15


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Kolkata"])
def test_duties_are_read_on_the_person_s_own_clock(zone):
    abroad = Person(name="Abroad", zone=zone, duty=(DutyHours(weekdays=(3,), start=dt.time(9), end=dt.time(10)),))
    hours = duty_hours([abroad], "Europe/Paris", MONDAY)

    there = hours[hours["who"].map(len) > 0]
    begins = {"America/New_York": 15 * 60, "Asia/Kolkata": 4 * 60 + 30}
    assert (there["weekday"].unique().tolist(), there["minute"].min(), len(there)) == ([3], begins[zone], 4)


def test_a_week_in_which_clocks_change_still_goes_round():
    row = reply_guide(Brief(name="Shop", team_zone="Europe/Paris"), GUIDE, dt.date(2027, 3, 22)).iloc[0]

    assert row["longest_wait"] == 63 * 60


@pytest.mark.parametrize(
    ("team", "share"), [((), 0), ((OFFICE,), 45 / 168), ((WEEKEND,), 12 / 168), ((OFFICE, WEEKEND, OFFICE), 57 / 168)]
)
def test_the_week_is_covered_where_somebody_is_on_duty_however_many(team, share):
    assert duty_coverage(duty_hours(team, "Europe/Paris", MONDAY)) == pytest.approx(share)
