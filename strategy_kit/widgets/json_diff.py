"""Differences between two JSON values, so that a changed chart is sent in parts."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeGuard

Path = tuple[str | int, ...]


def changes(old: Any, new: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """
    Yield the path and new value of each difference; an array of numbers or words is one value.

    >>> list(changes({"data": [{"x": [1, 2]}], "layout": {}}, {"data": [{"x": [1, 3]}], "layout": {}}))
    [(('data', 0, 'x'), [1, 3])]
    """
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys():
        for key, value in new.items():
            yield from changes(old[key], value, (*path, key))
    elif _nested(old) and _nested(new) and len(old) == len(new):
        for place, value in enumerate(new):
            yield from changes(old[place], value, (*path, place))
    elif repr(old) != repr(new):  # unlike ==, it tells False from 0 and 1 from 1.0
        yield path, new


def _nested(value: object) -> TypeGuard[Sequence[Any]]:
    return isinstance(value, list | tuple) and any(isinstance(item, dict | list | tuple) for item in value)
