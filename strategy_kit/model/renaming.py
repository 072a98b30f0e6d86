"""What speaks of a segment, a pillar or a person by name follows when the name is changed."""

from collections.abc import Iterator, Mapping
from typing import Any

from strategy_kit.model.audience import Touchpoint
from strategy_kit.model.brief import Brief
from strategy_kit.model.calendar import BlackoutRule, Campaign, PinnedPost
from strategy_kit.model.communication import ReplyRule
from strategy_kit.model.group import PillarRating
from strategy_kit.model.validation import Frozen

SPEAKS_OF: Mapping[type[Frozen], Mapping[str, str]] = {
    Touchpoint: {"segment": "segments"},
    PillarRating: {"pillar": "pillars"},
    BlackoutRule: {"pillar": "pillars"},
    Campaign: {"pillar": "pillars"},
    PinnedPost: {"pillar": "pillars", "owner": "team"},
    ReplyRule: {"who": "team"},
}
"""By type, which field names an entry of which list of the brief."""


def renamed(before: Brief, after: Brief) -> Brief:
    """
    Return `after`, where what spoke of an entry by its name in `before` speaks of it by its new one.

    An entry has a new name if its list is as long as it was and another name stands in its place, the old one nowhere.
    A name that something speaks of already is not taken over.

    >>> before = Brief(name="Shop", journey=({"segment": "Customers", "place": "search"},))
    >>> renamed(before, before.changed(segments=[{"name": "Visitors"}])).journey[0].segment
    'Visitors'
    """
    names = {kind: _new_names(before, after, kind) for kind in ("segments", "pillars", "team")}
    return _following(after, names) if any(names.values()) else after


def spoken_of(brief: Brief, kind: str) -> list[str]:
    """
    Return the names by which the brief speaks of ``segments``, ``pillars`` or ``team``, there or not, each once.

    >>> spoken_of(Brief(name="Shop", journey=({"segment": "Tourists", "place": "search"},)), "segments")
    ['Tourists']
    """
    return list(dict.fromkeys(_spoken(brief, kind)))


def _new_names(before: Brief, after: Brief, kind: str) -> dict[str, str]:
    old, new = ([entry.name for entry in getattr(brief, kind)] for brief in (before, after))
    if len(old) != len(new):
        return {}
    taken = {*old, *spoken_of(after, kind)}
    return {was: now for was, now in zip(old, new, strict=True) if was not in new and now not in taken}


def _spoken(value: Any, kind: str) -> Iterator[str]:
    if isinstance(value, tuple):
        for entry in value:
            yield from _spoken(entry, kind)
    elif isinstance(value, Frozen):
        for field, held in value:
            if SPEAKS_OF.get(type(value), {}).get(field) == kind and held is not None:
                yield held
            yield from _spoken(held, kind)


def _following(value: Any, names: Mapping[str, Mapping[str, str]]) -> Any:
    if isinstance(value, tuple):
        return tuple(_following(entry, names) for entry in value)
    if not isinstance(value, Frozen):
        return value
    speaks = SPEAKS_OF.get(type(value), {})
    return value.model_copy(
        update={
            field: names[speaks[field]].get(held, held) if field in speaks else _following(held, names)
            for field, held in value
        }
    )
