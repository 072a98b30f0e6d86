"""The wheel, installed away from the tree: it is complete, its notebooks run, its server serves."""

import os
import re
import subprocess
import sys
import urllib.request
import zipfile
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from serving import PATIENCE, free_port
from traitlets.config import Config

from strategy_kit.languages import LANGUAGES
from strategy_kit.model import Brief, Plan
from strategy_kit.storage.store import open_store

ROOT = Path(__file__).parents[1]
PLACES = {"data": "data", "notebooks": "notebooks", "examples": "examples", "strategy_kit": ""}
"""Folders of the tree, and where the wheel has them inside the package."""
SUFFIXES = {".py", ".css", ".js", ".j2", ".html", ".json", ".mo", ".csv", ".ipynb"}
PAGES = sorted(path.name for path in ROOT.glob("notebooks/en/*.ipynb"))
NOTEBOOKS = [f"{lang}/{page}" for lang, page in zip(cycle(LANGUAGES), PAGES, strict=False)]
"""Each notebook in one of its languages: all have the same code."""
QUIET = Config({"KernelManager": {"transport_encryption": "auto"}})
WHERE = "import strategy_kit; print(strategy_kit.__file__)"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    built = subprocess.run(command, capture_output=True, text=True)
    assert built.returncode == 0, built.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def site(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(folder)]
    subprocess.run([*command, str(wheel)], check=True)
    return folder


@pytest.fixture
def elsewhere(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder in which every Python that starts takes the installed package."""
    monkeypatch.setenv("PYTHONPATH", str(site))
    monkeypatch.setenv("STRATEGY_KIT_STORE", str(tmp_path / "plans.sqlite"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_wheel_holds_the_pages_the_words_the_data_the_examples_and_the_notebooks(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())

    wanted = {
        "/".join(part for part in ("strategy_kit", inside, path.relative_to(ROOT / folder).as_posix()) if part)
        for folder, inside in PLACES.items()
        for path in (ROOT / folder).rglob("*")
        if path.suffix in SUFFIXES and ".ipynb_checkpoints" not in path.parts
    }
    assert wanted - held == set()


def test_a_wheel_holds_nothing_that_an_editor_left(wheel: Path) -> None:
    assert [name for name in zipfile.ZipFile(wheel).namelist() if re.search(r"checkpoint|__pycache__|~$", name)] == []


def test_the_notebooks_of_the_wheel_run_without_the_tree(site: Path, elsewhere: Path) -> None:
    folder = site / "strategy_kit" / "notebooks"
    read = [nbformat.read(folder / name, as_version=4) for name in NOTEBOOKS]  # all in one kernel, which starts once
    cells = [cell for notebook in read for cell in notebook.cells if cell.cell_type == "code"]
    notebook = nbformat.v4.new_notebook(cells=[*cells, nbformat.v4.new_code_cell(WHERE)], metadata=read[0].metadata)

    NotebookClient(notebook, config=QUIET, timeout=120).execute(cwd=str(elsewhere))

    assert notebook.cells[-1].outputs[0].text.startswith(str(site))


def test_the_data_of_the_wheel_are_sound(site: Path, elsewhere: Path) -> None:
    command = [sys.executable, "-P", "-m", "strategy_kit", "check", "--lang", "en"]

    checked = subprocess.run(command, capture_output=True, text=True)

    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_wheel_backs_a_store_up_and_restores_it(site: Path, elsewhere: Path) -> None:
    open_store(elsewhere / "plans.sqlite").save(Plan(id="p", brief=Brief(name="Bakery"), start="2027-01-04"), 0, "a")  # type: ignore[arg-type]
    command = [sys.executable, "-P", "-m", "strategy_kit", "store", "--lang", "fr"]

    steps = (["backup", "kept.sqlite"], ["restore", "kept.sqlite", "--store", "new.sqlite"], ["prune", "--dry-run"])
    done = [subprocess.run([*command, *step], capture_output=True, text=True) for step in steps]

    assert [each.returncode for each in done] == [0, 0, 0], [each.stderr for each in done]
    assert "1 plan (1 versions) restauré depuis kept.sqlite." in done[1].stdout
    assert open_store(elsewhere / "new.sqlite").load("p").version == 1


@pytest.fixture
def address(site: Path, elsewhere: Path) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-P", "-m", "strategy_kit", "serve", f"--port={port}", "--no-browser"]
    with (
        (elsewhere / "log").open("wb") as log,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=log, text=True, env=os.environ | {"LANG": "C.UTF-8"}
        ) as server,
    ):
        assert server.stdout is not None
        assert f":{port}/" in server.stdout.readline(), (elsewhere / "log").read_text()
        yield f"http://127.0.0.1:{port}/"
        server.terminate()
        server.wait(PATIENCE)


def test_the_server_of_the_wheel_serves_the_dashboard(address: str) -> None:
    with urllib.request.urlopen(f"{address}?lang=fr", timeout=PATIENCE) as answer:
        page = answer.read().decode()

    assert answer.status == 200 and '"kernelId"' in page
