"""A plan as an Excel workbook: calendar, duty roster with hours, sources, about; without formulas or links."""

import datetime as dt
import io
import locale
from collections.abc import Iterable, Mapping, Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from strategy_kit.errors import InputError
from strategy_kit.exports import sheets
from strategy_kit.exports.sheets import Cell, SheetTable
from strategy_kit.figures.card import Card
from strategy_kit.figures.shapes.palette import tokens
from strategy_kit.i18n import Words
from strategy_kit.languages import Language
from strategy_kit.model import Plan
from strategy_kit.text import normalized_text

_TEXT_STAYS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_A4, _LINE, _MOST_LINES = 9, 15, 20
CellFormats = Mapping[tuple[str, str], Format]


def to_xlsx(
    plan: Plan, cards: Iterable[Card] = (), *, lang: str | None = None, now: dt.datetime | None = None
) -> bytes:
    """
    Write a plan as an Excel workbook with the sheets Calendar, Watch, Sources and About, whose names are fixed.

    Times are dates in local time, with zone and offset in further columns. The same bytes for the same arguments.

    Parameters
    ----------
    cards : iterable of Card
        The findings whose sources are listed. Absent: the studies of posting hours of the plan.
    lang : code of a language, optional
        Absent: the plan's.
    now : datetime, optional
        The instant of writing, aware. Absent: the first day of the plan.

    Raises
    ------
    InputError
        If the calendar is invalid (`calendar_entries`) or a text is too long for a cell.
    """
    _ = Words(lang or plan.brief.lang, plan.brief.country)
    stamp = (now or dt.datetime.combine(plan.start, dt.time(), dt.UTC)).astimezone(dt.UTC).replace(microsecond=0)
    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file, {"in_memory": True, **_TEXT_STAYS_TEXT})
    workbook.set_properties({"created": stamp})
    formats = _cell_formats(workbook, _)
    _fill(workbook, "Calendar", [sheets.calendar(plan, _)], formats)
    _fill(workbook, "Watch", [sheets.roster(plan, _), sheets.hours(plan, _)], formats)
    _fill(workbook, "Sources", [sheets.sources(plan, cards, _)], formats)
    _fill(workbook, "About", [sheets.about(plan, stamp if now else None, _)], formats)
    workbook.close()
    return file.getvalue()


def _fill(workbook: xlsxwriter.Workbook, name: str, tables: Sequence[SheetTable], formats: CellFormats) -> None:
    """Write tables side by side on a sheet; the first has filters."""
    sheet = workbook.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&A&R&P / &N")
    left = 0
    for table in tables:
        _put(sheet, name, table, left, formats)
        if not left and table.rows:
            sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
        if table.printed:
            sheet.print_area(0, 0, len(table.rows), table.printed - 1)
        left += len(table.columns) + 1
    for line in range(1 + max(len(table.rows) for table in tables)):
        sheet.set_row(line, _LINE * max(_lines(table, line) for table in tables))


def _lines(table: SheetTable, row: int) -> int:
    """Return the height of a row in lines, header = row 0; few spreadsheets compute it."""
    if row > len(table.rows):
        return 1
    cells = table.rows[row - 1] if row else [word for word, _width in table.columns]
    widths = [width for _word, width in table.columns]
    return max(
        sum(1 + len(line) // (width if row else width - 3) for line in str(cell).split("\n")[:_MOST_LINES])
        for cell, width in zip(cells, widths, strict=True)
        if isinstance(cell, str)
    )


def _put(sheet: Worksheet, name: str, table: SheetTable, left: int, formats: CellFormats) -> None:
    for place, (word, width) in enumerate(table.columns, start=left):
        sheet.set_column(place, place, width)
        first = table.rows[0][place - left] if table.rows else ""
        sheet.write_string(0, place, word, formats["head", "number" if isinstance(first, int | float) else "text"])
    for line, row in enumerate(table.rows, start=1):
        style = "cancelled" if line - 1 in table.cancelled else "plain"
        for place, cell in enumerate(row):
            if _write(sheet, line, left + place, cell, style, formats):
                raise InputError(
                    "{field}: found {value}. A cell of a spreadsheet holds 32,767 letters; shorten the text.",
                    field=f"{name}, {table.columns[place][0]}, {line + 1}",
                    value=cell,
                )


def _write(sheet: Worksheet, line: int, place: int, cell: Cell, style: str, formats: CellFormats) -> int:
    """Write a cell by its type; return 0, or an error code if the spreadsheet would truncate it."""
    match cell:
        case dt.datetime():
            return int(sheet.write_datetime(line, place, cell, formats[style, "moment"]))
        case dt.date():
            return int(sheet.write_datetime(line, place, cell, formats[style, "day"]))
        case int() | float():
            return int(sheet.write_number(line, place, cell, formats[style, "number"]))
        case "":
            return int(sheet.write_blank(line, place, None, formats[style, "text"]))
    return int(sheet.write_string(line, place, normalized_text(cell), formats[style, "text"]))


def _cell_formats(workbook: xlsxwriter.Workbook, _: Words) -> dict[tuple[str, str], Format]:
    ink = tokens()["light"]
    base: dict[str, object] = {
        "font_name": "Calibri",
        "font_size": 11,
        "valign": "top",
        "bottom": 1,
        "bottom_color": ink["line"],
    }
    place = _windows_language(_.language)
    kinds: dict[str, dict[str, object]] = {
        "text": {"text_wrap": True, "num_format": "@", "align": "left", "indent": 1},
        "moment": {"num_format": f"{place}ddd d mmm yyyy hh:mm", "align": "left", "indent": 1},
        "day": {"num_format": f"{place}ddd d mmm yyyy", "align": "left", "indent": 1},
        "number": {"num_format": "0.0#", "align": "right", "text_wrap": True, "indent": 1},
    }
    styles: dict[str, dict[str, object]] = {
        "plain": {"font_color": ink["ink"]},
        "cancelled": {"font_color": ink["ink-3"], "font_strikeout": True},
        "head": {"bold": True, "font_color": ink["accent-ink"], "bg_color": ink["accent"]},
    }
    return {
        (style, kind): workbook.add_format({**base, **kinds[kind], **styles[style]})
        for style in styles
        for kind in kinds
    }


def _windows_language(language: Language) -> str:
    """Return the date format's language code for spreadsheets, [$-40C] for French; empty: their own language."""
    wanted = f"{language.code}_{language.territory}"
    return next((f"[$-{code:X}]" for code, name in locale.windows_locale.items() if name == wanted), "")
