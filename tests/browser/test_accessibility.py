"""
Every page as people with other eyes, hands and screens meet it: axe finds nothing, targets are large enough, nothing
spills sideways, names keep their own direction, source cards are read by keyboard and on a phone.
"""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from strategy_kit.model import Brief, Plan
from strategy_kit.pages.registry import PAGES
from strategy_kit.storage.store import open_store

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
MILLISECONDS = 60_000
EXAMPLE = ROOT / "examples" / "lyon-bakery.json"
NAMES = {"pillars": "الخبز والموسم", "team": "נועה", "name": "مخبز المثال"}
"""A pillar, a person and a business that are written from right to left."""

LAPTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 780}
ZOOMED: tuple[ViewportSize, ...] = ({"width": 640, "height": 450}, {"width": 320, "height": 450})
"""1280 pixels at 200 % and at 400 %."""
LEAST = {1280: 24, 360: 44}
"""Pixels of a target, by the width of the screen: for a mouse, for a finger."""

RUN_AXE = """() => axe.run(document, {
    resultTypes: ['violations'], rules: { 'target-size': { enabled: true } },
  }).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)}: ${failureSummary}`)))"""
"""Runs all rules, with those of good practice and of the size of targets."""

TARGETS = """(least) => [...document.querySelectorAll(
    '.sk :is(a[href], button, input, select, textarea, .noUi-handle)')]
  .filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.closest('[inert], .widget-readout'))
  .map((node) => {
    const boxes = [node, ...(node.labels ?? []), node.querySelector('.noUi-touch-area')].filter(Boolean)
      .map((each) => each.getBoundingClientRect());
    for (const part of ['::before', '::after']) {
      const { content, position, width, height } = getComputedStyle(node, part);
      if (content !== 'none' && position === 'absolute')
        boxes.push({ width: parseFloat(width), height: parseFloat(height) });
    }
    return { name: `${node.tagName} ${node.className} ${node.textContent || node.ariaLabel || ''}`.slice(0, 90),
      width: Math.max(...boxes.map(({ width }) => width)), height: Math.max(...boxes.map(({ height }) => height)) };
  })
  .filter(({ width, height }) => width > 0 && Math.min(width, height) < least - 0.5)
  .map(({ name, width, height }) => `${name}: ${Math.round(width)} x ${Math.round(height)}`)"""
"""Lists targets that are too small; what a label or a part laid over the page reacts to counts as its control's."""

BARE_NAMES = """(names) => {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement: home } = walker.currentNode;
    if (names.includes(data.trim()) && home.checkVisibility() && !home.closest('svg, [dir=auto], bdi'))
      found.push(home.outerHTML);
  }
  for (const field of document.querySelectorAll('input, textarea'))
    if (names.includes(field.value) && field.checkVisibility() && field.dir !== 'auto') found.push(field.outerHTML);
  return found;
}"""
"""Lists places where a name stands alone and does not keep its direction."""


@dataclass
class Found:
    """What a walk through all pages found, each with its place."""

    axe: dict[str, list[str]] = field(default_factory=dict)
    targets: dict[str, list[str]] = field(default_factory=dict)
    spills: dict[str, int] = field(default_factory=dict)
    names: dict[str, list[str]] = field(default_factory=dict)
    places: list[str] = field(default_factory=list)


def plan_of(lang: str) -> Plan:
    """Return the plan of an example with some names from right to left."""
    brief = Brief.from_json(EXAMPLE.read_text("utf-8"))
    pillar = brief.pillars[0].model_copy(update={"name": NAMES["pillars"]})
    person = brief.team[0].model_copy(update={"name": NAMES["team"]})
    named = {"pillars": (pillar, *brief.pillars[1:]), "team": (person, *brief.team[1:]), "lang": lang}
    return Plan(id=f"names-{lang}", brief=brief.model_copy(update={**named, "name": NAMES["name"]}), start="2027-01-04")


@pytest.fixture(scope="module")
def site(served: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The dashboard on a store with a plan in each language, on a fixed day."""
    store = tmp_path_factory.mktemp("store") / "plans.sqlite"
    for lang in ("en", "fr"):
        open_store(store).save(plan_of(lang), 0, lang)
    around = {"STRATEGY_KIT_STORE": str(store), "STRATEGY_KIT_TODAY": "2027-01-04"}
    return served(ROOT / "notebooks" / "dashboard.ipynb", env=around)


@pytest.fixture(scope="module", params=["en", "fr"])
def tab(request: pytest.FixtureRequest, browser: Browser, site: Any) -> Iterator[Page]:
    """One tab in each language, into which axe may come in spite of the policy of our pages."""
    with closing(browser.new_context(viewport=LAPTOP, bypass_csp=True, locale="en-GB")) as context:
        tab = context.new_page()
        tab.goto(f"{site.address}?lang={request.param}&plan=names-{request.param}&page=start")
        expect(tab.locator("#sk-cells .brand")).to_be_visible(timeout=MILLISECONDS)
        expect(tab.locator("#sk-first")).to_have_count(0, timeout=MILLISECONDS)
        tab.add_script_tag(path=AXE)
        yield tab


def turn(tab: Page, key: str) -> None:
    """Show a page, whole."""
    tab.set_viewport_size(LAPTOP)
    tab.locator(f"[data-at=step-{key}]").click()
    expect(tab.locator(f"[data-at=step-{key}]")).to_have_attribute("aria-current", "step" if key in PAGES else "page")
    if key in PAGES:
        expect(tab.locator(".sk-card, .group").first).to_be_visible(timeout=MILLISECONDS)
    settle(tab)


def settle(tab: Page) -> None:
    """Wait until each title has its level, each slider its name, and no part of the page grows any more."""
    tab.wait_for_function(
        "() => { const before = window.high; return (window.high = document.body.scrollHeight) === before"
        " && !document.querySelector('.sk h3:not([aria-level]), .sk .noUi-handle:not([aria-labelledby])') }",
        polling=60,
        timeout=MILLISECONDS,
    )


def open_all(tab: Page) -> bool:
    """Open the details of a page and all that folds in them; return whether there are any."""
    details = tab.locator(".detail-name button:visible").all()
    for name in details:
        name.click()
        expect(name).to_have_attribute("aria-expanded", "true")
        settle(tab)
    for more in tab.locator(".section > .jupyter-button:visible, .opened > .widget-toggle-button:visible").all():
        more.click()
    settle(tab)
    tab.evaluate("document.querySelectorAll('.src [aria-expanded=false].btn-link').forEach(more => more.click())")
    settle(tab)
    return bool(details)


def look(tab: Page, place: str, found: Found, lang: str) -> None:
    """
    Put down what is wrong with what a tab shows, on each screen.

    Axe sees every pair of language, screen and theme: the two languages have the themes the other way round.
    """
    themes = {LAPTOP["width"]: "light", PHONE["width"]: "dark"}
    if lang == "fr":
        themes = {LAPTOP["width"]: "dark", PHONE["width"]: "light"}
    found.places.append(place)
    for size in (LAPTOP, PHONE, *ZOOMED):
        tab.set_viewport_size(size)
        settle(tab)
        at = f"{place}, {size['width']}"
        if (width := tab.evaluate("document.documentElement.scrollWidth")) > size["width"]:
            found.spills[at] = width
        if size in ZOOMED:
            continue
        tab.emulate_media(color_scheme=themes[size["width"]])
        if wrong := tab.evaluate(RUN_AXE):
            found.axe[f"{at}, {themes[size['width']]}"] = wrong
        if small := tab.evaluate(TARGETS, LEAST[size["width"]]):
            found.targets[at] = small
    if bare := tab.evaluate(BARE_NAMES, [*NAMES.values()]):
        found.names[place] = bare
    tab.set_viewport_size(LAPTOP)


@pytest.fixture(scope="module")
def found(tab: Page) -> Found:
    """What is wrong on any page, as it opens and with its details open."""
    found, lang = Found(), tab.evaluate("document.documentElement.lang")
    for key in (*PAGES, "plans", "search"):
        turn(tab, key)
        look(tab, key, found, lang)
        if key in PAGES and open_all(tab):
            look(tab, f"{key}, open", found, lang)
    return found


def test_every_page_is_looked_at_as_it_opens_and_with_its_details_open(found: Found) -> None:
    decisions = {f"{key}, open" for key, page in PAGES.items() if page.is_decision}

    assert {*PAGES, "plans", "search", *decisions} <= {*found.places}


def test_axe_finds_nothing_on_any_page(found: Found) -> None:
    assert found.axe == {}


def test_targets_are_large_enough_for_a_mouse_and_on_a_phone_for_a_finger(found: Found) -> None:
    assert found.targets == {}


def test_nothing_spills_sideways_on_a_phone_or_at_any_zoom(found: Found) -> None:
    assert found.spills == {}


def test_names_of_plans_pillars_and_persons_keep_their_direction(found: Found) -> None:
    assert found.names == {}


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_a_source_card_is_read_by_keyboard_and_gives_the_focus_back(tab: Page, size: ViewportSize) -> None:
    turn(tab, "platforms")
    tab.set_viewport_size(size)
    foot = tab.locator(".decision #card-contributions .src")
    more = foot.locator("> .btn-link")
    expect(more).to_have_attribute("aria-expanded", "false")
    more.focus()
    tab.keyboard.press("Enter")
    expect(more).to_be_focused()
    link = foot.locator(".btn-source:visible").first
    link.focus()
    tab.keyboard.press("Enter")
    card = tab.get_by_role("dialog")
    expect(card.get_by_role("button")).to_be_focused()
    expect(link).to_have_attribute("aria-expanded", "true")
    assert tab.evaluate(RUN_AXE) == []

    box = card.bounding_box()
    assert box
    assert card.evaluate("node => node.scrollWidth <= node.clientWidth")
    sizes = card.evaluate("node => [...node.querySelectorAll('*')].map(each => getComputedStyle(each).fontSize)")
    assert min(float(size.removesuffix("px")) for size in sizes) >= 12
    assert (box["x"] >= 0, box["x"] + box["width"] <= size["width"], box["y"] >= 0) == (True, True, True)
    if size == PHONE:
        assert (box["x"], box["width"], box["y"] + box["height"]) == (0, PHONE["width"], PHONE["height"])
        assert card.evaluate(TARGETS, 44) == []

    tab.keyboard.press("Tab")
    expect(card.get_by_role("link")).to_be_focused()
    tab.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(link).to_be_focused()
    more.focus()
    tab.keyboard.press("Enter")
    expect(more).to_have_attribute("aria-expanded", "false")
