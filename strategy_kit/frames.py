"""
The schema of each frame that one layer computes and another reads: its grain, columns, types and units.

A frame is described by the tuple of one of its rows, and nowhere else; `rows_of` reads it. The name of an index counts
as a column. Columns of published facts are described in ``data/datapackage.json``; a matrix, such as platforms by
criteria, holds one quantity, which the function that returns it describes.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, NamedTuple, TypeVar

import pandas as pd
from pandas.api.typing import NAType

Row = TypeVar("Row", bound=NamedTuple)
Share = Annotated[float, "in [0, 1]"]
Support = Annotated[float, "opinion of studies: -1 avoid, 1 best"]
Score = Annotated[float, "utility or weighted sum of utilities; one platform's lies in [0, 1]"]
Minutes = Annotated[float, "minutes"]
WeeklyHours = Annotated[float, "hours a week"]
Key = Annotated[str, "key of a platform, criterion or source; sources joined by ;"]
Monday = Annotated[dt.date, "Monday of an ISO week"]
Flag = bool | NAType
Count = int | NAType
Rating = Annotated[float | NAType, "0 to 3"]
Keys = tuple[str, ...]


def rows_of(frame: pd.DataFrame, row: type[Row]) -> Iterator[Row]:
    """
    Read a frame row by row, in its order; a KeyError names the columns of the schema that it lacks.

    >>> frame = pd.DataFrame({"low": [0.2], "middle": [0.5], "high": [0.7]}, index=pd.Index(["x"], name="platform"))
    >>> next(rows_of(frame, ScoreBoundsRow))
    ScoreBoundsRow(platform='x', low=0.2, middle=0.5, high=0.7)
    """
    table = frame.reset_index() if frame.index.name in row._fields else frame
    lacking = [name for name in row._fields if name not in table.columns]
    if lacking:
        raise KeyError(f"{row.__name__}: the frame lacks {', '.join(lacking)}")
    return map(row._make, zip(*(table[name] for name in row._fields), strict=True))


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
    posts: int  # a week


class HoursRow(NamedTuple):
    """One row per platform: the hours it needs at the low end of its cadence."""

    platform: Key
    format: str  # the quickest that the team makes, else the quickest ordinary one; missing = none is known
    made: Flag  # the team makes it
    post_minutes: Minutes  # to make a post
    posts: int  # a week
    watch_minutes: Minutes  # of work after a post
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
    turned: int  # pairs of the rest whose order turns round
    turned_if_scaled: int  # the same, were each criterion scaled from the worst to the best platform on the list


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
    fits: Flag  # into the hours of the team; missing if the hours are
    efficient: bool  # no other set scores as much in fewer hours, or more in as many


class LaterRow(NamedTuple):
    """One row per platform left out of the start, best first: what it would add to it."""

    platform: Key
    score: Score
    hours: WeeklyHours  # missing = unknown
    fits_from: WeeklyHours  # hours of the team from which it fits beside the start
    fits_now: Flag
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
    marks: tuple[int, ...]  # which of `Limits.marks` speak of this place


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
