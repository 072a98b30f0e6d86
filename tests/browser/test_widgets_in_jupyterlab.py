"""The widgets in JupyterLab: the kernel brings their code, JupyterLab around them stays as it is."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from browsing import running, written
from playwright.sync_api import Page, expect

LAB = ["jupyterlab", "--allow-root", "--expose-app-in-browser", "--IdentityProvider.token="]
LOOKS = (
    "node => { const { font, color, backgroundColor } = getComputedStyle(node); return [font, color, backgroundColor] }"
)
AROUND = ("body", ".jp-NotebookPanel-toolbar", ".jp-Notebook", ".jp-FileBrowser", "button")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("lab")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    own = {"JUPYTERLAB_SETTINGS_DIR": str(folder / "settings"), "JUPYTERLAB_WORKSPACES_DIR": str(folder / "spaces")}
    with running(LAB, folder, own) as address:
        yield address


@pytest.fixture
def lab(page: Page, folder: Path, address: str) -> Page:
    """The gallery's charts and editor in a notebook that nobody has run yet, in a JupyterLab that nobody has set up."""
    for used in ("settings", "spaces"):
        shutil.rmtree(folder / used, ignore_errors=True)
    cells = ["from gallery import *", "charts[0]", "ipywidgets.VBox([charts[1], editor]).add_class('sk')"]
    new = written(cells, folder).rename(folder / f"{uuid4().hex}.ipynb")
    page.goto(f"{address}lab/tree/{new.name}")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=60_000)
    return page


def run_all(page: Page) -> None:
    page.wait_for_function("jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'")
    page.evaluate("() => { jupyterapp.commands.execute('notebook:run-all-cells') }")
    expect(page.locator(".plot[data-drawn]")).to_have_count(2, timeout=60_000)


def test_charts_are_drawn_and_jupyterlab_looks_as_before(lab: Page) -> None:
    before = [lab.locator(place).first.evaluate(LOOKS) for place in AROUND]
    run_all(lab)

    assert [lab.locator(place).first.evaluate(LOOKS) for place in AROUND] == before
    expect(lab.get_by_role("img", name="Facebook leads in a")).to_be_visible()


def test_cards_follow_the_theme_of_jupyterlab(lab: Page) -> None:
    run_all(lab)
    bar = lab.locator("[id='card-a'] .point path").first
    expect(bar).to_have_css("fill", "rgb(20, 97, 115)")
    lab.evaluate("() => { jupyterapp.commands.execute('apputils:change-theme', { theme: 'JupyterLab Dark' }) }")

    expect(bar).to_have_css("fill", "rgb(124, 203, 218)")
    expect(lab.locator("[id='card-a']")).to_have_css("background-color", "rgb(31, 30, 27)")


def test_keys_typed_in_a_cell_of_a_table_are_not_commands_of_the_notebook(lab: Page) -> None:
    run_all(lab)
    cells = lab.locator(".jp-Notebook .jp-CodeCell").count()
    lab.get_by_label("Activity, row 1").press_sequentially("ab")
    lab.get_by_role("button", name="Add an activity").press("b")

    expect(lab.locator(".jp-Notebook .jp-CodeCell")).to_have_count(cells)
