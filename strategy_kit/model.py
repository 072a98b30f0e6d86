"""
What people tell the workbook and what it decides: frozen, validated types that travel as JSON.

Wall times travel with the IANA zone they are read in; instants are derived, never stored. Absent means unknown.
"""

import datetime as dt
import zoneinfo
from typing import Annotated, Literal, Self
from uuid import uuid4

from pydantic import Field, StringConstraints, model_validator

from strategy_kit.errors import InputError
from strategy_kit.i18n import Lang
from strategy_kit.kinds import (
    GIVING,
    AgeGroup,
    Community,
    Country,
    Day,
    Direction,
    Edition,
    Education,
    Format,
    Hours,
    Income,
    Key,
    Medium,
    Name,
    Platform,
    Purpose,
    Reading,
    Sex,
    Share,
    Step,
    Text,
    Trade,
    WallTime,
    Weekday,
    Weight,
    Zone,
)
from strategy_kit.validation import Frozen, from_json, parsed

FORMAT_VERSION = 1


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


class Activity(Frozen):
    """One thing the business does today to be known."""

    name: Name
    medium: Medium = "owned"
    direction: Direction = "outbound"
    hours_per_week: Hours = 0.0
    cost_per_month: Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)] | None = None
    opted_in: bool = False


class Pillar(Frozen):
    """A recurring kind of content, rated by Godin's three words (0 not at all, 3 fully), and its share of posts."""

    name: Name
    purpose: Purpose = "inform"
    anticipated: Step | None = None
    personal: Step | None = None
    relevant: Step | None = None
    share: Share = 0.2
    format: Format = "image"

    @property
    def asks(self) -> bool:
        """Whether it asks (sells) rather than gives."""
        return self.purpose not in GIVING


class Duty(Frozen):
    """Wall times, in the person's zone, at which a person can post and answer."""

    weekdays: tuple[Weekday, ...] = (1, 2, 3, 4, 5)
    start: WallTime = dt.time(9)
    end: WallTime = dt.time(18)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.start >= self.end:
            raise ValueError("start must be before end")
        return self


class DaysOff(Frozen):
    """A span of days, both ends included."""

    first: Day
    last: Day
    reason: Text = ""

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.first > self.last:
            raise ValueError("first must not be after last")
        return self


class Person(Frozen):
    """Somebody (a role, not a name, will do) who prepares posts, posts and answers."""

    name: Name
    hours_per_week: Hours = 5.0
    zone: Zone | None = None
    duty: tuple[Duty, ...] = (Duty(),)
    days_off: tuple[DaysOff, ...] = ()


class FormatEffort(Frozen):
    """A format the team can make, and its minutes a post; absent minutes = the workbook's assumption."""

    format: Format
    minutes: Annotated[float, Field(gt=0, le=10_000, allow_inf_nan=False)] | None = None


class CadenceRule(Frozen):
    """How often to post on one platform (or on ``all`` that have no rule of their own)."""

    platform: Platform = "all"
    posts_per_week_low: Annotated[int, Field(ge=0, le=70)] = 4
    posts_per_week_high: Annotated[int, Field(ge=0, le=70)] = 5
    posts_per_day: Annotated[int, Field(ge=1, le=10)] = 2
    spacing_hours: Annotated[float, Field(ge=0, le=168, allow_inf_nan=False)] = 4.0

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.posts_per_week_low > self.posts_per_week_high:
            raise ValueError("posts_per_week_low must not exceed posts_per_week_high")
        return self


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


class Assumption(Frozen):
    """A number of ``data/assumptions.csv`` replaced by the person's own."""

    key: Key
    value: Annotated[float, Field(allow_inf_nan=False)]


TEXT_AND_PICTURES = (FormatEffort(format="text"), FormatEffort(format="image"))


class Brief(Frozen):
    """
    Everything a business tells the workbook. Defaults are the document's own figures.

    Examples
    --------
    >>> brief = Brief(name="Corner bakery", team_zone="Europe/Paris")
    >>> brief.cadence[0].posts_per_week_low, brief.cadence[0].posts_per_week_high
    (4, 5)
    >>> brief.changed(team_zone="Paris")
    Traceback (most recent call last):
    ...
    strategy_kit.errors.InputError: team_zone: found Paris. Use an IANA zone, like Europe/Paris.
    """

    name: Name
    lang: Lang = "en"
    country: Country = "US"
    region: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{0,10}$")] = ""
    team_zone: Zone = "America/New_York"
    trade: Trade = "general"
    edition: Edition = "today"
    # 1 audience
    segments: Annotated[tuple[Segment, ...], Field(min_length=1, max_length=12)] = (Segment(name="Customers"),)
    # 2 communication
    activities: Annotated[tuple[Activity, ...], Field(max_length=40)] = ()
    pillars: Annotated[tuple[Pillar, ...], Field(min_length=1, max_length=12)] = (
        Pillar(name="How-to", purpose="help", share=0.4),
        Pillar(name="News", purpose="inform", share=0.2),
        Pillar(name="Questions", purpose="converse", share=0.2),
        Pillar(name="Offers", purpose="sell", share=0.2),
    )
    promotion_cap: Share = 0.2
    # 3 platforms
    weights: Weights = Weights()
    ratings: Annotated[tuple[Rating, ...], Field(max_length=40)] = ()
    formats: Annotated[tuple[FormatEffort, ...], Field(max_length=8)] = TEXT_AND_PICTURES
    platforms: Annotated[tuple[Platform, ...], Field(max_length=12)] = ()
    # 4 calendar
    team: Annotated[tuple[Person, ...], Field(min_length=1, max_length=20)] = (Person(name="Owner"),)
    cadence: Annotated[tuple[CadenceRule, ...], Field(min_length=1, max_length=20)] = (CadenceRule(),)
    posting_from: WallTime = dt.time(7)
    posting_until: WallTime = dt.time(20)
    closed_weekdays: tuple[Weekday, ...] = ()
    holidays_off: bool = True
    blackouts: Annotated[tuple[DaysOff, ...], Field(max_length=60)] = ()
    reply_target_minutes: Annotated[int, Field(ge=5, le=2880)] = 60
    studies: Annotated[tuple[Key, ...], Field(max_length=200)] | None = None
    reading: Reading | None = None
    unknown_hours: bool = False
    assumptions: Annotated[tuple[Assumption, ...], Field(max_length=60)] = ()

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for kind in ("segments", "pillars", "team", "cadence", "formats", "ratings", "platforms"):
            names = [
                entry if isinstance(entry, str) else next(iter(dict(entry).values())) for entry in getattr(self, kind)
            ]
            twice = sorted({name for name in names if names.count(name) > 1})
            if twice:
                raise ValueError(f"twice in {kind}: {twice[0]}")
        if self.posting_from >= self.posting_until:
            raise ValueError("posting_from must be before posting_until")
        return self

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Read a brief; refuse what is damaged in words."""
        return from_json(cls, parsed(text))

    def to_json(self) -> str:
        """Write the brief as indented JSON."""
        return self.model_dump_json(indent=2, exclude_none=True)


class _Placed(Frozen):
    day: Day
    time: WallTime
    zone: Zone

    @property
    def starts_at(self) -> dt.datetime:
        """The wall time with its zone, an aware datetime."""
        return dt.datetime.combine(self.day, self.time, zoneinfo.ZoneInfo(self.zone))


class Slot(_Placed):
    """One post: platform, wall time in a zone, pillar, owner, and what the studies say of its hour."""

    id: Key
    platform: Platform
    pillar: Name
    owner: Name
    format: Format = "image"
    support: Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)] | None = None
    studies: Annotated[int, Field(ge=0)] = 0
    minutes: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0
    cancelled: bool = False
    revision: Annotated[int, Field(ge=0)] = 0


class Watch(_Placed):
    """Who answers after a post, from when, for how many minutes; how many of them are work."""

    slot: Key
    person: Name
    minutes: Annotated[int, Field(gt=0, le=1440)]
    work_minutes: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0

    @property
    def ends_at(self) -> dt.datetime:
        """The end, in elapsed minutes after the start, in the same zone."""
        ends = self.starts_at.astimezone(dt.UTC) + dt.timedelta(minutes=self.minutes)
        return ends.astimezone(zoneinfo.ZoneInfo(self.zone))


class Plan(Frozen):
    """
    The decision: the brief, the horizon, the platforms, the calendar and who agreed.

    Examples
    --------
    >>> plan = Plan(id="p1", brief=Brief(name="Corner bakery"), start=dt.date(2027, 1, 4))
    >>> Plan.from_json(plan.to_json()) == plan
    True
    """

    format_version: Literal[1] = 1
    id: Key = Field(default_factory=lambda: uuid4().hex)
    brief: Brief
    start: Annotated[Day, Field(le=dt.date(2100, 12, 31))]
    weeks: Annotated[int, Field(ge=1, le=13)] = 4
    platforms: tuple[Platform, ...] = ()
    later: tuple[Platform, ...] = ()
    slots: tuple[Slot, ...] = ()
    watches: tuple[Watch, ...] = ()
    agreed_by: Text = ""
    agreed_on: dt.date | None = None
    scenario: Name = "A"
    trigger: Text = ""

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
                "{field}: this plan was saved by a newer workbook (version {value}, this one reads up to {known}). "
                "Update the workbook, then open it again; the file was not changed.",
                field="format_version",
                value=version,
                known=str(FORMAT_VERSION),
            )
        return from_json(cls, values)

    def to_json(self) -> str:
        """Write the plan as indented JSON, the same text for the same plan."""
        return self.model_dump_json(indent=2)
