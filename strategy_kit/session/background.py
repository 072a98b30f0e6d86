"""Background jobs of a page: a long computation runs in a thread once the page has waited for it long enough."""

import asyncio
import contextlib
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError, wait
from dataclasses import dataclass
from typing import Generic, TypeVar

from strategy_kit.errors import InputError

FIRST_PATIENCE, PATIENCE = 10.0, 1.0
"""Seconds the page waits for a result: when it opens, and after a change."""
PROGRESS_INTERVAL = 0.25
"""Seconds between two reports of progress."""

DEADLINE, GRACE = 300.0, 30.0
"""Seconds after which a job is told to end with the best it has, and after which it is given up when it does not."""

Result = TypeVar("Result")
ReportProgress = Callable[[int, int, float], bool]


class UnfinishedError(Exception):
    """The result is not there yet; listeners are notified when it is."""


@dataclass(frozen=True)
class Progress:
    """Progress of a job: parts done, parts in all, the gap of the present one, seconds since it began."""

    done: int = 0
    parts: int = 0
    gap: float = 1.0
    seconds: float = 0.0


class Job(Generic[Result]):
    """A computation in a thread of its own, with a result, or an exception, soon after `deadline` seconds."""

    def __init__(
        self, work: Callable[[ReportProgress], Result], notify: Callable[[], None], deadline: float = DEADLINE
    ) -> None:
        self.progress, self.stopped = Progress(), False
        self.future: Future[Result] = Future()
        self._work, self._notify = work, notify
        self._began = self._reported = time.monotonic()
        self._after(deadline, self.stop)
        self._after(deadline + GRACE, self._give_up)
        threading.Thread(target=self._run, daemon=True).start()

    def stop(self) -> None:
        """End with the best there is."""
        self.stopped = True

    def _run(self) -> None:
        try:
            result = self._work(self._report)
        except Exception as error:
            self._fail(error)
        except BaseException as error:  # a thread that ends without a word would leave the page waiting
            self._fail(RuntimeError(repr(error)))
        else:
            self._end(lambda: self.future.set_result(result))

    def _give_up(self) -> None:
        minutes = str(round((time.monotonic() - self._began) / 60))
        self._fail(
            InputError(
                "The calculation was stopped after {minutes} minutes. Your plan is saved. Try again, or "
                "simplify the plan, for example with fewer weeks.",
                minutes=minutes,
            )
        )

    def _fail(self, error: Exception) -> None:
        self._end(lambda: self.future.set_exception(error))

    def _end(self, settle: Callable[[], None]) -> None:
        with contextlib.suppress(InvalidStateError):  # given up, or ended just before
            settle()
            self._notify()

    def _after(self, seconds: float, act: Callable[[], None]) -> None:
        timer = threading.Timer(seconds, act)
        timer.daemon = True
        timer.start()
        self.future.add_done_callback(lambda _future: timer.cancel())

    def _report(self, done: int, parts: int, gap: float) -> bool:
        now = time.monotonic()
        self.progress = Progress(done, parts, gap, now - self._began)
        if now - self._reported > PROGRESS_INTERVAL:
            self._reported = now
            self._notify()
        return self.stopped


class Background:
    """
    The background job of a page: one at a time, the newest wins.

    On the page's own loop `notify` is called when a result is there, `listeners` now and then while it is not.
    """

    def __init__(self, notify: Callable[[], None], deadline: float = DEADLINE) -> None:
        self.patience, self._deadline = FIRST_PATIENCE, deadline
        self.listeners: list[Callable[[], None]] = []
        self._notify = notify
        self._key: object = None
        self._job: Job[object] | None = None

    def run(self, key: object, work: Callable[[ReportProgress], Result]) -> Result:
        """
        Return the result for a key, computed once; where no event loop runs (a script) it is simply waited for.

        Raises UnfinishedError if it takes longer than the page waits, and what the work raised; an InputError if the
        work was given up. A work that failed is done again after `forget`.
        """
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return work(lambda done, parts, gap: False)
        if self._job is None or self._key != key:
            self.stop()
            self._key, self._job = key, Job(work, lambda: _call_on(loop, self._job_notified), self._deadline)
            wait([self._job.future], self.patience)
        self.patience = PATIENCE
        future: Future[Result] = self._job.future  # type: ignore[assignment]
        if not future.done():
            raise UnfinishedError
        return future.result()

    def _job_notified(self) -> None:
        for listener in [*self.listeners] if self.running else [self._notify]:
            listener()

    @property
    def running(self) -> Progress | None:
        """Progress of the job; None if there is none to wait for."""
        return self._job.progress if self._job and not self._job.future.done() else None

    def stop(self) -> None:
        """End the job with the best it has."""
        if self._job:
            self._job.stop()

    def forget(self) -> None:
        """Let the next `run` begin anew if the job failed."""
        if self._job and self._job.future.done() and self._job.future.exception():
            self._key, self._job = None, None

    def finish(self) -> None:
        """Wait for the job."""
        if self._job:
            wait([self._job.future])


def _call_on(loop: asyncio.AbstractEventLoop, callback: Callable[[], None]) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(callback)
