"""Whether one share is surely larger than another."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.audience.significance import lead_is_sure, surely_more, widest_segment_gap
from strategy_kit.audience.surveys import reach_bounds


def estimate(reach, error=0.1):
    low, high = reach_bounds(reach, error)
    return {"reach": reach, "reach_low": low, "reach_high": high}


def parts(*rows):
    return pd.DataFrame(
        [
            {"platform": platform, "segment": segment} | estimate(reach, error)
            for platform, segment, reach, error in rows
        ]
    )


def test_a_wide_gap_between_narrow_intervals_is_sure():
    assert surely_more(estimate(0.8), estimate(0.5))


def test_intervals_that_touch_may_still_hide_a_sure_difference():
    """Logit 0.5 apart with errors of 0.15: 1.96 * 0.15 * sqrt(2) = 0.416 < 0.5, though 2 * 0.294 > 0.5."""
    one, other = estimate(0.6225, 0.15), estimate(0.5, 0.15)

    assert one["reach_low"] < other["reach_high"]
    assert surely_more(one, other)


def test_a_gap_within_the_errors_is_not_sure():
    assert not surely_more(estimate(0.55), estimate(0.5))


@pytest.mark.parametrize(
    ("reach", "sure"),
    [([0.8, 0.5, 0.45], True), ([0.55, 0.5, 0.1], False), ([0.8, math.nan, 0.5], True), ([0.8, math.nan], False)],
    ids=["clear", "too close", "the next that is known", "no other is known"],
)
def test_the_lead_is_that_of_the_first_over_the_next_known(reach, sure):
    assert lead_is_sure(pd.DataFrame([estimate(share) for share in reach])) is sure


def test_segments_divide_most_where_they_differ_most():
    found = widest_segment_gap(
        parts(
            ("x", "Old", 0.2, 0.1), ("x", "Young", 0.4, 0.1), ("tiktok", "Old", 0.1, 0.1), ("tiktok", "Young", 0.6, 0.1)
        )
    )

    assert (found.platform, found.more, found.fewer, found.sure) == ("tiktok", "Young", "Old", True)


def test_a_sure_difference_comes_before_a_larger_unsure_one():
    found = widest_segment_gap(
        parts(("x", "Old", 0.2, 0.1), ("x", "Young", 0.4, 0.1), ("tiktok", "Old", 0.1, 3), ("tiktok", "Young", 0.6, 3))
    )

    assert found.platform == "x"


def test_segments_with_overlapping_intervals_are_not_called_divided():
    """Far from each other beyond the root of squares of their errors, and yet 0.65 to 0.81 meets 0.09 to 0.66."""
    rows = parts(("linkedin", "Montréal", 0.3, 0.76), ("linkedin", "Suburbs", 0.74, 0.22))
    fewer, more = rows.to_dict("records")

    assert surely_more(more, fewer)
    assert not widest_segment_gap(rows).sure


def test_one_segment_alone_divides_nothing():
    assert widest_segment_gap(parts(("x", "All", 0.2, 0.1))) is None


def test_a_segment_that_is_unknown_is_not_compared():
    rows = parts(("x", "Old", 0.2, 0.1), ("x", "Young", 0.4, 0.1))
    rows.loc[0, ["reach", "reach_low", "reach_high"]] = float("nan")

    assert widest_segment_gap(rows) is None


share = st.floats(0.001, 0.999)


@given(share, share, st.floats(0, 5), st.floats(0, 5))
def test_of_two_shares_at_most_one_is_surely_larger(one, other, error, other_error):
    first, second = estimate(one, error), estimate(other, other_error)

    assert not (surely_more(first, second) and surely_more(second, first))
