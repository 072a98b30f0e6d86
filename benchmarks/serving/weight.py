"""What a server weighs: memory in proportion, processor time, bytes on the wire."""

import asyncio
import contextlib
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import psutil

MEGABYTE = 1e6


def pss_mb(processes: Iterable[psutil.Process]) -> float:
    """Return the memory of some processes, each shared page counted in proportion to those who share it."""
    return sum(map(_pss, processes)) * 1024 / MEGABYTE


def _pss(process: psutil.Process) -> int:
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process.pid}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


def cpu_seconds(processes: Iterable[psutil.Process]) -> float:
    """Return the processor time of some processes and of their children that ended."""
    spent = 0.0
    for process in processes:
        with contextlib.suppress(psutil.Error):
            spent += sum(process.cpu_times()[:4])
    return spent


class Wire:
    """What passed between a browser and a server: bytes as they travelled, compressed or not."""

    def __init__(self) -> None:
        self.received = 0

    def taken(self) -> int:
        """Return the bytes the browser received since the last question."""
        received, self.received = self.received, 0
        return received


@contextlib.contextmanager
def counting(port: int) -> Iterator[tuple[int, Wire]]:
    """Stand between browser and server at a port of its own, pass everything on and count it."""
    wire, started, at = Wire(), threading.Event(), []

    async def stand() -> None:
        end = asyncio.Event()
        server = await asyncio.start_server(lambda *pair: _between(*pair, port, wire), "127.0.0.1", 0)
        at.extend([server.sockets[0].getsockname()[1], asyncio.get_running_loop(), end])
        started.set()
        await end.wait()

    thread = threading.Thread(target=lambda: asyncio.run(stand()), daemon=True)
    thread.start()
    started.wait(10)
    own, loop, end = at
    try:
        yield own, wire
    finally:
        loop.call_soon_threadsafe(end.set)
        thread.join(10)


async def _between(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int, wire: Wire) -> None:
    theirs, ours = await asyncio.open_connection("127.0.0.1", port)
    with contextlib.suppress(asyncio.CancelledError):
        await asyncio.gather(_pass(reader, ours, None), _pass(theirs, writer, wire))


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, wire: Wire | None) -> None:
    with contextlib.suppress(OSError, asyncio.CancelledError):
        while part := await reader.read(1 << 16):
            if wire:
                wire.received += len(part)
            writer.write(part)
            await writer.drain()
    with contextlib.suppress(OSError):
        writer.close()
