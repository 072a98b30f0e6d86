"""Our own server, started as anybody starts it: ``strategy-kit serve`` on a notebook made for the test."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import comm
import ipykernel.ipkernel  # noqa: F401 - it changes who keeps the widgets: before the first is made, not between two
import pytest
from serving import BARE, PATIENCE, Served, Site, free_port, notebook_of

ROOT = Path(__file__).parents[1]


@pytest.fixture(autouse=True)
def pages_listen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let widgets talk as if a page listened: what loads a kernel's code would leave them with nobody to talk to."""
    monkeypatch.setattr(comm, "create_comm", lambda *args, **traits: comm.DummyComm(*args, **traits))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """
    Start ``strategy-kit serve`` and wait until it says that it is ready.

    ``served(cells, *options, env={}, before="", pages=False, port=0)``: the cells of a notebook or the path of one,
    options of the command, variables of its environment, Python to run in its process first. It starts in a folder of
    its own, at a port of its own unless told. For the path of a notebook and with `pages` it rehearses all pages, as
    anybody's server does; else no kernel shows one.
    """
    sites: list[Site] = []

    def start(
        cells: Sequence[str] | Path,
        *options: str,
        env: Mapping[str, str] | None = None,
        before: str = "",
        pages: bool = False,
        port: int = 0,
    ) -> Site:
        folder = tmp_path_factory.mktemp("served")
        port = port or free_port()
        first = before if pages or isinstance(cells, Path) else BARE + before
        code = f"{first}\nimport sys; from strategy_kit.cli import main; sys.exit(main())"
        notebook = cells if isinstance(cells, Path) else notebook_of(cells, folder)
        command = [sys.executable, "-P", "-c", code, "serve", f"--port={port}", f"--notebook={notebook}"]
        around = {**os.environ, "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT), **(env or {})}
        with (folder / "server.log").open("wb") as log:
            process = subprocess.Popen(
                [*command, *options], cwd=folder, env=around, stdout=subprocess.PIPE, stderr=log, text=True
            )
        site = Site(process, port, notebook, folder)
        sites.append(site)
        assert process.stdout is not None
        ready = process.stdout.readline()
        assert re.search(rf"http://127\.0\.0\.1:{port}/", ready), (folder / "server.log").read_text()
        return site

    yield start
    for site in sites:
        site.end_kernels()
        site.process.terminate()
    for site in sites:
        site.process.communicate(timeout=PATIENCE)
