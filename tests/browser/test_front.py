"""From the first screen to a plan: two clicks and the answers, in each language, on a laptop and on a phone."""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import browsing
import pytest
from playwright.sync_api import Page, ViewportSize, expect

from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan
from strategy_kit.storage.store import open_store

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
MILLISECONDS = 60_000
SCREENS: dict[str, ViewportSize] = {"laptop": browsing.WIDE, "phone": {"width": 360, "height": 780}}
MOST_SCREENS = {"laptop": 2.5, "phone": 5}
MOST_CONTROLS = 12
CONTROLS = """(page) => {
  const found = [...page.querySelectorAll('a, button, input, select, textarea')]
    .filter(node => node.checkVisibility() && !node.closest('.sk-frame, .next'));
  return new Set(found.map(node => node.closest('.chips') ?? node)).size;
}"""
"""Counts what a page asks; a set of chips is one. The bar, and the step to the next page, are on every page."""
TARGETS = """() => [...document.querySelectorAll('#sk-cells :is(a, button, select, input, label)')]
  .filter(node => node.checkVisibility() && !node.matches('.sr, label input, .widget-label'))
  .filter(node => !node.closest('.sk-frame'))
  .map(node => ({ name: node.textContent, ...node.getBoundingClientRect().toJSON() }))"""

BEYOND = """() => [...document.querySelectorAll('#sk-cells :is(button, a, h1, h2, p, label, select)')]
  .filter(node => node.checkVisibility() && !node.closest('.sr, .tools, .posts'))
  .filter(node => node.getBoundingClientRect().right > innerWidth + 0.5).map(node => node.textContent)"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store") / "plans.sqlite"


@pytest.fixture(scope="module")
def site(served: Callable[..., Any], store: Path) -> Iterator[Any]:
    """The dashboard as anybody starts it, on a store of four plans and a fixed day."""
    for key in ("florist", "grocery", "tailor", "x" * 60):
        open_store(store).save(Plan(id=key, brief=Brief(name=key.capitalize()), start=dt.date(2027, 1, 4)), 0, key)
    around = {"STRATEGY_KIT_STORE": str(store), "STRATEGY_KIT_TODAY": "2027-01-04"}
    yield served(ROOT / "notebooks" / "dashboard.ipynb", env=around, pages=True)


def opened(page: Page, address: str) -> Page:
    """Open an address, and wait until its widgets have taken the place of the first view."""
    page.goto(address)
    return awake(page)


def awake(page: Page) -> Page:
    expect(page.locator("#sk-cells .brand")).to_be_visible(timeout=MILLISECONDS)
    expect(page.locator("#sk-first")).to_have_count(0, timeout=MILLISECONDS)
    return page


def chip(page: Page, word: str) -> Any:
    return page.locator(".questions .chips label", has_text=re.compile(f"^{re.escape(word)}$"))


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_from_the_first_screen_by_five_questions_to_a_plan_and_back(
    page: Page, site: Any, store: Path, lang: str, screen: str
) -> None:
    _, name = Words(lang), f"Bakery {lang} {screen}"
    page.set_viewport_size(SCREENS[screen])
    opened(page, f"{site.address}?lang={lang}")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        _("A social media plan that fits the hours you have, with a reason for each choice")
    )
    expect(page.locator(".step")).to_have_count(0)
    page.get_by_role("button", name=_("Start my plan")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(_("Five questions, then your first plan"))
    expect(page).to_have_url(re.compile("page=questions"))

    page.get_by_label(_("Name")).fill(name)
    page.get_by_label(_("Country"), exact=True).select_option(label=_.country("FR"))
    chip(page, _("Food: bakery, café, restaurant")).click()
    chip(page, _("Photos")).click()
    page.get_by_label(_("Hours a week, all together")).fill("5 h")
    page.keyboard.press("Tab")
    expect(page.get_by_text(_("{n} of 5 answered. Saved as you choose.", n=3))).to_be_visible()
    page.get_by_role("button", name=_("Draft my plan")).click()

    expect(page).to_have_url(re.compile("page=(draft|plan)"), timeout=MILLISECONDS)
    expect(page.locator(".brand")).to_contain_text(name)
    expect(page.locator("#sk-cells")).to_contain_text("Instagram", timeout=MILLISECONDS)
    expect(page.locator(".saved")).to_contain_text(re.compile(r"\d"))
    (saved,) = (each for each in open_store(store).list() if each.name == name)
    plan = open_store(store).load(saved.plan_id).plan
    assert (plan.brief.country, plan.brief.trades, plan.brief.lang) == ("FR", ("visual", "walk-in"), lang)

    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(_("Five questions, then your first plan"))
    expect(page.get_by_label(_("Name"))).to_have_value(name)
    expect(chip(page, _("Food: bakery, café, restaurant")).locator("input")).to_be_checked()
    page.go_back()
    expect(page.get_by_role("button", name=_("Start my plan"))).to_be_visible()
    expect(page).not_to_have_url(re.compile("plan="))
    expect(page.get_by_role("link", name=name)).to_be_visible()


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("key", ["welcome", "questions"])
def test_the_first_pages_are_not_high_and_ask_few_things(
    page: Page, site: Any, key: str, lang: str, screen: str
) -> None:
    page.set_viewport_size(SCREENS[screen])
    opened(page, f"{site.address}?lang={lang}&plan=measured&page={key}")
    least = 44 if screen == "phone" else 24
    small = [box for box in page.evaluate(TARGETS) if min(box["width"], box["height"]) < least - 0.5]

    height = page.evaluate("document.documentElement.scrollHeight")
    assert height <= MOST_SCREENS[screen] * SCREENS[screen]["height"]
    assert 0 < page.locator("#sk-cells").evaluate(CONTROLS) <= MOST_CONTROLS
    assert small == []


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize(
    "query", ["plan=narrow&page=welcome", "plan=narrow&page=questions", "plan=example&page=start"], ids=lambda q: q
)
def test_nothing_spills_sideways_on_any_screen(page: Page, site: Any, query: str, lang: str) -> None:
    opened(page, f"{site.address}?lang={lang}&{query}")
    for width in (320, 360, 640, 719, 720, 768, 1024, 1080, 1280, 1600):
        page.set_viewport_size({"width": width, "height": 780})

        assert page.evaluate("document.documentElement.scrollWidth") <= width, width
        assert page.evaluate(BEYOND) == [], width


def test_the_example_is_looked_around_in_and_the_own_plan_stays(page: Page, site: Any, store: Path) -> None:
    before = len(open_store(store).list())
    opened(page, f"{site.address}?lang=en")
    page.get_by_role("button", name="Open the example").click()
    expect(page.get_by_text("An example, not a real business.")).to_be_visible(timeout=MILLISECONDS)
    expect(page.locator(".brand")).to_contain_text("Example physiotherapy clinic")
    page.locator(".step", has_text="Calendar").click()
    expect(page.locator("h1:visible")).to_have_text("When to post, and who answers?", timeout=MILLISECONDS)
    expect(page).to_have_url(re.compile("page=calendar&plan=example"))
    page.reload()
    awake(page)
    expect(page.locator("#sk-cells .brand")).to_contain_text("Example physiotherapy clinic")
    assert len(open_store(store).list()) == before

    page.get_by_role("button", name="Make it mine").click()
    expect(page.get_by_text("An example, not a real business.")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("plan=example"))
    assert len(open_store(store).list()) == before + 1


def test_the_brand_leads_back_to_the_first_screen(page: Page, site: Any) -> None:
    opened(page, f"{site.address}?lang=en&plan=brand&page=calendar")
    page.get_by_role("link", name="Social Media Workbook").click()

    expect(page.get_by_role("button", name="Start my plan")).to_be_visible()
    expect(page).to_have_url(re.compile(r"page=welcome"))
    assert page.title() == "Social Media Workbook"
