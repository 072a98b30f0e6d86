"""The next version of a plan on the page of the review: when it begins, and what is offered once it was made."""

import datetime as dt
from pathlib import Path

import pytest

from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan, Review
from strategy_kit.pages.review.versions import NextVersion
from strategy_kit.plan.review import with_review
from strategy_kit.session.session import Session, new_plan
from strategy_kit.storage.store import StoredPlan, open_store
from strategy_kit.views.review import version_views

MONDAY = dt.date(2027, 1, 4)
DAY = dt.date(2027, 1, 13)


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """A plan of six weeks in its second one."""
    monkeypatch.setenv("STRATEGY_KIT_TODAY", DAY.isoformat())
    words = Words("en")
    plan = Plan(id="p", brief=Brief(name="Shop"), start=MONDAY, weeks=6)
    stored = StoredPlan(plan, 0, new_plan(words, "p").saved_at)
    return Session(open_store(tmp_path / "plans.sqlite"), stored, words, DAY)


@pytest.mark.parametrize(
    ("after_end", "start", "end"),
    [(False, dt.date(2027, 1, 18), MONDAY + dt.timedelta(weeks=6)), (True, dt.date(2027, 2, 15), dt.date(2027, 3, 29))],
    ids=["next Monday", "after the end"],
)
def test_the_next_version_of_a_plan_that_runs_begins_when_the_person_chooses(
    session: Session, *, after_end: bool, start: dt.date, end: dt.date
) -> None:
    form = NextVersion(session)
    assert form.after_end.value is False
    form.after_end.value = after_end

    form.make.click()

    assert (session.plan.version, session.plan.start, session.plan.end) == (2, start, end)
    assert [card.title for card in version_views(session.workings, Words("en"))] == ["Version 2 changes one thing"]


def test_a_plan_that_has_ended_has_no_choice_of_a_day(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRATEGY_KIT_TODAY", "2027-03-02")
    form = NextVersion(session)
    assert form.after_end not in form.children

    form.make.click()

    assert (session.plan.start, session.plan.weeks) == (dt.date(2027, 3, 8), 6)


def test_a_version_that_was_made_is_opened_and_the_next_is_offered_after_new_decisions(session: Session) -> None:
    shown = list[str]()
    form = NextVersion(session, shown.append)
    form.make.click()
    assert form.make not in form.children
    assert form.show_plan is not None
    form.show_plan.click()
    assert shown == ["plan"]

    form.make.click()
    assert session.plan.version == 2

    review = Review(version=2, day=DAY, decisions=[{"act": "stop", "what": "Team posts"}])
    session.replace_plan(with_review(session.plan, review))
    form.make.click()
    assert session.plan.version == 3
