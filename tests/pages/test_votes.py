"""What votes change, said where they are cast; a button where they do not count."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from strategy_kit.i18n import Words
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.pages.registry import PAGES
from strategy_kit.pages.votes import VotesLine
from strategy_kit.session.session import Session, new_plan
from strategy_kit.storage.store import open_store
from strategy_kit.widgets.card import card_views

TODAY = dt.date(2027, 1, 4)


@pytest.fixture
def session(tmp_path: Path) -> Session:
    words = Words("en")
    return Session(open_store(tmp_path / "plans.sqlite"), new_plan(words), words, TODAY)


def inside(widget: Any) -> list[Any]:
    return [widget, *(part for child in getattr(widget, "children", ()) for part in inside(child))]


def group_of(session: Session, key: str) -> Any:
    detail = PAGES[key].make(session).details["group"]
    detail.toggle()
    return detail


def line_of(group: Any) -> VotesLine:
    (line,) = [part for part in inside(group) if isinstance(part, VotesLine)]
    return line


def said(line: VotesLine) -> str:
    return " ".join(map(repr, line.children))


def pressed(line: VotesLine, label: str) -> None:
    (found,) = [part for part in inside(line) if getattr(part, "description", "") == label]
    found.click()


def weighing(criterion: str) -> dict[str, float]:
    return {key: 5.0 if key == criterion else 0.0 for key in CRITERIA}


def test_weights_that_do_not_count_say_so_and_count_at_the_press_of_a_button(session: Session) -> None:
    people = [{"name": "Ann", "weights": weighing("format")}, {"name": "Luc", "weights": weighing("format")}]
    session.change_brief(voices=people, team=[session.plan.brief.team[0].changed(hours_per_week=12)])
    before = session.workings.start_set.chosen
    line = line_of(group_of(session, "platforms"))
    assert "The weights of 2 people do not count yet" in said(line)

    pressed(line, "Use the group’s weights")

    assert session.plan.brief.weighing == "group"
    assert session.workings.start_set.chosen != before
    assert "The answer uses the average weights of 2 people." in said(line)
    session.step("undo")
    assert session.workings.start_set.chosen == before
    assert "do not count yet" in said(line)


@pytest.mark.parametrize("weighed", ["sliders", "group"])
def test_the_other_answer_that_is_announced_is_the_one_that_comes(session: Session, weighed: str) -> None:
    people = [{"name": "Ann", "weights": weighing("format")}]
    team = [session.plan.brief.team[0].changed(hours_per_week=12)]
    session.change_brief(voices=people, team=team, weighing=weighed)
    announced = said(line_of(group_of(session, "platforms")))

    session.change_brief(weighing="group" if weighed == "sliders" else "sliders")

    names = session.workings.evidence.platforms.set_index("key")["name"]
    others = session.words.all_of(names[key] for key in session.workings.start_set.chosen)
    assert f"you would start with {others} instead of" in announced


def test_votes_on_platforms_that_are_chosen_by_hand_change_only_the_scores(session: Session) -> None:
    session.change_brief(voices=[{"name": "Ann", "weights": weighing("format")}], platforms=["x"])

    assert "the votes change only the scores" in said(line_of(group_of(session, "platforms")))


def test_ratings_alone_count_at_once(session: Session) -> None:
    session.change_brief(voices=[{"name": "Ann", "ratings": [{"platform": "x", "dialogue": 3}]}])

    assert "Your ratings count" in said(line_of(group_of(session, "platforms")))


def test_without_votes_nothing_is_said_of_them(session: Session) -> None:
    assert line_of(group_of(session, "platforms")).children == ()


def test_ratings_of_pillars_say_what_they_are_for_before_and_after_they_are_given(session: Session) -> None:
    line = line_of(group_of(session, "communication"))
    assert "change nothing in the calendar" in said(line)

    pillars = [
        {"pillar": pillar.name, "anticipated": 1, "personal": 2, "relevant": 3} for pillar in session.plan.brief.pillars
    ]
    session.change_brief(voices=[{"name": "Ann", "pillars": pillars}])

    assert "Your ratings count: permission score 0.67 out of 1." in said(line)


def test_ratings_that_the_table_of_pillars_replaces_count_at_the_press_of_a_button(session: Session) -> None:
    first, *others = session.plan.brief.pillars
    session.change_brief(
        pillars=[first.changed(relevant=0), *others],
        voices=[{"name": "Ann", "pillars": [{"pillar": first.name, "relevant": 3, "personal": 3}]}],
    )
    line = line_of(group_of(session, "communication"))
    assert "Your ratings do not count for one criterion" in said(line)

    pressed(line, "Use the group’s ratings")

    assert session.plan.brief.pillars[0].relevant is None
    assert "Your ratings count." in said(line)


def test_the_journey_says_that_it_changes_nothing_and_what_it_is_for(session: Session) -> None:
    look = {"segment": session.plan.brief.segments[0].name, "place": "search", "look": 3}
    session.change_brief(journey=[look], voices=[{"name": "Ann", "journey": [{**look, "look": 1}]}])

    line = said(line_of(group_of(session, "audience")))

    assert "changes nothing in the plan" in line
    assert "For one stage, the view that you agreed on counts" in line


def test_the_line_of_the_journey_counts_the_sources_of_every_person(session: Session) -> None:
    segment = session.plan.brief.segments[0].name
    own = [{"segment": segment, "place": place, "look": 1} for place in ("search", "social")]
    session.change_brief(voices=[{"name": "Ann", "journey": own}, {"name": "Luc", "journey": own[:1]}])

    assert "2 information sources" in repr(PAGES["audience"].make(session).details["group"]._words)


def test_pasted_votes_are_counted_and_shown_above_their_result_until_the_next_change(session: Session) -> None:
    session.change_brief(voices=[{"name": "Ann"}, {"name": "Rose"}])
    group = group_of(session, "platforms")
    (paste,) = [part for part in inside(group) if hasattr(part, "take")]
    numbers = ";1" * len(CRITERIA)

    paste.text.value = f"Who;{';'.join(CRITERIA)}\nAnn{numbers}\nLuc{numbers}\nNoé{numbers}"
    paste.take()

    confirmation, result = card_views(group)[:2]
    assert confirmation.title == "3 people imported"
    assert confirmation.subtitle == "Added: 2; updated: 1; people in the table now: 4."
    assert (confirmation.found, result.key) == (1, "group")
    session.change_brief(weighing="group")
    assert card_views(group)[0].key == "group"


@pytest.mark.parametrize("key", ["audience", "platforms"])
def test_the_result_stands_between_what_votes_change_and_the_tables_of_votes(session: Session, key: str) -> None:
    kinds = [type(part).__name__ for part in inside(group_of(session, key))]

    assert kinds.index("VotesLine") < kinds.index("CardView") < kinds.index("TableEditor")
