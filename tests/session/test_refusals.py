"""What stands on the page and is not saved is said in the bar, in words, until it is mended."""

import datetime as dt

import pytest

from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan
from strategy_kit.model.validation import validated
from strategy_kit.pages.dashboard import Dashboard
from strategy_kit.session.refusals import Refusals
from strategy_kit.session.session import Session
from strategy_kit.storage.store import open_store
from strategy_kit.widgets.section import Section
from strategy_kit.widgets.table import TableEditor


@pytest.fixture
def session(tmp_path):
    store = open_store(tmp_path / "plans.db")
    store.save(Plan(id="p", brief=Brief(name="Bakery"), start=dt.date(2027, 1, 4)), 0, "s")
    return Session(store, store.load("p"), Words("en"), dt.date(2027, 1, 4))


def inside(widget):
    """A widget and all below it."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from inside(child)


def segments(widget):
    """The table of segments somewhere below a widget."""
    words = {"Add a segment", Words("fr")("Add a segment")}
    return next(part for part in inside(widget) if isinstance(part, TableEditor) and part.add_word in words)


def test_the_bar_does_not_say_saved_while_an_entry_is_refused(session):
    page = Dashboard(session, "audience")
    editor = segments(page)

    editor.set_state({"rows": [{**editor.rows[0], "share": 250}]})
    assert (page.frame.saved, page.frame.saved_kind) == ("Not saved: one entry to mend", "bad")
    session.change_brief(trade="b2b")
    assert page.frame.saved.startswith("Not saved")
    editor.set_state({"rows": [{**editor.rows[0], "share": 50}]})
    assert page.frame.saved_kind == "ok"
    assert page.frame.saved.startswith("Saved at")


def test_what_is_refused_or_half_written_is_still_there_in_another_language(session):
    page = Dashboard(session, "audience")
    editor = segments(page)
    editor.set_state({"rows": [{**editor.rows[0], "share": 250}]})
    page.frame.page = "platforms"

    page.frame.lang = "fr"
    assert (page.frame.saved, page.frame.saved_kind) == ("Non enregistré\u00a0: une entrée à corriger", "bad")

    page.frame.page = "audience"
    again = segments(page)
    assert again is not editor
    assert again.value[0]["share"] == 250
    assert "250" in again.errors[0]["message"]
    assert "pourcentage" in again.errors[0]["message"]


def test_what_is_open_stays_open_in_another_language(session):
    page = Dashboard(session, "platforms")
    opened = [part for part in inside(page) if isinstance(part, Section)]
    opened[1].toggle()

    page.frame.lang = "fr"

    again = [part for part in inside(page) if isinstance(part, Section)]
    assert [part.is_open for part in again] == [part.is_open for part in opened]


def test_every_fault_of_a_value_is_listed():
    with pytest.raises(InputError) as refused:
        validated(Brief, {"name": "", "promotion_cap": 7, "lang": "de"})

    assert {fault.field for fault in (refused.value, *refused.value.also)} == {"name", "promotion_cap", "lang"}


def test_a_control_whose_faults_are_mended_counts_no_more():
    refusals = Refusals()
    heard = []
    refusals.on_change(lambda: heard.append(refusals.count))

    refusals.put("a", 2)
    refusals.put("b", 1)
    refusals.put("a", 0)
    refusals.put("a", 0)

    assert heard == [2, 3, 1]
