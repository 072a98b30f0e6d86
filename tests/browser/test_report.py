"""The report as a person opens it: from disk, with no network, on a screen, a phone and paper."""

import re
import subprocess
from pathlib import Path

import pytest
from foreign import NODE
from hostile import HOSTILE
from hostile_plans import TEXTS, TURNS, hostile_plan
from paper import filled

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.exports.html import to_html
from strategy_kit.i18n import Words
from strategy_kit.languages import COMPLETE
from strategy_kit.model import Brief, Plan
from strategy_kit.plan.workings import Workings, scheduled_plan
from strategy_kit.text import normalized_text
from strategy_kit.views.report import report_of

pytestmark = pytest.mark.slow

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.json"))
PAPERS = {"A4": {"width": 710, "height": 1039}, "Letter": {"width": 733, "height": 973}}
"""Sheets less the margins of the style sheet, in CSS pixels."""
PAPER = PAPERS["A4"]
DECISION = "[...document.querySelectorAll('.plan > :not(.sure)')].at(-1).getBoundingClientRect().bottom"
WIDTHS = (360, 1280)
MOST_SHEETS = 10
SCROLLED = "document.documentElement.scrollWidth"
UNFOLD = "document.querySelectorAll('details').forEach(part => part.open = true)"


def written(folder, name, plan, workings, lang):
    path = folder / f"{name}-{lang}.html"
    path.write_bytes(to_html(plan, report_of(workings, Words(lang, plan.brief.country)), lang=lang, heat=workings.heat))
    return path


@pytest.fixture(scope="module")
def hostile_reports(tmp_path_factory):
    """Return three reports in which each hostile text stands in each field a person can fill."""
    folder, evidence = tmp_path_factory.mktemp("hostile"), load_evidence()
    langs = [*COMPLETE]
    plans = [(turn, langs[turn % 2], hostile_plan(turn, evidence, langs[turn % 2])) for turn in TURNS]
    return [written(folder, f"turn{turn}", *made, lang) for turn, lang, made in plans]


@pytest.fixture(scope="module")
def reports(tmp_path_factory):
    """Return the report of each example in each language."""
    folder, evidence, paths = tmp_path_factory.mktemp("reports"), load_evidence(), []
    for example in EXAMPLES:
        plan = Plan(brief=Brief.from_json(example.read_text("utf-8")), start="2027-01-04", weeks=4, id="a" * 8)
        workings = Workings(plan, evidence, 2027)
        plan = scheduled_plan(plan, workings)
        paths += [written(folder, example.stem, plan, workings, lang) for lang in COMPLETE]
    return paths


@pytest.fixture
def open_report(browser):
    """Open a file with the network cut; ``opened(path, **context)``."""
    contexts = []

    def open_file(path, **options):
        contexts.append(browser.new_context(offline=True, **options))
        page = contexts[-1].new_page()
        page.seen = []
        page.on("dialog", lambda dialog: (page.seen.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: page.seen.append(request.url))
        page.on("pageerror", lambda error: page.seen.append(str(error)))
        page.on("console", lambda message: page.seen.append(message.text))
        page.goto(path.as_uri())
        return page

    yield open_file
    for context in contexts:
        context.close()


@pytest.mark.parametrize("turn", TURNS)
def test_no_hostile_text_runs_or_asks_for_anything_and_each_is_shown(turn, hostile_reports, open_report):
    page = open_report(hostile_reports[turn])
    page.evaluate(UNFOLD)
    shown = re.sub(r"\s+", " ", page.locator("body").inner_text())
    links = page.evaluate("[...document.links].map(link => link.getAttribute('href'))")

    assert page.seen == [hostile_reports[turn].as_uri()]
    assert page.evaluate("document.scripts.length + document.images.length + document.forms.length") == 0
    assert all(link.startswith(("#", "https://")) for link in links)
    assert [text for text in TEXTS if re.sub(r"\s+", " ", normalized_text(text)).strip() not in shown] == []


def test_a_script_that_came_in_all_the_same_is_stopped_by_the_policy(reports, open_report):
    page = open_report(reports[0])
    page.evaluate(
        "() => { const part = document.createElement('script'); part.textContent = 'window.ran = 1';"
        "document.body.append(part);"
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"ran = 1\">') }"
    )

    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in result for result in page.seen)


def test_every_report_is_valid_html(reports, hostile_reports):
    rules = NODE.parent / "tests" / "exports" / "node" / "rules.json"
    command = ["node", NODE / "html-validate" / "bin" / "html-validate.mjs", "--config", rules]
    result = subprocess.run([*command, *reports, *hostile_reports], capture_output=True, text=True)

    assert (result.stdout, result.returncode) == ("", 0)


@pytest.fixture(scope="module")
def sizes(browser, reports):
    """Measure each report on paper, folded and unfolded, and on two screens: {name: {where: number of pixels}}."""
    found = {}
    context = browser.new_context(offline=True)
    page = context.new_page()
    for path in reports:
        page.goto(path.as_uri())
        page.emulate_media(media="print")
        found[path.stem] = {}
        for paper, size in PAPERS.items():
            page.set_viewport_size(size)
            found[path.stem][paper] = page.evaluate(DECISION)
        page.set_viewport_size(PAPER)
        page.evaluate(UNFOLD)
        found[path.stem]["paper"] = page.evaluate(SCROLLED)
        page.emulate_media(media="screen")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            found[path.stem][width] = page.evaluate(SCROLLED)
    context.close()
    return found


@pytest.mark.parametrize("paper", PAPERS)
def test_the_decision_stands_on_the_first_page_of_paper(paper, sizes):
    for name, measured in sizes.items():
        assert 400 < measured[paper] < PAPERS[paper]["height"], name


@pytest.mark.parametrize("paper", PAPERS)
def test_no_sheet_of_a_printed_report_is_nearly_empty(paper, reports, open_report):
    canadian = [path for path in reports if path.stem.startswith(("halifax", "montreal"))]
    for path in canadian if paper == "Letter" else reports:
        sheets = filled(open_report(path).pdf(format=paper))

        assert len(sheets) <= MOST_SHEETS, path.stem
        assert min(sheets[:-1]) > 0.4, path.stem


def test_a_report_that_is_unfolded_prints_all_of_it(reports, open_report):
    page = open_report(reports[0])
    folded = len(filled(page.pdf(format="A4")))
    page.evaluate(UNFOLD)

    assert len(filled(page.pdf(format="A4"))) > 1.4 * folded


def test_pillars_are_printed_in_their_colours_the_strategy_with_its_numbers_and_findings_by_their_titles(
    reports, open_report
):
    page = open_report(reports[0])
    page.emulate_media(media="print")
    strip = page.locator(".strip li").first
    numbers = page.locator(".strategy").filter(has=page.locator("table")).first.locator("tbody td")
    finding = page.locator(".finding").filter(has=page.locator("table")).first

    assert strip.is_visible()
    assert strip.evaluate("n => getComputedStyle(n).printColorAdjust") == "exact"
    assert strip.evaluate("n => getComputedStyle(n).backgroundColor") != "rgba(0, 0, 0, 0)"
    assert numbers.first.bounding_box()["height"] > 0
    assert finding.locator("h4").is_visible()
    assert not finding.locator("table").is_visible()


@pytest.mark.parametrize("width", [*WIDTHS, "paper"])
def test_nothing_is_wider_than_the_page(width, sizes):
    most = PAPER["width"] if width == "paper" else width

    assert {name: measured[width] for name, measured in sizes.items() if measured[width] > most} == {}


def test_a_country_of_twelve_hours_reads_no_other_clock_and_no_day_before_its_month(reports, open_report):
    page = open_report(next(path for path in reports if path.stem == "montreal-software-en"))
    page.evaluate(UNFOLD)
    page.evaluate("document.querySelectorAll('.source').forEach(part => part.remove())")
    text = page.locator("body").inner_text()

    assert re.findall(r"\d:\d\d\s*[ap]\.m\.", text)
    assert re.findall(r"\d:\d\d(?!\d|\s*[ap]\.m\.).{20}", text) == []
    assert re.findall(r"\d{1,2} (?:Jan|Dec)(?:uary|ember)?\b", text) == []


def test_dark_is_for_screens_paper_is_white(reports, open_report):
    page = open_report(reports[0], color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.emulate_media(media="print")

    assert dark == "rgb(23, 22, 20)"
    assert page.evaluate(ground) == "rgb(255, 255, 255)"


def test_a_finding_opens_when_pressed_and_shows_its_numbers(reports, open_report):
    page = open_report(reports[0])
    finding = page.locator(".finding").first
    shown = finding.locator("table").is_visible()
    finding.locator("summary").click()

    assert not shown
    assert finding.locator("table").is_visible()


def test_the_texts_are_all_the_hostile_ones():
    assert len(TEXTS) == len(HOSTILE) >= 25
