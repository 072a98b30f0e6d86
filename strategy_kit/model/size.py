"""The size of a file from outside, refused in words before the heavy work: first of its text, then of each list."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, get_args, get_origin

from annotated_types import MaxLen
from pydantic import BaseModel

from strategy_kit.errors import InputError
from strategy_kit.json_text import json_depth, json_values

MAX_BYTES = 5_000_000
MAX_VALUES, MAX_DEPTH, MAX_KEYS = 200_000, 64, 200
"""Keys and entries of one file, how deep they lie, and keys of one object: a plan of `MAX_BYTES` has fewer."""
MAX_ENTRIES = 500
"""Entries of a list whose field names no limit of its own."""
SLACK = 100


def check_text(text: bytes) -> None:
    """Refuse a JSON text with too many values, or with values that lie too deep."""
    values, depth = json_values(text), json_depth(text)
    if values > MAX_VALUES:
        raise InputError(
            "{field}: {value} keys and entries is too many; a file may have at most {limit}. Choose a plan "
            "file saved by the workbook.",
            field="file",
            value=values,
            limit=str(MAX_VALUES),
        )
    if depth > MAX_DEPTH:
        raise InputError(
            "{field}: lists and objects are nested {value} levels deep; a file may have at most {limit}. "
            "Choose a plan file saved by the workbook.",
            field="file",
            value=depth,
            limit=str(MAX_DEPTH),
        )


def check_keys(count: int) -> None:
    """Refuse an object with more keys than any of ours has."""
    if count > MAX_KEYS:
        raise InputError(
            "{field}: one object has {value} keys; ours have at most {limit}. Choose a plan file saved by "
            "the workbook.",
            field="JSON",
            value=count,
            limit=str(MAX_KEYS),
        )


def check_lists(model: type[BaseModel], values: dict[str, Any], within: str = "") -> None:
    """
    Refuse a list with far more entries than its field takes, at any depth.

    Pydantic counts the right entries only, and gathers the faults of all others before it looks at the limit. A few too
    many are left to it, so that they are told with the other faults.
    """
    for name, most, inner in _lists(model):
        value, field = values.get(name), f"{within}{name}"
        if isinstance(value, list) and len(value) > most + SLACK:
            raise InputError("{field}: too many entries. Keep at most {max_length}.", field=field, max_length=most)
        if inner and isinstance(value, dict):
            check_lists(inner, value, f"{field}.")
        if inner and isinstance(value, list) and _lists(inner):
            for place, entry in enumerate(value):
                if isinstance(entry, dict):
                    check_lists(inner, entry, f"{field}.{place}.")


@lru_cache(maxsize=256)
def _lists(model: type[BaseModel]) -> list[tuple[str, int, type[BaseModel] | None]]:
    """Return the fields that may hold a list or an object: name, most entries, model of the object or of an entry."""
    found = []
    for name, field in model.model_fields.items():
        limits = field.metadata if get_origin(field.annotation) is tuple else ()  # a text has one too
        most = next((limit.max_length for limit in limits if isinstance(limit, MaxLen)), MAX_ENTRIES)
        found.append((name, most, next(_models(field.annotation), None)))
    return found


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the models in a type such as ``Annotated[tuple[Slot, ...], ...]`` or ``Brief | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)
