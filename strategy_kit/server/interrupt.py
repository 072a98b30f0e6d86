"""How Ctrl-C stops the server."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def interruptible(loop: asyncio.AbstractEventLoop) -> Iterator[None]:
    """
    Let Ctrl-C stop a loop before its next step, and a second one interrupt what it is at.

    An exception raised where Ctrl-C arrives is lost if that is the callback of a weak reference.
    """

    def stop(number: int, _frame: object) -> None:
        signal.signal(number, signal.default_int_handler)
        loop.call_soon_threadsafe(loop.stop)

    signal.signal(signal.SIGINT, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
