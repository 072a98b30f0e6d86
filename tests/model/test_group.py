"""What each person of a group says, and what their disagreement means for the decision."""

import pytest

from strategy_kit.errors import InputError
from strategy_kit.model import Brief, Comparison, Participant, PillarRating, Rating, WeekFacts, Weights
from strategy_kit.model.validation import validated

BRIEF = Brief(name="Shop")


def test_voices_come_back_from_json_as_they_were():
    voice = Participant(
        name="counter",
        weights=Weights(audience=5),
        comparisons=(Comparison(criterion="audience", over="effort", times=1 / 3),),
        ratings=(Rating(platform="facebook", dialogue=2),),
        pillars=(PillarRating(pillar="How-to", personal=3),),
    )
    brief = BRIEF.changed(voices=(voice, Participant(name="baker")))

    assert Brief.from_json(brief.to_json()) == brief


@pytest.mark.parametrize(
    "said",
    [
        {"ratings": [{"platform": "x", "dialogue": 1}, {"platform": "x", "dialogue": 2}]},
        {"pillars": [{"pillar": "News"}, {"pillar": "News", "personal": 1}]},
        {"comparisons": [{"criterion": "trade", "over": "effort"}, {"criterion": "effort", "over": "trade"}]},
    ],
    ids=["a platform", "a pillar", "a pair"],
)
def test_nobody_rates_one_thing_twice(said):
    with pytest.raises(InputError, match="stands twice"):
        BRIEF.changed(voices=[{"name": "counter", **said}])


def test_no_two_people_of_a_group_have_one_name():
    with pytest.raises(InputError, match=r"voices.*counter"):
        BRIEF.changed(voices=[{"name": "counter"}, {"name": "counter"}])


def test_a_criterion_is_not_compared_with_itself():
    with pytest.raises(InputError, match="compares a criterion with itself"):
        BRIEF.changed(voices=[{"name": "c", "comparisons": [{"criterion": "trade", "over": "trade"}]}])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"curves": [{"criterion": "effort", "points": [{"at": 1, "value": 1}, {"at": 1, "value": 0}]}]},
            "do not rise",
        ),
        ({"curves": [{"criterion": "effort", "points": [{"at": 1, "value": 1}]}]}, "at least 2"),
        ({"own_values": [{"platform": "x", "criterion": "trade", "value": 1}] * 2}, "x, trade stands twice"),
        ({"own_values": [{"platform": "x", "criterion": "trade", "value": 1.5}]}, "1 or less"),
    ],
    ids=["a curve that stands still", "a curve of one point", "two values of one", "a value above 1"],
)
def test_an_own_curve_or_value_that_cannot_be_is_refused(changes, said):
    with pytest.raises(InputError, match=said):
        BRIEF.changed(**changes)


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"week": "2027-01-05", "platform": "x"}, "does not begin on a Monday"),
        ({"week": "2027-01-04", "platform": "x", "received": 2, "in_time": 3}, "more was answered than came in"),
    ],
    ids=["a Tuesday", "more answers than questions"],
)
def test_a_week_that_cannot_have_been_is_refused(facts, said):
    with pytest.raises(InputError, match=said):
        validated(WeekFacts, facts)
