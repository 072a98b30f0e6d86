"""The plan on one page: whether it is agreed, what changed since, what is in front."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ipywidgets
import pytest

from strategy_kit.i18n import Words
from strategy_kit.pages.dashboard import DashboardPage
from strategy_kit.pages.plan import agreement
from strategy_kit.pages.plan.agreement import AgreeingForm, agreement_form, is_agreed
from strategy_kit.pages.plan.plan import plan_page, plan_panel
from strategy_kit.pages.plan.start import horizon_form
from strategy_kit.session.background import UnfinishedError
from strategy_kit.session.session import Session, new_plan
from strategy_kit.storage.store import Store, open_store
from strategy_kit.widgets.card import card_views
from strategy_kit.widgets.files import Download
from strategy_kit.widgets.form import Form
from strategy_kit.widgets.prose import Prose

TODAY = dt.date(2027, 1, 4)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "plans.sqlite")


@pytest.fixture
def session(store: Store, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setenv("STRATEGY_KIT_TODAY", TODAY.isoformat())
    words = Words("en")
    return Session(store, new_plan(words, "bakery"), words, TODAY)


@pytest.fixture
def page(session: Session) -> Any:
    return plan_page(session)


def inside(widget: Any, kind: Any = ipywidgets.Widget) -> Iterator[Any]:
    if isinstance(widget, kind):
        yield widget
    for child in getattr(widget, "children", ()):
        yield from inside(child, kind)


def form(page: Any) -> AgreeingForm:
    (found,) = inside(page, AgreeingForm)
    return found


def state(page: Any) -> str:
    return repr(form(page)._state)


def offered(page: Any) -> list[str]:
    return [getattr(part, "description", "") or part.label for part in form(page)._acts.children]


def agree(page: Any, people: str = "Ada and Bo") -> None:
    (names,) = inside(form(page), ipywidgets.Text)
    names.value = people
    form(page).agree.click()


def test_one_button_agrees_to_the_plan_as_it_is_today(page: Any, session: Session, store: Store) -> None:
    assert "Draft, not agreed yet" in state(page)
    assert form(page).agree.description == "We agree on this plan"

    agree(page)

    saved = store.load("bakery").plan
    assert (saved.agreed_by, saved.agreed_on, saved.agreed) == ("Ada and Bo", TODAY, session.plan.terms)
    assert saved.platforms == session.workings.platforms != ()
    assert "Agreed by Ada and Bo on " in state(page)
    assert offered(page) == ["Download the calendar", "Withdraw the agreement"]


def test_an_agreed_plan_says_what_is_posted_next_until_nothing_is_left(
    page: Any, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    agree(page)
    first, second, *_others = sorted(session.workings.schedule.slots, key=lambda slot: slot.starts_at)
    assert "Next: Owner posts on " in state(page)
    assert session.words.date(first.day, "full") in state(page)

    monkeypatch.setenv("STRATEGY_KIT_TODAY", (first.day + dt.timedelta(1)).isoformat())
    form(page).refresh()
    assert session.words.date(second.day, "full") in state(page)
    monkeypatch.setenv("STRATEGY_KIT_TODAY", session.plan.end.isoformat())
    form(page).refresh()
    assert "No post is left to publish" in state(page)


def test_an_agreement_is_withdrawn_by_one_button_and_the_names_stay(page: Any, session: Session) -> None:
    agree(page)
    form(page).withdraw.click()

    assert (session.plan.agreed_by, session.plan.agreed_on, session.plan.agreed) == ("Ada and Bo", None, None)
    assert ("Draft, not agreed yet" in state(page), offered(page)) == (True, ["We agree on this plan"])
    assert session.step("undo") == "Undone: agreement"
    assert "Agreed by Ada and Bo" in state(page)


def test_the_head_of_the_page_asks_until_the_plan_is_agreed_and_again_once_it_changes(session: Session) -> None:
    page = DashboardPage(session, "plan", lambda _page: None)
    heads = []
    for act in (lambda: None, lambda: agree(page), lambda: session.change_brief(promotion_cap=0.5)):
        act()
        heads.append(repr(page.children[0]))

    assert ["Do you agree on this plan?" in head for head in heads] == [True, False, True]
    assert "This plan is agreed" in heads[1]


def test_a_plan_that_changes_after_it_was_agreed_says_what_changed_and_asks_again(page: Any, session: Session) -> None:
    agree(page)
    session.change_brief(promotion_cap=0.5)

    assert "Changed since it was agreed on " in state(page)
    assert "Changed: limit on promotional posts." in state(page)
    assert offered(page) == ["Agree again", "Withdraw the agreement"]

    form(page).agree.click()

    assert "Agreed by Ada and Bo" in state(page)
    assert session.plan.agreed == session.plan.terms


def test_a_change_that_is_taken_back_is_none(page: Any, session: Session) -> None:
    agree(page)
    before = session.plan.brief.promotion_cap
    session.change_brief(promotion_cap=0.5)
    session.change_brief(promotion_cap=before)

    assert "Agreed by Ada and Bo" in state(page)


def test_agreeing_is_a_step_to_undo(page: Any, session: Session) -> None:
    agree(page)

    assert session.step("undo") == "Undone: platforms and agreement"
    assert session.plan.agreed is None
    assert "Draft, not agreed yet" in state(page)


def test_who_agrees_is_asked_for(page: Any, session: Session) -> None:
    agree(page, "")

    assert session.plan.agreed_on is None
    assert "write who agrees" in form(page).refusal
    agree(page)
    assert form(page).refusal == ""


def test_new_platforms_are_a_change_too(page: Any, session: Session) -> None:
    agree(page)
    session.change_brief(team=[session.plan.brief.team[0].changed(hours_per_week=20)])

    assert "Changed: team hours and platforms." in state(page)


def test_the_three_files_that_matter_stand_in_front(page: Any) -> None:
    labels = [button.label for part in page.children[:-4] for button in inside(part, Download)]

    assert labels == ["Calendar (.ics)", "Report (.html)", "Plan (.json)", "Print or save as PDF"]


def test_the_plan_of_a_notebook_has_every_card_and_every_form_of_the_page(page: Any, session: Session) -> None:
    for detail in page.details.values():
        detail.toggle()
    panel = plan_panel(session)

    assert {card.key for card in card_views(panel)} == {card.key for card in card_views(page)}
    kinds = {type(part) for part in inside(page, Form)}
    assert kinds - {type(part) for part in inside(panel, Form)} == {AgreeingForm}


@pytest.mark.parametrize(
    ("start", "is_past"),
    [("2019-01-07", True), ("2026-12-07", True), ("2026-12-14", False), ("2027-02-01", False)],
    ids=["years ago", "ended yesterday", "ends in a week", "to come"],
)
def test_a_first_day_that_puts_the_whole_plan_into_the_past_is_taken_with_a_warning(
    session: Session, start: str, *, is_past: bool
) -> None:
    form = horizon_form(session)
    (day,) = inside(form, ipywidgets.DatePicker)
    day.value = dt.date.fromisoformat(start)

    assert session.plan.start == day.value
    assert ("This plan is in the past: it ends on " in repr(form.children[2])) == is_past


TOO_MANY = {"platforms": ("facebook",), "cadence": [{"posts_per_week_low": 20, "posts_per_week_high": 20}]}
"""More posts a week than the days of the team hold."""


def question(page: Any) -> str:
    return " ".join(repr(part) for part in inside(form(page).question, Prose))


def test_a_plan_in_which_something_does_not_fit_is_agreed_only_after_a_question(page: Any, session: Session) -> None:
    session.change_brief(**TOO_MANY)
    agree(page)
    assert session.plan.agreed_on is None
    assert "posts fewer than planned. Agree anyway?" in question(page)

    form(page).agree_anyway.click()

    assert session.plan.agreed_on == TODAY
    assert session.plan.agreed is not None
    assert "posts fewer than planned" in session.plan.agreed.exceptions
    assert "Agreed despite this: " in state(page)
    assert form(page).question.children == ()


def test_the_question_is_taken_back_by_its_button_and_by_a_change_of_the_plan(page: Any, session: Session) -> None:
    session.change_brief(**TOO_MANY)
    acts = (form(page).not_yet.click, lambda: session.change_brief(promotion_cap=0.5))
    for act in acts:
        agree(page)
        assert form(page).question.children
        act()
        assert form(page).question.children == ()
    form(page).agree_anyway.click()

    assert session.plan.agreed_on is None


def test_the_day_typed_into_the_other_form_states_what_does_not_fit_too(session: Session) -> None:
    session.change_brief(**TOO_MANY)
    (day,) = inside(agreement_form(session), ipywidgets.DatePicker)
    day.value = TODAY

    assert session.plan.agreed is not None
    assert "posts fewer than planned" in session.plan.agreed.exceptions
    assert is_agreed(session)


def test_the_day_typed_while_the_calendar_is_being_calculated_is_refused(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unfinished(*_of: object) -> tuple[str, ...]:
        raise UnfinishedError

    monkeypatch.setattr(agreement, "failures", unfinished)
    typed = agreement_form(session)
    (day,) = inside(typed, ipywidgets.DatePicker)
    day.value = TODAY

    assert session.plan.agreed_on is None
    assert "The calendar is being calculated. Agree once it is there." in repr(typed.children)


def test_an_agreement_states_whole_sentences_only(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agreement, "failures", lambda _workings, _: ("something does not fit",) * 200)
    sentences = agreement.exceptions_words(session).split(". ")

    assert len(sentences) == agreement.MOST_LETTERS // len("Something does not fit. ")
    assert set(sentences) == {"Something does not fit"}
