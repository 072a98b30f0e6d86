"""The page of the review: the verdict, results typed, pasted and from a file, decisions, and the next version."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan
from strategy_kit.pages.review.baselines import BaselineOffers
from strategy_kit.pages.review.results import FileOfResults, TypedResults
from strategy_kit.pages.review.review import review_page
from strategy_kit.pages.review.versions import make_next_version
from strategy_kit.session.session import Session, new_plan
from strategy_kit.storage.store import StoredPlan, open_store
from strategy_kit.widgets.lazy import Disclosure
from strategy_kit.widgets.panel import Section
from strategy_kit.widgets.table import TableEditor

MONDAY = dt.date(2027, 1, 4)
LEADS = (12, 15, 11, 14, 13, 16, 12, 15, 14, 11, 15, 12)
CSV = "Week;Leads\n" + "\n".join(f"2027-W{n:02};{value}" for n, value in enumerate((*LEADS, 40), start=1))


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setenv("STRATEGY_KIT_TODAY", "2027-03-30")
    words = Words("en")
    objectives = [{"key": "lead-generation", "target": 20, "per": "week"}, {"key": "sales"}]
    plan = Plan(id="p", brief=Brief(name="Shop", objectives=objectives), start=MONDAY)
    stored = new_plan(words, "p")
    return Session(
        open_store(tmp_path / "plans.sqlite"), StoredPlan(plan, 0, stored.saved_at), words, dt.date(2027, 3, 30)
    )


def inside(widget: Any) -> list[Any]:
    return [widget, *(part for child in getattr(widget, "children", ()) for part in inside(child))]


def opened(session: Session) -> Any:
    page = review_page(session)
    for part in inside(page):
        if isinstance(part, (Disclosure, Section)):
            part.toggle()
    return page


def table_with(page: Any, key: str) -> TableEditor:
    (found,) = [
        part
        for part in inside(page)
        if isinstance(part, TableEditor) and key in [column["key"] for column in part.columns]
    ]
    return found


def answer(page: Any) -> str:
    return repr(page.answer.children[-1])


def values(session: Session) -> dict[str, float | None]:
    return {f"{each.objective} {each.begins}": each.value for each in session.plan.results}


def test_without_results_the_page_says_how_many_are_needed(session: Session) -> None:
    assert "No results yet" in answer(review_page(session))


def test_the_place_to_add_results_comes_before_the_chart_only_where_there_are_none(session: Session) -> None:
    def places(page: Any) -> tuple[int, int]:
        titles = [[getattr(part, "title", "") for part in inside(child)] for child in page.children]
        (entry,) = (place for place, found in enumerate(titles) if "Your results" in found)
        return entry, page.children.index(page.panel)

    entry, chart = places(review_page(session))
    assert entry < chart

    session.replace_plan(session.plan.changed(results=[{"objective": "sales", "begins": MONDAY, "value": 3}]))
    entry, chart = places(review_page(session))
    assert entry > chart


def test_typed_results_are_those_of_the_week_in_which_their_day_lies(session: Session) -> None:
    typed = TypedResults(session)
    typed.rows.rows = [
        {"begins": "2027-01-06", "value-0": 12, "value-1": None},
        {"begins": "2027-01-11", "value-0": None, "value-1": 0},
    ]

    assert values(session) == {
        "lead-generation 2027-01-04": 12,
        "sales 2027-01-04": None,
        "lead-generation 2027-01-11": None,
        "sales 2027-01-11": 0,
    }


def test_weeks_and_months_are_kept_beside_each_other(session: Session) -> None:
    typed = TypedResults(session)
    typed.rows.rows = [{"begins": "2027-01-04", "value-0": 12, "value-1": 1}]
    typed.per.value = "month"
    assert typed.rows.rows == []

    typed.rows.rows = [{"begins": "2027-02-17", "value-0": 50, "value-1": 1}]

    assert [(each.per, each.begins.isoformat()) for each in session.plan.results if each.objective == "sales"] == [
        ("week", "2027-01-04"),
        ("month", "2027-02-01"),
    ]
    typed.per.value = "week"
    assert [row["value-0"] for row in typed.rows.rows] == [12]


@pytest.mark.parametrize(
    ("rows", "key", "words"),
    [
        ([{"begins": None, "value-0": 1, "value-1": None}], "begins", "no date yet"),
        ([{"begins": "2027-01-04", "value-0": -1, "value-1": None}], "value-0", "Use 0 or more"),
        ([{"begins": "2027-03-31", "value-0": 1, "value-1": None}], "begins", "still to come"),
        ([{"begins": "2027-99-99", "value-0": 1, "value-1": None}], "begins", "valid date"),
        ([{"begins": "0001-01-01", "value-0": 1, "value-1": None}], "begins", "years"),
    ],
    ids=["no date", "negative", "tomorrow", "no day", "year 1"],
)
def test_what_cannot_be_is_refused_below_its_cell_and_nothing_changes(
    session: Session, rows: list[dict[str, Any]], key: str, words: str
) -> None:
    typed = TypedResults(session)
    typed.rows.rows = rows

    assert [error["key"] for error in typed.rows.errors] == [key]
    assert words in typed.rows.errors[0]["message"]
    assert session.plan.results == ()


def test_a_table_from_a_file_has_its_columns_guessed_and_is_taken_over(session: Session) -> None:
    page, file = review_page(session), FileOfResults(session)
    assert file.read(CSV.encode()) == "13 lines read. Check the columns."
    assert (file.columns[""].value, file.columns["lead-generation"].value, file.columns["sales"].value) == (0, 1, -1)

    file.take.click()

    assert len(session.plan.results) == 13
    assert "higher than usual in the week of March 29: look for the cause" in answer(page)


def test_a_column_is_assigned_by_the_person(session: Session) -> None:
    file = FileOfResults(session)
    file.text.value = "When;Money\n2027-01-04;1\n2027-01-11;2"
    file.paste.click()
    assert file.columns["sales"].value == -1
    file.take.click()
    assert "choose the column" in repr(file._answer)

    file.columns["sales"].value = 1
    file.take.click()

    assert values(session) == {"sales 2027-01-04": 1, "sales 2027-01-11": 2}
    assert file.text.value == ""


@pytest.mark.parametrize("text", ["", "x", "\0", "a;b\n1;2;3", "Week;Leads\n2027-01-05;1", "Week;Leads\n2027-01-04;-3"])
def test_any_pasted_text_is_read_or_refused_in_words(session: Session, text: str) -> None:
    file = FileOfResults(session)
    file.text.value = text
    file.paste.click()
    file.take.click()

    assert session.plan.results == ()
    assert repr(file._answer)


@pytest.mark.parametrize(
    "rows",
    [[], [None], [{}], [{"begins": ["x"], "day": 7, "act": "burn", "who": {}}], "no rows", [{"begins": "9" * 500}] * 3],
)
def test_any_rows_that_a_visitor_sends_leave_a_plan_that_can_be_saved(session: Session, rows: Any) -> None:
    page = opened(session)
    for part in inside(page):
        if isinstance(part, TableEditor):
            try:
                part.set_state({"rows": rows, "edit": 1})
            except Exception as error:
                assert type(error).__name__ == "TraitError"

    assert Plan.from_json(session.plan.to_json()) == session.plan


def test_decisions_are_those_of_this_version_and_become_the_next(session: Session) -> None:
    page = opened(session)
    table_with(page, "act").rows = [{"act": "stop", "what": "Team posts", "who": "Owner", "by": "2027-04-06"}]
    assert [(each.version, each.decisions[0].act) for each in session.plan.reviews] == [(1, "stop")]

    make_next_version(session)

    assert session.plan.version == 2
    assert session.plan.start == dt.date(2027, 4, 5)
    assert table_with(page, "act").rows == []
    assert any("Decided at the review of version 1" in repr(part) for part in inside(page))
    assert any("Changed since version 1: first day." in repr(part) for part in inside(page))
    session.step("undo")
    assert session.plan.version == 1


def test_a_decision_due_in_the_past_is_refused_and_a_valid_one_beside_it_kept(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    decisions = table_with(opened(session), "act")
    late = {"act": "stop", "what": "Team posts", "who": "Owner", "by": "2027-03-29"}
    soon = {"act": "keep", "what": "Offers", "who": None, "by": "2027-03-30"}
    decisions.rows = [late, soon]

    assert [error["key"] for error in decisions.errors] == ["by"]
    assert [each.what for each in session.plan.reviews[0].decisions] == ["Offers"]
    monkeypatch.setenv("STRATEGY_KIT_TODAY", "2027-05-01")
    decisions.rows = [{**soon, "who": "Owner"}, {**soon, "what": "Questions", "by": None}]  # its day was not past then
    assert [(each.what, each.who) for each in session.plan.reviews[0].decisions] == [
        ("Offers", "Owner"),
        ("Questions", None),
    ]


def test_a_cause_is_noted_with_its_day(session: Session) -> None:
    page = opened(session)
    table_with(page, "text").rows = [{"day": "2027-03-18", "text": "Local radio"}]

    assert [(note.day.isoformat(), note.text) for note in session.plan.notes] == [("2027-03-18", "Local radio")]
    assert any("Mar 18: Local radio" in repr(part) for part in inside(page.panel))


def test_a_cause_without_a_day_is_refused(session: Session) -> None:
    notes = table_with(opened(session), "text")
    notes.rows = [{"day": None, "text": "Local radio"}]

    assert [error["key"] for error in notes.errors] == ["day"]


def test_the_record_keeps_the_decisions_of_every_version(session: Session) -> None:
    page = opened(session)
    for n in range(2):
        table_with(page, "act").rows = [{"act": "keep", "what": f"Step {n}", "who": None, "by": None}]
        make_next_version(session)

    assert [each.decisions[0].what for each in session.plan.reviews] == ["Step 0", "Step 1"]
    assert "2 decisions recorded" in repr(page.details["group"])


def test_a_button_adds_the_weeks_before_those_there_and_none_has_a_value(session: Session) -> None:
    typed = TypedResults(session)
    typed.rows.rows = [{"begins": "2027-01-06", "value-0": 12, "value-1": None}]
    typed.earlier.click()

    assert [row["begins"] for row in typed.rows.rows][:2] == ["2026-11-09", "2026-11-16"]
    assert len(typed.rows.rows) == 9
    assert [value for value in values(session).values() if value is not None] == [12]


def typed_row(begins: str | None, leads: float | str | None) -> dict[str, Any]:
    return {"begins": begins, "value-0": leads, "value-1": None}


def leads(session: Session) -> dict[str, float | None]:
    return {each.begins.isoformat(): each.value for each in session.plan.results if each.objective == "lead-generation"}


@pytest.mark.parametrize(
    "wrong",
    [typed_row(None, 3), typed_row("2027-01-11", -1), typed_row("2027-01-11", "many"), typed_row("2027-05-03", 4)],
    ids=["no date", "negative", "no number", "to come"],
)
def test_a_valid_row_beside_a_refused_one_is_saved_and_the_refused_one_stays_in_the_table(
    session: Session, wrong: dict[str, Any]
) -> None:
    typed = TypedResults(session)
    typed.rows.rows = [typed_row("2027-01-04", 12), wrong, typed_row("2027-01-18", 9)]

    assert session.store is not None
    saved = session.store.load("p").plan
    assert [each.value for each in saved.results if each.objective == "lead-generation"] == [12, 9]
    assert typed.rows.rows[1] == wrong
    assert [error["row"] for error in typed.rows.errors] == [1]


def test_an_entry_that_is_refused_leaves_the_figure_saved_before_it(session: Session) -> None:
    typed = TypedResults(session)
    typed.rows.rows = [typed_row("2027-01-04", 12), typed_row("2027-01-11", 15)]
    typed.rows.rows = [typed_row("2027-01-04", -1), typed_row("2027-01-11", 16)]

    assert leads(session) == {"2027-01-04": 12, "2027-01-11": 16}
    typed.rows.rows = [typed_row("2027-01-04", 11), typed_row("2027-01-11", 16)]
    assert leads(session) == {"2027-01-04": 11, "2027-01-11": 16}
    assert typed.rows.errors == []


@pytest.mark.parametrize(
    ("rows", "held"),
    [
        ([typed_row("2027-01-18", 12), typed_row("2027-01-11", -1)], {"2027-01-18": 12, "2027-01-11": 15}),
        ([typed_row("2027-01-11", -1)], {"2027-01-11": 15}),
    ],
    ids=["moved", "deleted"],
)
def test_what_is_moved_or_deleted_beside_a_refused_row_does_not_come_back(
    session: Session, rows: list[dict[str, Any]], held: dict[str, float]
) -> None:
    typed = TypedResults(session)
    typed.rows.rows = [typed_row("2027-01-04", 12), typed_row("2027-01-11", 15)]
    typed.rows.rows = rows

    assert leads(session) == held


def test_a_refused_row_stays_when_something_else_changes(session: Session) -> None:
    typed = TypedResults(session)
    typed.rows.rows = [typed_row("2027-01-04", 12), typed_row(None, 3)]
    session.change_brief(name="Other")

    assert typed.rows.rows[1] == typed_row(None, 3)
    assert typed.rows.errors


def test_two_rows_of_one_week_are_explained_and_the_first_counts(session: Session) -> None:
    typed = TypedResults(session)
    typed.rows.rows = [typed_row("2027-01-04", 12), typed_row("2027-01-10", 13)]

    assert leads(session) == {"2027-01-04": 12}
    assert "row 1 already has the week or month from January 4, 2027" in typed.rows.errors[0]["message"]


def test_a_day_that_is_no_monday_is_said_to_count_in_its_week(session: Session) -> None:
    typed = TypedResults(session)
    typed.rows.rows = [typed_row("2027-01-10", 12)]

    assert leads(session) == {"2027-01-04": 12}
    assert "January 10, 2027 is counted in the week of January 4, 2027." in repr(typed._message)
    typed.rows.rows = [*typed.rows.rows, typed_row("2027-01-11", 12)]
    assert "is counted in the week of" in repr(typed._message)
    typed.rows.rows = [typed_row("2027-01-11", 12)]
    assert "is counted in" not in repr(typed._message)


def test_a_week_that_is_not_over_is_said_to_be_corrected_later(session: Session) -> None:
    typed = TypedResults(session)
    typed.rows.rows = [typed_row("2027-03-29", 12)]

    assert "The week of March 29, 2027 is not over" in repr(typed._message)


def test_a_cause_beside_one_without_a_day_is_saved(session: Session) -> None:
    notes = table_with(opened(session), "text")
    notes.rows = [{"day": "2027-03-18", "text": "Radio"}, {"day": None, "text": "Press"}]

    assert [note.text for note in session.plan.notes] == ["Radio"]


def test_one_of_two_causes_of_a_day_that_is_deleted_beside_a_refused_one_does_not_come_back(session: Session) -> None:
    notes = table_with(opened(session), "text")
    kept = {"day": "2027-03-18", "text": "Radio"}
    notes.rows = [kept, {"day": "2027-03-18", "text": "Press"}]
    notes.rows = [kept, {"day": None, "text": "Fair"}]

    assert notes.errors
    assert [note.text for note in session.plan.notes] == ["Radio"]


def test_columns_that_are_not_used_and_weeks_without_a_figure_are_named(session: Session) -> None:
    file = FileOfResults(session)
    said = file.read(b"Week;Leads;Notes\n2027-W01;3;x\n2027-W04;4;y")
    file.take.click()

    assert said == "2 lines read. Check the columns. Columns not used: Notes."
    answer = repr(file._answer)
    assert "2 weeks or months in between have no figure: they are unknown, not zero. Columns not used: Notes." in answer


def test_blank_lines_of_weeks_to_come_are_left_out(session: Session) -> None:
    file = FileOfResults(session)
    file.read(b"Week;Leads\n2027-W12;3\n2027-W20;")
    file.take.click()

    assert leads(session) == {"2027-03-22": 3}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Week;Leads\n11/01/2027;2,5\n25/01/2027;3", {"2027-01-11": 2.5, "2027-01-25": 3}),
        ("Week;Leads\n2027-01-25;3\n2027-01-11;2", {"2027-01-11": 2, "2027-01-25": 3}),
        ("Week;Leads\n2027-W02;2\n2027-W02;2", {"2027-01-11": 2}),
        ("Week;Leads\n2027-W02;2\n2027-W02;3", {}),
        ("Week;Leads\n01/02/2027;2\n", {}),
        ("Week,Leads\n2027-W02,2,5", {}),
    ],
    ids=["decimal comma", "newest first", "twice alike", "twice different", "day or month", "comma and comma"],
)
def test_a_pasted_table_is_taken_in_any_order_and_what_has_two_readings_is_refused(
    session: Session, text: str, found: dict[str, float]
) -> None:
    file = FileOfResults(session)
    file.text.value = text
    file.paste.click()
    file.take.click()

    assert leads(session) == found


def test_the_newest_result_becomes_the_baseline_by_one_click_and_is_then_no_longer_offered(session: Session) -> None:
    offers = BaselineOffers(session)
    assert offers.take == {}

    TypedResults(session).rows.rows = [typed_row("2027-01-04", 12), typed_row("2027-01-11", 14)]
    assert [each.description for each in offers.take.values()] == [
        "Take 14 in the week of January 11 as the baseline of Leads"
    ]
    offers.take["lead-generation"].click()

    objective = session.plan.brief.objectives[0]
    assert (objective.baseline, objective.baseline_on) == (14, dt.date(2027, 1, 17))
    assert offers.take == {}


def test_a_week_that_is_not_over_is_no_baseline(session: Session) -> None:
    offers = BaselineOffers(session)
    TypedResults(session).rows.rows = [typed_row("2027-03-22", 12), typed_row("2027-03-29", 2)]

    assert [each.description for each in offers.take.values()] == [
        "Take 12 in the week of March 22 as the baseline of Leads"
    ]


def test_the_day_moves_on_while_a_page_is_open(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    session.change_brief(objectives=[{"key": "lead-generation", "target": 20, "per": "week", "due": "2027-04-04"}])
    TypedResults(session).rows.rows = [{"begins": "2027-03-29", "value-0": 2}]
    assert "target not reached yet: 2 so far in the week of March 29" in answer(review_page(session))

    monkeypatch.setenv("STRATEGY_KIT_TODAY", "2027-04-05")
    session.change_brief(name="Other")
    assert "target missed in the week of March 29: 2" in answer(review_page(session))


def test_an_offer_that_is_no_longer_so_takes_nothing(session: Session) -> None:
    TypedResults(session).rows.rows = [typed_row("2027-01-04", 12)]
    offers = BaselineOffers(session)
    (take,) = offers.take.values()
    TypedResults(session).rows.rows = [typed_row("2027-01-04", 12), typed_row("2027-01-11", 30)]
    take.click()
    assert session.plan.brief.objectives[0].baseline is None

    (take,) = offers.take.values()
    session.change_brief(objectives=[{"key": "sales"}])
    take.click()
    assert session.plan.brief.objectives[0].baseline is None


def test_a_baseline_after_the_date_of_its_objective_is_refused_in_words(session: Session) -> None:
    due = {"key": "lead-generation", "target": 20, "per": "week", "due": "2027-01-05"}
    session.change_brief(objectives=[due])
    typed = TypedResults(session)
    typed.rows.rows = [{"begins": "2027-01-11", "value-0": 14}]
    offers = BaselineOffers(session)
    offers.take["lead-generation"].click()

    assert session.plan.brief.objectives[0].baseline is None
    assert len(offers.children) == 3
