"""Rows pasted from a spreadsheet: what is read, and what is refused with its line and column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.storage.pasted_rows import merged_rows, pasted_rows

EN = Words("en")
STEPS = [{"value": None, "word": "unknown"}, {"value": 0, "word": "0: none"}, {"value": 1, "word": "1: a few"}]
COLUMNS = [
    {"key": "name", "word": "Pillar", "kind": "text"},
    {"key": "share", "word": "Share of posts, %", "kind": "number"},
    {"key": "look", "word": "Search", "kind": "choice", "choices": STEPS},
    {"key": "agreed", "word": "Agreed", "kind": "flag"},
]


def test_headings_are_found_by_word_or_key_and_cells_are_read_by_their_column() -> None:
    text = "pillar\tSHARE\tSearch\tAgreed\nTips\t2,5\t1\tx\nNews\t\tA few\tno\nOffers\t10\t\t"

    assert pasted_rows(text, COLUMNS, EN) == [
        {"name": "Tips", "share": "2,5", "look": 1, "agreed": True},
        {"name": "News", "share": "", "look": 1, "agreed": False},
        {"name": "Offers", "share": "10", "look": None, "agreed": False},
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Pillar", "no rows found"),
        ("Pillar;Colour\nTips;red", "Line 1: no column is called Colour"),
        ("Pillar;Search\nTips;often", "Line 2, Search: found often. Use unknown, 0: none"),
        ("Pillar;Agreed\nTips;maybe", "Line 2, Agreed: found maybe. Write yes or no"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line_and_what_is_allowed(text: str, message: str) -> None:
    with pytest.raises(InputError) as refused:
        pasted_rows(text, COLUMNS, EN)

    assert message in EN.error(refused.value)


def test_rows_with_the_same_names_are_updated_and_their_other_cells_stay() -> None:
    held = [{"name": "Tips", "share": 20, "look": 1}, {"name": "News", "share": 5, "look": None}]

    assert merged_rows(held, [{"name": " tips", "share": "30"}, {"name": "Offers"}], ["name"]) == [
        {"name": " tips", "share": "30", "look": 1},
        {"name": "News", "share": 5, "look": None},
        {"name": "Offers"},
    ]


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        rows = pasted_rows(f"Pillar\n{text}", COLUMNS, EN)
    except InputError as error:
        assert EN.error(error)
    else:
        assert all(set(row) <= {"name"} for row in rows)
