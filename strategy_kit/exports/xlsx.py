"""A plan as an Excel workbook: calendar, duty roster, hours, objectives, sources, about; no formulas or links."""

import datetime as dt
import io
from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from strategy_kit.calendar.workload import plan_workload
from strategy_kit.errors import InputError
from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.evidence.load import load_table, load_windows
from strategy_kit.exports.calendar_entries import calendar_entries, opinion, platform_names, status_words
from strategy_kit.exports.cell_formats import cell_formats
from strategy_kit.exports.line_of_sight_sheet import line_of_sight_sheet
from strategy_kit.exports.reach_sheet import reach_sheet
from strategy_kit.exports.results_sheets import decisions_sheet, months_sheet, results_sheet, verdicts_sheet
from strategy_kit.exports.sheet_table import Cell, Row, SheetTable, cell_of, sheet_table
from strategy_kit.exports.strategy_sheets import strategy_sheets
from strategy_kit.figures.card import Card
from strategy_kit.figures.shapes.template import source_cards
from strategy_kit.frames import WorkloadRow, rows_of
from strategy_kit.i18n import Words
from strategy_kit.labels.changes import agreement_of
from strategy_kit.labels.communication import format_words
from strategy_kit.labels.strategy import voice_line
from strategy_kit.model import Plan
from strategy_kit.plan.objectives import weight_shares
from strategy_kit.territories import paper
from strategy_kit.text import normalized_text
from strategy_kit.views.objectives import kpi_of, objective_summaries

_TEXT_STAYS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_PAPERS = {"Letter": 1, "A4": 9}
_LINE, _MOST_LINES = 15, 20
CellFormats = Mapping[tuple[str, str], Format]


def calendar_sheet(plan: Plan, _: Words) -> SheetTable:
    """Return one row per post, in order of time, cancelled ones marked."""
    names, formats, statuses = platform_names(plan), format_words(_), status_words(_)
    posts, voice = calendar_entries(plan), voice_line(plan.brief.brand_voice, _)
    return sheet_table(
        posts,
        (_("Start"), 22, lambda post: _wall(post.slot.starts_at)),
        (_("Time zone"), 17, lambda post: post.slot.zone),
        (_("Platform"), 13, lambda post: names[post.slot.platform]),
        (_("Title"), 30, lambda post: post.title),
        (_("Text"), 44, lambda post: post.slot.text),
        (_("Format"), 12, lambda post: formats[post.slot.format]),
        (_("Who prepares"), 14, lambda post: post.slot.owner),
        (_("Response window until"), 22, lambda post: _wall(post.answered_until) if post.answered_until else ""),
        (_("Status"), 10, lambda post: statuses[post.status]),
        (_("Pillar"), 30, lambda post: post.slot.pillar),
        *([(_("Campaign"), 24, lambda post: ", ".join(post.campaigns))] if plan.brief.campaigns else ()),
        *([(_("Brand voice"), 40, lambda post: voice)] if voice else ()),
        (_("Link"), 24, lambda post: post.slot.link),
        (_("Image"), 24, lambda post: post.slot.image),
        (_("Tags"), 16, lambda post: ", ".join(post.slot.tags)),
        (_("What studies say about the hour"), 60, lambda post: opinion(post.slot, _)),
        (_("Start, as text with UTC offset"), 25, lambda post: _iso(post.slot.starts_at)),
        (_("Post"), 22, lambda post: post.slot.id),
        (_("Revision"), 9, lambda post: post.slot.revision),
        cancelled=frozenset(place for place, post in enumerate(posts) if post.status == "cancelled"),
        printed=9,
    )


def roster_sheet(plan: Plan, _: Words) -> SheetTable:
    """Return one row per response window and inbox check, in order of time."""
    names = platform_names(plan)
    turns = [
        (
            watch.starts_at,
            watch.ends_at,
            watch.person,
            names[entry.slot.platform],
            watch.work_minutes,
            entry.slot.id,
        )
        for entry in calendar_entries(plan)
        if entry.status != "cancelled"
        for watch in entry.watches
    ] + [(done.starts_at, done.ends_at, done.person, _("inbox check"), float(done.minutes), "") for done in plan.rounds]
    return sheet_table(
        sorted(turns, key=lambda turn: turn[0].astimezone(dt.UTC)),
        (_("From"), 22, lambda turn: _wall(turn[0])),
        (_("Time zone"), 17, lambda turn: str(turn[0].tzinfo)),
        (_("Until"), 22, lambda turn: _wall(turn[1])),
        (_("Person"), 16, lambda turn: turn[2]),
        (_("Platform"), 14, lambda turn: turn[3]),
        (_("Working minutes"), 13, lambda turn: round(turn[4])),
        (_("Post"), 22, lambda turn: turn[5]),
        (_("From, as text with UTC offset"), 25, lambda turn: _iso(turn[0])),
    )


def hours_sheet(plan: Plan, _: Words) -> SheetTable:
    """Return the work of each person in each ISO week, in hours and minutes, and the hours available."""
    return sheet_table(
        list(rows_of(plan_workload(plan), WorkloadRow)),
        (_("Week"), 10, lambda row: f"{row.week:%G-W%V}"),
        (_("Monday"), 16, lambda row: row.week),
        (_("Person"), 16, lambda row: row.person),
        (_("Hours creating posts"), 13, lambda row: _whole_minutes(row.making)),
        (_("Hours answering"), 13, lambda row: _whole_minutes(row.watching)),
        (_("Hours of inbox checks"), 13, lambda row: _whole_minutes(row.monitoring)),
        (_("Total hours"), 13, lambda row: _whole_minutes(row.total)),
        (_("Hours available"), 13, lambda row: "" if pd.isna(row.available) else _whole_minutes(row.available)),
        (_("Days in the plan"), 13, lambda row: row.days),
    )


def objectives_sheet(plan: Plan, _: Words) -> SheetTable:
    """Return one row per objective, its numbers in the unit beside them; blank = not known yet."""
    evidence = load_evidence()
    summaries = objective_summaries(plan.brief, evidence, _)
    shares, periods = weight_shares(plan.brief), {"week": _("week"), "month": _("month")}
    kpis = [kpi_of(objective, evidence, _) for objective in plan.brief.objectives]
    return sheet_table(
        list(zip(plan.brief.objectives, summaries, kpis, shares, strict=True)),
        (_("Objective"), 30, lambda row: row[1].name),
        (_("Objective in numbers"), 40, lambda row: row[1].sentence),
        (_("KPI"), 24, lambda row: row[2].name if row[2] else ""),
        (_("Unit"), 14, lambda row: row[2].unit_word if row[2] else ""),
        (_("Counted per"), 10, lambda row: periods[row[0].per]),
        (_("Baseline"), 10, lambda row: cell_of(row[0].baseline)),
        (_("Baseline measured on"), 16, lambda row: cell_of(row[0].baseline_on)),
        (_("Target"), 10, lambda row: cell_of(row[0].target)),
        (_("Due date"), 16, lambda row: cell_of(row[0].due)),
        (_("Who looks after it"), 16, lambda row: cell_of(row[0].owner)),
        (_("Business goal it serves"), 40, lambda row: row[0].serves),
        (_("Weight, %"), 9, lambda row: round(100 * row[3])),
        (_("Missing"), 40, lambda row: row[1].missing),
    )


def sources_sheet(plan: Plan, cards: Iterable[Card], _: Words) -> SheetTable:
    """Return the sources of the cards; without cards, the studies of posting hours on the plan's platforms."""
    found = {source.key: source for card in cards for source in card.sources}
    if not found:
        windows = load_windows(plan.brief.studies)
        studies = windows.loc[windows["platform"].isin(plan.platforms), "source"]
        found = {source.key: source for source in source_cards(studies, load_table("sources"), _)}
    return sheet_table(
        list(found.values()),
        (_("Source"), 22, lambda source: source.name),
        (_("Title"), 36, lambda source: source.title),
        (_("Producer"), 18, lambda source: source.producer),
        (_("When"), 10, lambda source: source.when),
        (_("Measured"), 30, lambda source: source.measured),
        (_("Who"), 34, lambda source: source.who),
        (_("Time zone"), 20, lambda source: source.clock),
        (_("Grade"), 7, lambda source: source.grade),
        (_("How it was read"), 28, lambda source: source.read_as),
        (_("Caution"), 40, lambda source: source.caution),
        (_("Address"), 36, lambda source: source.url),
        (_("Key"), 20, lambda source: source.key),
    )


def about_sheet(plan: Plan, written: dt.datetime | None, _: Words) -> SheetTable:
    """Return what the file is, of which plan, and how to read it."""
    names = platform_names(plan)
    stamp: tuple[Row, ...] = ((_("Written on (UTC)"), _wall(written)),) if written else ()
    agreed: Row = (_("Agreed on"), plan.agreed_on) if plan.agreed_on else (_("Agreed on"), _("not agreed yet"))
    agreement = agreement_of(plan, _, plan.platforms)
    changed: tuple[Row, ...] = ((_("Changed since"), agreement.changes),) if agreement.changes else ()
    if agreement.exceptions:
        changed = (*changed, (_("Did not fit then"), agreement.exceptions))
    rows: tuple[Row, ...] = (
        (_("Business"), plan.brief.name),
        (_("First day"), plan.start),
        (_("Last day"), plan.end - dt.timedelta(days=1)),
        (_("Platforms to start with"), _.all_of(names[key] for key in plan.platforms)),
        (_("Platforms later"), _.all_of(names[key] for key in plan.later)),
        (_("Agreed by"), plan.agreed_by),
        agreed,
        *changed,
        *stamp,
        (_("Plan"), plan.id),
        (
            _("Times"),
            _(
                "Dates and times are local to the time zone beside them. The column with the UTC "
                "offset gives the exact moment."
            ),
        ),
        (_("Posts"), _("A post keeps its identifier when it moves. Posts struck through are cancelled.")),
        (
            _("Empty text"),
            _("This post is not written yet. Files for scheduling tools contain a marked draft instead."),
        ),
        (_("Changes"), _("Changes you make here stay in this file: the workbook does not read it back.")),
    )
    return SheetTable(((_("What"), 22), (_("In this plan"), 90)), rows)


def _wall(moment: dt.datetime) -> dt.datetime:
    return moment.replace(tzinfo=None)


def _whole_minutes(minutes: float) -> dt.timedelta:
    return dt.timedelta(minutes=round(minutes))


def _iso(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="minutes")


def to_xlsx(
    plan: Plan, cards: Iterable[Card] = (), *, lang: str | None = None, now: dt.datetime | None = None
) -> bytes:
    """
    Write a plan as an Excel workbook: Calendar, Rota, Hours, Objectives, Reach, Line of sight, Verdicts, Results,
    Months, Decisions, Brand voice, Profiles, Peers, Crisis, Budget, Sources and About.

    The names of the sheets are fixed; what a plan does not have, such as results, has no sheet. Times are dates in
    local time, with zone and offset in further columns; dates, times and the size of the paper are those of the plan's
    country. The same bytes for the same arguments.

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
    formats = {key: workbook.add_format(dict(style)) for key, style in cell_formats(_).items()}
    tables = {
        "Calendar": calendar_sheet(plan, _),
        "Rota": roster_sheet(plan, _),
        "Hours": hours_sheet(plan, _),
        **(
            {
                "Objectives": objectives_sheet(plan, _),
                "Reach": reach_sheet(plan, _),
                "Line of sight": line_of_sight_sheet(plan, _),
            }
            if plan.brief.objectives
            else {}
        ),
        **_results_sheets(plan, now.astimezone(ZoneInfo(plan.brief.team_zone)).date() if now else None, _),
        **({"Decisions": decisions_sheet(plan, _)} if plan.reviews else {}),
        **strategy_sheets(plan, _),
        "Sources": sources_sheet(plan, cards, _),
        "About": about_sheet(plan, stamp if now else None, _),
    }
    for name, table in tables.items():
        sheet = workbook.add_worksheet(name)
        sheet.set_paper(_PAPERS[paper(plan.brief.country)])
        _fill(sheet, name, table, formats)
    workbook.close()
    return file.getvalue()


def _results_sheets(plan: Plan, today: dt.date | None, _: Words) -> dict[str, SheetTable]:
    """Return the sheets of results, by name; months only where results add up to them."""
    if not plan.results:
        return {}
    months = months_sheet(plan, today, _)
    sheets = {"Verdicts": verdicts_sheet(plan, today, _), "Results": results_sheet(plan, _)}
    return {**sheets, "Months": months} if months.rows else sheets


def _fill(sheet: Worksheet, name: str, table: SheetTable, formats: CellFormats) -> None:
    """Write a table on a sheet, with filters."""
    sheet.freeze_panes(1, 0)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&A&R&P / &N")
    _put(sheet, name, table, formats)
    if table.rows:
        sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    if table.printed:
        sheet.print_area(0, 0, len(table.rows), table.printed - 1)
    for line in range(1 + len(table.rows)):
        sheet.set_row(line, _LINE * _lines(table, line))


def _lines(table: SheetTable, row: int) -> int:
    """Return the height of a row in lines, header = row 0; few spreadsheets compute it."""
    cells = table.rows[row - 1] if row else [word for word, _width in table.columns]
    widths = [width for _word, width in table.columns]
    return max(
        sum(1 + len(line) // (width if row else width - 3) for line in str(cell).split("\n")[:_MOST_LINES])
        for cell, width in zip(cells, widths, strict=True)
        if isinstance(cell, str)
    )


def _put(sheet: Worksheet, name: str, table: SheetTable, formats: CellFormats) -> None:
    for place, (word, width) in enumerate(table.columns):
        sheet.set_column(place, place, width)
        first = table.rows[0][place] if table.rows else ""
        kind = "number" if isinstance(first, int | float | dt.timedelta) else "text"
        sheet.write_string(0, place, word, formats["head", kind])
    for line, row in enumerate(table.rows, start=1):
        style = "cancelled" if line - 1 in table.cancelled else "plain"
        for place, cell in enumerate(row):
            if _write(sheet, line, place, cell, style, formats):
                raise InputError(
                    "{field}: {value} is too long. A spreadsheet cell takes at most 32,767 characters; "
                    "shorten the text.",
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
        case dt.timedelta():
            return int(sheet.write_datetime(line, place, cell, formats[style, "duration"]))
        case int() | float():
            return int(sheet.write_number(line, place, cell, formats[style, "number"]))
        case "":
            return int(sheet.write_blank(line, place, None, formats[style, "text"]))
    return int(sheet.write_string(line, place, normalized_text(cell), formats[style, "text"]))
