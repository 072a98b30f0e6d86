"""Weeks solved one by one: what they tell of a whole calendar."""

from calendars import MONDAY, constraints_for, heat_from, large_cases, ruled_cases
from hypothesis import given, settings

from strategy_kit.calendar.candidates import candidates
from strategy_kit.calendar.decomposition import serves_all
from strategy_kit.calendar.schedule import schedule_posts
from strategy_kit.model import PinnedPost


@settings(max_examples=100, deadline=None)
@given(large_cases() | ruled_cases())
def test_all_demands_are_served_where_the_best_calendar_misses_nothing_and_nowhere_else(case):
    heat, constraints = case

    served = serves_all(candidates(heat, constraints, {}), constraints)

    assert served in (None, not schedule_posts(heat, constraints).missing)


def test_whether_fixed_promotional_posts_fit_into_all_posts_is_not_known_week_by_week():
    pin = PinnedPost(platform="facebook", day=MONDAY, time="14:00", pillar="offer")
    limits = constraints_for(pinned=(pin,))

    assert serves_all(candidates(heat_from({14: 1.0}), limits, {}), limits) is None
