"""Rows of a table pasted from a spreadsheet: a line of headings as the table has them, then a line per row."""

from collections.abc import Mapping, Sequence
from typing import Any

from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.storage.text_table import text_rows
from strategy_kit.text import normalized_text, one_line

MOST_LETTERS = 100_000
YES = frozenset(("x", "1", "yes", "y", "true", "oui", "o", "vrai"))
NO = frozenset(("", "0", "no", "n", "false", "non", "faux"))
NAMED = 8
"""Choices or headings that an error names."""
Column = Mapping[str, Any]


def pasted_rows(text: str, columns: Sequence[Column], _: Words) -> list[dict[str, Any]]:
    r"""
    Read pasted rows by the columns of a table.

    Parameters
    ----------
    text : str
        A heading line, then a line per row; cells split by tabs, semicolons or commas. A heading is the word or the key
        of a column, in any case. A cell left empty is unknown.
    columns : sequence of dict
        Those of `widgets.table.TableEditor`: "key", "word", "kind", and of a choice "choices".
    _ : Words
        The language of the lines that errors name.

    Returns
    -------
    list of dict
        Of each row the cells of the columns that were pasted. Numbers stay as they were written.

    Raises
    ------
    InputError
        Naming line and column, and what is allowed there.

    Examples
    --------
    >>> kinds = [{"value": "sell", "word": "sell"}, {"value": "help", "word": "help"}]
    >>> columns = [{"key": "name", "word": "Pillar", "kind": "text"},
    ...            {"key": "purpose", "word": "Purpose", "kind": "choice", "choices": kinds}]
    >>> pasted_rows("Pillar\tPurpose\nOffers\tSell", columns, Words("en"))
    [{'name': 'Offers', 'purpose': 'sell'}]
    """
    table = normalized_text(text, "rows").strip("\n ") if len(text) <= MOST_LETTERS else ""
    if "\n" not in table:
        raise InputError("{field}: no rows found. Paste a line of headings, then one line per row.", field=_("Table"))
    heading, *lines = text_rows(table)
    shown = [_column(cell, columns, _) for cell in heading]
    return [
        {
            column["key"]: _cell(cell, column, _("Line {n}", n=str(line)), _)
            for column, cell in zip(shown, row, strict=False)
        }
        for line, row in enumerate(lines, start=2)
        if any(cell.strip() for cell in row)
    ]


def _column(heading: str, columns: Sequence[Column], _: Words) -> Column:
    wanted = one_line(heading).casefold()
    for column in columns:
        if wanted in (one_line(column["word"]).casefold(), column["key"]):
            return column
    raise InputError(
        "{field}: no column is called {value}. Use these headings: {list}.",
        field=_("Line {n}", n="1"),
        value=heading.strip(),
        list=_.any_of(column["word"] for column in columns),
    )


def _cell(cell: str, column: Column, line: str, _: Words) -> Any:
    text, folded = one_line(cell), one_line(cell).casefold()
    place = _("{line}, {column}", line=line, column=column["word"])
    if column["kind"] == "flag":
        if folded not in YES | NO:
            raise InputError("{field}: found {value}. Write yes or no.", field=place, value=text)
        return folded in YES
    if column["kind"] != "choice":
        return text
    if not text:
        return None
    for choice in column["choices"]:
        word = one_line(choice["word"]).casefold()
        if folded in (word, word.partition(": ")[2], str(choice["value"]).casefold()):
            return choice["value"]
    offered = [choice["word"] for choice in column["choices"]][:NAMED]
    raise InputError("{field}: found {value}. Use {list}.", field=place, value=text, list=_.any_of(offered))


def merged_rows(
    rows: Sequence[Mapping[str, Any]], pasted: Sequence[Mapping[str, Any]], keys: Sequence[str]
) -> list[dict[str, Any]]:
    """
    Return rows with pasted ones: each replaces the cells of the row with the same `keys`, or is added.

    >>> merged_rows([{"name": "Tips", "share": 20}], [{"name": "tips", "share": "30"}, {"name": "News"}], ["name"])
    [{'name': 'tips', 'share': '30'}, {'name': 'News'}]
    """
    by_key = {_identity(row, keys): dict(row) for row in rows}
    for row in pasted:
        by_key[_identity(row, keys)] = {**by_key.get(_identity(row, keys), {}), **row}
    return list(by_key.values())


def _identity(row: Mapping[str, Any], keys: Sequence[str]) -> tuple[str, ...]:
    return tuple(one_line(str(row.get(key) or "")).casefold() for key in keys)
