"""What the objectives suggest, on the pages: beside the plan's own, with a button, and undone like any change."""

import datetime as dt
from typing import Any

import pytest

from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Objective, Pillar, Plan
from strategy_kit.pages.registry import PAGES
from strategy_kit.pages.suggestions import Suggestions
from strategy_kit.plan.suggestions import suggestions
from strategy_kit.session.session import Session
from strategy_kit.storage.store import StoredPlan
from strategy_kit.widgets.panel import DetailSection


def session_of(*objectives: Objective, lang: str = "en", **fields: Any) -> Session:
    brief = Brief(name="Shop", lang=lang, objectives=objectives, **fields)
    plan = Plan(id="p1", brief=brief, start=dt.date(2027, 1, 4))
    return Session(None, StoredPlan(plan, 0, dt.datetime.now(dt.UTC)), Words(lang), dt.date(2027, 1, 1))


def part_of(session: Session, key: str) -> Suggestions:
    (found,) = [part for part in PAGES[key].make(session).children if isinstance(part, Suggestions)]
    return found


def section(session: Session, key: str = "communication") -> DetailSection:
    return part_of(session, key).section


def opened(session: Session, key: str = "communication") -> list[Any]:
    """The lines of the section: words, and a button where a change can be made."""
    found = section(session, key)
    found.toggle()
    (lines,) = found.made
    return [line.children for line in lines.children[1:]]


def line(session: Session, title: str, key: str = "communication") -> Any:
    return next(parts for parts in opened(session, key) if repr(parts[0]).startswith(title))


SALES = Objective(key="sales")


@pytest.mark.parametrize("key", ["communication", "platforms"])
def test_without_objectives_the_section_is_not_shown(key: str) -> None:
    session = session_of()
    found = part_of(session, key)
    assert found.children == ()

    session.change_brief(objectives=[SALES])

    assert found.children == (found.section,)


def test_a_line_has_what_the_plan_has_what_is_suggested_why_and_the_difference() -> None:
    words = repr(line(session_of(SALES), "Limit on promotional posts")[0])

    assert "Yours: 20%" in words
    assert "Suggested: 30%" in words
    assert "The difference: No change to your platforms, posts or hours." in words
    assert "Sell: This objective lives on offers" in words
    assert "(our judgement)" in words


def test_a_suggestion_from_a_study_names_it() -> None:
    words = repr(line(session_of(Objective(key="brand-awareness")), "Response time")[0])

    assert "Suggested: 4 h" in words
    assert "People expected an answer within 4 hours (Sprout Social Index 2016)" in words


@pytest.mark.parametrize("key", ["communication", "platforms"])
def test_a_plan_that_takes_every_suggestion_follows_its_objectives_and_undo_brings_it_back(key: str) -> None:
    session = session_of(SALES, platforms=("facebook",))
    found, before = section(session, key), session.plan.brief
    found.toggle()
    (lines,) = found.made
    for _turn in range(8):
        acts = [parts.children[1] for parts in lines.children[1:] if parts.children[1:]]
        for act in acts[:1]:
            act.click()

    assert repr(found._words) == "Your plan follows your objectives"
    assert session.plan.brief != before
    while session.plan.brief != before:
        assert session.step("undo")


def test_the_weights_that_are_used_are_those_of_the_sliders() -> None:
    session = session_of(SALES)
    line(session, "What matters to you", "platforms")[1].click()

    assert dict(session.plan.brief.weights)["trade"] == 5
    assert suggestions(session.plan.brief, session.workings.evidence.objective_suggestions)[0].changes == {}


def test_a_group_that_weighs_one_by_one_is_not_said_to_follow_its_objectives() -> None:
    session = session_of(SALES, weighing="points")

    assert repr(section(session, "platforms")._words) == "Suggestions are for weights set by sliders"


def test_objectives_in_ones_own_words_suggest_nothing_until_it_is_said_what_they_are_like() -> None:
    session = session_of(Objective(name="Fill the <hall>"))
    found = section(session)
    found.toggle()

    assert repr(found._words) == "Suggestions follow once you choose what your objective is most like"
    assert "“Fill the &lt;hall&gt;” suggests nothing yet: on “Start”" in found.made[0].children[0].value


def test_a_plan_of_which_no_pillar_serves_an_objective_is_not_said_to_follow_it() -> None:
    session = session_of(SALES)
    served = [pillar.changed(serves=("sales",)) for pillar in session.plan.brief.pillars]
    found = section(session)
    found.toggle()
    (lines,) = found.made
    for _turn in range(4):
        acts = [parts.children[1] for parts in lines.children[1:] if parts.children[1:]]
        for act in [act for act in acts if act.description == "Use this"][:1]:
            act.click()

    assert repr(found._words) == "No pillar serves “Sell”"
    session.change_brief(
        pillars=[each.changed(share=own.share) for each, own in zip(served, session.plan.brief.pillars, strict=True)]
    )
    assert repr(found._words) == "Your plan follows your objectives"


def test_pillars_are_matched_by_their_purpose_where_none_serves_an_objective() -> None:
    session = session_of(Objective(key="community"))
    line(session, "No pillar serves “Gather a community”")[1].click()

    assert [pillar.serves for pillar in session.plan.brief.pillars] == [("community",), (), ("community",), ()]


def test_posts_are_divided_by_the_weights_and_a_limit_that_prevents_it_is_said() -> None:
    pillars = (
        Pillar(name="Offers", purpose="sell", share=0.2, serves=("More orders",)),
        Pillar(name="Talk", purpose="converse", share=0.8, serves=("Regulars",)),
    )
    session = session_of(Objective(name="More orders"), Objective(name="Regulars", weight=9), pillars=pillars)
    parts = line(session, "Posts by the weights of your objectives")
    assert parts[1].description == "Divide the posts by weight"
    parts[1].click()
    assert [pillar.share for pillar in session.plan.brief.pillars] == [0.1, 0.9]

    session.change_brief(objectives=[{"name": "More orders", "weight": 9}, {"name": "Regulars"}], pillars=pillars)
    words = repr(line(session, "Posts by the weights of your objectives")[0])
    assert "The limit of 20% on promotional posts leaves “More orders” 20% of the posts instead of 90%." in words


def test_one_suggestion_has_the_shares_of_pillars_where_purposes_differ_and_counts_the_posts_of_the_calendar() -> None:
    pillars = [
        Pillar(name="Tips", purpose="help", share=0.5, serves=("sales",)),
        Pillar(name="Talk", purpose="converse", share=0.5, serves=("loyalty",)),
    ]
    session = session_of(SALES, Objective(key="loyalty", weight=3), pillars=pillars, platforms=("facebook",))
    titles = [repr(parts[0]) for parts in opened(session)]
    made = len(session.workings.schedule.slots)

    assert not any(title.startswith("Posts by the weights") for title in titles)
    (words,) = [title for title in titles if title.startswith("Purposes of your posts")]
    assert f"Of the {made} posts of your calendar" in words


def test_a_pillar_is_ticked_for_an_objective_in_its_table() -> None:
    session = session_of(SALES, Objective(name="Fill the hall"))
    page = PAGES["communication"].make(session)
    page.details["tune"].toggle()
    (editor,) = [part for part in inside(page) if getattr(part, "add_word", "") == "Add a pillar"]
    assert [column["word"] for column in editor.columns[-2:]] == ["Serves: Sell", "Serves: Fill the hall"]

    editor.rows = [{**row, "serves1": place == 0} for place, row in enumerate(editor.rows)]

    assert [pillar.serves for pillar in session.plan.brief.pillars] == [("Fill the hall",), (), (), ()]
    session.change_brief(objectives=[])
    assert not [column for column in editor.columns if column["key"].startswith("serves")]


def inside(widget: Any) -> list[Any]:
    return [widget, *(part for child in getattr(widget, "children", ()) for part in inside(child))]
