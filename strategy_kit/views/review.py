"""What happened: the results of each objective in words and figures, and the days of reviews."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from strategy_kit.evidence.evidence import Evidence
from strategy_kit.figures.card import Card
from strategy_kit.figures.review.behaviour import behaviour_card
from strategy_kit.figures.review.month_totals import month_totals_card
from strategy_kit.figures.review.review import (
    Said,
    no_results_card,
    publishing_card,
    record_card,
    review_answer_card,
    when_card,
)
from strategy_kit.figures.review.versions import version_card
from strategy_kit.i18n import Words
from strategy_kit.labels.attainment import attainment_words
from strategy_kit.labels.changes import changed_parts
from strategy_kit.labels.objectives import kpi_words, objective_name, objective_words
from strategy_kit.labels.review import detection_words, sureness_words, verdict_words
from strategy_kit.labels.versions import version_changes
from strategy_kit.languages import LANGUAGES
from strategy_kit.model import Brief, Objective, Plan
from strategy_kit.model.differences import differences
from strategy_kit.plan.objectives import measure_of
from strategy_kit.plan.review import ObjectiveResult, time_left
from strategy_kit.plan.workings import Workings
from strategy_kit.results.publishing import together
from strategy_kit.views.objectives import kpi_of
from strategy_kit.views.shared import platform_names

URGENCY = ("higher", "lower", "ordinary", "too few values")
"""Verdicts in the order in which they come first."""


def verdicts(results: Sequence[ObjectiveResult], plan: Plan, evidence: Evidence, _: Words) -> tuple[Said, ...]:
    """Say what the results of each objective of a plan say, in their order."""
    return tuple(
        Said(
            kpi_name(result.objective, evidence, _),
            verdict_words(result, _),
            sureness_words(result, _),
            detection_words(result, _, time_left(result, plan)),
            attainment_words(result, _),
        )
        for result in results
    )


def _by_urgency(workings: Workings) -> list[ObjectiveResult]:
    """Return the results of the objectives, a change first, those without any last."""
    return sorted(
        workings.objective_results,
        key=lambda result: (URGENCY.index(result.chart.reading.verdict), not result.known),
    )


def review_answer_view(workings: Workings, _: Words) -> Card:
    """Show the verdict on the results so far."""
    results = _by_urgency(workings)
    said = verdicts(results, workings.plan, workings.evidence, _)
    has_results = any(result.known for result in results)
    return review_answer_card(said[0] if said else None, said[1:], has_results=has_results, _=_)


def review_views(workings: Workings, _: Words) -> Iterator[Card]:
    """Show the chart of the objective whose results say most, then posts and answers as they went."""
    results = _by_urgency(workings)
    if results:
        yield from _charts(results[0], workings, _)
    else:
        yield no_results_card(_)
    if not workings.publishing.empty:
        yield publishing_card(workings.publishing, together(workings.publishing), platform_names(workings), _)


def other_results_views(workings: Workings, _: Words) -> Iterator[Card]:
    """Show the charts of the other objectives, then when results can say more."""
    for result in _by_urgency(workings)[1:]:
        yield from _charts(result, workings, _)
    yield review_days_view(workings, _)


def results_views(workings: Workings, _: Words) -> Iterator[Card]:
    """Show all results of a plan, for its report; nothing without any."""
    if any(result.known for result in workings.objective_results) or not workings.publishing.empty:
        yield replace(review_answer_view(workings, _), key="verdict")
        yield from review_views(workings, _)
        yield from other_results_views(workings, _)
    yield from version_views(workings, _)
    if workings.plan.reviews:
        yield record_view(workings, _)


def _charts(result: ObjectiveResult, workings: Workings, _: Words) -> Iterator[Card]:
    """Show the chart of an objective, and the months that its weekly results add up to beside a target by month."""
    kpi = kpi_name(result.objective, workings.evidence, _)
    yield behaviour_card(result, kpi, workings.plan.notes, _)
    if not result.month_totals.empty and result.objective.per == "month" and result.objective.target is not None:
        yield month_totals_card(result, kpi, _)


def review_days_view(workings: Workings, _: Words) -> Card:
    """Show the days on which a review can decide something, and why not before."""
    return when_card(verdicts(workings.objective_results, workings.plan, workings.evidence, _), workings.review_days, _)


def record_view(workings: Workings, _: Words) -> Card:
    """Show the decisions of the reviews of a plan."""
    return record_card(workings.plan.reviews, _)


def version_views(workings: Workings, _: Words) -> Iterator[Card]:
    """Show what this version of a plan changed against the one before; nothing for the first."""
    plan = workings.plan
    if plan.before is not None:
        yield version_card(plan, version_changes(plan.before, plan.terms, platform_names(workings), _), _)


def version_words(plan: Plan, _: Words) -> str:
    """Say what a version of a plan changed so far, against the one before; empty for the first."""
    if plan.before is None:
        return ""
    changed = changed_parts(differences(plan.before, plan.terms), _)
    return _(
        "Version {n}, from {day}. Changed since version {before}: {what}.",
        n=str(plan.version),
        day=_.date(plan.start),
        before=str(plan.version - 1),
        what=_.all_of(changed) if changed else _("nothing"),
    )


def kpi_name(objective: Objective, evidence: Evidence, _: Words) -> str:
    """Name the KPI of an objective; without one, the objective."""
    kpi = kpi_of(objective, evidence, _)
    return objective_name(objective, objective_words(evidence, _)) if kpi is None else kpi.name


def result_headings(brief: Brief, evidence: Evidence) -> dict[str, str]:
    """
    Return the objective for each heading of a table of results: its key, its name or its KPI, in any language.

    >>> from strategy_kit.evidence.evidence import load_evidence
    >>> brief = Brief(name="Shop", objectives=[{"key": "lead-generation"}])
    >>> result_headings(brief, load_evidence())["Leads"]
    'lead-generation'
    """
    headings: dict[str, str] = {}
    for objective in brief.objectives:
        measure = measure_of(objective, evidence.measures)
        words = [objective.what, objective.name, objective.own_measure, objective.own_unit]
        for lang in LANGUAGES:
            _ = Words(lang)
            words.append(objective_name(objective, objective_words(evidence, _)))
            if measure is not None:
                kpi = kpi_words(measure, _)
                words += [kpi.name, kpi.unit_word]
        for word in words:
            if word:
                headings.setdefault(word, objective.what)
    return headings
