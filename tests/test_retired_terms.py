"""Terms the workbook has left behind are nowhere; docs/glossary.md has what replaced them."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from strategy_kit.languages import COMPLETE, FOLDER

ROOT = Path(__file__).parents[1]
METHOD = {"en": "Method", "fr": "Méthode"}
SOLVER = r"Dirichlet|Fréchet|Krippendorff|SMAA|acceptabilit"
"""Names of methods: they stand in notes on method only."""
RETIRED = {
    "en": {
        r"\bwatch(es)?\b": "response window",
        r"\bon duty\b|\bduty roster\b": "available to answer, response rota",
        r"\brules? of never\b": "blackout rule",
        r"\b(?<!five )pin(ned|s)?\b": "post at a fixed date",  # Pinterest calls its posts pins
        r"\bwhoever\b|\bsomebody\b|\bnobody\b": "the person who, no one available, none",
        r"\bway out\b": "opt-out",
        r"\b(our|your) mind\b": "what would change the result",
        r"\bborrow(ed|s)?\b": "estimate from another country",
        r"\b(YouTube|Facebook|platforms?|it) reach(es)?\b": "is used by",
        r"\bclocks?\b(?! (changes?|go|do not change)\b)": "time zone, local time",
        r"\bthe document\b": "the 2012 guide",
        r"\bleaves the room\b": "what you take away",
        r"\bcarry the sums\b": "uses assumptions",
        r"\bmisspell|slip of translation|broken (in the text|sentence)": "what the guide says, not how it is written",
    },
    "fr": {
        r"\bpermanences?\b": "moment de réponse, planning des réponses",
        r"\bmaladresse|\bécorche|phrase (est )?cassée": "ce que dit le guide, sans juger son style",
        r"\bveilles?\b(?!\))": "moment de réponse",  # « (veille) »: what the market says
        r"\btours? des messages\b": "relève des messages",
        r"\bquelqu’un\b": "la personne qui",
        r"\bhorloges?\b": "fuseau horaire, heure locale",
        r"\b(le|du|au) document\b": "le guide de 2012",
        r"\bchanger d’avis\b": "ce qui changerait le résultat",
        r"\bemprunt": "estimation d’après un autre pays",
        r"\bmédias sociaux\b": "réseaux sociaux",
        r"\bpossédés?\b": "propriétaires",
        r"\btiennent les deux\b": "touchent les deux",
    },
}
"""What is not said any more, and what is instead."""
QUOTED = re.compile("«[^»]*»|“[^”]*”")
"""What the guide of 2012 or somebody else said, in their own words."""


def texts(lang: str) -> Iterator[tuple[str, str]]:
    """Yield all messages, the prose of all notebooks and the texts of all tables in a language, each with its place."""
    with (FOLDER / "fr" / "LC_MESSAGES" / "strategy_kit.po").open("rb") as file:
        for message in read_po(file):
            said = message.id if lang == "en" else message.string
            for text in (said,) if isinstance(said, str) else said:
                yield message.locations[0][0] if message.locations else "", text
    for path in sorted((ROOT / "notebooks" / lang).glob("*.ipynb")):
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            if cell["cell_type"] == "markdown":
                yield f"{path.name}, {cell['id']}", QUOTED.sub("", "".join(cell["source"]))
    for path in sorted((ROOT / "data").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for line, row in enumerate(csv.DictReader(file), 2):
                for column in row:
                    if column.endswith(f"_{lang}"):
                        yield f"{path.name}, {line}, {column}", QUOTED.sub("", row[column])


@pytest.mark.parametrize("lang", COMPLETE)
def test_messages_notebooks_and_tables_are_all_read(lang: str) -> None:
    kinds = {Path(place.split(",")[0]).suffix for place, _text in texts(lang)}

    assert kinds >= {".py", ".ipynb", ".csv"}


@pytest.mark.parametrize(("lang", "term"), [(lang, term) for lang in COMPLETE for term in RETIRED[lang]])
def test_a_term_that_was_replaced_is_nowhere(lang: str, term: str) -> None:
    found = [(place, text) for place, text in texts(lang) if re.search(term, text, re.IGNORECASE)]

    assert found == [], f"say: {RETIRED[lang][term]}"


@pytest.mark.parametrize("lang", COMPLETE)
def test_names_of_methods_stand_in_notes_on_method(lang: str) -> None:
    found = [(place, text) for place, text in texts(lang) if re.search(SOLVER, text) and METHOD[lang] not in text]

    assert found == []
