"""The words of published facts in each language."""

import pandas as pd
import pytest

from strategy_kit.evidence.translations import translated, untranslated

CLAIMS = pd.DataFrame({"key": ["a", "b"], "claim_en": ["Yes", "No"], "claim_fr": ["Oui", ""], "note_en": ["", "So"]})


def test_translated_shows_english_where_a_word_or_a_column_is_missing() -> None:
    words = translated(CLAIMS, ["en", "fr"])

    assert words["claim_fr"].tolist() == ["Oui", "No"]
    assert words["note_fr"].tolist() == ["", "So"]
    assert words[CLAIMS.columns].drop(columns="claim_fr").equals(CLAIMS.drop(columns="claim_fr"))


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", []),
        ("fr", [("claims.csv, column claim_fr", 1), ("claims.csv, column note_fr", 1)]),
        ("de", [("claims.csv, column claim_de", 2), ("claims.csv, column note_de", 1)]),
    ],
)
def test_untranslated_counts_the_rows_of_each_column_whose_english_has_words(
    lang: str, told: list[tuple[str, int]]
) -> None:
    remarks = untranslated({"claims": CLAIMS}, [lang])

    assert [(remark.field, remark.params["rows"]) for remark in remarks] == told
