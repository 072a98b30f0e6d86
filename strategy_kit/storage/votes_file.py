"""Votes pasted from a spreadsheet: a row per person, a column per criterion or platform."""

from collections.abc import Mapping, Sequence

from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.model import Participant
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.model.types import MOST_STEP, MOST_WEIGHT
from strategy_kit.model.validation import validated
from strategy_kit.numerals import read_number
from strategy_kit.storage.text_table import text_rows
from strategy_kit.text import name_key, normalized_text, one_line

MOST_LETTERS = 100_000
Column = tuple[str, str]
"""Key of a criterion or a platform, and its heading as it was pasted."""


def read_votes(text: str, headings: Mapping[str, str], _: Words) -> tuple[Participant, ...]:
    r"""
    Read the votes of a group.

    Parameters
    ----------
    text : str
        A heading line, then a line per person, name first; cells split by tabs, semicolons or commas. A column is a
        criterion (a weight from 0 to `MOST_WEIGHT`) or a platform (its rating of dialogue, 0 to `MOST_STEP`). Empty:
        unknown; a person's weights are all given or none, but for a criterion that weighs nothing by default.
    headings : mapping
        From headings to the keys of criteria and platforms, case-insensitive; a key goes by the first of its headings.
    _ : Words
        The language of the numbers, and of the lines that errors name.

    Raises
    ------
    InputError
        Naming line, column as it is headed, and the values allowed.

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
    columns = _columns(rows[0], headings, _)
    names = {key: word for word, key in reversed(list(headings.items()))}
    filled = [(line, row) for line, row in enumerate(rows[1:], start=2) if any(cell.strip() for cell in row)]
    people: dict[str, tuple[int, Participant]] = {}
    for line, row in filled:
        place = _("Line {n}", n=str(line))
        person = _participant(place, row, columns, names, _)
        first, _other = people.setdefault(name_key(person.name), (line, person))
        if first != line:
            raise InputError(
                "{field}: {value} is on line {n} already. Keep one line for each person.",
                field=place,
                value=person.name,
                n=str(first),
            )
    return tuple(person for _line, person in people.values())


def _columns(heading: Sequence[str], headings: Mapping[str, str], _: Words) -> list[Column]:
    known = {one_line(word).casefold(): key for word, key in headings.items()}
    columns = [(known.get(one_line(cell).casefold(), ""), cell.strip()) for cell in heading[1:]]
    for key, word in columns:
        if not key:
            raise InputError(
                "{field}: no criterion or platform is called {value}. Correct the heading, or remove the column.",
                field=_("Line {n}", n="1"),
                value=word,
            )
    return columns


def _participant(
    line: str, row: Sequence[str], columns: Sequence[Column], names: Mapping[str, str], _: Words
) -> Participant:
    cells = {
        key: _value(cell, _("{line}, {column}", line=line, column=word), is_weight=key in CRITERIA, words=_)
        for (key, word), cell in zip(columns, row[1:], strict=False)
    }
    given = {key: value for key, value in cells.items() if value is not None}
    weights = {key: value for key, value in given.items() if key in CRITERIA}
    missing = [names.get(key, key) for key, record in CRITERIA.items() if record.weight and key not in weights]
    if weights and missing:
        raise InputError(
            "{field}: no weight for {value}. Enter a number for each criterion, 0 if it does not matter.",
            field=line,
            value=", ".join(missing),
        )
    ratings = [{"platform": key, "dialogue": value} for key, value in given.items() if key not in CRITERIA]
    try:
        return validated(Participant, {"name": row[0], "weights": weights or None, "ratings": ratings})
    except InputError as error:
        raise error.at(line) from error


def _value(cell: str, place: str, *, is_weight: bool, words: Words) -> float | None:
    """Read a weight or a rating; anything else is refused with the values that are allowed."""
    try:
        value = read_number(cell, words, place)
    except InputError as error:
        if "thousands" in error.params:
            raise
    else:
        if value is None or (0 <= value <= MOST_WEIGHT if is_weight else value in range(MOST_STEP + 1)):
            return value
    if is_weight:
        raise InputError(
            "{field}: found {value}. Enter a weight from 0 (does not matter) to {most}.",
            field=place,
            value=cell.strip(),
            most=words.number(MOST_WEIGHT),
        )
    raise InputError(
        "{field}: found {value}. Rate the dialogue from 0 (none) to {most} (daily), or leave it empty.",
        field=place,
        value=cell.strip(),
        most=words.number(MOST_STEP),
    )
