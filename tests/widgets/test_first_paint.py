"""The first view: what stands on the page before the widgets wake."""

import json
import re
from pathlib import Path
from typing import Any

import ipywidgets
import pytest
from ipywidgets.widgets.trait_types import InstanceDict

from strategy_kit.figures.card import Card, Table
from strategy_kit.i18n import Words
from strategy_kit.pages.dashboard import Dashboard
from strategy_kit.pages.registry import PAGES
from strategy_kit.session.session import open_session
from strategy_kit.storage.store import open_store
from strategy_kit.widgets.base import share
from strategy_kit.widgets.card import CardView, card_views
from strategy_kit.widgets.first_paint import MIME, first_view
from strategy_kit.widgets.prose import Prose

WORDS = Words("en")
HOSTILE = "</script><script>alert(1)</script>&<b>"
MOST_KILOBYTES, MOST_KILOBYTES_CHANGED = 400, 200
MOST_MODELS, MOST_MESSAGES = 100, 20
BARS = {"data": [{"type": "bar", "x": ["a"], "y": [1]}], "layout": {"height": 200}}


def states(view: str) -> list[tuple[str, dict[str, Any]]]:
    """Return kind and state of each part of a view."""
    found = re.findall(r'data-part="(\w+)">.*?<script type="application/json">(.*?)</script>', view, re.DOTALL)
    return [(kind, json.loads(state)) for kind, state in found]


def dashboard(folder: Path, page: str, *, first_paint: bool = True) -> Dashboard:
    return Dashboard(
        open_session("en", "mine", store=open_store(folder / "plans.sqlite")), page, first_paint=first_paint
    )


@pytest.mark.parametrize("page", PAGES)
def test_the_first_view_of_a_page_holds_the_drawing_and_numbers_of_each_card(tmp_path: Path, page: str) -> None:
    printable = dashboard(tmp_path, page)
    view = str(printable._repr_mimebundle_()[MIME])
    states_by_key = {state["key"]: state for kind, state in states(view) if kind == "card"}

    cards = card_views(printable)
    assert list(states_by_key) == [card.key for card in cards]
    for card in cards:
        assert states_by_key[card.key]["drawing"] == json.loads(json.dumps(card.drawing))
        assert states_by_key[card.key]["table"] == json.loads(json.dumps(card.table))
    assert len(view) < MOST_KILOBYTES * 1000


@pytest.mark.parametrize("page", PAGES)
def test_the_drawings_of_a_page_are_made_of_what_our_plotly_knows(tmp_path: Path, page: str) -> None:
    drawings = [card.drawing for card in card_views(dashboard(tmp_path, page)) if card.drawing]

    assert {trace["type"] for drawing in drawings for trace in drawing["data"]} <= {"bar", "scatter"}


def test_every_part_of_a_page_is_painted_and_every_control_has_room(tmp_path: Path) -> None:
    printable = dashboard(tmp_path, "platforms")
    view = str(printable._repr_mimebundle_()[MIME])

    assert {kind for kind, _ in states(view)} >= {"frame", "fold", "card"}
    assert view.count("sk-waiting slider") == sum("Slider" in type(widget).__name__ for widget in everything(printable))


def test_a_page_that_cannot_paint_gets_no_first_view(tmp_path: Path) -> None:
    assert MIME not in dashboard(tmp_path, "start", first_paint=False)._repr_mimebundle_()


def test_no_text_of_a_plan_becomes_markup() -> None:
    card = Card("c", HOSTILE, HOSTILE, drawing=BARS, table=Table((HOSTILE,), ((HOSTILE,),)), note=HOSTILE)
    controls = [ipywidgets.Text(description=HOSTILE), Prose(HOSTILE), CardView(card, WORDS)]
    view = str(first_view(ipywidgets.VBox(controls), WORDS))

    assert "<script>" not in view and "<b>" not in view
    [(_, state)] = states(view)
    assert (state["title"], state["note"], state["table"]["rows"]) == (HOSTILE, HOSTILE, [[HOSTILE]])


def test_controls_that_work_before_their_widgets_carry_the_name_of_their_model_and_how_they_stand() -> None:
    tick = ipywidgets.Checkbox(value=True, description=HOSTILE)
    button = ipywidgets.Button(description=HOSTILE, disabled=True)
    slider = ipywidgets.FloatSlider(value=1.5, min=0, max=5, step=0.5, readout_format=".1f").add_class("comma")
    view = str(first_view(ipywidgets.VBox([tick, button, slider]), WORDS))

    assert f'<input type="checkbox" data-model="{tick.model_id}" checked>' in view
    assert re.search(rf'<button [^>]*data-model="{button.model_id}" disabled>', view)
    assert f'data-model="{slider.model_id}" min="0.0" max="5.0" step="0.5" value="1.5">' in view
    assert "<b>1,5</b>" in view and "<script>" not in view


def test_words_that_all_parts_share_are_sent_once() -> None:
    own = Card("c", "Title", labels={"open_source": "Read it"})
    [(_, state)] = states(str(first_view(CardView(own, WORDS), WORDS)))

    assert state["labels"] == {"open_source": "Read it"}


# What a page costs before anybody touches it


@pytest.fixture
def sharing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(InstanceDict, "make_dynamic_default", InstanceDict.make_dynamic_default)
    share()


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """What widgets tell their page: the length of each message."""
    messages: list[int] = []

    def send(self: ipywidgets.Widget, message: Any, buffers: Any = None) -> None:
        messages.append(len(json.dumps(message, default=str)))

    monkeypatch.setattr(ipywidgets.Widget, "_send", send)
    return messages


def models(widget: ipywidgets.Widget) -> set[str]:
    """Return the models of a widget and of all below it."""
    held = [getattr(widget, name) for name in ("layout", "style") if hasattr(widget, name)]
    below = [models(child) for child in getattr(widget, "children", ())]
    return {widget.model_id, *(other.model_id for other in held)}.union(*below)


@pytest.mark.usefixtures("sharing")
@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_made_of_few_models(tmp_path: Path, page: str) -> None:
    assert len(models(dashboard(tmp_path, page))) <= MOST_MODELS


def test_only_the_page_that_is_open_is_built(tmp_path: Path) -> None:
    printable = dashboard(tmp_path, "start")

    assert list(printable._built) == ["start"]
    printable.frame.page = "platforms"
    assert list(printable._built) == ["start", "platforms"]


def test_moving_one_control_sends_few_messages(tmp_path: Path, sent: list[int]) -> None:
    printable = dashboard(tmp_path, "platforms")
    slider = next(widget for widget in everything(printable) if isinstance(widget, ipywidgets.FloatSlider))
    sent.clear()
    slider.value = slider.max

    assert 0 < len(sent) < MOST_MESSAGES
    assert sum(sent) < MOST_KILOBYTES_CHANGED * 1000


def everything(widget: ipywidgets.Widget) -> list[ipywidgets.Widget]:
    below = [found for child in getattr(widget, "children", ()) for found in everything(child)]
    return [widget, *below]
