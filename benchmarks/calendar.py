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

from benchmarks.picture import save
from benchmarks.report import keep
from strategy_kit.calendar.baselines import greedy
from strategy_kit.calendar.candidates import candidates
from strategy_kit.calendar.constraints import Constraints
from strategy_kit.calendar.schedule import schedule_posts
from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.figures.shapes.template import tokens
from strategy_kit.model import Brief, Plan
from strategy_kit.plan.workings import Workings

PLATFORMS = ("facebook", "x", "linkedin", "instagram", "tiktok", "pinterest")
FORMATS = [{"format": name} for name in ("text", "image", "short-video")]
RUNS = int(os.environ.get("RUNS", "7"))
SIZES = {"4 weeks x 3 platforms": (4, 3, 1), "13 weeks x 5 platforms x 3 people": (13, 5, 3)}
GROWTH = {
    "weeks": {weeks: (weeks, 3, 2) for weeks in (1, 2, 4, 8, 13)},
    "platforms": {platforms: (4, platforms, 2) for platforms in (1, 2, 3, 4, 6)},
    "people": {people: (4, 3, people) for people in (1, 2, 3, 4, 6)},
}
ABOUT = (
    "Medians of a calendar proved best (gap 0) under posts a week and a day, spacing, hours of each person, duties, "
    "public holidays, watches, pillar shares and the promotion cap; `greedy_ms` places one post at a time instead. "
    "`every week its own` makes the heat of each week differ, so that no week is solved for another."
)


def main() -> None:
    """Measure every size, in turns."""
    sizes = SIZES | {name_of(size): size for grown in GROWTH.values() for size in grown.values()}
    cases = {name: case(*size) for name, size in sizes.items()}
    cases["13 weeks x 5 platforms x 3 people, every week its own"] = apart(cases["13 weeks x 5 platforms x 3 people"])
    taken: dict[str, dict[str, list[float]]] = {name: {"proved": [], "greedy": []} for name in cases}
    gaps = {}
    for _run, (name, (heat, constraints, reach)) in itertools.product(range(RUNS), cases.items()):
        began = time.perf_counter()
        schedule = schedule_posts(heat, constraints, reach)
        proved = time.perf_counter()
        greedy(candidates(heat, constraints, reach), constraints)
        taken[name]["proved"].append(proved - began)
        taken[name]["greedy"].append(time.perf_counter() - proved)
        gaps[name] = schedule.proof.gap, len(schedule.slots)
    rows = {name: row(taken[name], *gaps[name]) for name in cases}
    keep("calendar", rows, about=ABOUT)
    save({"data": lines(rows), "layout": layout()}, "calendar-growth", height=300)


def name_of(size: tuple[int, int, int]) -> str:
    """Say a size in words."""
    weeks, platforms, people = size
    return f"{weeks} weeks x {platforms} platforms x {people} people"


def lines(rows: dict[str, dict[str, float]]) -> list[dict[str, object]]:
    """Return one line for each way a calendar grows: milliseconds until it is proved best."""
    ink = tokens()["light"]["c1"]
    return [
        {
            "x": list(grown),
            "y": [rows[name_of(size)]["proved_ms"] for size in grown.values()],
            "mode": "lines+markers",
            "line": {"color": ink, "width": 3},
            **({"xaxis": f"x{place}", "yaxis": f"y{place}"} if place > 1 else {}),
        }
        for place, grown in enumerate(GROWTH.values(), 1)
    ]


def layout() -> dict[str, object]:
    """Return three panels on one scale from nought."""
    ink = tokens()["light"]
    axes: dict[str, object] = {}
    for place, (what, grown) in enumerate(GROWTH.items(), 1):
        number = "" if place == 1 else str(place)
        axes[f"xaxis{number}"] = {"title": {"text": what}, "tickvals": list(grown), "gridcolor": ink["grid"]}
        axes[f"yaxis{number}"] = {
            "rangemode": "tozero",
            "matches": "y" if place > 1 else None,
            "gridcolor": ink["grid"],
            "title": {"text": "" if place > 1 else "ms until proved best"},
        }
    return {
        **axes,
        "grid": {"rows": 1, "columns": 3, "pattern": "independent"},
        "showlegend": False,
        "font": {"family": "sans-serif", "size": 13, "color": ink["ink"]},
        "margin": {"l": 64, "r": 16, "t": 16, "b": 48},
        "paper_bgcolor": "white",
        "plot_bgcolor": "white",
    }


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


def case(weeks: int, platforms: int, people: int) -> tuple[pd.DataFrame, Constraints, dict[str, float]]:
    """Return heat, limits and reach of a brief of some size."""
    team = [{"name": f"person {number}", "hours_per_week": 12.0} for number in range(people)]
    brief = Brief(
        name="Size", country="FR", team_zone="Europe/Paris", platforms=PLATFORMS[:platforms], team=team, formats=FORMATS
    )
    plan = Plan(id="size", brief=brief, start=dt.date(2027, 1, 4), weeks=weeks)
    workings = Workings(plan, load_evidence(), 2027)
    return workings.heats, workings.constraints, workings.measured_reach


def apart(
    alike: tuple[pd.DataFrame, Constraints, dict[str, float]],
) -> tuple[pd.DataFrame, Constraints, dict[str, float]]:
    """Return the case with a heat of its own for every week."""
    heat, constraints, reach = alike
    weeks = {week: 1 - 0.01 * number for number, week in enumerate(sorted(heat["week"].unique()))}
    return heat.assign(support=heat["support"] * heat["week"].map(weeks)), constraints, reach
