"""A card as a widget: what it sends, its labels, its text without a browser."""

import copy
import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ipywidgets
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit import notebook as kit
from strategy_kit.figures.card import Card, Drawing, Table
from strategy_kit.i18n import Words
from strategy_kit.session.session import Session
from strategy_kit.storage.store import open_store
from strategy_kit.widgets.card import CardView, card_views, changes
from strategy_kit.widgets.files import Download, Upload
from strategy_kit.widgets.frame import Frame
from strategy_kit.widgets.prose import Fold, Prose
from strategy_kit.widgets.table import TableEditor

EN = Words("en")
NUMBERS = Table(("Site", "Posts"), (("Facebook", "3"), ("X", "12")), (1,))
STEPS = [{"key": key, "number": i, "word": key} for i, key in enumerate(("start", "plan"))]
COLUMNS: list[dict[str, Any]] = [
    {"key": "name", "word": "Activity", "kind": "text"},
    {"key": "kind", "word": "Kind", "kind": "choice", "choices": [{"value": "in", "word": "Answers"}]},
    {"key": "hours", "word": "Hours", "kind": "number"},
    {"key": "asked", "word": "Asked for", "kind": "flag"},
    {"key": "start", "word": "From", "kind": "time"},
]
leaves = st.none() | st.booleans() | st.integers(-3, 3) | st.text("ab", max_size=2)
values = st.recursive(
    leaves, lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from("xyz"), inner), max_leaves=20
)
VIEW = "application/vnd.jupyter.widget-view+json"
TABLE = Table(("Site", "%"), (("X & co", "9"),), (1,))


def card(title: str = "Facebook leads", drawing: Drawing | None = None, **rest: Any) -> Card:
    return Card("posts", title, "Posts by site", drawing=drawing or {"data": [], "layout": {}}, table=NUMBERS, **rest)


def view_of(card: Card, updates: list[set[str]]) -> CardView:
    view = CardView(card)
    updates.clear()
    return view


def test_a_card_shown_again_sends_nothing(updates: list[set[str]]) -> None:
    view = view_of(card(), updates)
    view.show(card())

    assert set().union(*updates) == set()


def test_only_what_differs_is_sent_in_one_message(updates: list[set[str]]) -> None:
    view = view_of(card(), updates)
    view.show(card("X leads", {"data": [{"y": [1]}], "layout": {}}))

    assert [names for names in updates if names] == [{"title", "drawing"}]


def test_a_card_brings_its_own_labels_over_the_words_of_the_page() -> None:
    view = CardView(card(labels={"how_to_read": "To know."}), EN)

    assert (view.labels["how_to_read"], view.labels["close"]) == ("To know.", "Close")


def test_a_card_reads_as_text_where_no_widget_can_be_shown() -> None:
    view = CardView(card())
    data, _ = view._repr_mimebundle_()

    assert data["text/plain"] == repr(view)
    assert repr(view).splitlines() == [
        "Facebook leads",
        "Posts by site",
        "",
        "Site      Posts",
        "--------  -----",
        "Facebook      3",
        "X            12",
    ]
    assert data["application/vnd.jupyter.widget-view+json"]["model_id"] == view.model_id


@pytest.mark.parametrize(
    "make",
    [
        lambda: CardView(card()),
        lambda: Frame(EN, STEPS, page="start"),
        lambda: TableEditor(COLUMNS),
        lambda: Download("Calendar", lambda: ("a", "b", b"")),
        lambda: Upload(lambda name, data: "", title="Posts"),
        lambda: Fold("Set: 5"),
        lambda: Prose("words"),
    ],
    ids=["card", "frame", "table", "download", "upload", "fold", "prose"],
)
def test_text_for_widgets_names_no_address(make: Callable[[], Any]) -> None:
    widget = make()

    assert " at 0x" not in repr(widget)
    assert json.dumps(widget.get_state(), default=str)


def put(old: Any, found: list[tuple[tuple[Any, ...], Any]]) -> Any:
    """Put what changed in its places, as the page does."""
    made = copy.deepcopy(old)
    for path, value in found:
        if not path:
            return value
        inside = made
        for key in path[:-1]:
            inside = inside[key]
        inside[path[-1]] = value
    return made


@given(values, values)
def test_applying_the_changes_to_the_old_value_gives_the_new_one(old: Any, new: Any) -> None:
    made = put(old, list(changes(old, new)))

    assert json.dumps(made, sort_keys=True) == json.dumps(new, sort_keys=True)


@given(values)
def test_what_is_the_same_has_no_changes(value: Any) -> None:
    assert list(changes(value, copy.deepcopy(value))) == []


def bars(*lengths: float, colour: str = "@s5") -> dict[str, Any]:
    names = [f"platform {place}" for place in range(len(lengths))]
    trace = {"type": "bar", "x": list(lengths), "y": names, "marker": {"color": colour}, "hovertemplate": "%{x} of 1"}
    return {"data": [trace], "layout": {"height": 300, "margin": {"l": 100}}}


@pytest.fixture
def messages(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    heard: list[dict[str, Any]] = []
    monkeypatch.setattr(ipywidgets.Widget, "_send", lambda self, message, buffers=None: heard.append(message))
    return heard


def printable(card: Card) -> CardView:
    return CardView(card, Words("en"))


def test_a_chart_whose_bars_move_is_sent_the_bars_only(messages: list[dict[str, Any]]) -> None:
    view = printable(Card("c", "Before", drawing=bars(0.1, 0.2, 0.3)))
    messages.clear()
    view.show(Card("c", "After", drawing=bars(0.1, 0.25, 0.3)))

    update, custom = messages
    assert update["state"] == {"title": "After"}
    assert custom["content"] == {"changes": {"drawing": [(("data", 0, "x"), [0.1, 0.25, 0.3])]}}
    assert view.drawing == bars(0.1, 0.25, 0.3)


def test_a_chart_that_changes_throughout_is_sent_whole(messages: list[dict[str, Any]]) -> None:
    before, after = ({"data": [{"z": [[value] * 50] * 7}], "layout": {}} for value in (0.1, 0.2))
    view = printable(Card("c", "Before", drawing=before))
    messages.clear()
    view.show(Card("c", "Before", drawing=after))

    [update] = messages
    assert update["state"] == {"drawing": after}


def test_the_same_card_sends_nothing(messages: list[dict[str, Any]]) -> None:
    card = Card("c", "Same", drawing=bars(0.1), table=Table(("a",), (("1",),)))
    view = printable(card)
    messages.clear()
    view.show(copy.deepcopy(card))

    assert messages == []


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
    words = "Proved: under these limits no other calendar does better, however the team hours are shared out. " * 3

    assert mime_bundle(kit.Prose(words))["text/plain"].strip() == words.strip()


def test_the_static_output_of_a_panel_follows_the_plan(session: Session):
    panel = kit.calendar_panel(session)
    before = mime_bundle(panel)["text/plain"]
    session.replace_plan(session.plan.changed(weeks=2))

    assert mime_bundle(panel)["text/plain"] != before


def test_response_times_list_expected_and_given_answers_only():
    plan = kit.Plan(brief=kit.Brief(name="Shop"), start=dt.date(2027, 1, 4))
    card = kit.response_times_view(kit.Workings(plan, kit.load_evidence(), year=2027), EN)

    words = " ".join(row[0] for row in card.table.rows)
    assert "Of those who expected an answer, 53% expected it within an hour." in words
    assert "39% expected an answer within an hour." in words
    assert "competitor" not in words


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

    assert card.title == "A better posting time raised the response by at most 17% on Facebook and 4% on X"
