import datetime as dt

import pytest
from example_plans import MONDAY, plan_of, post
from hostile import HOSTILE


@pytest.fixture(params=HOSTILE.values(), ids=HOSTILE)
def hostile(request):
    return request.param


@pytest.fixture
def plan():
    """Four posts in two weeks: one good hour, one unknown, one that asks, one cancelled."""
    return plan_of(
        [
            post(1, support=0.7, studies=3, minutes=30),
            post(2, "instagram", MONDAY + dt.timedelta(days=2), dt.time(18, 30), owner="Baker"),
            post(3, "instagram", MONDAY + dt.timedelta(days=8), pillar="Orders", support=-0.3, studies=1),
            post(4, "linkedin", MONDAY + dt.timedelta(days=9), cancelled=True, revision=2),
        ],
        weeks=2,
        later=("tiktok",),
        agreed_by="Baker and counter",
        agreed_on=dt.date(2027, 2, 22),
        trigger="30 more minutes a week",
    )
