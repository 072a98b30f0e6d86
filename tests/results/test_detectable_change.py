"""Time until a change can be told from chance: published sample sizes, simulated power, and what stays unknown."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.results.detectable_change import (
    LONGEST,
    TimeToDetect,
    _student,
    time_to_detect_count,
    time_to_detect_mean,
)

PAIRS = 4000


def values_with(mean, deviation, number):
    """Return values with exactly this mean and standard deviation."""
    alternate = np.resize([1.0, -1.0], number - number % 2)
    values = np.append(alternate, np.zeros(number % 2))
    return mean + deviation * values / values.std(ddof=1)


def on_each_side(effect):
    """Return the values that each of two groups of one size needs for an effect in standard deviations."""
    return next(n for n in range(8, 500) if (time_to_detect_mean(values_with(0, 1, n), effect).periods or n + 1) <= n)


@pytest.mark.parametrize(("effect", "size"), [(0.5, 64), (0.8, 26), (1.0, 17)])
def test_two_means_need_the_published_sample_size(effect, size):
    """Cohen, Statistical Power Analysis (2nd ed. 1988), table 2.4.1: two-sided 0.05, power 0.80."""
    assert on_each_side(effect) == size


def test_the_values_still_needed_are_those_up_to_the_published_sample_size():
    assert time_to_detect_mean(values_with(0, 1, 12), 0.5) == TimeToDetect("too few values", None, 64 - 12, "normal")


def test_a_wait_of_few_values_by_the_tables_of_students_distribution():
    """Eight before, 1.5 deviations; after eight (2.145 + 0.868) √(1/8 + 1/8) = 1.507, after nine 1.456."""
    assert time_to_detect_mean(values_with(0, 1, 8), 1.5).periods == 9


@pytest.mark.parametrize(
    ("probability", "freedom", "published"),
    [(0.975, 8, 2.306), (0.975, 10, 2.228), (0.95, 8, 1.860), (0.995, 10, 3.169), (0.80, 8, 0.889), (0.975, 30, 2.042)],
)
def test_quantiles_of_students_distribution_are_those_of_the_tables(probability, freedom, published):
    assert _student(probability, np.array([float(freedom)]))[0] == pytest.approx(published, abs=0.001)


def test_two_poisson_counts_need_about_the_sample_of_the_square_root_rule():
    """Van Belle, Statistical Rules of Thumb (2nd ed. 2008), 2.8: 4 / (√θ1 - √θ2)² in each group; here 30 to 36."""
    counts = np.resize([30.0], 60)
    size = next(n for n in range(8, 60) if (time_to_detect_count(counts[:n], 36).periods or n + 1) <= n)

    assert size == pytest.approx(4 / (math.sqrt(30) - math.sqrt(36)) ** 2, abs=1)


def test_a_wait_computed_by_hand():
    """
    26 weeks with mean 10 and no more variance than that, target 14.

    After 7 weeks: pooled mean (260 + 98) / 33 = 10.848; 1.960 √(10.848 (1/26 + 1/7)) + 0.8416 √(10/26 + 14/7) = 4.049,
    more than 4; after 8: pooled 10.941, 1.960 √(10.941 (1/26 + 1/8)) + 0.8416 √(10/26 + 14/8) = 3.851.
    """
    assert time_to_detect_count(np.resize([9.0, 11.0], 26), 14) == TimeToDetect("detectable", 8, 0, "Poisson")


@pytest.mark.parametrize(
    ("counts", "distribution"),
    [
        ([10] * 12, "Poisson"),
        ([8, 12, 9, 11, 13, 7, 10, 10], "Poisson"),
        ([2, 18, 5, 15, 1, 19, 3, 17], "negative binomial"),
    ],
    ids=["no variance", "less than the mean", "more than the mean"],
)
def test_the_distribution_of_a_count_is_chosen_by_its_variance(counts, distribution):
    assert time_to_detect_count(np.array(counts, dtype=float), 40).distribution == distribution


def test_a_more_variable_count_takes_longer():
    even, uneven = np.resize([9.0, 11.0], 52), np.resize([5.0, 15.0], 52)

    assert time_to_detect_count(even, 14).periods < time_to_detect_count(uneven, 14).periods


@pytest.mark.parametrize(
    ("values", "more"), [([], 8), ([10.0] * 5, 3), ([10, np.nan] * 5, 3)], ids=["none", "five", "five and gaps"]
)
def test_with_too_few_values_the_wait_is_unknown_and_as_many_more_are_named(values, more):
    for time_to_detect in (time_to_detect_count, time_to_detect_mean):
        assert time_to_detect(np.array(values, dtype=float), 14) == TimeToDetect("too few values", None, more, None)


def test_a_count_that_hardly_ever_happens_needs_more_values_before_anything_is_known():
    once_in_eight = np.array([0, 0, 1, 0, 0, 0, 0, 0.0])

    assert time_to_detect_count(once_in_eight, 1) == TimeToDetect("too few values", None, 32, None)
    assert time_to_detect_count(np.zeros(12), 1) == TimeToDetect("too few values", None, 8, None)


@pytest.mark.parametrize("time_to_detect", [time_to_detect_count, time_to_detect_mean])
def test_a_change_that_the_values_from_before_cannot_show_names_how_many_more_would_do(time_to_detect):
    values = np.resize([8.0, 10, 12, 10], 12)
    found = time_to_detect(values, 11)
    enough = np.resize(values, 12 + found.more)

    assert (found.outlook, found.periods) == ("too few values", None)
    assert time_to_detect(enough, 11).outlook == "detectable"


@pytest.mark.parametrize("time_to_detect", [time_to_detect_count, time_to_detect_mean])
@pytest.mark.parametrize("target", [10, 10.2], ids=["none", "small"])
def test_a_change_that_ten_years_of_weeks_do_not_show_is_too_small(time_to_detect, target):
    found = time_to_detect(np.resize([8.0, 12], 52), target)

    assert (found.outlook, found.periods, found.more) == ("too small", None, 0)
    assert time_to_detect(np.full(12, 10.0), 10).outlook == "too small"


def test_a_rare_count_takes_until_five_events_are_expected():
    """Sixty weeks with mean 1, target 5: one week would do by the formula; after four (60 + 20) / 64 * 4 = 5."""
    assert time_to_detect_count(np.resize([0.0, 1.0, 2.0], 60), 5).periods == 4


def test_a_count_can_be_told_to_have_stopped():
    assert time_to_detect_count(np.resize([9.0, 11.0], 26), 0).periods == 1


@pytest.mark.parametrize(
    ("given_values", "options", "message"),
    [
        ([1.5], {}, "1.5 is not a whole number"),
        ([-1], {}, "-1 is not a whole number"),
        ([math.inf], {}, "inf is not between"),
        ([1], {"target": -1}, "target: -1"),
        ([1], {"target": math.nan}, "target: nan"),
        ([1], {"power": 1}, "power: 1 is not between 0 and 1"),
        ([1], {"significance": 0}, "significance: 0 is not between 0 and 1"),
    ],
    ids=["part of an event", "negative", "infinite", "negative target", "no target", "power", "significance"],
)
def test_what_cannot_be_is_refused_by_its_name(given_values, options, message):
    with pytest.raises(ValueError, match=message):
        time_to_detect_count(np.array(given_values, dtype=float), **{"target": 4, **options})


def negative_binomial(generator, mean, dispersion, shape):
    if not dispersion:
        return generator.poisson(mean, shape).astype(float)
    size = 1 / dispersion
    return generator.negative_binomial(size, size / (size + mean), shape).astype(float)


def counts_with(mean, dispersion, number):
    """Return whole numbers whose mean is this and whose dispersion by moments is about this."""
    deviation = round(math.sqrt((mean + dispersion * mean**2) * (number - 1) / number)) if dispersion else 1
    return np.resize([mean - deviation, mean + deviation], number).astype(float)


@pytest.mark.parametrize(
    ("mean", "dispersion", "target"),
    [(20, 0, 26), (20, 0, 14), (20, 0.1, 30), (40, 0.2, 70)],
    ids=["Poisson up", "Poisson down", "negative binomial up", "more variable"],
)
def test_a_count_has_the_power_promised_after_the_weeks_promised(mean, dispersion, target):
    """The score test of two means in 4,000 simulated pairs of series."""
    baseline = counts_with(mean, dispersion, 40)
    estimated = max(0, (baseline.var(ddof=1) - mean) / mean**2)
    weeks = time_to_detect_count(baseline, target).periods
    generator = np.random.default_rng(17)
    before = negative_binomial(generator, mean, estimated, (PAIRS, 40)).mean(axis=1)

    def found(after_mean):
        after = negative_binomial(generator, after_mean, estimated, (PAIRS, weeks)).mean(axis=1)
        pooled = (40 * before + weeks * after) / (40 + weeks)
        error = np.sqrt((pooled + estimated * pooled**2) * (1 / 40 + 1 / weeks))
        return np.mean(np.abs(after - before) > 1.96 * error)

    assert 0.77 < found(target) < 0.90
    assert found(mean) == pytest.approx(0.05, abs=0.015)


@pytest.mark.parametrize("target", [104, 97.5])
def test_a_mean_has_the_power_promised_after_the_weeks_promised(target):
    """Student's t test in 4,000 simulated pairs of series, 26 weeks before."""
    weeks = time_to_detect_mean(values_with(100, 3, 26), target).periods
    generator = np.random.default_rng(23)
    before = generator.normal(100, 3, (PAIRS, 26))
    freedom = 26 + weeks - 2
    critical = _student(0.975, np.array([float(freedom)]))[0]

    def found(after_mean):
        after = generator.normal(after_mean, 3, (PAIRS, weeks))
        pooled = (25 * before.var(axis=1, ddof=1) + (weeks - 1) * after.var(axis=1, ddof=min(1, weeks - 1))) / freedom
        error = np.sqrt(pooled * (1 / 26 + 1 / weeks))
        return np.mean(np.abs(after.mean(axis=1) - before.mean(axis=1)) > critical * error)

    assert 0.77 < found(target) < 0.90
    assert found(100) == pytest.approx(0.05, abs=0.015)


counts = st.lists(st.integers(0, 60), min_size=8, max_size=60).map(lambda some: np.array(some, dtype=float))


def wait(found):
    return LONGEST + 1 if found.periods is None else found.periods


@given(counts, st.floats(0, 80), st.floats(0.05, 0.45))
def test_more_power_or_less_error_takes_no_less_time(some, target, extra):
    usual = wait(time_to_detect_count(some, target, power=0.5))

    assert wait(time_to_detect_count(some, target, power=0.5 + extra)) >= usual
    assert wait(time_to_detect_count(some, target, power=0.5, significance=0.05 * extra)) >= usual


@given(counts, st.integers(0, 200), st.integers(0, 200))
def test_a_larger_change_of_a_mean_takes_no_more_time(some, one, other):
    smaller, larger = sorted((one / 4, other / 4))
    mean = some.mean()

    assert wait(time_to_detect_mean(some, mean + larger)) <= wait(time_to_detect_mean(some, mean + smaller))
    assert wait(time_to_detect_mean(some, mean - larger)) == wait(time_to_detect_mean(some, mean + larger))


@given(counts, st.integers(0, 60), st.randoms())
def test_order_and_gaps_do_not_matter(some, target, random):
    shuffled = np.array(random.sample([*some.tolist(), math.nan, math.nan], len(some) + 2))

    for time_to_detect in (time_to_detect_count, time_to_detect_mean):
        assert time_to_detect(shuffled, target) == time_to_detect(some, target)


@given(counts, st.integers(0, 60), st.sampled_from([0.25, 8]), st.integers(-100, 100))
def test_the_wait_of_a_mean_does_not_depend_on_unit_or_origin(some, target, scale, shift):
    assert time_to_detect_mean(some * scale + shift, target * scale + shift) == time_to_detect_mean(some, target)
