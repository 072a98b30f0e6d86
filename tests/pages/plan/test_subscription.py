"""What the plan page says of the calendar at its address."""

import datetime as dt
from pathlib import Path

import pytest

from strategy_kit.i18n import Words
from strategy_kit.pages.plan.subscription import SubscriptionForm
from strategy_kit.session.session import Session, new_plan
from strategy_kit.storage.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(tmp_path / "plans.sqlite")


@pytest.fixture
def session(store: Store) -> Session:
    words = Words("en")
    return Session(store, new_plan(words, "bakery"), words, dt.date(2027, 1, 4))


def state_and_button(form: SubscriptionForm) -> tuple[str, str]:
    form.refresh()
    return repr(form._state), form.put.description


def test_before_a_calendar_left_the_plan_nothing_is_at_its_address(session: Session) -> None:
    assert state_and_button(SubscriptionForm(session)) == ("Nothing is at this address yet.", "Put the calendar there")


def test_the_calendar_that_is_put_there_is_saved(session: Session, store: Store) -> None:
    form = SubscriptionForm(session)
    form.put.click()

    assert state_and_button(form) == ("The calendar there is that of the plan as it is now.", "")
    assert "none" in form.put._dom_classes
    assert store.load("bakery").plan.slots == session.scheduled_plan().slots != ()


def test_a_change_of_the_plan_waits_until_it_is_put_there(session: Session, store: Store) -> None:
    form = SubscriptionForm(session)
    form.put.click()
    before = store.load("bakery").plan.slots
    session.replace_plan(session.plan.changed(weeks=2))

    assert state_and_button(form)[1] == "Put the present one there"
    assert "older than the plan" in state_and_button(form)[0]
    assert store.load("bakery").plan.slots == before
    form.put.click()
    assert state_and_button(form)[1] == ""
    assert store.load("bakery").plan.slots != before


def test_a_plan_that_goes_on_under_another_name_has_another_address(session: Session) -> None:
    form = SubscriptionForm(session)
    session.begin(session.plan)
    form.refresh()

    assert form.address.plan == session.plan.id != "bakery"
