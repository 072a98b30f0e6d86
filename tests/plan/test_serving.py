"""Posts divided over the objectives by their weights, within the limit on promotional posts."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_kit.evidence.load import load_table
from strategy_kit.model import Brief, Objective, Pillar
from strategy_kit.model.types import Purpose
from strategy_kit.plan.post_count import divided as divided_posts
from strategy_kit.plan.serving import Division, division, posts_serving, serving_by_purpose, unserved_objectives
from strategy_kit.plan.suggestions import suggestions

TABLE = load_table("objective_suggestions")
NAMES = ("one", "two", "three")
PILLARS = ("a", "b", "c", "d")


@st.composite
def briefs(draw: st.DrawFn, most_served: int = 3) -> Brief:
    """Plans with a pillar that gives, so that the limit leaves something to publish."""
    count = draw(st.integers(1, 3))
    objectives = [Objective(name=name, weight=draw(st.floats(0.1, 5))) for name in NAMES[:count]]
    pillars = [
        Pillar(
            name=name,
            purpose="help" if name == "a" else draw(st.sampled_from(("help", "sell", "inform"))),
            share=draw(st.just(0.0) if name == "d" else st.floats(0.05, 1)),
            serves=tuple(draw(st.lists(st.sampled_from(NAMES[:count]), max_size=most_served, unique=True))),
        )
        for name in PILLARS
    ]
    return Brief(name="Shop", objectives=objectives, pillars=pillars, promotion_cap=draw(st.floats(0, 1)))


def divided(brief: Brief) -> Division:
    found = division(brief, TABLE)
    assert found is not None
    return found


@settings(deadline=None)
@given(briefs())
def test_shares_make_a_whole_keep_to_the_limit_and_give_each_objective_what_its_weight_asks_for(brief: Brief) -> None:
    found = division(brief, TABLE)
    if found is None:
        assert not any(pillar.serves for pillar in brief.pillars)
        return
    promoting = math.fsum(found.shares[pillar.name] for pillar in brief.pillars if pillar.promotional)

    assert math.fsum(found.shares.values()) == pytest.approx(1)
    assert min(found.shares.values()) >= 0
    assert promoting <= brief.promotion_cap + 1e-9
    for what, wanted in found.wanted.items():
        assert what in found.limited or found.then[what] >= wanted - 0.01


@settings(deadline=None)
@given(briefs(most_served=1))
def test_posts_are_in_proportion_to_the_weights_to_within_one_where_each_pillar_serves_one(brief: Brief) -> None:
    found = division(brief, TABLE)
    if found is None or found.limited or not found.changes:
        return
    posts = posts_serving(brief, divided_posts(found.shares, 100))
    pillars = {what: sum(what in pillar.serves for pillar in brief.pillars) for what in found.wanted}

    for what, wanted in found.wanted.items():
        assert abs(posts[what] - 100 * wanted) <= pillars[what] + 1e-6


@settings(deadline=None)
@given(briefs())
def test_once_the_posts_are_divided_nothing_is_left_to_change(brief: Brief) -> None:
    found = division(brief, TABLE)
    if found is not None and found.changes:
        assert divided(brief.changed(**found.changes)).changes == {}


def brief_of(*pillars: Pillar, cap: float = 0.2) -> Brief:
    objectives = (Objective(name="sales", weight=3), Objective(name="loyalty"))
    return Brief(name="Shop", objectives=objectives, pillars=pillars, promotion_cap=cap)


def test_a_pillar_that_serves_none_keeps_its_share() -> None:
    free = Pillar(name="News", share=0.5)
    help_, talk = Pillar(name="Help", share=0.3, serves=("sales",)), Pillar(name="Talk", share=0.2, serves=("loyalty",))

    assert divided(brief_of(free, help_, talk)).shares == pytest.approx({"News": 0.5, "Help": 0.375, "Talk": 0.125})


def test_the_limit_on_promotion_that_leaves_an_objective_with_less_is_said() -> None:
    offers = Pillar(name="Offers", purpose="sell", share=0.2, serves=("sales",))
    found = divided(brief_of(offers, Pillar(name="Talk", purpose="converse", share=0.8, serves=("loyalty",))))

    assert found.limited == ("sales",)
    assert found.wanted["sales"] == pytest.approx(0.75)
    assert found.then == pytest.approx({"sales": 0.2, "loyalty": 0.8})


def test_other_pillars_of_an_objective_take_what_the_limit_denies_to_promotion() -> None:
    offers = Pillar(name="Offers", purpose="sell", share=0.4, serves=("sales",))
    help_, talk = Pillar(name="Help", share=0.1, serves=("sales",)), Pillar(name="Talk", share=0.5, serves=("loyalty",))
    found = divided(brief_of(offers, help_, talk))

    assert found.limited == ()
    assert found.then == pytest.approx({"sales": 0.75, "loyalty": 0.25})
    assert found.shares["Offers"] <= 0.2


def test_an_objective_without_a_pillar_is_named_and_the_others_divide_the_posts() -> None:
    found = divided(brief_of(Pillar(name="Talk", share=1, serves=("loyalty",))))

    assert found.unserved == ("sales",)
    assert found.shares == {"Talk": 1}


def test_pillars_that_serve_get_posts_even_if_they_had_no_share() -> None:
    found = divided(brief_of(Pillar(name="News", share=1), Pillar(name="Help", share=0, serves=("sales",))))

    assert found.shares == {"News": 0, "Help": 1}


def test_without_a_pillar_that_serves_an_objective_there_is_nothing_to_divide() -> None:
    assert division(brief_of(Pillar(name="News", share=1, serves=("reputation",))), TABLE) is None


def test_posts_of_an_objective_go_to_its_pillars_by_the_purposes_that_its_kind_suggests() -> None:
    pillars = [
        Pillar(name="Tips", purpose="help", share=0.2, serves=("community",)),
        Pillar(name="Talk", purpose="converse", share=0.2, serves=("community",)),
        Pillar(name="News", share=0.6),
    ]
    found = divided(Brief(name="Shop", objectives=[Objective(key="community")], pillars=pillars))

    assert found.shares == pytest.approx({"Tips": 0.1, "Talk": 0.3, "News": 0.6})  # 20% help, 60% converse, of 40%
    assert (found.purposes_now, found.purposes_then) == (
        {"help": 0.2, "converse": 0.2},
        pytest.approx({"help": 0.1, "converse": 0.3}),
    )


@st.composite
def plans(draw: st.DrawFn) -> Brief:
    """Plans with objectives of the list and own ones, with and without a kind, some of which no pillar serves."""
    kinds = sorted(set(TABLE["objective"]))
    keys = draw(st.lists(st.sampled_from(kinds), max_size=2, unique=True))
    own = [
        Objective(name=name, like=draw(st.none() | st.sampled_from(kinds)))
        for name in draw(st.sampled_from([[], ["own"], ["own"]]) if keys else st.just(["own"]))
    ]
    objectives = [
        each.changed(weight=draw(st.sampled_from((0.5, 1, 3))))
        for each in [*(Objective(key=key) for key in keys), *own]
    ]
    whats = [each.what for each in objectives]
    purposes: tuple[Purpose, ...] = ("help", "inform", "converse", "entertain", "sell")
    pillars = [
        Pillar(
            name=name,
            purpose=draw(st.sampled_from(purposes)),
            share=draw(st.sampled_from((0.0, 0.1, 0.3, 0.6))),
            serves=tuple(draw(st.lists(st.sampled_from(whats), max_size=2, unique=True))),
        )
        for name in PILLARS
    ]
    return Brief(
        name="Shop", objectives=objectives, pillars=pillars, promotion_cap=draw(st.sampled_from((0.1, 0.2, 0.5)))
    )


def taken(brief: Brief, action: str) -> Brief:
    """Take one of the suggestions of communication, if it is open."""
    if action == "match":
        return brief.changed(pillars=serving_by_purpose(brief.pillars, unserved_objectives(brief), TABLE))
    if action == "divide":
        found = division(brief, TABLE)
        return brief.changed(**found.changes) if found else brief
    open_ones = [each for each in suggestions(brief, TABLE) if each.subject == action]
    return brief.changed(**open_ones[0].changes) if open_ones else brief


ACTIONS = ("match", "divide", "promotion_cap", "reply_minutes", "format")


@settings(deadline=None, max_examples=40)
@given(plans(), st.permutations(ACTIONS))
def test_suggestions_taken_once_in_any_order_come_to_the_same_plan_and_leave_nothing_to_change(
    brief: Brief, order: list[str]
) -> None:
    first = then = brief
    for action in ACTIONS:
        first = taken(first, action)
    for action in order:
        then = taken(then, action)

    assert [pillar.share for pillar in then.pillars] == pytest.approx([each.share for each in first.pillars], abs=0.002)
    assert then.changed(pillars=first.pillars) == first
    found = division(first, TABLE)
    assert found is None or found.changes == {}
    assert [each.subject for each in suggestions(first, TABLE) if each.subject != "weight" and each.changes] == []


def test_pillars_of_one_purpose_that_serve_other_objectives_have_equal_parts_however_often_posts_are_divided():
    objectives = [Objective(key="advocacy"), Objective(key="audience-growth")]
    shares = {"Reviews": 0.5, "Offers": 0.1, "Help": 0.4}
    serves = {"Reviews": ["advocacy"], "Offers": ["advocacy", "audience-growth"], "Help": []}
    pillars = [
        Pillar(name=name, purpose="help" if name == "Help" else "sell", share=share, serves=serves[name])
        for name, share in shares.items()
    ]
    once = taken(Brief(name="Shop", objectives=objectives, pillars=pillars), "divide")

    assert taken(once, "divide") == once
    reviews, offers, _help = (pillar.share for pillar in once.pillars)
    assert offers == pytest.approx(3 * reviews, abs=0.002)


def test_pillars_of_one_purpose_that_serve_the_same_objectives_keep_their_proportions():
    pillars = [
        Pillar(name=name, purpose="help", share=share, serves=["loyalty"]) for name, share in (("a", 0.3), ("b", 0.1))
    ]
    pillars.append(Pillar(name="c", purpose="inform", share=0.4, serves=["brand-awareness"]))
    objectives = [Objective(key="loyalty"), Objective(key="brand-awareness", weight=3)]
    then = taken(Brief(name="Shop", objectives=objectives, pillars=pillars), "divide")

    assert [pillar.share for pillar in then.pillars] == pytest.approx([0.188, 0.062, 0.75], abs=0.002)
