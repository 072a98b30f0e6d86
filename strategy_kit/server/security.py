"""What every answer forbids the browser, and what a kernel may know of its server."""

import base64
import hashlib
import re
from collections.abc import Mapping

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado.httputil import HTTPHeaders
from tornado.web import OutputTransform
from traitlets import default

HEARTBEAT = b"window.voila_heartbeat()"  # the one inline script: Voilà sends it while a cell takes its time
HEARTBEAT_HASH = base64.b64encode(hashlib.sha256(HEARTBEAT).digest()).decode()
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'self'",
        f"script-src 'self' blob: 'sha256-{HEARTBEAT_HASH}'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
KERNEL_MAY_KNOW = re.compile(
    "PATH|HOME|TZ|TMPDIR|LANG|LANGUAGE|LC_.*|PYTHONPATH|XDG_DATA_HOME"
    "|SYSTEMROOT|USERPROFILE|APPDATA|LOCALAPPDATA|TEMP|TMP"  # without these no Python starts on Windows
    "|QUERY_STRING|VOILA_.*|JPY_.*|STRATEGY_KIT_.*"
)


class Guarded(OutputTransform):
    """Put the headers on every answer, whoever made it."""

    def transform_first_chunk(
        self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Add the headers."""
        for name, value in HEADERS.items():
            headers[name] = value
        return status_code, headers, chunk


def kernel_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """
    Return what a kernel needs to know of its server's environment; secrets of the server stay there.

    >>> kernel_environment({"PATH": "/bin", "LC_TIME": "fr_FR", "DATABASE_PASSWORD": "..."})
    {'PATH': '/bin', 'LC_TIME': 'fr_FR'}
    """
    return {name: value for name, value in environment.items() if KERNEL_MAY_KNOW.fullmatch(name)}


class Kernels(AsyncMappingKernelManager):
    """Start kernels that know only what they need."""

    async def start_kernel(self, *, env: Mapping[str, str], **kwargs: object) -> str:
        """Start one and return its id."""
        return str(await super().start_kernel(env=kernel_environment(env), **kwargs))


class OwnKernel(KernelSpecManager):
    """Know one kernel, the server's own Python: kernels installed elsewhere on the machine are not ours to run."""

    @default("kernel_dirs")
    def _nowhere(self) -> list[str]:
        return []
