"""The chips of the trades, on both pages that show them."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan
from strategy_kit.pages.trades import trade_chips
from strategy_kit.session.session import Session
from strategy_kit.storage.store import open_store
from strategy_kit.widgets.form import Form


@pytest.fixture
def session(tmp_path: Path) -> Session:
    store = open_store(tmp_path / "plans.db")
    plan = Plan(brief=Brief(name="Bakery", trades=("visual",)), start=dt.date(2027, 1, 4))
    store.save(plan, 0, plan.id)
    return Session(store, store.load(plan.id), Words("en"), dt.date(2027, 1, 4))


def tick(chips: Any, word: str, on: bool = True) -> None:
    next(box for box in chips.children if getattr(box, "description", "") == word).value = on


def test_a_second_trade_is_added_and_removed(session: Session) -> None:
    chips = trade_chips(session)

    tick(chips, "online shop")
    assert session.plan.brief.trades == ("visual", "online-shop")
    tick(chips, "online shop", on=False)
    assert session.plan.brief.trades == ("visual",)


def test_a_third_trade_is_refused_below_the_chips_until_one_is_taken_away(session: Session) -> None:
    chips = trade_chips(session)
    form = Form("Your business", [chips])
    tick(chips, "online shop")
    tick(chips, "business to business (B2B)")

    assert session.plan.brief.trades == ("visual", "online-shop")
    assert form.refusal == "A business has at most 2 trades: remove one first."
    session.change_brief(name="Café")
    assert (chips.value, session.refusals.count) == (("visual", "b2b", "online-shop"), 1)

    tick(chips, "business that shows well in pictures", on=False)
    assert session.plan.brief.trades == ("b2b", "online-shop")
    assert (form.refusal, session.refusals.count) == ("", 0)


def test_a_business_without_a_trade_is_refused(session: Session) -> None:
    chips = trade_chips(session)
    form = Form("Your business", [chips])
    tick(chips, "business that shows well in pictures", on=False)

    assert session.plan.brief.trades == ("visual",)
    assert "Enter at least 1." in form.refusal
