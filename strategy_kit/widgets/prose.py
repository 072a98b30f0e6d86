"""Words of a page, and the line the controls fold into on a phone."""

from typing import Any

import ipywidgets
import traitlets as t
from markupsafe import Markup

from strategy_kit.i18n import Words
from strategy_kit.widgets import assets
from strategy_kit.widgets.base import Component, with_fallback


class Prose(ipywidgets.HTML):
    """
    A block of words in our type; text that is not markup is escaped.

    Examples
    --------
    >>> Prose("5 < 6")
    5 < 6
    """

    def __init__(self, content: Markup | str = "", **traits: Any) -> None:
        super().__init__(str(Markup.escape(content)), **traits)
        self.add_class("sk").add_class("sk-prose")

    def show(self, content: Markup | str) -> None:
        """Show something else."""
        self.value = str(Markup.escape(content))

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        return with_fallback(super()._repr_mimebundle_(**kwargs), repr(self), self.value)

    def __repr__(self) -> str:
        return str(Markup(self.value.replace("><", "> <")).striptags())


class Fold(Component):
    """
    The line a box of controls (class "controls") folds into on a phone: how they are set now.

    Examples
    --------
    >>> Fold("Set: 5 a week, 5 h")
    Fold('Set: 5 a week, 5 h')
    """

    kind = "fold"
    _esm = assets.loader("fold")

    text = t.Unicode().tag(sync=True)
    opened = t.Bool().tag(sync=True)

    def __init__(self, text: str, words: Words | None = None) -> None:
        super().__init__(words, text=text)

    def __repr__(self) -> str:
        return f"Fold({self.text!r})"
