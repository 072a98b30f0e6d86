"""Schemas of the frames of consideration 3: the platforms."""

import datetime as dt
from typing import NamedTuple

from strategy_kit.frames.rows import Count, Flag, Key, Keys, Minutes, Monday, Score, Share, WeeklyHours


class CatalogueRow(NamedTuple):
    """One row per platform to choose from, indexed by its key; further columns are those of table ``platforms``."""

    key: Key
    name: str  # as the edition says it


class ClosedPlatformRow(NamedTuple):
    """One row per platform that closed, indexed by its key; further columns are those of table ``platforms``."""

    key: Key
    name: str
    closed_on: dt.date
    successor_name: str  # empty = nothing took its place
    status_source: Key


class PointRow(NamedTuple):
    """One row per point of a value function, in order; level before the first and after the last."""

    at: float  # the measure, in the unit of its criterion
    value: Share  # its utility


class MeasureRow(NamedTuple):
    """One row per platform: its measure on a criterion, in the criterion's own unit."""

    platform: Key
    value: float  # missing = unknown
    low: float  # between what it lies; missing = anything the measure can be
    high: float
    reason: str  # sources, joined by ;, or what of `measures` it rests on; empty where nothing is known


class HoursRow(NamedTuple):
    """One row per platform: the hours it needs at the low end of its cadence."""

    platform: Key
    format: str  # those of the pillars, joined by ;, else the quickest ordinary one; missing = none is known
    made: bool  # the team makes it
    post_minutes: Minutes  # to make a post, on average
    least_minutes: Minutes  # to make the quickest
    posts: int  # a week
    response_work_minutes: Minutes  # of work after a post
    hours_if_made: WeeklyHours  # missing without a format
    hours: WeeklyHours  # missing, too, if the team does not make the format


class PublishedHoursRow(NamedTuple):
    """One row per platform: what it would cost at the cadences that are published for it."""

    platform: Key
    posts_low: float  # a week; missing = no study gives this end
    posts_high: float
    hours_low: WeeklyHours
    hours_high: WeeklyHours
    source: Key
    general: bool  # published of social networks in general


class ScoreBoundsRow(NamedTuple):
    """One row per platform: its score, with what is unknown at its worst, in the middle and at its best."""

    platform: Key
    low: Score
    middle: Score
    high: Score


class ChangeRow(NamedTuple):
    """One row per criterion: the nearest weights that may cost the leader its first place; missing, "" = no weight."""

    criterion: Key
    weight: Share  # today
    doubt_at: Share  # nearest weight at which the unknown could put `doubt_rival` level; today's if it already could
    doubt_rival: Key
    lost_at: Share  # nearest weight beyond which `lost_to` is ahead in the middle scores
    lost_to: Key
    change: float  # lost_at - weight


class BandRow(NamedTuple):
    """One row per (criterion, band of its weight), in order; the bands of a criterion make up [0, 1]."""

    criterion: Key
    start: Share
    end: Share
    state: str  # "first": the leader is, whatever is unknown; "open": it depends on that; "behind": another is ahead
    rival: Key  # who could be, or is, ahead; "" in "first"


class LeftOutRow(NamedTuple):
    """One row per platform that is left out, best score first: what becomes of the others."""

    platform: Key
    leaders: Keys  # first of the rest; several = a tie
    start: Keys  # what the rest would start with
    reversals: int  # pairs of the rest whose order turns round
    reversals_if_scaled: int  # the same, were each criterion scaled from the worst to the best platform on the list


class ComparedPairRow(NamedTuple):
    """One row per pair of criteria compared, the one most at odds with the others first."""

    criterion: Key
    over: Key
    times: float  # ratio as judged
    implied: float  # ratio of the weights that all comparisons give
    factor: float  # how many times the one is the other, from 1


class StartRow(NamedTuple):
    """One row per set of platforms to start with, best first."""

    platforms: Keys  # best first
    score: Score  # sum
    hours: WeeklyHours  # missing if one is unknown
    reach_low: Share  # of the audience on at least one of them
    reach_high: Share
    fits: Flag  # into the hours of the team; missing if the hours are, or if it is undecided
    efficient: bool  # no other set scores as much in fewer hours, or more in as many


class LaterRow(NamedTuple):
    """One row per platform left out of the start, best first: what it would add to it."""

    platform: Key
    score: Score
    hours: WeeklyHours  # missing = unknown
    fits_from: WeeklyHours  # hours of the team from which it fits beside the start
    fits_now: Flag  # missing as `StartRow.fits`
    new_reach_low: Share  # of the audience that only it would bring
    new_reach_high: Share


class ParticipantRow(NamedTuple):
    """One row per person of the group: their own decision beside the group's."""

    person: str
    choice: Keys  # they alone would start with
    same: bool  # as the group's
    loss: Score  # by how much, in their own eyes, the group's choice scores less than theirs
    without: Keys  # the others would choose without them
    decisive: bool  # that differs from the group's choice


class QuestionRow(NamedTuple):
    """One row per question that the group could settle, the one worth most first."""

    kind: str  # "weight" of a criterion, "rating" of a platform
    about: Key
    low: Share  # between what people stand
    high: Share
    loss: Score  # mean loss once all take the group's mean there
    gain: Score  # by how much that is less than today


class TriggerWeekRow(NamedTuple):
    """One row per ISO week that is reported, and those between: whether it meets the trigger for another platform."""

    week: Monday
    posts: Count  # the fewest on any of the platforms; missing = not reported of all
    received: Count  # messages on all platforms; missing = not reported
    in_time: Count  # of them answered in time
    share: Share  # answered in time; missing where nothing came in or it is not reported
    kept: Flag  # missing = cannot be said
