"""Kernels forked from a warm parent beside plain ones, and what five hundred visits leave behind."""

import asyncio
import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty

import psutil

from benchmarks import report

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from serving import Site, free_port, is_kernel  # noqa: E402

from strategy_kit.server.frames import V1  # noqa: E402
from strategy_kit.server.kernels import Kernels, OwnKernelSpec  # noqa: E402
from strategy_kit.server.places import Claim  # noqa: E402

VISITORS, CYCLES, STARTS = 40, 500, 10
MB = 1 << 20


def main() -> None:
    """Measure, and keep what was found."""
    kinds = {"forked": (), "plain": ("--no-fork",)}
    rows = {
        kind: {"ready_ms": asyncio.run(ready(fork=not options)), **visitors(*options)}
        for kind, options in kinds.items()
    }
    rows["plain / forked"] = {name: rows["plain"][name] / value for name, value in rows["forked"].items()}
    report.keep(
        "kernels",
        rows,
        about=f"From asking for a kernel to its first answer (median of {STARTS}); the dashboard's first page over "
        f"HTTP (median of {VISITORS}); memory of a visitor (mean PSS of {VISITORS}, and what is theirs alone).",
    )
    report.keep(
        "visits",
        {"before": (found := visits())[0], "after": found[1]},
        about=f"{CYCLES} visits, opened and closed one after another: what the server holds before (after 100) and "
        "after.",
    )


async def ready(*, fork: bool) -> float:
    """Return the milliseconds until a kernel answers."""
    took = []
    with tempfile.TemporaryDirectory() as folder:
        kernels = Kernels(fork=fork, connection_dir=folder, root_dir=folder, kernel_spec_manager=OwnKernelSpec())
        kernels.start_parent()
        for number in range(STARTS + 1):  # the first one waits for the parent, and does not count
            start = time.perf_counter()
            kernels.reserve(claim := Claim(str(number)))
            kernel_id = await kernels.start_kernel(env=os.environ, claim=claim)
            await first_answer(kernels, kernel_id)
            took.append(1000 * (time.perf_counter() - start))
            kernels.release(claim)
        await kernels.shutdown_all(now=True)
        kernels.stop_parent()
    return statistics.median(took[1:])


async def first_answer(kernels: Kernels, kernel_id: str) -> None:
    """Ask a kernel until it answers."""
    client = kernels.get_kernel(kernel_id).client()
    client.start_channels(iopub=False, stdin=False, hb=False, control=False)
    while True:
        client.kernel_info()
        with contextlib.suppress(Empty):
            await client.get_shell_msg(timeout=0.02)
            return client.stop_channels()


@contextlib.contextmanager
def server(*options: str) -> Iterator[Site]:
    """Serve the dashboard on an empty store."""
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        command = [
            sys.executable,
            "-m",
            "strategy_kit.cli",
            "serve",
            f"--port={port}",
            f"--kernels={2 * VISITORS}",
            *options,
        ]
        env = {**os.environ, "STRATEGY_KIT_STORE": str(Path(folder) / "plans.sqlite")}
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=env, cwd=ROOT) as process:
            assert process.stdout
            process.stdout.readline()
            site = Site(process, port, ROOT / "notebooks" / "dashboard.ipynb", Path(folder))
            site.page()
            yield site
            process.terminate()


def visitors(*options: str) -> dict[str, float]:
    """Return what each of many visitors costs."""
    with server(*options) as site:
        took = []
        for _ in range(VISITORS):
            start = time.perf_counter()
            site.ask("/?lang=en")
            took.append(time.perf_counter() - start)
        used = [kernel.memory_full_info() for kernel in site.kernels()]
    return {
        "page_s": statistics.median(took),
        "pss_mb": statistics.mean(memory.pss for memory in used) / MB,
        "own_mb": statistics.mean(memory.uss for memory in used) / MB,
    }


def visits() -> list[dict[str, float]]:
    """Return what a server holds before and after many visits."""
    with server("--kernels=4") as site:
        process = psutil.Process(site.process.pid)

        def held() -> dict[str, float]:
            until(lambda: not site.kernels())
            children = [child for child in process.children(recursive=True) if is_kernel(child)]
            return {
                "kernels": len(children),
                "descriptors": process.num_fds(),
                "threads": process.num_threads(),
                "memory_mb": process.memory_info().rss / MB,
            }

        def visit() -> None:
            with site.visit() as visit, visit.socket(V1) as socket:
                socket.ping().wait(60)

        for _ in range(CYCLES // 5):  # until as much is held as a minute's visits need: timers let go after that
            visit()
        before = held()
        for _ in range(CYCLES):
            visit()
        return [before, held()]


def until(holds: Callable[[], bool]) -> None:
    """Wait for something, a minute at most."""
    end = time.monotonic() + 60
    while not holds() and time.monotonic() < end:
        time.sleep(0.2)


if __name__ == "__main__":
    main()
