"""The address of a calendar: who opens it in every way to run a server, what comes, and what a program saves itself."""

import asyncio
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import icalendar
import pytest
from serving import Served, Site

from strategy_kit.model import Brief, Plan, Slot
from strategy_kit.server import calendar_feed
from strategy_kit.server.calendar_feed import Calendars, FeedUnavailable
from strategy_kit.server.person import person_hash, person_store
from strategy_kit.server.query import LONGEST
from strategy_kit.server.subscription import NO_CALENDAR
from strategy_kit.storage.store import open_store

pytestmark = pytest.mark.slow

POST = Slot(
    id="x-1",
    platform="x",
    day="2027-01-04",
    time="09:00",
    zone="Europe/Paris",
    pillar="News",
    owner="Owner",  # type: ignore[arg-type]
)


def plan_of(plan_id: str, *posts: Slot) -> Plan:
    return Plan(id=plan_id, brief=Brief(name=f"The {plan_id}"), start="2027-01-04", slots=posts)  # type: ignore[arg-type]


def save(store: Path, plan: Plan) -> None:
    saved = open_store(store)
    version = len(saved.history(plan.id))
    saved.save(plan, version, f"{plan.id}-{version}")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kept") / "plans.sqlite"
    for plan in (plan_of("bakery", POST), plan_of("young"), plan_of("florist", POST)):
        save(path, plan)
    return path


@pytest.fixture(scope="module")
def environment(store: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return {"STRATEGY_KIT_STORE": str(store), "XDG_DATA_HOME": str(tmp_path_factory.mktemp("home"))}


@pytest.fixture(scope="module")
def open_site(served: Served, environment: dict[str, str]) -> Site:
    return served(["1"], env=environment)


@pytest.fixture(scope="module")
def shared(served: Served, environment: dict[str, str]) -> Iterator[tuple[Site, dict[str, str]]]:
    """A server that shares the florist's plan, and the paths of its three links."""
    site = served(["1"], "--share", "--address=127.0.0.1", "--plan=florist", env=environment)
    assert site.process.stdout
    lines = [site.process.stdout.readline() for _ in range(3)]
    links = [re.sub(r"^.*http://[^/]+", "", line.strip()) for line in lines]
    yield site, dict(zip(("owner", "reader", "calendar"), links, strict=True))


@pytest.fixture(scope="module")
def proxied(served: Served, environment: dict[str, str]) -> Site:
    return served(["1"], "--user-header=X-Person", env=environment)


def entered(site: Site, link: str) -> dict[str, str]:
    return {"Cookie": site.ask(link)[1]["set-cookie"].split(";")[0]}


def events(body: bytes) -> list[icalendar.Event]:
    return [event for event in icalendar.Calendar.from_ical(body).events if str(event["SUMMARY"]).startswith("X")]


# What comes


def test_the_calendar_of_a_saved_plan_comes_without_a_kernel(open_site: Site) -> None:
    status, headers, body = open_site.ask("/calendar.ics?plan=bakery")

    assert status == 200
    assert headers["content-type"] == "text/calendar; charset=utf-8"
    assert headers["cache-control"] == "private, no-cache"
    assert [str(event["SUMMARY"]) for event in events(body)] == ["X: News"]
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT12H" in body
    assert open_site.kernels() == []


def test_a_calendar_speaks_the_language_of_its_plan_or_the_one_asked_for(open_site: Site) -> None:
    answers = {lang: open_site.ask(f"/calendar.ics?plan=bakery{lang}")[2] for lang in ("", "&lang=fr", "&lang=de")}

    assert b"//EN" in answers[""] and b"//FR" in answers["&lang=fr"] and answers["&lang=de"] == answers[""]


def test_an_unchanged_calendar_is_answered_with_not_modified(open_site: Site, store: Path) -> None:
    save(store, plan_of("moving", POST))
    first = open_site.ask("/calendar.ics?plan=moving")
    known = {"If-None-Match": first[1]["etag"]}

    again = open_site.ask("/calendar.ics?plan=moving", headers=known)
    save(store, plan_of("moving", POST.changed(time="10:00", revision=1)))
    status, headers, body = open_site.ask("/calendar.ics?plan=moving", headers=known)

    assert (again[0], again[2]) == (304, b"")
    assert (status, headers["etag"] != first[1]["etag"]) == (200, True)
    (before,), (after,) = events(first[2]), events(body)
    assert before["UID"] == after["UID"] and after["SEQUENCE"] == 1
    assert (before["DTSTART"].dt.hour, after["DTSTART"].dt.hour) == (9, 10)


def test_a_look_at_the_head_gives_the_same_headers_and_no_body(open_site: Site) -> None:
    status, headers, body = open_site.ask("/calendar.ics?plan=bakery", method="HEAD")

    assert (status, body) == (200, b"")
    assert headers["etag"] == open_site.ask("/calendar.ics?plan=bakery")[1]["etag"]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?plan=",
        "?plan=nobodys",
        "?plan=young",
        "?plan=../etc",
        "?plan=bakery%00",
        f"?plan=bakery&x={'y' * LONGEST}",
    ],
    ids=["bare", "empty", "unknown", "no calendar yet", "a path", "zero byte", "long"],
)
def test_a_missing_calendar_is_answered_with_one_line_of_text(open_site: Site, query: str) -> None:
    status, headers, body = open_site.ask(f"/calendar.ics{query}", headers={"Accept-Language": "fr"})

    assert (status, headers["content-type"]) == (404, "text/plain; charset=utf-8")
    assert body.decode().startswith("Il n’y a pas de calendrier à cette adresse")


@pytest.mark.parametrize("verb", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_an_address_of_a_calendar_is_only_read(open_site: Site, verb: str) -> None:
    assert open_site.ask("/calendar.ics?plan=bakery", method=verb)[0] in (403, 405)


# Who opens it


def test_the_link_of_a_calendar_opens_it_for_a_program_that_knows_nothing_else(
    shared: tuple[Site, dict[str, str]],
) -> None:
    site, links = shared
    status, headers, body = site.ask(links["calendar"])

    assert (status, len(events(body))) == (200, 1)
    assert "set-cookie" not in headers


def test_the_link_of_a_calendar_opens_nothing_else(shared: tuple[Site, dict[str, str]]) -> None:
    site, links = shared
    (secret,) = parse_qs(urlsplit(links["calendar"]).query)["token"]

    assert site.ask(f"/calendar.ics?plan=bakery&token={secret}")[0] == 403
    assert site.ask(f"/?plan=florist&token={secret}")[0] == 403


def test_the_link_of_a_calendar_is_shown_only_to_those_who_may_see_its_plan(
    shared: tuple[Site, dict[str, str]],
) -> None:
    site, links = shared
    people = {"owner": entered(site, links["owner"]), "reader": entered(site, links["reader"]), "nobody": {}}

    responses = {
        (who, plan): site.ask(f"/calendar?plan={plan}", headers=cookie)
        for who, cookie in people.items()
        for plan in ("florist", "bakery", "", "../etc")
    }

    assert {address: status for address, (status, _, _) in responses.items() if status != 404} == {
        **dict.fromkeys([("owner", "florist"), ("owner", "bakery"), ("reader", "florist")], 200),
        **{("nobody", plan): 403 for plan in ("florist", "bakery", "", "../etc")},
    }
    assert {responses[who, "florist"][2].decode() for who in ("owner", "reader")} == {
        links["calendar"].removeprefix("/")
    }
    assert site.ask("/" + responses["owner", "bakery"][2].decode())[0] == 200


def test_a_logged_in_visitor_also_needs_the_link_of_the_calendar(shared: tuple[Site, dict[str, str]]) -> None:
    site, links = shared

    assert site.ask("/calendar.ics?plan=florist", headers=entered(site, links["owner"]))[0] == 403


def test_on_this_machine_alone_the_name_of_a_plan_is_its_key(open_site: Site) -> None:
    assert open_site.ask("/calendar?plan=bakery")[2] == b"calendar.ics?plan=bakery"


def test_wrong_calendar_links_are_rate_limited_and_the_right_one_still_opens(
    served: Served, environment: dict[str, str], shared: tuple[Site, dict[str, str]]
) -> None:
    site = served(["1"], "--share", "--address=127.0.0.1", "--plan=florist", env=environment)
    tries = [site.ask(f"/calendar.ics?plan=florist&token={guess:064}") for guess in range(12)]

    assert [status for status, _, _ in tries] == [403] * 10 + [429] * 2
    assert int(tries[-1][1]["retry-after"]) > 0
    assert site.ask(shared[1]["calendar"])[0] == 200


def test_behind_a_proxy_a_link_opens_a_calendar_of_one_person_whatever_the_header_says(
    proxied: Site, store: Path
) -> None:
    save(Path(person_store(person_hash("baker"), str(store))), plan_of("own", POST))
    baker, florist = {"X-Person": "baker"}, {"X-Person": "florist"}
    link, theirs = ("/" + proxied.ask("/calendar?plan=own", headers=who)[2].decode() for who in (baker, florist))
    mixed = re.sub(r"token=\w+", re.findall(r"token=\w+", link)[0], theirs)

    assert len(events(proxied.ask(link)[2])) == 1
    assert proxied.ask(link, headers=florist)[0] == 200
    assert proxied.ask(theirs, headers=baker)[0] == 404  # good for a plan of that name of the florist's
    assert {proxied.ask(path, headers=baker)[0] for path in (mixed, "/calendar.ics?plan=own")} == {403}
    assert {proxied.ask(f"{link.partition('token=')[0]}token={made}")[0] for made in ("../../etc.0", ".", "x.")} == {
        403
    }
    assert proxied.ask("/calendar?plan=own")[0] == 403


# What it may cost


@pytest.mark.parametrize(
    ("program", "retry"),
    [
        (f"raise SystemExit({NO_CALENDAR})", False),
        ("raise RuntimeError", True),
        ("import os; os.abort()", True),
        ("import time; time.sleep(600)", True),
    ],
    ids=["nothing", "a fault", "a crash", "no end"],
)
def test_a_file_that_cannot_be_written_has_an_end(program: str, retry: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar_feed, "SECONDS", 2.0)
    monkeypatch.setattr(calendar_feed, "PROGRAM", (sys.executable, "-c", program))

    with pytest.raises(FeedUnavailable) as none:
        asyncio.run(calendar_feed.run_writer(b"{}"))

    assert none.value.retry is retry


@pytest.mark.parametrize("end", ["os.kill(os.getpid(), 9)", "os.kill(os.getpid(), 19)"], ids=["killed", "stopped"])
def test_a_writer_that_dies_or_hangs_is_answered_in_words_and_replaced_at_the_next_request(
    served: Served, environment: dict[str, str], tmp_path: Path, end: str
) -> None:
    fault = tmp_path / "fault"
    writer = (
        f"import os, runpy; os.path.exists({str(fault)!r}) and {end}; "
        "runpy.run_module('strategy_kit.server.subscription', run_name='__main__')"
    )
    before = f"""
import sys, strategy_kit.server.calendar_feed as feed
feed.PROGRAM = (sys.executable, "-P", "-c", {writer!r})
"""
    site = served(["1"], env=environment, before=before)
    fault.touch()
    status, headers, body = site.ask("/calendar.ics?plan=bakery")
    fault.unlink()

    assert (status, headers["retry-after"]) == (503, "60")
    assert body.decode() == "The calendar could not be created just now. Try again in a minute.\n"
    assert site.ask("/calendar.ics?plan=bakery")[0] == 200


def test_whoever_waits_too_long_for_a_turn_is_sent_away_and_the_turn_is_another_s(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def hanging(_request: bytes) -> bytes:
        await asyncio.sleep(0.5)
        return b"late"

    async def crowd() -> list[bytes | BaseException]:
        calendars = Calendars()
        asked = (calendars.file("", "p", None) for _ in range(6))
        return [*await asyncio.gather(*asked, return_exceptions=True), await calendars.file("", "p", None)]

    monkeypatch.setattr(calendar_feed, "run_writer", hanging)
    monkeypatch.setattr(calendar_feed, "PATIENCE", 0.1)
    *first, later = asyncio.run(crowd())

    assert [getattr(answer, "retry", answer) for answer in first] == [b"late"] * 2 + [True] * 4
    assert later == b"late"


def test_a_writer_that_cannot_be_started_is_asked_for_again_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calendar_feed, "PROGRAM", ("/nowhere/no-such-program",))

    with pytest.raises(FeedUnavailable) as none:
        asyncio.run(calendar_feed.run_writer(b"{}"))

    assert none.value.retry


def test_few_files_are_written_at_once_and_a_crowd_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    running: list[int] = []

    async def written(wanted: bytes) -> bytes:
        running.append(1)
        at_once = len(running)
        await asyncio.sleep(0)
        running.pop()
        return bytes([at_once])

    async def crowd() -> list[bytes | BaseException]:
        calendars = Calendars()
        responses = await asyncio.gather(*(calendars.file("", "p", None) for _ in range(30)), return_exceptions=True)
        return [*responses, await calendars.file("", "p", None)]

    monkeypatch.setattr(calendar_feed, "run_writer", written)
    *responses, later = asyncio.run(crowd())

    files = [one for one in responses if isinstance(one, bytes)]
    assert len(files) == calendar_feed.AT_ONCE + calendar_feed.WAITING
    assert max(files) == bytes([calendar_feed.AT_ONCE])
    assert later == b"\x01"
