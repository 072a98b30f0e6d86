"""What would mend an answer that fails, right below it."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from strategy_kit.i18n import Words
from strategy_kit.pages.registry import PAGES
from strategy_kit.pages.remedies import Remedies
from strategy_kit.session.session import Session, new_plan
from strategy_kit.storage.store import open_store
from strategy_kit.widgets.card import card_views

TODAY = dt.date(2027, 1, 4)
FAILING = ("calendar", "plan")


@pytest.fixture
def session(tmp_path: Path) -> Session:
    words = Words("en")
    return Session(open_store(tmp_path / "plans.sqlite"), new_plan(words), words, TODAY)


def remedies_of(session: Session, key: str) -> Remedies:
    (found,) = [part for part in PAGES[key].make(session).children if isinstance(part, Remedies)]
    return found


@pytest.mark.parametrize("key", FAILING)
def test_nothing_is_offered_while_everything_fits(session: Session, key: str) -> None:
    assert remedies_of(session, key).children == ()


@pytest.mark.parametrize("key", FAILING)
@pytest.mark.parametrize(
    ("people", "label"),
    [(1, "Plan 3\xa0h\xa030 a week"), (2, "Plan 3\xa0h\xa030 a week for Ada")],
    ids=["one", "two"],
)
def test_too_few_hours_are_mended_by_one_button(session: Session, key: str, people: int, label: str) -> None:
    person = {"name": "Ada", "hours_per_week": 0.25}
    session.change_brief(team=[person, {**person, "name": "Bo"}][:people])
    shown = remedies_of(session, key)
    assert session.workings.platforms == ()
    (offered,) = shown.children
    assert offered.description == label

    offered.click()

    assert session.workings.platforms != ()
    assert session.workings.schedule.slots
    assert [getattr(part, "description", "") for part in shown.children] != [label]
    assert session.plan.brief.team[0].hours_per_week == 3.5


def test_what_stands_in_the_way_is_one_question_away(session: Session) -> None:
    pin: dict[str, Any] = {"platform": "facebook", "day": "2027-01-10", "time": "10:00"}
    start, closed = dt.date(2027, 1, 4), (7,)
    session.replace_plan(session.plan.changed(start=start))
    session.change_brief(platforms=("facebook",), closed_weekdays=closed, pinned=[pin])
    (question,) = remedies_of(session, "calendar").children

    assert question._button.description == "What would make it fit?"
    question._ask()

    assert "conflict" in [view.key for view in card_views(question)]


def test_what_would_make_it_fit_is_applied_by_a_button_and_undone_like_any_change(session: Session) -> None:
    session.change_brief(team=[{"name": "Ada", "hours_per_week": 2.0}], platforms=("facebook", "instagram"))
    assert session.workings.schedule.missing
    shown = remedies_of(session, "calendar")
    (question,) = shown.children
    question._ask()
    offered = [part for line in question.children for part in getattr(line, "children", ()) if hasattr(part, "click")]
    before, missing = session.plan.brief, len(session.workings.schedule.missing)
    assert offered
    assert all(button.description.startswith("Apply: ") for button in offered)

    offered[0].click()

    assert session.plan.brief != before
    assert len(session.workings.schedule.missing) < missing
    session.step("undo")
    assert session.plan.brief == before


def test_the_question_is_put_away_by_the_button_that_asked_it(session: Session) -> None:
    session.change_brief(team=[{"name": "Ada", "hours_per_week": 2.0}], platforms=("facebook", "instagram"))
    (question,) = remedies_of(session, "calendar").children
    for is_open in (True, False, True):
        question._button.click()

        assert (len(question.children) > 1) == is_open
        assert question._button.description == ("Close: " * is_open) + "What would make it fit?"
