"""Each card gives its drawing as a figure of plotly's own, in the workbook's template and in the reader's words."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import ipywidgets
import plotly.graph_objects as go
import plotly.io as pio
import pytest

from strategy_kit.figures.card import Card, Key
from strategy_kit.figures.plotly_figure import MARKS, TEMPLATES, figure_of
from strategy_kit.figures.shapes.template import base_layout, figure, themed, tokens
from strategy_kit.pages.dashboard import Dashboard
from strategy_kit.session.session import open_session
from strategy_kit.storage.store import open_store
from strategy_kit.widgets.card import card_views
from strategy_kit.widgets.panel import Section

PAGES = ("audience", "communication", "platforms", "calendar", "plan")
BARS = figure(
    [{"type": "bar", "x": ["a", "b"], "y": [1, 2], "marker": {"color": "@s5"}}],
    height=200,
    yaxis={"range": [0, 2], "showgrid": False},
)
DRAWN = Card("reach", "Facebook reaches most", "Share of adults", BARS, legend=(Key("posts", "@s5"),))


@pytest.fixture(scope="module")
def cards_on(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], list[Card]]:
    """The cards with a drawing on one page of a new plan, in one language."""

    def cards(page: str, lang: str) -> list[Card]:
        store = open_store(tmp_path_factory.mktemp("plans") / "plans.sqlite")
        dashboard = Dashboard(open_session(lang, store=store), page)
        open_sections(dashboard)
        return [view.card for view in card_views(dashboard) if view.card.drawing]

    return cards


def open_sections(widget: ipywidgets.Widget) -> None:
    """Open every section below a widget."""
    if isinstance(widget, Section) and not widget.is_open:
        widget.toggle()
    for child in getattr(widget, "children", ()):
        open_sections(child)


@pytest.mark.parametrize(("lang", "theme"), [("en", "light"), ("fr", "dark")])
@pytest.mark.parametrize("page", PAGES)
def test_every_card_of_every_page_gives_a_figure_with_all_its_traces_colours_and_words(
    page: str, lang: str, theme: str, cards_on: Callable[[str, str], list[Card]]
) -> None:
    cards = cards_on(page, lang)

    assert cards
    for card in cards:
        for wide in (True, False):
            made = card.figure(theme, wide=wide)
            drawing = card.drawing if wide else card.narrow or card.drawing
            assert isinstance(made, go.Figure)
            assert len(made.data) == len(drawing["data"]) + len(card.legend), card.key
            assert not re.search(r'"@[\w-]+"', made.to_json()), card.key
            names = [trace.name.replace("<br>", " ") for trace in made.data[len(drawing["data"]) :]]
            assert names == [key.word for key in card.legend], card.key


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_figure_looks_as_its_card_does_where_its_template_is_the_workbooks(theme: str) -> None:
    made = DRAWN.figure(theme)
    template = pio.templates[TEMPLATES[theme]].layout.to_plotly_json()
    axes = {name: {**template[name], **made.layout[name].to_plotly_json()} for name in ("xaxis", "yaxis")}

    assert made.layout.template.layout.to_plotly_json() == template
    assert axes == {name: themed(BARS, theme)["layout"][name] for name in axes}
    assert made.data[0].marker.color == tokens()[theme]["s5"]


def test_a_figure_takes_the_style_of_another_template_where_the_card_sets_nothing_of_its_own() -> None:
    made = DRAWN.figure()

    assert made.layout.yaxis.to_plotly_json() == {"range": [0, 2], "showgrid": False}
    assert made.layout.plot_bgcolor is None
    assert made.update_layout(template="plotly_dark").layout.template.layout.paper_bgcolor == "rgb(17,17,17)"


def test_a_figure_stands_alone_with_title_subtitle_and_legend() -> None:
    made = DRAWN.figure()

    assert (made.layout.title.text, made.layout.title.subtitle.text) == ("Facebook reaches most", "Share of adults")
    assert (made.layout.showlegend, made.data[-1].name, made.data[-1].x) == (True, "posts", (None,))
    assert made.layout.height > BARS["layout"]["height"]


def test_a_long_title_is_wrapped_and_markup_in_it_is_shown_as_text() -> None:
    long = Card("reach", "<b>Facebook</b> " + "reaches most of all adults " * 6, drawing=BARS)

    assert "<b>" not in long.figure().layout.title.text
    assert max(map(len, long.figure(wide=False).layout.title.text.split("<br>"))) <= 40


def test_a_figure_can_be_changed_saved_and_given_other_traces_without_changing_the_card(tmp_path: Path) -> None:
    before = json.dumps(DRAWN.drawing)
    made = DRAWN.figure().update_layout(height=640).add_trace(go.Violin(y=[1, 2, 3]))
    made.data[0].marker.color = "red"
    made.write_html(tmp_path / "reach.html", include_plotlyjs=False)

    assert (made.layout.height, made.data[-1].type) == (640, "violin")
    assert "Facebook reaches most" in (tmp_path / "reach.html").read_text(encoding="utf-8")
    assert json.dumps(DRAWN.drawing) == before


@pytest.mark.parametrize("mark", MARKS)
def test_every_mark_of_a_legend_has_its_symbol(mark: str) -> None:
    made = figure_of(BARS, "t", legend=(Key("word", "", mark),))  # type: ignore[arg-type]

    assert made.data[-1].marker.symbol == MARKS[mark]


def test_a_card_without_a_drawing_names_its_table() -> None:
    with pytest.raises(ValueError, match=r"'k' has no drawing. Its numbers are in card.table"):
        Card("k", "Nothing").figure()


def test_a_theme_that_does_not_exist_is_named() -> None:
    with pytest.raises(ValueError, match=r"theme: found 'blue'\. Use 'light' or 'dark'"):
        DRAWN.figure("blue")  # type: ignore[arg-type]


def test_the_templates_are_registered_with_plotly_under_their_names() -> None:
    assert {"strategy_kit", "strategy_kit_dark"} <= set(pio.templates)
    assert pio.templates["strategy_kit"].layout.font.size == base_layout()["font"]["size"]


def test_a_page_and_a_notebook_start_without_importing_plotly() -> None:
    code = (
        "import sys; from strategy_kit import notebook; import strategy_kit.pages.dashboard, strategy_kit.server.app;"
        "print([name for name in sys.modules if name.split('.')[0] == 'plotly'])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert ran.stdout.strip() == "[]"
