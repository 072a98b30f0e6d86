"""The cookies of a server, under names of its own: a browser sends those of one port to every port of the host."""

import hashlib
from dataclasses import dataclass

from tornado.httputil import HTTPServerRequest


@dataclass(frozen=True)
class CookieNames:
    """
    The names of the cookies of the server at a port and a base URL.

    `visitor` identifies a browser; `plan`, which the page sets, is the last plan it opened; `xsrf` proves that a
    request comes from a page of ours (the front end looks for ``_xsrf=`` at the beginning of a word).

    >>> CookieNames.of(8866, "/").plan != CookieNames.of(8867, "/").plan != CookieNames.of(8867, "/baker/").plan
    True
    """

    visitor: str
    plan: str
    xsrf: str

    @classmethod
    def of(cls, port: int, base_url: str) -> "CookieNames":
        """Return the names for a port and a base URL."""
        server = hashlib.sha256(f"{port} {base_url}".encode()).hexdigest()[:8]
        return cls(f"strategy_kit_visitor_{server}", f"strategy_kit_plan_{server}", f"strategy_kit_{server}-_xsrf")


def is_encrypted(request: HTTPServerRequest) -> bool:
    """
    Return whether a request came over TLS, to us or to a proxy that says so.

    The header is believed whoever sends it: a false one costs its sender, and nobody else, the cookie.
    """
    forwarded = request.headers.get("X-Forwarded-Proto", "").partition(",")[0].strip().lower()
    return "https" in (request.protocol, forwarded)
