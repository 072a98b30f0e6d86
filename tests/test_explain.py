"""Why a calendar is as it is: gains and conflicts, each checked by solving again."""

import datetime as dt

import pytest
from calendars import MONDAY, heat_from, large_cases, limits_for, person, ruled_cases
from hypothesis import given, settings

from strategy_kit.explain import conflict, gains
from strategy_kit.kinds import LIMIT_KINDS
from strategy_kit.model import Campaign, DaysOff, MonitoringRule, Never, Pin
from strategy_kit.schedule import schedule_posts
from strategy_kit.switches import Limit, switchable, switched_off, without

TIGHT = {"posts_per_week_low": 7, "posts_per_week_high": 7, "posts_per_day": 1, "spacing_hours": 24}


def test_gains_tell_what_half_an_hour_more_of_a_person_brings():
    heat, limits = heat_from({10: 1.0}), limits_for(team=(person(hours=1.5),))  # a post takes an hour

    found = {gain.limit.kind: gain for gain in gains(heat, limits, {}, schedule_posts(heat, limits))}

    assert (found["hours"].unit, found["hours"].posts) == (0.5, 1)
    assert "most_posts" not in found


def test_gains_leave_out_limits_that_do_not_bind():
    rule = {"posts_per_week_low": 0, "posts_per_week_high": 2, "posts_per_day": 1, "spacing_hours": 0}
    heat, limits = heat_from({10: 1.0}), limits_for(rule=rule)

    found = gains(heat, limits, {}, schedule_posts(heat, limits))

    assert [gain.limit for gain in found] == [Limit("most_posts", "facebook", 2)]
    assert found[0].value == pytest.approx(0.5, abs=1e-3)  # a reach nobody knows counts at one half


def test_conflict_names_the_limits_that_cannot_hold_together():
    every_day = person(weekdays=(1, 2, 3, 4, 5, 6, 7))
    limits = limits_for(rule=TIGHT, team=(every_day,), closed={MONDAY: "weekday"})

    found = conflict(heat_from({10: 1.0}), limits, {})

    assert found is not None
    kinds = {limit.kind for limit in found.together}
    assert kinds - {"posts_a_day", "spacing"} == {"least_posts", "closed_days"}
    assert len(kinds) == 3
    assert Limit("least_posts", "facebook", 7) in found.enough


def test_conflict_names_the_hours_of_a_person_who_has_too_few():
    limits = limits_for(rule={**TIGHT, "posts_per_week_low": 3, "spacing_hours": 0}, team=(person(hours=1.0),))

    found = conflict(heat_from({10: 1.0}), limits, {})

    assert found is not None
    assert {limit.kind for limit in found.together} == {"hours", "least_posts"}


def test_conflict_is_none_where_everything_fits():
    assert conflict(heat_from({10: 1.0}), limits_for(), {}) is None


@settings(max_examples=30, deadline=None)
@given(large_cases() | ruled_cases())
def test_conflict_is_smallest_and_each_part_of_it_is_needed(case):
    heat, limits = case
    found = conflict(heat, limits, {})
    if found is None:
        assert not schedule_posts(heat, limits, {}).missing
        return

    def lacks(those):
        others = [limit for limit in switchable(limits) if limit not in those]
        return bool(schedule_posts(heat, switched_off(limits, others), {}).missing)

    assert lacks(found.together)
    assert not any(lacks([other for other in found.together if other != limit]) for limit in found.together)


def test_conflict_finds_the_rule_that_bars_a_pinned_post():
    pin = Pin(platform="facebook", day=MONDAY + dt.timedelta(6), time="10:00")
    never = Never(weekdays=(7,))
    limits = limits_for(pinned=(pin,), never=(never,), team=(person(weekdays=(1, 2, 3, 4, 5, 6, 7)),))

    found = conflict(heat_from({10: 1.0}), limits, {})

    assert found is not None
    assert {limit.rule for limit in found.together} == {pin, never}


def test_gains_tell_what_a_pin_costs_and_what_cover_brings():
    pin = Pin(platform="facebook", day=MONDAY, time="14:00")
    rule = {"posts_per_week_low": 0, "posts_per_week_high": 1, "posts_per_day": 1, "spacing_hours": 0}
    limits = limits_for(pinned=(pin,), rule=rule)

    (best, *_others) = gains(heat_from({10: 1.0}), limits, {}, schedule_posts(heat_from({10: 1.0}), limits))

    assert (best.limit.kind, best.limit.rule, best.value) == ("pinned", pin, pytest.approx(0.5, abs=1e-3))


@pytest.mark.parametrize("kind", [kind for kind in LIMIT_KINDS if kind not in ("unknown_hours", "cover")])
def test_without_a_kind_of_limit_none_of_it_is_left(kind):
    limits = limits_for(
        ("facebook", "x"),
        rule=TIGHT,
        team=(person(days_off=(DaysOff(first=MONDAY, last=MONDAY),)), person("other")),
        closed={MONDAY: "weekday"},
        spacing_across=1.0,
        never=(Never(),),
        pinned=(Pin(platform="x", day=MONDAY, time="09:00"),),
        campaigns=(Campaign(name="launch", first=MONDAY, last=MONDAY),),
        monitoring=(MonitoringRule(),),
        fair_share=True,
    )
    assert kind in {limit.kind for limit in switchable(limits)}

    left = without(limits, (kind,))

    assert left != limits
    assert without(left, (kind,)) == left
