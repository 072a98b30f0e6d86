"""A store over years: what pruning keeps, and a backup that brings everything back, damage and all."""

import datetime as dt
import os
import sqlite3
import stat
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import strategy_kit.storage.store as store_module
from strategy_kit.errors import InputError
from strategy_kit.model import Brief, Plan
from strategy_kit.storage.maintenance import back_up, prune, restore, superfluous
from strategy_kit.storage.store import DamagedPlanError, Saved, SaveSummary, Store, open_store

NOW = dt.datetime(2027, 6, 1, 12, tzinfo=dt.UTC)


def plan(plan_id: str = "p1", weeks: int = 4) -> Plan:
    return Plan(id=plan_id, brief=Brief(name="Bakery"), start=dt.date(2027, 1, 4), weeks=weeks)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "plans.sqlite"


@pytest.fixture
def store(path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Two plans: ten saves an hour apart on each of three days in spring, then one a day ago."""
    opened = open_store(path)
    days = [dt.datetime(2027, 3, day, 8, tzinfo=dt.UTC) for day in (1, 2, 3)]
    times = [day + dt.timedelta(hours=hour) for day in days for hour in range(10)] + [NOW - dt.timedelta(days=1)]
    for plan_id in ("p1", "p2"):
        for version, at in enumerate(times):
            clock = type("Time zone", (dt.datetime,), {"now": classmethod(lambda cls, tz=None, at=at: at)})
            with monkeypatch.context() as patch:
                patch.setattr(store_module.dt, "datetime", clock)
                opened.save(plan(plan_id, weeks=version % 13 + 1), version, f"{plan_id}-{version}")
    return opened


def damage(path: Path, plan_id: str = "p1", version: int = 3) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE saves SET name = 'Other' WHERE plan_id = ? AND version = ?", (plan_id, version))


def contents(store: Store) -> list[tuple[object, ...]]:
    return [tuple(row)[1:] for row in store.rows()]


# What pruning keeps


def test_pruning_keeps_recent_days_the_newest_versions_and_the_last_of_each_day(store: Store) -> None:
    done = prune(store, NOW, days=30, newest=5)

    assert [save.version for save in store.history("p1")] == [31, 30, 29, 28, 27, 20, 10]
    assert (done.deleted, done.kept, done.damaged) == (48, 14, ())
    assert (store.load("p1").version, store.load("p1").plan.weeks) == (31, 31 % 13 or 13)


@given(st.lists(st.integers(0, 400 * 24), min_size=1, max_size=60), st.integers(1, 400), st.integers(1, 30))
def test_the_last_version_of_every_day_and_all_that_is_new_stay_whatever_the_history(
    hours: list[int], days: int, newest: int
) -> None:
    times = [NOW - dt.timedelta(hours=hour) for hour in sorted(hours, reverse=True)]
    history = tuple(SaveSummary("p", "Bakery", version + 1, at) for version, at in enumerate(times))[::-1]
    gone = set(superfluous(history, NOW, days, newest))
    kept = [save for save in history if save.version not in gone]

    assert {save.saved_at.date() for save in kept} == {save.saved_at.date() for save in history}
    assert kept[:newest] == list(history[:newest])
    assert all(save.saved_at < NOW - dt.timedelta(days=days) for save in history if save.version in gone)
    assert superfluous(tuple(kept), NOW, days, newest) == []


def test_a_dry_run_counts_the_same_and_deletes_nothing(store: Store) -> None:
    before = contents(store)
    counted = prune(store, NOW, newest=5, dry_run=True)

    assert contents(store) == before
    assert prune(store, NOW, newest=5) == counted


def test_a_plan_with_a_damaged_version_loses_none_and_is_named(store: Store, path: Path) -> None:
    damage(path)
    done = prune(store, NOW, newest=5)

    assert (done.damaged, len(store.history("p1")), len(store.history("p2"))) == (("p1",), 31, 7)


def test_a_pruned_store_is_smaller_and_is_saved_to_as_before(store: Store, path: Path) -> None:
    before = path.stat().st_size
    prune(store, NOW, newest=1)

    assert path.stat().st_size < before
    assert store.save(plan(weeks=9), 31, "after") == Saved(32)
    assert list(store.faults()) == []


# Backup and restore


def test_a_backup_restored_elsewhere_holds_every_version_as_it_was(store: Store, tmp_path: Path) -> None:
    kept = back_up(store, tmp_path / "backup.sqlite")
    done = restore(str(tmp_path / "new" / "plans.sqlite"), tmp_path / "backup.sqlite", NOW)
    restored = open_store(tmp_path / "new" / "plans.sqlite")

    assert (kept.plans, kept.versions, kept.damaged) == (done.plans, done.versions, done.damaged) == (2, 62, 0)
    assert done.before == ""
    assert contents(restored) == contents(store)
    assert restored.save(plan(weeks=9), 31, "after") == Saved(32)


def test_a_backup_is_its_owners_only_and_nothing_else_is_left_beside_it(store: Store, tmp_path: Path) -> None:
    before = os.umask(0)
    back_up(store, tmp_path / "backup.sqlite")
    os.umask(before)

    assert stat.S_IMODE((tmp_path / "backup.sqlite").stat().st_mode) == 0o600
    assert sorted(each.name for each in tmp_path.iterdir()) == ["backup.sqlite", "plans.sqlite"]


def test_a_backup_takes_no_files_place_unless_told_and_never_the_stores(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "backup.sqlite"
    target.write_text("notes")
    with pytest.raises(InputError, match=r"backup\.sqlite already exists and was not changed"):
        back_up(store, target)
    assert target.read_text() == "notes"

    assert back_up(store, target, replace=True).versions == 62
    with pytest.raises(InputError, match=r"plans\.sqlite already exists"):
        back_up(store, tmp_path / "plans.sqlite", replace=True)


def test_a_damaged_version_is_backed_up_and_restored_as_damaged_and_counted(
    store: Store, path: Path, tmp_path: Path
) -> None:
    damage(path, version=31)
    kept = back_up(store, tmp_path / "backup.sqlite")
    done = restore(str(tmp_path / "new.sqlite"), tmp_path / "backup.sqlite", NOW)
    restored = open_store(tmp_path / "new.sqlite")

    assert (kept.damaged, done.damaged) == (1, 1)
    with pytest.raises(DamagedPlanError, match="version 31 of plan p1"):
        restored.load("p1")
    assert restored.load_before_damage("p1").plan == store.load("p1", 30).plan


def test_a_store_that_holds_plans_is_restored_over_only_when_told_and_is_kept_as_a_file(
    store: Store, path: Path, tmp_path: Path
) -> None:
    back_up(store, tmp_path / "backup.sqlite")
    store.save(plan(weeks=9), 31, "after the backup")
    with pytest.raises(InputError, match="this database already contains plans and was not changed"):
        restore(str(path), tmp_path / "backup.sqlite", NOW)
    assert store.load("p1").version == 32

    done = restore(str(path), tmp_path / "backup.sqlite", NOW, replace=True)

    assert open_store(path).load("p1").version == 31
    assert open_store(done.before).load("p1").version == 32


def test_a_damaged_store_is_restored_over_only_when_told_and_is_kept(store: Store, path: Path, tmp_path: Path) -> None:
    back_up(store, tmp_path / "backup.sqlite")
    path.write_bytes(b"no database")
    with pytest.raises(InputError, match="is damaged and was not changed"):
        restore(str(path), tmp_path / "backup.sqlite", NOW)

    done = restore(str(path), tmp_path / "backup.sqlite", NOW, replace=True)

    assert open_store(path).load("p1").version == 31
    assert Path(done.before).read_bytes() == b"no database"


def test_the_journal_of_a_store_goes_with_it_and_is_not_played_into_the_restored_one(
    store: Store, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(store, tmp_path / "backup.sqlite")
    monkeypatch.setattr("strategy_kit.storage.maintenance._present", lambda *_, **__: None)  # a look ends the journal
    journal = path.with_name("plans.sqlite-journal")
    journal.write_bytes(b"half a transaction")

    done = restore(str(path), tmp_path / "backup.sqlite", NOW, replace=True)

    assert not journal.exists()
    assert Path(done.before + "-journal").read_bytes() == b"half a transaction"


@pytest.mark.parametrize("content", [b"no database", b"", None], ids=["other", "empty", "absent"])
def test_a_file_that_is_no_backup_is_refused_and_the_store_stays(
    store: Store, path: Path, tmp_path: Path, content: bytes | None
) -> None:
    backup = tmp_path / "backup.sqlite"
    if content is not None:
        backup.write_bytes(content)
    with pytest.raises(InputError, match=r"backup\.sqlite"):
        restore(str(path), backup, NOW, replace=True)

    assert store.load("p1").version == 31
    assert list(tmp_path.glob("*before*")) == []


def test_a_copy_of_a_store_of_an_earlier_edition_is_restored(store: Store, path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(path.read_bytes())
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute("ALTER TABLE saves DROP COLUMN checksum")

    restore(str(tmp_path / "new.sqlite"), copy, NOW)

    assert contents(open_store(tmp_path / "new.sqlite")) == contents(store)


def test_a_full_disk_leaves_no_half_backup(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("strategy_kit.storage.maintenance._values", refused)
    with pytest.raises(InputError):
        back_up(store, tmp_path / "backup.sqlite")

    assert [each.name for each in tmp_path.iterdir()] == ["plans.sqlite"]


def test_a_plan_deleted_long_ago_goes_with_all_its_versions_and_one_deleted_lately_stays(store: Store) -> None:
    before = Counter(row.plan_id for row in store.rows())
    long_ago, lately = sorted(before)[:2]
    store.set_deleted(long_ago, NOW - dt.timedelta(days=31))
    store.set_deleted(lately, NOW - dt.timedelta(days=29))
    counted = prune(store, NOW, dry_run=True)
    done = prune(store, NOW)

    assert (counted, done.plans) == (done, 1)
    assert not store.holds(long_ago)
    assert store.holds(lately)
    assert list(store.deleted()) == [lately]
    assert list(store.faults()) == []


def test_a_deleted_plan_is_deleted_in_the_backup_too(store: Store, tmp_path: Path) -> None:
    gone = store.list()[0].plan_id
    store.set_deleted(gone, NOW)
    back_up(store, tmp_path / "backup.sqlite")

    assert open_store(tmp_path / "backup.sqlite").deleted() == {gone: NOW}
