"""The plan of the next period: what it keeps of the plan before, and what it asks anew."""

import datetime as dt

import pytest

from strategy_kit.model import Brief, KpiValue, Objective, Plan, ProfileCheck
from strategy_kit.model.calendar import Campaign, DaysOff, PinnedPost
from strategy_kit.plan.next_period import first_day_after, for_next_period
from strategy_kit.plan.objectives import gaps

START = dt.date(2027, 1, 4)
TODAY = dt.date(2027, 1, 20)


@pytest.fixture
def plan() -> Plan:
    """Four weeks from 4 January, agreed, with a result and dates before and after its end."""
    past, ahead = dt.date(2027, 1, 31), dt.date(2027, 3, 31)
    brief = Brief(
        name="Shop",
        objectives=[Objective(key="sales", baseline=12, target=20, due=past), Objective(key="loyalty", due=ahead)],
        blackouts=[DaysOff(first=START, last=past), DaysOff(first=past, last=ahead)],
        campaigns=[Campaign(name="Sales", first=START, last=past), Campaign(name="Easter", first=ahead, last=ahead)],
        pinned=[PinnedPost(platform="facebook", day=past, time=dt.time(9))],
        profiles=[ProfileCheck(platform="facebook", by=past), ProfileCheck(platform="x", by=ahead)],
    )
    values = [KpiValue(objective="sales", begins=START, value=3)]
    return Plan(brief=brief, start=START, scenario="B", results=values, version=2, agreed_on=TODAY)


def test_results_and_agreement_stay_with_the_plan_before(plan: Plan) -> None:
    after = for_next_period(plan, TODAY)

    assert (after.results, after.agreed_on, after.version, after.scenario) == ((), None, 1, "B")
    assert after.id != plan.id


def test_objectives_stay_and_only_a_date_that_is_past_is_asked_anew(plan: Plan) -> None:
    sales, loyalty = for_next_period(plan, TODAY).brief.objectives

    assert (sales.baseline, sales.target, "due" in gaps(sales, 1)) == (12, 20, True)
    assert loyalty.due == dt.date(2027, 3, 31)


def test_of_profiles_too_only_a_date_that_is_past_is_asked_anew(plan: Plan) -> None:
    assert [profile.by for profile in for_next_period(plan, TODAY).brief.profiles] == [None, dt.date(2027, 3, 31)]


def test_days_off_campaigns_and_fixed_posts_that_are_over_are_left_out(plan: Plan) -> None:
    brief = for_next_period(plan, TODAY).brief

    assert [days.last.month for days in brief.blackouts] == [3]
    assert [campaign.name for campaign in brief.campaigns] == ["Easter"]
    assert brief.pinned == ()


@pytest.mark.parametrize(
    ("today", "first"),
    [(START, dt.date(2027, 2, 1)), (dt.date(2027, 6, 1), dt.date(2027, 6, 7))],
    ids=["within the plan", "long after it"],
)
def test_it_begins_on_a_monday_after_the_plan_and_not_in_the_past(plan: Plan, today: dt.date, first: dt.date) -> None:
    assert first_day_after(plan, today) == first
