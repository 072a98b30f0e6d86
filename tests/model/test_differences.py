"""What differs from what was agreed of a plan."""

import datetime as dt
import json
from typing import Any

import pytest

from strategy_kit.model import Brief, Plan
from strategy_kit.model.differences import differences_since_agreed, is_agreed

MONDAY, AGREED = dt.date(2027, 1, 4), dt.date(2026, 12, 18)


@pytest.fixture
def plan() -> Plan:
    """A plan that was agreed."""
    brief = Brief(name="Corner bakery")
    return Plan(id="p1", brief=brief, start=MONDAY, agreed_by="Ada", agreed_on=AGREED, platforms=("facebook",))


def test_a_draft_holds_nothing_agreed_and_an_agreed_plan_its_terms(plan: Plan) -> None:
    assert plan.agreed == plan.terms
    assert plan.changed(agreed_on=None).agreed is None
    assert plan.changed(agreed_on=None).agreed_by == "Ada"


@pytest.mark.parametrize(
    ("changes", "places"),
    [
        ({"brief": {"promotion_cap": 0.5}}, ["promotion_cap"]),
        ({"brief": {"team": [{"name": "Owner", "hours_per_week": 9}]}}, ["team.0.hours_per_week"]),
        ({"weeks": 8}, ["weeks"]),
        ({"start": dt.date(2027, 1, 11)}, ["start"]),
        ({"trigger": "when a second person joins"}, ["trigger"]),
        ({"brief": {"name": "Bakery"}}, []),
        ({"brief": {"lang": "fr"}}, []),
        ({"id": "p2", "agreed_by": "Ada and Bo"}, []),
        ({"agreed_on": MONDAY}, []),
    ],
    ids=["cap", "hours", "weeks", "first day", "trigger", "its name", "its language", "id, names", "the day alone"],
)
def test_what_decides_is_a_change_and_its_name_is_not(plan: Plan, changes: dict[str, Any], places: list[str]) -> None:
    brief = plan.brief.changed(**changes.get("brief", {}))
    changed = plan.changed(**{**changes, "brief": brief})

    assert differences_since_agreed(changed) == places
    assert is_agreed(changed) == (not places)


def test_to_agree_again_takes_the_plan_as_it_is(plan: Plan) -> None:
    again = plan.changed(weeks=8).changed(agreed=None, agreed_on=MONDAY)

    assert is_agreed(again)
    assert differences_since_agreed(again.changed(weeks=4)) == ["weeks"]


def test_other_platforms_are_a_change_where_both_are_known(plan: Plan) -> None:
    assert differences_since_agreed(plan, ("facebook", "x")) == ["platforms"]
    assert differences_since_agreed(plan, ("facebook",)) == []
    assert differences_since_agreed(plan.changed(platforms=(), agreed=None), ("x",)) == []


def test_the_file_of_a_plan_holds_what_was_agreed(plan: Plan) -> None:
    changed = plan.changed(weeks=8)

    assert Plan.from_json(changed.to_json()) == changed
    assert differences_since_agreed(Plan.from_json(changed.to_json())) == ["weeks"]


def test_an_agreed_plan_of_an_earlier_version_opens_as_agreed_and_its_changes_count_from_then(plan: Plan) -> None:
    values = json.loads(plan.to_json())
    del values["agreed"]
    opened = Plan.from_json(json.dumps(values))

    assert opened == plan
    assert differences_since_agreed(opened.changed(weeks=8)) == ["weeks"]
