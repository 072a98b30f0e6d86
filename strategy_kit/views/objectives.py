"""What the plan is for: its objectives in words, and the KPIs of each."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from strategy_kit.evidence.evidence import Evidence
from strategy_kit.figures.card import Card
from strategy_kit.figures.plan.objectives import KpiRow, measures_card, other_measures_card
from strategy_kit.figures.shapes.template import source_cards
from strategy_kit.i18n import Words
from strategy_kit.labels.objectives import (
    Kpi,
    kpi_words,
    missing_words,
    objective_in_sentence,
    objective_name,
    objective_sentence,
    objective_words,
    own_kpi_words,
)
from strategy_kit.model import Brief, Objective
from strategy_kit.plan.objectives import gaps, measure_of, weight_shares
from strategy_kit.plan.workings import Workings

RESULTS = ("outcome", "impact")
"""Levels of a measure that show a result: what changed for people, or for the business."""


@dataclass(frozen=True)
class ObjectiveSummary:
    """
    One objective in words.

    Attributes
    ----------
    name, meaning : str
        Its name, and what it means; an objective in one's own words has no meaning beside its name.
    sentence : str
        From its baseline to its target by its date, as far as they are known; else its name.
    weight : str
        Its share of all weights; empty if all weigh the same.
    kpi : str
        Its KPI and the formula of it, as a sentence; empty if it has none.
    facts : tuple of str
        Sentences: the goal of the business that it serves, and who looks after it.
    missing : str
        What it lacks to be SMART, as a sentence; empty if nothing.
    gaps : int
        How much that is.
    """

    name: str
    meaning: str
    sentence: str
    weight: str
    kpi: str
    facts: tuple[str, ...]
    missing: str
    gaps: int


def kpi_of(objective: Objective, evidence: Evidence, _: Words) -> Kpi | None:
    """
    Describe the KPI of an objective; None if it has none.

    >>> from strategy_kit.evidence.evidence import load_evidence
    >>> kpi_of(Objective(key="lead-generation"), load_evidence(), Words("en")).name
    'Leads'
    """
    if objective.own_measure is not None:
        return own_kpi_words(objective)
    measure = measure_of(objective, evidence.measures)
    return None if measure is None else kpi_words(measure, _)


def objective_summaries(brief: Brief, evidence: Evidence, _: Words) -> tuple[ObjectiveSummary, ...]:
    """Describe each objective of a brief, in their order."""
    shares = weight_shares(brief)
    said = [_.percent(share) if len(set(shares)) > 1 else "" for share in shares]
    return tuple(
        _summary(objective, weight, len(brief.team), evidence, _)
        for objective, weight in zip(brief.objectives, said, strict=True)
    )


def objectives_line(brief: Brief, evidence: Evidence, _: Words) -> str:
    """
    Name the objectives of a brief in one line, each with its sentence if it says more; empty if there are none.

    >>> from strategy_kit.evidence.evidence import load_evidence
    >>> brief = Brief(name="Shop", objectives=(Objective(key="lead-generation", target=20), Objective(key="loyalty")))
    >>> objectives_line(brief, load_evidence(), Words("en"))
    'Objectives: Win enquiries (to 20 leads a month); Keep customers'
    """
    named = [
        one.name
        if one.sentence == one.name
        else _("{name} ({sentence})", name=one.name, sentence=_.in_sentence(one.sentence))
        for one in objective_summaries(brief, evidence, _)
    ]
    return _("Objectives: {list}", list=_.apart(named)) if named else ""


def _summary(objective: Objective, weight: str, people: int, evidence: Evidence, _: Words) -> ObjectiveSummary:
    name, kpi = objective_name(objective, objective_words(evidence, _)), kpi_of(objective, evidence, _)
    meanings = evidence.objectives.set_index("key")
    lacking = gaps(objective, people)
    measured = ""
    if kpi is not None:
        formula = f" {_.ended(kpi.formula)}" if kpi.formula else ""
        measured = _("KPI: {name}.", name=kpi.name) + formula
    goal = objective.serves.rstrip(".")
    facts = (
        _("Serves: {goal}.", goal=goal) if goal else "",
        _("Looked after by {person}.", person=objective.owner) if objective.owner else "",
    )
    return ObjectiveSummary(
        name=name,
        meaning=str(_.localized(meanings.loc[objective.key], "meaning")) if objective.key else "",
        sentence=objective_sentence(objective, kpi, name, _),
        weight=weight,
        kpi=measured,
        facts=tuple(filter(None, facts)),
        missing=missing_words(lacking, _),
        gaps=len(lacking),
    )


def measures_views(workings: Workings, _: Words) -> Iterator[Card]:
    """Show how each objective of the plan is measured, and what else could measure it; nothing without a KPI."""
    yield from own_measures_views(workings, _)
    yield from other_measures_views(workings, _)


def own_measures_views(workings: Workings, _: Words) -> Iterator[Card]:
    """Show how each objective of the plan is measured; nothing without a KPI."""
    measured = _measured(workings, _)
    if measured:
        every, first = _measures(workings)
        indirect = _indirect(workings.brief, every, objective_words(workings.evidence, _), _)
        yield measures_card(measured, indirect, source_cards(first["source"], workings.evidence.sources, _), _)


def other_measures_views(workings: Workings, _: Words) -> Iterator[Card]:
    """Show what else could measure the objectives of the plan; nothing without a KPI."""
    every, first = _measures(workings)
    rest = _in_order_of(workings.brief, every[~every["key"].isin(first["key"])])
    if _measured(workings, _) and not rest.empty:
        names = objective_words(workings.evidence, _)
        rows = [KpiRow(kpi_words(row, _), names[row["objective"]]) for row in rest.to_dict("records")]
        yield other_measures_card(rows, source_cards(rest["source"], workings.evidence.sources, _), _)


def _measures(workings: Workings) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the KPIs that can measure the objectives of the plan, and those of them that do."""
    measures, brief = workings.evidence.measures, workings.brief
    every = measures[measures["objective"].isin([objective.kind for objective in brief.objectives])]
    taken = [measure_of(objective, measures) for objective in brief.objectives]
    return every, pd.DataFrame([measure for measure in taken if measure is not None], columns=every.columns)


def _measured(workings: Workings, _: Words) -> list[KpiRow]:
    """Return the objectives that have a KPI."""
    evidence, names = workings.evidence, objective_words(workings.evidence, _)
    rows = []
    for objective in workings.brief.objectives:
        kpi = kpi_of(objective, evidence, _)
        if kpi is not None:
            name = objective_name(objective, names)
            rows.append(KpiRow(kpi, name, objective_sentence(objective, kpi, name, _)))
    return rows


def _indirect(brief: Brief, measures: pd.DataFrame, names: dict[str, str], _: Words) -> list[str]:
    """Name the objectives none of whose KPIs in the table shows a result; of a KPI of one's own that is not known."""
    proven = set(measures.loc[measures["level"].isin(RESULTS), "objective"])
    return [
        objective_in_sentence(objective, names, _)
        for objective in brief.objectives
        if objective.kind is not None and objective.own_measure is None and objective.kind not in proven
    ]


def measured_names(workings: Workings, _: Words) -> list[str]:
    """Name the KPI of each objective of the plan that has one, as it stands within a sentence."""
    return [row.kpi.in_sentence(_) for row in _measured(workings, _)]


def _in_order_of(brief: Brief, measures: pd.DataFrame) -> pd.DataFrame:
    """Return measures in the order of the objectives of a brief."""
    places = {objective.kind: place for place, objective in enumerate(brief.objectives)}
    return measures.sort_values("objective", key=lambda keys: keys.map(places), kind="stable")
