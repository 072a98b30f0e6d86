"""The security headers of every response."""

import base64
import hashlib

from tornado.httputil import HTTPHeaders
from tornado.web import OutputTransform

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


class Guarded(OutputTransform):
    """Transform that adds the security headers to every response."""

    def transform_first_chunk(
        self, status_code: int, headers: HTTPHeaders, chunk: bytes, finishing: bool
    ) -> tuple[int, HTTPHeaders, bytes]:
        """Add the headers."""
        for name, value in HEADERS.items():
            headers[name] = value
        return status_code, headers, chunk
