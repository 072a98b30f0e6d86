"""My plans: what is listed, and what its buttons do to the store."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import ipywidgets
import pytest
from traitlets import TraitError

from strategy_kit.model import Brief, Plan
from strategy_kit.pages.dashboard import Dashboard, open_dashboard
from strategy_kit.pages.front.answers import change
from strategy_kit.pages.front.plans import PlansPage
from strategy_kit.session.session import open_session
from strategy_kit.storage.store import Store, open_store
from strategy_kit.widgets.prose import Prose

AGREED = dt.date(2027, 2, 12)


def plan(plan_id: str, name: str, **rest: Any) -> Plan:
    return Plan(id=plan_id, brief=Brief(name=name), start=dt.date(2027, 1, 4), **rest)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plans.sqlite"


@pytest.fixture
def store(path: Path) -> Store:
    """A bakery, which is open, and a grocery that was agreed on."""
    store = open_store(path)
    store.save(plan("grocery", "Grocery", agreed_on=AGREED, agreed_by="Ada"), 0, "k1")
    store.save(plan("bakery", "Bakery"), 0, "k2")
    return store


@pytest.fixture
def page(store: Store) -> Dashboard:
    return Dashboard(open_session("en", "bakery", store=store), "plans")


def inside(widget: Any) -> Iterator[Any]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from inside(child)


def rows(page: Dashboard) -> list[str]:
    """What is written in each row of the list."""
    (listed,) = (part for part in inside(page) if isinstance(part, PlansPage))
    return [" ".join(repr(part) for part in inside(row) if isinstance(part, Prose)) for row in listed._rows.children]


def button(page: Dashboard, label: str, place: int = 0) -> ipywidgets.Button:
    found = [part for part in inside(page) if isinstance(part, ipywidgets.Button) and part.description == label]
    return found[place]


def test_every_plan_is_listed_with_its_name_its_state_and_which_one_is_open(page: Dashboard) -> None:
    bakery, grocery = rows(page)

    assert "open now" in bakery
    assert "draft" in bakery
    assert "today, " in bakery
    assert "agreed on 12 February 2027" in grocery or "agreed on February 12, 2027" in grocery
    assert (button(page, "Bakery").description, page.frame.address["page"]) == ("Bakery", "plans")


def test_a_plan_changed_since_it_was_agreed_says_so_until_it_is_agreed_again(page: Dashboard, store: Store) -> None:
    grocery = store.load("grocery").plan
    store.save(grocery.changed(weeks=8), 1, "k3")
    page.show_page("start")
    page.show_page("plans")
    assert "changed since agreed" in rows(page)[0]

    store.save(grocery.changed(weeks=8, agreed=None), 2, "k4")
    page.show_page("start")
    page.show_page("plans")

    assert "changed since" not in rows(page)[0]
    assert "agreed on" in rows(page)[0]


def test_a_plan_that_is_agreed_opens_on_the_whole_plan_and_the_controls_of_its_pages_show_it(page: Dashboard) -> None:
    button(page, "Grocery").click()

    assert (page.session.plan.id, page.page, page.frame.page) == ("grocery", "plan", "plan")
    assert page.frame.address == {"lang": "en", "plan": "grocery", "page": "plan"}
    page.frame.page = "start"
    names = [part.value for part in inside(page) if isinstance(part, ipywidgets.Text) and part.description == "Name"]
    assert names == ["Grocery"]
    page.session.change_brief(name="Corner grocery")
    assert page.session.is_saved


def test_a_copy_is_a_draft_of_the_same_business_with_a_letter_of_its_own(page: Dashboard, store: Store) -> None:
    button(page, "Copy", 1).click()
    copy = store.latest()

    assert copy is not None
    assert (copy.plan.brief.name, copy.plan.agreed_on, copy.plan.agreed_by) == ("Grocery", None, "")
    assert ["variant B" in row for row in rows(page)] == [True, False, False]
    button(page, "Copy", 2).click()
    assert ["variant C" in row for row in rows(page)] == [True, False, False, False]
    assert store.load("grocery").plan.agreed_on == AGREED


def test_each_plan_is_listed_with_its_weeks(page: Dashboard) -> None:
    weeks = " ".join(page.session.words.interval(dt.date(2027, 1, 4), dt.date(2027, 1, 31)).split())

    assert [weeks in row for row in rows(page)] == [True, True]


def test_the_next_period_is_a_plan_of_its_own_that_opens(
    page: Dashboard, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STRATEGY_KIT_TODAY", "2027-01-20")
    button(page, "Plan the next period", 1).click()

    assert (page.session.plan.brief.name, page.session.plan.start, page.page) == (
        "Grocery",
        dt.date(2027, 2, 1),
        "start",
    )
    assert page.session.plan.agreed_on is None
    assert store.load("grocery").plan.start == dt.date(2027, 1, 4)


@pytest.mark.parametrize(("place", "plan_id"), [(0, "bakery"), (1, "grocery")], ids=["the open one", "another"])
def test_a_plan_is_renamed_as_a_version_of_its_own(page: Dashboard, store: Store, place: int, plan_id: str) -> None:
    button(page, "Rename", place).click()
    (field,) = (part for part in inside(page) if isinstance(part, ipywidgets.Text))
    field.value = "Market hall"

    assert (store.load(plan_id).plan.brief.name, store.load(plan_id).version) == ("Market hall", 2)
    assert button(page, "Market hall")
    assert page.frame.name == ("Market hall" if plan_id == "bakery" else "Bakery")


@pytest.mark.parametrize(
    ("typed", "said"), [("x" * 81, "Name: found"), ("", "Name: enter a name.")], ids=["long", "none"]
)
def test_a_name_of_no_use_is_refused_beside_its_field_which_keeps_it_until_it_is_left(
    page: Dashboard, store: Store, typed: str, said: str
) -> None:
    button(page, "Rename", 1).click()
    (field,) = (part for part in inside(page) if isinstance(part, ipywidgets.Text))
    field.value = typed

    assert any(row.startswith(said) for row in rows(page))
    assert [part.value for part in inside(page) if isinstance(part, ipywidgets.Text)] == [typed]
    button(page, "Save this name").click()
    assert any(row.startswith(said) for row in rows(page))
    button(page, "Cancel").click()
    assert not any(row.startswith("Name: ") for row in rows(page))
    assert store.load("grocery").plan.brief.name == "Grocery"


@pytest.fixture
def begun(store: Store) -> Store:
    """The two plans, and a third of which a name and a trade were given, abroad, and nothing drafted."""
    questions = Dashboard(open_session("en", "begun", store=store), "questions")
    questions.session.settle("CA", "America/Halifax")
    change(questions.session, name="Test Midway", business=("software",))
    return store


def test_a_plan_whose_questions_are_begun_is_listed_by_the_name_given_and_opens_on_them(begun: Store) -> None:
    page = Dashboard(open_session("en", "bakery", store=begun), "plans")
    assert "questions begun" in rows(page)[0]
    button(page, "Test Midway").click()

    assert (page.session.plan.id, page.page, page.frame.steps) == ("begun", "questions", [])
    assert [part.value for part in inside(page) if getattr(part, "description", "") == "Name"] == ["Test Midway"]


@pytest.mark.usefixtures("begun")
def test_its_address_opens_on_the_questions_too(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRATEGY_KIT_STORE", str(path))
    opened = [open_dashboard("en", "begun"), open_dashboard("fr", "begun"), open_dashboard("en", "bakery")]

    assert [page.page for page in opened if isinstance(page, Dashboard)] == ["questions", "questions", "start"]


def test_a_plan_that_is_only_begun_keeps_its_answers_when_it_is_renamed_or_copied(begun: Store) -> None:
    page = Dashboard(open_session("en", "bakery", store=begun), "plans")
    button(page, "Rename").click()
    (field,) = (part for part in inside(page) if isinstance(part, ipywidgets.Text))
    field.value = "Midway"
    button(page, "Copy").click()
    copy = begun.latest()

    assert copy is not None and copy.plan.answers is not None
    assert (copy.plan.answers.name, copy.plan.answers.business) == ("Midway", ("software",))
    assert button(page, "Plan the next period").tooltip.endswith("(Bakery)")  # not of plans without a draft
    assert ["questions begun" in row for row in rows(page)] == [True, True, False, False]


def test_a_deleted_plan_is_brought_back_by_one_click(page: Dashboard, store: Store) -> None:
    button(page, "Delete", 1).click()
    assert rows(page)[0] == "Deleted: Grocery"
    assert [save.plan_id for save in store.list()] == ["bakery"]

    button(page, "Restore").click()
    assert {save.plan_id for save in store.list()} == {"bakery", "grocery"}
    assert not any(row.startswith("Deleted") for row in rows(page))


def test_deleting_the_open_plan_goes_on_with_another_and_at_last_with_a_new_one(page: Dashboard, store: Store) -> None:
    button(page, "Delete").click()
    assert (page.session.plan.id, page.page) == ("grocery", "plans")

    button(page, "Delete").click()
    assert page.session.plan.brief.name == "Your business"
    assert (page.session.version, store.list()) == (0, ())
    assert [row for row in rows(page) if row.startswith("Deleted")] == ["Deleted: Grocery", "Deleted: Bakery"]


def test_a_damaged_plan_is_listed_as_one_and_the_others_stay_usable(page: Dashboard, path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE saves SET body = '{' WHERE plan_id = 'grocery'")
    page.frame.page = "start"
    page.frame.page = "plans"

    assert "damaged: restore a backup" in rows(page)[1]
    assert len([part for part in inside(page) if getattr(part, "description", "") == "Copy"]) == 1


def test_a_visitor_by_a_link_to_one_plan_sees_no_list(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRATEGY_KIT_LOOK", "grocery")
    look = open_store(store.engine.url)
    page = Dashboard(open_session("en", "grocery", store=look), "plans")

    assert page.page == "start"
    assert [front["key"] for front in page.frame.front] == ["search"]
    with pytest.raises(TraitError, match="not on offer"):
        page.frame.set_state({"page": "plans"})
    page.show_page("plans")
    assert not any(isinstance(part, PlansPage) for part in inside(page))


def test_names_are_links_where_the_page_has_an_address(store: Store) -> None:
    page = Dashboard(open_session("fr", "bakery", store=store), "plans", first_paint=True)
    markup = "".join(part.value for part in inside(page) if isinstance(part, Prose))

    assert '<a href="?lang=fr&amp;plan=grocery&amp;page=plan" dir="auto">Grocery</a>' in markup


def test_the_list_speaks_the_language_of_the_page(page: Dashboard) -> None:
    page.frame.lang = "fr"

    assert button(page, "Supprimer")
    assert "ouvert" in rows(page)[0]
