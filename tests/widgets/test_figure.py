"""A plotly figure of somebody's own on a page."""

import json
from typing import Any

import numpy as np
import plotly.express as px
import plotly.graph_objects as go
import pytest

from strategy_kit import notebook as kit
from strategy_kit.figures.card import Card
from strategy_kit.widgets.figure import FigureView

BARS = {"data": [{"type": "bar", "x": ["a"], "y": [1]}], "layout": {"title": {"text": "Posts"}}}


@pytest.mark.parametrize(
    "make",
    [
        lambda: go.Figure(go.Violin(y=np.array([1.0, 2.0, 2.5]))),
        lambda: go.Figure(go.Heatmap(z=np.arange(6).reshape(2, 3))),
        lambda: px.scatter(x=[1, 2], y=[3, 4]),
        lambda: BARS,
        lambda: Card("k", "Facebook leads", drawing={**BARS, "layout": {"height": 200}}).figure("dark"),
    ],
    ids=["violin", "heatmap", "express", "mapping", "card"],
)
def test_a_figure_reaches_the_page_as_plain_json_with_a_height(make: Any) -> None:
    view = kit.FigureView(make())

    assert view.drawing == json.loads(json.dumps(view.drawing))
    assert view.drawing["data"]
    assert view.drawing["layout"]["height"] > 0


def test_a_figure_keeps_its_own_height_and_gives_its_title_as_its_name() -> None:
    view = FigureView(go.Figure(go.Bar(y=[1]), {"height": 123, "title": {"text": "Posts by day"}}))

    assert (view.drawing["layout"]["height"], view.title, repr(view)) == (
        123,
        "Posts by day",
        "FigureView('Posts by day')",
    )


@pytest.mark.parametrize("layout", [{}, {"title": None}, {"title": {}}, {"title": "Posts"}], ids=str)
def test_a_title_may_be_missing_or_a_plain_string(layout: dict[str, Any]) -> None:
    assert FigureView({"data": [], "layout": layout}).title == (
        layout.get("title") or "" if layout != {"title": {}} else ""
    )


def test_another_figure_takes_the_place_of_the_first_and_leaves_it_unchanged() -> None:
    first = go.Figure(go.Violin(y=[1, 2]))
    view = FigureView(first)
    view.show(first.update_layout(title_text="Changed"))
    view.show(BARS)

    assert (view.title, view.drawing["data"][0]["type"]) == ("Posts", "bar")
    assert "height" not in BARS["layout"]


def test_two_figures_on_a_page_have_different_names() -> None:
    assert FigureView(BARS).key != FigureView(BARS).key
