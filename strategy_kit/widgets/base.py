"""The base of our widgets: their script, their words, their messages, their static output."""

from collections.abc import Mapping
from typing import Any, ClassVar

import anywidget
import traitlets as t

from strategy_kit.i18n import Words
from strategy_kit.widgets import assets
from strategy_kit.widgets.words import interface_words


class Component(anywidget.AnyWidget):
    """A widget whose code is loaded once a page; `words` are the reader's language, English if absent."""

    kind: ClassVar[str]
    """Its name in the script: card, table."""

    labels = t.Dict().tag(sync=True)

    def __init__(self, words: Words | None = None, **traits: Any) -> None:
        super().__init__(**{"labels": interface_words(words or Words("en")), **traits})
        self.on_msg(self._receive)

    def _receive(self, _widget: Any, message: Any, buffers: list[memoryview]) -> None:
        """Send the page what it wants once; hand the rest to `on_message`."""
        if not isinstance(message, Mapping):
            return
        match message.get("want"):
            case "code":
                self.send({"asset": "code"}, [assets.code(), assets.style()])
            case "plotly":
                self.send({"asset": "plotly"}, [assets.packed_plotly()])
            case "plotly-full":
                self.send({"asset": "plotly-full"}, [assets.packed_full_plotly()])
            case _:
                self.on_message(message, buffers)

    def on_message(self, message: Mapping[str, Any], buffers: list[memoryview]) -> None:
        """Act on a message from the page. It comes from outside: nothing in it is trusted."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


def with_fallback(made: Any, text: str, markup: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the MIME bundle of a widget with the text and markup that a notebook shows where no kernel runs."""
    data, metadata = made if isinstance(made, tuple) else (made or {}, {})
    return {**data, "text/plain": text, "text/html": str(markup)}, metadata
