"""What an objective still needs to be SMART, the KPI that it counts by, and the values that a KPI can have."""

import itertools
from collections.abc import Iterator
from typing import Literal

import pandas as pd

from strategy_kit.model import Brief, Objective
from strategy_kit.model.types import Period

Gap = Literal["measure", "baseline", "target", "due", "owner", "serves"]
"""A field that a SMART objective has: specific, measurable, measurable, time-bound, assigned, relevant."""
PERCENT = "%"
"""The unit of a KPI of one's own that is a percentage."""
LIMITS: dict[str, tuple[float, float | None]] = {
    "percent": (-100, None),
    "points": (-100, 100),
    "points-of-5": (0, 5),
}
"""Least and greatest value by unit of table ``measures``; of the others the least is 0. A loss is a return below 0."""

EACH = frozenset(["a", "per", "each", "every", "par", "chaque"])
PERIOD_WORDS: dict[Period, tuple[frozenset[str], frozenset[str]]] = {
    "week": (frozenset(["week", "semaine"]), frozenset(["weekly", "hebdomadaire", "hebdomadaires"])),
    "month": (
        frozenset(["month", "mois"]),
        frozenset(["monthly", "mensuel", "mensuelle", "mensuels", "mensuelles"]),
    ),
}
"""What names a period in a text: a word after one of `EACH`, and a word by itself."""
FLOWS = frozenset(
    {
        *("leads", "sign-ups", "views", "visits", "clicks", "actions", "messages", "posts", "shares"),
        *("mentions", "requests", "orders", "bookings", "calls", "codes", "reviews", "answers", "applications"),
        *("ideas", "own"),
    }
)
"""Units of what is counted anew in each week or month, so that a month has the counts of its weeks."""
LEVELS = frozenset(["percent", "followers", "points", "points-of-5", "ratio", "minutes", "comments"])
"""Units of what has the same size whether one looks at a week or a month; comments are counted per post."""


def gaps(objective: Objective, people: int) -> tuple[Gap, ...]:
    """
    Return what is missing for a SMART objective, in the order in which one fills it in.

    Parameters
    ----------
    objective : Objective
    people : int
        Size of the team: one person alone looks after every objective.

    Notes
    -----
    Source: Doran (1981), There's a S.M.A.R.T. way to write management's goals and objectives, Management Review 70(11),
    35-36: specific, measurable, assignable, realistic, time-related.

    Examples
    --------
    >>> gaps(Objective(key="lead-generation", baseline=12, target=20), people=2)
    ('due', 'owner', 'serves')
    >>> gaps(Objective(name="Fill two half-days"), people=1)
    ('measure', 'baseline', 'target', 'due', 'serves')
    """
    return tuple(_gaps(objective, people))


def _gaps(objective: Objective, people: int) -> Iterator[Gap]:
    if objective.kind is None and objective.own_measure is None:
        yield "measure"
    if objective.baseline is None:
        yield "baseline"
    if objective.target is None:
        yield "target"
    if objective.due is None:
        yield "due"
    if objective.owner is None and people > 1:
        yield "owner"
    if not objective.serves:
        yield "serves"


def measure_of(objective: Objective, measures: pd.DataFrame) -> "pd.Series[str] | None":
    """
    Return the row of table ``measures`` that an objective counts by: its own choice, else the usual one, the first.

    None for a KPI of one's own, or without any.

    >>> from strategy_kit.evidence.load import load_table
    >>> measure_of(Objective(key="lead-generation"), load_table("measures"))["key"]
    'leads'
    >>> measure_of(Objective(key="sales", own_measure="Gift boxes"), load_table("measures")) is None
    True
    """
    if objective.own_measure is not None:
        return None
    rows = measures[measures["objective"] == objective.kind]
    if objective.measure is not None:
        rows = rows[rows["key"] == objective.measure]
    return None if rows.empty else rows.iloc[0]


def unit_of(objective: Objective, measures: pd.DataFrame) -> str:
    """
    Return the unit of the KPI of an objective as table ``measures`` names it; "own" for a count in one's own words.

    >>> from strategy_kit.evidence.load import load_table
    >>> unit_of(Objective(key="lead-generation"), load_table("measures")), unit_of(Objective(name="Fill the hall"), [])
    ('leads', 'own')
    """
    if objective.own_measure is not None:
        return "percent" if objective.own_unit == PERCENT else "own"
    measure = None if objective.kind is None else measure_of(objective, measures)
    return "own" if measure is None else str(measure["unit"])


def period_in(text: str) -> Period | None:
    """
    Return the week or month by which a text counts, in English or French; None if it names none or both.

    >>> period_in("20 bookings a week"), period_in("Commandes par mois"), period_in("weekly or monthly")
    ('week', 'month', None)
    >>> period_in("Fill rooms within six weeks"), period_in("Semaine du goût"), period_in("Orders/week")
    (None, None, 'week')
    """
    plain = text.casefold().replace("week-end", "weekend").replace("/", " per ")
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    counted = {word for before, word in itertools.pairwise(words) if before in EACH}
    periods = [
        period for period, (named, alone) in PERIOD_WORDS.items() if named & counted or not alone.isdisjoint(words)
    ]
    return periods[0] if len(periods) == 1 else None


def weight_shares(brief: Brief) -> list[float]:
    """
    Return the weight of each objective as a share of all, in their order; shares sum to 1.

    >>> weight_shares(Brief(name="Shop", objectives=[Objective(key="sales", weight=3), Objective(key="loyalty")]))
    [0.75, 0.25]
    """
    total = sum(objective.weight for objective in brief.objectives)
    return [objective.weight / total for objective in brief.objectives]
