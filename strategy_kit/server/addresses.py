"""Addresses of clients: which are proxies, and which addresses count as one."""

import ipaddress
from collections.abc import Container

from tornado.httputil import HTTPServerRequest

LONGEST = 45
"""Letters of an address; a header may hold anything."""
SHARED_PREFIX = 64
"""Bits of an IPv6 address that a household has in common: it can choose the others as it likes."""


def is_loopback(address: str) -> bool:
    """
    Return whether only this machine reaches an address.

    >>> is_loopback("::1"), is_loopback("localhost"), is_loopback("192.168.1.7")
    (True, True, False)
    """
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def plain_address(address: str) -> str:
    """
    Return an address in its shortest form, an IPv4 one as such; empty for what is no address.

    >>> plain_address("::FFFF:203.0.113.7"), plain_address("2001:DB8:0::7"), plain_address("unknown")
    ('203.0.113.7', '2001:db8::7', '')
    """
    try:
        found = ipaddress.ip_address(address[:LONGEST].strip())
    except ValueError:
        return ""
    return str(getattr(found, "ipv4_mapped", None) or found)


def network(address: str) -> str:
    """
    Return the network that is counted as one client: an IPv4 address, 64 bits of an IPv6 one; empty for no address.

    >>> network("203.0.113.7"), network("2001:db8:0:1:aa::7"), network("unknown")
    ('203.0.113.7', '2001:db8:0:1::/64', '')
    """
    plain = plain_address(address)
    if ":" not in plain:
        return plain
    return str(ipaddress.IPv6Network((plain.partition("%")[0], SHARED_PREFIX), strict=False))


def is_proxy(address: str, proxies: Container[str]) -> bool:
    """
    Return whether an address is that of a proxy, behind which there are many clients: this machine's, or a listed one.

    >>> is_proxy("127.0.0.1", ()), is_proxy("10.0.0.2", {"10.0.0.2"}), is_proxy("203.0.113.7", {"10.0.0.2"})
    (True, True, False)
    """
    return is_loopback(address) or plain_address(address) in proxies


def client_network(request: HTTPServerRequest, proxies: Container[str]) -> str:
    """
    Return the network of the client that sent a request; empty if it is not known.

    A proxy's own address tells nothing of the client: then it is the last address of ``X-Forwarded-For``, which the
    proxy itself wrote. From anybody else the header counts for nothing.
    """
    peer = str(getattr(request.connection, "context").address[0])  # noqa: B009 -- tornado does not declare it
    if not is_proxy(peer, proxies):
        return network(peer)
    return network(",".join(request.headers.get_list("X-Forwarded-For"))[-2 * LONGEST :].rpartition(",")[2])
