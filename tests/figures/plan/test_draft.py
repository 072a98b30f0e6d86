"""The cards of a draft: how sure it is as a bar of 100, what it rests on, what is not sure."""

import re

import pytest

from strategy_kit.figures.plan.draft import SHOWN, foundations_card, how_sure_card, uncertainties_card
from strategy_kit.i18n import Words

EN = Words("en")
NAMES = {"facebook": "Facebook", "x": "X <i>"}


def test_the_bar_has_a_part_for_each_share_and_the_last_is_hatched() -> None:
    drawn = how_sure_card((87, 9, 4), ["facebook"], ["x"], NAMES, EN).html

    assert re.findall(r'<rect class="(\w+)" x="(\d+)%" width="(\d+)%"', drawn) == [
        ("kept", "0", "87"),
        ("other", "87", "9"),
        ("open", "96", "4"),
        ("hatch", "96", "4"),
    ]
    assert re.findall(r'<text class="(\w+)"[^>]*>(\d+)', drawn) == [("kept", "87"), ("other", "9")]


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (
            (87, 9, 4),
            "87 of 100 ways to weigh your answers keep Facebook. 9 prefer others, most often X &lt;i&gt;. "
            "4 depend on what is not measured.",
        ),
        ((100, 0, 0), "100 of 100 ways to weigh your answers keep Facebook."),
        (
            (1, 1, 98),
            "One of 100 ways to weigh your answers keeps Facebook. One prefers X &lt;i&gt;. 98 depend on what",
        ),
    ],
)
def test_how_sure_counts_in_words_what_the_bar_shows(parts: tuple[int, int, int], said: str) -> None:
    card = how_sure_card(parts, ["facebook"], ["x"], NAMES, EN)

    assert said in card.html
    assert card.table is not None
    assert [row[1] for row in card.table.rows] == [str(part) for part in parts]


def test_a_close_call_and_an_only_choice_are_said() -> None:
    close = how_sure_card((50, 50, 0), ["facebook"], ["x"], NAMES, EN, is_close=True)
    only = how_sure_card((100, 0, 0), ["facebook"], [], NAMES, EN, is_only=True)

    assert close.title == "How sure: 50 in 100, a close call"
    assert only.note == "Nothing else fits into your hours."


def test_without_a_platform_there_is_no_number() -> None:
    card = how_sure_card((100, 0, 0), [], [], NAMES, EN)

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
