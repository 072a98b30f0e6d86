"""The lists of the first and the second trade, on both pages that show them."""

import datetime as dt
from pathlib import Path

import pytest

from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan
from strategy_kit.pages.trades import trade_dropdowns
from strategy_kit.session.session import Session
from strategy_kit.storage.store import open_store


@pytest.fixture
def session(tmp_path: Path) -> Session:
    store = open_store(tmp_path / "plans.db")
    plan = Plan(brief=Brief(name="Bakery", trades=("visual",)), start=dt.date(2027, 1, 4))
    store.save(plan, 0, plan.id)
    return Session(store, store.load(plan.id), Words("en"), dt.date(2027, 1, 4))


def test_a_second_trade_is_added_and_removed(session: Session) -> None:
    _first, second = trade_dropdowns(session)

    second.value = "walk-in"
    assert session.plan.brief.trades == ("visual", "walk-in")
    second.value = ""
    assert session.plan.brief.trades == ("visual",)


@pytest.mark.parametrize(("place", "trade"), [(0, "walk-in"), (1, "visual")], ids=["as first", "as second"])
def test_choosing_the_other_trade_makes_the_two_change_places(session: Session, place: int, trade: str) -> None:
    session.change_brief(trades=("visual", "walk-in"))
    lists = trade_dropdowns(session)

    lists[place].value = trade

    assert session.plan.brief.trades == ("walk-in", "visual")
    assert [each.value for each in lists] == ["walk-in", "visual"]


def test_the_first_trade_cannot_be_the_second_as_well(session: Session) -> None:
    _first, second = trade_dropdowns(session)
    words: list[str] = []
    second.binding.report = words.append

    second.value = "visual"

    assert session.plan.brief.trades == ("visual",)
    assert words == ["Second trade: is already your first trade. Choose another, or none."]
