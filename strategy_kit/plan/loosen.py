"""One more unit of a limit of the calendar, as a change of the brief."""

from collections.abc import Mapping
from typing import Any

from strategy_kit.calendar.relaxations import Constraint, shifted
from strategy_kit.effort import cadence_of
from strategy_kit.errors import InputError
from strategy_kit.model import Brief, Person

CADENCE: Mapping[str, tuple[str, float]] = {
    "least_posts": ("posts_per_week_low", -1),
    "most_posts": ("posts_per_week_high", 1),
    "posts_a_day": ("posts_per_day", 1),
    "spacing": ("spacing_hours", -1),
}
"""The field of a platform's cadence behind a kind of limit, and its step."""
FLAGS: Mapping[str, tuple[str, bool]] = {
    "unknown_hours": ("unknown_hours", True),
    "cover": ("cover", True),
    "fair_share": ("fair_share", False),
}
RULES = ("never", "monitoring", "pinned")


def loosened(brief: Brief, constraint: Constraint, step: float) -> dict[str, object]:
    """
    Return the changed fields of a brief in which a limit has one more unit; none where no single field holds the limit,
    or the field can take no more.

    Parameters
    ----------
    constraint, step
        As of `calendar.sensitivity.Gain`.

    Examples
    --------
    >>> shop = Brief(name="Shop", team=[{"name": "Owner", "hours_per_week": 4}])
    >>> loosened(shop, Constraint("hours", "Owner", 4.0), 0.5)["team"][0].hours_per_week
    4.5
    >>> loosened(shop, Constraint("closed_days", "Easter Monday"), 1)
    {}
    """
    try:
        return _changes(brief, constraint, step)
    except InputError:
        return {}


def _changes(brief: Brief, constraint: Constraint, step: float) -> dict[str, object]:
    kind, of = constraint.kind, constraint.of
    if kind in CADENCE:
        return {"cadence": _cadence(brief, of, *CADENCE[kind])}
    if kind in FLAGS:
        name, value = FLAGS[kind]
        return {name: value}
    if kind in RULES:
        return {kind: [rule for rule in getattr(brief, kind) if rule != constraint.rule]}
    if kind == "campaign":
        return {"campaigns": [each for campaign in brief.campaigns for each in _smaller(campaign, constraint.rule)]}
    if kind == "hours":
        return {"team": [_longer(person, step) if person.name == of else person for person in brief.team]}
    if kind == "closed_days" and of == "weekday":
        return {"closed_weekdays": ()}
    if kind == "spacing_across":
        return {"spacing_across_hours": max(brief.spacing_across_hours + step, 0.0)}
    if kind == "promotion_cap":
        return {"promotion_cap": min(brief.promotion_cap + step, 1.0)}
    if kind in ("posting_from", "posting_until"):
        return {kind: shifted(getattr(brief, kind), round(60 * step))}
    return {}


def _cadence(brief: Brief, platform: str, field: str, step: float) -> list[Any]:
    rule = cadence_of(brief, platform)
    rule = rule.changed(**{field: max(getattr(rule, field) + step, 0)})
    return [*(other for other in brief.cadence if other.platform != platform), rule]


def _longer(person: Person, step: float) -> Person:
    return person.changed(hours_per_week=person.hours_per_week + step)


def _smaller(campaign: Any, rule: object) -> list[Any]:
    if campaign != rule:
        return [campaign]
    return [campaign.changed(posts=campaign.posts - 1)] if campaign.posts > 1 else []
