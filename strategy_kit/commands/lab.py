"""``strategy-kit lab``: the notebooks in JupyterLab."""

import argparse
import subprocess
import sys

from strategy_kit.errors import InputError
from strategy_kit.places import first_page, port_number
from strategy_kit.validation import N_

PORT = "8888"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe what the command takes."""
    parser.description = N_("Open the notebooks in JupyterLab, at the first page of the workbook.")
    parser.add_argument("--port", default=PORT, help=N_("where to listen; 8888 if not given"))
    parser.add_argument(
        "--browser",
        action=argparse.BooleanOptionalAction,
        default=True,
        help=N_("open a browser as soon as it is ready"),
    )


def run(args: argparse.Namespace) -> int:
    """Run JupyterLab until somebody stops it."""
    page = first_page(args.words.lang)
    if not page.is_file():
        raise InputError("{field}: the workbook is not at {value}. Restore its folder.", field="lab", value=page)
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.port={port_number(args.port)}", str(page)]
    return subprocess.call(command if args.browser else [*command, "--no-browser"], cwd=page.parents[2])
