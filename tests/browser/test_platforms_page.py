"""The page of platforms as people use it: a slider under the hand, pairs, a pasted vote, parts that open."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import browsing
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from strategy_kit.model import Brief, Plan
from strategy_kit.storage.store import open_store

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
VOTES = """Who;Reach;Formats;Trade;Little effort;Dialogue;Standing;Facebook
baker;5;1;0;1;0;1;1
counter;0;0;1;5;0;0;3
"""


@pytest.fixture(scope="module")
def site(served: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The real dashboard on a store with one plan, which began three weeks before the fixed day."""
    store = tmp_path_factory.mktemp("store") / "plans.sqlite"
    begun = Plan(id="trigger", brief=Brief(name="Shop"), start=dt.date(2027, 1, 4))
    open_store(store).save(begun, 0, begun.id)
    notebook = ROOT / "notebooks" / "dashboard.ipynb"
    around = {"STRATEGY_KIT_STORE": str(store), "STRATEGY_KIT_TODAY": "2027-01-25"}
    yield served(notebook, env=around)


def opened(tab: Page, site: Any, plan: str, lang: str = "en") -> Page:
    """Open the page of platforms and wait until its widgets alone are there: the first view has cards too."""
    tab.goto(f"{site.address}?lang={lang}&page=platforms&plan={plan}")
    expect(tab.locator("#sk-first")).to_have_count(0, timeout=60_000)
    expect(tab.locator(".widget-hslider").first).to_be_attached(timeout=60_000)
    return tab


@pytest.fixture(scope="module")
def shared(browser: Browser, site: Any) -> Iterator[Page]:
    """The page of a plan that tests share: each opens the part it is about, or weighs as it found it weighed."""
    with browsing.opened(browser, []) as tab:
        yield opened(tab, site, "shared")


def card(page: Page, key: str) -> Locator:
    return page.locator(f"section.card[id='card-{key}']")


def detail(page: Page, name: str) -> None:
    """Open a detail of the page, unless it is open."""
    line = page.locator("#sk-cells").get_by_role("button", name=name, exact=True)
    expect(line).to_have_attribute("aria-expanded", re.compile("true|false"), timeout=15_000)
    if line.get_attribute("aria-expanded") == "false":
        line.click()
    expect(line).to_have_attribute("aria-expanded", "true", timeout=15_000)


def part(page: Page, name: str, words: str) -> None:
    """Open a part of a detail of the page, unless it is open."""
    detail(page, name)
    closed = page.get_by_role("button", name=f"Open: {words}")
    if closed.count():
        closed.click()


def test_the_ranks_follow_a_slider_while_it_is_still_held(shared: Page) -> None:
    page = shared
    detail(page, "Why")
    expect(card(page, "acceptability")).to_be_visible(timeout=15_000)
    handle = page.locator(".widget-hslider", has_text="Fit with your trade").locator("[role=slider]").first
    before = card(page, "acceptability").locator("h3").inner_text()
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    assert box

    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    for step in range(1, 13):
        page.mouse.move(box["x"] - 15 * step, box["y"] + box["height"] / 2)

    expect(card(page, "acceptability").locator("h3")).not_to_have_text(before, timeout=15_000)
    page.mouse.up()
    expect(page.locator(".saved")).to_contain_text("Saved at")


def test_pairs_take_the_place_of_the_sliders_and_answer(page: Page, site: Any) -> None:
    opened(page, site, "pairs")
    detail(page, "Fine-tune")
    page.get_by_label("Weight by").select_option(label="comparing in pairs")
    expect(card(page, "pairs").locator("h3")).to_contain_text("Filled in from your weights", timeout=15_000)
    before = card(page, "pairs").locator("h3").inner_text()
    page.get_by_label("weighs, row 1,").select_option(label="9: far more")

    expect(card(page, "pairs").locator("h3")).not_to_have_text(before, timeout=15_000)
    expect(page.locator(".widget-hslider", has_text="Fit with your trade")).to_have_count(0)
    page.get_by_label("Weight by").select_option(index=0)
    expect(page.locator(".widget-hslider", has_text="Fit with your trade")).to_be_attached(timeout=15_000)


def test_votes_that_are_pasted_show_who_decides_and_what_to_discuss(shared: Page) -> None:
    page = shared
    detail(page, "As a group")

    page.get_by_label("Or paste a table").fill(VOTES)
    page.get_by_role("button", name="Import these rows").click()

    done = card(page, "confirmation")
    expect(done.locator("h3")).to_have_text("2 people imported", timeout=15_000)
    expect(done).to_be_focused()
    expect(done).to_be_in_viewport(ratio=1)
    expect(card(page, "group").locator("h3")).to_be_in_viewport()
    expect(card(page, "group").locator("tbody tr")).to_have_count(2)
    expect(card(page, "questions")).to_be_visible()


def test_a_curve_is_opened_and_moved(shared: Page) -> None:
    page = shared
    part(page, "Fine-tune", "the value of each measure, and your own values")
    expect(card(page, "curve")).to_contain_text("YouTube score 0.84 out of 1", timeout=15_000)

    page.get_by_label("Value, 0 to 1, row 2").fill("0.5")

    expect(card(page, "curve")).to_contain_text("YouTube score 0.42 out of 1", timeout=15_000)


def test_before_a_week_is_over_the_calendar_has_nothing_to_enter(shared: Page) -> None:
    page = shared
    part(page, "Fine-tune", "when to add a platform, and weekly results")

    page.get_by_role("button", name="Fill in posts from the calendar").click()

    expect(page.get_by_text("no week of the calendar is over")).to_be_visible(timeout=15_000)


def test_a_trigger_is_written_and_held_against_weeks(page: Page, site: Any) -> None:
    opened(page, site, "trigger")
    part(page, "Fine-tune", "when to add a platform, and weekly results")

    page.get_by_text("Set a condition in the plan").click()
    expect(card(page, "expansion")).to_contain_text("12 weeks in a row", timeout=15_000)
    page.get_by_role("button", name="Add a week").click()
    page.get_by_label("Week from, row 1").select_option(index=1)
    page.get_by_label("Platform, row 1").last.select_option(index=1)
    page.get_by_label("Published, row 1").fill("2")

    expect(card(page, "expansion")).to_contain_text("0 of 12 weeks in a row", timeout=15_000)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_with_every_part_open_nothing_scrolls_sideways_on_a_phone(page: Page, site: Any, lang: str) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    opened(page, site, f"phone-{lang}", lang)

    lines = page.locator(".detail-line button")
    expect(lines).to_have_count(3)  # the first view has gone: for a moment both stand
    for line in lines.all():
        line.click()
    parts = page.locator(".section > button")
    expect(parts).to_have_count(5, timeout=20_000)
    for line in parts.all():
        line.click()
    expect(card(page, "expansion")).to_be_visible(timeout=20_000)
    expect(card(page, "curve")).to_be_visible(timeout=20_000)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
