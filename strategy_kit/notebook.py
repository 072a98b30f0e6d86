"""
What the notebooks use, under one name: ``from strategy_kit import notebook as kit``.

The functions that make the pages of the registry are here under their own names, without an import.
"""

# ruff: noqa: F401 - what is imported here is what a notebook finds under the name

from collections.abc import Callable
from typing import Any

from strategy_kit.audience.reach import segment_reach
from strategy_kit.calendar.clocks import wall_times
from strategy_kit.calendar.heat import posting_heatmap
from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.evidence.load import example_brief, load_reach, load_table, load_windows
from strategy_kit.figures.calendar.heat import wall_times_card
from strategy_kit.figures.shapes.template import source_cards
from strategy_kit.model import Brief, CadenceRule, Plan, Segment
from strategy_kit.pages.audience.audience import journey_panel, reach_panel, segments_panel
from strategy_kit.pages.calendar.calendar import calendar_panel, heat_panel, proof_line
from strategy_kit.pages.communication.brand_voice import brand_voice_panel
from strategy_kit.pages.communication.communication import activities_panel, pillars_panel, replies_panel
from strategy_kit.pages.communication.crisis import crisis_panel
from strategy_kit.pages.dashboard import Findings
from strategy_kit.pages.plan.budget import budget_panel
from strategy_kit.pages.plan.plan import plan_panel
from strategy_kit.pages.plan.start import brief_panel
from strategy_kit.pages.platforms.expansion import expansion_panel
from strategy_kit.pages.platforms.group import group_panel
from strategy_kit.pages.platforms.peers import peers_panel
from strategy_kit.pages.platforms.platforms import abilities_panel, choice_panel, robustness_panel, weights_panel
from strategy_kit.pages.platforms.profiles import profiles_panel
from strategy_kit.pages.platforms.weighting import curves_panel
from strategy_kit.pages.registry import PAGES
from strategy_kit.pages.review.review import review_panel
from strategy_kit.plan.review import with_weekly_results
from strategy_kit.plan.workings import Workings
from strategy_kit.session.session import open_session
from strategy_kit.views.audience import influence_view, reach_view, segments_card
from strategy_kit.views.calendar import (
    baselines_view,
    gains_view,
    heat_views,
    month_view,
    week_heat_card,
    workload_view,
)
from strategy_kit.views.communication import (
    agreement_views,
    consent_view,
    contrast_view,
    current_activities_view,
    permission_view,
    pillar_shares_view,
    rating_anchors_view,
)
from strategy_kit.views.evidence import (
    effects_view,
    frequencies_view,
    grades_view,
    half_lives_view,
    response_times_view,
    verdicts_view,
)
from strategy_kit.views.platforms import (
    acceptability_view,
    closed_platforms_view,
    contributions_view,
    frontier_view,
    left_out_view,
    nearest_weights_view,
    next_platform_view,
    start_set_view,
)
from strategy_kit.views.review import review_answer_view, review_days_view, review_views
from strategy_kit.views.shared import claims_view, platform_names
from strategy_kit.widgets.card import CardView
from strategy_kit.widgets.figure import FigureView
from strategy_kit.widgets.prose import Prose


def __getattr__(name: str) -> Callable[..., Any]:
    for page in PAGES.values():
        if page.maker.endswith(f":{name}"):
            return page.function
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
