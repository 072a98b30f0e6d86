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
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Browser, Page, Request, ViewportSize
from serving import PATIENCE, free_port

ROOT = Path(__file__).parents[2]
STOCK = re.compile(r"https://cdn\.jsdelivr\.net/npm/@fortawesome/|https://cdnjs\.cloudflare\.com/ajax/libs/mermaid/")
"""What Voilà's own template asks for: refused like the rest, but not held against the page under test."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")
WIDE: ViewportSize = {"width": 1280, "height": 900}
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


@contextmanager
def opened(browser: Browser, outside: list[str]) -> Iterator[Page]:
    context = browser.new_context(viewport=WIDE, color_scheme="light", locale="en-GB")
    context.set_default_navigation_timeout(PATIENCE * 1000)
    context.on("request", lambda request: record(request, outside))
    yield context.new_page()
    context.close()
    assert [address for address in outside if not STOCK.match(address)] == []


def record(request: Request, outside: list[str]) -> None:
    """Record a request for any other machine; the browser finds none."""
    address = urllib.parse.urlsplit(request.url)
    if address.scheme not in ("blob", "data") and address.hostname not in LOOPBACK:
        outside.append(request.url)
