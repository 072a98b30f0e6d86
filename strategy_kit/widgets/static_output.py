"""What an executed notebook keeps of a widget: its words, so that it reads before it is run, and can be compared."""

from collections.abc import Sequence
from typing import Any

import ipywidgets

from strategy_kit.i18n import Words
from strategy_kit.plan.workings import Workings
from strategy_kit.views import View, cards_of
from strategy_kit.widgets.base import with_words
from strategy_kit.widgets.card import CardView
from strategy_kit.widgets.html import bullets, joined


class Findings(ipywidgets.VBox):
    """
    The cards some views make of results that stand: shown whole, changed by nobody.

    Parameters
    ----------
    views : sequence of View
    workings : Workings
    words : Words
    """

    def __init__(self, views: Sequence[View], workings: Workings, words: Words) -> None:
        super().__init__([CardView(card, words) for card in cards_of(views, workings, words)])
        self.add_class("sk").add_class("stack")

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        html = joined(view.kept() for view in card_views(self))
        return with_words(super()._repr_mimebundle_(**kwargs), repr(self), html)

    def __repr__(self) -> str:
        return "\n\n".join(repr(view) for view in self.children)


class Kept:
    """A box that keeps the findings of the cards it holds: one line each."""

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        findings = [view.title for view in card_views(self)]
        made = super()._repr_mimebundle_(**kwargs)  # type: ignore[misc]
        return with_words(made, "\n".join(findings), bullets(findings))


def card_views(widget: ipywidgets.Widget) -> list[CardView]:
    """Return the cards below a widget, in order."""
    if isinstance(widget, CardView):
        return [widget]
    return [view for child in getattr(widget, "children", ()) for view in card_views(child)]
