"""Measure of each platform on each criterion, `frames.MeasureRow`: one function per criterion."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from strategy_kit.model import Brief, Participant, Rating
from strategy_kit.model.types import Edition, Trade

OWN_RATING = "own rating"
OWN_HOURS = "own hours"
JUDGEMENT = "our judgement"


def _rows(
    keys: list[str], value: pd.Series, reason: pd.Series, low: pd.Series | None = None, high: pd.Series | None = None
) -> pd.DataFrame:
    """Return the rows of one criterion, all in the order of `keys`; without bounds the known value is its own."""
    known = value.to_numpy(float, na_value=np.nan)
    given = (known if end is None else end.to_numpy(float, na_value=np.nan) for end in (low, high))
    least, most = (np.where(np.isnan(end), known, end) for end in given)
    columns = {"value": known, "low": least, "high": most, "reason": reason.fillna("").to_numpy()}
    return pd.DataFrame(columns, index=pd.Index(keys, name="platform"))


def audience_measures(keys: list[str], reach: pd.DataFrame, unasked_most: float) -> pd.DataFrame:
    """
    Measure presence of the audience by its reach: the share of these customers who use the platform, by surveys.

    Parameters
    ----------
    keys : list of str
        Platforms, in the order of the rows.
    reach : DataFrame
        `audience_reach`, `frames.ReachRow`.
    unasked_most : float
        In [0, 1]: surveys ask about the platforms most used, so one that none asks about is unknown, and reaches at
        most this share of the audience, our judgement.

    Returns
    -------
    DataFrame of `frames.MeasureRow`, in [0, 1]

    Examples
    --------
    >>> reach = pd.DataFrame({"platform": ["x"], "reach": 0.2, "reach_low": 0.1, "reach_high": 0.3, "source": "s"})
    >>> audience_measures(["x", "mastodon"], reach, 0.05)[["value", "low", "high"]].values.tolist()
    [[0.2, 0.1, 0.3], [nan, 0.0, 0.05]]
    """
    rows = reach.set_index("platform").reindex(keys)
    most = rows["reach_high"].fillna(unasked_most)
    return _rows(keys, rows["reach"], rows["source"], rows["reach_low"].fillna(0.0), most)


def format_measures(keys: list[str], formats: pd.DataFrame, made: Sequence[str]) -> pd.DataFrame:
    """
    Measure formats by the share of those the team can make that the platform takes; a format not listed leaves it open.

    Parameters
    ----------
    keys : list of str
        Platforms, in the order of the rows.
    formats : DataFrame
        Table ``platform_formats``; ``supported`` is yes, no or not-listed.
    made : sequence of str
        Formats that the team can make; without any the measure is unknown.

    Returns
    -------
    DataFrame of `frames.MeasureRow`, in [0, 1]

    Examples
    --------
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
    sources = (
        ours.groupby("platform")["source"]
        .agg(lambda cited: ";".join(dict.fromkeys(";".join(cited).split(";"))))
        .reindex(keys)
    )
    return _rows(keys, low.where(low == high), sources, low, high)


def trade_measures(keys: list[str], trade_fit: pd.DataFrame, trades: Sequence[Trade], edition: Edition) -> pd.DataFrame:
    """
    Measure fit with the trades by table ``trade_fit``: the document, or our judgement by likeness; their mean.

    Parameters
    ----------
    keys : list of str
        Platforms, in the order of the rows; one that the table does not judge is unknown, and one that it judges for
        one of two trades lies between the means with the least and the most for the other.
    trade_fit, trades, edition
        As for `trade_arguments`.

    Returns
    -------
    DataFrame of `frames.MeasureRow`, in [0, 1]

    Examples
    --------
    >>> from strategy_kit.evidence.load import load_table
    >>> trade_measures(["facebook"], load_table("trade_fit"), ["walk-in", "visual"], "today")["value"].to_dict()
    {'facebook': 0.75}
    """
    argued = trade_arguments(trade_fit, trades, edition)
    fit = argued.set_index("trade", append=True)["utility"].unstack().reindex(index=keys, columns=list(trades))
    known = fit.notna().any(axis=1)
    low, high = fit.fillna(0.0).mean(axis=1).where(known), fit.fillna(1.0).mean(axis=1).where(known)
    argued["reason"] = argued["source"].mask(argued["basis"] == "judgement", JUDGEMENT)
    reasons = argued.groupby(level=0)["reason"].agg(_of_reasons).reindex(keys)
    return _rows(keys, low.where(low == high), reasons, low, high)


def _of_reasons(reasons: "pd.Series[str]") -> str:
    """Join reasons; a judgement among them makes the whole one."""
    return JUDGEMENT if JUDGEMENT in set(reasons) else ";".join(dict.fromkeys(reasons))


def trade_arguments(trade_fit: pd.DataFrame, trades: Sequence[Trade], edition: Edition) -> pd.DataFrame:
    """
    Return the row of each platform for each trade, in the order of the trades: its own, else that for ``all``.

    Parameters
    ----------
    trade_fit : DataFrame
        Table ``trade_fit``: one row per (platform, trade, edition), ``utility`` in [0, 1].
    trades : sequence of Trade
        Trades of the business.
    edition : Edition
        ``document`` or ``today``; rows of ``all`` hold in both.

    Returns
    -------
    DataFrame, by platform
        Columns of the table; ``trade`` is the one that the row stands for.

    Examples
    --------
    >>> fit = pd.DataFrame({"platform": "x", "trade": ["all", "visual"], "edition": "all", "utility": [0.5, 1.0]})
    >>> trade_arguments(fit, ["visual", "b2b"], "today")[["trade", "utility"]].values.tolist()
    [['visual', 1.0], ['b2b', 0.5]]
    """
    speaks = trade_fit[trade_fit["edition"].isin([edition, "all"])]
    rows = [
        speaks[speaks["trade"].isin([trade, "all"])]
        .assign(_wide=lambda rows: rows["trade"] == "all")
        .sort_values("_wide", kind="stable")
        .drop_duplicates("platform")
        .assign(trade=trade)
        for trade in trades
    ]
    return pd.concat(rows).drop(columns="_wide").set_index("platform")


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

    Parameters
    ----------
    keys : list of str
        Platforms, in the order of the rows.
    ratings : iterable of Rating
        Those the group agreed on.
    voices : iterable of Participant, optional
        People whose mean rating counts where none was agreed on, between their least and their most.

    Returns
    -------
    DataFrame of `frames.MeasureRow`, 0 to 3

    Examples
    --------
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
"""One row per platform: `frames.MeasureRow`."""
MEASURES: Mapping[str, Measure] = {
    "audience": lambda inputs: audience_measures(inputs.keys, inputs.reach, inputs.assumptions["unasked_reach_most"]),
    "format": lambda inputs: format_measures(
        inputs.keys, inputs.formats, [effort.format for effort in inputs.brief.formats]
    ),
    "trade": lambda inputs: trade_measures(inputs.keys, inputs.trade_fit, inputs.brief.trades, inputs.brief.edition),
    "effort": lambda inputs: effort_measures(inputs.hours["hours_if_made"], inputs.hours_available),
    "dialogue": lambda inputs: dialogue_measures(inputs.keys, inputs.brief.ratings, inputs.brief.voices),
    "standing": lambda inputs: standing_measures(inputs.platforms, inputs.year),
}
