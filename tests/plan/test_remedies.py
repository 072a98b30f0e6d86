"""Each failure of a calendar has a remedy that mends it when it is applied, and brings exactly what it states."""

import datetime as dt
from typing import Any

import pytest

from strategy_kit.calendar.workload import posts_per_week
from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.model import Brief, Plan
from strategy_kit.plan.remedies import Remedy, changed, failures, fullest_minutes, on_holidays_too, remedy, trials
from strategy_kit.plan.remedy_steps import Failure, ladders
from strategy_kit.plan.results import Cache
from strategy_kit.plan.workings import Workings

START = dt.date(2027, 1, 11)
NARROW = [{"name": "Ann", "hours_per_week": 20, "duty": [{"weekdays": [2], "start": "09:00", "end": "10:30"}]}]
BUSY = {"name": "Ann", "hours_per_week": 0.7}
FAILING: dict[str, dict[str, Any]] = {
    "no platform": {"team": [{"name": "Ann", "hours_per_week": 0.5}], "cadence": [{"posts_per_week_low": 1}]},
    "many posts": {"cadence": [{"posts_per_week_low": 10, "posts_per_week_high": 20}]},
    "no post": {"platforms": ["facebook", "linkedin"], "cadence": [{"posts_per_week_low": 4}]},
    "no format": {"platforms": ["youtube", "facebook"]},
    "no hours": {"platforms": ["facebook"], "team": [BUSY], "cadence": [{"posts_per_week_low": 1}]},
    "short duty": {"platforms": ["facebook", "x"], "team": NARROW, "cadence": [{"posts_per_week_low": 1}]},
    "no duty": {"platforms": ["facebook"], "team": [{"name": "Ann", "duty": []}]},
    "inbox check at night": {"platforms": ["facebook"], "monitoring": [{"start": "20:00"}]},
    "pin on a Saturday": {
        "platforms": ["facebook"],
        "pinned": [{"platform": "facebook", "day": "2027-01-16", "time": "10:00"}],
    },
    "pin at night": {
        "platforms": ["facebook"],
        "pinned": [{"platform": "facebook", "day": "2027-01-14", "time": "23:00"}],
    },
    "campaign too large": {
        "platforms": ["facebook"],
        "campaigns": [{"name": "Sale", "first": "2027-01-16", "last": "2027-01-17", "posts": 2}],
    },
    "closed": {"platforms": ["facebook"], "closed_weekdays": [1, 2, 3, 4, 5]},
    "spacing": {"platforms": ["facebook"], "cadence": [{"posts_per_week_low": 4, "spacing_hours": 60}]},
}


def workings_of(**changes: Any) -> Workings:
    brief = Brief(name="Shop", country="FR", team_zone="Europe/Paris").changed(**changes)
    return Workings(Plan(id="draft", brief=brief, start=START, weeks=2), load_evidence(), 2027, cache=Cache(64))


def found(workings: Workings) -> tuple[Failure, Remedy]:
    first = failures(workings)[0]
    mends = remedy(workings, first)
    assert mends is not None
    return first, mends


@pytest.mark.parametrize("case", FAILING)
def test_a_remedy_mends_what_it_says_and_brings_exactly_what_it_states(case: str) -> None:
    before = workings_of(**FAILING[case])
    failure, mends = found(before)
    after = changed(before, mends.step.changes)
    slots, plan = after.schedule.slots, before.plan
    own = [slot for slot in slots if slot.platform == failure.of] or slots

    assert failure not in failures(after)
    assert failure.of not in {each.of for each in failures(after)} or failure.kind in ("pinned", "campaign")
    assert mends.posts == (len(before.schedule.slots), len(slots))
    assert mends.weekly == posts_per_week(own, plan.start, plan.weeks)
    assert mends.minutes == pytest.approx((fullest_minutes(before), fullest_minutes(after)))
    assert mends.platforms == after.platforms
    assert after.schedule.lacking <= before.schedule.lacking or failure.kind == "no_platform"
    assert slots


KINDS = {
    "no hours": ("hours", 30.0),
    "short duty": ("watch", 90.0),
    "no duty": ("duty", 1080.0),
    "inbox check at night": ("monitoring", 0.0),
    "pin on a Saturday": ("moved", dt.date(2027, 1, 15).toordinal()),
    "pin at night": ("pinned", 1),
    "closed": ("closed_days", 0.0),
    "no format": ("leave_out", 0.0),
}


@pytest.mark.parametrize("case", KINDS)
def test_the_change_is_the_one_that_fits_the_failure(case: str) -> None:
    mends = found(workings_of(**FAILING[case]))[1]

    assert (mends.step.kind, mends.step.number) == KINDS[case]


def test_of_one_kind_the_smallest_step_that_mends_is_taken() -> None:
    before = workings_of(**FAILING["no hours"])
    mends = found(before)[1]
    ann = before.brief.team[0]
    less = changed(before, {"team": (ann.changed(hours_per_week=ann.hours_per_week + 0.25),)})

    assert mends.step.kind == "hours"
    assert failures(less)


def test_a_calendar_that_fits_has_no_failure() -> None:
    assert failures(workings_of(platforms=["facebook"])) == ()


def test_a_platform_without_a_post_is_one_failure_with_all_its_missing_posts() -> None:
    platforms = ["facebook", "linkedin"]
    failed = failures(workings_of(platforms=platforms, team=[{"name": "Ann", "hours_per_week": 4.5}]))

    assert [(each.kind, each.of) for each in failed] == [("no_posts", "linkedin")]
    assert failed[0].missing == 8


def test_a_platform_settled_on_keeps_its_posts() -> None:
    before = workings_of(platforms=["facebook", "linkedin"], team=[{"name": "Ann", "hours_per_week": 4.5}])
    after = changed(before, found(before)[1].step.changes)

    assert {slot.platform for slot in before.schedule.slots} == {"facebook"}
    assert {slot.platform for slot in after.schedule.slots} == {"facebook", "linkedin"}


def test_out_of_time_only_leaving_the_platform_out_is_offered() -> None:
    before = workings_of(platforms=["facebook", "linkedin"], team=[{"name": "Ann", "hours_per_week": 4.5}])
    mends = remedy(before, failures(before)[0], enough=lambda: True)

    assert mends is not None
    assert (mends.step.kind, mends.platforms) == ("leave_out", ("facebook",))


def test_out_of_time_without_any_post_there_is_no_remedy() -> None:
    before = workings_of(**FAILING["no platform"])
    asked: list[bool] = []

    assert remedy(before, failures(before)[0], enough=lambda: asked.append(True) is None) is None
    assert len(asked) == 1


def test_what_is_tried_leaves_the_results_of_the_plan_where_they_are() -> None:
    before = workings_of(**FAILING["no post"])
    schedule = before.schedule
    remedy(before, failures(before)[0])

    assert before.after(before.plan).schedule is schedule
    assert trials(before).cache is not before.cache


CHRISTMAS = {"platforms": ["facebook"], "cadence": [{"posts_per_week_low": 5, "posts_per_day": 1}]}


def at_christmas(**changes: Any) -> Workings:
    workings = workings_of(**{**CHRISTMAS, "team": [{"name": "Ann", "hours_per_week": 20}], **changes})
    return workings.after(workings.plan.changed(start=dt.date(2026, 12, 21), weeks=3))


def test_a_post_fixed_on_a_public_holiday_moves_to_the_day_before() -> None:
    pin = {"platform": "facebook", "day": "2026-12-25", "time": "10:00"}
    mends = found(at_christmas(pinned=[pin]))[1]

    assert (mends.step.kind, dt.date.fromordinal(int(mends.step.number))) == ("moved", dt.date(2026, 12, 24))


def test_a_campaign_on_a_public_holiday_can_be_kept_by_posting_on_it() -> None:
    campaign = {"name": "Sale", "first": "2026-12-25", "last": "2026-12-25", "posts": 1}
    before = at_christmas(campaigns=[campaign])
    kinds = [ladder[0].kind for ladder in ladders(before, failures(before)[0])]

    assert "holidays" in kinds
    assert "closed_days" not in kinds


def test_posting_on_public_holidays_is_offered_where_it_adds_posts() -> None:
    offered = on_holidays_too(at_christmas())

    assert offered is not None
    assert (offered.step.changes, offered.weekly) == ({"holidays_off": False}, (5, 5))
    assert on_holidays_too(at_christmas(cadence=[{"posts_per_week_low": 3}])) is None


def test_only_the_fixed_posts_that_do_not_fit_lose_their_date() -> None:
    pins = [
        {"platform": "facebook", "day": f"2027-01-1{day}", "time": time} for day, time in ((3, "10:00"), (4, "23:00"))
    ]
    before = workings_of(platforms=["facebook"], pinned=pins)
    after = changed(before, found(before)[1].step.changes)

    assert [pin.day.day for pin in after.brief.pinned] == [13]


def promotional(*days: int) -> Workings:
    """Two weeks of four posts each, of which those of some days are fixed as offers; a fifth may promote."""
    pins = [{"platform": "facebook", "day": f"2027-01-{day}", "time": "10:00", "pillar": "Offers"} for day in days]
    rule = {"posts_per_week_low": 4, "posts_per_week_high": 4, "posts_per_day": 1}
    return workings_of(
        platforms=["facebook"], pinned=pins, cadence=[rule], team=[{"name": "Ann", "hours_per_week": 20}]
    )


def test_a_fixed_promotional_post_fits_though_its_week_alone_has_no_room_for_it() -> None:
    workings = promotional(12)

    assert failures(workings) == ()
    assert sum(slot.pillar == "Offers" for slot in workings.schedule.slots) == 1


def test_too_many_fixed_promotional_posts_name_the_limit_and_the_least_that_allows_them() -> None:
    before = promotional(12, 13, 14)
    mends = found(before)[1]

    assert (mends.step.kind, mends.step.changes) == ("promotion_cap", {"promotion_cap": 0.4})
    assert failures(changed(before, mends.step.changes)) == ()
