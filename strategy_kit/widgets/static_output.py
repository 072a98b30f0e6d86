"""Static output of a widget in an executed notebook: text to read before it is run, and to compare."""

from typing import Any

import ipywidgets

from strategy_kit.widgets.base import with_fallback
from strategy_kit.widgets.card import CardView
from strategy_kit.widgets.html import bullets


class StaticOutput:
    """A box whose static output is the findings of its cards, one line each."""

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:
        findings = [view.title for view in card_views(self)]
        made = super()._repr_mimebundle_(**kwargs)  # type: ignore[misc]
        return with_fallback(made, "\n".join(findings), bullets(findings))

    def __repr__(self) -> str:
        return "\n\n".join(map(repr, card_views(self)))


def card_views(widget: ipywidgets.Widget) -> list[CardView]:
    """Return the cards below a widget, in order."""
    if isinstance(widget, CardView):
        return [widget]
    return [view for child in getattr(widget, "children", ()) for view in card_views(child)]
