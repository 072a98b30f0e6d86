"""Schemas of the frames of consideration 1: the audience."""

from typing import NamedTuple

import pandas as pd

from strategy_kit.frames.rows import Count, Key, Keys, Moment, Share, Zone


class ReachRow(NamedTuple):
    """One row per platform: the share of the audience that uses it. Of segments also `segment` and its `share`."""

    platform: Key
    reach: Share  # as `measure` defines it; missing = not known
    reach_low: Share  # lower end of the 95 % interval; missing where nothing is known
    reach_high: Share
    source: Key  # empty where nothing is known
    survey_year: Count  # of the oldest survey
    measure: str  # what was asked
    borrowed: bool  # a survey of another country stands in
    borrowed_from: str  # geography of that survey, else empty
    known_share: Share  # of these people for whom somebody asked
    n_unweighted: float  # people asked in the smallest group used; missing = not published
    verified: bool  # every figure used was read where its producer published it


class ReachTogetherRow(NamedTuple):
    """One row per platform and per pair of platforms: bounds of the audience on at least one of them."""

    platforms: Keys  # the wider first
    reach_low: Share
    reach_high: Share


class TrendRow(NamedTuple):
    """One row per (platform, survey): the share of US adults who use the platform."""

    platform: Key
    survey_date: pd.Timestamp
    mode: str  # telephone, web, ...
    source: Key
    reach: Share
    reach_low: Share  # missing = the number of people asked is not published
    reach_high: Share
    piece: int  # counts the pieces between which the mode changes


class JourneyMarkRow(NamedTuple):
    """One row per rating of a touchpoint."""

    person: str  # empty = agreed by the group
    segment: str
    place: str
    stage: str
    how_many: int  # 0 none to 3 nearly all
    basis: str  # guess, asked, seen


class JourneyRow(NamedTuple):
    """One row per (segment, place, stage) with a rating; without one it is unknown, not none."""

    segment: str
    place: str
    stage: str
    how_many: float  # 0 to 3: the agreed step, else the mean of people's ratings
    low: float  # lowest rating
    high: float
    voices: int  # people who rated
    basis: str  # the firmest


class AudienceHourRow(NamedTuple):
    """One row per (hour of the team's day, zone of the audience), the zone of most people first."""

    hour: int  # 0 to 23 on the team's clock
    zone: Zone
    share: Share  # of the audience
    starts_at: Moment  # in the zone
    awake: Share  # of the hour that lies in the waking day there, an assumption
