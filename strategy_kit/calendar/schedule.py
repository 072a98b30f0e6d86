"""Schedule: the best calendar under the constraints, with its response rota and its proof."""

import datetime as dt
import zoneinfo
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from strategy_kit.calendar.candidates import candidates
from strategy_kit.calendar.constraints import Constraints
from strategy_kit.calendar.content_mix import content_mix, surplus_pins
from strategy_kit.calendar.decomposition import ProgressCallback, SolverTime, solve_weeks
from strategy_kit.calendar.demands import Missing, missing
from strategy_kit.calendar.milp import Solution
from strategy_kit.calendar.monitoring import inbox_check
from strategy_kit.calendar.workload import work_of, workload
from strategy_kit.frames import CandidateRow, rows_of
from strategy_kit.model import InboxCheck, PinnedPost, ResponseWindow, Slot

StaffedSlot = tuple[Slot, str]
"""A post and the person who answers after it."""


@dataclass(frozen=True)
class Proof:
    """The value reached, and its upper bound over all calendars."""

    objective: float
    bound: float

    @property
    def gap(self) -> float:
        """Relative distance between value and bound, 0 when proved optimal."""
        distance = max(self.bound - self.objective, 0.0)
        return 0.0 if distance < 1e-6 else distance / max(abs(self.bound), 1e-9)


@dataclass(frozen=True)
class Schedule:
    """
    A calendar.

    `missing` is the shortfall of each demand, `rounds` are the inbox checks, `hours` its `workload`. `left_out` are the
    promotional posts fixed by hand that the cap of the whole calendar has no room for: the latest.
    """

    slots: tuple[Slot, ...]
    watches: tuple[ResponseWindow, ...]
    rounds: tuple[InboxCheck, ...]
    proof: Proof
    missing: tuple[Missing, ...]
    hours: pd.DataFrame
    left_out: tuple[PinnedPost, ...] = ()

    @property
    def proved(self) -> bool:
        """Whether no calendar is better; not known where fixed posts were left out before it was solved."""
        return not self.proof.gap and not self.left_out

    @property
    def lacking(self) -> int:
        """Number of posts and inbox checks missing in all."""
        return sum(short.count for short in self.missing)


def schedule_posts(
    heat: pd.DataFrame,
    constraints: Constraints,
    reach: Mapping[str, float] | None = None,
    *,
    ask: ProgressCallback | None = None,
    mix: bool = True,
) -> Schedule:
    """
    Place the posts where the studies favour them most, under all limits, and prove that no calendar does better.

    Parameters
    ----------
    heat : DataFrame
        `posting_heatmap` in the clock of `constraints.zone`; with a column `week` (Monday) if weeks differ.
    constraints : Constraints
    reach : mapping of platform to float, optional
        Share of the audience in [0, 1]: what an hour's support is multiplied by. Absent: platforms count alike.
    ask : callable, optional
        Callback with weeks solved, weeks in all and the present gap; True stops at the best found so far, with its gap.
    mix : bool
        Whether pillars and people are spread over the weeks (`content_mix`); value, proof and shortfalls are the same.
        Done in any case where promotional posts are fixed by hand, to keep to the cap of the whole calendar.

    Raises
    ------
    RuntimeError
        If the solver ends without a solution.

    Notes
    -----
    Deterministic: of calendars of equal value, the hours with more studies, then the earlier ones, then the platform
    whose key comes first in the alphabet; then pillars and people as `content_mix` spreads them over the weeks. Of more
    promotional posts fixed by hand than the cap allows of all posts the latest are left out (`surplus_pins`), and the
    calendar is solved again, in the time that is left.
    """
    limits, budget = constraints, SolverTime()
    while True:
        solutions = solve_weeks(candidates(heat, limits, reach or {}), limits, ask, budget)
        if mix or limits.fixes_promotion:
            solutions = content_mix(solutions, limits)
        surplus = surplus_pins(solutions, limits)
        if not surplus:
            break
        limits = replace(limits, pinned=tuple(pin for pin in limits.pinned if pin not in surplus))
    staffed = [pair for rows, solution in solutions for pair in _staffed_slots(rows, solution, limits)]
    staffed.sort(key=lambda pair: (pair[0].starts_at.astimezone(dt.UTC), constraints.platforms.index(pair[0].platform)))
    staffed = _numbered(staffed)
    slots = tuple(slot for slot, _answering in staffed)
    watches = tuple(
        _watch(slot, person, constraints) for slot, person in staffed if constraints.response_minutes[slot.platform]
    )
    checks = (inbox_check(check, constraints) for _rows, solution in solutions for check in solution.checks)
    rounds = tuple(sorted(checks, key=lambda check: (check.day, check.time, check.person)))
    return Schedule(
        slots=slots,
        watches=watches,
        rounds=rounds,
        proof=Proof(sum(s.objective for _, s in solutions), sum(s.bound for _, s in solutions)),
        missing=missing(constraints, slots, rounds),
        hours=workload(work_of(slots, watches, rounds), constraints.team, constraints.start, constraints.weeks),
        left_out=tuple(pin for pin in constraints.pinned if pin not in limits.pinned),
    )


def _staffed_slots(frame: pd.DataFrame, solution: Solution, constraints: Constraints) -> list[StaffedSlot]:
    """Assign pillar and owner to each candidate: the person who answers if possible, no pillar twice in a row."""
    remaining = Counter(solution.made)
    order = list(constraints.pillar_shares)
    latest: dict[str, str] = {}
    staffed = []
    for row in rows_of(frame.loc[list(solution.chosen)], CandidateRow):
        group = (row.week, row.platform, row.matched_rules)
        able = [key for key, count in remaining.items() if count and key[:3] == group]
        if not constraints.cover:
            able = [key for key in able if key[4] == row.person]
        recent = latest.get(row.platform)
        key = max(able, key=lambda key: (key[4] == row.person, key[3] != recent, remaining[key], -order.index(key[3])))
        remaining[key] -= 1
        latest[row.platform] = key[3]
        staffed.append((_slot(row, key[3], key[4], constraints), row.person))
    return staffed


def _slot(row: CandidateRow, pillar: str, owner: str, constraints: Constraints) -> Slot:
    making = constraints.making[row.platform, pillar]
    return Slot(
        id=row.platform,
        platform=row.platform,
        day=row.day,
        time=dt.time(*divmod(row.minute, 60)),
        zone=constraints.zone,
        pillar=pillar,
        owner=owner,
        format=making.format,
        support=None if pd.isna(row.support) else round(row.support, 4),
        studies=row.studies,
        minutes=making.minutes,
    )


def _numbered(staffed: list[StaffedSlot]) -> list[StaffedSlot]:
    """Set the id of each post: platform, ISO week and number in it."""
    seen: Counter[str] = Counter()
    named = []
    for slot, person in staffed:
        year, week, _day = slot.day.isocalendar()
        stem = f"{slot.platform}-{year}w{week:02d}"
        seen[stem] += 1
        named.append((slot.changed(id=f"{stem}-{seen[stem]}"), person))
    return named


def _watch(slot: Slot, person: str, constraints: Constraints) -> ResponseWindow:
    minutes = constraints.response_minutes[slot.platform]
    return ResponseWindow(
        slot=slot.id,
        person=person,
        day=slot.day,
        time=slot.time,
        zone=zoneinfo.ZoneInfo(slot.zone).key,
        minutes=minutes,
        work_minutes=round(constraints.response_work(slot.platform), 2),
    )
