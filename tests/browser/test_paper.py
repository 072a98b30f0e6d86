"""Pages of the dashboard on paper: light on a dark screen too, charts whole, nothing to press, few sheets."""

import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from paper import filled
from playwright.sync_api import Browser, Page, expect

from strategy_kit.pages.registry import PAGES

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
MILLISECONDS = 60_000
WIDTHS = {"A4": 710, "Letter": 733}
"""CSS pixels of a line of print: the sheet less the margins of the style sheet."""
PRESSED = ".sk :is(button, input, select, textarea, .steps, .top, .controls)"
CLOCK = r"\d{1,2}:\d\d\s[AP]M"
POST = rf"[A-Z]{{2}} {CLOCK} .+\s+Prepared by .+\s+{CLOCK}–{CLOCK} .+"
SHEETS = {"start": 1, "audience": 1, "communication": 1, "platforms": 1, "calendar": 1}
"""Sheets of each page as it opens."""


@pytest.fixture(scope="module")
def tab(browser: Browser, served: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The dashboard of a new plan in a dark tab."""
    store = tmp_path_factory.mktemp("store") / "plans.sqlite"
    around = {"STRATEGY_KIT_STORE": str(store), "STRATEGY_KIT_TODAY": "2027-01-04"}
    site = served(ROOT / "notebooks" / "dashboard.ipynb", env=around)
    with closing(browser.new_context(color_scheme="dark", viewport={"width": 1280, "height": 900})) as context:
        tab = context.new_page()
        tab.goto(f"{site.address}?lang=en&plan=paper&page=start")
        expect(tab.locator("#sk-cells .brand")).to_be_visible(timeout=MILLISECONDS)
        expect(tab.locator("#sk-first")).to_have_count(0, timeout=MILLISECONDS)
        yield tab


def turn(tab: Page, key: str) -> None:
    """Show a page with its charts."""
    tab.locator(f"[data-at=step-{key}]").click()
    expect(tab.locator(f"[data-at=step-{key}]")).to_have_attribute("aria-current", "step")
    expect(tab.get_by_role("heading", level=1, name=PAGES[key].question)).to_be_visible(timeout=MILLISECONDS)
    expect(tab.locator(".sk-card:visible").last).to_be_visible(timeout=MILLISECONDS)
    expect(tab.locator(".plot:visible:not([data-drawn])")).to_have_count(0, timeout=MILLISECONDS)


@pytest.mark.parametrize("key", SHEETS)
def test_a_page_of_one_decision_is_one_sheet(tab: Page, key: str) -> None:
    turn(tab, key)
    found = {paper: len(re.findall(rb"/Type\s*/Page\b(?!s)", tab.pdf(format=paper))) for paper in WIDTHS}

    assert found == dict.fromkeys(WIDTHS, SHEETS[key])


@pytest.mark.parametrize("key", PAGES)
def test_what_is_printed_is_light_whole_and_has_nothing_to_press(tab: Page, key: str) -> None:
    turn(tab, key)
    tab.evaluate("dispatchEvent(new Event('beforeprint'))")
    tab.emulate_media(media="print", color_scheme="dark")
    tab.set_viewport_size({"width": WIDTHS["A4"], "height": 1039})
    shown = tab.locator(".plot:visible").all()
    for plot in shown:  # drawn anew for the sheet
        expect(plot.locator(".main-svg:visible").first).to_be_visible(timeout=MILLISECONDS)
    right = [
        box["x"] + box["width"] for plot in tab.locator(".plot .main-svg:visible").all() if (box := plot.bounding_box())
    ]
    grounds = tab.evaluate(
        "[document.body, ...document.querySelectorAll('.card')].map(n => getComputedStyle(n).backgroundColor)"
    )
    inks = tab.evaluate("[...document.querySelectorAll('.plot text')].map(n => getComputedStyle(n).fill)")
    pressed = [each for each in tab.locator(PRESSED).all() if each.is_visible()]
    tab.emulate_media(media="screen", color_scheme="dark")
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.evaluate("dispatchEvent(new Event('afterprint'))")

    assert set(grounds) <= {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
    assert "rgb(240, 237, 230)" not in inks  # the ink of the dark theme
    assert len(right) >= len(shown)
    assert all(edge <= min(WIDTHS.values()) for edge in right)
    assert [each.inner_text() for each in pressed if not each.evaluate("n => n.closest('.detail-name, .src')")] == []


def test_the_printed_plan_has_every_post_with_its_day_its_hour_its_pillar_and_its_people(tab: Page) -> None:
    turn(tab, "plan")
    expect(tab.locator(".week circle:visible").first).to_be_visible(timeout=MILLISECONDS)
    on_screen = tab.locator(".paper .post:visible").count()
    posts_a_week = tab.locator(".week circle").count()
    tab.emulate_media(media="print")
    days = tab.locator(".paper td:has(.post)").all_inner_texts()
    posts = tab.locator(".paper .post").all_inner_texts()
    tab.emulate_media(media="screen")
    sheets = {paper: filled(tab.pdf(format=paper)) for paper in WIDTHS}

    assert on_screen == 0
    assert len(posts) == posts_a_week * 4 > 0
    assert all(re.match(r"\d", day) for day in days)
    assert all(re.fullmatch(POST, post) for post in posts)
    assert all(len(found) <= 2 and min(found[:-1], default=1) > 0.4 for found in sheets.values())


@pytest.mark.parametrize("key", SHEETS)
def test_of_the_open_panels_only_the_evidence_is_printed(tab: Page, key: str) -> None:
    turn(tab, key)
    for line in tab.locator(".detail-name button:visible").all():
        expect(line).to_have_attribute("aria-expanded", "false", timeout=MILLISECONDS)
        line.click()
        expect(line).to_have_attribute("aria-expanded", "true", timeout=MILLISECONDS)
    tab.emulate_media(media="print")
    printed = tab.locator(".detail:visible .detail-name").all_inner_texts()
    tab.emulate_media(media="screen")

    assert printed == ["Why"]


def test_one_button_prints_the_report_and_leaves_nothing_behind(tab: Page) -> None:
    turn(tab, "plan")
    tab.add_init_script("if (self !== top) print = () => console.log('printed ' + document.title)")
    with tab.expect_console_message(
        lambda message: message.text.startswith("printed "), timeout=MILLISECONDS
    ) as printed:
        tab.locator("#sk-cells").get_by_role("button", name="Print or save as PDF").click()
    frame = tab.locator("#sk-cells iframe")
    findings = tab.frame_locator("#sk-cells iframe").locator(".finding").count()
    tab.evaluate("document.querySelector('#sk-cells iframe').contentWindow.dispatchEvent(new Event('afterprint'))")

    assert printed.value.text.startswith("printed Your business: ")
    assert findings > 0
    expect(frame).to_have_count(0)
    expect(tab.locator("#sk-cells").get_by_role("button", name="Print or save as PDF")).to_be_enabled()
