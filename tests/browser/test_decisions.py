"""Pages of one decision as they open: how high they are, how much they ask, and what comes first on a phone."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import browsing
import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from strategy_kit.i18n import Words
from strategy_kit.languages import COMPLETE
from strategy_kit.pages.registry import PAGES

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
DECISIONS = [key for key, page in PAGES.items() if page.is_decision]
PHONE: ViewportSize = {"width": 360, "height": 780}
MOST_SCREENS = {"laptop": 2.5, "phone": 5}
MOST_CONTROLS = 12
ONE = ".chips, .widget-hslider, .widget-toggle-buttons, .widget-checkbox, .widget-radio"
CONTROLS = """(page, one) => {
  const found = [...page.querySelectorAll(`${one}, button, input, select, textarea`)]
    .filter(node => node.checkVisibility() && !node.closest('.next'));
  return new Set(found.map(node => node.closest('.chips') ?? node.closest(one) ?? node)).size;
}"""
"""Counts what a page asks: a slider, a set of chips or of buttons of which one is on is one. Steps to other pages are
not counted; the sources of a card, and its numbers, are."""


@pytest.fixture(scope="module")
def site(served: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The real dashboard on an empty store, on a fixed day."""
    store = tmp_path_factory.mktemp("store") / "plans.sqlite"
    around = {"STRATEGY_KIT_STORE": str(store), "STRATEGY_KIT_TODAY": "2027-01-04"}
    yield served(ROOT / "notebooks" / "dashboard.ipynb", env=around)


@pytest.fixture(scope="module", params=["en", "fr"])
def page(request: pytest.FixtureRequest, browser: Browser, site: Any) -> Iterator[Page]:
    """The page of a new plan, in each language."""
    with browsing.opened(browser, []) as tab:
        tab.goto(f"{site.address}?lang={request.param}&plan=first-{request.param}&page={DECISIONS[0]}")
        expect(tab.locator("#sk-cells section.card").first).to_be_visible(timeout=60_000)
        expect(tab.locator("#sk-first")).to_have_count(0, timeout=30_000)
        yield tab


def turned(page: Page, key: str, size: ViewportSize) -> Page:
    """Turn to a page as it opens, on a screen."""
    page.set_viewport_size(browsing.WIDE)
    step = page.locator(f".steps [data-at=step-{key}]")
    step.click()
    expect(step).to_have_attribute("aria-current", "step")
    page.set_viewport_size(size)
    question = "|".join(re.escape(Words(lang)(PAGES[key].question)) for lang in COMPLETE)
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(question), timeout=30_000)
    expect(page.locator(".decision .answer h3")).not_to_be_empty(timeout=30_000)
    expect(page.locator(".decision section.card").nth(1)).to_be_visible(timeout=30_000)
    drawn = "wide" if size["width"] >= 720 else "narrow"
    for plot in page.locator(".decision > .cols .plot:visible").all():
        expect(plot).to_have_attribute("data-drawn", drawn, timeout=30_000)
    return page


@pytest.mark.parametrize("screen", MOST_SCREENS)
@pytest.mark.parametrize("key", DECISIONS)
def test_a_page_is_not_high_at_first(page: Page, key: str, screen: str) -> None:
    size = PHONE if screen == "phone" else browsing.WIDE
    height = turned(page, key, size).evaluate("document.documentElement.scrollHeight")

    assert height <= MOST_SCREENS[screen] * size["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize("key", DECISIONS)
def test_a_page_shows_few_controls_at_first(page: Page, key: str) -> None:
    turned(page, key, browsing.WIDE)

    assert 0 < page.locator(".decision").evaluate(CONTROLS, ONE) <= MOST_CONTROLS


@pytest.mark.parametrize("key", [key for key in DECISIONS if key != "plan"])
def test_on_a_phone_the_question_stands_before_the_answer_and_the_controls_are_one_line(page: Page, key: str) -> None:
    turned(page, key, PHONE)
    line = page.locator(".decision > .cols > .controls .fold")
    figure = page.locator(".decision section.card").nth(1)
    places = [page.locator("h1:visible"), page.locator(".decision .answer"), line, figure]
    tops = [box["y"] for place in places if (box := place.bounding_box())]

    assert tops == sorted(tops)
    assert len(tops) == len(places)
    expect(line).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".decision > .cols .controls .group:visible")).to_have_count(0)
    line.click()
    expect(page.locator(".decision > .cols .controls .group:visible").first).to_be_visible()
    line.click()


def test_on_a_phone_the_button_that_agrees_to_the_plan_is_in_view_at_once(page: Page) -> None:
    turned(page, "plan", PHONE)
    page.evaluate("scrollTo(0, 0)")
    agree = page.locator(".agreeing button").bounding_box()

    assert agree is not None
    assert agree["y"] + agree["height"] <= PHONE["height"]


@pytest.mark.parametrize("key", DECISIONS)
def test_the_headings_of_a_page_lead_from_its_question_to_its_details(page: Page, key: str) -> None:
    turned(page, key, browsing.WIDE)

    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    for line in page.locator(".detail-line").all():
        name = line.get_by_role("heading", level=2).get_by_role("button")
        expect(name).to_have_attribute("aria-expanded", "false")
        name.click()
        expect(name).to_have_attribute("aria-expanded", "true")
        name.click()
        expect(name).to_have_attribute("aria-expanded", "false")


@pytest.mark.parametrize("size", [PHONE, browsing.WIDE], ids=["phone", "laptop"])
def test_the_card_of_a_source_shows_all_its_words(page: Page, size: ViewportSize) -> None:
    shown = turned(page, "platforms", size).locator("#card-contributions .src")
    expect(shown.locator("[data-source]")).to_have_count(0)
    shown.get_by_role("button").click()
    shown.locator("[data-source]").nth(1).click()
    pop = page.get_by_role("dialog")
    expect(pop).to_be_visible()

    box = pop.bounding_box()
    assert box and box["x"] >= 0 and box["x"] + box["width"] <= size["width"]
    assert pop.evaluate("pop => pop.scrollWidth <= pop.clientWidth")
    pop.get_by_role("button").first.click()
    shown.get_by_role("button").last.click()
    expect(shown.locator("[data-source]")).to_have_count(0)


PROJECTOR: ViewportSize = {"width": 1280, "height": 720}
MAGNIFIED: ViewportSize = {"width": 853, "height": 480}
"""A projector at 150 %."""
AT_THE_TOP = "() => Math.abs(document.querySelector('.open > .detail-line').getBoundingClientRect().top) < 1"


@pytest.mark.parametrize("size", [PHONE, PROJECTOR], ids=["phone", "projector"])
def test_a_detail_that_a_person_opens_is_at_the_top_of_the_screen_and_keeps_the_focus(
    page: Page, size: ViewportSize
) -> None:
    turned(page, "platforms", size)
    line = page.locator(".detail-name button").first
    line.click()
    expect(page.locator(".detail.open section.card").first).to_be_visible()

    page.wait_for_function(AT_THE_TOP)
    expect(line).to_be_focused()

    line.click()
    expect(line).to_have_attribute("aria-expanded", "false")
    page.evaluate("scrollTo(0, 0)")


def test_a_name_in_a_table_can_be_read_on_a_magnified_page(page: Page) -> None:
    turned(page, "calendar", MAGNIFIED)
    line = page.locator(".detail-name button").last
    line.click()
    name = page.locator(".detail.open td.text input").first
    expect(name).to_be_visible()

    box, rows = name.bounding_box(), page.locator(".detail.open .rows").first
    assert box and box["width"] >= 120
    assert page.evaluate("document.documentElement.scrollWidth") <= MAGNIFIED["width"]
    assert rows.evaluate("rows => rows.scrollHeight <= rows.clientHeight")
    line.click()
    expect(line).to_have_attribute("aria-expanded", "false")
