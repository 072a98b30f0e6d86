"""The budget of a plan: hours and money, each counted once, unknown amounts never as zero."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.model import Brief
from strategy_kit.objectives.forecast import WEEKS_A_MONTH
from strategy_kit.plan.budget import Budget, budget_of

WEEKS = 4
HOURS = pd.DataFrame({"making": [60.0] * WEEKS, "watching": [90.0] * WEEKS, "monitoring": [30.0] * WEEKS})


def budget(weeks: int = WEEKS, **fields: Any) -> Budget:
    return budget_of(Brief(name="Shop", **fields), HOURS, ["facebook"], weeks)


def test_hours_are_those_of_posts_answers_and_checks() -> None:
    found = budget()

    assert found.hours.in_plan == 3 * 60 * WEEKS
    assert found.hours.a_month == pytest.approx(180 * WEEKS_A_MONTH)
    assert (found.making.in_plan, found.answering.in_plan, found.checking.in_plan) == (240, 360, 120)


def test_a_cost_without_an_amount_is_named_and_in_no_sum() -> None:
    found = budget(costs=[{"what": "Tool"}, {"what": "Photos", "per_month": 40}])

    assert found.unknown == ("Tool",)
    assert found.known.a_month == 40
    assert [amount and amount.a_month for _cost, amount in found.costs] == [None, 40]


def test_hours_cost_nothing_until_the_cost_of_an_hour_is_entered() -> None:
    assert budget().work is None
    paid = budget(hourly_cost=20)

    assert paid.work is not None
    assert paid.work.a_month == paid.known.a_month == pytest.approx(3 * WEEKS_A_MONTH * 20)
    assert paid.work.in_plan == pytest.approx(3 * WEEKS * 20)


def test_current_activities_are_beside_the_costs_of_the_plan_and_never_among_them() -> None:
    activities = [{"name": "Leaflets", "cost_per_month": 90}, {"name": "Page"}, {"name": "Ads", "cost_per_month": 50}]
    found = budget(activities=activities, costs=[{"what": "Ads", "kind": "boost", "per_month": 50}])

    assert (found.known.a_month, found.today.a_month, found.today_unknown) == (50, 140, 1)
    assert found.repeated == ("Ads",)


def test_a_boost_belongs_to_a_platform_of_the_plan() -> None:
    boosts = [
        {"what": platform or "none", "kind": "boost", "platform": platform} for platform in ("facebook", "x", None)
    ]

    assert [cost.what for cost in budget(costs=boosts).stray] == ["x", "none"]


@given(st.lists(st.none() | st.floats(0, 1e6), max_size=5), st.integers(1, 13))
def test_the_total_is_the_sum_of_what_is_known(amounts: list[float | None], weeks: int) -> None:
    found = budget(weeks, costs=[{"what": f"c{n}", "per_month": amount} for n, amount in enumerate(amounts)])

    assert found.known.a_month == pytest.approx(sum(amount for amount in amounts if amount is not None))
    assert found.known.in_plan == pytest.approx(found.known.a_month * weeks / WEEKS_A_MONTH)
    assert len(found.unknown) == amounts.count(None)
