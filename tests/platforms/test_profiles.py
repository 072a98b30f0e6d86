"""What the profiles on the platforms of a plan lack."""

import datetime as dt

import pytest

from strategy_kit.model import ProfileCheck
from strategy_kit.model.types import PROFILE_ITEMS
from strategy_kit.platforms.profiles import overdue, profile_states

MONDAY = dt.date(2027, 1, 4)
FULL = ProfileCheck(platform="facebook", done=PROFILE_ITEMS, by=MONDAY - dt.timedelta(days=30))


def test_a_platform_that_was_not_checked_is_unknown_and_lacks_nothing_that_is_known() -> None:
    facebook, instagram = profile_states([ProfileCheck(platform="facebook")], ["facebook", "instagram"], MONDAY)

    assert (facebook.is_checked, facebook.missing) == (True, PROFILE_ITEMS)
    assert (instagram.is_checked, instagram.missing) == (False, ())


def test_the_profile_of_a_platform_outside_the_plan_is_left_out() -> None:
    assert [state.platform for state in profile_states([FULL], ["instagram"], MONDAY)] == ["instagram"]


@pytest.mark.parametrize(("days", "is_late"), [(0, False), (1, True)])
def test_a_profile_is_late_if_it_is_complete_after_the_first_day(days: int, is_late: bool) -> None:
    by = MONDAY + dt.timedelta(days=days)
    (state,) = profile_states([ProfileCheck(platform="x", by=by)], ["x"], MONDAY)

    assert state.is_late == is_late


def test_a_complete_profile_is_neither_late_nor_overdue() -> None:
    states = profile_states([FULL], ["facebook"], MONDAY)

    assert not states[0].is_late
    assert overdue(states, MONDAY) == ()
