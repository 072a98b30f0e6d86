"""Process behaviour charts: phases, verdicts, gaps, and how often a verdict is wrong or late."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_kit.results.behaviour_chart import BASELINE, behaviour_chart
from strategy_kit.results.detection_rules import detected
from strategy_kit.results.process_limits import FEWEST, process_limits

ORDINARY = [12, 15, 11, 14, 13, 16, 12, 15, 14, 11, 15, 12]
"""Twelve weeks; mean 13.3, limits 5.3 and 21.4."""
LEVEL = [24, 22, 25, 23, 22, 24, 23, 25, 22, 24, 23, 25]
"""Twelve weeks at a higher level."""
CHARTS = 1500


def weekly(values, freq="W-SUN"):
    weeks = pd.period_range("2027-01-04", periods=len(values), freq=freq)
    return pd.Series(values, index=weeks, dtype=float)


def chart(values, **options):
    return behaviour_chart(weekly(values), **options)


def reading(values, **options):
    """Return the verdict, and since which value, counted from 0."""
    series = weekly(values)
    found = behaviour_chart(series, **options).reading
    return found.verdict, None if found.since is None else series.index.get_loc(found.since)


def places(found):
    return [(one.rule, one.side, *((when - WEEK_0).n for when in one[2:])) for one in found.signals]


WEEK_0 = pd.Period("2027-01-04", freq="W-SUN")


@pytest.mark.parametrize("known", range(FEWEST))
def test_a_short_series_says_how_many_weeks_it_still_needs(known):
    found = chart(ORDINARY[:known])

    assert found.reading == ("too few values", None, FEWEST - known)
    assert (found.phases, found.signals) == ([], [])
    assert found.points["centre"].isna().all()


def test_eight_weeks_are_enough_for_a_verdict():
    assert chart(ORDINARY[:8]).reading == ("ordinary", None, 0)


def test_limits_rest_on_the_first_twelve_values_and_stay():
    ordinary, longer = chart(ORDINARY), chart([*ORDINARY, 20, 7, 19, 8, 20, 7])

    assert longer.phases == ordinary.phases
    assert longer.phases[0].limits == process_limits(np.array(ORDINARY, dtype=float))
    assert longer.points["upper"].nunique() == 1


def test_a_baseline_with_gaps_goes_on_until_it_has_the_moving_ranges_that_limits_need():
    every_other = [value for pair in zip(ORDINARY, [np.nan] * 12, strict=True) for value in pair]

    assert chart(every_other).reading.more == 8
    assert chart([*every_other, *ORDINARY]).phases[0].limits.values == 12 + 8


@pytest.mark.parametrize(
    ("after", "verdict"),
    [
        ([16], ("ordinary", None)),
        ([25], ("higher", 12)),
        ([2], ("lower", 12)),
        ([25, 13], ("ordinary", None)),
        ([25, np.nan], ("higher", 12)),
        ([19, 19, 13, 19], ("higher", 12)),
        ([19, 19, 13, 19, 19], ("higher", 12)),
        ([19, 19, 25], ("higher", 12)),
        ([19, 19, 13, 19, 13], ("ordinary", None)),
        ([14.5] * 7, ("ordinary", None)),
        ([14.5] * 8, ("higher", 12)),
        ([12.5, 9] * 4, ("lower", 11)),
    ],
    ids=[
        *("within", "above", "below", "above and back", "above and unknown", "3 of 4 near", "4 of 5 near"),
        *("near and above", "near and back"),
        *("seven above", "eight above", "eight below with the last of the baseline"),
    ],
)
def test_the_verdict_is_that_of_the_newest_known_value(after, verdict):
    assert reading([*ORDINARY, *after]) == verdict


def test_a_run_begins_a_new_phase_where_it_began():
    found = chart([*ORDINARY, *LEVEL])

    assert [(phase.side, (phase.begins - WEEK_0).n) for phase in found.phases] == [(None, 0), ("above", 12)]
    assert found.points["phase"].tolist() == [0] * 12 + [1] * 12
    assert found.phases[1].limits == process_limits(np.array(LEVEL, dtype=float))


def test_no_limit_moves_before_the_eighth_value_of_a_run():
    before, seen = chart([*ORDINARY, *LEVEL[:7]]), chart([*ORDINARY, *LEVEL[:8]])

    assert (len(before.phases), len(seen.phases)) == (1, 2)
    assert before.phases[0] == seen.phases[0]


def test_a_new_level_is_higher_until_its_own_limits_rest_on_a_whole_baseline():
    assert reading([*ORDINARY, *LEVEL[:8]]) == ("higher", 12)
    assert reading([*ORDINARY, *LEVEL[:11]]) == ("higher", 12)
    assert reading([*ORDINARY, *LEVEL]) == ("ordinary", 12)


def test_a_signal_at_a_new_level_comes_before_the_level():
    assert reading([*ORDINARY, *LEVEL[:9], 5]) == ("lower", 21)
    assert reading([*ORDINARY, *LEVEL, 5]) == ("lower", 24)


def test_a_level_that_falls_back_is_a_third_phase():
    found = chart([*ORDINARY, *LEVEL, *ORDINARY])

    assert [phase.side for phase in found.phases] == [None, "above", "below"]
    assert reading([*ORDINARY, *LEVEL, *ORDINARY]) == ("ordinary", 24)


def test_signals_of_an_old_phase_are_those_seen_until_the_new_one_was():
    found = chart([*ORDINARY, *LEVEL])

    assert sorted(places(found)) == [
        ("near", "above", 12, 14, 19),
        *(("outside", "above", week, week, week) for week in range(12, 20)),
        ("run", "above", 12, 19, 19),
    ]


def test_a_run_from_the_first_value_of_a_phase_begins_no_other():
    """Eight high and four low: the mean of all lies below the eight, which are a run, but nothing was before them."""
    found = chart([20, 21, 19, 20, 22, 20, 19, 21, 5, 6, 4, 5])

    assert len(found.phases) == 1
    assert ("run", "above", 0, 7, 7) in places(found)


def test_unknown_weeks_at_the_beginning_belong_to_no_phase():
    found = chart([np.nan, np.nan, 20, 21, 19, 20, 22, 20, 19, 21, 5, 6, 4, 5])

    assert [(phase.begins - WEEK_0).n for phase in found.phases] == [2]
    assert found.points["centre"].isna().tolist() == [True] * 2 + [False] * 12


def test_a_series_that_never_changes_is_ordinary_and_any_other_value_is_not():
    assert reading([0.1] * 12) == ("ordinary", None)
    assert reading([0.1] * 12 + [0.2]) == ("higher", 12)


def test_counts_stay_above_zero_and_shares_below_one():
    few = chart([0, 3, 1, 4, 0, 2, 5, 1], lowest=0)
    many = chart([1, 0.7, 0.9, 0.6, 1, 0.8, 0.5, 0.9], lowest=0, highest=1)

    assert (few.points["lower"] == 0).all()
    assert (many.points["upper"] == 1).all()


def test_months_are_read_as_weeks_are():
    found = behaviour_chart(weekly([*ORDINARY, 25], freq="M"))

    assert str(found.reading.since) == "2028-01"


def test_a_week_left_out_is_unknown():
    whole = weekly([*ORDINARY, 14, 25])
    left_out = behaviour_chart(whole.drop(whole.index[12]))

    assert left_out.points["value"].isna().tolist() == [False] * 12 + [True, False]
    assert left_out.points["moving_range"].isna().tolist() == [True] + [False] * 11 + [True, True]
    assert left_out.reading == behaviour_chart(whole).reading


@pytest.mark.parametrize(
    ("series", "options", "message"),
    [
        (pd.Series([1.0, 2.0]), {}, "distinct weekly or monthly periods"),
        (pd.Series([1.0, 2.0], index=pd.PeriodIndex(["2027-01", "2027-01"], freq="M")), {}, "distinct"),
        (pd.Series([1.0, 2.0], index=pd.PeriodIndex(["2027-01", None], freq="M")), {}, "distinct"),
        (weekly(ORDINARY), {"baseline": 7}, "baseline: 7 is less than 8"),
        (weekly([-1.0]), {"lowest": 0}, "-1 is not between"),
        (weekly([*ORDINARY, -1.0]), {"lowest": 0}, "-1 is not between"),
        (weekly([*ORDINARY, math.inf]), {}, "inf is not between"),
        (weekly([]), {"average": "mode"}, "'mode' is neither"),
    ],
    ids=["no periods", "twice", "no period", "baseline", "alone", "after the baseline", "infinite", "average"],
)
def test_what_cannot_be_charted_is_refused(series, options, message):
    with pytest.raises(ValueError, match=message):
        behaviour_chart(series, **options)


values = st.lists(st.one_of(st.none(), st.integers(0, 30)), max_size=60).map(lambda some: np.array(some, dtype=float))


@settings(deadline=None)
@given(values, st.randoms())
def test_the_order_of_the_rows_does_not_matter(some, random):
    series = weekly(some)
    shuffled = series.iloc[random.sample(range(len(series)), len(series))]
    one, other = behaviour_chart(series), behaviour_chart(shuffled)

    assert (one.phases, one.signals, one.reading) == (other.phases, other.signals, other.reading)


@settings(deadline=None)
@given(values, st.sampled_from([0.25, 2, 64]), st.integers(-1000, 1000))
def test_a_chart_follows_a_change_of_unit_and_of_origin(some, scale, shift):
    one, other = chart(some), chart(some * scale + shift)

    assert (one.signals, one.reading) == (other.signals, other.reading)
    assert other.points["upper"].tolist() == pytest.approx((one.points["upper"] * scale + shift).tolist(), nan_ok=True)


@settings(deadline=None)
@given(values)
def test_a_measure_turned_round_has_the_signals_of_the_other_side(some):
    turned = {"higher": "lower", "lower": "higher"}
    one, other = chart(some), chart(30 - some)

    assert other.reading.verdict == turned.get(one.reading.verdict, one.reading.verdict)
    assert other.reading.since == one.reading.since


@settings(deadline=None)
@given(values)
def test_weeks_not_yet_known_change_neither_limits_nor_signals(some):
    one, other = chart(some), chart(np.append(some, [np.nan] * 3))

    assert (one.phases, one.signals) == (other.phases, other.signals)


@settings(deadline=None)
@given(values)
def test_phases_follow_one_another_and_every_signal_lies_in_the_series(some):
    found = chart(some)
    begins = [phase.begins for phase in found.phases]

    assert begins == sorted(set(begins))
    assert all(one.begins <= one.seen <= one.ends for one in found.signals)
    assert (found.reading.more > 0) == (not found.phases)


def first_signals(draws):
    """Return for each row the values after the baseline until the first signal, counted from 1; inf without one."""
    waits = []
    for row in draws:
        seen = [one.seen for one in detected(row, process_limits(row[:BASELINE]))]
        waits.append(min((at - BASELINE + 1 for at in seen if at >= BASELINE), default=math.inf))
    return np.array(waits)


def test_as_many_ordinary_charts_have_a_false_signal_as_is_promised():
    """Four in 100 within the baseline, 24 in the twelve weeks that follow; bounds are four standard errors."""
    draws = np.random.default_rng(11).normal(100, 15, (CHARTS, 2 * BASELINE))
    within = [bool(detected(row, process_limits(row))) for row in draws[:, :BASELINE]]

    assert np.mean(within) == pytest.approx(0.04, abs=0.02)
    assert np.mean(first_signals(draws) <= 12) == pytest.approx(0.24, abs=0.045)


@pytest.mark.parametrize("sign", [1, -1], ids=["up", "down"])
def test_a_shift_of_three_sigmas_is_found_within_the_weeks_promised(sign):
    draws = np.random.default_rng(5).normal(100, 15, (CHARTS, BASELINE + 8))
    draws[:, BASELINE:] += sign * 3 * 15
    waits = first_signals(draws)

    assert np.mean(waits <= 4) > 0.95 - 4 * (0.95 * 0.05 / CHARTS) ** 0.5
    assert np.mean(waits <= 8) > 0.99


def test_a_shift_of_three_sigmas_of_a_count_is_found_within_the_weeks_promised():
    generator = np.random.default_rng(8)
    before, after = generator.poisson(25, (CHARTS, BASELINE)), generator.poisson(40, (CHARTS, 8))
    waits = first_signals(np.hstack([before, after]).astype(float))

    assert np.mean(waits <= 4) > 0.94
    assert np.mean(waits <= 8) > 0.99
