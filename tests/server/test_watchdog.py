"""What holds the event loop is written down, once and counted."""

import asyncio
import logging
import re
import time
from collections.abc import Callable

import pytest

from strategy_kit.server import watchdog
from strategy_kit.server.logs import LONGEST, redacted
from strategy_kit.server.watchdog import HoldLog, Watchdog

PATIENCE = 60


def hold_the_loop_by_sleeping() -> None:
    time.sleep(0.6)


def hold_the_loop_with_a_pattern() -> None:
    end = time.monotonic() + 0.6
    while time.monotonic() < end:
        re.match(r"(?:a|aa)*b", "a" * 25)


def watched(*steps: Callable[[], None], until: Callable[[], bool]) -> None:
    """Run a loop under a watchdog, each step in one go, and wait until something is seen."""

    async def run() -> None:
        watch = Watchdog(asyncio.get_running_loop())
        watch.start()
        try:
            for step in steps:
                await asyncio.sleep(0.2)
                step()
            begun = time.monotonic()
            while not until() and time.monotonic() - begun < PATIENCE:
                await asyncio.sleep(0.01)
        finally:
            watch.stop()

    asyncio.run(run())


@pytest.mark.parametrize(
    "step",
    [hold_the_loop_by_sleeping, hold_the_loop_with_a_pattern],
    ids=["asleep", "busy"],
)
def test_what_holds_the_loop_is_logged_with_the_place_where_it_was(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, step: Callable[[], None]
) -> None:
    monkeypatch.setattr(watchdog, "waited_for_processor", lambda _thread: 0.0)
    with caplog.at_level(logging.WARNING):
        watched(step, until=lambda: bool(caplog.messages))

    assert re.match(r"the event loop was held for \d+\.\d s: ", caplog.messages[0])
    assert re.search(rf"test_watchdog\.py:\d+ {step.__name__}", caplog.messages[0])
    assert step.__name__ in redacted(caplog.messages[0]) and len(caplog.messages[0]) <= LONGEST


def test_a_loop_that_is_held_again_and_again_is_logged_once_a_minute_and_counted() -> None:
    holds = HoldLog()
    lines = [holds.line(0.3 + second / 1000, "frames.py:9 allowed", now=float(second)) for second in range(121)]

    assert [second for second, line in enumerate(lines) if line] == [0, 60, 120]
    assert "(and 59 times since the last line, up to 0.4 s)" in lines[60]


def test_time_that_the_system_gave_to_others_is_not_the_loops(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def let(given: Callable[[], float]) -> None:
        monkeypatch.setattr(watchdog, "waited_for_processor", lambda _thread: given())

    def stand_still() -> None:
        now = time.monotonic()
        let(lambda: now)

    stand_still()
    with caplog.at_level(logging.WARNING):
        watched(
            lambda: let(time.monotonic),
            lambda: time.sleep(0.6),
            stand_still,
            hold_the_loop_by_sleeping,
            until=lambda: bool(caplog.messages),
        )

    assert [hold_the_loop_by_sleeping.__name__ in line for line in caplog.messages] == [True]


def test_a_loop_that_is_closed_ends_the_watchdog() -> None:
    loop = asyncio.new_event_loop()
    loop.close()
    watch = Watchdog(loop)
    watch.start()
    watch._thread.join(PATIENCE)

    assert not watch._thread.is_alive()
