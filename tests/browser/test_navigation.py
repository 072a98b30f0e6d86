"""Going through the workbook: history and addresses of its pages, undo, plans, and a bar that fits any screen."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
HEADS = {
    "start": "What do you want people to find you for?",
    "audience": "How do your customers use social media?",
    "plan": "posts a week on",
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


def opened(page: Page, site: Any, **query: str) -> Page:
    """Open the dashboard and wait until its widgets have taken the place of the first view."""
    page.goto(site.address + "?" + "&".join(f"{key}={value}" for key, value in query.items()))
    return awake(page)


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
