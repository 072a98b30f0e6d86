"""Bounds of what is not known exactly: an unknown number stays unknown."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.objectives.interval import UNKNOWN, Interval, exactly, hull, is_known, middle, product, ratio, total

AMOUNTS = st.floats(1e-6, 1e6)
INTERVALS = st.lists(AMOUNTS, min_size=2, max_size=2).map(sorted).map(lambda ends: Interval(*ends))
SHARE = st.floats(0, 1)


def within(value: float, interval: Interval) -> bool:
    return interval.low * (1 - 1e-9) <= value <= interval.high * (1 + 1e-9)


def point(interval: Interval, share: float) -> float:
    """Return the value at a share of the way from the lowest to the highest."""
    return interval.low + share * (interval.high - interval.low)


@given(st.lists(st.tuples(INTERVALS, SHARE), min_size=1, max_size=5))
def test_whatever_the_numbers_are_their_product_and_sum_lie_between_the_bounds(drawn):
    spans = [span for span, _ in drawn]
    values = [point(span, share) for span, share in drawn]

    assert within(math.prod(values), product(spans))
    assert within(sum(values), total(spans))
    assert within(sum(values) / len(values), hull(spans))


@given(st.lists(INTERVALS, max_size=4), st.integers(0, 4))
def test_with_an_unknown_number_a_product_and_a_mean_are_unknown_and_a_sum_has_no_highest(spans, place):
    spans.insert(place, UNKNOWN)

    assert not is_known(product(spans))
    assert hull(spans) is UNKNOWN
    assert math.isnan(total(spans).high)


def test_a_sum_is_at_least_what_its_known_parts_make_and_unknown_without_one():
    assert total([exactly(2), UNKNOWN, exactly(3)]).low == 5
    assert math.isnan(total([UNKNOWN, UNKNOWN]).low)
    assert total([]) == (0, 0)


@given(INTERVALS)
def test_the_middle_lies_as_many_times_above_the_lowest_as_below_the_highest(span):
    assert middle(span) / span.low == pytest.approx(span.high / middle(span))
    assert within(middle(span), span)


@given(AMOUNTS)
def test_the_middle_of_an_exact_number_is_that_number(value):
    assert middle(exactly(value)) == value
    assert ratio(exactly(value)) == 1


def test_the_ratio_of_an_unknown_interval_is_unknown():
    assert math.isnan(ratio(Interval(1, math.nan)))
