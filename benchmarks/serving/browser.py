"""What a person meets: the page in a real Chromium that reaches this machine only."""

import contextlib
import shutil
import time
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

IN_PAGE = (Path(__file__).parent / "in_page.js").read_text("utf-8")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
HERE = "127.0.0.1"
ARGS = ("--no-sandbox", "--disable-background-networking", f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {HERE}")
PATIENCE = 60_000
GLANCE = 1000  # milliseconds until a key that did not even move the slider is pressed again
ENOUGH = 5_000  # until one that did is
PAUSE = 250  # between two moves
REST = 1500  # milliseconds in which what is still on its way arrives


class UnansweredError(Exception):
    """A page that was given a minute, and did not come to use."""


@dataclass
class Visit:
    """What one visit showed: times since the address was entered."""

    first_chart_s: float
    usable_s: float
    shift: float
    repaints_ms: list[float] = field(default_factory=list)


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """Start Chromium."""
    with sync_playwright() as playwright:
        browser = _launched(playwright)
        yield browser
        browser.close()


def _launched(playwright: Playwright) -> Browser:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    return playwright.chromium.launch(executable_path=found, args=ARGS)


@contextlib.contextmanager
def somebody(browser: Browser, outside: set[str]) -> Iterator[BrowserContext]:
    """
    Be a person who was never here; hosts asked for outside this machine are kept in `outside`.

    The cookie lets the closing page of stock Voilà end its kernel: it forgets to set it itself.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_cookies([{"name": "_xsrf", "value": "benchmark", "domain": HERE, "path": "/"}])
    context.add_init_script(IN_PAGE)
    context.on("request", lambda request: outside.update(_outside(request.url)))
    yield context
    context.close()


def _outside(address: str) -> set[str]:
    host = urllib.parse.urlsplit(address).hostname
    return {host} - {None, HERE}  # type: ignore[return-value]


def visit(context: BrowserContext, address: str, repaints: int = 0) -> Visit:
    """Open a page, wait for its chart, move its control until it answers, then `repaints` times more."""
    page = context.new_page()
    page.goto(address, wait_until="commit")
    first = page.evaluate("bench.opened")
    usable = _answered(page)
    made = Visit(first / 1000, usable / 1000, page.evaluate("bench.shift"))
    for _ in range(repaints):
        page.wait_for_timeout(PAUSE)
        made.repaints_ms.append(_moved(page, PATIENCE)["took"])
    page.close(run_before_unload=True)
    return made


def rest(context: BrowserContext, address: str) -> None:
    """Open a page, use it once, and let all that belongs to it arrive."""
    page = context.new_page()
    page.goto(address, wait_until="commit")
    page.evaluate("bench.opened")
    _answered(page)
    page.wait_for_timeout(REST)
    page.close(run_before_unload=True)


def _answered(page: Page) -> float:
    """Press a key, again if it goes unheard, until the chart answers; return when it did."""
    until = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < until:
        answer = _moved(page, GLANCE)
        if not answer and page.evaluate("bench.moved()"):
            answer = page.evaluate(f"bench.answer({ENOUGH})")
        if answer:
            return float(answer["at"])
    raise UnansweredError("the control never answered")


def _moved(page: Page, limit: int) -> dict[str, float]:
    """Move the control and return when the chart showed it, and how long it took; empty if it did not in time."""
    key = page.evaluate(f"bench.ready({PATIENCE})")
    if key is None:
        raise UnansweredError("no control came")
    page.keyboard.press(key)
    return dict(page.evaluate(f"bench.answer({limit})") or {})
