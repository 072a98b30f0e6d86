"""
Which sizes of a brief are proved, which have a calendar with its gap, which are refused: seconds and memory of each.

Each size is worked out in a process of its own, with a limit of memory, as a page does on opening.
"""

import datetime as dt
import json
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, get_args

from benchmarks.report import keep
from strategy_kit.model import Brief, Plan
from strategy_kit.model.types import Format

PLATFORMS = (
    *("facebook", "x", "linkedin", "instagram", "tiktok", "pinterest"),
    *("youtube", "threads", "snapchat", "reddit", "whatsapp", "telegram"),
)
START = dt.date(2027, 1, 4)
ALL_WEEK = {"weekdays": [1, 2, 3, 4, 5, 6, 7], "start": "00:00", "end": "23:45"}

LIMIT_GB = 4
SECONDS = 900
CAMPAIGN = {"name": "all weeks", "first": "2027-01-04", "last": "2027-04-04", "posts": 100}
DAY_AND_NIGHT = {
    "posting_from": "00:00",
    "posting_until": "23:45",
    "holidays_off": False,
    "duty": [ALL_WEEK],
}
LONG_SPACING = {"cadence": [{"posts_per_week_low": 4, "posts_per_week_high": 70, "spacing_hours": 100}]}
PILLARS = [{"name": f"pillar {number}", "share": 1 / 12} for number in range(12)]
RULES = [
    {"start": f"{number // 2:02}:{number % 2 * 30:02}", "end": f"{number // 2 + 1:02}:00", "pillar": "pillar 0"}
    for number in range(40)
]
SIZES: dict[str, dict[str, Any]] = {
    "2 platforms, 1 person, 4 weeks": {"platforms": 2, "weeks": 4},
    "8 platforms, 1 person of 160 hours, 4 weeks": {"platforms": 8, "hours": 160, "weeks": 4},
    "12 platforms, 1 person, 13 weeks": {"hours": 168, "weeks": 13},
    "12 platforms, 20 people, 1 week": {"people": 20},
    "12 platforms, 20 people, 13 weeks": {"people": 20, "weeks": 13},
    "12 platforms, 20 people, hardly an hour left, 1 week": {"people": 20, "hours": 2.5},
    "12 platforms, 20 people, 70 posts a week, 1 week": {"people": 20, "hours": 43, "posts": 70},
    "12 platforms, 20 people, day and night, 1 week": {"people": 20, **DAY_AND_NIGHT},
    "12 platforms, 20 people, day and night, spacing of 100 hours, 4 weeks": {
        "people": 20,
        "weeks": 4,
        **DAY_AND_NIGHT,
        **LONG_SPACING,
    },
    "12 platforms, 20 people, a campaign over 4 weeks": {"people": 20, "weeks": 4, "campaigns": [CAMPAIGN]},
    "12 platforms, 20 people, a campaign over 13 weeks": {"people": 20, "weeks": 13, "campaigns": [CAMPAIGN]},
    "12 platforms, 20 people, day and night, 12 pillars, 40 rules, 13 weeks": {
        "people": 20,
        "weeks": 13,
        "cover": True,
        "pillars": PILLARS,
        "never": RULES,
        **DAY_AND_NIGHT,
    },
}
ABOUT = (
    "Each size once, in a process of its own that may take 4 GB. `start_s` is processor time for the platforms to "
    "start with, `calendar_s` for the calendar, `peak_mb` the most memory. `decided` is the share of the platforms "
    "that come later of which it is certain whether they fit; `gap` is 0 where the calendar is proved best; `refused` "
    "is 1 where the brief is refused in words."
)


def main() -> None:
    """Measure every size."""
    keep("sizes", {name: measured(sizes) for name, sizes in SIZES.items()}, about=ABOUT)


def measured(sizes: dict[str, Any]) -> dict[str, float | None]:
    """Return the figures of one size."""
    command = [sys.executable, "-m", "benchmarks.sizes", json.dumps(sizes)]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=SECONDS, check=True, cwd=Path(__file__).parents[1]
    )
    figures: dict[str, float | None] = json.loads(done.stdout)
    return figures


def work(sizes: dict[str, Any]) -> dict[str, float | None]:
    """Work out the start and the calendar of one size in this process."""
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT_GB * 2**30,) * 2)

    from strategy_kit.errors import InputError  # late: the limit comes first
    from strategy_kit.evidence.evidence import load_evidence
    from strategy_kit.plan.workings import Workings

    workings = Workings(largest_plan(**sizes), load_evidence(), 2027)
    assert not workings.hours_needed.empty
    began = time.process_time()
    start = workings.start_set
    started = time.process_time()
    row: dict[str, float | None] = {
        "start_s": started - began,
        "decided": float(start.later["fits_now"].notna().mean()),
        "calendar_s": None,
        "posts": None,
        "lacking": None,
        "gap": None,
        "refused": 0,
    }
    try:
        schedule = workings.schedule
        row |= {"posts": len(schedule.slots), "lacking": schedule.lacking, "gap": schedule.proof.gap}
    except InputError:
        row["refused"] = 1
    row["calendar_s"] = time.process_time() - started
    row["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return row


def largest_plan(
    *,
    platforms: int = Brief.most("platforms"),
    people: int = 1,
    hours: float = 40.0,
    posts: int = 5,
    weeks: int = 1,
    duty: list[dict[str, Any]] | None = None,
    **more: Any,
) -> Plan:
    """
    Return a plan whose brief makes every format.

    `hours` are those of each person, `posts` the most a week on each platform, and the least if above 5; `more` are
    other fields of the brief.
    """
    cadence = {"posts_per_week_low": posts if posts > 5 else 4, "posts_per_week_high": posts}
    brief = {
        "name": "Largest",
        "country": "FR",
        "team_zone": "Europe/Paris",
        "platforms": PLATFORMS[:platforms],
        "formats": [{"format": name} for name in get_args(Format)],
        "team": [{"name": f"p{n}", "hours_per_week": hours, "duty": duty or [{}]} for n in range(people)],
        "cadence": [cadence],
        "unknown_hours": True,
    }
    return Plan(id="largest", brief=Brief.model_validate(brief | more), start=START, weeks=weeks)


if __name__ == "__main__":
    print(json.dumps(work(json.loads(sys.argv[1])))) if sys.argv[1:] else main()
