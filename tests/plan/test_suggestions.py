"""What objectives suggest for a plan, and what it would change."""

import datetime as dt
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.model import Brief, Objective, Pillar, Plan
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.model.types import Purpose
from strategy_kit.plan.serving import serving_by_purpose
from strategy_kit.plan.suggestions import Suggestion, outcomes, suggestions
from strategy_kit.plan.workings import Workings

EVIDENCE = load_evidence()
TABLE = EVIDENCE.objective_suggestions
SALES = Objective(key="sales")
PAIR = (Objective(key="brand-awareness", weight=2), Objective(key="sales", weight=2))


def suggested(subject: str, brief: Brief) -> Suggestion:
    (found,) = [each for each in suggestions(brief, TABLE) if each.subject == subject]
    return found


def brief_of(*objectives: Objective, **fields: Any) -> Brief:
    return Brief(name="Shop", objectives=objectives, **fields)


@pytest.mark.parametrize("objectives", [(), (Objective(name="Fill the hall"),)], ids=["none", "own words"])
def test_nothing_is_suggested_without_an_objective_of_the_list(objectives: tuple[Objective, ...]) -> None:
    assert suggestions(brief_of(*objectives), TABLE) == ()


def test_an_objective_in_ones_own_words_leaves_the_suggestions_of_the_others_as_they_are() -> None:
    alone, beside = brief_of(PAIR[1]), brief_of(PAIR[1], Objective(name="Fill the hall", weight=9))

    assert [each.suggested for each in suggestions(alone, TABLE)] == [
        each.suggested for each in suggestions(beside, TABLE)
    ]


def test_an_objective_in_ones_own_words_that_is_like_one_of_the_list_suggests_the_same() -> None:
    alike, listed = brief_of(Objective(name="More orders", like="sales")), brief_of(SALES)

    assert [each.suggested for each in suggestions(alike, TABLE)] == [
        each.suggested for each in suggestions(listed, TABLE)
    ]
    assert ("More orders",) in {pillar.serves for pillar in serving_by_purpose(alike.pillars, alike.objectives, TABLE)}


def test_objectives_of_one_kind_count_by_their_weights_together() -> None:
    own = Objective(name="More orders", like="sales", weight=2)
    found = suggested("promotion_cap", brief_of(Objective(key="brand-awareness"), Objective(key="sales"), own))

    assert found.suggested == {"": 0.25}  # (0.1 + 3 * 0.3) / 4


def test_objectives_count_by_their_weights_and_a_criterion_of_one_of_them_by_its_usual_weight_for_the_other() -> None:
    found = suggested("weight", brief_of(*PAIR)).suggested

    assert found["dialogue"] == 2.5  # the mean of 2 for brand awareness and the usual 3 for sales
    assert "effort" not in found
    assert suggested("promotion_cap", brief_of(*PAIR)).suggested == {"": 0.2}


def test_the_shortest_response_time_counts() -> None:
    found = suggested("reply_minutes", brief_of(*PAIR))

    assert found.suggested == {"": 60}
    assert set(found.rests_on["objective"]) == {"sales"}


@pytest.mark.parametrize("subject", ["weight", "purpose", "promotion_cap", "reply_minutes", "format"])
@pytest.mark.parametrize("key", ["brand-awareness", "engagement"])
def test_a_plan_that_takes_a_suggestion_follows_it(subject: str, key: Any) -> None:
    brief = brief_of(Objective(key=key), reply_target_minutes=30, promotion_cap=0.5)
    found = suggested(subject, brief)

    assert found.changes
    assert suggested(subject, brief.changed(**found.changes)).changes == {}


def test_a_purpose_that_no_pillar_has_is_named_and_one_of_which_nothing_is_said_keeps_its_share() -> None:
    pillars = (
        Pillar(name="Questions", purpose="converse", share=0.2),
        Pillar(name="Tips", purpose="help", share=0.6),
        Pillar(name="Recipes", purpose="help", share=0.2),
    )
    found = suggested("purpose", brief_of(Objective(key="credibility"), pillars=pillars))

    assert found.lacking == ("inform", "sell")
    assert found.suggested == pytest.approx({"help": 0.8})
    assert found.changes == {}


def test_pillars_of_one_purpose_keep_their_proportions() -> None:
    pillars = (
        Pillar(name="Tips", purpose="help", share=0.15),
        Pillar(name="Recipes", purpose="help", share=0.05),
        Pillar(name="News", share=0.8),
    )
    found = suggested("purpose", brief_of(Objective(key="credibility"), pillars=pillars))
    shares = [pillar.share for pillar in brief_of(**found.changes).pillars]

    assert shares == pytest.approx([0.5, 0.167, 0.333], abs=1e-3)


def test_weights_that_come_from_people_or_pairs_are_left_alone() -> None:
    assert "weight" not in {each.subject for each in suggestions(brief_of(*PAIR, weighing="group"), TABLE)}


def test_the_difference_that_a_suggestion_makes_is_known_without_a_calendar() -> None:
    brief = brief_of(Objective(key="community"), promotion_cap=0.2)
    workings = Workings(Plan(id="p", brief=brief, start=dt.date(2027, 1, 4), weeks=4), EVIDENCE, 2027)
    before, after = outcomes(workings, suggested("promotion_cap", brief).changes)

    assert (before.posts["sell"], after.posts["sell"]) == (3, 1)
    assert sum(before.posts.values()) == sum(after.posts.values())
    assert not workings.has("schedule")


def test_each_objective_has_a_pillar_that_serves_it_by_its_purpose() -> None:
    keys = list(EVIDENCE.objectives["key"])
    for key in keys:
        assert any(
            key in pillar.serves
            for pillar in serving_by_purpose(Brief(name="Shop").pillars, [Objective(key=key)], TABLE)
        ), key


def test_a_purpose_serves_an_objective_that_suggests_any_share_of_the_posts_for_it() -> None:
    found = serving_by_purpose(
        Brief(name="Shop").pillars, [Objective(key="lead-generation"), Objective(key="community")], TABLE
    )

    assert {pillar.name: pillar.serves for pillar in found} == {
        "How-to": ("lead-generation", "community"),
        "News": ("lead-generation",),  # 15% of its posts inform
        "Questions": ("lead-generation", "community"),
        "Offers": ("lead-generation",),
    }


def test_what_a_pillar_serves_already_stays() -> None:
    (found,) = serving_by_purpose([Pillar(name="Offers", purpose="sell", serves=("Own",))], [SALES], TABLE)

    assert found.serves == ("Own", "sales")


@st.composite
def briefs(draw: st.DrawFn) -> Brief:
    keys = draw(st.lists(st.sampled_from(list(EVIDENCE.objectives["key"])), min_size=1, max_size=3, unique=True))
    pillars = [
        Pillar(name=str(place), purpose=draw(st.sampled_from(get_args(Purpose))), share=draw(st.floats(0, 1)))
        for place in range(draw(st.integers(1, 5)))
    ]
    return brief_of(
        *(Objective(key=key, weight=draw(st.floats(0.5, 5))) for key in keys),
        pillars=pillars,
        promotion_cap=draw(st.floats(0, 1)),
        weights={key: draw(st.floats(0.5, 9)) for key in CRITERIA},
        reply_target_minutes=draw(st.integers(5, 2880)),
    )


@settings(deadline=None, max_examples=60)
@given(briefs())
def test_a_plan_that_takes_all_suggestions_has_none_left(brief: Brief) -> None:
    for found in suggestions(brief, TABLE):
        brief = brief.changed(**found.changes)

    assert [each.subject for each in suggestions(brief, TABLE) if each.changes] == []


@given(st.sets(st.sampled_from(sorted(set(TABLE["objective"]))), min_size=1, max_size=3), st.data())
@settings(deadline=None, max_examples=40)
def test_no_more_promotion_is_suggested_than_the_limit_beside_it(keys: set[str], data: st.DataObject) -> None:
    purposes = data.draw(st.sets(st.sampled_from(["help", "inform", "entertain", "converse"]), min_size=1))
    pillars = [Pillar(name=purpose, purpose=purpose) for purpose in sorted({*purposes, "sell"})]
    brief = brief_of(*(Objective(key=key) for key in sorted(keys)), pillars=pillars)
    shares = [each.suggested for each in suggestions(brief, TABLE) if each.subject == "purpose"]

    for found in shares:
        assert sum(found.values()) <= 1 + 1e-9
        if len(found) > 1:  # the limit is rounded to 5%
            assert found.get("sell", 0.0) <= suggested("promotion_cap", brief).suggested[""] + 0.025
