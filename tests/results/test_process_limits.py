"""Natural process limits: published examples, gaps, and what they promise of ordinary series."""

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from strategy_kit.results.process_limits import FEWEST, moving_ranges, process_limits, values_needed

VERIFYING_SOFTWARE = np.array(
    [5045, 4350, 4350, 3975, 4290, 4430, 4485, 4285, 3980, 3925, 3645, 3760, 3300, 3685, 3463, 5200.0]
)
"""Wheeler, Making Sense of Data (2003), p. 382: "Data Set to Use When Verifying Software"."""
FLOW_RATE = np.array([49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1])
"""NIST/SEMATECH e-Handbook of Statistical Methods, section 6.3.2.2."""
PEAK_FLOW = np.array([120, 140, 100, 150, 260, 150, 100, 120, 300, 300, 275, 300, 140, 170, 150, 150, 190, 180.0])
"""Wheeler, Making Sense of Data (2003), figure 9.9, p. 130; it computes from rounded averages."""
VISCOSITY = np.array(
    [33.75, 33.05, 34, 33.81, 33.46, 34.02, 33.68, 33.27, 33.49, 33.20, 33.62, 33.00, 33.54, 33.12, 33.84]
)
"""Montgomery, Introduction to Statistical Quality Control, aircraft primer paint; limits as in the R package qcc."""
TWENTY = np.array([12, 15, 11, 14, 13, 16, 12, 15, 14, 11, 15, 12, 13, 17, 14, 12, 15, 13, 14, 12.0])

series = st.lists(st.integers(0, 60).map(float), min_size=FEWEST, max_size=40).map(np.array)


@pytest.mark.parametrize(
    ("values", "centre", "lower", "upper", "to"),
    [
        (VERIFYING_SOFTWARE, 4135.50, 3188.72, 5082.28, 0.005),
        (FLOW_RATE, 50.81, 45.8159, 55.8041, 0.002),
        (PEAK_FLOW, 183.1, 43.7, 322.5, 0.25),
        (VISCOSITY, 33.52333, 32.24484, 34.80183, 0.001),
    ],
    ids=["Wheeler: verifying software", "NIST: flow rate", "Wheeler: peak flow", "Montgomery: viscosity"],
)
def test_published_limits_are_computed_again(values, centre, lower, upper, to):
    limits = process_limits(values)

    assert limits[:3] == pytest.approx((centre, lower, upper), abs=to)
    assert limits.values == len(values)


def test_the_published_limit_of_moving_ranges_is_computed_again():
    assert process_limits(VERIFYING_SOFTWARE).upper_range == pytest.approx(1163.19, abs=0.005)
    assert process_limits(PEAK_FLOW).upper_range == pytest.approx(171.3, abs=0.25)


def test_moving_ranges_are_those_published():
    published = [695, 0, 375, 315, 140, 55, 200, 305, 55, 280, 115, 460, 385, 222, 1737]

    assert moving_ranges(VERIFYING_SOFTWARE)[1:].tolist() == published


def test_the_median_range_gives_limits_by_its_own_factors():
    """Ranges sorted: 0 55 55 115 140 200 222 280 305 315 375 385 460 695 1737; the eighth of fifteen is 280."""
    limits = process_limits(VERIFYING_SOFTWARE, average="median")

    assert limits.upper == pytest.approx(4135.5 + 3.145 * 280)
    assert limits.upper_range == pytest.approx(3.865 * 280)


def test_one_extreme_value_widens_the_limits_of_the_mean_range_more_than_those_of_the_median():
    extreme = TWENTY.copy()
    extreme[10] = 90
    spreads = {
        average: process_limits(extreme, average=average).spread / process_limits(TWENTY, average=average).spread
        for average in ("mean", "median")
    }

    assert spreads["mean"] > 3
    assert spreads["median"] < 1.5


def test_both_averages_estimate_the_same_three_sigmas():
    values = np.random.default_rng(1).normal(50, 4, 40_000)

    for average in ("mean", "median"):
        assert process_limits(values, average=average).spread == pytest.approx(12, rel=0.03)


def test_a_gap_makes_no_moving_range_and_no_zero():
    gaps = np.insert(TWENTY, [5, 5, 12], np.nan)
    ranges = moving_ranges(gaps)

    assert np.isnan(ranges[[0, 5, 6, 7]]).all()
    assert process_limits(gaps).centre == process_limits(TWENTY).centre
    assert process_limits(gaps).values == len(TWENTY)


def test_limits_of_counts_are_not_below_zero_nor_those_of_shares_above_one():
    few = np.array([0, 3, 1, 4, 0, 2, 5, 1.0])

    assert process_limits(few).lower < 0
    assert process_limits(few, lowest=0).lower == 0
    assert process_limits(few, lowest=0).spread == process_limits(few).spread
    assert process_limits(1 - few / 10, highest=1).upper == 1


@pytest.mark.parametrize(
    ("values", "more"),
    [
        ([], 8),
        ([5], 7),
        ([5] * 7, 1),
        ([5] * 8, 0),
        ([5] * 4 + [np.nan] + [6] * 4, 1),
        ([5, np.nan] * 8, 8),
        ([5, np.nan] * 7 + [5], 7),
        ([np.nan] * 3, 8),
    ],
    ids=["none", "one", "seven", "eight", "a gap", "every other", "every other to the last", "only unknown"],
)
def test_too_few_values_have_no_limits_and_as_many_more_as_are_named_are_enough(values, more):
    series = np.array(values, dtype=float)

    assert values_needed(series) == more
    assert (process_limits(series) is None) == (more > 0)
    assert process_limits(np.append(series, np.full(more, 4.0))) is not None
    assert not more or process_limits(np.append(series, np.full(more - 1, 4.0))) is None


@pytest.mark.parametrize(
    ("values", "possible", "message"),
    [
        ([1, -2], {"lowest": 0}, "-2 is not between 0 and inf"),
        ([0.5, 1.2], {"lowest": 0, "highest": 1}, "1.2 is not between 0 and 1"),
        ([1, np.inf], {}, "inf is not between"),
        ([1], {"average": "mode"}, "'mode' is neither"),
    ],
    ids=["negative count", "share above one", "infinite", "average"],
)
def test_what_cannot_be_is_refused_by_its_value(values, possible, message):
    with pytest.raises(ValueError, match=message):
        process_limits(np.array(values, dtype=float), **possible)


@given(series, st.floats(0.01, 100), st.floats(-1000, 1000))
def test_limits_follow_a_change_of_unit_and_of_origin(values, scale, shift):
    limits, moved = process_limits(values), process_limits(values * scale + shift)

    assert moved[:3] == pytest.approx([limit * scale + shift for limit in limits[:3]], abs=1e-6)
    assert (moved.upper_range, moved.spread) == pytest.approx((limits.upper_range * scale, limits.spread * scale))


@given(series)
def test_limits_are_the_same_read_backwards(values):
    assert process_limits(values[::-1])[:5] == pytest.approx(process_limits(values)[:5])


@given(st.floats(5, 500), st.floats(0.1, 50), st.integers(0, 2**32))
@example(20, 5, 0)
def test_limits_leave_out_at_most_one_in_a_hundred_of_values_that_do_not_change(mean, deviation, seed):
    """Nominal 0.27 in 100; of 4,000 values 11, with a standard error of about 4."""
    values = np.random.default_rng(seed).normal(mean, deviation, 4000)
    limits = process_limits(values)

    assert np.mean((values < limits.lower) | (values > limits.upper)) < 0.01


@pytest.mark.parametrize("mean", [4, 9, 30])
def test_limits_of_counts_leave_out_at_most_one_in_a_hundred(mean):
    """A count is skewed: the chance of being outside is more than 0.27 in 100, and above only."""
    values = np.random.default_rng(mean).poisson(mean, 40_000).astype(float)
    limits = process_limits(values, lowest=0)

    assert 0.001 < np.mean((values < limits.lower) | (values > limits.upper)) < 0.01
