"""The frame of the pages: brand, plan, saved state, language, steps, address, and a watch on the connection."""

from collections.abc import Mapping, Sequence
from typing import Any

import traitlets as t

from strategy_kit.errors import printable
from strategy_kit.i18n import Words
from strategy_kit.languages import LANGUAGES
from strategy_kit.widgets import assets
from strategy_kit.widgets.base import Component
from strategy_kit.widgets.words import interface_words


class Frame(Component):
    """
    The bar and the steps above every page.

    Parameters
    ----------
    steps : sequence of {"key", "number", "word", "done"}
        The pages in order.

    Attributes
    ----------
    page : str
        Key of the step that is open; a click on a step sets it.
    lang : str
        Language of the page; a click on another language sets it.
    name, saved : str
        The plan's name; the state of its last save ("Saved at 10:42"), or empty.
    saved_kind : "ok" or "bad"
    address : dict of str
        Query of the page's address; empty leaves the address as it is.

    Examples
    --------
    >>> Frame(Words("en"), [{"key": "start", "number": 0, "word": "Start", "done": False}], page="start")
    Frame(page='start', lang='en')
    """

    kind = "frame"
    _esm = assets.loader("frame")

    page = t.Unicode().tag(sync=True)
    lang = t.Unicode().tag(sync=True)
    name = t.Unicode().tag(sync=True)
    saved = t.Unicode().tag(sync=True)
    saved_kind = t.Enum(["ok", "bad"], "ok").tag(sync=True)
    steps = t.List().tag(sync=True)
    languages = t.List().tag(sync=True)
    address = t.Dict().tag(sync=True)

    def __init__(self, words: Words, steps: Sequence[Mapping[str, Any]], **traits: Any) -> None:
        steps = [dict(step) for step in steps]
        super().__init__(words, lang=words.lang, steps=steps, languages=language_names(), **traits)

    def set_language(self, words: Words, steps: Sequence[Mapping[str, Any]]) -> None:
        """Show everything in another language."""
        with self.hold_sync():
            self.lang = words.lang
            self.labels = interface_words(words)
            self.steps = [dict(step) for step in steps]

    def on_message(self, message: Mapping[str, Any], buffers: list[memoryview]) -> None:
        """Answer a sign of life."""
        if "ping" in message:
            self.send({"pong": True})

    @t.validate("page")
    def _validated_page(self, proposal: Mapping[str, Any]) -> str:
        return one_of(proposal["value"], [step["key"] for step in self.steps])

    @t.validate("lang")
    def _validated_language(self, proposal: Mapping[str, Any]) -> str:
        return one_of(proposal["value"], tuple(LANGUAGES))

    def __repr__(self) -> str:
        return f"Frame(page={self.page!r}, lang={self.lang!r})"


def one_of(value: str, choices: Sequence[str]) -> str:
    """Return a value if it is one of the choices; a page may send anything."""
    if value not in choices:
        raise t.TraitError(f"not on offer: {printable(value)}")
    return value


def language_names() -> list[dict[str, str]]:
    """
    Return each language by its own name.

    >>> [language["word"] for language in language_names()]
    ['English', 'Français']
    """
    return [{"key": language.code, "word": language.name} for language in LANGUAGES.values()]
