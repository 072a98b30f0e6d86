"""The words of published facts: a column for each language, ``claim_en``, ``claim_fr``, English where one is empty."""

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from strategy_kit.errors import InputError
from strategy_kit.languages import ENGLISH


def translated(table: pd.DataFrame, languages: Iterable[str]) -> pd.DataFrame:
    """
    Return a table with its columns of words (``claim_en``, ``claim_fr``) in every language, in English where blank.

    >>> claims = pd.DataFrame({"claim_en": ["Yes", "No"], "claim_fr": ["Oui", ""]})
    >>> translated(claims, ["en", "fr", "de"]).loc[1].to_dict()
    {'claim_en': 'No', 'claim_fr': 'No', 'claim_de': 'No'}
    """
    words = {}
    for column, own, english in _words(table, languages):
        filled = [mine or other for mine, other in zip(own, english, strict=True)]
        if filled != own or column not in table:
            words[column] = pd.Series(filled, index=table.index, dtype="str")
    return table.assign(**words) if words else table


def untranslated(tables: Mapping[str, pd.DataFrame], languages: Iterable[str]) -> list[InputError]:
    """
    Return a remark on each language and column of words, as read, that is empty where English is not.

    Parameters
    ----------
    tables : mapping of file name, without ``.csv``, to DataFrame
        Columns of words end with a language: ``claim_en``, ``claim_fr``.
    languages : iterable of str
        Codes of those looked at.

    Examples
    --------
    >>> claims = pd.DataFrame({"claim_en": ["Yes", "No"], "claim_fr": ["Oui", ""]})
    >>> [str(remark) for remark in untranslated({"claims": claims}, ["fr"])]
    ['claims.csv, column claim_fr: rows without words in this language: 1. They show the English ones. Fill them in.']
    """
    remarks = []
    for lang in languages:
        for file, table in tables.items():
            for column, own, english in _words(table, [lang]):
                rows = sum(bool(other and not mine) for mine, other in zip(own, english, strict=True))
                if rows:
                    remarks.append(_remark(f"{file}.csv, column {column}", rows))
    return remarks


def _remark(field: str, rows: int) -> InputError:
    return InputError(
        "{field}: rows without words in this language: {rows}. They show the English ones. Fill them in.",
        field=field,
        rows=rows,
    )


def _words(table: pd.DataFrame, languages: Iterable[str]) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield each column of words in each language, with its cells and the English ones; blank if it is missing."""
    names = [str(column).removesuffix(f"_{ENGLISH}") for column in table if str(column).endswith(f"_{ENGLISH}")]
    for name in names:
        english = table[f"{name}_{ENGLISH}"].to_list()
        for lang in languages:
            column = f"{name}_{lang}"
            yield column, (table[column].to_list() if column in table else [""] * len(english)), english
