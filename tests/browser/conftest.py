"""A real page in a real browser: a server of our own on a free port, and no other host within reach."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Page, Playwright, Route, ViewportSize, sync_playwright

ROOT = Path(__file__).parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
STOCK = re.compile(r"https://cdn\.jsdelivr\.net/npm/@fortawesome/|https://cdnjs\.cloudflare\.com/ajax/libs/mermaid/")
"""What Voilà's own template asks for: refused like the rest, but not held against the page under test."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")
WIDE: ViewportSize = {"width": 1280, "height": 900}
START = 60.0
"""Seconds a server may take to start."""

Serve = Callable[..., str]


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """
    Start Voilà on a notebook and return its address; equal calls share a server.

    ``serve(notebook, template=None, env=None)``: a path, or the sources of the code cells of one to be made.
    """
    running: dict[object, tuple[subprocess.Popen[bytes], str]] = {}

    def start(notebook: Path | Sequence[str], template: str | None = None, env: Mapping[str, str] | None = None) -> str:
        wanted = (str(notebook), template, tuple(sorted((env or {}).items())))
        if wanted not in running:
            folder = tmp_path_factory.mktemp("served")
            path = notebook if isinstance(notebook, Path) else written(notebook, folder)
            running[wanted] = started(path, template, env or {}, folder)
        return running[wanted][1]

    yield start
    for process, _ in running.values():
        process.terminate()
        process.wait(timeout=20)


def written(cells: Sequence[str], folder: Path) -> Path:
    path = folder / "page.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells]), path)
    return path


def started(
    notebook: Path, template: str | None, env: Mapping[str, str], folder: Path
) -> tuple[subprocess.Popen[bytes], str]:
    port = free_port()
    options = ["--no-browser", f"--port={port}", "--Voila.ip=127.0.0.1", "--show_tracebacks=True"]
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "voila", str(notebook), *options, *([f"--template={template}"] if template else [])],
            env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(Path(__file__).parent))), **env},
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=log,
        )
    address = f"http://127.0.0.1:{port}/"
    wait_for(address, process, folder / "server.log")
    return process, address


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the server answers; the page itself is not asked for, because that would start a kernel."""
    end = time.monotonic() + START
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(address + "voila/static/voila.js", timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the server did not start:\n{log.read_text(errors='replace')[-2000:]}")


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium or Chrome of the system, else the one playwright brings."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    browser = playwright.chromium.launch(executable_path=found, args=ARGS)
    yield browser
    browser.close()


@pytest.fixture
def outside() -> list[str]:
    """Addresses on other hosts that the page asked for: refused and recorded."""
    return []


@pytest.fixture
def page(browser: Browser, outside: list[str]) -> Iterator[Page]:
    """A light page of 1280 x 900 that reaches nothing but this machine; asking for more fails the test."""
    with opened(browser, outside) as page:
        yield page


@contextmanager
def opened(browser: Browser, outside: list[str]) -> Iterator[Page]:
    context = browser.new_context(viewport=WIDE, color_scheme="light", locale="en-GB")
    context.route("**/*", lambda route: judge(route, outside))
    yield context.new_page()
    context.close()
    assert [address for address in outside if not STOCK.match(address)] == []


def judge(route: Route, outside: list[str]) -> None:
    """Let a request for this machine pass; refuse and record any other."""
    address = urllib.parse.urlsplit(route.request.url)
    if address.scheme in ("blob", "data") or address.hostname in LOOPBACK:
        route.continue_()
    else:
        outside.append(route.request.url)
        route.abort()
