"""
Many visitors at once, who speak what a browser speaks but draw nothing: page, connection, first answer.

A program of its own, run by the Python of the peers: ``visitors.py KIND ADDRESS COUNT``. It says on one line how many
seconds passed until all were served, stays connected until its input ends, then leaves as a browser leaves.
"""

import asyncio
import json
import re
import sys
import time
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit
from uuid import uuid4

from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest, HTTPResponse
from tornado.websocket import WebSocketClientConnection, websocket_connect

PATIENCE = 120
AGAIN = 1.0
"""Seconds after which a visitor who was refused comes again."""
Leave = Callable[[], Awaitable[object]]
GZIP = {"Accept-Encoding": "gzip"}


async def get(address: str, **options: object) -> HTTPResponse:
    """Ask for an address."""
    request = HTTPRequest(address, request_timeout=PATIENCE, connect_timeout=PATIENCE, **options)  # type: ignore[arg-type]
    for _ in range(PATIENCE):
        try:
            return await AsyncHTTPClient().fetch(request)
        except HTTPClientError as error:
            if error.code < 500:
                raise
            print(f"refused: {error}", file=sys.stderr)
            await asyncio.sleep(AGAIN)
    raise TimeoutError(address)


async def heard(socket: WebSocketClientConnection, words: bytes) -> bytes:
    """Wait for the message that holds some words."""
    while (message := await socket.read_message()) is not None:
        said = message if isinstance(message, bytes) else message.encode()
        if words in said:
            return said
    raise ConnectionError(f"the server hung up before it said {words!r}")


async def connected(address: str, path: str, *protocols: str, cookies: str = "") -> WebSocketClientConnection:
    """Open the websocket of a page."""
    at = urlsplit(address)
    headers = {"Origin": f"http://{at.netloc}", "Cookie": cookies}
    request = HTTPRequest(f"ws://{at.netloc}{path}", headers=headers, request_timeout=PATIENCE)
    return await websocket_connect(
        request, subprotocols=list(protocols), compression_options={}, max_message_size=1 << 27
    )


# Voilà: the page runs a kernel; the front end then asks it for the state of all widgets.


def compressed(message: dict[str, object], channel: str = "shell") -> bytes:
    """Return a message as the kernel's protocol puts it: the number of offsets, the offsets, the parts."""
    parts = [
        channel.encode(),
        *(json.dumps(message[name]).encode() for name in ("header", "parent", "metadata", "content")),
    ]
    count = len(parts) + 1
    offsets = [8 * (count + 1)]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    return b"".join(number.to_bytes(8, "little") for number in (count, *offsets)) + b"".join(parts)


def comm(kind: str, **content: object) -> bytes:
    """Return a message to a widget."""
    header = {
        "msg_id": uuid4().hex,
        "msg_type": kind,
        "username": "",
        "session": uuid4().hex,
        "version": "5.3",
        "date": "",
    }
    return compressed(
        {
            "header": header,
            "parent": {},
            "metadata": {"version": "1.0.0"},
            "content": {"comm_id": uuid4().hex, **content},
        }
    )


async def voila(address: str) -> Leave:
    """Open the page, connect to its kernel, ask for the states of its widgets and wait for them."""
    page = await get(address, headers=GZIP)
    kernel = re.search(rb'"kernelId": ?"([^"]+)"', page.body)[1].decode()  # type: ignore[index]
    cookies = "; ".join(value.split(";")[0] for value in page.headers.get_list("Set-Cookie"))
    if "_xsrf=" not in cookies:  # stock Voilà forgets it
        cookies += "; _xsrf=benchmark"
    path = f"/api/kernels/{kernel}/channels?session_id={uuid4()}"
    socket = await connected(address, path, "v1.kernel.websocket.jupyter.org", cookies=cookies)
    asked = {"target_name": "jupyter.widget.control", "data": {}}
    await socket.write_message(comm("comm_open", **asked, comm_id=(own := uuid4().hex)), binary=True)
    await socket.write_message(comm("comm_msg", comm_id=own, data={"method": "request_states"}), binary=True)
    states = await heard(socket, b"update_states")
    if b"Facebook" not in states:
        raise ValueError("no chart came")

    async def leave() -> None:
        socket.close()
        token = re.search("_xsrf=([^;]+)", cookies)[1]  # type: ignore[index]
        at = f"http://{urlsplit(address).netloc}/voila/api/shutdown/{kernel}"
        headers = {"Cookie": cookies, "X-XSRFToken": token}
        await get(at, method="POST", body="", headers=headers)

    return leave


async def dash(address: str) -> Leave:
    """Fetch the page, its layout and its callbacks, and run the one that draws the charts."""
    root = address.rstrip("/")
    for path in ("/", "/_dash-layout", "/_dash-dependencies"):
        answer = await get(root + path, headers=GZIP)
    [callback] = json.loads(answer.body)
    outputs = [
        dict(zip(("id", "property"), name.rsplit(".", 1), strict=True))
        for name in callback["output"].strip(".").split("...")
    ]
    inputs = [{**wanted, "value": 3} for wanted in callback["inputs"]]
    body = {"output": callback["output"], "outputs": outputs, "inputs": inputs, "changedPropIds": []}
    headers = {**GZIP, "Content-Type": "application/json"}
    drawn = await get(f"{root}/_dash-update-component", method="POST", body=json.dumps(body), headers=headers)
    if b'"layout"' not in drawn.body:
        raise ValueError("no chart came")
    return _nothing


async def streamlit(address: str) -> Leave:
    """Fetch the page, connect, have the script run and wait until it is done."""
    from streamlit.proto.BackMsg_pb2 import BackMsg
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

    await get(address, headers=GZIP)
    socket = await connected(address, "/_stcore/stream", "streamlit")
    run = BackMsg()
    run.rerun_script.query_string = ""
    await socket.write_message(run.SerializeToString(), binary=True)
    charts, done = 0, False
    while not done:
        message = ForwardMsg()
        message.ParseFromString(await socket.read_message())  # type: ignore[arg-type]
        charts += message.delta.new_element.HasField("plotly_chart")
        done = message.HasField("script_finished")
    if charts < 2:
        raise ValueError("no charts came")
    return _closing(socket)


async def panel(address: str) -> Leave:
    """Fetch the page, connect with its token, pull the document."""
    page = await get(address, headers=GZIP)
    token = re.search(rb'"token":"([^"]+)"', page.body)[1].decode()  # type: ignore[index]
    socket = await connected(address, f"{urlsplit(address).path}/ws", "bokeh", token)
    await socket.read_message()
    header = json.dumps({"msgid": "1", "msgtype": "PULL-DOC-REQ"})
    for part in (header, "{}", "{}"):
        await socket.write_message(part)
    await heard(socket, b"Facebook")
    return _closing(socket)


async def _nothing() -> None:
    pass


def _closing(socket: WebSocketClientConnection) -> Leave:
    async def leave() -> None:
        socket.close()

    return leave


KINDS = {kind.__name__: kind for kind in (voila, dash, streamlit, panel)}


async def main(kind: str, addresses: list[str]) -> None:
    """Let everybody come at once; say when all are served; stay until told to go."""
    AsyncHTTPClient.configure(None, max_clients=1000, max_body_size=1 << 27)
    start = time.perf_counter()
    leaving = await asyncio.gather(*(KINDS[kind](address) for address in addresses))
    print(time.perf_counter() - start, flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await asyncio.gather(*(leave() for leave in leaving))


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2:]))
