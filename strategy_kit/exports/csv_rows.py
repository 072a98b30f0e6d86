"""CSV rows, written and read in one form: every cell quoted, CRLF, no blank row; and cells that compute nothing."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from strategy_kit.errors import InputError

SEPARATORS = (",", ";")
_FORMULA = re.compile(r"""['"\s]*[=+\-@\t\r\n＝＋－＠]""")


def computes(text: str) -> bool:
    """
    Return whether a spreadsheet could take a text for a formula, even after spaces and quotes.

    >>> computes(" =1+1"), computes("1+1")
    (True, False)
    """
    return bool(_FORMULA.match(text))


def guarded(text: str) -> str:
    """
    Return a text cell with an apostrophe in front if a spreadsheet would compute it; not for schedulers.

    >>> guarded("=1+1"), guarded("1+1")
    ("'=1+1", '1+1')
    """
    return "'" + text if computes(text) else text


def unguarded(cell: str) -> str:
    """
    Return the text that `guarded` was given.

    >>> unguarded("'=1+1"), unguarded("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and computes(cell[1:]) else cell


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
            "{field}: cannot be read as a table in UTF-8 ({reason}). Load the file as the workbook wrote it.",
            field="file",
            reason=str(error),
        ) from error
