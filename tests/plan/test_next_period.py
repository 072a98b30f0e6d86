"""The plan of the next period: what it keeps of the plan before, and what it asks anew."""

import datetime as dt

import pytest

from strategy_kit.model import Brief, KpiValue, Objective, Plan, ProfileCheck, Review, ReviewDecision, Slot, WeekFacts
from strategy_kit.model.calendar import Campaign, DaysOff, PinnedPost
from strategy_kit.model.differences import differences
from strategy_kit.plan.next_period import first_day_after, for_next_period, next_version
from strategy_kit.plan.objectives import gaps
from strategy_kit.plan.review import with_review

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


PLAN = Plan(id="p", brief=Brief(name="Shop", objectives=[Objective(key="sales")]), start=START, weeks=12)
VALUES = [KpiValue(objective="sales", begins=START, value=3)]


def test_the_next_version_of_a_plan_that_runs_is_for_the_weeks_left_and_is_not_agreed() -> None:
    plan = PLAN.changed(start="2027-01-06", weeks=4, agreed_on="2027-01-05", agreed_by="Ann", results=VALUES)
    plan = with_review(plan, Review(version=1, day=START, decisions=[ReviewDecision(act="stop", what="Team posts")]))
    after = next_version(plan, dt.date(2027, 1, 12))

    assert (after.version, after.start, after.end, after.weeks) == (2, dt.date(2027, 1, 18), dt.date(2027, 2, 8), 3)
    assert (after.agreed_on, after.agreed) == (None, None)
    assert (after.results, after.reviews) == (plan.results, plan.reviews)
    assert after.before is not None
    assert set(differences(after.before, after.terms)) == {"start", "weeks"}


def test_the_next_version_of_a_plan_in_its_last_week_is_as_long_after_its_end() -> None:
    plan = PLAN.changed(weeks=2)
    after = next_version(plan, dt.date(2027, 1, 14))

    assert (after.start, after.weeks) == (plan.end, 2)


def test_the_next_version_of_an_old_plan_begins_no_day_before_today() -> None:
    assert next_version(PLAN, dt.date(2028, 3, 1)).start == dt.date(2028, 3, 6)


def test_the_posts_planned_for_past_weeks_are_recorded_before_the_calendar_goes_and_none_as_published() -> None:
    slot = {"platform": "x", "pillar": "News", "owner": "Ann", "time": "09:00", "zone": "Europe/London"}
    slots = [Slot.model_validate({**slot, "id": day, "day": day}) for day in ("2027-01-05", "2027-02-02")]
    after = next_version(PLAN.changed(slots=slots, platforms=["x"]), dt.date(2027, 1, 12))

    assert after.slots == ()
    assert [(fact.week, fact.planned, fact.posts) for fact in after.happened] == [(START, 1, None)]


def test_the_next_version_of_a_plan_that_runs_can_wait_for_its_end_and_is_then_as_long() -> None:
    after = next_version(PLAN, dt.date(2027, 1, 12), after_end=True)

    assert (after.start, after.weeks) == (PLAN.end, 12)


def test_the_next_version_adds_what_was_planned_to_weeks_of_which_only_the_posts_were_recorded() -> None:
    slot = Slot(id="a", day="2027-01-05", platform="x", pillar="News", owner="Ann", time="09:00", zone="Europe/London")
    recorded = WeekFacts(week=START, platform="x", posts=0)
    after = next_version(PLAN.changed(slots=[slot], platforms=["x"], happened=[recorded]), dt.date(2027, 1, 12))

    assert [(fact.planned, fact.posts) for fact in after.happened] == [(1, 0)]
