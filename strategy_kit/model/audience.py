"""Audience segments, and their touchpoints before a purchase."""

from typing import Annotated

from pydantic import Field

from strategy_kit.model.types import (
    AgeGroup,
    Basis,
    Community,
    Country,
    Education,
    Income,
    Name,
    Place,
    Sex,
    Step,
    Zone,
)
from strategy_kit.model.validation import Frozen


class Segment(Frozen):
    """Part of the audience: who they are, where, and their share of sales. A field left out means "not narrowed"."""

    name: Name
    share: Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)] = 1.0
    country: Country = "US"
    zone: Zone = "America/New_York"
    age: tuple[AgeGroup, ...] = ()
    sex: Sex | None = None
    income: Income | None = None
    education: Education | None = None
    community: Community | None = None


class Touchpoint(Frozen):
    """
    How many people of a segment look in one place at each stage before they buy: 0 none, 1 a few, 2 many, 3 nearly all.

    Absent = not known. `basis` is how it is known: a guess, asked of customers, or seen in one's own numbers.
    """

    segment: Name
    place: Place
    need: Step | None = None
    look: Step | None = None
    compare: Step | None = None
    decide: Step | None = None
    basis: Basis = "guess"

    @property
    def where(self) -> str:
        """What it speaks of: once for each person."""
        return f"{self.segment}, {self.place}"
