import datetime as dt
import multiprocessing
import os
import random
import secrets
import signal
import sqlite3
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from sqlalchemy.dialects import postgresql

import strategy_kit.storage.database as database
import strategy_kit.storage.store as store_module
from strategy_kit.errors import InputError
from strategy_kit.model import Brief, Plan
from strategy_kit.storage.database import network_file_system
from strategy_kit.storage.store import DamagedPlanError, SaveConflict, Saved, open_store
from strategy_kit.storage.tables import metadata

WRITERS, SAVES_EACH, KILLS = 8, 50, 36
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["strategy_kit.storage.store"])


def plan(name="Corner bakery", plan_id="p1", **changes):
    return Plan(id=plan_id, brief=Brief(name=name), start=dt.date(2027, 1, 4), **changes)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "plans.sqlite"


@pytest.fixture
def store(path):
    return open_store(path)


def test_a_saved_plan_is_loaded_equal_by_another_store(store, path):
    assert store.save(plan("Boulangerie d’à côté"), 0, "k1") == Saved(1)

    stored = open_store(path).load("p1")
    assert (stored.plan, stored.version) == (plan("Boulangerie d’à côté"), 1)
    assert abs(dt.datetime.now(dt.UTC) - stored.saved_at) < dt.timedelta(minutes=1)


def test_each_save_is_the_next_version_and_every_one_can_be_read_again(store):
    for version in range(3):
        assert store.save(plan(weeks=version + 1), version, f"k{version}") == Saved(version + 1)

    assert [store.load("p1", version).plan.weeks for version in (1, 2, 3)] == [1, 2, 3]
    assert [save.version for save in store.history("p1")] == [3, 2, 1]


@pytest.mark.parametrize("expected", [0, 1, 3])
def test_a_save_on_another_version_than_the_last_is_a_conflict_and_changes_nothing(store, expected):
    store.save(plan("first"), 0, "k1")
    store.save(plan("second"), 1, "k2")
    answer = store.save(plan("mine"), expected, "k3")

    assert answer == SaveConflict(2, store.load("p1").saved_at)
    assert store.load("p1").plan.brief.name == "second"
    assert len(store.history("p1")) == 2


def test_the_loser_of_a_conflict_can_save_on_the_version_in_the_error(store):
    store.save(plan("first"), 0, "k1")
    answer = store.save(plan("mine"), 0, "k2")

    assert store.save(plan("mine"), answer.version, "k3") == Saved(2)


def test_the_same_save_asked_twice_is_saved_once(store):
    store.save(plan("first"), 0, "k1")
    store.save(plan("second"), 1, "k2")

    assert store.save(plan("first"), 0, "k1") == Saved(1)
    assert store.save(plan("second"), 1, "k2") == Saved(2)
    assert len(store.history("p1")) == 2


def test_a_key_used_again_for_another_text_never_answers_saved(store):
    store.save(plan("first"), 0, "k1")

    assert isinstance(store.save(plan("second"), 0, "k1"), SaveConflict)
    with pytest.raises(InputError, match="not saved"):
        store.save(plan("second"), 1, "k1")
    assert store.load("p1").plan.brief.name == "first"


def test_latest_and_list_go_by_order_of_saving_not_by_clock(store, monkeypatch):
    store.save(plan("one", "p1"), 0, "k1")
    store.save(plan("two", "p2"), 0, "k2")

    class ClockSetBack(dt.datetime):
        @classmethod
        def now(cls, tz=None):
            return super().now(tz) - dt.timedelta(days=3650)

    monkeypatch.setattr(store_module.dt, "datetime", ClockSetBack)
    store.save(plan("one again", "p1"), 1, "k3")

    assert store.latest().plan.brief.name == "one again"
    assert [(save.plan_id, save.name, save.version) for save in store.list()] == [
        ("p1", "one again", 2),
        ("p2", "two", 1),
    ]


def test_an_empty_store_has_no_latest_plan(store):
    assert store.latest() is None
    assert store.list() == store.history("p1") == ()


@pytest.mark.parametrize("ask", [lambda store: store.load("absent"), lambda store: store.save(plan(), 1, "k1")])
def test_an_unknown_plan_is_refused_by_name(store, ask):
    with pytest.raises(InputError, match=r"^plan: the plan (absent|p1) was not found in this database\."):
        ask(store)


def test_an_unknown_version_of_a_known_plan_is_refused(store):
    store.save(plan(), 0, "k1")
    with pytest.raises(InputError, match="the plan p1 was not found"):
        store.load("p1", 2)


def test_the_default_place_is_the_one_the_environment_names(tmp_path, monkeypatch):
    monkeypatch.setenv("STRATEGY_KIT_STORE", str(tmp_path / "new folder" / "named.sqlite"))
    open_store().save(plan(), 0, "k1")
    assert (tmp_path / "new folder" / "named.sqlite").exists()

    monkeypatch.delenv("STRATEGY_KIT_STORE")
    monkeypatch.setattr(database.platformdirs, "user_data_dir", lambda name: str(tmp_path / name))
    open_store().save(plan(), 0, "k1")
    assert (tmp_path / "strategy_kit" / "plans.sqlite").exists()


class OneStore(RuleBasedStateMachine):
    """Two people who save on what they last read: the store against a list."""

    @initialize()
    def opened(self):
        self.store = open_store(self.folder / f"{secrets.token_hex(8)}.sqlite")
        self.saves, self.read, self.asked = [], [0, 0], 0

    @rule(person=st.integers(0, 1), weeks=st.integers(1, 13))
    def somebody_saves(self, person, weeks):
        self.asked += 1
        answer = self.store.save(plan(weeks=weeks), self.read[person], f"k{self.asked}")
        if self.read[person] == len(self.saves):
            self.saves.append(weeks)
            assert answer == Saved(len(self.saves))
            self.read[person] = len(self.saves)
        else:
            assert answer.version == len(self.saves)
            assert isinstance(answer, SaveConflict)

    @rule(person=st.integers(0, 1))
    def somebody_reads(self, person):
        latest = self.store.latest()
        self.read[person] = latest.version if latest else 0
        assert (latest.plan.weeks if latest else None) == (self.saves[-1] if self.saves else None)


def test_the_store_behaves_like_a_list_of_versions(tmp_path):
    OneStore.folder = tmp_path
    run_state_machine_as_test(OneStore, settings=settings(max_examples=25, stateful_step_count=15, deadline=None))


# How it keeps its promise


def test_every_connection_has_a_rollback_journal_and_syncs_all(store):
    with store._engine.connect() as connection:
        modes = {
            mode: connection.exec_driver_sql(f"PRAGMA {mode}").scalar()
            for mode in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")
        }
    assert modes == {"journal_mode": "delete", "synchronous": 3, "busy_timeout": 5000, "foreign_keys": 1}


def test_a_save_takes_the_right_to_write_before_it_looks(store):
    statements = []
    sa.event.listen(store._engine, "before_cursor_execute", lambda *call: statements.append(call[2].split()[0:2]))
    store.save(plan(), 0, "k1")

    assert statements[0] == ["BEGIN", "IMMEDIATE"]


def test_a_database_left_in_wal_is_converted(path):
    open_store(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = wal")
    open_store(path)

    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_database_that_others_hold_in_wal_is_refused(path, monkeypatch):
    monkeypatch.setattr(database, "BUSY_MILLISECONDS", 50)
    with closing(sqlite3.connect(path)) as holder:
        holder.execute("PRAGMA journal_mode = wal")
        holder.execute("CREATE TABLE held (x)")
        with pytest.raises(InputError, match=r"another program is using plans\.sqlite"):
            open_store(path)


def test_a_mode_that_does_not_take_is_refused():
    with (
        closing(sqlite3.connect(":memory:")) as connection,
        pytest.raises(InputError, match="journal_mode is still mem"),
    ):
        database._prepare(connection, None)


def test_no_connection_outlives_an_operation(store, path):
    store.save(plan(), 0, "k1")
    store.latest()

    assert path not in [descriptor.resolve() for descriptor in Path("/proc/self/fd").iterdir()]


@pytest.mark.parametrize("url", ["sqlite://", ":memory:", "sqlite:///file:x?mode=memory&uri=true"])
def test_a_store_in_memory_is_refused(url):
    with pytest.raises(InputError, match="in memory loses all plans"):
        open_store(url)


def test_an_address_that_cannot_be_used_is_refused_without_showing_its_password():
    with pytest.raises(InputError, match="not the address of a database") as refusal:
        open_store("postgresql+psycopg://me:sec ret@host:notaport/plans")
    assert "sec ret" not in str(refusal.value)
    with pytest.raises(InputError, match="no driver is installed for nosuchthing"):
        open_store("nosuchthing://me:secret@host/plans")


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "smb3", "fuse.sshfs"])
def test_a_store_on_a_network_drive_is_refused_by_name(tmp_path, monkeypatch, kind):
    table = f"disk / ext4 rw 0 0\nnas:/plans {tmp_path} {kind} rw 0 0\n"
    monkeypatch.setattr(database, "_mounts", lambda: table)

    with pytest.raises(InputError, match=f"network drive .{kind}"):
        open_store(tmp_path / "plans.sqlite")


def test_the_nearest_mount_decides_and_its_escaped_name_is_read():
    table = "nas:/ /srv nfs rw 0 0\ndisk /srv/my\\040disk ext4 rw 0 0"

    assert network_file_system(Path("/srv/my disk/p.sqlite"), table) == ""
    assert network_file_system(Path("/srv/p.sqlite"), table) == "nfs"
    assert network_file_system(Path("/home/p.sqlite"), table) == ""


def test_options_of_an_address_count_beside_our_limits_and_after_them():
    address = sa.make_url(
        "postgresql+psycopg://db/plans?options=-csearch_path%3Danna%20-c%20lock_timeout%3D9&options=-cwork_mem%3D64kB"
    )
    options = str(database._with_limits(address).query["options"])

    assert options.endswith(" -csearch_path=anna -c lock_timeout=9 -cwork_mem=64kB")
    assert options.startswith("-c lock_timeout=5000 -c statement_timeout=5000")
    assert database._with_limits(sa.make_url("mysql://db/plans")).query == {}


def test_every_statement_is_valid_for_postgresql():
    for table in metadata.sorted_tables:
        assert "CREATE TABLE" in str(sa.schema.CreateTable(table).compile(dialect=postgresql.dialect()))
    assert "JOIN plans" in str(store_module._CURRENT.compile(dialect=postgresql.dialect()))


def test_a_plan_that_is_deleted_is_gone_with_all_versions_and_no_other(store):
    for plan_id in ("p1", "p2"):
        store.save(plan("Bakery", plan_id), 0, plan_id)
        store.save(plan("Bakery again", plan_id), 1, f"{plan_id} again")

    store.delete("p1")

    assert [listed.plan_id for listed in store.list()] == ["p2"]
    assert (len(store.history("p1")), len(store.history("p2"))) == (0, 2)


def test_a_plan_that_is_deleted_leaves_the_list_and_comes_back_whole(store):
    for plan_id in ("p1", "p2"):
        store.save(plan("Bakery", plan_id), 0, plan_id)
    at = dt.datetime(2027, 1, 4, 9, tzinfo=dt.UTC)
    store.set_deleted("p2", at)

    assert [listed.plan_id for listed in store.list()] == ["p1"]
    assert (store.latest().plan.id, dict(store.deleted())) == ("p1", {"p2": at})
    assert (store.holds("p2"), store.load("p2").version, list(store.faults())) == (True, 1, [])
    store.set_deleted("p2", None)
    assert [listed.plan_id for listed in store.list()] == ["p2", "p1"]


def test_a_change_brings_a_deleted_plan_back(store):
    store.save(plan("Bakery"), 0, "k1")
    store.set_deleted("p1", dt.datetime.now(dt.UTC))
    assert store.save(plan("Café"), 1, "k2") == Saved(2)

    assert [listed.name for listed in store.list()] == ["Café"]
    assert store.deleted() == {}


@pytest.mark.parametrize("at", [None, dt.datetime(2027, 1, 4, tzinfo=dt.UTC)], ids=["bring back", "delete"])
def test_only_a_plan_that_is_there_can_be_deleted_or_brought_back(store, at):
    with pytest.raises(InputError, match=r"the plan absent was not found in this database\."):
        store.set_deleted("absent", at)


def test_a_link_to_look_at_one_plan_lists_and_deletes_no_other(store, monkeypatch):
    for plan_id in ("p1", "p2"):
        store.save(plan("Bakery", plan_id), 0, plan_id)
    monkeypatch.setenv("STRATEGY_KIT_LOOK", "p1")
    look = open_store(store.engine.url)

    assert [listed.plan_id for listed in look.list()] == ["p1"]
    for plan_id in ("p1", "p2"):
        with pytest.raises(InputError, match="this plan was shared with you as view only"):
            look.set_deleted(plan_id, dt.datetime.now(dt.UTC))


# What can go wrong


def test_a_store_held_by_another_program_is_refused_after_the_wait(store, path, monkeypatch):
    monkeypatch.setattr(database, "BUSY_MILLISECONDS", 50)
    with closing(sqlite3.connect(path)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(
            InputError, match=r"not saved, because another program is using plans\.sqlite\. Your changes are still on"
        ):
            store.save(plan(), 0, "k1")
        with pytest.raises(InputError, match=r"^store: another program is using plans\.sqlite"):
            store.latest()

    assert store.save(plan(), 0, "k1") == Saved(1)


def test_a_read_only_store_can_be_read_and_refuses_a_save_in_words(store, path):
    store.save(plan(), 0, "k1")
    only_read = open_store(f"sqlite:///file:{path}?mode=ro&uri=true")

    assert only_read.load("p1").version == 1
    with pytest.raises(InputError, match=r"not saved, because plans\.sqlite is read-only"):
        only_read.save(plan(weeks=8), 1, "k2")


def test_a_full_disk_refuses_the_save_and_keeps_what_was_there(store):
    store.save(plan(), 0, "k1")
    sa.event.listen(store._engine, "connect", lambda connection, _: connection.execute("PRAGMA max_page_count = 1"))
    with pytest.raises(InputError, match=r"not saved, because the disk of plans\.sqlite is full"):
        store.save(plan(agreed_by="x" * 2000).changed(trigger="y" * 2000), 1, "k2")

    assert store.load("p1").version == 1


@pytest.mark.parametrize("start", [0, 4096 + 8], ids=["header", "pages"])
def test_a_damaged_store_is_refused_at_opening_and_left_as_it_is(store, path, start):
    for version in range(20):
        store.save(plan(agreed_by="x" * 1000), version, f"k{version}")
    damaged = bytearray(path.read_bytes())
    damaged[start : start + 3000] = os.urandom(3000)
    path.write_bytes(damaged)

    with pytest.raises(InputError, match=r"plans\.sqlite is damaged and was not changed"):
        open_store(path)
    assert path.read_bytes() == damaged


def test_a_plan_damaged_inside_the_store_is_refused_in_words(store, path):
    store.save(plan(), 0, "k1")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE saves SET body = substr(body, 1, 40)")

    with pytest.raises(DamagedPlanError, match=r"version 1 of plan p1 is damaged .* Open the previous version, or"):
        store.load("p1")


@pytest.mark.parametrize("reached_disk", [True, False])
def test_a_connection_lost_at_commit_is_resolved_by_reading_the_store(store, monkeypatch, reached_disk):
    commit = sa.Connection.commit

    def commit_whose_answer_is_lost(connection):
        monkeypatch.setattr(sa.Connection, "commit", commit)
        if reached_disk:
            commit(connection)
        raise sa.exc.OperationalError("COMMIT", None, Exception("lost"), connection_invalidated=True)

    monkeypatch.setattr(sa.Connection, "commit", commit_whose_answer_is_lost)

    assert store.save(plan(), 0, "k1") == Saved(1)
    assert len(store.history("p1")) == 1


def test_a_commit_the_disk_refuses_is_not_called_saved(store, monkeypatch):
    def refused(_connection):
        raise sa.exc.OperationalError("COMMIT", None, sqlite3.OperationalError("disk I/O error"))

    with monkeypatch.context() as patch:
        patch.setattr(sa.Connection, "commit", refused)
        with pytest.raises(InputError, match=r"not saved, because plans\.sqlite reported an error: disk I/O error"):
            store.save(plan(), 0, "k1")
    assert store.latest() is None


# Many at once, and sudden death


def save_many(path, writer, answers):
    """Save fifty unique values, each on the newest version there is; tell every answer."""
    store, acknowledged, conflicts = open_store(path), [], 0
    for turn in range(SAVES_EACH):
        value = f"writer {writer} turn {turn}"
        while True:
            latest = store.latest()
            answer = store.save(plan(value), latest.version if latest else 0, f"{value} on {latest and latest.version}")
            if isinstance(answer, Saved):
                break
            conflicts += 1
        acknowledged.append((answer.version, value))
    answers.put((acknowledged, conflicts))


def test_eight_writers_at_once_lose_no_save_and_overwrite_none_unread(path):
    answers = PROCESSES.Queue()
    writers = [PROCESSES.Process(target=save_many, args=(path, writer, answers)) for writer in range(WRITERS)]
    for writer in writers:
        writer.start()
    answered = [answers.get(timeout=120) for _ in writers]
    for writer in writers:
        writer.join()

    acknowledged = dict(save for saves, _ in answered for save in saves)
    history = open_store(path).history("p1")
    assert {save.version: save.name for save in history} == acknowledged
    assert sorted(acknowledged) == list(range(1, WRITERS * SAVES_EACH + 1))
    assert Counter(acknowledged.values()).most_common(1)[0][1] == 1
    assert sum(conflicts for _, conflicts in answered) > 0


def save_until_killed(path, log):
    """Save for ever; write each version down only once the store said so."""
    store = open_store(path)
    latest = store.latest()
    version = latest.version if latest else 0
    with log.open("a", encoding="utf-8") as answered:
        while True:
            version = store.save(plan(f"version {version + 1}", agreed_by="x" * 2000), version, f"k{version}").version
            answered.write(f"{version}\n")
            answered.flush()


def test_a_store_whose_writer_is_killed_at_any_moment_keeps_every_acknowledged_save(path, tmp_path):
    log = tmp_path / "told"
    chance = random.Random(2027)
    for _ in range(KILLS):
        before = log.stat().st_size if log.exists() else 0
        writer = PROCESSES.Process(target=save_until_killed, args=(path, log))
        writer.start()
        while not log.exists() or log.stat().st_size == before:
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.02))
        os.kill(writer.pid, signal.SIGKILL)
        writer.join()

        answered = [int(line) for line in log.read_text(encoding="utf-8").split()]
        history = open_store(path).history("p1")
        assert [save.version for save in history] == list(range(history[0].version, 0, -1))
        assert history[0].version in (answered[-1], answered[-1] + 1)
        assert history[0].name == f"version {history[0].version}"


def save_from_a_fork(store, number):
    assert store.save(plan(plan_id=f"p{number}"), 0, f"k{number}") == Saved(1)


def test_forks_of_one_process_that_holds_an_open_store_all_save(store):
    children = []
    for number in range(20):
        child = os.fork()
        if not child:
            try:
                save_from_a_fork(store, number)
                os._exit(0)
            finally:
                os._exit(1)
        children.append(child)

    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * 20
    assert len(store.list()) == 20
