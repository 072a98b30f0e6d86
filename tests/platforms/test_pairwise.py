"""Weights from comparisons by pairs: published examples, another library, and what holds of all of them."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymcdm.methods import WSM
from pymcdm.weights.subjective import AHP

from strategy_kit.errors import InputError
from strategy_kit.model import Comparison
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.platforms import comparisons_of, judgements_of, priorities, weighted_scores
from strategy_kit.platforms.pairwise import CONSISTENT, RANDOM_INDEX, STEPS, most_moved

HOUSE = (
    ["size", "transport", "neighbourhood", "age", "yard", "facilities", "condition", "financing"],
    "5 3 7 6 6 1/3 1/4  1/3 5 3 3 1/5 1/7  6 3 4 6 1/5  1/3 1/4 1/7 1/8  1/2 1/5 1/6  1/5 1/6  1/2",
)
DRINKS = (
    ["coffee", "wine", "tea", "beer", "sodas", "milk", "water"],
    "9 5 2 1 1 1/2  1/3 1/9 1/9 1/9 1/9  1/3 1/4 1/3 1/9  1/2 1 1/3  2 1/2  1/3",
)
sizes = st.integers(3, 7)
positive = st.floats(0.05, 20)


def reciprocal(names, upper):
    """Lay out the judgements above the diagonal, row by row, and their reciprocals below it."""
    matrix = pd.DataFrame(np.eye(len(names)), index=names, columns=names)
    answers = iter(upper)
    for place, one in enumerate(names):
        for other in names[place + 1 :]:
            matrix.loc[one, other] = float(next(answers))
            matrix.loc[other, one] = 1 / matrix.loc[one, other]
    return matrix


def published(example):
    names, upper = example
    return reciprocal(names, [Fraction(step) for step in upper.split()])


@st.composite
def judged(draw):
    size = draw(sizes)
    upper = draw(st.lists(st.sampled_from(STEPS), min_size=size * (size - 1) // 2, max_size=size * (size - 1) // 2))
    return reciprocal([f"c{n}" for n in range(size)], upper)


@st.composite
def agreeing(draw):
    """Draw weights and the judgements that agree with them in full."""
    weights = pd.Series(draw(st.lists(positive, min_size=3, max_size=7))).rename(lambda place: f"c{place}")
    ratios = weights.to_numpy()[:, np.newaxis] / weights.to_numpy()
    return weights / weights.sum(), pd.DataFrame(ratios, index=weights.index, columns=weights.index)


def test_the_priorities_of_the_house_are_those_published():
    """Saaty (1990), How to make a decision, European Journal of Operational Research 48, 9-26: buying a house."""
    found = priorities(published(HOUSE))

    assert found.weights.round(3).tolist() == [0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333]
    assert found.consistency_ratio == pytest.approx(0.169, abs=0.0005)


def test_the_priorities_of_the_drinks_are_those_published():
    """Saaty (2008), Decision making with the analytic hierarchy process: which drink is consumed more."""
    found = priorities(published(DRINKS))

    assert found.weights.round(3).tolist() == [0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327]
    assert found.consistency_ratio == pytest.approx(0.022, abs=0.0005)


def test_the_house_is_past_what_may_stand_and_its_worst_pair_comes_first():
    """The neighbourhood is judged six times as weighty as the condition; the weights make it an eighth more."""
    found = priorities(published(HOUSE))
    worst = found.odds.iloc[0]

    assert found.consistency_ratio > CONSISTENT
    assert worst[["criterion", "over", "times"]].tolist() == ["neighbourhood", "condition", 6]
    assert worst["implied"] == pytest.approx(0.188 / 0.167, rel=0.01)
    assert worst["factor"] == pytest.approx(6 / (0.188 / 0.167), rel=0.01)


@settings(max_examples=60, deadline=None)
@given(judged())
def test_weights_agree_with_another_library(judgements):
    theirs = AHP(matrix=judgements.to_numpy())

    found = priorities(judgements)

    assert found.weights.to_numpy() == pytest.approx(theirs(), abs=1e-6)
    index = found.consistency_ratio * RANDOM_INDEX[len(judgements) - 1]
    assert index == pytest.approx(theirs.get_cr() * AHP.RI_M[len(judgements) - 1], abs=1e-6)


@settings(max_examples=60, deadline=None)
@given(agreeing())
def test_judgements_that_agree_give_their_weights_and_no_inconsistency(case):
    weights, judgements = case

    found = priorities(judgements)

    assert found.weights.to_numpy() == pytest.approx(weights.to_numpy(), rel=1e-6)
    assert found.consistency_ratio == pytest.approx(0, abs=1e-6)
    assert found.odds["factor"].to_numpy() == pytest.approx(1, rel=1e-6)


@settings(max_examples=60, deadline=None)
@given(agreeing(), st.data())
def test_a_chain_of_pairs_that_agree_gives_the_same_weights_as_all_pairs(case, data):
    weights, judgements = case
    chain = data.draw(st.permutations(list(weights.index)))
    completed = pd.DataFrame(np.nan, index=weights.index, columns=weights.index)
    for one, other in [*zip(chain, chain, strict=True), *pairwise(chain)]:
        completed.loc[one, other], completed.loc[other, one] = judgements.loc[one, other], judgements.loc[other, one]

    found = priorities(completed)

    assert found.weights.to_numpy() == pytest.approx(weights.to_numpy(), rel=1e-5)
    assert np.isnan(found.consistency_ratio) or len(weights) == 2


@settings(max_examples=60, deadline=None)
@given(judged())
def test_random_judgements_are_never_more_consistent_than_judgements_that_agree(judgements):
    assert priorities(judgements).consistency_ratio >= -1e-9


def test_a_criterion_compared_with_none_of_the_others_is_named():
    pairs = [Comparison(criterion="audience", over="trade", times=3)]

    with pytest.raises(InputError, match="not compared with the other criteria: effort"):
        priorities(judgements_of(pairs, ["audience", "trade", "effort"]))


def test_a_comparison_says_the_same_either_way_round():
    once = judgements_of([Comparison(criterion="audience", over="trade", times=4)], CRITERIA)
    flipped = judgements_of([Comparison(criterion="trade", over="audience", times=0.25)], CRITERIA)

    assert once.equals(flipped)


def test_comparisons_made_from_weights_give_back_weights_near_them():
    weights = pd.Series({"audience": 3.0, "format": 2.0, "trade": 2.0, "effort": 1.5, "dialogue": 2.0, "standing": 1.0})

    found = priorities(judgements_of(comparisons_of(weights), CRITERIA))

    assert found.weights.to_numpy() == pytest.approx((weights / weights.sum()).to_numpy(), abs=0.04)
    assert found.consistency_ratio < CONSISTENT


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 12), st.integers(1, 8), st.integers(0, 2**32 - 1))
def test_weighted_sums_agree_with_another_library(alternatives, criteria, seed):
    chance = np.random.default_rng(seed)
    utilities = pd.DataFrame(chance.random((alternatives, criteria))).rename(columns=str)
    weights = pd.Series(chance.random(criteria) + 0.01, index=utilities.columns)

    plain = WSM(normalization_function=lambda column, cost: column)
    shares = (weights / weights.sum()).to_numpy()

    theirs = plain(utilities.to_numpy(), shares, [1] * criteria, validation=False)

    assert weighted_scores(utilities, weights.to_dict()).to_numpy() == pytest.approx(theirs)


def test_the_weight_that_moved_most_may_have_fallen():
    before = pd.Series({"reach": 0.5, "trade": 0.3, "effort": 0.2})

    assert most_moved(before, pd.Series({"reach": 0.58, "trade": 0.2, "effort": 0.22})) == "trade"
