"""What a page loads once: our script and style sheet, and plotly.js from the installed plotly package."""

import gzip
import importlib.util
from functools import cache
from pathlib import Path

STATIC = Path(__file__).parent / "static"
"""Our own files: ``strategy_kit.js``, ``strategy_kit.css``, ``loader.js``."""


def plotly_file() -> Path:
    """
    Return where plotly.js lies, without importing plotly.

    >>> plotly_file().name
    'plotly.min.js'
    """
    spec = importlib.util.find_spec("plotly")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("plotly is not installed")
    return Path(spec.submodule_search_locations[0]) / "package_data" / "plotly.min.js"


@cache
def code() -> bytes:
    """Return the script of all parts."""
    return (STATIC / "strategy_kit.js").read_bytes()


@cache
def style() -> bytes:
    """Return the style sheet of all parts."""
    return (STATIC / "strategy_kit.css").read_bytes()


@cache
def packed_plotly() -> bytes:
    """Return plotly.js, gzipped: a message of 1.4 MB instead of 4.8 MB."""
    return gzip.compress(plotly_file().read_bytes(), compresslevel=6, mtime=0)


@cache
def loader(part: str) -> str:
    """
    Return the module a widget of kind `part` carries: it fetches the shared code once a page, then renders.

    >>> len(loader("card")) < 2000
    True
    """
    return (STATIC / "loader.js").read_text(encoding="utf-8").replace("PART", part)
