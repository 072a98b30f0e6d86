"""Schemas of the frames of consideration 4: the calendar."""

import datetime as dt
from typing import NamedTuple

from strategy_kit.frames.rows import Key, Minutes, Moment, Monday, Share, Support, Zone


class OpinionRow(NamedTuple):
    """One row per (platform, weekday, hour, voice) that speaks; studies that repeat one another are one voice."""

    platform: Key
    weekday: int  # 1 Monday to 7
    hour: int  # 0 to 23, on the clock asked for
    voice: Key
    value: Support
    coverage: Share  # of the hour and of the audience it speaks of, above 0
    weight: float  # above 0


class WindowRow(NamedTuple):
    """One row per published window: what one source says of some hours, as far as columns are read."""

    source: Key
    platform: Key
    weekdays: tuple[int, ...]  # 1 Monday to 7
    start_minute: int  # of the day, wall time
    end_minute: int
    zone: str  # IANA zone; "audience" = the clock of whoever reads
    strength: str  # best, good, avoid
    kind: str  # range, hour, ...
    voice: Key  # the source that it repeats, or its own
    distance: int  # how many sources lie between it and that one


class WallTimeRow(NamedTuple):
    """One row per (published window, weekday, clock)."""

    platform: Key
    source: Key
    weekday: int  # 1 Monday to 7, as published
    clock: Zone
    starts_at: Moment  # in the zone of the clock
    ends_at: Moment


class HeatRow(NamedTuple):
    """One row per (platform, weekday, hour): what the studies together say of it."""

    platform: Key
    weekday: int  # 1 Monday to 7
    hour: int  # 0 to 23
    support: Support  # weighted mean; missing = no study speaks
    spread: float  # standard deviation of the voices, unit of support
    studies: int  # voices
    favour: int  # voices for
    against: int
    contested: bool  # each side has at least a quarter of the weight
    weight: float  # of all that speak
    known_share: Share  # of the hour and of the audience spoken of
    minutes: int  # 60; 0 and 120 where clocks change


class CandidateRow(NamedTuple):
    """One row per (platform, day, minute, person): a place and time that fixed limits leave to a post."""

    platform: Key
    day: dt.date
    minute: int  # of the day, wall time
    person: str  # answers after the post
    week: Monday
    instant: int  # minutes since the epoch
    support: Support
    studies: int
    value: float  # support, believed as far as its weight goes, times reach; 0 where an unknown hour is allowed
    awake: Share  # of the audience; 0 where it is not known
    matched_rules: tuple[int, ...]  # indices into `Constraints.grouping_rules`


class WorkloadRow(NamedTuple):
    """One row per (ISO week, person): the team in every week of the horizon in order, then others who have work."""

    week: Monday
    person: str
    making: Minutes
    watching: Minutes
    monitoring: Minutes
    total: Minutes
    available: Minutes  # missing = not of the team
    days: int  # of the week that the horizon holds, 0 to 7


class ComparisonRow(NamedTuple):
    """One row per way to fill the calendar: "favourite" hours, "greedy" one at a time, "best" of all."""

    way: str
    posts: int
    exposure: float  # support, believed as far as its weight goes, times reach, added up
    fullest_week: Minutes  # of work of all people in it
    overtime: Minutes  # beyond what people have, all weeks
    unanswered: int  # posts that no one is there to answer after
    broken: int  # posts that break a limit of hours, days, spacing or numbers
    missing: int  # posts and rounds asked for and not there
