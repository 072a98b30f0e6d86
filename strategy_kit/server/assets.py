"""
Style sheets and scripts at addresses that change with their content, so that a browser fetches each of them once.

Ours are held in memory, compressed at start. Those of Voilà and of the widget libraries are files of installed
packages, below an address that carries the versions of these packages.
"""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Self

from tornado.web import HTTPError, RequestHandler, StaticFileHandler

PACKAGE = Path(__file__).parents[1]
OWN = (
    PACKAGE / "widgets" / "static" / "strategy_kit.css",
    PACKAGE / "widgets" / "static" / "strategy_kit.js",
    Path(__file__).parent / "static" / "page.css",
    Path(__file__).parent / "static" / "page.js",
)
TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
FOR_EVER = "public, max-age=31536000, immutable"
FRONT_END = ("voila", "jupyterlab_widgets", "anywidget")


@dataclass(frozen=True)
class Asset:
    """A file in memory, as it is and compressed."""

    name: str
    body: bytes
    packed: bytes

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read and compress a file."""
        body = path.read_bytes()
        return cls(path.name, body, gzip.compress(body, mtime=0))

    @property
    def address(self) -> str:
        """Return the part of its address below ``static/strategy_kit/``."""
        return f"{hashlib.sha256(self.body).hexdigest()[:16]}/{self.name}"


def load_assets() -> dict[str, Asset]:
    """Read our own assets and plotly's script, by file name."""
    plotly = find_spec("plotly")
    if plotly is None or plotly.origin is None:
        raise ModuleNotFoundError("plotly")
    paths = (*OWN, Path(plotly.origin).parent / "package_data" / "plotly.min.js")
    return {path.name: Asset.read(path) for path in paths}


def front_end_version() -> str:
    """
    Return the versions of the packages whose scripts a page runs, as one part of an address.

    >>> front_end_version().startswith("voila-0.5.")
    True
    """
    return "_".join(f"{name}-{version(name)}" for name in FRONT_END)


class AssetHandler(RequestHandler):
    """Send one of our assets."""

    def initialize(self, assets: Mapping[str, Asset]) -> None:
        """Take the assets by address."""
        self.assets = assets

    def get(self, address: str) -> None:
        """Send it, compressed if the browser can read that."""
        asset = self.assets.get(address)
        if asset is None:
            raise HTTPError(404)
        packed = "gzip" in self.request.headers.get("Accept-Encoding", "")
        self.set_header("Content-Type", TYPES[Path(asset.name).suffix])
        self.set_header("Cache-Control", FOR_EVER)
        self.set_header("Vary", "Accept-Encoding")
        if packed:
            self.set_header("Content-Encoding", "gzip")
        self.finish(asset.packed if packed else asset.body)

    def compute_etag(self) -> None:
        """Leave it out: the address is the version."""


class FrontEndFiles(StaticFileHandler):
    """Send a script of an installed package, to be kept for ever."""

    def set_extra_headers(self, path: str) -> None:
        """Say so."""
        self.set_header("Cache-Control", FOR_EVER)
