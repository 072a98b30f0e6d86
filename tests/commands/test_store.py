"""The command that keeps a store over years: what it prints, in both languages, and how it ends."""

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from strategy_kit import cli
from strategy_kit.commands import store as command
from strategy_kit.model import Brief, Plan
from strategy_kit.storage import maintenance
from strategy_kit.storage.store import open_store


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a store of one plan in two versions."""
    monkeypatch.setenv("STRATEGY_KIT_STORE", str(tmp_path / "plans.sqlite"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.chdir(tmp_path)
    store = open_store()
    for version in range(2):
        plan = Plan(id="p1", brief=Brief(name="Bakery"), start=dt.date(2027, 1, 4), weeks=version + 1)
        store.save(plan, version, f"k{version}")
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    code = cli.main(["store", *arguments])
    output = capsys.readouterr()
    return code, output.out + output.err


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["prune"], 0, "0 versions deleted, 2 kept.\n"),
        (["prune", "--dry-run", "--lang", "fr"], 0, "0 version serait supprimée\u202f; versions gardées\u00a0: 2.\n"),
        (["backup", "b.sqlite"], 0, "One plan (2 versions) written to b.sqlite.\n"),
        (["backup", "b.sqlite", "--lang=fr"], 0, "1 plan (2 versions) écrit dans b.sqlite.\n"),
        (["backup"], 2, "FILE: missing, or not valid for this command. Run strategy-kit store --help to see"),
        (["tidy"], 2, "prune|backup|restore: missing, or not valid for this command."),
        (["prune", "--days", "0"], 2, "--days: found 0. Use a whole number from 1 to 36,500."),
        (["restore", "none.sqlite"], 2, "store: none.sqlite cannot be opened."),
        (["restore", "plans.sqlite"], 2, "store: this database already contains plans and was not changed."),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_each_action_says_what_it_did_or_why_it_did_not(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, sentence: str
) -> None:
    got, output = said(capsys, *arguments)

    assert (got, output[: len(sentence)]) == (code, sentence)


def test_restore_says_where_what_was_there_is_kept(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "backup", "b.sqlite")
    code, output = said(capsys, "restore", "b.sqlite", "--replace")

    (before,) = folder.glob("plans.sqlite.before-restore-*")
    assert (code, output) == (
        0,
        f"One plan (2 versions) restored from b.sqlite.\nWhat was there before is saved in {before}.\n",
    )


def test_a_damaged_version_makes_every_action_fail_and_is_counted(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(folder / "plans.sqlite")) as connection, connection:
        connection.execute("UPDATE saves SET name = 'Other' WHERE version = 1")

    results = [said(capsys, "backup", "b.sqlite"), said(capsys, "restore", "b.sqlite", "--store", "n.sqlite")]

    assert [code for code, _output in results] == [2, 2]
    assert all("One version is damaged and was restored as is." in output for _code, output in results)
    assert said(capsys, "prune")[0] == 2


def test_the_numbers_of_the_help_are_those_of_the_rule() -> None:
    assert (int(command.DAYS), int(command.NEWEST)) == (maintenance.DAYS, maintenance.NEWEST)
