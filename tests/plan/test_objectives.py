"""What an objective lacks to be SMART, and the KPI that it counts by."""

from typing import Any

import pytest

from strategy_kit.evidence.load import load_table
from strategy_kit.model import Brief, Objective
from strategy_kit.plan.objectives import LIMITS, gaps, measure_of, period_in, weight_shares

MEASURES = load_table("measures")
FULL: dict[str, Any] = {
    "key": "sales",
    "serves": "Sell the whole batch",
    "baseline": 0,
    "target": 20,
    "due": "2027-06-30",
    "owner": "Ada",
}


def test_a_full_objective_lacks_nothing() -> None:
    assert gaps(Objective(**FULL), people=2) == ()


@pytest.mark.parametrize("field", ["baseline", "target", "due", "owner", "serves"])
def test_a_field_that_is_left_out_is_the_only_gap(field: str) -> None:
    assert gaps(Objective(**{name: value for name, value in FULL.items() if name != field}), people=2) == (field,)


def test_a_baseline_of_zero_is_known() -> None:
    assert "baseline" not in gaps(Objective(key="sales", baseline=0), people=1)


def test_an_objective_in_ones_own_words_needs_a_kpi() -> None:
    assert gaps(Objective(name="Fill the hall"), people=1)[0] == "measure"
    assert "measure" not in gaps(Objective(name="Fill the hall", own_measure="Tickets"), people=1)


def test_the_usual_kpi_is_the_first_of_the_table() -> None:
    for key, rows in MEASURES.groupby("objective"):
        usual = measure_of(Objective(key=key), MEASURES)

        assert usual is not None
        assert usual["key"] == rows["key"].iloc[0]


def test_a_kpi_of_another_objective_is_none_of_this_one() -> None:
    assert measure_of(Objective(key="sales", measure="leads"), MEASURES) is None


def test_only_the_proportions_of_weights_count() -> None:
    def shares(*weights: float) -> list[float]:
        objectives = [Objective(name=str(place), weight=weight) for place, weight in enumerate(weights)]
        return weight_shares(Brief(name="Shop", objectives=objectives))

    assert shares(2, 1, 1) == shares(4, 2, 2) == [0.5, 0.25, 0.25]
    assert shares() == []


def test_the_limits_are_those_of_units_of_the_table() -> None:
    assert set(LIMITS) <= set(MEASURES["unit"])


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Fill rooms within six weeks", None),
        ("Christmas week orders", None),
        ("Couverts en fin de semaine", None),
        ("Semaine du goût", None),
        ("Gants de chamois", None),
        ("Visits per week-end", None),
        ("Kilometres a weekday", None),
        ("Orders every week", "week"),
        ("Commandes / semaine", "week"),
        ("Revues mensuelles", "month"),
        ("A month of weekly talks", None),
    ],
)
def test_only_a_word_for_each_week_or_month_names_the_period_of_a_text(text: str, period: str | None) -> None:
    assert period_in(text) == period
