"""Brand voice, crisis plan, profiles, peers and budget as the plan shows them, and what each says is missing."""

import datetime as dt
from typing import Any

import pytest

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.figures.card import Card
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan
from strategy_kit.plan.workings import Workings
from strategy_kit.views.shared import View
from strategy_kit.views.strategy import (
    STRATEGY,
    brand_voice_view,
    budget_view,
    crisis_view,
    overdue_profiles,
    peers_view,
    profiles_view,
    strategy_line,
)

EN, MONDAY = Words("en", "GB"), dt.date(2027, 1, 4)
TEAM = [{"name": "Ada"}, {"name": "Bo"}]


def workings(**fields: Any) -> Workings:
    brief = Brief(name="Shop", country="GB", team=TEAM, platforms=("facebook",), **fields)
    return Workings(Plan(id="p1", brief=brief, start=MONDAY, weeks=1), load_evidence(), 2027)


def card(view: View, **fields: Any) -> Card:
    made = view(workings(**fields), EN)
    return made if isinstance(made, Card) else next(iter(made))


def rows(found: Card) -> list[tuple[str, ...]]:
    assert found.table is not None
    return list(found.table.rows)


@pytest.mark.parametrize("view", STRATEGY.values())
def test_what_is_not_filled_in_has_no_card(view: View) -> None:
    assert list(view(workings(), EN)) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("traits", "note"),
    [
        (1, "You have one trait; three to five are our advice, not a rule from a study."),
        (2, "You have 2 traits; three to five are our advice, not a rule from a study."),
        (3, "Three to five traits are our advice, not a rule from a study."),
    ],
)
def test_fewer_than_three_traits_are_pointed_out(traits: int, note: str) -> None:
    voice = [{"we_are": f"Trait {n}", "we_are_not": "loud"} for n in range(traits)]

    assert card(brand_voice_view, brand_voice=voice).note == note


def test_a_crisis_plan_names_the_waits_and_what_is_not_decided() -> None:
    found = card(crisis_view, crisis={"what": "Spoilt goods", "decides": "Ada"})

    assert (
        found.title
        == "In a crisis, 63\u00a0h can pass until the team is available, and 63\u00a0h until someone can decide"
    )
    assert ("Who decides", "Ada, who can be reached 45\u00a0h a week") in rows(found)
    assert ("Longest wait until someone can decide", "63\u00a0h, from Friday 18:00") in rows(found)
    assert found.alert == (
        "Not decided yet: who decides in their absence, first words, ready to publish, who is told and what to look at "
        "afterwards."
    )


def test_a_person_without_hours_or_gone_is_pointed_out_in_a_crisis_plan() -> None:
    crisis = {"what": "x", "decides": "Cleo", "deputy": "Ada", "first_words": "x", "told": "x", "afterwards": "x"}
    found = card(crisis_view, crisis=crisis)

    assert found.alert == "No longer in the team: Cleo."
    assert ("Who decides", "Cleo (no longer exists)") in rows(found)


def test_a_profile_shows_what_is_missing_who_completes_it_and_by_when() -> None:
    done = ["name", "picture", "description", "contact"]
    found = card(profiles_view, profiles=[{"platform": "facebook", "done": done, "who": "Bo", "by": "2027-01-05"}])

    assert rows(found) == [("Facebook", "link to your website and opening hours", "Bo", "5 January 2027")]
    assert found.title == "Profiles complete: 0 of 1"
    assert found.alert.startswith("Complete only after the first day of the plan: Facebook.")


@pytest.mark.parametrize(("today", "past"), [(MONDAY, []), (dt.date(2027, 1, 5), [("Facebook", MONDAY)])])
def test_a_profile_whose_date_is_past_is_overdue(today: dt.date, past: list[Any]) -> None:
    found = workings(profiles=[{"platform": "facebook", "by": MONDAY}])

    assert overdue_profiles(found, found.platforms, today) == past


def test_peers_stand_beside_the_posts_of_the_plan_and_unknown_is_blank() -> None:
    peers = [
        {"name": "Baker", "platform": "facebook", "seen": "2025-01-01", "posts_per_week": 2.5},
        {"name": "Baker", "platform": "x"},
    ]
    found = card(peers_view, peers=peers)

    assert rows(found)[0][:4] == ("Facebook", "Baker", "2.5", "5")
    assert rows(found)[1][:4] == ("X", "Baker", "", "not in your plan")
    assert found.alert == "Seen more than a year before the plan starts: Baker. Look again before you rely on it."


def test_a_budget_says_what_is_unknown_and_keeps_current_activities_apart() -> None:
    found = card(
        budget_view,
        costs=[{"what": "Photos", "kind": "production", "per_month": 40}, {"what": "Tool"}],
        activities=[{"name": "Leaflets", "cost_per_month": 90}],
    )

    assert found.title.endswith("of work and at least £40 a month")
    assert ("Tool (tool or subscription)", "not known yet", "not known yet") in rows(found)
    assert rows(found)[-1][:2] == ("All known costs", "£40")
    assert found.alert == "No amount yet, so not in the total: Tool."
    assert found.note.startswith("Your current activities cost £90 a month. They are not part of this total")


def test_a_boost_elsewhere_and_a_name_of_two_lists_are_pointed_out() -> None:
    found = card(
        budget_view,
        costs=[
            {"what": "Ads", "kind": "boost", "platform": "x", "per_month": 1},
            {"what": "More ads", "kind": "boost", "per_month": 1},
        ],
        activities=[{"name": "Ads", "cost_per_month": 1}],
    )

    assert found.alert == (
        "Ads: X is not a platform of this plan. More ads: choose the platform of this boost. Also among your current "
        "activities, and counted only here: Ads."
    )


def test_a_plan_without_costs_still_has_its_hours() -> None:
    assert card(budget_view).title.endswith("of work a month; no costs entered yet")


def test_the_parts_that_are_filled_in_are_named_before_those_that_are_not() -> None:
    voice, costs, peers = [{"we_are": "warm"}], [{"what": "Tool"}], [{"name": "Shop", "platform": "facebook"}]
    done = {"brand_voice": voice, "costs": costs, "peers": peers, "crisis": {"decides": "Ada"}}
    profiles = [{"platform": "facebook", "done": ["name"]}]

    assert strategy_line(Brief(name="Shop"), EN).startswith("Not yet filled in: brand voice, ")
    assert strategy_line(Brief(name="Shop", costs=costs, crisis=done["crisis"]), EN) == (
        "Filled in: crisis plan, budget. Not yet: brand voice, profiles on your platforms, peers"
    )
    assert strategy_line(Brief(name="Shop", **done, profiles=profiles), EN) == (
        "Filled in: brand voice, profiles on your platforms, peers, crisis plan, budget"
    )
