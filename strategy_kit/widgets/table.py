"""A table of rows people edit: one widget, whatever its number of rows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import traitlets as t

from strategy_kit.i18n import Words
from strategy_kit.widgets import assets
from strategy_kit.widgets.base import Part
from strategy_kit.widgets.words import interface_words

Row = dict[str, Any]
LONGEST = 200
"""Letters a cell holds."""


class TableEditor(Part):
    """
    Rows to add, remove and edit in place.

    Parameters
    ----------
    columns : sequence of dict
        Each: "key", "word", "kind" (text, number, choice, flag, time, date); optional "choices" (list of
        {"value", "word"}), "min", "max", "step", "help", "width" (a CSS length).
    rows : iterable of mappings
        One per row, by the columns' keys. A missing cell is unknown: None, or "" for text.
    words : Words, optional
    add : str
        Word of the button that adds a row.
    min_rows, max_rows : int

    Attributes
    ----------
    value : tuple of dict
        The rows, cleaned: only known keys, choices that exist, finite numbers. Set it to change the table, observe it
        to hear of changes. What a value means is for its reader to check.
    errors : list of {"row", "key", "message"}
        What to say below cells.

    Examples
    --------
    >>> editor = TableEditor([{"key": "name", "word": "Who", "kind": "text"}], [{"name": "Baker"}])
    >>> editor.value
    ({'name': 'Baker'},)
    """

    kind = "table"
    _esm = assets.loader("table")

    columns = t.List().tag(sync=True)
    rows = t.List().tag(sync=True)
    add_word = t.Unicode().tag(sync=True)
    errors = t.List().tag(sync=True)
    min_rows = t.Int(0).tag(sync=True)
    max_rows = t.Int(50).tag(sync=True)
    value = t.Tuple()

    def __init__(
        self,
        columns: Sequence[Mapping[str, Any]],
        rows: Iterable[Mapping[str, Any]] = (),
        words: Words | None = None,
        *,
        add: str = "",
        **traits: Any,
    ) -> None:
        self._columns = tuple(dict(column) for column in columns)
        self._title = ""
        self._most = int(traits.get("max_rows", 50))
        clean = self._clean(rows)
        super().__init__(words, columns=list(self._columns), rows=list(clean), value=clean, add_word=add, **traits)

    def speak(self, columns: Sequence[Mapping[str, Any]], words: Words, *, add: str = "") -> None:
        """Say the same columns in another language."""
        self._columns = tuple(dict(column) for column in columns)
        with self.hold_sync():
            self.columns = list(self._columns)
            self.labels = self._titled(interface_words(words))
            self.add_word = add

    def entitle(self, title: str) -> None:
        """Name the table in the names of its cells: a page may hold two with the same columns."""
        self._title = title
        self.labels = self._titled(self.labels)

    def _titled(self, labels: Mapping[str, str]) -> dict[str, str]:
        named = {key: f"{labels[key]}, {self._title}" for key in ("cell", "remove_row")} if self._title else {}
        return {**labels, **named}

    def _clean(self, rows: Iterable[Any]) -> tuple[Row, ...]:
        kept = [row for row in rows if isinstance(row, Mapping)][: self._most]
        return tuple(
            {column["key"]: cleaned(row.get(column["key"]), column) for column in self._columns} for row in kept
        )

    @t.observe("rows")
    def _rows_changed(self, change: Mapping[str, Any]) -> None:
        self.value = self._clean(change["new"])

    @t.validate("value")
    def _clean_value(self, proposal: Mapping[str, Any]) -> tuple[Row, ...]:
        return self._clean(proposal["value"])

    @t.observe("value")
    def _value_changed(self, change: Mapping[str, Any]) -> None:
        self.rows = [dict(row) for row in change["new"]]

    def __repr__(self) -> str:
        return f"TableEditor({len(self.value)} rows)"


def cleaned(value: object, column: Mapping[str, Any]) -> Any:
    """
    Return a cell as its column's kind allows; anything else is unknown.

    >>> cleaned("7", {"kind": "number"}), cleaned(7.5, {"kind": "number"}), cleaned("x", {"kind": "text"})
    (None, 7.5, 'x')
    """
    match column["kind"]:
        case "flag":
            return value is True
        case "number":
            return value if isinstance(value, int | float) and not isinstance(value, bool) and _finite(value) else None
        case "choice":
            return value if value in [choice["value"] for choice in column["choices"]] else None
        case "time" | "date":
            return value if isinstance(value, str) and len(value) <= 10 and value else None
    return "".join(letter for letter in value if letter.isprintable())[:LONGEST] if isinstance(value, str) else ""


def _finite(value: float) -> bool:
    return abs(value) < 1e12
