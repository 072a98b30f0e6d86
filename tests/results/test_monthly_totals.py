"""Totals by calendar month of weekly counts."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.results.monthly_totals import monthly_totals

WEEKS = pd.period_range("2027-01-25", periods=10, freq="W-SUN")


def totals(*values: float, weeks: pd.PeriodIndex = WEEKS) -> pd.DataFrame:
    return monthly_totals(pd.Series([float(value) for value in values], index=weeks[: len(values)])).set_index("month")


def test_a_month_of_four_weeks_is_their_sum() -> None:
    row = totals(9, 1, 2, 3, 4).loc[pd.Period("2027-02", freq="M")]

    assert (row["total"], row["least"], row["most"], bool(row["is_whole"])) == (10, 10, 10, True)


def test_a_week_in_two_months_is_divided_by_its_days() -> None:
    march = totals(0, 0, 0, 0, 0, 7, 0, 0, 0, 7).loc[pd.Period("2027-03", freq="M")]  # 29 March to 4 April

    assert (march["total"], march["least"], march["most"]) == (10, 7, 14)


def test_a_month_with_an_unknown_week_is_not_whole() -> None:
    row = totals(9, 1, float("nan"), 3, 4).loc[pd.Period("2027-02", freq="M")]

    assert row["total"] == 8
    assert not row["is_whole"]


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=60))
def test_the_months_of_all_weeks_add_up_to_all_weeks_and_lie_between_their_bounds(values: list[float]) -> None:
    weeks = pd.period_range("2026-09-07", periods=len(values), freq="W-SUN")
    found = totals(*values, weeks=weeks)

    assert found["total"].sum() == pytest.approx(sum(values), abs=1e-6)
    assert (found["least"] <= found["total"] + 1e-6).all()
    assert (found["total"] <= found["most"] + 1e-6).all()


def test_no_results_have_no_months() -> None:
    assert totals().empty
