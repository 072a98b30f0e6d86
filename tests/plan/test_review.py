"""What results say of the objectives of a plan, the days of reviews, and the next version."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.errors import InputError
from strategy_kit.evidence.load import load_table
from strategy_kit.model import Brief, KpiValue, Objective, Plan, Review
from strategy_kit.plan.checks import check_plan
from strategy_kit.plan.next_period import next_version
from strategy_kit.plan.review import (
    ObjectiveResult,
    open_review,
    results_by_objective,
    review_days,
    target_per,
    with_review,
)

MONDAY = dt.date(2027, 1, 4)
LEADS = (12, 15, 11, 14, 13, 16, 12, 15, 14, 11, 15, 12)
OBJECTIVE = Objective(key="lead-generation", target=87, per="month")
PLAN = Plan(id="p", brief=Brief(name="Shop", objectives=[OBJECTIVE]), start=MONDAY, weeks=12)


def weekly(values: tuple[float | None, ...], what: str = "lead-generation") -> list[KpiValue]:
    return [
        KpiValue(objective=what, begins=MONDAY + dt.timedelta(weeks=n), value=value) for n, value in enumerate(values)
    ]


def result_of(values: list[KpiValue], objective: Objective = OBJECTIVE) -> ObjectiveResult:
    return results_by_objective([objective], values, load_table("measures"))[0]


def test_weekly_results_are_held_against_the_target_of_a_week() -> None:
    result = result_of(weekly(LEADS))

    assert result.per == "week"
    assert result.target == pytest.approx(87 / (365.25 / 84))
    assert result.time_to_detect is not None
    assert result.time_to_detect.distribution == "Poisson"


@pytest.mark.parametrize(("unit", "expected"), [("percent", 40), ("currency", None), ("leads", 40 / (365.25 / 84))])
def test_only_what_is_counted_anew_is_divided_among_the_weeks_of_a_month(unit: str, expected: float | None) -> None:
    target = target_per(Objective(key="loyalty", target=40), unit, "week")

    assert target == (None if expected is None else pytest.approx(expected))


def test_the_period_with_more_known_values_counts() -> None:
    months = [KpiValue(objective="lead-generation", per="month", begins=dt.date(2026, n, 1), value=50) for n in (1, 2)]

    assert result_of([*weekly((12,)), *months]).per == "month"
    assert result_of([*weekly((12, 13)), *months]).per == "week"


def test_results_of_an_objective_that_is_no_longer_there_count_for_no_other() -> None:
    assert result_of(weekly(LEADS, "sales")).known == 0


def test_an_unknown_week_is_a_gap_and_not_a_zero() -> None:
    result = result_of(weekly((*LEADS, None, 13)))

    assert result.known == 13
    assert result.chart.points["value"].isna().sum() == 1
    assert result.chart.reading.verdict == "ordinary"


@given(
    st.lists(st.none() | st.floats(-1e9, 1e9), max_size=40), st.sampled_from(["lead-generation", "loyalty", "sales"])
)
def test_results_of_any_size_and_sign_have_a_verdict(values: list[float | None], key: str) -> None:
    result = result_of(weekly(tuple(values), key), Objective.model_validate({"key": key, "target": 5}))

    assert result.chart.reading.verdict in ("ordinary", "higher", "lower", "too few values")


def test_a_negative_count_is_refused_where_it_stands() -> None:
    with pytest.raises(InputError, match=r"results\.1\.value: found -2\. Use 0 or more\."):
        check_plan(PLAN.changed(results=weekly((3, -2))))


def test_reviews_are_due_when_limits_can_be_computed_and_when_the_plan_ends() -> None:
    days = review_days(PLAN, [result_of([])])

    assert [(each.day.isoformat(), each.reasons) for each in days] == [
        ("2027-03-29", ("end",)),
    ]
    assert [each.reasons for each in review_days(PLAN, [result_of([], OBJECTIVE.changed(per="week"))])] == [
        ("limits",),
        ("end",),
    ]


def test_a_review_is_due_once_a_change_to_the_target_can_be_told() -> None:
    before = [value.changed(begins=value.begins - dt.timedelta(weeks=12)) for value in weekly(LEADS)]
    result = result_of(before)
    assert result.time_to_detect is not None
    periods = result.time_to_detect.periods
    assert periods is not None
    days = review_days(PLAN, [result])

    assert days[0].day == MONDAY + dt.timedelta(weeks=periods)
    assert days[0].reasons == ("target",)


def test_each_version_has_its_own_review() -> None:
    plan = with_review(PLAN, open_review(PLAN, MONDAY).changed(present="Ann"))
    after = next_version(plan, MONDAY)

    assert open_review(plan, dt.date(2027, 2, 1)).present == "Ann"
    assert open_review(after, dt.date(2027, 4, 5)) == Review(version=2, day=dt.date(2027, 4, 5))
