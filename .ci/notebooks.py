"""Run every notebook anew, on a fixed day and an empty store, and keep what it shows."""

import os
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from traitlets.config import Config

ROOT = Path(__file__).parents[1]
SECONDS = 120
QUIET = Config({"KernelManager": {"transport_encryption": "auto"}})  # else each kernel warns that it is not encrypted
VIEW = "application/vnd.jupyter.widget-view+json"
"""A widget that nobody can see without its kernel: what it says in words stays."""


def execute(path: Path) -> None:
    """Run one notebook in place."""
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as store:
        os.environ["STRATEGY_KIT_STORE"] = str(Path(store) / "plans.sqlite")
        client = NotebookClient(notebook, config=QUIET, timeout=SECONDS, store_widget_state=False, record_timing=False)
        client.execute(cwd=str(path.parent))
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(VIEW, None)
    notebook.metadata = {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        **titled(notebook),
    }
    nbformat.write(notebook, path)


def titled(notebook: nbformat.NotebookNode) -> dict[str, str]:
    """Return what else of the notebook's own description is worth keeping."""
    return {key: notebook.metadata[key] for key in ("title",) if key in notebook.metadata}


if __name__ == "__main__":
    os.environ["STRATEGY_KIT_TODAY"] = "2027-01-04"
    for path in [Path(name) for name in sys.argv[1:]] or sorted(ROOT.glob("notebooks/**/*.ipynb")):
        print(path.resolve().relative_to(ROOT), flush=True)
        execute(path)
