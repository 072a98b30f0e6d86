"""
A workbook that turns social media planning from opinion into a decision one can defend.

What other programs build on; each name is imported when it is first used, so that the package itself opens at once.

Examples
--------
>>> import datetime as dt
>>> import strategy_kit as sk
>>> heat = sk.posting_heatmap(
...     sk.load_windows(), {"Europe/Paris": 1}, dt.date(2027, 1, 4), clock="Europe/Paris", reading="audience"
... )
>>> len(heat) == heat["platform"].nunique() * 7 * 24
True
"""

import importlib
from typing import Any

_HOMES = {
    "Brief": "model",
    "Plan": "model",
    "InputError": "errors",
    "load_windows": "evidence.load",
    "load_reach": "evidence.load",
    "load_evidence": "evidence.evidence",
    "audience_reach": "audience.reach",
    "capped_shares": "communication.permission",
    "platform_utilities": "platforms",
    "weighted_scores": "platforms",
    "score_bounds": "platforms",
    "rank_acceptability": "platforms",
    "robustness": "platforms",
    "smallest_change": "platforms",
    "nearest_weights": "platforms",
    "priorities": "platforms",
    "group_decision": "platforms",
    "weekly_hours": "platforms",
    "start_set": "platforms",
    "expansion": "platforms",
    "posting_heatmap": "calendar.heat",
    "constraints_of": "calendar.constraints",
    "schedule_posts": "calendar.schedule",
    "Workings": "plan.workings",
    "scheduled_plan": "plan.workings",
    "check_brief": "plan.checks",
    "files_of": "exports.formats",
    "to_ics": "exports.ics",
    "to_csv": "exports.table",
    "to_xlsx": "exports.xlsx",
    "to_scheduler": "exports.schedulers",
    "to_html": "exports.html",
}
"""In which module each public name lives."""

__all__ = [*_HOMES]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return importlib.import_module("importlib.metadata").version("strategy-kit")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES, "__version__"])
