"""The rest of the strategy on the plan page: one line on what it has, and each part one click further."""

import datetime as dt
from typing import Any

import pytest

from strategy_kit.i18n import Words
from strategy_kit.pages.plan.strategy import PANELS, strategy_section
from strategy_kit.session.session import Session, new_plan
from strategy_kit.views.strategy import PARTS
from strategy_kit.widgets.card import CardView
from strategy_kit.widgets.panel import DetailSection, Section


@pytest.fixture
def session() -> Session:
    words = Words("en")
    return Session(None, new_plan(words), words, dt.date(2027, 1, 4))


def inside(widget: Any) -> list[Any]:
    return [widget, *(below for child in getattr(widget, "children", ()) for below in inside(child))]


def test_each_part_of_the_strategy_opens_with_its_form_and_its_card(session: Session) -> None:
    detail = strategy_section(session)
    detail.set_active(True)
    detail.toggle()
    parts = [part for part in inside(detail)[1:] if isinstance(part, Section) and not isinstance(part, DetailSection)]
    for part in parts:
        part.toggle()

    assert list(PANELS) == list(PARTS)
    assert [[card.key for card in inside(part) if isinstance(card, CardView)] for part in parts] == [
        *(["brand-voice"], ["profiles"], ["peers"], ["crisis"], ["budget"])
    ]


def test_the_line_follows_what_is_filled_in(session: Session) -> None:
    detail = strategy_section(session)
    session.change_brief(hourly_cost=25)

    assert "Filled in: budget. Not yet: brand voice" in repr(detail._words)
