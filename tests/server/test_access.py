"""Who is let in, and who reaches what: every way to run a server, every client against every other's things."""

import contextlib
import hashlib
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from serving import PATIENCE, Served, Site, Visit
from websockets.exceptions import InvalidStatus
from wire import compressed, message

from strategy_kit.errors import InputError
from strategy_kit.model import Brief, Plan
from strategy_kit.server import separation
from strategy_kit.server.access import ProxyAccess, access_of
from strategy_kit.server.frames import V1
from strategy_kit.server.keys import secret_key
from strategy_kit.server.options import Options
from strategy_kit.server.person import person_hash, person_name, person_store
from strategy_kit.server.separation import prove_separation
from strategy_kit.server.settings import configuration
from strategy_kit.storage.store import open_store

pytestmark = pytest.mark.slow

NAMING = """
import os
from strategy_kit.storage.store import open_store
kept = open_store().latest()
print("NAME", kept.plan.brief.name if kept else "none", os.environ.get("QUERY_STRING"), "END")
"""
SAVING = """
from uuid import uuid4
from strategy_kit.storage.store import open_store
store = open_store()
kept = store.latest()
try:
    store.save(kept.plan.changed(weeks=kept.plan.weeks + 1), kept.version, uuid4().hex)
    print("SAVED")
except Exception as error:
    print("REFUSED", error)
"""
KERNEL = "/api/kernels/{kernel}"
SHUTDOWN = "/voila/api/shutdown/{kernel}"
UNKNOWN = "00000000-0000-0000-0000-000000000000"


def plan_of(name: str, plan_id: str) -> Plan:
    return Plan(id=plan_id, brief=Brief(name=name), start="2027-01-04")  # type: ignore[arg-type]


def as_sent(name: str) -> str:
    """Return the letters as which a client of these tests has to write a name in UTF-8."""
    return name.encode().decode("latin-1")


def named(page: str) -> str:
    found = re.search("NAME (.*?) END", page)
    assert found, page
    return found[1]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two plans, of which the second was saved last."""
    path = tmp_path_factory.mktemp("kept") / "plans.sqlite"
    saved = open_store(path)
    saved.save(plan_of("Secret bakery", "bakery"), 0, "a")
    saved.save(plan_of("Shared florist", "florist"), 0, "b")
    return path


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def shared(served: Served, store: Path, home: Path) -> tuple[Site, dict[str, str]]:
    """A server that shares the florist's plan, and the paths of its two links."""
    env = {"STRATEGY_KIT_STORE": str(store), "XDG_DATA_HOME": str(home)}
    site = served([NAMING, SAVING], "--share", "--address=127.0.0.1", "--plan=florist", env=env)
    assert site.process.stdout
    lines = [site.process.stdout.readline() for _ in range(2)]
    links = [re.sub(r"^.*http://[^/]+", "", line.strip()) for line in lines]
    return site, dict(zip(("owner", "reader"), links, strict=True))


@pytest.fixture(scope="module")
def proxied(served: Served, store: Path) -> Site:
    """A server behind a proxy that names people in a header."""
    env = {"STRATEGY_KIT_STORE": str(store)}
    return served([NAMING], "--user-header=X-Person", "--host=plans.example.org", env=env)


@pytest.fixture(scope="module")
def open_site(served: Served) -> Site:
    return served([NAMING])


def enter(site: Site, link: str) -> str:
    """Follow a link, and return the cookies it gives."""
    status, headers, _ = site.ask(link)
    assert status == 302
    assert "token" not in headers["location"]
    return headers["set-cookie"].split(";")[0]


# Links


def test_without_a_link_nothing_is_there(shared: tuple[Site, dict[str, str]]) -> None:
    site, _ = shared
    with site.visit("/", {"Cookie": enter(*shared_link(shared, "owner"))}) as visit:
        scripts = re.findall(r'src="([^"]+)"', visit.page)
        paths = ["/", "/?plan=florist", "/nothing", KERNEL.format(kernel=visit.kernel), *scripts]
        kernels = len(site.kernels())
        answers = {path: site.ask(path)[0] for path in paths}

        assert set(answers.values()) == {403}, answers
        assert len(site.kernels()) == kernels


def shared_link(shared: tuple[Site, dict[str, str]], role: str) -> tuple[Site, str]:
    return shared[0], shared[1][role]


@pytest.mark.parametrize(
    "cookie",
    ["{name}=owner:0", "{name}=2|1:0|10:1|29:{name}|4:b3du|0000"],
    ids=["bare", "ill signed"],
)
def test_a_cookie_of_ones_own_making_opens_nothing(shared: tuple[Site, dict[str, str]], cookie: str) -> None:
    made = cookie.format(name=shared[0].cookies.visitor)

    assert len(shared[0].cookies.visitor) == 29
    assert shared[0].ask("/", headers={"Cookie": made})[0] == 403


def test_a_wrong_link_gets_a_remedy_and_attempts_are_rate_limited(served: Served, home: Path, store: Path) -> None:
    env = {"STRATEGY_KIT_STORE": str(store), "XDG_DATA_HOME": str(home)}
    site = served(["1"], "--share", "--address=127.0.0.1", "--plan=florist", env=env)
    tries = [site.ask(f"/?token={guess:064}&lang=fr") for guess in range(12)]

    assert [status for status, _, _ in tries] == [403] * 10 + [429] * 2
    assert "à la personne qui vous l’a envoyé" in tries[0][2].decode()
    assert int(tries[-1][1]["retry-after"]) > 0
    assert "Trop de tentatives" in tries[-1][2].decode()
    assert site.kernels() == []


def test_the_owner_works_on_any_plan_and_saves(shared: tuple[Site, dict[str, str]]) -> None:
    cookie = enter(*shared_link(shared, "owner"))

    page = shared[0].page("/?plan=bakery", {"Cookie": cookie})

    assert named(page) == "Shared florist lang=en&amp;plan=bakery"
    assert "SAVED" in page


def test_a_reader_sees_the_plan_that_is_shared_and_no_other_and_never_saves(
    shared: tuple[Site, dict[str, str]], store: Path
) -> None:
    cookie = enter(*shared_link(shared, "reader"))
    before = open_store(store).list()

    page = shared[0].page("/?plan=bakery", {"Cookie": f"{cookie}; {shared[0].cookies.plan}=bakery"})

    assert named(page) == "Shared florist lang=en&amp;plan=florist"
    assert "REFUSED plan: not saved, because this plan was shared with you as view only." in page
    assert "Secret bakery" not in page
    assert open_store(store).list() == before


def test_a_store_shared_to_look_at_opens_the_shared_plan_alone_and_saves_nothing(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STRATEGY_KIT_LOOK", "bakery")
    looking = open_store(store)

    assert [listed.name for listed in looking.list()] == ["Secret bakery"]
    assert looking.load("bakery").plan.brief.name == "Secret bakery"
    assert looking.history("florist") == ()
    with pytest.raises(InputError, match="the plan florist was not found"):
        looking.load("florist")
    with pytest.raises(InputError, match="not saved"):
        looking.save(plan_of("New", "new"), 0, "c")


def test_links_outlive_a_restart_and_end_with_their_key(served: Served, store: Path, home: Path) -> None:
    env = {"STRATEGY_KIT_STORE": str(store), "XDG_DATA_HOME": str(home)}
    command = (["1"], "--share", "--address=127.0.0.1", "--plan=florist")
    first = served(*command, env=env)
    assert first.process.stdout
    link = "/?" + urlsplit(first.process.stdout.readline().split()[-1]).query
    cookie = enter(first, link)
    key = home / "strategy_kit" / "links.key"

    first.interrupt()
    again = served(*command, env=env, port=first.port)
    assert again.ask("/nothing", headers={"Cookie": cookie})[0] == 404
    enter(again, link)

    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    key.unlink()
    again.interrupt()
    renewed = served(*command, env=env, port=first.port)
    assert renewed.ask("/nothing", headers={"Cookie": cookie})[0] == 403
    assert renewed.ask(link)[0] == 403


def test_links_end_where_new_ones_are_asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    first, same = (access_of(Options(share=True, plan="florist")).links("/") for _ in range(2))
    new = access_of(Options(share=True, plan="florist", new_links=True)).links("/")

    assert first == same
    assert all(first[role] != new[role] for role in ("owner", "reader", "calendar"))


def test_a_link_to_one_store_opens_no_other(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    made = []
    for store in ("one.sqlite", "two.sqlite", str(Path("one.sqlite").absolute())):
        monkeypatch.setenv("STRATEGY_KIT_STORE", store)
        made.append((access_of(Options(share=True, plan="florist")).links("/"), configuration(Options(share=True))))
    (one, signed), (two, signed_two), (same, signed_same) = made

    assert all(one[role] != two[role] for role in one)
    assert signed.Voila.cookie_secret != signed_two.Voila.cookie_secret
    assert (one, signed.Voila.cookie_secret) == (same, signed_same.Voila.cookie_secret)


def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    assert secret_key(tmp_path) == secret_key(tmp_path)
    (tmp_path / "links.key").chmod(0o644)
    with pytest.raises(InputError, match="other users of this computer can read"):
        secret_key(tmp_path)
    (tmp_path / "links.key").write_bytes(b"")
    (tmp_path / "links.key").chmod(0o600)
    with pytest.raises(InputError, match="too short"):
        secret_key(tmp_path)


# A proxy


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Person": ""},
        {"X-Person": "x" * 201},
        {"X-Person": as_sent("a\u00adb")},
        {"X-Person": as_sent("a\u0085b")},
        {"X-Person": as_sent("\u200d")},
        {"X-Person": as_sent("李" * 201)},
        {"X-Person": "Élodie"},
        {"x-someone-else": "baker"},
    ],
    ids=["absent", "empty", "long", "unprintable", "control", "joiner", "long in UTF-8", "latin-1", "another header"],
)
def test_whom_the_proxy_does_not_name_is_refused_in_a_sentence(proxied: Site, headers: dict[str, str]) -> None:
    status, _, body = proxied.ask("/?lang=en", headers=headers)

    assert status == 403
    assert "The proxy in front of this page did not pass on your name." in body.decode()
    assert proxied.kernels() == []


def test_the_log_names_the_header_and_its_fault_once_and_never_the_name(served: Served, store: Path) -> None:
    site = served(["1"], "--user-header=X-Person", env={"STRATEGY_KIT_STORE": str(store)})
    for name in ("Élodie", "Ébène", as_sent("a\u0085b")):
        site.ask("/", headers={"X-Person": name})

    log = (site.folder / "server.log").read_text()
    assert log.count("the header X-Person, which names people, is not UTF-8") == 1
    assert log.count("the header X-Person, which names people, holds a control character") == 1
    assert "lodie" not in log
    assert "Traceback" not in log


@pytest.mark.parametrize("name", ["Élodie", "李", "علی\u200cرضا", "Анна 🌻", "李" * 200])
def test_people_are_let_in_by_names_of_any_script(proxied: Site, name: str) -> None:
    assert proxied.ask("/nothing", headers={"X-Person": as_sent(name)})[0] == 404


NAMES = (
    "Élodie",
    "élodie",
    "Elodie",
    "\u00c3\u0089lodie",
    "%C3%89lodie",
    "=?utf-8?q?=C3=89lodie?=",
    "李",
    "李 ",
    "a  b",
    "a b",
)


def test_two_names_never_share_a_store_and_two_spellings_of_one_always_do() -> None:
    stores = {person_store(person_hash(name), "/srv/plans.sqlite").casefold() for name in NAMES}

    assert len(stores) == len(NAMES)
    assert person_hash("E\u0301lodie") == person_hash("Élodie")
    assert {len(person_hash(name)) for name in ("a", "李" * 200)} == {32}


@pytest.mark.parametrize(
    ("name", "earlier"),
    [
        ("baker", "530c4fc0e55038578184991c3f991043"),
        ("Jürgen", hashlib.sha256("J\u00c3\u00bcrgen".encode()).hexdigest()[:32]),
    ],
    ids=["ASCII", "UTF-8 that was let in"],
)
def test_stores_of_earlier_versions_are_found(name: str, earlier: str) -> None:
    assert person_hash(person_name([as_sent(name)])) == earlier


def test_each_person_has_a_store_of_their_own(proxied: Site, store: Path) -> None:
    own = Path(person_store(person_hash("baker"), str(store)))
    open_store(own).save(plan_of("The baker's", "p"), 0, "a")

    assert named(proxied.page("/", {"X-Person": "baker"})).startswith("The baker&#39;s")
    assert named(proxied.page("/", {"X-Person": "florist"})).startswith("none")
    assert "baker" not in own.name


def test_people_come_by_the_name_of_the_proxy_and_no_other(proxied: Site) -> None:
    person = {"X-Person": "baker"}

    assert proxied.ask("/nothing", headers={**person, "Host": "plans.example.org"})[0] == 404
    assert proxied.ask("/nothing", headers={**person, "Host": "example.org"})[0] == 403


# The first of two addresses of each kind keeps people apart. {folder} is one that only the test knows.
APART = (
    "{folder}/plans.sqlite",
    "{folder}/plans",
    "{folder}/{{user}}/plans.sqlite",
    "sqlite:///{folder}/{{user}}.sqlite",
    "sqlite:///file:{folder}/{{user}}.sqlite?uri=true",
    "sqlite:///{folder}/plans.sqlite#{{user}}",
    "sqlite:///{folder}/plans.sqlite?person={{user}}&uri=true",
    "sqlite:///file:{folder}/plans.sqlite%2523{{user}}?uri=true",
)
TOGETHER = (
    "{folder}/{{user}}/../plans.sqlite",
    "sqlite:///{folder}/plans.sqlite?timeout=5&person={{user}}",
    "sqlite:///file:{folder}/plans.sqlite?person={{user}}&uri=true",
    "sqlite:///file:{folder}/plans.sqlite%23{{user}}?uri=true",
)


@pytest.mark.parametrize("address", APART)
def test_a_store_that_keeps_people_apart_is_accepted_and_left_as_it_was(tmp_path: Path, address: str) -> None:
    prove_separation(address.format(folder=tmp_path))

    assert [path for path in tmp_path.rglob("*") if not path.is_dir()] == []


@pytest.mark.parametrize("address", TOGETHER)
def test_a_server_whose_store_keeps_nobody_apart_does_not_start(tmp_path: Path, address: str) -> None:
    with pytest.raises(InputError, match="people could read each other’s plans at"):
        prove_separation(address.format(folder=tmp_path))


def test_the_proof_leaves_the_plans_of_others_as_they_were(tmp_path: Path) -> None:
    store = open_store(tmp_path / "plans.sqlite")
    store.save(plan_of("The baker's", "p"), 0, "a")
    before = store.list()

    for address in (f"{tmp_path}/plans.sqlite", f"{tmp_path}/{{user}}/../plans.sqlite"):
        with contextlib.suppress(InputError):
            prove_separation(address)

    assert open_store(tmp_path / "plans.sqlite").list() == before
    assert list(tmp_path.iterdir()) in (
        [tmp_path / "plans", tmp_path / "plans.sqlite"],
        [tmp_path / "plans.sqlite", tmp_path / "plans"],
    )


def test_a_name_that_is_cut_short_keeps_nobody_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(separation, "person_store", lambda user_hash, store: f"{store}/{user_hash[:31]}.sqlite")

    with pytest.raises(InputError, match="people could read each other’s plans"):
        prove_separation(str(tmp_path))


def test_the_server_says_what_is_wrong_with_its_store_and_ends(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "strategy_kit.cli", "serve", "--user-header=X-Person", "--lang=en"]
    env = os.environ | {"STRATEGY_KIT_STORE": f"sqlite:///file:{tmp_path}/plans.sqlite?person={{user}}&uri=true"}
    ended = subprocess.run(command, env=env, capture_output=True, text=True, timeout=PATIENCE, check=False)

    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert "people could read each other’s plans at sqlite:///" in ended.stderr


def test_a_shared_database_needs_a_place_for_the_person() -> None:
    with pytest.raises(InputError, match="each person needs a separate store of plans"):
        ProxyAccess("X-Person", "postgresql+psycopg://db/plans", b"a secret")
    assert person_hash("baker") in person_store(person_hash("baker"), "postgresql+psycopg://db/plans_{user}")


# One against the other


def websocket(visit: Visit) -> int:
    try:
        with visit.socket(V1) as socket:
            socket.send(compressed(message("comm_info_request")))
            return 101
    except InvalidStatus as refused:
        return refused.response.status_code


def verbs(visit: Visit) -> dict[str, int]:
    """Try everything one can do to a kernel, with the cookies of a visit; its end comes last."""
    cookies = {"Cookie": visit.cookies} if visit.cookies else {}
    xsrf = re.search("_xsrf=([^;]+)", visit.cookies)
    headers = {**cookies, **visit.headers, "X-XSRFToken": xsrf[1] if xsrf else "", "Content-Length": "0"}
    place = {"kernel": visit.kernel}
    return {
        "look": visit.site.ask(KERNEL.format(**place), headers=headers)[0],
        "join": websocket(visit),
        "delete": visit.site.ask(KERNEL.format(**place), method="DELETE", headers=headers)[0],
        "end": visit.site.ask(SHUTDOWN.format(**place), method="POST", headers=headers)[0],
    }


@pytest.fixture
def everybody(
    open_site: Site, shared: tuple[Site, dict[str, str]], proxied: Site, request: pytest.FixtureRequest
) -> Iterator[tuple[Visit, list[Visit]]]:
    """One visitor and all the others that know the number of that one's kernel."""
    site, heads = {
        "open": (open_site, [{}, {}]),
        "links": (shared[0], [{"Cookie": enter(*shared_link(shared, role))} for role in ("owner", "reader", "owner")]),
        "proxy": (proxied, [{"X-Person": "baker"}, {"X-Person": "florist"}]),
    }[request.param]
    with site.visit("/", heads[0]) as mine:
        others = []
        for head in heads[1:]:
            with site.visit("/", head) as other:
                others.append(other.at(mine.kernel))
        stranger = Visit(site, mine.page, "")
        yield mine, [*others, stranger]


@pytest.mark.parametrize("everybody", ["open", "links", "proxy"], indirect=True)
def test_the_kernel_of_one_is_to_all_others_as_if_it_were_not(everybody: tuple[Visit, list[Visit]]) -> None:
    mine, others = everybody
    for other in others:
        assert verbs(other) == verbs(other.at(UNKNOWN))
        assert set(verbs(other).values()) <= {403, 404}

    assert verbs(mine) == {"look": 200, "join": 101, "delete": 204, "end": 404}
    assert "Uncaught" not in (mine.site.folder / "server.log").read_text()


# Cookies


def set_cookies(site: Site, headers: dict[str, str] | None = None) -> dict[str, str]:
    """Open the page, and return the cookies it sets, with all they say, by name."""
    with site.answer("/", headers=headers) as answer:
        answer.read()
        given = [value for name, value in answer.getheaders() if name.lower() == "set-cookie"]
    site.end_kernels()
    return {cookie.partition("=")[0]: cookie for cookie in given}


def test_a_browser_at_two_servers_of_one_host_is_a_visitor_of_each(served: Served) -> None:
    one, two = served(["1"]), served(["1"])
    with one.visit() as first, two.visit("/", {"Cookie": first.cookies}) as second:
        first.cookies = second.cookies  # a browser sends all to both

        assert len(second.cookies.split("; ")) == 4
        assert all(
            visit.site.ask(KERNEL.format(kernel=visit.kernel), headers={"Cookie": visit.cookies})[0] == 200
            for visit in (first, second)
        )
        with second.socket(V1), first.socket(V1):
            pass
        for visit in (first, second):
            token = re.search("\\b_xsrf=([^;]*)\\b", visit.cookies)  # as the front end looks for it: the first there is
            origin = {"Origin": f"http://127.0.0.1:{visit.site.port}"}
            headers = {"Cookie": visit.cookies, "X-XSRFToken": token[1] if token else "", "Content-Length": "0"}
            path = SHUTDOWN.format(kernel=visit.kernel)
            elsewhere = visit.site.ask(path, method="POST", headers=headers | {"Origin": "http://127.0.0.1:1"})[0]
            assert (elsewhere, visit.site.ask(path, method="POST", headers=headers | origin)[0]) == (404, 204)


@pytest.mark.parametrize("forwarded", ["", "http", "https", "HTTPS, http"])
def test_cookies_are_for_this_server_and_behind_tls_for_tls_alone(served: Served, forwarded: str) -> None:
    site = served(["1"], "--base-url=/baker/")
    cookies = set_cookies(site, {"X-Forwarded-Proto": forwarded} if forwarded else {})

    assert len(cookies) == 2
    assert not set(cookies) & {site.cookies.visitor, site.cookies.xsrf}, "another base URL has other names"
    for cookie in cookies.values():
        assert "Path=/baker/" in cookie and "SameSite=Lax" in cookie
        assert ("Secure" in cookie) == forwarded.lower().startswith("https")
    assert "HttpOnly" in next(cookie for name, cookie in cookies.items() if "visitor" in name)


@pytest.mark.parametrize("origin", ["http://[", "//[", "http://]", "http://[::1"])
@pytest.mark.parametrize("header", ["Origin", "Sec-WebSocket-Origin"])
def test_an_origin_that_is_no_address_is_refused_and_raises_nothing(open_site: Site, header: str, origin: str) -> None:
    with open_site.visit() as visit:
        upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"}
        headers = {"Cookie": visit.cookies, header: origin, "Content-Length": "0"}
        asked = [
            *((KERNEL, method, {}) for method in ("GET", "DELETE")),
            (SHUTDOWN, "POST", {}),
            (KERNEL + "/channels?session_id=a", "GET", upgrade | {"Sec-WebSocket-Key": "a" * 22 + "=="}),
        ]
        statuses = [
            open_site.ask(path.format(kernel=visit.kernel), method=method, headers=headers | more)[0]
            for path, method, more in asked
        ]

    assert statuses == [403] * len(asked)
    assert "Uncaught" not in (open_site.folder / "server.log").read_text()


@pytest.mark.parametrize("bits", ["abc", "1", "99", "9" * 5000])
def test_an_extension_nobody_can_follow_is_refused_and_the_session_stays_usable(open_site: Site, bits: str) -> None:
    with open_site.visit() as visit:
        headers = {
            **{"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13"},
            **{"Cookie": visit.cookies, "Origin": open_site.address.rstrip("/"), "Sec-WebSocket-Key": "a" * 22 + "=="},
            "Sec-WebSocket-Extensions": f"permessage-deflate; server_max_window_bits={bits}",
        }
        path = f"{KERNEL.format(kernel=visit.kernel)}/channels?session_id=test"

        assert open_site.ask(path, headers=headers)[0] == 400
        assert websocket(visit) == 101
    assert "Uncaught" not in (open_site.folder / "server.log").read_text()


# What does not go together


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"address": "0.0.0.0"}, "0.0.0.0 would be open to everyone"),
        ({"address": "::"}, ":: would be open to everyone"),
        ({"address": "plans.example.org"}, "plans.example.org would be open to everyone"),
        ({"address": "0.0.0.0", "user_header": "X-Person"}, "0.0.0.0 would be open to everyone"),
        ({"share": True, "user_header": "X-Person"}, "cannot be combined with --user-header"),
        ({"new_links": True}, "only works with --share or --user-header"),
        ({"share": True, "plan": "../etc"}, "not a valid plan name"),
    ],
)
def test_a_server_that_would_let_anybody_in_does_not_start(given: dict[str, object], refusal: str) -> None:
    with pytest.raises(InputError, match=refusal):
        replace(Options(), **given)  # type: ignore[arg-type]


def test_to_share_opens_the_server_to_others() -> None:
    assert Options(share=True, address="0.0.0.0").share
