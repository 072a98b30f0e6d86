"""The files people open in a spreadsheet, opened by one: LibreOffice, without windows."""

import csv
import datetime as dt
import io
import shutil
import subprocess

import openpyxl
import pytest
from example_plans import MONDAY, plan_of, post, with_everywhere
from hostile import HOSTILE

from strategy_kit.exports.table import to_csv
from strategy_kit.exports.xlsx import to_xlsx

SHEETS = ("Calendar", "Rota", "Hours", "Sources", "About")
ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"
"""Comma, quotes, UTF-8, from line 1, cells as they are shown, no formulas, every sheet in a file of its own."""
TEXTS = {name: text for name, text in HOSTILE.items() if name != "long"}


@pytest.fixture(scope="module")
def converted(tmp_path_factory):
    """Open a file in LibreOffice and return what it writes, by name."""
    folder = tmp_path_factory.mktemp("office")

    def convert(name, data, kind, *reading):
        made = folder / name.replace(".", "-")
        made.mkdir()
        (made / name).write_bytes(data)
        program = shutil.which("soffice") or shutil.which("libreoffice")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        subprocess.run(
            [
                program,
                profile,
                "--headless",
                *reading,
                "--convert-to",
                kind,
                "--outdir",
                str(made / "out"),
                str(made / name),
            ],
            check=True,
            capture_output=True,
            timeout=180,
        )
        return {path.name: path.read_bytes() for path in sorted((made / "out").iterdir())}

    return convert


@pytest.fixture(scope="module")
def plan():
    """One post for each hostile text, in every field of it, on days of their own."""
    slots = []
    for number, text in enumerate(TEXTS.values()):
        slot = post(number, day=MONDAY + dt.timedelta(days=number))
        slots.append(slot.model_copy(update={"title": text, "text": text, "owner": text[:80], "tags": (text[:80],)}))
    made = plan_of([post(1)], watches=(), weeks=5)
    return with_everywhere(made, TEXTS["formula"]).model_copy(update={"slots": tuple(slots), "watches": ()})


@pytest.fixture(scope="module")
def sheets(plan, converted):
    """The sheets of the workbook as LibreOffice reads them, each as rows of text."""
    found = converted("calendar.xlsx", to_xlsx(plan), ALL_SHEETS)
    return {name: list(csv.reader(io.StringIO(found[f"calendar-{name}.csv"].decode(), newline=""))) for name in SHEETS}


def test_the_workbook_opens_with_its_four_sheets(sheets):
    assert {name: bool(rows) for name, rows in sheets.items()} == dict.fromkeys(SHEETS, True)


def test_every_text_is_what_it_was(plan, sheets):
    ours = openpyxl.load_workbook(io.BytesIO(to_xlsx(plan)))["Calendar"]
    columns = [cell.value for cell in ours[1]]
    texts = [
        place for place, name in enumerate(columns) if name in ("Title", "Text", "Owner", "Tags", "Time zone", "Post")
    ]
    shown = [[row[place] for place in texts] for row in sheets["Calendar"][1:]]
    held = [[line[place].value or "" for place in texts] for line in ours.iter_rows(min_row=2)]

    assert len(held) == len(TEXTS)
    assert shown == held


def test_every_start_is_the_date_it_was(plan, sheets):
    starts = [dt.datetime.strptime(row[0], "%a, %d %b %Y %H:%M") for row in sheets["Calendar"][1:]]

    assert starts == [slot.starts_at.replace(tzinfo=None) for slot in plan.slots]


def test_the_spreadsheet_saves_it_again_without_a_formula_or_a_link(plan, converted):
    saved = converted("again.xlsx", to_xlsx(plan), "xlsx")["again.xlsx"]
    cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(saved)) for line in sheet.iter_rows() for cell in line]

    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not [cell for cell in cells if cell.hyperlink]


@pytest.mark.parametrize("separator", [",", ";"])
def test_the_plain_list_opens_without_a_formula(plan, converted, separator):
    reading = f"--infilter=Text - txt - csv (StarCalc):{ord(separator)},34,76"
    saved = converted(f"list{ord(separator)}.csv", to_csv(plan, lang="en", separator=separator), "xlsx", reading)
    (data,) = saved.values()
    cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(data)) for line in sheet.iter_rows() for cell in line]

    assert len(cells) > len(TEXTS) * 10
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
