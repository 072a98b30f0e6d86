"""The words of published facts: a column for each language, ``claim_en``, ``claim_fr``, English where one is empty."""

from collections.abc import Iterable, Mapping

import pandas as pd

from strategy_kit.errors import InputError
from strategy_kit.languages import ENGLISH


def translated(table: pd.DataFrame, languages: Iterable[str]) -> pd.DataFrame:
    """
    Return a table with its words in every language, in English where it has none in another.

    Parameters
    ----------
    table : DataFrame
        Its columns of words end in ``_`` and the code of a language; a blank one is ``""``.
    languages : iterable of str
        Their codes.

    Examples
    --------
    >>> claims = pd.DataFrame({"claim_en": ["Yes", "No"], "claim_fr": ["Oui", ""]})
    >>> translated(claims, ["en", "fr", "de"]).loc[1].to_dict()
    {'claim_en': 'No', 'claim_fr': 'No', 'claim_de': 'No'}
    """
    words: dict[str, pd.Series[str]] = {}
    for name in _names(table):
        english = table[f"{name}_{ENGLISH}"]
        for lang in languages:
            own = table.get(f"{name}_{lang}", english)
            words[f"{name}_{lang}"] = own.where(own != "", english)
    return table.assign(**words)


def untranslated(tables: Mapping[str, pd.DataFrame], languages: Iterable[str]) -> list[InputError]:
    """
    Return a remark on each language and column of words that is missing, or empty where English is not.

    Parameters
    ----------
    tables : mapping of name to DataFrame
        As they were read, before `translated`.
    languages : iterable of str
        Their codes.
    """
    remarks = []
    for lang in languages:
        for file, table in tables.items():
            for name in _names(table):
                english = table[f"{name}_{ENGLISH}"]
                own = table.get(f"{name}_{lang}", english.where(english == "", ""))
                rows = int(((own == "") & (english != "")).sum())
                if rows:
                    remarks.append(
                        InputError(
                            "{field}: rows without words in this language: {rows}. They show the English ones. "
                            "Fill them in.",
                            field=f"{file}.csv, column {name}_{lang}",
                            rows=rows,
                        )
                    )
    return remarks


def _names(table: pd.DataFrame) -> list[str]:
    """Return the columns of words, without their language."""
    return [str(column).removesuffix(f"_{ENGLISH}") for column in table if str(column).endswith(f"_{ENGLISH}")]
