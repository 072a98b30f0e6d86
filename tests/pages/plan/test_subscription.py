"""What the plan page says of the calendar at its address."""

import datetime as dt
from pathlib import Path

import pytest

from strategy_kit.i18n import Words
from strategy_kit.pages.plan.subscription import SubscriptionGroup
from strategy_kit.session.session import Session, new_plan
from strategy_kit.storage.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "plans.sqlite")


@pytest.fixture
def session(store: Store) -> Session:
    words = Words("en")
    return Session(store, new_plan(words, "bakery"), words, dt.date(2027, 1, 4))


def said(group: SubscriptionGroup) -> tuple[str, str]:
    group.follow()
    return repr(group._state), group.put.description


def test_before_a_calendar_left_the_plan_nothing_is_at_its_address(session: Session) -> None:
    assert said(SubscriptionGroup(session)) == ("Nothing is at this address yet.", "Put the calendar there")


def test_the_calendar_that_is_put_there_is_saved(session: Session, store: Store) -> None:
    group = SubscriptionGroup(session)
    group.put.click()

    assert said(group) == ("The calendar there is that of the plan as it is now.", "")
    assert "none" in group.put._dom_classes
    assert store.load("bakery").plan.slots == session.scheduled_plan().slots != ()


def test_a_change_of_the_plan_waits_until_it_is_put_there(session: Session, store: Store) -> None:
    group = SubscriptionGroup(session)
    group.put.click()
    before = store.load("bakery").plan.slots
    session.replace_plan(session.plan.changed(weeks=2))

    assert said(group)[1] == "Put the present one there"
    assert "older than the plan" in said(group)[0]
    assert store.load("bakery").plan.slots == before
    group.put.click()
    assert said(group)[1] == ""
    assert store.load("bakery").plan.slots != before


def test_a_plan_that_goes_on_under_another_name_has_another_address(session: Session) -> None:
    group = SubscriptionGroup(session)
    session.begin(session.plan)
    group.follow()

    assert group.address.plan == session.plan.id != "bakery"
