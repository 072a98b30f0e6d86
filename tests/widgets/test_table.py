"""The table editor: rows, cells, numbers in the reader's language."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from traitlets import TraitError

from strategy_kit.i18n import Words
from strategy_kit.widgets.choices import hours_column
from strategy_kit.widgets.table import TableEditor, cleaned

EN = Words("en")
COLUMNS: list[dict[str, Any]] = [
    {"key": "name", "word": "Activity", "kind": "text"},
    {"key": "kind", "word": "Kind", "kind": "choice", "choices": [{"value": "in", "word": "Answers"}]},
    {"key": "hours", "word": "Hours", "kind": "number"},
    {"key": "asked", "word": "Asked for", "kind": "flag"},
    {"key": "start", "word": "From", "kind": "time"},
]


def test_rows_changed_on_the_page_are_the_value() -> None:
    editor = TableEditor(COLUMNS)
    heard: list[Any] = []
    editor.observe(lambda change: heard.append(change["new"]), "value")
    editor.set_state({"rows": [{"name": "Leaflets", "kind": "in", "hours": 2, "asked": True, "start": "09:00"}]})

    assert editor.value == ({"name": "Leaflets", "kind": "in", "hours": 2, "asked": True, "start": "09:00"},)
    assert heard == [editor.value]


def test_the_page_learns_which_edit_is_heard_before_it_gets_an_answer_to_it(updates: list[set[str]]) -> None:
    editor = TableEditor(COLUMNS)
    editor.observe(lambda change: setattr(editor, "value", ({"name": "Leaflets"},)), "value")
    updates.clear()
    editor.set_state({"rows": [{"name": " Leaflets "}], "edit": 3})

    assert editor.heard == 3
    assert next(names for names in updates if names & {"heard", "rows"}) == {"heard"}
    assert any("rows" in names for names in updates)


@pytest.mark.parametrize("edit", ["3", None, [1], 2.5])
def test_a_number_of_an_edit_that_is_none_changes_nothing(edit: Any) -> None:
    editor = TableEditor(COLUMNS)
    with pytest.raises(TraitError):
        editor.set_state({"edit": edit})

    assert editor.heard == 0


def test_a_value_that_is_set_shows_on_the_page() -> None:
    editor = TableEditor(COLUMNS)
    editor.value = ({"name": "Leaflets"},)

    assert editor.rows == [{"name": "Leaflets", "kind": None, "hours": None, "asked": False, "start": None}]


@pytest.mark.parametrize(("lang", "written", "read"), [("fr", "2,5", 2.5), ("en", "2,5", 2.5), ("fr", "1,234", 1.234)])
def test_a_number_is_read_by_the_language_and_stays_as_it_was_written(lang: str, written: str, read: float) -> None:
    editor = TableEditor(COLUMNS, words=Words(lang))
    editor.set_state({"rows": [{"hours": written}]})

    assert (editor.value[0]["hours"], editor.rows[0]["hours"], editor.faults()) == (read, written, [])


@pytest.mark.parametrize("written", ["1,234", "much", "1e3", "9" * 90])
def test_a_number_that_cannot_be_read_stays_and_says_why(written: str) -> None:
    editor = TableEditor(COLUMNS)
    editor.set_state({"rows": [{}, {"hours": written}]})

    assert editor.value[1]["hours"] == editor.rows[1]["hours"] == written[:41]
    assert [fault.field for fault in editor.faults()] == ["rows.1.hours"]


def test_numbers_are_written_anew_in_another_language() -> None:
    editor = TableEditor(COLUMNS, words=Words("fr"))
    editor.set_state({"rows": [{"hours": "1,234"}]})
    editor.set_columns(COLUMNS, EN)

    assert (editor.rows[0]["hours"], editor.value[0]["hours"], editor.labels["decimal"]) == (1.234, 1.234, ".")


@given(st.lists(st.text() | st.floats() | st.none(), max_size=3))
def test_what_the_page_sends_as_numbers_comes_back_as_it_is_shown(cells: list[Any]) -> None:
    editor = TableEditor(COLUMNS)
    editor.set_state({"rows": [{"hours": cell} for cell in cells]})
    rows = [dict(row) for row in editor.rows]
    editor.set_state({"rows": rows})

    assert editor.rows == rows
    json.dumps(editor.get_state()["rows"], ensure_ascii=False, allow_nan=False).encode()


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("hours", float("nan"), None),
        ("hours", 1e30, None),
        ("hours", "7,5", "7,5"),
        ("hours", " \u2028", None),
        ("hours", "9" * 90, "9" * 41),
        ("hours", True, None),
        ("kind", "out", None),
        ("kind", ["in"], None),
        ("asked", 1, False),
        ("start", "x" * 20, None),
        ("name", "a\x00b\u2028c\ud800", "ab\nc"),
        ("name", 7, ""),
        ("name", "x" * 5000, "x" * 2000),
    ],
)
def test_a_cell_keeps_only_what_its_column_allows(key: str, value: Any, expected: Any) -> None:
    column = next(column for column in COLUMNS if column["key"] == key)

    assert cleaned(value, column) == expected


@given(st.lists(st.dictionaries(st.text(), st.none() | st.booleans() | st.floats() | st.text() | st.lists(st.text()))))
def test_whatever_the_page_sends_the_value_has_the_columns_and_no_more_rows(rows: list[dict[str, Any]]) -> None:
    editor = TableEditor(COLUMNS, max_rows=2)
    editor.set_state({"rows": [*rows, "row", None], "max_rows": 99, "columns": []})

    assert len(editor.value) <= 2
    assert all(list(row) == ["name", "kind", "hours", "asked", "start"] for row in editor.value)


def test_a_column_of_hours_takes_times_and_keeps_what_was_written() -> None:
    editor = TableEditor([hours_column("hours", "Hours a week")], [{"hours": 4 / 3}])
    editor.set_state({"rows": [{"hours": "1 h 30"}]})
    assert (editor.value, editor.rows) == (({"hours": 1.5},), [{"hours": "1 h 30"}])

    editor.set_state({"rows": [{"hours": "soon"}]})
    (fault,) = editor.faults()
    assert (fault.field, "Write a time, like 2.5 or 1\u00a0h\u00a030." in str(fault)) == ("rows.0.hours", True)
