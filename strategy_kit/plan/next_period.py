"""The plan of the next period: one that begins after another ends, without its calendar and results."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from strategy_kit.model import Brief, Plan
from strategy_kit.platforms import posts_planned, with_planned


def first_day_after(plan: Plan, today: dt.date) -> dt.date:
    """
    Return the Monday on or after the end of a plan, and no earlier than today.

    >>> plan = Plan(brief=Brief(name="Shop"), start="2027-01-06", weeks=4)
    >>> first_day_after(plan, dt.date(2027, 1, 20)).isoformat(), first_day_after(plan, dt.date(2027, 3, 2)).isoformat()
    ('2027-02-08', '2027-03-08')
    """
    first = max(plan.end, today)
    return first + dt.timedelta(days=-first.weekday() % 7)


def version_starts(plan: Plan, today: dt.date) -> tuple[dt.date, ...]:
    """
    Return the days on which the next version of a plan can begin, the usual one first.

    While a plan runs, the Monday after today for the weeks that are left, or the Monday on or after its end; else only
    the latter, no earlier than today. A plan that has not begun has its own first day.

    >>> plan = Plan(brief=Brief(name="Shop"), start="2027-01-04", weeks=4)
    >>> days = (dt.date(2026, 12, 30), dt.date(2027, 1, 14), dt.date(2027, 1, 27), dt.date(2027, 3, 2))
    >>> [[start.isoformat() for start in version_starts(plan, day)] for day in days]
    [['2027-01-04'], ['2027-01-18', '2027-02-01'], ['2027-02-01'], ['2027-03-08']]
    """
    if today < plan.start:
        return (plan.start,)
    monday = today + dt.timedelta(days=7 - today.weekday())
    return (*([monday] if monday < plan.end else []), first_day_after(plan, today))


def next_version(plan: Plan, today: dt.date, *, after_end: bool = False) -> Plan:
    """
    Return the next version of a plan: for the rest of its weeks, or as many after its end; not agreed, no calendar.

    What was recorded stays. The posts planned for the weeks before it are recorded too, for the calendar leaves the
    plan.

    Parameters
    ----------
    today : date
        The new version begins on a day of `version_starts`: the first, or with `after_end` the last.

    Examples
    --------
    >>> plan = Plan(brief=Brief(name="Shop"), start="2027-01-04", agreed_on="2027-01-02")
    >>> after = next_version(plan, dt.date(2027, 1, 20))
    >>> after.version, after.start.isoformat(), after.weeks, after.end == plan.end, after.agreed_on
    (2, '2027-01-25', 1, True, None)
    >>> after = next_version(plan, dt.date(2027, 1, 20), after_end=True)
    >>> after.start.isoformat(), after.weeks
    ('2027-02-01', 4)
    """
    start = version_starts(plan, today)[-1 if after_end else 0]
    facts = with_planned(plan.happened, plan.slots)
    held = {(fact.week, fact.platform) for fact in facts}
    planned = [
        fact.changed(posts=None)
        for fact in posts_planned(plan.slots, sorted({slot.platform for slot in plan.slots}), start)
        if (fact.week, fact.platform) not in held
    ]
    room = Plan.most("happened") - len(facts)
    return plan.changed(
        version=plan.version + 1,
        before=plan.terms,
        start=start,
        weeks=-(-(plan.end - start).days // 7) if start < plan.end else plan.weeks,
        happened=[*facts, *planned[:room]],
        **dict.fromkeys(("slots", "watches", "rounds"), ()),
        **{"agreed_by": "", "agreed_on": None, "agreed": None},
    )


def for_next_period(plan: Plan, today: dt.date) -> Plan:
    """
    Return a new plan of the same business for as many weeks after the end of another: a draft that nobody agreed to.

    Parameters
    ----------
    today : date
        The new plan begins on no earlier day.

    Notes
    -----
    The brief stays, with its objectives. A due date of an objective or a profile before the new plan begins is left
    out, to be asked anew, as are days off, campaigns and fixed posts that are over by then. Calendar, recorded weeks,
    results, notes and reviews belong to the plan before.

    Examples
    --------
    >>> from strategy_kit.model import Objective
    >>> sales = Objective(key="sales", target=20, due="2027-01-31")
    >>> plan = Plan(brief=Brief(name="Shop", objectives=[sales]), start="2027-01-04", agreed_on="2027-01-02")
    >>> after = for_next_period(plan, dt.date(2027, 1, 20))
    >>> after.start.isoformat(), after.agreed_on, after.brief.objectives[0].target, after.brief.objectives[0].due
    ('2027-02-01', None, 20.0, None)
    """
    start = first_day_after(plan, today)
    kept = {name: getattr(plan, name) for name in ("answers", "weeks", "platforms", "later", "trigger", "schedulers")}
    return Plan(id=uuid4().hex, brief=_from_day(plan.brief, start), start=start, scenario=plan.scenario, **kept)


def _from_day(brief: Brief, start: dt.date) -> Brief:
    """Return a brief without dates before a day."""
    objectives = [
        objective.changed(due=None) if objective.due and objective.due < start else objective
        for objective in brief.objectives
    ]
    profiles = [
        profile.changed(by=None) if profile.by and profile.by < start else profile for profile in brief.profiles
    ]
    return brief.changed(
        objectives=objectives,
        profiles=profiles,
        blackouts=_not_over(brief.blackouts, "last", start),
        campaigns=_not_over(brief.campaigns, "last", start),
        pinned=_not_over(brief.pinned, "day", start),
    )


def _not_over(entries: Iterable[Any], end: str, start: dt.date) -> list[Any]:
    return [entry for entry in entries if getattr(entry, end) >= start]
