"""What two versions of a plan differ in, in words."""

import datetime as dt

from strategy_kit.i18n import Words
from strategy_kit.labels.versions import version_changes
from strategy_kit.model import Brief, Plan

EN = Words("en")
PLAN = Plan(brief=Brief(name="Shop", platforms=["x"]), start=dt.date(2027, 1, 4), weeks=6)


def test_days_are_one_part_and_platforms_have_their_names() -> None:
    now = PLAN.changed(start="2027-01-18", weeks=4, brief=PLAN.brief.changed(platforms=["facebook"]))
    names = {"x": "X", "facebook": "Facebook"}
    days, platforms = version_changes(PLAN.terms, now.terms, names, EN)

    assert (days.name, platforms.name) == ("days of the plan", "platforms")
    assert days.before != days.now
    assert (platforms.before, platforms.now) == ("X", "Facebook")


def test_what_has_no_short_value_is_named_without_one() -> None:
    now = PLAN.changed(brief=PLAN.brief.changed(closed_weekdays=[7]))
    (part,) = version_changes(PLAN.terms, now.terms, {}, EN)

    assert part == ("weekdays without posts", "", "")
