"""Our page around the widgets, as a browser sees it: what shows first, what is fetched, what is left behind."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

import browsing
import psutil
import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect
from playwright.sync_api import Error as PlaywrightError
from serving import PATIENCE, Served, Site

pytestmark = pytest.mark.slow

PROSE = "# # How many posts?\n\nMove the slider. A [link](https://example.org) stays a link."
SLIDER = """
import ipywidgets
posts, said = ipywidgets.IntSlider(description="Posts", max=9), ipywidgets.Label()
posts.observe(lambda change: setattr(said, "value", f"{change.new} posts"), "value")
ipywidgets.VBox([posts, said])
"""
CHARTS = """
from strategy_kit.figures.card import Card
from strategy_kit.widgets.card import CardView
from IPython.display import display
for n in range(2):
    bars = {"type": "bar", "x": ["a", "b"], "y": [1, 2], "marker": {"color": "@s5"}}
    display(CardView(Card(key=f"card-{n}", title="Two bars", drawing={"data": [bars], "layout": {"height": 200}})))
"""
MILLISECONDS = PATIENCE * 1000
Scheme = Literal["light", "dark"]


@pytest.fixture(scope="module")
def site(served: Served) -> Site:
    return served([PROSE, SLIDER, CHARTS], pages=True)


@pytest.fixture
def complaints(page: Page) -> Iterator[list[str]]:
    """What the console reports as an error: refused by the policy, failed, not found."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    yield found
    assert found == [], "\n".join(found)


def opened(page: Page, site: Site, path: str = "?lang=en") -> Page:
    page.goto(site.address + path)
    expect(page.locator(".js-plotly-plot")).to_have_count(2, timeout=MILLISECONDS)
    return page


@dataclass(frozen=True)
class Visit:
    """A page that was opened, and what happened meanwhile."""

    page: Page
    greeting: str
    requested: list[str]
    errors: list[str]


@pytest.fixture(scope="module")
def visited(browser: Browser, site: Site) -> Iterator[Visit]:
    """The page, opened once for what is asked of a first visit."""
    with browsing.opened(browser, []) as page:
        requested: list[str] = []
        errors: list[str] = []
        page.on("request", lambda request: requested.append(request.url))
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{site.address}?lang=en", wait_until="commit")
        greeting = page.get_by_role("status").inner_text()
        expect(page.locator(".js-plotly-plot")).to_have_count(2, timeout=MILLISECONDS)
        yield Visit(page, greeting, requested, errors)


def test_the_opening_words_leave_when_there_is_something_to_see(visited: Visit) -> None:
    page = visited.page
    assert "Opening your plan" in visited.greeting

    expect(page.locator("#sk-opening")).to_have_count(0, timeout=MILLISECONDS)

    assert page.locator("#sk-cells").bounding_box()["height"] > 200  # type: ignore[index]


def test_plotly_comes_once_and_from_this_server(visited: Visit, site: Site) -> None:
    scripts = [address for address in visited.requested if re.search("plotly", address)]
    assert scripts == [site.address.rstrip("/") + visited.page.evaluate("strategyKitAssets.plotly")]


def test_the_page_opens_and_answers_within_its_own_policy(visited: Visit) -> None:
    page = visited.page
    page.locator(".noUi-handle").press("ArrowRight")

    expect(page.get_by_text("1 posts")).to_be_visible()
    assert visited.errors == []


def test_a_second_visit_fetches_no_script_again(browser: Browser, site: Site) -> None:
    with browsing.opened(browser, []) as first:
        opened(first, site)
        page = opened(first.context.new_page(), site)
        fetched = page.evaluate(
            "performance.getEntriesByType('resource')"
            ".filter(e => e.transferSize && e.initiatorType !== 'fetch').map(e => e.name)"
        )

    assert fetched == []


@pytest.mark.parametrize(("scheme", "background"), [("light", "rgb(251, 250, 247)"), ("dark", "rgb(23, 22, 20)")])
def test_the_page_follows_the_systems_theme(page: Page, site: Site, scheme: Scheme, background: str) -> None:
    page.emulate_media(color_scheme=scheme)
    opened(page, site)

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == background
    assert page.evaluate("document.body.dataset.jpThemeLight") == str(scheme == "light").lower()


def test_nothing_scrolls_sideways_on_a_phone(first_page: Page, site: Site) -> None:
    page = first_page
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site.address, wait_until="commit")
    expect(page.locator("#sk-opening")).to_be_visible()
    narrow = "document.documentElement.scrollWidth <= innerWidth"
    assert page.evaluate(narrow)
    expect(page.locator(".js-plotly-plot")).to_have_count(2, timeout=MILLISECONDS)
    assert page.evaluate(narrow)


def test_closing_the_tab_ends_its_kernel(page: Page, site: Site) -> None:
    site.end_kernels()
    opened(page, site)
    kernels = site.kernels()
    page.close(run_before_unload=True)
    _, alive = psutil.wait_procs(kernels, timeout=PATIENCE)

    assert (len(kernels), alive) == (1, [])


# The first view: the page before its widgets wake

PAINTED = """
from strategy_kit.figures.card import Card
from strategy_kit.i18n import Words
from strategy_kit.storage.store import open_store
from strategy_kit.pages.dashboard import Dashboard
from strategy_kit.server.query import visitor_query
from strategy_kit.session.session import open_session
asked = visitor_query()
Dashboard(open_session("en", asked.plan, store=open_store("plans.sqlite")), asked.page, first_paint=True)
"""
SHIFT = """
globalThis.shifted = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries()) {
    shifted.push([value, ...sources.map(({ node }) => node?.className)]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""
PATIENT = "{ const opened = Date.now(); Date.now = () => opened; }"
"""The widgets take their place after some seconds though one of them is not ready: no time passes here."""
CHART = "#card-contributions .js-plotly-plot"


@pytest.fixture(scope="module")
def painted(served: Served) -> Site:
    return served([PAINTED], pages=True)


@pytest.mark.usefixtures("complaints")
def test_the_first_view_is_painted_before_any_widget_wakes(page: Page, painted: Site) -> None:
    page.route("**/voila.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(painted.address + "?lang=en&plan=painted&page=platforms")

    expect(page.locator(f"#sk-first {CHART} .bars path").first).to_be_visible(timeout=MILLISECONDS)
    expect(page.get_by_role("heading", name="Where should you be")).to_be_visible()
    expect(page.get_by_role("link", name="Platforms")).to_have_attribute("aria-current", "step")
    page.locator("#card-contributions").get_by_role("button", name="Show numbers and sources").click()
    expect(page.locator("#card-contributions table")).to_be_visible()


def test_the_widgets_take_the_place_of_the_first_view_without_a_jump(first_page: Page, painted: Site) -> None:
    page = first_page
    page.add_init_script(PATIENT)
    page.add_init_script(SHIFT)
    page.goto(painted.address + "?lang=en&plan=painted&page=platforms", wait_until="commit")
    drawn = page.locator(f"#sk-first {CHART}")
    expect(drawn).to_be_visible(timeout=MILLISECONDS)
    before = page.evaluate(f"(globalThis.kept = document.querySelector('{CHART}')).getBoundingClientRect().top")

    expect(page.locator("#sk-first")).to_have_count(0, timeout=MILLISECONDS)

    assert page.evaluate(f"document.querySelector('#sk-cells {CHART}') === kept"), "the drawing itself moved over"
    assert page.evaluate("kept.getBoundingClientRect().top") == before
    assert page.evaluate("shifted") == []
    assert page.locator("section.card").count() == len(
        set(page.locator("section.card").evaluate_all("c => c.map(n => n.id)"))
    )


def test_numbers_that_were_opened_stay_open(first_page: Page, painted: Site) -> None:
    page = first_page
    page.goto(painted.address + "?lang=en&plan=painted&page=platforms", wait_until="commit")
    numbers = "#sk-first #card-contributions .src > .btn-link"
    expect(page.locator(numbers)).to_be_attached(timeout=MILLISECONDS)
    page.evaluate(f"document.querySelector('{numbers}').click()")

    expect(page.locator("#sk-cells #card-contributions table")).to_be_visible(timeout=MILLISECONDS)


def test_what_is_chosen_before_the_widgets_wake_is_not_lost(first_page: Page, painted: Site) -> None:
    page = first_page
    page.goto(painted.address + "?lang=en&plan=painted&page=platforms", wait_until="commit")
    expect(page.locator("#sk-first .step").first).to_be_visible(timeout=MILLISECONDS)
    page.evaluate("document.querySelector('#sk-first .step').click()")

    expect(
        page.get_by_role("heading", name="What is your business, and what do you want from social media?")
    ).to_be_visible(timeout=MILLISECONDS)


class Front:
    """The front end of the widgets, held back until it is let go."""

    def __init__(self, page: Page) -> None:
        self.route: Route | None = None
        page.route("**/voila.js", self.hold)

    def hold(self, route: Route) -> None:
        self.route = route

    def let_go(self) -> None:
        assert self.route
        self.route.continue_()


def first(page: Page, site: Site, plan: str, shown: str = "platforms") -> Locator:
    """Open a page of a new plan and return its first view, painted."""
    page.goto(f"{site.address}?lang=en&plan={plan}&page={shown}", wait_until="commit")
    view = page.locator("#sk-first")
    expect(view.locator("section.card .src:visible").first).to_be_visible(timeout=MILLISECONDS)
    return view


@pytest.mark.usefixtures("complaints")
def test_a_slider_moved_before_the_widgets_wake_is_answered_at_once_and_stands_there_when_they_wake(
    page: Page, painted: Site
) -> None:
    front = Front(page)
    view = first(page, painted, "moved")
    score = view.locator("#card-contributions h3")
    before = score.inner_text()

    slider = view.get_by_label("Fit with your trade")
    slider.focus()
    for _ in range(8):
        page.keyboard.press("ArrowLeft")

    expect(score).not_to_have_text(before, timeout=MILLISECONDS)
    expect(view.get_by_text("Fit with your trade0.0")).to_be_visible()
    front.let_go()
    expect(view).to_have_count(0, timeout=MILLISECONDS)
    expect(page.locator("#card-contributions h3")).not_to_have_text(before)
    heir = page.get_by_role("slider", name="Fit with your trade")
    expect(heir).to_have_attribute("aria-valuenow", "0.0")
    expect(heir).to_be_focused()


def test_a_slider_that_is_moved_while_the_widgets_wake_stands_alike_in_the_page_and_in_the_kernel(
    first_page: Page, painted: Site
) -> None:
    page = first_page
    view = first(page, painted, "waking")
    slider = view.get_by_label("Dialogue with your customers")
    for key in ["ArrowRight", "ArrowLeft"] * 40:
        if not view.count():
            break
        with suppress(PlaywrightError):  # the widgets took its place this very moment
            slider.press(key, timeout=1000)
    expect(view).to_have_count(0, timeout=MILLISECONDS)

    heir, score = (
        page.get_by_role("slider", name="Dialogue with your customers"),
        page.locator("#card-contributions .plot"),
    )
    expect(page.locator("#card-contributions .plot[data-drawn]")).to_be_visible(timeout=MILLISECONDS)
    numbers = "plot => JSON.stringify(plot.data.map(({ x }) => x))"
    before = score.evaluate(numbers)
    heir.press("ArrowRight")
    page.wait_for_function(
        "([plot, before]) => JSON.stringify(plot.data.map(({ x }) => x)) !== before",
        arg=[score.element_handle(), before],
    )


def test_a_button_pressed_before_the_widgets_wake_has_done_its_work_when_they_wake(page: Page, painted: Site) -> None:
    front = Front(page)
    view = first(page, painted, "pressed")

    view.get_by_role("button", name="Why", exact=True).click()
    front.let_go()

    expect(view).to_have_count(0, timeout=MILLISECONDS)
    why = page.get_by_role("button", name="Why", exact=True)
    expect(why).to_have_attribute("aria-expanded", "true", timeout=MILLISECONDS)
    expect(page.locator("#card-claims-3")).to_be_visible(timeout=MILLISECONDS)


def test_a_box_ticked_before_the_widgets_wake_is_ticked_when_they_wake(page: Page, painted: Site) -> None:
    front = Front(page)
    view = first(page, painted, "ticked", "calendar")
    box = view.get_by_role("checkbox").first
    name, before = view.locator(".sk-waiting.tick").first.inner_text(), box.is_checked()

    box.set_checked(not before)
    front.let_go()

    expect(view).to_have_count(0, timeout=MILLISECONDS)
    expect(page.get_by_role("checkbox", name=name)).to_be_checked(checked=not before, timeout=MILLISECONDS)


def test_on_a_slow_line_and_a_slow_machine_nothing_moved_is_lost(first_page: Page, painted: Site) -> None:
    page = first_page
    slow = page.context.new_cdp_session(page)
    slow.send("Network.enable")
    line = {"offline": False, "latency": 150, "downloadThroughput": 400_000, "uploadThroughput": 100_000}
    slow.send("Network.emulateNetworkConditions", line)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    view = first(page, painted, "slow")

    view.get_by_label("Low workload").press("ArrowRight")

    expect(view).to_have_count(0, timeout=MILLISECONDS)
    moved = page.get_by_role("slider", name="Low workload")
    expect(moved).to_have_attribute("aria-valuenow", "1.5", timeout=MILLISECONDS)


def test_nothing_can_be_typed_where_nobody_hears_it(page: Page, painted: Site) -> None:
    page.goto(painted.address + "?lang=en&plan=typed&page=platforms")
    page.locator("#sk-cells").get_by_role("button", name="Choose ourselves").click(timeout=MILLISECONDS)
    expect(page.locator("#sk-cells .controls .edit select").first).to_be_visible(timeout=MILLISECONDS)
    page.route("**/voila.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.reload()

    expect(page.locator("#sk-first .edit select").first).to_be_visible(timeout=MILLISECONDS)
    fields = "[...document.querySelectorAll('#sk-first :is(input, select, textarea):not([data-model])')]"
    assert page.evaluate(f"{fields}.every(field => field.closest('[inert]'))")


def test_a_page_without_charts_fetches_no_plotly(first_page: Page, painted: Site) -> None:
    page = first_page
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.goto(painted.address + "?lang=en&plan=charts&page=start")
    expect(page.locator("#sk-cells section.card").first).to_be_visible(timeout=MILLISECONDS)

    assert not [address for address in requested if "plotly" in address]
