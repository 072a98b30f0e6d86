"""What the plan is for: its objectives, and the KPIs of each."""

from collections.abc import Iterator

import pandas as pd

from strategy_kit.figures.card import Card
from strategy_kit.figures.plan.objectives import measures_card, other_measures_card
from strategy_kit.figures.shapes.template import source_cards
from strategy_kit.i18n import Words
from strategy_kit.labels.objectives import measure_unit_words, objective_words
from strategy_kit.plan.workings import Workings

RESULTS = ("outcome", "impact")
"""Levels of a measure that show a result: what changed for people, or for the business."""


def measures_views(workings: Workings, _: Words) -> Iterator[Card]:
    """Show how each objective of the plan is measured, and what else could measure it; nothing without an objective."""
    evidence, measures = workings.evidence, _chosen_measures(workings)
    if measures.empty:
        return
    names = objective_words(evidence, _)
    proven = set(measures.loc[measures["level"].isin(RESULTS), "objective"])
    indirect = [names[key] for key in workings.brief.objectives if key not in proven]
    others = measures["objective"].duplicated()
    first, rest = (source_cards(rows["source"], evidence.sources, _) for rows in (measures[~others], measures[others]))
    yield measures_card(measures[~others], names, indirect, first, _)
    yield other_measures_card(measures[others], names, rest, _)


def chosen_objectives(workings: Workings, _: Words) -> tuple[tuple[str, str, str], ...]:
    """Return the name of each objective of the plan, what it means, and its first KPI in a sentence."""
    meanings = workings.evidence.objectives.set_index("key")
    names, units = objective_words(workings.evidence, _), measure_unit_words(_)
    first = _chosen_measures(workings).drop_duplicates("objective").to_dict("records")
    return tuple(
        (
            names[measure["objective"]],
            _.localized(meanings.loc[measure["objective"]], "meaning"),
            _(
                "KPI: {name} ({unit}). {formula}.",
                name=_.localized(measure, "name"),
                unit=units[measure["unit"]],
                formula=_.localized(measure, "formula"),
            ),
        )
        for measure in first
    )


def first_measures(workings: Workings, _: Words) -> list[str]:
    """Name the first KPI of each objective of the plan."""
    return list(_.localized(_chosen_measures(workings).drop_duplicates("objective"), "name"))


def _chosen_measures(workings: Workings) -> pd.DataFrame:
    """Return the measures of the objectives of the plan, in the order of these."""
    measures, chosen = workings.evidence.measures, workings.brief.objectives
    places = {key: place for place, key in enumerate(chosen)}
    rows = measures[measures["objective"].isin(chosen)]
    return rows.sort_values("objective", key=lambda keys: keys.map(places), kind="stable")
