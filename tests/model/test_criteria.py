"""The records of the criteria: whole, and the only list there is."""

import pytest

from strategy_kit.evidence.load import assumption_values
from strategy_kit.figures.platforms.curves import TICKS
from strategy_kit.figures.shapes.palette import tokens
from strategy_kit.i18n import Words
from strategy_kit.languages import LANGUAGES
from strategy_kit.model import Brief, Participant, Weights
from strategy_kit.model.criteria import CRITERIA, PAIRS
from strategy_kit.platforms.measures import MEASURES

every_criterion = pytest.mark.parametrize("criterion", CRITERIA)


def test_every_criterion_has_a_measure_and_no_measure_is_left_over():
    assert set(MEASURES) == set(CRITERIA)


def test_weights_not_set_in_a_brief_are_those_of_the_criterion_records():
    assert dict(Weights()) == {record.key: record.weight for record in CRITERIA.values()}


def test_a_criterion_that_a_saved_plan_does_not_name_has_weight_zero_in_it():
    """One added with a weight would move the answers of every plan saved before; if that is meant, name it here."""
    weighing = {"audience", "format", "trade", "effort", "dialogue", "standing"}

    assert {key for key, record in CRITERIA.items() if record.weight} == weighing


def test_no_two_criteria_share_a_colour_or_a_name():
    for field in ("colour", "name", "label"):
        assert len({getattr(record, field) for record in CRITERIA.values()}) == len(CRITERIA), field


def test_an_earlier_label_of_a_criterion_is_no_present_or_earlier_label_of_another():
    labels = [Words(lang)(record.label) for record in CRITERIA.values() for lang in LANGUAGES]
    earlier = [label for record in CRITERIA.values() for label in record.earlier_labels]

    assert len({label.casefold() for label in earlier}) == len(earlier) > 0
    assert {label.casefold() for label in earlier}.isdisjoint(label.casefold() for label in labels)


@every_criterion
def test_the_colour_of_a_criterion_is_a_token_of_both_themes(criterion):
    assert all(CRITERIA[criterion].colour.removeprefix("@") in colours for colours in tokens().values())


@every_criterion
def test_the_curve_of_a_criterion_rises_in_its_measure_and_names_only_assumptions_there_are(criterion):
    assumptions = assumption_values()
    points = [(assumptions[at] if isinstance(at, str) else at, value) for at, value in CRITERIA[criterion].curve]

    assert [at for at, _ in points] == sorted({at for at, _ in points})
    assert all(0 <= value <= 1 for _, value in points)
    assert CRITERIA[criterion].unit in TICKS


@pytest.mark.parametrize(
    ("kind", "most"),
    [("comparisons", PAIRS), ("curves", len(CRITERIA)), ("own_values", 20 * len(CRITERIA))],
)
def test_a_brief_has_room_for_all_criteria(kind, most):
    limits = [rule.max_length for rule in Brief.model_fields[kind].metadata if hasattr(rule, "max_length")]

    assert limits == [most]


def test_a_person_may_compare_every_pair():
    limits = [
        rule.max_length for rule in Participant.model_fields["comparisons"].metadata if hasattr(rule, "max_length")
    ]

    assert limits == [PAIRS]
