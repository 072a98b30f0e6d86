"""A calendar that takes long leaves the page alive, says how far it is, and ends with the best found when asked."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

CELLS = (
    """
import datetime as dt
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan
from strategy_kit.storage.store import StoredPlan
from strategy_kit.session import background
from strategy_kit.pages.calendar.page import calendar_page
from strategy_kit.session.session import Session

background.FIRST_PATIENCE = 0.2
keys = "facebook x linkedin instagram tiktok pinterest youtube threads bluesky reddit snapchat google-business-profile"
team = [
    {"name": f"role {n}", "hours_per_week": 6 + n, "duty": [{"start": start, "end": "17:00"}]}
    for n, start in enumerate(["08:00", "09:00", "10:00"] * 2)
]
formats = [{"format": name} for name in ("text", "image", "video", "short-video", "stories")]
brief = Brief(
    name="Many", platforms=keys.split(), team=team, formats=formats, unknown_hours=True, cover=True, fair_share=True,
    monitoring=[{}], spacing_across_hours=0.5,
)
plan = Plan(id="many", brief=brief, start=dt.date(2027, 1, 4), weeks=13)
stored = StoredPlan(plan, 0, dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
calendar_page(Session(None, stored, Words("en"), dt.date(2027, 1, 1)))
""",
)


def test_the_page_waits_for_a_long_calendar_and_takes_the_best_found_when_asked(
    page: Page, serve: Callable[..., str]
) -> None:
    page.goto(serve(CELLS))
    waiting = page.locator(".waiting")

    expect(waiting).to_contain_text("weeks done", timeout=60_000)
    seconds = waiting.inner_text()
    expect(waiting).not_to_have_text(seconds, timeout=20_000)  # it goes on telling, so the page is alive
    page.get_by_role("button", name="Use the best calendar found so far").click()

    expect(page.locator(".proof-line")).to_contain_text(
        "The search stopped early: another calendar might fit more.", timeout=60_000
    )
    expect(waiting).to_have_count(0)
    expect(page.locator("section.card[id='card-month']")).to_be_visible()
