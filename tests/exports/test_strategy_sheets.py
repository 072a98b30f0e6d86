"""Brand voice, profiles, peers, crisis plan and budget in the files of a plan."""

import datetime as dt
import io
from typing import Any

import openpyxl

from strategy_kit.exports.ics import to_ics
from strategy_kit.exports.table import to_csv
from strategy_kit.exports.xlsx import to_xlsx
from strategy_kit.model import Brief, Plan

MONDAY = dt.date(2027, 1, 4)
POST = {
    "id": "s1",
    "platform": "facebook",
    "day": MONDAY,
    "time": "09:00",
    "zone": "Europe/Paris",
    "pillar": "News",
    "owner": "Owner",
}


def plan(**fields: Any) -> Plan:
    brief = Brief(name="Shop", country="GB", team_zone="Europe/Paris", **fields)
    return Plan(id="p1", brief=brief, start=MONDAY, weeks=1, platforms=("facebook",), slots=[POST])


VOICE = plan(brand_voice=[{"we_are": "Warm", "we_are_not": "familiar"}, {"we_are": "Exact"}])


def sheets(of: Plan) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(of)))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_each_post_repeats_the_brand_voice_in_calendar_table_and_spreadsheet() -> None:
    line = "Brand voice: warm, not familiar; exact."
    calendar = to_ics(VOICE, now=dt.datetime(2026, 12, 1, tzinfo=dt.UTC), lang="en")
    heads, first = sheets(VOICE)["Calendar"][:2]

    assert line in calendar.decode().replace("\r\n ", "").replace("\\", "")
    assert line in to_csv(VOICE).decode("utf-8-sig")
    assert first[heads.index("Brand voice")] == line


def test_a_trait_that_a_spreadsheet_would_compute_is_guarded_and_stays_on_one_line() -> None:
    hostile = plan(brand_voice=[{"we_are": "Warm"}, {"we_are": "=1+1", "we_are_not": "two\nlines"}])

    assert "Brand voice: warm;' =1+1, not two lines." in to_csv(hostile).decode("utf-8-sig")


def test_a_plan_without_a_brand_voice_has_no_word_of_it_in_a_file() -> None:
    assert "Brand voice" not in to_csv(plan()).decode("utf-8-sig")
    assert sheets(plan()).keys() == {"Calendar", "Rota", "Hours", "Sources", "About"}


def test_a_profile_has_a_row_for_each_item_and_only_what_is_missing_has_a_person_and_a_date() -> None:
    filled = plan(profiles=[{"platform": "facebook", "done": ["name"], "who": "Owner", "by": MONDAY}])
    _head, name, picture, *_rest = sheets(filled)["Profiles"]

    assert name == ("Facebook", "name of the business", "done", None, None)
    assert picture[:4] == ("Facebook", "profile picture", "missing", "Owner")
    assert picture[4].date() == MONDAY


def test_what_is_not_known_is_a_blank_cell_and_not_zero() -> None:
    filled = plan(peers=[{"name": "Baker", "platform": "x"}], costs=[{"what": "Tool"}], crisis={"decides": "Owner"})
    found = sheets(filled)

    assert found["Peers"][1] == ("Baker", "X", None, None, None)
    assert found["Budget"][1:] == [
        ("Tool", "tool or subscription", None, None, None),
        ("All known costs", None, None, 0, 0),
    ]
    assert found["Crisis"][1:3] == [("What counts as a crisis", None), ("Who decides", "Owner")]
