"""Words of a page, banners with buttons, and the line the controls fold into on a phone."""

from typing import Any

import ipywidgets
import traitlets as t
from markupsafe import Markup

from strategy_kit.i18n import Words
from strategy_kit.widgets.assets import front_style
from strategy_kit.widgets.base import Component, with_fallback
from strategy_kit.widgets.html import Kind, html


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


def front_sheet() -> Prose:
    """Make an element with the style of the first screen and the five questions."""
    return Prose(html("<style>{sheet}</style>", sheet=Markup(front_style()))).add_class("sheet")


def notice(kind: Kind, what: str, text: str, *acts: ipywidgets.Widget) -> ipywidgets.Widget:
    """Make a banner with buttons that do what it says."""
    mark = html('<span class="ic" aria-hidden="true">{mark}</span>', mark="i" if kind == "info" else "!")
    role = "alert" if kind == "bad" else "status"
    template = '<p role="{role}">{mark}<span><b>{what}</b> {text}</span></p>'
    line = Prose(html(template, role=role, mark=mark, what=what, text=text))
    return ipywidgets.HBox([line, *acts]).add_class("banner").add_class(kind)


class Fold(Component):
    """The line a box of controls (class "controls") folds into on a phone: how they are set now."""

    kind = "fold"

    text = t.Unicode().tag(sync=True)
    opened = t.Bool().tag(sync=True)

    def __init__(self, text: str, words: Words | None = None) -> None:
        super().__init__(words, text=text)
