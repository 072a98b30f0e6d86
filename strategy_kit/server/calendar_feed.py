"""The calendar feed of a plan, written by a process of its own: no kernel starts, and its cost is bounded."""

import asyncio
import contextlib
import json
import os
from asyncio.subprocess import DEVNULL, PIPE

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler
from tornado.web import HTTPError, RequestHandler

from strategy_kit.i18n import Words
from strategy_kit.languages import Lang
from strategy_kit.server.access import Access, AccessControl, EmptyErrors
from strategy_kit.server.kernels import OPEN_FILES, parent_environment
from strategy_kit.server.query import Query, parse_query, preferred_language
from strategy_kit.server.subscription import NO_CALENDAR, PROGRAM

AT_ONCE, WAITING = 2, 20
SECONDS, PATIENCE = 20.0, 20.0
"""Seconds a file may take to be written, and to wait for its turn."""
RETRY_SECONDS = 60
MEMORY = 512 << 20


def error_text(lang: Lang, status: int) -> str:
    """
    Return the one-line error text of a feed.

    >>> error_text("en", 404)
    'There is no calendar at this address, or the plan has not published one yet.'
    """
    _ = Words(lang)
    messages = {
        403: _("This address does not open a calendar. Ask the person who sent it to you for a new one."),
        404: _("There is no calendar at this address, or the plan has not published one yet."),
        429: _("Too many attempts."),
        503: _("The calendar could not be created just now. Try again in a minute."),
    }
    return messages.get(status, _("The page could not be opened."))


class FeedUnavailable(Exception):  # noqa: N818 -- it says so
    """The feed cannot be served: for now if `retry`, else because there is no calendar."""

    def __init__(self, *, retry: bool) -> None:
        super().__init__("no file")
        self.retry = retry


class Calendars:
    """The feeds of a server, a few written at once."""

    def __init__(self) -> None:
        self._writers = asyncio.Semaphore(AT_ONCE)
        self._pending = 0

    async def file(self, store: str, plan: str, lang: Lang | None) -> bytes:
        """Return the calendar of a plan as last saved; raise `FeedUnavailable`."""
        if self._pending >= AT_ONCE + WAITING:
            raise FeedUnavailable(retry=True)
        limits = {"memory": MEMORY, "files": OPEN_FILES, "core": 0}
        request = {"store": store, "plan": plan, "lang": lang or "", "limits": limits}
        self._pending += 1
        try:
            async with asyncio.timeout(PATIENCE):
                await self._writers.acquire()
            try:
                return await run_writer(json.dumps(request).encode())
            finally:
                self._writers.release()
        except TimeoutError:
            raise FeedUnavailable(retry=True) from None
        finally:
            self._pending -= 1


async def run_writer(request: bytes) -> bytes:
    """Run the writer process; its errors are dropped, since they may quote a plan."""
    env = parent_environment(os.environ)
    try:
        program = await asyncio.create_subprocess_exec(*PROGRAM, env=env, stdin=PIPE, stdout=PIPE, stderr=DEVNULL)
    except OSError as error:  # no memory, no process or no descriptor left
        raise FeedUnavailable(retry=True) from error
    try:
        file, _ = await asyncio.wait_for(program.communicate(request), SECONDS)
    except TimeoutError:
        raise FeedUnavailable(retry=True) from None
    finally:
        with contextlib.suppress(ProcessLookupError):
            program.kill()
        await program.wait()
    if program.returncode:
        raise FeedUnavailable(retry=program.returncode != NO_CALENDAR)
    return file


class CalendarFile(JupyterHandler):
    """The calendar feed of one plan, for programs with its address."""

    query = Query()

    async def prepare(self) -> None:
        """Check access before anything else."""
        access: Access = self.settings["strategy_kit_access"]
        self.current_user = None
        self.query = parse_query(self.request.query)
        if not self.query.plan:
            raise HTTPError(404)
        self.store = access.feed_store(self, self.query.plan)
        done = super().prepare()
        if done is not None:
            await done

    @allow_unauthenticated
    async def get(self) -> None:
        """Send the file, or 304 if the program has it already."""
        calendars: Calendars = self.settings["strategy_kit_calendars"]
        try:
            file = await calendars.file(self.store, self.query.plan, self.query.lang)
        except FeedUnavailable as unavailable:
            raise HTTPError(503 if unavailable.retry else 404) from unavailable
        self.set_header("Content-Type", "text/calendar; charset=utf-8")
        self.set_header("Content-Disposition", f'inline; filename="{self.query.plan}.ics"')
        self.set_header("Cache-Control", "private, no-cache")
        self.finish(file)

    head = get

    def write_error(self, status_code: int, **kwargs: object) -> None:
        """Send the error text."""
        lang = self.query.lang or preferred_language(self.request.headers.get("Accept-Language", ""))
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        if status_code in (429, 503):
            self.set_header("Retry-After", RETRY_SECONDS)
        self.finish(error_text(lang, status_code) + "\n")


class CalendarAddress(AccessControl, EmptyErrors, RequestHandler):
    """The address of a plan's calendar feed, for the page of a visitor who may see the plan."""

    def get(self) -> None:
        """Send the address."""
        access: Access = self.settings["strategy_kit_access"]
        plan = parse_query(self.request.query).plan
        if not plan or self.visitor.plan not in ("", plan):
            raise HTTPError(404)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(access.feed_address(self.visitor, plan))
