"""The start set: the best one or two platforms that the hours allow."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_kit.platforms import start_set

UNKNOWN = float("nan")


def test_start_set_takes_the_best_pair_that_fits():
    scores = pd.Series({"a": 0.9, "b": 0.6, "c": 0.5, "d": 0.4})

    start = start_set(scores, pd.Series({"a": 3.0, "b": 4.0, "c": 2.0, "d": 1.0}), 5)

    assert start.chosen == ("a", "c")
    assert start.later["fits_from"].to_dict() == {"b": 9.0, "d": 6.0}
    assert not start.later["fits_now"].any()


def test_start_set_prefers_one_good_platform_to_two_that_together_are_worth_less():
    start = start_set(pd.Series({"a": 0.9, "b": 0.3, "c": 0.3}), pd.Series({"a": 4.0, "b": 2.0, "c": 2.0}), 4)

    assert start.chosen == ("a",)


def test_start_set_breaks_ties_by_hours_then_by_name():
    same = pd.Series({"c": 0.1 + 0.2, "b": 0.3, "a": 0.3})

    assert start_set(same, pd.Series({"c": 1.0, "b": 2.0, "a": 2.0}), 4).chosen == ("a", "c")
    assert start_set(same, pd.Series({"c": 2.0, "b": 2.0, "a": 2.0}), 2).chosen == ("a",)


def test_start_set_where_nothing_fits_says_what_would():
    start = start_set(pd.Series({"a": 0.9, "b": 0.3}), pd.Series({"a": 4.0, "b": 2.0}), 1)

    assert start.chosen == ()
    assert start.later["fits_from"].to_dict() == {"a": 4.0, "b": 2.0}


def test_start_set_never_says_that_unknown_hours_fit():
    start = start_set(pd.Series({"a": 0.9, "b": 0.3}), pd.Series({"a": UNKNOWN, "b": 2.0}), 50)

    assert start.chosen == ("b",)
    assert start.tried.loc[start.tried["hours"].isna(), "fits"].isna().all()
    assert np.isnan(start.later.loc["a", "fits_from"])


def test_reach_of_a_set_lies_between_its_largest_platform_and_the_sum():
    scores, hours = pd.Series({"a": 0.9, "b": 0.8, "c": 0.1}), pd.Series({"a": 1.0, "b": 1.0, "c": 1.0})
    reach = pd.DataFrame({"platform": ["a", "b"], "reach_low": [0.45, 0.25], "reach_high": [0.55, 0.35]})

    start = start_set(scores, hours, 2, reach)
    both = start.tried[start.tried["platforms"] == ("a", "b")].iloc[0]

    assert [both["reach_low"], both["reach_high"]] == pytest.approx([0.45, 0.9])
    assert start.later.loc["c", ["new_reach_low", "new_reach_high"]].astype(float).tolist() == pytest.approx([0, 0.55])


@given(
    st.dictionaries(
        st.sampled_from("abcdef"),
        st.tuples(st.integers(0, 100), st.one_of(st.integers(0, 8), st.just(UNKNOWN))),
        min_size=1,
    ),
    st.integers(0, 12),
)
@settings(max_examples=60, deadline=None)
def test_no_set_that_fits_scores_higher_than_the_chosen_one(drawn, available):
    scores = pd.Series({key: score / 100 for key, (score, _hours) in drawn.items()})
    hours = pd.Series({key: float(needed) for key, (_score, needed) in drawn.items()})

    start = start_set(scores, hours, available)
    fitting = [
        scores[a] + (scores[b] if b != a else 0)
        for a in scores.index
        for b in scores.index
        if hours[a] + (hours[b] if b != a else 0) <= available
    ]

    assert scores[list(start.chosen)].sum() == pytest.approx(max(fitting, default=0))
    assert hours[list(start.chosen)].sum() <= available
    assert set(start.chosen) | set(start.later.index) == set(drawn)
