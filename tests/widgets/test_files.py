"""Downloads and uploads: contents, refusals, limits, names."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.errors import InputError
from strategy_kit.widgets.files import LIMIT, Download, Upload, file_name


def test_a_file_is_made_on_each_click(sent: list[tuple[Any, list[bytes]]]) -> None:
    made = iter([b"one", b"two"])
    button = Download("Calendar", lambda: ("../plan.ics", "text/calendar", next(made)))
    button._receive(None, {"want": "file"}, [])
    button._receive(None, {"want": "file"}, [])

    assert sent[0] == ({"file": {"name": "plan.ics", "mime": "text/calendar"}}, [b"one"])
    assert sent[1][1] == [b"two"]


def test_a_file_that_cannot_be_made_shows_a_message(sent: list[tuple[Any, list[bytes]]]) -> None:
    def refuse() -> tuple[str, str, bytes]:
        raise InputError("{field}: found {value}. Use a number.", field="plan", value="x")

    Download("Calendar", refuse)._receive(None, {"want": "file"}, [])

    assert sent == [({"problem": "plan: found x. Use a number."}, [])]


def test_a_fault_while_making_a_file_frees_the_button_and_is_not_hidden(sent: list[tuple[Any, list[bytes]]]) -> None:
    def break_down() -> tuple[str, str, bytes]:
        raise RuntimeError("disk")

    with pytest.raises(RuntimeError, match="disk"):
        Download("Calendar", break_down)._receive(None, {"want": "file"}, [])

    assert "could not be created" in sent[0][0]["problem"]


@pytest.mark.parametrize(("size", "kind"), [(0, "info"), (LIMIT, "info"), (LIMIT + 1, "bad")])
def test_a_file_is_checked_again_in_the_kernel(size: int, kind: str, sent: list[tuple[Any, list[bytes]]]) -> None:
    taken: list[int] = []
    upload = Upload(lambda name, data: taken.append(len(data)) or "Read.")
    upload._receive(None, {"file": {"name": "posts.csv"}}, [memoryview(bytes(size))])

    assert sent[0][0]["kind"] == kind
    assert taken == ([size] if kind == "info" else [])


@pytest.mark.parametrize("file", [None, "posts.csv", 7, []])
def test_a_file_without_a_description_is_dropped(file: Any, sent: list[tuple[Any, list[bytes]]]) -> None:
    Upload(lambda name, data: "Read.")._receive(None, {"file": file}, [memoryview(b"x")])

    assert sent == []


@given(st.text())
def test_a_file_name_is_one_short_printable_word(name: str) -> None:
    cleaned = file_name(name)

    assert 0 < len(cleaned) <= 80
    assert cleaned.isprintable()
    assert not set(cleaned) & {"/", "\\"}
    assert Path(cleaned).name == cleaned
