"""The traits of the brand voice on the communication page."""

import datetime as dt

from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan
from strategy_kit.pages.communication.brand_voice import brand_voice_form
from strategy_kit.session.session import Session
from strategy_kit.storage.store import StoredPlan
from strategy_kit.widgets.table import TableEditor


def test_a_trait_needs_its_name_and_nothing_else() -> None:
    plan = Plan(id="p1", brief=Brief(name="Shop"), start=dt.date(2027, 1, 4), weeks=1)
    session = Session(None, StoredPlan(plan, 0, dt.datetime.now(dt.UTC)), Words("en"), dt.date(2027, 1, 1))
    (editor,) = [part for part in brand_voice_form(session).children if isinstance(part, TableEditor)]
    editor.rows = [{"we_are": "Warm", "we_are_not": "", "example": ""}, {"we_are": "", "we_are_not": "loud"}]

    assert session.plan.brief.brand_voice == ()
    assert [(error["row"], error["key"], error["message"]) for error in editor.errors] == [
        (1, "we_are", "We are: enter a name.")
    ]

    editor.rows = [{"we_are": "Warm"}]
    assert [trait.we_are for trait in session.plan.brief.brand_voice] == ["Warm"]
