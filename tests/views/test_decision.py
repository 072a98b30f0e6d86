"""The decision in one sentence promises answers only where the calendar has a response window after each post."""

import datetime as dt

import pytest

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan
from strategy_kit.plan.workings import Workings
from strategy_kit.views.decision import answer_fact_view, decision_view


def worked(**values: object) -> Workings:
    brief = Brief(name="Bakery", trades=("walk-in",), platforms=("facebook",), **values)
    return Workings(Plan(id="p", brief=brief, start=dt.date(2027, 1, 4), weeks=2), load_evidence(), year=2027)


@pytest.mark.parametrize(
    ("lang", "promise", "fact"),
    [
        ("en", "each followed by answers within 1\u00a0h", "answers after each post"),
        ("fr", "chacune suivie de réponses", "réponses après chaque publication"),
    ],
)
def test_answers_are_promised_after_each_post(lang: str, promise: str, fact: str) -> None:
    workings = worked()

    assert promise in decision_view(workings, Words(lang))
    assert answer_fact_view(workings, Words(lang))[1].startswith(fact)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_without_response_windows_no_answer_is_promised(lang: str) -> None:
    workings = worked(limits_off=("watch",))
    words = Words(lang)

    assert workings.schedule.slots and not workings.schedule.watches
    assert words.hours(60) not in decision_view(workings, words) + "".join(answer_fact_view(workings, words))
