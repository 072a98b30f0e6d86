"""The first screen: where it stands, its three ways in, and the plan that it shows."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from traitlets import TraitError

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.evidence.load import example_briefs
from strategy_kit.i18n import Words
from strategy_kit.languages import LANGUAGES
from strategy_kit.model import Brief, Plan
from strategy_kit.pages.dashboard import Dashboard, ExampleNotice, open_dashboard
from strategy_kit.pages.front import welcome
from strategy_kit.pages.front.origin import example_names
from strategy_kit.pages.front.plans import PlansPage
from strategy_kit.pages.front.welcome import WelcomePage, example_markup
from strategy_kit.pages.registry import FRONT
from strategy_kit.plan.examples import EXAMPLE, example_plan
from strategy_kit.plan.workings import Workings
from strategy_kit.session.session import Session, new_plan, open_session
from strategy_kit.storage.store import Store, open_store
from strategy_kit.widgets.prose import Prose

MONDAY = dt.date(2027, 1, 4)


def plan(plan_id: str, **rest: Any) -> Plan:
    return Plan(id=plan_id, brief=Brief(name=f"Bakery {plan_id}"), start=MONDAY, **rest)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """An empty store, which is the one that dashboards open."""
    monkeypatch.setenv("STRATEGY_KIT_STORE", str(tmp_path / "plans.sqlite"))
    monkeypatch.setenv("STRATEGY_KIT_TODAY", "2027-01-04")
    return open_store()


def inside(widget: Any) -> Iterator[Any]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from inside(child)


def words(widget: Any) -> str:
    return " ".join(repr(part) for part in inside(widget) if isinstance(part, Prose))


def front(page: Any) -> WelcomePage:
    (found,) = (part for part in inside(page) if isinstance(part, WelcomePage))
    return found


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ({}, "welcome"),
        ({"plan_id": "a"}, "start"),
        ({"plan_id": "a", "page": "calendar"}, "calendar"),
        ({"page": "calendar"}, "calendar"),
        ({"plan_id": "a", "page": "nowhere"}, "start"),
        ({"plan_id": "a", "page": "questions"}, "questions"),
    ],
)
def test_an_address_of_neither_plan_nor_page_is_that_of_the_first_screen(
    store: Store, address: dict[str, str], page: str
) -> None:
    assert open_dashboard("en", **address).page == page


@pytest.mark.parametrize("key", ["welcome", "questions"])
def test_no_steps_stand_above_the_first_pages_and_they_come_with_the_others(store: Store, key: str) -> None:
    page = open_dashboard("en", "a", key)
    assert (page.frame.steps, page.frame.name) == ([], "")

    page.frame.page = "start"
    assert [step["key"] for step in page.frame.steps][:2] == ["start", "audience"]
    assert page.frame.name == "Your business"
    page.frame.page = key
    assert page.frame.steps == []


def test_the_first_screen_has_an_address_of_its_own_and_saves_nothing(store: Store) -> None:
    page = open_dashboard("en")
    page.frame.lang = "fr"
    page.frame.lang = "en"

    assert page.frame.address == {"lang": "en", "plan": "", "page": "welcome"}
    assert store.list() == ()


def test_the_questions_are_those_of_a_new_plan_also_after_another_was_begun(store: Store) -> None:
    page = open_dashboard("en")
    first = page.session.plan.id
    front(page).start.click()
    assert (page.page, page.frame.address["plan"], store.list()) == ("questions", first, ())

    page.session.change_brief(name="Bakery")
    page.frame.page = "welcome"
    front(page).start.click()
    assert page.page == "questions"
    assert page.session.plan == new_plan(Words("en"), page.session.plan.id).plan
    assert [saved.plan_id for saved in store.list()] == [first]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_example_opens_in_the_language_and_leaves_the_own_plan_and_the_store_alone(store: Store, lang: str) -> None:
    store.save(plan("a"), 0, "k")
    page = Dashboard(open_session(lang, "a", store=store), "welcome")
    front(page).example.click()

    written = Brief.from_json(example_briefs()[LANGUAGES[lang].example])
    assert (written.lang, page.session.plan.brief) == (lang, written)
    assert page.session.plan == example_plan(Words(lang), dt.date(2027, 1, 11))
    assert page.page == "plan"
    assert page.frame.address == {"lang": lang, "plan": EXAMPLE, "page": "plan"}
    assert [saved.version for saved in store.list()] == [1]
    again = open_dashboard(lang, EXAMPLE, "plan")
    assert again.session.plan == page.session.plan


def test_the_example_says_that_it_is_one_on_each_of_its_pages_and_not_on_the_others(store: Store) -> None:
    page = open_dashboard("en", EXAMPLE)
    for key in ("start", "plan"):
        page.frame.page = key
        (notice,) = (part for part in page.children if isinstance(part, ExampleNotice))
        assert "An example, not a real business." in words(notice)
    page.frame.page = "welcome"

    assert not any(isinstance(part, ExampleNotice) for part in page.children)


def test_the_example_changes_with_the_language_and_stays_unsaved(store: Store) -> None:
    page = open_dashboard("en", EXAMPLE, "plan")
    page.frame.lang = "fr"

    assert page.frame.name == "Boulangerie d’exemple, Lyon"
    assert "pas une vraie entreprise" in words(page.example)
    assert store.list() == ()


def test_the_first_change_of_the_example_makes_a_copy_and_the_example_stays(store: Store) -> None:
    page = open_dashboard("en", EXAMPLE, "start")
    page.session.change_brief(name="My clinic")
    (saved,) = store.list()

    assert (saved.name, saved.plan_id, page.session.version) == ("My clinic", page.session.plan.id, 1)
    assert saved.plan_id != EXAMPLE
    assert page.frame.address["plan"] == saved.plan_id
    assert page.example not in page.children
    assert open_dashboard("en", EXAMPLE).session.plan.brief.name == "Example physiotherapy clinic, Halifax"


def test_one_click_makes_the_example_the_visitor_s_own_once(store: Store) -> None:
    page = open_dashboard("en", EXAMPLE, "plan")
    page.example.take.click()
    page.example.take.click()

    assert [(saved.plan_id, saved.version) for saved in store.list()] == [(page.session.plan.id, 1)]
    assert not page.session.is_example


def test_the_newest_three_plans_are_listed_with_state_and_the_others_are_one_click_away(store: Store) -> None:
    for number in range(4):
        store.save(plan(f"p{number}", agreed_on=MONDAY if number == 3 else None), 0, f"k{number}")
    page = Dashboard(open_session("en", "new", store=store), "welcome", first_paint=True)
    rows = [part for part in inside(page) if "plan-row" in getattr(part, "_dom_classes", ())]

    assert [f"Bakery p{number}" in words(row) for number, row in zip((3, 2, 1), rows, strict=True)] == [True] * 3
    assert "agreed on" in words(rows[0])
    assert "draft" in words(rows[1])
    (all_plans,) = (part for part in inside(page) if getattr(part, "description", "") == "All my plans")
    all_plans.click()
    assert any(isinstance(part, PlansPage) for part in inside(page))


def test_the_list_is_read_anew_when_the_first_screen_is_shown_again(store: Store) -> None:
    page = open_dashboard("en")
    assert "None yet" in words(page)
    front(page).start.click()
    page.session.change_brief(name="Florist")
    page.frame.page = "welcome"

    assert any(getattr(part, "description", "") == "Florist" for part in inside(page))


def test_a_plan_in_a_file_opens_as_a_copy_and_what_is_none_is_refused_in_words(store: Store) -> None:
    store.save(plan("a"), 0, "k")
    page = Dashboard(open_session("en", "a", store=store), "welcome")
    said: list[Any] = []
    front(page).file.send = lambda content, buffers=None: said.append(content)  # type: ignore[method-assign]
    file = {"file": {"name": "plan.json"}}

    front(page).file.on_message(file, [memoryview(b"{}")])
    assert (said[-1]["kind"], page.page) == ("bad", "welcome")
    front(page).file.on_message(file, [memoryview(plan("b", weeks=8).to_json().encode())])
    assert (said[-1]["answer"], page.page) == ("Opened as a separate copy: Bakery b.", "plan")
    assert page.session.plan.id not in ("a", "b")
    assert (page.session.plan.weeks, store.load("a").plan) == (8, plan("a"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_picture_shows_the_example_as_the_workbook_plans_it(monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    monkeypatch.setenv("STRATEGY_KIT_TODAY", "2027-01-04")
    _ = Words(lang)
    workings = Workings(example_plan(_, dt.date(2027, 1, 11)), load_evidence(), 2027)
    week = [slot for slot in workings.schedule.slots if slot.day < dt.date(2027, 1, 18)]
    markup = example_markup(_)

    assert markup.count("<li>") == markup.count('class="mark ') == len(week)  # the list takes over on a narrow screen
    assert all(f"</b> {_.time(slot.time)}" in markup for slot in week)
    assert all(watch.person in markup for watch in workings.schedule.watches)
    assert workings.brief.name in markup.partition("</figure>")[2]


def test_the_picture_is_computed_once_a_day_and_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRATEGY_KIT_TODAY", "2027-01-05")
    computed: list[Any] = []

    def counted(workings: Any, words: Any, shown: Any = welcome.plan_in_short) -> Any:
        computed.append(words.lang)
        return shown(workings, words)

    monkeypatch.setattr(welcome, "plan_in_short", counted)
    for lang in ("en", "fr", "en", "fr"):
        example_markup(Words(lang))

    assert computed == ["en", "fr"]


def test_a_visitor_by_a_link_to_one_plan_gets_its_steps_and_no_first_screen(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(plan("a"), 0, "k")
    monkeypatch.setenv("STRATEGY_KIT_LOOK", "a")
    page = open_dashboard("en", "a", "welcome")

    assert page.page == "start"
    assert [front["key"] for front in page.frame.front] == ["search"]
    for key in FRONT.keys() - {"search"}:
        with pytest.raises(TraitError, match="not on offer"):
            page.frame.set_state({"page": key})
        page.show_page(key)
        assert page.page == "start"


def test_without_a_store_there_is_no_list_of_plans() -> None:
    page = Dashboard(Session(None, new_plan(Words("en")), Words("en"), MONDAY), "welcome")

    assert "Five questions" in words(page)
    assert "My plans" not in words(page)
    assert [each["key"] for each in page.frame.front][:2] == ["welcome", "questions"]
    assert "plans" not in {each["key"] for each in page.frame.front}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_of_examples_begins_with_that_of_the_reader_s_language(lang: str) -> None:
    names = example_names(Words(lang))

    assert next(iter(names)) == LANGUAGES[lang].example
    assert set(names) == set(example_briefs())
