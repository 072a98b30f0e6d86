"""Weighted sums: scores, contributions, bounds and ranks."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal, assert_series_equal

from strategy_kit.errors import InputError
from strategy_kit.platforms import (
    contributions,
    leaders,
    ranking,
    rivals,
    score_bounds,
    sure_contributions,
    weight_shares,
    weighted_scores,
)
from strategy_kit.platforms.scores import weight_points

UNKNOWN = float("nan")
utility = st.integers(0, 100).map(lambda n: n / 100)
weight = st.floats(0.001, 1000)


@st.composite
def cases(draw, cell=utility):
    """Draw utilities of 1 to 5 alternatives on 1 to 4 criteria, and weights."""
    alternatives, criteria = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    rows = draw(
        st.lists(st.lists(cell, min_size=criteria, max_size=criteria), min_size=alternatives, max_size=alternatives)
    )
    names = [f"c{n}" for n in range(criteria)]
    utilities = pd.DataFrame(rows, index=[f"a{n}" for n in range(alternatives)], columns=names, dtype=float)
    return utilities, dict(zip(names, draw(st.lists(weight, min_size=criteria, max_size=criteria)), strict=True))


def open_cases():
    return cases(st.one_of(utility, st.just(UNKNOWN)))


def test_weighted_scores_agree_with_the_published_example():
    """Triantaphyllou (2000), Multi-Criteria Decision Making, the example of the weighted sum model: 21.5, 22, 22."""
    performances = pd.DataFrame(
        [[25, 20, 15, 30], [10, 30, 20, 30], [30, 10, 30, 10]],
        index=["A1", "A2", "A3"],
        columns=["C1", "C2", "C3", "C4"],
    )

    scores = weighted_scores(performances / 30, {"C1": 0.20, "C2": 0.15, "C3": 0.40, "C4": 0.25}) * 30

    assert scores.round(9).to_dict() == {"A1": 21.5, "A2": 22.0, "A3": 22.0}
    assert ranking(scores).to_dict() == {"A1": 3, "A2": 1, "A3": 1}


def test_weighted_scores_agree_with_a_sum_by_hand():
    utilities = pd.DataFrame({"reach": [0.8, 0.2], "effort": [0.5, 1.0]}, index=["facebook", "x"])

    scores = weighted_scores(utilities, {"reach": 3, "effort": 2})

    assert scores.round(9).to_dict() == {"facebook": 0.68, "x": 0.52}


@settings(max_examples=60, deadline=None)
@given(cases(), st.floats(0.001, 1000))
def test_scaling_all_weights_changes_no_score(case, factor):
    utilities, weights = case

    scaled = {criterion: weight * factor for criterion, weight in weights.items()}

    assert_series_equal(weighted_scores(utilities, scaled), weighted_scores(utilities, weights))


@settings(max_examples=60, deadline=None)
@given(cases())
def test_contributions_sum_to_the_score(case):
    utilities, weights = case

    summed = contributions(utilities, weights).sum(axis=1)

    assert_series_equal(summed, weighted_scores(utilities, weights), check_names=False)


@settings(max_examples=60, deadline=None)
@given(cases())
def test_scores_lie_between_the_worst_and_the_best_utility(case):
    utilities, weights = case

    scores = weighted_scores(utilities, weights)

    assert (scores >= utilities.min(axis=1) - 1e-12).all()
    assert (scores <= utilities.max(axis=1) + 1e-12).all()


@settings(max_examples=60, deadline=None)
@given(cases())
def test_a_dominated_alternative_leaves_the_leaders_as_they_are(case):
    utilities, weights = case
    before = leaders(weighted_scores(utilities, weights))
    worse = utilities.loc[[before[0]]].rename(index={before[0]: "worse"}) * 0.5
    worse.iloc[0] = np.maximum(worse.iloc[0] - 0.01, 0)

    after = leaders(weighted_scores(pd.concat([utilities, worse]), weights))

    if utilities.loc[before[0]].any():
        assert after == before


@settings(max_examples=60, deadline=None)
@given(open_cases())
def test_an_unknown_utility_makes_the_score_unknown_not_lower(case):
    utilities, weights = case

    scores = weighted_scores(utilities, weights)

    assert scores.isna().equals(utilities.isna().any(axis=1).rename("score"))


@settings(max_examples=40, deadline=None)
@given(cases(), st.integers(2, 5), st.integers(0, 2**32 - 1))
def test_the_score_for_several_people_is_the_mean_of_their_scores(case, size, seed):
    utilities, _weights = case
    people = pd.DataFrame(np.random.default_rng(seed).random((size, utilities.shape[1])), columns=utilities.columns)

    alone = [weighted_scores(utilities, row.to_dict()) for _person, row in people.iterrows()]

    assert_series_equal(weighted_scores(utilities, people), sum(alone) / size, check_names=False)


def test_of_several_people_one_who_weighs_nothing_is_refused():
    people = pd.DataFrame({"reach": [1.0, 0.0], "effort": [1.0, 0.0]})

    with pytest.raises(InputError, match="all weights are zero"):
        weighted_scores(pd.DataFrame({"reach": [0.5], "effort": [0.5]}), people)


def test_an_unknown_utility_without_weight_does_not_matter():
    utilities = pd.DataFrame({"reach": [0.4], "dialogue": [UNKNOWN]})

    assert weighted_scores(utilities, {"reach": 1, "dialogue": 0}).tolist() == [0.4]


@settings(max_examples=60, deadline=None)
@given(open_cases(), st.floats(0, 1))
def test_bounds_contain_the_score_whatever_the_unknown_turns_out_to_be(case, truth):
    utilities, weights = case

    bounds = score_bounds(utilities, weights)
    score = weighted_scores(utilities.fillna(truth), weights)

    assert (bounds["low"] <= score + 1e-12).all()
    assert (score <= bounds["high"] + 1e-12).all()


@settings(max_examples=60, deadline=None)
@given(cases())
def test_bounds_meet_at_the_score_where_all_is_known(case):
    utilities, weights = case

    bounds = score_bounds(utilities, weights)

    for end in ("low", "middle", "high"):
        assert_series_equal(bounds[end], weighted_scores(utilities, weights), check_names=False)


def test_bounds_carry_what_is_unknown_and_what_is_known_within_margins():
    utilities = pd.DataFrame({"format": [UNKNOWN], "reach": [0.4]})
    low, high = pd.DataFrame({"format": [0.5], "reach": [0.3]}), pd.DataFrame({"format": [1.0], "reach": [0.5]})

    bounds = score_bounds(utilities, {"format": 1, "reach": 1}, low, high)

    assert bounds.round(9).to_dict("records") == [{"low": 0.4, "middle": 0.575, "high": 0.75}]


@settings(max_examples=60, deadline=None)
@given(open_cases())
def test_sure_contributions_sum_to_the_low_end(case):
    utilities, weights = case

    summed = sure_contributions(utilities, weights).sum(axis=1)

    assert_series_equal(summed, score_bounds(utilities, weights)["low"], check_names=False)


def test_ranking_gives_a_tie_the_same_rank_and_the_unknown_none():
    ranks = ranking(pd.Series({"a": 0.1 + 0.2, "b": 0.3, "c": 0.2, "d": UNKNOWN}))

    assert ranks.dropna().to_dict() == {"a": 1, "b": 1, "c": 3}
    assert ranks.isna()["d"]


def test_rivals_are_those_the_unknown_could_put_level():
    bounds = pd.DataFrame({"low": [0.6, 0.1, 0.1, 0.1], "high": [0.7, 0.59, 0.6, 0.9]}, index=list("abcd"))

    assert rivals(bounds, "a") == ("d", "c")


@pytest.mark.parametrize(
    ("weights", "message"),
    [
        ({"reach": 1}, "weights: effort has a weight without values"),
        ({"reach": 1, "effort": 1, "luck": 1}, "weights: luck has"),
        ({"reach": 1, "effort": -1}, "weights.effort: found -1.0"),
        ({"reach": 1, "effort": UNKNOWN}, "weights.effort: found nan"),
        ({"reach": 0, "effort": 0}, "all weights are zero"),
    ],
    ids=["one too few", "one too many", "negative", "not a number", "all zero"],
)
def test_weights_that_cannot_be_used_are_refused_in_words(weights, message):
    utilities = pd.DataFrame({"reach": [0.5], "effort": [0.5]})

    with pytest.raises(InputError, match=message):
        weighted_scores(utilities, weights)


def test_a_utility_outside_its_scale_is_refused_by_name():
    utilities = pd.DataFrame({"reach": [0.5, 40.0]}, index=["facebook", "x"])

    with pytest.raises(InputError, match=r"x\.reach: found 40\.0"):
        weighted_scores(utilities, {"reach": 1})


@pytest.mark.parametrize("size", [5e-324, 1e308], ids=["tiny", "huge"])
def test_weights_of_any_size_share_out(size):
    shares = weight_shares(pd.DataFrame(columns=["a", "b"]), {"a": size, "b": size})

    assert shares.tolist() == [0.5, 0.5]


def test_scoring_leaves_its_inputs_alone():
    utilities = pd.DataFrame({"reach": [0.5, UNKNOWN]})
    before = utilities.copy()

    score_bounds(utilities, {"reach": 1})

    assert_frame_equal(utilities, before)


@pytest.mark.parametrize(
    ("weights", "points"),
    [
        ({"reach": 3.0, "trade": 1.0}, {"reach": 75, "trade": 25}),
        ({"reach": 1.0, "trade": 1.0, "effort": 1.0}, {"reach": 34, "trade": 33, "effort": 33}),
        ({"reach": 2.0, "trade": 0.0}, {"reach": 100, "trade": 0}),
    ],
)
def test_weights_as_points_keep_their_proportions_and_add_up(weights, points):
    assert weight_points(weights, 100) == points
