"""Try the hub as people would: log in, get a workbook, move a control, and be refused at somebody else's."""

import os
import sys

from playwright.sync_api import Browser, Page, expect, sync_playwright

HUB = os.environ.get("HUB_URL", "http://127.0.0.1:8000")
PASSWORD = os.environ.get("HUB_PASSWORD", "")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
PATIENCE = 120_000


def log_in(browser: Browser, person: str) -> Page:
    """Log in and return the page of a person's own workbook."""
    page = browser.new_context().new_page()
    page.goto(f"{HUB}/user/{person}/")
    assert "/hub/login" in page.url, "a stranger must meet the login page"
    page.fill("input[name=username]", person)
    page.fill("input[name=password]", PASSWORD)
    page.click("input[type=submit]")
    expect(page.locator("#start, section.card").first).to_be_visible(timeout=PATIENCE)
    if page.locator("#start").count():
        page.click("#start")
    expect(page.locator("section.card").first).to_be_visible(timeout=PATIENCE)
    return page


def name_the_business(page: Page, name: str) -> None:
    """Type a name, and wait until the kernel has heard and saved it."""
    field = page.locator(".widget-text input").first
    expect(field).to_be_visible(timeout=PATIENCE)
    field.fill(name)
    field.press("Enter")
    expect(page.locator(".brand")).to_contain_text(name, timeout=PATIENCE)
    expect(page.locator(".saved")).to_contain_text(":", timeout=PATIENCE)


def main() -> int:
    """Walk through it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        baker, florist = log_in(browser, "baker"), log_in(browser, "florist")
        print("both logged in, each at a workbook of their own:", baker.url, florist.url)
        name_the_business(baker, "Corner bakery")
        print("a control answers through hub and proxy, and the plan is saved")
        baker.reload()
        expect(baker.locator(".brand")).to_contain_text("Corner bakery", timeout=PATIENCE)
        print("a reload finds the plan")
        plan = baker.url.partition("?")[2]
        florist.goto(f"{HUB}/user/florist/?{plan}")
        expect(florist.locator("section.card").first).to_be_visible(timeout=PATIENCE)
        assert "Corner bakery" not in florist.content()
        print("the address of a plan opens nothing of it at somebody else's workbook")
        answer = florist.goto(f"{HUB}/user/baker/")
        assert answer and answer.status in (403, 404), answer and answer.status
        assert "Corner bakery" not in florist.content()
        print("somebody else is refused:", answer.status)
    return 0


if __name__ == "__main__":
    sys.exit(main())
