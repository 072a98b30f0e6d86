"""Plans of the largest briefs that are legal, in each dimension."""

import datetime as dt
from typing import Any, get_args

from strategy_kit.model import Brief, Plan
from strategy_kit.model.types import Format

PLATFORMS = (
    *("facebook", "x", "linkedin", "instagram", "tiktok", "pinterest"),
    *("youtube", "threads", "snapchat", "reddit", "whatsapp", "telegram"),
)
START = dt.date(2027, 1, 4)
ALL_WEEK = {"weekdays": [1, 2, 3, 4, 5, 6, 7], "start": "00:00", "end": "23:45"}
DAY_AND_NIGHT: dict[str, Any] = {"posting_from": "00:00", "posting_until": "23:45", "holidays_off": False}


def largest_plan(
    *,
    platforms: int = Brief.most("platforms"),
    people: int = 1,
    hours: float = 40.0,
    posts: int = 5,
    weeks: int = 1,
    duty: tuple[dict[str, Any], ...] = ({},),
    **more: Any,
) -> Plan:
    """Return a plan whose brief makes every format, with `posts` a week on each platform."""
    brief = Brief.model_validate(
        {
            "name": "Largest",
            "country": "FR",
            "team_zone": "Europe/Paris",
            "platforms": PLATFORMS[:platforms],
            "formats": [{"format": name} for name in get_args(Format)],
            "team": [{"name": f"p{number}", "hours_per_week": hours, "duty": duty} for number in range(people)],
            "cadence": [{"posts_per_week_low": min(posts, 4), "posts_per_week_high": posts}],
            "unknown_hours": True,
        }
        | ({"cadence": [{"posts_per_week_low": posts, "posts_per_week_high": posts}]} if posts > 5 else {})
        | more
    )
    return Plan(id="largest", brief=brief, start=START, weeks=weeks)
