"""The glossary speaks of names that are in the code."""

import io
import re
import tokenize
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| English")
]
NAMES = sorted({name for row in ROWS for name in re.findall(r"`(\w+)`", row[2])})


def words_of(path: Path) -> set[str]:
    """Return the names of a module and the words of its strings, names of columns among them; not of docstrings."""
    tokens = tokenize.generate_tokens(io.StringIO(path.read_text(encoding="utf-8")).readline)
    return {
        word
        for token in tokens
        if token.type != tokenize.COMMENT and '"""' not in token.string
        for word in re.findall(r"\w+", token.string)
    }


CODE = set().union(*map(words_of, (ROOT / "strategy_kit").rglob("*.py")))


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_the_glossary_is_in_the_code(name: str) -> None:
    assert name in CODE


def test_a_term_has_one_row() -> None:
    terms = [term.strip() for row in ROWS for term in row[0].split(",")]

    assert len(terms) == len(set(terms))


def test_every_row_has_both_languages_a_name_and_a_meaning() -> None:
    assert [row for row in ROWS if len(row) != 4 or not all(row)] == []
