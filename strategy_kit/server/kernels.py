"""The kernels of all visitors: environment, limits, ownership, and when they end."""

import asyncio
import logging
import os
import re
from collections import Counter
from collections.abc import Mapping
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from uuid import uuid4

import zmq
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.web import HTTPError
from traitlets import Bool, Float, Integer, default

from strategy_kit.server.connection import MAX_UNSENT_BYTES, GuardedConnection
from strategy_kit.server.forking.client import Client
from strategy_kit.server.forking.provisioner import OPEN_FILES, Provisioner, warm_parent
from strategy_kit.server.places import Claim, Refusal, refusal
from strategy_kit.server.rate_limit import SocketLimit

if TYPE_CHECKING:
    from strategy_kit.server.forking.warm import WarmParent

log = logging.getLogger(__name__)
KERNEL_VARIABLES = re.compile(
    "PATH|HOME|TZ|TMPDIR|LANG|LANGUAGE|LC_.*|PYTHONPATH|XDG_DATA_HOME"
    "|SYSTEMROOT|USERPROFILE|APPDATA|LOCALAPPDATA|TEMP|TMP"  # without these no Python starts on Windows
    "|QUERY_STRING|VOILA_.*|JPY_.*|STRATEGY_KIT_.*"
)
QUEUED_MESSAGES = 50
"""How many messages of a kernel lie in the memory of the server at once; more wait in the kernel, at its expense."""
VISIT_VARIABLES = re.compile("QUERY_STRING|VOILA_.*|JPY_.*")


def kernel_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """
    Return the variables of the server's environment that a kernel needs; secrets stay out.

    >>> kernel_environment({"PATH": "/bin", "LC_TIME": "fr_FR", "DATABASE_PASSWORD": "..."})
    {'PATH': '/bin', 'LC_TIME': 'fr_FR'}
    """
    return {name: value for name, value in environment.items() if KERNEL_VARIABLES.fullmatch(name)}


def parent_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """
    Return the variables of the kernels' parent process: those of kernels without those of one visit.

    >>> parent_environment({"PATH": "/bin", "QUERY_STRING": "plan=5f0c", "DATABASE_PASSWORD": "..."})
    {'PATH': '/bin'}
    """
    allowed = kernel_environment(environment)
    return {name: value for name, value in allowed.items() if not VISIT_VARIABLES.fullmatch(name)}


class NoCapacity(Exception):  # noqa: N818 -- it says so
    """No kernel can start: `bound` says whose limit is reached."""

    def __init__(self, bound: Refusal) -> None:
        super().__init__("no room")
        self.bound = bound


class Kernels(AsyncMappingKernelManager):
    """Kernel manager with a limited environment, limits per visitor and server, and an end for unused kernels."""

    fork = Bool(True, config=True, help="Fork kernels from a warm parent where the system can.")
    memory = Integer(1024, config=True, help="Megabytes of memory a kernel may take.")
    max_kernels = Integer(40, config=True, help="Kernels at once.")
    max_per_visitor = Integer(8, config=True, help="Kernels of one visitor at once.")
    connect_seconds = Float(60, config=True, help="Seconds in which a page that was sent must call its kernel.")
    sweep_seconds = Float(2, config=True, help="How often kernels that ended are looked for.")

    parent_process: "WarmParent | None" = None

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**kwargs)
        self.context.setsockopt(zmq.RCVHWM, QUEUED_MESSAGES)
        self._claims: dict[str, Claim] = {}
        self._sockets: dict[str, SocketLimit] = {}
        self._starting: Counter[Claim] = Counter()
        self._connected: set[str] = set()
        self._ending: set[str] = set()
        self._sweeper: PeriodicCallback | None = None

    def start_parent(self) -> None:
        """Start the parent process of the kernels."""
        self.parent_process = warm_parent(parent_environment(os.environ)) if self.fork else None
        if self.parent_process:
            self.parent_process.start()
        self._sweeper = PeriodicCallback(self.sweep, 1000 * self.sweep_seconds)
        self._sweeper.start()

    def stop_parent(self) -> None:
        """End the parent process."""
        if self._sweeper:
            self._sweeper.stop()
        if self.parent_process:
            self.parent_process.close()

    def belongs_to(self, kernel_id: str, visitor: str) -> bool:
        """Return whether a kernel runs and belongs to a visitor."""
        claim = self._claims.get(kernel_id)
        return bool(visitor) and claim is not None and claim.visitor == visitor

    def reserve(self, claim: Claim) -> None:
        """Reserve capacity for a kernel about to start; raise `NoCapacity`."""
        taken = (*self._claims.values(), *self._starting.elements())
        bound = refusal(claim, taken, self.max_kernels, self.max_per_visitor)
        if bound:
            raise NoCapacity(bound)
        self._starting[claim] += 1

    def release(self, claim: Claim) -> None:
        """Release reserved capacity."""
        self._starting[claim] -= 1
        self._starting += Counter()  # without those that are nought: each visitor is another

    async def start_kernel(self, *, env: Mapping[str, str], claim: Claim | None = None, **kwargs: object) -> str:
        """Start a kernel with reserved capacity and return its id."""
        if claim is None or not self._starting[claim]:
            raise HTTPError(503)
        kernel_id = str(await super().start_kernel(env=kernel_environment(env), **kwargs))
        self._claims[kernel_id] = claim
        return kernel_id

    def pre_start_kernel(self, kernel_name: str | None, kwargs: dict[str, object]) -> tuple[KernelManager, str, str]:
        """Prepare a kernel with our provisioner."""
        kernel, name, kernel_id = super().pre_start_kernel(kernel_name, kwargs)
        kernel.client_factory = Client
        kernel.provisioner = Provisioner(kernel_id=kernel_id, kernel_spec=kernel.kernel_spec, parent=kernel)
        kernel.provisioner.parent_process = self.parent_process
        kernel.provisioner.limits = {"memory": self.memory << 20, "files": OPEN_FILES, "core": 0}
        return kernel, name, kernel_id

    async def shutdown_kernel(self, kernel_id: str, now: bool = False, restart: bool = False) -> None:
        """End a kernel, once."""
        self._check_kernel_id(kernel_id)
        if kernel_id in self._ending:
            return
        self._ending.add(kernel_id)
        try:
            await super().shutdown_kernel(kernel_id, now=now, restart=restart)
        finally:
            self._ending.discard(kernel_id)

    def remove_kernel(self, kernel_id: str) -> KernelManager:
        """Remove an ended kernel from the records."""
        self._claims.pop(kernel_id, None)
        self._sockets.pop(kernel_id, None)
        self._connected.discard(kernel_id)
        return super().remove_kernel(kernel_id)

    def notify_connect(self, kernel_id: str) -> None:
        """Record that a page has connected to its kernel."""
        self._connected.add(kernel_id)
        super().notify_connect(kernel_id)

    def sockets(self, kernel_id: str) -> SocketLimit:
        """Return the limit of the websockets of a kernel; 404 if it has ended."""
        self._check_kernel_id(kernel_id)
        return self._sockets.setdefault(kernel_id, SocketLimit())

    def start_buffering(self, kernel_id: str, session_key: str, channels: Mapping[str, Any]) -> None:
        """Buffer a kernel's messages for a page that may reconnect, up to a limit."""
        super().start_buffering(kernel_id, session_key, channels)
        buffered, size = self._kernel_buffers[kernel_id]["buffer"], 0

        def buffer_message(channel: str, parts: list[bytes]) -> None:
            nonlocal size
            size += sum(map(len, parts))
            buffered.append((channel, parts))
            if size > MAX_UNSENT_BYTES:
                self.end_unread(kernel_id)

        for channel, stream in channels.items():
            stream.on_recv(partial(buffer_message, channel))

    def end_unread(self, kernel_id: str) -> None:
        """End a kernel whose messages nothing reads."""
        if kernel_id in self and kernel_id not in self._ending:
            log.warning("a kernel was ended: its page did not take what it said")
            IOLoop.current().add_callback(self.shutdown_kernel, kernel_id, now=True)

    def end_unless_connected(self, kernel_id: str) -> None:
        """End a kernel whose page does not connect in time."""
        IOLoop.current().call_later(self.connect_seconds, self._end_unconnected, kernel_id)

    async def _end_unconnected(self, kernel_id: str) -> None:
        if kernel_id in self and kernel_id not in self._connected:
            await self.shutdown_kernel(kernel_id, now=True)

    async def sweep(self) -> None:
        """Remove kernels that ended by themselves or by the system."""
        for kernel_id, kernel in list(self._kernels.items()):
            if kernel_id in self._claims and kernel_id not in self._ending and not await kernel.is_alive():
                GuardedConnection.notify_ended(kernel_id)
                await self.shutdown_kernel(kernel_id, now=True)


class KernelReservation:
    """
    Reserved capacity for the kernel of one page; it takes the place of the kernel manager in the page's handler.

    The kernel's id exists before it runs, so that the page is sent while it starts. `variables` are the visitor's.
    """

    def __init__(self, kernels: Kernels, claim: Claim, variables: Mapping[str, str]) -> None:
        self._kernels, self._claim, self._variables = kernels, claim, variables
        self._kernel_id = ""

    def __enter__(self) -> Self:
        self._kernels.reserve(self._claim)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._kernel_id:
            self._kernels.end_unless_connected(self._kernel_id)
        else:
            self._kernels.release(self._claim)

    async def start_kernel(self, *, env: Mapping[str, str], **kwargs: object) -> str:
        """Begin to start the kernel, and return its id."""
        self._kernel_id = str(uuid4())
        self._started = asyncio.create_task(self._start({**env, **self._variables}, **kwargs))
        return self._kernel_id

    async def get_kernel(self, _kernel_id: str) -> KernelManager:
        """Return the kernel's manager once it runs."""
        return self._kernels.get_kernel(await self._started)

    async def _start(self, env: Mapping[str, str], **kwargs: object) -> str:
        try:
            return await self._kernels.start_kernel(env=env, claim=self._claim, kernel_id=self._kernel_id, **kwargs)
        finally:
            self._kernels.release(self._claim)


class OwnKernelSpec(KernelSpecManager):
    """Kernel specs of the server's own Python alone, none of those installed on the machine."""

    @default("kernel_dirs")
    def _nowhere(self) -> list[str]:
        return []
