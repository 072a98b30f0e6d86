"""Messages between a page and its kernel, in the two formats of the wire, for every test that speaks to a kernel."""

import json
import random
from typing import Any

from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1

from strategy_kit.server import frames

KINDS = [
    *("execute_request", "inspect_request", "complete_request", "history_request", "is_complete_request"),
    *("connect_request", "comm_info_request", "kernel_info_request", "shutdown_request", "interrupt_request"),
    *("debug_request", "usage_request", "create_subshell_request", "delete_subshell_request", "list_subshell_request"),
    *("input_reply", "comm_open", "comm_msg", "comm_close", "abort_request", "apply_request", "clear_request"),
    *("execute_reply", "status", "stream", "display_data", "COMM_MSG", "comm_msg ", "", "\x00"),
]
CHANNELS = ["shell", "control", "stdin", "iopub", "hb", "", "SHELL", "shell\x00"]
PASSES = {"comm_msg", "comm_close", "comm_info_request", "kernel_info_request"}
CONTROL = {"comm_id": "c", "target_name": "jupyter.widget.control", "data": {}}


def message(kind: Any, content: Any = None, **more: Any) -> dict[str, Any]:
    header = {"msg_id": "m", "msg_type": kind, "username": "", "session": "test", "version": "5.3", "date": ""}
    parts = {"header": header, "parent_header": {}, "metadata": {}, "content": content or {}, "channel": "shell"}
    return parts | more


def text(parts: dict[str, Any]) -> str:
    return json.dumps(parts)


def compressed(parts: dict[str, Any], *buffers: bytes) -> bytes:
    made = [json.dumps(parts[name]).encode() for name in frames.PARTS]
    return bytes(serialize_msg_to_ws_v1([*made, *buffers], parts["channel"]))


def damaged(chance: random.Random) -> bytes:
    """Return a message with up to four bytes changed."""
    frame = bytearray(compressed(message(chance.choice(KINDS), CONTROL), b"x" * 20))
    for _ in range(chance.randint(0, 4)):
        frame[chance.randrange(len(frame))] = chance.randrange(256)
    return bytes(frame)
