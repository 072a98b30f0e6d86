"""Votes pasted from a spreadsheet: a row per person, a column per criterion or platform."""

from collections.abc import Mapping, Sequence

from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.model import Participant
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.model.validation import validated
from strategy_kit.numerals import read_number
from strategy_kit.storage.text_table import text_rows
from strategy_kit.text import normalized_text, one_line

MOST_LETTERS = 100_000


def read_votes(text: str, headings: Mapping[str, str], words: Words) -> tuple[Participant, ...]:
    r"""
    Read the votes of a group.

    Parameters
    ----------
    text : str
        A heading line, then a line per person, name first; cells split by tabs, semicolons or commas. A column is a
        criterion (a weight from 0 up) or a platform (its rating of dialogue, 0 to 3). Empty: unknown; a person's
        weights are all given or none, but for a criterion that weighs nothing by default.
    headings : mapping
        From headings to the keys of criteria and platforms, case-insensitive.
    words : Words
        The language of the numbers.

    Raises
    ------
    InputError
        Naming line, column and remedy.

    Examples
    --------
    >>> votes = read_votes("Who;Reach;X\nbaker;;2", {"Reach": "audience", "X": "x"}, Words("en"))
    >>> votes[0].name, votes[0].ratings[0].dialogue
    ('baker', 2)
    """
    table = normalized_text(text, "votes").strip("\n ") if len(text) <= MOST_LETTERS else ""
    if "\n" not in table:
        raise InputError("{field}: no votes found. Paste a line of headings, then one line per person.", field="votes")
    rows = text_rows(table)
    keys = _keys(rows[0], headings)
    rows_of_people = [(line, row) for line, row in enumerate(rows[1:], start=2) if any(cell.strip() for cell in row)]
    return tuple(_participant(line, row, keys, words) for line, row in rows_of_people)


def _keys(heading: Sequence[str], headings: Mapping[str, str]) -> list[str]:
    known = {one_line(word).casefold(): key for word, key in headings.items()}
    keys = [known.get(one_line(cell).casefold(), "") for cell in heading[1:]]
    for cell, key in zip(heading[1:], keys, strict=True):
        if not key:
            raise InputError(
                "{field}: no criterion or platform is called {value}. Correct the heading, or remove the column.",
                field="line 1",
                value=cell.strip(),
            )
    return keys


def _participant(line: int, row: Sequence[str], keys: Sequence[str], words: Words) -> Participant:
    cells = {key: read_number(cell, words, f"line {line}, {key}") for key, cell in zip(keys, row[1:], strict=False)}
    weights = {key: value for key, value in cells.items() if key in CRITERIA and value is not None}
    missing = [key for key, criterion in CRITERIA.items() if criterion.weight and key not in weights]
    if weights and missing:
        raise InputError(
            "{field}: no weight for {value}. Enter a number for each criterion, 0 if it does not matter.",
            field=f"line {line}",
            value=", ".join(missing),
        )
    ratings = [
        {"platform": key, "dialogue": value}
        for key, value in cells.items()
        if key not in CRITERIA and value is not None
    ]
    return validated(Participant, {"name": row[0], "weights": weights or None, "ratings": ratings})
