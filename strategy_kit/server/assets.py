"""
Style sheets and scripts at addresses that change with their content, so that a browser fetches each once: ours in
memory, those of Voilà, the widget libraries and plotly.js in files of installed packages. All are compressed once.
"""

import gzip
import hashlib
import mimetypes
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Self

from tornado.ioloop import IOLoop
from tornado.web import HTTPError, RequestHandler

from strategy_kit.widgets import assets

OWN_FILES = (assets.PLOTLY, Path(__file__).parent / "static" / "page.css", Path(__file__).parent / "static" / "page.js")
MEDIA_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".json": "application/json"}
IMMUTABLE = "public, max-age=31536000, immutable"
FRONT_END = ("voila", "jupyterlab_widgets", "anywidget")
FULL_PLOTLY = assets.full_plotly()


@dataclass(frozen=True)
class Asset:
    """A file in memory, as it is and compressed."""

    name: str
    body: bytes
    compressed: bytes

    @classmethod
    def of(cls, name: str, body: bytes) -> Self:
        """Compress what a file would hold."""
        return cls(name, body, gzip.compress(body, mtime=0))

    @property
    def address(self) -> str:
        """Return the part of its address below ``static/strategy_kit/``."""
        return f"{hashlib.sha256(self.body).hexdigest()[:16]}/{self.name}"


def load_assets() -> dict[str, Asset]:
    """Read our own assets, by file name; the style sheet of the widgets carries the colours of the palette."""
    styled = (Asset.of("strategy_kit.css", assets.style()), Asset.of("strategy_kit.js", assets.code()))
    return {asset.name: asset for asset in (*styled, *map(cached_asset, OWN_FILES))}


def full_plotly_version() -> str:
    """
    Return the version of the full plotly.js as a part of an address.

    >>> full_plotly_version() > "plotly-7"
    True
    """
    return f"plotly-{version('plotly')}"


def front_end_version() -> str:
    """
    Return the versions of the front-end packages as a part of an address.

    >>> front_end_version().startswith("voila-0.5.")
    True
    """
    return "_".join(f"{name}-{version(name)}" for name in FRONT_END)


@lru_cache(maxsize=512)
def cached_asset(path: Path) -> Asset:
    """Read and compress a file of an installed package, once."""
    return Asset.of(path.name, path.read_bytes())


def send(handler: RequestHandler, asset: Asset) -> None:
    """Send an asset with an unlimited cache time, compressed if the browser accepts that and it is smaller."""
    accepted = "gzip" in handler.request.headers.get("Accept-Encoding", "")
    compressed = accepted and len(asset.compressed) < len(asset.body)
    handler.set_header("Content-Type", content_type(asset.name))
    handler.set_header("Cache-Control", IMMUTABLE)
    if compressed:
        handler.set_header("Content-Encoding", "gzip")
    handler.finish(asset.compressed if compressed else asset.body)


def content_type(name: str) -> str:
    """
    Return the media type of a file name.

    >>> content_type("page.css"), content_type("icon.svg"), content_type("LICENSE")
    ('text/css; charset=utf-8', 'image/svg+xml', 'application/octet-stream')
    """
    return MEDIA_TYPES.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"


class AssetHandler(RequestHandler):
    """Send one of our assets."""

    def initialize(self, assets: Mapping[str, Asset]) -> None:
        """Take the assets by address."""
        self.assets = assets

    def get(self, address: str) -> None:
        """Send it."""
        asset = self.assets.get(address)
        if asset is None:
            raise HTTPError(404)
        send(self, asset)

    def compute_etag(self) -> None:
        """Leave it out: the address is the version."""


@lru_cache(maxsize=64)
def files_below(folder: Path) -> Mapping[str, Path]:
    """Return the files of a folder of an installed package by their address below it: the only ones there are."""
    return {file.relative_to(folder).as_posix(): file for file in sorted(folder.rglob("*")) if file.is_file()}


class FrontEndFiles(RequestHandler):
    """Send a script of an installed package; an address is looked up, and no path of a file is made of it."""

    def initialize(self, path: str) -> None:
        """Take the folder of the files."""
        self.folder = Path(path)

    async def get(self, address: str) -> None:
        """Send it."""
        file = files_below(self.folder).get(address)
        if file is None:
            raise HTTPError(404)
        send(self, await IOLoop.current().run_in_executor(None, cached_asset, file))

    head = get

    def compute_etag(self) -> None:
        """Leave it out: the address is the version."""
