"""The explanation of a calendar: the largest gains come with buttons that apply them."""

import datetime as dt

from strategy_kit.calendar.relaxations import Constraint
from strategy_kit.calendar.sensitivity import Gain
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan
from strategy_kit.pages.calendar.explanation import Explanation
from strategy_kit.session.session import Session
from strategy_kit.storage.store import StoredPlan

GAINS = (
    Gain(Constraint("watch", "facebook", 105.0), -15, 2.0, 0.2, 1),
    Gain(Constraint("hours", "Owner", 5.0), 0.5, 1.0, 0.1, 1),
    Gain(Constraint("posting_until", "", 20.0), 1, 0.5, 0.05, 0),
)


def test_a_gain_is_applied_by_its_button_where_one_field_brings_it() -> None:
    plan = Plan(brief=Brief(name="Shop", platforms=("facebook",)), start=dt.date(2027, 1, 4), weeks=1)
    session = Session(None, StoredPlan(plan, 0, dt.datetime.now(dt.UTC)), Words("en"), dt.date(2027, 1, 4))
    hours, later = (part.children[0] for part in Explanation(session).parts(GAINS))
    assert [hours.description, later.description] == [
        "Apply: Half an hour more a week",
        "Apply: Finishing one hour later",
    ]

    hours.click()

    assert session.plan.brief.team[0].hours_per_week == 5.5
