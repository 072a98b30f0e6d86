"""The pattern of a page of one decision: an answer, few controls, one figure, and the same three details on each."""

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import ipywidgets
import pytest

from strategy_kit.i18n import Words
from strategy_kit.languages import COMPLETE
from strategy_kit.pages.dashboard import Dashboard
from strategy_kit.pages.registry import PAGES
from strategy_kit.session.session import Session, new_plan
from strategy_kit.storage.store import open_store
from strategy_kit.widgets.card import card_views
from strategy_kit.widgets.form import Form
from strategy_kit.widgets.lazy import Disclosure
from strategy_kit.widgets.panel import Section
from strategy_kit.widgets.prose import Fold
from strategy_kit.widgets.table import TableEditor

DECISIONS = [key for key, page in PAGES.items() if page.is_decision]
MOST_CONTROLS = 8
NAMES = {"en": ["Why", "Fine-tune", "As a group"], "fr": ["Pourquoi", "Affiner", "En groupe"]}
CARDS = {
    "start": {"": "answer start", "why": "verdicts grades", "tune": "", "group": "workshop"},
    "calendar": {
        "": "answer month",
        "why": "voices heat-facebook claims-4",
        "tune": "",
        "group": "hours duty",
    },
    "communication": {
        "": "answer pillar-shares",
        "why": "permission content-plan contrast claims-2",
        "tune": "anchors brand-voice today consent replies duty crisis",
        "group": "",
    },
    "audience": {
        "": "answer reach",
        "why": "organic-reach together trend awake local-figures claims-1",
        "tune": "",
        "group": "journey influence",
    },
    "platforms": {
        "": "answer contributions",
        "why": "start frontier third acceptability change "
        "duels supporters nearest left-out organic-reach trade hours closed claims-3",
        "tune": "curve expansion profiles peers",
        "group": "group",
    },
    "plan": {
        "": "answer week",
        "why": "start pillar-shares minds rests",
        "tune": "assumptions",
        "group": "roster",
    },
    "review": {
        "": "answer behaviour",
        "why": "when",
        "tune": "",
        "group": "record",
    },
}
"""Keys of the cards of each page of a new plan, by the detail in which they are."""
FORMS = {
    "start": {"": "Your business | What you want | Plan dates", "why": "", "tune": "Your time zone", "group": ""},
    "calendar": {
        "": "When you post | Your response time",
        "why": "",
        "tune": (
            "Studies and time zone | Time between posts | Overall | Posting frequency by platform | "
            "Days off | Blackout rules | Fixed posts | Daily inbox check | Campaigns | Limits turned off"
        ),
        "group": "Who posts and answers, and when",
    },
    "communication": {
        "": "Limit on promotional posts | What your posts are about",
        "why": "",
        "tune": "Content pillars | Brand voice | Your current activities | How you answer messages | Crisis plan",
        "group": "Ratings by person",
    },
    "audience": {
        "": "Who your customers are",
        "why": "",
        "tune": "Who your customers are",
        "group": "Where your customers look before they buy",
    },
    "platforms": {
        "": "What matters to you | Your time | Choice of platforms",
        "why": "",
        "tune": (
            "Way of weighting | Formats you make | Where customers talk with you | Trade and list of "
            "platforms | Value of each measure | Your own values | When to add a platform | Weekly results | "
            "Peers"
        ),
        "group": "Each person’s weights | Each person’s ratings",
    },
    "plan": {
        "": "Draft, not agreed yet",
        "why": "",
        "tune": (
            "Texts of your posts | All files | Calendar subscription | Export to your scheduling tool | "
            "Your own assumptions"
        ),
        "group": "Agreement on the plan",
    },
    "review": {
        "": "Possible causes | Your results | Decisions for the next version",
        "why": "",
        "tune": "Weekly results",
        "group": "Review of this version",
    },
}
"""Titles of the forms of each page, by the detail in which they are."""
each_decision = pytest.mark.parametrize("key", DECISIONS)


@pytest.fixture
def open_in(tmp_path: Path) -> Callable[[str], Session]:
    """Open a new plan in a language."""

    def opened(lang: str) -> Session:
        store, words = open_store(tmp_path / "plans.sqlite"), Words(lang)
        plan = new_plan(words)
        return Session(store, plan, words, dt.date(2027, 1, 1))

    return opened


@pytest.fixture
def session(open_in: Callable[[str], Session]) -> Session:
    return open_in("en")


def inside(widget: Any) -> Iterator[Any]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from inside(child)


def with_all_open(part: Any) -> Any:
    while closed := [each for each in inside(part) if isinstance(each, Section) and not each.is_open]:
        for section in closed:
            section.toggle()
    for folded in [each for each in inside(part) if isinstance(each, Disclosure)]:
        folded.button.value = True
    return part


def controls(page: Any) -> list[Any]:
    """The controls of a page as it opens: a set of chips and a table are one each; the details are closed."""
    kinds = (ipywidgets.DOMWidget,)
    boxes, words = (ipywidgets.Box,), (ipywidgets.HTML, Fold)
    forms = [part for child in page.children for part in inside(child) if isinstance(part, Form)]
    chips = [part for part in inside(page.panel) if "chips" in getattr(part, "_dom_classes", ())]
    in_chips = {id(part) for chip in chips for part in inside(chip)}
    single = [
        part
        for part in dict.fromkeys(part for form in forms for part in inside(form))
        if isinstance(part, kinds) and not isinstance(part, (*boxes, *words)) and id(part) not in in_chips
    ]
    return [*single, *chips]


def titles(part: Any) -> set[str]:
    """Titles of the forms below a widget."""
    heads = [form.children[0].value for form in inside(part) if isinstance(form, Form)]
    return {head.partition("<h3>")[2].partition("</h3>")[0] for head in heads}


@each_decision
def test_a_page_asks_little_at_first(session: Session, key: str) -> None:
    page = PAGES[key].make(session)

    assert 0 < len(controls(page)) <= MOST_CONTROLS
    assert not any(isinstance(part, TableEditor) for part in inside(page.panel.children[0]))


@each_decision
@pytest.mark.parametrize("lang", COMPLETE)
def test_each_page_has_the_same_details_closed_at_first_each_with_a_line(
    open_in: Callable[[str], Session], key: str, lang: str
) -> None:
    page = PAGES[key].make(open_in(lang))

    assert [detail.line.description for detail in page.details.values()] == NAMES[lang]
    assert not any(detail.is_open for detail in page.details.values())
    assert all(repr(detail._words) for detail in page.details.values())


@each_decision
@pytest.mark.parametrize("name", ["", "why", "tune", "group"])
def test_everything_that_a_page_offers_is_in_its_place(session: Session, key: str, name: str) -> None:
    page = PAGES[key].make(session)
    first = ipywidgets.VBox(page.children[: -len(page.details)])
    part = with_all_open(page.details[name]) if name else first

    assert [view.key for view in card_views(part)] == [*dict.fromkeys(view.key for view in card_views(part))]
    assert {view.key for view in card_views(part)} == set(CARDS[key][name].split())
    assert titles(part) == {title for title in FORMS[key][name].split(" | ") if title}


@each_decision
def test_a_detail_is_made_when_it_is_first_opened_and_once(session: Session, key: str) -> None:
    page = PAGES[key].make(session)
    detail = page.details["why"]
    assert card_views(detail) == []

    detail.toggle()
    made = card_views(detail)
    detail.toggle()
    detail.toggle()

    assert made
    assert card_views(detail) == made


@each_decision
def test_the_introduction_stands_below_why(session: Session, key: str) -> None:
    page = PAGES[key].make(session)
    page.details["why"].toggle()

    lede = PAGES[key].lede(session.words)
    assert lede not in PAGES[key].head(session.words)
    assert any(repr(part) == lede for part in inside(page.details["why"]))


@each_decision
def test_the_language_changes_and_what_is_open_stays_open(session: Session, key: str) -> None:
    dashboard = Dashboard(session, key)
    before = dashboard._built[key].children[-2]
    before.details["tune"].toggle()

    dashboard.frame.lang = "fr"

    after = dashboard._built[key].children[-2]
    assert {name for name, detail in after.details.items() if detail.is_open} == {"tune"}
    assert after.details["tune"].line.description == "Affiner"


def test_the_answer_follows_the_plan(session: Session) -> None:
    page = PAGES["platforms"].make(session)
    before = repr(page.answer.children[-1])

    session.change_brief(team=[session.plan.brief.team[0].changed(hours_per_week=20)])

    assert repr(page.answer.children[-1]) != before
    assert "Start with" in before


def test_a_closed_detail_tells_how_many_people_have_voted(session: Session) -> None:
    page = PAGES["platforms"].make(session)
    assert "No votes yet" in repr(page.details["group"]._words)

    session.change_brief(voices=[{"name": "baker"}, {"name": "counter"}])

    assert "2 people" in repr(page.details["group"]._words)


def test_ages_are_chips_that_say_together_which_count(session: Session) -> None:
    page = PAGES["audience"].make(session)
    (chips,) = [part for part in inside(page.panel) if "chips" in getattr(part, "_dom_classes", ())]
    question, *boxes = chips.children
    assert repr(question) == "Ages"

    boxes[-1].value = True
    boxes[0].value = True

    ages = session.plan.brief.segments[0].age
    assert [box.value for box in boxes] == [True, *[False] * (len(boxes) - 2), True]
    assert (ages[0], len(ages)) == ("18-29", 2)
    boxes[0].value = False
    assert session.plan.brief.segments[0].age == ages[1:]


def test_a_list_of_groups_begins_with_all_and_comes_back_to_it(session: Session) -> None:
    page = PAGES["audience"].make(session)
    (sex,) = [part for part in inside(page.panel) if getattr(part, "description", "") == "Sex"]
    assert sex.label == "all"

    sex.value = "women"
    assert session.plan.brief.segments[0].sex == "women"
    sex.value = sex.options[0][1]

    assert session.plan.brief.segments[0].sex is None


def test_several_segments_are_changed_in_their_table(session: Session) -> None:
    page = PAGES["audience"].make(session)
    assert len(controls(page)) == 4

    session.change_brief(segments=[*session.plan.brief.segments, {"name": "Visitors"}])

    assert controls(page) == []
    assert any("2 segments" in repr(part) for part in inside(page.panel))


def test_the_only_segment_moves_with_its_clock(session: Session) -> None:
    page = PAGES["audience"].make(session)
    (country,) = [part for part in inside(page.panel) if getattr(part, "description", "") == "Country"]

    country.value = "JP"

    assert (session.plan.brief.segments[0].country, session.plan.brief.segments[0].zone) == ("JP", "Asia/Tokyo")


def test_the_share_of_a_pillar_is_a_slider_called_by_its_name(session: Session) -> None:
    page = PAGES["communication"].make(session)
    (news,) = [part for part in inside(page.panel) if getattr(part, "description", "") == "News"]
    news.value = 45
    assert [pillar.share for pillar in session.plan.brief.pillars if pillar.name == "News"] == [0.45]

    session.change_brief(pillars=[pillar.changed(name=pillar.name.upper()) for pillar in session.plan.brief.pillars])
    assert news.description == "NEWS"
    session.change_brief(pillars=session.plan.brief.pillars[:1])

    assert len([part for part in inside(page.panel) if getattr(part, "binding", None)]) == 2


def test_a_platform_without_a_post_is_named_after_the_decision(session: Session) -> None:
    page = PAGES["calendar"].make(session)
    assert "posts a week on Facebook" in repr(page.answer.children[-1])

    none = {"platform": "telegram", "posts_per_week_low": 0, "posts_per_week_high": 0}
    session.change_brief(platforms=("facebook", "telegram"), cadence=[*session.plan.brief.cadence, none])

    answer = repr(page.answer.children[-1])
    posted = {slot.platform for slot in session.workings.schedule.slots}
    assert posted == {"facebook"}
    assert (
        "posts a week on Facebook, each followed by answers within 1\u00a0h. No post can be scheduled on Telegram"
        in answer
    )


def test_the_hours_of_a_larger_team_are_not_on_the_page_of_platforms(session: Session) -> None:
    page = PAGES["platforms"].make(session)
    (hours,) = [part for part in inside(page) if getattr(part, "description", "") == "Hours a week"]
    hours.value = 7.5
    assert session.plan.brief.team[0].hours_per_week == 7.5

    session.change_brief(team=[*session.plan.brief.team, {"name": "Helper", "hours_per_week": 2}])

    assert not any(getattr(part, "description", "") == "Hours a week" for part in inside(page))
    assert any("Your team has 9" in repr(part) for part in inside(page))
