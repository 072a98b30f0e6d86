"""A plan that two windows changed at once: nothing of either is lost, and nothing is made up."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.model import Brief, Pillar, Plan
from strategy_kit.model.merge import merged

BASE = Plan(id="p1", brief=Brief(name="Corner bakery"), start=dt.date(2027, 1, 4))
TEAM = BASE.brief.team
CHANGES: tuple[dict[str, Any], ...] = (
    {"weeks": 8},
    {"start": dt.date(2027, 2, 1)},
    {"name": "Baker"},
    {"promotion_cap": 0.1},
    {"holidays_off": False},
    {"pillars": (BASE.brief.pillars[0].changed(share=0.3), *BASE.brief.pillars[1:])},
    {"pillars": (*BASE.brief.pillars, Pillar(name="Recipes", share=0.1))},
)


def changed(plan: Plan, change: dict[str, Any]) -> Plan:
    (name,) = change
    return plan.changed(**change) if name in Plan.model_fields else plan.changed(brief=plan.brief.changed(**change))


@given(st.sampled_from(CHANGES), st.sampled_from(CHANGES))
def test_changes_of_different_values_are_both_kept_in_whichever_order(one: Any, other: Any) -> None:
    mine, theirs = changed(BASE, one), changed(BASE, other)

    both = merged(BASE, mine, theirs)

    assert merged(BASE, theirs, mine) == both
    if set(one) != set(other):
        assert both == changed(mine, other)
    elif one == other:
        assert both == mine


@pytest.mark.parametrize("change", CHANGES)
def test_where_one_window_changed_nothing_the_other_is_the_plan(change: dict[str, Any]) -> None:
    plan = changed(BASE, change)

    assert merged(BASE, plan, BASE) == merged(BASE, BASE, plan) == plan


def test_different_values_of_one_entry_are_both_kept() -> None:
    mine, theirs = (
        changed(BASE, {"team": (TEAM[0].changed(**values),)})
        for values in ({"hours_per_week": 7.5}, {"zone": "Europe/Paris"})
    )

    both = merged(BASE, mine, theirs)

    assert both and (both.brief.team[0].hours_per_week, both.brief.team[0].zone) == (7.5, "Europe/Paris")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"weeks": 8}, {"weeks": 6}),
        ({"team": (*TEAM, {"name": "Ada"})}, {"team": (*TEAM, {"name": "ada"}, {"name": "Ada"})}),
        ({"team": ({"name": "Ada"},)}, {"team": (*TEAM, {"name": "Bo"})}),
        ({"posting_from": dt.time(9)}, {"posting_from": dt.time(10)}),
        ({"posting_from": dt.time(15)}, {"posting_until": dt.time(12)}),
    ],
    ids=["number", "twins", "an entry removed", "time", "two that do not go together"],
)
def test_what_cannot_be_put_together_is_none(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert merged(BASE, changed(BASE, one), changed(BASE, other)) is None
