"""The sheet of the line of sight: a row for each objective, pillar and platform, and for what serves nothing."""

import datetime as dt

from strategy_kit.exports.line_of_sight_sheet import line_of_sight_sheet
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Objective, Pillar, Plan, Slot


def test_an_objective_without_a_post_and_a_pillar_that_serves_none_have_rows_too() -> None:
    brief = Brief(
        name="Shop",
        objectives=(Objective(key="sales"), Objective(name="Fill the hall")),
        pillars=(Pillar(name="Help", serves=("sales",)), Pillar(name="News")),
    )
    place = {"platform": "x", "owner": "Owner", "zone": "Europe/Paris", "time": "10:00"}
    slots = [
        Slot.model_validate({**place, "id": f"s{day}", "day": f"2027-01-0{day}", "pillar": pillar})
        for day, pillar in ((5, "Help"), (6, "Help"), (7, "News"))
    ]
    plan = Plan(id="p", brief=brief, start=dt.date(2027, 1, 4), slots=tuple(slots))

    assert line_of_sight_sheet(plan, Words("en")).rows == (
        ("Sell", "Orders from social media", "Help", "X", 2),
        ("Fill the hall", "", "no pillar", "", 0),
        ("none of your objectives", "", "News", "X", 1),
    )
