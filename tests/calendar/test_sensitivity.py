"""Why a calendar is as it is: gains and conflicts, each checked by solving again."""

import datetime as dt

import pytest
from calendars import MONDAY, constraints_for, heat_from, large_cases, person, ruled_cases
from hypothesis import given, settings

from strategy_kit.calendar.relaxations import Constraint, relaxations, switchable, switched_off, without_kinds
from strategy_kit.calendar.schedule import schedule_posts
from strategy_kit.calendar.sensitivity import conflicts, gains
from strategy_kit.model import BlackoutRule, Campaign, DaysOff, MonitoringRule, PinnedPost
from strategy_kit.model.types import CONSTRAINT_KINDS

pytestmark = pytest.mark.slow

TIGHT = {"posts_per_week_low": 7, "posts_per_week_high": 7, "posts_per_day": 1, "spacing_hours": 24}


def test_gains_tell_what_half_an_hour_more_of_a_person_brings():
    heat, constraints = heat_from({10: 1.0}), constraints_for(team=(person(hours=1.5),))  # a post takes an hour

    found = {
        gain.constraint.kind: gain for gain in gains(heat, constraints, {}, schedule_posts(heat, constraints)).gains
    }

    assert (found["hours"].unit, found["hours"].posts) == (0.5, 1)
    assert "most_posts" not in found


def test_gains_leave_out_limits_that_do_not_bind():
    rule = {"posts_per_week_low": 0, "posts_per_week_high": 2, "posts_per_day": 1, "spacing_hours": 0}
    heat, constraints = heat_from({10: 1.0}), constraints_for(rule=rule)

    found = gains(heat, constraints, {}, schedule_posts(heat, constraints)).gains

    assert [gain.constraint for gain in found] == [Constraint("most_posts", "facebook", 2)]
    assert found[0].value == pytest.approx(0.5, abs=1e-3)  # a reach nobody knows counts at one half


def test_conflict_names_the_limits_that_cannot_hold_together():
    every_day = person(weekdays=(1, 2, 3, 4, 5, 6, 7))
    constraints = constraints_for(rule=TIGHT, team=(every_day,), closed={MONDAY: "weekday"})

    (found,) = conflicts(heat_from({10: 1.0}), constraints)

    kinds = {constraint.kind for constraint in found.constraints}
    assert kinds - {"posts_a_day", "spacing"} == {"least_posts", "closed_days"}
    assert len(kinds) == 3
    assert Constraint("least_posts", "facebook", 7) in found.sufficient


def test_conflict_names_the_hours_of_a_person_who_has_too_few():
    constraints = constraints_for(
        rule={**TIGHT, "posts_per_week_low": 3, "spacing_hours": 0}, team=(person(hours=1.0),)
    )

    (found,) = conflicts(heat_from({10: 1.0}), constraints)

    assert {constraint.kind for constraint in found.constraints} == {"hours", "least_posts"}


def test_conflict_is_none_where_everything_fits():
    assert conflicts(heat_from({10: 1.0}), constraints_for()) == ()


@settings(max_examples=15, deadline=None)
@given(large_cases() | ruled_cases())
def test_conflicts_are_smallest_each_part_is_needed_and_without_them_all_holds(case):
    heat, constraints = case
    found = conflicts(heat, constraints)
    involved = [constraint for conflict in found for constraint in conflict.constraints]

    def lacks(those):
        others = [constraint for constraint in switchable(constraints) if constraint not in those]
        return bool(schedule_posts(heat, switched_off(constraints, others), {}, mix=False).missing)

    assert not schedule_posts(heat, switched_off(constraints, involved), {}, mix=False).missing
    for conflict in found:
        assert lacks(conflict.constraints)
        assert not any(
            lacks([other for other in conflict.constraints if other != constraint])
            for constraint in conflict.constraints
        )


def test_conflict_finds_the_rule_that_bars_a_pinned_post():
    pin = PinnedPost(platform="facebook", day=MONDAY + dt.timedelta(6), time="10:00")
    never = BlackoutRule(weekdays=(7,))
    constraints = constraints_for(pinned=(pin,), never=(never,), team=(person(weekdays=(1, 2, 3, 4, 5, 6, 7)),))

    (found,) = conflicts(heat_from({10: 1.0}), constraints)

    assert {constraint.rule for constraint in found.constraints} == {pin, never}


def test_gains_tell_what_a_pin_costs_and_what_cover_brings():
    pin = PinnedPost(platform="facebook", day=MONDAY, time="14:00")
    rule = {"posts_per_week_low": 0, "posts_per_week_high": 1, "posts_per_day": 1, "spacing_hours": 0}
    constraints = constraints_for(pinned=(pin,), rule=rule)

    heat = heat_from({10: 1.0})
    (best, *_others) = gains(heat, constraints, {}, schedule_posts(heat, constraints)).gains

    assert (best.constraint.kind, best.constraint.rule, best.value) == ("pinned", pin, pytest.approx(0.5, abs=1e-3))


@pytest.mark.parametrize("kind", [kind for kind in CONSTRAINT_KINDS if kind not in ("unknown_hours", "cover")])
def test_without_a_kind_of_limit_none_of_it_is_left(kind):
    constraints = constraints_for(
        ("facebook", "x"),
        rule=TIGHT,
        team=(person(days_off=(DaysOff(first=MONDAY, last=MONDAY),)), person("other")),
        closed={MONDAY: "weekday"},
        spacing_across=1.0,
        never=(BlackoutRule(),),
        pinned=(PinnedPost(platform="x", day=MONDAY, time="09:00"),),
        campaigns=(Campaign(name="launch", first=MONDAY, last=MONDAY),),
        monitoring=(MonitoringRule(),),
        fair_share=True,
    )
    assert kind in {constraint.kind for constraint in switchable(constraints)}

    left = without_kinds(constraints, (kind,))

    assert left != constraints
    assert without_kinds(left, (kind,)) == left


def test_conflicts_that_have_nothing_to_do_with_one_another_are_both_found():
    pin = PinnedPost(platform="facebook", day=MONDAY + dt.timedelta(5), time="10:00")
    launch = Campaign(name="launch", first=MONDAY, last=MONDAY + dt.timedelta(4), posts=2, pillar="offer")

    found = conflicts(heat_from({10: 1.0}), constraints_for(pinned=(pin,), campaigns=(launch,)))

    kinds = [{constraint.kind for constraint in conflict.constraints} for conflict in found]
    assert {"pinned", "duty"} in kinds
    assert any("campaign" in kind and "pinned" not in kind for kind in kinds)
    assert all(conflict.sufficient for conflict in found)


def test_without_solver_time_no_limit_counts_as_tried_and_no_conflict_as_smallest():
    heat, constraints = heat_from({10: 1.0}), constraints_for(rule=TIGHT)

    prices = gains(heat, constraints, {}, schedule_posts(heat, constraints), lambda: True)
    calls = iter(range(1000))
    found = conflicts(heat, constraints, lambda: next(calls) > 3)

    assert (prices.gains, {found.constraint for found in relaxations(constraints) if found.more}) == (
        (),
        set(prices.untried),
    )
    assert all(not conflict.irreducible and not conflict.sufficient for conflict in found)


def five_fixed_offers():
    """Four weeks of five posts, of which the five of the first week are fixed as offers; a fifth may promote."""
    rule = {"posts_per_week_low": 5, "posts_per_week_high": 5, "posts_per_day": 1, "spacing_hours": 4}
    days = [MONDAY + dt.timedelta(day) for day in range(5)]
    pins = tuple(PinnedPost(platform="facebook", day=day, time="14:00", pillar="offer") for day in days)
    return heat_from({9: 0.5, 10: 1.0, 14: 0.75}), constraints_for(rule=rule, weeks=4, pinned=pins)


def test_gains_tell_that_a_higher_cap_makes_room_for_the_fixed_promotional_post_left_out():
    heat, constraints = five_fixed_offers()

    found = {
        gain.constraint.kind: gain for gain in gains(heat, constraints, {}, schedule_posts(heat, constraints)).gains
    }

    assert found["promotion_cap"].served == 1
    assert found.keys().isdisjoint({"hours", "duty", "spacing"})


def test_a_conflict_names_the_cap_that_fixed_promotional_posts_exceed():
    heat, constraints = five_fixed_offers()

    (found,) = conflicts(heat, constraints)

    assert Constraint("promotion_cap", "", 0.2) in found.sufficient
    assert {constraint.kind for constraint in found.constraints} <= {"promotion_cap", "pinned", "most_posts"}
