"""How every benchmark tells what it found: one table on the screen, the same in ``results``, the machine beside it."""

import datetime as dt
import json
import platform
import re
from collections.abc import Mapping
from pathlib import Path

import psutil

RESULTS = Path(__file__).parent / "results"
DOCS = Path(__file__).parents[1] / "docs"
Rows = Mapping[str, Mapping[str, float | None]]
UNKNOWN = "–"


def keep(name: str, rows: Rows, *, about: str) -> None:
    """
    Print the rows as a table; write them to ``results/NAME.json`` and the table with its machine to ``NAME.md``.

    Parameters
    ----------
    name : str
        Of the benchmark: ``"calendar"``.
    rows : mapping of row name to mapping of column to number
        Columns carry their unit: ``"seconds"``, ``"pss_mb"``. None: could not be measured.
    about : str
        One or two sentences: what was measured, and how often.
    """
    text = f"{about}\n\n{table(rows)}\n"
    print(text)
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")
    tell(name, f"{text}\n{machine()}\n")


def tell(name: str, text: str) -> None:
    """Write ``results/NAME.md``, and quote it where a page of the documentation does."""
    (RESULTS / f"{name}.md").write_text(text, encoding="utf-8")
    for page in DOCS.glob("*.md"):
        page.write_text(quoted(page.read_text("utf-8")), encoding="utf-8")


def quoted(page: str) -> str:
    """
    Return a page with each ``<!-- results/NAME.md -->`` followed by those results, up to ``<!-- end -->``.

    What quotes results that are not there yet stays as it is.
    """

    def results(found: re.Match[str]) -> str:
        kept = RESULTS / found[2]
        return f"{found[1]}\n{kept.read_text('utf-8')}<!-- end -->" if kept.exists() else found[0]

    return re.sub(r"(<!-- results/([\w-]+\.md) -->)\n.*?<!-- end -->", results, page, flags=re.DOTALL)


def table(rows: Rows) -> str:
    """Return rows as a Markdown table that also reads on a screen."""
    columns = list(dict.fromkeys(column for row in rows.values() for column in row))
    lines = [["", *columns], *([name, *(written(row.get(column)) for column in columns)] for name, row in rows.items())]
    widths = [max(len(line[place]) for line in lines) for place in range(len(columns) + 1)]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(_line(line, widths) for line in (lines[0], rule, *lines[1:]))


def _line(cells: list[str], widths: list[int]) -> str:
    first, *others = (
        cell.ljust(width) if not place else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "| " + " | ".join([first, *others]) + " |"


def written(value: float | None) -> str:
    """Return a number to three digits that count; what could not be measured as a dash."""
    if value is None:
        return UNKNOWN
    return f"{value:.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"


def machine() -> str:
    """Say what the figures were measured on; only their ratios are claimed."""
    memory = psutil.virtual_memory().total / 2**30
    day = dt.datetime.now(dt.UTC).date()
    return (
        f"Measured on {day}: {psutil.cpu_count()} processors ({platform.machine()}), {memory:.0f} GiB, "
        f"{platform.system()} {platform.release()}, Python {platform.python_version()}."
    )
