"""The registry of export formats: what follows from its records, and a format added as CONTRIBUTING says."""

import re
from pathlib import Path

import pytest
from scratch import ROOT, copy_workbook, run_python

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.exports.formats import FORMATS, PLAN_FORMATS, archive, audience_table
from strategy_kit.exports.schedulers import TARGETS
from strategy_kit.model import Brief, Plan
from strategy_kit.plan.workings import Workings

DOCS = ROOT / "docs" / "exports.md"
WRITER = '''"""A plan as a Markdown list."""

from strategy_kit.exports.calendar_entries import calendar_entries
from strategy_kit.model import Plan


def to_markdown(plan: Plan) -> bytes:
    """Write one line per post."""
    return "".join(f"- {entry.slot.day} {entry.slot.platform}\\n" for entry in calendar_entries(plan)).encode()
'''
RECORD = """FORMATS = (
    ExportFormat("md", "list.md", "text/markdown", N_("List (.md)"), N_("For notes"),
        lambda source: to_markdown(source.plan), button=True),"""
IMPORT = """from strategy_kit.exports.markdown import to_markdown
from strategy_kit.exports.schedulers import"""
USE = """
import datetime as dt
from pathlib import Path

import strategy_kit
from strategy_kit.cli import main
from strategy_kit.exports.formats import FORMATS, files_of
from strategy_kit.i18n import Words
from strategy_kit.pages.plan.downloads import AllFiles, download_buttons, format_file
from strategy_kit.session.session import Session, new_plan

assert Path(strategy_kit.__file__).is_relative_to(Path.cwd()), strategy_kit.__file__
assert main(["plan", "examples/lyon-bakery.json", "--out", "all", "--start", "2027-01-04", "--weeks", "1"]) == 0
assert main(["export", "all/plan.json", "--out", "one", "--to", "md"]) == 0
session = Session(None, new_plan(Words("en")), Words("en"), dt.date(2027, 1, 1))
made = files_of(session.scheduled_plan(), session.workings, now=dt.datetime(2027, 1, 1, tzinfo=dt.UTC), lang="en")
page = format_file(session, FORMATS[0])
print("command", Path("all/list.md").read_bytes() == Path("one/list.md").read_bytes() != b"")
print("page", [button.label for button in download_buttons(session).children][0], AllFiles(session).choice.options[1])
print("bundle", made["list.md"] == page[2])
print("docs", *[each.key for each in FORMATS if f"| `{each.key}` |" not in Path("docs/exports.md").read_text("utf-8")])
"""


def test_the_docs_list_every_format_as_its_record_describes_it() -> None:
    """How sure a format is, is told by its reader: that cell is the docs' own."""
    rows = re.findall(r"^\| `[\w-]+` \| `[^`]+` \| .*\|$", DOCS.read_text("utf-8"), re.M)
    sure = {row.split(" | ")[0]: row.split(" | ")[3] for row in rows}
    wanted = [
        f"| `{each.key}` | `{each.file}` | {each.purpose} | {sure.get(f'| `{each.key}`', 'ours')} | "
        + (f"{each.target.checked.isoformat()} |" if each.target else "|")
        for each in FORMATS
    ]

    missing = [row for row in wanted if row not in rows]
    assert rows == wanted, "\n".join(["Paste into docs/exports.md, in the order of FORMATS:", *missing])


def test_every_format_has_a_key_and_a_file_name_of_its_own() -> None:
    assert len({each.key for each in FORMATS}) == len({each.file for each in FORMATS}) == len(FORMATS)
    assert [each.key for each in FORMATS if each.target] == list(TARGETS)
    assert {each.target for each in PLAN_FORMATS} == {None}


def test_an_archive_is_the_same_for_the_same_files() -> None:
    assert archive({"a.csv": b"a", "b.csv": b"b"}) == archive({"a.csv": b"a", "b.csv": b"b"})


@pytest.mark.slow
def test_a_format_is_added_by_its_writer_and_its_record_alone(tmp_path: Path) -> None:
    exports = copy_workbook(tmp_path) / "strategy_kit" / "exports"
    (exports / "markdown.py").write_text(WRITER, "utf-8")
    registry = (exports / "formats.py").read_text("utf-8")
    changed = registry.replace("from strategy_kit.exports.schedulers import", IMPORT, 1).replace(
        "FORMATS = (", RECORD, 1
    )
    (exports / "formats.py").write_text(changed, "utf-8")

    run = run_python(tmp_path, "-c", USE)

    assert run.stdout.splitlines()[-4:] == [
        "command True",
        "page List (.md) ('List (.md)', 'md')",
        "bundle True",
        "docs md",
    ], run.stderr


@pytest.mark.parametrize("edition", ["today", "document"])
def test_the_audience_has_no_closed_platform_that_nobody_chose(edition: str) -> None:
    workings = Workings(Plan(brief=Brief(name="Shop", edition=edition), start="2027-01-04"), load_evidence(), 2027)
    listed, closed = set(audience_table(workings)["platform"]), set(workings.catalogue.closed.index)

    assert listed & closed == set(workings.platforms) & closed
    assert set(workings.platforms) <= listed
