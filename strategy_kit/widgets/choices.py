"""Lists to choose from; a value of the plan that is not on offer is shown as such, never replaced."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import ipywidgets

from strategy_kit.i18n import Words

Columns = Sequence[Mapping[str, Any]]
Options = Sequence[tuple[str, Any]]


class Choice(ipywidgets.Dropdown):
    """
    A list to choose one from: options are (words, value); `name` names a value of the plan that is not on offer.

    Examples
    --------
    >>> list_of_sizes = Choice([("small", 1), ("large", 2)], 7, lambda size: f"{size} (not in the list)")
    >>> list_of_sizes.value, list_of_sizes.label
    (7, '7 (not in the list)')
    """

    options: tuple[tuple[str, Any], ...]

    def __init__(self, options: Options, value: Any, name: Callable[[Any], str], description: str = "") -> None:
        self._offered, self._name = tuple(options), name
        super().__init__(options=self._with(value), value=value, description=description)

    def select(self, value: Any) -> None:
        """Show what the plan holds."""
        options = self._with(value)
        if tuple(self.options) != options:
            self.options = options
        self.value = value

    def _with(self, value: Any) -> tuple[tuple[str, Any], ...]:
        others = _not_offered([value], [offered for _word, offered in self._offered])
        return (*self._offered, *((self._name(other), other) for other in others))


def with_present_choices(columns: Columns, rows: Iterable[Mapping[str, Any]], _: Words) -> list[dict[str, Any]]:
    """
    Return columns of a table with every choice that its rows hold; a column may name those not offered in "names".

    >>> columns = [{"key": "platform", "kind": "choice", "choices": [], "names": {"vine": "Vine"}}]
    >>> with_present_choices(columns, [{"platform": "vine"}], Words("en"))[0]["choices"]
    [{'value': 'vine', 'word': 'Vine (not in the list)'}]
    """
    held = list(rows)
    return [_with_present(dict(column), [row.get(column["key"]) for row in held], _) for column in columns]


def _with_present(column: dict[str, Any], held: Iterable[Any], _: Words) -> dict[str, Any]:
    if column["kind"] != "choice":
        return column
    names = column.pop("names", {})
    others = _not_offered(held, [choice["value"] for choice in column["choices"]])
    more = [{"value": other, "word": not_in_list(names.get(other, other), _)} for other in others]
    return {**column, "choices": [*column["choices"], *more]}


def _not_offered(held: Iterable[Any], offered: Sequence[Any]) -> list[Any]:
    """Return the values that are held and not offered, each once."""
    return [value for value in dict.fromkeys(held) if value is not None and value not in offered]


def not_in_list(name: object, _: Words) -> str:
    """Name a choice that the plan holds though it is not on offer."""
    return _("{name} (not in the list)", name=name)
