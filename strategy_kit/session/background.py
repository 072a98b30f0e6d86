"""
Long sums beside the page: answered at once if they are quick, else in a thread while the page stays alive.

Where no event loop runs (a test, a script) there is no page to keep alive, and the sum is simply waited for.
"""

import asyncio
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

FIRST_PATIENCE, PATIENCE = 10.0, 1.0
"""Seconds the page waits for a sum: when it opens, and after a change."""
BETWEEN = 0.25
"""Seconds between two tellings of how far a sum is."""

Result = TypeVar("Result")
Ask = Callable[[int, int, float], bool]


class UnfinishedError(Exception):
    """What was asked for is still being worked out; listeners are told when it is there."""


@dataclass(frozen=True)
class Progress:
    """How far a sum is: parts done, parts in all, the gap of the present one, seconds since it began."""

    done: int = 0
    parts: int = 0
    gap: float = 1.0
    seconds: float = 0.0


class Job(Generic[Result]):
    """One sum in a thread of its own."""

    def __init__(self, work: Callable[[Ask], Result], tell: Callable[[], None]) -> None:
        self.progress, self.stopped = Progress(), False
        self._work, self._tell = work, tell
        self._began = self._told = time.monotonic()
        self._result: Result | None = None
        self._error: BaseException | None = None
        self._there = threading.Event()
        threading.Thread(target=self._run, daemon=True).start()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for the sum, at most so long; tell whether it is there."""
        return self._there.wait(seconds)

    def result(self) -> Result:
        """Return the sum, waiting for it; what it raised is raised here."""
        self.wait()
        if self._error is not None:
            raise self._error
        return self._result  # type: ignore[return-value]

    def stop(self) -> None:
        """Ask the sum to end with the best it has."""
        self.stopped = True

    def _run(self) -> None:
        try:
            self._result = self._work(self._ask)
        except Exception as error:
            self._error = error
        self._there.set()
        self._tell()

    def _ask(self, done: int, parts: int, gap: float) -> bool:
        now = time.monotonic()
        self.progress = Progress(done, parts, gap, now - self._began)
        if now - self._told > BETWEEN:
            self._told = now
            self._tell()
        return self.stopped


class Background:
    """
    The long sum of a page: one at a time, the newest wins.

    Parameters
    ----------
    tell : callable
        Called on the page's own loop when a sum is there.

    Attributes
    ----------
    followers : list of callable
        Called on that loop now and then while one is not.
    """

    def __init__(self, tell: Callable[[], None]) -> None:
        self.patience = FIRST_PATIENCE
        self.followers: list[Callable[[], None]] = []
        self._tell = tell
        self._key: object = None
        self._job: Job[object] | None = None

    def run(self, key: object, work: Callable[[Ask], Result]) -> Result:
        """
        Return the sum of a key, worked out once; equal keys stand for one sum.

        Raises
        ------
        UnfinishedError
            If it takes longer than the page waits.
        """
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return work(lambda done, parts, gap: False)
        if self._job is None or self._key != key:
            self.stop()
            self._key, self._job = key, Job(work, lambda: _told(loop, self._news))
            self._job.wait(self.patience)
        self.patience = PATIENCE
        job: Job[Result] = self._job  # type: ignore[assignment]
        if not job.wait(0):
            raise UnfinishedError
        return job.result()

    def _news(self) -> None:
        for told in [*self.followers] if self.running else [self._tell]:
            told()

    @property
    def running(self) -> Progress | None:
        """How far the sum is; None if there is none to wait for."""
        return self._job.progress if self._job and not self._job.wait(0) else None

    def stop(self) -> None:
        """End the sum with the best it has."""
        if self._job:
            self._job.stop()

    def finish(self) -> None:
        """Wait for the sum."""
        if self._job:
            self._job.wait()


def _told(loop: asyncio.AbstractEventLoop, tell: Callable[[], None]) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(tell)
