"""Consideration 4: the calendar keeps every limit, is the best there is, and is always the same."""

import datetime as dt
import itertools

import numpy as np
import pandas as pd
import pytest
from calendars import MONDAY, SPRING_WEEK, broken, constraints_for, heat_from, large_cases, person, ruled_cases
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_kit.calendar.candidates import candidates
from strategy_kit.calendar.constraints import closed_days
from strategy_kit.calendar.demands import Missing
from strategy_kit.calendar.public_holidays import public_holidays
from strategy_kit.calendar.schedule import Proof, schedule_posts
from strategy_kit.effort import cadence_of, response_windows
from strategy_kit.model import Brief, CadenceRule, DaysOff

pytestmark = pytest.mark.slow


def test_schedule_posts_takes_the_hours_with_most_support():
    schedule = schedule_posts(
        heat_from({9: 0.2, 10: 1.0, 14: 0.5}),
        constraints_for(
            rule={"posts_per_week_low": 0, "posts_per_week_high": 5, "posts_per_day": 1, "spacing_hours": 4}
        ),
    )

    assert [(slot.day.isoweekday(), slot.time) for slot in schedule.slots] == [
        (day, dt.time(10)) for day in range(1, 6)
    ]
    assert schedule.proof.gap == 0.0


def test_schedule_posts_gives_each_post_a_response_window_of_a_person_on_duty():
    schedule = schedule_posts(heat_from({17: 1.0, 16: 0.4}), constraints_for(response_minutes={"facebook": 120}))

    assert {slot.time for slot in schedule.slots} == {dt.time(16)}
    assert [watch.minutes for watch in schedule.watches] == [120] * len(schedule.slots)


def test_schedule_posts_leaves_unknown_hours_alone_unless_allowed():
    heat = heat_from({})

    assert schedule_posts(heat, constraints_for()).slots == ()
    rule = {"posts_per_week_low": 2, "posts_per_week_high": 5, "posts_per_day": 1, "spacing_hours": 4}
    assert len(schedule_posts(heat, constraints_for(unknown_hours=True, rule=rule)).slots) == 2


def test_schedule_posts_posts_at_poor_hours_only_to_reach_the_least_number():
    rule = {"posts_per_week_low": 3, "posts_per_week_high": 5, "posts_per_day": 1, "spacing_hours": 4}

    assert len(schedule_posts(heat_from({10: -0.5}), constraints_for(rule=rule)).slots) == 3


def test_schedule_posts_counts_missing_posts_where_hours_do_not_suffice():
    rule = {"posts_per_week_low": 4, "posts_per_week_high": 5, "posts_per_day": 2, "spacing_hours": 1}
    schedule = schedule_posts(heat_from({10: 1.0}), constraints_for(rule=rule, team=(person(hours=2.0),)))

    assert len(schedule.slots) == 2  # each post takes 30 minutes to make and half of a 60 minute watch
    assert schedule.missing == (Missing("least_posts", "facebook", MONDAY, 2),)


def test_schedule_posts_asks_of_a_partial_week_its_part_of_the_least_number():
    rule = {"posts_per_week_low": 7, "posts_per_week_high": 7, "posts_per_day": 1, "spacing_hours": 1}
    every_day = person(weekdays=tuple(range(1, 8)))
    constraints = constraints_for(rule=rule, team=(every_day,), start=MONDAY + dt.timedelta(2), weeks=1)

    schedule = schedule_posts(heat_from({10: -1.0}), constraints)

    assert [slot.day.isocalendar().week for slot in schedule.slots] == [1] * 5 + [2] * 2
    assert schedule.missing == ()


def test_schedule_posts_prefers_hours_with_more_studies_when_support_is_equal():
    heat = heat_from({9: 1.0, 15: 1.0})
    heat.loc[heat["hour"] == 15, "studies"] = 3
    rule = {"posts_per_week_low": 0, "posts_per_week_high": 5, "posts_per_day": 1, "spacing_hours": 4}

    assert {slot.time for slot in schedule_posts(heat, constraints_for(rule=rule)).slots} == {dt.time(15)}


def test_schedule_posts_keeps_spacing_across_the_turn_of_a_week():
    rule = {"posts_per_week_low": 0, "posts_per_week_high": 1, "posts_per_day": 1, "spacing_hours": 48}
    heat = heat_from({10: 1.0})
    heat.loc[(heat["weekday"] != 7) & (heat["weekday"] != 1), "support"] = -1.0
    constraints = constraints_for(weeks=2, rule=rule, team=(person(weekdays=tuple(range(1, 8))),))
    heat = pd.concat(
        [
            heat.assign(week=MONDAY, support=heat["support"].where(heat["weekday"] == 7)),
            heat.assign(week=MONDAY + dt.timedelta(7), support=heat["support"].where(heat["weekday"] == 1)),
        ]
    )

    schedule = schedule_posts(heat, constraints)

    assert len(schedule.slots) == 1
    assert schedule.proof.gap == 0.0


def test_schedule_posts_never_stands_at_a_wall_time_that_clocks_skip():
    night = person(weekdays=tuple(range(1, 8)), start=0, end=23)
    constraints = constraints_for(start=SPRING_WEEK, posting_from=dt.time(1), posting_until=dt.time(4), team=(night,))

    frame = candidates(heat_from(dict.fromkeys(range(24), 1.0)), constraints, {})

    sunday = frame[frame["day"] == SPRING_WEEK + dt.timedelta(6)]
    assert set(sunday["minute"]) == {60, 90, 180, 210}


def test_schedule_posts_gives_posts_to_colleagues_in_their_own_zones():
    colleague = person("west", zone="America/Los_Angeles", start=9, end=17)
    constraints = constraints_for(
        posting_from=dt.time(8), posting_until=dt.time(20), team=(person("paris", end=12), colleague)
    )

    schedule = schedule_posts(heat_from({18: 1.0}), constraints)

    assert {slot.owner for slot in schedule.slots} == {"west"}


def test_schedule_posts_is_the_same_for_the_same_input():
    heat, constraints = heat_from({9: 0.5, 11: 0.5, 15: 0.5}, ("facebook", "x")), constraints_for(("facebook", "x"))

    assert schedule_posts(heat, constraints).slots == schedule_posts(heat, constraints).slots


@st.composite
def small_cases(draw):
    """Briefs small enough to try every calendar: one week, few half hours."""
    hours = draw(st.lists(st.integers(9, 12), min_size=1, max_size=2, unique=True))
    support = {hour: draw(st.sampled_from([-0.5, 0.0, 0.25, 0.5, 1.0])) for hour in hours}
    low = draw(st.integers(0, 2))
    rule = {
        "posts_per_week_low": low,
        "posts_per_week_high": low + draw(st.integers(0, 2)),
        "posts_per_day": draw(st.integers(1, 2)),
        "spacing_hours": draw(st.sampled_from([0, 1, 24, 30])),
    }
    shares = draw(st.sampled_from([{"help": 0.8, "offer": 0.2}, {"help": 1.0}, {"help": 0.5, "news": 0.5}]))
    return heat_from(support), constraints_for(
        rule=rule,
        pillar_shares=shares,
        posting_from=dt.time(min(hours)),
        posting_until=dt.time(max(hours) + 1),
        promotion_cap=draw(st.sampled_from([0.2, 0.5])),
        team=(
            person(
                hours=draw(st.sampled_from([1.0, 2.0, 3.5])), weekdays=draw(st.sampled_from([(1,), (1, 2), (2, 3)]))
            ),
        ),
    )


def best_by_trying(heat, constraints):
    """Try every set of half hours; return the best value, missing posts costing a hundred each."""
    frame = candidates(heat, constraints, {})
    rule, one = constraints.cadence["facebook"], 30 + 60 * constraints.work_share
    best = -np.inf
    for n in range(rule.posts_per_week_high + 1):
        if n * one > constraints.team[0].hours_per_week * 60 + 1e-9 or not shares_can_hold(n, constraints):
            continue
        for chosen in itertools.combinations(range(len(frame)), n):
            rows = frame.iloc[list(chosen)]
            gaps = np.diff(np.sort(rows["instant"].to_numpy(float)))
            if (gaps < max(rule.spacing_hours * 60, 1)).any() or (
                rows["day"].value_counts() > rule.posts_per_day
            ).any():
                continue
            best = max(best, float(rows["value"].sum()) - 100.0 * max(rule.posts_per_week_low - n, 0))
    return best


def shares_can_hold(n, constraints):
    counts = itertools.product(*(range(n + 1) for _ in constraints.pillar_shares))
    for count in counts:
        named = dict(zip(constraints.pillar_shares, count, strict=True))
        asks = sum(named[name] for name in constraints.asking & set(named))
        near = all(abs(named[name] - share * n) <= 0.999 for name, share in constraints.pillar_shares.items())
        if sum(count) == n and asks <= constraints.promotion_cap * n + 1e-9 and near:
            return True
    return False


@settings(max_examples=150, deadline=None)
@given(small_cases())
def test_schedule_posts_reaches_the_value_found_by_trying_every_calendar(case):
    heat, constraints = case

    schedule = schedule_posts(heat, constraints)

    value = schedule.proof.objective - 100.0 * schedule.lacking
    assert value == pytest.approx(best_by_trying(heat, constraints), abs=1e-3)
    assert schedule.proof.gap == 0.0


@settings(max_examples=300, deadline=None)
@given(large_cases() | ruled_cases())
def test_schedule_posts_breaks_no_limit_and_proves_its_calendar(case):
    heat, constraints = case

    schedule = schedule_posts(heat, constraints)

    assert broken(schedule, constraints) == []
    assert schedule.proof.gap == 0.0


def test_proof_gap_is_the_relative_distance_to_the_bound():
    assert Proof(objective=3.0, bound=4.0).gap == 0.25


def test_cadence_of_prefers_a_platforms_own_rule():
    brief = Brief(
        name="Shop", cadence=[CadenceRule(), CadenceRule(platform="x", posts_per_week_low=7, posts_per_week_high=14)]
    )

    assert cadence_of(brief, "x").posts_per_week_high == 14
    assert cadence_of(brief, "facebook").posts_per_week_high == 5


def test_closed_days_are_weekdays_blackouts_and_public_holidays_with_their_reasons():
    brief = Brief(
        name="Boulangerie",
        lang="fr",
        country="FR",
        closed_weekdays=(1,),
        blackouts=(DaysOff(first=dt.date(2027, 5, 4), last=dt.date(2027, 5, 5), reason="inventaire"),),
    )

    closed = closed_days(brief, dt.date(2027, 5, 3), dt.date(2027, 5, 10))

    assert {day.isoformat(): why for day, why in sorted(closed.items())} == {
        "2027-05-03": "weekday",
        "2027-05-04": "inventaire",
        "2027-05-05": "inventaire",
        "2027-05-06": "Ascension",
        "2027-05-08": "Fête de la Victoire",
    }


def test_public_holidays_of_a_region_differ_from_those_of_the_country():
    quebec = public_holidays("CA", "QC", "en", dt.date(2027, 6, 20), dt.date(2027, 6, 30))

    assert dt.date(2027, 6, 24) in quebec
    assert dt.date(2027, 6, 24) not in public_holidays("CA", "", "en", dt.date(2027, 6, 20), dt.date(2027, 6, 30))


def test_public_holidays_refuse_a_region_that_has_none_by_name():
    with pytest.raises(ValueError, match="region: found Provence"):
        public_holidays("FR", "Provence", "fr", MONDAY, MONDAY)


@pytest.mark.parametrize(
    ("platform", "reply", "minutes"),
    [("x", 60, 60), ("facebook", 60, 105), ("facebook", 480, 105), ("threads", 60, 120)],
    ids=[
        "at least the reply target",
        "a half-life of 102 minutes",
        "a laxer target asks for no more",
        "no half-life: the fallback",
    ],
)
def test_response_windows_last_a_half_life_and_at_least_the_reply_target(platform, reply, minutes):
    from strategy_kit.evidence.load import assumption_values, load_table

    found = response_windows([platform], load_table("half_life"), reply, assumption_values())

    assert found == {platform: minutes}
