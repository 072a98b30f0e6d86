"""What happened: the results of each objective in words and figures, and the days of reviews."""

from collections.abc import Sequence
from dataclasses import dataclass

from strategy_kit.evidence.evidence import Evidence
from strategy_kit.i18n import Words
from strategy_kit.labels.objectives import kpi_words, objective_name, objective_words
from strategy_kit.labels.review import detection_words, sureness_words, verdict_words
from strategy_kit.languages import LANGUAGES
from strategy_kit.model import Brief, Objective
from strategy_kit.plan.objectives import measure_of
from strategy_kit.plan.review import ObjectiveResult
from strategy_kit.views.objectives import kpi_of


@dataclass(frozen=True)
class Verdict:
    """
    What the results of an objective say.

    Attributes
    ----------
    name, kpi : str
        Of the objective and its KPI; an objective without a KPI has its own name.
    said : str
        The verdict, without a full stop.
    sure, when : str
        Sentences: on how many values it rests (empty: too few), when a change to the target would show.
    """

    name: str
    kpi: str
    said: str
    sure: str
    when: str


def verdicts(results: Sequence[ObjectiveResult], evidence: Evidence, _: Words) -> tuple[Verdict, ...]:
    """Say what the results of each objective say, in their order."""
    names = objective_words(evidence, _)
    return tuple(
        Verdict(
            objective_name(result.objective, names),
            kpi_name(result.objective, evidence, _),
            verdict_words(result, _),
            sureness_words(result, _),
            detection_words(result, _),
        )
        for result in results
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
