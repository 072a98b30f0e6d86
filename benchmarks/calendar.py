"""
How long a calendar takes to be proved best, and how that grows with weeks, platforms and people.

Each size is solved several times in turn; the median counts. Beside each stands `greedy`, the same calendar placed one
post at a time without a proof, in the same run: the ratio says what the proof costs.
"""

import datetime as dt
import itertools
import os
import statistics
import time

import pandas as pd

from benchmarks.report import keep
from strategy_kit.candidates import candidates
from strategy_kit.compare import greedy
from strategy_kit.evidence import load_evidence
from strategy_kit.limits import Limits
from strategy_kit.model import Brief, Plan
from strategy_kit.plan import Workings
from strategy_kit.schedule import schedule_posts

PLATFORMS = ("facebook", "x", "linkedin", "instagram", "tiktok", "pinterest")
FORMATS = [{"format": name} for name in ("text", "image", "short-video")]
RUNS = int(os.environ.get("RUNS", "7"))
SIZES = {
    "4 weeks x 3 platforms": (4, 3, 1),
    "13 weeks x 5 platforms x 3 people": (13, 5, 3),
    **{f"{weeks} weeks x 3 platforms x 2 people": (weeks, 3, 2) for weeks in (1, 2, 4, 8, 13)},
    **{f"4 weeks x {platforms} platforms x 2 people": (4, platforms, 2) for platforms in (1, 2, 4, 6)},
    **{f"4 weeks x 3 platforms x {people} people": (4, 3, people) for people in (3, 4, 6)},
}
ABOUT = (
    "Medians of a calendar proved best (gap 0) under posts a week and a day, spacing, hours of each person, duties, "
    "public holidays, watches, pillar shares and the promotion cap; `greedy_ms` places one post at a time instead. "
    "`every week its own` makes the heat of each week differ, so that no week is solved for another."
)


def main() -> None:
    """Measure every size, in turns."""
    cases = {name: case(*size) for name, size in SIZES.items()}
    cases["13 weeks x 5 platforms x 3 people, every week its own"] = apart(cases["13 weeks x 5 platforms x 3 people"])
    taken: dict[str, dict[str, list[float]]] = {name: {"proved": [], "greedy": []} for name in cases}
    gaps = {}
    for _run, (name, (heat, limits, reach)) in itertools.product(range(RUNS), cases.items()):
        began = time.perf_counter()
        schedule = schedule_posts(heat, limits, reach)
        proved = time.perf_counter()
        greedy(candidates(heat, limits, reach), limits)
        taken[name]["proved"].append(proved - began)
        taken[name]["greedy"].append(time.perf_counter() - proved)
        gaps[name] = schedule.proof.gap, len(schedule.slots)
    keep("calendar", {name: row(taken[name], *gaps[name]) for name in cases}, about=ABOUT)


def row(taken: dict[str, list[float]], gap: float, posts: int) -> dict[str, float]:
    """Return one row of the table."""
    proved, placed = (statistics.median(taken[way]) * 1000 for way in ("proved", "greedy"))
    return {
        "proved_ms": round(proved, 1),
        "slowest_ms": round(max(taken["proved"]) * 1000, 1),
        "greedy_ms": round(placed, 1),
        "proved_to_greedy": round(proved / placed, 2),
        "gap": gap,
        "posts": posts,
    }


def case(weeks: int, platforms: int, people: int) -> tuple[pd.DataFrame, Limits, dict[str, float]]:
    """Return heat, limits and reach of a brief of some size."""
    team = [{"name": f"person {number}", "hours_per_week": 12.0} for number in range(people)]
    brief = Brief(
        name="Size", country="FR", team_zone="Europe/Paris", platforms=PLATFORMS[:platforms], team=team, formats=FORMATS
    )
    plan = Plan(id="size", brief=brief, start=dt.date(2027, 1, 4), weeks=weeks)
    workings = Workings(plan, load_evidence(), 2027)
    return workings.heats, workings.limits, workings.known_reach


def apart(alike: tuple[pd.DataFrame, Limits, dict[str, float]]) -> tuple[pd.DataFrame, Limits, dict[str, float]]:
    """Return the case with a heat of its own for every week."""
    heat, limits, reach = alike
    weeks = {week: 1 - 0.01 * number for number, week in enumerate(sorted(heat["week"].unique()))}
    return heat.assign(support=heat["support"] * heat["week"].map(weeks)), limits, reach
