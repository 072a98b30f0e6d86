"""CSV rows, written and read in one form: every cell quoted, CRLF, no blank row; and cells that compute nothing."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from strategy_kit.errors import InputError

SEPARATORS = (",", ";")
_BEGIN = r"[=+\-@＝＋－＠]"
_BEFORE = r"""(?:['"]|[^\S\t\r\n])*+"""
_FORMULA = re.compile(rf"{_BEFORE}(?:{_BEGIN}|[\t\r\n])")
_SEPARATED = re.compile(rf"(?<=[,;\t\r\n])(?={_BEFORE}{_BEGIN})")
"""Where a cell begins like a formula if a spreadsheet separates otherwise than the file does."""
_GUARDED = re.compile(rf"(?<=[,;\t\r\n])'(?={_BEFORE}{_BEGIN})")
_HARMFUL = re.compile(rf"(?<=[;\t\r\n]){_BEFORE}(?:[=＝]|[+\-@＋－＠] *+[^\s;(|]*+[(|])")
"""The same in files whose cells stay as they are: what computes, and no list of points or name of a person."""


def computes(text: str) -> bool:
    """
    Return whether a spreadsheet could take a text for a formula, even after spaces and quotes.

    >>> computes(" =1+1"), computes("1+1")
    (True, False)
    """
    return bool(_FORMULA.match(text))


def computes_when_separated(text: str) -> bool:
    r"""
    Return whether a part of a text is a formula for a spreadsheet that parts cells at semicolons, tabs or line ends.

    >>> computes_when_separated("a;=1+1"), computes_when_separated("We have\n- bread\n- cake")
    (True, False)
    """
    return bool(_HARMFUL.search(text))


def guarded(text: str) -> str:
    """
    Return a text cell with an apostrophe before all that a spreadsheet would compute; not for schedulers.

    That is its beginning, and what follows a comma, a semicolon, a tab or a line end: cells begin there when a file is
    opened with another separator than it was written with.

    >>> guarded("=1+1"), guarded("1+1"), guarded("a;=1+1")
    ("'=1+1", '1+1', "a;'=1+1")
    """
    marked = _SEPARATED.sub("'", text)
    return "'" + marked if computes(text) else marked


def unguarded(cell: str) -> str:
    """
    Return the text that `guarded` was given.

    >>> unguarded("'=1+1"), unguarded("'tis"), unguarded("a;'=1+1")
    ('=1+1', "'tis", 'a;=1+1')
    """
    text = cell[1:] if cell.startswith("'") and computes(cell[1:]) else cell
    return _GUARDED.sub("", text)


def csv_bytes(rows: Iterable[Sequence[str]], *, separator: str = ",", bom: bool = True) -> bytes:
    r"""
    Write rows of text as CSV.

    >>> csv_bytes([("Text", "Tags"), ("Bread, butter", "")], bom=False)
    b'"Text","Tags"\r\n"Bread, butter",""\r\n'
    """
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return file.getvalue().encode("utf-8-sig" if bom else "utf-8")


def csv_rows(data: bytes) -> list[list[str]]:
    """Read CSV rows, with or without byte order mark, with either separator; refuse what is no table in UTF-8."""
    try:
        text = data.decode("utf-8-sig")
        separator = next((mark for mark in SEPARATORS if mark in text.partition("\n")[0]), ",")
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            "{field}: this file cannot be read as a UTF-8 table ({reason}). Load the file as the workbook wrote it.",
            field="file",
            reason=str(error),
        ) from error
