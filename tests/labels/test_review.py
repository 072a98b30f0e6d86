"""The verdict on results, in both languages."""

import datetime as dt
import re

import pytest

from strategy_kit.evidence.load import load_table
from strategy_kit.i18n import Words
from strategy_kit.labels.review import detection_words, sureness_words, verdict_words
from strategy_kit.model import Brief, KpiValue, Objective, Plan
from strategy_kit.plan.review import ObjectiveResult, results_by_objective, time_left

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


def result_of(values: tuple[float | None, ...], **changes: object) -> ObjectiveResult:
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
        "12 of 13 weeks are ordinary. The usual range rests on 12 weeks. "
        "Last signal: 29 March, outside the usual range."
    )


def test_without_a_target_nothing_is_said_of_a_change_of_its_size() -> None:
    assert "Without a target" in detection_words(result_of(LEADS, target=None), Words("en"))


def test_a_change_too_small_for_any_patience_is_called_so() -> None:
    assert "chance hides the change" in detection_words(result_of(LEADS, target=13.4), Words("en"))


PLAN = Plan(brief=Brief(name="Shop"), start=MONDAY, weeks=4)


def detection(values: tuple[float | None, ...], plan: Plan = PLAN, **changes: object) -> str:
    result = result_of(values, **changes)
    return detection_words(result, Words("en"), time_left(result, plan))


def test_what_needs_longer_than_the_plan_names_its_end_and_what_helps() -> None:
    words = detection(LEADS, target=15)

    assert "record results of 69 weeks more" in words
    assert "That is after the end of the plan, 31 January 2027. Sooner: choose a larger target" in words


def test_what_needs_longer_than_the_date_of_the_objective_names_that_date() -> None:
    assert "That is after the due date, 31 May 2027." in detection(LEADS, target=15, due="2027-05-31")


def test_what_shows_in_time_names_no_other_way() -> None:
    assert detection(LEADS, PLAN.changed(start="2027-03-29", weeks=13)).endswith("4 weeks after it begins.")


def test_results_by_month_can_become_weekly() -> None:
    result = result_of(LEADS, target=15)._replace(per="month")

    assert "record results by week" in detection_words(result, Words("en"), time_left(result_of(LEADS), PLAN))


@pytest.mark.parametrize("values", [(), (12,), (12, 15, None, 11)], ids=["none", "one", "gap"])
def test_too_few_values_have_one_count_and_weeks_before_the_plan_are_offered(values: tuple[float | None, ...]) -> None:
    verdict, words = verdict_words(result_of(values), Words("en")), detection(values)
    (needed,) = re.findall(r"\d+", verdict)

    assert words.startswith(f"After {needed} weeks more of results, ")
    assert "That is after the end of the plan" in words
    assert words.endswith("Weeks from before the plan count too: add them from your records.")
