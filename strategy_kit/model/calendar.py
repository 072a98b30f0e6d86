"""The team, the cadence, the rules of the calendar, and its parts: posts, response windows, inbox checks."""

import datetime as dt
import zoneinfo
from typing import Annotated

from pydantic import Field

from strategy_kit.model.types import (
    Caption,
    Day,
    Format,
    Hours,
    Key,
    Link,
    Name,
    Platform,
    Text,
    WallTime,
    Weekday,
    Zone,
)
from strategy_kit.model.validation import Frozen, in_order


class DutyHours(Frozen):
    """Wall times, in the person's zone, at which a person can post and answer."""

    weekdays: tuple[Weekday, ...] = (1, 2, 3, 4, 5)
    start: WallTime = dt.time(9)
    end: WallTime = dt.time(18)

    _ordered = in_order("start", "end", apart=True)


class DaysOff(Frozen):
    """A span of days, both ends included."""

    first: Day
    last: Day
    reason: Text = ""

    _ordered = in_order("first", "last")


class Person(Frozen):
    """A member of the team, by name or by role, who prepares posts, posts and answers."""

    name: Name
    hours_per_week: Hours = 5.0
    zone: Zone | None = None
    duty: tuple[DutyHours, ...] = (DutyHours(),)
    days_off: tuple[DaysOff, ...] = ()


class CadenceRule(Frozen):
    """How often to post on one platform (or on ``all`` that have no rule of their own)."""

    platform: Platform = "all"
    posts_per_week_low: Annotated[int, Field(ge=0, le=70)] = 4
    posts_per_week_high: Annotated[int, Field(ge=0, le=70)] = 5
    posts_per_day: Annotated[int, Field(ge=1, le=10)] = 2
    spacing_hours: Annotated[float, Field(ge=0, le=168, allow_inf_nan=False)] = 4.0

    _ordered = in_order("posts_per_week_low", "posts_per_week_high")


class BlackoutRule(Frozen):
    """When not to post: on these weekdays, at these wall times (absent: all day), on one platform or one pillar."""

    weekdays: Annotated[tuple[Weekday, ...], Field(min_length=1)] = (1, 2, 3, 4, 5, 6, 7)
    start: WallTime | None = None
    end: WallTime | None = None
    platform: Platform = "all"
    pillar: Name | None = None

    _ordered = in_order("start", "end", apart=True)


class PinnedPost(Frozen):
    """A post that must stand at a wall time of the calendar; pillar and owner free if absent."""

    platform: Platform
    day: Day
    time: WallTime
    pillar: Name | None = None
    owner: Name | None = None


class Campaign(Frozen):
    """A span of days, both ends included, in which so many posts must stand: of one pillar or platform, or of any."""

    name: Name
    first: Day
    last: Day
    posts: Annotated[int, Field(ge=1, le=500)] = 1
    platform: Platform = "all"
    pillar: Name | None = None

    _ordered = in_order("first", "last")


class MonitoringRule(Frozen):
    """A daily inbox check on each open day of these weekdays, from a wall time for so many minutes."""

    start: WallTime = dt.time(9)
    minutes: Annotated[int, Field(ge=5, le=480)] = 15
    weekdays: Annotated[tuple[Weekday, ...], Field(min_length=1)] = (1, 2, 3, 4, 5)


class _Placed(Frozen):
    day: Day
    time: WallTime
    zone: Zone

    @property
    def starts_at(self) -> dt.datetime:
        """The wall time with its zone, an aware datetime."""
        return dt.datetime.combine(self.day, self.time, zoneinfo.ZoneInfo(self.zone))


class _Span(_Placed):
    minutes: int

    @property
    def ends_at(self) -> dt.datetime:
        """The end, in elapsed minutes after the start, in the same zone."""
        ends = self.starts_at.astimezone(dt.UTC) + dt.timedelta(minutes=self.minutes)
        return ends.astimezone(zoneinfo.ZoneInfo(self.zone))


class Slot(_Placed):
    """
    One post: platform, wall time in a zone, pillar, owner, what the studies say of its hour, and its words.

    `title`, `text`, `link`, `image` and `tags` are empty until somebody writes them; they stay with the post's id.
    `agreed` is what the plan was when its calendar last left.
    """

    id: Key
    platform: Platform
    pillar: Name
    owner: Name
    format: Format = "image"
    support: Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)] | None = None
    studies: Annotated[int, Field(ge=0)] = 0
    minutes: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0
    agreed: bool = False
    cancelled: bool = False
    revision: Annotated[int, Field(ge=0)] = 0
    title: Text = ""
    text: Caption = ""
    link: Link = ""
    image: Link = ""
    tags: Annotated[tuple[Name, ...], Field(max_length=20)] = ()


class ResponseWindow(_Span):
    """The person who answers after a post, from when, for how many minutes; how many of them are work."""

    slot: Key
    person: Name
    minutes: Annotated[int, Field(gt=0, le=1440)]
    work_minutes: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0


class InboxCheck(_Span):
    """The person who checks the inbox, from when, for how many minutes of work: a daily monitoring block."""

    person: Name
    minutes: Annotated[int, Field(gt=0, le=480)]
