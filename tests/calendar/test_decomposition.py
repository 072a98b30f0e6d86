"""Weeks solved one by one: what they tell of a whole calendar."""

from calendars import large_cases, ruled_cases
from hypothesis import given, settings

from strategy_kit.calendar.candidates import candidates
from strategy_kit.calendar.decomposition import serves_all
from strategy_kit.calendar.schedule import schedule_posts


@settings(max_examples=100, deadline=None)
@given(large_cases() | ruled_cases())
def test_all_demands_are_served_where_the_best_calendar_misses_nothing_and_nowhere_else(case):
    heat, constraints = case

    served = serves_all(candidates(heat, constraints, {}), constraints)

    assert served in (None, not schedule_posts(heat, constraints).missing)
