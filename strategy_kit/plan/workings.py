"""
The four considerations run in order: from what a business tells to what it can decide.

`Workings` computes each result when it is first asked for; plans that share what a result rests on share the result.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import pandas as pd
from babel.core import get_global

from strategy_kit import clock
from strategy_kit.calendar.baselines import comparison
from strategy_kit.calendar.constraints import Limits, limits_of
from strategy_kit.calendar.heat import default_reading, posting_heatmap, published_opinions
from strategy_kit.calendar.reconcile import carried
from strategy_kit.calendar.relaxations import without
from strategy_kit.calendar.schedule import Schedule, schedule_posts
from strategy_kit.calendar.sensitivity import Conflict, Prices, conflicts, gains
from strategy_kit.communication.permission import capped_shares
from strategy_kit.evidence import load
from strategy_kit.evidence.evidence import Evidence
from strategy_kit.evidence.weights import evidence_weights
from strategy_kit.model import Plan
from strategy_kit.model.types import Reading
from strategy_kit.plan.choosing import Choosing
from strategy_kit.territories import same_offsets

EXPLAINED_FOR = 60.0
"""Seconds after which an explanation says what it could not try."""
RESTS_ON = ("brief", "start", "weeks", "happened")
"""Of a plan, what its results rest on."""


@dataclass(frozen=True, eq=False)
class Workings(Choosing):
    """
    All results of one plan: those of `Choosing`, its hours and its calendar.

    Examples
    --------
    >>> from strategy_kit.evidence.evidence import load_evidence
    >>> from strategy_kit.model import Brief
    >>> plan = Plan(id="p", brief=Brief(name="Shop"), start=dt.date(2027, 1, 4), weeks=1)
    >>> workings = Workings(plan, load_evidence(), year=2027)
    >>> workings.schedule.proof.gap
    0.0
    """

    solve: Callable[[pd.DataFrame, Limits, Mapping[str, float]], Schedule] = schedule_posts

    def after(self, plan: Plan) -> "Workings":
        """Return the workings of the plan as changed; what rests on nothing that changed is not worked out again."""
        return Workings(plan, self.evidence, self.year, self.solve).taking(self)

    def taking(self, other: "Workings") -> "Workings":
        """Return these workings, with all that others have worked out if they rest on the same."""
        if self.is_like(other):
            self.__dict__.update({name: result for name, result in vars(other).items() if name not in vars(self)})
        return self

    def is_like(self, other: "Workings") -> bool:
        """Whether other workings rest on the same: they may be another's, who tells the same of the business."""
        mine, theirs = (
            (it.evidence is self.evidence, it.year, *(getattr(it.plan, name) for name in RESTS_ON))
            for it in (self, other)
        )
        return mine == theirs

    @cached_property
    def zones(self) -> dict[str, float]:
        """Share of the audience by zone."""
        shares: dict[str, float] = {}
        for segment in self.brief.segments:
            shares[segment.zone] = shares.get(segment.zone, 0.0) + segment.share
        return shares

    @cached_property
    def reading(self) -> Reading:
        """How windows on a fixed zone are read: as the business chose, else by where the audience lives."""
        if self.brief.reading:
            return self.brief.reading
        homes = get_global("zone_territories")
        fixed = set(self.evidence.windows["zone"]) - {"audience"}
        return default_reading((s.country for s in self.brief.segments), (homes.get(zone, "") for zone in fixed))

    @cached_property
    def windows(self) -> pd.DataFrame:
        """The windows of the studies taken into account."""
        return self.evidence.windows if self.brief.studies is None else load.load_windows(self.brief.studies)

    @cached_property
    def evidence_weights(self) -> dict[str, float]:
        """The weight of each study."""
        return evidence_weights(self.evidence.sources, self.assumptions, self.year)

    @property
    def first_week(self) -> dt.date:
        """The Monday of the first ISO week."""
        return self.plan.start - dt.timedelta(days=self.plan.start.weekday())

    @cached_property
    def heat(self) -> pd.DataFrame:
        """The heat of the first week, for every platform that is shown or chosen, in the team's clock."""
        return self._heat_of(self.first_week)

    @cached_property
    def heats(self) -> pd.DataFrame:
        """The heat of every week of the horizon; weeks in which the same offsets hold share it."""
        mondays = sorted({day - dt.timedelta(days=day.weekday()) for day in _days(self.plan)})
        return pd.concat([self._heat_of(week).assign(week=week) for week in mondays], ignore_index=True)

    @cached_property
    def document_heat(self) -> pd.DataFrame:
        """What the document's own windows say, read the same way."""
        return _heat(
            self.evidence,
            ("document",),
            _pairs(self.zones),
            self.first_week,
            self.brief.team_zone,
            self.reading,
            (),
            (),
            None,
        )

    @cached_property
    def opinions(self) -> pd.DataFrame:
        """What each study says of each hour of the first week."""
        return published_opinions(
            self.windows,
            self.zones,
            self.first_week,
            clock=self.brief.team_zone,
            reading=self.reading,
            weights=self.evidence_weights,
            assumptions=self.assumptions,
        )

    @cached_property
    def limits(self) -> Limits:
        """What the calendar keeps."""
        told = limits_of(
            self.brief,
            self.plan.start,
            self.plan.weeks,
            self.platforms,
            pillar_shares=capped_shares(self.brief.pillars, self.brief.promotion_cap).to_dict(),
            formats=self.evidence.formats,
            half_lives=self.evidence.half_lives,
            assumptions=self.assumptions,
        )
        return without(told, self.brief.limits_off)

    @cached_property
    def known_reach(self) -> dict[str, float]:
        """Reach of each platform that somebody asked about."""
        known = self.reach.dropna(subset=["reach"])
        return dict(zip(known["platform"], known["reach"], strict=True))

    @cached_property
    def schedule(self) -> Schedule:
        """The best calendar under the limits."""
        return self.solve(self.heats, self.limits, self.known_reach)

    @cached_property
    def prices(self) -> Prices:
        """What one more unit of each limit would bring; takes a second or more."""
        return gains(self.heats, self.limits, self.known_reach, self.schedule, clock.after(EXPLAINED_FOR))

    @cached_property
    def comparison(self) -> pd.DataFrame:
        """The calendar beside what people do without a solver."""
        return comparison(self.heats, self.limits, self.known_reach, self.schedule)

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The limits that cannot hold together, if the calendar lacks something; takes a second or more."""
        if not self.schedule.missing:
            return ()
        return conflicts(self.heats, self.limits, clock.after(EXPLAINED_FOR))

    def _heat_of(self, week: dt.date) -> pd.DataFrame:
        shown = tuple(dict.fromkeys([*self.utilities.values.index, *self.platforms]))
        return _heat(
            self.evidence,
            self.brief.studies,
            _pairs(self.zones),
            same_offsets(week, (self.brief.team_zone, *self.zones, *set(self.windows["zone"]) - {"audience"})),
            self.brief.team_zone,
            self.reading,
            _pairs(self.evidence_weights),
            _pairs(self.assumptions),
            shown,
        )


def decided(plan: Plan, workings: Workings) -> Plan:
    """Return the plan with its platforms, what comes later (best first) and its calendar, posts keeping their names."""
    ranked = [*workings.start_set.later.index, *workings.scores.index]
    later = tuple(dict.fromkeys(key for key in ranked if key not in workings.platforms))
    made = workings.schedule
    slots, watches = carried(plan.slots, made.slots, made.watches, plan.watches, agreed=plan.agreed_on is not None)
    return plan.changed(
        platforms=workings.platforms, later=later, slots=slots, watches=watches, rounds=workings.schedule.rounds
    )


def _days(plan: Plan) -> list[dt.date]:
    return [plan.start + dt.timedelta(days=n) for n in range(7 * plan.weeks)]


def _pairs(mapping: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple(mapping.items())


@lru_cache(maxsize=64)
def _heat(
    evidence: Evidence,
    studies: tuple[str, ...] | None,
    zones: tuple[tuple[str, float], ...],
    week: dt.date,
    clock: str,
    reading: Reading,
    weights: tuple[tuple[str, float], ...],
    assumptions: tuple[tuple[str, float], ...],
    platforms: tuple[str, ...] | None,
) -> pd.DataFrame:
    windows = evidence.windows if studies is None else evidence.windows[evidence.windows["source"].isin(studies)]
    return posting_heatmap(
        windows,
        dict(zones),
        week,
        clock=clock,
        reading=reading,
        weights=dict(weights) or None,
        assumptions=dict(assumptions),
        platforms=platforms,
    )
