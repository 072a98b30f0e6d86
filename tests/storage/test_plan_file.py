import datetime as dt
import errno
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_kit.errors import InputError
from strategy_kit.model import Brief, Plan, ResponseWindow, Slot
from strategy_kit.storage.plan_file import read_brief_file, read_plan_file, write_atomically

NINE = dt.time(9)
MONDAY = dt.date(2027, 1, 4)
POST = Slot(id="s1", platform="facebook", day=MONDAY, time=NINE, zone="Europe/Paris", pillar="News", owner="Owner")
PLAN = Plan(
    id="p1",
    brief=Brief(name="Boulangerie d’à côté"),
    start=MONDAY,
    platforms=("facebook",),
    slots=(POST,),
    watches=(ResponseWindow(slot="s1", person="Owner", day=MONDAY, time=NINE, zone="Europe/Paris", minutes=60),),
)


def test_a_written_plan_reads_back_equal(tmp_path):
    write_atomically(tmp_path / "plan.json", PLAN.to_json().encode())

    assert read_plan_file(tmp_path / "plan.json") == PLAN


def test_a_brief_is_read_from_its_own_file_or_from_that_of_a_plan(tmp_path):
    (tmp_path / "brief.json").write_text(PLAN.brief.to_json(), encoding="utf-8")
    write_atomically(tmp_path / "plan.json", PLAN.to_json().encode())

    assert read_brief_file(tmp_path / "brief.json") == PLAN.brief
    assert read_brief_file(tmp_path / "plan.json") == PLAN.brief


def test_a_brief_in_place_of_a_plan_is_refused_with_what_to_do(tmp_path):
    (tmp_path / "shop.json").write_text(PLAN.brief.to_json(), encoding="utf-8")

    with pytest.raises(InputError, match=r"shop\.json holds a brief, without a plan\. Create the plan first"):
        read_plan_file(tmp_path / "shop.json")


def test_every_prefix_of_a_plan_file_is_refused_in_words(tmp_path):
    whole = PLAN.to_json().encode()
    path = tmp_path / "plan.json"
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(InputError):
            read_plan_file(path)
        assert path.read_bytes() == whole[:length]


@settings(max_examples=300)
@given(position=st.integers(0, len(PLAN.to_json().encode()) - 1), bit=st.integers(0, 7))
def test_a_flipped_bit_gives_a_plan_or_a_refusal_never_a_crash(position, bit, tmp_path_factory):
    path = tmp_path_factory.mktemp("flip") / "plan.json"
    damaged = bytearray(PLAN.to_json().encode())
    damaged[position] ^= 1 << bit
    path.write_bytes(damaged)
    try:
        assert isinstance(read_plan_file(path), Plan)
    except InputError as error:
        assert str(error)
    assert path.read_bytes() == damaged


def test_a_plan_of_a_newer_workbook_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "plan.json"
    newer = PLAN.to_json().replace('"format_version": 2', '"format_version": 3')
    path.write_text(newer, encoding="utf-8")

    with pytest.raises(InputError, match="newer version of the workbook"):
        read_plan_file(path)
    assert path.read_text(encoding="utf-8") == newer


def test_a_file_over_the_size_limit_is_refused(tmp_path):
    path = tmp_path / "plan.json"
    path.write_bytes(b" " * 5_000_001)

    with pytest.raises(InputError, match="5000000"):
        read_plan_file(path)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("absent.json", r"^file: absent.json was not found\. Check the name and the folder\.$"),
        (".", r"^file: .* is a folder\. Enter the name of a file in it\.$"),
        ("a\0b", r"^file: .* cannot be opened"),
    ],
    ids=["absent", "folder", "nul"],
)
def test_a_file_that_cannot_be_opened_is_refused_in_words(tmp_path, name, message):
    with pytest.raises(InputError, match=message):
        read_plan_file(tmp_path / name)


def test_a_write_forces_the_file_to_disk_then_renames_then_forces_the_folder(tmp_path, monkeypatch):
    calls = []
    fsync, replace = os.fsync, Path.replace

    def seen_fsync(descriptor):
        calls.append("fsync " + ("folder" if Path(f"/proc/self/fd/{descriptor}").resolve().is_dir() else "file"))
        fsync(descriptor)

    def seen_replace(path, target):
        calls.append("replace")
        assert path.parent == target.parent
        assert path.read_bytes() == b"new"
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", seen_fsync)
    monkeypatch.setattr(Path, "replace", seen_replace)
    write_atomically(tmp_path / "plan.json", b"new")

    assert calls == ["fsync file", "replace", "fsync folder"]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EMFILE])
@pytest.mark.parametrize("failing", [(os, "fsync"), (Path, "replace"), (Path, "open")], ids=["fsync", "rename", "open"])
def test_a_write_that_fails_says_so_keeps_the_old_file_and_leaves_nothing_beside_it(
    tmp_path, monkeypatch, failing, code
):
    (tmp_path / "plan.json").write_bytes(b"old")

    def fails(*_args, **_options):
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(*failing, fails)
        with pytest.raises(InputError, match=f"plan.json could not be written .{os.strerror(code)}"):
            write_atomically(tmp_path / "plan.json", b"new")

    assert [path.name for path in tmp_path.iterdir()] == ["plan.json"]
    assert (tmp_path / "plan.json").read_bytes() == b"old"


def test_a_folder_that_does_not_exist_is_refused_in_words(tmp_path):
    with pytest.raises(InputError, match="choose another folder"):
        write_atomically(tmp_path / "absent" / "plan.json", PLAN.to_json().encode())
