"""What follows a control: each card as soon as it is made, the last ones where one cannot be made."""

from pathlib import Path

import pytest

from strategy_kit.errors import InputError
from strategy_kit.figures.card import Card
from strategy_kit.i18n import Words
from strategy_kit.plan.workings import Workings
from strategy_kit.session.session import Session, open_session
from strategy_kit.storage.store import open_store
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
