"""A server of ours that runs, and what one can ask of it."""

import contextlib
import http.client
import itertools
import random
import re
import signal
import socket
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import nbformat
import psutil
from websockets.sync.client import ClientConnection, connect

from strategy_kit.server.cookies import CookieNames

PATIENCE = 60
"""Seconds until something that does not come counts as failed; nothing is measured with it."""
Served = Callable[..., "Site"]
KERNEL_ALONE = """
import re, socket, sys
from strategy_kit.server.forking import parent
libraries = (name for name in parent.LIBRARIES if not re.search("kit.(notebook|exports)", name))
parent.LIBRARIES = ("ipywidgets", "numpy", *libraries)
parent.prepare = parent.warm_up_daily = lambda: None
parent.serve(socket.socket(fileno=int(sys.argv[1])))
"""
BARE = f"""
import sys
sys.modules["rfc3987_syntax"] = None
import strategy_kit.server.kernels as kernels
from strategy_kit.server.forking.warm import WarmParent
kernels.warm_parent = lambda env: WarmParent(env, (sys.executable, "-P", "-c", {KERNEL_ALONE!r}))
"""
"""Python to run in a server first: its warm parent loads what any kernel needs, and rehearses no page of ours."""


class Visit:
    """One visitor's page, kernel and cookies."""

    def __init__(self, site: "Site", page: str, cookies: str, headers: Mapping[str, str] | None = None) -> None:
        self.site, self.page, self.cookies = site, page, cookies
        self.headers = {name: value for name, value in (headers or {}).items() if name != "Cookie"}
        found = re.search(r'"kernelId": "([\w-]+)"', page)
        assert found, page
        self.kernel = found[1]

    def at(self, kernel: str) -> "Visit":
        """Return the same visitor, at a kernel that is another's."""
        other = Visit(self.site, self.page, self.cookies, self.headers)
        other.kernel = kernel
        return other

    @contextlib.contextmanager
    def socket(
        self,
        protocol: str | None,
        *,
        session: str = "test",
        origin: str | None = "http://127.0.0.1:{port}",
        deaf: bool = False,
    ) -> Iterator[ClientConnection]:
        """
        Open the websocket of the kernel; {port} in an origin is the server's.

        What comes is taken whether or not anybody reads it. A deaf one takes nothing, and no answer to its close.
        """
        named = origin.format(port=self.site.port) if origin else None
        with connect(
            f"ws://127.0.0.1:{self.site.port}/api/kernels/{self.kernel}/channels?session_id={session}",
            origin=named,  # type: ignore[arg-type]
            additional_headers={"Cookie": self.cookies, **self.headers},
            subprotocols=[protocol] if protocol else [],  # type: ignore[list-item]
            max_size=None,
            max_queue=16 if deaf else None,
            open_timeout=PATIENCE,
            close_timeout=0.1 if deaf else PATIENCE,
        ) as socket:
            yield socket

    def end(self) -> int:
        """Do what a closing page does, and return the status of the answer."""
        xsrf = re.search("_xsrf=([^;]+)", self.cookies)
        headers = {
            "Cookie": self.cookies,
            **self.headers,
            "X-XSRFToken": xsrf[1] if xsrf else "",
            "Content-Length": "0",
        }
        return self.site.ask(f"/voila/api/shutdown/{self.kernel}", method="POST", headers=headers)[0]


class Site:
    """A running server, and what one can ask of it."""

    def __init__(self, process: subprocess.Popen[str], port: int, notebook: Path, folder: Path) -> None:
        self.process = process
        self.notebook = notebook
        self.folder = folder
        self.port = port
        self.address = f"http://127.0.0.1:{port}/"
        self.cookies = CookieNames.of(port, "/")

    def ask(
        self, path: str = "/", *, method: str = "GET", headers: Mapping[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        """Ask for a path as it stands, and read the whole answer."""
        with self.answer(path, method=method, headers=headers) as answer:
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

    @contextlib.contextmanager
    def answer(
        self, path: str = "/", *, method: str = "GET", headers: Mapping[str, str] | None = None
    ) -> Iterator[http.client.HTTPResponse]:
        """Ask for a path and hand over the answer as it comes."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host="Host" in (headers or {}), skip_accept_encoding=True)
            for name, value in (headers or {}).items():
                connection.putheader(name, value)
            connection.endheaders()
            yield connection.getresponse()
        finally:
            connection.close()

    def page(self, path: str = "/", headers: Mapping[str, str] | None = None) -> str:
        """Open a page; the kernel it started is ended again."""
        status, _, body = self.ask(path, headers=headers)
        text = body.decode()
        self.end_kernels()
        assert status == 200, text
        return text

    @contextlib.contextmanager
    def visit(self, path: str = "/", headers: Mapping[str, str] | None = None) -> Iterator[Visit]:
        """Open a page and keep it open."""
        with self.answer(path, headers=headers) as answer:
            given = [value for name, value in answer.getheaders() if name.lower() == "set-cookie"]
            page = answer.read().decode()
        jar = [(headers or {}).get("Cookie", ""), *(cookie.split(";")[0] for cookie in given)]
        visit = Visit(self, page, "; ".join(cookie for cookie in jar if cookie), headers)
        yield visit
        visit.end()

    def kernels(self) -> list[psutil.Process]:
        """Return the kernels that run."""
        if self.process.poll() is not None:
            return []
        return [child for child in psutil.Process(self.process.pid).children(recursive=True) if is_kernel(child)]

    def warm_parent(self) -> psutil.Process:
        """Return the process the kernels are forked from."""
        return next(child for child in psutil.Process(self.process.pid).children() if "parent" in child.cmdline()[-2])

    def end_kernels(self) -> None:
        """End all of them; the server starts another when somebody comes."""
        kernels = self.kernels()
        for kernel in kernels:
            kernel.kill()
        psutil.wait_procs(kernels, timeout=PATIENCE)

    def interrupt(self) -> int:
        """Press Ctrl-C and return the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=PATIENCE)


def is_kernel(process: psutil.Process) -> bool:
    """Whether a process is a kernel that runs, not the rest of one that ended."""
    try:
        return process.name() == "sk-kernel" or any("server.forking.kernel" in part for part in process.cmdline())
    except psutil.Error:
        return False


def notebook_of(cells: Sequence[str], folder: Path, name: str = "page.ipynb") -> Path:
    """Write a notebook: a cell that begins with # and a space is prose."""
    made = [
        nbformat.v4.new_markdown_cell(text) if text.startswith("# ") else nbformat.v4.new_code_cell(text)
        for text in cells
    ]
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    nbformat.write(nbformat.v4.new_notebook(cells=made), path)
    return path


def tuned(*settings: str) -> str:
    """Return what to run in a server first, so that its settings ``c`` are changed by each statement."""
    lines = ("import strategy_kit.server.app as app", "usual = app.configuration", "def configuration(options):")
    body = ("c = usual(options)", *settings, "return c")
    return "\n".join([*lines, *(f"    {line}" for line in body), "app.configuration = configuration"])


PORTS = itertools.cycle(random.SystemRandom().sample(range(10_000, 30_000), 20_000))
"""Below those that a system gives to connections, each once: nothing takes one before the server that was given it."""


def free_port() -> int:
    """Return a port that nobody listens at."""
    while True:
        port = next(PORTS)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
