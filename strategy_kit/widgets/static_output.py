"""What an executed notebook keeps of a widget: its words, so that it reads before it is run, and can be compared."""

from typing import Any

import ipywidgets

from strategy_kit.widgets.base import with_words
from strategy_kit.widgets.card import CardView
from strategy_kit.widgets.html import bullets


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
