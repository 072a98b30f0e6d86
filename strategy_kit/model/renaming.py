"""References by name, which follow a new name; those to a person or an objective that is gone are dropped."""

from collections.abc import Iterator, Mapping
from typing import Any

from strategy_kit.model.audience import Touchpoint
from strategy_kit.model.brief import Brief
from strategy_kit.model.calendar import BlackoutRule, Campaign, PinnedPost
from strategy_kit.model.communication import ReplyRule
from strategy_kit.model.objectives import Objective
from strategy_kit.model.plan import Plan
from strategy_kit.model.platforms import PillarRating
from strategy_kit.model.strategy import CrisisPlan, ProfileCheck
from strategy_kit.model.validation import Frozen

REFERENCES: Mapping[type[Frozen], Mapping[str, str]] = {
    Touchpoint: {"segment": "segments"},
    PillarRating: {"pillar": "pillars"},
    BlackoutRule: {"pillar": "pillars"},
    Campaign: {"pillar": "pillars"},
    PinnedPost: {"pillar": "pillars", "owner": "team"},
    ReplyRule: {"who": "team"},
    Objective: {"owner": "team"},
    ProfileCheck: {"who": "team"},
    CrisisPlan: {"decides": "team", "deputy": "team"},
}
"""By type, which field names an entry of which list of the brief."""


def renamed(before: Brief, after: Brief) -> Brief:
    """
    Return `after` with the references to an entry's name in `before` changed to its new name.

    An entry has a new name if its list is as long as it was and another name has its place, the old one none. A new
    name that is referred to already is not followed. The objectives of a person who is no longer there have no owner,
    and no pillar serves an objective that is no longer there.

    >>> before = Brief(name="Shop", journey=({"segment": "Customers", "place": "search"},))
    >>> renamed(before, before.changed(segments=[{"name": "Visitors"}])).journey[0].segment
    'Visitors'
    """
    names = {kind: _unreferenced(before, after, kind) for kind in ("segments", "pillars", "team")}
    followed = _with_new_names(after, names) if any(names.values()) else after
    followed = _with_objectives_served(before, followed)
    gone = {person.name for person in before.team} - {person.name for person in after.team}
    if not any(objective.owner in gone for objective in followed.objectives):
        return followed
    objectives = tuple(
        objective.model_copy(update={"owner": None}) if objective.owner in gone else objective
        for objective in followed.objectives
    )
    return followed.model_copy(update={"objectives": objectives})


def with_brief(plan: Plan, brief: Brief) -> Plan:
    """
    Return a plan with a changed brief; the results of an objective in one's own words follow its new name.

    >>> before = Brief(name="Shop", objectives=[{"name": "Fill the hall"}])
    >>> value = {"objective": "Fill the hall", "begins": "2027-01-04", "value": 80}
    >>> plan = Plan(brief=before, start="2027-01-04", results=[value])
    >>> with_brief(plan, before.changed(objectives=[{"name": "Sell tickets"}])).results[0].objective
    'Sell tickets'
    """
    taken = {value.objective for value in plan.results}
    names = {was: now for was, now in _new_objective_names(plan.brief, brief).items() if now not in taken}
    results = [value.changed(objective=names.get(value.objective, value.objective)) for value in plan.results]
    return plan.changed(brief=brief, results=results) if names else plan.changed(brief=brief)


def referenced_names(brief: Brief, kind: str) -> list[str]:
    """
    Return the names by which the brief refers to ``segments``, ``pillars`` or ``team``, existing or not, each once.

    >>> referenced_names(Brief(name="Shop", journey=({"segment": "Tourists", "place": "search"},)), "segments")
    ['Tourists']
    """
    return list(dict.fromkeys(_references(brief, kind)))


def new_names(before: Brief, after: Brief, kind: str) -> dict[str, str]:
    """
    Return the new names, by the old ones, of the ``segments``, ``pillars`` or ``team`` of a brief.

    >>> before = Brief(name="Shop", team=({"name": "Ada"}, {"name": "Bo"}))
    >>> new_names(before, before.changed(team=[{"name": "Ada"}, {"name": "Cleo"}]), "team")
    {'Bo': 'Cleo'}
    """
    old, new = ([entry.name for entry in getattr(brief, kind)] for brief in (before, after))
    if len(old) != len(new):
        return {}
    return {was: now for was, now in zip(old, new, strict=True) if was not in new and now not in old}


def _new_objective_names(before: Brief, after: Brief) -> dict[str, str]:
    """Return the new names, by the old ones, of objectives in one's own words."""
    old, new = before.objectives, after.objectives
    if len(old) != len(new):
        return {}
    kept = {each.what for each in old} & {each.what for each in new}
    return {was.what: now.what for was, now in zip(old, new, strict=True) if was.what not in kept and not was.key}


def _with_objectives_served(before: Brief, after: Brief) -> Brief:
    """Return a brief whose pillars follow the new names of objectives, and serve none that is gone."""
    gone = {each.what for each in before.objectives} - {each.what for each in after.objectives}
    if not any(gone & set(pillar.serves) for pillar in after.pillars):
        return after
    names = _new_objective_names(before, after)
    pillars = []
    for pillar in after.pillars:
        served = [names.get(what, what) for what in pillar.serves if what not in gone or what in names]
        pillars.append(pillar.model_copy(update={"serves": tuple(dict.fromkeys(served))}))
    return after.model_copy(update={"pillars": tuple(pillars)})


def _unreferenced(before: Brief, after: Brief, kind: str) -> dict[str, str]:
    """Return the new names that nothing refers to yet."""
    taken = referenced_names(after, kind)
    return {was: now for was, now in new_names(before, after, kind).items() if now not in taken}


def _references(value: Any, kind: str) -> Iterator[str]:
    if isinstance(value, tuple):
        for entry in value:
            yield from _references(entry, kind)
    elif isinstance(value, Frozen):
        for field, entry in value:
            if REFERENCES.get(type(value), {}).get(field) == kind and entry is not None:
                yield entry
            yield from _references(entry, kind)


def _with_new_names(value: Any, names: Mapping[str, Mapping[str, str]]) -> Any:
    if isinstance(value, tuple):
        return tuple(_with_new_names(entry, names) for entry in value)
    if not isinstance(value, Frozen):
        return value
    references = REFERENCES.get(type(value), {})
    return value.model_copy(
        update={
            field: names[references[field]].get(entry, entry) if field in references else _with_new_names(entry, names)
            for field, entry in value
        }
    )
