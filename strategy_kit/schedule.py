"""
Consideration 4: heat and limits to a calendar with its duty roster and its proof.

Weeks are planned one by one where nothing ties them together, all at once where spacing across a Sunday does.
"""

import datetime as dt
import itertools
import zoneinfo
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from strategy_kit.candidates import candidates
from strategy_kit.limits import Limits
from strategy_kit.model import Slot, Watch
from strategy_kit.programme import Solution, solve


@dataclass(frozen=True)
class Proof:
    """What the solver proved: the value reached and the most that any calendar could reach."""

    objective: float
    bound: float

    @property
    def gap(self) -> float:
        """Relative distance between what was reached and what could be, 0 when proved best."""
        distance = max(self.bound - self.objective, 0.0)
        return 0.0 if distance < 1e-6 else distance / max(abs(self.bound), 1e-9)


@dataclass(frozen=True)
class Schedule:
    """
    A calendar.

    `missing` counts, per (Monday, platform), the posts that a week lacks of its least number. `hours` has one row per
    (week, person): `making`, `watching`, `total` and `available`, in minutes.
    """

    slots: tuple[Slot, ...]
    watches: tuple[Watch, ...]
    proof: Proof
    missing: Mapping[tuple[dt.date, str], int]
    hours: pd.DataFrame


def schedule_posts(heat: pd.DataFrame, limits: Limits, reach: Mapping[str, float] | None = None) -> Schedule:
    """
    Place the posts where the studies speak best of them, under all limits, and prove that no calendar does better.

    Parameters
    ----------
    heat : DataFrame
        `timing.posting_heatmap` in the clock of `limits.zone`; with a column `week` (Monday) if weeks differ.
    limits : Limits
    reach : mapping of platform to float, optional
        Share of the audience in [0, 1]: what an hour's support is multiplied by. Absent: platforms count alike.

    Returns
    -------
    Schedule
        The same for the same input: between calendars of equal value, the hours more studies speak of, then the
        earlier ones, then the first platform and person as listed.
    """
    frame = candidates(heat, limits, reach or {})
    solutions = _solutions(frame, limits)
    slots: list[Slot] = []
    for rows, solution in solutions:
        slots.extend(_slots(rows, solution, limits))
    slots.sort(key=lambda slot: (slot.starts_at.astimezone(dt.UTC), limits.platforms.index(slot.platform)))
    slots = _numbered(slots)
    watches = tuple(_watch(slot, limits) for slot in slots)
    missing = {key: count for _, solution in solutions for key, count in solution.missing.items()}
    return Schedule(
        slots=tuple(slots),
        watches=watches,
        proof=Proof(sum(s.objective for _, s in solutions), sum(s.bound for _, s in solutions)),
        missing=missing,
        hours=hours_of(slots, watches, limits),
    )


def hours_of(slots: "list[Slot] | tuple[Slot, ...]", watches: tuple[Watch, ...], limits: Limits) -> pd.DataFrame:
    """Add up the minutes of work per ISO week and person, beside what each has."""
    weeks = sorted({_monday(day) for day in limits.days})
    index = pd.MultiIndex.from_product([weeks, [person.name for person in limits.team]], names=["week", "person"])
    hours = pd.DataFrame({"making": 0.0, "watching": 0.0}, index=index)
    for slot in slots:
        hours.loc[(_monday(slot.day), slot.owner), "making"] += slot.minutes
    for watch in watches:
        hours.loc[(_monday(watch.day), watch.person), "watching"] += watch.work_minutes
    capacity = {person.name: person.hours_per_week * 60 for person in limits.team}
    hours["total"] = hours["making"] + hours["watching"]
    hours["available"] = [capacity[person] for _, person in index]
    return hours.reset_index()


def _solutions(frame: pd.DataFrame, limits: Limits) -> list[tuple[pd.DataFrame, Solution]]:
    weeks = sorted({_monday(day) for day in limits.days})
    parts = [frame[frame["week"] == week].reset_index(drop=True) for week in weeks]
    known: dict[bytes, Solution] = {}
    solved = []
    for week, part in zip(weeks, parts, strict=True):
        alike = _signature(part)
        if alike not in known:
            known[alike] = solve(part, limits, (week,))
        solved.append((part, known[alike].of_week(week)))
    if all(_apart(before, after, limits) for before, after in itertools.pairwise(solved)):
        return solved
    return [(frame, solve(frame, limits, tuple(weeks)))]


def _signature(part: pd.DataFrame) -> bytes:
    """Tell weeks apart by all that the programme sees of them."""
    since = part["instant"] - (part["instant"].iloc[0] if len(part) else 0)
    seen = part[["platform", "person", "minute", "value", "studies"]].assign(
        since=since, day=[day.isoweekday() for day in part["day"]]
    )
    return pd.util.hash_pandas_object(seen, index=False).to_numpy().tobytes()


def _apart(before: tuple[pd.DataFrame, Solution], after: tuple[pd.DataFrame, Solution], limits: Limits) -> bool:
    """Tell whether the last posts of a week and the first of the next keep the spacing of their platform."""
    last = before[0].loc[list(before[1].chosen)].groupby("platform")["instant"].max()
    first = after[0].loc[list(after[1].chosen)].groupby("platform")["instant"].min()
    gaps = (first - last).dropna()
    return all(gap >= limits.cadence[platform].spacing_hours * 60 for platform, gap in gaps.items())


def _slots(frame: pd.DataFrame, solution: Solution, limits: Limits) -> list[Slot]:
    """Give each chosen candidate its pillar: within a week those that recur most come first, then take turns."""
    chosen = frame.loc[list(solution.chosen)]
    slots = []
    for (week, platform, person), rows in chosen.groupby(["week", "platform", "person"], sort=True):
        counts = {
            key[2]: n
            for key, n in solution.pillars.items()
            if key[0] == week and key[1] == platform and key[3] == person
        }
        for row, pillar in zip(rows.itertuples(index=False), _in_turn(counts, limits), strict=True):
            making = limits.making[str(platform), pillar]
            time = dt.time(*divmod(int(row.minute), 60))
            slots.append(
                Slot(
                    id=str(platform),
                    platform=str(platform),
                    day=row.day,
                    time=time,
                    zone=limits.zone,
                    pillar=pillar,
                    owner=str(person),
                    format=making.format,
                    support=None if pd.isna(row.support) else round(float(row.support), 4),
                    studies=int(row.studies),
                    minutes=making.minutes,
                )
            )
    return slots


def _numbered(slots: list[Slot]) -> list[Slot]:
    """Name each post by its platform, ISO week and place in it."""
    seen: dict[str, int] = {}
    named = []
    for slot in slots:
        year, week, _day = slot.day.isocalendar()
        stem = f"{slot.platform}-{year}w{week:02d}"
        seen[stem] = seen.get(stem, 0) + 1
        named.append(slot.changed(id=f"{stem}-{seen[stem]}"))
    return named


def _in_turn(counts: Mapping[str, int], limits: Limits) -> list[str]:
    """Order pillars so that no two alike follow where it can be helped, in the order of the brief."""
    left = {pillar: counts[pillar] for pillar in limits.pillar_shares if pillar in counts}
    turn: list[str] = []
    while any(left.values()):
        others = [pillar for pillar, n in left.items() if n and (not turn or pillar != turn[-1])]
        pillar = max(others or [p for p, n in left.items() if n], key=lambda p: left[p])
        turn.append(pillar)
        left[pillar] -= 1
    return turn


def _watch(slot: Slot, limits: Limits) -> Watch:
    minutes = limits.watch_minutes[slot.platform]
    return Watch(
        slot=slot.id,
        person=slot.owner,
        day=slot.day,
        time=slot.time,
        zone=zoneinfo.ZoneInfo(slot.zone).key,
        minutes=minutes,
        work_minutes=round(minutes * limits.work_share, 2),
    )


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())
