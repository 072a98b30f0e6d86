"""Accepting connections: how many may be open in all and from one address, and which give way to new ones."""

import errno
import logging
import socket
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPConnection, HTTPHeaders, HTTPMessageDelegate, RequestStartLine, ResponseStartLine
from tornado.ioloop import IOLoop
from tornado.iostream import IOStream

from strategy_kit.server.addresses import is_proxy, network

try:
    import resource
except ImportError:  # Windows, where sockets are no descriptors
    resource = None  # type: ignore[assignment]

OUT_OF_DESCRIPTORS = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}
ACCEPTED_AT_ONCE = 32
"""Connections taken in one turn of the event loop."""
PAUSE_SECONDS = 0.5
"""How long none is accepted once there is no descriptor left."""
ANSWER_SECONDS = 300.0
"""How long an answer may take to be read before its connection may give way to a new one."""
FILES, FILES_OF_A_KERNEL = 100, 40
"""Descriptors of the server itself, and of a kernel with four websockets."""
LONGEST_HOST = 300
"""Letters of the header Host: a name has 253 at most, a port five."""
MOST_FILES, USUAL_FILES, MOST_CONNECTIONS = 65_536, 1024, 4096
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Bounds:
    """How many connections may be open: in all, and from one address."""

    total: int
    per_address: int


def bounds_of(files: int, kernels: int, connections: int = 0) -> Bounds:
    """
    Return the bounds of a server that may have `files` open.

    Parameters
    ----------
    files : int
        Limit of open files of the process.
    kernels : int
        Kernels that may run at once; each takes up to 40 files.
    connections : int
        The number in all that was asked for; 0: what the kernels leave, a quarter of the files at least.

    Examples
    --------
    >>> bounds_of(files=8192, kernels=40)
    Bounds(total=4096, per_address=1024)
    >>> bounds_of(files=1024, kernels=40)
    Bounds(total=256, per_address=64)
    """
    left = max(files - FILES - FILES_OF_A_KERNEL * kernels, files // 4)
    total = min(connections or MOST_CONNECTIONS, left)
    return Bounds(total, max(1, total // 4))


def raise_file_limit(kernels: int) -> int:
    """Raise the limit of open files to the highest this process may have, and return it; warn if it is too low."""
    if resource is None:
        return MOST_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_FILES if hard == resource.RLIM_INFINITY else hard
    if soft != resource.RLIM_INFINITY and soft < wanted:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
        except (OSError, ValueError):
            log.warning("the limit of open files stays at %s", soft)
    files = MOST_FILES if soft == resource.RLIM_INFINITY else soft
    needed = FILES + FILES_OF_A_KERNEL * kernels + files // 4
    if files < needed:
        log.warning("%s files may be open at once; so many pages may need %s", files, needed)
    return files


class CountedStream(IOStream):
    """Stream that tells its listener when it is closed."""

    def __init__(self, connection: socket.socket, listener: "Listener", address: str) -> None:
        super().__init__(connection)
        self.listener, self.counted_address = listener, address

    def close_fd(self) -> None:
        """Close the socket."""
        super().close_fd()
        self.listener.uncount(self.counted_address)


class Listener(HTTPServer):
    """
    HTTP server that holds to its bounds, and accepts nothing while there is no descriptor.

    Where a bound is reached, the connection gives way that has waited longest for a request, then the one whose answer
    has not been read for minutes; if there is none, the new one is closed.
    """

    def initialize(self, *args: Any, bounds: Bounds, proxies: Iterable[str] = (), **options: Any) -> None:
        """Set up with the options of tornado's server; connections of a proxy are not counted by address."""
        super().initialize(*args, **options)
        self.bounds, self._proxies = bounds, frozenset(proxies)
        self._counts: Counter[str] = Counter()
        self._idle: dict[Any, float] = {}
        self._answering: dict[Any, float] = {}

    def add_sockets(self, sockets: Iterable[socket.socket]) -> None:
        """Begin to accept connections."""
        for listening in sockets:
            self._sockets[listening.fileno()] = listening
            self._resume(listening)

    def uncount(self, address: str) -> None:
        """Count one connection of an address less."""
        self._counts[address] -= 1
        if not self._counts[address]:
            del self._counts[address]

    def start_request(self, server_conn: object, request_conn: HTTPConnection) -> HTTPMessageDelegate:
        """Receive a request: until it is whole, its connection is idle."""
        self._answering.pop(server_conn, None)
        self._idle[server_conn] = time.monotonic()
        return Arriving(super().start_request(server_conn, request_conn), partial(self._begin_answer, server_conn))

    def on_close(self, server_conn: object) -> None:
        """Forget a connection that was closed, or is a websocket now."""
        self._idle.pop(server_conn, None)
        self._answering.pop(server_conn, None)
        super().on_close(server_conn)

    def _begin_answer(self, server_conn: object) -> None:
        if self._idle.pop(server_conn, None):
            self._answering[server_conn] = time.monotonic()

    def _resume(self, listening: socket.socket) -> None:
        if not self._stopped:
            loop = IOLoop.current()
            loop.add_handler(listening, self._accept, IOLoop.READ)
            self._handlers[listening.fileno()] = partial(loop.remove_handler, listening)

    def _pause(self, listening: socket.socket) -> None:
        self._handlers[listening.fileno()]()
        self._handlers[listening.fileno()] = lambda: None
        IOLoop.current().call_later(PAUSE_SECONDS, self._resume, listening)
        log.warning("no descriptor is left: connections wait")

    def _accept(self, listening: socket.socket, _events: int) -> None:
        for _ in range(ACCEPTED_AT_ONCE):
            try:
                connection, address = listening.accept()
            except (BlockingIOError, ConnectionAbortedError):
                return
            except OSError as error:
                if error.errno not in OUT_OF_DESCRIPTORS:
                    raise
                self._give_way("")
                self._pause(listening)
                return
            self._admit(connection, address)

    def _admit(self, connection: socket.socket, address: tuple[Any, ...]) -> None:
        counted = "" if is_proxy(address[0], self._proxies) else network(address[0])
        crowded = bool(counted) and self._counts[counted] >= self.bounds.per_address
        if crowded or self._counts.total() >= self.bounds.total:
            log.warning("too many connections%s: the longest idle one was closed", " of one address" * crowded)
            if not self._give_way(counted if crowded else ""):
                connection.close()
                return
        self._counts[counted] += 1
        self.handle_stream(CountedStream(connection, self, counted), address)

    def _give_way(self, address: str) -> bool:
        """Close the connection that gives way to a new one, of an address if one is given; return whether one did."""
        long_ago = time.monotonic() - ANSWER_SECONDS
        answered = (connection for connection, begun in self._answering.items() if begun < long_ago)
        for connection in (*self._idle, *answered):
            if not address or connection.stream.counted_address == address:
                self._idle.pop(connection, None)
                self._answering.pop(connection, None)
                connection.stream.close()
                return True
        return False


class Arriving(HTTPMessageDelegate):
    """A request that arrives: passed on, and `whole` called at its end."""

    def __init__(self, delegate: HTTPMessageDelegate, whole: "partial[None]") -> None:
        self._delegate, self._whole = delegate, whole

    def headers_received(self, start_line: RequestStartLine | ResponseStartLine, headers: HTTPHeaders) -> Any:
        """Pass on the headers; a port of thousands of digits would be no number."""
        if len(headers.get("Host", "")) > LONGEST_HOST:
            headers["Host"] = headers["Host"][:LONGEST_HOST]
        return self._delegate.headers_received(start_line, headers)

    def data_received(self, chunk: bytes) -> Any:
        """Pass on a part of the body."""
        return self._delegate.data_received(chunk)

    def finish(self) -> None:
        """Pass on the end."""
        self._whole()
        self._delegate.finish()

    def on_connection_close(self) -> None:
        """Pass on that the connection was closed."""
        self._delegate.on_connection_close()
