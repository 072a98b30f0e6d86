"""What a page is told of a change: the difference, from which it makes the same card."""

import copy
import json
from typing import Any

import ipywidgets
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.figures.card import Card, Table
from strategy_kit.i18n import Words
from strategy_kit.widgets.card import CardView
from strategy_kit.widgets.json_diff import changes

leaves = st.none() | st.booleans() | st.integers(-3, 3) | st.text("ab", max_size=2)
values = st.recursive(
    leaves, lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from("xyz"), inner), max_leaves=20
)


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
