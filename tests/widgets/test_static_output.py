import datetime as dt
from pathlib import Path

import pytest

from strategy_kit import notebook as kit
from strategy_kit.figures.card import Card, Table
from strategy_kit.i18n import Words
from strategy_kit.session.session import Session
from strategy_kit.storage.store import open_store
from strategy_kit.widgets.static_output import card_views

VIEW = "application/vnd.jupyter.widget-view+json"
EN = Words("en")
TABLE = Table(("Site", "%"), (("X & co", "9"),), (1,))


def mime_bundle(widget: object) -> dict[str, str]:
    made = widget._repr_mimebundle_()  # type: ignore[attr-defined]
    return made[0] if isinstance(made, tuple) else made


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return kit.open_session("en", store=open_store(tmp_path / "plans.sqlite"))


def test_the_static_output_of_a_card_holds_finding_and_numbers_as_text_and_markup():
    data = mime_bundle(kit.CardView(Card("k", "X leads", "Share, in percent", table=TABLE), EN))

    assert VIEW in data
    assert data["text/plain"].splitlines() == [
        "X leads",
        "Share, in percent",
        "",
        "Site    %",
        "------  -",
        "X & co  9",
    ]
    assert "<h4>X leads</h4>" in data["text/html"]
    assert "X &amp; co" in data["text/html"]


def test_the_numbers_of_a_drawing_are_folded_those_of_a_table_are_not():
    drawn = mime_bundle(kit.CardView(Card("k", "X leads", drawing={"data": [], "layout": {}}, table=TABLE), EN))[
        "text/html"
    ]
    plain = mime_bundle(kit.CardView(Card("k", "X leads", table=TABLE), EN))["text/html"]

    assert "<details><summary>Show the numbers</summary><table" in drawn
    assert "<details>" not in plain


def test_the_static_output_of_a_card_holds_its_warning():
    data = mime_bundle(kit.CardView(Card("k", "X leads", alert="Borrowed from the United States."), EN))

    assert "Borrowed from the United States." in data["text/plain"]
    assert "Borrowed from the United States." in data["text/html"]


def test_the_static_output_of_findings_holds_every_card(session: Session):
    findings = kit.Findings([kit.verdicts_view, kit.grades_view], session.workings, EN)

    titles = [view.title for view in card_views(findings)]
    assert len(titles) == 2
    for title in titles:
        assert title in mime_bundle(findings)["text/plain"]
        assert f"<h4>{title}</h4>" in mime_bundle(findings)["text/html"]
    assert mime_bundle(findings)["text/html"].count("<table") == 2


@pytest.mark.parametrize(
    "panel", [kit.brief_panel, kit.calendar_panel, kit.plan_panel], ids=lambda panel: panel.__name__
)
def test_the_static_output_of_a_panel_has_one_line_per_finding(panel, session: Session):
    made = panel(session)

    titles = [view.title for view in card_views(made)]
    assert titles
    assert mime_bundle(made)["text/plain"].splitlines() == titles
    assert "<table" not in mime_bundle(made)["text/html"]


def test_the_static_output_of_prose_is_complete():
    said = (
        "Proved: under these limits no other calendar does better, however the hours of the team are shared out. " * 3
    )

    assert mime_bundle(kit.Prose(said))["text/plain"].strip() == said.strip()


def test_the_static_output_of_a_panel_follows_the_plan(session: Session):
    panel = kit.calendar_panel(session)
    before = mime_bundle(panel)["text/plain"]
    session.replace_plan(session.plan.changed(weeks=2))

    assert mime_bundle(panel)["text/plain"] != before


def test_response_times_list_expected_and_given_answers_only():
    plan = kit.Plan(brief=kit.Brief(name="Shop"), start=dt.date(2027, 1, 4))
    card = kit.response_times_view(kit.Workings(plan, kit.load_evidence(), year=2027), EN)

    said = " ".join(row[0] for row in card.table.rows)
    assert "53% expected an answer within an hour." in said
    assert "39% expected an answer within an hour." in said
    assert "competitor" not in said


def test_half_lives_of_one_measure_only_are_shown():
    plan = kit.Plan(brief=kit.Brief(name="Shop"), start=dt.date(2027, 1, 4))
    card = kit.half_lives_view(kit.Workings(plan, kit.load_evidence(), year=2027), EN)

    assert len({row[2] for row in card.table.rows}) == 1
    assert len(card.table.rows) == 2


def test_frequencies_list_the_sites_for_which_the_document_names_hours():
    plan = kit.Plan(brief=kit.Brief(name="Shop"), start=dt.date(2027, 1, 4))
    card = kit.frequencies_view(kit.Workings(plan, kit.load_evidence(), year=2027), EN)

    assert [name for name in dict.fromkeys(row[0] for row in card.table.rows) if not name.startswith("all")] == [
        "Facebook",
        "X",
    ]


def test_the_largest_gain_of_timing_comes_first():
    plan = kit.Plan(brief=kit.Brief(name="Shop"), start=dt.date(2027, 1, 4))
    card = kit.effects_view(kit.Workings(plan, kit.load_evidence(), year=2027), EN)

    assert card.title == "The right hour gave at most 17% on Facebook and 4% on X"
