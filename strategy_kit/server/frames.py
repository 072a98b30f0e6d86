"""
What a page may send to its kernel, checked on the bytes before anything parses them. Two wire formats: text of JSON,
and ``v1.kernel.websocket.jupyter.org`` (a count, offsets of eight bytes, then channel, four JSON parts and buffers).
"""

import itertools
import json
from typing import Any

from strategy_kit.json_text import json_depth, json_values

V1 = "v1.kernel.websocket.jupyter.org"
CHANNELS = frozenset({"shell"})
TYPES = frozenset({"comm_open", "comm_msg", "comm_close", "comm_info_request", "kernel_info_request"})
TARGETS = frozenset({"jupyter.widget.control"})
"""What a page may open by itself: the channel on which it asks for the state of all widgets."""

LONGEST = 10 << 20
LONGEST_TEXT = 1 << 20
LONGEST_HEADER = 4 << 10
LONGEST_OPENING = 64 << 10
MIN_OFFSETS, MOST = 6, 64
"""Offsets of a message: two for the channel, one more for each part."""
MAX_DEPTH = 64
MOST_VALUES = 50_000
"""Keys and entries of a message in text, which is taken apart here; one in bytes is not."""
WORD = 8
PARTS = ("header", "parent_header", "metadata", "content")


class BadFrame(Exception):  # noqa: N818 -- said of the frame
    """A malformed frame; the text names the bound it breaks, and nothing of its content."""


def allowed(frame: str | bytes, protocol: str | None) -> bool:
    """
    Return whether a well-formed message may pass to the kernel; raise `BadFrame` for a malformed one.

    `frame` is as it came from the socket, `protocol` the sub-protocol of the socket.

    >>> header = {"msg_type": "execute_request"}
    >>> parts = {"header": header, "parent_header": {}, "metadata": {}, "content": {"code": "1"}, "channel": "shell"}
    >>> allowed(json.dumps(parts), None)
    False
    >>> allowed(bytes(8), V1)
    Traceback (most recent call last):
    strategy_kit.server.frames.BadFrame: the number of parts
    """
    if protocol == V1:
        if not isinstance(frame, bytes):
            raise BadFrame("text in place of bytes")
        channel, parts = _of_v1(frame)
    else:
        if not isinstance(frame, str):
            raise BadFrame("bytes in place of text")
        channel, parts = _of_text(frame)
    kind = str(_object(parts[0]).get("msg_type", ""))
    if channel not in CHANNELS or kind not in TYPES:
        return False
    if kind != "comm_open":
        return True
    if len(parts[3]) > LONGEST_OPENING:
        raise BadFrame("the length of a part")
    return str(_object(parts[3]).get("target_name", "")) in TARGETS


def _of_v1(frame: bytes) -> tuple[str, list[bytes]]:
    if len(frame) > LONGEST:
        raise BadFrame("length")
    count = int.from_bytes(frame[:WORD], "little")
    table = WORD * (count + 1)
    if not MIN_OFFSETS <= count <= MOST:
        raise BadFrame("the number of parts")
    if table > len(frame):
        raise BadFrame("a table longer than the frame")
    offsets = [int.from_bytes(frame[at : at + WORD], "little") for at in range(WORD, table, WORD)]
    if offsets[0] < table or offsets != sorted(offsets) or offsets[-1] > len(frame):
        raise BadFrame("the offsets")
    channel, *parts = (frame[start:end] for start, end in itertools.pairwise(offsets[:MIN_OFFSETS]))
    _check_lengths(parts)
    for part in parts:
        _check_depth(part)
    return channel[:WORD].decode("ascii", "replace"), parts


def _of_text(frame: str) -> tuple[str, list[bytes]]:
    if len(frame) > LONGEST_TEXT:
        raise BadFrame("length")
    text = frame.encode("utf-8", "surrogatepass")
    if sum(map(text.count, (b",", b"[", b"{"))) > MOST_VALUES and json_values(text) > MOST_VALUES:
        raise BadFrame("the number of values")
    _check_depth(text)
    message = _object(frame)
    parts_by_name = {part: message.get(part) for part in PARTS}
    if not all(isinstance(part, dict) for part in parts_by_name.values()) or message.keys() - {
        *PARTS,
        "channel",
        "buffers",
    }:
        raise BadFrame("what a message has")
    if message.get("buffers"):
        raise BadFrame("text in place of bytes")
    parts = [json.dumps(part).encode() for part in parts_by_name.values()]
    _check_lengths(parts)
    return str(message.get("channel")), parts


def _check_lengths(parts: list[bytes]) -> None:
    if max(map(len, parts[:2])) > LONGEST_HEADER or sum(map(len, parts)) > LONGEST_TEXT:
        raise BadFrame("the length of a part")


def _check_depth(text: bytes) -> None:
    if text.count(b"[") + text.count(b"{") > MAX_DEPTH and json_depth(text) > MAX_DEPTH:
        raise BadFrame("depth")


def _unique_members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise BadFrame("one value a name")  # of two, we might read the one and the kernel the other
    return members


def _object(text: str | bytes) -> dict[str, Any]:
    try:
        text = text if isinstance(text, str) else text.decode()  # in UTF-8, as the kernel reads it and no other way
        members = json.loads(text, object_pairs_hook=_unique_members)
    except (ValueError, RecursionError) as error:
        raise BadFrame("no JSON") from error
    if not isinstance(members, dict):
        raise BadFrame("no object")
    return members
