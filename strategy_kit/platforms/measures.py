"""Measure of each platform on each criterion, `frames.MeasureRow`: one function per criterion."""

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from strategy_kit.model import Participant, Rating
from strategy_kit.model.types import Edition, Trade

OWN_RATING = "own rating"
OWN_HOURS = "own hours"
JUDGEMENT = "our judgement"


def _rows(keys: list[str], value: object, reason: object, low: object = None, high: object = None) -> pd.DataFrame:
    """Return the rows of one criterion; without bounds the known value is its own."""
    rows = pd.DataFrame(
        {"value": value, "low": low, "high": high, "reason": reason}, index=pd.Index(keys, name="platform")
    )
    numbers = rows[["value", "low", "high"]].astype(float)
    bounds = {end: numbers[end].fillna(numbers["value"]) for end in ("low", "high")}
    return rows.assign(value=numbers["value"], **bounds, reason=rows["reason"].fillna(""))


def audience_measures(keys: list[str], reach: pd.DataFrame, unasked_most: float) -> pd.DataFrame:
    """
    Measure presence of the audience by its reach: the share of these customers who use the platform. Surveys.

    Surveys ask about the platforms most used: one that none asks about is unknown, and reaches at most `unasked_most`
    of the audience, our judgement.
    """
    rows = reach.set_index("platform").reindex(keys)
    most = rows["reach_high"].fillna(unasked_most)
    return _rows(keys, rows["reach"], rows["source"], rows["reach_low"].fillna(0.0), most)


def format_measures(keys: list[str], formats: pd.DataFrame, made: Sequence[str]) -> pd.DataFrame:
    """
    Measure formats by the share of those the team can make that the platform takes; a format not listed leaves it open.

    >>> formats = pd.DataFrame({"platform": "pinterest", "format": ["image", "text"],
    ...                         "supported": ["yes", "not-listed"], "source": "docs"})
    >>> format_measures(["pinterest"], formats, ["image", "text"]).to_dict("records")
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


def trade_measures(keys: list[str], trade_fit: pd.DataFrame, trade: Trade, edition: Edition) -> pd.DataFrame:
    """Measure fit with the trade by table ``trade_fit``: the document, or our judgement by likeness."""
    argued = trade_arguments(trade_fit, trade, edition).reindex(keys)
    judged = argued["basis"] == "judgement"
    return _rows(keys, argued["utility"], argued["source"].mask(judged, JUDGEMENT))


def trade_arguments(trade_fit: pd.DataFrame, trade: Trade, edition: Edition) -> pd.DataFrame:
    """Return the rows of a trade in an edition, by platform; a row for the trade wins over one for ``all``."""
    speaks = trade_fit[trade_fit["trade"].isin([trade, "all"]) & trade_fit["edition"].isin([edition, "all"])]
    narrow_first = speaks.assign(_wide=speaks["trade"] == "all").sort_values("_wide", kind="stable")
    return narrow_first.drop_duplicates("platform").drop(columns="_wide").set_index("platform")


def effort_measures(hours_needed: pd.Series, hours_available: float) -> pd.DataFrame:
    """
    Measure effort by the share of the team's hours that the platform alone would take.

    >>> effort_measures(pd.Series({"x": 1.0, "youtube": 9.0}), 4.0)["value"].to_dict()
    {'x': 0.25, 'youtube': 2.25}
    """
    alone = (hours_needed > 0).where(hours_needed.notna()).astype(float)
    used = hours_needed / hours_available if hours_available > 0 else alone
    return _rows(list(hours_needed.index), used, used.notna().map({True: OWN_HOURS, False: ""}))


def dialogue_measures(keys: list[str], ratings: Iterable[Rating], voices: Iterable[Participant] = ()) -> pd.DataFrame:
    """
    Measure dialogue by the group's own rating, 0 none to 3 daily; unknown without a rating.

    The rating the group agreed on, else the mean of people's ratings, between their least and their most.

    >>> ratings = {name: [Rating(platform="x", dialogue=step)] for name, step in (("a", 1), ("b", 2))}
    >>> voices = [Participant(name=name, ratings=own) for name, own in ratings.items()]
    >>> dialogue_measures(["x"], [], voices).to_dict("records")
    [{'value': 1.5, 'low': 1.0, 'high': 2.0, 'reason': 'own rating'}]
    """
    rows = [(rating.platform, rating.dialogue) for voice in voices for rating in voice.ratings]
    individual = pd.DataFrame(rows, columns=["platform", "dialogue"]).astype({"dialogue": float})
    people = individual.groupby("platform")["dialogue"].agg(["mean", "min", "max"]).reindex(keys)
    agreed = pd.Series({rating.platform: rating.dialogue for rating in ratings}, dtype=float).reindex(keys)
    value, low, high = (agreed.fillna(people[column]) for column in ("mean", "min", "max"))
    return _rows(keys, value, value.notna().map({True: OWN_RATING, False: ""}), low, high)


def standing_measures(chosen: pd.DataFrame, year: int) -> pd.DataFrame:
    """
    Measure standing by the years since launch: what has lasted is likelier to last. Published launch years.

    Figures of audience size are left aside: their measures differ too much to compare. What closed later counts in the
    document's edition as the document saw it.

    >>> chosen = pd.DataFrame({"launch_year": [2004, 2011], "launch_source": "s"}, index=["facebook", "google-plus"])
    >>> standing_measures(chosen, 2012)["value"].to_dict()
    {'facebook': 8.0, 'google-plus': 1.0}
    """
    value = (year - chosen["launch_year"].astype(float)).clip(lower=0.0)
    return _rows(list(chosen.index), value, chosen["launch_source"].where(value.notna(), ""))
