"""What all our widgets share: where their code comes from, their words, how messages reach them."""

from collections.abc import Mapping
from typing import Any, ClassVar

import anywidget
import traitlets as t

from strategy_kit.i18n import Words
from strategy_kit.widgets import assets
from strategy_kit.widgets.words import interface_words


class Part(anywidget.AnyWidget):
    """
    A widget whose code is loaded once a page.

    Parameters
    ----------
    words : Words, optional
        The reader's language. Absent: English.
    """

    kind: ClassVar[str]
    """Its name in the script: card, table."""

    labels = t.Dict().tag(sync=True)

    def __init__(self, words: Words | None = None, **traits: Any) -> None:
        super().__init__(**{"labels": interface_words(words or Words("en")), **traits})
        self.on_msg(self._heard)

    def _heard(self, _widget: Any, message: Any, buffers: list[memoryview]) -> None:
        """Send the page what it wants once; hand the rest to `heard`."""
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
                self.heard(message, buffers)

    def heard(self, message: Mapping[str, Any], buffers: list[memoryview]) -> None:
        """Act on a message from the page. It comes from outside: nothing in it is trusted."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


def with_words(made: Any, text: str, markup: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what a widget offers a notebook, with the words that stand for it where no kernel runs."""
    data, metadata = made if isinstance(made, tuple) else (made or {}, {})
    return {**data, "text/plain": text, "text/html": str(markup)}, metadata
