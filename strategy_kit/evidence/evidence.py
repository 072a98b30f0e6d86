"""All published facts, one frame per table of ``data/``, read once."""

from dataclasses import dataclass, fields
from functools import lru_cache

import pandas as pd

from strategy_kit.evidence import load


@dataclass(frozen=True, eq=False)
class Evidence:
    """The published facts, one frame per table of ``data/``."""

    sources: pd.DataFrame
    windows: pd.DataFrame
    effects: pd.DataFrame
    platforms: pd.DataFrame
    formats: pd.DataFrame
    trade_fit: pd.DataFrame
    objectives: pd.DataFrame
    measures: pd.DataFrame
    objective_suggestions: pd.DataFrame
    occasions: pd.DataFrame
    reach: pd.DataFrame
    reach_trend: pd.DataFrame
    audience_figures: pd.DataFrame
    organic_reach: pd.DataFrame
    benchmarks: pd.DataFrame
    influence: pd.DataFrame
    frequencies: pd.DataFrame
    half_lives: pd.DataFrame
    response_times: pd.DataFrame
    claims: pd.DataFrame
    contrast: pd.DataFrame
    rating_anchors: pd.DataFrame
    reply_guide: pd.DataFrame
    consent: pd.DataFrame
    assumptions: pd.DataFrame
    terms: pd.DataFrame
    glossary: pd.DataFrame


_OTHER_NAMES = {
    "effects": "timing_effects",
    "formats": "platform_formats",
    "audience_figures": "platform_audience",
    "half_lives": "half_life",
    "windows": "timing_windows",
}
"""The tables whose name is not that of their field."""


@lru_cache(maxsize=1)
def load_evidence() -> Evidence:
    """
    Read all tables of ``data/`` once.

    >>> load_evidence().formats.columns.to_list()
    ['platform', 'format', 'supported', 'source', 'verified']
    """
    tables = {field.name: load.load_table(_OTHER_NAMES.get(field.name, field.name)) for field in fields(Evidence)}
    return Evidence(**tables | {"windows": load.load_windows(), "reach": load.load_reach()})
