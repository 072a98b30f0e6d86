"""What a server writes down, and what it never does."""

import logging
import re
import time
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbclient.exceptions import CellExecutionError
from serving import PATIENCE, Served, Site
from wire import compressed, message

from strategy_kit.server import logs
from strategy_kit.server.frames import V1
from strategy_kit.server.logs import LONGEST, RedactingFormatter, RepeatFilter, redacted

CANARY = "c4n4ry"


counted = logging.getLogger("strategy_kit.counted")


class Flushed(list[str]):
    """Lines, and a way to ask for the counts."""

    def __init__(self, repeats: RepeatFilter) -> None:
        super().__init__()
        self.flush = repeats.flush


def written(text: str, *given: object, error: BaseException | None = None) -> str:
    trace = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("x", logging.ERROR, "f.py", 1, text, given, trace)  # type: ignore[arg-type]
    return RedactingFormatter().format(record)


@pytest.mark.parametrize(
    "secret",
    [
        "/?lang=en&plan=c4n4ry",
        "http://127.0.0.1/x?token=c4n4ry#c4n4ry",
        "c4n4ry@example.org",
        "first.c4n4ry+x@mail.example.org",
    ],
)
def test_personal_data_is_removed_from_the_log(secret: str) -> None:
    assert CANARY not in written("failed for %s", secret)


@pytest.mark.parametrize("number", ["5f0c2b7a" * 4, "5F0C2B7A5F0C2B7A", "00000000-1111-2222-3333-444444444444"])
def test_numbers_of_kernels_plans_and_secrets_are_struck_out(number: str) -> None:
    assert written("kernel %s died", number).endswith("kernel [id] died")


def test_an_error_is_logged_by_type_and_place_without_its_text() -> None:
    try:
        raise KeyError(CANARY)
    except KeyError as error:
        line = written("it failed", error=error)

    assert "KeyError" in line and f"{__file__}:"[-60:] in line
    assert CANARY not in line


def test_an_error_of_a_cell_is_logged_by_type_without_its_source() -> None:
    line = written(
        "Error at server while executing cell: %r",
        CANARY,
        error=CellExecutionError(CANARY, "ZeroDivisionError", CANARY),
    )

    assert "ZeroDivisionError" in line and "a cell failed" in line
    assert CANARY not in line


@given(st.text())
def test_a_line_is_short_and_moves_no_cursor(text: str) -> None:
    line = redacted(text)

    assert len(line) <= LONGEST
    assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u202e\u2028]", line)


@pytest.mark.parametrize("before", [0, 700, 780, 790, 799, 800, 2000])
def test_a_line_is_cut_before_it_is_scrubbed_and_no_half_of_a_name_shows(before: int) -> None:
    said = redacted("a@b.example " * (before // 12) + "x" * (before % 12) + f" first.{CANARY}@mail.example.org")

    assert CANARY not in said and "first" not in said and len(said) <= LONGEST


def test_a_line_of_one_long_word_is_not_written_at_all() -> None:
    assert redacted(f"404 GET /static/{CANARY * 10_000}") == "404 GET..."


@given(st.text(min_size=1))
def test_a_message_never_begins_a_line_of_its_own(text: str) -> None:
    assert len(written("%s", text).splitlines()) <= 1


# Lines that repeat


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Iterator[Flushed]:
    """What a logger with the filter writes; what it says of repeats it says when asked."""
    monkeypatch.setattr(logs, "REPEAT_SECONDS", 3600.0)
    handler = logging.Handler()
    repeats = RepeatFilter(lambda record: handler.emit(record))
    found = Flushed(repeats)
    handler.emit = lambda record: found.append(record.getMessage())  # type: ignore[method-assign]
    handler.addFilter(repeats)
    counted.addHandler(handler)
    yield found
    counted.removeHandler(handler)


def test_a_line_that_repeats_is_written_once_and_then_counted(lines: Flushed) -> None:
    for number in range(313):
        counted.warning("no descriptor %d is left", number)
    counted.warning("something else")

    assert lines == ["no descriptor 0 is left", "something else"]
    lines.flush()
    assert lines[2:] == ["no descriptor 0 is left (repeated 312 times in 0 s)"]


def test_a_line_is_written_anew_once_its_repeats_were_told(lines: Flushed) -> None:
    counted.warning("again")
    lines.flush()
    counted.warning("again")

    assert lines == ["again", "again"]


def test_lines_beyond_those_remembered_are_counted_together(lines: Flushed) -> None:
    letters = [f"{first}{second}" for first in "abcdefghijklmno" for second in "abcdefghijklmno"]
    for letter in letters:
        counted.warning("line %s", letter)
    lines.flush()

    assert len(lines) == logs.MOST_LINES + 2
    assert lines[-1] == f"other lines (repeated {len(letters) - logs.MOST_LINES - 1} times in 0 s)"


def test_repeats_are_told_after_a_minute_without_a_further_line(
    monkeypatch: pytest.MonkeyPatch, lines: Flushed
) -> None:
    monkeypatch.setattr(logs, "REPEAT_SECONDS", 0.05)
    counted.warning("again")
    counted.warning("again")
    end = time.monotonic() + PATIENCE
    while len(lines) < 2 and time.monotonic() < end:
        time.sleep(0.01)

    assert lines == ["again", "again (repeated 1 times in 0 s)"]


def test_a_message_that_does_not_take_what_it_is_given_raises_nothing(lines: Flushed) -> None:
    assert RepeatFilter(print).filter(logging.LogRecord("x", logging.ERROR, "f.py", 1, "%d", ("one",), None))


# A whole server

FAILING = f"name = '{CANARY}'\nraise RuntimeError(name)"
PRINTING = f"import sys, logging\nprint('{CANARY}', file=sys.stderr)\nlogging.error('{CANARY}')"


@pytest.fixture(scope="module", params=[(), ("--no-fork",)], ids=["forked", "plain"])
def site(served: Served, request: pytest.FixtureRequest) -> Site:
    return served([PRINTING, FAILING], *request.param)


def test_nothing_of_a_visit_is_in_the_log(site: Site) -> None:
    with site.visit(f"/?plan={CANARY}&token={CANARY}", {"User-Agent": CANARY}) as visit:
        site.ask(f"/{CANARY}?{CANARY}")
        site.ask(f"/api/kernels/{visit.kernel}", method="DELETE")
        with visit.socket(V1) as socket:
            socket.send(compressed(message(CANARY)))
            socket.send(compressed(message("x"))[:-1])
        site.ask("/", headers={"Host": f"{CANARY}.example.org"})
    line = (site.folder / "server.log").read_text()

    assert "a cell failed" in line and "RuntimeError" in line
    assert "messages of a page were dropped" in line and "a page was hung up on" in line
    assert CANARY not in line
    assert visit.kernel not in line
