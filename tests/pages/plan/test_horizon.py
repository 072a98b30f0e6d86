"""Objectives that are due outside the days of the plan are named; a button extends the plan where that helps."""

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
    return [
        act
        for banner in notices.children
        for act in getattr(banner, "children", ())
        if isinstance(act, ipywidgets.Button)
    ]


def due(session: Session, day: str) -> None:
    (objective,) = session.plan.brief.objectives
    session.change_brief(objectives=[objective.changed(due=day)])


def test_the_plan_is_extended_to_the_week_of_the_date(session: Session) -> None:
    notices = HorizonNotices(session)
    (extend,) = buttons(notices)
    assert extend.description == "Extend the plan to 9 weeks"

    extend.click()

    assert (session.plan.weeks, notices.children) == (9, ())
    assert session.step("undo")
    assert len(notices.children) == 1


def test_a_date_beyond_the_longest_plan_leads_to_the_next_period(session: Session) -> None:
    due(session, "2027-04-05")
    notices = HorizonNotices(session)

    assert buttons(notices) == []
    assert repr(notices.children[0]) == (
        "Sell: due after this plan, which ends on January 31, 2027 and can have 13 weeks at most. "
        "Plan the next period after it."
    )


def test_a_date_before_the_plan_is_said(session: Session) -> None:
    due(session, "2027-01-03")

    assert "Due before the plan begins: Sell." in repr(HorizonNotices(session).children[0])


@pytest.mark.parametrize(
    ("day", "shown"),
    [("2027-01-04", 0), ("2027-01-31", 0), ("2027-02-01", 1)],
    ids=["first day", "last day", "day after"],
)
def test_a_date_within_the_plan_needs_no_notice(session: Session, day: str, shown: int) -> None:
    due(session, day)

    assert len(HorizonNotices(session).children) == shown
