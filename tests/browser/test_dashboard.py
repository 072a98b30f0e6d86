"""The workbook as a person uses it: every page in both languages, controls that answer, plans that come back."""

import json
import re
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import browsing
import icalendar
import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect
from serving import PATIENCE

from strategy_kit.storage.store import open_store

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
Desk = Callable[..., Page]
PAGES = ("start", "audience", "communication", "platforms", "calendar", "plan")
QUESTIONS = {
    "en": {
        "start": "What is your business, and what do you want from social media?",
        "audience": "How do your customers use social media?",
        "communication": "What makes people welcome your posts?",
        "platforms": "Where should you be, with the hours you have?",
        "calendar": "When to post, and who answers?",
        "plan": "Do you agree on this plan?",
    },
    "fr": {
        "start": "Quelle est votre activité",
        "audience": "Comment vos clients",
        "communication": "Qu’est-ce qui",
        "platforms": "Sur quelles plateformes être présent",
        "calendar": "Quand publier",
        "plan": "Adoptez-vous ce plan ?",
    },
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("store") / "plans.sqlite"


@pytest.fixture(scope="module")
def site(served: Callable[..., Any], store: Path) -> Iterator[Any]:
    """The real dashboard on an empty store, on a fixed day."""
    notebook = ROOT / "notebooks" / "dashboard.ipynb"
    around = {"STRATEGY_KIT_STORE": str(store), "STRATEGY_KIT_TODAY": "2027-01-04"}
    yield served(notebook, env=around)


def opened(tab: Page, site: Any, **query: str) -> Page:
    """Open the dashboard and wait until its widgets have taken the place of the first view."""
    tab.goto(site.address + "?" + "&".join(f"{key}={value}" for key, value in query.items()))
    expect(tab.locator("#sk-cells section.card").first).to_be_visible(timeout=60_000)
    return tab


@pytest.fixture(scope="module")
def desk(browser: Browser, site: Any) -> Iterator[Desk]:
    """
    The page of a plan that tests share, one for each language.

    ``desk(lang, key)`` turns it to one of `PAGES`; `size` and `scheme` are those of the screen it is then seen on.
    """
    pages: dict[str, Page] = {}
    with ExitStack() as contexts:

        def turned(lang: str, key: str, size: ViewportSize = browsing.WIDE, scheme: Any = "light") -> Page:
            if lang not in pages:
                tab = contexts.enter_context(browsing.opened(browser, []))
                pages[lang] = opened(tab, site, lang=lang, plan=f"desk-{lang}")
            page = pages[lang]
            page.set_viewport_size(size)
            page.emulate_media(color_scheme=scheme)
            expect(page.locator("body")).to_have_attribute("data-jp-theme-light", str(scheme == "light").lower())
            expect(page.locator("#sk-first")).to_have_count(0, timeout=30_000)
            turn_to(page, lang, key)
            return page

        yield turned


def turn_to(page: Page, lang: str, key: str) -> None:
    """Turn a page and see it come with its question and its findings."""
    button = step(page, PAGES.index(key))
    if not button.is_visible():  # on a phone the steps are one line that opens
        page.locator(".tool.now").click()
    button.click()
    expect(page.locator("h1:visible")).to_contain_text(QUESTIONS[lang][key], timeout=30_000)
    expect(page.locator("section.card:visible h3").first).not_to_be_empty(timeout=30_000)
    expect(button).to_have_attribute("aria-current", "step")


def opened_detail(page: Page, name: str) -> Page:
    """Open a detail of the page that is shown, unless it is open."""
    line = page.locator("#sk-cells").get_by_role("button", name=name, exact=True).locator("visible=true")
    expect(line).to_have_attribute("aria-expanded", re.compile("true|false"), timeout=30_000)
    if line.get_attribute("aria-expanded") == "false":
        line.click()
    expect(line).to_have_attribute("aria-expanded", "true", timeout=30_000)
    return page


def plans_page(desk: Desk) -> Page:
    """Show the list of plans, where a plan is opened from a file."""
    page = desk("en", "start")
    page.locator(".tools").get_by_text("My plans").click()
    expect(page.get_by_role("button", name="Open a file")).to_be_visible(timeout=30_000)
    return page


def card(page: Page, key: str) -> Locator:
    return page.locator(f"section.card[id='card-{key}']")


def step(page: Page, number: int) -> Locator:
    return page.locator(".step").nth(number)


def slider(page: Page, label: str) -> Locator:
    return page.locator(".widget-hslider", has_text=label).locator("[role=slider]").first


def numbers(page: Page, key: str) -> list[str]:
    """Open the numbers of a card and read its table."""
    shown = card(page, key)
    if not shown.locator("table.t").is_visible():
        shown.get_by_role("button", name=re.compile("Show.*numbers")).click()
    return shown.locator("table.t tbody tr").all_inner_texts()


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_page_opens_with_its_question_and_its_findings(desk: Desk, lang: str) -> None:
    for key in PAGES:
        page = desk(lang, key)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), key
    assert page.evaluate("document.documentElement.lang") == lang


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_nothing_scrolls_sideways_on_a_phone(desk: Desk, lang: str, scheme: str) -> None:
    for key in PAGES:
        page = desk(lang, key, {"width": 360, "height": 740}, scheme)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, key


def test_moving_a_weight_changes_the_scores_and_the_order_follows(desk: Desk) -> None:
    page = desk("en", "platforms")
    before = numbers(page, "contributions")

    slider(page, "Used by your customers").press("Home")

    page.wait_for_function(
        "before => document.querySelector('#card-contributions tbody').innerText !== before",
        arg="\n".join(before),
        timeout=15_000,
    )
    scores = [row.rsplit("\t", 1)[-1] for row in numbers(page, "contributions")]
    assert scores != [row.rsplit("\t", 1)[-1] for row in before]


def test_the_reading_of_clocks_moves_the_heat(desk: Desk) -> None:
    page = opened_detail(opened_detail(desk("fr", "calendar"), "Pourquoi"), "Affiner")
    drawn = "node => [...node.querySelectorAll('.points path')].map(path => path.getAttribute('d')).join()"
    heat = page.locator("section.card[id^='card-heat-'] .plot").first
    expect(page.locator("section.card[id^='card-heat-'] .plot[data-drawn]").first).to_be_visible(timeout=30_000)
    before = heat.evaluate(drawn)

    page.get_by_role("button", name="De l’étude", exact=True).locator("visible=true").click()

    page.wait_for_function(
        "([before]) => [...document.querySelector(\"section.card[id^='card-heat-'] .plot\")"
        ".querySelectorAll('.points path')].map(path => path.getAttribute('d')).join() !== before",
        arg=[before],
        timeout=15_000,
    )


def test_a_reload_finds_the_plan_so_does_a_page_and_the_first_screen_lists_it(page: Page, site: Any) -> None:
    opened(page, site, lang="en", plan="kept", page="start")
    name = page.get_by_label("Name").first
    name.fill("Corner bakery")
    name.press("Enter")
    expect(page.locator(".saved")).to_contain_text("Saved at")

    page.reload()
    expect(page.locator("#sk-cells .brand")).to_contain_text("Corner bakery", timeout=60_000)
    page.goto(site.address + "?page=start")
    expect(page.locator("#sk-cells .brand")).to_contain_text("Corner bakery", timeout=60_000)
    page.goto(site.address)
    page.get_by_role("link", name="Corner bakery").click()
    expect(page.locator("#sk-cells .brand")).to_contain_text("Corner bakery", timeout=60_000)
    expect(page).to_have_url(re.compile("plan=kept"))


def test_another_browser_does_not_meet_the_plan(browser: Browser, desk: Desk, site: Any) -> None:
    page = desk("en", "start")
    name = page.get_by_label("Name").first
    name.fill("Secret bakery")
    name.press("Enter")
    expect(page.locator(".brand")).to_contain_text("Secret bakery")

    context = browser.new_context()
    stranger = opened(context.new_page(), site, lang="en", page="start")

    assert "Secret bakery" not in stranger.content()
    context.close()


def test_the_language_changes_and_the_plan_stays(page: Page, site: Any) -> None:
    opened(page, site, lang="en", plan="two-tongues", page="platforms")
    slider(page, "Low workload").press("End")
    expect(page.locator(".saved")).to_contain_text("Saved at")

    page.get_by_role("button", name="Français").click()

    expect(page.locator("h1:visible")).to_contain_text(QUESTIONS["fr"]["platforms"], timeout=30_000)
    expect(page).to_have_url(re.compile("lang=fr&plan=two-tongues"))
    expect(page.locator(".widget-hslider", has_text="Peu de travail").locator(".widget-readout")).to_have_text("5,0")


def test_french_numbers_are_shown_and_typed_with_a_comma(desk: Desk) -> None:
    page = desk("fr", "platforms")
    readout = page.locator(".widget-hslider.comma .widget-readout").first
    expect(readout).to_have_text(re.compile(r"^\d,\d$"))

    readout.fill("2,5")
    readout.press("Enter")
    readout.blur()

    expect(readout).to_have_text("2,5")
    expect(page.locator(".widget-hslider.comma .noUi-handle").first).to_have_attribute("aria-valuenow", "2.5")


def test_statements_stand_one_below_the_other_on_a_phone(desk: Desk) -> None:
    page = opened_detail(desk("fr", "audience", {"width": 360, "height": 800}), "Pourquoi")
    expect(card(page, "claims-1")).to_be_visible(timeout=30_000)
    statements = card(page, "claims-1").locator("tbody tr").first.locator("td")

    widths = [box["width"] for cell in statements.all() if (box := cell.bounding_box())]
    assert min(widths) > 250


def test_an_invalid_entry_is_marked_as_not_saved(desk: Desk) -> None:
    page = opened_detail(desk("en", "audience"), "Fine-tune")

    page.get_by_label("Share of sales, %, row 1").fill("250")
    expect(page.locator(".saved")).to_contain_text("Not saved: one entry to correct")

    page.get_by_label("Share of sales, %, row 1").fill("80")
    expect(page.locator(".saved")).to_contain_text("Saved at")


def test_the_downloaded_calendar_is_read_by_a_calendar_program(desk: Desk) -> None:
    page = desk("en", "plan")

    with page.expect_download() as leaving:
        page.get_by_role("button", name="Calendar (.ics)").click()
    calendar = icalendar.Calendar.from_ical(Path(leaving.value.path()).read_bytes())

    events = calendar.walk("VEVENT")
    assert leaving.value.suggested_filename.endswith(".ics")
    assert len(events) == 2 * len(calendar_rows(page))
    assert all(event.errors == [] for event in events)


def downloaded(page: Page, file: str) -> bytes:
    """Download one of all the files of a plan."""
    box = opened_detail(page, "Fine-tune").locator(".group.box", has_text="All files")
    box.get_by_label("File").select_option(label=file)
    with page.expect_download() as leaving:
        box.get_by_role("button", name="Download").click()
    return Path(leaving.value.path()).read_bytes()


def calendar_rows(page: Page) -> list[str]:
    step(page, 4).click()
    return numbers(page, "month")


@pytest.mark.parametrize(
    ("file", "start"),
    [
        ("Spreadsheet (.xlsx)", b"PK"),
        ("List (.csv)", b"\xef\xbb\xbf"),
        ("Report (.html)", b"<!DOCTYPE html>"),
    ],
)
def test_workbook_list_and_page_can_be_downloaded(desk: Desk, file: str, start: bytes) -> None:
    assert downloaded(desk("en", "plan"), file).lstrip().lower().startswith(start.lower())


def test_the_scheduler_file_is_offered_once_its_settings_are_filled_in(desk: Desk) -> None:
    page = opened_detail(desk("en", "plan"), "Fine-tune")
    box = page.locator(".group.box", has_text="Export to your scheduling tool")

    box.get_by_label("Scheduling tool").select_option("Sprout Social")
    expect(box).to_contain_text("Date format chosen at import")
    box.get_by_label("Date format chosen at import").select_option("day first: 31/12/2027")
    with page.expect_download() as leaving:
        box.get_by_role("button", name=re.compile("Download the")).click()

    assert re.match(r"sprout(_dd-mm-yyyy_\w+_01of01\.csv|\.zip)", leaving.value.suggested_filename)
    expect(box).to_contain_text("Format last checked on")


def test_texts_written_into_the_list_come_back_to_the_posts(desk: Desk, tmp_path: Path) -> None:
    page = desk("en", "plan")
    rows = downloaded(page, "List (.csv)").decode("utf-8-sig").splitlines()
    post = rows[1].split('","')[2]
    file = tmp_path / "calendar.csv"
    file.write_text(f"post_id,text\n{post},Rye bread\n", encoding="utf-8")

    title = page.get_by_text("Texts of your posts", exact=True)
    box = opened_detail(page, "Fine-tune").locator(".group.box", has=title)
    box.locator("input[type=file]").set_input_files(file)

    expect(box).to_contain_text("One post now has a text.")


def test_a_downloaded_plan_uploads_as_a_copy(page: Page, site: Any, tmp_path: Path) -> None:
    page.goto(f"{site.address}?lang=en&plan=traveller&page=plans")
    with page.expect_download() as leaving:
        page.get_by_role("button", name="Download the plan (.json)").click()
    plan = json.loads(Path(leaving.value.path()).read_text("utf-8"))
    plan["brief"]["name"] = "Came back"
    file = tmp_path / "plan.json"
    file.write_text(json.dumps(plan), encoding="utf-8")

    page.locator("input[type=file]").set_input_files(file)

    expect(page.locator(".brand")).to_contain_text("Came back", timeout=15_000)
    assert "plan=traveller" not in page.url


@pytest.mark.parametrize(
    ("lang", "label", "written", "hours", "shown"),
    [
        ("fr", "Heures par semaine, ligne 1", "2,5", 2.5, "2,5"),
        ("fr", "Heures par semaine, ligne 1", "3.5", 3.5, "3,5"),
        ("en", "Hours a week, row 1", "2,5", 2.5, "2.5"),
        ("en", "Hours a week, row 1", "3.5", 3.5, "3.5"),
    ],
)
def test_hours_are_read_by_the_language_of_the_page(
    desk: Desk, store: Path, lang: str, label: str, written: str, hours: float, shown: str
) -> None:
    group = {"en": "As a group", "fr": "En groupe"}[lang]
    page = opened_detail(desk(lang, "calendar"), group)
    field = page.locator("#sk-cells").get_by_label(re.compile(f"^{label}"))
    field.fill(written)
    field.press("Tab")
    wait_until_saved(page, store, hours)

    expect(page.locator(".saved")).to_contain_text(re.compile("Saved|Enregistr"))
    expect(field).to_have_value(written)
    page.reload()
    opened_detail(page, group)

    expect(field).to_have_value(shown, timeout=60_000)


def wait_until_saved(page: Page, store: Path, hours: float) -> None:
    """Wait until these are the hours of the first person in the plan that was saved last."""
    end = time.monotonic() + PATIENCE
    while not ((saved := open_store(store).latest()) and saved.plan.brief.team[0].hours_per_week == hours):
        assert time.monotonic() < end, saved
        page.wait_for_timeout(100)


def test_a_number_that_may_mean_two_is_asked_for_and_stays_written(desk: Desk) -> None:
    page = opened_detail(desk("en", "communication"), "Fine-tune")
    page.get_by_role("button", name="Add an activity").click()
    page.get_by_label(re.compile("^Activity, row 1")).fill("Leaflets")
    cost = page.get_by_label(re.compile("^Cost a month, row 1"))
    cost.fill("1,234")
    cost.press("Tab")

    expect(
        page.locator(".said").get_by_text("found 1,234, which could mean 1234 or 1.234. Write one of the two.")
    ).to_be_visible()
    expect(cost).to_have_value("1,234")

    cost.fill("1234")
    cost.press("Tab")

    expect(page.get_by_text("which could mean")).to_have_count(0)
    expect(cost).to_have_value("1234")


def test_a_plan_whose_calendar_makes_no_sense_is_refused_in_words(desk: Desk, tmp_path: Path) -> None:
    page = plans_page(desk)
    post = {"id": "s1", "platform": "x", "pillar": "News", "owner": "Owner", "zone": "Europe/Paris"}
    slots = [{**post, "day": "2027-01-04", "time": "09:00:00"}] * 2
    file = tmp_path / "plan.json"
    file.write_text(json.dumps({"id": "p", "brief": {"name": "Twins"}, "start": "2027-01-04", "slots": slots}))

    page.locator("input[type=file]").set_input_files(file)

    expect(page.get_by_text("s1 appears twice")).to_be_visible(timeout=15_000)
    assert "plan=desk-en" in page.url


def test_a_damaged_plan_is_refused_in_words_and_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    page = plans_page(desk)
    file = tmp_path / "plan.json"
    file.write_text('{"format_version": 99}', encoding="utf-8")

    page.locator("input[type=file]").set_input_files(file)

    expect(page.get_by_text("newer version of the workbook")).to_be_visible(timeout=15_000)
    assert "plan=desk-en" in page.url


def test_the_example_of_the_bakery_runs_from_brief_to_proof(page: Page, site: Any) -> None:
    page.goto(f"{site.address}?lang=fr&plan=bakery&page=plans")
    page.get_by_label("Exemple").select_option(label="Boulangerie d’exemple, Lyon", timeout=60_000)
    page.get_by_role("button", name="Partir de cet exemple").click()
    expect(page.locator(".brand")).to_contain_text("Lyon", timeout=15_000)

    turn_to(page, "fr", "calendar")

    expect(page.locator(".proof")).to_be_visible(timeout=30_000)
    expect(card(page, "month").locator("h3")).to_contain_text("publications")
