"""Brand voice, profiles, peers, crisis plan and costs travel with a plan, and follow the names of people."""

import datetime as dt
from typing import Any

import pytest

from strategy_kit.errors import InputError
from strategy_kit.model import Brief, Plan
from strategy_kit.model.differences import differences_since_agreed
from strategy_kit.model.merge import merged
from strategy_kit.model.renaming import referenced_names, renamed

MONDAY = dt.date(2027, 1, 4)
FILLED: dict[str, Any] = {
    "team": [{"name": "Ada"}, {"name": "Bo"}],
    "brand_voice": [{"we_are": "warm", "we_are_not": "familiar", "example": "Come in!"}],
    "crisis": {"what": "Spoilt goods", "decides": "Ada", "deputy": "Bo"},
    "profiles": [{"platform": "facebook", "done": ["name"], "who": "Bo", "by": "2027-01-02"}],
    "peers": [{"name": "Baker", "platform": "facebook", "seen": "2026-12-01", "formats": ["image"]}],
    "costs": [{"what": "Boost", "kind": "boost", "platform": "facebook", "per_month": 30}],
    "hourly_cost": 18,
}


def brief(**changes: Any) -> Brief:
    return Brief(name="Shop", **{**FILLED, **changes})


def test_what_is_filled_in_survives_a_json_round_trip() -> None:
    plan = Plan(id="p", brief=brief(), start=MONDAY)

    assert Plan.from_json(plan.to_json()) == plan


def test_a_brief_of_an_earlier_version_has_nothing_of_it() -> None:
    old = Brief.from_json('{"name": "Shop"}')

    assert (old.brand_voice, old.profiles, old.peers, old.costs, old.hourly_cost) == ((), (), (), (), None)
    assert old.crisis.is_empty


def test_the_new_name_of_a_person_is_followed_by_the_profile_and_the_crisis_plan() -> None:
    before = brief()
    after = renamed(before, before.changed(team=[{"name": "Ada"}, {"name": "Cleo"}]))

    assert (after.profiles[0].who, after.crisis.decides, after.crisis.deputy) == ("Cleo", "Ada", "Cleo")
    assert referenced_names(after, "team") == ["Ada", "Cleo"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"brand_voice": [{"we_are": f"trait {n}"} for n in range(6)]}, "brand_voice"),
        ({"brand_voice": [{"we_are": "warm"}, {"we_are": "warm"}]}, "brand_voice"),
        ({"profiles": [{"platform": "x"}, {"platform": "x"}]}, "profiles"),
        ({"profiles": [{"platform": "x", "done": ["name", "name"]}]}, "profiles.0.done"),
        ({"peers": [{"name": "Baker", "platform": "x"}] * 2}, "peers"),
        ({"peers": [{"name": "Baker", "platform": "x", "posts_per_week": -1}]}, "peers.0.posts_per_week"),
        ({"costs": [{"what": "Tool", "per_month": -1}]}, "costs.0.per_month"),
        ({"hourly_cost": float("inf")}, "hourly_cost"),
    ],
)
def test_what_contradicts_itself_is_refused_by_its_field(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InputError) as refused:
        brief().changed(**changes)

    assert refused.value.field == field


def test_five_peers_may_have_several_platforms_each_and_a_sixth_is_refused() -> None:
    rows = [{"name": f"Peer {n}", "platform": platform} for n in range(5) for platform in ("x", "facebook")]

    assert len(brief(peers=rows).peers) == 10
    with pytest.raises(InputError, match="at most five"):
        brief().changed(peers=[*rows, {"name": "Peer 6", "platform": "x"}])


def test_two_windows_that_answer_different_parts_of_the_crisis_plan_are_merged() -> None:
    base = Plan(id="p", brief=brief(), start=MONDAY)
    mine, theirs = (
        base.changed(brief=base.brief.changed(crisis=base.brief.crisis.changed(**values)))
        for values in ({"told": "Staff"}, {"first_words": "We know of it."})
    )
    both = merged(base, mine, theirs)

    assert both is not None
    assert (both.brief.crisis.told, both.brief.crisis.first_words) == ("Staff", "We know of it.")


@pytest.mark.parametrize(
    ("changes", "places"),
    [
        ({"profiles": [{"platform": "facebook", "done": ["name", "link"]}]}, []),
        ({"peers": []}, []),
        ({"brand_voice": []}, ["brand_voice"]),
        ({"crisis": {"decides": "Bo"}}, ["crisis.what", "crisis.decides", "crisis.deputy"]),
        ({"hourly_cost": 20}, ["hourly_cost"]),
    ],
)
def test_work_on_profiles_and_news_of_peers_need_no_new_agreement(changes: dict[str, Any], places: list[str]) -> None:
    agreed = Plan(id="p", brief=brief(), start=MONDAY, agreed_on=dt.date(2026, 12, 18))

    assert differences_since_agreed(agreed.changed(brief=agreed.brief.changed(**changes))) == places
