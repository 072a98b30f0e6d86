"""Tables from outside: encodings, separators, spreadsheets, and files that are none."""

import datetime as dt
import io
import zipfile

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.storage.text_table import read_table

EN, FR = Words("en"), Words("fr")


def sheet(rows: list[list[object]], percent: float | None = None) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    page, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
    for line, row in enumerate(rows):
        for place, cell in enumerate(row):
            page.write(line, place, cell, day if isinstance(cell, dt.date) else None)
    if percent is not None:
        page.write(1, 1, percent, book.add_format({"num_format": "0.0%"}))
    book.close()
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_a_table_is_read_in_the_usual_encodings_and_separators(encoding: str, mark: str) -> None:
    table = read_table(f"Période{mark}Ventes\r\n04/01/2027{mark}12\r\n".encode(encoding), FR)

    assert table.columns == ("Période", "Ventes")
    assert table.lines == ((2, ("04/01/2027", "12")),)


def test_a_line_that_is_blank_is_left_out_and_the_others_keep_their_numbers() -> None:
    table = read_table(b"Week;Sales\n\n2027-01-04;3\n;\n2027-01-11;4", EN)

    assert [line for line, _cells in table.lines] == [3, 5]


def test_a_decimal_comma_between_commas_is_refused_and_not_cut_off() -> None:
    with pytest.raises(InputError, match="line 2: this line has more cells than there are headings"):
        read_table(b"Week,Sales\n2027-01-04,12,5", FR)


def test_a_spreadsheet_gives_its_dates_numbers_and_percentages_as_text() -> None:
    day = dt.date(2027, 1, 4)
    table = read_table(sheet([["Week", "Rate", "Sales"], [day, None, 1234.5], [], [day, 3, "n/a"]], 0.355), FR)

    assert table.lines == ((2, ("2027-01-04", "35,5", "1234,5")), (4, ("2027-01-04", "3", "n/a")))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"Week;Sales",
        b"\x00\x01\x02\xff",
        b"PK\x03\x04 and no archive",
        b"\xff\xfea",
        sheet([["Week"]]),
        sheet([["a", "b"], [1, 2]])[:-400],
        b"a;b\n" + b"1;2\n" * 6000,
        b";".join([b"x"] * 61) + b"\n1",
        b"x" * 5_000_001,
    ],
    ids=["empty", "headings", "bytes", "zip", "odd", "one line", "cut", "long", "wide", "large"],
)
def test_what_is_no_table_or_too_large_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(InputError):
        read_table(data, EN)


def test_a_spreadsheet_with_declared_entities_is_refused() -> None:
    file, good = io.BytesIO(), zipfile.ZipFile(io.BytesIO(sheet([["Week", "Sales"], [1, 2]])))
    with zipfile.ZipFile(file, "w") as bad:
        for name in good.namelist():
            text = good.read(name)
            declared = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
            bad.writestr(name, text.replace(b"?>", b"?>" + declared, 1) if name.endswith("sheet1.xml") else text)

    with pytest.raises(InputError, match="this is not a table"):
        read_table(file.getvalue(), EN)


@given(st.binary(max_size=200) | st.binary(max_size=200).map(lambda data: b"PK\x03\x04" + data))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        table = read_table(data, EN)
    except InputError:
        return

    assert all(len(cells) == len(table.columns) for _line, cells in table.lines)
