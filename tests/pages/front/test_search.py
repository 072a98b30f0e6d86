"""The search page: all that the pages show is found, and a finding opens where it stands."""

import datetime as dt
from typing import Any

import ipywidgets
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.i18n import Words
from strategy_kit.pages.dashboard import Dashboard
from strategy_kit.pages.entries import show_setting
from strategy_kit.pages.front.search import SHOWN, SearchPage
from strategy_kit.pages.front.settings import SETTINGS
from strategy_kit.pages.navigation import Navigation
from strategy_kit.pages.registry import PAGES
from strategy_kit.session.session import Session, new_plan
from strategy_kit.views.search import LONGEST, Entry, Index
from strategy_kit.widgets.card import card_views
from strategy_kit.widgets.panel import Section
from strategy_kit.widgets.prose import Prose

TODAY = dt.date(2027, 1, 4)
SESSION = Session(None, new_plan(Words("en")), Words("en"), TODAY)
ENTRIES = [Entry("term", "plan", "", letter, letter * 2) for letter in "abcdefghijklmnopqrstuvwxyz0123456789"]


@pytest.fixture(params=["en", "fr"])
def dashboard(request: pytest.FixtureRequest) -> Dashboard:
    """A new plan without a store, at its search page."""
    words = Words(request.param)
    return Dashboard(Session(None, new_plan(words), words, TODAY), "search")


@pytest.fixture
def search(dashboard: Dashboard) -> SearchPage:
    dashboard.show_page("search")
    found = dashboard._built["search"]
    assert isinstance(found, SearchPage)
    found.field.value = ""
    return found


def results(search: SearchPage, query: str) -> list[ipywidgets.Widget]:
    search.field.value = query
    return list(search.results.children)


def opened(widget: Any) -> Any:
    """Open every section of a page."""
    if isinstance(widget, Section) and not widget.is_open:
        widget.toggle()
    for child in getattr(widget, "children", ()):
        opened(child)
    return widget


def test_each_card_of_each_page_can_be_found(dashboard: Dashboard, search: SearchPage) -> None:
    index, lost = Index(search._entries()), []
    for key in PAGES.keys() - {"start"}:
        dashboard.show_page(key)
        shown = card_views(opened(dashboard._built[key]))
        lost += [
            (key, view.key)
            for view in shown
            if (key, view.key) not in {(entry.page, entry.card) for entry in index.find(view.title)}
        ]

    assert lost == []


def test_a_finding_opens_its_page_and_the_detail_in_which_it_stands(dashboard: Dashboard, search: SearchPage) -> None:
    index = Index(search._entries())
    (title,) = (entry.title for entry in index.entries if entry.card == "frontier")
    (row, *_others) = results(search, title)

    row.children[0].click()

    assert dashboard.page == dashboard.frame.page == "platforms"
    shown = {view.key: view for view in card_views(dashboard._built["platforms"])}
    assert shown["frontier"].found == 1
    details = dashboard._built["platforms"].children[1].details
    assert [name for name, detail in details.items() if detail.is_open] == ["why"]


@pytest.mark.parametrize(
    ("lang", "query", "name"),
    [
        ("en", "closing days", "Closed days"),
        ("en", "working hours", "Who posts and answers, and when"),
        ("fr", "fermeture", "Jours de fermeture"),
        ("fr", "horaires", "Heures de publication, début et fin"),
    ],
)
def test_a_setting_is_found_by_what_people_call_it_and_opens_where_it_stands(lang: str, query: str, name: str) -> None:
    words = Words(lang)
    dashboard = Dashboard(Session(None, new_plan(words), words, TODAY), "search")
    dashboard.show_page("search")
    found = {row.children[0].description: row.children[0] for row in results(dashboard._built["search"], query)}
    found[name].click()

    assert dashboard.page == "calendar"
    assert name in (dashboard._sought.description if hasattr(dashboard._sought, "binding") else dashboard._sought.title)


def test_every_setting_has_the_name_that_it_has_on_its_page() -> None:
    dashboard = Dashboard(SESSION, "search")
    lost = []
    for page, settings in SETTINGS.items():
        dashboard.show_page(page)
        lost += [setting.name for setting in settings if show_setting(dashboard._built[page], setting.name) is None]

    assert lost == []


def test_a_term_and_a_source_are_read_in_place(search: SearchPage) -> None:
    word = {"en": "holding statement", "fr": "message d’attente"}[search._session.words.lang]
    (term, *_others) = results(search, word)
    (source, *_others) = results(search, "Pew")

    assert isinstance(term.children[0], Prose) and word in term.children[0].value
    assert any("https://" in row.children[-1].value for row in (source, *_others))


@pytest.mark.parametrize(
    ("query", "pages"), [("photo", ["questions"]), ("stories", ["platforms"]), ("Instagram", ["platforms"])]
)
def test_an_answer_a_format_and_a_platform_are_found_by_their_names_and_open_their_page(
    dashboard: Dashboard, search: SearchPage, query: str, pages: list[str]
) -> None:
    found = [entry for entry in search._found(query) if entry.kind == "choice"]
    assert [entry.page for entry in found][: len(pages)] == pages

    search._row(found[0]).children[0].click()
    assert dashboard.page == pages[0]


def test_the_number_of_results_is_told_and_no_more_are_shown_than_can_be_read(search: SearchPage) -> None:
    rows = results(search, "e")

    assert len(rows) == SHOWN
    assert str(SHOWN) in search._line.value
    assert results(search, "xyzzy") == []
    assert "xyzzy" in search._line.value
    assert results(search, " ") == []
    assert search._line.value == ""


def test_what_a_plan_that_changed_shows_is_found(dashboard: Dashboard, search: SearchPage) -> None:
    results(search, "e")
    dashboard.session.change_brief(
        pillars=[dashboard.session.plan.brief.pillars[0].changed(name="Zebra crossing", share=1)]
    )

    assert results(search, "zebra")


@given(st.text(max_size=2 * LONGEST))
def test_any_text_may_be_sent(text: str) -> None:
    search = SearchPage(SESSION, Navigation(*[lambda *_keys: None] * 4))
    search._entries = lambda: iter(ENTRIES)  # type: ignore[method-assign]
    search.field.value = text

    assert len(search.results.children) <= SHOWN
