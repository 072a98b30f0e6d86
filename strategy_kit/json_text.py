"""
Size of a JSON text, measured before anything parses it: how deep it nests, how many values it holds. Both take time in
proportion to the length of the text, whatever it holds.
"""

import re
from itertools import accumulate

_STRINGS = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)', re.DOTALL)
"""Strings, the last one perhaps unterminated. Nothing is tried twice: every quote begins a match."""
_STEPS = {ord("["): 1, ord("{"): 1, ord("]"): -1, ord("}"): -1}
_NO_BRACKETS = bytes(byte for byte in range(256) if byte not in _STEPS)


def without_strings(text: bytes) -> bytes:
    r"""
    Return a JSON text without its strings; an unterminated one reaches to the end.

    >>> without_strings(b'{"a[": ["\\"", 1]}'), without_strings(b'["a\\')
    (b'{: [, 1]}', b'[')
    """
    return _STRINGS.sub(b"", text)


def json_depth(text: bytes) -> int:
    """
    Return how many objects and lists lie inside one another, those in strings not counted.

    >>> json_depth(b'{"a": [[], {}]}'), json_depth(b'"[["'), json_depth(b"]]]")
    (3, 0, 0)
    """
    brackets = without_strings(text).translate(None, _NO_BRACKETS)
    return max(accumulate(map(_STEPS.__getitem__, brackets), initial=0))


def json_values(text: bytes) -> int:
    """
    Return how many keys and entries a text holds at most: empty objects and lists count as if they held one.

    >>> json_values(b'{"a": 1, "b": [2, 3]}'), json_values(b'",,,"')
    (4, 0)
    """
    bare = without_strings(text)
    return bare.count(b",") + bare.count(b"[") + bare.count(b"{")
