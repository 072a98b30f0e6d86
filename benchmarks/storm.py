"""What one visitor's attack costs the others: their signs of life and their requests, beside a quiet server."""

import contextlib
import http.client
import multiprocessing
import multiprocessing.connection
import os
import random
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection

from benchmarks import report

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from serving import Site, Visit, free_port  # noqa: E402
from wire import damaged  # noqa: E402

from strategy_kit.server.frames import V1  # noqa: E402

SECONDS = 15.0
"""How long each attack goes on; shorter where its count is reached before."""
DESCRIPTORS, CONNECTIONS, CYCLES, PAGES, HANDS = 1024, 1100, 3000, 300, 8
NOT_HEARD = 30.0
"""Seconds after which a sign of life counts as not answered."""
ABOUT = (
    "Signs of life of another visitor's page over its websocket, 50 a second, and requests on new connections, 5 a "
    "second, while one visitor attacks for {seconds:.0f} s: milliseconds, and what the server wrote down. Each attack "
    "meets a server of its own that may open {descriptors} files; the signs of life are measured in a process of their "
    "own, the attack comes from one of lower priority, as it would from another machine. `own`: less the time in which "
    "server and measuring process could have run and others did. {connections} idle connections; {cycles} websockets "
    "opened and closed; {pages} pages without a cookie."
)


def main() -> None:
    """Measure, and keep what was found."""
    rows = {name: measured(attack) for name, attack in ATTACKS.items()}
    about = ABOUT.format(seconds=SECONDS, descriptors=DESCRIPTORS, connections=CONNECTIONS, cycles=CYCLES, pages=PAGES)
    report.keep("storm", rows, about=about)


def measured(attack: Callable[[Visit, float], object]) -> dict[str, float | None]:
    """Return what others see of an attack."""
    with server() as site, site.visit() as calm, site.visit() as stormy:
        ours, theirs = multiprocessing.Pipe()
        fork = multiprocessing.get_context("fork")
        pinger = fork.Process(target=ping, args=(calm, theirs), daemon=True)
        pinger.start()
        ours.recv()
        begun = time.monotonic()
        attacker = fork.Process(target=from_outside, args=(attack, stormy, begun + SECONDS), daemon=True)
        attacker.start()
        attacker.join()
        seconds = time.monotonic() - begun
        ours.send("stop")
        signs, owns, answers = ours.recv()
        pinger.join()
        written = (site.folder / "server.log").stat().st_size
    return {
        "seconds": seconds,
        "signs": len(signs),
        "sign_ms_median": statistics.median(signs),
        "sign_ms_worst": max(signs),
        "sign_own_ms_worst": max(owns),
        "request_ms_median": statistics.median(answers),
        "request_ms_worst": max(answers),
        "log_kb": written / 1000,
    }


def from_outside(attack: Callable[[Visit, float], object], visit: Visit, end: float) -> None:
    """Attack at a lower priority than the server has: on another machine its own work would not cost ours anything."""
    os.nice(10)
    attack(visit, end)


@contextlib.contextmanager
def server() -> Iterator[Site]:
    """Serve the dashboard on an empty store, with few descriptors."""
    with tempfile.TemporaryDirectory() as name:
        folder, port = Path(name), free_port()
        command = [sys.executable, "-m", "strategy_kit.cli", "serve", f"--port={port}"]
        env = {**os.environ, "STRATEGY_KIT_STORE": str(folder / "plans.sqlite")}
        with (
            (folder / "server.log").open("wb") as log,
            subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=log, text=True, env=env, cwd=ROOT, preexec_fn=few_descriptors
            ) as process,
        ):
            assert process.stdout
            process.stdout.readline()
            site = Site(process, port, ROOT / "notebooks" / "dashboard.ipynb", folder)
            site.page()
            yield site
            process.terminate()


def few_descriptors() -> None:
    """Let a process open no more files than is usual, whatever this machine allows."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (DESCRIPTORS, DESCRIPTORS))


def ping(visit: Visit, pipe: "multiprocessing.connection.Connection") -> None:
    """Measure signs of life and requests of one visitor until told to stop, then send them."""
    signs: list[float] = []
    owns: list[float] = []
    answers: list[float] = []
    with visit.socket(V1) as websocket:
        sign_of_life(websocket)
        pipe.send("ready")
        while not pipe.poll():
            waited = waited_for_processor(visit)
            signs.append(sign_of_life(websocket))
            owns.append(max(0.0, signs[-1] - waited_for_processor(visit) + waited))
            if len(signs) % 10 == 0:
                answers.append(answer(visit))
            time.sleep(0.02)
    pipe.send((signs, owns, answers))


def waited_for_processor(visit: Visit) -> float:
    """Return the milliseconds in which the server and this process could have run and others did."""
    processes = (visit.site.process.pid, os.getpid())
    files = (Path(f"/proc/{process}/task/{process}/schedstat") for process in processes)
    return sum(int(file.read_text().split()[1]) for file in files) / 1e6


def sign_of_life(websocket: ClientConnection) -> float:
    """Return the milliseconds until a ping is answered."""
    start = time.perf_counter()
    websocket.ping().wait(NOT_HEARD)
    return 1000 * (time.perf_counter() - start)


def answer(visit: Visit) -> float:
    """Return the milliseconds until a request on a new connection is answered."""
    start = time.perf_counter()
    connection = http.client.HTTPConnection("127.0.0.1", visit.site.port, timeout=NOT_HEARD)
    with contextlib.closing(connection), contextlib.suppress(OSError, http.client.HTTPException):
        connection.request("GET", "/nothing-here", headers={"Cookie": visit.cookies})
        connection.getresponse().read()
    return 1000 * (time.perf_counter() - start)


def by_many(work: Callable[[int], object], count: int, end: float) -> None:
    """Do work a number of times, several at once, until a time."""
    numbers = iter(range(count))
    turn = threading.Lock()

    def hand() -> None:
        while time.monotonic() < end:
            with turn:
                number = next(numbers, None)
            if number is None:
                return
            with contextlib.suppress(OSError, http.client.HTTPException, WebSocketException):
                work(number)

    hands = [threading.Thread(target=hand) for _ in range(HANDS)]
    for one in hands:
        one.start()
    for one in hands:
        one.join()


def quiet(_visit: Visit, end: float) -> None:
    """Do nothing."""
    time.sleep(max(0.0, end - time.monotonic()))


def hostile_frames(visit: Visit, end: float) -> None:
    """Send frames that are damaged, and long ones that once took a time quadratic in their length."""
    chance = random.Random(2027)
    long = "{" * 65 + '"' + '\\"' * 400_000

    def send(number: int) -> None:
        with visit.socket(V1 if number % 2 else None, session=f"s{number}") as websocket:
            while time.monotonic() < end:
                websocket.send(damaged(chance) if number % 2 else long)

    by_many(send, 1_000_000, end)


def hostile_addresses(visit: Visit, end: float) -> None:
    """Ask for long addresses with a NUL in them, and for long queries."""
    paths = (
        "/static/" + "a" * 60_000 + "%00",
        "/static/%00" + "a.b-" * 15_000,
        "/calendar.ics?plan=" + "a@" * 30_000,
    )

    by_many(lambda number: visit.site.ask(paths[number % 3]), 1_000_000, end)


def idle_connections(visit: Visit, end: float) -> None:
    """Open more connections than there are descriptors, and say nothing."""
    with contextlib.ExitStack() as opened:

        def connect(_number: int) -> None:
            opened.enter_context(socket.create_connection(("127.0.0.1", visit.site.port), timeout=1))

        by_many(connect, CONNECTIONS, end)
        quiet(visit, end)


def opens_and_closes(visit: Visit, end: float) -> None:
    """Open and close websockets as fast as can be."""

    def open_and_close(number: int) -> None:
        with visit.socket(V1, session=f"s{number}"):
            pass

    by_many(open_and_close, CYCLES, end + 3 * SECONDS)


def control_frames(visit: Visit, end: float) -> None:
    """Send pings, pongs and empty parts of a message as fast as can be, and read nothing."""
    frames = (b"\x89\x80\0\0\0\0", b"\x8a\x80\0\0\0\0", b"\x00\x80\0\0\0\0")

    def flood(number: int) -> None:
        frame = frames[number % 3]
        with upgraded(visit, f"s{number}") as raw:
            raw.sendall(b"\x02\x80\0\0\0\0" * (number % 3 == 2))
            while time.monotonic() < end:
                raw.send(frame * 10_000)

    by_many(flood, 1_000_000, end)


@contextlib.contextmanager
def upgraded(visit: Visit, session: str) -> Iterator[socket.socket]:
    """Open a websocket by hand, and close it without a word."""
    head = (
        f"GET /api/kernels/{visit.kernel}/channels?session_id={session} HTTP/1.1\r\nHost: 127.0.0.1:{visit.site.port}",
        f"Origin: http://127.0.0.1:{visit.site.port}\r\nCookie: {visit.cookies}\r\nUpgrade: websocket",
        "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    )
    with socket.create_connection(("127.0.0.1", visit.site.port), timeout=1) as raw:
        raw.sendall("\r\n".join(head).encode())
        if b" 101 " not in raw.recv(65_536):
            raise ConnectionError("refused")
        yield raw


def places(visit: Visit, end: float) -> None:
    """Open pages without a cookie, and keep none."""
    by_many(lambda _number: visit.site.ask("/?lang=en"), PAGES, end)


ATTACKS: dict[str, Callable[[Visit, float], object]] = {
    "quiet": quiet,
    "hostile frames": hostile_frames,
    "hostile addresses": hostile_addresses,
    "idle connections": idle_connections,
    "opens and closes": opens_and_closes,
    "control frames": control_frames,
    "places": places,
}

if __name__ == "__main__":
    main()
