"""
How a page is written: its templates are compiled once, and it has an end whatever happens.

Voilà makes an exporter for each visit, which compiles its ten templates anew: a third of what the server does for one.
Where it fails once the page has begun, it would leave the reader waiting for ever.
"""

import logging
from collections.abc import AsyncIterator
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from nbformat import NotebookNode
from voila import notebook_renderer
from voila.exporter import VoilaExporter


class Compiled(BytecodeCache):
    """Templates as they were compiled, by name and content."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled before."""
        bucket.code = self.known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled now."""
        if bucket.code is not None:
            self.known[bucket.key, bucket.checksum] = bucket.code


COMPILED = Compiled()
STOPPED = '<p class="sk-stopped" role="alert"><strong>{stopped}</strong> {stopped_remedy}</p>'
log = logging.getLogger(__name__)


class Exporter(VoilaExporter):
    """Voilà's exporter, whose templates are compiled once, and whose pages end."""

    @property
    def environment(self) -> Environment:
        """Return Jinja's environment."""
        environment: Any = super().environment
        environment.bytecode_cache = COMPILED
        return environment

    async def generate_from_notebook_node(self, nb: NotebookNode, *args: Any, **kwargs: Any) -> AsyncIterator[Any]:
        """Give the parts of a page as they are made; if that fails, for want of a kernel, say so in its place."""
        try:
            async for part in super().generate_from_notebook_node(nb, *args, **kwargs):
                yield part
        except Exception:
            log.exception("a page could not be made")
            yield STOPPED.format_map(nb.metadata.strategy_kit.words), {}


def compile_once() -> None:
    """Let Voilà use it."""
    notebook_renderer.VoilaExporter = Exporter
