"""Ctrl-C stops the server wherever it arrives."""

import asyncio
import signal
import weakref
from collections.abc import Iterator
from contextlib import closing

import pytest

from strategy_kit.server.interrupt import interruptible

SECONDS = 20.0


class Thing:
    """What something refers to weakly."""


def press(*_ended: object) -> None:
    signal.raise_signal(signal.SIGINT)


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """A loop that stops by itself in the end, and says so."""
    with closing(asyncio.new_event_loop()) as loop:
        loop.call_later(SECONDS, lambda: (loop.call_exception_handler({"message": "not stopped"}), loop.stop()))
        yield loop


def test_ctrl_c_that_arrives_in_the_end_of_an_object_stops_the_loop(loop: asyncio.AbstractEventLoop) -> None:
    things = [Thing()]
    _held = weakref.ref(things[0], press)
    faults: list[object] = []
    loop.set_exception_handler(lambda _loop, context: faults.append(context))
    loop.call_soon(things.clear)
    with interruptible(loop):
        loop.run_forever()

    assert faults == []


def test_a_second_ctrl_c_interrupts_what_does_not_end(loop: asyncio.AbstractEventLoop) -> None:
    loop.call_soon(lambda: (press(), press()))

    with pytest.raises(KeyboardInterrupt), interruptible(loop):
        loop.run_forever()


def test_afterwards_ctrl_c_is_what_it_was(loop: asyncio.AbstractEventLoop) -> None:
    loop.call_soon(loop.stop)
    with interruptible(loop):
        loop.run_forever()

    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
