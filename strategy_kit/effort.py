"""Effort of posting: cadence, and the response window after a post."""

import math
from collections.abc import Mapping

import pandas as pd

from strategy_kit.model import Brief, CadenceRule


def cadence_of(brief: Brief, platform: str) -> CadenceRule:
    """
    Return the cadence of a platform: its own rule, else that of ``all``, else the document's.

    >>> cadence_of(Brief(name="Shop"), "facebook").posts_per_week_high
    5
    """
    rules = {rule.platform: rule for rule in brief.cadence}
    rule = rules.get(platform) or rules.get("all") or CadenceRule()
    return rule.changed(platform=platform)


def response_minutes(
    platform: str, half_lives: pd.DataFrame, reply_target: int, assumptions: Mapping[str, float]
) -> int:
    """
    Return the response window after a post, in minutes: some half-lives of the post, in whole quarters of an hour.

    Parameters
    ----------
    platform : str
        Key of the platform.
    half_lives : DataFrame
        Table ``half_life``; without a measured half-life ``watch_minutes_fallback`` counts.
    reply_target : int
        Response time target, in minutes: the least, up to ``watch_minutes_least``.
    assumptions : mapping of key to float
        Those named ``watch_*``; ``watch_minutes_max`` is the most.

    Examples
    --------
    >>> from strategy_kit.evidence.load import assumption_values, load_table
    >>> [response_minutes(key, load_table("half_life"), 60, assumption_values()) for key in ("facebook", "reddit")]
    [105, 120]
    """
    measured = half_lives[half_lives["measure"] == "half of the reactions of the first 24 h"]
    own = measured.loc[measured["platform"] == platform, "half_life_minutes"]
    minutes = (
        float(own.iloc[0]) * assumptions["watch_half_lives"] if len(own) else assumptions["watch_minutes_fallback"]
    )
    least = min(reply_target, assumptions["watch_minutes_least"])
    return 15 * math.ceil(max(min(minutes, assumptions["watch_minutes_max"]), least) / 15)
