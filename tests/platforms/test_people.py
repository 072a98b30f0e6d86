"""Whether people can share posts, each post whole: exact where it answers, bounded always."""

import itertools
import random
import subprocess
import sys

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_kit.platforms import people as sums
from strategy_kit.platforms import start_set
from strategy_kit.platforms.people import team_can_share

LENGTHS = [0.25, 0.5, 0.7, 0.75, 1.0, 1.3, 1.5, 2.0]
loads = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(LENGTHS)), min_size=3, max_size=4)
people_hours = st.lists(st.sampled_from([0.0, 0.5, 1.0, 1.7, 2.0, 3.25]), min_size=2, max_size=3)


def shared_one_by_one(posts: list[float], people: tuple[float, ...]) -> bool:
    """Try every way of giving posts to people."""
    if not posts:
        return True
    return any(
        posts[0] <= hours + 1e-9 and shared_one_by_one(posts[1:], (*people[:n], hours - posts[0], *people[n + 1 :]))
        for n, hours in enumerate(people)
        if hours not in people[:n]
    )


@given(loads, people_hours)
@settings(max_examples=80, deadline=None)
def test_the_integer_programme_finds_a_way_of_sharing_where_there_is_one_and_no_other(drawn, people):
    lengths = sums._by_length(drawn)
    posts = [hours for times, hours in lengths for _post in range(times)]
    programme = sums._programme(lengths, people)

    assert programme.feasible(sums.NODES) is shared_one_by_one(posts, tuple(people))


@given(loads, people_hours)
@settings(max_examples=80, deadline=None)
def test_quick_answers_are_those_of_the_dynamic_programme(drawn, people):
    lengths = sums._by_length(drawn)
    if lengths:
        shareable = sums._dynamic_programme(lengths, people)

        assert shareable or not sums._first_fit(lengths, people)
        assert sums._enough_for_long(lengths, people) or not shareable
        assert team_can_share(drawn, people) is shareable


@given(st.lists(st.tuples(st.integers(0, 70), st.sampled_from(LENGTHS)), max_size=12), st.sampled_from([0, 20, 160.0]))
def test_one_person_can_make_what_their_hours_hold_in_all(drawn, hours):
    assert team_can_share(drawn, [hours]) is (sum(posts * each for posts, each in drawn) <= hours + 1e-9)


def test_posts_of_two_lengths_are_always_decided_whatever_their_number():
    chance = random.Random(3)
    for _case in range(30):
        drawn = [(70, chance.uniform(0.3, 1.5)), (70, chance.uniform(0.3, 1.5))]
        hours = sum(posts * each for posts, each in drawn) / 20 * chance.choice([1.0, 1.01, 1.03])

        assert team_can_share(drawn, [hours] * 20) is not None


def test_what_the_solver_cannot_decide_in_its_nodes_is_undecided_not_guessed(monkeypatch):
    chance = random.Random(1)
    lengths = [chance.uniform(0.3, 1.5) for _length in range(12)]
    shares = [chance.choices(range(12), k=6) for _person in range(20)]
    drawn = [(sum(share.count(place) for share in shares), each) for place, each in enumerate(lengths)]
    people = [sum(lengths[place] for place in share) for share in shares]  # no minute is left over

    monkeypatch.setattr(sums, "NODES", 1)

    assert team_can_share(drawn, people) is None
    assert team_can_share(drawn, [hours * 1.1 for hours in people]) is True
    assert team_can_share(drawn, [hours * 0.99 for hours in people]) is False


def test_a_set_that_is_undecided_is_missing_in_the_table_and_never_chosen(monkeypatch):
    names = list("abc")
    scores, hours = pd.Series([0.9, 0.8, 0.7], names), pd.Series([1.0, 2.0, 3.0], names)
    posts = pd.Series(2, names)
    monkeypatch.setattr("strategy_kit.platforms.start.team_can_share", lambda drawn, _people: len(drawn) < 2 or None)

    start = start_set(scores, hours, [3.0, 3.0], posts=posts)
    own = start_set(scores, hours, [3.0, 3.0], posts=posts, fixed=["a", "b"])

    assert (start.chosen, start.fits) == (("a",), True)
    assert start.sets.loc[start.sets["platforms"].map(len) == 2, "fits"].isna().all()
    assert start.later["fits_now"].isna().all()
    assert own.fits is None
    assert own.hours == 3.0


def test_what_does_not_fit_fits_even_less_with_one_platform_more():
    names = list("abcd")
    hours, posts = pd.Series([5.0, 4.0, 3.0, 2.0], names), pd.Series(4, names)

    start = start_set(pd.Series([0.9, 0.8, 0.7, 0.6], names), hours, [4.0, 4.0], posts=posts, fixed=["a", "b"])

    assert start.fits is False
    assert start.later["fits_now"].tolist() == [False, False]


LARGEST = """
import resource
from strategy_kit.plan.workings import Workings
from benchmarks.sizes import largest_plan
from strategy_kit.evidence.evidence import load_evidence
resource.setrlimit(resource.RLIMIT_AS, (3 * 2**30,) * 2)
resource.setrlimit(resource.RLIMIT_CPU, (90,) * 2)
start = Workings(largest_plan({arguments}), load_evidence(), 2027).start_set
print(len(start.later), start.fits)
"""


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ("platforms=8, hours=160", "True"),
        ("platforms=12, hours=168, posts=70", "False"),
        ("platforms=12, people=20, hours=168, posts=70", "True"),
        ("platforms=12, people=20, hours=43, posts=70", "None|True|False"),
        ("platforms=12, people=20, hours=4, posts=5", "True|False"),
    ],
    ids=["one person", "one person, too many posts", "all", "all, hardly any hour left", "all, few hours"],
)
def test_the_largest_brief_has_a_start_within_three_gigabytes_and_ninety_seconds_of_work(arguments, found):
    code = LARGEST.format(arguments=arguments)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)

    assert done.returncode == 0, done.stderr[-500:]
    later, fits = done.stdout.split()
    assert int(later) >= 1
    assert fits in found.split("|")


def test_a_post_that_nobody_has_the_hours_for_cannot_be_shared():
    assert team_can_share([(1, 3.0), (4, 0.5), (2, 0.7)], [2.5, 2.5]) is False


@pytest.mark.parametrize("order", list(itertools.permutations([(3, 1.0), (2, 0.75), (4, 0.5)])))
def test_the_order_of_platforms_does_not_matter(order):
    assert team_can_share(order, [2.5, 2.5, 1.5]) is True
    assert team_can_share(order, [2.4, 2.4, 1.2]) is False
