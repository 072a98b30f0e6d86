"""Utility of each platform on each criterion, 0 to 1: its measure by a curve, or an own judgement instead."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

import numpy as np
import pandas as pd

from strategy_kit.frames import PointRow
from strategy_kit.model import Brief, Curve, OwnValue
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.model.types import Criterion
from strategy_kit.platforms.catalogue import alternatives
from strategy_kit.platforms.hours import team_hours, weekly_hours
from strategy_kit.platforms.measures import MEASURES, MeasureInputs

OWN_VALUE = "own value"
DOCUMENT_YEAR = 2012
"""The year in which the document sees its sites, judged from what it cites."""


@dataclass(frozen=True)
class Utilities:
    """
    Utility of each platform on each criterion, with its bounds and reasons; four frames of platforms x criteria.

    `values` in [0, 1], missing = unknown; `low` and `high` between what each lies; `reasons` on what each rests: those
    of `measures`, or `OWN_VALUE`. `measured` and `curves` are what they were read off, by criterion.
    """

    values: pd.DataFrame
    low: pd.DataFrame
    high: pd.DataFrame
    reasons: pd.DataFrame
    measured: Mapping[Criterion, pd.DataFrame] = field(default_factory=dict)
    curves: Mapping[Criterion, pd.DataFrame] = field(default_factory=dict)

    @cached_property
    def spans(self) -> Mapping[tuple[str, str], tuple[float, float, float]]:
        """Each value, its low and its high, by platform and criterion: drawn cell by cell whenever a weight moves."""
        stacked = np.stack([frame.to_numpy(float) for frame in (self.values, self.low, self.high)], axis=-1)
        cells = product(map(str, self.values.index), map(str, self.values.columns))
        return {cell: tuple(row) for cell, row in zip(cells, stacked.reshape(-1, 3).tolist(), strict=True)}


def platform_utilities(
    brief: Brief,
    *,
    pillar_shares: Mapping[str, float],
    platforms: pd.DataFrame,
    formats: pd.DataFrame,
    half_lives: pd.DataFrame,
    trade_fit: pd.DataFrame,
    reach: pd.DataFrame,
    assumptions: Mapping[str, float],
    year: int,
) -> Utilities:
    """
    Return the utility of each platform a brief chooses among on each criterion: its measure by a value function.

    Parameters
    ----------
    brief : Brief
        Its edition and platforms, and what the measures rest on; ``own_values`` replace measures, ``curves`` the usual
        value functions.
    pillar_shares : mapping of pillar to float
        As of `weekly_hours`.
    platforms, formats, half_lives, trade_fit : DataFrame
        Tables ``platforms``, ``platform_formats``, ``half_life`` and ``trade_fit``.
    reach : DataFrame
        `audience_reach` of the brief's segments, `frames.ReachRow`; a platform without a row is unknown.
    assumptions : mapping of key to float
        Those of `weekly_hours`, of measures and of value functions: `load.assumption_values`.
    year : int
        The current one, in which standing is judged; the document's edition takes its own, 2012.

    Raises
    ------
    InputError
        If the brief names a platform that cannot be chosen: `catalogue.alternatives`.

    Examples
    --------
    >>> from strategy_kit.evidence.load import assumption_values, load_table
    >>> facts = {name: load_table(name) for name in ("platforms", "trade_fit")}
    >>> facts |= {"formats": load_table("platform_formats"), "half_lives": load_table("half_life")}
    >>> reach = pd.DataFrame({"platform": ["x"], "reach": 0.2, "reach_low": 0.1, "reach_high": 0.3, "source": "survey"})
    >>> brief = Brief(name="Shop", platforms=["x"])
    >>> facts["pillar_shares"] = {pillar.name: pillar.share for pillar in brief.pillars}
    >>> found = platform_utilities(brief, **facts, reach=reach, assumptions=assumption_values(), year=2027)
    >>> found.values.loc["x", ["audience", "dialogue"]].to_list(), found.reasons.loc["x", "audience"]
    ([0.2, nan], 'survey')
    """
    chosen = alternatives(brief, platforms)
    inputs = MeasureInputs(
        brief=brief,
        platforms=chosen,
        formats=formats,
        trade_fit=trade_fit,
        reach=reach,
        hours=weekly_hours(
            brief,
            list(chosen.index),
            pillar_shares=pillar_shares,
            formats=formats,
            half_lives=half_lives,
            assumptions=assumptions,
        ),
        hours_available=team_hours(brief),
        assumptions=assumptions,
        year=DOCUMENT_YEAR if brief.edition == "document" else year,
    )
    measured = {criterion: MEASURES[criterion](inputs) for criterion in CRITERIA}
    curves = curves_of(brief.curves, assumptions)
    by_curve = {criterion: curve_utilities(curves[criterion], measured[criterion]) for criterion in CRITERIA}
    values, low, high = (_by_criterion(by_curve, column) for column in ("value", "low", "high"))
    reasons = _by_criterion(measured, "reason")
    for frame in (values, low, high):
        _replace(frame, brief.own_values, lambda own: own.value)
    _replace(reasons, brief.own_values, lambda own: OWN_VALUE)
    return Utilities(values, low, high, reasons, measured, curves)


def _by_criterion(by_criterion: Mapping[Criterion, pd.DataFrame], column: str) -> pd.DataFrame:
    return pd.DataFrame({criterion: by_criterion[criterion][column] for criterion in CRITERIA})


def _replace(frame: pd.DataFrame, own_values: Iterable[OwnValue], cell: Callable[[OwnValue], float | str]) -> None:
    """Replace the cells of own judgements; those of platforms not compared are left out."""
    for own in own_values:
        if own.platform in frame.index:
            frame.loc[own.platform, own.criterion] = cell(own)


def curves_of(own: Iterable[Curve], assumptions: Mapping[str, float]) -> dict[Criterion, pd.DataFrame]:
    """
    Return the curve of every criterion: the brief's own, else that of its record, which may name assumptions.

    >>> curves_of([], {"standing_full_years": 10})["standing"].values.tolist()
    [[0.0, 0.0], [10.0, 1.0]]
    """
    usual = {
        record.key: _curve([(assumptions[at] if isinstance(at, str) else at, value) for at, value in record.curve])
        for record in CRITERIA.values()
    }
    return usual | {curve.criterion: _curve([(point.at, point.value) for point in curve.points]) for curve in own}


def _curve(points: list[tuple[float, float]]) -> pd.DataFrame:
    return pd.DataFrame(points, columns=PointRow._fields, dtype=float)


def off_curve(curve: pd.DataFrame, measures: pd.Series, utilities: pd.Series) -> "pd.Series[bool]":
    """
    Return of which platforms the utility is not that of its measure by the curve: they have an own value.

    Parameters
    ----------
    curve : DataFrame
        Points of a criterion's curve: ``at`` (its measure), ``value`` (utility in [0, 1]).
    measures, utilities : Series by platform
        Of that criterion. Missing = unknown: False.

    Examples
    --------
    >>> line = pd.DataFrame({"at": [0.0, 2.0], "value": [0.0, 1.0]})
    >>> off_curve(line, pd.Series({"x": 1.0, "reddit": 2.0}), pd.Series({"x": 0.5, "reddit": 0.5})).to_dict()
    {'x': False, 'reddit': True}
    """
    by_curve = pd.Series(np.interp(measures, curve["at"], curve["value"]), index=measures.index)
    return (by_curve - utilities[measures.index]).abs() > 1e-6


def curve_utilities(curve: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    """
    Return the utilities of measures by a curve: ``value`` (missing = unknown), ``low``, ``high``.

    The columns of `measures` are the same; missing ends = anything. The bounds are the least and the most that the
    curve gives between the two ends, so that a curve may rise and fall again.

    >>> hump = pd.DataFrame({"at": [0.0, 2.0, 4.0], "value": [0.0, 1.0, 0.0]})
    >>> curve_utilities(hump, pd.DataFrame({"value": [1.0], "low": [1.0], "high": [3.5]})).values.tolist()
    [[0.5, 0.25, 1.0]]
    """
    at, value = curve["at"].to_numpy(), curve["value"].to_numpy()
    low = measures["low"].fillna(-np.inf).to_numpy()
    high = measures["high"].fillna(np.inf).to_numpy()
    ends = np.array([np.interp(low, at, value), np.interp(high, at, value)])
    inside = (at > low[:, np.newaxis]) & (at < high[:, np.newaxis])
    least = np.minimum(np.where(inside, value, np.inf).min(axis=1), ends.min(axis=0))
    most = np.maximum(np.where(inside, value, -np.inf).max(axis=1), ends.max(axis=0))
    known = np.interp(measures["value"].to_numpy(), at, value)
    found = {"value": np.where(measures["value"].isna(), np.nan, known), "low": least, "high": most}
    return pd.DataFrame(found, index=measures.index)
