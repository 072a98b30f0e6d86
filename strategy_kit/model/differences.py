"""Differences of two plans, or of a plan and what was agreed of it."""

from collections.abc import Iterator

from strategy_kit.model.plan import Plan
from strategy_kit.model.validation import Frozen

NOT_AGREED = ("name", "profiles", "peers", "exceptions")
"""What needs no new agreement: the name, work done on profiles, what others do; what did not fit when it was made."""


def differences(one: Frozen, other: Frozen) -> Iterator[str]:
    """
    Yield where two plans differ, beside their ids and languages; entries of a list that grew or shrank are one place.

    >>> import datetime as dt
    >>> from strategy_kit.model import Brief
    >>> plan = Plan(brief=Brief(name="Corner bakery"), start=dt.date(2027, 1, 4))
    >>> team = [plan.brief.team[0].changed(hours_per_week=9)]
    >>> list(differences(plan, plan.changed(weeks=8, brief=plan.brief.changed(team=team))))
    ['team.0.hours_per_week', 'weeks']
    """
    places = (place.removeprefix("brief.") for place in _differing(one, other, ""))
    yield from (place for place in places if place not in ("id", "lang"))


def _differing(one: object, other: object, place: str) -> Iterator[str]:
    if one == other:
        return
    if isinstance(one, Frozen) and isinstance(other, Frozen) and type(one) is type(other):
        for name in type(one).model_fields:
            yield from _differing(getattr(one, name), getattr(other, name), f"{place}.{name}".lstrip("."))
    elif isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        for number, (first, second) in enumerate(zip(one, other, strict=True)):
            yield from _differing(first, second, f"{place}.{number}")
    else:
        yield place


def differences_since_agreed(plan: Plan, platforms: tuple[str, ...] = ()) -> list[str]:
    """
    Return where a plan differs from what was agreed, beside `NOT_AGREED`; nothing if it is not agreed.

    Parameters
    ----------
    platforms : tuple of str
        Those that the plan comes to now, if they are known: new evidence may change them too.

    Examples
    --------
    >>> import datetime as dt
    >>> from strategy_kit.model import Brief
    >>> plan = Plan(brief=Brief(name="Shop"), start=dt.date(2027, 1, 4), agreed_on=dt.date(2027, 1, 2))
    >>> differences_since_agreed(plan), differences_since_agreed(plan.changed(weeks=8))
    ([], ['weeks'])
    """
    if plan.agreed is None:
        return []
    known = platforms if platforms and plan.agreed.platforms else plan.agreed.platforms
    now = plan.terms.model_copy(update={"platforms": known})
    return [place for place in differences(plan.agreed, now) if place.partition(".")[0] not in NOT_AGREED]


def is_agreed(plan: Plan) -> bool:
    """Whether a plan is agreed as it is now."""
    return plan.agreed_on is not None and not differences_since_agreed(plan)
