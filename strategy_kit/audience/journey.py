"""Customer journey: touchpoints by stage, as agreed by the group and as each person rates them."""

from collections.abc import Mapping, Sequence
from typing import get_args

import pandas as pd

from strategy_kit.frames import JourneyMarkRow, JourneyRow
from strategy_kit.model import Brief, Touchpoint
from strategy_kit.model.types import Basis, Place, Stage

STAGES: tuple[Stage, ...] = get_args(Stage)
PLACES: tuple[Place, ...] = get_args(Place)
BASES: tuple[Basis, ...] = get_args(Basis)
"""Basis of a rating, the firmest last."""


def journey_marks(brief: Brief) -> pd.DataFrame:
    """
    List the ratings of the journey, the group's, then each person's: `frames.JourneyMarkRow`.

    Touchpoints of segments that the brief does not have are left out; `orphan_touchpoints` counts them.

    >>> look = Touchpoint(segment="Customers", place="search", look=3, basis="asked")
    >>> journey_marks(Brief(name="Shop", journey=(look,))).values.tolist()
    [['', 'Customers', 'search', 'look', 3, 'asked']]
    """
    rows = [
        (person, touchpoint.segment, touchpoint.place, stage, how_many, touchpoint.basis)
        for person, touchpoint in _of_present_segments(brief)
        for stage in STAGES
        if (how_many := getattr(touchpoint, stage)) is not None
    ]
    return pd.DataFrame(rows, columns=JourneyMarkRow._fields)


def journey_grid(marks: pd.DataFrame) -> pd.DataFrame:
    """
    Summarize the ratings of the customer journey, by segment, place and stage: `frames.JourneyRow`.

    Parameters
    ----------
    marks : DataFrame
        `journey_marks`, steps 0 none to 3 nearly all. What the group agreed on comes before the mean of people's
        ratings; a place and stage without a rating has no row: unknown, not none.

    Examples
    --------
    >>> rows = [("A", "Customers", "search", "look", 1, "guess"), ("B", "Customers", "search", "look", 2, "asked")]
    >>> grid = journey_grid(pd.DataFrame(rows, columns=JourneyMarkRow._fields))
    >>> grid[["how_many", "low", "high", "voices", "basis"]].values.tolist()
    [[1.5, 1.0, 2.0, 2, 'asked']]
    """
    rows = []
    for (segment, place, stage), group in marks.groupby(["segment", "place", "stage"], sort=False):
        agreed = group[group["person"] == ""]
        counted = agreed if len(agreed) else group
        steps = counted["how_many"].astype(float)
        basis = max(counted["basis"], key=BASES.index)
        people = group.loc[group["person"] != "", "person"].nunique()
        spread = group["how_many"].min(), group["how_many"].max()
        rows.append((segment, place, stage, steps.mean(), *map(float, spread), people, basis))
    return pd.DataFrame(rows, columns=JourneyRow._fields)


def place_ranks(grid: pd.DataFrame, shares: Mapping[str, float]) -> "pd.Series[int]":
    """
    Rank the places of a `journey_grid` by how many people look there, from 1; places that tie share the better rank.

    By the mean of its cells, each weighted with the share of sales of its segment (`shares`, by name, above 0).

    >>> rows = [("a", "search", 3.0), ("b", "search", 1.0), ("a", "social", 2.0), ("b", "media", 2.5)]
    >>> grid = pd.DataFrame(rows, columns=["segment", "place", "how_many"])
    >>> place_ranks(grid, {"a": 0.75, "b": 0.25}).to_dict()
    {'media': 1, 'search': 1, 'social': 3}
    """
    weight = grid["segment"].map(shares)
    means = (grid["how_many"] * weight).groupby(grid["place"]).sum() / weight.groupby(grid["place"]).sum()
    return means.rank(method="min", ascending=False).astype(int).sort_values(kind="stable").rename("rank")


def orphan_touchpoints(brief: Brief) -> int:
    """
    Count the touchpoints of segments that the brief no longer has.

    >>> look = Touchpoint(segment="Former customers", place="search", look=3, basis="asked")
    >>> orphan_touchpoints(Brief(name="Shop", journey=(look,)))
    1
    """
    touchpoints = [*brief.journey, *(touchpoint for voice in brief.voices for touchpoint in voice.journey)]
    return len(touchpoints) - len(_of_present_segments(brief))


def overruled_marks(brief: Brief) -> int:
    """
    Count the stages of a place and segment on which people's ratings do not count: the group has agreed on one.

    >>> look = Touchpoint(segment="Customers", place="search", look=3, basis="asked")
    >>> overruled_marks(Brief(name="Shop", journey=(look,), voices=[{"name": "baker", "journey": (look,)}]))
    1
    """
    marks = journey_marks(brief)
    people = [set(group["person"]) for _cell, group in marks.groupby(["segment", "place", "stage"])]
    return len([names for names in people if "" in names and len(names) > 1])


def _of_present_segments(brief: Brief) -> Sequence[tuple[str, Touchpoint]]:
    names = {segment.name for segment in brief.segments}
    ratings = [("", touchpoint) for touchpoint in brief.journey]
    ratings += [(voice.name, touchpoint) for voice in brief.voices for touchpoint in voice.journey]
    return [(person, touchpoint) for person, touchpoint in ratings if touchpoint.segment in names]
