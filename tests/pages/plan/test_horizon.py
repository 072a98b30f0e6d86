"""An objective that is due after the plan ends is named, with a button for each way to bring both together."""

import datetime as dt
from pathlib import Path

import ipywidgets
import pytest

from strategy_kit.i18n import Words
from strategy_kit.model import Brief
from strategy_kit.pages.plan.horizon import HorizonNotices
from strategy_kit.session.session import Session, new_plan
from strategy_kit.storage.store import open_store

START = dt.date(2027, 1, 4)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    brief = Brief(name="Shop", objectives=[{"key": "sales", "due": "2027-03-01"}])
    words = Words("en")
    made = Session(open_store(tmp_path / "plans.sqlite"), new_plan(words, "shop"), words, START)
    made.replace_plan(made.plan.changed(brief=brief, start=START, weeks=4))
    return made


def buttons(notices: HorizonNotices) -> list[ipywidgets.Button]:
    return [act for banner in notices.children for act in banner.children if isinstance(act, ipywidgets.Button)]


def due(session: Session, day: str) -> None:
    (objective,) = session.plan.brief.objectives
    session.change_brief(objectives=[objective.changed(due=day)])


def test_the_plan_is_extended_to_the_week_of_the_date(session: Session) -> None:
    notices = HorizonNotices(session)
    extend, move = buttons(notices)
    assert (extend.description, move.description) == (
        "Extend the plan to 9 weeks",
        "Set the due date to January 31, 2027",
    )

    extend.click()

    assert (session.plan.weeks, notices.children) == (9, ())
    assert session.step("undo")
    assert len(notices.children) == 1


def test_the_date_is_moved_to_the_last_day_of_the_plan(session: Session) -> None:
    notices = HorizonNotices(session)
    buttons(notices)[1].click()

    assert session.plan.brief.objectives[0].due == dt.date(2027, 1, 31)
    assert notices.children == ()


def test_a_date_beyond_the_longest_plan_offers_the_next_period(session: Session) -> None:
    due(session, "2027-04-05")
    notices = HorizonNotices(session)

    assert [act.description for act in buttons(notices)] == ["Set the due date to January 31, 2027"]
    assert "plan the next period after this one" in repr(notices.children[0].children[0])


@pytest.mark.parametrize(("day", "shown"), [("2027-01-31", 0), ("2027-02-01", 1)], ids=["last day", "day after"])
def test_a_date_within_the_plan_needs_no_notice(session: Session, day: str, shown: int) -> None:
    due(session, day)

    assert len(HorizonNotices(session).children) == shown
