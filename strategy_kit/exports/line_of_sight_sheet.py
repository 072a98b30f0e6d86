"""The sheet of the line of sight: which posts of the calendar serve which objective."""

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.exports.calendar_entries import platform_names
from strategy_kit.exports.sheet_table import SheetTable, sheet_table
from strategy_kit.i18n import Words
from strategy_kit.labels.objectives import objective_name, objective_words
from strategy_kit.model import Plan
from strategy_kit.plan.line_of_sight import line_of_sight
from strategy_kit.views.objectives import kpi_of


def line_of_sight_sheet(plan: Plan, _: Words) -> SheetTable:
    """Return a row per objective, pillar and platform; an objective without a post and other pillars have rows too."""
    evidence, sight = load_evidence(), line_of_sight(plan.brief, plan.slots)
    names, platforms = objective_words(evidence, _), platform_names(plan)
    rows = []
    for objective in plan.brief.objectives:
        kpi, name = kpi_of(objective, evidence, _), objective_name(objective, names)
        serving = [link for link in sight.links if objective.what in link.objectives]
        found = [(link.pillar, platforms.get(link.platform, ""), link.posts) for link in serving] or [("", "", 0)]
        rows += [(name, kpi.name if kpi else "", *each) for each in found]
    others = [link for link in sight.links if not link.objectives]
    rows += [
        (_("none of your objectives"), "", link.pillar, platforms.get(link.platform, ""), link.posts) for link in others
    ]
    return sheet_table(
        rows,
        (_("Objective"), 30, lambda row: row[0]),
        (_("KPI"), 24, lambda row: row[1]),
        (_("Pillar"), 30, lambda row: row[2]),
        (_("Platform"), 18, lambda row: row[3]),
        (_("Posts"), 9, lambda row: row[4]),
    )
