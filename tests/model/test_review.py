"""Results, notes and reviews of a plan: what is refused, and what a saved plan keeps."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.errors import InputError
from strategy_kit.model import Brief, KpiValue, Plan, WeekFacts
from strategy_kit.model.renaming import with_brief

MONDAY = dt.date(2027, 1, 4)
PLAN = Plan(id="p", brief=Brief(name="Shop", objectives=[{"key": "sales"}]), start=MONDAY)
mondays = st.integers(0, 400).map(lambda n: MONDAY + dt.timedelta(weeks=n))
amounts = st.none() | st.floats(-1e9, 1e9)


@given(st.dictionaries(mondays, amounts, max_size=30))
def test_results_are_read_back_as_they_were_saved_and_unknown_is_not_zero(values: dict[dt.date, float | None]) -> None:
    results = [{"objective": "sales", "begins": day, "value": value} for day, value in values.items()]
    read = Plan.from_json(PLAN.changed(results=results).to_json())

    assert {each.begins: each.value for each in read.results} == values


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"results": [{"objective": "sales", "begins": "2027-01-05"}]}, "results.0"),
        ({"results": [{"objective": "sales", "per": "month", "begins": "2027-01-02"}]}, "results.0"),
        ({"results": [{"objective": "sales", "begins": "2027-01-04", "value": n} for n in (1, 2)]}, "results"),
        ({"reviews": [{"version": 1, "day": f"2027-01-0{n}"} for n in (1, 2)]}, "reviews"),
        ({"notes": [{"day": "2027-01-04", "text": "Radio"}] * 2}, "notes"),
        ({"results": [{"objective": "sales", "begins": "2027-01-04", "value": "many"}]}, "results.0.value"),
        ({"reviews": [{"version": 1, "day": "2027-01-04", "decisions": [{"what": ""}] * 21}]}, "reviews.0.decisions"),
        ({"happened": [{"week": "2027-01-04", "platform": "x", "posts": 1, "moved": 2}]}, "happened.0"),
    ],
    ids=["weekday", "day of month", "twin value", "twin review", "twin note", "text", "too many decisions", "moved"],
)
def test_what_cannot_be_is_refused_where_it_stands(changes: dict[str, object], place: str) -> None:
    with pytest.raises(InputError) as refused:
        PLAN.changed(**changes)

    assert refused.value.field == place


def test_a_plan_saved_before_there_were_reviews_opens_as_the_first_version() -> None:
    saved = json.loads(PLAN.changed(happened=[WeekFacts(week=MONDAY, platform="x", posts=3)]).to_json())
    for name in ("results", "notes", "reviews", "version", "before"):
        del saved[name]
    for name in ("planned", "moved"):
        del saved["happened"][0][name]
    plan = Plan.from_json(json.dumps(saved))

    assert (plan.version, plan.reviews, plan.results, plan.happened[0].posts) == (1, (), (), 3)


def test_results_follow_an_objective_that_is_renamed_and_no_other() -> None:
    brief = Brief(name="Shop", objectives=[{"name": "Fill the hall"}, {"key": "sales"}])
    values = [KpiValue(objective=what, begins=MONDAY, value=1) for what in ("Fill the hall", "sales")]
    plan = Plan(brief=brief, start=MONDAY, results=values)
    after = with_brief(plan, brief.changed(objectives=[{"name": "Sell tickets"}, {"key": "sales"}]))

    assert [value.objective for value in after.results] == ["Sell tickets", "sales"]


def test_results_of_an_objective_that_is_replaced_by_one_of_the_list_stay_under_its_name() -> None:
    plan = PLAN.changed(results=[KpiValue(objective="sales", begins=MONDAY, value=1)])
    after = with_brief(plan, plan.brief.changed(objectives=[{"key": "loyalty"}]))

    assert [value.objective for value in after.results] == ["sales"]
