"""Schemas of the frames of consideration 2: communication."""

from typing import NamedTuple

from strategy_kit.frames.rows import Flag, Key, Minutes, Moment, Rating, Share, WeeklyHours


class RatingRow(NamedTuple):
    """One row per (person, pillar, word) that is rated."""

    person: str
    pillar: str
    word: str  # anticipated, personal, relevant
    rating: int  # 0 to 3


class PillarRow(NamedTuple):
    """One row per content pillar: its permission score and its share of the posts."""

    pillar: str
    purpose: str
    promotional: bool
    anticipated: Rating  # the plan's own, else the mean of what people gave; missing = not rated
    personal: Rating
    relevant: Rating
    score: Share  # missing if one of the three ratings is
    score_low: Share  # with the lowest rating where one is missing
    score_high: Share
    unrated: int  # ratings missing
    wanted: Share  # of the posts, as stated
    share: Share  # of the posts, under the cap on asking


class ActivityRow(NamedTuple):
    """One row per activity of today."""

    activity: str
    channel: str | None  # missing = not told
    medium: str
    direction: str | None
    opted_in: bool
    interrupts: Flag  # sent to people who did not ask for it; missing = unknown
    hours_per_week: WeeklyHours  # missing = unknown
    cost_per_month: float
    opted_in_people: float
    way_out: str


class ConsentRow(NamedTuple):
    """One row per (activity or platform, region): what it needs; the words of table ``consent`` are further columns."""

    item: str  # name of an activity, key of a platform
    kind: str  # activity, platform
    channel: str | None
    region: str  # EU, GB, US, CA; empty = elsewhere
    needs: str  # of table ``consent``; empty = not gathered
    gap: str  # what is still to do: `consent.GAPS`
    source: Key


class ReplyRow(NamedTuple):
    """One row per kind of message: how it is answered."""

    kind: str
    minutes: int  # the response time target
    own: bool  # the plan sets it
    who: tuple[str, ...]  # of the team, who may answer
    tone: str  # the plan's own; empty = the workbook's
    in_time: Share  # of the week's minutes at which a message would meet somebody within the target
    longest_wait: Minutes  # missing = nobody is ever there
    wait_from: Moment  # in the team's zone, at which that wait begins


class DutyRow(NamedTuple):
    """One row per quarter of an hour of the week, on the team's clock."""

    weekday: int  # 1 Monday to 7
    minute: int  # of the day
    who: tuple[str, ...]  # on duty
