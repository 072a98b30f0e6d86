"""The draft of a plan in a browser: one screen, few controls, a failure that one button mends and undo brings back."""

from collections.abc import Iterator

import browsing
import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from serving import PATIENCE, Served, Site

pytestmark = pytest.mark.slow

CELL = """
import datetime as dt
import ipywidgets
from strategy_kit.i18n import Words
from strategy_kit.model import Answers, Plan
from strategy_kit.pages.front.draft import DraftPage
from strategy_kit.plan.first_draft import brief_from
from strategy_kit.server.query import visitor_query
from strategy_kit.session.session import Session
from strategy_kit.storage.store import StoredPlan
from strategy_kit.widgets.form import button

words = Words(visitor_query().lang or "en")
answers = Answers(name="Shop", country="FR", business=("food",), ages=None, people=1, hours=5)
short = {"platforms": ["facebook", "linkedin"], "cadence": [{"posts_per_week_low": 4}]}
plan = Plan(id="draft", answers=answers, brief=brief_from(answers, words).brief.changed(**short), start="2027-01-11")
session = Session(None, StoredPlan(plan, 0, dt.datetime.now(dt.UTC)), words, dt.date(2027, 1, 4))
ipywidgets.VBox([DraftPage(session, print), button("Back again", lambda: session.step("undo"))])
"""
MILLISECONDS = PATIENCE * 1000
PHONE: ViewportSize = {"width": 360, "height": 780}
SCREENS = {"laptop": (browsing.WIDE, 2.5), "phone": (PHONE, 5)}
MOST_CONTROLS = 12


@pytest.fixture(scope="module")
def site(served: Served) -> Site:
    return served([CELL], pages=True)


@pytest.fixture(scope="module", params=["en", "fr"])
def draft(request: pytest.FixtureRequest, browser: Browser, site: Site) -> Iterator[Page]:
    """The draft of a plan with a failure, in each language."""
    with browsing.opened(browser, []) as tab:
        tab.goto(f"{site.address}?lang={request.param}")
        expect(tab.locator(".refinement button").nth(1)).to_be_visible(timeout=MILLISECONDS)
        yield tab


@pytest.mark.parametrize("screen", SCREENS)
def test_the_draft_is_not_high_and_nothing_spills_sideways(draft: Page, screen: str) -> None:
    size, most = SCREENS[screen]
    draft.set_viewport_size(size)

    assert draft.evaluate("document.documentElement.scrollHeight") <= most * size["height"]
    assert draft.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_the_draft_shows_few_controls(draft: Page) -> None:
    draft.set_viewport_size(browsing.WIDE)

    assert 0 < draft.locator(".draft :is(button, input, select, textarea):visible").count() <= MOST_CONTROLS


def test_the_week_is_a_strip_on_a_laptop_and_a_list_on_a_phone(draft: Page) -> None:
    draft.set_viewport_size(browsing.WIDE)
    expect(draft.locator(".week svg")).to_be_visible()
    expect(draft.locator(".week li")).to_have_count(draft.locator(".week circle").count())
    expect(draft.locator(".week ul")).to_be_hidden()
    draft.set_viewport_size(PHONE)
    expect(draft.locator(".week svg")).to_be_hidden()
    expect(draft.locator(".week ul")).to_be_visible()


def test_the_buttons_of_a_phone_are_high_enough_for_a_finger(draft: Page) -> None:
    draft.set_viewport_size(PHONE)
    heights = draft.evaluate(
        "[...document.querySelectorAll('.draft .widget-button')].map(node => "
        "(node.closest('.refinement') ?? node).getBoundingClientRect().height)"
    )

    assert len(heights) >= 4
    assert min(heights) >= 44


def test_on_a_phone_the_page_is_left_below_its_head_and_at_its_foot(draft: Page) -> None:
    draft.set_viewport_size(PHONE)
    names = (".draft-acts >> nth=0", ".draft-ground", ".draft-acts >> nth=1")
    head, ground, foot = (draft.locator(name).bounding_box() for name in names)

    assert head is not None and ground is not None and foot is not None
    assert head["y"] + head["height"] <= PHONE["height"]
    assert foot["y"] >= ground["y"] + ground["height"]


def test_one_button_mends_what_failed_and_undo_brings_it_back(draft: Page) -> None:
    draft.set_viewport_size(browsing.WIDE)
    banner, head = draft.locator(".draft .banner.bad"), draft.locator("h1")
    expect(head).to_contain_text("LinkedIn")
    before = head.inner_text()
    expect(banner.locator("button")).to_have_count(1, timeout=MILLISECONDS)
    banner.locator("button").click()
    expect(banner).to_have_count(0, timeout=MILLISECONDS)
    expect(head).not_to_have_text(before)
    draft.get_by_role("button", name="Back again").click()
    expect(banner.locator("button")).to_have_count(1, timeout=MILLISECONDS)
    expect(head).to_have_text(before)
