"""Frames, addresses, texts and plan files that once took long, and others of their kinds: each takes linear time."""

import contextlib
import json
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest
from growth import MOST_TIMES, growth
from hypothesis import given
from hypothesis import strategies as st
from jupyter_server.services.kernels.connection.base import serialize_msg_to_ws_v1
from serving import PATIENCE, Served, Site, Visit
from websockets.exceptions import ConnectionClosed
from websockets.protocol import State
from websockets.sync.client import ClientConnection
from wire import message, text

from strategy_kit.errors import InputError, printable
from strategy_kit.exports.csv_rows import computes, computes_when_separated, csv_rows, guarded, unguarded
from strategy_kit.exports.schedulers.base import length
from strategy_kit.i18n import Words
from strategy_kit.json_text import json_depth, json_values
from strategy_kit.model import Brief, Plan, Slot
from strategy_kit.model.schedulers import PostizChannel
from strategy_kit.model.validation import parsed, validated
from strategy_kit.numerals import read_number
from strategy_kit.server.assets import front_end_version
from strategy_kit.server.frames import V1, BadFrame, allowed
from strategy_kit.server.logs import RedactingFormatter, redacted
from strategy_kit.server.query import parse_query, preferred_language, query_token
from strategy_kit.storage.votes_file import read_votes
from strategy_kit.text import normalized_text, one_line

CORPUS = Path(__file__).parent / "corpus"
SIZE = 1500
"""Repeats in the shorter text."""
Pieces = Sequence[tuple[str, int | str]]


def corpus(name: str) -> dict[str, Pieces]:
    """Read one file: by name, the pieces of a text and how often each is repeated, n as often as a test wants."""
    return dict(json.loads((CORPUS / f"{name}.json").read_text(encoding="utf-8")))


def made(pieces: Pieces, n: int) -> str:
    return "".join(piece * (n if times == "n" else int(times)) for piece, times in pieces)


KINDS = ("frames", "addresses", "texts", "plans")
ALL = {f"{kind}: {name}": pieces for kind in KINDS for name, pieces in corpus(kind).items()}


def data(text: str) -> bytes:
    return text.encode(errors="surrogatepass")


def parts_of_v1(text: str) -> bytes:
    return bytes(serialize_msg_to_ws_v1([b'{"msg_type": "comm_msg"}', b"{}", b"{}", data(text)], "shell"))


def opening_of_v1(text: str) -> bytes:
    return bytes(serialize_msg_to_ws_v1([b'{"msg_type": "comm_open"}', b"{}", b"{}", data(text)], "shell"))


READERS: dict[str, Callable[[str], object]] = {
    "a frame of text": lambda text: allowed(text, None),
    "a frame of bytes": lambda text: allowed(parts_of_v1(text), V1),
    "an opening": lambda text: allowed(opening_of_v1(text), V1),
    "the depth of a text": lambda text: json_depth(data(text)),
    "the values of a text": lambda text: json_values(data(text)),
    "a line of the log": redacted,
    "a message of the log": lambda text: RedactingFormatter().format(
        logging.LogRecord("x", logging.ERROR, "f.py", 1, "%s", (text,), None)
    ),
    "a query": parse_query,
    "a token": query_token,
    "languages": preferred_language,
    "a plan": Plan.from_json,
    "a plan in bytes": lambda text: Plan.from_json(data(text)),
    "a brief": Brief.from_json,
    "JSON": parsed,
    "a name, a link and a text": lambda text: validated(
        Slot, {"id": text, "platform": text, "pillar": text, "link": text, "image": text, "text": text, "tags": [text]}
    ),
    "a channel": lambda text: validated(PostizChannel, {"platform": text, "integration": text, "board": text}),
    "tidied text": normalized_text,
    "one line": one_line,
    "a printed value": printable,
    "a number": lambda text: read_number(text, Words("fr")),
    "votes": lambda text: read_votes(f"Who;X\n{text};2", {"X": "x"}, Words("en")),
    "a table": lambda text: csv_rows(data(text)),
    "the length of a caption": lambda text: length(text, "x"),
    "a cell": lambda text: unguarded(guarded(text)),
    "a formula": lambda text: (computes(text), computes_when_separated(text)),
}


@pytest.mark.parametrize("reader", READERS)
def test_eight_times_the_text_takes_no_more_than_its_share_of_time(reader: str) -> None:
    read = READERS[reader]
    slow = {}
    for name, pieces in ALL.items():
        texts = {1: made(pieces, SIZE), 8: made(pieces, 8 * SIZE)}
        times = growth({size: partial(read, text) for size, text in texts.items()}.__getitem__, 1)
        if times > MOST_TIMES:
            slow[name] = round(times)

    assert slow == {}


@pytest.mark.parametrize("reader", READERS)
def test_what_a_reader_does_not_take_it_refuses_in_its_own_way(reader: str) -> None:
    for name, pieces in ALL.items():
        try:
            READERS[reader](made(pieces, SIZE))
        except (InputError, BadFrame):
            continue
        except Exception as error:
            pytest.fail(f"{name}: {type(error).__name__}")


PIECES = st.text(st.sampled_from("{}[]\"\\,:;.@-='a1 \n\r\x00\u0301\u0316?%"), min_size=1, max_size=3)


@given(PIECES, PIECES, PIECES, st.sampled_from(sorted(READERS)))
def test_any_piece_over_and_over_takes_no_more_than_its_share_of_time(
    before: str, piece: str, after: str, reader: str
) -> None:
    read = READERS[reader]
    runs = {size: partial(read, before + piece * (size * 500) + after) for size in (1, 8)}

    assert growth(runs.__getitem__, 1) <= MOST_TIMES


# A whole server


@pytest.fixture(scope="module")
def site(served: Served) -> Site:
    return served(["1"])


@contextlib.contextmanager
def pinging(visit: Visit) -> Iterator[list[tuple[float, float]]]:
    """Time signs of life of another visitor's page all the while: when each was asked for, and how long it took."""
    waits: list[tuple[float, float]] = []
    stop = threading.Event()

    def ping(socket: ClientConnection) -> None:
        while not stop.is_set():
            start = time.monotonic()
            socket.ping().wait(PATIENCE)
            waits.append((start, time.monotonic() - start))
            time.sleep(0.01)

    with visit.socket(V1) as socket:
        thread = threading.Thread(target=ping, args=(socket,))
        thread.start()
        try:
            yield waits
        finally:
            stop.set()
            thread.join()


def send(visit: Visit, frame: str | bytes, name: str) -> None:
    """Send a frame, and wait until the server has read it: by an answer to a ping, or by its hanging up."""
    protocol = None if isinstance(frame, str) else V1
    with visit.socket(protocol, session=name) as socket, contextlib.suppress(ConnectionClosed):
        socket.send(frame)
        answered, begun = socket.ping(), time.monotonic()
        while not answered.wait(0.02) and socket.protocol.state is State.OPEN:
            assert time.monotonic() - begun < PATIENCE


def ask(site: Site, address: str, cookies: str) -> int:
    """Ask for an address as it stands, and return the status."""
    request = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{site.port}\r\nCookie: {cookies}\r\nConnection: close\r\n\r\n"
    with socket.create_connection(("127.0.0.1", site.port), timeout=PATIENCE) as stream:
        stream.sendall(request.encode())
        answer = stream.makefile("rb").readline()
    return int(answer.split()[1])


def longest(waits: Sequence[tuple[float, float]]) -> float:
    return max(seconds for _at, seconds in waits)


def test_no_frame_and_no_address_of_the_corpus_holds_another_visitors_page(site: Site) -> None:
    """The longest of all is compared with the longest while harmless messages of the same lengths are sent."""
    with site.visit() as visit, site.visit() as stranger:
        with pinging(visit) as quiet:
            for number in range(6):
                send(stranger, text(message("x", {"a": "b" * 900_000})), f"q{number}")
                ask(site, "/nothing" + "a" * 60_000, stranger.cookies)
        with pinging(visit) as waits:
            for number, pieces in enumerate(corpus("frames").values()):
                most = 1_000_000 // max(1, len(made(pieces, 2)) - len(made(pieces, 1)))
                send(stranger, made(pieces, most), f"t{number}")
                send(stranger, parts_of_v1(made(pieces, most)), f"b{number}")
            addresses = corpus("addresses")
            statuses = {name: ask(site, address(addresses[name]), stranger.cookies) for name in addresses}

    assert len(waits) > 20
    assert longest(waits) < 10 * longest(quiet) + 1  # how short it is, the benchmark tells; here it only must not hang
    below = [name for name in addresses if made(addresses[name], 1).startswith("/static")]
    assert {name: statuses[name] for name in below} == dict.fromkeys(below, 404)
    assert set(statuses.values()) <= {200, 400, 404, 414, 431, 503}
    assert "Error" not in (site.folder / "server.log").read_text()


def address(pieces: Pieces) -> str:
    """Return an address of 60,000 bytes."""
    step = len(made(pieces, 2).encode()) - len(made(pieces, 1).encode())
    return made(pieces, 59_000 // step).replace("{version}", front_end_version())
