"""The sheet of what posts can bring: whether the target of each objective can be reached."""

import math

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.exports.calendar_entries import platform_names
from strategy_kit.exports.sheet_table import Cell, SheetTable, cell_of, sheet_table
from strategy_kit.i18n import Words
from strategy_kit.labels.objectives import objective_name, objective_words
from strategy_kit.labels.reach import expected_span
from strategy_kit.labels.review import period_words
from strategy_kit.model import Plan
from strategy_kit.objectives.interval import Interval
from strategy_kit.plan.reach_funnel import Outlook, outlooks_of_slots
from strategy_kit.views.objectives import kpi_of
from strategy_kit.views.reach import outlook_words


def reach_sheet(plan: Plan, _: Words) -> SheetTable:
    """Return one row per objective: its verdict, and between what its KPI can lie with the posts of the plan."""
    evidence, platforms = load_evidence(), platform_names(plan)
    names, periods = objective_words(evidence, _), period_words(_)
    rows = [
        (objective, kpi_of(objective, evidence, _), outlook)
        for objective, outlook in zip(plan.brief.objectives, outlooks_of_slots(plan, evidence), strict=True)
    ]
    return sheet_table(
        rows,
        (_("Objective"), 30, lambda row: objective_name(row[0], names)),
        (_("Can the target be reached?"), 60, lambda row: outlook_words(row[0], row[2], evidence, platforms, _)),
        (_("KPI"), 24, lambda row: row[1].name if row[1] else ""),
        (_("Counted per"), 10, lambda row: periods[row[0].per]),
        (_("Baseline"), 10, lambda row: cell_of(row[0].baseline)),
        (_("Target"), 10, lambda row: cell_of(row[0].target)),
        (_("At least"), 10, lambda row: _bound(_expected(row[2]).low)),
        (_("At most"), 10, lambda row: _bound(_expected(row[2]).high)),
    )


def _expected(outlook: Outlook | None) -> Interval:
    return Interval(math.nan, math.nan) if outlook is None else expected_span(outlook)


def _bound(amount: float) -> Cell:
    """Return a bound; blank if it is not known."""
    return amount if math.isfinite(amount) else ""
