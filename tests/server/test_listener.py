"""Connections: bounds in all and per address, which give way, and what happens when descriptors run out."""

import asyncio
import errno
import logging
import re
import socket
import time
from collections.abc import Awaitable, Callable
from contextlib import ExitStack
from typing import Any, ClassVar

import psutil
import pytest
from serving import PATIENCE, Served, Site
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from strategy_kit.errors import InputError
from strategy_kit.server import listener
from strategy_kit.server.listener import Bounds, Listener, bounds_of, raise_file_limit
from strategy_kit.server.options import Options

REQUEST = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


class Hello(RequestHandler):
    """Says hello, after a while if asked to."""

    async def get(self) -> None:
        if self.get_argument("slow", ""):
            await asyncio.sleep(PATIENCE)
        self.write("hello")

    def post(self) -> None:
        self.write("hello")


def listening(test: Callable[[Listener, int], Awaitable[None]], bounds: Bounds, **options: Any) -> None:
    """Run a test beside a server of those bounds."""

    async def run() -> None:
        server = Listener(Application([("/", Hello)]), bounds=bounds, **options)
        sockets = bind_sockets(0, "127.0.0.1")
        server.add_sockets(sockets)
        try:
            await asyncio.wait_for(test(server, sockets[0].getsockname()[1]), PATIENCE)
        finally:
            server.stop()
            for client in Client.opened:
                client.writer.close()
            Client.opened.clear()
            await server.close_all_connections()

    asyncio.run(run())


class Client:
    """A connection to the server."""

    @classmethod
    async def to(cls, port: int) -> "Client":
        client = cls()
        client.reader, client.writer = await asyncio.open_connection("127.0.0.1", port)
        cls.opened.append(client)
        return client

    opened: ClassVar[list["Client"]] = []
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def ask(self, request: bytes = REQUEST) -> bytes:
        self.writer.write(request)
        return await self.reader.readuntil(b"hello")

    async def is_closed(self) -> bool:
        """Wait until the server has closed it."""
        return await self.reader.read() == b""

    def is_open(self) -> bool:
        return not self.reader.at_eof()


@pytest.fixture
def strangers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this machine's address be one like any other."""
    monkeypatch.setattr(listener, "is_proxy", lambda address, proxies: address in proxies)


def test_the_longest_idle_connection_gives_way_to_a_new_one() -> None:
    async def test(server: Listener, port: int) -> None:
        first, second = await Client.to(port), await Client.to(port)
        assert await first.ask() and await second.ask() and await first.ask()
        third = await Client.to(port)

        assert await third.ask()
        assert await second.is_closed()
        assert await first.ask()

    listening(test, Bounds(total=2, per_address=2))


@pytest.mark.parametrize(
    "begun",
    [b"", b"GET / HTT", b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf"],
    ids=["silent", "head", "body"],
)
def test_a_connection_whose_request_does_not_arrive_is_idle(begun: bytes) -> None:
    async def test(server: Listener, port: int) -> None:
        slow = await Client.to(port)
        slow.writer.write(begun)
        await asyncio.sleep(0.1)

        assert await (await Client.to(port)).ask()
        assert await slow.is_closed()

    listening(test, Bounds(total=1, per_address=1))


def test_a_connection_that_waits_for_its_answer_stays_and_the_new_one_is_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def test(server: Listener, port: int) -> None:
        waiting = await Client.to(port)
        waiting.writer.write(REQUEST.replace(b"/ ", b"/?slow=1 "))
        await asyncio.sleep(0.1)
        assert await (await Client.to(port)).is_closed()
        assert waiting.is_open()

        monkeypatch.setattr(listener, "ANSWER_SECONDS", 0.0)
        assert await (await Client.to(port)).ask()
        assert await waiting.is_closed()

    listening(test, Bounds(total=1, per_address=1))


@pytest.mark.usefixtures("strangers")
def test_an_address_at_its_bound_takes_no_connection_of_another(caplog: pytest.LogCaptureFixture) -> None:
    async def test(server: Listener, port: int) -> None:
        server._counts["203.0.113.7"] = 3
        ours = [await Client.to(port) for _ in range(4)]
        for one in ours[2:]:
            assert await one.ask()

        assert await ours[0].is_closed() and await ours[1].is_closed()
        assert server._counts == {"203.0.113.7": 3, "127.0.0.1": 2}

    listening(test, Bounds(total=8, per_address=2))
    assert "too many connections of one address: the longest idle one was closed" in caplog.messages


@pytest.mark.usefixtures("strangers")
def test_connections_of_a_proxy_are_not_counted_by_address() -> None:
    async def test(server: Listener, port: int) -> None:
        clients = [await Client.to(port) for _ in range(5)]

        assert all([await one.ask() for one in clients])

    listening(test, Bounds(total=8, per_address=2), proxies=["127.0.0.1"])


def test_a_closed_connection_is_not_counted() -> None:
    async def test(server: Listener, port: int) -> None:
        for _ in range(5):
            client = await Client.to(port)
            assert await client.ask()
            client.writer.close()
        while server._counts:
            await asyncio.sleep(0.01)

        assert not server._idle and not server._answering

    listening(test, Bounds(total=8, per_address=8))


@pytest.mark.parametrize("reason", [errno.EMFILE, errno.ENFILE, errno.ENOBUFS])
def test_without_descriptors_accepting_pauses_and_begins_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, reason: int
) -> None:
    tries: list[float] = []

    def refuse(_sock: socket.socket) -> Any:
        tries.append(time.monotonic())
        raise OSError(reason, "no descriptor")

    async def test(server: Listener, port: int) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(listener.socket.socket, "accept", refuse)
            client = await Client.to(port)
            await asyncio.sleep(3.5 * listener.PAUSE_SECONDS)
        assert 2 <= len(tries) <= 4
        assert await client.ask()

    with caplog.at_level(logging.WARNING):
        listening(test, Bounds(total=8, per_address=8))
    assert set(caplog.messages) == {"no descriptor is left: connections wait"}


def test_a_server_can_be_stopped_while_it_accepts_nothing() -> None:
    async def test(server: Listener, port: int) -> None:
        for sock in list(server._sockets.values()):
            server._pause(sock)
        server.stop()
        await asyncio.sleep(1.5 * listener.PAUSE_SECONDS)

    listening(test, Bounds(total=8, per_address=8))


def test_bounds_leave_descriptors_to_the_kernels_and_never_exceed_what_is_asked_for() -> None:
    assert bounds_of(files=8192, kernels=40, connections=100) == Bounds(100, 25)
    assert bounds_of(files=8192, kernels=190) == Bounds(2048, 512)
    assert bounds_of(files=4000, kernels=40).total == 4000 - 100 - 40 * 40


def test_the_limit_of_open_files_is_raised_and_one_too_low_is_told(caplog: pytest.LogCaptureFixture) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (512, before[1]))
    try:
        with caplog.at_level(logging.WARNING):
            assert raise_file_limit(kernels=1) == before[1]
            assert caplog.messages == []
            raise_file_limit(kernels=100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)

    assert re.match(r"\d+ files may be open at once; so many pages may need \d+", caplog.messages[0])


@pytest.mark.parametrize("proxy", ["proxy.example.org", "10.0.0", "10.0.0.0/8", ""])
def test_a_proxy_that_is_no_address_is_refused(proxy: str) -> None:
    with pytest.raises(InputError, match="is not a valid address"):
        Options(proxies=(proxy,))


# A whole server

FEW = "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (1024, 1024))"


@pytest.fixture(scope="module")
def site(served: Served) -> Site:
    """A server that may open 1,024 files."""
    return served(["1"], before=FEW)


@pytest.mark.slow
def test_more_idle_connections_than_descriptors_neither_spin_nor_fill_the_log_nor_lock_out(site: Site) -> None:
    server = psutil.Process(site.process.pid)
    with ExitStack() as opened:
        for _ in range(1100):
            opened.enter_context(socket.create_connection(("127.0.0.1", site.port), timeout=PATIENCE))
        assert site.ask("/nothing-here")[0] == 404
        used, start = sum(server.cpu_times()[:2]), time.monotonic()
        time.sleep(2)
        busy = (sum(server.cpu_times()[:2]) - used) / (time.monotonic() - start)
        assert site.ask("/")[0] == 200

    assert busy < 0.5
    written = (site.folder / "server.log").read_text()
    assert written.count("too many connections") == 1
    assert len(written) < 2000
