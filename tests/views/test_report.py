"""What a report has: the objectives that were chosen, and findings of what is filled in, nothing else."""

import datetime as dt
from typing import Any

import pytest

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.i18n import Words
from strategy_kit.languages import COMPLETE
from strategy_kit.model import Brief, Plan
from strategy_kit.plan.workings import Workings
from strategy_kit.views.report import Report, report_of

EN = Words("en")
FILLED: dict[str, tuple[dict[str, Any], set[str], str]] = {
    "journey": (
        {"journey": ({"segment": "C", "place": "search", "look": 2, "basis": "asked"},)},
        {"journey"},
        "Customer journey",
    ),
    "ratings": (
        {"pillars": ({"name": "News", "share": 1, "relevant": 2},)},
        {"permission"},
        "Ratings of the content pillars",
    ),
    "ratings of one person": (
        {
            "pillars": ({"name": "News", "share": 1},),
            "voices": ({"name": "Ada", "pillars": ({"pillar": "News", "relevant": 2},)},),
        },
        {"permission"},
        "Ratings of the content pillars",
    ),
    "activities": (
        {"activities": ({"name": "Letter", "channel": "email", "hours_per_week": 1},)},
        {"today", "consent"},
        "Current activities and their consent",
    ),
}


def report(words: Words = EN, **changes: Any) -> Report:
    segments = ({"name": "C", "country": "FR", "zone": "Europe/Paris"},)
    brief = Brief(name="Shop", country="FR", team_zone="Europe/Paris", segments=segments).changed(**changes)
    return report_of(Workings(Plan(id="p1", brief=brief, start=dt.date(2027, 1, 4)), load_evidence(), 2027), words)


def keys(found: Report) -> set[str]:
    return {card.key for section in (*found.strategy, *found.sections) for card in section.cards}


@pytest.mark.parametrize("part", FILLED)
def test_a_part_is_a_finding_once_it_is_filled_in_and_till_then_a_line_of_the_list(part: str) -> None:
    changes, findings, name = FILLED[part]
    empty, filled = report(), report(**changes)

    assert findings & keys(empty) == set()
    assert findings <= keys(filled)
    assert name in empty.unfilled
    assert name not in filled.unfilled


def test_the_objectives_of_the_plan_are_named_with_their_meaning_in_their_order() -> None:
    found = report(objectives=({"key": "advocacy"}, {"key": "brand-awareness"})).objectives

    assert [one.name for one in found] == ["Be recommended", "Make the brand known"]
    assert found[1].meaning == "More people of the target group know that the business exists and what it sells."


@pytest.mark.parametrize("lang", COMPLETE)
def test_a_plan_with_no_assumption_of_its_own_does_not_count_them(lang: str) -> None:
    words = Words(lang)
    (card,) = report(words).sections[-1].cards

    assert card.title == words("This plan uses {total} assumptions", total=len(load_evidence().assumptions))


def test_a_report_has_no_verdict_on_the_guide_of_2012() -> None:
    assert {key for key in keys(report()) if key.startswith(("claims", "contrast"))} == set()


def test_what_was_decided_stands_in_full_before_the_findings_and_a_section_of_nothing_is_left_out() -> None:
    filled = report(brand_voice=({"we_are": "warm"},), hourly_cost=20, objectives=({"key": "sales"},))

    assert [section.title for section in filled.strategy] == [
        *("From objectives to posts", "Brand voice", "Answering messages", "Budget")
    ]
    assert [section.title for section in report().strategy] == ["Answering messages"]
    assert all(section.cards for section in (*filled.strategy, *filled.sections))
