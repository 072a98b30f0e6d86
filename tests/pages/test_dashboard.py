"""The page of a plan whose store is removed, replaced or damaged: it is said, nothing is made in its place or lost."""

import datetime as dt
import resource
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from strategy_kit.model import Brief, Plan
from strategy_kit.pages.dashboard import DamagedPlan, Dashboard, open_dashboard
from strategy_kit.session.session import open_session
from strategy_kit.storage.database import StoreGoneError
from strategy_kit.storage.store import open_store


def plan(weeks: int = 4) -> Plan:
    return Plan(id="p1", brief=Brief(name="Bakery"), start=dt.date(2027, 1, 4), weeks=weeks)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store of one plan in a folder of its own."""
    path = tmp_path / "folder" / "plans.sqlite"
    open_store(path).save(plan(), 0, "k1")
    return path


@pytest.fixture
def page(path: Path) -> Dashboard:
    """The page of that plan."""
    return Dashboard(open_session("en", "p1", store=open_store(path)))


def removed(path: Path) -> None:
    path.unlink()


def folder_removed(path: Path) -> None:
    shutil.rmtree(path.parent)


def moved_away(path: Path) -> None:
    path.rename(path.with_name("elsewhere.sqlite"))


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def replaced_by_another_store(path: Path) -> None:
    path.unlink()
    open_store(path).save(plan().changed(id="another"), 0, "theirs")


def replaced_by_another_database(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE notes (text)")


WAYS = [removed, folder_removed, moved_away, emptied, replaced_by_another_store, replaced_by_another_database]
Loss = Callable[[Path], None]


@pytest.mark.parametrize("lose", WAYS, ids=lambda way: way.__name__)
def test_a_plan_whose_store_is_gone_is_said_and_one_click_saves_it_into_a_new_one(
    page: Dashboard, path: Path, lose: Loss
) -> None:
    lose(path)
    page.session.replace_plan(plan(weeks=8))

    assert not page.session.is_saved
    assert "Not saved" in page.frame.saved
    assert page.unsaved in page.children
    assert page.unsaved.save.description == "Save to a new file"
    page.unsaved.save.click()
    assert page.session.is_saved
    assert page.unsaved not in page.children
    assert open_store(path).load("p1").plan == plan(weeks=8)
    page.session.replace_plan(plan(weeks=9))
    assert open_store(path).load("p1").version == 2


@pytest.mark.parametrize("lose", [removed, folder_removed, moved_away], ids=lambda way: way.__name__)
def test_a_save_creates_nothing_where_the_store_was(path: Path, lose: Loss) -> None:
    store = open_store(path)
    lose(path)
    with pytest.raises(
        StoreGoneError,
        match=r"not saved, because plans\.sqlite was removed or replaced\. Your changes are still on this page",
    ):
        store.save(plan(8), 1, "k2")

    assert not path.exists()


def test_what_was_in_the_other_store_stays(page: Dashboard, path: Path) -> None:
    replaced_by_another_store(path)
    page.session.replace_plan(plan(weeks=8))
    page.unsaved.save.click()

    assert {save.plan_id for save in open_store(path).list()} == {"p1", "another"}


def test_a_store_that_comes_back_is_saved_to_as_before(page: Dashboard, path: Path) -> None:
    moved_away(path)
    page.session.replace_plan(plan(weeks=8))
    path.with_name("elsewhere.sqlite").rename(path)
    page.unsaved.save.click()

    assert (page.session.is_saved, open_store(path).load("p1").version) == (True, 2)


def test_a_file_that_is_no_store_is_left_as_it_is_and_the_plan_can_be_taken_away(page: Dashboard, path: Path) -> None:
    path.write_bytes(b"somebody's notes, which are no database at all")
    page.session.replace_plan(plan(weeks=8))
    page.unsaved.save.click()

    assert not page.session.is_saved
    assert "is damaged. Your changes are still on this page: download the plan" in page.session.problem
    assert path.read_bytes() == b"somebody's notes, which are no database at all"
    assert Plan.from_json(page.unsaved._file()[2]) == plan(weeks=8)


def test_a_save_into_a_file_that_lost_its_name_meanwhile_is_not_called_saved(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, commit = open_store(path), sa.Connection.commit

    def replaced_just_before(connection: sa.Connection) -> None:
        path.rename(path.with_name("elsewhere.sqlite"))
        path.touch()
        commit(connection)

    monkeypatch.setattr(sa.Connection, "commit", replaced_just_before)
    with pytest.raises(StoreGoneError, match="was removed or replaced"):
        store.save(plan(8), 1, "k2")


@pytest.fixture
def small_files() -> Iterator[None]:
    """A system on which no file grows beyond what a store of one plan takes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("small_files")
def test_a_disk_that_takes_no_more_keeps_the_text_and_saving_again_works_once_it_does(
    page: Dashboard, path: Path
) -> None:
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, limits[1]))
    large = plan().changed(agreed_by="x" * 100, slots=())
    for weeks in range(5, 13):
        page.session.replace_plan(large.changed(weeks=weeks))
    assert not page.session.is_saved
    assert "Your changes are still on this page" in page.session.problem
    assert page.unsaved.save.description == "Try saving again"

    resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    page.unsaved.save.click()

    assert page.session.is_saved
    assert open_store(path).load("p1").plan == large.changed(weeks=12)
    assert list(open_store(path).faults()) == []


def test_a_store_made_read_only_is_said_and_saved_to_again_when_it_is_writable(
    page: Dashboard, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = page.session.store.engine if page.session.store else None
    assert engine is not None

    def read_only(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA query_only = 1")  # as a mode of 0400, which holds nobody back who is root

    sa.event.listen(engine, "connect", read_only)
    page.session.replace_plan(plan(weeks=8))
    assert "is read-only" in page.session.problem
    sa.event.remove(engine, "connect", read_only)
    page.unsaved.save.click()

    assert page.session.is_saved


def test_whoever_may_only_look_is_offered_the_file_and_no_save(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRATEGY_KIT_LOOK", "p1")
    page = Dashboard(open_session("en", "p1", store=open_store(path)))
    page.session.replace_plan(plan(weeks=8))

    assert page.unsaved in page.children
    assert page.unsaved.save not in page.unsaved.children


def test_the_buttons_speak_the_language_of_the_page(page: Dashboard, path: Path) -> None:
    removed(path)
    page.session.replace_plan(plan(weeks=8))
    page.frame.lang = "fr"

    assert page.unsaved.save.description == "Enregistrer dans un nouveau fichier"


def test_the_version_before_a_damaged_one_opens_with_a_click_and_is_saved_as_the_next(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STRATEGY_KIT_STORE", str(path))
    open_store(path).save(plan(weeks=8), 1, "k2")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE saves SET name = 'Other' WHERE version = 2")
    page = open_dashboard("en", "p1")
    assert isinstance(page, DamagedPlan)
    assert "version 2 of plan p1 is damaged" in repr(page)

    page.open_before.click()

    (dashboard,) = page.children
    assert dashboard.session.plan == plan()
    dashboard.session.replace_plan(plan(weeks=9))
    assert open_store(path).load("p1").version == 3
