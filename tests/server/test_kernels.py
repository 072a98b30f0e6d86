"""Many visitors at once: who finds no place is told so at once, and nothing is kept for those who left."""

import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager

import psutil
import pytest
from serving import PATIENCE, Served, Site, Visit, tuned
from websockets.sync.client import ClientConnection
from wire import compressed, message

from strategy_kit.server.frames import V1
from strategy_kit.server.kernels import Kernels, NoCapacity
from strategy_kit.server.places import Claim

SOON = tuned(
    "c.Kernels.connect_seconds, c.Kernels.sweep_seconds = 2, 0.2",
    "c.MappingKernelManager.cull_idle_timeout, c.MappingKernelManager.cull_interval = 2, 1",
)
MOVED = "import ipywidgets\nslider = ipywidgets.IntSlider()\nprint('MODEL', slider.model_id, 'END')"


@pytest.fixture(scope="module")
def small(served: Served) -> Site:
    """A server with three places."""
    return served([MOVED], "--kernels=3", before=SOON)


@pytest.fixture
def site(small: Site) -> Iterator[Site]:
    yield small
    small.end_kernels()
    assert until(lambda: not small.kernels())
    time.sleep(1)  # until the server has looked around, five times over


def until(holds: Callable[[], bool]) -> bool:
    """Wait for something to become so."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return False


def room(site: Site) -> bool:
    """Whether the server has a place; asking takes one for a moment."""
    with site.answer("/") as answer:
        answer.read()
        return answer.status == 200


@contextmanager
def present(site: Site) -> Iterator[tuple[Visit, ClientConnection]]:
    """Open a page and, before its kernel is given up, the websocket of it."""
    with site.visit() as visit, visit.socket(V1) as socket:
        yield visit, socket


# No place


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "The workbook has reached its maximum number of open pages."),
        ("fr", "Le classeur a atteint son nombre maximal de pages ouvertes."),
    ],
)
def test_a_visitor_beyond_capacity_gets_503_and_a_time_to_retry(site: Site, lang: str, words: str) -> None:
    with ExitStack() as visits:
        sockets = [visits.enter_context(present(site))[1] for _ in range(3)]

        start = time.monotonic()
        status, headers, body = site.ask("/", headers={"Accept-Language": lang})
        waited = time.monotonic() - start

        assert (status, headers["retry-after"]) == (503, "15")
        assert words in body.decode() and f'lang="{lang}"' in body.decode()
        assert waited < 1
        assert len(site.kernels()) == 3
        assert all(socket.ping().wait(PATIENCE) for socket in sockets)


def test_a_visitor_who_leaves_frees_a_place(site: Site) -> None:
    with present(site), present(site), present(site) as (last, _):
        assert not room(site)
        last.end()
        assert until(lambda: room(site))


def test_twenty_who_come_at_once_never_get_more_places_than_there_are(site: Site) -> None:
    seen: list[int] = []
    crowd = [threading.Thread(target=lambda: seen.append(site.ask("/")[0])) for _ in range(20)]
    for one in crowd:
        one.start()
    most = 0
    while any(one.is_alive() for one in crowd):
        most = max(most, len(site.kernels()))
    for one in crowd:
        one.join()

    assert most <= 3
    assert sorted(set(seen)) == [200, 503]
    assert seen.count(200) >= 3


def test_one_visitor_cannot_take_every_place() -> None:
    kernels = Kernels(max_kernels=5, max_per_visitor=2)
    kernels.reserve(Claim("a"))
    kernels.reserve(Claim("a"))

    with pytest.raises(NoCapacity) as own:
        kernels.reserve(Claim("a"))
    kernels.reserve(Claim("b"))
    kernels.reserve(Claim("b"))
    kernels.reserve(Claim("c"))
    with pytest.raises(NoCapacity) as anybody:
        kernels.reserve(Claim("d"))

    assert (own.value.bound, anybody.value.bound) == ("visitor", "server")
    kernels.release(Claim("b"))
    kernels.reserve(Claim("d"))


def test_a_visitor_with_too_many_pages_is_asked_to_close_one(served: Served) -> None:
    site = served(["1"], before=tuned("c.Kernels.max_per_visitor = 1"))
    with site.visit() as visit:
        status, _, body = site.ask("/?lang=en", headers={"Cookie": visit.cookies})
        other = site.ask("/?lang=en")[0]

    assert (status, other) == (503, 200)
    assert "Close one of its windows or tabs." in body.decode()


# Places for others

UNCALLED = "c.Kernels.connect_seconds = 600"
"""Pages that are only asked for keep their places, however long a busy machine takes to send them."""


def full(site: Site, headers: Mapping[str, str] | None = None, path: str = "/?lang=en") -> str:
    """Ask for a page, and return the title of the refusal; empty if it comes."""
    status, _, body = site.ask(path, headers=headers)
    found = re.search(r"<h1[^>]*>(.*?)</h1>", body.decode(), re.DOTALL)
    assert status in (200, 503)
    return found[1].strip() if status == 503 and found else ""


def test_visitors_who_drop_their_cookies_leave_places_to_who_was_here_before(served: Served) -> None:
    site = served(["1"], "--kernels=4", before=tuned(UNCALLED))
    with site.visit() as before:
        pass
    assert until(lambda: not site.kernels())

    assert [full(site) for _ in range(5)] == [""] * 3 + [
        ("The workbook has reached its maximum number of open pages.")
    ] * 2
    assert full(site, {"Cookie": before.cookies}) == ""
    assert full(site, {"Cookie": before.cookies}) == "The workbook has reached its maximum number of open pages."


def test_readers_of_one_link_take_half_of_the_places_and_the_owner_finds_one(served: Served) -> None:
    site = served(["1"], "--share", "--plan=shared", "--kernels=4", "--address=127.0.0.1", before=tuned(UNCALLED))
    assert site.process.stdout
    links = [site.process.stdout.readline().split(": ")[1].strip() for _ in range(3)]

    def enter(link: str) -> dict[str, str]:
        with site.answer("/?" + link.partition("?")[2]) as answer:
            return {"Cookie": (answer.getheader("Set-Cookie") or "").split(";")[0]}

    assert [full(site, enter(links[1])) for _ in range(2)] == ["", ""]
    assert full(site, enter(links[1])) == "This plan is open in too many windows right now."
    assert full(site, enter(links[1]), "/?lang=fr") == "Ce plan est ouvert dans trop de fenêtres en ce moment."
    assert [full(site, enter(links[0])) for _ in range(2)] == ["", ""]
    assert full(site, enter(links[0])) == "The workbook has reached its maximum number of open pages."


def test_one_address_behind_a_proxy_takes_a_quarter_of_the_places(served: Served) -> None:
    site = served(["1"], "--kernels=8", before=tuned("c.Kernels.max_per_visitor = 1", UNCALLED))

    def come(address: str) -> str:
        return full(site, {"X-Forwarded-For": f"198.51.100.9, {address}"})

    assert [come("203.0.113.7") for _ in range(2)] == ["", ""]
    assert come("203.0.113.7") == "The workbook is already open too many times from your network address."
    assert come("2001:db8::1") == come("2001:db8::2") == ""
    assert come("2001:db8::3") == "The workbook is already open too many times from your network address."
    assert come("203.0.113.8") == ""


def test_a_page_that_fails_gives_its_place_back(served: Served) -> None:
    broken = "import strategy_kit.server.kernels as k\nk.Kernels.pre_start_kernel = None"
    site = served(["1"], "--kernels=1", before=broken)

    answers = [site.ask("/?lang=en") for _ in range(3)]

    assert [("The page stopped here." in body.decode(), status) for status, _, body in answers] == [(True, 200)] * 3


# Those who left


def test_a_kernel_whose_page_never_calls_is_ended(site: Site) -> None:
    site.ask("/")
    kernels = site.kernels()

    assert len(kernels) == 1
    assert psutil.wait_procs(kernels, timeout=PATIENCE)[1] == []


def test_a_kernel_with_a_reader_stays_and_goes_when_the_reader_does(site: Site) -> None:
    with site.visit() as visit:
        with visit.socket(V1) as socket:
            kernels = site.kernels()
            time.sleep(4)  # longer than any limit of this server
            assert len(site.kernels()) == 1
            model = re.search(r"MODEL (\w+) END", visit.page)
            assert model
            change = {"comm_id": model[1], "data": {"method": "update", "state": {"value": 7}}}
            socket.send(compressed(message("comm_msg", change)))
            while b'"value": 7' not in (heard := socket.recv(timeout=PATIENCE)):
                assert heard
        assert psutil.wait_procs(kernels, timeout=PATIENCE)[1] == []


def test_a_kernel_that_was_killed_leaves_its_place(site: Site) -> None:
    with present(site), present(site), present(site):
        assert not room(site)
        site.kernels()[0].kill()
        assert until(lambda: room(site))


@pytest.mark.slow
def test_fifty_visits_leave_nothing_behind(small: Site) -> None:
    server = psutil.Process(small.process.pid)

    def visit_and_leave() -> None:
        with small.visit() as visit, visit.socket(V1) as socket:
            assert socket.ping().wait(PATIENCE)

    for _ in range(10):
        visit_and_leave()
    assert until(lambda: not small.kernels())
    before, memory = server.num_fds(), server.memory_info().rss
    for _ in range(40):
        visit_and_leave()

    assert until(lambda: not small.kernels())
    assert until(lambda: server.num_fds() <= before + 2)
    assert server.memory_info().rss < memory + (20 << 20)
