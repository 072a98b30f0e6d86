"""Platforms that more customers use than those chosen: which are named, and what decides against them."""

import pandas as pd
import pytest

from strategy_kit.platforms import more_used

WEIGHTS = {"audience": 3.0, "trade": 4.0, "effort": 1.0}


@pytest.fixture
def values() -> pd.DataFrame:
    return pd.DataFrame(
        {"audience": [0.9, 0.7, 0.6, 0.5], "trade": [0.5, 0.5, 1.0, 0.0], "effort": [0.0, 0.9, 0.9, 0.9]},
        index=["youtube", "facebook", "instagram", "x"],
    )


@pytest.fixture
def reach() -> pd.DataFrame:
    return pd.DataFrame({"platform": ["youtube", "facebook", "instagram", "x"], "reach": [0.9, 0.7, 0.6, float("nan")]})


def test_each_platform_used_by_more_is_named_with_the_criterion_of_the_largest_weighted_lead(
    reach: pd.DataFrame, values: pd.DataFrame
) -> None:
    found = more_used(reach, ["instagram"], values, WEIGHTS)

    assert [(each.platform, each.criterion) for each in found] == [("youtube", "trade"), ("facebook", "trade")]
    assert [each.criterion for each in more_used(reach, ["facebook"], values, WEIGHTS)] == ["effort"]


def test_a_platform_chosen_is_compared_by_the_most_used_of_those_chosen(
    reach: pd.DataFrame, values: pd.DataFrame
) -> None:
    (found,) = more_used(reach, ["instagram", "facebook"], values, WEIGHTS)

    assert (found.chosen, found.chosen_share, found.platform) == ("facebook", 0.7, "youtube")


@pytest.mark.parametrize("chosen", [["youtube"], ["x"], []], ids=["used by most", "use unknown", "none chosen"])
def test_nothing_is_compared_where_none_is_used_by_more(
    reach: pd.DataFrame, values: pd.DataFrame, chosen: list[str]
) -> None:
    assert more_used(reach, chosen, values, WEIGHTS) == ()


def test_no_criterion_decides_where_the_other_has_the_higher_score(reach: pd.DataFrame, values: pd.DataFrame) -> None:
    (youtube, facebook) = more_used(reach, ["instagram"], values, {"audience": 1.0, "trade": 0.0, "effort": 0.0})

    assert (youtube.criterion, facebook.criterion) == (None, None)
