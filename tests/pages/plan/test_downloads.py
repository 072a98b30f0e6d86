"""The files of a plan on its page: those that the command line writes, byte for byte."""

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import ipywidgets
import pytest

from strategy_kit.cli import main
from strategy_kit.errors import InputError
from strategy_kit.exports.formats import PLAN_FORMATS, format_by_key
from strategy_kit.i18n import Words
from strategy_kit.pages.front.origin import plan_file
from strategy_kit.pages.plan.downloads import (
    AllFiles,
    SubscriptionForm,
    all_files,
    download_buttons,
    format_file,
    plan_download,
)
from strategy_kit.session.session import Session, new_plan
from strategy_kit.storage.plan_file import read_plan_file
from strategy_kit.storage.store import Store, StoredPlan, open_store
from strategy_kit.widgets.files import Download

EXAMPLES = Path(__file__).parents[3] / "examples"
NOW = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 23)


def page_of(folder: Path, lang: str) -> Session:
    """Open the plan that the command line wrote on a page."""
    return Session(None, StoredPlan(read_plan_file(folder / "plan.json"), 1, NOW), Words(lang), TODAY)


@pytest.fixture(scope="module", params=["en", "fr"])
def written(request: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Write a plan whose country has other habits than its language's first one."""
    out, lang = tmp_path_factory.mktemp("plan"), request.param
    fixed = ("--start", "2027-01-06", "--weeks", "1", "--year", "2026", "--now", "2026-11-23T09:00Z", "--lang", lang)
    brief = next(path for path in sorted(EXAMPLES.glob("*.json")) if '"US"' in path.read_text("utf-8"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STRATEGY_KIT_TODAY", TODAY.isoformat())
        assert main(["plan", str(brief), "--out", str(out), *fixed]) == 0
    return out, lang


def test_page_and_command_line_write_the_same_files(written: tuple[Path, str]) -> None:
    folder, lang = written
    session = page_of(folder, lang)

    made = {name: data for name, _media_type, data in (format_file(session, each, NOW) for each in PLAN_FORMATS)}

    assert made.keys() == {path.name for path in folder.iterdir()}
    assert [name for name, data in made.items() if data != (folder / name).read_bytes()] == []


def test_export_writes_the_files_that_plan_wrote(
    written: tuple[Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, lang = written
    monkeypatch.setenv("STRATEGY_KIT_TODAY", TODAY.isoformat())
    wanted = [argument for each in PLAN_FORMATS for argument in ("--to", each.key)]

    assert main(["export", str(folder / "plan.json"), "--out", str(tmp_path), "--now", NOW.isoformat(), *wanted]) == 0

    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in folder.iterdir()}
    assert [path.name for path in tmp_path.iterdir() if path.read_bytes() != (folder / path.name).read_bytes()] == [], (
        lang
    )


def test_the_archive_holds_every_file(written: tuple[Path, str]) -> None:
    name, media_type, data = all_files(page_of(*written))

    assert (name, media_type) == ("plan.zip", "application/zip")
    assert zipfile.ZipFile(io.BytesIO(data)).namelist() == [each.file for each in PLAN_FORMATS]


def test_the_list_offers_every_format_and_describes_the_chosen_one(written: tuple[Path, str]) -> None:
    box = AllFiles(page_of(*written))
    purposes = set()
    for _title, key in box.choice.options:
        box.choice.value = key
        purposes.add(str(box.purpose))

    assert [key for _title, key in box.choice.options] == ["", *(each.key for each in PLAN_FORMATS)]
    assert len(purposes) == len(box.choice.options)


def test_the_list_hands_over_the_chosen_file(written: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> None:
    box, sent = AllFiles(page_of(*written)), []
    monkeypatch.setattr(Download, "send", lambda _self, content, buffers=None: sent.append((content, buffers)))
    for key in ("fit", ""):
        box.choice.value = key
        box.download.on_message({"want": "file"}, [])

    names = [content["file"]["name"] for content, _buffers in sent]
    assert [name.rpartition(" - ")[2] for name in names] == ["fit.csv", "plan.zip"]


def test_the_main_formats_and_print_are_in_a_row_and_the_main_button_is_elsewhere(
    written: tuple[Path, str],
) -> None:
    row = download_buttons(page_of(*written))

    assert isinstance(row, ipywidgets.HBox)
    assert not any(button.primary for button in row.children)
    assert [button.prints for button in row.children] == [False] * sum(each.button for each in PLAN_FORMATS) + [True]


def test_the_plan_can_be_taken_away_even_if_no_calendar_can_be_made(
    written: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    session = page_of(*written)
    assert plan_file(session)[2] == format_file(session, format_by_key("plan"))[2]

    def fail() -> None:
        raise InputError("{field}: no.", field="brief")

    monkeypatch.setattr(session, "scheduled_plan", fail)

    name, *rest = plan_file(session)
    assert name.endswith(" - plan.json")
    assert rest == ["application/json", session.plan.to_json().encode()]


def test_downloading_a_calendar_keeps_it_and_a_table_does_not(written: tuple[Path, str]) -> None:
    session = page_of(*written)
    session.replace_plan(session.plan.changed(slots=(), watches=(), rounds=()))
    format_file(session, format_by_key("fit"))
    assert session.plan.slots == ()

    format_file(session, format_by_key("ics"))

    assert session.plan.slots


def test_a_download_is_no_step_to_undo_and_undo_keeps_the_calendar_that_left(written: tuple[Path, str]) -> None:
    session = page_of(*written)
    session.replace_plan(session.plan.changed(slots=(), watches=(), rounds=()))
    session.replace_plan(session.plan.changed(agreed_by="Ada", agreed_on=TODAY))
    format_file(session, format_by_key("ics"))

    session.step("undo")

    assert session.plan.agreed_on is None and session.plan.slots
    assert session.step("undo") != ""


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "plans.sqlite")


@pytest.fixture
def session(store: Store) -> Session:
    words = Words("en")
    return Session(store, new_plan(words, "bakery"), words, dt.date(2027, 1, 4))


def state_and_button(form: SubscriptionForm) -> tuple[str, str]:
    form.refresh()
    return repr(form._state), form.put.description


def test_before_a_calendar_left_the_plan_nothing_is_at_its_address(session: Session) -> None:
    assert state_and_button(SubscriptionForm(session)) == (
        "No calendar is published at this address yet.",
        "Publish this calendar",
    )


def test_the_calendar_that_is_put_there_is_saved(session: Session, store: Store) -> None:
    form = SubscriptionForm(session)
    form.put.click()

    assert state_and_button(form) == ("The published calendar is up to date.", "")
    assert "none" in form.put._dom_classes
    assert store.load("bakery").plan.slots == session.scheduled_plan().slots != ()


def test_a_change_of_the_plan_waits_until_it_is_put_there(session: Session, store: Store) -> None:
    form = SubscriptionForm(session)
    form.put.click()
    before = store.load("bakery").plan.slots
    session.replace_plan(session.plan.changed(weeks=2))

    assert state_and_button(form)[1] == "Publish the latest version"
    assert "older than your plan" in state_and_button(form)[0]
    assert store.load("bakery").plan.slots == before
    form.put.click()
    assert state_and_button(form)[1] == ""
    assert store.load("bakery").plan.slots != before


def test_a_plan_that_goes_on_under_another_name_has_another_address(session: Session) -> None:
    form = SubscriptionForm(session)
    session.begin(session.plan)
    form.refresh()

    assert form.address.plan == session.plan.id != "bakery"


@pytest.mark.parametrize(
    ("plan", "name"),
    [
        ("Boulangerie d’exemple, Lyon", "Boulangerie d’exemple Lyon - report.html"),
        ("../../etc/passwd\u202e", "etc passwd - report.html"),
        ("a" * 80, "a" * 50 + " - report.html"),
    ],
)
def test_a_file_is_named_after_its_plan_and_only_with_what_file_systems_take(
    written: tuple[Path, str], plan: str, name: str
) -> None:
    session = page_of(*written)
    session.change_brief(name=plan)

    assert plan_download(session, format_by_key("html"))[0] == name
    assert plan_download(session, None)[0] == name.replace("report.html", "plan.zip")
