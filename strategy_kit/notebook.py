"""
What the notebooks use, under one name: ``from strategy_kit import notebook as kit``.

The functions that make the pages of the registry are here under their own names, without an import.

>>> from strategy_kit import notebook as kit
>>> len(kit.load_windows(["document"]))
2
"""

from collections.abc import Callable
from typing import Any

# ruff: noqa: F401 - what is imported here is what a notebook finds under the name
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
from strategy_kit.pages.plan.start import brief_panel
from strategy_kit.pages.platforms.curves import curves_panel
from strategy_kit.pages.platforms.expansion import expansion_panel
from strategy_kit.pages.platforms.group import group_panel
from strategy_kit.pages.platforms.platforms import abilities_panel, choice_panel, robustness_panel, weights_panel
from strategy_kit.pages.registry import PAGES
from strategy_kit.plan.workings import Workings, decided
from strategy_kit.platforms import platform_utilities, rank_acceptability, score_bounds, start_set, weighted_scores
from strategy_kit.session.session import open_session
from strategy_kit.views.audience import (
    combined_reach_view,
    influence_view,
    journey_view,
    local_figures_view,
    reach_view,
    segment_reach_views,
    segments_card,
    trend_view,
    waking_hours_view,
)
from strategy_kit.views.calendar import (
    baselines_view,
    conflict_views,
    document_heat_views,
    duty_roster_view,
    gains_view,
    heat_views,
    month_view,
    slot_opinions_view,
    week_heat_card,
    workload_view,
)
from strategy_kit.views.communication import (
    agreement_views,
    consent_view,
    content_plan_view,
    contrast_view,
    current_activities_view,
    permission_view,
    pillar_shares_view,
    rating_anchors_view,
    replies_views,
)
from strategy_kit.views.evidence import (
    effects_view,
    frequencies_view,
    grades_view,
    half_lives_view,
    response_times_view,
    verdicts_view,
)
from strategy_kit.views.plan import decision_view, overview_view, plan_sources_view, plan_views
from strategy_kit.views.platforms import (
    acceptability_view,
    central_weights_view,
    closed_platforms_view,
    contributions_view,
    curve_view,
    expansion_view,
    frontier_view,
    group_views,
    left_out_view,
    nearest_weights_view,
    next_platform_view,
    pairwise_view,
    pairwise_wins_view,
    platform_hours_view,
    start_set_view,
    trade_fit_view,
    weight_stability_view,
)
from strategy_kit.views.shared import assumptions_view, claims_view, platform_names
from strategy_kit.widgets.card import CardView
from strategy_kit.widgets.figure import FigureView
from strategy_kit.widgets.prose import Prose


def __getattr__(name: str) -> Callable[..., Any]:
    for page in PAGES.values():
        if page.maker.endswith(f":{name}"):
            return page.function
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
