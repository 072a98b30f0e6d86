"""Lists to choose from, and columns of tables; what the plan holds though it is not on offer is shown as such."""

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import Any

import ipywidgets
import traitlets as t

from strategy_kit.i18n import Words

Columns = Sequence[Mapping[str, Any]]
Options = Mapping[Any, str]
"""Words by value."""
Choices = Options | Callable[[], Options]
"""Options, or a function that returns those which the plan offers now."""


class Choice(ipywidgets.Dropdown):
    """
    A list to choose one from, where None is a choice like any other; `name` names a value that is not on offer.

    Examples
    --------
    >>> list_of_sizes = Choice({1: "small", 2: "large"}, 7, lambda size: f"{size} (not in the list)")
    >>> list_of_sizes.value, list_of_sizes.label
    (7, '7 (not in the list)')
    """

    options: tuple[tuple[str, Any], ...]

    def __init__(self, options: Choices, value: Any, name: Callable[[Any], str], description: str = "") -> None:
        self._offered, self._name = options, name
        made = self._with(value)
        place = next((place for place, (_word, each) in enumerate(made) if each == value), None)
        super().__init__(options=made, index=place, description=description)

    def select(self, value: Any) -> None:
        """Show what the plan holds."""
        options = self._with(value)
        if tuple(self.options) != options:
            self.options = options
        self.value = value

    def _with(self, value: Any) -> tuple[tuple[str, Any], ...]:
        offered = self._offered() if callable(self._offered) else self._offered
        others = {other: self._name(other) for other in _not_offered([value], offered)}
        return tuple((word, value) for value, word in {**offered, **others}.items())

    @t.observe("value")
    def _propagate_value(self, change: Mapping[str, Any]) -> None:
        """Select the option of a value; unlike ipywidgets' lists this one may offer None."""
        values = [value for _word, value in self.options]
        self.index = values.index(change["new"]) if change["new"] in values else None


def column(key: str, word: str, kind: str = "text", **traits: Any) -> dict[str, Any]:
    """
    Return a column of a table; its kind is text, number, flag, time, date or choice.

    >>> column("hours", "Hours a week", "number")
    {'key': 'hours', 'word': 'Hours a week', 'kind': 'number'}
    """
    return {"key": key, "word": word, "kind": kind, **traits}


def hours_column(key: str, word: str) -> dict[str, Any]:
    """Return a column of times in hours, which people write as numbers or as times."""
    return column(key, word, "number", unit="hours")


def choice_column(key: str, word: str, choices: Choices, names: Choices | None = None) -> dict[str, Any]:
    """
    Return a column whose cells choose one of some values; None is a choice like any other.

    `names` has the words of values that the plan may hold although they are not on offer.
    """
    return column(key, word, "choice", choices=choices, names=names or {})


def with_present_choices(columns: Columns, rows: Iterable[Mapping[str, Any]], _: Words) -> list[dict[str, Any]]:
    """
    Return columns as a table shows them: with the choices on offer now, and those that its rows hold all the same.

    >>> columns = [choice_column("platform", "Platform", {"x": "X"}, {"vine": "Vine"})]
    >>> with_present_choices(columns, [{"platform": "vine"}], Words("en"))[0]["choices"]
    [{'value': 'x', 'word': 'X'}, {'value': 'vine', 'word': 'Vine (not in the list)'}]
    """
    held = list(rows)
    return [_with_present(column, [row.get(column["key"]) for row in held], _) for column in columns]


def _with_present(column: Mapping[str, Any], held: Iterable[Any], _: Words) -> dict[str, Any]:
    if column["kind"] != "choice":
        return dict(column)
    offered, names = (words() if callable(words) else words for words in (column["choices"], column["names"]))
    others = {value: not_in_list(names.get(value, value), _) for value in _not_offered(held, offered)}
    shown = [{"value": value, "word": word} for value, word in {**offered, **others}.items()]
    return {"key": column["key"], "word": column["word"], "kind": "choice", "choices": shown}


def _not_offered(held: Iterable[Any], offered: Container[Any]) -> list[Any]:
    """Return the values that are held and not offered, each once."""
    return [value for value in dict.fromkeys(held) if value is not None and value not in offered]


def not_in_list(name: object, _: Words) -> str:
    """Name a choice that the plan holds though it is not on offer."""
    return _("{name} (not in the list)", name=name)
