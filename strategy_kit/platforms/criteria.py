"""Measure of each criterion of `model.criteria`, by its key: how `measures` reads the inputs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from strategy_kit.model import Brief
from strategy_kit.platforms import measures


@dataclass(frozen=True)
class MeasureInputs:
    """
    Inputs of the measures of platforms.

    `platforms` are the rows compared of its table, by key; `formats` and `trade_fit` are tables, `reach` is
    `audience_reach`, `hours` `weekly_hours`, `hours_available` the team's a week, `year` the year to judge from.
    """

    brief: Brief
    platforms: pd.DataFrame
    formats: pd.DataFrame
    trade_fit: pd.DataFrame
    reach: pd.DataFrame
    hours: pd.DataFrame
    hours_available: float
    assumptions: Mapping[str, float]
    year: int

    @property
    def keys(self) -> list[str]:
        """The platforms compared, by key."""
        return list(self.platforms.index)


Measure = Callable[[MeasureInputs], pd.DataFrame]
"""One row per platform: the columns that `measures` describes."""


MEASURES: Mapping[str, Measure] = {
    "audience": lambda inputs: measures.audience_measures(
        inputs.keys, inputs.reach, inputs.assumptions["unasked_reach_most"]
    ),
    "format": lambda inputs: measures.format_measures(
        inputs.keys, inputs.formats, [effort.format for effort in inputs.brief.formats]
    ),
    "trade": lambda inputs: measures.trade_measures(
        inputs.keys, inputs.trade_fit, inputs.brief.trade, inputs.brief.edition
    ),
    "effort": lambda inputs: measures.effort_measures(inputs.hours["hours_if_made"], inputs.hours_available),
    "dialogue": lambda inputs: measures.dialogue_measures(inputs.keys, inputs.brief.ratings, inputs.brief.voices),
    "standing": lambda inputs: measures.standing_measures(inputs.platforms, inputs.year),
}
