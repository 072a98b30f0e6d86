"""How whole posts and whole points are shared out in proportion."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.apportionment import largest_remainder


def test_the_largest_remainders_take_what_rounding_down_leaves():
    # quotas 2.35, 1.7, 0.95 of five
    assert largest_remainder(pd.Series({"a": 0.47, "b": 0.34, "c": 0.19}), 5).to_dict() == {"a": 2, "b": 2, "c": 1}


def test_of_equal_remainders_the_first_takes_the_seat():
    assert largest_remainder(pd.Series({"a": 1.0, "b": 1.0, "c": 1.0}), 10).to_dict() == {"a": 4, "b": 3, "c": 3}


def test_a_quota_that_is_whole_but_for_binary_fractions_is_not_rounded_down():
    assert largest_remainder(pd.Series({"a": 0.29, "b": 0.71}), 100).to_dict() == {"a": 29, "b": 71}


@pytest.mark.parametrize("seats", [0, -1])
def test_without_seats_nobody_has_one(seats):
    assert largest_remainder(pd.Series({"a": 1.0, "b": 2.0}), seats).to_dict() == {"a": 0, "b": 0}


@given(st.lists(st.floats(0.01, 100), min_size=1, max_size=8), st.integers(1, 200))
def test_every_seat_is_given_and_nobody_is_a_seat_from_their_quota(shares, seats):
    given_away = largest_remainder(pd.Series(shares), seats)

    assert given_away.sum() == seats
    assert ((given_away - pd.Series(shares) / sum(shares) * seats).abs() < 1 + 1e-6).all()
