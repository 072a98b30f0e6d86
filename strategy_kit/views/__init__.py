"""
Which cards each consideration shows: from the workings of a plan to its findings.

A view is a function of workings and words that gives one card or several; pages, notebooks and the report show the
same. One module per consideration.
"""

from strategy_kit.views.audience import (
    awake_view,
    grid_views,
    influence_view,
    journey_view,
    local_view,
    reach_view,
    together_view,
    trend_view,
)
from strategy_kit.views.calendar import (
    compare_view,
    conflict_view,
    document_heat_views,
    gains_view,
    heat_views,
    hours_view,
    month_view,
    reading_note,
    voices_view,
)
from strategy_kit.views.communication import (
    agreement_views,
    anchors_view,
    consent_view,
    content_plan_view,
    contrast_view,
    permission_view,
    replies_views,
    shares_view,
    today_view,
)
from strategy_kit.views.evidence import (
    answers_view,
    effects_view,
    frequencies_view,
    grades_view,
    half_lives_view,
    verdicts_view,
)
from strategy_kit.views.plan import decision_view, plan_facts, plan_views, start_view
from strategy_kit.views.platforms import (
    acceptability_view,
    change_view,
    closed_view,
    contributions_view,
    start_set_view,
    trade_view,
)
from strategy_kit.views.report import Part, Report, report_of
from strategy_kit.views.shared import View, assumptions_view, cards_of, claims_view, platform_names

__all__ = [
    "Part",
    "Report",
    "View",
    "acceptability_view",
    "agreement_views",
    "anchors_view",
    "answers_view",
    "assumptions_view",
    "awake_view",
    "cards_of",
    "change_view",
    "claims_view",
    "closed_view",
    "compare_view",
    "conflict_view",
    "consent_view",
    "content_plan_view",
    "contrast_view",
    "contributions_view",
    "decision_view",
    "document_heat_views",
    "effects_view",
    "frequencies_view",
    "gains_view",
    "grades_view",
    "grid_views",
    "half_lives_view",
    "heat_views",
    "hours_view",
    "influence_view",
    "journey_view",
    "local_view",
    "month_view",
    "permission_view",
    "plan_facts",
    "plan_views",
    "platform_names",
    "reach_view",
    "reading_note",
    "replies_views",
    "report_of",
    "shares_view",
    "start_set_view",
    "start_view",
    "today_view",
    "together_view",
    "trade_view",
    "trend_view",
    "verdicts_view",
    "voices_view",
]
