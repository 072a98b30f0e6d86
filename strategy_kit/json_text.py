"""
Size of a JSON text, measured before anything parses it: how deep it nests, how many values it holds. Both take time in
proportion to the length of the text, whatever it holds.
"""

from itertools import accumulate

_STEPS = bytes.maketrans(b"[{]}", b"\x01\x01\xff\xff")
"""One down for each bracket that opens, one up for each that closes: as signed bytes, 1 and -1."""
_NO_BRACKETS = bytes(byte for byte in range(256) if byte not in b"[{]}")


def without_strings(text: bytes) -> bytes:
    r"""
    Return a JSON text without its strings; an unterminated one reaches to the end.

    Outside of strings JSON has no backslash, and no reader gets past one: what follows it need not be right.

    >>> without_strings(b'{"a[": ["\\"", 1]}'), without_strings(b'["a\\')
    (b'{: [, 1]}', b'[')
    """
    return b"".join(text.replace(b"\\\\", b"").replace(b'\\"', b"").split(b'"')[::2])


def json_depth(text: bytes) -> int:
    """
    Return how many objects and lists lie inside one another, those in strings not counted.

    >>> json_depth(b'{"a": [[], {}]}'), json_depth(b'"[["'), json_depth(b"]]]")
    (3, 0, 0)
    """
    steps = without_strings(text).translate(_STEPS, _NO_BRACKETS)
    return max(accumulate(memoryview(steps).cast("b"), initial=0))


def json_values(text: bytes) -> int:
    """
    Return how many keys and entries a text holds at most: empty objects and lists count as if they held one.

    >>> json_values(b'{"a": 1, "b": [2, 3]}'), json_values(b'",,,"')
    (4, 0)
    """
    bare = without_strings(text)
    return bare.count(b",") + bare.count(b"[") + bare.count(b"{")
