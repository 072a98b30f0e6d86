"""The websocket between a page and its kernel: allowed messages, rate limits, access."""

import asyncio
import logging
import re
import time
from functools import partial
from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from tornado.web import HTTPError
from tornado.websocket import WebSocketClosedError, WebSocketProtocol13
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from strategy_kit.server.access import AccessControl, EmptyErrors
from strategy_kit.server.frames import LONGEST, BadFrame, allowed
from strategy_kit.server.rate_limit import Bucket

POLICY_VIOLATION = 1008
MAX_SOCKETS_PER_KERNEL = 4
MESSAGES_A_SECOND, MESSAGES_AT_ONCE = 200.0, 500.0
BYTES_A_SECOND, BYTES_AT_ONCE = 2.0 * (1 << 20), 2.0 * LONGEST
MAX_UNSENT_BYTES = 32 << 20
"""Bytes that wait for a page which does not take them, each in the memory of the server."""
log = logging.getLogger(__name__)


class GuardedConnection(ZMQChannelsWebsocketConnection):
    """Connection that passes allowed messages, drops others, and closes on malformed ones."""

    dropped = closed = False

    @classmethod
    def notify_ended(cls, kernel_id: str) -> None:
        """Send "dead" to the pages of a kernel that has ended; they would wait for it as busy."""
        for connection in list(cls._open_sockets):
            if connection.kernel_id == kernel_id:
                connection._send_status_message("dead")

    def handle_incoming_message(self, incoming_msg: str | bytes) -> None:
        """Check a message and pass it on unchanged."""
        if self.closed:
            return
        try:
            if allowed(incoming_msg, self.subprotocol):
                super().handle_incoming_message(incoming_msg)
            elif not self.dropped:
                self.dropped = True
                log.warning("messages of a page were dropped: of a kind or for a channel that is not open to it")
        except BadFrame as reason:
            self.closed = True
            log.warning("a page was hung up on: its message broke the bound on %s", reason)
            self.websocket_handler.close(POLICY_VIOLATION)


class KernelSocket(AccessControl, EmptyErrors, VoilaKernelWebsocketHandler):
    """The websocket handler of one kernel."""

    unsent = 0

    async def pre_get(self) -> None:
        """Refuse foreign origins, malformed session ids, and too many sockets at one kernel."""
        if self.get_origin() is None:  # a foreign one is refused by now, but none at all is not
            raise HTTPError(403)
        if not re.fullmatch(r"[\w-]{1,64}", self.get_argument("session_id", "")):
            raise HTTPError(400)
        if self.kernel_manager._kernel_connections.get(self.kernel_id, 0) >= MAX_SOCKETS_PER_KERNEL:
            raise HTTPError(429)
        self.messages = Bucket(MESSAGES_A_SECOND, MESSAGES_AT_ONCE)
        self.bytes = Bucket(BYTES_A_SECOND, BYTES_AT_ONCE)
        await super().pre_get()

    async def on_message(self, ws_message: str | bytes) -> None:
        """Receive a message at a limited rate: while this waits, nothing is read."""
        now = time.monotonic()
        await asyncio.sleep(max(self.messages.delay(1, now), self.bytes.delay(len(ws_message), now)))
        if self.connection:
            self.connection.handle_incoming_message(ws_message)

    def write_message(self, message: Any, binary: bool = False) -> "asyncio.Future[None] | None":
        """Send a message; to a closed page, nothing."""
        try:
            sent: asyncio.Future[None] | None = super().write_message(message, binary)
        except WebSocketClosedError:
            return None
        if sent is not None:
            self.unsent += len(message)
            sent.add_done_callback(partial(self._sent, len(message)))
            if self.unsent > MAX_UNSENT_BYTES:
                self._end_slow_page()
        return sent

    async def prepare(self) -> None:
        """Refuse extensions that the handshake would stumble at: its session would stay, and fail all that follow."""
        protocol = self.get_websocket_protocol()
        if isinstance(protocol, WebSocketProtocol13):
            try:
                for name, options in protocol._parse_extensions_header(self.request.headers):
                    if name == "permessage-deflate":
                        protocol._create_compressors("server", options, {})
            except ValueError:
                raise HTTPError(400) from None
        await super().prepare()

    def _sent(self, size: int, done: "asyncio.Future[None]") -> None:
        done.exception()
        self.unsent -= size

    def _end_slow_page(self) -> None:
        """End a kernel whose page does not read: it would miss messages."""
        if self.ws_connection and self.ws_connection.stream:
            self.ws_connection.stream.close()
        self.kernel_manager.end_unread(self.kernel_id)
