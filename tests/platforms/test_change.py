"""Leaving one platform out turns no two others round, and would if utilities depended on the list."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_kit.platforms import leaders, left_out, start_set, weighted_scores

EVEN = {"reach": 1, "effort": 1}


def starts(values, hours=2.0):
    return start_set(weighted_scores(values, EVEN), pd.Series(1.0, index=values.index), hours).sets


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 6), st.integers(0, 2**32 - 1))
def test_leaving_out_a_platform_reverses_no_two_others(size, seed):
    chance = np.random.default_rng(seed)
    values = pd.DataFrame(chance.random((size, 2)), columns=list(EVEN), index=[f"p{n}" for n in range(size)])

    results = left_out(values, EVEN, starts(values))

    assert (results["reversals"] == 0).all()
    for platform, row in results.iterrows():
        assert row["leaders"] == leaders(weighted_scores(values, EVEN).drop(platform))
        assert platform not in row["start"]


def test_scaling_to_the_list_lets_a_third_platform_reverse_two_others():
    """
    Weights 1 and 2. Scaled, A has (1, 0) and B (0, 1/3) beside C: 3/9 against 2/9. Without C, B has (0, 1): 6/9.

    As they are, A has 0.2 and B 0.4, thirds of it, with C or without.
    """
    values = pd.DataFrame({"reach": [0.2, 0.0, 0.0], "effort": [0.0, 0.2, 0.6]}, index=["a", "b", "c"])

    results = left_out(values, {"reach": 1, "effort": 2}, starts(values))

    assert results.loc["c", ["leaders", "reversals", "reversals_if_scaled"]].tolist() == [("b",), 0, 1]


def test_the_start_set_without_a_platform_is_the_best_fitting_set_of_the_others():
    values = pd.DataFrame({"reach": [0.9, 0.8, 0.2], "effort": [0.9, 0.5, 0.4]}, index=["a", "b", "c"])

    results = left_out(values, EVEN, starts(values))

    assert results["start"].to_dict() == {"a": ("b", "c"), "b": ("a", "c"), "c": ("a", "b")}
