"""The websocket of a live kernel, spoken to as no browser would."""

import json
import random
import re
import signal
import struct
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from socket import SO_LINGER, SOL_SOCKET, create_connection
from typing import Any

import psutil
import pytest
from serving import PATIENCE, Served, Site, Visit
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection
from wire import CHANNELS, CONTROL, KINDS, PASSES, compressed, damaged, message, text

from strategy_kit.server.frames import V1

pytestmark = pytest.mark.slow

LISTENING = """
import ipywidgets, json
kernel, heard = get_ipython().kernel, []
def listening(kind, handler):
    def handle(*args):
        heard.append(kind)
        return handler(*args)
    return handle
for handlers in (kernel.shell_handlers, kernel.control_handlers):
    handlers.update({kind: listening(kind, handler) for kind, handler in handlers.items()})
tell, told = ipywidgets.Button(), ipywidgets.Label()
tell.on_click(lambda _: setattr(told, "value", json.dumps([heard, kernel.execution_count])))
print("MODELS", tell.model_id, told.model_id, "END")
"""
SLOW = """
import ipywidgets, time
def answer(_):
    label = ipywidgets.Label()
    time.sleep(2)
    ipywidgets.VBox([label])
button = ipywidgets.Button()
button.on_click(answer)
print("MODEL", button.model_id, "END")
"""


@pytest.fixture(scope="module")
def site(served: Served) -> Site:
    return served([LISTENING])


@pytest.fixture
def visit(site: Site) -> Iterator[Visit]:
    with site.visit() as visit:
        yield visit


def click_and_wait(visit: Visit, socket: ClientConnection, protocol: str | None) -> list[Any]:
    """Click, and return what the kernel heard since it was asked last, and how many cells it ever ran."""
    found = re.search(r"MODELS (\w+) (\w+) END", visit.page)
    assert found
    session = re.search(r"session_id=(\w+)", str(socket.request and socket.request.path))
    assert session
    click = {"comm_id": found[1], "data": {"method": "custom", "content": {"event": "click"}}}
    socket.send(wire(message("comm_msg", click), protocol, session[1]))
    while True:
        heard = socket.recv(timeout=PATIENCE)
        decoded = heard if isinstance(heard, str) else heard.decode("utf-8", "replace")
        match = re.search(r'\{"value": "((?:[^"\\]|\\.)*)"\}', decoded)
        if match and found[2] in decoded:
            return list(json.loads(json.loads(f'"{match[1]}"')))


def wire(parts: dict[str, Any], protocol: str | None, session: str = "test") -> str | bytes:
    """Make a message that was never sent before: a kernel drops what it heard already."""
    fresh = parts | {"header": parts["header"] | {"msg_id": uuid.uuid4().hex, "session": session}}
    return compressed(fresh) if protocol else text(fresh)


both = pytest.mark.parametrize("protocol", [V1, None], ids=["v1", "text"])


@both
def test_of_every_kind_on_every_channel_only_the_list_arrives(visit: Visit, protocol: str | None) -> None:
    with visit.socket(protocol) as socket:
        _, before = click_and_wait(visit, socket, protocol)
        for kind in KINDS:
            for channel in CHANNELS:
                content = CONTROL if kind == "comm_open" else {"code": "1", "comm_id": "c", "store_history": True}
                socket.send(wire(message(kind, content, channel=channel), protocol))
        heard, after = click_and_wait(visit, socket, protocol)

    assert set(heard) <= PASSES | {"comm_open"}
    assert {"comm_open", "comm_close", "comm_info_request"} <= set(heard)
    assert before == after


@pytest.mark.parametrize(
    "frame",
    [b"", bytes(100), b"\xff" * 1000, compressed(message("x"))[:-1], "{}", "[" * 5000],
    ids=["empty", "zeros", "ones", "cut short", "no message", "brackets"],
)
def test_a_bad_frame_closes_its_own_socket(visit: Visit, frame: str | bytes) -> None:
    with visit.socket(V1, session="b") as other, visit.socket(V1 if isinstance(frame, bytes) else None) as socket:
        socket.send(frame)
        with pytest.raises(ConnectionClosed) as closed:
            while True:
                socket.recv(timeout=PATIENCE)

        assert closed.value.rcvd and closed.value.rcvd.code == 1008
        assert click_and_wait(visit, other, V1)


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        (None, 403),
        ("null", 403),
        ("http://example.org", 403),
        ("http://127.0.0.1:1", 403),
        ("http://127.0.0.1.example.org:{port}", 403),
        ("http://localhost:{port}", 403),
    ],
    ids=["missing", "null", "foreign", "another port", "alike", "another name"],
)
def test_only_our_own_pages_may_connect(visit: Visit, origin: str | None, status: int) -> None:
    with pytest.raises(InvalidStatus) as refused, visit.socket(V1, origin=origin):
        pass

    assert refused.value.response.status_code == status


@pytest.mark.parametrize("session", ["", "x" * 65, "a%20b", "a%00b", "..%2f"])
def test_a_session_has_a_plain_name(visit: Visit, session: str) -> None:
    with pytest.raises(InvalidStatus) as refused, visit.socket(V1, session=session):
        pass

    assert refused.value.response.status_code == 400


def test_a_kernel_has_four_sockets(visit: Visit) -> None:
    with visit.socket(V1, session="a"), visit.socket(V1, session="b"), visit.socket(V1, session="c"):
        with visit.socket(V1, session="d"), pytest.raises(InvalidStatus) as refused, visit.socket(V1, session="e"):
            pass
        with visit.socket(V1, session="e") as socket:
            assert socket.ping().wait(PATIENCE)

    assert refused.value.response.status_code == 429


@contextmanager
def pinging(visit: Visit) -> Iterator[list[float]]:
    """Have another visitor's kernel asked for signs of life all the while, and measure how long each takes."""
    waits: list[float] = []
    stop = threading.Event()

    def ping(socket: ClientConnection) -> None:
        while not stop.is_set():
            start = time.monotonic()
            socket.ping().wait(PATIENCE)
            waits.append(time.monotonic() - start)
            time.sleep(0.01)

    with visit.socket(V1) as socket:
        thread = threading.Thread(target=ping, args=(socket,))
        thread.start()
        yield waits
        stop.set()
        thread.join()


def test_a_storm_of_damaged_frames_leaves_the_others_alone(site: Site, visit: Visit) -> None:
    chance = random.Random(2027)
    with site.visit() as stormy, pinging(visit) as waits:
        for _ in range(40):
            with stormy.socket(V1, session=f"s{chance.random()}"[:20].replace(".", "")) as socket:
                try:
                    for _ in range(250):
                        socket.send(damaged(chance))
                except ConnectionClosed:
                    continue
        with stormy.socket(V1) as socket:
            assert click_and_wait(stormy, socket, V1)

    assert len(waits) > 20
    assert max(waits) < 5  # how short it is, the benchmark tells; here it only must not hang


def test_who_speaks_too_fast_waits_and_is_not_cut_off(visit: Visit) -> None:
    match = {"comm_id": "nobody", "data": {}}
    with visit.socket(V1) as socket:
        start = time.monotonic()
        for _ in range(700):
            socket.send(wire(message("comm_msg", match), V1))
        assert click_and_wait(visit, socket, V1)

    assert time.monotonic() - start > 0.9  # 500 at once, then 200 a second


def test_control_frames_are_read_at_the_rate_of_messages(visit: Visit) -> None:
    with visit.socket(V1) as socket:
        start = time.monotonic()
        for number in range(900):
            answered = socket.ping(str(number))
        assert answered.wait(PATIENCE)

    assert time.monotonic() - start > 1.9  # 500 at once, then 200 a second


# Who comes and goes

COUNTING = """
import gc, signal
def tell(*_):
    from strategy_kit.server.connection import GuardedConnection, KernelSocket
    gc.collect()
    left = sum(isinstance(one, (GuardedConnection, KernelSocket)) for one in gc.get_objects())
    open("left", "w").write(f"{left} {gc.get_freeze_count() > 10_000}")
signal.signal(signal.SIGUSR1, tell)
"""
SLOW_TO_OPEN = "import strategy_kit.server.rate_limit as r; r.SOCKETS_AT_ONCE, r.SOCKETS_A_SECOND = 2, 0.5\n"


@pytest.fixture(scope="module")
def counting(served: Served) -> Site:
    """A server that counts the connections in its memory."""
    return served([LISTENING], before=COUNTING)


def left(site: Site) -> list[str]:
    """Ask for the number of connections in memory, and whether the collector leaves out what the server is made of."""
    told = site.folder / "left"
    told.unlink(missing_ok=True)
    site.process.send_signal(signal.SIGUSR1)
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and not (told.exists() and told.read_text()):
        time.sleep(0.05)
    return told.read_text().split()


def gone(site: Site, most: int) -> bool:
    """Wait until no more connections are in memory: a third of the minute for which timers once kept them."""
    end = time.monotonic() + PATIENCE / 3
    while time.monotonic() < end:
        if int(left(site)[0]) <= most:
            return True
    return False


def test_connections_that_were_closed_leave_the_memory_at_once(counting: Site) -> None:
    with counting.visit() as visit, visit.socket(V1) as socket:
        assert click_and_wait(visit, socket, V1)
        for number in range(20):
            with visit.socket(V1, session=f"s{number}"):
                pass

        assert gone(counting, 2)  # the one that is open, and its handler
        assert click_and_wait(visit, socket, V1)


def test_a_request_for_a_websocket_that_is_none_leaves_nothing(counting: Site) -> None:
    with counting.visit() as visit:
        for number in range(10):
            path = f"/api/kernels/{visit.kernel}/channels?session_id=s{number}"
            headers = {"Cookie": visit.cookies, "Origin": f"http://127.0.0.1:{counting.port}"}
            assert counting.ask(path, headers=headers)[0] == 400

        assert gone(counting, 0)


def test_the_collector_does_not_look_through_what_the_server_is_made_of(counting: Site) -> None:
    assert left(counting)[1] == "True"


def hang_up(visit: Visit, session: str) -> None:
    """Open a websocket and cut its connection before the kernel has been heard."""
    head = (
        f"GET /api/kernels/{visit.kernel}/channels?session_id={session} HTTP/1.1",
        f"Host: 127.0.0.1:{visit.site.port}\r\nOrigin: http://127.0.0.1:{visit.site.port}\r\nCookie: {visit.cookies}",
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: " + V1,
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
    )
    with create_connection(("127.0.0.1", visit.site.port), timeout=PATIENCE) as raw:
        raw.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
        raw.sendall("\r\n".join(head).encode())
        assert b" 101 " in raw.recv(65_536)


def test_connections_that_were_cut_leave_the_memory_too(counting: Site) -> None:
    with counting.visit() as visit:
        for number in range(4):  # as many as may be open, or being opened, at once
            hang_up(visit, f"s{number}")

        assert gone(counting, 0)
        with visit.socket(V1) as socket:
            assert click_and_wait(visit, socket, V1)


def test_a_page_that_was_cut_off_can_come_back(counting: Site) -> None:
    with counting.visit() as visit:
        for _ in range(3):
            hang_up(visit, "same")
        with visit.socket(V1, session="same") as socket:
            assert click_and_wait(visit, socket, V1)


def test_websockets_of_a_kernel_are_opened_at_a_limited_rate(served: Served) -> None:
    site = served([LISTENING], before=SLOW_TO_OPEN)
    with site.visit() as visit:
        start = time.monotonic()
        for number in range(4):
            with visit.socket(V1, session=f"s{number}"):
                pass

        assert time.monotonic() - start > 3.5  # two at once, then one in two seconds


def test_a_websocket_that_would_wait_too_long_is_refused(served: Served) -> None:
    refusing = "r.LONGEST_DELAY = 0.0\n"
    with served([LISTENING], before=SLOW_TO_OPEN + refusing).visit() as visit:
        for session in ("a", "b"):
            with visit.socket(V1, session=session):
                pass
        with pytest.raises(InvalidStatus) as refused, visit.socket(V1, session="c"):
            pass

    assert refused.value.response.status_code == 429


HASTY = "import strategy_kit.server.app as app; app.PING_MILLISECONDS = 200"


def test_who_answers_signs_of_life_stays_connected_and_who_does_not_is_let_go(served: Served) -> None:
    with served([LISTENING], before=HASTY).visit() as visit, visit.socket(V1) as socket:
        with visit.socket(V1, session="deaf", deaf=True) as deaf, pytest.raises(ConnectionClosed):
            deaf.protocol.recv_frame = lambda frame: None  # type: ignore[method-assign]
            while True:
                deaf.recv(timeout=PATIENCE)

        assert click_and_wait(visit, socket, V1)


TALKATIVE = """
import ipywidgets, os, time
start, talk = ipywidgets.Button(), ipywidgets.Label()
def run(_):
    time.sleep(2)
    for _ in range(150):
        talk.value = os.urandom(500_000).hex()
start.on_click(run)
print("MODELS", start.model_id, "END")
"""


@pytest.fixture(scope="module")
def talkative(served: Served) -> Site:
    return served([TALKATIVE])


@pytest.mark.parametrize("leaves", [False, True], ids=["deaf", "gone"])
def test_what_a_page_does_not_take_does_not_fill_the_server(talkative: Site, leaves: bool) -> None:
    server = psutil.Process(talkative.process.pid)
    with talkative.visit() as deaf:
        kernels, before = talkative.kernels(), server.memory_info().rss
        found = re.search(r"MODELS (\w+) END", deaf.page)
        assert found
        click = {"comm_id": found[1], "data": {"method": "custom", "content": {"event": "click"}}}
        with deaf.socket(V1, deaf=True) as socket:
            socket.send(compressed(message("comm_msg", click)))
            if leaves:
                socket.close()
            _, alive = psutil.wait_procs(kernels, timeout=PATIENCE)

        assert alive == []
        assert server.memory_info().rss < before + (100 << 20)


def test_a_frame_over_ten_megabytes_closes_its_own_socket(visit: Visit) -> None:
    with visit.socket(V1) as socket, visit.socket(V1, session="b") as other:
        with pytest.raises(ConnectionClosed):
            socket.send(bytes((10 << 20) + 1))
            while True:
                socket.recv(timeout=PATIENCE)

        assert click_and_wait(visit, other, V1)


def test_a_page_gets_the_state_of_all_its_widgets_in_one_message(visit: Visit) -> None:
    found = re.search(r"MODELS (\w+) (\w+) END", visit.page)
    assert found
    with visit.socket(V1) as socket:
        socket.send(wire(message("comm_open", CONTROL, metadata={"version": "1.0.0"}), V1))
        socket.send(
            wire(message("comm_msg", {"comm_id": CONTROL["comm_id"], "data": {"method": "request_states"}}), V1)
        )
        heard = b""
        while not re.search(b"update_states|No such comm target", heard):
            heard = bytes(socket.recv(timeout=PATIENCE))  # type: ignore[arg-type]

    assert found[1].encode() in heard and found[2].encode() in heard


def test_the_front_end_hears_nothing_of_an_answer_that_had_begun_before_it_came(served: Served) -> None:
    with served([SLOW]).visit() as visit, visit.socket(None, session="painted") as painted:
        found = re.search(r"MODEL (\w+) END", visit.page)
        assert found
        click = message("comm_msg", {"comm_id": found[1], "data": {"method": "custom", "content": {"event": "click"}}})
        painted.send(wire(click, None, "painted"))
        heard_until(painted, "comm_open")
        with visit.socket(V1) as front:
            meanwhile = heard_until(painted, "idle")
            front.send(wire(message("kernel_info_request"), V1))
            before = heard_until(front, "kernel_info_reply")
            front.send(wire(click, V1))
            after = heard_until(front, 'comm_msg[^}]*"session": "test".*"idle"')

    assert "comm_open" in meanwhile
    assert "comm_open" not in before
    assert "comm_open" in after


def heard_until(socket: ClientConnection, what: str) -> str:
    """Return all that comes until a message with `what` in it."""
    heard = []
    while not heard or not re.search(what, heard[-1]):
        told = socket.recv(timeout=PATIENCE)
        heard.append(told if isinstance(told, str) else told.decode("utf-8", "replace"))
    return "\n".join(heard)
