"""The sheets of what happened: verdicts, results with their limits, totals by month, and decisions of reviews."""

import datetime as dt

import pandas as pd

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.exports.sheet_table import Cell, SheetTable, cell_of, sheet_table
from strategy_kit.frames import ChartPointRow, MonthTotalRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.objectives import objective_name, objective_words
from strategy_kit.labels.review import act_words, period_words, rule_words
from strategy_kit.model import Objective, Plan
from strategy_kit.plan.review import results_by_objective
from strategy_kit.views.review import kpi_name, verdicts


def results_sheet(plan: Plan, _: Words) -> SheetTable:
    """Return one row per week or month of each objective with its limits; blank = not known."""
    evidence = load_evidence()
    names, periods, rules = objective_words(evidence, _), period_words(_), rule_words(_)
    rows = [
        (result, point, ", ".join(rules[each.rule] for each in result.chart.signals if each.seen == point.period))
        for result in results_by_objective(plan.brief.objectives, plan.results, evidence.measures)
        for point in rows_of(result.chart.points, ChartPointRow)
    ]
    return sheet_table(
        rows,
        (_("Objective"), 30, lambda row: objective_name(row[0].objective, names)),
        (_("KPI"), 24, lambda row: kpi_name(row[0].objective, evidence, _)),
        (_("From"), 16, lambda row: row[1].period.start_time.date()),
        (_("Period"), 10, lambda row: periods[row[0].per]),
        (_("Result"), 10, lambda row: _number(row[1].value)),
        (_("Average"), 10, lambda row: _number(row[1].centre)),
        (_("Lower limit"), 10, lambda row: _number(row[1].lower)),
        (_("Upper limit"), 10, lambda row: _number(row[1].upper)),
        (_("Moving range"), 10, lambda row: _number(row[1].moving_range)),
        (_("Signal"), 40, lambda row: row[2]),
        (_("Target"), 10, lambda row: cell_of(row[0].target)),
    )


def verdicts_sheet(plan: Plan, today: dt.date | None, _: Words) -> SheetTable:
    """Return one row per objective: whether its target is reached, what the chart says of chance, how sure that is."""
    evidence = load_evidence()
    names = objective_words(evidence, _)
    results = results_by_objective(plan.brief.objectives, plan.results, evidence.measures, today)
    return sheet_table(
        list(zip(results, verdicts(results, plan, evidence, _), strict=True)),
        (_("Objective"), 30, lambda row: objective_name(row[0].objective, names)),
        (_("Verdict"), 60, lambda row: row[1].sentence(_)),
        (_("How sure"), 60, lambda row: row[1].sure),
        (_("When results can say more"), 60, lambda row: row[1].when),
    )


def months_sheet(plan: Plan, today: dt.date | None, _: Words) -> SheetTable:
    """Return one row per calendar month of each objective whose weekly results add up."""
    evidence = load_evidence()
    names = objective_words(evidence, _)
    rows = [
        (result, month)
        for result in results_by_objective(plan.brief.objectives, plan.results, evidence.measures, today)
        for month in rows_of(result.month_totals, MonthTotalRow)
    ]
    return sheet_table(
        rows,
        (_("Objective"), 30, lambda row: objective_name(row[0].objective, names)),
        (_("KPI"), 24, lambda row: kpi_name(row[0].objective, evidence, _)),
        (_("From"), 16, lambda row: row[1].month.start_time.date()),
        (_("Total"), 10, lambda row: round(row[1].total, 1)),
        (_("At least"), 10, lambda row: _number(row[1].least) if row[1].is_whole else ""),
        (_("At most"), 10, lambda row: _number(row[1].most) if row[1].is_whole else ""),
        (_("Days"), 16, lambda row: _("all known") if row[1].is_whole else _("so far")),
        (_("Target by month"), 10, lambda row: _month_target(row[0].objective)),
    )


def _month_target(objective: Objective) -> Cell:
    return cell_of(objective.target if objective.per == "month" else None)


def _number(value: float) -> Cell:
    return "" if pd.isna(value) else float(value)


def decisions_sheet(plan: Plan, _: Words) -> SheetTable:
    """Return one row per decision of a review, in the order of the versions."""
    acts = act_words(_)
    reviews = sorted(plan.reviews, key=lambda review: review.version)
    return sheet_table(
        [(review, decision) for review in reviews for decision in review.decisions],
        (_("Version"), 9, lambda row: float(row[0].version)),
        (_("Day"), 16, lambda row: row[0].day),
        (_("Who took part"), 24, lambda row: row[0].present),
        (_("Decision"), 12, lambda row: acts[row[1].act]),
        (_("What"), 60, lambda row: row[1].what),
        (_("Who"), 16, lambda row: cell_of(row[1].who)),
        (_("By when"), 16, lambda row: cell_of(row[1].by)),
    )
