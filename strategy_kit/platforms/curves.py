"""Value functions: the utility of each measure, straight lines between editable points (`frames.PointRow`)."""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from strategy_kit.frames import PointRow
from strategy_kit.model import Curve
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.model.types import Criterion


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
