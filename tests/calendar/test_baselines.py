"""The best calendar beside two ways people place posts without a solver."""

import datetime as dt

import pytest
from calendars import MONDAY, constraints_for, heat_from, large_cases, person
from hypothesis import given, settings

from strategy_kit.calendar.baselines import comparison, favourite, greedy
from strategy_kit.calendar.candidates import candidates
from strategy_kit.calendar.schedule import schedule_posts
from strategy_kit.figures.calendar.sensitivity import baselines_card
from strategy_kit.i18n import Words
from strategy_kit.model import BlackoutRule, Campaign, MonitoringRule, PinnedPost

RULE = {"posts_per_week_low": 0, "posts_per_week_high": 2, "posts_per_day": 1, "spacing_hours": 20}


def compared(heat, constraints):
    return comparison(heat, constraints, {}, schedule_posts(heat, constraints))


def test_favourite_hours_take_the_most_liked_hours_whoever_is_there():
    heat = heat_from({3: 1.0, 10: 0.5})

    posts = favourite(heat, constraints_for(rule=RULE), {})

    assert [(post.day, post.minute, post.person) for post in posts] == [
        (MONDAY, 180, ""),
        (MONDAY + dt.timedelta(1), 180, ""),
    ]


def test_favourite_hours_count_what_they_break():
    row = compared(heat_from({3: 1.0, 10: 0.5}), constraints_for(rule=RULE)).loc["favourite"]

    assert (row["posts"], row["unanswered"], row["broken"]) == (2, 2, 2)


def test_favourite_hours_count_the_work_beyond_what_people_have():
    constraints = constraints_for(rule=RULE, team=(person(hours=1.5),))  # two posts of an hour each

    row = compared(heat_from({10: 1.0}), constraints).loc["favourite"]

    assert (row["broken"], row["unanswered"], row["overtime"]) == (0, 0, 30.0)


def test_greedy_takes_a_best_hour_that_excludes_two_good_ones():
    rule = {**RULE, "posts_per_day": 2, "spacing_hours": 2, "posts_per_week_high": 7}
    heat = heat_from({11: 1.0, 10: 0.9, 12: 0.9})
    constraints = constraints_for(
        rule=rule, team=(person(weekdays=(1,)),), posting_until=dt.time(13), pillar_shares={"help": 1.0}
    )

    rows = compared(heat, constraints)

    assert (rows.loc["greedy", "posts"], rows.loc["best", "posts"]) == (1, 2)
    assert rows.loc["greedy", "exposure"] == pytest.approx(0.5)
    assert rows.loc["best", "exposure"] == pytest.approx(0.9)


def test_a_blackout_rule_is_broken_by_favourite_hours_and_obeyed_by_the_others():
    constraints = constraints_for(rule=RULE, never=(BlackoutRule(weekdays=(1, 2)),), pillar_shares={"help": 1.0})

    rows = compared(heat_from({10: 1.0}), constraints)

    assert rows["broken"].to_dict() == {"favourite": 2, "greedy": 0, "best": 0}


@settings(max_examples=60, deadline=None)
@given(large_cases())
def test_no_method_that_obeys_the_constraints_reaches_more_than_the_best_except_for_pillar_shares(case):
    heat, constraints = case
    free = constraints_for(
        constraints.platforms,
        pillar_shares={"help": 1.0},
        **{
            name: getattr(constraints, name)
            for name in ("cadence", "team", "closed", "start", "weeks", "unknown_hours")
        },
    )

    rows = compared(heat, free)

    lost = rows["exposure"] - 100 * rows["missing"]
    assert rows.loc[["greedy", "best"], ["broken", "unanswered", "overtime"]].eq(0).all(axis=None)
    assert lost["best"] >= lost["greedy"] - 1e-3


def test_greedy_takes_the_same_hours_every_time():
    heat, constraints = heat_from({9: 0.5, 10: 0.5, 15: 0.5}), constraints_for()

    assert greedy(candidates(heat, constraints, {}), constraints) == greedy(
        candidates(heat, constraints, {}), constraints
    )


@pytest.mark.parametrize(
    ("support", "team", "title"),
    [
        ({3: 1.0, 10: 0.5}, {}, "Favourite hours would put 2 posts outside your limits and take"),
        ({10: 1.0}, {}, "Within these limits, all three methods give the same result"),
        ({}, {}, "None of the three methods can schedule a post within these limits"),
    ],
    ids=["limits broken", "all the same", "nothing"],
)
def test_the_title_of_the_comparison_follows_its_numbers(support, team, title):
    rows = compared(heat_from(support), constraints_for(rule=RULE, pillar_shares={"help": 1.0}, **team))

    assert baselines_card(rows, Words("en")).title.startswith(title)


def test_every_method_counts_a_missing_pinned_post():
    out_of_duty = PinnedPost(platform="facebook", day=MONDAY, time=dt.time(19))  # the team is on duty until 18:00
    constraints = constraints_for(rule=RULE, pinned=(out_of_duty,), pillar_shares={"help": 1.0})

    assert compared(heat_from({10: 1.0}), constraints)["missing"].to_dict() == {"favourite": 1, "greedy": 1, "best": 1}


def test_a_pin_at_an_unpopular_hour_is_obeyed_by_greedy_and_missed_by_favourite_hours():
    roomy = {"posts_per_week_low": 0, "posts_per_week_high": 7, "posts_per_day": 2, "spacing_hours": 4}
    thursday = PinnedPost(platform="facebook", day=MONDAY + dt.timedelta(3), time=dt.time(15))
    constraints = constraints_for(rule=roomy, pinned=(thursday,), pillar_shares={"help": 1.0})

    assert compared(heat_from({10: 1.0}), constraints)["missing"].to_dict() == {"favourite": 1, "greedy": 0, "best": 0}


def test_every_method_counts_the_missing_posts_of_a_campaign():
    closed = {MONDAY: "closed", MONDAY + dt.timedelta(1): "closed"}
    launch = Campaign(name="launch", first=MONDAY, last=MONDAY + dt.timedelta(1), posts=3)
    constraints = constraints_for(rule=RULE, campaigns=(launch,), closed=closed, pillar_shares={"help": 1.0})

    rows = compared(heat_from({10: 1.0}), constraints)

    assert rows.loc[["greedy", "best"], "missing"].to_dict() == {"greedy": 3, "best": 3}
    assert rows.loc["favourite", "missing"] == 1  # two of its posts stand on closed days


def test_every_method_counts_missing_rounds_and_the_work_of_the_others():
    absent = person(weekdays=(1, 2))
    rounds = (MonitoringRule(start=dt.time(9), minutes=30, weekdays=(1, 2, 3)),)
    constraints = constraints_for(rule={**RULE, "posts_per_week_high": 0}, team=(absent,), monitoring=rounds)

    rows = compared(heat_from({10: 1.0}), constraints)

    assert rows["missing"].to_dict() == {"favourite": 1, "greedy": 1, "best": 1}
    assert rows["fullest_week"].to_dict() == {"favourite": 60.0, "greedy": 60.0, "best": 60.0}


def test_the_comparison_and_the_page_agree_on_missing_posts_and_work_of_the_best_calendar():
    heat, constraints = heat_from({10: 1.0}), constraints_for(rule=RULE, monitoring=(MonitoringRule(weekdays=(1, 6)),))
    schedule = schedule_posts(heat, constraints)

    best = comparison(heat, constraints, {}, schedule).loc["best"]

    assert best["missing"] == schedule.lacking == 1
    assert best["fullest_week"] == schedule.hours["total"].sum()
