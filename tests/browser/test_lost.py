"""The page when its kernel or its connection is gone: it says so, and the plan goes on with all that was typed."""

import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect
from serving import PATIENCE, Served, Site

from strategy_kit.storage.plan_file import read_plan_file
from strategy_kit.storage.store import open_store

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
SOON = 16_000
"""Milliseconds in which a lost connection is to be said."""
Loss = Callable[[Site], None]


@pytest.fixture(scope="module")
def site(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Site:
    env = {"STRATEGY_KIT_STORE": str(tmp_path_factory.mktemp("store") / "plans.sqlite")}
    return served(ROOT / "notebooks" / "dashboard.ipynb", env=env)


class Line:
    """The websocket of a page, which can be cut without a word."""

    def __init__(self, page: Page) -> None:
        self.cut = False
        page.route_web_socket("**/channels*", self.join)

    def join(self, browser: WebSocketRoute) -> None:
        server = browser.connect_to_server()
        browser.on_message(lambda message: None if self.cut else server.send(message))
        server.on_message(lambda message: None if self.cut else browser.send(message))


def wait_until_idle(page: Page, site: Site) -> None:
    """Wait until the kernel has done what it was told: while it computes, the page has more patience with it."""
    kernel_id = page.evaluate("JSON.parse(document.getElementById('jupyter-config-data').textContent).kernelId")
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        page.wait_for_timeout(1000)
        if page.request.get(f"{site.address}api/kernels/{kernel_id}").json()["execution_state"] == "idle":
            return


def opened(page: Page, site: Site, plan: str, lang: str = "en") -> Page:
    page.goto(f"{site.address}?lang={lang}&plan={plan}&page=start")
    expect(page.locator("#sk-cells section.card").first).to_be_visible(timeout=60_000)
    expect(page.locator(".widget-text input").first).to_be_visible(timeout=60_000)  # the first picture has none
    wait_until_idle(page, site)
    return page


def lose(site: Site, line: Line, how: str) -> None:
    if how == "cut":
        line.cut = True
    for kernel in site.kernels():
        if how == "killed":
            kernel.send_signal(signal.SIGKILL)
        elif how == "stopped":
            kernel.send_signal(signal.SIGSTOP)


@pytest.mark.parametrize("how", ["killed", "stopped", "cut"])
def test_a_lost_kernel_shows_the_banner_and_the_plan_reopens_with_unsaved_text(
    page: Page, site: Site, how: str
) -> None:
    site.end_kernels()
    line = Line(page)
    opened(page, site, how)
    name = page.get_by_label("Name", exact=True).first
    name.fill("Corner bakery")
    name.press("Enter")
    expect(page.locator(".brand")).to_contain_text("Corner bakery")

    wait_until_idle(page, site)
    lose(site, line, how)
    name.press_sequentially(" and café")
    expect(page.locator(".sk-lost")).to_be_visible(timeout=SOON)
    name.focus()
    expect(name).not_to_be_focused()  # what was typed now would be lost
    line.cut = False
    page.get_by_role("button", name="Continue with the plan").click()

    expect(page.locator("#sk-cells .brand")).to_contain_text("Corner bakery and café", timeout=60_000)
    expect(page.locator(".sk-lost")).to_have_count(0)
    site.end_kernels()


@pytest.mark.parametrize("how", ["killed", "stopped"])
def test_a_kernel_lost_before_the_widgets_wake_shows_the_banner_and_the_page_reopens(
    page: Page, site: Site, how: str
) -> None:
    site.end_kernels()
    front = "**/voila.js"
    page.route(front, lambda route: route.fulfill(body="", content_type="text/javascript"))
    page.goto(f"{site.address}?lang=en&plan=early-{how}&page=platforms")
    expect(page.locator("#sk-first section.card").first).to_be_visible(timeout=60_000)

    lose(site, Line(page), how)
    expect(page.locator(".sk-lost")).to_be_visible(timeout=SOON)
    expect(page.locator(".sk-lost button")).to_have_count(1)
    page.unroute(front)
    page.get_by_role("button", name="Continue with the plan").click()

    expect(page.locator("#sk-cells section.card").first).to_be_visible(timeout=60_000)
    expect(page.locator(".sk-lost")).to_have_count(0)
    site.end_kernels()


def test_going_on_while_the_server_is_down_keeps_the_page_and_goes_on_when_it_is_back(
    page: Page, served: Served, tmp_path: Path
) -> None:
    env = {"STRATEGY_KIT_STORE": str(tmp_path / "plans.sqlite")}
    site = served(ROOT / "notebooks" / "dashboard.ipynb", env=env)
    opened(page, site, "down")
    name = page.get_by_label("Name", exact=True).first
    name.fill("Corner bakery")
    name.press("Enter")
    expect(page.locator(".brand")).to_contain_text("Corner bakery")
    wait_until_idle(page, site)
    site.interrupt()
    name.press_sequentially(" and café")
    expect(page.locator(".sk-lost")).to_be_visible(timeout=SOON)

    page.get_by_role("button", name="Continue with the plan").click()

    expect(page.locator(".sk-lost")).to_contain_text("The server is not responding")
    assert name.input_value() == "Corner bakery and café"
    served(ROOT / "notebooks" / "dashboard.ipynb", env=env, port=site.port)
    expect(page.locator(".sk-lost")).to_have_count(0, timeout=60_000)
    expect(page.locator("#sk-cells .brand")).to_contain_text("Corner bakery and café", timeout=60_000)


def test_a_store_removed_while_the_page_is_open_is_said_and_a_click_saves_the_plan_into_a_new_one(
    page: Page, served: Served, tmp_path: Path
) -> None:
    store = tmp_path / "plans.sqlite"
    opened(page, served(ROOT / "notebooks" / "dashboard.ipynb", env={"STRATEGY_KIT_STORE": str(store)}), "removed")
    name = page.get_by_label("Name", exact=True).first
    name.fill("Corner bakery")
    name.press("Enter")
    expect(page.locator("#sk-cells .saved")).to_contain_text("Saved at")
    store.unlink()
    name.fill("Corner bakery and café")
    name.press("Enter")

    expect(page.locator(".banner.bad")).to_contain_text("plans.sqlite was removed or replaced", timeout=SOON)
    expect(page.locator("#sk-cells .saved")).to_have_text("Not saved")
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download the plan").click()
    assert read_plan_file(taken.value.path()).brief.name == "Corner bakery and café"
    page.get_by_role("button", name="Save to a new file").click()

    expect(page.locator("#sk-cells .saved")).to_contain_text("Saved at", timeout=SOON)
    expect(page.get_by_role("button", name="Save to a new file")).to_have_count(0)
    assert open_store(store).load("removed").plan.brief.name == "Corner bakery and café"


def test_the_banner_speaks_french(page: Page, site: Site) -> None:
    site.end_kernels()
    opened(page, site, "french", "fr")
    lose(site, Line(page), "killed")

    expect(page.locator(".sk-lost")).to_contain_text("Connexion perdue", timeout=SOON)
    expect(page.get_by_role("button", name="Continuer le plan")).to_be_visible()


def test_what_was_typed_in_one_plan_is_not_typed_in_another(page: Page, site: Site) -> None:
    site.end_kernels()
    opened(page, site, "one")
    lose(site, Line(page), "killed")
    page.get_by_label("Name", exact=True).first.fill("Meant for one")
    expect(page.locator(".sk-lost")).to_be_visible(timeout=SOON)

    opened(page, site, "two")

    page.wait_for_timeout(2000)
    assert "Meant for one" not in page.locator(".brand").inner_text()
    assert page.get_by_label("Name", exact=True).first.input_value() != "Meant for one"
