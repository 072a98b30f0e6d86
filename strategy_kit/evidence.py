"""All published facts, one frame per table of ``data/``, read once."""

from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from strategy_kit import data


@dataclass(frozen=True, eq=False)
class Evidence:
    """The published facts, one frame per table of ``data/``."""

    sources: pd.DataFrame
    windows: pd.DataFrame
    effects: pd.DataFrame
    platforms: pd.DataFrame
    formats: pd.DataFrame
    trade_fit: pd.DataFrame
    reach: pd.DataFrame
    reach_trend: pd.DataFrame
    audience_figures: pd.DataFrame
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


@lru_cache(maxsize=1)
def load_evidence() -> Evidence:
    """Read all tables of ``data/`` once."""
    return Evidence(
        sources=data.load_sources(),
        windows=data.load_windows(),
        effects=data.load_timing_effects(),
        platforms=data.load_platforms(),
        formats=data.load_formats(),
        trade_fit=data.load_trade_fit(),
        reach=data.load_reach(),
        reach_trend=data.load_reach_trend(),
        audience_figures=data.load_platform_audience(),
        influence=data.load_influence(),
        frequencies=data.load_frequencies(),
        half_lives=data.load_half_lives(),
        response_times=data.load_response_times(),
        claims=data.load_claims(),
        contrast=data.load_contrast(),
        rating_anchors=data.load_rating_anchors(),
        reply_guide=data.load_reply_guide(),
        consent=data.load_consent(),
        assumptions=data.load_assumptions(),
        terms=data.load_terms(),
    )
