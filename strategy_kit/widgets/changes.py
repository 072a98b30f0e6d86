"""What differs between two JSON values: a chart whose bars moved is told the bars, not the chart."""

from collections.abc import Iterator
from typing import Any

Path = tuple[str | int, ...]


def changes(old: Any, new: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """
    Yield where two values differ, and what stands there now; put in their places they make the new one of the old.

    >>> list(changes({"data": [{"x": [1, 2]}], "layout": {}}, {"data": [{"x": [1, 3]}], "layout": {}}))
    [(('data', 0, 'x', 1), 3)]
    >>> list(changes([1], [1, 2]))
    [((), [1, 2])]
    """
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys():
        for key, value in new.items():
            yield from changes(old[key], value, (*path, key))
    elif _rows(old) and _rows(new) and len(old) == len(new):
        for place, value in enumerate(new):
            yield from changes(old[place], value, (*path, place))
    elif old != new or type(old) is not type(new):
        yield path, new


def _rows(value: object) -> bool:
    return isinstance(value, list | tuple)
