"""The workbook for spreadsheets, read back with a reader that shares no code with its writer."""

import datetime as dt
import io
import re
import zipfile
import zoneinfo

import openpyxl
import pytest
from example_plans import MONDAY, plan_of, post, watch, with_everywhere
from pandas.testing import assert_frame_equal

from strategy_kit.calendar.workload import plan_workload
from strategy_kit.errors import InputError
from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.exports.xlsx import to_xlsx
from strategy_kit.languages import COMPLETE
from strategy_kit.model import Brief, InboxCheck, MonitoringRule, Person, Plan
from strategy_kit.plan.workings import Workings, scheduled_plan
from strategy_kit.text import normalized_text

NOW = dt.datetime(2027, 2, 26, 8, 30, 15, 250_000, tzinfo=dt.UTC)


def read(data):
    return openpyxl.load_workbook(io.BytesIO(data))


def rows(data, name):
    """Return the rows of a sheet's first table as mappings of header to cell."""
    head, *lines = read(data)[name].values
    width = head.index(None) if None in head else len(head)
    return [dict(zip(head[:width], line, strict=False)) for line in lines if line[0] is not None]


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


@pytest.mark.parametrize("lang", COMPLETE)
def test_the_sheets_have_the_same_names_in_every_language(plan, lang):
    assert read(to_xlsx(plan, lang=lang)).sheetnames == ["Calendar", "Rota", "Hours", "Sources", "About"]


def test_the_headers_speak_the_language_asked_for_else_the_plans(plan):
    french = plan.changed(brief=plan.brief.changed(lang="fr"))

    assert read(to_xlsx(plan))["Calendar"]["A1"].value == "Start"
    assert read(to_xlsx(french))["Calendar"]["A1"].value == read(to_xlsx(plan, lang="fr"))["Calendar"]["A1"].value
    assert read(to_xlsx(french))["Calendar"]["A1"].value != "Start"


def test_a_start_is_a_true_date_in_local_time_beside_its_zone_and_the_same_instant_as_text():
    slots = [post(1, zone="America/New_York", time=dt.time(19, 15)), post(2, day=MONDAY + dt.timedelta(days=30))]
    for slot, row in zip(slots, rows(to_xlsx(plan_of(slots)), "Calendar"), strict=True):
        start = row["Start"].replace(tzinfo=zoneinfo.ZoneInfo(row["Time zone"]))

        assert start == slot.starts_at == dt.datetime.fromisoformat(row["Start, as text with UTC offset"])


def test_every_post_stands_in_the_calendar_with_its_words_and_the_cancelled_one_is_struck_out(plan):
    slots = (plan.slots[0].changed(title="Rye", text="Rye bread\nCome in!", tags=("bread", "rye")), *plan.slots[1:])
    data = to_xlsx(plan.changed(slots=slots))
    cells = rows(data, "Calendar")

    assert [row["Post"] for row in cells] == ["s1", "s2", "s3", "s4"]
    assert (cells[0]["Title"], cells[0]["Text"], cells[0]["Tags"]) == ("Rye", "Rye bread\nCome in!", "bread, rye")
    assert [row["Status"] for row in cells] == ["agreed"] * 3 + ["cancelled"]
    assert [read(data)["Calendar"].cell(line, 1).font.strike for line in range(2, 6)] == [None, None, None, True]


def test_a_text_nobody_wrote_is_an_empty_cell(plan):
    assert {row["Text"] for row in rows(to_xlsx(plan), "Calendar")} == {None}


def test_ids_are_text_and_revisions_are_numbers():
    row = rows(to_xlsx(plan_of([post(1).changed(id="1234567890123456789", revision=3)])), "Calendar")[0]

    assert (row["Post"], row["Revision"]) == ("1234567890123456789", 3)


def test_the_roster_lists_the_watches_in_order_of_instant_without_those_of_cancelled_posts(plan):
    assert [row["Post"] for row in rows(to_xlsx(plan), "Rota")] == ["s1", "s2", "s3"]


def test_the_roster_stands_in_order_of_instant_not_of_wall_time():
    late = post(1, time=dt.time(8), zone="America/New_York")
    early = post(2, time=dt.time(9), zone="Europe/Paris")

    assert [row["Post"] for row in rows(to_xlsx(plan_of([late, early])), "Rota")] == ["s2", "s1"]


def test_the_hours_have_a_sheet_with_every_week_and_person_in_hours_and_minutes():
    slot = post(1, minutes=30)
    look = InboxCheck(person="Counter", minutes=15, day=MONDAY, time=dt.time(9), zone="Europe/Paris")
    plan = plan_of([slot], [watch(slot, person="Baker", minutes=60, work_minutes=19.8)], weeks=2, rounds=(look,))
    sheet = read(to_xlsx(plan))["Hours"]
    head, *cells = sheet.values
    half, quarter, third = (dt.timedelta(minutes=minutes) for minutes in (30, 15, 20))
    none, two, three = (dt.timedelta(hours=hours) for hours in (0, 2, 3))

    assert list(head) == [
        *("Week", "Monday", "Person", "Hours creating posts", "Hours answering", "Hours of inbox checks"),
        *("Total hours", "Hours available", "Days in the plan"),
    ]
    assert [[line[0], line[2], *line[3:]] for line in cells] == [
        ["2027-W09", "Counter", half, none, quarter, half + quarter, three, 7],
        ["2027-W09", "Baker", none, third, none, third, two, 7],
        ["2027-W10", "Counter", none, none, none, none, three, 7],
        ["2027-W10", "Baker", none, none, none, none, two, 7],
    ]
    assert sheet["D2"].number_format == "[h]:mm"


def test_working_minutes_are_whole():
    slot = post(1)
    data = to_xlsx(plan_of([slot], [watch(slot, work_minutes=34.65)]))

    assert [row["Working minutes"] for row in rows(data, "Rota")] == [35]


def test_the_hours_are_those_the_calendar_was_made_under():
    brief = Brief(name="Shop", monitoring=(MonitoringRule(),))
    plan = Plan(id="p", brief=brief, start=dt.date(2027, 1, 6), weeks=2)
    workings = Workings(plan, load_evidence(), year=2027)

    assert_frame_equal(plan_workload(scheduled_plan(plan, workings)), workings.schedule.hours)
    assert workings.schedule.hours["monitoring"].sum() > 0


def test_a_daily_look_stands_in_the_roster_among_the_watches():
    look = InboxCheck(person="Baker", minutes=15, day=MONDAY, time=dt.time(9), zone="Europe/Paris")
    cells = rows(to_xlsx(plan_of([post(1)], rounds=(look,))), "Rota")

    assert [(row["Person"], row["Platform"], row["Working minutes"]) for row in cells] == [
        ("Baker", "inbox check", 15), ("Counter", "Facebook", 0),
    ]  # fmt: skip
    assert cells[0]["Until"] == dt.datetime(2027, 3, 1, 9, 15)


def test_without_cards_the_sources_are_the_studies_that_speak_of_the_plans_platforms(plan):
    keys = [row["Key"] for row in rows(to_xlsx(plan), "Sources")]

    assert "document" in keys
    assert len(keys) == len(set(keys)) > 5


@pytest.mark.parametrize("now", [None, NOW], ids=["no stamp", "stamped"])
def test_the_same_plan_gives_the_same_bytes(plan, now):
    assert to_xlsx(plan, now=now) == to_xlsx(Plan.from_json(plan.to_json()), now=now)


def test_the_stamp_changes_the_created_property_and_the_line_about_it_and_nothing_else(plan):
    one, other = parts(to_xlsx(plan, now=NOW)), parts(to_xlsx(plan, now=NOW + dt.timedelta(days=1)))

    assert {name for name in one if one[name] != other[name]} == {"docProps/core.xml", "xl/worksheets/sheet5.xml"}
    assert "2027-02-26T08:30:15Z" in one["docProps/core.xml"]


def test_the_file_names_nobody_and_its_parts_have_no_dates(plan):
    data = to_xlsx(plan, now=NOW)
    properties = read(data).properties
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        dates = {entry.date_time for entry in archive.infolist()}

    assert {properties.creator, properties.lastModifiedBy, properties.title} <= {None, ""}
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_any_text_stays_text_and_nothing_computes_links_or_reaches_out(plan, hostile):
    long = len(normalized_text(hostile)) > 32_767
    harmed = with_everywhere(plan, hostile[:30_000] if long else hostile)
    data = to_xlsx(harmed)
    cells = parts(data)

    assert not [name for name in cells if re.search(r"externalLink|vbaProject|connections|activeX|embeddings", name)]
    assert not re.search(r"<f[ >/]|<hyperlink|<dde|cm=\"", "".join(cells.values()))
    assert not re.search(r'TargetMode="External"', "".join(cells.values()))
    assert {cell.data_type for sheet in read(data) for line in sheet.iter_rows() for cell in line} <= {"s", "n", "d"}


def test_any_text_reads_back_as_it_was_cleaned(plan, hostile):
    text = hostile[:30_000]
    cells = rows(to_xlsx(with_everywhere(plan, text)), "Calendar")[0]

    assert (cells["Text"] or "") == normalized_text(text) == (cells["Title"] or "")


@pytest.mark.parametrize("text", ["_x0041_", "_x000D_", " spaced ", "a\tb\nc", "1e5", "00123", "TRUE", "2027-01-04"])
def test_a_text_that_looks_like_something_else_stays_what_it_is(text):
    slot = post(1).model_copy(update={"text": text})
    cells = rows(to_xlsx(plan_of([post(1)]).model_copy(update={"slots": (slot,)})), "Calendar")[0]

    assert cells["Text"] == text


def test_a_text_too_long_for_a_cell_is_refused_not_cut():
    plan = plan_of([post(1, text="x" * 32_767)])

    assert len(rows(to_xlsx(plan), "Calendar")[0]["Text"]) == 32_767
    with pytest.raises(InputError, match=r"^Calendar, Text, 2: x+… is too long\..*32,767"):
        to_xlsx(plan_of([post(1, text="x" * 32_768)]))


def test_half_a_character_is_refused(plan):
    with pytest.raises(InputError, match="a character in this text is incomplete"):
        to_xlsx(with_everywhere(plan, "\udfff"))


def test_no_name_holds_a_formula(plan):
    workbook = parts(to_xlsx(plan))["xl/workbook.xml"]
    names = re.findall(r'<definedName name="([^"]+)"[^>]*>([^<]+)<', workbook)

    assert {name for name, _area in names} == {"_xlnm.Print_Titles", "_xlnm.Print_Area", "_xlnm._FilterDatabase"}
    assert all(re.fullmatch(r"\w+!\$[A-Z]*\$?\d+:\$[A-Z]*\$?\d+", area) for _name, area in names)


@pytest.mark.parametrize(("country", "paper"), [("FR", 9), ("GB", 9), ("US", 1), ("CA", 1), ("MX", 1)])
def test_the_sheets_open_with_a_frozen_header_and_filters_and_print_across_on_the_paper_of_the_country(
    plan, country, paper
):
    book = read(to_xlsx(plan.changed(brief=plan.brief.changed(country=country))))

    assert {sheet.freeze_panes for sheet in book} == {"A2"}
    assert {sheet.page_setup.orientation for sheet in book} == {"landscape"}
    assert {int(sheet.page_setup.paperSize) for sheet in book} == {paper}
    assert book["Calendar"].auto_filter.ref == "A1:Q5"


def test_a_plan_without_posts_is_a_workbook_of_headers():
    data = to_xlsx(plan_of([]))

    assert (rows(data, "Calendar"), rows(data, "Rota")) == ([], [])


OBJECTIVES = [
    {"key": "lead-generation", "baseline": 0, "target": 20, "due": "2027-06-30", "owner": "Ann", "weight": 3},
    {"name": "Fill the hall"},
]


def with_objectives(plan):
    return plan.changed(brief=plan.brief.changed(objectives=OBJECTIVES, team=[Person(name="Ann"), Person(name="Bo")]))


def test_the_objectives_have_a_sheet_of_their_own_with_numbers_and_dates_that_can_be_used(plan):
    data = to_xlsx(with_objectives(plan), lang="en")
    first, second = rows(data, "Objectives")

    assert read(data).sheetnames == [
        "Calendar",
        "Rota",
        "Hours",
        "Objectives",
        "Reach",
        "Line of sight",
        "Sources",
        "About",
    ]
    assert (first["Objective"], first["KPI"], first["Unit"], first["Counted per"]) == (
        "Win enquiries", "Leads", "leads", "month",
    )  # fmt: skip
    assert first["Objective in numbers"].startswith("From 0 to 20 leads a month by ")
    assert (first["Baseline"], first["Target"], first["Due date"]) == (0, 20, dt.datetime(2027, 6, 30))
    assert (first["Who looks after it"], first["Weight, %"]) == ("Ann", 75)
    assert first["Missing"] == "Missing: the business goal it serves."
    assert (second["Baseline"], second["Target"], second["Due date"], second["KPI"]) == (None, None, None, None)
