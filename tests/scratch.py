"""A copy of the workbook that a test may add to, and Python that runs on it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
FOLDERS = ("strategy_kit", "data", "notebooks", "examples", "docs")
LEFT_OUT = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", "node_modules")
TIMEOUT = 300
"""Seconds that Python may take on a copy."""


def copy_workbook(folder: Path) -> Path:
    """Copy the package, what it reads and its documentation, beside each other as in a checkout."""
    for part in FOLDERS:
        shutil.copytree(ROOT / part, folder / part, ignore=LEFT_OUT)
    return folder


def changed_files(folder: Path) -> set[str]:
    """Return the files of a copy that the workbook lacks or has otherwise."""
    files = [path for part in FOLDERS for path in (folder / part).rglob("*") if path.is_file()]
    names = {path.relative_to(folder) for path in files if path.suffix != ".pyc"}
    return {str(name) for name in names if not (ROOT / name).is_file() or differ(folder / name, ROOT / name)}


def differ(one: Path, other: Path) -> bool:
    """Return whether two files hold other bytes."""
    return one.read_bytes() != other.read_bytes()


def insert_before(file: Path, text: str, added: str) -> None:
    """Insert a text before one that occurs in a file once."""
    content = file.read_text("utf-8")
    assert content.count(text) == 1, f"{text!r} occurs {content.count(text)} times in {file.name}"
    file.write_text(content.replace(text, added + text), "utf-8")


def environment(folder: Path) -> dict[str, str]:
    """Return the variables with which Python finds the copy in place of the package, and a store of its own."""
    return {"PYTHONPATH": str(folder), "STRATEGY_KIT_STORE": str(folder / "plans.sqlite"), "LANG": "C.UTF-8"}


def run_python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python on a copy."""
    around = {**os.environ, **environment(folder)}
    command = [sys.executable, "-P", *arguments]
    return subprocess.run(command, cwd=folder, env=around, capture_output=True, text=True, timeout=TIMEOUT)


def found_by(folder: Path, code: str) -> Any:
    """Return the value that the code gives to ``found`` on a copy: any JSON."""
    ran = run_python(folder, "-c", f"import json\n{code}\nprint(json.dumps(found))")
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout.splitlines()[-1])
