"""The checklist of profiles on the platforms page, whatever anybody sends."""

import datetime as dt
from typing import Any

import pytest
from ipywidgets import Widget
from traitlets import TraitError

from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan
from strategy_kit.pages.platforms.profiles import profiles_form, profiles_panel
from strategy_kit.session.session import Session
from strategy_kit.storage.store import StoredPlan
from strategy_kit.widgets.chips import Chips

TEAM = [{"name": "Ada"}, {"name": "Bo"}]


def session_of(**fields: Any) -> Session:
    brief = Brief(name="Shop", country="GB", team=TEAM, platforms=("facebook", "instagram"), **fields)
    plan = Plan(id="p1", brief=brief, start=dt.date(2027, 1, 4), weeks=1)
    return Session(None, StoredPlan(plan, 0, dt.datetime.now(dt.UTC)), Words("en"), dt.date(2027, 1, 1))


def within(widget: Widget) -> list[Widget]:
    return [widget, *(inner for child in getattr(widget, "children", ()) for inner in within(child))]


def control(form: Widget, label: str) -> Any:
    return next(part for part in within(form) if getattr(part, "description", "") == label)


def test_each_platform_of_the_plan_has_six_items_a_person_and_a_date() -> None:
    session = session_of()
    form = profiles_form(session)
    chips = [part for part in within(form) if isinstance(part, Chips)]
    control(form, "Facebook").value = ("name", "link")
    control(form, "Facebook: who completes it").value = "Bo"
    control(form, "Facebook: by when").value = dt.date(2027, 1, 2)

    assert [part.description for part in chips] == ["Facebook", "Instagram"]
    (profile,) = session.plan.brief.profiles
    assert (profile.platform, profile.done, profile.who, profile.by) == (
        "facebook",
        ("name", "link"),
        "Bo",
        dt.date(2027, 1, 2),
    )


def test_the_profile_of_a_platform_that_left_the_plan_is_kept_and_not_shown() -> None:
    session = session_of(profiles=[{"platform": "facebook", "done": ["name"]}])
    form = profiles_form(session)
    session.change_brief(platforms=("instagram",))

    assert [part.description for part in within(form) if isinstance(part, Chips)] == ["Instagram"]
    assert session.plan.brief.profiles[0].done == ("name",)


def test_what_is_not_offered_is_not_taken() -> None:
    session = session_of()
    form = profiles_form(session)
    with pytest.raises(TraitError):
        control(form, "Facebook: who completes it").index = 99
    control(form, "Facebook").value = ("name", "nonsense")

    assert all("nonsense" not in profile.done for profile in session.plan.brief.profiles)


@pytest.mark.parametrize(("today", "is_past"), [("2027-01-02", False), ("2027-01-03", True)])
def test_a_date_that_is_past_is_said(monkeypatch: pytest.MonkeyPatch, today: str, is_past: bool) -> None:
    monkeypatch.setenv("STRATEGY_KIT_TODAY", today)
    panel = profiles_panel(session_of(profiles=[{"platform": "facebook", "by": "2027-01-02"}]))
    said = " ".join(map(repr, within(panel)))

    assert ("Facebook: 2 January 2027 is past. Choose a later date." in said) == is_past
