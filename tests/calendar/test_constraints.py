"""Rules of never, pins, campaigns, rounds, cover and fair shares: each kept, and the best calendar under all."""

import datetime as dt
import itertools
from collections import Counter
from dataclasses import replace
from types import SimpleNamespace

import pytest
from calendars import MONDAY, broken, constraints_for, heat_from, person
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_kit.calendar.candidates import candidates
from strategy_kit.calendar.constraints import falls_in_week, matches_pillar_and_owner, matches_placement
from strategy_kit.calendar.demands import Missing
from strategy_kit.calendar.schedule import schedule_posts
from strategy_kit.model import (
    BlackoutRule,
    Campaign,
    DaysOff,
    InboxCheck,
    MonitoringRule,
    PinnedPost,
    ResponseWindow,
    Slot,
)

FREE = {"posts_per_week_low": 0, "posts_per_week_high": 5, "posts_per_day": 2, "spacing_hours": 0}
ONE_A_WEEK = {"posts_per_week_low": 0, "posts_per_week_high": 1, "posts_per_day": 1, "spacing_hours": 0}


def times(schedule):
    return [(slot.day.isoweekday(), slot.time.hour) for slot in schedule.slots]


def test_a_blackout_rule_excludes_its_weekdays_and_hours():
    rule = BlackoutRule(weekdays=(1, 2, 3), start=dt.time(9), end=dt.time(11))

    schedule = schedule_posts(heat_from({10: 1.0}), constraints_for(never=(rule,), rule={**FREE, "posts_per_day": 1}))

    assert times(schedule) == [(4, 10), (5, 10)]


def test_a_blackout_rule_of_a_pillar_leaves_other_pillars_in_its_place():
    constraints = constraints_for(
        never=(BlackoutRule(weekdays=(1, 2, 3, 4), pillar="offer"),),
        pillar_shares={"help": 0.6, "offer": 0.4},
        promotion_cap=0.5,
        rule={**FREE, "posts_per_day": 1},
    )

    schedule = schedule_posts(heat_from({10: 1.0}), constraints)

    offers = [slot.day.isoweekday() for slot in schedule.slots if slot.pillar == "offer"]
    assert len(schedule.slots) == 4  # a fifth would need a second offer
    assert offers == [5]


def test_a_blackout_rule_of_one_platform_leaves_the_others_alone():
    constraints = constraints_for(("facebook", "x"), never=(BlackoutRule(platform="x"),))

    schedule = schedule_posts(heat_from({10: 1.0}, ("facebook", "x")), constraints)

    assert {slot.platform for slot in schedule.slots} == {"facebook"}


def test_a_pinned_post_stands_where_it_is_pinned_even_off_the_grid_and_at_an_hour_nobody_studied():
    pin = PinnedPost(platform="facebook", day=MONDAY + dt.timedelta(1), time="15:15", pillar="help", owner="owner")

    schedule = schedule_posts(heat_from({10: 1.0}), constraints_for(pinned=(pin,), rule=ONE_A_WEEK))

    (slot,) = schedule.slots
    assert (slot.day, slot.time, slot.pillar, slot.support) == (pin.day, pin.time, "help", None)
    assert schedule.missing == ()


def test_a_pinned_post_on_a_closed_day_is_counted_as_missing():
    pin = PinnedPost(platform="facebook", day=MONDAY, time="10:00")

    schedule = schedule_posts(heat_from({10: 1.0}), constraints_for(pinned=(pin,), closed={MONDAY: "weekday"}))

    assert schedule.missing == (Missing("pinned", "facebook", MONDAY, 1),)


def test_two_posts_pinned_to_one_day_that_cannot_stand_are_both_missing():
    pins = tuple(PinnedPost(platform="facebook", day=MONDAY, time=time) for time in ("10:00", "14:00"))

    schedule = schedule_posts(heat_from({10: 1.0}), constraints_for(pinned=pins, closed={MONDAY: "weekday"}))

    assert schedule.lacking == 2


def test_a_campaign_gets_its_posts_at_hours_the_studies_dislike():
    campaign = Campaign(name="launch", first=MONDAY + dt.timedelta(2), last=MONDAY + dt.timedelta(3), posts=3)

    schedule = schedule_posts(heat_from({10: -0.2, 12: -0.4}), constraints_for(campaigns=(campaign,), rule=FREE))

    assert [slot.day.isoweekday() for slot in schedule.slots] in ([3, 3, 4], [3, 4, 4])


def test_a_campaign_across_a_sunday_counts_the_posts_of_both_weeks():
    campaign = Campaign(name="launch", first=MONDAY + dt.timedelta(4), last=MONDAY + dt.timedelta(7), posts=2)
    constraints = constraints_for(weeks=2, campaigns=(campaign,), rule=ONE_A_WEEK)

    schedule = schedule_posts(heat_from({10: 1.0}), constraints)

    assert schedule.missing == ()
    assert [slot.day for slot in schedule.slots] == [MONDAY + dt.timedelta(4), MONDAY + dt.timedelta(7)]


def test_a_campaign_that_goes_on_after_the_horizon_asks_for_its_part():
    campaign = Campaign(name="launch", first=MONDAY + dt.timedelta(6), last=MONDAY + dt.timedelta(9), posts=4)
    constraints = constraints_for(campaigns=(campaign,), team=(person(weekdays=(7,)),), rule=FREE)

    assert schedule_posts(heat_from({10: 1.0, 11: 1.0}), constraints).missing == ()


def test_rounds_are_done_each_open_day_by_somebody_on_duty_and_take_hours():
    constraints = constraints_for(
        monitoring=(MonitoringRule(start=dt.time(9), minutes=30),),
        closed={MONDAY: "weekday"},
        team=(person("early", end=12), person("late", start=12)),
        rule=ONE_A_WEEK,
    )

    schedule = schedule_posts(heat_from({10: 1.0}), constraints)

    assert [(done.day.isoweekday(), done.person) for done in schedule.rounds] == [(day, "early") for day in range(2, 6)]
    assert schedule.hours.set_index("person").loc["early", "monitoring"] == 120


def test_a_round_without_a_person_on_duty_is_counted_as_missing():
    constraints = constraints_for(monitoring=(MonitoringRule(start=dt.time(19), weekdays=(2,)),))

    assert schedule_posts(heat_from({}), constraints).missing == (
        Missing("monitoring", "0", MONDAY + dt.timedelta(1), 1),
    )


def test_with_cover_a_colleague_answers_for_who_is_on_leave():
    away = (DaysOff(first=MONDAY, last=MONDAY + dt.timedelta(3)),)
    maker = person("maker", hours=40, days_off=away)
    counter = person("counter", hours=1.5)  # three watches of half an hour of work, no time to make a post
    constraints = constraints_for(team=(maker, counter), rule={**FREE, "posts_per_day": 1})

    alone = schedule_posts(heat_from({10: 1.0}), constraints)
    covered = schedule_posts(heat_from({10: 1.0}), replace(constraints, cover=True))

    assert [slot.owner for slot in alone.slots] == ["counter", "maker"]
    assert {watch.person for watch in covered.watches} == {"maker", "counter"}
    assert {slot.owner for slot in covered.slots} == {"maker"}
    assert len(covered.slots) == 4


def test_with_cover_a_person_away_all_week_makes_no_post():
    away = person("away", days_off=(DaysOff(first=MONDAY, last=MONDAY + dt.timedelta(6)),))

    schedule = schedule_posts(heat_from({10: 1.0}), constraints_for(team=(away, person("there")), cover=True))

    assert {slot.owner for slot in schedule.slots} == {"there"}


def test_a_fair_share_gives_each_as_many_posts_as_their_hours_are_of_the_teams():
    team = (person("half", hours=10), person("full", hours=20))
    constraints = constraints_for(
        team=team, fair_share=True, pillar_shares={"help": 1.0}, rule={**FREE, "posts_per_week_high": 6}
    )

    schedule = schedule_posts(heat_from({10: 1.0}), constraints)

    assert Counter(slot.owner for slot in schedule.slots) == {"full": 4, "half": 2}


def test_spacing_across_platforms_keeps_posts_of_different_platforms_apart():
    constraints = constraints_for(("facebook", "x"), spacing_across=2.0, rule={**FREE, "posts_per_day": 1})

    schedule = schedule_posts(heat_from({10: 1.0, 11: 0.9, 12: 0.8}, ("facebook", "x")), constraints)

    monday = [slot.time for slot in schedule.slots if slot.day == MONDAY]
    assert monday == [dt.time(10), dt.time(12)]


def test_a_horizon_that_begins_in_mid_week_counts_each_weeks_own_days():
    rule = {**FREE, "posts_per_week_low": 3, "posts_per_week_high": 3}
    constraints = constraints_for(start=MONDAY + dt.timedelta(1), weeks=2, team=(person(weekdays=(3,)),), rule=rule)

    schedule = schedule_posts(heat_from({10: -1.0, 12: -1.0}), constraints)

    assert [slot.day.isocalendar().week for slot in schedule.slots] == [1, 1, 2, 2]
    assert [lack.count for lack in schedule.missing] == [1]  # two of seven days owe none, a whole week three, six two


def test_rounds_on_a_day_without_duty_differ_from_a_closed_day():
    constraints = constraints_for(
        weeks=2,
        monitoring=(MonitoringRule(weekdays=(1, 2)),),
        team=(person(weekdays=(2,)),),
        closed={MONDAY: "weekday"},
        rule=ONE_A_WEEK,
    )

    schedule = schedule_posts(heat_from({10: 1.0}), constraints)

    assert schedule.missing == (Missing("monitoring", "0", MONDAY + dt.timedelta(7), 1),)


@st.composite
def tiny_cases(draw):
    """Briefs with rules, small enough to try every post, pillar, owner and answer."""
    days = draw(st.sampled_from([(1,), (1, 2)]))
    people = draw(st.integers(1, 2))
    low = draw(st.integers(0, 2))
    support = draw(st.sampled_from([{9: 1.0, 10: 0.5}, {9: -0.5, 10: 0.25}, {9: 0.25}]))
    constraints = constraints_for(
        team=tuple(
            person(f"role {n}", hours=draw(st.sampled_from([0.75, 1.0, 2.0])), weekdays=days, start=9, end=11 + n)
            for n in range(people)
        ),
        posting_from=dt.time(9),
        posting_until=dt.time(11),
        rule={
            "posts_per_week_low": low,
            "posts_per_week_high": 2,
            "posts_per_day": draw(st.integers(1, 2)),
            "spacing_hours": draw(st.sampled_from([0, 1])),
        },
        pillar_shares=draw(st.sampled_from([{"help": 0.8, "offer": 0.2}, {"help": 0.5, "offer": 0.5}])),
        promotion_cap=draw(st.sampled_from([0.2, 0.5, 1.0])),
        cover=draw(st.booleans()),
        fair_share=draw(st.booleans()),
    )
    pillar = st.sampled_from([None, "help", "offer"])
    day = st.sampled_from([MONDAY, MONDAY + dt.timedelta(1)])
    pin = st.builds(
        PinnedPost, platform=st.just("facebook"), day=day, time=st.sampled_from(["09:00", "10:15"]), pillar=pillar
    )
    never = st.builds(BlackoutRule, weekdays=st.sampled_from([(1,), (2,)]), start=st.just(dt.time(9)), pillar=pillar)
    campaign = st.builds(
        lambda day, n, pillar: Campaign(name="c", first=day, last=day, posts=n, pillar=pillar),
        day,
        st.integers(1, 2),
        pillar,
    )
    monitoring = st.just(MonitoringRule(start=dt.time(9, 30), minutes=30, weekdays=(1,)))
    return heat_from(support), replace(
        constraints,
        pinned=tuple(draw(st.lists(pin, max_size=1))),
        never=tuple(draw(st.lists(never, max_size=1))),
        campaigns=tuple(draw(st.lists(campaign, max_size=1))),
        monitoring=tuple(draw(st.lists(monitoring, max_size=1))),
    )


def every_calendar(heat, constraints):
    """Yield every calendar of up to two posts, right or wrong, with its value."""
    frame = candidates(heat, replace(constraints, never=()), {})
    owners = [who.name for who in constraints.team]
    posts = [
        (row.value, *(placed(number, row, pillar, owner, constraints) for number in range(2)))
        for row in frame.itertuples(index=False)
        for pillar in constraints.pillar_shares
        for owner in owners
    ]
    doing = [None, *owners] if constraints.monitoring else [None]
    lacks = all_demands_missing(constraints)
    for count in range(3):
        for chosen in itertools.combinations(posts, count):
            both = [post[1 + number] for number, post in enumerate(chosen)]
            for who in doing:
                yield calendar_of(both, who, constraints, lacks), sum(value for value, *_placed in chosen)


def placed(number, row, pillar, owner, constraints):
    """Return a post and the watch after it."""
    place = {"day": row.day, "time": dt.time(*divmod(int(row.minute), 60)), "zone": constraints.zone}
    fields = {"platform": "facebook", "pillar": pillar, "owner": owner, "minutes": 30.0}
    slot = Slot.model_construct(id=f"p-{number}", **fields, **place)
    return slot, ResponseWindow.model_construct(slot=slot.id, person=row.person, minutes=60, **place)


def calendar_of(chosen, who, constraints, lacks):
    check = {"day": MONDAY, "time": dt.time(9, 30), "person": who, "minutes": 30, "zone": constraints.zone}
    return SimpleNamespace(
        slots=[slot for slot, _watch in chosen],
        watches=[watch for _slot, watch in chosen],
        rounds=[InboxCheck.model_construct(**check)] if who else [],
        missing=lacks,
    )


def all_demands_missing(constraints):
    """Count anything as missing: what is there is counted by `missing_count`."""
    return [
        Missing("least_posts", "facebook", MONDAY, 99),
        *(Missing("pinned", pin.platform, pin.day, 1) for pin in constraints.pinned),
        *(Missing("campaign", campaign.name, campaign.first, 99) for campaign in constraints.campaigns),
        *(Missing("monitoring", str(number), MONDAY, 1) for number in range(len(constraints.monitoring))),
    ]


def missing_count(calendar, constraints):
    """Count what a calendar lacks of what was asked for."""
    slots = calendar.slots
    short = max(constraints.cadence["facebook"].posts_per_week_low - len(slots), 0)
    for pin in constraints.pinned:
        short += not any(
            (slot.day, slot.time) == (pin.day, pin.time) and pin.pillar in (None, slot.pillar) for slot in slots
        )
    for campaign in constraints.campaigns:
        serving = sum(slot.day == campaign.first and campaign.pillar in (None, slot.pillar) for slot in slots)
        short += max(campaign.posts - serving, 0)
    return short + sum(not calendar.rounds for _rule in constraints.monitoring)


@settings(max_examples=150, deadline=None)
@given(tiny_cases())
def test_under_every_rule_the_calendar_is_worth_as_much_as_the_best_found_by_trying_all(case):
    heat, constraints = case

    schedule = schedule_posts(heat, constraints)

    worths = [
        (value - 100.0 * missing_count(calendar, constraints), calendar)
        for calendar, value in every_calendar(heat, constraints)
    ]
    worths.sort(key=lambda each: -each[0])  # the first that breaks no limit is the best of those that break none
    best = next(worth for worth, calendar in worths if not broken(calendar, constraints))
    assert schedule.proof.objective - 100.0 * schedule.lacking == pytest.approx(best, abs=1e-3)


def test_spacing_across_platforms_holds_over_the_turn_of_a_week():
    night = person(weekdays=(1, 2, 3, 4, 5, 6, 7), start=0, end=23)
    heat = heat_from({10: 1.0}, ("facebook", "x"))
    sunday = (heat["platform"] == "facebook") & (heat["weekday"] == 7) & (heat["hour"] == 22)
    monday = (heat["platform"] == "x") & (heat["weekday"] == 1) & (heat["hour"] == 0)
    heat["support"] = (sunday | monday).map({True: 1.0, False: float("nan")})
    constraints = constraints_for(
        ("facebook", "x"),
        weeks=2,
        team=(night,),
        spacing_across=4.0,
        posting_from=dt.time(0),
        posting_until=dt.time(23, 45),
        response_minutes={"facebook": 15, "x": 15},
        pillar_shares={"help": 1.0},
        rule=ONE_A_WEEK,
    )

    schedule = schedule_posts(heat, constraints)

    # the first Monday at 0:00, one of Sunday 22:00 and Monday 0:00, the last Sunday
    assert broken(schedule, constraints) == []
    assert len(schedule.slots) == 3


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
