"""How solid a ranking is: acceptability of ranks, and the weights that dethrone the leader."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from strategy_kit.errors import InputError
from strategy_kit.platforms import (
    confidence_factors,
    lead_bands,
    leaders,
    level_sets,
    nearest_weights,
    rank_acceptability,
    robustness,
    score_bounds,
    smallest_change,
    weight_shares,
    weighted_scores,
)
from strategy_kit.platforms.acceptability import (
    closest_rival,
    drawn_weights,
    first_ranks,
    likely_places,
    often_first,
    parting_criterion,
)

UNKNOWN = float("nan")
EVEN = {"reach": 1, "effort": 1}
utility = st.integers(0, 20).map(lambda n: n / 20)


def two(reach=(1.0, 0.0), effort=(0.0, 0.6)):
    """Return two platforms that each win on one criterion."""
    return pd.DataFrame({"reach": reach, "effort": effort}, index=["linkedin", "x"])


@st.composite
def cases(draw, cell=utility):
    names = ["reach", "effort", "trade"]
    rows = draw(st.lists(st.tuples(cell, cell, cell), min_size=2, max_size=4))
    utilities = pd.DataFrame(rows, index=[f"a{n}" for n in range(len(rows))], columns=names, dtype=float)
    return utilities, dict(zip(names, draw(st.tuples(*[st.integers(1, 9)] * 3)), strict=True))


def open_cases():
    return cases(st.one_of(utility, st.just(UNKNOWN)))


def moved(weights, criterion, share):
    """Return the weights with one moved to a share, the others kept in proportion."""
    rest = sum(weight for name, weight in weights.items() if name != criterion)
    return {name: share if name == criterion else (1 - share) * weight / rest for name, weight in weights.items()}


def ranks_by_hand(utilities, weights):
    """Rank by the sums, one by one."""
    total = sum(weights)
    scores = [
        sum(weight / total * cell for weight, cell in zip(weights, row, strict=True)) for row in utilities.to_numpy()
    ]
    return [1 + sum(other > score + 1e-9 for other in scores) for score in scores]


@given(open_cases(), st.floats(0.5, 200), st.integers(0, 2**32 - 1))
@settings(max_examples=50, deadline=None)
def test_each_platform_has_some_rank_in_every_draw(case, concentration, seed):
    utilities, weights = case

    shares = rank_acceptability(utilities, weights, concentration=concentration, seed=seed, draws=200)

    assert np.allclose(shares.sum(axis=1), 1)
    assert list(shares.columns) == list(range(1, len(utilities) + 1))


def test_acceptability_is_the_share_of_weightings_where_two_lines_cross():
    """Even weights and concentration 2 make all weightings alike; linkedin leads where t > 0.6 (1 - t), t > 0.375."""
    shares = rank_acceptability(two(), EVEN, concentration=2, seed=7, draws=200_000)

    assert shares.loc["linkedin", 1] == pytest.approx(0.625, abs=0.005)
    assert shares.loc["x", 1] == pytest.approx(0.375, abs=0.005)


def test_acceptability_of_an_unknown_utility_takes_it_anywhere_from_0_to_1():
    """Surely 0.7 against a share drawn evenly from [0, 1]: it is beaten in 3 of 10 draws."""
    utilities = pd.DataFrame({"reach": [0.7, UNKNOWN]}, index=["facebook", "mastodon"])

    shares = rank_acceptability(utilities, {"reach": 1}, concentration=20, seed=3, draws=200_000)

    assert shares.loc["mastodon", 1] == pytest.approx(0.3, abs=0.005)


def test_acceptability_draws_a_known_utility_within_its_interval():
    """Even draws from [0.4, 0.8] and [0.2, 0.6]: the second is ahead with probability (0.2 * 0.2 / 2) / (0.4 * 0.4)."""
    utilities = pd.DataFrame({"reach": [0.6, 0.4]})

    shares = rank_acceptability(
        utilities, {"reach": 1}, concentration=20, seed=5, draws=200_000, low=utilities - 0.2, high=utilities + 0.2
    )

    assert shares.loc[1, 1] == pytest.approx(0.125, abs=0.005)


def test_acceptability_agrees_with_ranks_worked_out_one_draw_at_a_time():
    chance = np.random.default_rng(11)
    utilities = pd.DataFrame(chance.random((4, 3)), columns=["a", "b", "c"])
    weights = {"a": 3, "b": 2, "c": 1}
    alpha = 6 * np.array([3, 2, 1]) / 6
    counted = np.zeros((4, 4))
    for drawn in np.random.default_rng(12).dirichlet(alpha, 20_000):
        for alternative, rank in enumerate(ranks_by_hand(utilities, drawn)):
            counted[alternative, rank - 1] += 1 / 20_000

    shares = rank_acceptability(utilities, weights, concentration=6, seed=13, draws=20_000)

    assert np.allclose(shares, counted, atol=0.02)


def test_platforms_that_are_alike_share_the_better_rank():
    utilities = pd.DataFrame({"reach": [0.5, 0.5, 0.1], "effort": [0.3, 0.3, 0.1]})

    shares = rank_acceptability(utilities, EVEN, concentration=5, seed=1, draws=500)

    assert shares[1].tolist() == [1, 1, 0]
    assert shares[3].tolist() == [0, 0, 1]


def test_the_same_seed_gives_the_same_answer_and_leaves_the_common_chance_alone():
    before = np.random.get_state()[1].copy()

    once, again, other = (rank_acceptability(two(), EVEN, concentration=9, seed=seed) for seed in (1, 1, 2))

    assert_frame_equal(once, again)
    assert not once.equals(other)
    assert (np.random.get_state()[1] == before).all()


def test_the_surer_the_weights_the_closer_the_draws_stay_to_them():
    shares = pd.DataFrame({"reach": [0.3], "effort": [0.7]})

    drawn = drawn_weights(shares, 20, 100_000, np.random.default_rng(1))

    assert drawn.mean(axis=0) == pytest.approx([0.3, 0.7], abs=0.002)
    assert drawn[:, 0].std() == pytest.approx((0.3 * 0.7 / 21) ** 0.5, abs=0.002)


def test_a_criterion_without_weight_is_never_drawn():
    drawn = drawn_weights(pd.DataFrame({"reach": [1.0], "effort": [0.0]}), 20, 50, np.random.default_rng(1))

    assert drawn == pytest.approx(np.tile([1.0, 0.0], (50, 1)))


@pytest.mark.parametrize("concentration", [0, -1, UNKNOWN, float("inf")])
def test_a_concentration_that_is_no_positive_number_is_refused(concentration):
    with pytest.raises(InputError, match="concentration: found"):
        rank_acceptability(two(), EVEN, concentration=concentration, seed=1)


def test_central_weights_are_the_mean_of_the_weightings_that_put_it_first():
    """Over all weightings linkedin is first for t in (0.375, 1): mean 0.6875; x for t in (0, 0.375): mean 0.1875."""
    central = robustness(two(), EVEN, concentration=2, seed=7, draws=200_000).central_weights

    assert central.loc["linkedin", "reach"] == pytest.approx(0.6875, abs=0.005)
    assert central.loc["x", "reach"] == pytest.approx(0.1875, abs=0.005)


def test_central_weights_of_a_platform_that_is_never_first_are_missing():
    never = two(reach=(1.0, 0.5), effort=(1.0, 0.5))

    central = robustness(never, EVEN, concentration=2, seed=7, draws=100).central_weights

    assert central.loc["x"].isna().all()


@pytest.mark.parametrize("n", [2, 3, 4])
def test_central_weights_of_what_is_best_on_one_criterion_are_the_rank_order_centroid(n):
    """
    Of all weightings, those in which one criterion weighs most have their centre at (1 + 1/2 + ... + 1/n) / n.

    Barron and Barrett (1996), Management Science 42(11), 1515-1523: 0.75; 0.6111; 0.5208.
    """
    names = [f"c{place}" for place in range(n)]
    utilities = pd.DataFrame(np.eye(n), index=names, columns=names)

    found = robustness(utilities, dict.fromkeys(names, 1), concentration=n, seed=3, draws=100_000)

    assert found.ranks[1].to_numpy() == pytest.approx(1 / n, abs=0.006)
    assert np.diag(found.central_weights) == pytest.approx(sum(1 / k for k in range(1, n + 1)) / n, abs=0.004)


def test_of_two_platforms_the_first_is_the_one_that_wins_the_pair():
    found = robustness(two(), EVEN, concentration=5, seed=2, draws=500)

    assert found.wins.loc["linkedin", "x"] == found.ranks.loc["linkedin", 1]
    assert found.wins.loc["x", "linkedin"] == found.ranks.loc["x", 1]


@given(open_cases(), st.integers(0, 2**32 - 1))
@settings(max_examples=40, deadline=None)
def test_wins_add_up_to_the_mean_rank(case, seed):
    """A platform's mean rank is one more than the number of others ahead of it."""
    utilities, weights = case

    found = robustness(utilities, weights, concentration=8, seed=seed, draws=100)

    assert np.allclose((found.ranks * found.ranks.columns).sum(axis=1), 1 + found.wins.sum(axis=0))
    assert (found.wins + found.wins.T <= 1 + 1e-12).all(axis=None)
    assert (np.diag(found.wins) == 0).all()


def test_confidence_is_the_chance_of_being_first_under_ones_own_central_weights():
    """At weights (0.8, 0.2), 0.8 against 0.8 t + 0.12 with t drawn from [0, 1]: first where t < 0.85."""
    utilities = pd.DataFrame({"reach": [1.0, UNKNOWN], "effort": [0.0, 0.6]}, index=["linkedin", "x"])
    central = pd.DataFrame({"reach": [0.8, 0.1], "effort": [0.2, 0.9]}, index=["linkedin", "x"])

    found = confidence_factors(utilities, central, seed=4, draws=100_000)

    assert found["linkedin"] == pytest.approx(0.85, abs=0.005)
    assert found["x"] == 1


def test_confidence_of_what_is_never_first_is_missing():
    central = pd.DataFrame({"reach": [0.8, UNKNOWN], "effort": [0.2, UNKNOWN]}, index=["linkedin", "x"])

    assert np.isnan(confidence_factors(two(), central, seed=4, draws=10)["x"])


def test_of_several_people_each_has_an_equal_part_of_the_draws():
    """One cares for reach alone, two for effort alone: linkedin is first for one in three."""
    people = pd.DataFrame({"reach": [1, 0, 0], "effort": [0, 2, 9]}, index=["baker", "counter", "van"])

    found = robustness(two(), people, concentration=5, seed=1, draws=3_000)

    assert found.ranks.loc["linkedin", 1] == pytest.approx(1 / 3)


def test_one_person_in_a_frame_is_drawn_as_their_weights_are():
    alone = pd.DataFrame({"reach": [2.0], "effort": [3.0]}, index=["baker"])

    framed, plain = (
        robustness(two(), weights, concentration=5, seed=1, draws=200).ranks
        for weights in (alone, {"reach": 2, "effort": 3})
    )

    assert_frame_equal(framed, plain)


@given(cases())
@settings(max_examples=60, deadline=None)
def test_at_its_nearest_weights_a_rival_is_level_and_nowhere_nearer(case):
    """Held against every weighting whose shares are twentieths."""
    utilities, weights = case
    shares = weight_shares(utilities, weights)
    leader = leaders(weighted_scores(utilities, weights))[0]
    twentieths = np.array([(a, b, 20 - a - b) for a in range(21) for b in range(21 - a)]) / 20
    distances = np.clip(twentieths - shares.to_numpy(), 0, None).sum(axis=1)
    scores = twentieths @ utilities.to_numpy().T

    nearest = nearest_weights(utilities, weights)
    for place, rival in enumerate(utilities.index):
        level = scores[:, place] >= scores[:, utilities.index.get_loc(leader)] - 1e-9
        if rival in nearest.index:
            found = nearest.loc[rival, list(utilities.columns)]
            there = weighted_scores(utilities, found.to_dict())

            assert there[rival] == pytest.approx(there[leader], abs=1e-7) or nearest.loc[rival, "moved"] == 0
            assert found.sum() == pytest.approx(1)
            assert nearest.loc[rival, "moved"] <= distances[level].min(initial=2) + 1e-7
        elif rival != leader:
            assert not level.any()


@given(cases(), st.sampled_from([0.02, 0.05, 0.2]))
@settings(max_examples=60, deadline=None)
def test_platforms_are_level_where_their_nearest_weights_are_nearer_than_the_share(case, share):
    utilities, weights = case
    leader = leaders(weighted_scores(utilities, weights))[0]
    moved = nearest_weights(utilities, weights)["moved"]

    level = level_sets(utilities, weights, [leader], [[name] for name in utilities.index], share=share)

    assert {name for (name,) in level} == set(moved.index[moved < share])


def test_pairs_are_level_by_the_sum_of_their_scores_and_never_with_one_platform():
    utilities = pd.DataFrame({"reach": [1.0, 0.8, 0.5, 0.1], "effort": [0.4, 0.25, 0.56, 0.3]}, index=list("abcd"))
    sets = [("a",), ("a", "c"), ("a", "b"), ("a", "d")]

    assert level_sets(utilities, EVEN, ("a", "c"), sets, share=0.05) == (("a", "b"),)


def test_all_weights_together_never_have_to_move_further_than_one_alone():
    utilities = pd.DataFrame({"a": [0.9, 0.2], "b": [0.3, 0.8], "c": [0.5, 0.4]}, index=["x", "y"])
    weights = {"a": 3, "b": 1, "c": 2}

    joint = nearest_weights(utilities, weights).loc["y", "moved"]

    assert joint <= smallest_change(utilities, weights)["change"].abs().min()
    assert joint == pytest.approx(0.25)


def test_smallest_change_is_where_two_lines_cross():
    change = smallest_change(two(), EVEN)

    assert change["weight"].to_dict() == {"reach": 0.5, "effort": 0.5}
    assert change["lost_at"].round(9).to_dict() == {"reach": 0.375, "effort": 0.625}
    assert change["change"].round(9).to_dict() == {"reach": -0.125, "effort": 0.125}
    assert set(change["lost_to"]) == {"x"}


def test_smallest_change_is_the_nearer_of_two_edges():
    """At share t of reach, a has 0.6, b has t, c has 1 - t: a is first from 0.4 to 0.6, and 0.45 is nearer to 0.4."""
    utilities = pd.DataFrame({"reach": [0.6, 1.0, 0.0], "effort": [0.6, 0.0, 1.0]}, index=["a", "b", "c"])

    change = smallest_change(utilities, {"reach": 45, "effort": 55})

    assert change.loc["reach", "lost_to"] == "c"
    assert change.loc["reach", "change"] == pytest.approx(-0.05)


def test_smallest_change_is_missing_where_no_weight_dethrones_the_leader():
    change = smallest_change(two(reach=(1.0, 0.5), effort=(0.9, 0.5)), EVEN)

    assert change[["lost_at", "doubt_at"]].isna().all(axis=None)
    assert set(change["lost_to"]) == {""}


def test_smallest_change_of_a_tie_is_none_at_all():
    change = smallest_change(two(effort=(0.0, 1.0)), EVEN)

    assert change["change"].round(12).tolist() == [0, 0]


def test_smallest_change_tells_doubt_from_loss():
    """
    Reach (1, 0), effort (0, unknown), weights 2 and 1: the lead is sure where t > 1 - t, so down to 0.5.

    In the middle (effort 0.5) it is lost where t < 0.5 (1 - t), at a third.
    """
    change = smallest_change(two(effort=(0.0, UNKNOWN)), {"reach": 2, "effort": 1})

    assert change.loc["reach", ["doubt_at", "lost_at"]].astype(float).round(9).tolist() == [0.5, round(1 / 3, 9)]


def test_doubt_that_is_already_there_begins_at_the_weight_of_today():
    change = smallest_change(two(effort=(0.0, UNKNOWN)), EVEN)

    assert change["doubt_at"].tolist() == change["weight"].tolist()
    assert set(change["doubt_rival"]) == {"x"}


@given(cases())
@settings(max_examples=60, deadline=None)
def test_a_step_beyond_the_edge_dethrones_the_leader_and_a_step_before_does_not(case):
    utilities, weights = case
    leader = leaders(weighted_scores(utilities, weights))[0]

    for criterion, row in smallest_change(utilities, weights).dropna().iterrows():
        steps = [1e-6, -1e-6] if row["change"] == 0 else [np.sign(row["change"]) * 1e-6]
        beyond = [weighted_scores(utilities, moved(weights, criterion, row["lost_at"] + step)) for step in steps]
        before = weighted_scores(utilities, moved(weights, criterion, row["lost_at"] - steps[0]))

        assert any(scores[row["lost_to"]] > scores[leader] - 1e-8 for scores in beyond)
        assert row["change"] == 0 or before[leader] > before.max() - 1e-8


@given(open_cases())
@settings(max_examples=60, deadline=None)
def test_the_bands_of_a_weight_follow_one_another_from_0_to_1(case):
    utilities, weights = case

    for _criterion, bands in lead_bands(utilities, weights).groupby("criterion", sort=False):
        assert bands["start"].iloc[0] == 0
        assert bands["end"].iloc[-1] == 1
        assert bands["start"].tolist()[1:] == bands["end"].tolist()[:-1]


@given(open_cases())
@settings(max_examples=40, deadline=None)
def test_in_its_sure_band_the_leader_is_first_whatever_the_unknown_is(case):
    utilities, weights = case
    leader = leaders(score_bounds(utilities, weights)["middle"])[0]
    worst = utilities.fillna(1.0)
    worst.loc[leader] = utilities.loc[leader].fillna(0.0)

    for band in lead_bands(utilities, weights).query("state == 'first'").itertuples():
        for share in (band.start, (band.start + band.end) / 2, band.end):
            scores = weighted_scores(worst, moved(weights, band.criterion, share))

            assert scores[leader] > scores.max() - 1e-8


@given(open_cases())
@settings(max_examples=40, deadline=None)
def test_behind_its_rival_the_leader_stays_whatever_the_unknown_is(case):
    utilities, weights = case
    leader = leaders(score_bounds(utilities, weights)["middle"])[0]
    best = utilities.fillna(0.0)
    best.loc[leader] = utilities.loc[leader].fillna(1.0)

    for band in lead_bands(utilities, weights).query("state == 'behind'").itertuples():
        scores = weighted_scores(best, moved(weights, band.criterion, (band.start + band.end) / 2))

        assert scores[band.rival] >= scores[leader] - 1e-8


@given(open_cases())
@settings(max_examples=40, deadline=None)
def test_in_an_open_band_the_unknown_can_put_the_rival_level_and_can_keep_it_behind(case):
    utilities, weights = case
    leader = leaders(score_bounds(utilities, weights)["middle"])[0]

    for band in lead_bands(utilities, weights).query("state == 'open'").itertuples():
        leads = []
        for own, other in product((0.0, 1.0), repeat=2):
            filled = utilities.fillna(other)
            filled.loc[leader] = utilities.loc[leader].fillna(own)
            scores = weighted_scores(filled, moved(weights, band.criterion, (band.start + band.end) / 2))
            leads.append(scores[leader] - scores[band.rival])

        assert min(leads) <= 1e-8
        assert max(leads) >= -1e-8


def test_a_leader_that_is_nowhere_sure_has_a_rival_at_either_side():
    """At share t of reach, a has 0.5, b has 0.9 t and up to 0.19 (1 - t) more, c the same the other way round."""
    utilities = pd.DataFrame({"reach": [0.5, 0.9, UNKNOWN], "effort": [0.5, UNKNOWN, 0.9]}, index=["a", "b", "c"])
    low = pd.DataFrame({"reach": [0.5, 0.9, 0.0], "effort": [0.5, 0.0, 0.9]}, index=["a", "b", "c"])
    high = pd.DataFrame({"reach": [0.5, 0.9, 0.19], "effort": [0.5, 0.19, 0.9]}, index=["a", "b", "c"])

    bands = lead_bands(utilities, EVEN, low, high)
    open_bands = bands[(bands["criterion"] == "reach") & (bands["state"] == "open")]

    assert open_bands["rival"].tolist() == ["c", "b"]
    assert open_bands["end"].iloc[0] == pytest.approx(0.5)


def test_a_single_criterion_has_nothing_to_move_against():
    bands = lead_bands(pd.DataFrame({"reach": [0.8, 0.2]}), {"reach": 3})

    assert bands[["start", "end", "state"]].values.tolist() == [[0.0, 1.0, "first"]]


def test_others_without_weight_share_what_a_moving_weight_leaves():
    """Only reach weighs today; at t the other two have (1 - t) / 2 each: 0.2 t against 0.8 (1 - t) / 2 + 0 t."""
    utilities = pd.DataFrame({"reach": [0.2, 0.0], "effort": [0.0, 0.8], "trade": [0.0, 0.0]}, index=["a", "b"])

    change = smallest_change(utilities, {"reach": 1, "effort": 0, "trade": 0})

    assert change.loc["reach", "lost_at"] == pytest.approx(2 / 3)


def test_later_ranks_are_added_up_in_the_last_column_and_each_row_still_adds_up_to_one():
    ranks = pd.DataFrame([[0.4, 0.3, 0.2, 0.1], [0.1, 0.2, 0.3, 0.4]], index=list("ab"), columns=range(1, 5))

    shown = first_ranks(ranks, 3)

    assert shown.round(9).to_dict("index") == {"a": {1: 0.4, 2: 0.3, "rest": 0.3}, "b": {1: 0.1, 2: 0.2, "rest": 0.7}}
    assert first_ranks(ranks, 4) is ranks


def test_platforms_first_in_as_many_percents_are_named_together_and_the_second_is_none_but_the_first_of_them():
    ranks = pd.DataFrame({1: [0.404, 0.396, 0.2], 2: [0.5, 0.3, 0.2]}, index=list("abc"))

    assert likely_places(ranks) == (["a", "b"], "b")
    assert likely_places(ranks.loc[["a"]]) == (["a"], None)


@pytest.mark.parametrize(("row", "rival"), [((0, 0.9, 0.7), "c"), ((0, 0.4, 0.7), "b"), ((0, 0.5, 0.5), "c")])
def test_the_closest_rival_is_beaten_least_often_and_of_equals_comes_first_in_the_order(row, rival):
    wins = pd.DataFrame([row, (0.1, 0, 0.5), (0.3, 0.5, 0)], index=list("abc"), columns=list("abc"))

    assert closest_rival(wins, ["a", "c", "b"]) == rival
    assert closest_rival(wins, ["a"]) is None


def test_only_what_is_first_in_half_a_percent_of_the_draws_is_often_first():
    assert often_first(pd.Series({"a": 0.005, "b": 0.0049, "c": 0.9901})) == ["c", "a"]


@pytest.mark.parametrize(
    ("weights", "values", "criterion"),
    [
        ([(0.5, 0.3, 0.2), (0.3, 0.3, 0.4)], [(1, 1, 0), (0, 0, 1)], "effort"),
        ([(0.5, 0.3, 0.2), (0.3, 0.3, 0.4)], [(1, 1, 0), (0, 0, 0.01)], None),
        ([(0.5, 0.3, 0.2), (0.49, 0.3, 0.21)], [(1, 1, 0), (0, 0, 1)], None),
    ],
    ids=["the one that gains most", "not one on which they are alike", "not one that hardly gains"],
)
def test_friends_of_two_platforms_are_parted_by_the_criterion_they_weigh_most_apart(weights, values, criterion):
    columns = ["reach", "trade", "effort"]
    central, utilities = (pd.DataFrame(rows, index=list("ab"), columns=columns) for rows in (weights, values))

    assert parting_criterion(central, utilities, "a", "b") == criterion
