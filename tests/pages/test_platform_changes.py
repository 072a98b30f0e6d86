"""A change on another page that changes the platforms is said there."""

import datetime as dt
from pathlib import Path

from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan
from strategy_kit.pages.platform_changes import PlatformChanges
from strategy_kit.session.session import Session
from strategy_kit.storage.store import StoredPlan

EXAMPLE = Path(__file__).parents[2] / "examples" / "montreal-software.json"


def changes_of(session: Session) -> tuple[PlatformChanges, list[str]]:
    said: list[str] = []
    return PlatformChanges(session, said.append), said


def session_of_example() -> Session:
    plan = Plan(id="a", brief=Brief.from_json(EXAMPLE.read_text("utf-8")), start=dt.date(2027, 1, 4), weeks=1)
    return Session(None, StoredPlan(plan, 0, dt.datetime(2027, 1, 1, tzinfo=dt.UTC)), Words("en"), dt.date(2027, 1, 4))


def test_other_platforms_after_a_change_are_said_with_those_before() -> None:
    session = session_of_example()
    changes, said = changes_of(session)
    changes.compare("calendar")
    session.change_brief(platforms=("linkedin",))
    changes.compare("calendar")
    session.change_brief(platforms=("x", "facebook"))
    changes.compare("calendar")

    assert said == ["This changes where you start: X and Facebook instead of LinkedIn. Undo takes it back."]


def test_nothing_is_said_of_a_step_back() -> None:
    session = session_of_example()
    session.change_brief(platforms=("x",))
    changes, said = changes_of(session)
    changes.compare("calendar")
    changes.forget()
    session.step("undo")
    changes.compare("calendar")

    assert said == []


def test_nothing_is_said_on_the_page_of_the_platforms_or_of_another_plan() -> None:
    session = session_of_example()
    changes, said = changes_of(session)
    changes.compare("calendar")
    session.change_brief(platforms=("x",))
    changes.compare("platforms")
    session.change_brief(platforms=("facebook",))
    changes.compare("calendar")
    session.replace_plan(session.plan.changed(id="b", brief=session.plan.brief.changed(platforms=("x",))))
    changes.compare("calendar")

    assert said == []
