"""The warm parent and its kernels, by real processes: nothing is inherited that should not be, and failures are met."""

import contextlib
import html
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import psutil
import pytest
from serving import PATIENCE, Served, Site

from strategy_kit.server.forking.warm import FORK_SECONDS, ForkFailed, WarmParent
from strategy_kit.server.kernels import parent_environment

pytestmark = pytest.mark.slow

DRAWS = """
import json, os, random, resource, subprocess, tempfile, uuid, numpy
with tempfile.NamedTemporaryFile() as file:
    name = file.name
draws = [numpy.random.random(), random.random(), uuid.uuid4().hex, name]
children = [subprocess.run(["false"]).returncode, subprocess.run(["true"]).returncode]
memory, files = (resource.getrlimit(what)[1] for what in (resource.RLIMIT_DATA, resource.RLIMIT_NOFILE))
nice = os.getpriority(os.PRIO_PROCESS, 0)
group = os.getpgid(0) == os.getpid()
print("SAYS", json.dumps([draws, children, memory, files, nice, group, os.environ["QUERY_STRING"]]), "END")
"""
PLAIN = "kernels.warm_parent = lambda env: WarmParent(env, ('false',))"


def kernel_report(page: str) -> list[object]:
    found = re.search("SAYS (.*?) END", html.unescape(page))
    assert found, page
    return list(json.loads(found[1]))


@pytest.fixture(scope="module")
def site(served: Served) -> Site:
    return served([DRAWS], env={"CANARY": "canary-of-the-server"}, pages=True)


@pytest.fixture(scope="module")
def plain(served: Served) -> Site:
    """The same page from kernels that each start anew."""
    return served([DRAWS], "--no-fork")


@pytest.fixture(params=["site", "plain"], ids=["forked", "plain"])
def either(request: pytest.FixtureRequest) -> Site:
    """The page from the one kind of kernel and from the other."""
    return request.getfixturevalue(request.param)  # type: ignore[no-any-return]


# What a kernel inherits


def test_kernels_are_forked_from_one_parent(site: Site) -> None:
    site.ask("/")
    (kernel,) = site.kernels()
    found = kernel.ppid(), kernel.name()
    site.end_kernels()

    assert found == (site.warm_parent().pid, "sk-kernel")


def test_siblings_draw_other_numbers_names_and_ids(site: Site) -> None:
    draws = [kernel_report(site.page())[0] for _ in range(4)]

    for kind in zip(*draws, strict=True):  # type: ignore[arg-type]
        assert len(set(kind)) == 4


def test_a_kernel_knows_the_exit_codes_of_its_own_children_and_leads_its_group(site: Site) -> None:
    _, children, _, _, _, group, _ = kernel_report(site.page())

    assert (children, group) == ([1, 0], True)


def sockets(kernel: psutil.Process) -> list[Path]:
    """Return the paths at which a kernel is reached."""
    return [Path(at.laddr) for at in kernel.net_connections("unix") if at.laddr]


def test_a_kernel_is_reached_through_a_folder_that_nobody_else_may_enter(either: Site) -> None:
    with either.visit():
        (kernel,) = either.kernels()
        found = sockets(kernel)
        (folder,) = {path.parent for path in found}

        assert len({path.name for path in found}) == 5
        assert folder.name.startswith("voila_") and folder.stat().st_mode & 0o777 == 0o700


def test_where_such_a_path_would_be_too_long_a_page_is_served_all_the_same(served: Served, tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 90)
    deep.mkdir()
    site = served(["'fi' + 'ne'"], env={"TMPDIR": str(deep)})
    with site.visit() as visit:
        (kernel,) = site.kernels()
        found = sockets(kernel)

    assert "fine" in visit.page
    assert not found


def test_a_kernel_has_limits_of_memory_and_files_and_a_low_priority(either: Site) -> None:
    _, _, memory, files, nice, _, _ = kernel_report(either.page())

    assert (memory, files, nice) == (1024 << 20, 512, 5)


def test_a_kernel_that_wants_too_much_memory_ends_its_page_alone(served: Served) -> None:
    site = served([DRAWS, "bytearray(2 << 30)", "'after'"])

    page = site.page("/?lang=en")

    assert "The page stopped here." in page and "after" not in page
    assert kernel_report(site.page())[1] == [1, 0]


def memory_of(process: psutil.Process) -> bytes:
    """Return all a process could write to."""
    found = bytearray()
    with Path(f"/proc/{process.pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{process.pid}/maps").read_text().splitlines():
            span, rights = line.split()[:2]
            start, end = (int(part, 16) for part in span.split("-"))
            if rights.startswith("rw") and "[v" not in line:
                memory.seek(start)
                found += memory.read(end - start)
    return bytes(found)


def test_the_parent_never_holds_data_of_a_visitor(site: Site) -> None:
    canaries = [f"canary-{number}-of-a-visitor" for number in range(3)]
    heard = [kernel_report(site.page(f"/?plan={canary}"))[-1] for canary in canaries]
    parent = site.warm_parent()
    memory = memory_of(parent)

    assert [canary in str(query) for canary, query in zip(canaries, heard, strict=True)] == [True] * 3
    assert b"strategy_kit" in memory  # it is the memory indeed
    assert not [canary for canary in canaries if canary.encode() in memory]
    assert "canary-of-the-server" not in str(parent.environ())


def test_the_parent_has_one_thread_and_one_listening_socket(site: Site) -> None:
    site.page()
    parent = site.warm_parent()
    links = [str(descriptor.readlink()) for descriptor in Path(f"/proc/{parent.pid}/fd").iterdir()]

    assert parent.num_threads() == 1
    assert len([name for name in links if name.startswith("socket:")]) == 1
    assert not [name for name in links if re.search(r"eventpoll|eventfd|sqlite|pidfd|\.db", name)]


def test_the_environment_of_the_parent_holds_no_variable_of_a_visit() -> None:
    env = {"PATH": "/bin", "STRATEGY_KIT_TODAY": "2027-01-04", "QUERY_STRING": "plan=x", "VOILA_REQUEST_URL": "y"}

    assert parent_environment(env) == {"PATH": "/bin", "STRATEGY_KIT_TODAY": "2027-01-04"}


# Steps without end


@pytest.mark.parametrize("options", [(), ("--no-fork",)], ids=["forked", "plain"])
def test_a_cell_without_end_is_ended_and_its_kernel_lives_on(served: Served, options: tuple[str, ...]) -> None:
    sooner = "import strategy_kit.server.forking.provisioner as p; p.OPTIONS += ('--Kernel.step_seconds=1',)"
    site = served(["import time\ntime.sleep(600)", "'after'"], *options, before=sooner)

    _, _, body = site.ask("/?lang=en")
    (kernel,) = site.kernels()

    assert "The page stopped here." in body.decode() and "after" not in body.decode()
    assert kernel.is_running()


STUBBORN = "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})\nwhile True: pass"


@pytest.mark.parametrize("options", [(), ("--no-fork",)], ids=["forked", "plain"])
def test_a_cell_that_listens_to_no_clock_ends_with_its_kernel(served: Served, options: tuple[str, ...]) -> None:
    sooner = "import strategy_kit.server.forking.provisioner as p; p.OPTIONS += ('--Kernel.processor_seconds=1',)"
    site = served([STUBBORN, "'after'"], *options, before=sooner)

    _, _, body = site.ask("/?lang=en")

    assert "after" not in body.decode()
    assert site.kernels() == []


def test_a_kernel_has_its_share_of_the_processor_anew_at_each_step(served: Served) -> None:
    sooner = "import strategy_kit.server.forking.provisioner as p; p.OPTIONS += ('--Kernel.processor_seconds=2',)"
    busy = "import time\nend = time.process_time() + 1\nwhile time.process_time() < end: pass"

    assert "at the end" in served([busy] * 4 + ["'at the end'"], before=sooner).page()


# The death of one or the other


def all_ended(processes: list[psutil.Process]) -> bool:
    return psutil.wait_procs(processes, timeout=PATIENCE)[1] == []


def test_with_the_server_dies_everything_it_started(served: Served) -> None:
    site = served(["1"])
    site.ask("/")
    family = psutil.Process(site.process.pid).children(recursive=True)

    site.process.send_signal(signal.SIGKILL)

    assert len(family) == 2
    assert all_ended(family)


def test_with_the_parent_die_its_kernels_and_the_next_visit_gets_a_new_one(served: Served) -> None:
    site = served(["'fine'"])
    site.ask("/")
    first, kernels = site.warm_parent(), site.kernels()

    first.kill()

    assert all_ended(kernels)
    assert "fine" in site.ask("/")[2].decode()
    assert site.warm_parent().pid != first.pid
    assert site.kernels()[0].ppid() == site.warm_parent().pid


def test_a_page_is_served_where_there_is_no_parent(served: Served) -> None:
    site = served(["'fine'"], before=PLAIN)

    for _ in range(2):
        assert "fine" in site.ask("/")[2].decode()
        assert [kernel.name() for kernel in site.kernels()] != ["sk-kernel"]
        site.end_kernels()


# A parent that misbehaves

READY = "import json,os,socket,sys,time\ndoor=socket.socket(fileno=int(sys.argv[1]))\nready=b'{\"ready\": true}'\n"
UNRULY = {
    "dead before it is ready": ("sys.exit(1)", "ended"),
    "dead when asked": ("door.send(ready); door.recv(9999)", "ended"),
    "silent": ("door.send(ready); time.sleep(60)", "timed out"),
    "babbling": ("door.send(ready); door.recv(9999); door.send(b'{{{')", "Expecting"),
    "beside the point": ("door.send(ready); door.recv(9999); door.send(b'[1, 2]')", "sense"),
    "answering another question": (
        'door.send(ready); door.recv(9999); door.send(b\'{"number": 7, "pid": 1}\')',
        "other",
    ),
    "without a descriptor": ('door.send(ready); door.recv(9999); door.send(b\'{"number": 1, "pid": 1}\')', "other"),
    "refusing": ('door.send(ready); door.recv(9999); door.send(b\'{"number": 1, "refused": "no room"}\')', "no room"),
}


def descriptors() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


class ParentOf(Protocol):
    def __call__(self, code: str, fork_seconds: float = FORK_SECONDS) -> WarmParent: ...


@pytest.fixture
def parent_of() -> Iterator[ParentOf]:
    """Give a warm parent that runs the code it is given, and close it whatever the test finds."""
    with contextlib.ExitStack() as parents:

        def made(code: str, fork_seconds: float = FORK_SECONDS) -> WarmParent:
            parent = WarmParent(dict(os.environ), (sys.executable, "-c", code), fork_seconds)
            return parents.enter_context(contextlib.closing(parent))

        yield made


@pytest.mark.parametrize(("code", "reason"), UNRULY.values(), ids=UNRULY)
def test_an_unruly_parent_gives_no_kernel_and_keeps_nobody_waiting(parent_of: ParentOf, code: str, reason: str) -> None:
    unruly = parent_of(READY + code, fork_seconds=0.5)
    before = descriptors()

    for _ in range(3):
        with pytest.raises(ForkFailed, match=reason):
            unruly.fork([], {}, "/", {})

    unruly.close()
    assert descriptors() == before


def test_a_parent_with_a_second_thread_refuses_to_fork(parent_of: ParentOf) -> None:
    threaded = (
        "import socket, sys, threading, time\nfrom strategy_kit.server.forking.parent import serve\n"
        "serve(socket.socket(fileno=int(sys.argv[1])), lambda: threading.Thread(target=time.sleep, args=(60,)).start())"
    )

    with pytest.raises(ForkFailed, match="more than one thread"):
        parent_of(threaded).fork([], {}, "/", {})


def test_an_ended_kernel_is_reported_as_ended_and_its_process_id_is_never_signalled_again(
    parent_of: ParentOf,
) -> None:
    exiting = (
        "import os, socket, sys\nfrom strategy_kit.server.forking import parent\n"
        "def end(of, wish):\n    while os.read(wish, 4096): pass\n    os.write(wish, b'!')\n    os._exit(3)\n"
        "parent.become_kernel = end\n"
        "parent.serve(socket.socket(fileno=int(sys.argv[1])), lambda: None)"
    )
    kernel = parent_of(exiting).fork([], {}, "/", {})
    end = time.monotonic() + PATIENCE
    while kernel.poll() is None and time.monotonic() < end:
        time.sleep(0.01)

    assert kernel.poll() == 0
    kernel.kill()  # finds nobody
    assert kernel.wait() == 0 == kernel.poll()


@pytest.mark.parametrize("busy_seconds", [0, 0.3], ids=["at once", "before the parent has looked"])
def test_a_kernel_that_ends_before_it_listens_is_none(parent_of: ParentOf, busy_seconds: float) -> None:
    exiting = (
        "import os, socket, sys, time\nfrom strategy_kit.server.forking import parent\n"
        f"look = os.pidfd_open\nos.pidfd_open = lambda pid: (time.sleep({busy_seconds}), look(pid))[1]\n"
        "parent.become_kernel = lambda of, wish: os._exit(3)\n"
        "parent.serve(socket.socket(fileno=int(sys.argv[1])), lambda: None)"
    )
    parent = parent_of(exiting)
    before = descriptors()

    with pytest.raises(ForkFailed, match="before it began"):
        parent.fork([], {}, "/", {})

    parent.close()
    assert descriptors() == before


def test_the_parent_loads_what_a_page_needs_before_anybody_comes() -> None:
    code = (
        "import sys\nfrom strategy_kit.server.forking import parent\nparent.preload()\nknown = set(sys.modules)\n"
        "import os; os.environ['STRATEGY_KIT_STORE'] = sys.argv[1]\n"
        "from strategy_kit.pages.dashboard import open_dashboard\n"
        "from strategy_kit.pages.registry import FRONT, PAGES\n"
        "dashboard = open_dashboard('en')\n"
        "for page in (*FRONT, *PAGES): dashboard.show_page(page)\nprint(sorted(set(sys.modules) - known))"
    )
    store = os.environ["STRATEGY_KIT_STORE"]
    ran = subprocess.run([sys.executable, "-c", code, store], capture_output=True, text=True, timeout=PATIENCE)

    assert ran.stdout == "[]\n", ran.stderr
