"""The plan: what a group decided, with its calendar."""

import datetime as dt
from typing import Annotated, Any, Literal, Self
from uuid import uuid4

from pydantic import FailFast, Field, model_validator

from strategy_kit.errors import InputError
from strategy_kit.model.answers import Answers
from strategy_kit.model.brief import Brief
from strategy_kit.model.calendar import InboxCheck, ResponseWindow, Slot
from strategy_kit.model.objectives import with_objectives
from strategy_kit.model.platforms import WeekFacts
from strategy_kit.model.review import KpiValue, Note, Review
from strategy_kit.model.schedulers import SchedulerOptions
from strategy_kit.model.types import YEARS, Day, Key, Name, Platform, Text
from strategy_kit.model.validation import Frozen, from_json, once_each, parsed

FORMAT_VERSION = 2


class AgreedTerms(Frozen):
    """
    What a group agreed on: the brief, the horizon, the condition to expand, and the platforms it then came to.

    `exceptions` is what did not fit then and was agreed to all the same, in the words and language of that day.
    """

    brief: Brief
    start: Annotated[Day, Field(le=dt.date(YEARS[-1], 12, 31))]
    weeks: Annotated[int, Field(ge=1, le=13)]
    trigger: Text = ""
    platforms: tuple[Platform, ...] = ()
    exceptions: Text = ""


class Plan(Frozen):
    """
    The decision: the brief, the horizon, the platforms, the calendar and who agreed.

    >>> plan = Plan(id="p1", brief=Brief(name="Corner bakery"), start=dt.date(2027, 1, 4))
    >>> Plan.from_json(plan.to_json()) == plan
    True

    An agreed plan holds what was agreed; to agree anew, set `agreed` to None with the new day.

    >>> agreed = plan.changed(agreed_by="Ada", agreed_on=dt.date(2027, 1, 2))
    >>> agreed.changed(weeks=8).agreed.weeks, agreed.changed(weeks=8, agreed=None).agreed.weeks
    (4, 8)

    `version` counts the versions that reviews made; `before` holds the terms of the version before.
    """

    format_version: Literal[2] = 2
    id: Key = Field(default_factory=lambda: uuid4().hex)
    brief: Brief
    answers: Answers | None = None
    start: Annotated[Day, Field(le=dt.date(YEARS[-1], 12, 31))]
    weeks: Annotated[int, Field(ge=1, le=13)] = 4
    platforms: tuple[Platform, ...] = ()
    later: tuple[Platform, ...] = ()
    slots: Annotated[tuple[Slot, ...], FailFast(), Field(max_length=20_000)] = ()
    watches: Annotated[tuple[ResponseWindow, ...], FailFast(), Field(max_length=20_000)] = ()
    rounds: Annotated[tuple[InboxCheck, ...], FailFast(), Field(max_length=20_000)] = ()
    agreed_by: Text = ""
    agreed_on: dt.date | None = None
    agreed: AgreedTerms | None = None
    scenario: Name = "A"
    trigger: Text = ""
    schedulers: SchedulerOptions = SchedulerOptions()
    happened: Annotated[tuple[WeekFacts, ...], Field(max_length=400)] = ()
    results: Annotated[tuple[KpiValue, ...], Field(max_length=1000)] = ()
    notes: Annotated[tuple[Note, ...], Field(max_length=100)] = ()
    reviews: Annotated[tuple[Review, ...], Field(max_length=100)] = ()
    version: Annotated[int, Field(ge=1, le=1000)] = 1
    before: AgreedTerms | None = None

    _once_each = once_each(results="where", notes="where", reviews="version")

    @model_validator(mode="after")
    def _hold_what_was_agreed(self) -> Self:
        """Hold the terms of an agreed plan, as they are now if it holds none: plans of earlier versions do not."""
        if (self.agreed is None) != (self.agreed_on is None):
            object.__setattr__(self, "agreed", self.terms if self.agreed_on else None)
        return self

    @property
    def terms(self) -> AgreedTerms:
        """What a group agrees on, as it is now; the values were validated."""
        return AgreedTerms.model_construct(
            brief=self.brief, start=self.start, weeks=self.weeks, trigger=self.trigger, platforms=self.platforms
        )

    @property
    def end(self) -> dt.date:
        """The day after the last one."""
        return self.start + dt.timedelta(weeks=self.weeks)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Read a plan; refuse what is damaged, too large or made by a newer workbook."""
        values = parsed(text)
        version = values.get("format_version")
        if isinstance(version, int) and version > FORMAT_VERSION:
            raise InputError(
                "{field}: this plan was saved with a newer version of the workbook ({value}; this one reads "
                "up to {known}). Update the workbook, then open the plan again; the file was not changed.",
                field="format_version",
                value=version,
                known=str(FORMAT_VERSION),
            )
        return from_json(cls, _upgraded(values))

    def to_json(self) -> str:
        """Write the plan as indented JSON, the same text for the same plan."""
        return self.model_dump_json(indent=2)


def _upgraded(values: dict[str, Any]) -> dict[str, Any]:
    """Return a plan as read from JSON, of version 1 or 2, in the present version."""
    upgraded = {**values, "brief": with_objectives(values["brief"])} if "brief" in values else dict(values)
    if values.get("format_version") == 1:
        upgraded["format_version"] = FORMAT_VERSION
    agreed = values.get("agreed")
    if isinstance(agreed, dict) and "brief" in agreed:
        upgraded["agreed"] = {**agreed, "brief": with_objectives(agreed["brief"])}
    return upgraded


def live_slots(plan: Plan) -> tuple[Slot, ...]:
    """Return the posts that are not cancelled, in order of time."""
    live = (slot for slot in plan.slots if not slot.cancelled)
    return tuple(sorted(live, key=lambda slot: (_instant(slot), slot.id)))


def live_watches(plan: Plan) -> tuple[ResponseWindow, ...]:
    """Return the response windows of posts that are not cancelled, in order of time."""
    live = {slot.id for slot in plan.slots if not slot.cancelled}
    return tuple(sorted((watch for watch in plan.watches if watch.slot in live), key=_instant))


def _instant(placed: Slot | ResponseWindow) -> dt.datetime:
    return placed.starts_at.astimezone(dt.UTC)
