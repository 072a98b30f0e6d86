"""The address of the calendar on the plan page: shown, copied, and a calendar program reads what is there."""

import re
from pathlib import Path
from urllib.request import urlopen

import icalendar
import pytest
from playwright.sync_api import Page, expect
from serving import Served, Site

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Site:
    env = {
        "STRATEGY_KIT_STORE": str(tmp_path_factory.mktemp("store") / "plans.sqlite"),
        "XDG_DATA_HOME": str(tmp_path_factory.mktemp("home")),
    }
    return served(ROOT / "notebooks" / "dashboard.ipynb", "--share", "--address=127.0.0.1", "--plan=florist", env=env)


def test_the_address_that_is_copied_gives_the_calendar_that_was_put_there(page: Page, site: Site) -> None:
    assert site.process.stdout
    owner = site.process.stdout.readline().split()[-1]
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(re.sub("http://[^/]+/", site.address, owner) + "&lang=en&page=plan")
    expect(page.locator("#sk-first")).to_have_count(0, timeout=60_000)  # with it would go what a button of it says
    page.locator("#sk-cells").get_by_role("button", name="Fine-tune", exact=True).click()
    field = page.locator("#sk-cells").get_by_label("Calendar address (URL)")
    expect(field).to_have_value(re.compile(r"calendar\.ics\?plan=florist&token=[0-9a-f]{64}$"), timeout=60_000)
    page.get_by_role("button", name="Publish this calendar").click()
    expect(page.get_by_text("The published calendar is up to date.")).to_be_visible(timeout=60_000)

    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible(timeout=60_000)
    copied = page.evaluate("navigator.clipboard.readText()")

    expect(field).to_have_value(copied, timeout=60_000)
    with urlopen(copied) as answer:
        assert len(icalendar.Calendar.from_ical(answer.read()).events) > 4
    site.end_kernels()
