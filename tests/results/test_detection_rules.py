"""Detection rules: published signals, the edges of each rule, and how often they are wrong or late."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.results.detection_rules import Detected, detected
from strategy_kit.results.process_limits import ProcessLimits, moving_ranges, process_limits

LIMITS = ProcessLimits(centre=10, lower=4, upper=16, upper_range=7.4, spread=6, values=12)


def found(values, limits=LIMITS):
    return detected(np.array(values, dtype=float), limits)


def by_rule(rule, values, limits=LIMITS):
    return [tuple(one)[1:] for one in found(values, limits) if one.rule == rule]


def limits_published(lower, upper):
    return ProcessLimits((lower + upper) / 2, lower, upper, np.nan, (upper - lower) / 2, 12)


def test_accidents_of_one_group_outside_the_limits_of_the_other_are_those_published():
    """Wheeler, Making Sense of Data (2003), table 9.1: each group's rates against the limits of the other."""
    group_a = [43, 40, 37, 33, 30, 33, 34, 35, 29, 33, 31, 39]
    group_b = [35, 37, 33, 32, 27, 29, 31, 22, 25, 30, 24, 19]

    assert [at for _, at, *_ in by_rule("outside", group_a, limits_published(18.0, 39.3))] == [0, 1]
    assert [at for _, at, *_ in by_rule("outside", group_b, limits_published(25.6, 43.9))] == [7, 8, 10, 11]


def test_the_published_receivables_outside_their_own_limits_are_found():
    """Wheeler, Making Sense of Data (2003), table 9.2: accounts receivable in % of sales, printed to one decimal."""
    first = [55.6, 54.7, 54.9, 54.8, 56.9, 55.7, 53.8, 54.8, 53.4, 57.0, 59.4, 63.2]
    second = [60.9, 60.7, 58.6, 57.3, 56.9, 58.1, 58.3, 50.9, 53.3, 52.5, 50.8, 52.9]
    values = np.array(first + second)
    limits = process_limits(values)

    assert limits.upper == pytest.approx(60.7, abs=0.1)
    assert [at for _, at, *_ in by_rule("outside", values, limits)] == [11, 12, 19, 22]
    assert np.flatnonzero(moving_ranges(values) > limits.upper_range).tolist() == [19]


def test_the_published_run_of_smokers_is_found():
    """Wheeler, Making Sense of Data (2003), table 8.1: eight years in a row below the average."""
    smokers = np.array([21.3, 20.2, 20.9, 21.0, 18.8, 19.6, 18.7, 18.6, 18.1, 18.9, 19.2, 18.2, 17.3, 19.0])

    assert by_rule("run", smokers, process_limits(smokers)) == [("below", 6, 13, 13)]


def test_the_published_four_high_peak_flows_are_near_the_limit():
    """Wheeler, Making Sense of Data (2003), figure 9.9: days 9 to 12."""
    flows = np.array([120, 140, 100, 150, 260, 150, 100, 120, 300, 300, 275, 300, 140, 170, 150, 150, 190, 180.0])

    assert found(flows, process_limits(flows)) == [Detected("near", "above", 8, 10, 11)]


@pytest.mark.parametrize(
    ("value", "sides"),
    [(16, []), (16.1, ["above"]), (4, []), (3.9, ["below"])],
    ids=["on the upper", "above", "on the lower", "below"],
)
def test_only_a_value_beyond_a_limit_is_outside(value, sides):
    assert [side for side, *_ in by_rule("outside", [10, value])] == sides


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([11] * 7 + [9], []),
        ([9] + [11] * 8 + [9], [("above", 1, 8, 8)]),
        ([9] * 10, [("below", 0, 7, 9)]),
        ([11] * 4 + [10] + [11] * 4, []),
        ([11] * 4 + [np.nan] + [11] * 4, [("above", 0, 8, 8)]),
    ],
    ids=["seven", "eight", "ten", "one on the centre", "a gap"],
)
def test_a_run_is_eight_known_values_on_one_side(values, expected):
    assert by_rule("run", values) == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([14, 10, 14, 10, 14], []),
        ([14, 10, 14, 14, 10], [("above", 0, 3, 3)]),
        ([14, 14, 14], [("above", 0, 2, 2)]),
        ([13, 13, 13, 13], []),
        ([14, 6, 14, 6], []),
        ([6, 6, np.nan, 6], [("below", 0, 3, 3)]),
        ([14, 14, 10, 14, 14, 10, 14], [("above", 0, 3, 6)]),
        ([14, 14, 14, 10, 10, 14, 14, 14], [("above", 0, 2, 2), ("above", 5, 7, 7)]),
    ],
    ids=["every other", "3 of 4", "3 of 3", "halfway", "both sides", "a gap", "it goes on", "again"],
)
def test_three_of_four_known_values_beyond_halfway_to_a_limit_are_near_it(values, expected):
    assert by_rule("near", values) == expected


def test_nearness_is_measured_from_the_limit_that_zero_cuts_off():
    """Mean 4, spread 6: halfway down is 1, not 2 as the limit of 0 would make it."""
    limits = ProcessLimits(centre=4, lower=0, upper=10, upper_range=7.4, spread=6, values=12)

    assert found([1.5, 1.5, 1.5, 4], limits) == []


def test_values_that_never_change_are_on_no_side_of_their_own_mean():
    """The mean of twelve times 0.1 is not exactly 0.1 to a computer."""
    for value in (0.1, 1 / 3, 1e9 + 0.1):
        values = np.full(12, value)

        assert found(values, process_limits(values)) == []


def test_signals_come_in_the_order_in_which_they_are_seen():
    seen = [one.seen for one in found([11] * 6 + [17, 14, 14, 3])]

    assert seen == sorted(seen)


def test_the_rules_are_wrong_as_rarely_as_chance_allows():
    """
    In 200,000 normal values: outside 0.27 %; runs 1 in 256; three of four beyond 1.5 sigmas p³ (3 - 2 p) on each side.

    Of the last at most 342, for p = 0.0668; fewer, as those that touch count once. Bounds are five standard errors.
    """
    values = np.random.default_rng(3).normal(0, 1, 200_000)
    rules = [one.rule for one in detected(values, ProcessLimits(0, -3, 3, 3.7, 3, 200_000))]

    assert rules.count("outside") == pytest.approx(540, abs=5 * 540**0.5)
    assert rules.count("run") == pytest.approx(200_000 / 256, abs=5 * (200_000 / 256) ** 0.5)
    assert 200 < rules.count("near") < 342 + 5 * 342**0.5


values_and_gaps = st.lists(st.one_of(st.none(), st.integers(-12, 12)), max_size=40)


@given(values_and_gaps)
def test_unknown_values_do_not_hide_or_make_a_signal(values):
    with_gaps = np.array(values, dtype=float) + 10
    at = np.flatnonzero(~np.isnan(with_gaps))
    alone = found(with_gaps[at])

    assert found(with_gaps) == [
        Detected(rule, side, at[begins], at[seen], at[ends]) for rule, side, begins, seen, ends in alone
    ]


@given(values_and_gaps)
def test_above_and_below_are_treated_alike(values):
    away = np.array(values, dtype=float)
    mirrored = {"above": "below", "below": "above"}
    turned = {one._replace(side=mirrored[one.side]) for one in found(10 - away)}

    assert turned == set(found(10 + away))


@given(values_and_gaps, st.integers(0, 40))
def test_a_signal_once_seen_stays_whatever_follows(values, cut):
    away = np.array(values, dtype=float) + 10
    before = {(one.rule, one.side, one.begins, one.seen) for one in found(away[:cut])}
    after = {(one.rule, one.side, one.begins, one.seen) for one in found(away) if one.seen < cut}

    assert before == after
