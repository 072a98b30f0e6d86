"""What follows a control: each card as soon as it is made, the last ones where one cannot be made."""

import asyncio
import threading
from pathlib import Path

import ipywidgets
import pytest

from strategy_kit.errors import InputError
from strategy_kit.figures.card import Card
from strategy_kit.i18n import Words
from strategy_kit.plan.workings import Workings
from strategy_kit.session.session import Session, open_session
from strategy_kit.storage.store import open_store
from strategy_kit.widgets.on_demand import OnDemand
from strategy_kit.widgets.panel import Cards


@pytest.fixture
def session(tmp_path: Path) -> Session:
    return open_session("en", "mine", store=open_store(tmp_path / "plans.sqlite"))


def named(workings: Workings, _: Words) -> Card:
    return Card("named", workings.brief.name)


def test_a_card_is_shown_before_the_next_one_is_made(session: Session) -> None:
    page: list[Cards] = []
    seen: list[str] = []

    def asks(workings: Workings, _: Words) -> Card:
        seen.extend(cards._shown[0].title for cards in page)
        return Card("asks", "Asks")

    page.append(Cards(session, [named, asks]))
    session.change_brief(name="Bakery")

    assert seen == ["Bakery"]


def test_a_card_that_fails_keeps_its_last_state_and_shows_the_reason(session: Session) -> None:
    def refuses(workings: Workings, _: Words) -> Card:
        if workings.brief.name == "Bakery":
            raise InputError("{field}: found {value}.", field="name", value="Bakery")
        return Card("refuses", "As it was")

    cards = Cards(session, [named, refuses])
    session.change_brief(name="Bakery")

    assert [view.title for view in cards._shown] == ["Bakery", "As it was"]
    assert "name: found Bakery." in cards._alert.value


def test_a_calendar_that_fails_has_a_button_that_computes_it_again(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def scheduled(workings: Workings, _: Words) -> Card:
        return Card("scheduled", f"{len(workings.schedule.slots)} posts")

    def dies(*_: object, **__: object) -> None:
        raise RuntimeError("the solver stopped without an answer")

    session.change_brief(spacing_across_hours=1.7)  # no other test has computed that calendar
    cards = Cards(session, [scheduled])
    before = cards._shown[0].title
    with monkeypatch.context() as patch:
        patch.setattr("strategy_kit.session.session.schedule_posts", dies)
        session.replace_plan(session.plan.changed(weeks=2))
        assert "The calculation failed. Your plan is saved" in cards._alert.value
        assert (cards._shown[0].title, cards.retry in cards.children) == (before, True)

    cards.retry.click()

    assert cards.retry not in cards.children
    assert cards._shown[0].title != before


def test_an_answer_whose_parts_fail_says_so(session: Session) -> None:
    class Failing(OnDemand):
        def parts(self, _found: object) -> list[ipywidgets.Widget]:
            raise RuntimeError("no parts")

    asked = Failing(session, "What?", lambda workings, _: Card("answer", "Forty-two"))
    asked._button.click()

    assert "The calculation failed. Your plan is saved" in asked._line.value


def test_an_answer_on_demand_that_fails_says_so_and_is_asked_again_by_its_button(session: Session) -> None:
    calls: list[int] = []

    def view(workings: Workings, _: Words) -> Card:
        calls.append(1)
        if len(calls) == 1:
            raise RuntimeError("no answer")
        return Card("answer", "Forty-two")

    asked = OnDemand(session, "What?", view)
    asked._button.click()

    assert "The calculation failed. Your plan is saved" in asked._line.value
    assert not asked._button.disabled
    asked._button.click()
    assert asked.children[1].title == "Forty-two"
    asked._button.click()
    assert asked.children == (asked._button,)
    asked._button.click()
    assert asked.children[1].title == "Forty-two"


def test_an_answer_that_takes_long_says_that_it_is_calculated_and_can_be_put_away(session: Session) -> None:
    go_on = threading.Event()

    def view(workings: Workings, _: Words) -> Card:
        go_on.wait(10)
        return Card("answer", "Forty-two")

    async def pressed() -> None:
        asked = OnDemand(session, "What?", view)
        asked._button.click()
        assert "Calculating" in repr(asked.children[1])
        asked._button.click()
        assert asked.children == (asked._button,)

        go_on.set()
        await asyncio.sleep(0.3)
        assert asked.children == (asked._button,)
        asked._button.click()
        await asyncio.sleep(0.3)
        assert asked.children[1].title == "Forty-two"

    asyncio.run(pressed())
