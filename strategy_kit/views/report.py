"""The cards of the report: all that the pages show, in their order, the plan first."""

from strategy_kit.plan import Workings
from strategy_kit.views.audience import grid_views, influence_view, local_view, reach_view, together_view
from strategy_kit.views.calendar import conflict_view, gains_view, heat_views, hours_view, month_view, voices_view
from strategy_kit.views.communication import contrast_view, permission_view, shares_view, today_view
from strategy_kit.views.plan import plan_views
from strategy_kit.views.platforms import (
    acceptability_view,
    change_view,
    closed_view,
    contributions_view,
    trade_view,
)
from strategy_kit.views.shared import View, assumptions_view, claims_view

REPORT: tuple[View, ...] = (
    plan_views,
    *(reach_view, together_view, grid_views, influence_view, local_view, claims_view(1)),
    *(permission_view, shares_view, today_view, contrast_view, claims_view(2)),
    *(contributions_view, acceptability_view, change_view, trade_view, closed_view, claims_view(3)),
    *(month_view, hours_view, voices_view, heat_views, conflict_view, gains_view, claims_view(4)),
    assumptions_view,
)


def report_views(_workings: Workings) -> tuple[View, ...]:
    """Return the views of the report."""
    return REPORT
