"""Rows pasted into the tables of pillars and of the customer journey."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest

from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan
from strategy_kit.pages.audience.audience import journey_form
from strategy_kit.pages.communication.communication import pillars_form
from strategy_kit.pages.paste import PastedRows
from strategy_kit.session.session import Session
from strategy_kit.storage.store import StoredPlan
from strategy_kit.widgets.lazy import Disclosure


def session_of(lang: str = "en") -> Session:
    plan = Plan(brief=Brief(name="Shop"), start=dt.date(2027, 1, 4))
    return Session(None, StoredPlan(plan, 0, dt.datetime.now(dt.UTC)), Words(lang), dt.date(2027, 1, 4))


def inside(widget: Any) -> Iterator[Any]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from inside(child)


def pasted(form: Any, text: str) -> PastedRows:
    (opened,) = (part for part in inside(form) if isinstance(part, Disclosure))
    opened.toggle()
    (place,) = (part for part in inside(form) if isinstance(part, PastedRows))
    place.text.value = text
    place.take()
    return place


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        (
            "en",
            "Pillar\tPurpose\tShare of posts, %\tFormat\n{name}\tInform\t30\ttext\nBackstage\tentertain\t20\tstories",
        ),
        ("fr", "Pilier;Rôle;Part des publications (%);Format\n{name};informer;30;texte\nBackstage;divertir;20;stories"),
    ],
)
def test_pasted_pillars_update_those_of_the_same_name_and_add_the_others(lang: str, text: str) -> None:
    session = session_of(lang)
    name = session.plan.brief.pillars[1].name
    place = pasted(pillars_form(session), text.format(name=name))

    pillars = {pillar.name: pillar for pillar in session.plan.brief.pillars}
    assert (len(pillars), pillars[name].share, pillars[name].format) == (5, 0.3, "text")
    assert (pillars["Backstage"].purpose, pillars["Backstage"].share) == ("entertain", 0.2)
    assert place.text.value == ""


def test_a_journey_is_pasted_with_its_stages() -> None:
    session = session_of()
    pasted(
        journey_form(session),
        "Segment,Information source,Need,Search\nCustomers,social media,nearly all,2: many\nCustomers,media,1,",
    )

    rows = [(each.place, each.need, each.look) for each in session.plan.brief.journey]
    assert rows == [("social", 3, 2), ("media", 1, None)]


def test_a_cell_that_the_table_cannot_hold_is_marked_and_the_plan_stays() -> None:
    session = session_of()
    form = pillars_form(session)
    place = pasted(form, "Pillar;Share of posts, %\nBackstage;lots")

    assert "marked in the table" in repr(place._result)
    assert len(session.plan.brief.pillars) == 4
    assert place.text.value != ""
