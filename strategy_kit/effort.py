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
        Key of a platform.
    half_lives : DataFrame, one row per (platform, measure)
        Table ``half_life``, with ``half_life_minutes``; only the half-life of reactions counts.
    reply_target : int
        Minutes; the window is at least as long, up to ``watch_minutes_least``.
    assumptions : mapping of key to float
        ``watch_half_lives`` (a factor), ``watch_minutes_least`` and ``watch_minutes_max``, and
        ``watch_minutes_fallback`` for a platform without a measured half-life.

    Returns
    -------
    int
        A multiple of 15.

    Raises
    ------
    KeyError
        If an assumption is absent.

    Examples
    --------
    >>> measured = {"platform": ["x"], "measure": "half of the reactions of the first 24 h", "half_life_minutes": 20}
    >>> minutes = {"watch_minutes_least": 60, "watch_minutes_max": 180, "watch_minutes_fallback": 120}
    >>> [response_minutes(key, pd.DataFrame(measured), 30, minutes | {"watch_half_lives": 2}) for key in ("x", "y")]
    [45, 120]
    """
    measured = half_lives[half_lives["measure"] == "half of the reactions of the first 24 h"]
    own = measured.loc[measured["platform"] == platform, "half_life_minutes"]
    minutes = (
        float(own.iloc[0]) * assumptions["watch_half_lives"] if len(own) else assumptions["watch_minutes_fallback"]
    )
    least = min(reply_target, assumptions["watch_minutes_least"])
    return 15 * math.ceil(max(min(minutes, assumptions["watch_minutes_max"]), least) / 15)
