"""The verdict on results, in both languages."""

import datetime as dt

import pytest

from strategy_kit.evidence.load import load_table
from strategy_kit.i18n import Words
from strategy_kit.labels.review import detection_words, sureness_words, verdict_words
from strategy_kit.model import KpiValue, Objective
from strategy_kit.plan.review import ObjectiveResult, results_by_objective

MONDAY = dt.date(2027, 1, 4)
LEADS = (12, 15, 11, 14, 13, 16, 12, 15, 14, 11, 15, 12)
CASES = {
    "ordinary": (LEADS, "an ordinary week", "une semaine ordinaire"),
    "too few": (
        LEADS[:3],
        "too few values: 5 more weeks are needed",
        "trop peu de valeurs : il faut encore 5 semaines",
    ),
    "one more": (
        LEADS[:7],
        "too few values: one more week is needed",
        "trop peu de valeurs : il faut encore une semaine",
    ),
    "one week": (
        (*LEADS, 40),
        "higher than usual in the week of 29 March: look for the cause",
        "plus élevé que d’habitude la semaine du 29 mars : cherchez la cause",
    ),
    "since": (
        (*LEADS, 24, 22, 25),
        "higher since 29 March: look for the cause",
        "plus élevé depuis le 29 mars : cherchez la cause",
    ),
    "lower": (
        (*LEADS, 1, 2, 1),
        "lower since 29 March: look for the cause",
        "plus bas depuis le 29 mars : cherchez la cause",
    ),
}


def result_of(values: tuple[float, ...], **changes: object) -> ObjectiveResult:
    objective = Objective.model_validate({"key": "lead-generation", "target": 20, "per": "week", **changes})
    results = [
        KpiValue(objective="lead-generation", begins=MONDAY + dt.timedelta(weeks=n), value=value)
        for n, value in enumerate(values)
    ]
    return results_by_objective([objective], results, load_table("measures"))[0]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(("values", "english", "french"), CASES.values(), ids=CASES)
def test_the_verdict_is_a_sentence_of_each_language(values: tuple[float, ...], english: str, french: str) -> None:
    result = result_of(values)

    assert plain(verdict_words(result, Words("en"))) == english
    assert plain(verdict_words(result, Words("fr"))) == french


def test_two_values_have_no_direction() -> None:
    assert verdict_words(result_of((1, 100)), Words("en")) == "too few values: 6 more weeks are needed"


def test_the_number_of_ordinary_weeks_leaves_out_those_with_a_signal() -> None:
    words = sureness_words(result_of((*LEADS, 40)), Words("en"))

    assert words == (
        "12 of 13 weeks are ordinary. The limits rest on 12 weeks. Last signal: 29 March, outside the limits."
    )


def test_without_a_target_nothing_is_said_of_a_change_of_its_size() -> None:
    assert "Without a target" in detection_words(result_of(LEADS, target=None), Words("en"))


def test_a_change_too_small_for_any_patience_is_called_so() -> None:
    assert "chance hides the change" in detection_words(result_of(LEADS, target=13.4), Words("en"))
