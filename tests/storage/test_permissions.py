"""Who reads a store: its owner, whatever the system gives to files that nobody restricts."""

import logging
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import platformdirs
import pytest

from strategy_kit.storage.store import open_store


@pytest.fixture(autouse=True)
def generous() -> Iterator[None]:
    """A system that lets everybody read and write what is created."""
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_store_its_journal_and_the_folders_made_for_it_are_their_owners_only(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    path = tmp_path / "ours" / "plans" / "plans.sqlite"
    open_store(path)

    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO plans (id, version) VALUES ('p', 1)")
        journal = path.with_name("plans.sqlite-journal")
        assert (mode(path), mode(journal)) == (0o600, 0o600)
    assert (mode(path.parent), mode(path.parent.parent), mode(tmp_path)) == (0o700, 0o700, 0o755)


def test_a_store_that_others_could_read_is_taken_from_them_with_the_files_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "plans.sqlite"
    open_store(path)
    path.chmod(0o644)
    beside = tmp_path / "plans.sqlite-wal"
    beside.touch(0o666)
    other = tmp_path / "notes.txt"
    other.touch(0o644)

    open_store(path)

    assert (mode(path), mode(beside), mode(other)) == (0o600, 0o600, 0o644)


def test_our_own_folder_is_taken_from_others_and_one_that_was_given_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, given = tmp_path / "strategy_kit", tmp_path / "given"
    for folder in (ours, given):
        folder.mkdir(0o755)
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda name: str(tmp_path / name))

    open_store(ours / "plans" / "one.sqlite")
    open_store(given / "plans.sqlite")

    assert (mode(ours), mode(ours / "plans"), mode(given)) == (0o700, 0o700, 0o755)


def test_a_store_whose_mode_cannot_be_changed_opens_and_a_warning_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "plans.sqlite"
    open_store(path)
    path.chmod(0o644)

    def refused(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "chmod", refused)
    with caplog.at_level(logging.WARNING):
        assert open_store(path).list() == ()

    assert "others on this machine may read plans.sqlite" in caplog.text
