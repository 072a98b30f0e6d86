"""The five questions: what is chosen is the answers of the plan, and the draft is made of them."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ipywidgets
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from strategy_kit.evidence.load import load_table
from strategy_kit.i18n import Words
from strategy_kit.languages import LANGUAGES
from strategy_kit.model.answers import Answers
from strategy_kit.pages.choices import FIRST_OBJECTIVES
from strategy_kit.pages.dashboard import Dashboard
from strategy_kit.pages.front.answers import AnswerChips, RegionList, answers_of
from strategy_kit.pages.front.questions import QuestionsPage
from strategy_kit.pages.registry import DRAFT, FRONT, PAGES
from strategy_kit.plan.first_draft import brief_from
from strategy_kit.session.session import Session, new_plan, open_session
from strategy_kit.storage.store import Store, open_store
from strategy_kit.widgets.prose import Prose

MONDAY = dt.date(2027, 1, 4)
CHIPS = ("business", "objectives", "ages", "where", "also", "makes", "when")
MOST_CONTROLS = 12


def new_session(lang: str = "en", store: Store | None = None) -> Session:
    return Session(store, new_plan(Words(lang), "p"), Words(lang), MONDAY)


@pytest.fixture
def page() -> Dashboard:
    return Dashboard(new_session(), "questions")


def inside(widget: Any) -> Iterator[Any]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from inside(child)


def questions(page: Dashboard) -> QuestionsPage:
    (found,) = (part for part in inside(page) if isinstance(part, QuestionsPage))
    return found


def chips(page: Dashboard, name: str) -> AnswerChips:
    (found,) = (part for part in inside(page) if isinstance(part, AnswerChips) and part.name == name)
    return found


def named(page: Dashboard, label: str) -> Any:
    (found,) = (part for part in inside(page) if getattr(part, "description", "") == label)
    return found


def words(widget: Any) -> str:
    return " ".join(repr(part) for part in inside(widget) if isinstance(part, Prose))


def test_each_of_the_five_questions_says_why_it_is_asked_and_takes_i_do_not_know(page: Dashboard) -> None:
    asked = [part for part in inside(page) if "question" in getattr(part, "_dom_classes", ())]
    markup = [question.children[0].value for question in asked]

    assert len(asked) == 5
    assert all('<p class="small">' in each and "<h2>" in each for each in markup)
    for question in asked:
        assert any(getattr(part, "description", "") == "I don’t know" for part in inside(question))


def test_the_questions_ask_for_at_most_twelve_things(page: Dashboard) -> None:
    sets = [part for part in inside(page) if isinstance(part, AnswerChips)]
    alone = [part for part in inside(page) if isinstance(part, ipywidgets.Text | ipywidgets.Dropdown)]

    assert len(sets) + len(alone) <= MOST_CONTROLS


def test_what_is_ticked_is_saved_as_the_answers_of_the_plan(tmp_path: Path) -> None:
    store = open_store(tmp_path / "plans.sqlite")
    page = Dashboard(new_session(store=store), "questions")
    named(page, "Name").value = "Corner bakery"
    named(page, "Country").value = "FR"
    chips(page, "business").boxes["food"].value = True
    chips(page, "makes").boxes["short-texts"].value = True
    chips(page, "makes").boxes["photos"].value = True
    named(page, "People").value = 2
    named(page, "Hours a week, all together").value = "6"

    answers = Answers(
        name="Corner bakery", country="FR", business=("food",), makes=("photos", "short-texts"), people=2, hours=6
    )
    assert store.load("p").plan.answers == answers
    assert store.load("p").plan.brief == new_plan(Words("en"), "p").plan.brief
    assert "3 of 5 answered" in words(page)


@pytest.mark.parametrize(
    ("typed", "hours", "each", "people", "shown"),
    [
        ("4 h 30", 4.5, (), None, "4 h 30"),
        ("4.5", 4.5, (), None, "4 h 30"),
        ("", None, (), None, ""),
        ("3 h + 1 h + 30min", 4.5, (3, 1, 0.5), 3, "3 h + 1 h + 30 min"),
    ],
    ids=["time", "number", "unknown", "of each"],
)
def test_hours_are_given_of_all_together_or_of_each(
    page: Dashboard, typed: str, hours: float | None, each: tuple[float, ...], people: int | None, shown: str
) -> None:
    field = named(page, "Hours a week, all together")
    field.value = "9"
    field.value = typed
    answers = answers_of(page.session)

    assert (answers.hours, answers.hours_each, answers.people) == (hours, each, people)
    assert field.value.replace("\u00a0", " ") == shown


def test_each_time_may_have_a_name_before_it(page: Dashboard) -> None:
    field = named(page, "Hours a week, all together")
    field.value = " 30 min + Ada\u00a0: 3h +  shop  counter 2: 1 h 30"
    taken = answers_of(page.session)
    shown = field.value.replace("\u00a0", " ")
    field.value = "Ada 1 h + Ada 2 h"

    assert (taken.names, taken.hours_each) == (("Ada", "shop counter 2"), (3, 1.5, 0.5))
    assert shown == "Ada 3 h + shop counter 2 1 h 30 + 30 min"
    assert answers_of(page.session) == taken
    assert "Ada appears twice." in words(page)


USELESS = {"word": "a lot", "too much": "200", "too many": "+".join(["1 h"] * 21), "too long": "1" * 5000}


@pytest.mark.parametrize("typed", USELESS.values(), ids=USELESS)
def test_hours_of_no_use_are_refused_below_the_question_and_stay(page: Dashboard, typed: str) -> None:
    field = named(page, "Hours a week, all together")
    field.value = typed

    assert "Hours a week, all together: " in words(page)
    assert (field.value, answers_of(page.session).hours) == (typed, None)


@pytest.mark.parametrize("name", CHIPS)
def test_i_do_not_know_takes_the_place_of_answers_and_an_answer_that_of_i_do_not_know(
    page: Dashboard, name: str
) -> None:
    asked = chips(page, name)
    first, box = next(iter(asked.boxes.items()))
    box.value = True
    asked.unknown.value = True
    assert getattr(answers_of(page.session), name) is None
    assert not box.value

    box.value = True
    assert getattr(answers_of(page.session), name) == (first,)
    assert not asked.unknown.value
    box.value = False
    assert getattr(answers_of(page.session), name) == ()


@pytest.mark.parametrize(("name", "most"), [("business", 2), ("objectives", 3)])
def test_one_answer_too_many_is_refused_in_words_and_its_box_is_free_again(
    page: Dashboard, name: str, most: int
) -> None:
    asked = chips(page, name)
    boxes = list(asked.boxes.values())
    for box in boxes[: most + 1]:
        box.value = True

    assert [box.value for box in boxes[: most + 1]] == [True] * most + [False]
    assert f"Choose at most {most}. Take one off first." in words(asked)
    boxes[0].value = False
    boxes[most].value = True
    assert boxes[most].value
    assert "Choose at most" not in words(asked)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_objective_is_on_offer_the_usual_ones_first(lang: str) -> None:
    page = Dashboard(new_session(lang), "questions")
    asked = chips(page, "objectives")
    shown = [part for part in asked.children if isinstance(part, ipywidgets.Checkbox)]
    assert len(shown) == len(FIRST_OBJECTIVES) + 1

    asked.more.click()
    assert set(asked.boxes) == set(load_table("objectives")["key"])
    assert set(asked.boxes.values()) < set(asked.children)
    assert asked.more not in asked.children


def test_an_objective_that_is_chosen_is_always_shown() -> None:
    session = new_session()
    session.replace_plan(session.plan.changed(answers=Answers(objectives=("market-insight",))))
    asked = chips(Dashboard(session, "questions"), "objectives")

    assert asked.boxes["market-insight"] in asked.children


def test_the_regions_are_those_of_the_country_and_another_country_has_its_own(page: Dashboard) -> None:
    country, region = named(page, "Country"), named(page, "Region with its own public holidays")
    country.value = "CA"
    assert ("Nova Scotia", "NS") in region.options
    region.value = "NS"
    assert page.session.plan.answers.region == "NS"

    country.value = "FR"
    assert (page.session.plan.answers.country, page.session.plan.answers.region) == ("FR", "")
    assert "NS" not in dict(region.options).values()
    page.session.step("undo")
    assert (country.value, region.value) == ("CA", "NS")
    country.value = "AQ"
    assert (region.disabled, len(region.options)) == (True, 1)


def test_the_country_of_a_new_plan_is_offered_first_and_is_the_answer(page: Dashboard) -> None:
    session = new_session()
    session.change_brief(country="CH")
    page = Dashboard(session, "questions")
    assert isinstance(named(page, "Region with its own public holidays"), RegionList)

    assert named(page, "Country").value == named(page, "Country").options[0][1] == "CH"
    chips(page, "where").boxes["nearby"].value = True
    assert page.session.plan.answers.country == "CH"


def test_a_name_of_no_use_is_refused_beside_the_question_and_the_answers_stay(page: Dashboard) -> None:
    named(page, "Name").value = "x" * 500

    assert "Name: found" in words(page)
    assert page.session.plan.answers is None
    named(page, "Name").value = "Bakery"
    assert "Name: found" not in words(page)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_button_drafts_the_plan_from_the_answers_and_shows_it(lang: str) -> None:
    session = new_session(lang)
    answers = Answers(name="Boulangerie", country="FR", business=("food",), makes=("photos",), people=2, hours=6)
    session.replace_plan(session.plan.changed(answers=answers))
    page = Dashboard(session, "questions")
    questions(page).draft.click()

    assert session.plan.brief == brief_from(answers, Words(lang)).brief
    assert session.plan.answers == answers
    assert page.page == (DRAFT if DRAFT in FRONT else "plan")


def test_a_draft_can_be_made_without_any_answer(page: Dashboard) -> None:
    questions(page).draft.click()

    assert page.page != "questions"
    assert page.session.plan.answers == Answers()
    assert page.session.workings.schedule.slots


def test_the_answers_are_there_when_the_questions_are_opened_again(page: Dashboard) -> None:
    chips(page, "ages").boxes["65+"].value = True
    chips(page, "makes").unknown.value = True
    questions(page).draft.click()
    page.frame.lang = "fr"
    page.frame.page = "questions"

    assert chips(page, "ages").boxes["65+"].value
    assert chips(page, "makes").unknown.value


def test_a_new_draft_says_that_it_replaces_the_plan_and_undo_brings_it_back(page: Dashboard) -> None:
    warning = "A new draft replaces the whole plan"
    said: list[str] = []
    page.frame.send = lambda content, buffers=None: said.append(content.get("said", ""))  # type: ignore[method-assign]
    assert warning not in words(page)
    questions(page).draft.click()
    assert said == []
    page.session.change_brief(reply_target_minutes=120, name="By hand")
    before = page.session.plan

    page.frame.page = "questions"
    assert warning in words(page)
    chips(page, "business").boxes["software"].value = True
    with_answers = page.session.plan
    questions(page).draft.click()
    assert page.session.plan.brief.trades == ("b2b", "how-to")
    assert said == ["This is a new draft. Undo brings back the plan as it was."]
    page.session.step("undo")
    assert page.session.plan == with_answers
    assert page.session.plan.brief == before.brief


def test_what_a_link_to_look_at_may_not_save_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = open_store(tmp_path / "plans.sqlite")
    store.save(new_plan(Words("en"), "p").plan, 0, "k")
    monkeypatch.setenv("STRATEGY_KIT_LOOK", "p")
    page = Dashboard(open_session("en", "p", store=open_store(tmp_path / "plans.sqlite")), "questions")

    assert page.page == "start"


ANYTHING = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=200), st.lists(st.integers())
)
PLACES = st.tuples(st.sampled_from(CHIPS), st.integers(0, 30), st.booleans())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ticks=st.lists(PLACES, max_size=12), values=st.lists(st.tuples(st.integers(0, 4), ANYTHING), max_size=6))
def test_whatever_a_visitor_sends_the_answers_stay_valid_and_the_controls_show_them(
    ticks: list[tuple[str, int, bool]], values: list[tuple[int, Any]]
) -> None:
    page = Dashboard(new_session(), "questions")
    others = [part for part in inside(page) if isinstance(part, ipywidgets.Text | ipywidgets.Dropdown)]
    for name, place, on in ticks:
        boxes = [*chips(page, name).boxes.values(), chips(page, name).unknown]
        boxes[place % len(boxes)].set_state({"value": on})
    for place, value in values:
        sent = {"value": value} if isinstance(others[place], ipywidgets.Text) else {"index": value}
        try:
            others[place].set_state(sent)
        except (Exception, SystemExit) as error:  # what its type refuses, no handler of ours has seen
            assert type(error).__module__.startswith("traitlets") or isinstance(error, IndexError | TypeError)

    answers = answers_of(page.session)
    assert Answers.model_validate(answers.model_dump()) == answers
    assert len(answers.business or ()) <= 2
    assert len(answers.objectives or ()) <= 3
    for name in CHIPS:
        given_now = getattr(answers, name)
        ticked = {value for value, box in chips(page, name).boxes.items() if box.value}
        assert ticked == set(given_now or ())
        assert chips(page, name).unknown.value == (given_now is None)
    assert page.session.plan.brief == new_plan(Words("en"), "p").plan.brief


def test_the_steps_stand_above_the_questions_once_there_is_a_plan_to_go_back_to(page: Dashboard) -> None:
    chips(page, "business").boxes["food"].value = True
    assert page.frame.steps == []

    questions(page).draft.click()
    page.frame.page = "questions"
    assert [step["key"] for step in page.frame.steps][-1] == [*PAGES][-1]


def test_a_new_draft_is_said_to_replace_the_plan_as_long_as_there_is_one(page: Dashboard) -> None:
    warning = "A new draft replaces the whole plan"
    page.session.settle("CA", "America/Toronto")
    assert warning not in words(page)

    page.session.change_brief(trades=["b2b"])
    chips(page, "business").boxes["food"].value = True
    chips(page, "business").boxes["shop"].value = True
    assert warning in words(page)


def test_questions_that_are_begun_do_not_say_that_they_replace_a_plan_when_they_are_opened_again(
    tmp_path: Path,
) -> None:
    store = open_store(tmp_path / "plans.sqlite")
    begun = Dashboard(new_session(store=store), "questions")
    begun.session.settle("CA", "America/Toronto")
    chips(begun, "business").boxes["food"].value = True

    assert "A new draft replaces" not in words(Dashboard(open_session("en", "p", store=store), "questions"))
