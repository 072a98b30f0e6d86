"""Voilà's exporter with templates compiled once, not at each visit, and a message where a page breaks off."""

import logging
from collections.abc import AsyncIterator
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from nbformat import NotebookNode
from voila import notebook_renderer
from voila.exporter import VoilaExporter


class TemplateCache(BytecodeCache):
    """Cache of compiled templates, by name and content."""

    def __init__(self) -> None:
        self.code: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load from the cache."""
        bucket.code = self.code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store in the cache."""
        if bucket.code is not None:
            self.code[bucket.key, bucket.checksum] = bucket.code


TEMPLATE_CACHE = TemplateCache()
STOPPED = '<p class="sk-stopped" role="alert"><strong>{stopped}</strong> {stopped_remedy}</p>'
log = logging.getLogger(__name__)


class Exporter(VoilaExporter):
    """Voilà's exporter with cached templates and pages that end."""

    @property
    def environment(self) -> Environment:
        """Return Jinja's environment."""
        environment: Any = super().environment
        environment.bytecode_cache = TEMPLATE_CACHE
        return environment

    async def generate_from_notebook_node(self, nb: NotebookNode, *args: Any, **kwargs: Any) -> AsyncIterator[Any]:
        """Yield the parts of a page as they are made; an exception becomes a message in the page."""
        try:
            async for part in super().generate_from_notebook_node(nb, *args, **kwargs):
                yield part
        except Exception:
            log.exception("a page could not be made")
            yield STOPPED.format_map(nb.metadata.strategy_kit.words), {}


def install_exporter() -> None:
    """Install the exporter in Voilà."""
    notebook_renderer.VoilaExporter = Exporter
