"""A language is its catalogue, its notebooks and its columns: added to a copy, it is found everywhere."""

import ast
import csv
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from scratch import copy_workbook, environment, found_by, run_python

from strategy_kit.evidence.load import untranslated_data
from strategy_kit.i18n import Words
from strategy_kit.languages import (
    COMPLETE,
    DOMAIN,
    ENGLISH,
    FOLDER,
    LANGUAGES,
    SETTINGS,
    Language,
    best_language,
    read_languages,
    translated_messages,
)
from strategy_kit.paths import bundled_folder, first_page

GERMAN = {
    "Start": "Anfang",
    "Your business": "Ihr Betrieb",
    "Opening your plan. Usually 2 to 6 seconds.": "Ihr Plan wird geöffnet.",
    "Data: no problem found": "Daten: in Ordnung",
}
UNTRANSLATED = (
    "Choose one",
    "Notebooks in {language}: missing {names}.",
    "Texts in {language}: {n} of {total} are translated. The others appear in English.",
)
PACKAGE = Path(FOLDER).parent
OTHERS = [lang for lang in LANGUAGES if lang != ENGLISH]


def catalogue_of(folder: Path) -> Path:
    return folder / "LC_MESSAGES" / f"{DOMAIN}.mo"


def add_column(data: Path, table: str, name: str) -> None:
    """Add a column of words for German beside the English one, all but the first row filled in."""
    file, described = data / f"{table}.csv", data / "datapackage.json"
    with file.open(encoding="utf-8", newline="") as text:
        header, *rows = csv.reader(text)
    english = header.index(f"{name}_en")
    with file.open("w", encoding="utf-8", newline="") as text:
        lines = [[*row, f"de: {row[english]}" if number else ""] for number, row in enumerate(rows)]
        csv.writer(text, lineterminator="\n").writerows([[*header, f"{name}_de"], *lines])
    package = json.loads(described.read_text("utf-8"))
    [resource] = [resource for resource in package["resources"] if resource["name"] == table]
    resource["schema"]["fields"].append({"name": f"{name}_de", "type": "string"})
    described.write_text(json.dumps(package), "utf-8")


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy with German: the French catalogue and notebooks with a few words changed, and one column of words."""
    folder = copy_workbook(tmp_path_factory.mktemp("german"))
    with (FOLDER / "fr" / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        words = read_po(file, locale="fr")
    for english, own in GERMAN.items():
        words[english].string = own
    for english in UNTRANSLATED:
        words[english].string = ""
    words["One post"].string = ("Ein Beitrag", "")
    target = catalogue_of(folder / "strategy_kit/locale/de")
    for begun in ("strategy_kit/locale/de", "notebooks/de"):
        shutil.rmtree(folder / begun, ignore_errors=True)
    target.parent.mkdir(parents=True)
    with target.open("wb") as file:
        write_mo(file, words)
    shutil.copytree(folder / "notebooks/fr", folder / "notebooks/de")
    for page in (folder / "notebooks/de").iterdir():
        page.write_text(page.read_text("utf-8").replace('LANG = \\"fr\\"', 'LANG = \\"de\\"'), "utf-8")
    (folder / "notebooks/de/05-plan.ipynb").unlink()
    add_column(folder / "data", "terms", "label")
    return folder


# Another language


def test_another_language_is_offered_on_the_page_and_speaks_when_it_is_chosen(german: Path) -> None:
    found = found_by(
        german,
        "from strategy_kit.pages.dashboard import open_dashboard\n"
        "dashboard = open_dashboard('en', 'mine')\noffered = dashboard.frame.languages\n"
        "dashboard.frame.lang = 'de'\n"
        "found = [offered, dashboard.frame.steps[0]['word'], dashboard.session.plan.brief.lang]",
    )

    assert {"key": "de", "word": "Deutsch"} in found[0]
    assert found[1:] == ["Anfang", "de"]


def test_a_new_plan_in_another_language_is_at_home_where_it_is_spoken(german: Path) -> None:
    found = found_by(
        german,
        "from strategy_kit.session.session import new_plan\nfrom strategy_kit.i18n import Words\n"
        "brief = new_plan(Words('de')).plan.brief\nfound = [brief.name, brief.country, brief.team_zone]",
    )

    assert found == ["Ihr Betrieb", "DE", "Europe/Berlin"]


def test_the_command_line_takes_another_language(german: Path) -> None:
    written = run_python(
        german,
        *("-m", "strategy_kit.cli", "plan", "examples/lyon-bakery.json", "--out", "out"),
        *("--start", "2027-01-04", "--weeks", "1", "--lang", "de"),
    )

    assert written.returncode == 0, written.stderr
    assert any('<html lang="de"' in page.read_text("utf-8") for page in (german / "out").glob("*.html"))
    assert "en, de or fr" in run_python(german, "-m", "strategy_kit.cli", "plan", "--help", "--lang", "en").stdout


def test_check_names_what_another_language_shows_in_english(german: Path) -> None:
    checked = run_python(german, "-m", "strategy_kit.cli", "check", "--lang", "de")

    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "Daten: in Ordnung" in checked.stdout
    assert re.search(r"terms\.csv, column label_de.*: 1\.", checked.stdout)
    assert re.search(r"claims\.csv, column finding_de.*: \d\d\.", checked.stdout)
    assert "Notebooks in Deutsch: missing 05-plan.ipynb." in checked.stdout
    translated = checked.stdout.partition("Texts in Deutsch: ")[2].partition(" are translated.")[0]
    total = translated_messages()["fr"]
    assert translated.replace(".", "") == f"{total - len(UNTRANSLATED) - 1} of {total}"


def test_published_words_are_shown_in_another_language_or_in_english(german: Path) -> None:
    found = found_by(
        german,
        "from strategy_kit.evidence import load\nfrom strategy_kit.i18n import Words\n_ = Words('de')\n"
        "terms, claims = load.load_table('terms'), load.load_table('claims')\n"
        "found = [*_.localized(terms, 'label')[:2], *terms['label_en'][:2], _.localized(claims.loc[0], 'claim'), "
        "claims.loc[0, 'claim_en']]",
    )

    assert found[:2] == [found[2], f"de: {found[3]}"]
    assert found[4] == found[5]


def test_a_browser_that_prefers_another_language_gets_it(german: Path, served: Callable[..., Any]) -> None:
    site = served(["1"], env=environment(german))

    page = site.page("/", {"Accept-Language": "de-AT, fr;q=0.5"})
    assert 'lang="de"' in page
    assert "Ihr Plan wird geöffnet." in page


def test_notebooks_of_another_language_are_opened_and_run(german: Path) -> None:
    found = found_by(
        german,
        "import nbformat\nfrom strategy_kit.paths import first_page\nfrom strategy_kit.server.app import "
        "notebook_language\npage, names = first_page('de'), {}\n"
        "for cell in nbformat.read(page, as_version=4).cells:\n"
        "    if cell.cell_type == 'code': exec(cell.source, names)\n"
        "found = [list(page.parts[-2:]), notebook_language(page), names['session'].words.lang]",
    )

    assert found == [["de", "00-start.ipynb"], "de", "de"]


# The languages there are


def test_no_code_names_a_language() -> None:
    """Examples in docstrings may; the code must not branch on a language or read the column of one."""
    names = re.compile(rf"(?:\w+_)?(?:{'|'.join(OTHERS)})|\w+_{ENGLISH}")
    found = [
        f"{path.relative_to(PACKAGE)}: {node.value}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and names.fullmatch(node.value)
    ]

    assert found == []


@pytest.mark.parametrize("lang", COMPLETE)
def test_a_complete_language_lacks_nothing(lang: str) -> None:
    pages = {path.name for path in (bundled_folder("notebooks") / ENGLISH).glob("*.ipynb")}

    assert untranslated_data([lang]) == []
    assert pages - {path.name for path in first_page(lang).parent.iterdir()} == set()


def test_english_and_french_are_complete() -> None:
    assert {ENGLISH, "fr"} <= set(COMPLETE)


def test_read_languages_finds_each_catalogue_after_english(tmp_path: Path) -> None:
    for lang in ("pt", "de", "notes"):
        (tmp_path / lang).mkdir()
    for lang in ("pt", "de"):
        catalogue_of(tmp_path / lang).parent.mkdir()
        catalogue_of(tmp_path / lang).touch()
    (tmp_path / "pt" / SETTINGS).write_text('territory = "PT"\nfirst_day = "1.º"\n', "utf-8")

    found = read_languages(tmp_path)

    assert list(found) == ["en", "de", "pt"]
    assert found["pt"] == Language("pt", territory="PT", first_day="1.º")
    assert (found["pt"].country, found["pt"].zone) == ("PT", "Europe/Lisbon")


def test_read_languages_refuses_a_setting_that_no_language_has(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / SETTINGS).write_text('colour = "red"\n', "utf-8")

    with pytest.raises(TypeError, match="colour"):
        read_languages(tmp_path)


@pytest.mark.parametrize(
    ("preferred", "language"),
    [
        (["fr"], "fr"),
        (["eo", "fr-BE", "en"], "fr"),
        (["FR_ca.UTF-8"], "fr"),
        (["C.UTF-8"], "en"),
        (["french"], "en"),
        (["", "*"], "en"),
        ([], "en"),
    ],
    ids=str,
)
def test_best_language_is_the_first_preferred_of_ours_else_english(preferred: list[str], language: str) -> None:
    assert best_language(preferred) == language


@pytest.mark.parametrize(("lang", "country", "separator"), [("en", "", ","), ("fr", "", ";"), ("fr", "CA", ";")])
def test_lists_are_separated_by_semicolons_where_decimals_take_a_comma(lang: str, country: str, separator: str) -> None:
    assert Words(lang, country).list_separator == separator
