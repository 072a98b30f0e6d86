"""What a process does after its fork from the warm parent and before it is a kernel: leave all it inherited."""

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
    """Be the kernel that a socket wishes for, from here to the end of the process."""
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
    """Die when the parent dies, even if it did already."""
    libc = ctypes.CDLL(None)
    if libc.prctl(SET_DEATH_SIGNAL, signal.SIGKILL) or os.getppid() != parent:
        os._exit(1)
    libc.prctl(SET_NAME, NAME)


def own_descriptors(wish: int) -> None:
    """Close whatever is open, the parent's door above all; what a kernel prints to nobody goes nowhere."""
    os.dup2(wish, WISH)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in range(WISH):
        os.dup2(nowhere, standard)
    os.closerange(WISH + 1, os.sysconf("SC_OPEN_MAX"))


def read(wish: int) -> dict[str, Any]:
    """Read what is asked for: "argv", "env", "cwd" and "limits"."""
    with os.fdopen(wish, "rb", closefd=False) as asked:
        return dict(json.loads(asked.read()))


def own_signals() -> None:
    """Take back what the parent set: with its SIGCHLD, the exit codes of a kernel's own children would be lost."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


def own_environment(env: Mapping[str, str], cwd: str) -> None:
    """Know this visitor's variables and no others."""
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    os.chdir(cwd)


def own_chance() -> None:
    """Draw other numbers than the siblings, who inherited the same state."""
    import numpy as np

    random.seed()
    np.random.seed()


def limit(process: int, limits: Mapping[str, int]) -> None:
    """Let a process take no more than this of the machine: bytes of memory, open files, bytes of a core dump."""
    os.setpriority(os.PRIO_PROCESS, process, NICENESS)
    for name, most in limits.items():
        resource.prlimit(process, LIMITS[name], (most, most))


def run_kernel(argv: list[str]) -> None:
    """Run the kernel until it is told to stop; as soon as it listens, say so."""
    from strategy_kit.server.forking.kernel import KernelApp

    app = KernelApp.instance()
    app.initialize(argv)
    os.write(WISH, b"!")
    os.close(WISH)
    app.start()
