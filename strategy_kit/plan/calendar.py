"""Results of consideration 4: when the audience is best reached, and the best calendar under the plan's limits."""

import datetime as dt
from collections.abc import Callable, Mapping

import pandas as pd
from babel.core import get_global

from strategy_kit import clock
from strategy_kit.audience.waking_hours import audience_hours, awake_shares
from strategy_kit.calendar import baselines, sensitivity
from strategy_kit.calendar import heat as heats_of
from strategy_kit.calendar.constraints import Constraints, constraints_of, monday
from strategy_kit.calendar.demands import Missing
from strategy_kit.calendar.relaxations import without_kinds
from strategy_kit.calendar.schedule import Schedule
from strategy_kit.calendar.short_weeks import ShortWeek, unexpected
from strategy_kit.calendar.short_weeks import short_weeks as weeks_short_of
from strategy_kit.evidence import load
from strategy_kit.evidence.evidence import Evidence
from strategy_kit.model import Brief, Plan
from strategy_kit.model.types import Reading
from strategy_kit.plan.results import result
from strategy_kit.territories import same_offsets

EXPLAINED_FOR = 60.0
"""Time limit of an explanation, in seconds."""
Solve = Callable[[pd.DataFrame, Constraints, Mapping[str, float]], Schedule]
"""The solver: from the heat, the limits and the reach of each platform to the best calendar."""


@result(evidence="windows", brief="studies")
def windows(evidence: Evidence, brief: Brief) -> pd.DataFrame:
    """The windows of the studies taken into account."""
    return evidence.windows if brief.studies is None else load.load_windows(brief.studies)


@result(brief="reading segments.country")
def windows_as_read(windows: pd.DataFrame, brief: Brief) -> pd.DataFrame:
    """The windows taken into account, those of other countries on the audience's own clock."""
    return _on_own_clock(windows, brief)


@result(evidence="windows", brief="reading segments.country")
def reading(evidence: Evidence, brief: Brief) -> Reading:
    """How windows on a fixed zone are read: as the business chose, else by where the audience lives."""
    if brief.reading:
        return brief.reading
    countries = get_global("zone_territories")
    fixed = set(evidence.windows["zone"]) - {"audience"}
    return heats_of.default_reading(
        (segment.country for segment in brief.segments), (countries.get(zone, "") for zone in fixed)
    )


def _on_own_clock(windows: pd.DataFrame, brief: Brief) -> pd.DataFrame:
    """Read the windows of studies made elsewhere by the audience's clock, unless the business chose how to read all."""
    if brief.reading:
        return windows
    countries = (segment.country for segment in brief.segments)
    return heats_of.on_own_clock(windows, countries, get_global("zone_territories"))


@result(evidence="sources")
def evidence_weights(evidence: Evidence, assumptions: Mapping[str, float], year: int) -> dict[str, float]:
    """The weight of each study."""
    return heats_of.evidence_weights(evidence.sources, assumptions, year)


@result(plan="start weeks", brief="team_zone")
def week_offsets(
    plan: Plan, brief: Brief, zones: dict[str, float], windows_as_read: pd.DataFrame
) -> dict[dt.date, dt.date]:
    """The representative week, of the same offsets from UTC, of each week of the horizon, by its Monday."""
    fixed = sorted(set(windows_as_read["zone"]) - {"audience"})
    places = (brief.team_zone, *zones, *fixed)
    days = [plan.start + dt.timedelta(days=n) for n in range(7 * plan.weeks)]
    return {week: same_offsets(week, places) for week in dict.fromkeys(map(monday, days))}


@result(brief="team_zone")
def offset_heats(
    offset_weeks: tuple[dt.date, ...],
    windows_as_read: pd.DataFrame,
    zones: dict[str, float],
    brief: Brief,
    reading: Reading,
    evidence_weights: dict[str, float],
    assumptions: Mapping[str, float],
    platforms_shown: tuple[str, ...],
) -> dict[dt.date, pd.DataFrame]:
    """The heat of each representative week, for every platform shown or chosen, in the team's clock."""
    return {
        week: heats_of.posting_heatmap(
            windows_as_read,
            zones,
            week,
            clock=brief.team_zone,
            reading=reading,
            weights=evidence_weights or None,
            assumptions=assumptions,
            platforms=platforms_shown,
        )
        for week in offset_weeks
    }


@result(brief="team_zone")
def heats(
    offset_heats: dict[dt.date, pd.DataFrame],
    week_offsets: dict[dt.date, dt.date],
    zones: dict[str, float],
    brief: Brief,
    assumptions: Mapping[str, float],
) -> pd.DataFrame:
    """The heat of every week of the horizon, and who is awake; weeks in which the same offsets hold share it."""
    parts = {}
    for week, heat in offset_heats.items():
        awake = awake_shares(audience_hours(zones, week, brief.team_zone, assumptions))
        parts[week] = heat.assign(awake=heat["hour"].map(awake))
    weeks = [parts[stand_in].assign(week=week) for week, stand_in in week_offsets.items()]
    return pd.concat(weeks, ignore_index=True)


@result(evidence="windows", brief="team_zone reading segments.country")
def document_heat(
    evidence: Evidence, zones: dict[str, float], first_week: dt.date, brief: Brief, reading: Reading
) -> pd.DataFrame:
    """The heat of the document's own windows, read the same way."""
    document = _on_own_clock(evidence.windows[evidence.windows["source"] == "document"], brief)
    return heats_of.posting_heatmap(document, zones, first_week, clock=brief.team_zone, reading=reading)


@result(brief="team_zone")
def opinions(
    windows_as_read: pd.DataFrame,
    zones: dict[str, float],
    first_week: dt.date,
    brief: Brief,
    reading: Reading,
    evidence_weights: dict[str, float],
    assumptions: Mapping[str, float],
) -> pd.DataFrame:
    """The opinion of each study on each hour of the first week."""
    return heats_of.published_opinions(
        windows_as_read,
        zones,
        first_week,
        clock=brief.team_zone,
        reading=reading,
        weights=evidence_weights,
        assumptions=assumptions,
    )


@result(
    plan="start weeks",
    evidence="formats half_lives",
    brief="lang country region team_zone team cadence pillars promotion_cap formats reply_target_minutes posting_from "
    "posting_until closed_weekdays holidays_off blackouts spacing_across_hours never pinned campaigns monitoring cover "
    "fair_share unknown_hours limits_off",
)
def constraints(
    plan: Plan,
    platforms: tuple[str, ...],
    pillar_shares: dict[str, float],
    evidence: Evidence,
    assumptions: Mapping[str, float],
    brief: Brief,
) -> Constraints:
    """The constraints of the calendar."""
    constraints = constraints_of(
        brief,
        plan.start,
        plan.weeks,
        platforms,
        pillar_shares=pillar_shares,
        formats=evidence.formats,
        half_lives=evidence.half_lives,
        assumptions=assumptions,
    )
    return without_kinds(constraints, brief.limits_off)


@result(uses="solve")
def schedule(heats: pd.DataFrame, constraints: Constraints, measured_reach: dict[str, float], solve: Solve) -> Schedule:
    """The best calendar under the limits."""
    return solve(heats, constraints, measured_reach)


@result(brief="closed_weekdays", uses="solve")
def short_weeks(
    schedule: Schedule,
    constraints: Constraints,
    brief: Brief,
    heats: pd.DataFrame,
    measured_reach: dict[str, float],
    solve: Solve,
) -> tuple[ShortWeek, ...]:
    """The weeks with fewer posts because days in them are closed, though the business is usually open."""

    def missing_under(other: Constraints) -> tuple[Missing, ...]:
        return solve(heats, other, measured_reach).missing

    return weeks_short_of(constraints, schedule.missing, brief.closed_weekdays, missing_under)


@result()
def unmet(schedule: Schedule, short_weeks: tuple[ShortWeek, ...]) -> tuple[Missing, ...]:
    """What the calendar lacks, beyond the posts that closed days cost."""
    return unexpected(schedule.missing, short_weeks)


@result()
def prices(
    heats: pd.DataFrame, constraints: Constraints, measured_reach: dict[str, float], schedule: Schedule
) -> sensitivity.Prices:
    """The gain of one more unit of each limit; takes a second or more."""
    return sensitivity.gains(heats, constraints, measured_reach, schedule, clock.after(EXPLAINED_FOR))


@result()
def comparison(
    heats: pd.DataFrame, constraints: Constraints, measured_reach: dict[str, float], schedule: Schedule
) -> pd.DataFrame:
    """The calendar and its baselines."""
    return baselines.comparison(heats, constraints, measured_reach, schedule)


@result()
def conflicts(
    heats: pd.DataFrame, constraints: Constraints, unmet: tuple[Missing, ...]
) -> tuple[sensitivity.Conflict, ...]:
    """The infeasible sets of limits, if anything is missing in the calendar; takes a second or more."""
    if not unmet:
        return ()
    return sensitivity.conflicts(heats, constraints, clock.after(EXPLAINED_FOR))
