"""Cards of the objectives of a plan: how each is measured."""

import pandas as pd

from strategy_kit.figures.card import Card, Names, SourceCard, Table, table_of
from strategy_kit.i18n import Words
from strategy_kit.labels.objectives import measure_unit_words


def measures_card(
    measures: pd.DataFrame, objectives: Names, indirect: list[str], sources: tuple[SourceCard, ...], _: Words
) -> Card:
    """
    Show the first KPI of each objective: how it is calculated, and where one finds it.

    Parameters
    ----------
    measures : DataFrame
        Rows of table ``measures``, one per objective.
    objectives : mapping of key to name
    indirect : list of str
        Names of the objectives whose KPIs show no result for the business.
    """
    return Card(
        key="kpis",
        title=_("What to measure: {kpis}", kpis=_.all_of(map(_.in_sentence, _.localized(measures, "name")))),
        subtitle=_("The usual KPI of each objective"),
        how=_(
            "The KPIs of these objectives show what people see and how they react, not what your business gains: "
            "{objectives}.",
            objectives=_.all_of(map(_.in_sentence, indirect)),
        )
        if indirect
        else "",
        table=_measures_table(measures, objectives, _),
        sources=sources,
    )


def other_measures_card(measures: pd.DataFrame, objectives: Names, sources: tuple[SourceCard, ...], _: Words) -> Card:
    """List other KPIs of the objectives, to choose from; `measures` and `objectives` as of `measures_card`."""
    return Card(
        key="other-kpis",
        title=_.plural("One other KPI", "{n} other KPIs", len(measures)),
        subtitle=_("If you can find their numbers more easily, or they show better what you want"),
        folded=True,
        table=_measures_table(measures, objectives, _),
        sources=sources,
    )


def _measures_table(measures: pd.DataFrame, objectives: Names, _: Words) -> Table:
    units = measure_unit_words(_)
    return table_of(
        measures.to_dict("records"),
        (_("KPI"), lambda row: _.localized(row, "name")),
        (_("Objective"), lambda row: objectives[row["objective"]]),
        (_("How it is calculated"), lambda row: _.localized(row, "formula")),
        (_("Unit"), lambda row: units[row["unit"]]),
        (_("Where to find it"), lambda row: _.localized(row, "where")),
        (_("Keep in mind"), lambda row: _.localized(row, "pitfall")),
    )
