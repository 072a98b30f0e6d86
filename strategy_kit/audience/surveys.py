"""
One survey, one group of people, one platform: the share that uses it and how surely that is known.

Shifts of several narrowings from the total add up on the logit scale; of traits that overlap the widest counts in full,
the others in part. What women of 18-29 have of their own beyond both shifts is unknown, and widens the interval.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import NamedTuple, Self, get_args

import numpy as np
import pandas as pd

from strategy_kit.errors import InputError
from strategy_kit.evidence.load import complete_assumptions
from strategy_kit.frames import LEVEL
from strategy_kit.model import Segment
from strategy_kit.model.types import AgeGroup

MEASURE = "ever use"
"""The measure that is published by group."""
UNKNOWN_BASE = 100
"""People taken to have been asked where a survey publishes no number: fewer than in any group that has one."""
OVERLAPPING = frozenset({"income", "education", "community"})
"""Traits that go together, so that the shift of one holds part of the shift of another."""
Z95 = round(NormalDist().inv_cdf((1 + LEVEL) / 2), 6)
"""Half-width of an interval of `frames.LEVEL`, in standard errors."""
_EDGE = 0.0005  # half of the last digit printed: a published 0 % or 100 % is not certainty
_TOTAL = ("total", "total")

Groups = tuple[tuple[str, tuple[str, ...]], ...]
"""The groups of each dimension that a segment is narrowed to."""


class Cell(NamedTuple):
    """A published share, the people it rests on (missing = not published), whether it was read at its producer."""

    share: float
    base: float
    verified: bool


@dataclass(frozen=True)
class Survey:
    """What one survey published of one platform in one geography, by (dimension, group)."""

    source: str
    year: int
    geography: str
    cells: Mapping[tuple[str, str], Cell]
    measure: str = MEASURE

    def used(self, groups: Groups) -> list[Cell]:
        """Return the total and the cells of the groups; nothing if one of them was not published."""
        wanted = [_TOTAL, *((dimension, name) for dimension, names in groups for name in names)]
        found = [self.cell(*key) for key in wanted]
        return [cell for cell in found if cell] if all(found) else []

    def cell(self, dimension: str, name: str) -> Cell | None:
        """Return the cell of a group; of an age without its own the narrowest published that holds it; else None."""
        own = self.cells.get((dimension, name))
        if own or dimension != "age":
            return own
        low, high = age_span(name)
        spans = {group: age_span(group) for dimension, group in self.cells if dimension == "age"}
        around = [group for group, (first, last) in spans.items() if first <= low and last >= high]
        return self.cells["age", min(around, key=lambda group: spans[group][1] - spans[group][0])] if around else None


class Errors(NamedTuple):
    """Design effect of the sampling variance, standard deviations on the logit scale, and what an overlap leaves."""

    design_effect: float
    drift: float
    borrowing: float
    combining: float = 0.0
    overlap_share: float = 1.0

    @classmethod
    def of(cls, assumptions: Mapping[str, float] | None = None) -> Self:
        """Return the errors of `load.complete_assumptions`; refuse a design effect that is not above zero."""
        values = complete_assumptions(assumptions)
        if not values["survey_design_effect"] > 0:
            raise InputError(
                "{field}: found {value}. Use a number above {gt}.",
                field="survey_design_effect",
                value=values["survey_design_effect"],
                gt="0",
            )
        return cls(
            values["survey_design_effect"],
            values["survey_drift_per_year"],
            values["borrowing_error"],
            values["combining_error"],
            values["overlapping_trait_share"],
        )


class Estimate(NamedTuple):
    """A share with its 95 % interval, the smallest base it rests on, and whether all of it was read at its producer."""

    reach: float
    low: float
    high: float
    base: float
    verified: bool


Surveys = Mapping[tuple[str, str], Sequence[Survey]]
"""Those of each (platform, geography), the newest first."""


def surveys_by_platform(rows: pd.DataFrame) -> dict[tuple[str, str], list[Survey]]:
    """
    Return the surveys of each (platform, geography), the newest first.

    Parameters
    ----------
    rows : DataFrame
        Rows of table ``reach`` of measures that compare; ``percent`` in [0, 100], ``n_unweighted`` missing = not
        published.

    Examples
    --------
    >>> row = {"source": "s", "geography": "US", "platform": "x", "dimension": "total", "group": "total", "percent": 21,
    ...        "n_unweighted": 5022, "verified": True}
    >>> found = surveys_by_platform(pd.DataFrame([{**row, "survey_year": 2024}, {**row, "survey_year": 2025}]))
    >>> [survey.year for survey in found["x", "US"]]
    [2025, 2024]
    """
    tables: dict[tuple[str, str, int, str, str], dict[tuple[str, str], Cell]] = defaultdict(dict)
    share = (rows["percent"].astype(float) / 100).clip(_EDGE, 1 - _EDGE)
    for row in rows.assign(share=share, base=rows["n_unweighted"].astype(float)).to_dict("records"):
        measure = row.get("measure", MEASURE)
        table = tables[row["platform"], row["geography"], int(row["survey_year"]), row["source"], measure]
        table[row["dimension"], row["group"]] = Cell(row["share"], row["base"], bool(row["verified"]))
    found: dict[tuple[str, str], list[Survey]] = defaultdict(list)
    for (platform, geography, year, source, measure), cells in tables.items():
        found[platform, geography].append(Survey(source, year, geography, cells, measure))
    for surveys in found.values():
        surveys.sort(key=lambda survey: (-survey.year, survey.source))
    return found


def age_span(group: str) -> tuple[float, float]:
    """
    Return the first and the last age of a group of ages.

    >>> age_span("18-34"), age_span("65+")
    ((18.0, 34.0), (65.0, inf))
    """
    first, _, last = group.rstrip("+").partition("-")
    return float(first), float(last or math.inf)


def narrowed_groups(segment: Segment) -> Groups:
    """
    Return the groups a segment is narrowed to; all age groups together are no narrowing.

    >>> narrowed_groups(Segment(name="A", age=("30-49", "18-29"), sex="women"))
    (('age', ('18-29', '30-49')), ('sex', ('women',)))
    """
    ages = () if set(segment.age) == set(get_args(AgeGroup)) else tuple(sorted(set(segment.age)))
    single = ("sex", "income", "education", "community")
    narrowed = [("age", ages), *((name, (getattr(segment, name),)) for name in single if getattr(segment, name))]
    return tuple((dimension, names) for dimension, names in narrowed if names)


def estimate(survey: Survey, groups: Groups, year: int, errors: Errors, *, borrowed: bool) -> Estimate:
    """
    Estimate the share of the people in all `groups` at once who use the platform of a survey, with its 95 % interval.

    Parameters
    ----------
    survey : Survey
        One that published the total and every group: `Survey.used`.
    groups : Groups
        `narrowed_groups`; none = everybody asked.
    year : int
        As seen in this year.
    errors : Errors
        Design effect (above 0) of the sampling variance, standard deviations on the logit scale.
    borrowed : bool
        The survey is of another country than the people.

    Notes
    -----
    The standard error on the logit scale is the root of squares of sampling (with the design effect), the survey's age
    in years times the drift, the error of combining for each trait after the first and, if borrowed, the borrowing
    error.

    Examples
    --------
    >>> survey = Survey("s", 2025, "US", {("total", "total"): Cell(0.26, 5022, True)})
    >>> found = estimate(survey, (), 2027, Errors.of(complete_assumptions()), borrowed=False)
    >>> [round(share, 3) for share in (found.reach, found.low, found.high)]
    [0.26, 0.191, 0.344]
    """
    middle, variance = _logit_reach(survey, groups, errors)
    drift = errors.drift * max(0, year - survey.year)
    borrowing = errors.borrowing if borrowed else 0.0
    combined = errors.combining**2 * max(0, len(groups) - 1)
    low, high = _interval(middle, math.sqrt(variance + drift**2 + combined + borrowing**2))
    cells = survey.used(groups)[bool(groups) :]
    base = float(np.min([cell.base for cell in cells]))
    return Estimate(_share(middle), low, high, base, all(cell.verified for cell in cells))


def reach_bounds(reach: float, error: float) -> tuple[float, float]:
    """
    Return the 95 % interval of a share in (0, 1), from its standard error on the logit scale.

    >>> [round(end, 3) for end in reach_bounds(0.5, 0.2)]
    [0.403, 0.597]
    """
    return _interval(log_odds(reach), error)


def _logit_reach(survey: Survey, groups: Groups, errors: Errors) -> tuple[float, float]:
    """Return the total plus what counts of the shifts, and its variance (a little too large: the total is shared)."""
    total = survey.cells[_TOTAL]
    if not groups:
        return _pooled([total], errors.design_effect)
    start, variance = log_odds(total.share), 0.0
    shifts: dict[str, float] = {}
    for dimension, names in groups:
        cells = [cell for name in names if (cell := survey.cell(dimension, name))]
        value, spread = _pooled(cells, errors.design_effect)
        shifts[dimension] = value - start
        variance += spread
    return start + _joined_shift(shifts, errors.overlap_share), variance


def _joined_shift(shifts: Mapping[str, float], overlap_share: float) -> float:
    """Add shifts from the total; of those that overlap the widest counts in full, the rest in part."""
    overlapping = sorted((shift for name, shift in shifts.items() if name in OVERLAPPING), key=abs, reverse=True)
    separate = math.fsum(shift for name, shift in shifts.items() if name not in OVERLAPPING)
    return separate + math.fsum(overlapping[:1]) + overlap_share * math.fsum(overlapping[1:])


def _pooled(cells: Sequence[Cell], design_effect: float) -> tuple[float, float]:
    """Return logit and variance of the plain mean of groups of one dimension."""
    share = sum(cell.share for cell in cells) / len(cells)
    bases = [UNKNOWN_BASE if math.isnan(cell.base) else max(cell.base, 1.0) for cell in cells]
    spread = sum(cell.share * (1 - cell.share) / base for cell, base in zip(cells, bases, strict=True))
    return log_odds(share), design_effect * spread / len(cells) ** 2 / (share * (1 - share)) ** 2


def log_odds(share: float) -> float:
    """
    Return a share on the logit scale, none and all as the nearest shares that have one.

    >>> log_odds(0.5), log_odds(1) == log_odds(1 - 1e-13)
    (0.0, True)
    """
    share = min(max(share, 1e-12), 1 - 1e-12)
    return math.log(share / (1 - share))


def _share(logit: float) -> float:
    return (1 + math.tanh(logit / 2)) / 2


def _interval(logit: float, error: float) -> tuple[float, float]:
    return _share(logit - Z95 * error), _share(logit + Z95 * error)
