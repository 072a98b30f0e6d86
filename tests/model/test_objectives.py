"""Objectives travel as JSON: those of before as keys; what cannot be is refused by name."""

import datetime as dt
import json
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.labels.changes import agreement_of, change_words
from strategy_kit.model import Brief, Objective, Person, Pillar, Plan
from strategy_kit.model.differences import differences, differences_since_agreed
from strategy_kit.model.renaming import renamed
from strategy_kit.model.types import ObjectiveKey

MONDAY = dt.date(2027, 1, 4)
TEAM = (Person(name="Ada"), Person(name="Bo"))
names = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=20)
amounts = st.none() | st.floats(-1e9, 1e9) | st.integers(-1000, 1000)
days = st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2099, 1, 1))


@st.composite
def objectives(draw: st.DrawFn) -> Objective:
    key = draw(st.none() | st.sampled_from(get_args(ObjectiveKey)))
    own = draw(st.none() | names)
    measure = None if own or key is None else draw(st.none() | st.just("leads"))
    baseline_on, due = sorted((draw(days) or MONDAY, draw(days) or MONDAY))
    return Objective(
        key=key,
        name=draw(names if key is None else st.none() | names),
        serves=draw(st.just("") | names),
        measure=measure,
        own_measure=own,
        own_unit=draw(st.none() | names) if own else None,
        per=draw(st.sampled_from(["week", "month"])),
        baseline=draw(amounts),
        baseline_on=draw(st.none() | st.just(baseline_on)),
        target=draw(amounts),
        due=draw(st.none() | st.just(due)),
        owner=draw(st.none() | names),
        weight=draw(st.floats(0.01, 1000)),
    )


@given(st.lists(objectives(), max_size=3, unique_by=lambda one: one.what))
def test_objectives_survive_a_json_round_trip(chosen: list[Objective]) -> None:
    brief = Brief(name="Shop", objectives=chosen)
    plan = Plan(brief=brief, start=MONDAY, agreed_on=MONDAY)

    assert Brief.from_json(brief.to_json()) == brief
    assert Plan.from_json(plan.to_json()) == plan


fields = st.sampled_from([*Objective.model_fields, "colour"])
values = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=9)
    | st.sampled_from(["sales", "2027-06-30", "week", [], {}, [1], {"a": 1}])
)
entries = st.dictionaries(fields, values, max_size=6) | values


@settings(max_examples=300)
@given(st.lists(entries, max_size=4) | values)
def test_any_json_of_objectives_is_read_or_refused_in_words(sent: Any) -> None:
    try:
        brief = Brief.from_json(json.dumps({"name": "Shop", "objectives": sent}, allow_nan=True))
    except InputError as error:
        assert Words("fr").faults(error)
        assert all(fault for fault in Words("fr").faults(error))
    else:
        assert Brief.from_json(brief.to_json()) == brief


OLD = {"name": "Shop", "objectives": ["sales", "loyalty"]}
NOW = (Objective(key="sales"), Objective(key="loyalty"))


def test_a_plan_of_version_1_opens_with_its_objectives_and_is_saved_as_version_2() -> None:
    agreed = {"brief": OLD, "start": "2027-01-04", "weeks": 4}
    old = {"format_version": 1, "id": "p1", "brief": OLD, "start": "2027-01-04", "agreed_on": "2027-01-02"}
    plan = Plan.from_json(json.dumps({**old, "agreed_by": "Ada", "agreed": agreed}))

    assert plan.brief.objectives == NOW
    assert plan.agreed is not None
    assert plan.agreed.brief.objectives == NOW
    assert differences_since_agreed(plan) == []
    saved = json.loads(plan.to_json())
    assert (saved["format_version"], saved["brief"]["objectives"][0]["key"]) == (2, "sales")


def test_a_plan_without_a_version_opens_too() -> None:
    assert Plan.from_json(json.dumps({"brief": OLD, "start": "2027-01-04"})).brief.objectives == NOW


@pytest.mark.parametrize(
    ("objective", "words"),
    [
        ({}, "objectives.0: this objective has no name"),
        ({"target": 4}, "objectives.0: this objective has no name"),
        ({"key": "fame"}, "objectives.0.key: found fame. Use one of these: brand-awareness"),
        ({"name": " "}, "objectives.0.name: enter a name"),
        ({"name": "Fill the hall", "measure": "leads"}, "objectives.0: this KPI belongs to an objective of the list"),
        ({"key": "sales", "measure": "orders", "own_measure": "Tickets"}, "objectives.0: this objective has two KPIs"),
        (
            {"key": "sales", "like": "loyalty"},
            "objectives.0: only an objective in your own words is like one of the list",
        ),
        ({"key": "sales", "own_unit": "tickets"}, "objectives.0: this unit belongs to a KPI of your own"),
        ({"key": "sales", "target": 1e12}, "objectives.0.target: found 1000000000000.0. Use 1000000000 or less"),
        ({"key": "sales", "target": "20"}, 'objectives.0.target: found "20". Use a number'),
        ({"key": "sales", "target": True}, "objectives.0.target: found true. Use a number"),
        ({"key": "sales", "due": "2027-02-30"}, "objectives.0.due: found 2027-02-30. Enter a valid date"),
        ({"key": "sales", "due": "1850-01-01"}, "objectives.0.due: found 1850-01-01. Use a date between"),
        ({"key": "sales", "due": 1830297600}, "objectives.0.due: found 1830297600. Enter a valid date"),
        (
            {"key": "sales", "baseline_on": "2027-06-30", "due": "2027-01-01"},
            "objectives.0: the baseline is dated after the due date",
        ),
        ({"key": "sales", "per": "day"}, "objectives.0.per: found day. Use one of these: week, month"),
        ({"key": "sales", "weight": 0}, "objectives.0.weight: found 0. Use a number above 0"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_objective_that_cannot_be_is_refused_by_its_field(objective: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError) as refusal:
        Brief.from_json(json.dumps({"name": "Shop", "objectives": [objective]}))

    assert str(refusal.value).startswith(words)


def test_two_objectives_are_not_about_the_same() -> None:
    Brief(name="Shop", objectives=[{"name": "Fill the hall"}, {"name": "Fill the café"}, {"key": "sales"}])
    for twins in ([{"name": "Fill the hall"}] * 2, [{"key": "sales"}, {"key": "sales", "name": "Sell more"}]):
        with pytest.raises(InputError, match="appears twice"):
            Brief(name="Shop").changed(objectives=twins)


def owners(brief: Brief) -> list[str | None]:
    return [objective.owner for objective in brief.objectives]


@pytest.fixture
def owned() -> Brief:
    return Brief(
        name="Shop", team=TEAM, objectives=[{"key": "sales", "owner": "Bo"}, {"key": "loyalty", "owner": "Ada"}]
    )


def test_the_owner_of_an_objective_follows_a_new_name(owned: Brief) -> None:
    assert owners(renamed(owned, owned.changed(team=[TEAM[0], Person(name="Bob")]))) == ["Bob", "Ada"]


def test_the_objectives_of_a_person_who_leaves_have_no_owner(owned: Brief) -> None:
    assert owners(renamed(owned, owned.changed(team=TEAM[:1]))) == [None, "Ada"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"target": 30}, "target of an objective"),
        ({"baseline": 3, "baseline_on": MONDAY}, "baseline of an objective"),
        ({"own_measure": "Tickets", "measure": None}, "KPI of an objective"),
        ({"due": MONDAY}, "due date of an objective"),
        ({"owner": "Ada"}, "owner of an objective"),
        ({"serves": "Two half-days"}, "business goal of an objective"),
        ({"weight": 2}, "weight of an objective"),
        ({"per": "week"}, "period of a KPI"),
        ({"target": 30, "due": MONDAY}, "objectives"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_changed_of_an_objective_is_named(changes: dict[str, Any], words: str) -> None:
    brief = Brief(name="Shop", objectives=[Objective(key="lead-generation", measure="leads", target=20)])
    plan = Plan(brief=brief, start=MONDAY, agreed_by="Ada", agreed_on=MONDAY)
    changed = plan.changed(brief=brief.changed(objectives=[brief.objectives[0].changed(**changes)]))

    assert change_words(differences(plan, changed), Words("en")) == words
    assert agreement_of(changed, Words("en")).changes == f"Changed: {words}."


RATE = {"platform": "facebook", "metric": "organic reach", "percent": 8}


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ({"followers": [{"platform": "facebook", "people": -1}]}, "Use 0 or more"),
        ({"followers": [{"platform": "facebook", "people": 2.5}]}, "whole number"),
        ({"followers": [{"platform": "facebook"}] * 2}, "facebook appears twice"),
        ({"own_rates": [RATE, RATE]}, "facebook, organic reach appears twice"),
        ({"own_rates": [{**RATE, "percent": float("nan")}]}, "Use a number"),
        ({"own_rates": [{**RATE, "percent": 10_001}]}, "Use 10000 or less"),
        ({"own_rates": [{**RATE, "metric": "link clicks by reach", "percent": 101}]}, "Use 100 or less"),
        ({"own_rates": [{**RATE, "metric": "leads by visits"}]}, "for all platforms"),
        ({"own_rates": [{**RATE, "platform": "all"}]}, "for one platform"),
        ({"own_rates": [{**RATE, "metric": "results by reach"}]}, "name the KPI"),
        ({"own_rates": [{**RATE, "measure": "leads"}]}, "name the KPI"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_followers_and_rates_that_cannot_be_are_refused(entries: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError, match=words):
        Brief(name="Shop").changed(**entries)


def test_followers_that_are_not_known_stay_unknown_in_a_file() -> None:
    brief = Brief(name="Shop", followers=[{"platform": "facebook"}, {"platform": "x", "people": 0}])

    assert [entry.people for entry in Brief.from_json(brief.to_json()).followers] == [None, 0]


# The pillars that serve an objective


@pytest.fixture
def served() -> Brief:
    pillars = (Pillar(name="Help", serves=("sales", "Fill the hall")), Pillar(name="News", serves=("sales",)))
    return Brief(name="Shop", objectives=(Objective(key="sales"), Objective(name="Fill the hall")), pillars=pillars)


def test_a_pillar_follows_the_new_name_of_an_objective(served: Brief) -> None:
    after = renamed(served, served.changed(objectives=({"key": "sales"}, {"name": "Sell tickets"})))

    assert [pillar.serves for pillar in after.pillars] == [("sales", "Sell tickets"), ("sales",)]


def test_a_pillar_serves_no_objective_that_is_no_longer_there(served: Brief) -> None:
    after = renamed(served, served.changed(objectives=({"name": "Fill the hall"},)))

    assert [pillar.serves for pillar in after.pillars] == [("Fill the hall",), ()]


def test_a_pillar_does_not_follow_an_objective_that_another_of_the_list_replaces(served: Brief) -> None:
    after = renamed(served, served.changed(objectives=({"key": "loyalty"}, {"name": "Fill the hall"})))

    assert [pillar.serves for pillar in after.pillars] == [("Fill the hall",), ()]


def test_what_pillars_serve_is_saved(served: Brief) -> None:
    assert Brief.from_json(served.to_json()) == served
