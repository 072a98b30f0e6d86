"""
Where people look before they buy, as the group sees it: what was agreed, and what each person said.

`journey_marks` returns one row per thing said: ``person`` (empty = agreed by the group), ``segment``, ``place``,
``stage``, ``how_many`` (0 none to 3 nearly all), ``basis`` (guess, asked, seen).

`journey_grid` returns one row per (segment, place, stage) that somebody spoke of: ``how_many`` (the agreed step, else
the mean of what people said), ``low``, ``high`` (lowest and highest said), ``voices`` (how many spoke), ``basis`` (the
firmest). What nobody spoke of has no row: it is unknown, not none.
"""

from collections.abc import Sequence
from typing import get_args

import pandas as pd

from strategy_kit.model import Brief, Touchpoint
from strategy_kit.model.types import Basis, Place, Stage

STAGES: tuple[Stage, ...] = get_args(Stage)
PLACES: tuple[Place, ...] = get_args(Place)
BASES: tuple[Basis, ...] = get_args(Basis)
"""How something is known, the firmest last."""


def journey_marks(brief: Brief) -> pd.DataFrame:
    """
    List what was said of the journey: by the group together, then by each person.

    Looks at segments that the brief does not have are left out; `strayed_looks` counts them.

    >>> look = Touchpoint(segment="Customers", place="search", look=3, basis="asked")
    >>> journey_marks(Brief(name="Shop", journey=(look,))).values.tolist()
    [['', 'Customers', 'search', 'look', 3, 'asked']]
    """
    rows = [
        (person, look.segment, look.place, stage, how_many, look.basis)
        for person, look in _kept(brief)
        for stage in STAGES
        if (how_many := getattr(look, stage)) is not None
    ]
    return pd.DataFrame(rows, columns=["person", "segment", "place", "stage", "how_many", "basis"])


def journey_grid(marks: pd.DataFrame) -> pd.DataFrame:
    """
    Sum up what was said of each place at each stage; what the group agreed on counts before what single people said.

    Parameters
    ----------
    marks : DataFrame
        `journey_marks`.
    """
    rows = []
    for (segment, place, stage), said in marks.groupby(["segment", "place", "stage"], sort=False):
        agreed = said[said["person"] == ""]
        counted = agreed if len(agreed) else said
        steps = counted["how_many"].astype(float)
        basis = max(counted["basis"], key=BASES.index)
        people = said.loc[said["person"] != "", "person"].nunique()
        spread = said["how_many"].min(), said["how_many"].max()
        rows.append((segment, place, stage, steps.mean(), *map(float, spread), people, basis))
    columns = ["segment", "place", "stage", "how_many", "low", "high", "voices", "basis"]
    return pd.DataFrame(rows, columns=columns)


def strayed_looks(brief: Brief) -> int:
    """Count what was said of segments that the brief no longer has."""
    said = [*brief.journey, *(look for voice in brief.voices for look in voice.journey)]
    return len(said) - len(_kept(brief))


def _kept(brief: Brief) -> Sequence[tuple[str, Touchpoint]]:
    known = {segment.name for segment in brief.segments}
    said = [("", look) for look in brief.journey]
    said += [(voice.name, look) for voice in brief.voices for look in voice.journey]
    return [(person, look) for person, look in said if look.segment in known]
