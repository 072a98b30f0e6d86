"""All published facts, one frame per table of ``data/``, read once."""

from dataclasses import dataclass
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
        sources=load.load_sources(),
        windows=load.load_windows(),
        effects=load.load_timing_effects(),
        platforms=load.load_platforms(),
        formats=load.load_formats(),
        trade_fit=load.load_trade_fit(),
        reach=load.load_reach(),
        reach_trend=load.load_reach_trend(),
        audience_figures=load.load_platform_audience(),
        influence=load.load_influence(),
        frequencies=load.load_frequencies(),
        half_lives=load.load_half_lives(),
        response_times=load.load_response_times(),
        claims=load.load_claims(),
        contrast=load.load_contrast(),
        rating_anchors=load.load_rating_anchors(),
        reply_guide=load.load_reply_guide(),
        consent=load.load_consent(),
        assumptions=load.load_assumptions(),
        terms=load.load_terms(),
    )
