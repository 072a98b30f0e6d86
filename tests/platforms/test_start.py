"""The start set: the best one or two platforms that the hours allow."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from strategy_kit.platforms import start_set
from strategy_kit.platforms.people import team_can_share

UNKNOWN = float("nan")


def test_start_set_takes_the_best_pair_that_fits():
    scores = pd.Series({"a": 0.9, "b": 0.6, "c": 0.5, "d": 0.4})

    start = start_set(scores, pd.Series({"a": 3.0, "b": 4.0, "c": 2.0, "d": 1.0}), 5)

    assert start.chosen == ("a", "c")
    assert start.later["fits_from"].to_dict() == {"b": 9.0, "d": 6.0}
    assert not start.later["fits_now"].any()


def test_start_set_prefers_one_good_platform_to_two_that_together_are_worth_less():
    start = start_set(pd.Series({"a": 0.9, "b": 0.3, "c": 0.3}), pd.Series({"a": 4.0, "b": 2.0, "c": 2.0}), 4)

    assert start.chosen == ("a",)


def test_start_set_breaks_ties_by_hours_then_by_name():
    same = pd.Series({"c": 0.1 + 0.2, "b": 0.3, "a": 0.3})

    assert start_set(same, pd.Series({"c": 1.0, "b": 2.0, "a": 2.0}), 4).chosen == ("a", "c")
    assert start_set(same, pd.Series({"c": 2.0, "b": 2.0, "a": 2.0}), 2).chosen == ("a",)


def test_start_set_where_nothing_fits_says_what_would():
    start = start_set(pd.Series({"a": 0.9, "b": 0.3}), pd.Series({"a": 4.0, "b": 2.0}), 1)

    assert start.chosen == ()
    assert start.later["fits_from"].to_dict() == {"a": 4.0, "b": 2.0}


def test_inbox_checks_take_hours_of_every_choice_and_of_what_is_added_later():
    scores, hours = pd.Series({"a": 0.9, "b": 0.6}), pd.Series({"a": 3.0, "b": 2.0})
    posts, checks = pd.Series({"a": 3, "b": 2}), [(5, 0.25)]

    start = start_set(scores, hours, [6.0], posts=posts, checks=checks)

    assert (start.chosen, start.hours, start.later["fits_from"].to_dict()) == (("a",), 4.25, {"b": 6.25})
    assert start_set(scores, hours, [6.25], posts=posts, checks=checks).chosen == ("a", "b")
    assert start_set(scores, hours, 6, checks=checks).chosen == ("a",)
    assert start_set(scores, hours, 6).chosen == ("a", "b")


def test_a_check_is_one_persons_work_too():
    scores, hours, posts = pd.Series({"a": 0.9}), pd.Series({"a": 2.0}), pd.Series({"a": 2})

    assert start_set(scores, hours, [1.2, 1.2], posts=posts, checks=[(1, 0.3)]).chosen == ()
    assert start_set(scores, hours, [1.2, 1.2], posts=posts, checks=[(2, 0.2)]).chosen == ("a",)


def test_start_set_never_says_that_unknown_hours_fit():
    start = start_set(pd.Series({"a": 0.9, "b": 0.3}), pd.Series({"a": UNKNOWN, "b": 2.0}), 50)

    assert start.chosen == ("b",)
    assert start.sets.loc[start.sets["hours"].isna(), "fits"].isna().all()
    assert np.isnan(start.later.loc["a", "fits_from"])


def test_a_post_is_one_persons_work():
    """Two people of 2.5 hours cannot make five posts of an hour between them, though they have five hours."""
    scores, hours = pd.Series({"a": 0.9, "b": 0.3}), pd.Series({"a": 5.0, "b": 4.0})

    pooled = start_set(scores, hours, 5.0, most=1)
    shared = start_set(scores, hours, [2.5, 2.5], posts=pd.Series({"a": 5, "b": 4}), most=1)

    assert (pooled.chosen, shared.chosen) == (("a",), ("b",))
    assert shared.hours_available == 5
    assert not shared.later.loc["a", "fits_now"]


loads = st.lists(st.tuples(st.integers(0, 4), st.sampled_from([0.5, 0.75, 1.0, 1.5, 2.0])), min_size=1, max_size=3)


def placed_one_by_one(posts, people):
    """Try every way of giving posts to people."""
    if not posts:
        return True
    return any(
        posts[0] <= hours + 1e-9 and placed_one_by_one(posts[1:], [*people[:n], hours - posts[0], *people[n + 1 :]])
        for n, hours in enumerate(people)
    )


@given(loads, st.lists(st.sampled_from([0.0, 0.5, 1.0, 1.75, 3.0]), min_size=1, max_size=3))
@settings(max_examples=150, deadline=None)
def test_people_can_share_posts_where_some_way_of_giving_them_out_is_found(drawn, people):
    posts = [hours for times, hours in drawn for _post in range(times)][:8]
    counted = [(posts.count(hours), hours) for hours in sorted(set(posts))]

    assert team_can_share(counted, people) == placed_one_by_one(sorted(posts, reverse=True), people)


@pytest.mark.parametrize(
    ("loads", "people", "fits"),
    [
        ([(2, 1.0), (2, 0.75)], [1.75, 1.75], True),
        ([(2, 1.0), (2, 0.75)], [2.0, 1.5], True),
        ([(2, 1.0), (2, 0.75)], [2.25, 1.25], False),
        ([(1, 2.0), (3, 0.5)], [2.5, 0.5, 0.5], True),
        ([(1, 2.0), (4, 0.5)], [1.5, 1.5, 1.0], False),
    ],
    ids=["one of each", "two of a kind", "a rest nobody can use", "three people", "nobody has the long one"],
)
def test_hours_in_all_do_not_suffice_where_no_post_fits_into_the_rests(loads, people, fits):
    assert sum(posts * hours for posts, hours in loads) <= sum(people)
    assert team_can_share(loads, people) is fits


def test_a_post_that_takes_no_time_fits_into_no_hours():
    assert team_can_share([(5, 0.0), (0, 3.0)], [0.0])


@given(st.lists(st.tuples(st.integers(1, 20), st.integers(0, 20) | st.none()), min_size=1, max_size=5))
@example([(20, None), (5, 1)])
@settings(max_examples=60, deadline=None)
def test_the_frontier_holds_what_nothing_beats_and_nothing_else(drawn):
    scores = pd.Series({f"p{n}": score / 20 for n, (score, _hours) in enumerate(drawn)})
    hours = pd.Series({f"p{n}": needed for n, (_score, needed) in enumerate(drawn)}, dtype=float)

    sets = start_set(scores, hours, 8).sets
    assert not sets.loc[sets["hours"].isna(), "efficient"].any()
    sets = sets.dropna(subset=["hours"])
    rows = list(sets[["score", "hours"]].itertuples(index=False))

    for row, efficient in zip(rows, sets["efficient"], strict=True):
        beaten = any(
            other.score >= row.score - 1e-9
            and other.hours <= row.hours + 1e-9
            and (other.score > row.score + 1e-9 or other.hours < row.hours - 1e-9)
            for other in rows
        )
        assert not (efficient and beaten)
        assert (
            efficient
            or beaten
            or (row.score, row.hours)
            in [pytest.approx((found.score, found.hours)) for found in sets[sets["efficient"]].itertuples()]
        )


def test_reach_of_a_set_lies_between_its_largest_platform_and_the_sum():
    scores, hours = pd.Series({"a": 0.9, "b": 0.8, "c": 0.1}), pd.Series({"a": 1.0, "b": 1.0, "c": 1.0})
    reach = pd.DataFrame({"platform": ["a", "b"], "reach_low": [0.45, 0.25], "reach_high": [0.55, 0.35]})

    start = start_set(scores, hours, 2, reach)
    both = start.sets[start.sets["platforms"] == ("a", "b")].iloc[0]

    assert [both["reach_low"], both["reach_high"]] == pytest.approx([0.45, 0.9])
    assert start.later.loc["c", ["new_reach_low", "new_reach_high"]].astype(float).tolist() == pytest.approx([0, 0.55])


def test_a_platform_no_survey_asks_about_reaches_no_more_than_is_supposed_of_it():
    scores, hours = pd.Series({"a": 0.9, "b": 0.8}), pd.Series({"a": 1.0, "b": 1.0})
    reach = pd.DataFrame({"platform": ["b"], "reach_low": [0.25], "reach_high": [0.35]})

    start = start_set(scores, hours, 1, reach, unasked_most=0.4)

    assert (start.chosen, start.reach_low, start.reach_high) == (("a",), 0.0, 0.4)
    assert start.sets.set_index("platforms").loc[[("a", "b")], "reach_high"].tolist() == pytest.approx([0.75])


def test_the_chosen_platforms_stay_and_the_best_set_stands_beside_them():
    scores, hours = pd.Series({"a": 0.9, "b": 0.6, "c": 0.5}), pd.Series({"a": 3.0, "b": 4.0, "c": 2.0})

    start = start_set(scores, hours, 5, fixed=["b"])

    assert (start.chosen, start.fixed, start.best) == (("b",), True, ("a", "c"))
    assert (start.score, start.hours, start.fits) == (0.6, 4.0, True)
    assert start.later["fits_from"].to_dict() == {"a": 7.0, "c": 6.0}


def test_more_than_two_can_be_settled_on_and_need_not_fit():
    scores, hours = pd.Series({"a": 0.9, "b": 0.6, "c": 0.5}), pd.Series({"a": 3.0, "b": 4.0, "c": UNKNOWN})

    assert start_set(scores, hours, 9, fixed=["a", "b"]).fits is True
    assert start_set(scores, hours, 5, fixed=["a", "b"]).fits is False
    assert start_set(scores, hours, 5, fixed=["a", "b", "c"]).fits is None
    assert start_set(scores, hours, 5, fixed=["a", "b", "c"]).score == pytest.approx(2.0)


@given(
    st.dictionaries(
        st.sampled_from("abcdef"),
        st.tuples(st.integers(0, 100), st.one_of(st.integers(0, 8), st.just(UNKNOWN))),
        min_size=1,
    ),
    st.integers(0, 12),
)
@settings(max_examples=60, deadline=None)
def test_no_set_that_fits_scores_higher_than_the_chosen_one(drawn, available):
    scores = pd.Series({key: score / 100 for key, (score, _hours) in drawn.items()})
    hours = pd.Series({key: float(needed) for key, (_score, needed) in drawn.items()})

    start = start_set(scores, hours, available)
    fitting = [
        scores[a] + (scores[b] if b != a else 0)
        for a in scores.index
        for b in scores.index
        if hours[a] + (hours[b] if b != a else 0) <= available
    ]

    assert scores[list(start.chosen)].sum() == pytest.approx(max(fitting, default=0))
    assert hours[list(start.chosen)].sum() <= available
    assert set(start.chosen) | set(start.later.index) == set(drawn)


def test_a_set_fits_only_with_its_hours_in_all_and_somebody_for_each_post():
    """Two posts of an hour on average, of which the quicker takes 40 minutes."""

    def fits(*people):
        hours, posts, quickest = (pd.Series({"a": value}) for value in (2.0, 2, 2 / 3))
        return start_set(pd.Series({"a": 0.9}), hours, people, posts=posts, quickest=quickest, fixed=["a"]).fits

    assert fits(1.2, 0.8)
    assert not fits(1.0, 0.9)  # not in all
    assert not fits(1.3, 0.6, 0.6)  # one post of 40 minutes only
