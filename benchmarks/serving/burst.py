"""Many visitors at once: how long until all are served, what each takes of memory and processor."""

import subprocess
import time
from dataclasses import dataclass

from benchmarks.serving.contestants import PEERS, ROOT, Running
from benchmarks.serving.weight import cpu_seconds, pss_mb

SETTLED = 2.0  # seconds in which a server puts away what visitors left


class UnservedError(Exception):
    """Some of the visitors were not served."""


@dataclass(frozen=True)
class Burst:
    """What some visitors at once took, each in proportion."""

    seconds: float
    cpu_s: float
    pss_mb: float


def burst(served: Running, visitors: int) -> Burst:
    """Let visitors come at once, wait until all are served, weigh the server, let them leave."""
    before, spent = pss_mb(served.tree()), cpu_seconds(served.tree())
    addresses = [served.address() for _ in range(visitors)]
    command = [str(PEERS), "-m", "benchmarks.serving.visitors", served.contestant.kind, *addresses]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as coming:
        said = coming.stdout.readline()  # type: ignore[union-attr]
        cpu, memory = cpu_seconds(served.tree()) - spent, pss_mb(served.tree()) - before
        coming.communicate()
    if coming.returncode or not said:
        raise UnservedError(f"{served.contestant.name}: not all of {visitors} visitors were served")
    time.sleep(SETTLED)
    return Burst(float(said), cpu / visitors, memory / visitors)
