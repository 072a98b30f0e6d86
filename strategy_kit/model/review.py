"""What happened, and what was decided then: values of KPIs, what changed when, and reviews with their decisions."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from strategy_kit.model.objectives import Amount
from strategy_kit.model.types import Day, Name, Period, Text
from strategy_kit.model.validation import Frozen

Act = Literal["keep", "change", "stop"]


class KpiValue(Frozen):
    """
    The value of the KPI of an objective (`Objective.what`) in the week or month that begins on a day; absent = unknown.

    >>> KpiValue(objective="sales", per="month", begins="2027-02-01", value=12).begins.isoformat()
    '2027-02-01'
    """

    objective: Name
    per: Period = "week"
    begins: Day
    value: Amount | None = None

    @model_validator(mode="after")
    def _begins_a_period(self) -> Self:
        if self.per == "week" and self.begins.isoweekday() != 1:
            raise ValueError("not a Monday")
        if self.per == "month" and self.begins.day != 1:
            raise ValueError("not the first of a month")
        return self

    @property
    def where(self) -> str:
        """Of what it is the value: once."""
        return f"{self.objective}, {self.per}, {self.begins}"


class Note(Frozen):
    """What changed on a day, and may be the cause of a change of results."""

    day: Day
    text: Text

    @property
    def where(self) -> str:
        """What it says: once."""
        return f"{self.day}, {self.text}"


class ReviewDecision(Frozen):
    """What is kept, changed or stopped, by whom and from when or until when; absent = not decided yet."""

    act: Act = "change"
    what: Text
    who: Name | None = None
    by: Day | None = None


class Review(Frozen):
    """The review of a version of the plan: on which day, who took part, what was decided."""

    version: Annotated[int, Field(ge=1, le=1000)]
    day: Day
    present: Text = ""
    decisions: Annotated[tuple[ReviewDecision, ...], Field(max_length=20)] = ()
