"""The table of the team: two rows of one name are one person, whose name changes in both."""

import datetime as dt

import pytest

from strategy_kit.i18n import Words
from strategy_kit.model import Brief, DutyHours, Objective, Person, Plan
from strategy_kit.pages.calendar.team import team_form
from strategy_kit.session.session import Session
from strategy_kit.storage.store import StoredPlan
from strategy_kit.widgets.table import TableEditor

DUTY = (DutyHours(), DutyHours(weekdays=(6, 7)))
ADA, BO = (Person(name=name, hours_per_week=3, zone="Europe/Paris", duty=DUTY) for name in ("Ada", "Bo"))


@pytest.fixture
def session() -> Session:
    brief = Brief(name="Shop", team=(ADA, BO), objectives=(Objective(key="sales", owner="Ada"),))
    plan = Plan(id="p", brief=brief, start=dt.date(2027, 1, 4))
    return Session(None, StoredPlan(plan, 1, dt.datetime(2026, 11, 23, tzinfo=dt.UTC)), Words("en"), plan.start)


@pytest.fixture
def editor(session: Session) -> TableEditor:
    (editor,) = [part for part in team_form(session).children if isinstance(part, TableEditor)]
    return editor


@pytest.mark.parametrize("place", [0, 1])
def test_a_new_name_in_one_row_is_that_of_the_person_in_all(session: Session, editor: TableEditor, place: int) -> None:
    rows = [dict(row) for row in editor.value]
    rows[place]["name"] = "Cleo"

    editor.value = tuple(rows)

    assert session.plan.brief.team == (ADA.changed(name="Cleo"), BO)
    assert session.plan.brief.objectives[0].owner == "Cleo"
    assert [row["name"] for row in editor.value] == ["Cleo", "Cleo", "Bo", "Bo"]


def test_two_new_names_at_once_are_two_people_s(session: Session, editor: TableEditor) -> None:
    editor.value = tuple({**row, "name": {"Ada": "Bo", "Bo": "Cleo"}[row["name"]]} for row in editor.value)

    assert [person.name for person in session.plan.brief.team] == ["Bo", "Cleo"]


def test_another_row_is_another_person(session: Session, editor: TableEditor) -> None:
    editor.value = (*editor.value, {**editor.value[0], "name": "Cleo"})

    assert [(person.name, len(person.duty)) for person in session.plan.brief.team] == [
        ("Ada", 2),
        ("Bo", 2),
        ("Cleo", 1),
    ]
