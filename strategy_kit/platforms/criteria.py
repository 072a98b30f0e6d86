"""The measure of each criterion of `model.criteria`, by its key: what of the facts goes into which of `measures`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from strategy_kit.model import Brief
from strategy_kit.platforms import measures


@dataclass(frozen=True)
class Facts:
    """
    What criteria may measure platforms by.

    Attributes
    ----------
    brief : Brief
    platforms : DataFrame
        The platforms compared, indexed by key: rows of table ``platforms``.
    formats, trade_fit : DataFrame
        Tables ``platform_formats``, ``trade_fit``.
    reach : DataFrame
        `audience.audience_reach` of the brief's segments.
    hours : DataFrame
        `hours.weekly_hours` of the platforms compared.
    hours_available : float
        Of the team, a week.
    assumptions : mapping of key to float
    year : int
        From which the platforms are seen.
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


Measure = Callable[[Facts], pd.DataFrame]
"""One row per platform: the columns that `measures` describes."""


def _audience(facts: Facts) -> pd.DataFrame:
    return measures.audience_measures(facts.keys, facts.reach, facts.assumptions["unasked_reach_most"])


def _format(facts: Facts) -> pd.DataFrame:
    return measures.format_measures(facts.keys, facts.formats, [effort.format for effort in facts.brief.formats])


def _trade(facts: Facts) -> pd.DataFrame:
    return measures.trade_measures(facts.keys, facts.trade_fit, facts.brief.trade, facts.brief.edition)


def _effort(facts: Facts) -> pd.DataFrame:
    return measures.effort_measures(facts.hours["hours_if_made"], facts.hours_available)


def _dialogue(facts: Facts) -> pd.DataFrame:
    return measures.dialogue_measures(facts.keys, facts.brief.ratings, facts.brief.voices)


def _standing(facts: Facts) -> pd.DataFrame:
    return measures.standing_measures(facts.platforms, facts.year)


MEASURES: Mapping[str, Measure] = {
    "audience": _audience,
    "format": _format,
    "trade": _trade,
    "effort": _effort,
    "dialogue": _dialogue,
    "standing": _standing,
}
