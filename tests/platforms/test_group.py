"""A group decides: who would choose what, whose view decides, what to discuss next."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_kit.errors import InputError
from strategy_kit.model import Brief, Comparison, Participant, Rating, Weights
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.plan.checks import check_brief
from strategy_kit.platforms import Votes, group_decision, start_set, votes_of, weighted_scores

UNKNOWN = float("nan")
VALUES = pd.DataFrame({"reach": [1.0, 0.0], "dialogue": [0.0, 0.6]}, index=["linkedin", "x"])
ONE = [("linkedin",), ("x",)]


def votes(weights, rated=None, platforms=("linkedin", "x")):
    """Lay out weights of reach and dialogue by person, and ratings by person and platform."""
    people = pd.DataFrame.from_dict(weights, orient="index", columns=["reach", "dialogue"], dtype=float)
    empty = pd.DataFrame(index=people.index, columns=list(platforms), dtype=float)
    ratings = pd.DataFrame.from_dict(rated or {}, orient="index", dtype=float)
    return Votes(people, ratings.reindex_like(empty) if rated else empty)


shares = st.integers(0, 20).map(lambda n: (n / 20, 1 - n / 20))
utility = st.integers(0, 10).map(lambda n: n / 10)


@st.composite
def groups(draw):
    size = draw(st.integers(1, 5))
    rows = draw(st.lists(st.tuples(utility, utility), min_size=2, max_size=4))
    values = pd.DataFrame(rows, columns=["reach", "dialogue"], index=[f"p{n}" for n in range(len(rows))])
    ballots = {f"v{n}": draw(shares) for n in range(size)}
    rated = {
        f"v{n}": {platform: draw(st.one_of(utility, st.just(UNKNOWN))) for platform in values.index}
        for n in range(size)
    }
    return values, votes(ballots, rated, values.index), [(platform,) for platform in values.index]


def test_people_who_weigh_differently_choose_differently_and_the_mean_decides():
    """The baker (0.9, 0.1): 0.9 against 0.06. The counter (0.2, 0.8): 0.2 against 0.48. The mean: 0.55 against 0.27."""
    found = group_decision(VALUES, votes({"baker": (0.9, 0.1), "counter": (0.2, 0.8)}), ONE)

    assert found.choice == ("linkedin",)
    assert found.people["choice"].to_dict() == {"baker": ("linkedin",), "counter": ("x",)}
    assert found.people["loss"].round(9).to_dict() == {"baker": 0.0, "counter": 0.28}
    assert found.loss == pytest.approx(0.14)
    assert found.ranks.loc["linkedin"].tolist() == [0.5, 0.5]


def test_a_participant_is_decisive_if_the_choice_changes_without_them():
    """Means of reach: 0.425 of all (0.425 against 0.345), 0.25 without the baker (0.25 against 0.45)."""
    ballots = {"baker": (0.95, 0.05), "counter": (0.3, 0.7), "van": (0.2, 0.8), "shop": (0.25, 0.75)}

    found = group_decision(VALUES, votes(ballots), ONE)

    assert found.choice == ("linkedin",)
    assert found.people["decisive"].to_dict() == {"baker": True, "counter": False, "van": False, "shop": False}
    assert found.people.loc["baker", "without"] == ("x",)


def test_the_next_question_is_the_one_whose_answer_brings_the_loss_down_most():
    """All agree on the weights, half of each; only what they see on X differs: 1 makes it 0.5, level at most."""
    ballots = {"baker": (0.3, 0.7), "counter": (0.3, 0.7)}

    found = group_decision(VALUES, votes(ballots, {"baker": {"x": 1.0}, "counter": {"x": 0.0}}), ONE)

    assert found.choice == ("x",)
    assert found.people["loss"].round(9).to_dict() == {"baker": 0, "counter": 0.3}
    assert found.questions[["kind", "about", "low", "high"]].values.tolist() == [["rating", "x", 0.0, 1.0]]
    assert found.questions["gain"].tolist() == pytest.approx([0.15])


def test_where_all_agree_there_is_no_question():
    found = group_decision(VALUES, votes({"baker": (0.5, 0.5), "counter": (0.5, 0.5)}), ONE)

    assert found.questions.empty
    assert found.loss == 0


@settings(max_examples=60, deadline=None)
@given(groups())
def test_a_participant_loses_nothing_by_a_choice_equal_to_their_own(case):
    found = group_decision(*case)

    assert (found.people["loss"] >= 0).all()
    assert (found.people.loc[found.people["same"], "loss"] == 0).all()
    assert found.ranks[1].sum() >= 1 - 1e-9


@settings(max_examples=60, deadline=None)
@given(groups())
def test_the_loss_is_that_of_scores_worked_out_one_by_one(case):
    values, ballots, _sets = case
    mean = ballots.weights.mean()
    shared = values.assign(dialogue=ballots.ratings.mean().fillna(values["dialogue"]))
    group_scores = weighted_scores(shared, mean.to_dict())

    found = group_decision(*case)

    assert group_scores[found.choice[0]] == pytest.approx(group_scores.max())
    for person, row in found.people.iterrows():
        own = values.assign(dialogue=ballots.ratings.loc[person].fillna(shared["dialogue"]))
        scores = weighted_scores(own, ballots.weights.loc[person].to_dict())
        assert row["loss"] == pytest.approx(scores.max() - scores[found.choice[0]])


@settings(max_examples=40, deadline=None)
@given(groups(), st.data())
def test_the_order_of_people_does_not_matter(case, data):
    values, ballots, sets = case
    order = data.draw(st.permutations(list(ballots.weights.index)))

    found = group_decision(*case)
    reordered = group_decision(values, Votes(ballots.weights.loc[order], ballots.ratings.loc[order]), sets)

    assert reordered.choice == found.choice
    assert reordered.people.loc[found.people.index, "loss"].to_numpy() == pytest.approx(found.people["loss"].to_numpy())


def test_a_group_chooses_among_the_sets_that_fit_the_hours():
    scores, hours = pd.Series({"linkedin": 1.0, "x": 0.6}), pd.Series({"linkedin": 3.0, "x": 3.0})
    sets = start_set(scores, hours, 4.0).sets
    fitting = list(sets.loc[sets["fits"].fillna(False), "platforms"])

    assert fitting == ONE
    assert group_decision(VALUES, votes({"baker": (0.1, 0.9)}), fitting).choice == ("x",)


def test_a_participant_without_weights_gets_the_groups_and_keeps_their_ratings():
    ballots = votes({"baker": (0.4, 0.6), "counter": (UNKNOWN, UNKNOWN)}, {"baker": {}, "counter": {"x": 1.0}})

    found = group_decision(VALUES, ballots, ONE)

    assert found.people["choice"].to_dict() == {"baker": ("x",), "counter": ("x",)}


def test_a_single_participant_is_not_decisive():
    found = group_decision(VALUES, votes({"baker": (0.9, 0.1)}), ONE)

    assert not found.people["decisive"].any()


def test_participants_become_rows_with_weights_before_comparisons_and_ratings_over_three():
    pairs = tuple(Comparison(criterion="audience", over=other, times=3) for other in CRITERIA if other != "audience")
    voices = [
        Participant(name="baker", weights=Weights(audience=1, format=0, trade=1, effort=0, dialogue=0, standing=0)),
        Participant(name="counter", comparisons=pairs, ratings=(Rating(platform="x", dialogue=2),)),
        Participant(name="van"),
    ]

    ratings = votes_of(voices, CRITERIA, ["x", "facebook"])

    assert ratings.weights.loc["baker", ["audience", "trade"]].tolist() == [0.5, 0.5]
    others = len(CRITERIA) - 1
    assert ratings.weights.loc["counter"].to_list() == pytest.approx([3 / (3 + others), *[1 / (3 + others)] * others])
    assert ratings.weights.loc["van"].isna().all()
    assert ratings.ratings.loc["counter", "x"] == pytest.approx(2 / 3)
    assert np.isnan(ratings.ratings.loc["baker", "x"])


@pytest.mark.parametrize("who", ["the brief", "a person"])
def test_comparisons_that_leave_a_criterion_apart_make_no_sound_brief(who):
    pairs = (Comparison(criterion="audience", over="trade", times=3),)
    ballots = (
        {"comparisons": pairs} if who == "the brief" else {"voices": (Participant(name="baker", comparisons=pairs),)}
    )

    with pytest.raises(InputError, match="not compared with the other criteria"):
        check_brief(Brief(name="Shop", **ballots))
