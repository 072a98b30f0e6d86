"""The crisis plan on the communication page, whatever anybody sends."""

import datetime as dt
from typing import Any

import pytest
from ipywidgets import Widget

from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan
from strategy_kit.pages.communication.crisis import crisis_form
from strategy_kit.session.session import Session
from strategy_kit.storage.store import StoredPlan
from strategy_kit.widgets.form import Form

TEAM = [{"name": "Ada"}, {"name": "Bo"}]


@pytest.fixture
def session() -> Session:
    plan = Plan(id="p1", brief=Brief(name="Shop", team=TEAM), start=dt.date(2027, 1, 4), weeks=1)
    return Session(None, StoredPlan(plan, 0, dt.datetime.now(dt.UTC)), Words("en"), dt.date(2027, 1, 1))


def within(widget: Widget) -> list[Widget]:
    return [widget, *(inner for child in getattr(widget, "children", ()) for inner in within(child))]


def control(form: Form, label: str) -> Any:
    return next(part for part in within(form) if getattr(part, "description", "") == label)


def test_each_answer_is_kept_beside_the_others(session: Session) -> None:
    form = crisis_form(session)
    control(form, "What counts as a crisis").value = "Spoilt goods\nA hacked account"
    control(form, "Who decides").value = "Ada"
    control(form, "First words, ready to publish").value = "We know of it."

    crisis = session.plan.brief.crisis
    assert (crisis.what, crisis.decides, crisis.first_words) == (
        "Spoilt goods\nA hacked account",
        "Ada",
        "We know of it.",
    )


def test_a_text_that_is_too_long_is_refused_by_the_name_of_its_field_and_the_plan_stays(session: Session) -> None:
    form = crisis_form(session)
    control(form, "Who is told").value = "x" * 2001

    assert session.plan.brief.crisis.told == ""
    assert form.refusal.startswith("Who is told: found")
    assert "Use at most 2,000 characters." in form.refusal


def test_the_new_name_of_a_person_shows_in_the_crisis_plan(session: Session) -> None:
    form = crisis_form(session)
    control(form, "Who decides").value = "Ada"
    session.change_brief(team=[{"name": "Cleo"}, {"name": "Bo"}])

    assert control(form, "Who decides").value == "Cleo"


def test_a_person_who_left_is_shown_as_such(session: Session) -> None:
    form = crisis_form(session)
    control(form, "Who decides").value = "Ada"
    session.change_brief(team=[{"name": "Bo"}])

    assert control(form, "Who decides").label == "Ada (no longer exists)"
