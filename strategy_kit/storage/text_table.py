"""Tables from outside as rows of text: CSV and pasted text in the usual encodings and separators, and XLSX."""

import csv
import io
from typing import NamedTuple

from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.storage.spreadsheet import is_spreadsheet, spreadsheet_rows
from strategy_kit.text import one_line

DELIMITERS = "\t;,"
MOST_LINES, MOST_COLUMNS, MOST_BYTES = 5000, 60, 5_000_000


class TextTable(NamedTuple):
    """
    A table of text.

    Attributes
    ----------
    columns : tuple of str
        Headings, on one line each.
    lines : tuple of (int, tuple of str)
        Number of each line in the file, from 1 for the headings, and its cells, one per column; no blank lines.
    """

    columns: tuple[str, ...]
    lines: tuple[tuple[int, tuple[str, ...]], ...]


def text_rows(text: str) -> list[list[str]]:
    r"""
    Return the cells of a text, separated by whichever of tabs, semicolons and commas its first line has most of.

    >>> text_rows("Who;Reach\nbaker;2,5")
    [['Who', 'Reach'], ['baker', '2,5']]
    """
    delimiter = max(DELIMITERS, key=text.partition("\n")[0].count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def read_table(data: bytes, words: Words) -> TextTable:
    r"""
    Read a CSV or XLSX file, or what was pasted from one.

    Parameters
    ----------
    words : Words
        The language in which the numbers of a spreadsheet are written as text.

    Raises
    ------
    InputError
        If it is too large, no table, or has a line with more cells than headings.

    Examples
    --------
    >>> read_table("Semaine;Ventes\n04/01/2027;12,5".encode("cp1252"), Words("fr"))
    TextTable(columns=('Semaine', 'Ventes'), lines=((2, ('04/01/2027', '12,5')),))
    """
    if len(data) > MOST_BYTES:
        raise InputError(
            "{field}: {value} bytes is too large. Choose a file of at most 5 MB.", field="file", value=len(data)
        )
    try:
        rows = spreadsheet_rows(data, words) if is_spreadsheet(data) else text_rows(_decoded(data))
    except csv.Error as error:
        raise InputError("{field}: this is not a table. Choose a CSV or XLSX file.", field="file") from error
    cells = [(line, [_cell(cell) for cell in row]) for line, row in enumerate(rows, start=1)]
    filled = [(line, row) for line, row in cells if any(row)]
    if len(filled) < 2:
        raise InputError(
            "{field}: no results found. Give a line of headings, then one line per week or month.", field="file"
        )
    if len(filled) > MOST_LINES:
        raise InputError(
            "{field}: {value} lines is too many. Keep at most {limit}.",
            field="file",
            value=len(filled),
            limit=str(MOST_LINES),
        )
    (_line, heading), *lines = filled
    width = max(place + 1 for place, cell in enumerate(heading) if cell)
    if width > MOST_COLUMNS:
        raise InputError(
            "{field}: {value} columns is too many. Keep at most {limit}.",
            field="file",
            value=width,
            limit=str(MOST_COLUMNS),
        )
    return TextTable(tuple(heading[:width]), tuple((line, _fitted(line, row, width)) for line, row in lines))


def _cell(cell: str) -> str:
    return one_line(cell[:2000])


def _fitted(line: int, row: list[str], width: int) -> tuple[str, ...]:
    """Return the cells of a line, one per heading; what stands beyond the headings is not dropped."""
    if any(row[width:]):
        raise InputError(
            "{field}: this line has more cells than there are headings. If its numbers have decimal commas, "
            "separate the cells by semicolons.",
            field=f"line {line}",
        )
    return tuple((row + [""] * width)[:width])


def _decoded(data: bytes) -> str:
    """Decode UTF-8, UTF-16 with its mark, else the encoding in which spreadsheets of Western Europe save CSV."""
    is_utf16 = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ["utf-16"] if is_utf16 else ["utf-8-sig", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.strip("\ufeff\n\r ")
    raise InputError("{field}: this is not a table. Choose a CSV or XLSX file.", field="file")
