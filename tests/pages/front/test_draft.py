"""The draft on one screen: what it says first, what its buttons change, and that undo brings the plan back."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import ipywidgets
import pytest

from strategy_kit.i18n import Words
from strategy_kit.model import Answers, Brief, Plan
from strategy_kit.pages.front.draft import DraftPage
from strategy_kit.pages.navigation import Navigation
from strategy_kit.plan.first_draft import brief_from
from strategy_kit.session.session import Session
from strategy_kit.storage.store import StoredPlan
from strategy_kit.widgets.card import card_views

START = dt.date(2027, 1, 11)
SHORT = {"platforms": ["facebook", "linkedin"], "team": [{"name": "Ann", "hours_per_week": 4.5}]}
"""Hours for the posts asked for on one of two platforms."""
FULL: dict[str, Any] = {
    "business": ("software",),
    "people": 3,
    "hours": 12.0,
    "makes": ("photos", "short-texts"),
    "ages": ("30-49",),
    "where": ("country",),
    "objectives": ("store-visits",),
    "when": ("mornings", "afternoons"),
}


def page_of(lang: str = "en", **answers: Any) -> tuple[DraftPage, Session, list[str]]:
    words = Words(lang)
    answered = Answers(**{"country": "FR", "name": "Shop", **answers})
    plan = Plan(id="draft", answers=answered, brief=brief_from(answered, words).brief, start=START, weeks=2)
    return shown(plan, words)


def short_of_hours(lang: str = "en") -> tuple[DraftPage, Session, list[str]]:
    words = Words(lang)
    answers = Answers(country="FR", name="Shop", **FULL)
    brief = brief_from(answers, words).brief.changed(**SHORT, cadence=[{"posts_per_week_low": 4}])
    return shown(Plan(id="draft", answers=answers, brief=brief, start=START, weeks=2), words)


def shown(plan: Plan, words: Words) -> tuple[DraftPage, Session, list[str]]:
    session = Session(None, StoredPlan(plan, 0, dt.datetime.now(dt.UTC)), words, dt.date(2027, 1, 4))
    opened: list[str] = []
    go = Navigation(
        opened.append,
        lambda *_keys: None,
        lambda page, card: opened.append(f"{page}, {card}"),
        lambda _words: None,
    )
    return DraftPage(session, go), session, opened


def buttons(widget: Any) -> Iterator[ipywidgets.Button]:
    if isinstance(widget, ipywidgets.Button):
        yield widget
    for child in getattr(widget, "children", ()):
        yield from buttons(child)


def text(widget: Any) -> str:
    return " ".join(repr(child) for child in [widget, *getattr(widget, "children", ())])


def refinements(page: DraftPage) -> list[str]:
    return [button.description for button in buttons(page.refinements)]


def test_the_headline_names_what_failed_and_the_banner_mends_it_with_one_button() -> None:
    page, session, _opened = short_of_hours()
    before = session.plan
    (mend,) = buttons(page.notices)

    assert "4 posts a week on Facebook; LinkedIn has none yet" in repr(page._head)
    assert "LinkedIn has no post." in text(page.notices.children[0])
    mend.click()
    assert "and 2 on LinkedIn" in repr(page._head)
    assert "none yet" not in repr(page._head)
    assert page.notices.children == ()
    session.step("undo")
    assert session.plan.brief == before.brief
    assert "LinkedIn has none yet" in repr(page._head)


def test_a_plan_that_fits_has_no_banner() -> None:
    page, _session, _opened = page_of(**FULL)

    assert page.notices.children == ()
    assert "posts a week" in repr(page._head)


@pytest.mark.parametrize(
    ("answers", "is_said"), [({}, True), ({"ages": None}, True), ({"people": 2}, False)], ids=["none", "unknown", "one"]
)
def test_a_draft_without_any_answer_says_that_it_is_assumed_and_leads_to_the_questions(
    answers: dict[str, Any], is_said: bool
) -> None:
    page, _session, opened = page_of(name="", **answers)
    (answer,) = buttons(page.unanswered)
    answer.click()

    assert (page.unanswered in page.opening.children) == is_said
    assert "rests on assumptions only" in text(page.unanswered)
    assert opened == ["questions"]


def test_four_figures_stand_below_the_headline() -> None:
    page, _session, _opened = page_of(**FULL)

    assert page._facts.value.count("<b>") == 4
    assert "of 12" in repr(page._facts).replace("\xa0", " ")
    assert "Within 1" in repr(page._facts).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("lang", "said"), [("en", "but Facebook fits your trade better."), ("fr", "mais Facebook convient mieux")]
)
def test_a_platform_that_more_customers_use_comes_with_what_decides_against_it(lang: str, said: str) -> None:
    page, _session, _opened = page_of(lang, business=("food",), makes=("photos",), ages=("30-49",), hours=6.0)

    assert "YouTube (92" in page._head.value
    assert said in page._head.value


def test_the_cards_are_the_week_and_what_the_draft_rests_on() -> None:
    page, _session, _opened = page_of(**FULL)

    assert [view.card.key for view in card_views(page)] == ["week", "how-sure", "rests-on", "not-sure"]


def test_refinements_are_buttons_that_go_where_they_are_made() -> None:
    page, _session, opened = page_of(**FULL)
    for button in buttons(page.refinements):
        button.click()

    assert refinements(page) == [
        "Ask twenty customers which platforms they use",
        "Rate the dialogue you can have on each platform",
    ]
    assert opened == ["platforms, curve", "platforms"]


def test_an_open_question_leads_back_to_the_questions() -> None:
    page, _session, opened = page_of(**{**FULL, "makes": None})
    (asked,) = [button for button in buttons(page.refinements) if button.description == "Say what you can make"]
    asked.click()

    assert opened == ["questions"]


def test_a_remedy_among_the_refinements_changes_the_plan_like_the_banner() -> None:
    page, session, opened = short_of_hours()
    (mend,), first = list(buttons(page.notices)), next(buttons(page.refinements))
    first.click()

    assert first.description == mend.description
    assert page.notices.children == ()
    assert opened == []
    assert session.history.describe("undo", session.plan, session.words)


def test_the_two_buttons_of_the_page_go_on_and_back_to_the_answers() -> None:
    page, _session, opened = page_of(**FULL)
    page.keep.click()
    page.change.click()
    page.keep_below.click()

    assert opened == ["start", "questions", "start"]
    assert (page.keep.button_style, page.change.button_style) == ("primary", "")


def test_a_plan_of_an_earlier_version_without_answers_is_shown_too() -> None:
    brief = Brief(name="Old shop", country="FR", team_zone="Europe/Paris", platforms=("facebook",))
    page, _session, _opened = shown(Plan(id="old", brief=brief, start=START, weeks=2), Words("en"))

    assert "posts a week on Facebook" in repr(page._head)
    assert not any(name.startswith("Say ") for name in refinements(page))


def test_the_draft_follows_the_plan_only_while_it_is_shown() -> None:
    page, session, _opened = page_of(**FULL)
    before = repr(page._head)
    page.set_active(False)
    session.change_brief(platforms=("facebook",))
    hidden = repr(page._head)
    page.set_active(True)

    assert hidden == before
    assert "on Facebook" in repr(page._head) != before


def test_a_platform_that_cannot_be_chosen_leaves_the_reason_to_the_cards() -> None:
    brief = Brief(name="Old shop", platforms=("myspace",))
    page, _session, _opened = shown(Plan(id="old", brief=brief, start=START, weeks=1), Words("en"))

    assert "This answer is out of date." in repr(page._head)
    assert "myspace" in text(page.week)


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_no_part_of_the_page_is_left_in_the_other_language(lang: str) -> None:
    page, _session, _opened = short_of_hours(lang)
    said = {"en": "where you start", "fr": "pour commencer"}

    assert said[lang] in repr(page._facts)
    assert refinements(page)[0].startswith({"en": "Ask for ", "fr": "Demander "}[lang])
