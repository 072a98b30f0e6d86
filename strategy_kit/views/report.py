"""The cards of the report: all that the pages show, in their order."""

from strategy_kit.plan import Workings
from strategy_kit.views.calendar import heat_views, hours_view, month_view, voices_view
from strategy_kit.views.plan import plan_views
from strategy_kit.views.shared import View, assumptions_view, claims_view


def report_views(_workings: Workings) -> tuple[View, ...]:
    """Return the views of the report, the plan first."""
    return (
        plan_views,
        claims_view(1),
        claims_view(2),
        claims_view(3),
        claims_view(4),
        month_view,
        heat_views,
        voices_view,
        hours_view,
        assumptions_view,
    )
