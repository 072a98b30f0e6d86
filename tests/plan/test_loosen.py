"""One more unit of a limit as a change of the brief: the same limits as those whose gain was solved."""

import datetime as dt
from typing import Any

import pytest

from strategy_kit.calendar.relaxations import Constraint, relaxations
from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.model import Brief, Plan
from strategy_kit.plan.loosen import loosened
from strategy_kit.plan.workings import Workings

START = dt.date(2027, 1, 4)
BRIEF = Brief(
    name="Shop",
    platforms=("facebook", "x"),
    team=[{"name": "Ada", "hours_per_week": 4}, {"name": "Ben", "hours_per_week": 3}],
    closed_weekdays=(1, 7),
    fair_share=True,
    spacing_across_hours=2,
    never=[{"weekdays": [5]}],
    pinned=[{"platform": "x", "day": "2027-01-06", "time": "10:00"}],
    campaigns=[
        {"name": "Sale", "first": "2027-01-05", "last": "2027-01-09", "posts": 2},
        {"name": "Fair", "first": "2027-01-05", "last": "2027-01-09"},
    ],
    monitoring=[{"minutes": 10}],
)
NOT_IN_THE_BRIEF = {"watch", "promotion_cap"}
"""A response window rests on half-lives; a change of the cap changes the pillars' shares too."""


def workings_of(brief: Brief) -> Workings:
    return Workings(Plan(id="p", brief=brief, start=START, weeks=1), load_evidence(), 2027)


def test_the_changed_brief_has_the_limits_of_which_the_gain_was_solved() -> None:
    limits = workings_of(BRIEF).constraints
    tried: dict[str, Any] = {}
    for constraint, _off, step, more in relaxations(limits):
        if more is not None and constraint.kind not in NOT_IN_THE_BRIEF and constraint.kind not in tried:
            changes = loosened(BRIEF, constraint, step)
            tried[constraint.kind] = workings_of(BRIEF.changed(**changes)).constraints == more(limits)

    assert tried == dict.fromkeys(tried, True)
    assert len(tried) == 16


def test_a_holiday_and_a_response_window_have_no_single_field() -> None:
    limits = workings_of(BRIEF).constraints
    windows = [found for found in relaxations(limits) if found.constraint.kind == "watch"]

    assert [loosened(BRIEF, found.constraint, found.step) for found in windows] == [{}, {}]


@pytest.mark.parametrize(
    ("constraint", "fields"),
    [
        (Constraint("hours", "Ada", 168.0), {"team": [{"name": "Ada", "hours_per_week": 168}]}),
        (Constraint("posts_a_day", "x", 10.0), {"cadence": [{"platform": "x", "posts_per_day": 10}]}),
        (Constraint("most_posts", "x", 70.0), {"cadence": [{"platform": "x", "posts_per_week_high": 70}]}),
    ],
    ids=["hours", "a day", "a week"],
)
def test_a_field_that_can_take_no_more_has_no_change(constraint: Constraint, fields: dict[str, Any]) -> None:
    assert loosened(BRIEF.changed(**fields), constraint, 1) == {}


def test_one_person_whose_hours_can_be_no_longer_leaves_those_of_others_open() -> None:
    brief = BRIEF.changed(team=[{"name": "Ada", "hours_per_week": 168}, {"name": "Ben", "hours_per_week": 3}])
    (_ada, ben) = loosened(brief, Constraint("hours", "Ben", 3.0), 0.5)["team"]  # type: ignore[misc]

    assert ben.hours_per_week == 3.5
