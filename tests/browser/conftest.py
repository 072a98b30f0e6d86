"""A real page in a real browser: a server of our own on a free port, and no other host within reach."""

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path

import pytest
from browsing import opened, running, shared, visiting, voila, written
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost, EXCLUDE [::1]"
"""No other host within reach: unlike a route, this leaves the browser its cache."""
ARGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--process-per-site", ALONE)
Serve = Callable[..., str]


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """
    Start Voilà on a notebook and return its address; equal calls share a server.

    ``serve(notebook, template=None, env=None)``: a path, or the sources of the code cells of one to be made.
    """
    addresses: dict[object, str] = {}
    with ExitStack() as servers:

        def start(
            notebook: Path | Sequence[str], template: str | None = None, env: Mapping[str, str] | None = None
        ) -> str:
            wanted = (str(notebook), template, tuple(sorted((env or {}).items())))
            if wanted not in addresses:
                folder = tmp_path_factory.mktemp("served")
                path = notebook if isinstance(notebook, Path) else written(notebook, folder)
                addresses[wanted] = servers.enter_context(running(voila(path, template), folder, env or {}))
            return addresses[wanted]

        yield start


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Playwright for one module: its event loop would seem to be the page's own to any test run after it."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium or Chrome of the system, else the one playwright brings."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    browser = playwright.chromium.launch(executable_path=found, args=ARGS)
    yield browser
    browser.close()


@pytest.fixture
def outside() -> list[str]:
    """Addresses on other hosts that the page asked for: found nowhere, and recorded."""
    return []


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """The context of the pages of one module."""
    with shared(browser) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext, outside: list[str]) -> Iterator[Page]:
    """
    A light page of 1280 x 900 that reaches nothing but this machine; asking for more fails the test.

    Scripts may be in its cache, compiled; nothing else is left of pages before it.
    """
    with visiting(context, outside) as page:
        yield page


@pytest.fixture
def first_page(browser: Browser, outside: list[str]) -> Iterator[Page]:
    """A page like `page`, the first of its browser: every script is fetched and compiled."""
    with opened(browser, outside) as page:
        yield page
