"""Effort of posting: cadence, how posts are made, and the response window after a post."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from strategy_kit.model import Brief, CadenceRule
from strategy_kit.model.types import Format


@dataclass(frozen=True)
class Making:
    """Production of a pillar's posts for a platform: format, and minutes a post."""

    format: Format
    minutes: float


def cadence_of(brief: Brief, platform: str) -> CadenceRule:
    """
    Return the cadence of a platform: its own rule, else that of ``all``, else the document's.

    >>> cadence_of(Brief(name="Shop"), "facebook").posts_per_week_high
    5
    """
    rules = {rule.platform: rule for rule in brief.cadence}
    rule = rules.get(platform) or rules.get("all") or CadenceRule()
    return rule.changed(platform=platform)


def production(
    brief: Brief, platforms: Iterable[str], formats: pd.DataFrame, assumptions: Mapping[str, float]
) -> dict[tuple[str, str], Making]:
    """
    Return how the posts of each (platform, pillar) are made, of what both the team and the platform can.

    Parameters
    ----------
    brief : Brief
        Its formats (minutes a post) and pillars.
    platforms : iterable of str
    formats : DataFrame
        Table ``platform_formats``: one row per (platform, format), with ``supported``.
    assumptions : mapping of key to float
        Those named ``production_minutes_*``, where the team gives no minutes.

    Returns
    -------
    dict
        The pillar's own format where it can be made, else the quickest; no pair for a platform whose formats the team
        does not make.

    Examples
    --------
    >>> from strategy_kit.evidence.load import assumption_values, load_table
    >>> shop = Brief(name="Shop", formats=[{"format": "text", "minutes": 5}, {"format": "image"}])
    >>> makings = production(shop, ["facebook"], load_table("platform_formats"), assumption_values())
    >>> makings["facebook", "News"], shop.pillars[1].format
    (Making(format='image', minutes=30.0), 'image')
    """
    own = {effort.format: effort.minutes for effort in brief.formats}
    taken = formats_taken(formats)
    makings: dict[tuple[str, str], Making] = {}
    for platform in platforms:
        can = [made for made in own if made in taken.get(platform, ())]
        costs = {made: own.get(made) or assumptions[f"production_minutes_{made}"] for made in can}
        for pillar in brief.pillars if can else ():
            made = pillar.format if pillar.format in costs else min(can, key=lambda made: (costs[made], made))
            makings[platform, pillar.name] = Making(made, costs[made])
    return makings


def response_windows(
    platforms: Iterable[str], half_lives: pd.DataFrame, reply_target: int, assumptions: Mapping[str, float]
) -> dict[str, int]:
    """
    Return the minutes of the response window after a post on each platform: some half-lives, in whole quarter-hours.

    Parameters
    ----------
    platforms : iterable of str
    half_lives : DataFrame
        Table ``half_life``; without a measured half-life ``watch_minutes_fallback`` counts.
    reply_target : int
        Response time target, in minutes: the least, up to ``watch_minutes_least``.
    assumptions : mapping of key to float
        Those named ``watch_*``; ``watch_minutes_max`` is the most.

    Examples
    --------
    >>> from strategy_kit.evidence.load import assumption_values, load_table
    >>> response_windows(["facebook", "reddit"], load_table("half_life"), 60, assumption_values())
    {'facebook': 105, 'reddit': 120}
    """
    measured = half_lives[half_lives["measure"] == "half of the reactions of the first 24 h"]
    half_life = measured.drop_duplicates("platform").set_index("platform")["half_life_minutes"].astype(float).to_dict()
    windows = {key: minutes * assumptions["watch_half_lives"] for key, minutes in half_life.items()}
    fallback, most = assumptions["watch_minutes_fallback"], assumptions["watch_minutes_max"]
    least = min(reply_target, assumptions["watch_minutes_least"])
    return {key: 15 * math.ceil(max(min(windows.get(key, fallback), most), least) / 15) for key in platforms}


def formats_taken(formats: pd.DataFrame) -> dict[str, set[str]]:
    """
    Return the formats that each platform takes, by table ``platform_formats``.

    >>> rows = {"platform": ["x", "x"], "format": ["text", "long-video"], "supported": ["yes", "no"]}
    >>> formats_taken(pd.DataFrame(rows))
    {'x': {'text'}}
    """
    taken: dict[str, set[str]] = {}
    for platform, made, supported in zip(formats["platform"], formats["format"], formats["supported"], strict=True):
        if supported == "yes":
            taken.setdefault(platform, set()).add(made)
    return taken
