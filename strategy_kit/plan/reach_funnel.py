"""What the calendar of a plan can bring for its objectives, what their targets need, and what to measure first."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import pandas as pd

from strategy_kit.calendar.schedule import Schedule
from strategy_kit.evidence.evidence import Evidence
from strategy_kit.frames import PostsChangeRow
from strategy_kit.model import Brief, Objective, Plan, Slot
from strategy_kit.model.objectives import RESULTS
from strategy_kit.model.types import Metric, Period
from strategy_kit.objectives.forecast import WEEKS_A_MONTH, Forecast, Posts, brought, forecast, stages
from strategy_kit.objectives.funnel import FUNNELS
from strategy_kit.objectives.interval import Interval
from strategy_kit.objectives.rates import FOLLOWERS, Factor, Known, published_rate
from strategy_kit.objectives.target import Verdict, changes, deciding, needed
from strategy_kit.plan.line_of_sight import served
from strategy_kit.plan.objectives import measure_of
from strategy_kit.plan.results import result
from strategy_kit.platforms import StartSet

State = Verdict | Literal["already reached", "no posts"]
BASELINE = "baseline"
"""The name of an unknown number that is no rate: what the KPI is today."""


@dataclass(frozen=True, eq=False)
class Outlook:
    """
    What the calendar can bring for an objective, in the unit and for the period of its KPI; NaN = unknown.

    Attributes
    ----------
    state : State
        The target beside what the plan brings.
    brings : Interval
        What the posts bring by themselves.
    expected : Interval
        The KPI with this plan: of a count, what the posts bring on top of the baseline.
    needs : float
        What the target needs of the posts.
    times : Interval
        How many times the posts that is; infinite = no number of posts.
    unknowns : tuple of (platform, name)
        What is missing: a metric, "followers" or "baseline".
    decides : tuple of (platform, name)
        What to measure first, in this order: what is missing, then what would narrow the result.
    stages : DataFrame
        `frames.FunnelRow`.
    options : DataFrame
        What one more post a week would make of `expected`, on each platform: `frames.PostsChangeRow`.
    posts : tuple of Posts
        The posts that count, of the period of the KPI.
    is_served : bool
        Whether only those of pillars that serve the objective count; else no pillar serves it, and all do.
    """

    objective: Objective
    measure: str
    kind: Literal["count", "people", "rate"]
    state: State
    brings: Interval
    expected: Interval
    needs: float
    times: Interval
    unknowns: tuple[tuple[str, str], ...]
    decides: tuple[tuple[str, str], ...]
    stages: pd.DataFrame
    options: pd.DataFrame
    posts: tuple[Posts, ...] = ()
    is_served: bool = True

    @property
    def target(self) -> float:
        """The target of the objective."""
        return float("nan") if self.objective.target is None else self.objective.target


def posts_made(slots: Iterable[Slot], weeks: int, per: Period = "month") -> list[Posts]:
    """
    Return the posts of a calendar in a month of average length, or a week, by platform and format; none cancelled.

    >>> import datetime as dt
    >>> day = dt.date(2027, 1, 5)
    >>> slot = Slot(id="a", platform="x", pillar="p", owner="o", day=day, time=dt.time(9), zone="Europe/Paris")
    >>> [(part.platform, part.post_format, round(part.number, 2)) for part in posts_made([slot], weeks=2)]
    [('x', 'image', 2.17)]
    """
    made = Counter((slot.platform, slot.format) for slot in slots if not slot.cancelled)
    return [Posts(platform, posts / weeks * _weeks_in(per), form) for (platform, form), posts in made.items()]


def known_of(brief: Brief, benchmarks: pd.DataFrame, measure: str) -> Known:
    """Return what is known on the way to a KPI: followers, the business's own rates, and table ``benchmarks``."""
    followers = {entry.platform: float(entry.people) for entry in brief.followers if entry.people is not None}
    own: dict[tuple[str, Metric], float] = {
        (rate.platform, rate.metric): rate.percent / 100 for rate in brief.own_rates if rate.measure in (None, measure)
    }
    return Known(followers, benchmarks, own)


def funnel_of(objective: Objective, measures: pd.DataFrame) -> str | None:
    """
    Return the KPI of an objective if posts lead to it, as a key of `FUNNELS`.

    >>> from strategy_kit.evidence.load import load_table
    >>> funnel_of(Objective(key="lead-generation"), load_table("measures"))
    'leads'
    >>> funnel_of(Objective(key="loyalty"), load_table("measures")) is None
    True
    """
    measure = measure_of(objective, measures)
    return str(measure["key"]) if measure is not None and measure["key"] in FUNNELS else None


@result(
    plan="weeks",
    brief="objectives followers own_rates pillars.name pillars.serves",
    evidence="benchmarks measures",
    schedule="slots",
    start_set="later",
)
def outlooks(
    plan: Plan, brief: Brief, evidence: Evidence, schedule: Schedule, platforms: tuple[str, ...], start_set: StartSet
) -> tuple[Outlook | None, ...]:
    """What the calendar can bring for each objective; None without a target, or if no number of posts leads to it."""
    later = next((str(key) for key in start_set.later.index if key not in platforms), None)
    return tuple(_outlooks(brief, schedule.slots, plan.weeks, evidence, later))


def outlooks_of_slots(plan: Plan, evidence: Evidence) -> tuple[Outlook | None, ...]:
    """Return what the posts that a plan holds can bring for each objective; None as of `outlooks`."""
    return tuple(_outlooks(plan.brief, plan.slots, plan.weeks, evidence))


def _outlooks(
    brief: Brief, slots: Sequence[Slot], weeks: int, evidence: Evidence, later: str | None = None
) -> Iterator[Outlook | None]:
    serves = served(brief)
    for objective in brief.objectives:
        measure = funnel_of(objective, evidence.measures)
        if measure is None or objective.target is None:
            yield None
            continue
        pillars = {pillar for pillar, objectives in serves.items() if objective.what in objectives}
        counted = [slot for slot in slots if slot.pillar in pillars] if pillars else slots
        posts = posts_made(counted, weeks, objective.per)
        found = outlook(objective, measure, posts, known_of(brief, evidence.benchmarks, measure), later)
        yield replace(found, is_served=bool(pillars))


def outlook(objective: Objective, measure: str, posts: list[Posts], known: Known, later: str | None = None) -> Outlook:
    """
    Return what some posts can bring for an objective with a target.

    Parameters
    ----------
    objective : Objective
    measure : str
        Key of `FUNNELS`.
    posts : list of Posts
        Of the period of the objective.
    known : Known
    later : str, optional
        A platform that might join.

    Examples
    --------
    >>> from strategy_kit.evidence.load import load_table
    >>> known = Known({"facebook": 800}, load_table("benchmarks"), {("all", "leads by visits"): 0.05})
    >>> goal = Objective(key="lead-generation", baseline=12, target=20)
    >>> found = outlook(goal, "leads", [Posts("facebook", 12)], known)
    >>> found.state, found.needs, [round(bound, 1) for bound in found.expected]
    ('out of reach', 8.0, [12.2, 14.6])
    """
    planned = forecast(measure, posts, known)
    kind, target, baseline = planned.funnel.kind, float(objective.target or 0), objective.baseline
    scale = 100.0 if kind == "rate" else 1.0
    adds_to = (math.nan if baseline is None else baseline) if kind == "count" else 0.0
    brings = Interval(*(bound * scale for bound in brought(planned)))
    needs = target - (0.0 if math.isnan(adds_to) else adds_to)
    state, times = _state(planned, target, baseline, needs / scale)
    unknowns = list(planned.missing)
    if math.isnan(adds_to) and state not in ("within reach", "already reached", "no posts"):
        state, unknowns = "unknown", [*unknowns, ("", BASELINE)]
    options = _options(planned, posts, known, later, objective.per, adds_to)
    decides = deciding(planned)
    worth = decides[decides["narrows"].isna() | (decides["narrows"] > 1)]
    return Outlook(
        objective,
        measure,
        kind,
        state,
        brings,
        Interval(*(adds_to + bound for bound in brings)),
        needs,
        times,
        tuple(unknowns),
        tuple(zip(worth["platform"], worth["name"], strict=True)),
        stages(planned),
        options,
        tuple(posts),
    )


class RateUsed(NamedTuple):
    """A rate on the way to the KPI of an objective: of a platform, or of the website ("all")."""

    platform: str
    metric: Metric
    measure: str | None  # the KPI of a rate of results


def rates_used(brief: Brief, evidence: Evidence, platforms: Iterable[str]) -> list[RateUsed]:
    """
    Return the rates by which posts on some platforms lead to the KPIs of the objectives, each once.

    >>> from strategy_kit.evidence.evidence import load_evidence
    >>> brief = Brief(name="Shop", objectives=[Objective(key="website-traffic")])
    >>> [rate.metric for rate in rates_used(brief, load_evidence(), ["facebook"])]
    ['organic reach', 'link clicks by reach']
    """
    return list(dict.fromkeys(_rates_used(brief, evidence, list(platforms))))


def published(rate: RateUsed, brief: Brief, benchmarks: pd.DataFrame) -> Factor:
    """Return what studies published of a rate, for an account of as many followers, if that is known."""
    people = next((entry.people for entry in brief.followers if entry.platform == rate.platform), None)
    size = math.nan if people is None else float(people)
    return published_rate(benchmarks, rate.platform, rate.metric, followers=size)


def counts_followers(brief: Brief, measures: pd.DataFrame) -> bool:
    """Return whether what posts bring for an objective depends on the number of followers."""
    found = (funnel_of(objective, measures) for objective in brief.objectives)
    return any(measure is not None and FUNNELS[measure].kind != "rate" for measure in found)


def _rates_used(brief: Brief, evidence: Evidence, platforms: list[str]) -> Iterator[RateUsed]:
    benchmarks = evidence.benchmarks
    for objective in brief.objectives:
        measure = funnel_of(objective, evidence.measures)
        if measure is None:
            continue
        known = known_of(brief, benchmarks, measure)
        for chain in forecast(measure, [Posts(platform, 1) for platform in platforms], known).chains:
            for factor in chain.factors:
                if factor.name != FOLLOWERS:
                    metric: Metric = factor.name  # type: ignore[assignment]
                    yield RateUsed(factor.platform, metric, measure if metric in RESULTS else None)


def _weeks_in(per: Period) -> float:
    return WEEKS_A_MONTH if per == "month" else 1.0


def _state(planned: Forecast, target: float, baseline: float | None, needs: float) -> tuple[State, Interval]:
    """Return the state of a target, and how many times the posts `needs` takes: what they must bring."""
    if target <= 0 or (baseline is not None and baseline >= target):
        return "already reached", Interval(0.0, 0.0)
    if not planned.chains:
        return "no posts", Interval(math.nan, math.nan)
    found = needed(planned, needs)
    return found.verdict, found.times


def _options(
    planned: Forecast, posts: list[Posts], known: Known, later: str | None, per: Period, adds_to: float
) -> pd.DataFrame:
    """Return what one more post a week would change, on each platform with posts and on the one that might join."""
    if planned.funnel.kind == "rate":
        return pd.DataFrame(columns=PostsChangeRow._fields)
    usual = {part.platform: part.post_format for part in sorted(posts, key=lambda part: part.number)}
    one = [Posts(platform, _weeks_in(per), usual[platform]) for platform in dict.fromkeys(p.platform for p in posts)]
    further = [Posts(later, _weeks_in(per))] if later else []
    found = changes(planned.measure, posts, known, [*one, *further])
    found[["low", "high"]] += adds_to
    return found
