"""Whether people who rate the same things rate alike."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_kit.communication.rater_agreement import agreement, ordinal_alpha, pillar_ratings, widest_disagreements
from strategy_kit.model import Participant, Pillar

STEPS = st.none() | st.integers(0, 3)
TABLES = st.integers(2, 5).flatmap(
    lambda people: st.lists(st.lists(STEPS, min_size=people, max_size=people), min_size=1)
)


def counted(units: list[list[int | None]], steps: int) -> np.ndarray:
    given_steps = [[step for step in unit if step is not None] for unit in units]
    return np.array([[unit.count(step) for step in range(steps)] for unit in given_steps], dtype=float)


def ratings_of(units: list[list[int | None]]) -> pd.DataFrame:
    rows = [
        (f"person {place}", f"pillar {number}", "personal", step)
        for number, unit in enumerate(units)
        for place, step in enumerate(unit)
        if step is not None
    ]
    return pd.DataFrame(rows, columns=["person", "pillar", "word", "rating"]).astype({"rating": int})


def test_alpha_is_the_one_of_the_published_example():
    """Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section C: ordinal alpha 0.815."""
    observers = (
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    )
    units = [
        [None if step == "." else int(step) - 1 for step in unit]
        for unit in zip(*(row.split() for row in observers), strict=True)
    ]

    assert round(ordinal_alpha(counted(units, 5)), 3) == 0.815


@given(TABLES)
def test_alpha_counts_pairs_as_its_definition_does(units):
    """Krippendorff (2004), chapter 11: observed over expected disagreement, pair by pair."""
    pairable = [[step for step in unit if step is not None] for unit in units]
    pairable = [unit for unit in pairable if len(unit) > 1]
    values = [step for unit in pairable for step in unit]
    sizes = [values.count(step) for step in range(4)]

    def distance(one: int, other: int) -> float:
        low, high = sorted((one, other))
        return (sum(sizes[low : high + 1]) - (sizes[low] + sizes[high]) / 2) ** 2

    expected = sum(distance(a, b) for a in values for b in values)
    found = ordinal_alpha(counted(units, 4))

    if not expected:
        assert math.isnan(found)
        return
    observed = sum(sum(distance(a, b) for a in unit for b in unit) / (len(unit) - 1) for unit in pairable)
    assert found == pytest.approx(1 - (len(values) - 1) * observed / expected)


@given(TABLES)
def test_alpha_is_never_above_one_and_one_only_where_all_agree(units):
    found = ordinal_alpha(counted(units, 4))
    alike = all(len({step for step in unit if step is not None}) <= 1 for unit in units)

    assert math.isnan(found) or found <= 1 + 1e-12
    assert math.isnan(found) or (found == pytest.approx(1)) == alike


@settings(deadline=None, max_examples=30)
@given(TABLES)
def test_the_interval_does_not_hang_on_the_order_of_the_people(units):
    reversed_units = [unit[::-1] for unit in units]

    assert agreement(ratings_of(units))[:3] == pytest.approx(agreement(ratings_of(reversed_units))[:3], nan_ok=True)


def test_one_person_alone_agrees_with_nobody():
    found = agreement(ratings_of([[1], [2], [3]]))

    assert (found.people, found.shared) == (1, 0)
    assert math.isnan(found.alpha)


def test_only_one_step_ever_given_tells_nothing_of_agreement():
    assert math.isnan(agreement(ratings_of([[2, 2], [2, 2]])).alpha)


def test_few_things_rated_leave_a_wide_interval():
    few = agreement(ratings_of([[0, 0], [3, 3], [1, 2]]))
    many = agreement(ratings_of([[0, 0], [3, 3], [1, 2]] * 12))

    assert few.high - few.low > 2 * (many.high - many.low)


def test_the_widest_gap_is_named_with_who_stands_where():
    ratings = pillar_ratings(
        [
            Participant(name="Baker", pillars=({"pillar": "News", "personal": 0, "relevant": 2},)),
            Participant(name="Counter", pillars=({"pillar": "News", "personal": 3, "relevant": 3},)),
            Participant(name="Owner", pillars=({"pillar": "News", "personal": 3},)),
        ],
        [Pillar(name="News")],
    )

    (found,) = widest_disagreements(ratings)

    assert (found.word, found.low, found.high) == ("personal", 0, 3)
    assert (found.lowest, found.highest) == (("Baker",), ("Counter", "Owner"))


def test_people_who_rate_alike_are_divided_by_nothing():
    assert widest_disagreements(ratings_of([[2, 2], [1, 1]])) == []


def test_gaps_that_are_as_wide_are_all_named_the_most_spread_first():
    """Each row is one thing rated by three: of the two with a range of 2 the second is spread more."""
    found = widest_disagreements(ratings_of([[0, 1, 2], [3, 1, 1], [2, 2, 1]]))

    assert [(gap.low, gap.high) for gap in found] == [(1, 3), (0, 2)]
