"""Who is measured, and how each is started: as its own manual says, on this machine only, with nothing tuned."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import nbformat
import psutil

ROOT = Path(__file__).parents[2]
APPS = Path(__file__).parent / "apps"
PEERS = ROOT / "build" / "peers" / "bin" / "python"
PATIENCE = 120
QUIET = {"STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false", "PANEL_DISABLE_ANALYTICS": "1"}


@dataclass(frozen=True)
class Contestant:
    """Somebody who shows the charts: the command that serves them at a port, and where the page is."""

    name: str
    command: Callable[[int, Path], list[str | Path]]
    path: Callable[[], str] = lambda: ""
    kind: str = ""


def _ours(port: int, folder: Path) -> list[str | Path]:
    return [sys.executable, "-m", "strategy_kit.cli", "serve", "--port", str(port)]


def _our_page() -> str:
    """Return the page of the platforms, on a new plan: every visitor is somebody else."""
    return f"?lang=en&page=platforms&plan={uuid4().hex}"


def _voila(port: int, folder: Path) -> list[str | Path]:
    notebook = folder / "charts.ipynb"
    cell = nbformat.v4.new_code_cell((APPS / "voila_app.py").read_text("utf-8"))
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), notebook)
    return [sys.executable, "-m", "voila", notebook, "--no-browser", f"--port={port}", "--Voila.log_level=ERROR"]


def _dash(port: int, folder: Path) -> list[str | Path]:
    return [PEERS, "-m", "benchmarks.serving.apps.dash_app", str(port)]


def _streamlit(port: int, folder: Path) -> list[str | Path]:
    where = [f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true"]
    return [PEERS, "-m", "streamlit", "run", APPS / "streamlit_app.py", *where]


def _panel(port: int, folder: Path) -> list[str | Path]:
    where = [f"--port={port}", "--address=127.0.0.1", "--allow-websocket-origin=*"]
    return [PEERS, "-m", "panel", "serve", APPS / "panel_app.py", *where]


CONTESTANTS = (
    Contestant("ours", _ours, _our_page, kind="voila"),
    Contestant("voila", _voila, kind="voila"),
    Contestant("dash", _dash, kind="dash"),
    Contestant("streamlit", _streamlit, kind="streamlit"),
    Contestant("panel", _panel, lambda: "panel_app", kind="panel"),
)


@dataclass(frozen=True)
class Running:
    """A contestant that serves."""

    contestant: Contestant
    port: int
    process: psutil.Process

    def address(self, port: int | None = None) -> str:
        """Return where a visitor goes, straight or by way of another port."""
        return f"http://127.0.0.1:{port or self.port}/{self.contestant.path()}"

    def tree(self) -> list[psutil.Process]:
        """Return the server and all processes below it."""
        return [self.process, *self.process.children(recursive=True)]


def free_port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def running(contestant: Contestant, port: int, folder: Path) -> Iterator[Running]:
    """Serve a contestant until the block ends."""
    folder.mkdir(parents=True, exist_ok=True)
    store = folder / "plans.sqlite"
    around = {**os.environ, **QUIET, "PYTHONPATH": str(ROOT), "STRATEGY_KIT_STORE": str(store)}
    command = [str(part) for part in contestant.command(port, folder)]
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, env=around, stdout=log, stderr=log)
    try:
        if not _serves(port, server):
            raise RuntimeError(f"{contestant.name} does not serve: {(folder / 'server.log').read_text()[-2000:]}")
        yield Running(contestant, port, psutil.Process(server.pid))
    finally:
        _end(server)


def _serves(port: int, server: subprocess.Popen[bytes]) -> bool:
    """Wait until a server answers anything at all; whether it does before it ends."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return True
        time.sleep(0.1)
    return False


def _end(server: subprocess.Popen[bytes]) -> None:
    below = psutil.Process(server.pid).children(recursive=True) if server.poll() is None else []
    server.terminate()
    for process in below:
        with contextlib.suppress(psutil.Error):
            process.terminate()
    _, alive = psutil.wait_procs(below, timeout=5)
    for process in alive:
        process.kill()
    server.wait(PATIENCE)
