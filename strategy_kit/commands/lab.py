"""``strategy-kit lab``: the notebooks in JupyterLab."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from strategy_kit.commands import SWITCH, port_number
from strategy_kit.errors import InputError
from strategy_kit.i18n import N_
from strategy_kit.paths import first_page

PORT = "8888"
SETTINGS = Path(__file__).parent / "lab_settings"  # JupyterLab asks for no news and looks for no updates


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    add = parser.add_argument
    parser.description = N_("Open the notebooks in JupyterLab, on the first page of the workbook.")
    add("--port", default=PORT, help=N_("port to listen on (default: 8888)"))
    add("--browser", action=SWITCH, default=True, help=N_("open a browser as soon as it is ready"))


def run(args: argparse.Namespace) -> int:
    """Run JupyterLab until stopped."""
    page = first_page(args.words.lang)
    if not page.is_file():
        raise InputError("{field}: the workbook is not in {value}. Restore its folder.", field="lab", value=page)
    command = [sys.executable, "-m", "jupyterlab", *options(page, port_number(args.port), browser=args.browser)]
    with subprocess.Popen(command) as lab:
        while True:
            try:
                return lab.wait()
            except KeyboardInterrupt:  # Ctrl-C reaches JupyterLab too: it closes its kernels, then ends
                continue


def options(page: Path, port: int, *, browser: bool) -> list[str]:
    """
    Return the options of JupyterLab, whose file browser starts at the folder above the notebooks.

    >>> "--LabApp.default_url=/lab/tree/notebooks/fr/00-start.ipynb" in options(first_page("fr"), 8888, browser=False)
    True
    """
    root = page.parents[2]
    return [
        f"--ServerApp.root_dir={root}",
        f"--LabApp.default_url=/lab/tree/{page.relative_to(root).as_posix()}",
        f"--ServerApp.port={port}",
        f"--LabApp.app_settings_dir={SETTINGS}",
        "--ServerApp.answer_yes=True",
        "--MappingKernelManager.transport_encryption=auto",
        *([] if browser else ["--no-browser"]),
        *(["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
    ]
