"""How often plausible weights and performances keep the platforms chosen."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_kit.platforms import one_swapped, robustness, start_stability

NAMES = ["facebook", "instagram", "linkedin"]
EVEN = {"reach": 1.0, "effort": 1.0}
FEW: dict[str, Any] = {"concentration": 20.0, "seed": 1, "draws": 2000}


def utilities(reach: list[float], effort: list[float]) -> pd.DataFrame:
    return pd.DataFrame({"reach": reach, "effort": effort}, index=NAMES)


KNOWN = utilities([0.9, 0.5, 0.1], [0.2, 0.5, 0.8])


def test_a_choice_that_leads_on_every_criterion_is_always_kept() -> None:
    found = start_stability(utilities([0.9, 0.5, 0.1], [0.9, 0.5, 0.1]), EVEN, ["facebook"], [["linkedin"]], **FEW)

    assert (found.kept, found.others, found.of_data) == (1.0, {}, {})


def test_of_one_platform_the_share_kept_is_that_of_first_ranks() -> None:
    sets = [[name] for name in NAMES]
    found = start_stability(KNOWN, EVEN, ["facebook"], sets, **FEW)

    assert found.kept == robustness(KNOWN, EVEN, **FEW).ranks.loc["facebook", 1]
    assert sum(found.others.values()) == pytest.approx(1 - found.kept)
    assert next(iter(found.others)) == ("linkedin",)


def test_what_only_unknown_performances_change_is_laid_to_the_data_and_to_its_criterion() -> None:
    high = KNOWN.assign(reach=[0.9, 1.0, 0.1])
    low = KNOWN.assign(reach=[0.9, 0.0, 0.1])
    reach_only = {"reach": 1.0, "effort": 0.0}
    found = start_stability(KNOWN, reach_only, ["facebook"], [["instagram"]], low=low, high=high, **FEW)

    assert found.others == {("instagram",): pytest.approx(0.1, abs=0.03)}  # evenly in [0, 1], above 0.9 in one of ten
    assert found.of_data == {"reach": found.others["instagram",]}


def test_a_set_is_chosen_by_the_sum_of_its_scores() -> None:
    pair = start_stability(KNOWN, EVEN, ["facebook", "instagram"], [["linkedin"]], **FEW)

    assert pair.kept == 1.0


def test_the_best_of_its_size_is_the_set_that_no_single_swap_betters() -> None:
    assert one_swapped(("facebook",), NAMES) == [("instagram",), ("linkedin",)]
    assert one_swapped(tuple(NAMES), NAMES) == []


def test_nothing_chosen_is_not_unstable() -> None:
    assert start_stability(KNOWN, EVEN, [], [["facebook"]], **FEW).kept == 1.0


shares = st.lists(st.floats(0, 1), min_size=3, max_size=3)


@settings(max_examples=40, deadline=None)
@given(shares, shares, st.floats(0, 0.5))
def test_the_shares_of_all_sets_are_all_draws_and_fall(reach: list[float], effort: list[float], spread: float) -> None:
    values = utilities(reach, effort)
    bounds = {"low": (values - spread).clip(lower=0), "high": (values + spread).clip(upper=1)}
    found = start_stability(values, EVEN, ["facebook"], [["instagram"], ["linkedin"]], **bounds, **FEW)

    assert found.kept + sum(found.others.values()) == pytest.approx(1)
    assert list(found.others.values()) == sorted(found.others.values(), reverse=True)
    assert all(share > 0 for share in found.others.values())
    assert all(0 < share <= 1 for share in found.of_data.values())
