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


class ForkFailed(Exception):  # noqa: N818 -- no fault: a plain kernel is started then
    """No forked kernel is available, for the reason given."""


class ForkedKernel:
    """A forked kernel with the interface of `subprocess.Popen`; its pidfd cannot be reused by another process."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, descriptor: int) -> None:
        self.pid, self._descriptor = pid, descriptor

    def poll(self) -> int | None:
        """Return None while it runs, 0 after: the exit code is its parent's to know."""
        if self._descriptor < 0:
            return 0
        watch = select.poll()
        watch.register(self._descriptor, select.POLLIN)
        return 0 if watch.poll(0) else None

    def wait(self) -> int:
        """Close the descriptor of an ended kernel."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
        return 0

    def send_signal(self, number: int) -> None:
        """Send a signal to the kernel alone, if it still runs."""
        if self.poll() is None:
            signal.pidfd_send_signal(self._descriptor, number)

    def kill(self) -> None:
        """End it at once."""
        self.send_signal(signal.SIGKILL)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)


def start_kernel(request_socket: socket.socket, request: bytes) -> bool:
    """Send a request to a child and wait until it listens; False if it ended first."""
    request_socket.settimeout(START_SECONDS)
    try:
        request_socket.sendall(request)
        request_socket.shutdown(socket.SHUT_WR)
        return bool(request_socket.recv(1))
    except OSError:
        return False


class WarmParent:
    """
    The parent process of one server's kernels.

    `env` is the environment of the kernels without a visitor's, `program` the command, `fork_seconds` the time limit.

    >>> parent = WarmParent({}, program=("/nowhere/to/be/found",))
    >>> parent.fork([], {}, "/", {})
    Traceback (most recent call last):
    strategy_kit.server.forking.warm.ForkFailed: [Errno 2] No such file or directory: '/nowhere/to/be/found'
    """

    def __init__(
        self, env: Mapping[str, str], program: Sequence[str] = PROGRAM, fork_seconds: float = FORK_SECONDS
    ) -> None:
        self._env, self._program, self._fork_seconds = {**env, **ONE_THREAD}, program, fork_seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._channel: socket.socket | None = None
        self._number = 0
        self._failure = ""

    @property
    def pid(self) -> int | None:
        """The pid of the running parent."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the parent ahead of the first visit; errors come up again at that visit."""
        with self._lock, contextlib.suppress(OSError):
            self._start()

    def fork(self, argv: Sequence[str], env: Mapping[str, str], cwd: str, limits: Mapping[str, int]) -> ForkedKernel:
        """Return a new kernel; raise `ForkFailed` if the parent and its one replacement fail."""
        own, remote = socket.socketpair()
        with own:
            with remote:
                kernel = self._fork(remote)
            request = {"argv": list(argv), "env": dict(env), "cwd": cwd, "limits": dict(limits)}
            if not start_kernel(own, json.dumps(request).encode()):
                kernel.kill()
                kernel.wait()
                raise ForkFailed("the kernel ended before it began")
        return kernel

    def close(self) -> None:
        """End the parent and all its kernels."""
        with self._lock:
            self._failure = "the server is closed"
            self._stop()

    def _fork(self, request_socket: socket.socket) -> ForkedKernel:
        with self._lock:
            if self._failure:
                raise ForkFailed(self._failure)
            try:
                return self._request(request_socket)
            except (OSError, ValueError, KeyError) as error:
                log.warning("the warm parent is started anew: %s", error)
                self._stop()
            try:
                return self._request(request_socket)
            except (OSError, ValueError, KeyError) as error:
                self._stop()
                self._failure = str(error)
                raise ForkFailed(self._failure) from error

    def _request(self, request_socket: socket.socket) -> ForkedKernel:
        if self._channel is None:
            self._start()
        channel = self._channel
        assert channel is not None
        if self._number == 0:
            self._receive(channel, LOAD_SECONDS)
        self._number += 1
        channel.settimeout(self._fork_seconds)
        socket.send_fds(channel, [json.dumps({"number": self._number}).encode()], [request_socket.fileno()])
        reply, descriptors = self._receive(channel, self._fork_seconds)
        if "refused" in reply:
            raise ForkFailed(reply["refused"])
        if reply["number"] != self._number or len(descriptors) != 1:
            for descriptor in descriptors:
                os.close(descriptor)
            raise ValueError("it answered another question")
        return ForkedKernel(reply["pid"], descriptors[0])

    def _receive(self, channel: socket.socket, seconds: float) -> tuple[dict[str, Any], list[int]]:
        channel.settimeout(seconds)
        packet, descriptors, _, _ = socket.recv_fds(channel, PACKET, 1)
        if not packet:
            raise ValueError("it has ended")
        reply = json.loads(packet)
        if not isinstance(reply, dict):
            raise ValueError("it does not make sense")
        return reply, descriptors

    def _start(self) -> None:
        own, remote = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with remote:
            try:
                self._process = subprocess.Popen(
                    [*self._program, str(remote.fileno())],
                    env=self._env,
                    pass_fds=[remote.fileno()],
                    stdin=subprocess.DEVNULL,
                )
            except OSError:
                own.close()
                raise
        self._channel, self._number = own, 0

    def _stop(self) -> None:
        if self._channel:
            self._channel.close()
        if self._process:
            self._process.kill()
            self._process.wait()
        self._channel = self._process = None
