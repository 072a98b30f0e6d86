"""
Results of a plan, and the one rule of their cache.

A result is given what its parameters and decorator name, nothing else; plans share it if all of that is equal: values
by value, frames by identity. What a declaration lacks is an error, never a stale result.
"""

import dataclasses
import functools
import inspect
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from typing import Any, Generic, Protocol, Self, TypeVar, overload

Value = TypeVar("Value")
Tree = dict[str, "Tree"]
"""Names, and below each the names of its parts; nothing below a name: the whole."""

SIZE = 8
"""Entries of each result in a cache: the present plan, some before it, and a new one in each language."""


class UndeclaredError(Exception):
    """A result read a field that it does not declare."""


class Cache:
    """
    The latest results by what they rest on, `size` of each result; the least recently used is dropped first.

    >>> cache = Cache(size=1)
    >>> [cache.get("reach", key, lambda: key.upper()) for key in "ab"]
    ['A', 'B']
    >>> cache.get("reach", "b", lambda: "computed again"), cache.get("reach", "a", lambda: "computed again")
    ('B', 'computed again')
    """

    def __init__(self, size: int = SIZE) -> None:
        self._size = size
        self._results: dict[Hashable, OrderedDict[Hashable, Any]] = {}
        self._lock = threading.Lock()

    def get(self, result: Hashable, key: Hashable, compute: Callable[[], Value]) -> Value:
        """Return what was computed under a key, computing it if need be; what raises is not stored."""
        with self._lock:
            found = self._results.setdefault(result, OrderedDict())
            if key in found:
                found.move_to_end(key)
                return found[key]
        value = compute()
        with self._lock:
            value = found.setdefault(key, value)
            found.move_to_end(key)
            if len(found) > self._size:
                found.popitem(last=False)
        return value

    def clear(self) -> None:
        """Drop everything."""
        self._results.clear()


class Cached(Protocol):
    """An object with results: it names their cache."""

    @property
    def cache(self) -> Cache:
        """The cache."""


class Result(Generic[Value]):
    """
    A result of a plan: an attribute of its workings, computed at its first use.

    `compute` names in its parameters the attributes it rests on, `uses` those of them that are not compared, `parts`
    the fields it reads of an attribute, separated by spaces, with dots for fields of fields; absent: the whole.
    """

    def __init__(self, compute: Callable[..., Value], uses: str, parts: Mapping[str, str]) -> None:
        self.__doc__ = compute.__doc__
        self.compute, self.name, self.uses = compute, compute.__name__, uses.split()
        self.parts = {name: tree_of(parts.get(name, "")) for name in inspect.signature(compute).parameters}

    @overload
    def __get__(self, workings: None, owner: type) -> Self: ...
    @overload
    def __get__(self, workings: Cached, owner: type | None = None) -> Value: ...
    def __get__(self, workings: Cached | None, owner: type | None = None) -> "Self | Value":
        """Return the result, and leave it in its place: the next reading does not come here."""
        if workings is None:
            return self
        given = self.given(workings)
        rests_on = {name: value for name, value in given.items() if name not in self.uses}
        value = workings.cache.get(self, cache_key(rests_on), lambda: self.compute(**given))
        return vars(workings).setdefault(self.name, value)

    def given(self, workings: Cached) -> dict[str, Any]:
        """Return all that the result is computed from, computing the results among it."""
        return {name: narrowed(getattr(workings, name), below, self.name) for name, below in self.parts.items()}


def result(*, uses: str = "", **parts: str) -> Callable[[Callable[..., Value]], Result[Value]]:
    """
    Make a function a result of the attributes that its parameters name.

    >>> from strategy_kit.model import Brief
    >>> @result(brief="name")
    ... def city(brief):
    ...     return f"{brief.name}, {brief.country}"
    >>> class Workings:
    ...     brief, cache, city = Brief(name="Shop"), Cache(), city
    >>> Workings().city
    Traceback (most recent call last):
    ...
    strategy_kit.plan.results.UndeclaredError: city reads country, which it does not declare to rest on.
    """
    return lambda compute: Result(compute, uses, parts)


class Narrowed:
    """
    The declared fields of a record; reading another is an error.

    >>> Narrowed("reach", {"year": 2027}).year
    2027
    """

    __slots__ = ("_fields", "_result")

    def __init__(self, result: str, fields: Mapping[str, object]) -> None:
        self._result, self._fields = result, fields

    def __getattr__(self, name: str) -> Any:
        if name in self._fields:
            return self._fields[name]
        raise UndeclaredError(f"{self._result} reads {name}, which it does not declare to rest on.")

    def changed(self, **values: object) -> "Narrowed":
        """Return the record with some values replaced, declared or not, as `Frozen.changed` does."""
        return Narrowed(self._result, {**self._fields, **values})


def tree_of(names: str) -> Tree:
    """
    Return names separated by spaces, with dots for the parts of each, as a tree.

    >>> tree_of("trade voices.ratings voices.name")
    {'trade': {}, 'voices': {'ratings': {}, 'name': {}}}
    """
    tree: Tree = {}
    for name in names.split():
        functools.reduce(lambda below, part: below.setdefault(part, {}), name.split("."), tree)
    return tree


def narrowed(value: Any, tree: Tree, name: str = "a result") -> Any:
    """
    Return those parts of a value that a tree names: fields of a record, entries of a mapping, of each in a tuple.

    >>> narrowed({"doubt_weight": 1.0, "work_share": 0.5}, {"doubt_weight": {}})
    {'doubt_weight': 1.0}
    """
    if not tree:
        return value
    if isinstance(value, tuple):
        return tuple(narrowed(each, tree, name) for each in value)
    if isinstance(value, Mapping):
        return {part: narrowed(value[part], below, name) for part, below in tree.items()}
    return Narrowed(name, {part: narrowed(getattr(value, part), below, name) for part, below in tree.items()})


class _Same:
    """A wrapper that makes an object equal to itself only."""

    __slots__ = ("_object",)

    def __init__(self, it: object) -> None:
        self._object = it

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other._object is self._object

    def __hash__(self) -> int:
        return id(self._object)


def cache_key(value: Any) -> Hashable:
    """
    Return the part of a cache key for a value: records by their values, frames and arrays by identity.

    >>> import pandas as pd
    >>> cache_key({"FR": 0.5}) == cache_key({"FR": 0.5}), cache_key(pd.Series([1])) == cache_key(pd.Series([1]))
    (True, False)
    """
    if isinstance(value, Narrowed):
        return cache_key(value._fields)
    if isinstance(value, Mapping):
        return tuple((name, cache_key(each)) for name, each in value.items())
    if isinstance(value, tuple):
        return tuple(cache_key(each) for each in value)
    if dataclasses.is_dataclass(value) and type(value).__eq__ is not object.__eq__:
        return tuple(cache_key(getattr(value, field.name)) for field in dataclasses.fields(value))
    try:
        hash(value)
    except TypeError:
        return _Same(value)
    return value
