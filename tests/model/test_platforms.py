"""What each person of a group says, and what their disagreement means for the decision."""

import pytest

from strategy_kit.errors import InputError
from strategy_kit.model import Brief, Comparison, Participant, PillarRating, Rating, WeekFacts, Weights
from strategy_kit.model.validation import validated

BRIEF = Brief(name="Shop")


def test_participants_survive_a_json_round_trip():
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
    "message",
    [
        {"ratings": [{"platform": "x", "dialogue": 1}, {"platform": "x", "dialogue": 2}]},
        {"pillars": [{"pillar": "News"}, {"pillar": "News", "personal": 1}]},
        {"comparisons": [{"criterion": "trade", "over": "effort"}, {"criterion": "effort", "over": "trade"}]},
    ],
    ids=["a platform", "a pillar", "a pair"],
)
def test_a_participant_who_rates_one_thing_twice_is_refused(message):
    with pytest.raises(InputError, match="appears twice"):
        BRIEF.changed(voices=[{"name": "counter", **message}])


def test_two_participants_of_one_name_are_refused():
    with pytest.raises(InputError, match=r"voices.*counter"):
        BRIEF.changed(voices=[{"name": "counter"}, {"name": "counter"}])


def test_a_comparison_of_a_criterion_with_itself_is_refused():
    with pytest.raises(InputError, match="a criterion is compared with itself"):
        BRIEF.changed(voices=[{"name": "c", "comparisons": [{"criterion": "trade", "over": "trade"}]}])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"curves": [{"criterion": "effort", "points": [{"at": 1, "value": 1}, {"at": 1, "value": 0}]}]},
            "not in increasing order",
        ),
        ({"curves": [{"criterion": "effort", "points": [{"at": 1, "value": 1}]}]}, "at least 2"),
        ({"own_values": [{"platform": "x", "criterion": "trade", "value": 1}] * 2}, "x, trade appears twice"),
        ({"own_values": [{"platform": "x", "criterion": "trade", "value": 1.5}]}, "1 or less"),
    ],
    ids=["a curve that stands still", "a curve of one point", "two values of one", "a value above 1"],
)
def test_an_invalid_own_curve_or_own_value_is_refused(changes, message):
    with pytest.raises(InputError, match=message):
        BRIEF.changed(**changes)


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        ({"week": "2027-01-05", "platform": "x"}, "does not start on a Monday"),
        ({"week": "2027-01-04", "platform": "x", "received": 2, "in_time": 3}, "more messages answered than received"),
    ],
    ids=["a Tuesday", "more answers than questions"],
)
def test_results_of_an_impossible_week_are_refused(facts, message):
    with pytest.raises(InputError, match=message):
        validated(WeekFacts, facts)
