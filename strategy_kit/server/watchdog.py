"""Watchdog of the event loop: a thread that asks it for a sign of life, and logs what kept it from answering."""

import asyncio
import contextlib
import logging
import sys
import threading
import time
from pathlib import Path
from types import FrameType

MOST_SECONDS, PAUSE_SECONDS = 0.25, 0.05
"""How long the loop may be held, and how long after an answer it is asked again: a hold is seen that much shorter."""
QUIET_SECONDS = 60.0
"""From one line of the log to the next; holds in between are counted."""
FRAMES = 4
log = logging.getLogger(__name__)


class HoldLog:
    """
    The lines of the log: one for the first hold, then one in `QUIET_SECONDS` at most.

    >>> holds = HoldLog()
    >>> holds.line(0.41, "frames.py:9 allowed", now=0.0)
    'the event loop was held for 0.4 s: frames.py:9 allowed'
    >>> holds.line(0.5, "", now=30.0), holds.line(3.0, "", now=59.0)
    ('', '')
    >>> holds.line(0.3, "page.py:7 get", now=61.0)
    'the event loop was held for 0.3 s (and 2 times since the last line, up to 3.0 s): page.py:7 get'
    """

    def __init__(self) -> None:
        self._written_at = -QUIET_SECONDS
        self._count, self._longest = 0, 0.0

    def line(self, seconds: float, stack: str, now: float) -> str:
        """Return the line for a hold, or "" if the last line is too recent: then the hold is counted."""
        if now - self._written_at < QUIET_SECONDS:
            self._count, self._longest = self._count + 1, max(self._longest, seconds)
            return ""
        before = f" (and {self._count} times since the last line, up to {self._longest:.1f} s)" if self._count else ""
        self._written_at, self._count, self._longest = now, 0, 0.0
        return f"the event loop was held for {seconds:.1f} s{before}: {stack or 'by what is not known'}"


class Watchdog:
    """The watchdog of a loop, made in the loop's own thread; `start` and `stop` it."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop, self._holds = loop, HoldLog()
        self._thread_id, self._native_id = threading.get_ident(), threading.get_native_id()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)

    def start(self) -> None:
        """Start to watch."""
        self._thread.start()

    def stop(self) -> None:
        """Stop watching."""
        self._stopped.set()

    def _watch(self) -> None:
        with contextlib.suppress(RuntimeError):  # the loop is closed
            while not self._stopped.wait(PAUSE_SECONDS):
                seconds, stack = self._ask()
                if seconds >= MOST_SECONDS - PAUSE_SECONDS and not self._stopped.is_set():
                    line = self._holds.line(seconds, stack, time.monotonic())
                    if line:
                        log.warning("%s", line)

    def _ask(self) -> tuple[float, str]:
        """Return the seconds in which the loop answered, without those in which the system let others run, and why."""
        answered = threading.Event()
        answers: list[float] = []

        def answer() -> None:
            answers.append(time.monotonic() - asked_at - waited_for_processor(self._native_id) + waited)
            answered.set()

        stack, waited, asked_at = "", waited_for_processor(self._native_id), time.monotonic()
        self._loop.call_soon_threadsafe(answer)
        if not answered.wait(MOST_SECONDS - PAUSE_SECONDS):
            stack = places(sys._current_frames().get(self._thread_id))
        while not answered.wait(1) and not self._stopped.is_set():
            continue
        return max(answers, default=0.0), stack


def waited_for_processor(native_id: int) -> float:
    """Return the seconds in which a thread of ours could have run and others did; 0 where the system does not tell."""
    try:
        return int(Path(f"/proc/self/task/{native_id}/schedstat").read_text().split()[1]) / 1e9
    except (OSError, ValueError, IndexError):
        return 0.0


def places(frame: FrameType | None) -> str:
    """
    Return where a thread is, the innermost function first: file, line, function.

    >>> (lambda: places(sys._getframe()))().split(", ")[0].endswith(":1 <lambda>")
    True
    """
    found: list[str] = []
    while frame and len(found) < FRAMES:
        found.append(f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno} {frame.f_code.co_name}")
        frame = frame.f_back
    return ", ".join(found)
