"""The frame of a page: its step, its language, its signs of life."""

from typing import Any

import pytest
from traitlets import TraitError

from strategy_kit.i18n import Words
from strategy_kit.widgets.frame import Frame

EN = Words("en")
STEPS = [{"key": key, "number": i, "word": key} for i, key in enumerate(("start", "plan"))]


@pytest.mark.parametrize(("trait", "value"), [("page", "nowhere"), ("page", ""), ("lang", "de"), ("lang", "<b>")])
def test_a_page_or_language_that_does_not_exist_changes_nothing(trait: str, value: str) -> None:
    frame = Frame(EN, STEPS, page="start")
    with pytest.raises(TraitError, match="not on offer"):
        frame.set_state({trait: value})

    assert (frame.page, frame.lang) == ("start", "en")


def test_a_step_chosen_on_the_page_is_the_page() -> None:
    frame = Frame(EN, STEPS, page="start")
    frame.set_state({"page": "plan"})

    assert frame.page == "plan"


def test_a_sign_of_life_is_answered(sent: list[tuple[Any, list[bytes]]]) -> None:
    Frame(EN, STEPS, page="start")._receive(None, {"ping": 1}, [])

    assert sent == [({"pong": True}, [])]


@pytest.mark.parametrize("name", ["action", "undo", "want", "page"])
def test_a_message_of_the_page_that_is_no_sign_of_life_changes_nothing_in_the_frame(
    name: str, sent: list[tuple[Any, list[bytes]]]
) -> None:
    frame = Frame(EN, STEPS, page="start")
    frame._receive(None, {name: "plan"}, [])

    assert (sent, frame.page, frame.lang) == ([], "start", "en")


def test_a_frame_speaks_another_language_at_once(updates: list[set[str]]) -> None:
    frame = Frame(EN, STEPS, page="start")
    updates.clear()
    frame.set_language(Words("fr"), [{**step, "word": "Départ"} for step in STEPS])

    assert (frame.lang, frame.steps[0]["word"]) == ("fr", "Départ")


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ({"languages": ["fr-CA", "en"], "zone": "America/Toronto"}, (["fr-CA", "en"], "America/Toronto")),
        ({"languages": "fr-CA", "zone": 5, "more": "x"}, ([], "")),
        ({"languages": [None, 1, "a" * 999] + ["en"] * 999}, (["a" * 60] + ["en"] * 19, "")),
        ({"more": "x"}, ([], "")),
    ],
)
def test_of_what_a_browser_tells_languages_and_zone_are_read_and_nothing_long(told: Any, kept: Any) -> None:
    frame = Frame(EN, STEPS, page="start")
    frame.set_state({"browser": told})

    assert frame.browser == dict(zip(("languages", "zone"), kept, strict=True))
