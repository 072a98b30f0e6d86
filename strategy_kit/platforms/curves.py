"""
What a measure is worth: the curve of each criterion, straight lines between points anybody can move.

Frames
------
curve : one row per point, in order: `at` (the measure, in the unit of its record), `value` (its utility, in [0, 1]).
    Level before the first point and after the last.
"""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from strategy_kit.model import Curve
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.model.types import Criterion
from strategy_kit.platforms.scores import Floats


def curves_of(own: Iterable[Curve], assumptions: Mapping[str, float]) -> dict[Criterion, pd.DataFrame]:
    """
    Return the curve of every criterion: the brief's own, else that of its record.

    Parameters
    ----------
    assumptions : mapping of key to float
        Those that the curves of the records name.

    Examples
    --------
    >>> curves_of([], {"standing_full_years": 10})["standing"].values.tolist()
    [[0.0, 0.0], [10.0, 1.0]]
    """
    usual = {
        record.key: _curve([(assumptions[at] if isinstance(at, str) else at, value) for at, value in record.curve])
        for record in CRITERIA.values()
    }
    return usual | {curve.criterion: _curve([(point.at, point.value) for point in curve.points]) for curve in own}


def _curve(points: list[tuple[float, float]]) -> pd.DataFrame:
    return pd.DataFrame(points, columns=["at", "value"], dtype=float)


def worth(curve: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    """
    Read measures off a curve.

    Parameters
    ----------
    curve : DataFrame
        The curve of the module.
    measures : DataFrame
        ``value`` (missing = unknown), ``low``, ``high``: the measure and between what it lies; missing ends = anything.

    Returns
    -------
    DataFrame, rows of `measures`
        ``value``, ``low``, ``high`` of the utility: the least and the most the curve gives between the two ends, so a
        curve that rises and falls again is read right.

    Examples
    --------
    >>> hump = pd.DataFrame({"at": [0.0, 2.0, 4.0], "value": [0.0, 1.0, 0.0]})
    >>> worth(hump, pd.DataFrame({"value": [1.0], "low": [1.0], "high": [3.5]})).values.tolist()
    [[0.5, 0.25, 1.0]]
    """
    at, value = curve["at"].to_numpy(), curve["value"].to_numpy()
    low = measures["low"].fillna(-np.inf).to_numpy()
    high = measures["high"].fillna(np.inf).to_numpy()
    ends = np.array([np.interp(low, at, value), np.interp(high, at, value)])
    inside = (at > low[:, np.newaxis]) & (at < high[:, np.newaxis])
    least, most = _reached(ends, inside, value)
    known = np.interp(measures["value"].to_numpy(), at, value)
    found = {"value": np.where(measures["value"].isna(), np.nan, known), "low": least, "high": most}
    return pd.DataFrame(found, index=measures.index)


def _reached(ends: Floats, inside: Floats, value: Floats) -> tuple[Floats, Floats]:
    """Return the least and the most of the two ends and of the points between them."""
    least = np.where(inside, value, np.inf).min(axis=1)
    most = np.where(inside, value, -np.inf).max(axis=1)
    return np.minimum(least, ends.min(axis=0)), np.maximum(most, ends.max(axis=0))
