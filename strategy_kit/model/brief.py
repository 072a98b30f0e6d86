"""The brief: a business, its audience, communication, platforms and calendar."""

import datetime as dt
from typing import Annotated, Any, Self

from pydantic import AliasChoices, Field, field_validator, model_validator

from strategy_kit.languages import ENGLISH, Lang
from strategy_kit.model.audience import Segment, Touchpoint
from strategy_kit.model.calendar import BlackoutRule, CadenceRule, Campaign, DaysOff, MonitoringRule, Person, PinnedPost
from strategy_kit.model.communication import Activity, Pillar, ReplyRule
from strategy_kit.model.criteria import CRITERIA, PAIRS
from strategy_kit.model.objectives import Followers, Objective, OwnRate, with_objectives
from strategy_kit.model.platforms import (
    MOST_TOUCHPOINTS,
    Comparison,
    Curve,
    FormatEffort,
    OwnValue,
    Participant,
    Rating,
    Trigger,
    Weights,
)
from strategy_kit.model.strategy import MOST_PEERS, Cost, CrisisPlan, Money, Peer, ProfileCheck, VoiceTrait
from strategy_kit.model.types import (
    ConstraintKind,
    Country,
    Edition,
    Key,
    Name,
    Platform,
    Reading,
    Region,
    Share,
    Trade,
    WallTime,
    Weekday,
    Weighing,
    Zone,
)
from strategy_kit.model.validation import Frozen, from_json, in_order, once_each, parsed


class Assumption(Frozen):
    """A number of ``data/assumptions.csv`` replaced by the person's own."""

    key: Key
    value: Annotated[float, Field(allow_inf_nan=False)]


TEXT_AND_PICTURES = (FormatEffort(format="text"), FormatEffort(format="image"))


class Brief(Frozen):
    """
    The description of a business that all results rest on. Defaults are the document's own figures.

    >>> brief = Brief(name="Corner bakery", team_zone="Europe/Paris")
    >>> brief.cadence[0].posts_per_week_low, brief.cadence[0].posts_per_week_high
    (4, 5)
    >>> brief.changed(team_zone="Paris")
    Traceback (most recent call last):
    ...
    strategy_kit.errors.InputError: team_zone: Paris is not a time zone. Use a name like Europe/Paris.
    """

    name: Name
    lang: Lang = ENGLISH
    country: Country = "US"
    region: Region = ""
    team_zone: Zone = "America/New_York"
    trades: Annotated[
        tuple[Trade, ...], Field(min_length=1, max_length=2, validation_alias=AliasChoices("trades", "trade"))
    ] = ("general",)
    objectives: Annotated[tuple[Objective, ...], Field(max_length=3)] = ()
    followers: Annotated[tuple[Followers, ...], Field(max_length=40)] = ()
    own_rates: Annotated[tuple[OwnRate, ...], Field(max_length=200)] = ()
    edition: Edition = "today"
    # 1 audience
    segments: Annotated[tuple[Segment, ...], Field(min_length=1, max_length=12)] = (Segment(name="Customers"),)
    journey: Annotated[tuple[Touchpoint, ...], Field(max_length=MOST_TOUCHPOINTS)] = ()
    # 2 communication
    activities: Annotated[tuple[Activity, ...], Field(max_length=40)] = ()
    pillars: Annotated[tuple[Pillar, ...], Field(min_length=1, max_length=12)] = (
        Pillar(name="How-to", purpose="help", share=0.4),
        Pillar(name="News", purpose="inform", share=0.2),
        Pillar(name="Questions", purpose="converse", share=0.2),
        Pillar(name="Offers", purpose="sell", share=0.2),
    )
    promotion_cap: Share = 0.2
    replies: Annotated[tuple[ReplyRule, ...], Field(max_length=4)] = ()
    brand_voice: Annotated[tuple[VoiceTrait, ...], Field(max_length=5)] = ()
    crisis: CrisisPlan = CrisisPlan()
    # 3 platforms
    weights: Weights = Weights()
    weighing: Weighing = "sliders"
    comparisons: Annotated[tuple[Comparison, ...], Field(max_length=PAIRS)] = ()
    curves: Annotated[tuple[Curve, ...], Field(max_length=len(CRITERIA))] = ()
    own_values: Annotated[tuple[OwnValue, ...], Field(max_length=20 * len(CRITERIA))] = ()
    ratings: Annotated[tuple[Rating, ...], Field(max_length=40)] = ()
    formats: Annotated[tuple[FormatEffort, ...], Field(max_length=8)] = TEXT_AND_PICTURES
    platforms: Annotated[tuple[Platform, ...], Field(max_length=12)] = ()
    expand_when: Trigger | None = None
    profiles: Annotated[tuple[ProfileCheck, ...], Field(max_length=12)] = ()
    peers: Annotated[tuple[Peer, ...], Field(max_length=60)] = ()
    voices: Annotated[tuple[Participant, ...], Field(max_length=40)] = ()
    # 4 calendar
    team: Annotated[tuple[Person, ...], Field(min_length=1, max_length=20)] = (Person(name="Owner"),)
    cadence: Annotated[tuple[CadenceRule, ...], Field(min_length=1, max_length=20)] = (CadenceRule(),)
    posting_from: WallTime = dt.time(7)
    posting_until: WallTime = dt.time(20)
    closed_weekdays: tuple[Weekday, ...] = ()
    holidays_off: bool = True
    blackouts: Annotated[tuple[DaysOff, ...], Field(max_length=60)] = ()
    spacing_across_hours: Annotated[float, Field(ge=0, le=48, allow_inf_nan=False)] = 0.0
    never: Annotated[tuple[BlackoutRule, ...], Field(max_length=40)] = ()
    pinned: Annotated[tuple[PinnedPost, ...], Field(max_length=60)] = ()
    campaigns: Annotated[tuple[Campaign, ...], Field(max_length=20)] = ()
    monitoring: Annotated[tuple[MonitoringRule, ...], Field(max_length=4)] = ()
    cover: bool = False
    fair_share: bool = False
    limits_off: tuple[ConstraintKind, ...] = ()
    reply_target_minutes: Annotated[int, Field(ge=5, le=2880)] = 60
    studies: Annotated[tuple[Key, ...], Field(max_length=200)] | None = None
    reading: Reading | None = None
    unknown_hours: bool = False
    assumptions: Annotated[tuple[Assumption, ...], Field(max_length=60)] = ()
    # 5 plan
    costs: Annotated[tuple[Cost, ...], Field(max_length=40)] = ()
    hourly_cost: Money | None = None

    @field_validator("trades", mode="before")
    @classmethod
    def _one_trade(cls, value: Any) -> Any:
        """Read the one `trade` of a brief written before a business could have two."""
        return tuple(value) if isinstance(value, list) else (value,) if isinstance(value, str) else value

    _once_each = once_each(segments="name", pillars="name", team="name", cadence="platform", formats="format")
    _once_each_platform = once_each(
        ratings="platform", platforms="", trades="", voices="name", campaigns="name", curves="criterion"
    )
    _once_each_subject = once_each(
        objectives="what", replies="kind", journey="where", comparisons="pair", own_values="where"
    )
    _once_each_rate = once_each(followers="platform", own_rates="where")
    _once_each_strategy = once_each(brand_voice="we_are", profiles="platform", peers="where", costs="what")
    _ordered = in_order("posting_from", "posting_until", apart=True)

    @model_validator(mode="after")
    def _few_peers(self) -> Self:
        if len({peer.name for peer in self.peers}) > MOST_PEERS:
            raise ValueError("too many peers")
        return self

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Read a brief; refuse what is damaged in words."""
        return from_json(cls, with_objectives(parsed(text)))

    def to_json(self) -> str:
        """Write the brief as indented JSON."""
        return self.model_dump_json(indent=2, exclude_none=True)
