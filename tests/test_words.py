"""The catalogues of words: what the code says, French says too, with the same placeholders and French marks."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import strategy_kit
from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.languages import COMPLETE, DOMAIN, ENGLISH, FOLDER, LANGUAGES

PACKAGE = Path(strategy_kit.__file__).parent
TRANSLATED = [lang for lang in LANGUAGES if lang != ENGLISH]
SAID_ELSEWHERE = {
    "cli.py": ["_(action.help)", "_(str(Parser(name, words).description))", "_(str(self.description))"],
    "pages/dashboard.py": ["_(after.name)", "_(before.name)"],
    "pages/front/search.py": ["_(record.name)"],
    "pages/front/settings.py": ["_(also)", "_(name)"],
    "views/report.py": ["_(part.name)"],
    "views/strategy.py": ["_(part.name)"],
    "pages/registry.py": [
        "_(page.name)",
        "_(self.introduction)",
        "_(self.name)",
        "_(self.question)",
        "_(self.settled)",
        "_(self.topic)",
    ],
    "storage/database.py": ["InputError(message)"],
    "errors.py": ["InputError(message)"],
    "i18n.py": ["_(error.message)"],
    "server/app.py": ["InputError(taken if error.errno == errno.EADDRINUSE else denied)"],
    "evidence/datapackage.py": ["InputError(_FAULTS[kind])"],
    "model/validation.py": [
        "InputError(_REMEDIES.get(reason, _REMEDIES['other']))",
        "InputError(_REMEDIES[kind])",
        "InputError(message)",
    ],
    "labels/reach.py": ["_(QUESTIONS[name])"],
    "labels/regions.py": ["_(own[code])"],
    "labels/platforms.py": ["_(record.label)", "_(record.measured_by)", "_(record.name)"],
    "exports/schedulers/base.py": ["_(self.message)"],
    "pages/platforms/weighting.py": ["_(error.message)"],
    "pages/plan/downloads.py": ["_(chosen.purpose)", "_(each.title)"],
}
"""Calls whose message is no literal: it was marked by `N_` where it stands, or is the English of a new plan."""
PLAIN_SPACE = re.compile(r" [:;!?%»]|« |\d (?:h|min|Mo)\b")
WRONG_SPACE = re.compile(r"\u202f:|\u00a0[;!?%]|[^\u00a0\u202f\W\d{}/][;!?]|«[^\u00a0]|[^\u00a0]»")


def catalogue(lang: str) -> Catalog:
    with (FOLDER / lang / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        return read_po(file, locale=lang)


def messages(lang: str) -> list[Message]:
    return [message for message in catalogue(lang) if message.id]


def forms(texts: object) -> tuple[str, ...]:
    return (texts,) if isinstance(texts, str) else tuple(texts)  # type: ignore[arg-type]


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"{(\w+)}", text))


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Yield the calls of a module that say something, by the name that says it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            if name == "plural" or (name in ("_", "N_", "InputError") and isinstance(node.func, ast.Name)):
                yield name, node


def literals(name: str, call: ast.Call) -> tuple[str, ...] | None:
    """Return what a call says, none if it is not written there."""
    texts = call.args[: 2 if name == "plural" else 1]
    if texts and all(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in texts):
        return tuple(part.value for part in texts if isinstance(part, ast.Constant))
    return None


MODULES = sorted(PACKAGE.rglob("*.py"))
TEMPLATES = sorted((PACKAGE / "exports" / "templates").glob("*.html"))
SAID = {texts for path in MODULES for name, call in calls(path) if (texts := literals(name, call))} | {
    forms(message)
    for path in TEMPLATES
    for _line, message, _comments, _context in extract_from_file("jinja2", path, keywords={"_": None})
}


def test_every_message_is_a_literal_or_was_marked_where_it_stands():
    loose = {
        path.relative_to(PACKAGE).as_posix(): sorted({f"{name}({ast.unparse(call.args[0])})" for name, call in found})
        for path in MODULES
        if (found := [(name, call) for name, call in calls(path) if not literals(name, call)])
    }

    assert loose == SAID_ELSEWHERE


def test_words_are_asked_under_the_name_the_extractor_knows():
    unheard = [
        f"{path.name}: {ast.unparse(node)}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).rpartition(".")[2] in ("self", "words", "say", "_say")
        and any(isinstance(part, ast.Constant | ast.JoinedStr) and ast.unparse(part) != "''" for part in node.args[:1])
    ]

    assert unheard == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_the_catalogue_holds_what_the_code_says_and_nothing_else(lang):
    held = {forms(message.id) for message in messages(lang)}

    assert sorted(SAID - held) == []
    assert sorted(held - SAID) == []


@pytest.mark.parametrize("lang", [lang for lang in COMPLETE if lang != ENGLISH])
def test_every_message_is_translated_in_all_its_forms(lang):
    plurals = catalogue(lang).num_plurals
    wanted = {message.id: plurals if message.pluralizable else 1 for message in messages(lang)}
    lacking = [
        message.id for message in messages(lang) if len(list(filter(None, forms(message.string)))) != wanted[message.id]
    ]

    assert lacking == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_no_translation_is_a_guess(lang):
    assert [message.id for message in messages(lang) if message.fuzzy] == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_translations_have_the_placeholders_of_their_message(lang):
    """A form may name the number that chose it, `n`, or leave it out: "one post", "1 publication"."""
    differing = [
        text
        for message in messages(lang)
        for text in filter(None, forms(message.string))
        if (placeholders(text) ^ placeholders("".join(forms(message.id)))) - ({"n"} if message.pluralizable else set())
    ]

    assert differing == []


@pytest.mark.parametrize("lang", TRANSLATED)
def test_the_compiled_catalogue_says_what_the_written_one_says(lang):
    with (FOLDER / lang / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
        compiled = {forms(message.id): forms(message.string) for message in read_mo(file) if message.id}

    written = {forms(message.id): forms(message.string) for message in messages(lang)}
    filled = {message: translation for message, translation in written.items() if all(translation)}
    assert compiled.keys() <= written.keys()
    assert {message: compiled.get(message) for message in filled} == filled


def test_french_sets_its_marks_apart_with_spaces_that_do_not_break():
    texts = [text for message in messages("fr") for text in forms(message.string)]

    assert [text for text in texts if PLAIN_SPACE.search(text)] == []
    assert [text for text in texts if WRONG_SPACE.search(text.replace("1;3", ""))] == []
    assert [text for text in texts if "'" in text or '"' in text] == []


@pytest.mark.parametrize(("n", "expected"), [(0, "0 publication"), (1, "1 publication"), (2, "2 publications")])
def test_french_counts_none_as_one(n, expected):
    assert Words("fr").plural("One post", "{n} posts", n) == expected


def test_an_input_error_is_in_french():
    error = InputError(
        "{field}: found {value}. Use a number from {low} to {high}.", field="part", value=7, low=0, high=1
    )

    assert Words("fr").error(error) == "part\u00a0: 7 ne convient pas. Utilisez un nombre de 0 à 1."


def test_a_refused_file_gets_a_message_in_french():
    error = InputError("{field}: the file is empty. Choose a file saved by the workbook.", field="file")

    assert (
        Words("fr").error(error)
        == "fichier\u00a0: le fichier est vide. Choisissez un fichier enregistré par le classeur."
    )
    assert Words("en").error(error) == str(error)
