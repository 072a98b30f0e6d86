"""The sheets of results and decisions: limits, blanks for what is not known, text that stays text."""

import datetime as dt
import io

import openpyxl
import pytest

from strategy_kit.exports.xlsx import to_xlsx
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Objective, Plan, Slot

MONDAY = dt.date(2027, 1, 4)
LEADS = (12, 15, 11, 14, 13, 16, 12, 15, 14, 11, 15, 12, 40)


@pytest.fixture
def plan() -> Plan:
    place = {"platform": "x", "pillar": "News", "owner": "Owner", "zone": "Europe/Paris", "time": "10:00"}
    slot = Slot.model_validate({**place, "id": "s1", "day": "2027-01-05"})
    results = [
        {"objective": "lead-generation", "begins": MONDAY + dt.timedelta(weeks=n), "value": value}
        for n, value in enumerate(LEADS)
    ]
    decisions = [{"act": "stop", "what": "=1+1", "who": "Owner", "by": "2027-04-06"}]
    objectives = [{"key": "lead-generation", "target": 20, "per": "week"}]
    return Plan(
        id="p",
        brief=Brief(name="Shop", team_zone="Europe/Paris", objectives=objectives),
        start=MONDAY,
        weeks=13,
        slots=[slot],
        results=[*results, {"objective": "lead-generation", "begins": "2027-04-12"}],
        reviews=[{"version": 1, "day": "2027-04-05", "present": "Ann", "decisions": decisions}],
    )


def test_the_sheet_of_results_has_their_limits_and_leaves_the_unknown_blank(plan: Plan) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(plan)))
    head, *rows = book["Results"].values
    values = [dict(zip(head, row, strict=True)) for row in rows]

    assert [row["Result"] for row in values] == [*LEADS, None, None]
    assert values[12]["Signal"] == "outside the usual range"
    assert values[0]["From"].date() == MONDAY
    assert values[0]["Average"] == pytest.approx(sum(LEADS[:12]) / 12)


def test_the_sheet_of_decisions_computes_nothing(plan: Plan) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(to_xlsx(plan)))["Decisions"]

    assert [cell.value for cell in sheet[2]][:5] == [1, dt.datetime(2027, 4, 5), "Ann", "Stop", "=1+1"]
    assert sheet["E2"].data_type == "s"


def test_a_plan_without_results_has_no_sheet_of_them(plan: Plan) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(plan.changed(results=[], reviews=[]))))

    assert not {"Verdicts", "Results", "Months", "Decisions"} & set(book.sheetnames)


def test_the_sheet_of_verdicts_has_the_sentence_of_the_page_and_that_of_months_the_totals(plan: Plan) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(plan)))
    (verdict,) = list(book["Verdicts"].values)[1:]
    months = list(book["Months"].values)[1:]

    assert verdict[1].startswith(
        "Leads: target reached in the week of March 29: 40, target 20 a week; higher than usual"
    )
    assert months[1][2:7] == (dt.datetime(2027, 2, 1), 56, 56, 56, "all known")
    assert months[2][6] == "all known"


def test_the_words_of_the_sheets_are_those_of_the_language(plan: Plan) -> None:
    head = next(openpyxl.load_workbook(io.BytesIO(to_xlsx(plan, lang="fr")))["Results"].values)

    assert head[4] == Words("fr")("Result") == "Résultat"


def test_whether_a_target_can_be_reached_has_a_sheet(plan: Plan) -> None:
    head, row = openpyxl.load_workbook(io.BytesIO(to_xlsx(plan)))["Reach"].values

    assert head[1] == "Can the target be reached?"
    assert row[1] == "Not known yet: how many people follow you on X"


def test_the_bounds_of_what_posts_can_bring_are_those_that_the_verdict_says(plan: Plan) -> None:
    leads = Objective(key="lead-generation", baseline=8, target=30)
    rates = [
        {"platform": "x", "metric": "organic reach", "percent": 10},
        {"platform": "x", "metric": "link clicks by reach", "percent": 5},
        {"platform": "all", "metric": "leads by visits", "percent": 20},
    ]
    followers = [{"platform": "x", "people": 1007}]
    brief = plan.brief.changed(objectives=[leads], followers=followers, own_rates=rates)
    (row,) = list(openpyxl.load_workbook(io.BytesIO(to_xlsx(plan.changed(brief=brief, weeks=4))))["Reach"].values)[1:]

    assert row[1].startswith("Out of reach: about 1 lead more a month"), row
    assert row[6:8] == (9, 9)


def test_the_sheets_of_results_know_that_a_week_is_not_over_in_the_zone_of_the_plan(plan: Plan) -> None:
    now = dt.datetime(2027, 4, 4, 21, 30, tzinfo=dt.UTC)  # Sunday 23:30 in Paris
    running, over = (
        openpyxl.load_workbook(io.BytesIO(to_xlsx(plan, now=at))) for at in (now, now + dt.timedelta(hours=1))
    )

    assert "40 so far" in list(running["Verdicts"].values)[1][1]
    assert "so far" not in list(over["Verdicts"].values)[1][1]
    assert [list(book["Months"].values)[3][6] for book in (running, over)] == ["so far", "all known"]
