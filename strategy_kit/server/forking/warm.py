"""The server's side of the warm parent: started once, asked for a kernel at each visit, replaced once if it fails."""

import contextlib
import json
import logging
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from typing import Any

from strategy_kit.server.forking.parent import PACKET

LOAD_SECONDS, FORK_SECONDS, START_SECONDS = 60.0, 5.0, 20.0
PROGRAM = (sys.executable, "-P", "-m", "strategy_kit.server.forking.parent")
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "MALLOC_ARENA_MAX"), "1")
log = logging.getLogger(__name__)


class NotForked(Exception):  # noqa: N818 -- no fault: a plain kernel is started then
    """No forked kernel is available, for the reason given."""


class Forked:
    """A forked kernel with the interface of `subprocess.Popen`; its pidfd cannot be reused by another process."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, handle: int) -> None:
        self.pid, self._handle = pid, handle

    def poll(self) -> int | None:
        """Return None while it runs, 0 after: the exit code is its parent's to know."""
        if self._handle < 0:
            return 0
        watch = select.poll()
        watch.register(self._handle, select.POLLIN)
        return 0 if watch.poll(0) else None

    def wait(self) -> int:
        """Close the descriptor of an ended kernel."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1
        return 0

    def send_signal(self, number: int) -> None:
        """Send a signal to the kernel alone, if it still runs."""
        if self.poll() is None:
            signal.pidfd_send_signal(self._handle, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


def started(wish: socket.socket, wanted: bytes) -> bool:
    """Send a request to a child and wait until it listens; False if it ended first."""
    wish.settimeout(START_SECONDS)
    try:
        wish.sendall(wanted)
        wish.shutdown(socket.SHUT_WR)
        return bool(wish.recv(1))
    except OSError:
        return False


class WarmParent:
    """
    The parent process of one server's kernels.

    `env` is the environment of the kernels without a visitor's, `program` the command, `fork_seconds` the time limit.

    >>> parent = WarmParent({}, program=("/nowhere/to/be/found",))
    >>> parent.fork([], {}, "/", {})
    Traceback (most recent call last):
    strategy_kit.server.forking.warm.NotForked: [Errno 2] No such file or directory: '/nowhere/to/be/found'
    """

    def __init__(
        self, env: Mapping[str, str], program: Sequence[str] = PROGRAM, fork_seconds: float = FORK_SECONDS
    ) -> None:
        self._env, self._program, self._fork_seconds = {**env, **ONE_THREAD}, program, fork_seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._door: socket.socket | None = None
        self._number = 0
        self._gave_up = ""

    @property
    def pid(self) -> int | None:
        """The pid of the running parent."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the parent ahead of the first visit; errors come up again at that visit."""
        with self._lock, contextlib.suppress(OSError):
            self._start()

    def fork(self, argv: Sequence[str], env: Mapping[str, str], cwd: str, limits: Mapping[str, int]) -> Forked:
        """Return a new kernel; raise `NotForked` if the parent and its one replacement fail."""
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                kernel = self._forked(theirs)
            wanted = {"argv": list(argv), "env": dict(env), "cwd": cwd, "limits": dict(limits)}
            if not started(ours, json.dumps(wanted).encode()):
                kernel.kill()
                kernel.wait()
                raise NotForked("the kernel ended before it began")
        return kernel

    def close(self) -> None:
        """End the parent and all its kernels."""
        with self._lock:
            self._gave_up = "the server is closed"
            self._stop()

    def _forked(self, wish: socket.socket) -> Forked:
        with self._lock:
            if self._gave_up:
                raise NotForked(self._gave_up)
            try:
                return self._asked(wish)
            except (OSError, ValueError, KeyError) as error:
                log.warning("the warm parent is started anew: %s", error)
                self._stop()
            try:
                return self._asked(wish)
            except (OSError, ValueError, KeyError) as error:
                self._stop()
                self._gave_up = str(error)
                raise NotForked(self._gave_up) from error

    def _asked(self, wish: socket.socket) -> Forked:
        if self._door is None:
            self._start()
        door = self._door
        assert door is not None
        if self._number == 0:
            self._heard(door, LOAD_SECONDS)
        self._number += 1
        door.settimeout(self._fork_seconds)
        socket.send_fds(door, [json.dumps({"number": self._number}).encode()], [wish.fileno()])
        said, handles = self._heard(door, self._fork_seconds)
        if "refused" in said:
            raise NotForked(said["refused"])
        if said["number"] != self._number or len(handles) != 1:
            for handle in handles:
                os.close(handle)
            raise ValueError("it answered another question")
        return Forked(said["pid"], handles[0])

    def _heard(self, door: socket.socket, seconds: float) -> tuple[dict[str, Any], list[int]]:
        door.settimeout(seconds)
        packet, handles, _, _ = socket.recv_fds(door, PACKET, 1)
        if not packet:
            raise ValueError("it has ended")
        said = json.loads(packet)
        if not isinstance(said, dict):
            raise ValueError("it does not make sense")
        return said, handles

    def _start(self) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            try:
                self._process = subprocess.Popen(
                    [*self._program, str(theirs.fileno())],
                    env=self._env,
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                )
            except OSError:
                ours.close()
                raise
        self._door, self._number = ours, 0

    def _stop(self) -> None:
        if self._door:
            self._door.close()
        if self._process:
            self._process.kill()
            self._process.wait()
        self._door = self._process = None
