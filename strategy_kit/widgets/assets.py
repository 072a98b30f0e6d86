"""What a page loads once: our script and style sheet, and plotly.js with the traces we draw (docs/decisions/0015)."""

import gzip
from functools import cache
from pathlib import Path

from strategy_kit.figures.shapes.palette import calendar_style, declarations

STATIC = Path(__file__).parent / "static"
"""Our own files: ``strategy_kit.js``, ``strategy_kit.css``, ``loader.js``."""

PLOTLY = STATIC / "plotly" / "plotly-basic.min.js"
"""plotly.js as its makers build it for bars, lines and points."""


@cache
def code() -> bytes:
    """Return the script of all parts."""
    return (STATIC / "strategy_kit.js").read_bytes()


@cache
def style() -> bytes:
    """Return the style sheet of all parts, the colours of the palette first, calendars drawn as tables last."""
    parts = (STATIC / "strategy_kit.css").read_text(encoding="utf-8")
    return f".sk,.sk-page{{{declarations()}}}\n{parts}{calendar_style()}".encode()


@cache
def packed_plotly() -> bytes:
    """Return plotly.js, gzipped: a message of 0.4 MB instead of 1.2 MB."""
    return gzip.compress(PLOTLY.read_bytes(), compresslevel=6, mtime=0)


@cache
def loader(part: str) -> str:
    """
    Return the module a widget of kind `part` carries: it fetches the shared code once a page, then renders.

    >>> len(loader("card")) < 2000
    True
    """
    return (STATIC / "loader.js").read_text(encoding="utf-8").replace("PART", part)
