"""What time does to a store: a flipped bit is found wherever it is, and a store of an earlier edition opens."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from strategy_kit.commands.check import store_findings
from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan
from strategy_kit.storage.store import DamagedPlanError, Saved, Store, open_store
from strategy_kit.storage.tables import CHECKED

VERSIONS = 3
EARLIER = """
CREATE TABLE plans (id VARCHAR(60) NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (id));
CREATE TABLE saves (number INTEGER NOT NULL, plan_id VARCHAR(60) NOT NULL, version INTEGER NOT NULL,
    key VARCHAR(64) NOT NULL, saved_at VARCHAR(32) NOT NULL, name TEXT NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (number), FOREIGN KEY(plan_id) REFERENCES plans (id), UNIQUE (key), UNIQUE (plan_id, version));
"""
"""The tables of a store before versions had checksums."""


def plan(weeks: int, plan_id: str = "p1") -> Plan:
    return Plan(id=plan_id, brief=Brief(name="Boulangerie d’à côté"), start=dt.date(2027, 1, 4), weeks=weeks)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two plans with some versions each."""
    path = tmp_path_factory.mktemp("store") / "plans.sqlite"
    store = open_store(path)
    for plan_id in ("p1", "p2"):
        for version in range(VERSIONS):
            store.save(plan(version + 1, plan_id), version, f"{plan_id} {3 * version}")  # no key is a bit from another
    return path


@pytest.fixture
def path(original: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "plans.sqlite"
    copy.write_bytes(original.read_bytes())
    return copy


@pytest.fixture
def earlier(original: Path, tmp_path: Path) -> Path:
    """The same plans in a store of the edition before."""
    path = tmp_path / "earlier.sqlite"
    columns = ", ".join(("number", *CHECKED))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(EARLIER)
        connection.execute("ATTACH ? AS original", (str(original),))
        connection.execute("INSERT INTO plans SELECT id, version FROM original.plans")
        connection.execute(f"INSERT INTO saves ({columns}) SELECT {columns} FROM original.saves")
    return path


def change(path: Path, statement: str, *values: object) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement, values)


def flipped(data: bytes, bit: int) -> bytes:
    at, within = divmod(bit % (8 * len(data)), 8)
    return data[:at] + bytes([data[at] ^ 1 << within]) + data[at + 1 :]


def opened(store: Store) -> Iterator[tuple[str, int | None, Plan]]:
    """Everything that opens: the newest of each plan, and every version."""
    for plan_id in ("p1", "p2"):
        for version in (None, *range(1, VERSIONS + 1)):
            with suppress(InputError):
                yield plan_id, version, store.load(plan_id, version).plan


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(column=st.sampled_from(["plan_id", "key", "saved_at", "name", "body", "checksum"]), bit=st.integers(0, 2**20))
@example("body", 7)  # no text in UTF-8
def test_any_flipped_bit_of_a_version_is_found_and_the_version_before_it_opens(
    path: Path, column: str, bit: int
) -> None:
    with closing(sqlite3.connect(path)) as connection:
        (text,) = connection.execute(f"SELECT {column} FROM saves WHERE plan_id = 'p1' AND version = 3").fetchone()
    where = f"UPDATE saves SET {column} = CAST(? AS TEXT) WHERE {column} = CAST(? AS TEXT) AND number = 3"
    damaged = flipped(text.encode(), bit)
    store = open_store(path)
    change(path, where, damaged, text.encode())
    try:
        assert store.holds("p1")
        with pytest.raises(DamagedPlanError, match="version 3 of plan p1 is damaged"):
            store.load("p1")
        assert "version 3 of plan" in " ".join(map(str, store.faults()))
        before = store.load_before_damage("p1")
        assert (before.plan, before.version) == (plan(2), 3)
    finally:
        change(path, where, text.encode(), damaged)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(bit=st.integers(0, 2**30))
@example(31982)  # a column of ours has another name
@example(27495)  # the message of SQLite repeats bytes of the schema that are no text
def test_a_bit_flipped_anywhere_in_the_file_never_changes_or_hides_a_plan_in_silence(
    original: Path, tmp_path: Path, bit: int
) -> None:
    path = tmp_path / "flipped.sqlite"
    path.write_bytes(flipped(original.read_bytes(), bit))
    try:
        store = open_store(path)
    except InputError:
        return  # said before anything is opened

    found = list(opened(store))
    assert all(found_plan == plan(version or VERSIONS, plan_id) for plan_id, version, found_plan in found)
    assert store.holds("p1") and store.holds("p2")
    assert len(found) == 2 * (VERSIONS + 1) or list(store.faults())


@pytest.mark.parametrize("version", [1, 2, 7], ids=["an earlier one", "the one before", "one that never was"])
def test_a_plan_whose_newest_version_is_not_the_one_last_saved_is_damaged(path: Path, version: int) -> None:
    change(path, "UPDATE plans SET version = ? WHERE id = 'p1'", version)
    store = open_store(path)

    with pytest.raises(DamagedPlanError, match=f"version {max(version, VERSIONS)} of plan p1 is damaged"):
        store.load("p1")
    assert store.load_before_damage("p1").plan == plan(VERSIONS)


def test_a_plan_that_lost_all_versions_is_damaged_and_not_unknown(path: Path) -> None:
    change(path, "DELETE FROM saves WHERE plan_id = 'p1'")
    store = open_store(path)

    assert store.holds("p1")
    with pytest.raises(DamagedPlanError, match="version 3 of plan p1 is damaged"):
        store.load("p1")
    assert [str(fault)[:26] for fault in store.faults()] == ["plan: version 3 of plan p1"]


def test_what_is_opened_before_the_damage_is_saved_as_the_version_after_it_and_nothing_is_lost(path: Path) -> None:
    change(path, "UPDATE saves SET name = 'Bakery' WHERE number = 3")
    store = open_store(path)
    before = store.load_before_damage("p1")

    assert store.save(before.plan, before.version, "after") == Saved(4)
    assert store.load("p1").plan == plan(2)
    assert [save.version for save in store.history("p1")] == [4, 3, 2, 1]


def test_check_names_every_damaged_version_and_fails(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(path, "UPDATE saves SET name = 'Bakery' WHERE number IN (1, 6)")
    monkeypatch.setenv("STRATEGY_KIT_STORE", str(path))
    findings = list(store_findings(Words("en")))

    assert [passed for passed, _line in findings] == [False, False]
    assert "version 1 of plan p1 is damaged" in findings[0][1]
    assert "version 3 of plan p2 is damaged" in findings[1][1]


# A store of an earlier edition


def test_a_store_of_an_earlier_edition_opens_and_its_versions_get_checksums(earlier: Path, original: Path) -> None:
    assert list(opened(open_store(earlier))) == list(opened(open_store(original)))

    change(earlier, "UPDATE saves SET name = 'Bakery' WHERE number = 3")
    with pytest.raises(DamagedPlanError):
        open_store(earlier).load("p1")


def test_a_store_of_an_earlier_edition_that_many_open_at_once_is_upgraded_once(earlier: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        stores = list(threads.map(open_store, [earlier] * 8))

    assert [len(list(opened(store))) for store in stores] == [8] * 8


def test_a_store_of_an_earlier_edition_that_may_only_be_read_is_read(earlier: Path, original: Path) -> None:
    store = open_store(f"sqlite:///file:{earlier}?mode=ro&uri=true")

    assert list(opened(store)) == list(opened(open_store(original)))
    assert list(store.faults()) == []
    with pytest.raises(InputError, match="is read-only"):
        store.save(plan(9), VERSIONS, "new")


def test_a_program_of_an_earlier_edition_goes_on_saving_in_an_upgraded_store(path: Path) -> None:
    change(path, "UPDATE plans SET version = 4 WHERE id = 'p1'")
    columns = ("plan_id", "version", "key", "saved_at", "name", "body")
    values = ("p1", 4, "theirs", "2027-01-04T09:00:00+00:00", "Bakery", plan(9).to_json())
    change(path, f"INSERT INTO saves ({', '.join(columns)}) VALUES (?, ?, ?, ?, ?, ?)", *values)

    assert open_store(path).load("p1").plan == plan(9)


def test_half_a_store_is_damaged_and_no_new_one_takes_its_place(path: Path) -> None:
    change(path, "ALTER TABLE saves RENAME TO sawes")

    with pytest.raises(InputError, match=r"plans\.sqlite is damaged and was not changed"):
        open_store(path)
