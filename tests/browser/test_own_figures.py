"""Figures of somebody's own, of traces that our cards do not use, in stock Voilà, in JupyterLab and on our own page."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsing import opened, running, written
from playwright.sync_api import Browser, Page, expect
from serving import Served

pytestmark = pytest.mark.slow

CELLS = (
    "import plotly.graph_objects as go\nfrom strategy_kit import notebook as kit\n"
    "from strategy_kit.figures.card import Card",
    "trace = {'type': 'bar', 'x': ['a', 'b'], 'y': [3, 1], 'marker': {'color': '@s5'}}\n"
    "bars = {'data': [trace], 'layout': {'height': 200}}\n"
    "kit.CardView(Card('bars', 'Two bars', drawing=bars))",
    "kit.FigureView(go.Figure(go.Violin(y=[1, 2, 2, 3, 9]), {'title': {'text': 'A violin'}, 'height': 240}))",
    "kit.FigureView(go.Figure(go.Heatmap(z=[[1, 2], [3, 4]]), {'title': {'text': 'A heat map'}, 'height': 240}))",
    "kit.CardView(Card('own', 'Bars again', drawing={**bars, 'data': [trace, {'type': 'box', 'y': [1, 2]}]}))",
)
LAB = ["jupyterlab", "--allow-root", "--expose-app-in-browser", "--IdentityProvider.token="]


def see_all_drawn(page: Page) -> None:
    """Expect the drawings of both builds side by side."""
    for name in ("A violin", "A heat map", "Bars again"):
        page.get_by_role("img", name=name).scroll_into_view_if_needed(timeout=60_000)
    expect(page.locator(".plot[data-drawn]")).to_have_count(4, timeout=60_000)
    expect(page.get_by_role("img", name="Two bars").locator(".point path")).to_have_count(2)
    expect(page.get_by_role("img", name="A violin").locator("path.violin")).to_have_count(1)
    expect(page.get_by_role("img", name="A heat map").locator(".hm image")).to_have_attribute(
        "href", re.compile("^data:image")
    )
    expect(page.get_by_role("img", name="Bars again").locator("path.box")).to_have_count(1)


@pytest.fixture(scope="module")
def stock(browser: Browser, serve: Callable[..., str]) -> Iterator[Page]:
    """The figures in stock Voilà."""
    with opened(browser, []) as page:
        page.goto(serve(CELLS))
        yield page


def test_any_trace_is_drawn_in_stock_voila(stock: Page) -> None:
    see_all_drawn(stock)


def test_a_figure_that_cannot_be_drawn_says_so_and_can_be_tried_again(stock: Page) -> None:
    page = stock
    see_all_drawn(page)
    page.evaluate("() => { window.react = Plotly.react; Plotly.react = () => Promise.reject(new Error('broken')) }")
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    failure = page.locator(".sk-figure").filter(has_text="This chart could not be drawn")
    expect(failure).to_have_count(2)
    expect(failure.first).to_contain_text("the name of this chart: A violin")
    page.evaluate("() => { Plotly.react = window.react }")
    failure.first.get_by_role("button", name="Try again").click()

    expect(failure).to_have_count(1)
    expect(page.locator("path.violin")).to_be_visible()


def test_any_trace_is_drawn_in_jupyterlab(page: Page, tmp_path: Path) -> None:
    written(CELLS, tmp_path)
    own = {"JUPYTERLAB_SETTINGS_DIR": str(tmp_path / "settings"), "JUPYTERLAB_WORKSPACES_DIR": str(tmp_path / "spaces")}
    with running(LAB, tmp_path, own) as address:
        page.goto(address + "lab/tree/page.ipynb")
        page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=60_000)
        page.wait_for_function("jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'")
        page.evaluate("() => { jupyterapp.commands.execute('notebook:run-all-cells') }")

        see_all_drawn(page)


def test_any_trace_is_drawn_on_our_own_page_from_one_full_build_of_this_server(page: Page, served: Served) -> None:
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    site = served(list(CELLS))
    page.goto(site.address + "?lang=en")

    see_all_drawn(page)

    builds = [address for address in requested if address.endswith(("plotly.min.js", "plotly-basic.min.js"))]
    own = page.evaluate("[strategyKitAssets.plotly, strategyKitAssets.plotlyFull]")
    assert len(builds) == len(set(builds))
    assert {address.removeprefix(site.address.rstrip("/")) for address in builds} <= set(own)
    assert builds[-1].endswith("/plotly.min.js")
