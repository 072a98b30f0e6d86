"""What matters when choosing platforms, and what the team can make for them."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from strategy_kit.kinds import Format, Platform, Step, Weight
from strategy_kit.validation import Frozen


class Weights(Frozen):
    """What matters when choosing platforms; only the proportions count."""

    audience: Weight = 3.0
    format: Weight = 2.0
    trade: Weight = 2.0
    effort: Weight = 1.5
    dialogue: Weight = 2.0
    standing: Weight = 1.0

    @model_validator(mode="after")
    def _some(self) -> Self:
        if not any(dict(self).values()):
            raise ValueError("all weights are zero")
        return self


class Rating(Frozen):
    """The group's own rating of the dialogue it can have on a platform: 0 none, 3 daily."""

    platform: Platform
    dialogue: Step | None = None


class FormatEffort(Frozen):
    """A format the team can make, and its minutes a post; absent minutes = the workbook's assumption."""

    format: Format
    minutes: Annotated[float, Field(gt=0, le=10_000, allow_inf_nan=False)] | None = None
