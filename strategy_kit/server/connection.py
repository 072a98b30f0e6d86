"""The websocket between a page and its kernel: allowed messages, rate limits, access, and its end."""

import asyncio
import json
import logging
import re
import time
from functools import partial
from typing import Any

from jupyter_core.utils import ensure_async
from jupyter_server.base.call_context import CallContext
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from tornado.web import HTTPError
from tornado.websocket import WebSocketClosedError, WebSocketProtocol, WebSocketProtocol13
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from strategy_kit.server.access import AccessControl, EmptyErrors
from strategy_kit.server.frames import LONGEST, V1, BadFrame, allowed
from strategy_kit.server.rate_limit import Bucket

POLICY_VIOLATION = 1008
FRAMES_A_SECOND, FRAMES_AT_ONCE = 200.0, 500.0
BYTES_A_SECOND, BYTES_AT_ONCE = 2.0 * (1 << 20), 2.0 * LONGEST
ABOUT_WIDGETS = ("comm_open", "comm_msg", "comm_close")
MAX_UNSENT_BYTES = 32 << 20
"""Bytes that wait for a page which does not take them, each in the memory of the server."""
log = logging.getLogger(__name__)


class GuardedConnection(ZMQChannelsWebsocketConnection):
    """Connection that passes allowed messages, drops others, and closes on malformed ones."""

    dropped = closed = answered = False

    @classmethod
    def notify_ended(cls, kernel_id: str) -> None:
        """Send "dead" to the pages of a kernel that has ended; they would wait for it as busy."""
        for connection in list(cls._open_sockets):
            if connection.kernel_id == kernel_id:
                connection._send_status_message("dead")

    async def prepare(self) -> None:
        """Wait until the kernel answers. Jupyter's own leaves a timer behind that keeps the connection for a minute."""
        await self._register_session()
        end = time.monotonic() + self.kernel_info_timeout
        while not await ensure_async(self.kernel_manager.is_alive()):
            if time.monotonic() > end:
                raise HTTPError(503)
            await asyncio.sleep(0.1)
        self.session.key = self.kernel_manager.session.key
        info = self.request_kernel_info()
        await asyncio.wait({info}, timeout=self.kernel_info_timeout)
        if not info.done():
            info.set_result({})

    def forget(self) -> None:
        """Forget the session of a connection that was never opened."""
        if self._open_sessions.get(self.session_key) is self.websocket_handler:
            del self._open_sessions[self.session_key]

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

    def handle_outgoing_message(self, stream: Any, outgoing_msg: list[Any]) -> None:
        """
        Pass a message of the kernel on to the page.

        The front end of the widgets may connect while the kernel answers a press in the first view, which has another
        websocket. It would hear of some widgets without their parts, which were opened before, and fail to make them.
        So it hears nothing of widgets until the kernel handles its first message about them, which asks for all states.
        """
        if not self.answered and self.subprotocol == V1:
            header, parent = map(json.loads, self.session.feed_identities(outgoing_msg)[1][1:3])
            self.answered = parent.get("session") == self.session.session and parent["msg_type"] in ABOUT_WIDGETS
            if not self.answered and header["msg_type"] in ABOUT_WIDGETS:
                return
        super().handle_outgoing_message(stream, outgoing_msg)


class PacedProtocol(WebSocketProtocol13):
    """Websocket protocol that reads frames at a limited rate, control frames and parts of a message among them."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self._frames = Bucket(FRAMES_A_SECOND, FRAMES_AT_ONCE)

    async def _receive_frame(self) -> None:
        await super()._receive_frame()
        wait = self._frames.delay(1, time.monotonic())
        if wait:
            await asyncio.sleep(wait)


class KernelSocket(AccessControl, EmptyErrors, VoilaKernelWebsocketHandler):
    """The websocket handler of one kernel."""

    unsent = 0
    connection: GuardedConnection | None = None

    async def get(self, kernel_id: str) -> None:
        """Serve the websocket from its request until it closes, if the kernel has not too many of them."""
        CallContext.set(CallContext.JUPYTER_HANDLER, None)  # a timer that was stopped would keep it for up to a minute
        if self.get_origin() is None:  # a foreign one is refused by now, but none at all is not
            raise HTTPError(403)
        if not re.fullmatch(r"[\w-]{1,64}", self.get_argument("session_id", "")):
            raise HTTPError(400)
        sockets = self.kernel_manager.sockets(kernel_id)
        delay = sockets.delay(time.monotonic())
        if delay is None:
            raise HTTPError(429)
        self.bytes = Bucket(BYTES_A_SECOND, BYTES_AT_ONCE)
        sockets.open += 1
        try:
            await asyncio.sleep(delay)
            await super().get(kernel_id)
        finally:
            sockets.open -= 1
            if self.connection:
                self.connection.forget()

    def get_websocket_protocol(self) -> WebSocketProtocol | None:
        """Return the protocol, paced."""
        protocol = super().get_websocket_protocol()
        return PacedProtocol(self, False, protocol.params) if isinstance(protocol, WebSocketProtocol13) else None

    def on_close(self) -> None:
        """Close the connection, and stop the timer that would keep it until the next ping."""
        if self.ping_callback:
            self.ping_callback.stop()
        super().on_close()

    async def on_message(self, ws_message: str | bytes) -> None:
        """Receive a message at a limited rate: while this waits, nothing is read."""
        await asyncio.sleep(self.bytes.delay(len(ws_message), time.monotonic()))
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
