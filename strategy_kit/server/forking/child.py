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
WISH = 3
"""The descriptor of the wish, after the three that every process has."""
NICENESS = 5  # the server, who answers everybody, goes before the sums of one
LIMITS = {"memory": resource.RLIMIT_DATA, "files": resource.RLIMIT_NOFILE, "core": resource.RLIMIT_CORE}


def become_kernel(parent: int, wish: int) -> NoReturn:
    """Run the kernel that a request socket describes, until the process ends."""
    code = 1
    try:
        die_with(parent)
        own_descriptors(wish)
        request = read(WISH)
        os.setsid()  # a group of its own, which signals reach with all that it starts
        own_signals()
        own_environment(request["env"], request["cwd"])
        own_chance()
        limit(os.getpid(), request["limits"])
        gc.enable()
        run_kernel(request["argv"])
        code = 0
    finally:
        os._exit(code)


def die_with(parent: int) -> None:
    """Exit when the parent exits, even if it did already."""
    libc = ctypes.CDLL(None)
    if libc.prctl(SET_DEATH_SIGNAL, signal.SIGKILL) or os.getppid() != parent:
        os._exit(1)
    libc.prctl(SET_NAME, NAME)


def own_descriptors(wish: int) -> None:
    """Close all inherited descriptors but the request; standard streams go to /dev/null."""
    os.dup2(wish, WISH)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in range(WISH):
        os.dup2(nowhere, standard)
    os.closerange(WISH + 1, os.sysconf("SC_OPEN_MAX"))


def read(wish: int) -> dict[str, Any]:
    """Read the request: "argv", "env", "cwd" and "limits"."""
    with os.fdopen(wish, "rb", closefd=False) as asked:
        return dict(json.loads(asked.read()))


def own_signals() -> None:
    """Restore the signal handlers: with the parent's SIGCHLD, exit codes of a kernel's children would be lost."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


def own_environment(env: Mapping[str, str], cwd: str) -> None:
    """Set the environment and folder of this visitor."""
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    os.chdir(cwd)


def own_chance() -> None:
    """Seed the random generators, whose state siblings share."""
    import numpy as np

    random.seed()
    np.random.seed()


def limit(process: int, limits: Mapping[str, int]) -> None:
    """Limit a process: bytes of memory, open files, bytes of a core dump."""
    os.setpriority(os.PRIO_PROCESS, process, NICENESS)
    for name, most in limits.items():
        resource.prlimit(process, LIMITS[name], (most, most))


def run_kernel(argv: list[str]) -> None:
    """Run the kernel until it ends; signal the server once it listens."""
    from strategy_kit.server.forking.kernel import KernelApp

    app = KernelApp.instance()
    app.initialize(argv)
    os.write(WISH, b"!")
    os.close(WISH)
    app.start()
