"""Any plotly figure on a page: drawn by the same script as our cards, whatever its traces."""

import json
from collections.abc import Mapping
from typing import Any, Protocol

import traitlets as t

from strategy_kit.figures.card import Drawing
from strategy_kit.i18n import Words
from strategy_kit.widgets import assets
from strategy_kit.widgets.base import Component

HEIGHT = 450
"""Pixels of a figure that names no height: plotly's own default."""


class PlotlyFigure(Protocol):
    """The method of ``plotly.graph_objects.Figure`` that a view needs."""

    def to_json(self) -> str:
        """Return the figure as JSON."""


class FigureView(Component):
    """
    Show a plotly figure of your own.

    Parameters
    ----------
    figure : plotly.graph_objects.Figure, or its JSON as a mapping
        Any trace that plotly draws; maps, which fetch from other hosts, are not drawn where a page may not reach them.

    Examples
    --------
    >>> FigureView({"data": [{"type": "violin", "y": [1, 2, 3]}], "layout": {"title": {"text": "Posts"}}})
    FigureView('Posts')
    """

    kind = "figure"
    _esm = assets.loader("figure")

    key = t.Unicode().tag(sync=True)
    title = t.Unicode().tag(sync=True)
    drawing = t.Dict().tag(sync=True)

    def __init__(self, figure: PlotlyFigure | Mapping[str, Any], words: Words | None = None) -> None:
        super().__init__(words, **_state(figure))
        self.key = self.model_id

    def show(self, figure: PlotlyFigure | Mapping[str, Any]) -> None:
        """Show another figure in place of this one."""
        with self.hold_sync():
            for name, value in _state(figure).items():
                self.set_trait(name, value)

    def __repr__(self) -> str:
        return f"FigureView({self.title!r})"


def _state(figure: PlotlyFigure | Mapping[str, Any]) -> dict[str, Any]:
    drawing: Drawing = dict(figure) if isinstance(figure, Mapping) else json.loads(figure.to_json())
    layout = {"height": HEIGHT, **drawing.get("layout", {})}
    title = layout.get("title") or ""
    return {
        "title": str((title.get("text") or "") if isinstance(title, Mapping) else title),
        "drawing": {"data": list(drawing.get("data", ())), "layout": layout},
    }
