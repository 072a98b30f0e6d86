"""
The warm parent: a process with all libraries and data loaded, which forks into a kernel for each visitor.

It is a program of its own, ``python -m strategy_kit.server.forking.parent DESCRIPTOR``, started before anybody comes,
in the environment a kernel may know. It has one thread, no event loop, no database and no socket but the nameless one
its requests come from, and it never runs a notebook: nothing of a visitor is ever in it.

A request is one packet of JSON, ``{"number"}``, with the descriptor of a socket; what a visitor asks for comes
through it, and the parent hands it on unread. The answer is one packet, ``{"number", "pid"}`` with a descriptor of
the child, or ``{"number", "refused"}`` with the reason. The parent ends when the other end closes.
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
REST_SECONDS = 600.0
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
    """Load the libraries, and open the workbook once for nobody, so that what is made on first use is made."""
    sys.modules["debugpy"] = None  # type: ignore[assignment]  # no kernel of ours takes a debugger
    for name in LIBRARIES:
        importlib.import_module(name)
    prepare()


def prepare() -> None:
    """Work out what everybody begins with today, and let no collection of garbage write to the pages it stands on."""
    from strategy_kit.pages.warm_up import warm_up

    try:
        warm_up()
    except Exception:  # whatever is wrong with a page, its visitor hears of it, and the service goes on
        logging.exception("the warm-up failed")
    gc.collect()
    gc.freeze()


def renew() -> None:
    """Rehearse again if another day has begun."""
    from strategy_kit.pages.warm_up import is_due

    if is_due():
        prepare()


def serve(door: socket.socket, load: Callable[[], None] = preload) -> None:
    """Answer requests until the other end is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's, who ends us by closing its end
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # children that end leave nothing to wait for
    load()
    answer(door, {"ready": True})
    while True:
        if select.select([door], [], [], REST_SECONDS)[0]:
            packet, (*wishes,), _, _ = socket.recv_fds(door, PACKET, 1)
            if not packet:
                return
            answer_with(door, json.loads(packet)["number"], *wishes)
        renew()


def answer_with(door: socket.socket, number: int, wish: int) -> None:
    """Fork, and tell of the child."""
    try:
        child = fork(wish)
        handle = os.pidfd_open(child)
    except OSError as error:
        answer(door, {"number": number, "refused": str(error)})
    else:
        answer(door, {"number": number, "pid": child}, handle)
        os.close(handle)
    finally:
        os.close(wish)


def fork(wish: int) -> int:
    """Become two: the parent returns with the number of the child, the child is a kernel and does not come back."""
    if len(list(Path("/proc/self/task").iterdir())) > 1:  # the locks of other threads would stay locked for ever
        raise OSError("the warm parent has more than one thread")
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        become_kernel(parent, wish)
    return child


def answer(door: socket.socket, words: Mapping[str, Any], *handles: int) -> None:
    """Send one packet."""
    socket.send_fds(door, [json.dumps(words).encode()], handles)


if __name__ == "__main__":
    with contextlib.suppress(ConnectionError):  # the server is gone, and so are we
        serve(socket.socket(fileno=int(sys.argv[1])))
