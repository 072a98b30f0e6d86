"""Criteria of the platform choice: one record each; all lists of criteria follow. Measures: `platforms.measures`."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from strategy_kit.i18n import N_

Unit = Literal["share", "fit", "step", "year", "number"]
"""What a measure counts in: shares of 1, fit of 0, 0.5 or 1, steps of a rating, years, or any other number."""


@dataclass(frozen=True)
class CriterionRecord:
    """
    One criterion of the platform choice.

    `key` is its name in briefs and tables; `name`, `label` (one word, for drawings) and `measured_by` are English
    messages, translated where shown; `colour` is a token of ``figures/shapes/tokens.json``; `weight` (0 to 1000, only
    proportions count) is its weight wherever a plan does not name it, `curve` (points of measure and utility, straight
    lines between) the workbook's own. A measure given as text is an assumption of ``data/assumptions.csv``.
    `earlier_labels` head tables of votes of earlier versions, in English and French; they are read, never shown.
    """

    key: str
    name: str
    label: str
    measured_by: str
    unit: Unit
    colour: str
    weight: float = 0.0
    earlier_labels: tuple[str, ...] = ()
    curve: tuple[tuple[float | str, float], ...] = ((0.0, 0.0), (1.0, 1.0))


_RECORDS = (
    CriterionRecord(
        key="audience",
        name=N_("Used by your customers"),
        label=N_("Usage"),
        measured_by=N_("share of your customers who use it"),
        unit="share",
        colour="@c1",
        weight=3.0,
        earlier_labels=("Reach", "Portée"),
    ),
    CriterionRecord(
        key="format",
        name=N_("Formats you can make"),
        label=N_("Formats"),
        measured_by=N_("share of your formats that it takes"),
        unit="share",
        colour="@c2",
        weight=2.0,
    ),
    CriterionRecord(
        key="trade",
        name=N_("Fit with your trade"),
        label=N_("Trade fit"),
        measured_by=N_("fit with your trade"),
        unit="fit",
        colour="@c4",
        weight=4.0,
        earlier_labels=("Trade", "Métier"),
    ),
    CriterionRecord(
        key="effort",
        name=N_("Low workload"),
        label=N_("Low workload"),
        measured_by=N_("share of the team’s hours that it takes"),
        unit="share",
        colour="@c5",
        weight=1.0,
        earlier_labels=("Little effort", "Peu d’effort"),
        curve=((0.0, 1.0), (1.0, 0.0)),
    ),
    CriterionRecord(
        key="dialogue",
        name=N_("Dialogue with your customers"),
        label=N_("Dialogue"),
        measured_by=N_("your rating of the dialogue, 0 to 3"),
        unit="step",
        colour="@c3",
        weight=3.0,
        curve=((0.0, 0.0), (3.0, 1.0)),
    ),
    CriterionRecord(
        key="standing",
        name=N_("Track record of the platform"),
        label=N_("Track record"),
        measured_by=N_("years since launch"),
        unit="year",
        colour="@c6",
        weight=0.5,
        earlier_labels=("Standing",),
        curve=((0.0, 0.0), ("standing_full_years", 1.0)),
    ),
)
CRITERIA: Mapping[str, CriterionRecord] = MappingProxyType({record.key: record for record in _RECORDS})
"""The records by key, in the order in which they are shown."""
PAIRS = len(CRITERIA) * (len(CRITERIA) - 1) // 2
"""In how many ways two criteria can be compared."""
