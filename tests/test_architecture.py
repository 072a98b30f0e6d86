"""What holds of every file: imports go one way, each world has its place, nothing runs what came from outside."""

import ast
import csv
import graphlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from importlinter.cli import lint_imports

from strategy_kit.languages import COMPLETE, LANGUAGES

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "strategy_kit"
LONGEST = 350

SUMS = {
    "apportionment",
    "duty",
    "effort",
    "audience",
    "communication",
    "platforms",
    "calendar",
    "objectives",
    "results",
}
COMPUTED = {*SUMS, "plan", "evidence"}
FILES = {"paths", "languages", "evidence", "storage", "exports", "figures.shapes.palette", "widgets.assets"} | {
    *("cli", "commands", "server")
}
CLOCKS = {"clock", "storage.store", "session", "widgets", "pages", "commands"}
HOMES = {
    "ipywidgets": {"widgets", "pages", "server"},
    "anywidget": {"widgets"},
    "plotly": {"figures"},
    "voila": {"server"},
    "tornado": {"server"},
    "sqlalchemy": {"storage"},
    "xlsxwriter": {"exports.xlsx"},
    "subprocess": {"commands.lab", "server.forking"},
    "webbrowser": {"commands.serve"},
    "pathlib": FILES,
    "os": FILES | {"clock"},
}
NAMES_OF_NETWORKS = {"exports.schedulers", "model.schedulers", "pages.plan.schedulers"}
"""Where schedulers call networks by their own names."""
RUNS_ANYTHING = {"eval", "exec", "compile", "__import__"}
UNPACKS_ANYTHING = {"pickle", "marshal", "shelve", "dill", "joblib", "cloudpickle"}
SENDS_WITHOUT_END = {"FigureWidget", "Output"}
READS_FILES = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}
COMPUTES = {
    *("sum", "fsum", "prod", "mean", "average", "median", "quantile", "std", "var", "corr", "dot", "interp", "rank"),
    *("groupby", "agg", "aggregate", "pivot", "pivot_table", "merge", "cumsum", "cumprod", "diff", "clip", "log"),
    *("idxmax", "idxmin", "argmax", "argmin", "nlargest", "nsmallest", "largest_remainder"),
}
"""Calls that make a result of others. Extents (min, max), orders, choices of rows and their numbers (len) do not."""
DRAWING_NEEDS = {
    ("figures.calendar.agenda", "cumsum"): "where each piece of a stacked bar begins",
    ("figures.communication.permission", "cumsum"): "where each piece of a stacked bar begins",
    ("figures.platforms.acceptability", "cumsum"): "where each piece of a stacked bar begins",
    ("figures.platforms.scores", "cumsum"): "where each piece of a stacked bar begins",
    ("figures.platforms.curves", "clip"): "what lies beyond the axis is drawn at its end",
    ("figures.platforms.frontier", "quantile"): "how long the axis is",
    ("figures.plan.line_of_sight", "sum"): "how high a column of bars is",
    ("figures.plotly_figure", "sum"): "how many lines the words of a legend fill",
    ("pages.platforms.weighting", "sum"): "points in the fields of a form, of which there is no plan yet",
    ("pages.platforms.weighting", "log"): "which step of a control is nearest to the plan's number",
}
READS_CLOCK = re.compile(r"(?:.*\.)?(?:(?:datetime|date|Timestamp)\.(?:now|utcnow|today)|time\.time|clock\.today)")
FORBIDDEN = re.compile(
    "|".join(
        (
            r"(?<![\w.:/<])/(?:work|root|mnt|Users)/",
            r"/home/(?!jovyan)\w+/",
            r"/tmp/(?!\w*\$)\w+/",
            r"py[p]i\.org|python[h]osted\.org|registry\.npm[j]s|deb\.debi[a]n\.org",
            r"\b[i]ssue #?\d+",
            r"(?:#|//|<!--|\*) *(?:TODO|FIXME|XXX)\b",
            r"pytest\.mark\.sk[i]p|pytest\.sk[i]p|mark\.xf[a]il|nbval-sk[i]p",
        )
    )
)
TEXT = {
    ".py",
    ".md",
    ".ipynb",
    ".toml",
    ".yml",
    ".yaml",
    ".cfg",
    ".css",
    ".js",
    ".j2",
    ".html",
    ".json",
    ".sh",
    ".csv",
    "",
}
NOT_OURS = {
    ".git",
    ".venv",
    "build",
    "dist",
    "node_modules",
    ".pytest_cache",
    ".mypy_cache",
    ".ruff_cache",
    ".hypothesis",
    "__pycache__",
}


def name_of(path: Path) -> str:
    """Return the name of a module inside the package."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")


MODULES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in MODULES.items()}
with (ROOT / "data" / "platforms.csv").open(encoding="utf-8") as _rows:
    PLATFORMS = {row["key"] for row in csv.DictReader(_rows)} - {"x", "threads"}
"""Keys that mean platforms and nothing else in code."""
NOTEBOOKS = {str(path.relative_to(ROOT)): path for path in sorted(ROOT.glob("notebooks/**/*.ipynb"))}
every_module = pytest.mark.parametrize("name", sorted(set(MODULES) - {"__init__"}))


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield the full names of what a module imports, wherever in it, but for types alone."""
    types = {
        inner
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in types:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0 and node.module, "imports are written out in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def our_imports(name: str) -> set[str]:
    """Return the modules of the package that a module imports."""
    inner = [target.removeprefix("strategy_kit.") for target in imported(TREES[name]) if "strategy_kit." in target]
    return {target if target in MODULES else target.rpartition(".")[0] for target in inner} - {"", name}


def lives_in(name: str, homes: set[str]) -> bool:
    return any(name == home or name.startswith(f"{home}.") for home in homes)


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield (node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")), node


def named(tree: ast.AST) -> set[str]:
    """Return every name and attribute a piece of code speaks of."""
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    return names | attributes | {part for target in imported(tree) for part in target.split(".")}


def code_of(notebook: Path) -> ast.AST:
    cells = nbformat.read(notebook, as_version=4).cells
    return ast.parse("\n".join(cell.source for cell in cells if cell.cell_type == "code"))


def test_imports_go_one_way_and_no_consideration_knows_another() -> None:
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


def test_imports_go_round_in_no_circle() -> None:
    graph = {name: our_imports(name) - ({name.rpartition(".")[0]}) for name in MODULES}

    graphlib.TopologicalSorter(graph).prepare()


def test_the_picture_of_the_architecture_is_what_the_code_says() -> None:
    drawn = subprocess.run([sys.executable, ROOT / ".ci" / "architecture.py", "--check"], cwd=ROOT)

    assert drawn.returncode == 0, "run .venv/bin/python .ci/architecture.py"


@every_module
def test_each_library_stays_where_it_belongs(name: str) -> None:
    libraries = {target.split(".")[0] for target in imported(TREES[name])}

    assert {library for library in libraries & set(HOMES) if not lives_in(name, HOMES[library])} == set()


@every_module
def test_files_and_clocks_are_read_at_the_edge_only(name: str) -> None:
    files = {called for called, _ in calls(TREES[name])} & READS_FILES
    clocks = {text for _, node in calls(TREES[name]) if READS_CLOCK.fullmatch(text := ast.unparse(node.func))}

    assert lives_in(name, FILES) or files == set()
    assert lives_in(name, CLOCKS) or clocks == set()


@pytest.mark.parametrize("name", sorted(name for name in MODULES if name.split(".")[0] in SUMS))
def test_the_sums_know_no_language_and_keep_no_state(name: str) -> None:
    speaking = [target for target in our_imports(name) if target in ("i18n", "languages", "clock")]
    states = [node for node in ast.walk(TREES[name]) if isinstance(node, ast.Global)]

    assert (speaking, states) == ([], [])


@pytest.mark.parametrize("name", sorted(name for name in MODULES if name.split(".")[0] in ("figures", "labels")))
def test_figures_and_labels_compute_nothing(name: str) -> None:
    """From the layers that compute they take types and constants; results are handed to them."""
    taken = [target.split(".") for target in imported(TREES[name]) if target.startswith("strategy_kit.")]
    functions = {".".join(path) for path in taken if path[1] in COMPUTED and not path[-1][0].isupper()}

    assert functions == set()


@pytest.mark.parametrize("name", sorted(name for name in MODULES if name.split(".")[0] in ("figures", "pages")))
def test_figures_and_pages_make_no_result_of_others(name: str) -> None:
    """What they show is computed, documented and tested in the sums, or put together by a view."""
    tree = TREES[name]
    standard = {target for target in imported(tree) if target.split(".")[0] in ("itertools", "re")}
    own = {target.split(".")[-1] for target in standard}
    made = {called for called, node in calls(tree) if not (isinstance(node.func, ast.Name) and called in own)}
    needed = {called for module, called in DRAWING_NEEDS if module == name}

    assert made & COMPUTES == needed, "move it into the sums of its consideration, or into the view"
    assert "numpy" not in set(imported(tree))


@pytest.mark.parametrize("name", [*MODULES, *NOTEBOOKS])
def test_nothing_runs_or_unpacks_what_it_is_given(name: str) -> None:
    tree = TREES[name] if name in TREES else code_of(NOTEBOOKS[name])
    plain = {node.func.id for _, node in calls(tree) if isinstance(node.func, ast.Name)}

    assert plain & RUNS_ANYTHING == set()
    assert {target.split(".")[0] for target in imported(tree)} & UNPACKS_ANYTHING == set()
    assert not [keyword for _, node in calls(tree) for keyword in node.keywords if keyword.arg == "shell"]


@pytest.mark.parametrize("name", [*MODULES, *NOTEBOOKS])
def test_no_widget_is_used_that_hangs_a_page_or_sends_megabytes(name: str) -> None:
    tree = TREES[name] if name in TREES else code_of(NOTEBOOKS[name])

    assert named(tree) & SENDS_WITHOUT_END == set()


@every_module
def test_markup_is_never_put_together_by_hand(name: str) -> None:
    made = [node for called, node in calls(TREES[name]) if called in ("HTML", "HTMLMath") and node.args]

    assert [node.lineno for node in made if isinstance(node.args[0], ast.JoinedStr | ast.BinOp)] == []


@pytest.mark.parametrize("name", sorted(name for name in MODULES if not lives_in(name, NAMES_OF_NETWORKS)))
def test_platforms_stand_in_the_data_not_in_the_code(name: str) -> None:
    texts = {node.value for node in ast.walk(TREES[name]) if isinstance(node, ast.Constant)}

    assert texts & PLATFORMS == set()


@every_module
def test_a_module_can_be_read_at_one_sitting(name: str) -> None:
    assert len(MODULES[name].read_text("utf-8").splitlines()) <= LONGEST


def test_no_file_speaks_of_one_machine_or_leaves_work_undone() -> None:
    found = []
    for path in sorted(ROOT.rglob("*")):
        inside = path.relative_to(ROOT)
        if path.is_file() and path.suffix in TEXT and not NOT_OURS & set(inside.parts):
            text = path.read_text("utf-8", errors="replace")
            found += [f"{inside}: {match[0]}" for match in FORBIDDEN.finditer(text)]

    assert found == []


def test_the_workbook_has_its_notebooks() -> None:
    assert "notebooks/dashboard.ipynb" in NOTEBOOKS
    assert {"notebooks", *COMPLETE} <= {Path(name).parent.name for name in NOTEBOOKS} <= {"notebooks", *LANGUAGES}


ACROSS_MODULES = {
    "exports/test_clocks.py": "calendar programs read every format with a clock",
    "exports/test_libreoffice.py": "a spreadsheet program opens workbook and list",
    "exports/test_reproducible.py": "every format has the same bytes in every process",
    "figures/platforms/test_cards.py": "every figure of the consideration passes through one test of drawings",
    "labels/test_labels.py": "every module of labels names its closed choices",
    "model/test_brief_page.py": "docs/brief.md describes every type of the model",
    "pages/test_pages.py": "controls and tables of every page pass through the same tests",
}
"""Tests in the folder of a package that name none of its modules, and why."""


def test_a_test_file_in_the_folder_of_a_package_names_one_of_its_modules() -> None:
    names = {path.relative_to(ROOT / "tests") for path in (ROOT / "tests").glob("*/**/test_*.py")}
    of_packages = [name for name in names if (PACKAGE / name.parts[0]).is_dir()]
    modules = {name: PACKAGE / name.parent / name.name.removeprefix("test_") for name in of_packages}
    lost = {str(name) for name, path in modules.items() if not path.is_file() and not path.with_suffix("").is_dir()}

    assert lost == ACROSS_MODULES.keys()
