"""The results of a plan: the four considerations in order, from what a business says to what it can decide."""

import datetime as dt
from dataclasses import dataclass, field, replace

import pandas as pd

from strategy_kit.calendar.constraints import monday
from strategy_kit.calendar.reconcile import reconciled
from strategy_kit.calendar.schedule import schedule_posts
from strategy_kit.evidence.evidence import Evidence
from strategy_kit.model import Brief, Plan
from strategy_kit.model.differences import is_agreed
from strategy_kit.plan import audience, calendar, communication, platforms, reach_funnel, review
from strategy_kit.plan.results import Cache
from strategy_kit.platforms import Expansion, Group, expansion
from strategy_kit.results.publishing import publishing_totals

RESULTS = Cache()
"""The results of this process. Plans of different people share what rests on equal values, and only that."""


@dataclass(frozen=True, eq=False)
class Workings:
    """
    All results of one plan, each computed at its first use or taken from the cache.

    Below are the results, which declare what they rest on (`strategy_kit.plan.results`), by consideration, then
    properties derived at each reading. `year` is the current one: surveys age by it. `today`, in the zone of the plan,
    tells which weeks of results are over; absent: all.

    >>> from strategy_kit.evidence.evidence import load_evidence
    >>> plan = Plan(id="p", brief=Brief(name="Shop"), start=dt.date(2027, 1, 4), weeks=1)
    >>> workings = Workings(plan, load_evidence(), year=2027)
    >>> workings.schedule.proof.gap
    0.0
    >>> workings.after(plan.changed(scenario="B")).schedule is workings.schedule
    True
    """

    plan: Plan
    evidence: Evidence
    year: int
    solve: calendar.Solve = schedule_posts
    cache: Cache = field(default=RESULTS, repr=False)
    today: dt.date | None = None

    assumptions = audience.assumptions
    # 1 audience
    segment_reach = audience.segment_reach
    reach = audience.reach
    measured_reach = audience.measured_reach
    trend_points = audience.trend_points
    audience_trend = audience.audience_trend
    zones = audience.zones
    # 2 communication
    pillar_shares = communication.pillar_shares
    # 3 platforms
    catalogue = platforms.catalogue
    platforms_checked = platforms.platforms_checked
    utilities = platforms.utilities
    middle = platforms.middle
    weighting = platforms.weighting
    weights = platforms.weights
    scores = platforms.scores
    robustness = platforms.robustness
    confidence = platforms.confidence
    changes = platforms.changes
    level = platforms.level
    hours_needed = platforms.hours_needed
    start_set = platforms.start_set
    more_used = platforms.more_used
    fitting = platforms.fitting
    level_starts = platforms.level_starts
    start_stability = platforms.start_stability
    votes = platforms.votes
    group_decision = platforms.group_decision
    # 4 calendar
    windows = calendar.windows
    windows_as_read = calendar.windows_as_read
    reading = calendar.reading
    evidence_weights = calendar.evidence_weights
    week_offsets = calendar.week_offsets
    offset_heats = calendar.offset_heats
    heats = calendar.heats
    document_heat = calendar.document_heat
    opinions = calendar.opinions
    constraints = calendar.constraints
    schedule = calendar.schedule
    short_weeks = calendar.short_weeks
    unmet = calendar.unmet
    prices = calendar.prices
    comparison = calendar.comparison
    conflicts = calendar.conflicts
    # what it can bring
    outlooks = reach_funnel.outlooks
    # 6 review
    objective_results = review.objective_results

    def after(self, plan: Plan, today: dt.date | None = None) -> "Workings":
        """Return the workings of the plan as changed, and of another day if one is given."""
        return replace(self, plan=plan, today=today or self.today)

    def has(self, name: str) -> bool:
        """Whether a result was already used."""
        return name in vars(self)

    @property
    def brief(self) -> Brief:
        """The brief of the plan."""
        return self.plan.brief

    @property
    def first_week(self) -> dt.date:
        """The Monday of the first ISO week."""
        return monday(self.plan.start)

    @property
    def platforms(self) -> tuple[str, ...]:
        """The platforms of the calendar: the ones the business settled on, else the start set."""
        return self.brief.platforms or self.start_set.chosen

    @property
    def lacking(self) -> int:
        """Number of posts and inbox checks that do not fit, beyond those that closed days cost."""
        return sum(lack.count for lack in self.unmet)

    @property
    def acceptability(self) -> pd.DataFrame:
        """Share of plausible weights and performances that gives each platform each rank."""
        return self.robustness.ranks

    @property
    def group(self) -> Group | None:
        """The decision of the group; None without votes."""
        return None if self.votes.weights.empty else self.group_decision

    @property
    def expansion(self) -> Expansion | None:
        """Progress towards another platform; None without a trigger."""
        trigger = self.brief.expand_when
        return expansion(trigger, self.plan.happened, self.platforms) if trigger else None

    @property
    def review_days(self) -> tuple[review.ReviewDay, ...]:
        """The days on which a review can decide something."""
        return review.review_days(self.plan, self.objective_results)

    @property
    def publishing(self) -> pd.DataFrame:
        """Posts and answers as they went, by platform."""
        return publishing_totals(self.plan.happened, self.platforms)

    @property
    def platforms_shown(self) -> tuple[str, ...]:
        """The platforms rated, and those chosen."""
        return tuple(dict.fromkeys([*self.utilities.values.index, *self.platforms]))

    @property
    def offset_weeks(self) -> tuple[dt.date, ...]:
        """The representative weeks of the horizon."""
        return tuple(dict.fromkeys(self.week_offsets.values()))

    @property
    def heat(self) -> pd.DataFrame:
        """The heat of the first week, for every platform that is shown or chosen, in the team's clock."""
        return self.offset_heats[self.week_offsets[self.first_week]]


def scheduled_plan(plan: Plan, workings: Workings) -> Plan:
    """Return the plan with its platforms, those for later (best first) and its calendar, posts keeping their ids."""
    ranked = [*workings.start_set.later.index, *workings.scores.index]
    later = tuple(dict.fromkeys(key for key in ranked if key not in workings.platforms))
    new = workings.schedule
    slots, watches = reconciled(plan.slots, new.slots, new.watches, plan.watches, agreed=is_agreed(plan))
    return plan.changed(platforms=workings.platforms, later=later, slots=slots, watches=watches, rounds=new.rounds)
