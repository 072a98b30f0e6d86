"""Cards of the objectives of a plan: how each is measured."""

from collections.abc import Sequence
from typing import NamedTuple

from strategy_kit.figures.card import Card, SourceCard, Table, table_of
from strategy_kit.i18n import Words
from strategy_kit.labels.objectives import Kpi


class KpiRow(NamedTuple):
    """A KPI, the name of its objective, and the objective as a sentence (empty: not chosen)."""

    kpi: Kpi
    objective: str
    sentence: str = ""


def measures_card(rows: Sequence[KpiRow], indirect: Sequence[str], sources: tuple[SourceCard, ...], _: Words) -> Card:
    """
    Show the KPI of each objective: where it should be by when, how it is calculated, and where one finds it.

    Parameters
    ----------
    rows : sequence of KpiRow
        One per objective.
    indirect : sequence of str
        The objectives whose KPIs show no result for the business, by their names within a sentence.
    """
    return Card(
        key="kpis",
        title=_("What to measure: {kpis}", kpis=_.all_of(row.kpi.in_sentence(_) for row in rows)),
        subtitle=_(
            "The number that shows whether each objective is reached (KPI). Record it on the page Review, for weeks "
            "before the plan too: a first verdict needs eight"
        ),
        how=_(
            "The KPIs of these objectives show what people see and how they react, not what your business gains: "
            "{objectives}.",
            objectives=_.all_of(indirect),
        )
        if indirect
        else "",
        table=_measures_table(rows, _),
        sources=sources,
    )


def other_measures_card(rows: Sequence[KpiRow], sources: tuple[SourceCard, ...], _: Words) -> Card:
    """List other KPIs of the objectives, to choose from; `rows` as of `measures_card`."""
    return Card(
        key="other-kpis",
        title=_.plural("One other KPI", "{n} other KPIs", len(rows)),
        subtitle=_("If you can find their numbers more easily, or they show better what you want"),
        folded=True,
        table=_measures_table(rows, _),
        sources=sources,
    )


def _measures_table(rows: Sequence[KpiRow], _: Words) -> Table:
    """Return a table of KPIs; the objectives as sentences have a column where there are any."""
    sentences = [(_("Objective in numbers"), lambda row: row.sentence)] if any(row.sentence for row in rows) else []
    return table_of(
        rows,
        (_("KPI"), lambda row: row.kpi.name),
        (_("Objective"), lambda row: row.objective),
        *sentences,
        (_("How it is calculated"), lambda row: row.kpi.formula),
        (_("Unit"), lambda row: row.kpi.unit_word),
        (_("Where to find it"), lambda row: row.kpi.where),
        (_("Keep in mind"), lambda row: row.kpi.pitfall),
    )
