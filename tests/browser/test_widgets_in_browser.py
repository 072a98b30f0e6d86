"""The widgets in a real browser, in a stock Voilà page: nothing of our own server is needed."""

import os
import re
import signal
from collections.abc import Callable, Iterator

import pytest
from browsing import WIDE, opened
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

pytestmark = pytest.mark.slow

NARROW: ViewportSize = {"width": 360, "height": 780}
BIG_FRAME = 300_000


CELLS = ("from gallery import page", "page")


@pytest.fixture(scope="module")
def used(browser: Browser, serve: Callable[..., str]) -> Iterator[tuple[Page, int]]:
    """A gallery for tests that change something in the kernel, and the number of that kernel's process."""
    with opened(browser, []) as page:
        drawn(page, serve(CELLS))
        yield page, int(re.search(r"\d+", kernel_output(page).inner_text())[0])  # type: ignore[index]


@pytest.fixture
def shown(used: tuple[Page, int]) -> Page:
    """The gallery that is used: each test sets what it is about, and leaves what it found."""
    return used[0]


@pytest.fixture(scope="module")
def shared(browser: Browser, serve: Callable[..., str]) -> Iterator[tuple[Page, list[int]]]:
    """The gallery for tests that change nothing in the kernel, with the sizes of what came over the websocket."""
    sizes: list[int] = []
    with opened(browser, []) as page:
        page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: sizes.append(len(frame))))
        yield drawn(page, serve(CELLS)), sizes


@pytest.fixture
def seen(shared: tuple[Page, list[int]]) -> Page:
    """The shared gallery, wide and light again."""
    page = shared[0]
    page.set_viewport_size(WIDE)
    page.evaluate("() => { delete document.documentElement.dataset.theme }")
    expect(page.locator(".plot[data-drawn=wide]")).to_have_count(4)
    return page


def drawn(page: Page, address: str) -> Page:
    page.goto(address)
    expect(page.locator(".plot[data-drawn]")).to_have_count(4, timeout=60_000)
    return page


def card(page: Page, key: str) -> Locator:
    return page.locator(f"section.card[id='card-{key}']")


def kernel_output(page: Page) -> Locator:
    return page.locator(".heard")


def colour_of_bars(page: Page) -> str:
    return page.locator("[id='card-a'] .plot .point path").first.evaluate("node => getComputedStyle(node).fill")


def test_four_charts_load_plotly_once(shared: tuple[Page, list[int]]) -> None:
    page, sizes = shared
    blobs = page.evaluate("[...document.scripts].filter(script => script.src.startsWith('blob:')).length")

    assert len([size for size in sizes if size > BIG_FRAME]) == 1
    assert blobs == 2  # our code and plotly.js


def test_the_style_sheet_comes_once(seen: Page) -> None:
    sheets = seen.evaluate(
        "[...document.querySelectorAll('style')].filter(node => node.textContent.includes('.sk-page')).length"
    )

    assert sheets == 1


def test_a_chart_is_an_image_with_its_finding_as_name(seen: Page) -> None:
    expect(seen.get_by_role("img", name="Facebook leads in a", exact=True)).to_be_visible()
    expect(card(seen, "a").locator(".plot .point")).to_have_count(2)


def test_the_numbers_open_in_the_same_card(seen: Page) -> None:
    button = card(seen, "a").get_by_role("button", name="Show the numbers")
    expect(card(seen, "a").get_by_role("table")).to_have_count(0)
    button.press("Enter")
    hide = card(seen, "a").get_by_role("button", name="Hide the numbers")

    expect(hide).to_have_attribute("aria-expanded", "true")
    expect(hide).to_be_focused()
    expect(card(seen, "a").get_by_role("cell", name="Facebook")).to_be_visible()


def test_a_source_takes_the_focus_and_gives_it_back(seen: Page) -> None:
    link = card(seen, "b").get_by_role("button", name="Klout 2015")
    link.focus()
    seen.keyboard.press("Enter")
    pop = seen.get_by_role("dialog", name="When to post")
    expect(pop.get_by_role("button", name="Close")).to_be_focused()
    expect(pop).to_contain_text("144M posts")
    expect(pop).to_contain_text("no data, or does not apply")
    seen.keyboard.press("Escape")

    expect(pop).to_have_count(0)
    expect(link).to_be_focused()


def test_a_source_is_a_sheet_at_the_foot_of_a_phone(seen: Page) -> None:
    seen.set_viewport_size(NARROW)
    card(seen, "b").get_by_role("button", name="Klout 2015").click()
    box = seen.get_by_role("dialog").bounding_box()

    assert box is not None
    assert (box["x"], box["width"]) == (0, NARROW["width"])
    assert box["y"] + box["height"] == pytest.approx(NARROW["height"], abs=1)


def test_a_narrow_card_draws_the_narrow_chart_and_back(seen: Page) -> None:
    plot = card(seen, "a").locator(".plot")
    expect(plot).to_have_attribute("data-drawn", "wide")
    seen.set_viewport_size(NARROW)
    expect(plot).to_have_attribute("data-drawn", "narrow")
    assert plot.bounding_box()["height"] == 300
    seen.set_viewport_size({"width": 1280, "height": 900})

    expect(plot).to_have_attribute("data-drawn", "wide")


def test_nothing_scrolls_sideways_on_a_phone(seen: Page) -> None:
    seen.set_viewport_size(NARROW)
    expect(card(seen, "a").locator(".plot")).to_have_attribute("data-drawn", "narrow")
    card(seen, "c").get_by_role("button", name="Show the numbers").click()

    assert seen.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_controls_fold_into_one_line_on_a_phone(seen: Page) -> None:
    seen.set_viewport_size(NARROW)
    expect(seen.get_by_role("slider", name="Posts")).to_be_hidden()
    seen.get_by_role("button", name="Set: 3 posts").click()

    expect(seen.get_by_role("slider", name="Posts")).to_be_visible()


def test_a_chart_takes_the_colours_of_the_theme(seen: Page) -> None:
    light = colour_of_bars(seen)
    seen.evaluate("document.documentElement.dataset.theme = 'dark'")
    seen.wait_for_function(f"getComputedStyle(document.querySelector('#card-a .point path')).fill !== '{light}'")

    assert (light, colour_of_bars(seen)) == ("rgb(20, 97, 115)", "rgb(124, 203, 218)")


def test_a_control_changes_its_card_in_place(shown: Page) -> None:
    slider = shown.get_by_role("slider")
    expect(slider).to_have_accessible_name("Posts 3")
    slider.press("ArrowRight")

    expect(shown.get_by_role("heading", name="Facebook leads in a, 4")).to_be_visible()
    expect(slider).to_be_focused()
    slider.press("ArrowLeft")
    expect(card(shown, "a, 3").locator(".point")).to_have_count(2)


def test_toggles_say_which_is_pressed(seen: Page) -> None:
    seen.get_by_role("button", name="some").click()

    expect(seen.get_by_role("button", name="some")).to_have_attribute("aria-pressed", "true")
    expect(seen.get_by_role("button", name="all")).to_have_attribute("aria-pressed", "false")


def test_a_chart_that_cannot_be_drawn_gives_way_to_its_numbers(shown: Page) -> None:
    shown.evaluate("() => { window.react = Plotly.react; Plotly.react = () => Promise.reject(new Error('broken')) }")
    shown.get_by_role("slider").press("ArrowRight")
    broken = card(shown, "a, 4")
    expect(broken.get_by_role("heading", name="This chart could not be drawn")).to_be_visible()
    expect(broken.get_by_role("cell", name="Facebook")).to_be_visible()

    expect(broken).to_contain_text("the name of this chart: a, 4")
    expect(card(shown, "b").locator(".point")).to_have_count(2)
    shown.evaluate("() => { Plotly.react = window.react }")
    shown.get_by_role("slider").press("ArrowLeft")
    expect(card(shown, "a, 3").locator(".point")).to_have_count(2)


def test_a_step_opens_by_keyboard_and_the_address_says_so(shown: Page) -> None:
    step = shown.get_by_role("link", name="Plan", exact=True)
    step.press("Enter")
    expect(kernel_output(shown)).to_contain_text("('plan', 'en')")

    expect(step).to_have_attribute("aria-current", "step")
    expect(step).to_be_focused()
    shown.wait_for_url("**?lang=en&plan=p1&page=plan")
    shown.get_by_role("link", name="Start", exact=True).press("Enter")
    expect(kernel_output(shown)).to_contain_text("('start', 'en')")


def test_another_language_reaches_python_and_the_page(shown: Page) -> None:
    shown.get_by_role("button", name="Français").click()
    expect(kernel_output(shown)).to_contain_text("('start', 'fr')")

    shown.wait_for_url("**?lang=fr&plan=p1&page=start")
    assert shown.evaluate("document.documentElement.lang") == "fr"
    shown.get_by_role("button", name="English").click()
    expect(kernel_output(shown)).to_contain_text("('start', 'en')")


def test_a_long_computation_shows_no_connection_banner(shown: Page) -> None:
    shown.evaluate(
        "new MutationObserver(() => { window.alarms = document.querySelectorAll('.sk-lost').length || window.alarms })"
        ".observe(document.body, { childList: true })"
    )
    shown.get_by_role("button", name="Compute").click()
    expect(kernel_output(shown)).to_contain_text("computed", timeout=30_000)

    assert not shown.evaluate("window.alarms")


def test_cells_of_a_table_reach_python(shown: Page) -> None:
    shown.get_by_label("Activity, row 1").fill("Leaflets")
    shown.get_by_label("Kind, row 1").select_option("Asks")
    shown.get_by_label("Hours, row 1").fill("1.5")
    shown.get_by_label("Asked for, row 1").check()

    expect(kernel_output(shown)).to_have_text("({'name': 'Leaflets', 'kind': 1, 'hours': 1.5, 'asked': True},)")


def test_rows_are_added_and_removed_by_keyboard(shown: Page) -> None:
    add = shown.get_by_role("button", name="Add an activity")
    add.press("Enter")
    expect(shown.get_by_label("Activity, row 2")).to_be_focused()
    expect(shown.get_by_label("Hours, row 2")).to_have_accessible_description("Say how many hours.")
    expect(shown.get_by_label("Hours, row 2")).to_have_attribute("aria-invalid", "true")
    add.press("Enter")
    expect(add).to_be_disabled()
    shown.get_by_role("button", name="Remove row 1").press("Enter")

    expect(shown.get_by_label("Activity, row 1")).to_be_focused()
    expect(shown.get_by_label("Activity, row 1")).to_have_value("")
    expect(shown.get_by_label("Activity, row 3")).to_have_count(0)


def test_a_file_is_made_and_saved_on_click(seen: Page) -> None:
    with seen.expect_download() as coming:
        seen.get_by_role("button", name="Calendar").click()

    assert coming.value.suggested_filename == "plan.ics"
    assert coming.value.path().read_bytes() == b"BEGIN\r\n"


def test_a_file_that_cannot_be_made_says_why(seen: Page) -> None:
    seen.get_by_role("button", name="Never").click()

    expect(seen.get_by_text("plan: found x. Use a number.")).to_be_visible()
    expect(seen.get_by_role("button", name="Never")).to_be_enabled()


SIZES = [(5_000_000, "Read. posts.csv"), (5_000_001, "posts.csv was not uploaded.")]


@pytest.mark.parametrize(("size", "answer"), SIZES)
def test_a_file_is_taken_up_to_five_megabytes(seen: Page, size: int, answer: str) -> None:
    file = {"name": "posts.csv", "mimeType": "text/csv", "buffer": b"x" * size}
    seen.get_by_label("Choose a file").set_input_files(file)

    expect(seen.locator(".reply")).to_contain_text(answer, timeout=20_000)
    assert (str(size) in kernel_output(seen).inner_text()) == (size <= 5_000_000)


def test_markup_in_words_is_shown_not_obeyed(seen: Page) -> None:
    plain = card(seen, "plain")
    plain.get_by_role("button").first.click()
    expect(seen.get_by_role("dialog")).to_contain_text("<img src=x")

    expect(plain.get_by_role("heading").first).to_have_text("</script><img src=x onerror='window.canary=1'>{x}")
    expect(seen.get_by_role("dialog").get_by_role("link")).to_have_count(0)
    assert seen.evaluate("window.canary") is None


def test_everything_one_can_use_has_a_name(seen: Page) -> None:
    tree = seen.locator("body").aria_snapshot()
    nameless = re.findall(
        r"^\s*- (?:button|slider|textbox|combobox|checkbox|spinbutton|link)(?: \[.*\])?:?$", tree, re.M
    )

    assert nameless == []


# The kernel is gone, and with it what could be used


def test_a_stopped_kernel_shows_the_connection_banner_until_it_runs_again(used: tuple[Page, int]) -> None:
    shown, pid = used
    lost = shown.get_by_text("Connection lost.")
    os.kill(pid, signal.SIGSTOP)
    try:
        expect(lost).to_be_visible(timeout=16_000)
        shown.get_by_role("slider").focus()
        expect(shown.get_by_role("slider")).not_to_be_focused()  # what was set now would be lost
        expect(shown.get_by_role("button", name="Continue with the plan")).to_be_visible()
    finally:
        os.kill(pid, signal.SIGCONT)

    expect(lost).to_have_count(0, timeout=10_000)
    shown.get_by_role("slider").focus()
    expect(shown.get_by_role("slider")).to_be_focused()


def test_a_killed_kernel_shows_the_connection_banner(used: tuple[Page, int]) -> None:
    shown, pid = used
    os.kill(pid, signal.SIGKILL)

    expect(shown.get_by_text("Connection lost.")).to_be_visible(timeout=16_000)
