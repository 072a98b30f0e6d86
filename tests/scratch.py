"""A copy of the workbook that a test may add to, and Python that runs on it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PARTS = ("strategy_kit", "data", "notebooks", "examples")
PATIENCE = 180


def copy_workbook(folder: Path) -> Path:
    """Copy the package and what it reads, beside each other as in a checkout."""
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def environment(folder: Path) -> dict[str, str]:
    """Return the variables with which Python finds the copy in place of the package, and a store of its own."""
    return {"PYTHONPATH": str(folder), "STRATEGY_KIT_STORE": str(folder / "plans.sqlite"), "LANG": "C.UTF-8"}


def run_python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python on a copy."""
    around = {**os.environ, **environment(folder)}
    command = [sys.executable, "-P", *arguments]
    return subprocess.run(command, cwd=folder, env=around, capture_output=True, text=True, timeout=PATIENCE)


def found_by(folder: Path, code: str) -> Any:
    """Return the value that the code gives to ``found`` on a copy: any JSON."""
    ran = run_python(folder, "-c", f"import json\n{code}\nprint(json.dumps(found))")
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout.splitlines()[-1])
