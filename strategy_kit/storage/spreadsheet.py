"""The first sheet of an XLSX file as rows of text: dates as 2027-01-04, percentages as 35, no formula computed."""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.numerals import plain_number

MOST_UNPACKED = 40_000_000
"""Bytes of one part of the file."""
MOST_ROWS, MOST_CELLS = 6000, 100
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_PERCENT_FORMATS = {9, 10}
_FIRST_DAY, _FIRST_DAY_1904 = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)
_MOST_DAYS = 200_000


def is_spreadsheet(data: bytes) -> bool:
    """Whether a file is a ZIP archive, as XLSX files are."""
    return data.startswith(b"PK\x03\x04")


def spreadsheet_rows(data: bytes, words: Words) -> list[list[str]]:
    """
    Return the cells of the first sheet as text, numbers as a person writes them in a language.

    Raises
    ------
    InputError
        If the file is damaged, too large when unpacked, or no XLSX file.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _rows(archive, words)
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, IndexError, ValueError, OSError, EOFError) as error:
        if isinstance(error, InputError):
            raise
        raise _unreadable() from error
    except (NotImplementedError, RuntimeError) as error:  # encrypted, or packed by an unknown method
        raise _unreadable() from error


def _unreadable() -> InputError:
    return InputError("{field}: this is not a table. Choose a CSV or XLSX file.", field="file")


def _part(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    with archive.open(name) as file:
        text = file.read(MOST_UNPACKED + 1)
    if len(text) > MOST_UNPACKED:
        raise InputError(
            "{field}: {value} bytes is too large. Choose a file of at most 5 MB.", field="file", value=len(text)
        )
    if b"<!DOCTYPE" in text[:2000] or b"<!ENTITY" in text:
        raise _unreadable()
    return ElementTree.fromstring(text)


def _rows(archive: zipfile.ZipFile, words: Words) -> list[list[str]]:
    book = _part(archive, "xl/workbook.xml")
    links = {link.get("Id"): link.get("Target", "") for link in _part(archive, "xl/_rels/workbook.xml.rels")}
    first = next(book.iter(f"{_MAIN}sheet"), None)
    if first is None:
        raise _unreadable()
    target = links[first.get(_RELATION)].lstrip("/")
    sheet = _part(archive, target if target.startswith("xl/") else f"xl/{target}")
    settings = book.find(f"{_MAIN}workbookPr")
    is_1904 = settings is not None and settings.get("date1904") in ("1", "true")
    reader = _Cells(_shared(archive), _kinds(archive), _FIRST_DAY_1904 if is_1904 else _FIRST_DAY, words)
    rows: list[list[str]] = []
    for row in sheet.iter(f"{_MAIN}row"):
        number = int(row.get("r", len(rows) + 1))
        if not len(rows) < number <= MOST_ROWS:
            raise InputError(
                "{field}: {value} lines is too many. Keep at most {limit}.", field="file", value=number, limit="5000"
            )
        rows += [[] for _missing in range(number - len(rows) - 1)]
        rows.append(reader.row(row))
    return rows


class _Cells:
    def __init__(self, shared: list[str], kinds: list[str], first_day: dt.datetime, words: Words) -> None:
        self._shared, self._kinds, self._first_day, self._words = shared, kinds, first_day, words

    def row(self, row: ElementTree.Element) -> list[str]:
        cells: list[str] = []
        for cell in row.iter(f"{_MAIN}c"):
            place = _column(cell.get("r", ""), len(cells))
            text = self._text(cell)
            if place >= MOST_CELLS:
                if text:
                    raise InputError(
                        "{field}: {value} columns is too many. Keep at most {limit}.",
                        field="file",
                        value=place + 1,
                        limit="60",
                    )
                continue
            cells += [""] * (place - len(cells) + 1)
            cells[place] = text
        return cells

    def _text(self, cell: ElementTree.Element) -> str:
        kind, value = cell.get("t", "n"), cell.findtext(f"{_MAIN}v") or ""
        if kind == "inlineStr":
            return "".join(part.text or "" for part in cell.iter(f"{_MAIN}t"))
        if kind == "s":
            return self._shared[int(value)]
        if kind == "e":
            return ""  # an error such as #N/A is not known
        if kind != "n" or not value:
            return value
        number, style = float(value), int(cell.get("s", "0"))
        kind = self._kinds[style] if style < len(self._kinds) else ""
        if kind == "date" and 0 <= number < _MOST_DAYS:
            return f"{(self._first_day + dt.timedelta(days=number)).date().isoformat()}"
        return plain_number(round(100 * number, 9) if kind == "percent" else number, self._words)


def _column(reference: str, place: int) -> int:
    """Return the place of a column by its letters, AB12; without any that of the next one."""
    letters = re.match("[A-Z]{1,3}", reference)
    if not letters:
        return place
    number = 0
    for letter in letters[0]:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1


def _shared(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    entries = _part(archive, "xl/sharedStrings.xml").iter(f"{_MAIN}si")
    return ["".join(part.text or "" for part in entry.iter(f"{_MAIN}t")) for entry in entries]


def _kinds(archive: zipfile.ZipFile) -> list[str]:
    """Return whether the cells of each style show a date, a percentage, or neither."""
    if "xl/styles.xml" not in archive.namelist():
        return []
    styles = _part(archive, "xl/styles.xml")
    codes = {int(each.get("numFmtId", "0")): each.get("formatCode", "") for each in styles.iter(f"{_MAIN}numFmt")}
    cells = styles.find(f"{_MAIN}cellXfs")
    return list(_kinds_of(cells, codes)) if cells is not None else []


def _kinds_of(cells: ElementTree.Element, codes: dict[int, str]) -> Iterator[str]:
    for style in cells:
        key = int(style.get("numFmtId", "0"))
        code = re.sub(r'"[^"]*"|\[[^\[\]]*+\]|\\.', "", codes.get(key, "")).lower()
        if key in _PERCENT_FORMATS or "%" in code:
            yield "percent"
        else:
            yield "date" if key in _DATE_FORMATS or re.search("[dy]", code) else ""
