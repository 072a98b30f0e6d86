"""
The warm parent: a process with all libraries and data loaded, which forks a kernel for each visitor.

``python -m strategy_kit.server.forking.parent DESCRIPTOR`` starts before any visit, with one thread, no event loop, no
database and no socket but the given one, and never runs a notebook: it holds nothing of a visitor.

A request is one packet of JSON, ``{"number"}``, with the descriptor of a socket that carries the visitor's part, unread
by the parent. The reply is ``{"number", "pid"}`` with a descriptor of the child, or ``{"number", "refused"}``. The
parent ends when the other end closes.
"""

import contextlib
import gc
import importlib
import json
import logging
import os
import pkgutil
import select
import signal
import socket
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from strategy_kit import exports
from strategy_kit.server.forking.child import become_kernel

PACKET = 1 << 12
IDLE_SECONDS = 600.0
"""How often a parent that nobody asks looks whether another day has begun: pages of a new plan depend on it."""
LIBRARIES = (
    "ipykernel.kernelapp",
    "ipykernel.debugger",
    "strategy_kit.notebook",
    "strategy_kit.server.forking.kernel",
    *(f"strategy_kit.exports.{module.name}" for module in pkgutil.iter_modules(exports.__path__)),
    # what a kernel loads when it starts, by names it writes in strings
    *("IPython.core.completerlib", "IPython.core.debugger", "IPython.core.oinspect", "IPython.extensions.storemagic"),
    *("faulthandler", "psutil", "sqlalchemy.dialects.sqlite", "tornado.platform.asyncio"),
)


def preload() -> None:
    """Import the libraries and rehearse the pages, so that first use costs nothing later."""
    sys.modules["debugpy"] = None  # type: ignore[assignment]  # no kernel of ours takes a debugger
    for name in LIBRARIES:
        importlib.import_module(name)
    prepare()


def prepare() -> None:
    """Compute what every visitor starts with today, and freeze it for garbage collection so that pages stay shared."""
    from strategy_kit.pages.warm_up import warm_up

    try:
        warm_up()
    except Exception:  # whatever is wrong with a page, its visitor hears of it, and the service goes on
        logging.exception("the warm-up failed")
    gc.collect()
    gc.freeze()


def warm_up_daily() -> None:
    """Warm up again if another day has begun."""
    from strategy_kit.pages.warm_up import is_due

    if is_due():
        prepare()


def serve(channel: socket.socket, load: Callable[[], None] = preload) -> None:
    """Answer requests until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's, who ends us by closing its end
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children that end leave nothing to wait for
    load()
    send_packet(channel, {"ready": True})
    while True:
        if select.select([channel], [], [], IDLE_SECONDS)[0]:
            packet, (*sockets,), _, _ = socket.recv_fds(channel, PACKET, 1)
            if not packet:
                return
            handle_request(channel, json.loads(packet)["number"], *sockets)
        warm_up_daily()


def handle_request(channel: socket.socket, number: int, request_socket: int) -> None:
    """Fork a child and reply with it."""
    try:
        child, descriptor = fork(request_socket)
    except OSError as error:
        send_packet(channel, {"number": number, "refused": str(error)})
    else:
        send_packet(channel, {"number": number, "pid": child}, descriptor)
        os.close(descriptor)
    finally:
        os.close(request_socket)


def fork(request_socket: int) -> tuple[int, int]:
    """
    Fork: the parent returns the child's pid and a descriptor of it, the child becomes a kernel.

    The child waits for that descriptor: nothing waits for children, so the pid of one that ended is free at once.
    """
    if len(list(Path("/proc/self/task").iterdir())) > 1:  # the locks of other threads would stay locked for ever
        raise OSError("the warm parent has more than one thread")
    parent = os.getpid()
    gate, opener = os.pipe()
    try:
        child = os.fork()
        if child == 0:
            os.close(opener)
            os.read(gate, 1)  # until the parent closes the other end
            os.close(gate)
            become_kernel(parent, request_socket)
        return child, os.pidfd_open(child)
    finally:
        os.close(gate)
        os.close(opener)


def send_packet(channel: socket.socket, packet: Mapping[str, Any], *descriptors: int) -> None:
    """Send one packet."""
    socket.send_fds(channel, [json.dumps(packet).encode()], descriptors)


if __name__ == "__main__":
    with contextlib.suppress(ConnectionError):  # the server is gone, and so are we
        serve(socket.socket(fileno=int(sys.argv[1])))
