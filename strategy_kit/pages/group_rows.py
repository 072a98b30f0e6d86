"""Rows of one table for the entries of the whole group and of single participants."""

from collections.abc import Iterable, Sequence
from typing import Any

from strategy_kit.model import Brief
from strategy_kit.model.validation import Frozen

ParticipantEntry = tuple[str, Frozen]
"""Name of the participant (empty: the whole group), and the entry."""


def participant_rows(group: Iterable[Frozen], brief: Brief, field: str) -> list[dict[str, Any]]:
    """Return rows for the entries of the group and of each participant in `field`; ``person`` has the name."""
    rows = [{"person": "", **dict(entry)} for entry in group]
    return rows + [{"person": each.name, **dict(entry)} for each in brief.voices for entry in getattr(each, field)]


def with_participant_entries(brief: Brief, field: str, entries: Sequence[ParticipantEntry]) -> list[dict[str, Any]]:
    """
    Return the participants of a brief with new entries in `field`.

    A new name becomes a participant; one that loses all entries is left out.
    """
    by_name: dict[str, list[Frozen]] = {}
    for name, entry in entries:
        if name:
            by_name.setdefault(name, []).append(entry)
    participants = []
    for before in map(dict, brief.voices):
        others = [value for key, value in before.items() if key not in ("name", field)]
        if before["name"] in by_name or not before[field] or any(others):
            participants.append({**before, field: by_name.pop(before["name"], ())})
    return participants + [{"name": name, field: own} for name, own in by_name.items()]
