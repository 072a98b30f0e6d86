"""
Work and posts of a calendar by ISO week, the same for page, report, sheets and command line.

A plan that starts within a week cuts its first and last: posts a week are those of whole weeks.
"""

import datetime as dt
import itertools
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from strategy_kit.calendar.constraints import monday
from strategy_kit.model import InboxCheck, Person, Plan, ResponseWindow, Slot

KINDS = ("making", "watching", "monitoring")
NEARLY = 1e-6
"""How far below a whole minute a sum counts as that minute."""
WORK = (*KINDS, "total", "available")
"""The columns of a workload that hold minutes."""


class Work(NamedTuple):
    """Minutes of work of one kind that a person has on a day."""

    kind: Literal["making", "watching", "monitoring"]
    day: dt.date
    person: str
    minutes: float


def work_of(slots: Sequence[Slot], watches: Iterable[ResponseWindow], rounds: Iterable[InboxCheck]) -> Iterator[Work]:
    """Yield the work of making posts, of answering after them and of inbox checks, without cancelled posts."""
    posts = {slot.id: slot for slot in slots if not slot.cancelled}
    yield from (Work("making", slot.day, slot.owner, slot.minutes) for slot in posts.values())
    yield from (
        Work("watching", watch.day, watch.person, watch.work_minutes) for watch in watches if watch.slot in posts
    )
    yield from (Work("monitoring", check.day, check.person, check.minutes) for check in rounds)


def workload(work: Iterable[Work], team: Sequence[Person], start: dt.date, weeks: int) -> pd.DataFrame:
    """
    Sum the minutes of work per ISO week and person, with the minutes each person has: `frames.WorkloadRow`.

    `weeks` counts stretches of seven days from `start`, the first day of the horizon, any weekday.

    >>> owner, wednesday = Person(name="Owner", hours_per_week=2), dt.date(2027, 1, 6)
    >>> frame = workload([Work("making", wednesday, "Owner", 30)], [owner], wednesday, 1)
    >>> frame[["week", "total", "available", "days"]].astype(str).values.tolist()
    [['2027-01-04', '30.0', '120.0', '5'], ['2027-01-11', '0.0', '120.0', '2']]
    """
    spent: dict[tuple[str, dt.date, str], float] = defaultdict(float)
    for kind, day, person, minutes in work:
        spent[kind, monday(day), person] += minutes
    days = days_by_week(start, weeks)
    team_rows = [(week, person.name) for week in days for person in team]
    rows = list(dict.fromkeys([*team_rows, *((week, person) for _kind, week, person in spent)]))
    frame = pd.DataFrame(rows, columns=["week", "person"])
    for name in KINDS:
        frame[name] = np.array([spent[name, *row] for row in rows], float)
    frame["total"] = frame["making"] + frame["watching"] + frame["monitoring"]
    available = {person.name: person.hours_per_week * 60 for person in team}
    frame["available"] = [available.get(person, float("nan")) for _, person in rows]
    frame["days"] = [days[week] for week, _ in rows]
    return frame


def plan_workload(plan: Plan) -> pd.DataFrame:
    """
    Return the workload of a plan's calendar.

    >>> from strategy_kit.model import Brief
    >>> plan_workload(Plan(brief=Brief(name="Shop"), start=dt.date(2027, 1, 4), weeks=1))["total"].tolist()
    [0.0]
    """
    return workload(work_of(plan.slots, plan.watches, plan.rounds), plan.brief.team, plan.start, plan.weeks)


def fullest_week(frame: pd.DataFrame) -> pd.DataFrame:
    """
    Return the rows of the ISO week with most work, the first of several; none if there is no week.

    Totals are in `whole_minutes`.

    >>> week = {"week": [dt.date(2027, 1, 4)] * 5, "person": list("abcde")}
    >>> fullest_week(pd.DataFrame({**week, "total": 64.6}))["total"].tolist()
    [65.0, 65.0, 65.0, 64.0, 64.0]
    """
    totals = frame.groupby("week")["total"].sum()
    fullest = frame[frame["week"] == totals.idxmax()] if len(totals) else frame
    return fullest.assign(total=whole_minutes(fullest["total"]))


def whole_minutes(totals: "pd.Series[float]") -> "pd.Series[float]":
    """
    Round the minutes of several people to whole ones whose sum is the rounded sum: the largest remainders go up.

    What is written for each person then adds up to what is written for the week, and that is the exact time rounded.

    >>> whole_minutes(pd.Series([69.6, 69.6])).tolist()
    [70.0, 69.0]
    """
    down = (totals + NEARLY) // 1
    up = (down - totals).sort_values(kind="stable").index[: round(float(totals.sum()) - float(down.sum()))]
    return down + pd.Series(1.0, index=up).reindex(down.index, fill_value=0.0)


def spare_minutes(week: pd.DataFrame) -> float:
    """
    Return the minutes that the team has beyond its work in the rows of one week, overtime taken off.

    >>> spare_minutes(pd.DataFrame({"available": [120.0, 60.0], "total": [30.0, 90.0]}))
    60.0
    """
    return float((week["available"] - week["total"]).sum())


def busiest_people(week: pd.DataFrame) -> list[str]:
    """
    Return who works the largest share of their own minutes in the rows of one week, all that tie; none: nobody works.

    >>> names = {"person": ["Owner", "Counter"], "available": [120.0, 60.0]}
    >>> busiest_people(pd.DataFrame({**names, "total": [80.0, 45.0]}))
    ['Counter']
    """
    load = (week["total"] / week["available"].where(week["available"] > 0)).fillna(0.0).set_axis(week["person"])
    most = load.max() if len(load) else 0.0
    return [str(person) for person in load.index[load >= most - 1e-9]] if most > 0 else []


def week_minutes(frame: pd.DataFrame, week: dt.date) -> dict[str, float]:
    """
    Return the whole minutes of each person who works in the week of a Monday; `frame` is a `workload`.

    >>> week = dt.date(2027, 1, 4)
    >>> frame = pd.DataFrame({"week": [week] * 2, "person": ["Owner", "Counter"], "total": [60.0, 0.0]})
    >>> week_minutes(frame, week)
    {'Owner': 60.0}
    """
    rows = frame[(frame["week"] == week) & (frame["total"] > 0)]
    return dict(zip(rows["person"].astype(str), whole_minutes(rows["total"]).tolist(), strict=True))


def days_by_week(start: dt.date, weeks: int) -> "Counter[dt.date]":
    """
    Count the days of the horizon in each ISO week, by its Monday.

    >>> [*days_by_week(dt.date(2027, 1, 6), 2).values()]
    [5, 7, 2]
    """
    return Counter(monday(start + dt.timedelta(days=n)) for n in range(7 * weeks))


def is_cut(start: dt.date) -> bool:
    """Whether a horizon that starts on a day cuts its first and its last week."""
    return start != monday(start)


def posts_per_week(slots: Iterable[Slot], start: dt.date, weeks: int) -> tuple[int, int]:
    """
    Return the posts of the emptiest and the fullest whole week of a horizon, without cancelled posts.

    A horizon without a whole week is seven days long, and counts as one.

    >>> post = Slot(id="a", platform="x", day="2027-01-12", time="09:00", zone="Europe/Paris", pillar="p", owner="o")
    >>> posts_per_week([post], dt.date(2027, 1, 6), 3), posts_per_week([post], dt.date(2027, 1, 6), 1)
    ((0, 1), (1, 1))
    """
    counts = Counter(monday(slot.day) for slot in slots if not slot.cancelled)
    whole = [counts[week] for week, days in days_by_week(start, weeks).items() if days == 7]
    return (min(whole), max(whole)) if whole else (counts.total(), counts.total())


def answered_posts(slots: Iterable[Slot], watches: Iterable[ResponseWindow]) -> tuple[int, int]:
    """
    Return how many posts have a response window, and how many posts there are; cancelled posts do not count.

    >>> post = {"platform": "x", "day": "2027-01-04", "zone": "Europe/Paris", "pillar": "p", "owner": "Owner"}
    >>> slots = [Slot(id="a", time="09:00", **post), Slot(id="b", time="15:00", **post)]
    >>> times = {"person": "Owner", "day": "2027-01-04", "time": "09:00", "zone": "Europe/Paris"}
    >>> answered_posts(slots, [ResponseWindow(slot="a", minutes=60, **times)])
    (1, 2)
    """
    posts = {slot.id for slot in slots if not slot.cancelled}
    return len(posts & {watch.slot for watch in watches}), len(posts)


def usual_gap(watches: Iterable[ResponseWindow], rounds: Iterable[InboxCheck]) -> float | None:
    """
    Return the longest time between two times of answering in an ordinary week, in minutes.

    Times of answering are response windows and inbox checks; a message that comes right after the one waits until the
    next. Of the longest gap that begins in each ISO week, the median (the lower of two): a week of public holidays is
    no ordinary one. The last week of several is left out, as its weekend may be without an end. 0 or less where all
    meet or overlap; None with fewer than two times.

    >>> times = {"person": "Owner", "time": "10:00", "zone": "Europe/Paris"}
    >>> windows = [ResponseWindow(slot="a", day=day, minutes=90, work_minutes=30, **times)
    ...            for day in ("2027-01-04", "2027-01-06")]
    >>> checks = [InboxCheck(day="2027-01-05", minutes=15, **times)]
    >>> usual_gap(windows, ()), usual_gap(windows, checks), usual_gap(windows[:1], ())
    (2790.0, 1425.0, None)
    """
    times = sorted((at.starts_at.astimezone(dt.UTC), at.ends_at.astimezone(dt.UTC)) for at in (*watches, *rounds))
    ends = itertools.accumulate((end for _start, end in times), max)
    longest: dict[dt.date, float] = {}
    for end, (start, _end) in zip(ends, times[1:], strict=False):
        week, gap = monday(end.date()), (start - end).total_seconds() / 60
        longest[week] = max(gap, longest.get(week, gap))
    return statistics.median_low(list(longest.values())[: max(1, len(longest) - 1)]) if longest else None


def example_week(slots: Iterable[Slot], rounds: Iterable[InboxCheck], start: dt.date, weeks: int) -> dt.date:
    """
    Return the Monday of the week to show of a calendar: the first whole one with posts, else the first cut one.

    Without posts the same of inbox checks, without them the first week.

    >>> post = {"platform": "x", "time": "09:00", "zone": "Europe/Paris", "pillar": "p", "owner": "o"}
    >>> slots = [Slot(id="a", day="2027-01-07", **post), Slot(id="b", day="2027-01-12", **post)]
    >>> [str(example_week(some, (), dt.date(2027, 1, 6), 2)) for some in (slots, slots[:1])]
    ['2027-01-11', '2027-01-04']
    """
    inside = days_by_week(start, weeks)
    posts = sorted({monday(slot.day) for slot in slots if not slot.cancelled})
    busy = posts or sorted({monday(check.day) for check in rounds}) or [monday(start)]
    return next((week for week in busy if inside[week] == 7), busy[0])
