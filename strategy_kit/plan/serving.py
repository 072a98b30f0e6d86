"""Shares of the pillars with which posts serve the objectives by their weights, within the limit on promotion."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from strategy_kit.communication.permission import capped_shares
from strategy_kit.model import Brief, Objective
from strategy_kit.plan.line_of_sight import served

ENOUGH = 0.01
"""Share of the posts that an objective may lack and still has what its weight asks for."""
Parts = dict[str, float]
"""Shares of the posts by pillar."""


@dataclass(frozen=True)
class Division:
    """
    The posts divided over the objectives.

    Attributes
    ----------
    shares : mapping of pillar to float
        Shares of the posts; they sum to 1, promotional ones together keep to the limit.
    wanted, now, then : mapping of objective to float
        Share of the posts by its weight; of the posts that serve it, as the plan is and with `shares`.
    limited : tuple of str
        Objectives that only promotional pillars serve and that the limit leaves with less than their weight.
    unserved : tuple of str
        Objectives that no pillar serves; the others divide the posts.
    changes : mapping of str to object
        The fields of the brief that follow; empty if each objective has its share already.
    """

    shares: Mapping[str, float]
    wanted: Mapping[str, float]
    now: Mapping[str, float]
    then: Mapping[str, float]
    limited: tuple[str, ...]
    unserved: tuple[str, ...]
    changes: Mapping[str, object]


def division(brief: Brief) -> Division | None:
    """
    Divide the posts over the objectives by their weights; None if no pillar serves one.

    Pillars that serve none keep their share, unless they have all of it. What an objective has goes to its pillars in
    proportion to their present shares; where promotional ones would exceed the limit, its other pillars take the rest.

    Raises
    ------
    InputError
        As `communication.permission.capped_shares`.

    Examples
    --------
    >>> pillars = [
    ...     {"name": "Help", "purpose": "help", "share": 0.5, "serves": ["loyalty"]},
    ...     {"name": "News", "share": 0.5, "serves": ["reputation"]},
    ... ]
    >>> objectives = [{"key": "loyalty", "weight": 3}, {"key": "reputation"}]
    >>> division(Brief(name="Shop", objectives=objectives, pillars=pillars)).shares
    {'Help': 0.75, 'News': 0.25}
    """
    serves = served(brief)
    by_objective = {
        objective.what: [pillar for pillar, objectives in serves.items() if objective.what in objectives]
        for objective in brief.objectives
    }
    weights = {each.what: each.weight for each in brief.objectives if by_objective[each.what]}
    if not weights:
        return None
    present = {str(pillar): float(share) for pillar, share in capped_shares(brief.pillars, brief.promotion_cap).items()}
    asking = {pillar.name for pillar in brief.pillars if pillar.promotional}
    free = {pillar: share for pillar, share in present.items() if not serves[pillar]}
    left = 1 - math.fsum(free.values())
    if left < ENOUGH:  # pillars that serve have no share at all: the others give them theirs
        free, left = dict.fromkeys(free, 0.0), 1.0
    wanted = {what: left * weight / math.fsum(weights.values()) for what, weight in weights.items()}
    room = max(0.0, brief.promotion_cap - _total(free, asking))
    bound = [what for what in wanted if set(by_objective[what]) <= asking]
    shares, spare = _divided(wanted, by_objective, present, asking, bound, room)
    shares = free | shares
    shares = _with_spare(shares, spare, [name for name in present if name not in asking], free)
    shares = {name: shares[name] for name in present}
    now, then = (
        {what: math.fsum(held[pillar] for pillar in by_objective[what]) for what in wanted}
        for held in (present, shares)
    )
    enough = all(now[what] >= min(share, then[what]) - ENOUGH for what, share in wanted.items())
    pillars = tuple(pillar.changed(share=round(shares[pillar.name], 3)) for pillar in brief.pillars)
    return Division(
        shares,
        wanted,
        now,
        then,
        limited=tuple(what for what in bound if then[what] < wanted[what] - ENOUGH),
        unserved=tuple(what for what, names in by_objective.items() if not names),
        changes={} if enough else {"pillars": pillars},
    )


def _divided(
    wanted: Mapping[str, float],
    by_objective: Mapping[str, Sequence[str]],
    present: Mapping[str, float],
    asking: set[str],
    bound: Sequence[str],
    room: float,
) -> tuple[Parts, float]:
    """Return the shares of the pillars that serve an objective, and what the limit leaves over."""
    parts = {what: _in_proportion(share, by_objective[what], present) for what, share in wanted.items()}
    needed = math.fsum(wanted[what] for what in bound)
    kept = min(1.0, room / needed) if needed else 1.0
    mixed = [what for what in wanted if what not in bound]
    promoting = math.fsum(_total(parts[what], asking) for what in mixed)
    factor = min(1.0, max(0.0, room - needed * kept) / promoting) if promoting else 1.0
    shares: Parts = {}
    for what, own in parts.items():
        if what in bound:
            found = {name: share * kept for name, share in own.items()}
        else:
            asked = {name: own[name] * factor for name in own if name in asking}
            others = [name for name in own if name not in asking]
            found = asked | _in_proportion(wanted[what] - math.fsum(asked.values()), others, present)
        for name, share in found.items():
            shares[name] = shares.get(name, 0.0) + share
    return shares, needed * (1 - kept)


def _with_spare(shares: Parts, spare: float, giving: Sequence[str], free: Mapping[str, float]) -> Parts:
    """Add what the limit leaves over to the pillars that give and serve; to all that give if none of them serves."""
    if spare <= 0:
        return shares
    takers = [name for name in giving if name not in free] or list(giving)
    more = _in_proportion(spare, takers, shares)
    return {name: share + more.get(name, 0.0) for name, share in shares.items()}


def _in_proportion(whole: float, names: Sequence[str], shares: Mapping[str, float]) -> Parts:
    """Divide a whole in proportion to shares; equally if all are 0."""
    total = math.fsum(shares[name] for name in names)
    return {name: whole * (shares[name] / total if total > 0 else 1 / len(names)) for name in names}


def _total(shares: Mapping[str, float], names: set[str]) -> float:
    return math.fsum(share for name, share in shares.items() if name in names)


def unserved_objectives(brief: Brief) -> list[Objective]:
    """
    Return the objectives that no pillar serves.

    >>> [each.what for each in unserved_objectives(Brief(name="Shop", objectives=[{"key": "sales"}]))]
    ['sales']
    """
    found = {what for pillar in brief.pillars for what in pillar.serves}
    return [objective for objective in brief.objectives if objective.what not in found]


def posts_serving(brief: Brief, posts: Mapping[str, int]) -> dict[str, int]:
    """
    Return the posts that serve each objective, out of those of each pillar; one that serves two counts for both.

    >>> pillars = [{"name": "Help", "serves": ["sales"]}, {"name": "News"}]
    >>> brief = Brief(name="Shop", objectives=[{"key": "sales"}], pillars=pillars)
    >>> posts_serving(brief, {"Help": 5, "News": 3})
    {'sales': 5}
    """
    serves = served(brief)
    return {
        each.what: sum(posts[pillar] for pillar, objectives in serves.items() if each.what in objectives)
        for each in brief.objectives
    }
