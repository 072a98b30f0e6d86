"""Which pillars serve an objective: asked at once where none does, ticked by the kind of objective it is."""

import datetime as dt
from typing import Any

from ipywidgets import Widget

from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Objective, Pillar, Plan
from strategy_kit.pages.plan.objectives import ObjectiveBlock, objectives_form
from strategy_kit.session.session import Session
from strategy_kit.storage.store import StoredPlan
from strategy_kit.widgets.chips import Chips

HALL = Objective(name="Fill the hall")
SALES = Objective(key="sales")


def session_of(*objectives: Objective, **fields: Any) -> Session:
    plan = Plan(id="p1", brief=Brief(name="Shop", objectives=objectives, **fields), start=dt.date(2027, 1, 4))
    return Session(None, StoredPlan(plan, 0, dt.datetime.now(dt.UTC)), Words("en"), dt.date(2027, 1, 1))


def block_of(session: Session) -> ObjectiveBlock:
    block: ObjectiveBlock = objectives_form(session).children[3].children[0]
    return block


def within(widget: Widget) -> list[Widget]:
    return [widget, *(inner for child in getattr(widget, "children", ()) for inner in within(child))]


def shown(block: ObjectiveBlock) -> list[str]:
    return [str(getattr(part, "description", "")) for part in within(block.children[2])]


def part(block: ObjectiveBlock, label: str) -> Any:
    return next(each for each in within(block) if getattr(each, "description", "") == label)


def serving(session: Session, what: str) -> list[str]:
    return [pillar.name for pillar in session.plan.brief.pillars if what in pillar.serves]


def test_one_press_lets_the_pillars_serve_an_objective_whose_purpose_does() -> None:
    session = session_of(SALES)
    block = block_of(session)
    assert "No content pillar serves it yet." in repr(block.children[2].children[0])

    part(block, "Let “How-to”, “News”, “Questions”, and “Offers” serve it").click()

    assert serving(session, "sales") == ["How-to", "News", "Questions", "Offers"]
    assert block.children[2].children == ()


def test_where_no_purpose_serves_an_objective_no_button_is_offered_and_the_place_to_choose_is_said() -> None:
    session = session_of(SALES, pillars=[Pillar(name="Fun", purpose="entertain")])
    line, act = block_of(session).children[2].children

    assert repr(line) == "No content pillar serves it yet. Tick one below, under “Content pillars that serve it”."
    assert "none" in act._dom_classes


def test_an_objective_in_ones_own_words_is_asked_at_once_what_it_is_most_like() -> None:
    session = session_of(HALL)
    block = block_of(session)
    part(block, "Objective of the list it is most like").value = "community"

    assert session.plan.brief.objectives[0] == HALL.changed(like="community")
    assert serving(session, "Fill the hall") == ["How-to", "Questions"]
    assert block.children[2].children == ()


def test_pillars_of_an_objective_in_ones_own_words_can_be_ticked_one_after_the_other() -> None:
    session = session_of(HALL)
    block = block_of(session)
    part(block, "News").value = True
    part(block, "Offers").value = True

    assert serving(session, "Fill the hall") == ["News", "Offers"]
    assert "Objective of the list it is most like" in shown(block)


def test_an_open_block_asks_each_thing_once() -> None:
    session = session_of(HALL)
    block = block_of(session)
    closed = within(block)
    block.edit.click()
    labels = [getattr(part, "description", "") for part in within(block)]

    assert labels.count("Objective of the list it is most like") == 1
    assert len([part for part in within(block) if isinstance(part, Chips)]) == 1
    block.edit.click()
    assert within(block) == closed


def test_pillars_that_were_chosen_by_hand_stay_when_the_kind_is_chosen() -> None:
    session = session_of(HALL, pillars=[Pillar(name="News", serves=("Fill the hall",)), Pillar(name="Talk")])
    block = block_of(session)
    assert shown(block) == [""]
    block.edit.click()
    part(block, "Objective of the list it is most like").value = "sales"

    assert serving(session, "Fill the hall") == ["News"]


def test_an_objective_that_is_like_another_has_its_kpis_and_drops_the_numbers_of_the_kind_before() -> None:
    session = session_of(HALL)
    block = block_of(session)
    block.edit.click()
    part(block, "Objective of the list it is most like").value = "sales"
    part(block, "Number to follow (KPI)").value = "basket"
    part(block, "Target").value = "40"
    assert session.plan.brief.objectives[0] == HALL.changed(like="sales", measure="basket", target=40)

    part(block, "Objective of the list it is most like").value = "lead-generation"

    assert session.plan.brief.objectives[0] == HALL.changed(like="lead-generation")


def test_boxes_follow_the_pillars_and_tick_what_the_plan_has() -> None:
    session = session_of(SALES, pillars=[Pillar(name="News", serves=("sales",)), Pillar(name="Talk")])
    block = block_of(session)
    block.edit.click()
    session.change_brief(pillars=[Pillar(name="News", serves=("sales",)), Pillar(name="Recipes")])
    (chips,) = [each for each in within(block) if isinstance(each, Chips)]

    assert chips.value == ("News",)
    part(block, "Recipes").value = True
    assert serving(session, "sales") == ["News", "Recipes"]
    part(block, "News").value = False
    assert serving(session, "sales") == ["Recipes"]
