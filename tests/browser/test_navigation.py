"""Going through the workbook: history and addresses of its pages, undo, plans, and a bar that fits any screen."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from strategy_kit.model import Brief, Plan
from strategy_kit.storage.store import open_store

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
HEADS = {
    "start": "What is your business, and what do you want from social media?",
    "audience": "How do your customers use social media?",
    "plan": "Do you agree on this plan?",
}
MILLISECONDS = 60_000


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store") / "plans.sqlite"


@pytest.fixture(scope="module")
def site(served: Callable[..., Any], store: Path) -> Iterator[Any]:
    """The dashboard on an empty store, on a fixed day."""
    around = {"STRATEGY_KIT_STORE": str(store), "STRATEGY_KIT_TODAY": "2027-01-04"}
    yield served(ROOT / "notebooks" / "dashboard.ipynb", env=around)


def opened(tab: Page, site: Any, **query: str) -> Page:
    """Open the dashboard and wait until its widgets have taken the place of the first view."""
    tab.goto(site.address + "?" + "&".join(f"{key}={value}" for key, value in query.items()))
    return awake(tab)


def awake(page: Page) -> Page:
    expect(page.locator("#sk-cells .brand")).to_be_visible(timeout=MILLISECONDS)
    expect(page.locator("#sk-first")).to_have_count(0, timeout=MILLISECONDS)
    return page


def shows(page: Page, key: str) -> None:
    """See that a page is shown, and that the address names it."""
    expect(page.locator("h1:visible")).to_contain_text(HEADS[key], timeout=MILLISECONDS)
    expect(page).to_have_url(re.compile(f"page={key}"))


def test_pages_are_steps_of_the_history_and_links_that_open_in_a_tab(page: Page, site: Any) -> None:
    opened(page, site, lang="en", plan="history")
    page.locator(".step", has_text="Audience").click()
    shows(page, "audience")
    page.locator(".step", has_text="Plan").click()
    shows(page, "plan")
    assert page.title() == "Plan · Your business · Social Media Workbook"

    page.go_back()
    shows(page, "audience")
    page.go_back()
    shows(page, "start")
    page.go_forward()
    shows(page, "audience")
    page.get_by_role("button", name="Back: Start").click()
    shows(page, "start")
    page.go_back()
    shows(page, "audience")

    page.reload()
    awake(page)
    shows(page, "audience")
    with page.context.expect_page() as coming:
        page.locator(".step", has_text="Plan").click(modifiers=["Control"])
    shows(coming.value, "plan")
    shows(page, "audience")


def test_a_change_is_undone_by_a_key_and_made_again_by_a_button(page: Page, site: Any) -> None:
    opened(page, site, lang="en", plan="steps", page="start")
    name = page.get_by_label("Name").first
    name.fill("Corner bakery")
    name.press("Enter")
    expect(page.locator(".brand")).to_contain_text("Corner bakery")

    name.press_sequentially("NY")
    name.press("Control+z")  # the browser's own: it undoes what was typed here, and nothing of the plan
    expect(name).not_to_have_value("Corner bakeryNY")
    expect(page.locator(".brand")).to_contain_text("Corner bakery")
    name.fill("Corner bakery")
    page.locator("h1:visible").click()
    page.keyboard.press("Control+z")
    expect(page.locator(".toast")).to_have_text("Undone: name")
    expect(page.locator(".brand")).to_contain_text("Your business")
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()

    page.get_by_role("button", name="Redo").click()
    expect(page.locator(".toast")).to_have_text("Redone: name")
    expect(page.locator(".brand")).to_contain_text("Corner bakery")
    expect(page.locator(".saved")).to_contain_text("Saved at")


def test_plans_are_listed_deleted_brought_back_and_opened(page: Page, site: Any, store: Path) -> None:
    for key, name in (("florist", "Florist"), ("grocery", "Grocery")):
        plan = Plan(id=key, brief=Brief(name=name), start=dt.date(2027, 1, 4))
        open_store(store).save(plan, 0, key)
    opened(page, site, lang="en", plan="grocery", page="start")
    page.get_by_role("link", name="My plans").click()
    expect(page.locator("h1:visible")).to_have_text("My plans")
    expect(page).to_have_url(re.compile("page=plans"))
    row = page.locator(".plan-row", has_text="Florist")

    row.get_by_role("button", name="Delete").click()
    expect(page.get_by_text("Deleted: Florist")).to_be_visible()
    assert "florist" not in {save.plan_id for save in open_store(store).list()}
    page.get_by_role("button", name="Restore").click()
    page.get_by_role("link", name="Florist").click()
    awake(page)
    expect(page.locator("#sk-cells .brand")).to_contain_text("Florist")
    shows(page, "start")

    page.go_back()
    awake(page)
    expect(page.locator("#sk-cells .brand")).to_contain_text("Grocery")
    expect(page.locator("h1:visible")).to_have_text("My plans")


WIDTHS = (320, 360, 640, 720, 768, 1024, 1079, 1080, 1280, 1600)
MEASURE = """() => {
  const shown = [...document.querySelectorAll('.sk-frame :is(a, button), .sk-frame .brand, .plan-row :is(a, button)')]
    .filter((node) => node.checkVisibility());
  const boxOf = (node) => node.getBoundingClientRect().toJSON();
  const boxes = shown.map((node) => ({ name: node.textContent, tag: node.tagName, ...boxOf(node) }));
  const brand = document.querySelector('#sk-cells .brand').firstChild;
  const range = document.createRange();
  range.selectNode(brand);
  return { page: document.documentElement.scrollWidth, boxes, brand: range.getBoundingClientRect().right,
    end: document.querySelector('#sk-cells .brand').getBoundingClientRect().right };
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_bar_fits_every_width_with_targets_large_enough(page: Page, site: Any, lang: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme)
    opened(page, site, lang=lang, plan=f"narrow-{lang}", page="plans")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 780})
        is_narrow, least = width < 1080, 44 if width < 720 else 24
        expect(page.locator(".tool.menu")).to_be_visible(visible=is_narrow)
        openers = [page.locator(".tool.menu")] if is_narrow else []
        openers += [page.locator(".tool.now")] if width < 720 else []
        for opener in [None, *openers]:
            if opener:
                opener.click()
                expect(opener).to_have_attribute("aria-expanded", "true")
            found = page.evaluate(MEASURE)
            targets = [box for box in found["boxes"] if box["tag"] != "DIV"]
            too_small = [box for box in targets if min(box["width"], box["height"]) < least - 0.5]

            assert found["page"] <= width, (width, found["page"])
            assert [box for box in found["boxes"] if box["right"] > width or box["left"] < 0] == []
            assert found["brand"] <= found["end"] + 0.5, (width, "the brand is cut")
            assert too_small == [], (width, too_small)
            page.keyboard.press("Escape")
    page.set_viewport_size({"width": 360, "height": 780})
    expect(page.locator(".step").first).to_be_hidden()
    page.locator(".tool.now").click()
    page.locator(".step").nth(1).click()
    expect(page.locator(".tool.now")).to_contain_text("1")
    expect(page.locator(".step").first).to_be_hidden()


@pytest.mark.parametrize(
    "lang, query, begins",
    [
        ("en", "within 5 h", "Within 5 h a week no choice beats Facebook"),
        ("fr", "compatible format", "En 5 h par semaine, aucun choix ne fait mieux que Facebook"),
    ],
)
def test_a_finding_that_is_folded_away_is_found_and_shown(
    page: Page, site: Any, lang: str, query: str, begins: str
) -> None:
    opened(page, site, lang=lang, plan=f"search-{lang}", page="audience")
    page.locator(".tools .tool:visible").nth(1).click()
    page.locator(".search input").press_sequentially(query)
    found = page.locator(".found-row button").first
    expect(found).to_contain_text(begins, timeout=MILLISECONDS)  # for the whole query, not its first letters
    title = found.text_content()
    found.click()

    card = page.locator("#card-frontier")
    expect(card.locator("h3")).to_have_text(str(title), timeout=MILLISECONDS)
    expect(card).to_be_focused(timeout=MILLISECONDS)
    expect(card.locator("h3")).to_be_in_viewport()
