"""Costs on the plan page, and the cost of an hour, as people write them."""

import datetime as dt
from typing import Any

import pytest
from ipywidgets import Widget

from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan
from strategy_kit.pages.plan.budget import costs_form
from strategy_kit.session.session import Session
from strategy_kit.storage.store import StoredPlan
from strategy_kit.widgets.form import Form
from strategy_kit.widgets.table import TableEditor


def session_of(lang: str = "en") -> Session:
    plan = Plan(id="p1", brief=Brief(name="Shop", lang=lang), start=dt.date(2027, 1, 4), weeks=1)
    return Session(None, StoredPlan(plan, 0, dt.datetime.now(dt.UTC)), Words(lang), dt.date(2027, 1, 1))


def hourly(form: Form) -> Any:
    return next(part for part in form.children if getattr(part, "description", "").startswith(("Cost of", "Coût d")))


def table(form: Form) -> Widget:
    return next(part for part in form.children if isinstance(part, TableEditor))


def test_a_cost_without_an_amount_is_kept_as_unknown() -> None:
    session = session_of()
    table(costs_form(session)).rows = [{"what": "Tool"}, {"what": "Ads", "kind": "boost", "platform": "x"}]

    assert [(cost.what, cost.kind, cost.platform, cost.per_month) for cost in session.plan.brief.costs] == [
        ("Tool", "tool", None, None),
        ("Ads", "boost", "x", None),
    ]


@pytest.mark.parametrize(("lang", "text", "cost"), [("en", "$18.50", 18.5), ("fr", "18,50 €", 18.5), ("en", "", None)])
def test_the_cost_of_an_hour_is_read_as_people_write_it(lang: str, text: str, cost: float | None) -> None:
    session = session_of(lang)
    session.change_brief(hourly_cost=1)
    hourly(costs_form(session)).value = text

    assert session.plan.brief.hourly_cost == cost


@pytest.mark.parametrize("text", ["a lot", "-3", "1e99"])
def test_what_is_no_cost_is_refused_and_the_plan_stays(text: str) -> None:
    session = session_of()
    form = costs_form(session)
    hourly(form).value = text

    assert session.plan.brief.hourly_cost is None
    assert form.refusal.startswith("Cost of one hour of work:")
