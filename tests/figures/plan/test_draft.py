"""The cards of a draft: how sure it is as a bar of 100, what it rests on, what is not sure."""

import re

import pytest

from strategy_kit.figures.plan.draft import SHOWN, foundations_card, how_sure_card, uncertainties_card
from strategy_kit.i18n import Words

EN = Words("en")
NAMES = {"facebook": "Facebook", "x": "X <i>", "reddit": "Reddit"}


CASES = [(["facebook"], 87), (["x"], 9), (["reddit"], 2), (["x", "reddit"], 1), ([], 1)]


def test_the_bar_has_a_part_for_each_set_that_is_named_and_one_for_the_others() -> None:
    drawn = how_sure_card(CASES, NAMES, EN).html

    assert re.findall(r'<rect class="(\w+)" x="(\d+)%" width="(\d+)%"', drawn) == [
        ("kept", "0", "87"),
        ("other", "87", "9"),
        ("other", "96", "2"),
        ("other", "98", "1"),
        ("other", "99", "1"),
    ]
    assert re.findall(r'<text class="(\w+)"[^>]*>(\d+)', drawn) == [("kept", "87"), ("other", "9")]


def test_how_sure_counts_in_words_what_the_bar_shows() -> None:
    card = how_sure_card(CASES, NAMES, EN)

    assert card.title == "How sure: Facebook first in 87 of 100 cases"
    assert (
        "Otherwise first: X &lt;i&gt; in 9, Reddit in 2, X &lt;i&gt; and Reddit in 1 and other platforms in 1."
        in card.html
    )
    assert card.table is not None
    assert [row[1] for row in card.table.rows] == ["87", "9", "2", "1", "1"]


def test_of_a_choice_without_a_rival_nothing_else_is_named() -> None:
    card = how_sure_card([(["facebook"], 100)], NAMES, EN, is_only=True)

    assert "Otherwise" not in card.html
    assert (card.title, card.note) == (
        "How sure: Facebook first in 100 of 100 cases",
        "Nothing else fits into your hours.",
    )


@pytest.mark.parametrize(("kept", "rival", "is_close"), [(60, 30, False), (60, 31, True), (20, 50, True)])
def test_a_rival_with_more_than_half_as_many_cases_makes_it_a_close_call(kept: int, rival: int, is_close: bool) -> None:
    title = how_sure_card([(["facebook"], kept), (["x"], rival), (["reddit"], 9)], NAMES, EN).title

    assert title.startswith("A close call: " if is_close else "How sure: ")


def test_without_a_platform_there_is_no_number() -> None:
    card = how_sure_card([([], 100)], NAMES, EN)

    assert (card.title, card.html) == ("How sure: no platform is chosen yet", "")


def test_what_is_not_sure_is_hatched_and_beyond_the_first_few_folded() -> None:
    items = [(f"what {n}", f"why {n}") for n in range(SHOWN + 2)]
    shown, folded = uncertainties_card(items, EN).html.split("<details>")

    assert shown.count("<li>") == shown.count('class="mark hatch"') == SHOWN
    assert folded.count("<li>") == 2
    assert "<summary>2 other points</summary>" in folded


def test_nothing_uncertain_is_said_and_shows_no_list() -> None:
    card = uncertainties_card([], EN)

    assert (card.subtitle, card.html) == ("Nothing this workbook can see.", "")


def test_what_a_draft_rests_on_is_text_and_has_no_hatch() -> None:
    drawn = foundations_card([("<b>one</b>", "two")], (), EN).html

    assert "<li><div>&lt;b&gt;one&lt;/b&gt;<small>two</small></div></li>" in drawn
    assert "hatch" not in drawn


@pytest.mark.parametrize(
    ("is_own", "reason"),
    [
        (False, "X &lt;i&gt; comes first more often; Facebook scores higher with exactly your weights"),
        (True, "X &lt;i&gt; comes first more often; this plan is set to Facebook."),
    ],
)
def test_a_rival_with_more_cases_than_the_platforms_chosen_comes_with_the_reason(is_own: bool, reason: str) -> None:
    drawn = how_sure_card([(["facebook"], 19), (["x"], 59), ([], 22)], NAMES, EN, is_own=is_own).html

    assert reason in drawn


@pytest.mark.parametrize("others", [[(["x"], 30)], [([], 65)], []], ids=["fewer cases", "several others", "none"])
def test_without_a_rival_of_more_cases_there_is_no_reason(others: list[tuple[list[str], int]]) -> None:
    assert "more often" not in how_sure_card([(["facebook"], 35), *others], NAMES, EN).html
