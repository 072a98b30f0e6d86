"""Lists to choose from that keep what the plan holds: a value that is not on offer is shown as such, never replaced."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import ipywidgets

from strategy_kit.i18n import Words

Columns = Sequence[Mapping[str, Any]]
Options = Sequence[tuple[str, Any]]


class Choice(ipywidgets.Dropdown):
    """
    A list to choose one from.

    Parameters
    ----------
    options : sequence of (words, value)
    value : object
        What the plan holds, on offer or not. None: nothing is chosen, unless None is on offer.
    name : callable
        Names a value that is not on offer.
    description : str

    Examples
    --------
    >>> list_of_sizes = Choice([("small", 1), ("large", 2)], 7, lambda size: f"{size} (not in the list)")
    >>> list_of_sizes.value, list_of_sizes.label
    (7, '7 (not in the list)')
    """

    options: Any

    def __init__(self, options: Options, value: Any, name: Callable[[Any], str], description: str = "") -> None:
        self._offered, self._name = tuple(options), name
        super().__init__(options=self._with(value), value=value, description=description)

    def hold(self, value: Any) -> None:
        """Show what the plan holds."""
        options = self._with(value)
        if tuple(self.options) != options:
            self.options = options
        self.value = value

    def _with(self, value: Any) -> tuple[tuple[str, Any], ...]:
        others = not_offered([value], [offered for _word, offered in self._offered])
        return (*self._offered, *((self._name(other), other) for other in others))


def with_held_choices(columns: Columns, rows: Iterable[Mapping[str, Any]], _: Words) -> list[dict[str, Any]]:
    """
    Return columns of a table, where each choice that a row holds is offered; one that was not says so.

    A column may name such values in "names".

    >>> columns = [{"key": "platform", "kind": "choice", "choices": [], "names": {"vine": "Vine"}}]
    >>> with_held_choices(columns, [{"platform": "vine"}], Words("en"))[0]["choices"]
    [{'value': 'vine', 'word': 'Vine (not in the list)'}]
    """
    held = list(rows)
    return [_with_held(dict(column), [row.get(column["key"]) for row in held], _) for column in columns]


def _with_held(column: dict[str, Any], held: Iterable[Any], _: Words) -> dict[str, Any]:
    if column["kind"] != "choice":
        return column
    names = column.pop("names", {})
    others = not_offered(held, [choice["value"] for choice in column["choices"]])
    more = [{"value": other, "word": not_in_list(names.get(other, other), _)} for other in others]
    return {**column, "choices": [*column["choices"], *more]}


def not_offered(held: Iterable[Any], offered: Sequence[Any]) -> list[Any]:
    """
    Return the values that are held and not offered, each once.

    >>> not_offered(["x", None, "vine", "vine"], ["x"])
    ['vine']
    """
    return [value for value in dict.fromkeys(held) if value is not None and value not in offered]


def not_in_list(name: object, _: Words) -> str:
    """
    Name a choice that the plan holds though it is not on offer.

    >>> not_in_list("Vine", Words("en"))
    'Vine (not in the list)'
    """
    return _("{name} (not in the list)", name=name)
