"""A table of rows people edit: one widget, whatever its number of rows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import traitlets as t

from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.numerals import LONGEST as LONGEST_NUMBER
from strategy_kit.numerals import read_amount, read_hours
from strategy_kit.text import normalized_text, without_surrogates
from strategy_kit.widgets.base import Component, interface_words

Row = dict[str, Any]
LONGEST = 2000
"""Letters a cell holds: as many as the longest text of a brief."""
MOST = 1e12
"""What a number in a cell stays below."""


class TableEditor(Component):
    """
    Rows to add, remove and edit in place.

    Parameters
    ----------
    columns : sequence of dict
        Each: "key", "word", "kind" (text, number, choice, flag, time, date); optional "choices" (list of
        {"value", "word"}), "help", "width" (a CSS length), "unit" (of a number: "hours" are read as times too).
    min_rows, max_rows : int
        Fewest and most rows that a person may leave; more that the plan holds stay.

    Attributes
    ----------
    value : tuple of dict
        The rows, cleaned: only known keys, choices that exist, finite numbers; an unknown cell is None, or "" for text.
        A number that cannot be read stays as it was written, as it does in `rows`; `faults` says why.
    errors : list of {"row", "key", "message"}
        What to say below cells.
    edit, heard : int
        Number of the page's last edit, and of the last one that was heard: rows from before are out of date there.

    Examples
    --------
    >>> editor = TableEditor([{"key": "name", "word": "Who", "kind": "text"}], [{"name": "Baker"}])
    >>> editor.value
    ({'name': 'Baker'},)
    """

    kind = "table"

    columns = t.List().tag(sync=True)
    rows = t.List().tag(sync=True)
    add_word = t.Unicode().tag(sync=True)
    errors = t.List().tag(sync=True)
    edit = t.Int(0).tag(sync=True)
    heard = t.Int(0).tag(sync=True)
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
        self._limit = self._most = int(traits.get("max_rows", 50))
        self._words = words or Words("en")  # by which the rows are read
        clean = self.normalized(rows)
        super().__init__(words, columns=list(self._columns), rows=list(clean), value=clean, add_word=add, **traits)

    def set_state(self, sync_data: dict[str, Any]) -> None:
        """Tell the page which edit is heard, before any answer to it; then take what it sent."""
        if isinstance(sync_data.get("edit"), int):
            self.heard = sync_data["edit"]
        super().set_state(sync_data)

    def set_columns(self, columns: Sequence[Mapping[str, Any]], words: Words, *, add: str = "") -> None:
        """Show other columns, or the same in another language."""
        self._columns = tuple(dict(column) for column in columns)
        if words.lang != self._words.lang:
            self.rows = [dict(row) for row in self.value]
        self._words = words
        with self.hold_sync():
            self.columns = list(self._columns)
            self.labels = self._titled(interface_words(words))
            self.add_word = add

    def normalized(self, rows: Iterable[Mapping[str, Any]]) -> tuple[Row, ...]:
        """Return rows of the plan as the table has them: all of them, however many a person may add."""
        every = list(rows)
        self._most = max(self._limit, len(every))
        return self._read(self._clean(every))

    def faults(self) -> list[InputError]:
        """Return the faults of numbers that cannot be read, each at its row and column."""
        found = []
        for place, row in enumerate(self.value):
            for key in self._numbers():
                try:
                    self._number(key, row[key], f"rows.{place}.{key}")
                except InputError as error:
                    found.append(error)
        return found

    def entitle(self, title: str) -> None:
        """Name the table in the names of its cells: a page may hold two with the same columns."""
        self._title = title
        self.labels = self._titled(self.labels)

    def _titled(self, labels: Mapping[str, str]) -> dict[str, str]:
        named = {key: f"{labels[key]}, {self._title}" for key in ("cell", "remove_row")} if self._title else {}
        return {**labels, **named}

    def _clean(self, rows: Iterable[Any]) -> tuple[Row, ...]:
        valid = [row for row in rows if isinstance(row, Mapping)][: self._most]
        return tuple({each["key"]: cleaned(row.get(each["key"]), each) for each in self._columns} for row in valid)

    def _read(self, rows: Iterable[Row]) -> tuple[Row, ...]:
        """Return clean rows with the numbers that people wrote as numbers, as far as they can be read."""
        return tuple({**row, **{key: self._number_or_text(key, row[key]) for key in self._numbers()}} for row in rows)

    def _numbers(self) -> list[str]:
        return [column["key"] for column in self._columns if column["kind"] == "number"]

    def _number(self, key: str, cell: Any, field: str = "") -> Any:
        is_time = any(column["key"] == key and column.get("unit") == "hours" for column in self._columns)
        return (read_hours if is_time else read_amount)(cell, self._words, field) if isinstance(cell, str) else cell

    def _number_or_text(self, key: str, cell: Any) -> Any:
        try:
            return self._number(key, cell)
        except InputError:
            return cell

    @t.observe("rows")
    def _rows_changed(self, change: Mapping[str, Any]) -> None:
        clean = self._clean(change["new"])
        if list(clean) == change["new"]:
            self.value = self._read(clean)
        else:
            self.rows = list(clean)  # comes back here

    @t.validate("value")
    def _clean_value(self, proposal: Mapping[str, Any]) -> tuple[Row, ...]:
        return self._read(self._clean(proposal["value"]))

    @t.observe("value")
    def _value_changed(self, change: Mapping[str, Any]) -> None:
        if self._read(self._clean(self.rows)) != change["new"]:
            self.rows = [dict(row) for row in change["new"]]

    def __repr__(self) -> str:
        return f"TableEditor({len(self.value)} rows)"


def cleaned(value: object, column: Mapping[str, Any]) -> Any:
    """
    Return a cell as its column's kind allows; anything else is unknown. A number may stand as a person wrote it.

    >>> cleaned("7,5", {"kind": "number"}), cleaned(7.5, {"kind": "number"}), cleaned(["x"], {"kind": "text"})
    ('7,5', 7.5, '')
    """
    match column["kind"]:
        case "flag":
            return value is True
        case "number" if isinstance(value, str):
            return normalized_text(without_surrogates(value))[: LONGEST_NUMBER + 1].strip() or None
        case "number":
            is_number = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < MOST
            return value if is_number else None
        case "choice":
            return value if value in [choice["value"] for choice in column["choices"]] else None
        case "time" | "date":
            return value if isinstance(value, str) and len(value) <= 10 and value else None
    return normalized_text(without_surrogates(value))[:LONGEST] if isinstance(value, str) else ""
