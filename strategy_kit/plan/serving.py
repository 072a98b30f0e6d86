"""Which pillars serve an objective, and the shares with which posts serve the objectives by their weights."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

import pandas as pd

from strategy_kit.model import Brief, Objective, Pillar
from strategy_kit.model.types import GIVING, Purpose
from strategy_kit.plan.line_of_sight import served

ENOUGH = 0.01
"""Share of the posts that an objective may lack and still has what its weight asks for."""
ALIKE = 0.02
"""Shares that differ by less are the same."""
Parts = dict[str, float]
"""Shares of the posts by pillar, or by purpose."""


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
    purposes_now, purposes_then : mapping of purpose to float
        Shares of the purposes of which the objectives say something, as the plan has them and with `shares`.
    limited : tuple of str
        Objectives that only promotional pillars serve and that the limit leaves with less than their weight.
    unserved : tuple of str
        Objectives that no pillar serves, and whose kind no purpose of a pillar serves; the others divide the posts.
    changes : mapping of str to object
        The fields of the brief that follow; empty if each objective and purpose has its share already.
    """

    shares: Mapping[str, float]
    wanted: Mapping[str, float]
    now: Mapping[str, float]
    then: Mapping[str, float]
    purposes_now: Mapping[str, float]
    purposes_then: Mapping[str, float]
    limited: tuple[str, ...]
    unserved: tuple[str, ...]
    changes: Mapping[str, object]

    @property
    def purposes_differ(self) -> bool:
        """Whether a purpose has another share than is suggested."""
        return any(abs(self.purposes_now[key] - share) >= ALIKE for key, share in self.purposes_then.items())


def division(brief: Brief, table: pd.DataFrame) -> Division | None:
    """
    Divide the posts over the objectives by their weights; None if no pillar serves one.

    The one rule for the shares of pillars, whatever else of a plan follows its objectives already: it rests neither on
    the limit of the plan nor on whether pillars were matched with an objective that none serves.

    Parameters
    ----------
    brief : Brief
    table : DataFrame
        Table ``objective_suggestions``.

    Notes
    -----
    The posts of an objective go to the pillars that serve it, by the shares that its kind suggests for their purposes;
    purposes that give take those of purposes that none of its pillars has. Pillars of one purpose have equal parts;
    those of them that serve the same objectives keep their proportions. Of an objective without a kind its pillars have
    equal parts. Pillars that serve none, or of whose purpose nothing is said, keep their share, unless they have all of
    it. The limit on promotional posts is the one suggested, without a suggestion the plan's; what exceeds it goes to
    the other pillars.

    Examples
    --------
    >>> from strategy_kit.evidence.load import load_table
    >>> pillars = [
    ...     {"name": "Help", "purpose": "help", "share": 0.5, "serves": ["Regulars"]},
    ...     {"name": "News", "share": 0.5, "serves": ["Good name"]},
    ... ]
    >>> objectives = [{"name": "Regulars", "weight": 3}, {"name": "Good name"}]
    >>> brief = Brief(name="Shop", objectives=objectives, pillars=pillars)
    >>> division(brief, load_table("objective_suggestions")).shares
    {'Help': 0.75, 'News': 0.25}
    """
    pillars = serving_by_purpose(brief.pillars, unserved_objectives(brief), table)
    serves = served(brief.model_copy(update={"pillars": pillars}))
    by_objective = {
        each.what: [pillar for pillar in pillars if each.what in serves[pillar.name]] for each in brief.objectives
    }
    weights = {each.what: each.weight for each in brief.objectives if by_objective[each.what]}
    if not weights:
        return None
    cap = _cap(brief, table)
    asking = {pillar.name for pillar in pillars if pillar.promotional}
    chosen = _chosen(pillars)
    present = _capped(chosen, asking, cap)
    suggested = _suggested(brief, table)
    parts = {
        each.what: _parts(by_objective[each.what], serves, suggested.get(each.kind or "", {}), present)
        for each in brief.objectives
        if each.what in weights
    }
    free = {name: share for name, share in present.items() if not any(name in own for own in parts.values())}
    left = 1 - math.fsum(free.values())
    if left < ENOUGH:  # pillars that serve have no share at all: the others give them theirs
        free, left = dict.fromkeys(free, 0.0), 1.0
    wanted = {what: left * weight / math.fsum(weights.values()) for what, weight in weights.items()}
    room = max(0.0, cap - _total(free, asking))
    bound = [what for what in wanted if set(parts[what]) <= asking]
    shares, spare = _within_limit(wanted, parts, asking, bound, room)
    shares = _with_spare(free | shares, spare, [name for name in present if name not in asking], free)
    shares = {name: shares[name] for name in present}
    now, then = (
        {what: math.fsum(held[pillar.name] for pillar in by_objective[what]) for what in wanted}
        for held in (present, shares)
    )
    found = Division(
        shares,
        wanted,
        now,
        then,
        purposes_now=_by_purpose(pillars, chosen, suggested),
        purposes_then=_by_purpose(pillars, shares, suggested),
        limited=tuple(what for what in bound if then[what] < wanted[what] - ENOUGH),
        unserved=tuple(what for what, serving in by_objective.items() if not serving),
        changes={"pillars": tuple(pillar.changed(share=round(shares[pillar.name], 3)) for pillar in brief.pillars)},
    )
    enough = all(now[what] >= min(share, then[what]) - ENOUGH for what, share in wanted.items())
    return replace(found, changes={}) if enough and not found.purposes_differ else found


def kind_shares(brief: Brief) -> dict[str, float]:
    """
    Return the weights of the objectives of each kind as a share of theirs; empty without a kind.

    >>> kind_shares(Brief(name="Shop", objectives=[{"key": "sales", "weight": 3}, {"name": "Own", "like": "loyalty"}]))
    {'sales': 0.75, 'loyalty': 0.25}
    """
    weights: dict[str, float] = {}
    for objective in brief.objectives:
        if objective.kind:
            weights[objective.kind] = weights.get(objective.kind, 0.0) + objective.weight
    total = math.fsum(weights.values())
    return {kind: weight / total for kind, weight in weights.items()}


def mean_cap(rows: pd.DataFrame) -> float:
    """Return the limit on promotional posts that kinds suggest (``value``) by their ``share``, in steps of 5%."""
    return round(20 * float((rows["value"] * rows["share"]).sum())) / 20


def _cap(brief: Brief, table: pd.DataFrame) -> float:
    """Return the limit for the shares; 1 if there are only promotional pillars."""
    if all(pillar.promotional for pillar in brief.pillars):
        return 1.0
    shares = kind_shares(brief)
    rows = table[(table["subject"] == "promotion_cap") & table["objective"].isin(shares)]
    if rows.empty:
        return brief.promotion_cap
    return mean_cap(rows.assign(share=rows["objective"].map(shares).astype(float)))


def _suggested(brief: Brief, table: pd.DataFrame) -> dict[str, Parts]:
    """Return the shares of the purposes that each kind suggests."""
    rows = table[(table["subject"] == "purpose") & table["objective"].isin(kind_shares(brief)) & (table["value"] > 0)]
    found: dict[str, Parts] = {}
    for kind, purpose, share in zip(rows["objective"], rows["what"], rows["value"], strict=True):
        found.setdefault(str(kind), {})[str(purpose)] = float(share)
    return found


def _chosen(pillars: Sequence[Pillar]) -> Parts:
    """Return the shares of the pillars as chosen, as parts of 1; equal ones if all are 0."""
    return _in_proportion(1.0, [pillar.name for pillar in pillars], {pillar.name: pillar.share for pillar in pillars})


def _capped(shares: Parts, asking: set[str], cap: float) -> Parts:
    """Return the shares with promotional ones within the limit."""
    promoting = _total(shares, asking)
    if promoting <= cap:
        return shares
    giving = [name for name in shares if name not in asking]
    found = _in_proportion(cap, list(asking), shares) | _in_proportion(1 - cap, giving, shares)
    return {name: found[name] for name in shares}


def _parts(
    pillars: Sequence[Pillar], serves: Mapping[str, Sequence[str]], suggested: Parts, present: Mapping[str, float]
) -> Parts:
    """Return the parts of the posts of one objective that its pillars have."""
    names = [pillar.name for pillar in pillars]
    purposes = {pillar.purpose for pillar in pillars} & set(suggested)
    if not purposes:
        return dict.fromkeys(names, 1 / len(names))
    of_purpose = _of_purposes({purpose: suggested[purpose] for purpose in sorted(purposes)})
    found: Parts = {}
    for purpose, share in of_purpose.items():
        alike = [pillar.name for pillar in pillars if pillar.purpose == purpose]
        for objectives in dict.fromkeys(frozenset(serves[name]) for name in alike):
            group = [name for name in alike if frozenset(serves[name]) == objectives]
            found |= _in_proportion(share * len(group) / len(alike), group, present)
    return found


def _of_purposes(wanted: Mapping[str, float]) -> Parts:
    """
    Divide the posts of an objective over purposes: those that ask get no more than is suggested, the others the rest.

    >>> _of_purposes({"help": 0.25, "inform": 0.25, "sell": 0.25})
    {'help': 0.375, 'inform': 0.375, 'sell': 0.25}
    """
    giving = math.fsum(share for purpose, share in wanted.items() if purpose in GIVING)
    asking = math.fsum(wanted.values()) - giving
    asked = asking if giving else 1.0
    scale = {True: (1 - asked) / giving if giving else 0.0, False: asked / asking if asking else 0.0}
    return {purpose: share * scale[purpose in GIVING] for purpose, share in wanted.items()}


def _by_purpose(pillars: Sequence[Pillar], shares: Mapping[str, float], suggested: Mapping[str, Parts]) -> Parts:
    """Return the shares of the purposes of pillars of which a kind says something."""
    told = {purpose for of_kind in suggested.values() for purpose in of_kind}
    return {
        purpose: math.fsum(shares[pillar.name] for pillar in pillars if pillar.purpose == purpose)
        for purpose in map(str, get_args(Purpose))
        if purpose in told and any(pillar.purpose == purpose for pillar in pillars)
    }


def _within_limit(
    wanted: Mapping[str, float], parts: Mapping[str, Parts], asking: set[str], bound: Sequence[str], room: float
) -> tuple[Parts, float]:
    """Return the shares of the pillars that serve an objective, and what the limit leaves over."""
    needed = math.fsum(wanted[what] for what in bound)
    kept = min(1.0, room / needed) if needed else 1.0
    promoting = math.fsum(wanted[what] * _total(parts[what], asking) for what in wanted if what not in bound)
    factor = min(1.0, max(0.0, room - needed * kept) / promoting) if promoting else 1.0
    shares: Parts = {}
    for what, own in parts.items():
        whole = wanted[what]
        if what in bound:
            found = {name: whole * kept * part for name, part in own.items()}
        else:
            asked = {name: whole * factor * part for name, part in own.items() if name in asking}
            others = [name for name in own if name not in asking]
            found = asked | _in_proportion(whole - math.fsum(asked.values()), others, own)
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


def serving_by_purpose(
    pillars: Sequence[Pillar], objectives: Iterable[Objective], table: pd.DataFrame
) -> tuple[Pillar, ...]:
    """
    Return the pillars, each serving also those objectives that its purpose serves.

    A purpose serves each objective whose kind suggests a share of the posts for it, however small.

    >>> from strategy_kit.evidence.load import load_table
    >>> table, community = load_table("objective_suggestions"), Objective(key="community")
    >>> pillars = serving_by_purpose(Brief(name="Shop").pillars, [community], table)
    >>> {pillar.name: pillar.serves for pillar in pillars}
    {'How-to': ('community',), 'News': (), 'Questions': ('community',), 'Offers': ()}
    """
    rows = table[(table["subject"] == "purpose") & (table["value"] > 0)]
    serving = set(zip(rows["objective"], rows["what"], strict=True))
    wanted = list(objectives)
    served = [
        list(dict.fromkeys([*pillar.serves, *(each.what for each in wanted if (each.kind, pillar.purpose) in serving)]))
        for pillar in pillars
    ]
    return tuple(
        pillar.changed(serves=tuple(names)) if names != list(pillar.serves) else pillar
        for pillar, names in zip(pillars, served, strict=True)
    )


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
