"""
What a page loads once: our script and style sheet, and plotly.js in two builds: a light one for the traces we draw,
and the full one of the Python package plotly for any other (docs/decisions/0015).
"""

import gzip
import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from rjsmin import jsmin

from strategy_kit.figures.shapes.palette import calendar_style, declarations

STATIC = Path(__file__).parent / "static"
SCRIPT = STATIC / "script"
MODULES = (
    *("dom", "plotly", "theme", "chart", "figure", "sources", "card", "typed", "connection", "frame"),
    *("table", "files", "address", "fold", "tidy", "reveal", "main"),
)
"""The modules of our script, each after those it imports."""

PLOTLY = STATIC / "plotly" / "plotly-basic.min.js"
"""plotly.js as its makers build it for bars, lines and points."""
IMPORT = re.compile(r"^import [^;]*;\n", re.MULTILINE)
EXPORT = re.compile(r"^export ", re.MULTILINE)
STYLE_SPACE = re.compile(r"/\*[^*]*\*/|\s*([{};,>])\s*|(?<=:)\s+")
"""Comments of a style sheet, and the space around its marks that says nothing."""


@cache
def code() -> bytes:
    """Return the script of all parts: its modules in one scope, because a page loads one plain script."""
    modules = ((SCRIPT / f"{name}.js").read_text(encoding="utf-8") for name in MODULES)
    joined = "\n".join(EXPORT.sub("", IMPORT.sub("", module)).strip() for module in modules)
    whole = f'(() => {{\n"use strict";\nif (globalThis.strategyKit) return;\n{joined}\n}})();\n'
    return str(jsmin(whole)).encode()


@cache
def style() -> bytes:
    """Return the style sheet of all parts, the colours of the palette first, calendars drawn as tables last."""
    parts = (STATIC / "strategy_kit.css").read_text(encoding="utf-8")
    sheet = f".sk,.sk-page{{{declarations()}}}\n{parts}{calendar_style()}"
    return STYLE_SPACE.sub(r"\1", sheet).encode()


@cache
def front_style() -> str:
    """Return the style of the first screen, the five questions and the draft; no other page carries it."""
    return STYLE_SPACE.sub(r"\1", (STATIC / "front.css").read_text(encoding="utf-8"))


def full_plotly() -> Path:
    """Return where the Python package plotly keeps the full build of plotly.js; the package is not imported."""
    package = find_spec("plotly")
    assert package is not None and package.origin is not None, "plotly is a dependency of this package"
    return Path(package.origin).parent / "package_data" / "plotly.min.js"


def gzipped(build: Path) -> bytes:
    """Return a build of plotly.js as it is sent: 0.4 MB for the light one, 1.5 MB for the full one."""
    return gzip.compress(build.read_bytes(), compresslevel=6, mtime=0)


@cache
def packed_plotly() -> bytes:
    """Return the light build, packed once; a page asks for the full one once, and may never."""
    return gzipped(PLOTLY)


@cache
def loader(part: str) -> str:
    """Return the module a widget of kind `part` carries: it fetches the shared code once a page, then renders."""
    return str(jsmin((STATIC / "loader.js").read_text(encoding="utf-8"))).replace("PART", part)
