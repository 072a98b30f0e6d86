"""What every notebook keeps to. Their numbers are compared by nbval; here, that nbval would see a wrong one."""

import ast
import copy
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat import NotebookNode

from strategy_kit.languages import COMPLETE, ENGLISH
from strategy_kit.pages.registry import PAGES as REGISTRY

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "notebooks"
NAMES = [path.name for path in sorted((FOLDER / ENGLISH).glob("*.ipynb"))]
PAGES = [f"{lang}/{name}" for lang in COMPLETE for name in NAMES]
FLAGS = ("--nbval-current-env", "--nbval-cell-timeout=120", "--nbval-sanitize-with tests/nbval.cfg")
CHECKED = "nbval-check-output"
VIEW = "application/vnd.jupyter.widget-view+json"
ORDER = {
    "en": ["you will decide", "is known", "our choice", "result", "ow to read it", "would change", "take away", "next"],
    "fr": ["allez décider", "l’on sait", "otre choix", "résultat", "omment le lire", "changerait", "emportez", "suite"],
}
TOO_MUCH = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.If, ast.Try, ast.With, ast.Lambda, ast.comprehension)
NOT_HERE = {"print", "open", "Path", "os", "sys", "today", "now", "Output", "FigureWidget", "getenv"}
PROMISES = re.compile(
    r"\b(best times?|meilleur(e|s|es)? (heure|moment)s?|guarantee\w*|garanti\w*|TODO|lorem)\b", re.IGNORECASE
)
OF_ONE_MACHINE = re.compile(r"(?<![\w.:/])/(home|root|tmp|Users|mnt|opt|var)/|[A-Z]:\\\\")
WORDS_OF_ONE_IDEA = 130


def read(page: str) -> NotebookNode:
    return nbformat.read(FOLDER / page, as_version=4)


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def prose(notebook: NotebookNode) -> list[str]:
    return [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]


def text_of(output: NotebookNode) -> str:
    return str(output.get("data", {}).get("text/plain", ""))


def tags(cell: NotebookNode) -> list[str]:
    return list(cell.metadata.get("tags", []))


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def notebook(page: str) -> NotebookNode:
    return read(page)


@pytest.mark.parametrize("lang", COMPLETE)
def test_each_language_has_the_notebook_of_each_page_in_the_order_of_the_dashboard(lang: str):
    assert sorted(path.name for path in (FOLDER / lang).glob("*.ipynb")) == [
        page.notebook for page in REGISTRY.values()
    ]


@pytest.mark.parametrize("lang", [lang for lang in COMPLETE if lang != ENGLISH])
@pytest.mark.parametrize("name", NAMES)
def test_the_code_is_the_same_in_every_language_but_for_its_name(name: str, lang: str):
    english, other = read(f"{ENGLISH}/{name}"), read(f"{lang}/{name}")
    here, there = ([cell.source for cell in code_cells(notebook)] for notebook in (english, other))

    assert [source.replace(f'LANG = "{lang}"', f'LANG = "{ENGLISH}"') for source in there] == here
    assert [cell.cell_type for cell in english.cells] == [cell.cell_type for cell in other.cells]


def test_the_language_is_set_once_in_the_first_cell(page: str, notebook: NotebookNode):
    first, *others = [cell.source for cell in code_cells(notebook)]

    assert f'LANG = "{page[:2]}"' in first
    assert not any("LANG =" in source or "import " in source for source in others)


def test_cells_were_run_once_in_order(notebook: NotebookNode):
    cells = code_cells(notebook)

    assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))


def test_every_cell_but_the_first_shows_one_thing_that_is_compared(notebook: NotebookNode):
    first, *others = code_cells(notebook)

    assert first.outputs == []
    for cell in others:
        assert tags(cell) == [CHECKED]
        assert [output.output_type for output in cell.outputs] == ["execute_result"]
        assert text_of(cell.outputs[0]).strip()


def test_no_cell_escapes_comparison(notebook: NotebookNode):
    allowed = {CHECKED}

    assert {tag for cell in notebook.cells for tag in tags(cell)} <= allowed
    assert not any("NBVAL" in cell.source.upper() for cell in code_cells(notebook))


def test_saved_notebooks_hold_no_widget_state_and_nothing_of_one_machine(page: str, notebook: NotebookNode):
    written = (FOLDER / page).read_text("utf-8")

    assert set(notebook.metadata) <= {"kernelspec", "title"}
    assert notebook.metadata.kernelspec.name == "python3"
    assert VIEW not in written
    assert not OF_ONE_MACHINE.search(written)
    assert len(written.encode()) < 150_000


def test_cells_are_few_and_short_and_hold_no_plumbing(notebook: NotebookNode):
    cells = code_cells(notebook)

    assert len(cells) <= 15
    for cell in cells:
        tree = ast.parse(cell.source)
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        assert len(cell.source.splitlines()) <= 8
        assert not any(isinstance(node, TOO_MUCH) for node in ast.walk(tree))
        assert not (names | attributes) & NOT_HERE


def test_a_form_cell_names_the_form_then_shows_it(notebook: NotebookNode):
    forms = [cell.source for cell in code_cells(notebook) if re.search(r"_panel\(session\)", cell.source)]

    assert forms
    for source in forms:
        assert re.fullmatch(r"(\w+) = kit\.\w+_panel\(session\)\n\1", source)


def test_the_question_comes_first_and_is_the_one_title(notebook: NotebookNode):
    titles = [line for text in prose(notebook) for line in text.splitlines() if line.startswith("# ")]

    assert titles == [f"# {notebook.metadata.title}"]
    assert notebook.cells[0].source.startswith(titles[0])
    assert titles[0].endswith("?")


def test_the_page_goes_from_the_question_to_what_is_next(page: str, notebook: NotebookNode):
    headings = [line for text in prose(notebook) for line in text.splitlines() if line.startswith("## ")]
    joined = "\n".join(headings).casefold()
    places = [joined.find(part) for part in ORDER[page[:2]]]

    assert -1 not in places
    assert places == sorted(places)


def test_prose_stands_before_the_code_and_after_each_result(notebook: NotebookNode):
    kinds = [cell.cell_type for cell in notebook.cells]

    assert kinds[0] == kinds[-1] == "markdown"
    assert ("code", "code") not in list(pairwise(kinds))


def test_a_prose_cell_holds_one_idea(notebook: NotebookNode):
    assert max(len(text.split()) for text in prose(notebook)) <= WORDS_OF_ONE_IDEA


def test_prose_promises_nothing_the_evidence_does_not(notebook: NotebookNode):
    assert [text for text in prose(notebook) if PROMISES.search(text)] == []


def test_links_lead_to_pages_that_exist_and_each_page_to_the_next(page: str, notebook: NotebookNode):
    links = re.findall(r"\]\(([^)]+)\)", "\n".join(prose(notebook)))
    place = NAMES.index(page[3:])

    assert all((FOLDER / page).parent.joinpath(link).is_file() for link in links)
    assert NAMES[(place + 1) % len(NAMES)] in links


@pytest.mark.parametrize("name", NAMES)
def test_a_link_says_the_question_of_the_page_it_leads_to(name: str):
    for lang in COMPLETE:
        for words, link in re.findall(r"\[\d\. ([^\]]+)\]\(([^)]+)\)", "\n".join(prose(read(f"{lang}/{name}")))):
            assert words == read(f"{lang}/{link}").metadata.title


def straight(text: str) -> str:
    return re.sub(r"`[^`]*`|\]\([^)]*\)", "", text)


def test_quotes_and_apostrophes_are_those_of_print(notebook: NotebookNode):
    assert [text for text in prose(notebook) if re.search("[\"']", straight(text))] == []


@pytest.mark.parametrize("name", NAMES)
def test_french_marks_have_the_spaces_that_french_asks_for(name: str):
    for text in map(straight, prose(read(f"fr/{name}"))):
        assert not re.search(r"[^\u202f][;!?%]", text), text
        assert not re.search(r"[^\u00a0]:", text), text
        assert not re.search(r"«[^\u00a0]|[^\u00a0]»", text), text
        assert not re.search(r"\d \d|\d [hm]\b|\d\.\d", text), text


def test_the_make_targets_compare_with_all_flags():
    command = (ROOT / "Makefile").read_text("utf-8").replace("\\\n", " ")
    lines = [" ".join(line.split()) for line in command.splitlines() if "--nbval" in line]

    assert lines
    for line in lines:
        assert all(flag in line for flag in FLAGS)
        assert "notebooks" in line


def sanitizers() -> Iterator[re.Pattern[str]]:
    for pattern in re.findall(r"^regex: (.*)$", (ROOT / "tests/nbval.cfg").read_text("utf-8"), re.MULTILINE):
        yield re.compile(pattern)


def test_sanitizing_leaves_the_saved_outputs_unchanged(notebook: NotebookNode):
    shown = [str(value) for cell in code_cells(notebook) for output in cell.outputs for value in output.data.values()]

    assert [text for text in shown for pattern in sanitizers() if pattern.search(text)] == []


def shortened(notebook: NotebookNode, cells: list[NotebookNode]) -> NotebookNode:
    made = nbformat.v4.new_notebook(cells=cells)
    made.metadata = copy.deepcopy(notebook.metadata)
    return made


def wrong(cell: NotebookNode) -> NotebookNode:
    """Return the cell with the first digit of what it shows put wrong."""
    seeded = copy.deepcopy(cell)
    seeded.id += "-seeded"
    data = seeded.outputs[0].data
    data["text/plain"] = re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), data["text/plain"], count=1)
    assert data["text/plain"] != text_of(cell.outputs[0])
    return seeded


def compared(folder: Path) -> dict[str, list[str]]:
    """Compare the notebooks of a folder as the tests do; return the outcome of each cell, by notebook."""
    flags = " ".join(FLAGS).replace("tests/nbval.cfg", str(ROOT / "tests/nbval.cfg")).split()
    command = [sys.executable, "-m", "pytest", "--nbval", *flags, "-p", "no:cacheprovider", "--rootdir", str(folder)]
    around = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "200"}
    run = subprocess.run(
        [*command, "-v", "-W", "error", str(folder)],
        cwd=folder,
        env=around,
        capture_output=True,
        text=True,
        timeout=300,
    )
    outcomes: dict[str, list[str]] = {}
    for name, outcome in re.findall(r"(\S+)::ipynb::Cell \d+ (PASSED|FAILED|ERROR)", run.stdout):
        outcomes.setdefault(name, []).append(outcome)
    assert outcomes, run.stdout + run.stderr
    return outcomes


@pytest.mark.slow
def test_a_wrong_number_in_any_notebook_and_a_new_warning_turn_the_comparison_red(tmp_path: Path):
    for name in NAMES:
        notebook = read(f"en/{name}")
        first, checked = code_cells(notebook)[:2]
        nbformat.write(shortened(notebook, [first, checked, wrong(checked)]), tmp_path / name)
    warning = nbformat.v4.new_code_cell("import warnings\nwarnings.warn('grown old')", execution_count=1)
    nbformat.write(shortened(notebook, [warning]), tmp_path / "warning.ipynb")

    expected = {Path(name).stem: ["PASSED", "PASSED", "FAILED"] for name in NAMES}

    assert compared(tmp_path) == expected | {"warning": ["FAILED"]}


def run_with(page: str, line: str) -> str:
    """Run the first cell of a notebook in a kernel of its own, then a line; return what it shows."""
    notebook = read(page)
    cells = [code_cells(notebook)[0], nbformat.v4.new_code_cell(line)]
    executed = shortened(notebook, copy.deepcopy(cells))
    NotebookClient(executed, timeout=120, kernel_name="python3").execute()
    return "".join(text_of(output) for output in executed.cells[-1].outputs)


@pytest.mark.slow
def test_entries_of_one_notebook_are_read_by_the_next_in_a_new_kernel():
    run_with("en/00-start.ipynb", 'session.change_brief(name="The corner bakery", country="CA")')

    assert run_with("en/01-audience.ipynb", "session.plan.brief.name") == "'The corner bakery'"
    assert run_with("fr/05-plan.ipynb", "session.plan.brief.country") == "'CA'"
