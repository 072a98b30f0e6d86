"""Expansion to the next platform: the agreed trigger compared with the weeks recorded."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from strategy_kit.frames import TriggerWeekRow
from strategy_kit.model import Slot, Trigger, WeekFacts
from strategy_kit.platforms.scores import SAME

COLUMNS = list(TriggerWeekRow._fields)


@dataclass(frozen=True)
class Expansion:
    """
    Progress towards a trigger.

    `run` counts the weeks in a row that meet it up to the last one recorded, `run_at_most` counts unknown weeks as met.
    `ready`: whether the next platform may join, or None while unknown weeks could decide.
    """

    weeks: pd.DataFrame
    run: int
    run_at_most: int
    ready: bool | None


def expansion(trigger: Trigger, facts: Iterable[WeekFacts], platforms: Sequence[str]) -> Expansion:
    """
    Compare the trigger for another platform with the weeks recorded, on the platforms of the plan.

    Parameters
    ----------
    trigger : Trigger
        Posts a week, share answered in time, and for how many ISO weeks in a row.
    facts : iterable of WeekFacts
        Records; of several for one (week, platform) the last counts. A week without messages has none to answer, and
        meets that part. A week without a record, between others, is unknown: it neither counts nor breaks the run for
        certain.
    platforms : sequence of str
        Those of the plan; records of others are left out.

    Returns
    -------
    Expansion
        Its ``weeks`` are `frames.TriggerWeekRow`.

    Examples
    --------
    >>> facts = [WeekFacts(week=dt.date(2027, 1, 4), platform="x", posts=4, received=10, in_time=9),
    ...          WeekFacts(week=dt.date(2027, 1, 11), platform="x", posts=5, received=0, in_time=0)]
    >>> expansion(Trigger(weeks=2), facts, ["x"]).ready, expansion(Trigger(weeks=3), facts, ["x"]).run
    (True, 2)
    """
    recorded = {(fact.week, fact.platform): fact for fact in facts if fact.platform in platforms}
    mondays = sorted({week for week, _platform in recorded})
    span = range((mondays[-1] - mondays[0]).days // 7 + 1) if mondays else range(0)
    weeks = [mondays[0] + dt.timedelta(weeks=n) for n in span]
    rows = [_row(week, [recorded.get((week, platform)) for platform in platforms], trigger) for week in weeks]
    frame = pd.DataFrame(rows, columns=COLUMNS).astype({"posts": "Int64", "received": "Int64", "in_time": "Int64"})
    met = [None if pd.isna(week) else bool(week) for week in frame["kept"]]
    run, most = _run(met, {True}), _run(met, {True, None})
    ready = True if run >= trigger.weeks else None if most >= trigger.weeks else False
    return Expansion(frame.astype({"share": float, "kept": "boolean"}), run, most, ready)


def _row(week: dt.date, facts: Sequence[WeekFacts | None], trigger: Trigger) -> tuple[object, ...]:
    posts = [None if fact is None else fact.posts for fact in facts]
    received = _total([None if fact is None else fact.received for fact in facts])
    in_time = _total([None if fact is None else fact.in_time for fact in facts])
    share = in_time / received if received and in_time is not None else None
    known = [made for made in posts if made is not None]
    fewest = min(known) if known and len(known) == len(posts) else None
    answered = True if received == 0 else None if share is None else share >= trigger.answered_in_time - SAME
    enough = False if any(made < trigger.posts_per_week for made in known) else None if fewest is None else True
    kept = False if False in (enough, answered) else None if None in (enough, answered) else True
    return week, fewest, received, in_time, share, kept


def _total(counts: Sequence[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known and len(known) == len(counts) else None


def _run(met: Sequence[bool | None], counts: set[bool | None]) -> int:
    """Return the number of weeks at the end that count."""
    return next((n for n, week in enumerate(reversed(met)) if week not in counts), len(met))


def is_over(week: dt.date, today: dt.date) -> bool:
    """
    Whether a week, given by its Monday, is over.

    >>> is_over(dt.date(2027, 1, 4), dt.date(2027, 1, 10)), is_over(dt.date(2027, 1, 4), dt.date(2027, 1, 11))
    (False, True)
    """
    return week + dt.timedelta(weeks=1) <= today


def posts_planned(slots: Iterable[Slot], platforms: Sequence[str], before: dt.date) -> list[WeekFacts]:
    """
    Return the posts of a calendar as records of its past ISO weeks, published as planned; answers stay unknown.

    Parameters
    ----------
    slots : iterable of Slot
        Posts of the calendar; cancelled ones are not counted.
    platforms : sequence of str
        Those recorded, one record per week each, 0 posts included.
    before : date
        Weeks that are over on this day (`is_over`).

    Examples
    --------
    >>> moment = {"day": dt.date(2027, 1, 5), "time": dt.time(9), "zone": "Europe/Paris"}
    >>> slot = Slot(id="a", platform="x", pillar="p", owner="o", **moment)
    >>> [(fact.week.isoformat(), fact.posts) for fact in posts_planned([slot], ["x"], dt.date(2027, 1, 11))]
    [('2027-01-04', 1)]
    """
    made = _posts_by_week(slots)
    weeks = sorted({week for week, platform in made if platform in platforms and is_over(week, before)})
    return [
        WeekFacts(week=week, platform=platform, planned=made[week, platform], posts=made[week, platform])
        for week in weeks
        for platform in platforms
    ]


def with_planned(facts: Iterable[WeekFacts], slots: Sequence[Slot]) -> list[WeekFacts]:
    """
    Return records of weeks with the posts that a calendar planned for them, where a record of such a week lacks them.

    Parameters
    ----------
    slots : sequence of Slot
        Posts of the calendar; cancelled ones are not counted. Of a week without any post nothing is known.

    Examples
    --------
    >>> moment = {"day": dt.date(2027, 1, 5), "time": dt.time(9), "zone": "Europe/Paris"}
    >>> slot = Slot(id="a", platform="x", pillar="p", owner="o", **moment)
    >>> facts = [WeekFacts(week=f"2027-01-{day}", platform="x", posts=2) for day in ("04", "11")]
    >>> [fact.planned for fact in with_planned(facts, [slot])]
    [1, None]
    """
    made = _posts_by_week(slots)
    weeks, platforms = {week for week, _platform in made}, {slot.platform for slot in slots}
    return [
        fact.changed(planned=made[fact.week, fact.platform])
        if fact.planned is None and fact.week in weeks and fact.platform in platforms
        else fact
        for fact in facts
    ]


def _posts_by_week(slots: Iterable[Slot]) -> Counter[tuple[dt.date, str]]:
    """Count the posts of a calendar that are not cancelled, by the Monday of their week and their platform."""
    return Counter(
        (slot.day - dt.timedelta(days=slot.day.weekday()), slot.platform) for slot in slots if not slot.cancelled
    )
