"""The answers to the five questions from which a first plan is drafted."""

from collections.abc import Sequence
from typing import Annotated, Literal, Self

from pydantic import Field

from strategy_kit.model.types import AgeGroup, Country, Hours, Name, ObjectiveKey, Region, Zone
from strategy_kit.model.validation import Frozen, once_each

Business = Literal[
    "health", "local-services", "shop", "online-shop", "food", "culture", "software", "teaching", "other"
]
Whereabouts = Literal["nearby", "country", "abroad"]
Contact = Literal["referrers", "businesses"]
Content = Literal["photos", "short-texts", "short-videos", "articles", "documents", "replies", "live"]
"""What a newcomer says can be made, in everyday words; `plan.first_draft` names the formats."""
DayPart = Literal["mornings", "midday", "afternoons", "evenings", "weekends"]
ClosedDay = Literal["closed-1", "closed-2", "closed-3", "closed-4", "closed-5", "closed-6", "closed-7"]
"""Weekdays on which the business is closed, Monday = 1."""


class Answers(Frozen):
    """
    The answers to the five questions; of each choice an empty tuple = not answered, None = "I don't know".

    >>> bakery = Answers(name="Corner bakery", country="FR", business=("food",), ages=None, hours=5)
    >>> bakery.ages is None, bakery.objectives
    (True, ())
    """

    # 1 the business
    name: Name | Literal[""] = ""
    country: Country = "US"
    region: Region = ""
    zone: Zone | Literal[""] = ""  # the clock of the browser, not asked
    business: Annotated[tuple[Business, ...], Field(max_length=2)] | None = ()
    # 2 what for
    objectives: Annotated[tuple[ObjectiveKey, ...], Field(max_length=3)] | None = ()
    # 3 the customers
    ages: tuple[AgeGroup, ...] | None = ()
    where: tuple[Whereabouts, ...] | None = ()
    also: tuple[Contact, ...] | None = ()
    # 4 what can be made
    makes: tuple[Content, ...] | None = ()
    # 5 who works on it; hours a week are those of all people together, None = not known; and of each, if that was said
    people: Annotated[int, Field(ge=1, le=20)] | None = None
    hours: Hours | None = None
    hours_each: Annotated[tuple[Hours, ...], Field(max_length=20)] = ()
    names: Annotated[tuple[Name, ...], Field(max_length=20)] = ()
    when: tuple[DayPart | ClosedDay, ...] | None = ()

    _once_each = once_each(business="", objectives="", ages="", where="", also="", makes="", when="", names="")

    def with_hours(self, each: Sequence[tuple[str, float]]) -> Self:
        """
        Return the answers with these hours a week, each with a name or "": none, those of all together, or of each.

        Of each, there are as many people then; those with a name come first.

        >>> answers = Answers(people=2).with_hours([("", 3), ("Ada", 1), ("", 0.5)])
        >>> answers.hours, answers.people, answers.hours_each, answers.names
        (4.5, 3, (1.0, 3.0, 0.5), ('Ada',))
        >>> answers.with_hours([]).hours is None
        True
        """
        if len(each) > 1:
            named = sorted(each, key=lambda one: not one[0])
            hours = [hours for _name, hours in named]
            names = [name for name, _hours in named if name]
            return self.changed(hours=sum(hours), hours_each=hours, names=names, people=len(each))
        return self.changed(hours=each[0][1] if each else None, hours_each=(), names=())
