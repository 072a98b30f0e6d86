"""Constraints of a calendar as plain numbers: wall times in the zone of the team, durations in minutes."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from strategy_kit.calendar.public_holidays import public_holidays
from strategy_kit.duty import minute_of
from strategy_kit.effort import Making, cadence_of, production, response_windows
from strategy_kit.model import BlackoutRule, Brief, CadenceRule, Campaign, DaysOff, MonitoringRule, Person, PinnedPost

STEP_MINUTES = 30
PostRule = BlackoutRule | PinnedPost | Campaign
"""A rule about single posts."""


@dataclass(frozen=True)
class Constraints:
    """
    The constraints of a calendar.

    `closed` maps a day without posts to its reason; `making` says how each (platform, pillar) is made and lacks the
    pairs that cannot be; `doubt` is the weight of evidence at which an hour counts half; `share_slack` is by how many
    posts a pillar may miss its share (with `fair_share` a person's posts are as many, to the post, as their share of
    the team's hours); `response_minutes` is the response window after a post (0: none), `work_share` how much of it is
    work. With `cover` another person than the owner may answer. `spacing_across` counts hours between posts on whatever
    platform. A post fixed by hand with its pillar does not count against the shares of pillars nor the cap of its week,
    one fixed with its owner not against the fair share; where they bring a share nearer, they count. The cap of the
    whole calendar counts all posts, and in a calendar of one week it is that of the week.
    """

    start: dt.date
    weeks: int
    zone: str
    platforms: tuple[str, ...]
    cadence: Mapping[str, CadenceRule]
    posting_from: dt.time
    posting_until: dt.time
    closed: Mapping[dt.date, str]
    team: tuple[Person, ...]
    pillar_shares: Mapping[str, float]
    asking: frozenset[str]
    promotion_cap: float
    making: Mapping[tuple[str, str], Making]
    response_minutes: Mapping[str, int]
    work_share: float
    unknown_hours: bool
    share_slack: float = 1.0
    doubt: float = 0.0
    spacing_across: float = 0.0
    never: tuple[BlackoutRule, ...] = ()
    pinned: tuple[PinnedPost, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    monitoring: tuple[MonitoringRule, ...] = ()
    cover: bool = False
    fair_share: bool = False

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The days of the horizon, in order."""
        return tuple(self.start + dt.timedelta(days=n) for n in range(7 * self.weeks))

    @property
    def mondays(self) -> tuple[dt.date, ...]:
        """The Mondays of the ISO weeks of the horizon, in order."""
        return tuple(sorted({monday(day) for day in self.days}))

    @property
    def fixes_promotion(self) -> bool:
        """Whether promotional posts are fixed by hand."""
        return any(pin.pillar in self.asking for pin in self.pinned)

    def is_open(self, day: dt.date, minute: int) -> bool:
        """Whether posts may go out on a day, at a minute of it (0 to 1439)."""
        return day not in self.closed and minute in self.posting_minutes

    @property
    def posting_minutes(self) -> range:
        """Minutes of a day (0 to 1439) at which posts may go out."""
        return range(minute_of(self.posting_from), minute_of(self.posting_until))

    def most_posts(self, platform: str) -> dict[Literal["week", "day"], int]:
        """Return the most posts of a platform in one ISO week and on one day."""
        rule = self.cadence[platform]
        return {"week": rule.posts_per_week_high, "day": rule.posts_per_day}

    def spacing_minutes(self, platform: str) -> float:
        """Return the least minutes between two posts of a platform; never two at one instant."""
        return max(self.cadence[platform].spacing_hours * 60, 1)

    def response_work(self, platform: str) -> float:
        """Return the minutes of work of answering after a post."""
        return self.response_minutes[platform] * self.work_share

    def making_for(self, platform: str) -> dict[str, Making]:
        """Return how a platform's posts are made, by pillar."""
        return {pillar: making for (of, pillar), making in self.making.items() if of == platform}

    @property
    def grouping_rules(self) -> tuple[PostRule, ...]:
        """The rules that depend on pillar or owner: posts that match the same ones are counted together."""
        return (*(rule for rule in self.never if rule.pillar), *self.pinned, *self.campaigns)


def monday(day: dt.date) -> dt.date:
    """Return the Monday of a day's ISO week."""
    return day - dt.timedelta(days=day.weekday())


def matches_placement(rule: PostRule, platform: str, day: dt.date, minute: int) -> bool:
    """
    Whether a rule concerns a post by its placement: platform, day and minute of the day (0 to 1439).

    >>> sunday_noon = BlackoutRule(weekdays=(7,), start=dt.time(12), end=dt.time(13))
    >>> [matches_placement(sunday_noon, "x", dt.date(2027, 1, 10), minute) for minute in (719, 720, 780)]
    [False, True, False]
    """
    return concerns_day(rule, platform, day) and minute in minutes_concerned(rule)


def concerns_day(rule: PostRule, platform: str, day: dt.date) -> bool:
    """
    Whether a rule concerns posts of a platform on a day, at some minute of it.

    >>> concerns_day(BlackoutRule(weekdays=(7,)), "x", dt.date(2027, 1, 10))
    True
    """
    if rule.platform not in ("all", platform):
        return False
    if isinstance(rule, PinnedPost):
        return day == rule.day
    return rule.first <= day <= rule.last if isinstance(rule, Campaign) else day.isoweekday() in rule.weekdays


def minutes_concerned(rule: PostRule) -> range:
    """
    Return the minutes of a day (0 to 1439) that a rule concerns.

    >>> minutes_concerned(BlackoutRule(end=dt.time(9)))
    range(0, 540)
    """
    if isinstance(rule, PinnedPost):
        return range(minute_of(rule.time), minute_of(rule.time) + 1)
    if isinstance(rule, Campaign):
        return range(24 * 60)
    return range(minute_of(rule.start) if rule.start else 0, minute_of(rule.end) if rule.end else 24 * 60)


def matches_pillar_and_owner(rule: PostRule, pillar: str | None, owner: str) -> bool:
    """
    Whether a rule concerns a post by its pillar (None: any) and its owner.

    >>> pin = PinnedPost(platform="x", day=dt.date(2027, 1, 4), time=dt.time(9), pillar="News")
    >>> [matches_pillar_and_owner(pin, pillar, "Ana") for pillar in ("News", "Offers", None)]
    [True, False, True]
    """
    owned = not isinstance(rule, PinnedPost) or rule.owner in (None, owner)
    return owned and (None in (rule.pillar, pillar) or rule.pillar == pillar)


def falls_in_week(rule: PinnedPost | Campaign, week: dt.date) -> bool:
    """
    Whether a pinned post or part of a campaign falls in an ISO week, given its Monday.

    >>> launch = Campaign(name="launch", first=dt.date(2027, 1, 10), last=dt.date(2027, 1, 11), posts=2)
    >>> [falls_in_week(launch, dt.date(2027, 1, monday)) for monday in (4, 11, 18)]
    [True, True, False]
    """
    first, last = (rule.day, rule.day) if isinstance(rule, PinnedPost) else (rule.first, rule.last)
    return first < week + dt.timedelta(weeks=1) and week <= last


def available_people(constraints: Constraints, week: dt.date) -> list[str]:
    """Return the names of the team members who are not away a whole ISO week, given its Monday."""
    days = {week + dt.timedelta(n) for n in range(7)}
    return [
        person.name
        for person in constraints.team
        if {day for away in person.days_off for day in days if _inside(day, away)} != days
    ]


def constraints_of(
    brief: Brief,
    start: dt.date,
    weeks: int,
    platforms: Iterable[str],
    *,
    pillar_shares: Mapping[str, float],
    formats: pd.DataFrame,
    half_lives: pd.DataFrame,
    assumptions: Mapping[str, float],
) -> Constraints:
    """
    Return the constraints of a calendar on some platforms, from the rules of a brief.

    Parameters
    ----------
    brief : Brief
    start : date
        First day of the calendar, any weekday.
    weeks : int
        Stretches of seven days from `start`, 1 to 13.
    platforms : iterable of str
        Keys of the platforms, in the order that breaks ties; repeated keys count once.
    pillar_shares : mapping of pillar to float
        Shares of the posts in [0, 1], together 1, of every pillar of the brief: those of `capped_shares`.
    formats : DataFrame
        Table ``platform_formats``: one row per (platform, format), with ``supported``.
    half_lives : DataFrame
        Table ``half_life``: minutes, by platform and measure.
    assumptions : mapping of key to float
        With all of ``production_minutes_*``, ``watch_*`` and ``doubt_weight``.

    Raises
    ------
    InputError
        If the region of the brief has no calendar of public holidays.
    KeyError
        If an assumption is absent.

    Examples
    --------
    >>> from strategy_kit.evidence.load import assumption_values, load_table
    >>> shop, tables = Brief(name="Shop"), {"formats": "platform_formats", "half_lives": "half_life"}
    >>> constraints = constraints_of(
    ...     shop, dt.date(2027, 1, 4), 1, ["facebook"], assumptions=assumption_values(),
    ...     pillar_shares={pillar.name: pillar.share for pillar in shop.pillars},
    ...     **{name: load_table(table) for name, table in tables.items()})
    >>> constraints.making["facebook", "News"], constraints.response_minutes, constraints.closed
    (Making(format='image', minutes=30.0), {'facebook': 105}, {})
    """
    chosen = tuple(dict.fromkeys(platforms))
    end = start + dt.timedelta(weeks=weeks)
    return Constraints(
        start=start,
        weeks=weeks,
        zone=brief.team_zone,
        platforms=chosen,
        cadence={platform: cadence_of(brief, platform) for platform in chosen},
        posting_from=brief.posting_from,
        posting_until=brief.posting_until,
        closed=closed_days(brief, start, end),
        team=tuple(person.changed(zone=person.zone or brief.team_zone) for person in brief.team),
        pillar_shares=dict(pillar_shares),
        asking=frozenset(pillar.name for pillar in brief.pillars if pillar.promotional),
        promotion_cap=brief.promotion_cap,
        making=production(brief, chosen, formats, assumptions),
        response_minutes=response_windows(chosen, half_lives, brief.reply_target_minutes, assumptions),
        work_share=assumptions["watch_work_share"],
        unknown_hours=brief.unknown_hours,
        doubt=assumptions["doubt_weight"],
        spacing_across=brief.spacing_across_hours,
        never=brief.never,
        pinned=tuple(pin for pin in brief.pinned if start <= pin.day < end),
        campaigns=tuple(campaign for campaign in brief.campaigns if campaign.first < end and start <= campaign.last),
        monitoring=brief.monitoring,
        cover=brief.cover,
        fair_share=brief.fair_share,
    )


def closed_days(brief: Brief, start: dt.date, end: dt.date) -> dict[dt.date, str]:
    """
    Return the days from `start` until before `end` without posts, each with its reason.

    The reason is the name of a public holiday, the reason of a blackout (``blackout`` if it has none), or ``weekday``
    for a weekday always closed. A region without a calendar of public holidays is an InputError.

    >>> closed_days(Brief(name="Shop", closed_weekdays=(7,)), dt.date(2027, 1, 4), dt.date(2027, 1, 11))
    {datetime.date(2027, 1, 10): 'weekday'}
    """
    days = {start + dt.timedelta(days=n) for n in range((end - start).days)}
    closed = {day: "weekday" for day in days if day.isoweekday() in brief.closed_weekdays}
    for span in brief.blackouts:
        closed |= {day: span.reason or "blackout" for day in days if _inside(day, span)}
    if brief.holidays_off:
        closed |= public_holidays(brief.country, brief.region, brief.lang, start, end)
    return closed


def _inside(day: dt.date, span: DaysOff) -> bool:
    return span.first <= day <= span.last
