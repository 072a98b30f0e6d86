"""The deeper cards of consideration 3: each says its finding, draws it, and has words for having no answer."""

import dataclasses
import datetime as dt

import pandas as pd
import plotly.graph_objects as go
import pytest

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.figures.platforms.frontier import frontier_card, next_platform_card
from strategy_kit.figures.platforms.group import group_cards, pairwise_card
from strategy_kit.figures.platforms.robustness import central_weights_card, nearest_weights_card, pairwise_wins_card
from strategy_kit.figures.platforms.start import expansion_card, start_title
from strategy_kit.figures.shapes.template import themed
from strategy_kit.i18n import Words
from strategy_kit.labels.platforms import times_words
from strategy_kit.languages import COMPLETE
from strategy_kit.model import Brief, Comparison, Participant, Person, Plan, Trigger, Weights
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.plan.workings import Workings
from strategy_kit.platforms import (
    Votes,
    comparisons_of,
    complete_comparisons,
    expansion,
    group_decision,
    judgements_of,
    nearest_weights,
    priorities,
    robustness,
    start_set,
    weight_shares,
)
from strategy_kit.platforms.acceptability import closest_rival, often_first, parting_criterion
from strategy_kit.platforms.pairwise import STEPS, most_moved
from strategy_kit.views.platforms import (
    central_weights_view,
    curve_view,
    expansion_view,
    frontier_view,
    group_views,
    left_out_view,
    nearest_weights_view,
    next_platform_view,
    pairwise_view,
    pairwise_wins_view,
    platform_hours_view,
)
from strategy_kit.views.shared import cards_of

EN = Words("en")
NAMES = {"a": "Alpha", "b": "Beta", "c": "Gamma"}
VIEWS = [
    *(
        pairwise_wins_view,
        central_weights_view,
        nearest_weights_view,
        left_out_view,
        pairwise_view,
        frontier_view,
        next_platform_view,
    ),
    *(platform_hours_view, expansion_view, group_views, *map(curve_view, CRITERIA)),
]
PEOPLE = (
    Participant(name="<b>baker</b>", weights=Weights(audience=5, trade=0, effort=0)),
    Participant(
        name="counter", weights=Weights(audience=0, trade=1, effort=5), ratings=({"platform": "x", "dialogue": 3},)
    ),
)
PAIRS = comparisons_of(pd.Series(dict(Weights())))
BRIEFS = {
    "plain": Brief(name="Shop"),
    "the document's": Brief(name="Shop", edition="document", trades=("visual",)),
    "nothing made": Brief(name="Shop", formats=()),
    "no hours": Brief(name="Shop", team=(Person(name="owner", hours_per_week=0),)),
    "hours in pieces": Brief(name="Shop", team=tuple(Person(name=f"p{n}", hours_per_week=1) for n in range(6))),
    "one platform": Brief(name="Shop", platforms=("facebook",)),
    "nowhere known": Brief(name="Shop", segments=({"name": "All", "country": "KE", "zone": "Africa/Nairobi"},)),
    "a group": Brief(name="Shop", voices=PEOPLE, weighing="group", expand_when=Trigger(weeks=2)),
    "by pairs": Brief(name="Shop", weighing="pairs", comparisons=PAIRS),
    "one weight": Brief(name="Shop", weights=Weights(format=0, trade=0, effort=0, dialogue=0, standing=0)),
}


@pytest.mark.parametrize("lang", COMPLETE)
@pytest.mark.parametrize("brief", BRIEFS.values(), ids=BRIEFS.keys())
def test_every_card_has_its_finding_and_a_drawing_that_can_be_drawn(brief, lang):
    plan = Plan(id="p", brief=brief.changed(lang=lang), start=dt.date(2027, 1, 4))
    workings = Workings(plan, load_evidence(), year=2027)

    for card in cards_of(VIEWS, workings, Words(lang)):
        given = " ".join((card.title, card.subtitle, card.how, card.note))

        assert card.title
        assert "{" not in given
        assert "nan" not in given.replace("finan", "").split()
        assert "<b>" not in card.title
        for drawing in (card.drawing, card.narrow):
            assert drawing is None or go.Figure(themed(drawing, "dark")).layout.height > 0
        if card.table:
            assert {len(row) for row in card.table.rows} <= {len(card.table.columns)}


def test_the_minutes_shown_multiply_to_the_hours_shown():
    plan = Plan(id="p", brief=Brief(name="Shop"), start=dt.date(2027, 1, 4))
    card = platform_hours_view(Workings(plan, load_evidence(), year=2027), EN)

    for row in card.table.rows:
        making, answering, posts = (float(cell) for cell in row[2:5])
        assert row[5] == EN.hours(posts * (making + answering))


def wins(*rows):
    return pd.DataFrame(rows, index=list("abc")[: len(rows)], columns=list("abc")[: len(rows)])


@pytest.mark.parametrize(
    ("against", "title"),
    [
        ((0.9, 0.7), "Alpha beats every other platform; the closest, Gamma, in 70% of cases"),
        ((0.9, 0.4), "Alpha does not beat every other platform: Gamma in only 40% of cases"),
    ],
    ids=["wins all", "loses one"],
)
def test_the_title_of_pairwise_wins_names_the_closest_rival(against, title):
    found = wins((0, *against), (0.1, 0, 0.5), (0.3, 0.5, 0))

    card = pairwise_wins_card(found, list("abc"), closest_rival(found, "abc"), NAMES, EN, draws=100)

    assert card.title == title


def test_the_bars_of_pairwise_wins_are_the_shares_of_the_draws():
    utilities = pd.DataFrame({"reach": [1.0, 0.3, 0.0], "effort": [0.0, 0.5, 0.6]}, index=list("abc"))
    found = robustness(utilities, {"reach": 1, "effort": 1}, concentration=4, seed=1, draws=500).wins

    card = pairwise_wins_card(found, list("abc"), closest_rival(found, "abc"), NAMES, EN, draws=500)

    assert card.drawing["data"][0]["x"] == found.loc["a", ["b", "c"]].to_list()


def friends(audience, trade, middle):
    """Return the card of who prefers Beta to Alpha, given the weights of either's friends on two criteria."""
    central = pd.DataFrame(0.1, index=list("ab"), columns=list(CRITERIA)).assign(audience=audience, trade=trade)
    utilities = pd.DataFrame(1.0, index=list("ab"), columns=list(CRITERIA)).assign(audience=middle)
    first, even = pd.Series({"a": 0.6, "b": 0.4}), pd.Series(1 / len(CRITERIA), index=list(CRITERIA))
    apart = parting_criterion(central, utilities, "a", "b")
    return central_weights_card(central, first, first, even, NAMES, EN, listed=often_first(first), apart=apart)


def test_central_weights_are_contrasted_on_a_criterion_on_which_the_platforms_differ():
    card = friends(audience=[0.3, 0.35], trade=[0.2, 0.4], middle=[0.9, 1.0])

    assert card.title == "Beta comes first if “Used by your customers” weighs more than for Alpha: 35% against 30%"


def test_nearly_equal_central_weights_are_attributed_to_unknown_values():
    card = friends(audience=[0.3, 0.31], trade=[0.2, 0.4], middle=[0.9, 1.0])

    assert card.title == "Beta and Alpha come first with similar weights: missing figures decide between them"


def test_the_nearest_weights_say_from_where_to_where_they_move():
    values = pd.DataFrame(0.5, index=list("ab"), columns=list(CRITERIA))
    values.loc["a", "audience"], values.loc["b", "effort"] = 1.0, 1.0
    weights = {key: float(record.weight > 0) for key, record in CRITERIA.items()} | {"audience": 3.0}

    nearest = nearest_weights(values, weights)
    moves = nearest[list(CRITERIA)] - weight_shares(values, weights)
    card = nearest_weights_card(nearest, moves, "a", NAMES, EN, level_share=0.05)

    assert card.title == "Moving 12.5 of 100 points of weight would bring Beta level with Alpha"
    assert card.table.rows == (("Beta", "12.5", "Usage 12.5", "Low workload 12.5"),)


def test_a_choice_the_hours_forbid_shows_from_when_it_would_pay():
    start = start_set(pd.Series({"a": 0.9, "b": 0.6}), pd.Series({"a": 3.0, "b": 2.0}), 4)

    assert frontier_card(start, NAMES, EN).title == (
        "Within 4\u00a0h a week no choice beats Alpha; from 5\u00a0h on, Alpha and Beta would"
    )


def test_the_table_of_choices_says_which_fit_into_the_hours():
    start = start_set(pd.Series({"a": 0.9, "b": 0.6}), pd.Series({"a": 3.0, "b": 2.0}), 4)

    rows = {row[0]: row[-1] for row in frontier_card(start, NAMES, EN).table.rows}

    assert rows == {"Alpha": "fits", "Beta": "fits", "Alpha and Beta": "does not fit"}


def test_hours_too_fragmented_for_a_post_differ_from_too_few_hours():
    scores, hours = pd.Series({"a": 0.9, "b": 0.3}), pd.Series({"a": 2.0, "b": 2.0})

    start = start_set(scores, hours, [1.5, 1.5, 1.5], posts=pd.Series({"a": 2, "b": 2}))

    assert "a single post would have to be split between two people" in frontier_card(start, NAMES, EN).how
    assert next_platform_card(start, NAMES, EN).table.rows[0][-1] == "in total, but no single person has enough"
    assert start_title(start, (), NAMES, EN).endswith("; add Beta once one person has enough hours for its posts")


def test_no_platform_fits_where_no_person_has_the_hours_of_a_post_however_many_they_have_in_all():
    scores, hours = pd.Series({"a": 0.9}), pd.Series({"a": 2.0})

    alone, many = (start_set(scores, hours, people, posts=pd.Series({"a": 2})) for people in ([1.0], [0.75] * 4))

    assert start_title(alone, (), NAMES, EN) == "No platform fits into 1\u00a0h a week; Alpha does from 2\u00a0h"
    assert start_title(many, (), NAMES, EN) == "No platform fits: no person has enough hours for the posts of Alpha"


def test_comparisons_that_contradict_one_another_name_the_pair_to_look_at():
    pairs = [("audience", "trade", 9), ("trade", "effort", 9), ("effort", "audience", 9)]
    given = [Comparison(criterion=one, over=other, times=times) for one, other, times in pairs]

    card = pairwise_card(priorities(judgements_of(given, ["audience", "trade", "effort"])), EN)

    assert card.title.startswith("Your comparisons are inconsistent, ratio ")
    assert "review “" in card.title


def test_pairs_filled_in_by_the_workbook_are_not_called_comparisons_of_a_person():
    weights = pd.Series({key: weight for key, weight in dict(Weights()).items() if weight})
    found = priorities(judgements_of(complete_comparisons(weights), weights.index))

    before = weights / weights.sum()
    card = pairwise_card(found, EN, starting_weights=before, moved=most_moved(before, found.weights))

    assert card.title.startswith("Filled in from your weights, rounded")
    assert card.table.columns[1] == "From your weights"
    assert "rounding changed “Fit with your trade” most, from 30% to 27%" in card.how


def test_missing_comparisons_are_not_called_consistent():
    given = [Comparison(criterion="audience", over=other, times=2) for other in ("trade", "effort")]

    card = pairwise_card(priorities(judgements_of(given, ["audience", "trade", "effort"])), EN)

    assert "not compared yet" in card.title


@pytest.mark.parametrize("step", STEPS)
def test_a_step_below_one_is_written_as_a_fraction(step):
    assert times_words(step, EN) == (f"{step:.0f}" if step >= 1 else f"1/{1 / step:.0f}")


def test_a_missing_trigger_is_stated_in_the_title():
    card = expansion_card(None, None, "Alpha", EN, reply_minutes=60)

    assert card.title == "The condition for adding Alpha is not set yet"


def test_missing_weeks_leave_the_trigger_undecided():
    trigger = Trigger(weeks=1)
    facts = [{"week": dt.date(2027, 1, 4), "platform": "b", "posts": 4}]
    plan = Plan(id="p", brief=Brief(name="Shop"), start=dt.date(2027, 1, 4), happened=facts)

    held = expansion(trigger, plan.happened, ["b"])

    assert expansion_card(trigger, held, "Alpha", EN, reply_minutes=60).title == (
        "Not enough data to decide on Alpha: some weeks are not recorded"
    )


VALUES = pd.DataFrame({"audience": [1.0, 0.0], "dialogue": [0.0, 0.6]}, index=list("ab"))


def decided(sets=(("a",), ("b",)), **weights):
    rows = pd.DataFrame.from_dict(weights, orient="index", columns=["audience", "dialogue"])
    votes = Votes(rows, pd.DataFrame(index=rows.index, columns=list("ab"), dtype=float))
    return group_decision(VALUES, votes, sets)


def group_of(sets=(("a",), ("b",)), **weights):
    group = decided(sets, **weights)
    return {card.key: card for card in group_cards(group, group.ranks.loc[list("ab")], NAMES, EN)}


@pytest.mark.parametrize(
    ("weights", "title"),
    [
        ({"x": (0.9, 0.1), "y": (0.8, 0.2)}, ("Both of you would start with Alpha: your differences change nothing")),
        (
            {"x": (0.9, 0.1), "y": (0.9, 0.1), "z": (0.3, 0.7)},
            "One of 3 would not start with Alpha, but no single vote changes the outcome",
        ),
        (
            {"x": (0.95, 0.05), "y": (0.3, 0.7), "z": (0.2, 0.8), "w": (0.25, 0.75)},
            "3 of 4 would not start with Alpha; decisive votes: x",
        ),
    ],
    ids=["agreed", "apart", "one decides"],
)
def test_the_title_states_whether_disagreement_changes_the_choice(weights, title):
    assert group_of(**weights)["group"].title == title


@pytest.mark.parametrize(
    ("sets", "weights", "title"),
    [
        (
            [("a",), ("b",)],
            {"x": (0.9, 0.1), "y": (0.2, 0.8)},
            "Alpha and Beta: each ranked first by one of 2, but the best total for all of you is Alpha",
        ),
        (
            [("a",)],
            {"x": (0.1, 0.9), "y": (0.2, 0.8)},
            "Beta: ranked first by 2 of 2, but your hours are too few for Beta",
        ),
        (
            [("a",)],
            {"x": (0.375, 0.625), "y": (0.375, 0.625)},
            "Alpha and Beta: each ranked first by 2 of 2, but your hours are too few for Beta",
        ),
        ([("a",), ("b",)], {"x": (0.9, 0.1), "y": (0.8, 0.2)}, "Alpha: ranked first by 2 of 2"),
    ],
    ids=["apart", "no hours", "tied, no hours", "agreed"],
)
def test_a_favourite_that_the_group_does_not_start_with_has_its_reason(sets, weights, title):
    """At weights of 0.375 and 0.625 both platforms score 0.375."""
    assert group_of(sets, **weights)["group-ranks"].title == title


def test_a_small_loss_of_a_participant_is_not_shown_as_none():
    """At a weight of 0.3747 Beta is worth a hair more to y, who would choose it."""
    rows = {row[0]: row for row in group_of(x=(0.9, 0.1), y=(0.3747, 0.6253))["group"].table.rows}

    assert (rows["x"][2], rows["y"][1], rows["y"][2]) == ("0", "Beta", "under 0.01")


def test_a_group_that_agrees_has_nothing_to_discuss():
    assert group_of(x=(0.9, 0.1), y=(0.9, 0.1))["questions"].title == "Nothing left to discuss: your votes are the same"


def test_a_disagreement_that_changes_nothing_is_one_sentence_without_numbers():
    card = group_of(x=(0.9, 0.1), y=(0.8, 0.2))["questions"]

    assert "No question is worth discussing" in card.title
    assert (card.subtitle, card.how, card.table) == ("", "", None)


def test_only_questions_from_which_the_group_gains_are_listed():
    group = decided(x=(0.9, 0.1), y=(0.2, 0.8))
    apart = dataclasses.replace(group, questions=group.questions.assign(gain=[0.14, -0.001]))

    (*_others, questions) = group_cards(apart, group.ranks, NAMES, EN)

    assert [row[2] for row in questions.table.rows] == ["0.140"]


def test_people_who_all_choose_alike_have_their_numbers_folded():
    assert group_of(x=(0.9, 0.1), y=(0.8, 0.2))["group"].folded
    assert not group_of(x=(0.9, 0.1), y=(0.2, 0.8))["group"].folded
