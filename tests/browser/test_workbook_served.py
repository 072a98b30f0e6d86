"""The pages of the workbook on our own server, read from the first to the last by their links."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from serving import PATIENCE, Served

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parents[2] / "notebooks"
NAMES = [path.name for path in sorted((FOLDER / "en").glob("*.ipynb"))]
MILLISECONDS = PATIENCE * 1000


def test_every_page_opens_and_leads_to_the_next(page: Page, served: Served, tmp_path: Path) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    site = served(FOLDER / "en" / NAMES[0], env={"STRATEGY_KIT_STORE": str(tmp_path / "plans.sqlite")})

    page.goto(site.address)
    for name in [*NAMES[1:], None]:
        expect(page.locator("section.card").first).to_be_visible(timeout=MILLISECONDS)
        expect(page.locator("#sk-opening")).to_have_count(0, timeout=MILLISECONDS)
        assert page.locator(".sk-stopped").count() == 0
        assert page.evaluate("document.documentElement.lang") == "en"
        if name:
            page.locator(f"a[href$='{name}']").last.click(timeout=MILLISECONDS)
            page.wait_for_url(f"**/{name}*", wait_until="commit", timeout=MILLISECONDS)

    assert complaints == []
