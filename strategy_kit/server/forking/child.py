"""The forked child between fork and kernel: it drops what it inherited from the parent."""

import ctypes
import gc
import json
import os
import random
import resource
import signal
import time
from collections.abc import Mapping
from typing import Any, NoReturn

NAME = b"sk-kernel"
SET_DEATH_SIGNAL, SET_NAME = 1, 15  # of prctl(2)
REQUEST_FD = 3
"""The descriptor of the wish, after the three that every process has."""
NICENESS = 5  # the server, who answers everybody, goes before the sums of one
LIMITS = {"memory": resource.RLIMIT_DATA, "files": resource.RLIMIT_NOFILE, "core": resource.RLIMIT_CORE}


def become_kernel(parent: int, request_socket: int) -> NoReturn:
    """Run the kernel that a request socket describes, until the process ends."""
    code = 1
    try:
        exit_with_parent(parent)
        reset_descriptors(request_socket)
        request = read(REQUEST_FD)
        os.setsid()  # a group of its own, which signals reach with all that it starts
        reset_signals()
        set_environment(request["env"], request["cwd"])
        seed_random()
        limit(os.getpid(), request["limits"])
        gc.enable()
        run_kernel(request["argv"])
        code = 0
    finally:
        os._exit(code)


def exit_with_parent(parent: int) -> None:
    """Exit when the parent exits, even if it did already."""
    libc = ctypes.CDLL(None)
    if libc.prctl(SET_DEATH_SIGNAL, signal.SIGKILL) or os.getppid() != parent:
        os._exit(1)
    libc.prctl(SET_NAME, NAME)


def reset_descriptors(request_socket: int) -> None:
    """Close all inherited descriptors but the request; standard streams go to /dev/null."""
    os.dup2(request_socket, REQUEST_FD)
    null = os.open(os.devnull, os.O_RDWR)
    for standard in range(REQUEST_FD):
        os.dup2(null, standard)
    os.closerange(REQUEST_FD + 1, os.sysconf("SC_OPEN_MAX"))


def read(request_socket: int) -> dict[str, Any]:
    """Read the request: "argv", "env", "cwd" and "limits"."""
    with os.fdopen(request_socket, "rb", closefd=False) as file:
        return dict(json.loads(file.read()))


def reset_signals() -> None:
    """Restore the signal handlers: with the parent's SIGCHLD, exit codes of a kernel's children would be lost."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


def set_environment(env: Mapping[str, str], cwd: str) -> None:
    """Set the environment and folder of this visitor."""
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    os.chdir(cwd)


def seed_random() -> None:
    """Seed the random generators, whose state siblings share."""
    import numpy as np

    random.seed()
    np.random.seed()


def limit(process: int, limits: Mapping[str, int]) -> None:
    """Limit a process: bytes of memory, open files, bytes of a core dump."""
    os.setpriority(os.PRIO_PROCESS, process, NICENESS)
    for name, maximum in limits.items():
        resource.prlimit(process, LIMITS[name], (maximum, maximum))


def run_kernel(argv: list[str]) -> None:
    """Run the kernel until it ends; signal the server once it listens."""
    from strategy_kit.server.forking.kernel import KernelApp

    app = KernelApp.instance()
    app.initialize(argv)
    os.write(REQUEST_FD, b"!")
    os.close(REQUEST_FD)
    app.start()
