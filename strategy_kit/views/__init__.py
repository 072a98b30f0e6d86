"""
Which cards each consideration shows: from the workings of a plan to its findings.

A view is a function of workings and words that gives one card or several; pages, notebooks and the report show the
same. One module per consideration.
"""

from strategy_kit.views.calendar import (
    document_heat_views,
    heat_views,
    hours_view,
    month_view,
    reading_note,
    voices_view,
)
from strategy_kit.views.plan import decision_view, plan_facts, plan_views, start_view
from strategy_kit.views.report import report_views
from strategy_kit.views.shared import View, assumptions_view, cards_of, claims_view, platform_names

__all__ = [
    "View",
    "assumptions_view",
    "cards_of",
    "claims_view",
    "decision_view",
    "document_heat_views",
    "heat_views",
    "hours_view",
    "month_view",
    "plan_facts",
    "plan_views",
    "platform_names",
    "reading_note",
    "report_views",
    "start_view",
    "voices_view",
]
