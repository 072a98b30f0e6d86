"""The cards of results that are given, for the cells of a notebook."""

from collections.abc import Sequence
from typing import Any

import ipywidgets

from strategy_kit.i18n import Words
from strategy_kit.plan.workings import Workings
from strategy_kit.views.shared import View, cards_of
from strategy_kit.widgets.base import with_fallback
from strategy_kit.widgets.card import CardView
from strategy_kit.widgets.html import joined
from strategy_kit.widgets.static_output import StaticOutput, card_views


class Findings(StaticOutput, ipywidgets.VBox):
    """The cards that some views make of given results, shown whole."""

    def __init__(self, views: Sequence[View], workings: Workings, words: Words) -> None:
        super().__init__([CardView(card, words) for card in cards_of(views, workings, words)])
        self.add_class("sk").add_class("stack")

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        html = joined(view.static_markup() for view in card_views(self))
        return with_fallback(super()._repr_mimebundle_(**kwargs), repr(self), html)
