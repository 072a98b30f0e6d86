"""
How well each platform serves each criterion, from 0 to 1: one small function per criterion, to open and to change.

Each returns one row per platform: `value` in [0, 1] or missing (unknown), `low` and `high` (between what it lies),
`reason` (keys of `data.load_sources`, joined by ``;``, or one of `OWN_RATING`, `OWN_HOURS`, `JUDGEMENT`; empty where
nothing is known).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
import pandas as pd

from strategy_kit.kinds import CRITERIA, Edition, Format, Trade
from strategy_kit.limits import cadence_of, watch_minutes
from strategy_kit.model import Brief
from strategy_kit.platforms.catalogue import alternatives

OWN_RATING = "own rating"
OWN_HOURS = "own hours"
JUDGEMENT = "our judgement"
DOCUMENT_YEAR = 2012
"""The year in which the document sees its sites, judged from what it cites."""


@dataclass(frozen=True)
class Utilities:
    """
    What each platform is worth on each criterion; four frames of platforms x criteria.

    `values` in [0, 1], missing = unknown; `low` and `high` between what each lies; `reasons` on what each rests.
    """

    values: pd.DataFrame
    low: pd.DataFrame
    high: pd.DataFrame
    reasons: pd.DataFrame


def platform_utilities(
    brief: Brief,
    *,
    platforms: pd.DataFrame,
    formats: pd.DataFrame,
    half_lives: pd.DataFrame,
    trade_fit: pd.DataFrame,
    reach: pd.DataFrame,
    assumptions: Mapping[str, float],
    year: int,
) -> Utilities:
    """
    Rate the platforms a brief chooses among on each criterion of the model.

    Parameters
    ----------
    brief : Brief
    platforms, formats, half_lives, trade_fit : DataFrame
        `data.load_platforms`, `data.load_formats`, `data.load_half_lives`, `data.load_trade_fit`.
    reach : DataFrame
        `audience.audience_reach` of the brief's segments; a platform without a row is unknown.
    assumptions : mapping
        Those of `weekly_hours`, ``unasked_reach_most`` and ``standing_full_years``.
    year : int
        The year of today; the document's edition looks from its own.

    Raises
    ------
    InputError
        If the brief names a platform that cannot be chosen.
    """
    chosen = alternatives(brief, platforms)
    keys = list(chosen.index)
    hours = weekly_hours(brief, keys, formats=formats, half_lives=half_lives, assumptions=assumptions)
    most = assumptions["unasked_reach_most"]
    seen_from = DOCUMENT_YEAR if brief.edition == "document" else year
    by_criterion = {
        "audience": audience_utilities(keys, reach, most),
        "format": format_utilities(keys, formats, [effort.format for effort in brief.formats]),
        "trade": trade_utilities(keys, trade_fit, brief.trade, brief.edition),
        "effort": effort_utilities(hours["hours_if_made"], team_hours(brief)),
        "dialogue": dialogue_utilities(keys, {rating.platform: rating.dialogue for rating in brief.ratings}),
        "standing": standing_utilities(chosen, seen_from, assumptions["standing_full_years"]),
    }
    return Utilities(*(_side_by_side(by_criterion, column) for column in ("value", "low", "high", "reason")))


def _side_by_side(by_criterion: Mapping[str, pd.DataFrame], column: str) -> pd.DataFrame:
    return pd.DataFrame({criterion: by_criterion[criterion][column] for criterion in CRITERIA})


def _rows(keys: list[str], value: object, reason: object, low: object = None, high: object = None) -> pd.DataFrame:
    """Lay out one criterion; where no bounds are given the known value is its own, and the unknown lies from 0 to 1."""
    rows = pd.DataFrame({"value": value, "low": low, "high": high, "reason": reason}, index=pd.Index(keys))
    numbers = rows[["value", "low", "high"]].astype(float)
    rows["value"] = numbers["value"]
    rows["low"] = numbers["low"].fillna(numbers["value"]).fillna(0.0)
    rows["high"] = numbers["high"].fillna(numbers["value"]).fillna(1.0)
    rows["reason"] = rows["reason"].fillna("")
    return rows


def audience_utilities(keys: list[str], reach: pd.DataFrame, unasked_most: float) -> pd.DataFrame:
    """
    Value presence of the audience by its reach: the share of these customers who use the platform. Surveys.

    Surveys ask about the platforms most used: one that none asks about is unknown, but taken to reach at most
    `unasked_most` of the audience, our judgement.
    """
    asked = reach.set_index("platform").reindex(keys)
    most = asked["reach_high"].fillna(unasked_most)
    return _rows(keys, asked["reach"], asked["source"], asked["reach_low"], most)


def format_utilities(keys: list[str], formats: pd.DataFrame, made: Sequence[str]) -> pd.DataFrame:
    """
    Value formats by the share of those the team can make that the platform takes. Publishing interfaces.

    A format that no source lists for a platform may or may not be taken: it leaves the value open.

    Examples
    --------
    >>> formats = pd.DataFrame({"platform": "pinterest", "format": ["image", "text"],
    ...                         "supported": ["yes", "not-listed"], "source": "docs"})
    >>> format_utilities(["pinterest"], formats, ["image", "text"]).to_dict("records")
    [{'value': nan, 'low': 0.5, 'high': 1.0, 'reason': 'docs'}]
    """
    ours = formats[formats["format"].isin(made)]
    listed = ours.groupby(["platform", "supported"]).size().unstack(fill_value=0)
    counts = listed.reindex(index=keys, columns=["yes", "no"], fill_value=0)
    low = counts["yes"] / len(made) if made else counts["yes"] * np.nan
    high = 1 - counts["no"] / len(made) if made else low
    sources = ours.groupby("platform")["source"].agg(_joined).reindex(keys)
    return _rows(keys, low.where(low == high), sources, low, high)


def _joined(sources: "pd.Series[str]") -> str:
    return ";".join(dict.fromkeys(key for keys in sources for key in keys.split(";")))


def trade_utilities(keys: list[str], trade_fit: pd.DataFrame, trade: Trade, edition: Edition) -> pd.DataFrame:
    """Value fit with the trade as `data.load_trade_fit` argues it: the document, or our judgement by likeness."""
    argued = trade_arguments(trade_fit, trade, edition).reindex(keys)
    judged = argued["basis"] == "judgement"
    return _rows(keys, argued["utility"], argued["source"].mask(judged, JUDGEMENT))


def trade_arguments(trade_fit: pd.DataFrame, trade: Trade, edition: Edition) -> pd.DataFrame:
    """
    Return the row of each platform that speaks of a trade in an edition, indexed by platform.

    A row for the trade wins over one for ``all``.
    """
    speaks = trade_fit[trade_fit["trade"].isin([trade, "all"]) & trade_fit["edition"].isin([edition, "all"])]
    narrow_first = speaks.assign(_wide=speaks["trade"] == "all").sort_values("_wide", kind="stable")
    return narrow_first.drop_duplicates("platform").drop(columns="_wide").set_index("platform")


def effort_utilities(hours_needed: pd.Series, hours_available: float) -> pd.DataFrame:
    """
    Value little effort: 1 for no hours, falling evenly to 0 where the platform alone takes all of the team's hours.

    Our judgement, on the team's own hours.

    Examples
    --------
    >>> effort_utilities(pd.Series({"x": 1.0, "youtube": 9.0}), 4.0)["value"].to_dict()
    {'x': 0.75, 'youtube': 0.0}
    """
    used = hours_needed / hours_available if hours_available > 0 else (hours_needed > 0).where(hours_needed.notna())
    value = (1 - used.astype(float)).clip(0.0, 1.0)
    return _rows(list(hours_needed.index), value, value.notna().map({True: OWN_HOURS, False: ""}))


def dialogue_utilities(keys: list[str], ratings: Mapping[str, int | None]) -> pd.DataFrame:
    """Value dialogue by the group's own rating, 0 none to 3 daily, over 3; unknown where nobody rated it."""
    value = pd.Series([ratings.get(key) for key in keys], index=pd.Index(keys), dtype=float) / 3
    return _rows(keys, value, value.notna().map({True: OWN_RATING, False: ""}))


def standing_utilities(chosen: pd.DataFrame, year: int, full_years: float) -> pd.DataFrame:
    """
    Value standing by the years since launch, full after `full_years`: what has lasted is likelier to last.

    Our judgement, on published launch years. Figures of audience size are left aside: their measures differ too much to
    compare. What closed later counts in the document's edition as the document saw it.

    Examples
    --------
    >>> chosen = pd.DataFrame({"launch_year": [2004, 2011], "launch_source": "s"}, index=["facebook", "google-plus"])
    >>> standing_utilities(chosen, 2012, 10)["value"].to_dict()
    {'facebook': 0.8, 'google-plus': 0.1}
    """
    value = ((year - chosen["launch_year"].astype(float)) / full_years).clip(0.0, 1.0)
    return _rows(list(chosen.index), value, chosen["launch_source"].where(value.notna(), ""))


def team_hours(brief: Brief) -> float:
    """Return the hours a week of the whole team."""
    return sum(person.hours_per_week for person in brief.team)


def weekly_hours(
    brief: Brief,
    keys: list[str],
    *,
    formats: pd.DataFrame,
    half_lives: pd.DataFrame,
    assumptions: Mapping[str, float],
) -> pd.DataFrame:
    """
    Return the hours a week that each platform needs at the low end of its cadence.

    Parameters
    ----------
    brief : Brief
    keys : list of str
        Platforms.
    formats, half_lives : DataFrame
        `data.load_formats`, `data.load_half_lives`.
    assumptions : mapping
        ``production_minutes_*`` and those of `limits.watch_minutes`, and ``watch_work_share``.

    Returns
    -------
    DataFrame, one row per platform
        ``posts`` a week, ``format`` (the quickest the platform is known to take, of those the team makes if there is
        one; missing if none is known), ``made`` (whether the team makes it), ``post_minutes``, ``watch_minutes`` (of
        work after a post), ``hours_if_made`` a week (missing without a format), ``hours`` (missing, too, if the team
        does not make it).
    """
    posts = pd.Series({key: cadence_of(brief, key).posts_per_week_low for key in keys})
    watched = {key: watch_minutes(key, half_lives, brief.reply_target_minutes, assumptions) for key in keys}
    watches = pd.Series(watched) * assumptions["watch_work_share"]
    quickest = _quickest_formats(keys, formats, production_minutes(brief, assumptions))
    needed = posts * (quickest["post_minutes"] + watches) / 60
    hours = needed.where(quickest["made"].astype(bool))
    return quickest.assign(posts=posts, watch_minutes=watches, hours_if_made=needed, hours=hours)


def production_minutes(brief: Brief, assumptions: Mapping[str, float]) -> pd.DataFrame:
    """Return, per format, the minutes a post takes (the team's, else the workbook's) and whether the team makes it."""
    own = {effort.format: effort.minutes for effort in brief.formats}
    minutes = {made: own.get(made) or assumptions[f"production_minutes_{made}"] for made in get_args(Format)}
    return pd.DataFrame({"post_minutes": minutes, "made": {made: made in own for made in minutes}}).rename_axis(
        "format"
    )


def _quickest_formats(keys: list[str], formats: pd.DataFrame, minutes: pd.DataFrame) -> pd.DataFrame:
    taken = formats[formats["supported"] == "yes"].join(minutes, on="format")
    best_first = taken.sort_values(["made", "post_minutes", "format"], ascending=[False, True, True])
    quickest = best_first.drop_duplicates("platform").set_index("platform")[["format", "made", "post_minutes"]]
    return quickest.reindex(keys).astype({"made": "boolean"}).fillna({"made": False})
