"""Results of consideration 1: which platforms the audience uses, and in which zones it lives."""

from collections.abc import Mapping

import pandas as pd

from strategy_kit.audience import reach as sums
from strategy_kit.audience import trend
from strategy_kit.evidence import load
from strategy_kit.evidence.evidence import Evidence
from strategy_kit.model import Brief
from strategy_kit.plan.results import result


@result(brief="assumptions")
def assumptions(brief: Brief) -> dict[str, float]:
    """The workbook's assumptions, the person's own in their place."""
    return load.assumption_values(brief.assumptions)


@result(evidence="reach platforms", brief="segments country region")
def segment_reach(evidence: Evidence, brief: Brief, assumptions: Mapping[str, float], year: int) -> pd.DataFrame:
    """Share of each segment on each platform."""
    platforms = list(evidence.platforms["key"])
    region = "-".join(filter(None, (brief.country, brief.region)))
    return sums.segment_reach(
        evidence.reach, brief.segments, platforms, year=year, assumptions=assumptions, region=region
    )


@result()
def reach(segment_reach: pd.DataFrame) -> pd.DataFrame:
    """Share of the whole audience on each platform."""
    return sums.mixed_reach(segment_reach)


@result()
def measured_reach(reach: pd.DataFrame) -> dict[str, float]:
    """Reach of each platform with survey data."""
    measured = reach.dropna(subset=["reach"])
    return dict(zip(measured["platform"], measured["reach"], strict=True))


@result(evidence="reach reach_trend", assumptions="survey_design_effect")
def trend_points(evidence: Evidence, assumptions: Mapping[str, float]) -> pd.DataFrame:
    """Share of adults on each platform, survey by survey."""
    return trend.trend_points(evidence.reach_trend, evidence.reach, assumptions)


@result(evidence="reach", brief="segments")
def audience_trend(
    evidence: Evidence, brief: Brief, assumptions: Mapping[str, float], trend_points: pd.DataFrame
) -> pd.DataFrame:
    """Share of the audience on each platform that has a trend, from each year's surveys alone."""
    platforms = list(dict.fromkeys(trend_points["platform"]))
    return trend.audience_trend(evidence.reach, brief.segments, platforms, assumptions=assumptions)


@result(brief="segments.zone segments.share")
def zones(brief: Brief) -> dict[str, float]:
    """Share of the audience by zone."""
    shares: dict[str, float] = {}
    for segment in brief.segments:
        shares[segment.zone] = shares.get(segment.zone, 0.0) + segment.share
    return shares
