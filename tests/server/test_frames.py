"""What may pass from a page to its kernel: the two wire formats, every kind of message, every bound from both sides."""

import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jupyter_server.services.kernels.connection.base import deserialize_msg_from_ws_v1
from wire import CHANNELS, CONTROL, KINDS, PASSES, compressed, message, text

from strategy_kit.json_text import json_values
from strategy_kit.server.frames import V1, BadFrame, allowed


def judge(parts: dict[str, Any], protocol: str | None) -> bool:
    return allowed(compressed(parts) if protocol else text(parts), protocol)


both = pytest.mark.parametrize("protocol", [V1, None], ids=["v1", "text"])


@both
def test_of_every_kind_on_every_channel_only_the_list_passes(protocol: str | None) -> None:
    passed = {
        (kind, channel)
        for kind in KINDS
        for channel in CHANNELS
        if judge(message(kind, CONTROL if kind == "comm_open" else {}, channel=channel), protocol)
    }

    assert passed == {(kind, "shell") for kind in PASSES | {"comm_open"}}


@both
@pytest.mark.parametrize("target", ["jupyter.widget", "jupyter.widget.version", "matplotlib", "", None, ["x"]])
def test_a_page_opens_no_channel_but_the_one_that_asks_for_states(protocol: str | None, target: Any) -> None:
    assert not judge(message("comm_open", {**CONTROL, "target_name": target}), protocol)


def test_buffers_pass_unchanged() -> None:
    frame = compressed(message("comm_msg", {"comm_id": "c", "data": {}}), b"\x00" * 100, b"PK")

    assert allowed(frame, V1)
    assert deserialize_msg_from_ws_v1(frame)[1][4:] == [b"\x00" * 100, b"PK"]


@pytest.mark.parametrize(
    ("frame", "protocol"), [("{}", V1), (b"", None), (b"\x00\x00\x00\x01", None)], ids=["text", "empty", "binary"]
)
def test_a_format_the_socket_did_not_agree_on_is_hung_up_on(frame: Any, protocol: str | None) -> None:
    with pytest.raises(BadFrame, match="in place of"):
        allowed(frame, protocol)


def sized(field: str, size: int) -> dict[str, Any]:
    parts = message("comm_msg")
    parts[field] = {**parts[field], "x": ""}
    parts[field]["x"] = "y" * (size - len(json.dumps(parts[field])))
    return parts


def deep(depth: int) -> dict[str, Any]:
    value: Any = 1
    for _ in range(depth - 1):
        value = [value]
    return message("comm_msg", {"data": value} if depth else {})


@pytest.mark.parametrize(("field", "most"), [("header", 4 << 10), ("parent_header", 4 << 10)])
@both
def test_a_header_has_its_length(field: str, most: int, protocol: str | None) -> None:
    assert judge(sized(field, most), protocol)
    with pytest.raises(BadFrame, match="length"):
        judge(sized(field, most + 1), protocol)


def test_the_words_of_a_message_have_their_length() -> None:
    rest = sum(len(json.dumps(message("comm_msg")[part])) for part in ("header", "parent_header", "metadata"))

    assert judge(sized("content", (1 << 20) - rest), V1)
    with pytest.raises(BadFrame, match="length"):
        judge(sized("content", (1 << 20) - rest + 1), V1)


def test_a_text_has_its_length() -> None:
    rest = len(text(sized("content", 100))) - 100

    assert judge(sized("content", (1 << 20) - rest), None)
    with pytest.raises(BadFrame, match="length"):
        judge(sized("content", (1 << 20) - rest + 1), None)


def test_a_frame_has_its_length() -> None:
    bare = len(compressed(message("comm_msg"), b""))

    assert allowed(compressed(message("comm_msg"), bytes((10 << 20) - bare)), V1)
    with pytest.raises(BadFrame, match="length"):
        allowed(compressed(message("comm_msg"), bytes((10 << 20) - bare + 1)), V1)


@pytest.mark.parametrize(("buffers", "passes"), [(58, True), (59, False)])
def test_a_frame_has_a_number_of_parts(buffers: int, passes: bool) -> None:
    frame = compressed(message("comm_msg"), *([b"x"] * buffers))

    if passes:
        assert allowed(frame, V1)
    else:
        with pytest.raises(BadFrame, match="number"):
            allowed(frame, V1)


def test_values_lie_no_deeper_than_sixty_four() -> None:
    assert judge(deep(64), V1) and judge(deep(63), None)
    for parts, protocol in ((deep(65), V1), (deep(64), None)):  # a text is one level deeper
        with pytest.raises(BadFrame, match="depth"):
            judge(parts, protocol)


@pytest.mark.parametrize("container", ["[]", "{}", "1"])
def test_a_text_has_a_number_of_values(container: str) -> None:
    def frame(count: int) -> str:
        return text(message("comm_msg", {"data": "here"})).replace('"here"', "[" + f"{container}," * count + "1]")

    rest = 50_000 - json_values(frame(0).encode())
    each = json_values(f"{container},".encode())

    assert allowed(frame(rest // each), None)
    with pytest.raises(BadFrame, match="number of values"):
        allowed(frame(rest // each + 1), None)


def test_brackets_in_strings_are_no_depth() -> None:
    assert judge(message("comm_msg", {"data": "[" * 10_000 + '"' + "{" * 10_000 + "\\"}), V1)


def moved(place: int, value: int) -> bytes:
    frame = compressed(message("comm_msg", {"x": 1}), b"buffer")
    return frame[: 8 * place] + value.to_bytes(8, "little") + frame[8 * place + 8 :]


@pytest.mark.parametrize(
    "frame",
    [
        b"",
        b"\x06",
        bytes(8),
        (2**63).to_bytes(8, "little"),
        (6).to_bytes(8, "little"),
        moved(0, 5),
        moved(0, 8),
        moved(1, 0),
        moved(1, 63),
        moved(3, 1 << 40),
        moved(3, 70),
        moved(7, 2**64 - 1),
        compressed(message("comm_msg"))[:-1],
    ],
    ids=[
        *("empty", "shorter than a count", "no parts", "countless", "no table", "a part too few", "a part too many"),
        *("into the count", "into the table", "past the end", "descending", "far past the end", "cut short"),
    ],
)
def test_a_table_that_does_not_fit_is_hung_up_on(frame: bytes) -> None:
    with pytest.raises(BadFrame):
        allowed(frame, V1)


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "[]",
        "null",
        "{}",
        "{" * 2000,
        "[" * 100_000,
        text(message("comm_msg", header=[])),
        text(message("comm_msg", content="x")),
        text(message("comm_msg", buffers=["x"])),
        text(message("comm_msg", extra=1)),
        text(message("x")).replace('"msg_type"', '"msg_type": "comm_msg", "msg_type"'),
        '{"header": ' + "9" * 5000 + "}",
    ],
    ids=[
        *("empty", "list", "null", "bare", "braces", "brackets", "header", "content", "buffers", "extra", "twice"),
        "digits",
    ],
)
def test_a_text_that_is_no_message_is_hung_up_on(frame: str) -> None:
    with pytest.raises(BadFrame):
        allowed(frame, None)


def test_a_kind_named_twice_is_hung_up_on() -> None:
    twice = compressed(message("x")).replace(b'"msg_type": "x"', b'"msg_type": "comm_msg", "msg_type": "x"')
    longer = len(b'"msg_type": "comm_msg", ')
    table = [int.from_bytes(twice[at : at + 8], "little") for at in range(8, 56, 8)]
    shifted = [offset + longer * (place >= 2) for place, offset in enumerate(table)]
    frame = twice[:8] + b"".join(offset.to_bytes(8, "little") for offset in shifted) + twice[56:]

    with pytest.raises(BadFrame, match="one value a name"):
        allowed(frame, V1)


VALUES = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.lists(inner, max_size=3))


@given(st.dictionaries(st.text(), VALUES, max_size=4), st.lists(st.binary(max_size=50), max_size=4))
def test_what_a_control_says_passes_whatever_it_is(data: dict[str, Any], buffers: list[bytes]) -> None:
    content = {"comm_id": "c", "data": {"method": "update", "state": data}}

    assert allowed(compressed(message("comm_msg", content), *buffers), V1)
    assert allowed(text(message("comm_msg", content)), None)


@given(st.binary(max_size=300), st.sampled_from([V1, None]))
def test_bytes_without_meaning_are_hung_up_on(frame: bytes, protocol: str | None) -> None:
    with pytest.raises(BadFrame):
        allowed(frame, protocol)


def test_ten_thousand_damaged_frames_bring_nothing_down_and_nothing_through() -> None:
    chance = random.Random(2027)
    whole = [compressed(message(kind, CONTROL), b"x" * 20) for kind in KINDS[:20]]
    passed = 0
    for _ in range(10_000):
        frame = bytearray(chance.choice(whole))
        for _ in range(chance.randint(1, 6)):
            frame[chance.randrange(len(frame))] = chance.choice((0, 1, 34, 91, 123, 255, chance.randrange(256)))
        if chance.random() < 0.3:
            del frame[chance.randrange(len(frame)) :]
        try:
            if allowed(bytes(frame), V1):
                passed += 1
                channel, parts = deserialize_msg_from_ws_v1(bytes(frame))
                assert channel == "shell" and json.loads(parts[0])["msg_type"] in PASSES | {"comm_open"}
        except BadFrame:
            continue

    assert 0 < passed < 3000
