"""The notebooks as pages of a stock Voilà, read from the first to the last by their links."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

pytestmark = pytest.mark.slow

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"
NAMES = [path.name for path in sorted((NOTEBOOKS / "en").glob("*.ipynb"))]
PATIENCE = 90_000
DRAWN = "[...document.querySelectorAll('.plot')].every(plot => !plot.checkVisibility() || plot.querySelector('svg'))"
PHONE: ViewportSize = {"width": 360, "height": 780}


def read(page: Page) -> None:
    """Wait until the page is there, and hold it to what every page owes its reader."""
    expect(page.locator("section.card").first).to_be_visible(timeout=PATIENCE)
    page.wait_for_function(DRAWN, timeout=PATIENCE)
    assert page.locator("h1").first.inner_text().strip().endswith("?")
    assert page.locator(".jp-Cell:not(.jp-mod-noInput) .jp-CodeMirrorEditor").count() == 0
    assert page.evaluate("document.scrollingElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_on_a_phone_what_is_entered_on_the_first_page_in_french_stands_on_the_plan(
    page: Page, serve, tmp_path: Path
) -> None:
    env = {"STRATEGY_KIT_STORE": str(tmp_path / "plans.sqlite"), "STRATEGY_KIT_TODAY": "2027-01-04"}
    page.set_viewport_size(PHONE)
    page.goto(f"{serve(NOTEBOOKS, env=env)}voila/render/fr/{NAMES[0]}", timeout=PATIENCE)
    read(page)
    page.locator("button.fold").first.click()
    page.get_by_label("Nom", exact=True).fill("La boulangerie du coin")
    page.get_by_label("Nom", exact=True).press("Tab")
    for name in NAMES[1:]:
        page.locator(f"a[href$='{name}']").click(timeout=PATIENCE)
        read(page)
        if name.endswith("-plan.ipynb"):
            expect(page.locator(".metaline").get_by_text("La boulangerie du coin")).to_be_visible()
