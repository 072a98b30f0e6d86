"""
What the notebooks use, under one name: ``from strategy_kit import notebook as kit``.

>>> from strategy_kit import notebook as kit
>>> len(kit.load_windows(["document"]))
2
"""

from strategy_kit.audience.reach import audience_reach, segment_reach
from strategy_kit.calendar.clocks import wall_times
from strategy_kit.calendar.heat import posting_heatmap, published_opinions
from strategy_kit.calendar.schedule import schedule_posts
from strategy_kit.communication.permission import permission_scores, pillar_table, plan_permission, weekly_posts
from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.evidence.load import example_briefs, load_reach, load_table, load_windows
from strategy_kit.evidence.weights import evidence_weights
from strategy_kit.figures.calendar.clocks import wall_times_card
from strategy_kit.figures.shapes.template import source_cards
from strategy_kit.model import Activity, Brief, CadenceRule, DutyHours, Person, Pillar, Plan, Rating, Segment, Weights
from strategy_kit.pages.audience.audience import reach_panel, segments_panel
from strategy_kit.pages.audience.journey import journey_panel
from strategy_kit.pages.calendar.calendar import calendar_panel, heat_panel
from strategy_kit.pages.calendar.proof import proof_line
from strategy_kit.pages.communication.communication import activities_panel, pillars_panel
from strategy_kit.pages.communication.replies import replies_panel
from strategy_kit.pages.findings import Findings
from strategy_kit.pages.plan.plan import plan_panel
from strategy_kit.pages.plan.start import brief_panel
from strategy_kit.pages.platforms.curves import curves_panel
from strategy_kit.pages.platforms.expansion import expansion_panel
from strategy_kit.pages.platforms.group import group_panel
from strategy_kit.pages.platforms.platforms import abilities_panel, choice_panel, robustness_panel, weights_panel
from strategy_kit.plan.workings import Workings, decided
from strategy_kit.platforms import platform_utilities, rank_acceptability, score_bounds, start_set, weighted_scores
from strategy_kit.session.session import open_session
from strategy_kit.views import (
    acceptability_view,
    agreement_views,
    anchors_view,
    answers_view,
    assumptions_view,
    awake_view,
    change_view,
    claims_view,
    closed_view,
    compare_view,
    consent_view,
    content_plan_view,
    contrast_view,
    contributions_view,
    curve_view,
    duels_view,
    effects_view,
    expansion_view,
    frequencies_view,
    frontier_view,
    gains_view,
    grades_view,
    grid_views,
    group_views,
    half_lives_view,
    heat_views,
    hours_view,
    influence_view,
    journey_view,
    left_out_view,
    local_view,
    month_view,
    nearest_view,
    permission_view,
    plan_views,
    platform_hours_view,
    platform_names,
    reach_view,
    replies_views,
    shares_view,
    start_set_view,
    supporters_view,
    third_view,
    today_view,
    trade_view,
    trend_view,
    verdicts_view,
    voices_view,
)
from strategy_kit.views.audience import segments_card
from strategy_kit.views.calendar import week_heat_card
from strategy_kit.widgets.card import CardView
from strategy_kit.widgets.figure import FigureView
from strategy_kit.widgets.prose import Prose

__all__ = [
    "Activity",
    "Brief",
    "CadenceRule",
    "CardView",
    "DutyHours",
    "FigureView",
    "Findings",
    "Person",
    "Pillar",
    "Plan",
    "Prose",
    "Rating",
    "Segment",
    "Weights",
    "Workings",
    "abilities_panel",
    "acceptability_view",
    "activities_panel",
    "agreement_views",
    "anchors_view",
    "answers_view",
    "assumptions_view",
    "audience_reach",
    "awake_view",
    "brief_panel",
    "calendar_panel",
    "change_view",
    "choice_panel",
    "claims_view",
    "closed_view",
    "compare_view",
    "consent_view",
    "content_plan_view",
    "contrast_view",
    "contributions_view",
    "curve_view",
    "curves_panel",
    "decided",
    "duels_view",
    "effects_view",
    "evidence_weights",
    "example_briefs",
    "expansion_panel",
    "expansion_view",
    "frequencies_view",
    "frontier_view",
    "gains_view",
    "grades_view",
    "grid_views",
    "group_panel",
    "group_views",
    "half_lives_view",
    "heat_panel",
    "heat_views",
    "hours_view",
    "influence_view",
    "journey_panel",
    "journey_view",
    "left_out_view",
    "load_evidence",
    "load_reach",
    "load_table",
    "load_windows",
    "local_view",
    "month_view",
    "nearest_view",
    "open_session",
    "permission_scores",
    "permission_view",
    "pillar_table",
    "pillars_panel",
    "plan_panel",
    "plan_permission",
    "plan_views",
    "platform_hours_view",
    "platform_names",
    "platform_utilities",
    "posting_heatmap",
    "proof_line",
    "published_opinions",
    "rank_acceptability",
    "reach_panel",
    "reach_view",
    "replies_panel",
    "replies_views",
    "robustness_panel",
    "schedule_posts",
    "score_bounds",
    "segment_reach",
    "segments_card",
    "segments_panel",
    "shares_view",
    "source_cards",
    "start_set",
    "start_set_view",
    "supporters_view",
    "third_view",
    "today_view",
    "trade_view",
    "trend_view",
    "verdicts_view",
    "voices_view",
    "wall_times",
    "wall_times_card",
    "week_heat_card",
    "weekly_posts",
    "weighted_scores",
    "weights_panel",
]
