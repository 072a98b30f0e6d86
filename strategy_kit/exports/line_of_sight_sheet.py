"""The sheet of the line of sight: which posts of the calendar serve which objective."""

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.exports.calendar_entries import platform_names
from strategy_kit.exports.sheet_table import SheetTable, sheet_table
from strategy_kit.i18n import Words
from strategy_kit.model import Plan
from strategy_kit.plan.line_of_sight import line_of_sight
from strategy_kit.views.line_of_sight import sight_rows


def line_of_sight_sheet(plan: Plan, _: Words) -> SheetTable:
    """Return a row per objective, pillar and platform; an objective without a post and other pillars have rows too."""
    rows = sight_rows(plan.brief, line_of_sight(plan.brief, plan.slots), load_evidence(), platform_names(plan), _)
    return sheet_table(
        list(rows),
        (_("Objective"), 30, lambda row: row.objective),
        (_("KPI"), 24, lambda row: row.kpi),
        (_("Pillar"), 30, lambda row: row.pillar),
        (_("Platform"), 18, lambda row: row.platform),
        (_("Posts"), 9, lambda row: row.posts),
    )
