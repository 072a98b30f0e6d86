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
STANDARD = 3
NICENESS = 5  # the server, who answers everybody, goes before the sums of one
LIMITS = {"memory": resource.RLIMIT_DATA, "files": resource.RLIMIT_NOFILE, "core": resource.RLIMIT_CORE}


def become_kernel(parent: int, wish: int) -> NoReturn:
    """Be the kernel somebody wishes for, read from a pipe, from here to the end of the process."""
    code = 1
    try:
        die_with(parent)
        request = read(wish)
        os.setsid()  # a group of its own, which signals reach with all that it starts
        own_signals()
        own_descriptors()
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


def read(wish: int) -> dict[str, Any]:
    """Read what is asked for: "argv", "env", "cwd" and "limits"."""
    with os.fdopen(wish, "rb", closefd=False) as pipe:
        return dict(json.loads(pipe.read()))


def own_signals() -> None:
    """Take back what the parent set: with its SIGCHLD, the exit codes of a kernel's own children would be lost."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


def own_descriptors() -> None:
    """Close whatever is open, the parent's socket above all; what a kernel prints to nobody goes nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in range(STANDARD):
        os.dup2(nowhere, standard)
    os.closerange(STANDARD, os.sysconf("SC_OPEN_MAX"))


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
    """Run the kernel until it is told to stop."""
    from strategy_kit.server.kernel import KernelApp

    KernelApp.launch_instance(argv)
