"""
Share of the audience that uses each platform, with its interval and what is borrowed from another country.

The errors of the segments move together, as those of one survey do, so a mix is never surer than its parts.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from strategy_kit.audience.surveys import (
    MEASURE,
    Errors,
    Groups,
    Survey,
    Surveys,
    estimate,
    narrowed_groups,
    surveys_by_platform,
)
from strategy_kit.errors import InputError
from strategy_kit.model import Segment

SAME_QUESTION = ("use", "adults 18+")
"""The measure and population of tables that ask adults what `MEASURE` does in other words."""
LENDER = "US"
"""The country whose tables stand in where a country has none."""
_REACH = ["platform", "reach", "reach_low", "reach_high", "source", "survey_year", "measure", "borrowed"]
_COLUMNS = [*_REACH, "borrowed_from", "known_share", "n_unweighted", "verified"]


def compares(reach: pd.DataFrame) -> "pd.Series[bool]":
    """
    Return which rows of table ``reach`` count the people who use a platform at all.

    >>> compares(pd.DataFrame({"measure": ["ever use", "daily use"]})).tolist()
    [True, False]
    """
    measure, population = SAME_QUESTION
    asked = reach["population"] if "population" in reach else pd.Series("", reach.index)
    return (reach["measure"] == MEASURE) | ((reach["measure"] == measure) & (asked == population))


def segment_reach(
    reach: pd.DataFrame,
    segments: Sequence[Segment],
    platforms: Iterable[str] | None = None,
    *,
    year: int | None = None,
    assumptions: Mapping[str, float] | None = None,
    region: str = "",
) -> pd.DataFrame:
    """
    Estimate the share of each segment that uses each platform: `frames.ReachRow`, with ``segment`` and ``share``.

    Parameters
    ----------
    reach : DataFrame
        `load_reach`.
    segments : sequence of Segment
        At least one, else an InputError. Only the proportions of their shares count.
    platforms : iterable of str, optional
        Absent: those of the surveys.
    year : int, optional
        The year the plan is made in; the survey's age widens the interval. Absent: that of the newest survey.
    assumptions : mapping, optional
        Those of `surveys.Errors`. Absent: the workbook's.
    region : str, optional
        The part of its country in which the business and its customers there live, as ISO 3166-2 names it: ``CA-QC``.

    Notes
    -----
    The newest survey that publishes the total and every group asked for is used: the region's own, the country's own,
    else the lender's. For an age that a survey does not have, a wider one that holds it stands.
    Totals of the surveys of US adults moved by 0.09 logit in one year (2024 to 2025), 0.32 in three and 0.39 in four
    (root mean squares), so the error grows with the years themselves, not with their root.

    Examples
    --------
    >>> asked = {"source": "s", "survey_year": 2025, "geography": "US", "platform": "reddit", "measure": "ever use",
    ...          "dimension": "total", "group": "total", "percent": 26, "n_unweighted": 5022, "verified": True}
    >>> rows = segment_reach(pd.DataFrame([asked]), [Segment(name="All")], ["reddit", "mastodon"])
    >>> rows[["platform", "reach", "reach_low", "reach_high"]].round(3).values.tolist()
    [['reddit', 0.26, 0.246, 0.274], ['mastodon', nan, nan, nan]]
    """
    rows = reach[compares(reach)]
    now = year if year is not None else int(rows["survey_year"].max()) if len(rows) else 0
    names = list(dict.fromkeys(rows["platform"] if platforms is None else platforms))
    return reach_by_surveys(surveys_by_platform(rows), segments, names, now, Errors.of(assumptions), region)


def reach_by_surveys(
    surveys: Surveys, segments: Sequence[Segment], platforms: Sequence[str], year: int, errors: Errors, region: str = ""
) -> pd.DataFrame:
    """
    Return `segment_reach` by surveys that are read already.

    Parameters
    ----------
    surveys : Surveys
        `surveys_by_platform`.
    segments, region
        As for `segment_reach`; raises as it does.
    platforms : sequence of str
        Platforms estimated.
    year : int
        As seen in this year.
    errors : Errors
        Errors of a survey, on the logit scale.

    Examples
    --------
    >>> reach_by_surveys({}, [Segment(name="All")], ["x"], 2027, Errors.of())[["platform", "reach"]].values.tolist()
    [['x', nan]]
    """
    if not segments:
        raise InputError(
            "{field}: no audience segment yet. Describe at least one group of customers.", field="segments"
        )
    whole = math.fsum(segment.share for segment in segments)
    lines = [
        {"segment": segment.name, "share": segment.share / whole, "platform": platform, "measure": MEASURE}
        | _reach_row(surveys, platform, segment, year, errors, region)
        for segment in segments
        for platform in platforms
    ]
    table = pd.DataFrame(lines, columns=["segment", "share", *_COLUMNS])
    return table.astype({"survey_year": "Int64", "reach": float, "reach_low": float, "reach_high": float})


def audience_reach(
    reach: pd.DataFrame,
    segments: Sequence[Segment],
    platforms: Iterable[str] | None = None,
    *,
    year: int | None = None,
    assumptions: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """
    Estimate the share of the whole audience on each platform: `frames.ReachRow`.

    Parameters
    ----------
    reach, segments, platforms, year, assumptions
        As for `segment_reach`; raises as it does.

    Returns
    -------
    DataFrame, one row per platform
        `mixed_reach` of `segment_reach`: shares in [0, 1] with their 95 % interval; missing = unknown.

    Notes
    -----
    Source: table ``reach``; ``source`` and ``borrowed_from`` name those used.

    Examples
    --------
    >>> asked = {"source": "s", "survey_year": 2025, "geography": "US", "platform": "reddit", "measure": "ever use",
    ...          "dimension": "total", "group": "total", "percent": 26, "n_unweighted": 5022, "verified": True}
    >>> mix = audience_reach(pd.DataFrame([asked]), [Segment(name="Lyon", country="FR")])
    >>> mix[["platform", "borrowed", "borrowed_from"]].values.tolist()
    [['reddit', True, 'US']]
    """
    return mixed_reach(segment_reach(reach, segments, platforms, year=year, assumptions=assumptions))


def mixed_reach(parts: pd.DataFrame, by: Sequence[str] = ("platform",)) -> pd.DataFrame:
    """
    Return the mean reach of each platform over the segments, weighted by their shares: `frames.ReachRow`.

    Parameters
    ----------
    parts : DataFrame
        `segment_reach`; the ``share`` of the segments sums to 1. A segment without data leaves the mix without an
        estimate, and with bounds: between none and all of its people may use the platform.
    by : sequence of str, optional
        Columns whose values have a row each, ``platform`` the first; those after it are kept.

    Notes
    -----
    The interval is the share-weighted mean of the intervals: errors of the segments move together.

    Examples
    --------
    >>> asked = {"source": "s", "survey_year": 2025, "geography": "US", "platform": "reddit", "measure": "ever use",
    ...          "n_unweighted": 900, "verified": True}
    >>> rows = [{**asked, "dimension": "total", "group": "total", "percent": 26},
    ...         {**asked, "dimension": "age", "group": "18-29", "percent": 48}]
    >>> segments = [Segment(name="All", share=0.75), Segment(name="Young", share=0.25, age=("18-29",))]
    >>> mixed_reach(segment_reach(pd.DataFrame(rows), segments))["reach"].round(3).to_list()
    [0.315]
    """
    weight, known = parts["share"], parts["reach"].notna()
    summed = pd.DataFrame(
        {
            "reach": parts["reach"] * weight,
            "reach_low": parts["reach_low"].fillna(0.0) * weight,
            "reach_high": parts["reach_high"].fillna(1.0) * weight,
            "known_share": known * weight,
        }
    )
    groups = [parts[column] for column in by]
    mix = summed.groupby(groups, sort=False).sum().clip(upper=1.0)
    complete = known.groupby(groups, sort=False).all()
    mix["reach"] = mix["reach"].where(complete)
    mix["known_share"] = mix["known_share"].mask(complete, 1.0)
    ends = ["reach_low", "reach_high"]
    mix[ends] = mix[ends].where(mix["known_share"] > 0)
    rest = parts.groupby(list(by), sort=False).agg(
        source=("source", _joined),
        survey_year=("survey_year", "min"),
        measure=("measure", "first"),
        borrowed=("borrowed", "any"),
        borrowed_from=("borrowed_from", _joined),
        n_unweighted=("n_unweighted", "min"),
        verified=("verified", "all"),
    )
    return mix.join(rest).reset_index()[[*_COLUMNS, *by[1:]]]


def by_reach(mix: pd.DataFrame) -> pd.DataFrame:
    """
    Sort the platforms of `mixed_reach`: estimates by size, then bounds only, then platforms without data.

    >>> mix = pd.DataFrame({"platform": ["x", "y", "z"], "reach": [None, 0.2, 0.7], "reach_high": [None, 0.3, 0.8],
    ...                     "known_share": [0.0, 1.0, 1.0]})
    >>> by_reach(mix)["platform"].to_list()
    ['z', 'y', 'x']
    """
    asked = mix["known_share"] > 0
    order = mix[asked].sort_values(["reach", "reach_high"], ascending=False, na_position="last", kind="stable")
    return pd.concat([order, mix[~asked]])


def combined_reach_bounds(*reaches: float) -> tuple[float, float]:
    """
    Return the least and the most that platforms can reach together, their overlap being unknown.

    Shares lie in [0, 1], missing = unknown; nothing known gives missing bounds. Of intervals, combine the lower ends
    for the least and the upper ends for the most. Source: Fréchet (1935), Fundamenta Mathematicae 25, 379-387.

    >>> combined_reach_bounds(0.7, 0.5)
    (0.7, 1.0)
    >>> combined_reach_bounds(0.2, float("nan"))
    (0.2, 1.0)
    """
    known = [reach for reach in reaches if not math.isnan(reach)]
    if not known:
        return math.nan, math.nan
    return max(known), min(math.fsum(known), 1.0) if len(known) == len(reaches) else 1.0


def _reach_row(
    surveys: Surveys,
    platform: str,
    segment: Segment,
    year: int,
    errors: Errors,
    region: str,
) -> dict[str, Any]:
    """Return the estimate of one segment on one platform: from its region or country, else borrowed, else nothing."""
    groups = narrowed_groups(segment)
    own = [region, segment.country] if region.partition("-")[0] == segment.country else [segment.country]
    for geography in dict.fromkeys((*own, LENDER)):
        for survey in surveys.get((platform, geography), ()):
            if survey.used(groups):
                return _estimated(survey, groups, year, errors, borrowed=geography not in own)
    return {"source": "", "borrowed": False, "borrowed_from": "", "known_share": 0.0, "verified": False}


def _estimated(survey: Survey, groups: Groups, year: int, errors: Errors, *, borrowed: bool) -> dict[str, Any]:
    found = estimate(survey, groups, year, errors, borrowed=borrowed)
    return {
        "reach": found.reach,
        "reach_low": found.low,
        "reach_high": found.high,
        "source": survey.source,
        "survey_year": survey.year,
        "measure": survey.measure,
        "borrowed": borrowed,
        "borrowed_from": survey.geography if borrowed else "",
        "known_share": 1.0,
        "n_unweighted": found.base,
        "verified": found.verified,
    }


def _joined(keys: "pd.Series[str]") -> str:
    return ";".join(sorted({key for joined in keys for key in joined.split(";") if key}))
