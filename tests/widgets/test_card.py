"""A card as a widget: what it sends, its labels, its text without a browser."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from strategy_kit.figures.card import Card, Drawing, Table
from strategy_kit.i18n import Words
from strategy_kit.widgets.card import CardView
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
