"""The frame of the pages: brand, plan, saved state, undo, language, steps, address, and a watch on the connection."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import traitlets as t

from strategy_kit.errors import printable
from strategy_kit.i18n import Words
from strategy_kit.languages import LANGUAGES
from strategy_kit.widgets.base import Component, interface_words

MOST_TAGS, LONGEST_TAG = 20, 60
"""What is read of the languages and the zone of a browser."""


class Frame(Component):
    """
    The bar and the steps above every page; a click on a step or a language sets `page` or `lang`.

    Pages are history entries of the browser, each with an address; Back and Forward set `page` too.

    Attributes
    ----------
    steps : list of {"key", "number", "word"}
        The steps that stand above the page now: all or none.
    front : list of {"key", "word"}
        The pages that are no step: the brand leads to ``welcome``, tools of the bar to ``plans`` and ``search``;
        ``questions`` and ``draft`` stand beside the steps.
    undo, redo : str
        What a click on Undo or Redo changes back or again, in words; empty: nothing.
    on_act : mapping of "undo", "redo" to function
        Called by a click or a key; keys are left to the browser where somebody writes.
    saved : str
        The state of the last save ("Saved at 10:42"), or empty.
    address : dict of str
        Query of the page's address; empty leaves the address as it is.
    browser : dict
        What the browser tells when it shows the frame: ``languages`` (tags, the preferred first) and ``zone`` (IANA).

    Examples
    --------
    >>> Frame(Words("en"), [{"key": "start", "number": 0, "word": "Start"}], page="start")
    Frame(page='start', lang='en')
    """

    kind = "frame"

    page = t.Unicode().tag(sync=True)
    lang = t.Unicode().tag(sync=True)
    name = t.Unicode().tag(sync=True)
    saved = t.Unicode().tag(sync=True)
    saved_kind = t.Enum(["ok", "bad"], "ok").tag(sync=True)
    steps = t.List().tag(sync=True)
    languages = t.List().tag(sync=True)
    address = t.Dict().tag(sync=True)
    front = t.List().tag(sync=True)
    undo = t.Unicode().tag(sync=True)
    redo = t.Unicode().tag(sync=True)
    browser = t.Dict().tag(sync=True)
    on_act: Mapping[str, Callable[[], object]] = MappingProxyType({})

    def __init__(self, words: Words, steps: Sequence[Mapping[str, Any]], **traits: Any) -> None:
        languages = [{"key": language.code, "word": language.name} for language in LANGUAGES.values()]
        self._steps = list(steps)
        super().__init__(words, lang=words.lang, steps=self._steps, languages=languages, **traits)

    def set_language(
        self, words: Words, steps: Sequence[Mapping[str, Any]], front: Sequence[Mapping[str, Any]] = ()
    ) -> None:
        """Show everything in another language."""
        self._steps = list(steps)
        with self.hold_sync():
            self.lang, self.labels, self.front = words.lang, interface_words(words), list(front)
            self.show_steps(bool(self.steps))

    def show_steps(self, shown: bool) -> None:
        """Show the steps above the page, or none."""
        self.steps = self._steps if shown else []

    def on_message(self, message: Mapping[str, Any], buffers: list[memoryview]) -> None:
        """Answer a sign of life; undo or redo."""
        if "ping" in message:
            self.send({"pong": True})
        act = message.get("act")
        if isinstance(act, str) and act in self.on_act:
            self.on_act[act]()

    def say(self, text: str) -> None:
        """Show a sentence for a few seconds, and read it to those who do not see it."""
        self.send({"said": text})

    @t.validate("page")
    def _validated_page(self, proposal: Mapping[str, Any]) -> str:
        return one_of(proposal["value"], [page["key"] for page in (*self._steps, *self.front)])

    @t.validate("browser")
    def _validated_browser(self, proposal: Mapping[str, Any]) -> dict[str, Any]:
        told = proposal["value"]
        tags, zone = told.get("languages"), told.get("zone")
        texts = [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
        return {
            "languages": [tag[:LONGEST_TAG] for tag in texts[:MOST_TAGS]],
            "zone": zone[:LONGEST_TAG] if isinstance(zone, str) else "",
        }

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
