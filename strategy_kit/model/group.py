"""What each person of a group says: their weights or comparisons, their ratings of platforms and of pillars."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from strategy_kit.kinds import Criterion, Name, Step
from strategy_kit.model.platforms import Rating, Weights
from strategy_kit.validation import Frozen

MOST_VOICES = 40


class Comparison(Frozen):
    """How many times more one criterion matters than another, on Saaty's scale: 1 the same, 9 far more."""

    criterion: Criterion
    over: Criterion
    times: Annotated[float, Field(ge=1 / 9, le=9, allow_inf_nan=False)] = 1.0

    @model_validator(mode="after")
    def _two(self) -> Self:
        if self.criterion == self.over:
            raise ValueError("a criterion is compared with itself")
        return self


class PillarRating(Frozen):
    """One person's rating of a pillar by Godin's three words: 0 not at all, 3 fully; absent = not rated."""

    pillar: Name
    anticipated: Step | None = None
    personal: Step | None = None
    relevant: Step | None = None


class Voice(Frozen):
    """
    What one person of the group says; a role or initials will do for a name.

    Whoever gives neither weights nor comparisons has no say in the weights, and nobody has a say in what they did not
    rate.
    """

    name: Name
    weights: Weights | None = None
    comparisons: Annotated[tuple[Comparison, ...], Field(max_length=15)] = ()
    ratings: Annotated[tuple[Rating, ...], Field(max_length=40)] = ()
    pillars: Annotated[tuple[PillarRating, ...], Field(max_length=12)] = ()

    @model_validator(mode="after")
    def _once_each(self) -> Self:
        for kind, names in (
            ("ratings", [rating.platform for rating in self.ratings]),
            ("pillars", [rating.pillar for rating in self.pillars]),
            ("comparisons", [" / ".join(sorted((pair.criterion, pair.over))) for pair in self.comparisons]),
        ):
            twice = sorted({name for name in names if names.count(name) > 1})
            if twice:
                raise ValueError(f"twice in {kind}: {twice[0]}")
        return self
