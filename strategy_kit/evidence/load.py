"""
The published facts behind the workbook, and the only reader of them: ``data/*.csv``, as ``data/datapackage.json`` says.

A blank text is ``""``, a blank number missing. Words stand in a column for each language (`Words.localized`). Figures
of different `measure` (or `metric`) are never comparable.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import pandas as pd

from strategy_kit.errors import InputError
from strategy_kit.evidence.datapackage import lineage, minute, nearest, read_tables, unreadable, weekdays
from strategy_kit.languages import ENGLISH, LANGUAGES, Lang
from strategy_kit.model import Assumption
from strategy_kit.paths import bundled_folder

DESCRIPTION = "datapackage.json"
ASSUMPTION_LIMITS: Mapping[str, tuple[float, float]] = {
    "count": (1, 1_000_000),
    "factor": (0.01, 100),
    "half-life": (0, 100),
    "hour of day": (0, 24),
    "logit": (0, 10),
    "logit per year": (0, 10),
    "minute": (0, 10_000),
    "percent": (0, 100),
    "share": (0, 1),
    "support": (-1, 1),
    "weight": (0, 1),
    "year": (0.1, 1000),
}
"""What a person may put in the place of an assumption, by its unit: all that the sums can work with."""


def load_table(name: str) -> pd.DataFrame:
    """
    Return a table of ``data/`` by the name that ``data/datapackage.json`` gives it, which describes its columns too.

    >>> load_table("sources").set_index("key").loc["bitly-2012", ["producer", "published", "quality"]].tolist()
    ['bitly', '2012-05', 'A']
    """
    return _tables()[name].copy()


def load_windows(studies: Iterable[str] | None = None) -> pd.DataFrame:
    """
    Return the published windows: the weekdays and hours that sources call best, good or to avoid.

    Parameters
    ----------
    studies : iterable of source keys, optional
        Absent: all. One that is no source is an InputError that names the nearest.

    Returns
    -------
    DataFrame
        `frames.WindowRow`, and the other columns of table ``timing_windows``; ``end_minute`` is exclusive,
        `zone_stated` false where the zone is our assumption.

    Examples
    --------
    >>> window = load_windows(["document"]).iloc[0]
    >>> window.platform, window.weekdays, int(window.start_minute), int(window.end_minute), window.zone
    ('x', (1, 2, 3, 4), 780, 900, 'America/New_York')
    """
    windows = _windows()
    if studies is None:
        return windows.copy()
    wanted = list(studies)
    sources = set(_tables()["sources"]["key"])
    for study in wanted:
        if study not in sources:
            raise InputError(
                "{field}: no source is called {value}. Use an existing one; the closest are {nearest}.",
                field="studies",
                value=study,
                nearest=nearest(study, sources),
            )
    return windows[windows["source"].isin(wanted)].reset_index(drop=True)


def load_reach() -> pd.DataFrame:
    """
    Return the share of a group of people that uses a platform, survey by survey: table ``reach``, and `group_label_*`.

    >>> reach = load_reach().query("source == 'pew-npors-2025' and platform == 'youtube' and group == '18-29'")
    >>> reach[["percent", "n_unweighted", "group_label_en"]].values.tolist()
    [[95.1, 480, '18 to 29']]
    """
    reach, labels = _tables()["reach"], _tables()["terms"].set_index("key")
    return reach.assign(**{f"group_{name}": reach["group"].map(labels[name]) for name in labels if name != "kind"})


def assumption_values(own: Iterable[Assumption] = ()) -> dict[str, float]:
    """
    Return the value of each assumption by key, a person's own values first.

    Parameters
    ----------
    own : iterable of Assumption, optional
        Values that replace those of table ``assumptions``; each in the unit of its row.

    Raises
    ------
    InputError
        If a key is unknown, or a value is out of the `ASSUMPTION_LIMITS` of its unit.

    Examples
    --------
    >>> assumption_values([Assumption(key="watch_half_lives", value=3)])["watch_half_lives"]
    3.0
    """
    table = _tables()["assumptions"]
    values, units = (dict(zip(table["key"], table[column], strict=True)) for column in ("value", "unit"))
    for assumption in own:
        if assumption.key not in values:
            raise InputError(
                "{field}: no assumption is called {value}. Use an existing one; the closest are {nearest}.",
                field="assumptions",
                value=assumption.key,
                nearest=nearest(assumption.key, values),
            )
        low, high = ASSUMPTION_LIMITS[units[assumption.key]]
        if not low <= assumption.value <= high:
            raise InputError(
                "{field}: found {value}. Use a number from {low} to {high}.",
                field=f"assumptions.{assumption.key}",
                value=assumption.value,
                low=low,
                high=high,
            )
        values[assumption.key] = assumption.value
    return values


def complete_assumptions(assumptions: Mapping[str, float] | None = None) -> dict[str, float]:
    """
    Return the values of `assumption_values`, those given in their place.

    >>> complete_assumptions({"watch_half_lives": 3})["watch_half_lives"], complete_assumptions()["watch_half_lives"]
    (3, 1.0)
    """
    return {**assumption_values(), **(assumptions or {})}


def check_data(folder: Path | None = None) -> list[InputError]:
    """
    Return every fault of a data folder, in the order of its tables; none if it can be used.

    >>> check_data()
    []
    """
    return _read(folder or data_folder())[1]


def untranslated_data(languages: Iterable[str] = LANGUAGES) -> list[InputError]:
    """
    Return each column of words that some languages lack, wholly or in some row, and show in English.

    >>> untranslated_data(["fr"])
    []
    """
    return untranslated(_read(data_folder())[0], languages)


def data_folder() -> Path:
    """
    Return the folder of the published facts.

    >>> (data_folder() / "datapackage.json").exists()
    True
    """
    return bundled_folder("data")


def example_briefs() -> dict[str, str]:
    """
    Return the example briefs, by file name without ``.json``, as JSON text.

    >>> all(json.loads(text)["name"] for text in example_briefs().values())
    True
    """
    return {path.stem: path.read_text("utf-8") for path in sorted(bundled_folder("examples").glob("*.json"))}


def example_brief(name: str, lang: Lang) -> str:
    """
    Return an example brief in a language as JSON text; names that ``examples/<lang>`` does not translate stay.

    >>> json.loads(example_brief("lyon-bakery", "en"))["pillars"][1]["name"]
    'Bread of the day'
    """
    path = bundled_folder("examples") / lang / f"{name}.json"
    names = json.loads(path.read_text("utf-8")) if path.is_file() else {}

    def translate(record: dict[str, Any]) -> dict[str, Any]:
        return {key: names.get(value, value) if isinstance(value, str) else value for key, value in record.items()}

    return json.dumps({**json.loads(example_briefs()[name], object_hook=translate), "lang": lang})


def example_results(name: str) -> pd.DataFrame:
    """
    Return the results of an example before its plan: ``objective``, ``weeks_before`` the plan starts, ``value``.

    They are made up, as the businesses are; their sums agree with the baselines of the brief.

    >>> example_results("lyon-bakery").iloc[0].to_dict()
    {'objective': 'store-visits', 'weeks_before': 13, 'value': 3}
    """
    results = pd.read_csv(bundled_folder("examples") / "results.csv")
    return results[results["example"] == name].drop(columns="example").reset_index(drop=True)


def _read(folder: Path) -> tuple[dict[str, pd.DataFrame], list[InputError]]:
    try:
        description = json.loads((folder / DESCRIPTION).read_text("utf-8"))
        paths = [resource["path"] for resource in description["resources"]]
    except (OSError, ValueError, KeyError, TypeError):
        return {}, [unreadable(DESCRIPTION)]
    return read_tables(description, {path: (folder / path).read_bytes() for path in paths if (folder / path).is_file()})


@cache
def _tables() -> dict[str, pd.DataFrame]:
    tables, faults = _read(data_folder())
    if faults:
        raise faults[0]
    return {name: translated(table, LANGUAGES) for name, table in tables.items()}


@cache
def _windows() -> pd.DataFrame:
    windows = _tables()["timing_windows"]
    origins = _origins(_tables()["sources"], set(windows["source"]))
    voices = windows["source"].map(origins)
    return windows.assign(
        weekdays=windows["weekdays"].map(weekdays),
        start=windows["start"].map(minute),
        end=windows["end"].map(minute),
        voice=voices.str[0].astype("str"),
        distance=voices.str[1].astype("int64"),
    ).rename(columns={"start": "start_minute", "end": "end_minute"})


def _origins(sources: pd.DataFrame, with_windows: set[str]) -> dict[str, tuple[str, int]]:
    """Return, for each source, the farthest one it goes back to that has windows, and in how many steps."""
    parents = lineage(sources["key"], sources["derived_from"])
    steps: dict[str, dict[str, int]] = {}
    for key in TopologicalSorter(parents).static_order():
        inherited = [(origin, n + 1) for parent in parents[key] for origin, n in steps[parent].items()]
        steps[key] = {key: 0} | dict(sorted(inherited, key=lambda step: step[1]))
    reached = {
        key: {origin: n for origin, n in found.items() if origin in with_windows} for key, found in steps.items()
    }
    return {key: max(found.items(), key=lambda step: (step[1], step[0])) for key, found in reached.items() if found}


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
    ['claims.csv, column claim_fr: rows without text in this language: 1. They show the English text ... Fill them in.']
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
        "{field}: rows without text in this language: {rows}. They show the English text for now. Fill them in.",
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
