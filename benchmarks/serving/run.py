"""One run of all contestants, turn by turn, so that what disturbs the machine disturbs all of them."""

import os
import statistics
import sys
import tempfile
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser
from playwright.sync_api import Error as PlaywrightError

from benchmarks.report import keep, tell
from benchmarks.serving.browser import UnansweredError, Visit, chromium, rest, somebody, visit
from benchmarks.serving.burst import Burst, burst
from benchmarks.serving.contestants import CONTESTANTS, Contestant, Running, free_port, running
from benchmarks.serving.targets import judged
from benchmarks.serving.weight import MEGABYTE, counting

RUNS = int(os.environ.get("RUNS", "5"))
REPAINTS = 8
AT_ONCE = int(os.environ.get("VISITORS", "25"))
ABOUT = (
    "The same two charts and one slider in five servers on one machine; ours with the whole workbook around them. "
    "Medians of {runs} runs, contestants taking turns; each visit is a new person with an empty cache. "
    "Hosts asked for outside this machine (refused): {outside}."
)


@dataclass
class Measured:
    """What was seen of one contestant."""

    visits: list[Visit] = field(default_factory=list)
    bursts: list[Burst] = field(default_factory=list)
    first_mb: list[float] = field(default_factory=list)
    again_kb: list[float] = field(default_factory=list)
    outside: set[str] = field(default_factory=set)

    def row(self) -> dict[str, float | None]:
        """Return the medians."""
        repaints = sorted(took for made in self.visits for took in made.repaints_ms)
        return {
            "first_chart_s": _median(made.first_chart_s for made in self.visits),
            "usable_s": _median(made.usable_s for made in self.visits),
            "repaint_ms_p95": round(repaints[int(0.95 * (len(repaints) - 1))], 3) if repaints else None,
            "burst25_s": _median(made.seconds for made in self.bursts),
            "pss_mb_per_visitor": _median(made.pss_mb for made in self.bursts),
            "wire_first_mb": _median(self.first_mb),
            "wire_again_kb": _median(self.again_kb),
            "cpu_s_per_visit": _median(made.cpu_s for made in self.bursts),
            "layout_shift": _median(made.shift for made in self.visits),
        }


def main() -> None:
    """Measure, print, keep."""
    seen = {contestant.name: Measured() for contestant in chosen()}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        servers = [stack.enter_context(running(one, free_port(), folder / one.name)) for one in chosen()]
        browser = stack.enter_context(chromium())
        for turn in range(RUNS + 1):  # the first warms up and is not counted
            for server in servers:
                measure(server, browser, seen[server.contestant.name] if turn else Measured())
    outside = "; ".join(f"{name} {', '.join(sorted(one.outside))}" for name, one in seen.items() if one.outside)
    rows = {name: one.row() for name, one in seen.items()}
    keep("serving", rows, about=ABOUT.format(runs=RUNS, outside=outside or "none"))
    tell("targets", judged(rows))


def chosen() -> list[Contestant]:
    """Return the contestants, or those that ``ONLY`` names."""
    only = os.environ.get("ONLY", "").split()
    return [one for one in CONTESTANTS if not only or one.name in only]


def measure(server: Running, browser: Browser, seen: Measured) -> None:
    """Let one contestant take its turn."""
    name = server.contestant.name
    try:
        visited(server, browser, seen)
    except (UnansweredError, PlaywrightError) as error:
        print(f"{name}: a visit failed and is not counted: {error}", file=sys.stderr)
    print(f"{name}: visited", file=sys.stderr)
    seen.bursts.append(burst(server, AT_ONCE))
    print(f"{name}: {AT_ONCE} visitors served in {seen.bursts[-1].seconds:.1f} s", file=sys.stderr)


def visited(server: Running, browser: Browser, seen: Measured) -> None:
    """Visit as a person: once for the times, twice for the bytes."""
    with somebody(browser, seen.outside) as person:
        seen.visits.append(visit(person, server.address(), REPAINTS))
    with counting(server.port) as (port, wire), somebody(browser, seen.outside) as person:
        rest(person, server.address(port))
        first = wire.taken()
        rest(person, server.address(port))
        seen.first_mb.append(first / MEGABYTE)
        seen.again_kb.append(wire.taken() / 1000)


def _median(values: Iterable[float]) -> float | None:
    known = list(values)
    return round(statistics.median(known), 3) if known else None
