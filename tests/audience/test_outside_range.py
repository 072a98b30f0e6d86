"""National figures that contradict an estimate: which lie outside its range."""

import pandas as pd
import pytest

from strategy_kit.audience.outside_range import outside_range


def mix(**row: object) -> pd.DataFrame:
    known = {"platform": "whatsapp", "reach": 0.35, "reach_low": 0.25, "reach_high": 0.45, "borrowed": True}
    return pd.DataFrame([{**known, **row}])


@pytest.mark.parametrize(
    ("percent", "row", "is_outside"),
    [
        (66.6, {}, True),
        (12.0, {}, True),
        (45.0, {}, False),
        (66.6, {"borrowed": False}, False),
        (66.6, {"reach": float("nan"), "reach_low": 0.0, "reach_high": 0.4}, False),
        (66.6, {"platform": "x"}, False),
    ],
    ids=["above", "below", "at the end", "not borrowed", "no estimate", "another platform"],
)
def test_only_a_figure_beyond_the_range_of_a_borrowed_estimate_is_outside(
    percent: float, row: dict[str, object], is_outside: bool
) -> None:
    shares = pd.DataFrame([{"platform": "whatsapp", "percent": percent, "geography": "FR"}])

    assert len(outside_range(shares, mix(**row))) == is_outside
