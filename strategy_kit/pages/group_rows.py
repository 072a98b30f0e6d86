"""One table for what the whole group says and what single people say: each row is the group's, or somebody's."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from strategy_kit.model import Brief
from strategy_kit.model.validation import Frozen

Said = tuple[str, Frozen]
"""Who says something (empty = the group together), and what."""


def said_rows(group: Iterable[Frozen], brief: Brief, field: str) -> list[dict[str, Any]]:
    """Return rows for what the group says and what each voice says in `field`; ``person`` tells whose each is."""
    rows = [{"person": "", **dict(entry)} for entry in group]
    return rows + [{"person": voice.name, **dict(entry)} for voice in brief.voices for entry in getattr(voice, field)]


def with_said(brief: Brief, field: str, said: Sequence[Said]) -> list[dict[str, Any]]:
    """
    Return the voices of a brief with what their people now say in `field`.

    Somebody new becomes a voice; a voice that loses all it said is left out.
    """
    people: dict[str, list[Frozen]] = {}
    for person, entry in said:
        if person:
            people.setdefault(person, []).append(entry)
    known = {voice.name: dict(voice) for voice in brief.voices}
    kept = [
        {**told, field: people.get(name, ())} for name, told in known.items() if _stays(told, field, name in people)
    ]
    return kept + [{"name": name, field: entries} for name, entries in people.items() if name not in known]


def _stays(told: Mapping[str, Any], field: str, speaks: bool) -> bool:
    """Say whether a voice stays: it speaks, or had nothing to say here, or says something elsewhere."""
    return speaks or not told[field] or any(value for key, value in told.items() if key not in ("name", field))
