"""Undo and redo: each change of a plan can be taken back and made again, in words, and is saved like any other."""

import datetime as dt
from collections.abc import Iterator
from itertools import chain, count, pairwise, repeat
from pathlib import Path
from typing import Any

import ipywidgets
import pytest

from strategy_kit.i18n import Words
from strategy_kit.labels.changes import field_words
from strategy_kit.model import Brief, Plan
from strategy_kit.pages.dashboard import Dashboard
from strategy_kit.session.session import Session
from strategy_kit.session.undo import MOST, TOGETHER, History
from strategy_kit.storage.store import open_store
from strategy_kit.widgets.panel import Section
from strategy_kit.widgets.table import TableEditor

PLAN = Plan(id="p1", brief=Brief(name="Bakery"), start=dt.date(2027, 1, 4))


@pytest.fixture
def session(tmp_path: Path) -> Session:
    store = open_store(tmp_path / "plans.sqlite")
    store.save(PLAN, 0, "k1")
    session = Session(store, store.load("p1"), Words("en"), dt.date(2027, 1, 4))
    session.history = History(count(step=int(TOGETHER) + 1).__next__)  # slow hands: no two changes are one step
    return session


def hours(session: Session) -> float:
    return session.plan.brief.team[0].hours_per_week


def inside(widget: Any) -> Iterator[Any]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from inside(child)


def test_a_change_is_undone_and_made_again_each_as_a_version_of_its_own(session: Session) -> None:
    team = [session.plan.brief.team[0].changed(hours_per_week=9)]
    session.change_brief(team=team)
    assert session.store is not None

    assert session.step("undo") == "Undone: team hours"
    assert session.store.load("p1").plan == PLAN
    assert session.step("redo") == "Redone: team hours"
    assert (hours(session), session.store.load("p1").plan.brief.team[0].hours_per_week) == (9, 9)
    assert [save.version for save in session.store.history("p1")] == [4, 3, 2, 1]


def test_steps_are_undone_in_order_down_to_the_plan_that_was_opened(session: Session) -> None:
    for weeks in (5, 6, 7):
        session.replace_plan(session.plan.changed(weeks=weeks))
    back = [(session.step("undo"), session.plan.weeks) for _time in range(4)]
    forth = [(session.step("redo"), session.plan.weeks) for _time in range(4)]

    assert back == [*(("Undone: number of weeks", weeks) for weeks in (6, 5, 4)), ("", 4)]
    assert forth == [*(("Redone: number of weeks", weeks) for weeks in (5, 6, 7)), ("", 7)]


def test_a_new_change_ends_what_could_be_made_again(session: Session) -> None:
    session.replace_plan(session.plan.changed(weeks=5))
    session.step("undo")
    session.change_brief(name="Café")

    assert session.step("redo") == ""
    assert (session.step("undo"), session.plan) == ("Undone: name", PLAN)


def test_changes_of_one_value_in_quick_succession_are_one_step() -> None:
    moments = chain([0.0, 0.3, 0.6], repeat(0.9))
    history = History(moments.__next__)
    plans = [PLAN.changed(weeks=weeks) for weeks in (4, 5, 6, 7)]
    for before, after in pairwise(plans):
        history.record(before, after)
    named = plans[-1].changed(brief=PLAN.brief.changed(name="Café"))
    history.record(plans[-1], named)

    assert history.plan("undo", named) == plans[-1]
    history.go("undo", named)
    assert history.plan("undo", plans[-1]) == PLAN


def test_a_value_that_is_moved_and_moved_back_at_once_leaves_no_step() -> None:
    history, longer = History(chain([0.0], repeat(0.5)).__next__), PLAN.changed(weeks=5)
    history.record(PLAN, longer)
    history.record(longer, PLAN)

    assert (history.plan("undo", PLAN), history.describe("undo", PLAN, Words("en"))) == (None, "")


def test_so_many_steps_are_kept_and_no_more() -> None:
    history = History(count(step=9).__next__)
    plan = PLAN
    for number in range(MOST + 20):
        longer = PLAN.changed(brief=PLAN.brief.changed(name=f"Bakery {number}"))
        history.record(plan, longer)
        plan = longer
    taken = 0
    while before := history.plan("undo", plan):
        history.go("undo", plan)
        plan, taken = before, taken + 1

    assert (taken, plan.brief.name) == (MOST, "Bakery 19")


def test_the_language_is_no_step_and_stays_when_a_step_before_it_is_undone(session: Session) -> None:
    session.replace_plan(session.plan.changed(weeks=5))
    session.set_language(Words("fr"))

    assert session.step("undo") == "Annulé\N{NO-BREAK SPACE}: nombre de semaines"
    assert (session.plan.weeks, session.plan.brief.lang) == (4, "fr")
    assert session.step("undo") == ""


def test_steps_of_one_plan_are_none_of_another(session: Session) -> None:
    session.replace_plan(session.plan.changed(weeks=5))
    session.begin(session.plan.changed(weeks=9))

    assert (session.step("undo"), session.plan.weeks) == ("", 9)


def segments_table(page: Dashboard) -> TableEditor:
    for section in [part for part in inside(page) if isinstance(part, Section)]:
        section.toggle()
    return next(part for part in inside(page) if isinstance(part, TableEditor) and part.add_word == "Add a segment")


def test_what_is_undone_first_is_a_refused_entry_of_a_table_then_the_change_before_it(session: Session) -> None:
    editor = segments_table(Dashboard(session, "audience"))
    editor.set_state({"rows": [{**editor.rows[0], "name": "Families"}]})
    editor.set_state({"rows": [{**editor.rows[0], "share": 250}]})

    assert session.step("undo") == "Undone: Who your customers are"
    assert (session.plan.brief.segments[0].name, editor.value[0]["share"]) == ("Families", 100)
    assert (editor.errors, session.refusals.count) == ([], 0)
    assert session.step("undo").startswith("Undone: audience")


def test_a_refused_entry_is_not_overwritten_by_a_change_of_its_table_that_is_made_again(session: Session) -> None:
    editor = segments_table(Dashboard(session, "audience"))
    editor.set_state({"rows": [{**editor.rows[0], "name": "Families"}]})
    session.step("undo")
    editor.set_state({"rows": [{**editor.rows[0], "share": 250}]})

    assert "First correct the entry marked in red" in session.step("redo")
    assert editor.value[0]["share"] == 250


@pytest.mark.parametrize("weeks", [4, 5], ids=["nothing else to undo", "something else to undo"])
def test_undo_puts_a_refused_field_back_before_it_takes_back_anything_else(session: Session, weeks: int) -> None:
    session.replace_plan(session.plan.changed(weeks=weeks))
    page = Dashboard(session, "start")
    name = next(p for p in inside(page) if isinstance(p, ipywidgets.Text) and p.description == "Name")
    before, name.value = name.value, ""
    assert page.frame.undo == "the entry marked in red"

    assert session.step("undo") == "Undone: Name"
    assert (name.value, session.refusals.count, session.plan.weeks) == (before, 0, weeks)
    assert page.frame.undo == ("number of weeks" if weeks == 5 else "")


def test_the_bar_offers_what_can_be_undone_and_says_what_was(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    page = Dashboard(session, "start")
    monkeypatch.setattr(page.frame, "send", lambda message: said.append(message["said"]))
    assert (page.frame.undo, page.frame.redo) == ("", "")
    session.change_brief(name="Café")
    assert (page.frame.undo, page.frame.redo) == ("name", "")
    page.frame._receive(None, {"act": "undo"}, [])

    assert (page.frame.undo, page.frame.redo, session.plan) == ("", "name", PLAN)
    assert said == ["Undone: name"]


@pytest.mark.parametrize("act", ["", "delete", None, 3, ["undo"], {"undo": 1}], ids=repr)
def test_any_other_message_of_the_page_changes_nothing(session: Session, act: Any) -> None:
    page = Dashboard(session, "start")
    session.change_brief(name="Café")
    page.frame._receive(None, {"act": act}, [])

    assert session.plan.brief.name == "Café"


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_field_of_a_plan_has_a_name(lang: str) -> None:
    fields = (set(Brief.model_fields) | set(Plan.model_fields)) - {"lang", "id", "format_version", "brief"}

    assert fields - set(field_words(Words(lang))) == set()  # type: ignore[arg-type]
