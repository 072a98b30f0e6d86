"""CSV rows, written and read in one form: every cell quoted, CRLF, no blank row."""

import csv
import io
from collections.abc import Iterable, Sequence

from strategy_kit.errors import InputError

SEPARATORS = (",", ";")


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
