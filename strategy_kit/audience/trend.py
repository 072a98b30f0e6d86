"""Trend of the share of people on each platform: published totals in unbroken pieces, and the audience estimated."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from strategy_kit.audience.reach import MEASURE, mixed_reach, reach_by_surveys
from strategy_kit.audience.significance import surely_more
from strategy_kit.audience.surveys import Cell, Errors, Survey, estimate, surveys_by_platform
from strategy_kit.model import Segment

TOTAL = ("total", "total")


class Move(NamedTuple):
    """How far a platform moved within its newest unbroken piece; `sure` beyond what sampling allows."""

    platform: str
    first_year: int
    first: float
    last: float
    sure: bool

    @property
    def points(self) -> int:
        """Points gained between the shares as they are published, in whole percent."""
        return round(100 * self.last) - round(100 * self.first)


def trend_points(
    trend: pd.DataFrame, reach: pd.DataFrame, assumptions: Mapping[str, float] | None = None
) -> pd.DataFrame:
    """
    Split the published totals into pieces of one survey mode, which compare: `frames.TrendRow`, by platform and date.

    Parameters
    ----------
    trend : DataFrame
        Table ``reach_trend``; ``percent`` in [0, 100].
    reach : DataFrame
        Table ``reach``, for the number of people asked; without it the interval is missing.
    assumptions : mapping of key to float
        Those of `surveys.Errors`; the ``survey_design_effect`` counts.

    Examples
    --------
    >>> dates = pd.to_datetime(["2019-02-07", "2021-02-08", "2023-09-05"])
    >>> trend = pd.DataFrame({"platform": "x", "survey_date": dates, "percent": [22, 23, 22], "source": "s",
    ...     "mode": ["telephone", "telephone", "web"], "geography": "US", "measure": "ever use"})
    >>> trend_points(trend, pd.DataFrame(columns=["platform", "survey_year", "geography", "measure", "dimension",
    ...     "n_unweighted"]))["piece"].tolist()
    [0, 0, 1]
    """
    rows = trend.sort_values(["platform", "survey_date"], kind="stable").reset_index(drop=True)
    changed = rows.groupby("platform")["mode"].transform(lambda mode: (mode != mode.shift()).cumsum() - 1)
    samples, errors = _sample_sizes(reach), Errors.of(assumptions)
    found = [
        _interval(
            row["percent"] / 100, samples.get((row["platform"], row["survey_date"].year, row["geography"])), errors
        )
        for row in rows.to_dict("records")
    ]
    spread = pd.DataFrame(found, columns=["reach", "reach_low", "reach_high"], index=rows.index)
    return pd.concat([rows[["platform", "survey_date", "mode", "source"]], spread, changed.rename("piece")], axis=1)


def recent_moves(points: pd.DataFrame) -> list[Move]:
    """
    Return the change of each platform in `trend_points` within its newest piece, sure ones first, then by size.

    >>> points = pd.DataFrame({"platform": "x", "survey_date": pd.to_datetime(["2023-09-05", "2025-06-18"]), "piece": 1,
    ...                        "reach": [0.22, 0.3], "reach_low": [0.21, 0.28], "reach_high": [0.23, 0.32]})
    >>> [(move.platform, move.points, move.sure) for move in recent_moves(points)]
    [('x', 8, True)]
    """
    moves = []
    for platform, rows in points.groupby("platform", sort=False):
        piece = rows[rows["piece"] == rows["piece"].max()].to_dict("records")
        if len(piece) > 1:
            first, last = piece[0], piece[-1]
            low, high = sorted((first, last), key=lambda row: row["reach"])
            known = not any(math.isnan(row["reach_low"]) for row in (first, last))
            sure = known and surely_more(high, low)
            moves.append(Move(str(platform), first["survey_date"].year, first["reach"], last["reach"], sure))
    return sorted(moves, key=lambda move: (-move.sure, -abs(move.points), move.platform))


def asked_again(points: pd.DataFrame) -> list[str]:
    """
    Return the platforms that `trend_points` holds at least two surveys of, the widest in its newest one first.

    >>> points = pd.DataFrame({"platform": list("aabbc"), "reach": [0.6, 0.5, 0.1, 0.7, 0.9]})
    >>> asked_again(points)
    ['b', 'a']
    """
    newest = points.groupby("platform")["reach"].agg(["last", "size"])
    return [str(key) for key in newest[newest["size"] > 1].sort_values("last", ascending=False, kind="stable").index]


def audience_trend(
    reach: pd.DataFrame,
    segments: Sequence[Segment],
    platforms: Iterable[str],
    *,
    assumptions: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """
    Estimate the audience's share on each platform from each year's surveys alone, as `audience_reach` would have then.

    Parameters
    ----------
    reach, segments, assumptions
        As for `reach.segment_reach`.
    platforms : iterable of str
        Those estimated.

    Returns
    -------
    DataFrame, one row per (platform, year) with data for the groups
        Columns of `audience_reach` and ``year``.

    Examples
    --------
    >>> asked = {"source": "s", "geography": "US", "platform": "reddit", "measure": "ever use", "dimension": "total",
    ...          "group": "total", "n_unweighted": 5022, "verified": True}
    >>> rows = [{**asked, "survey_year": 2024, "percent": 24}, {**asked, "survey_year": 2025, "percent": 26}]
    >>> trend = audience_trend(pd.DataFrame(rows), [Segment(name="All")], ["reddit"])
    >>> trend[["platform", "year", "reach"]].round(2).values.tolist()
    [['reddit', 2024, 0.24], ['reddit', 2025, 0.26]]
    """
    rows, names, errors = reach[reach["measure"] == MEASURE], list(platforms), Errors.of(assumptions)
    surveys = surveys_by_platform(rows.dropna(subset=["survey_year"]))
    years = sorted({survey.year for found in surveys.values() for survey in found})
    of_years = {
        year: {key: [survey for survey in found if survey.year == year] for key, found in surveys.items()}
        for year in years
    }
    parts = [
        reach_by_surveys(asked, segments, names, year, errors).assign(year=year) for year, asked in of_years.items()
    ]
    if not parts:
        return pd.DataFrame(columns=["platform", "reach", "year"])
    table = mixed_reach(pd.concat(parts, ignore_index=True), by=("platform", "year"))
    return table.dropna(subset=["reach"]).sort_values(["platform", "year"], kind="stable").reset_index(drop=True)


def _sample_sizes(reach: pd.DataFrame) -> dict[tuple[str, int, str], float]:
    """Return the number of adults asked about a platform, by platform, year and country."""
    totals = reach[(reach["dimension"] == "total") & (reach["measure"] == MEASURE)].dropna(subset=["n_unweighted"])
    keys = zip(totals["platform"], totals["survey_year"].astype(int), totals["geography"], strict=True)
    return dict(zip(keys, totals["n_unweighted"].astype(float), strict=True))


def _interval(share: float, sample: float | None, errors: Errors) -> tuple[float, float, float]:
    if sample is None:
        return share, math.nan, math.nan
    found = estimate(Survey("", 0, "", {TOTAL: Cell(share, sample, True)}), (), 0, errors, borrowed=False)
    return share, found.low, found.high
