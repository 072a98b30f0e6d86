"""A stock Voilà on a free port, and browser pages that reach nothing but this machine."""

import os
import re
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, ViewportSize
from serving import PATIENCE, free_port

ROOT = Path(__file__).parents[2]
STOCK = re.compile(r"https://cdn\.jsdelivr\.net/npm/@fortawesome/|https://cdnjs\.cloudflare\.com/ajax/libs/mermaid/")
"""What Voilà's own template asks for: refused like the rest, but not held against the page under test."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")
WIDE: ViewportSize = {"width": 1280, "height": 900}
STORED = "local_storage,indexeddb,cache_storage,service_workers"
START = 60.0
"""Seconds a server may take to start."""


def written(cells: Sequence[str], folder: Path) -> Path:
    """Write a notebook of code cells."""
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    code = [nbformat.v4.new_code_cell(source) for source in cells]
    nbformat.write(nbformat.v4.new_notebook(cells=code, metadata=kernel), folder / "page.ipynb")
    return folder / "page.ipynb"


@contextmanager
def running(command: Sequence[str], folder: Path, env: Mapping[str, str]) -> Iterator[str]:
    """Run a server that takes ``--port``, and give its address once it answers."""
    port = free_port()
    log = folder / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", *command, "--no-browser", f"--port={port}"],
            env={**os.environ, "PYTHONPATH": os.pathsep.join((str(ROOT), str(Path(__file__).parent))), **env},
            cwd=folder,
            stdout=out,
            stderr=out,
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/", process, log)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(timeout=20)


def voila(notebook: Path, template: str | None) -> list[str]:
    return ["voila", str(notebook), "--show_tracebacks=True", *([f"--template={template}"] if template else [])]


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the server answers; the page itself is not asked for, because that would start a kernel."""
    end = time.monotonic() + START
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(address + "static/none", timeout=5).close()
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the server did not start:\n{log.read_text(errors='replace')[-2000:]}")


def new_context(browser: Browser) -> BrowserContext:
    context = browser.new_context(viewport=WIDE, color_scheme="light", locale="en-GB")
    context.set_default_navigation_timeout(PATIENCE * 1000)
    return context


@contextmanager
def opened(browser: Browser, outside: list[str]) -> Iterator[Page]:
    """Open a page of a browser that has visited nothing: no cookies, no cache, no compiled script."""
    with closing(new_context(browser)) as context, watched(context, outside):
        yield context.new_page()


@contextmanager
def shared(browser: Browser) -> Iterator[BrowserContext]:
    """
    Open a context for pages one after the other: they find scripts in its cache, and compiled in its process.

    With ``--process-per-site`` all pages of this machine share a process as long as one of them is open: an empty one.
    """
    with closing(new_context(browser)) as context:
        empty = context.new_page()
        empty.route("**", lambda route: route.fulfill(body=""))
        empty.goto("http://127.0.0.1/")
        yield context


@contextmanager
def visiting(context: BrowserContext, outside: list[str]) -> Iterator[Page]:
    """Open a page in a shared context, and leave it without the visitor's pages, cookies, storage and permissions."""
    before = set(context.pages)
    with watched(context, outside) as visited:
        yield context.new_page()
        for page in set(context.pages) - before:
            page.close()
        context.clear_cookies()
        context.clear_permissions()
        storage = context.new_cdp_session(next(iter(before)))
        for origin in visited:
            storage.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": STORED})
        storage.detach()


@contextmanager
def watched(context: BrowserContext, outside: list[str]) -> Iterator[set[str]]:
    """Record requests for other machines, and fail if there were any; yield the origins on this one."""
    visited: set[str] = set()

    def listen(request: Request) -> None:
        record(request, outside, visited)

    context.on("request", listen)
    yield visited
    context.remove_listener("request", listen)
    assert [address for address in outside if not STOCK.match(address)] == []


def record(request: Request, outside: list[str], visited: set[str]) -> None:
    """Record a request for any other machine; the browser finds none."""
    address = urllib.parse.urlsplit(request.url)
    if address.scheme in ("blob", "data"):
        return
    if address.hostname in LOOPBACK:
        visited.add(f"{address.scheme}://{address.netloc}")
    else:
        outside.append(request.url)
