"""Which posts of a calendar are for a campaign."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.calendar.campaign_posts import campaign_posts, posts_asked
from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.model import Brief, Campaign, Plan, Slot
from strategy_kit.plan.workings import Workings

MONDAY = dt.date(2027, 1, 4)
LAST = MONDAY + dt.timedelta(13)
DAYS = st.integers(0, 13).map(lambda n: MONDAY + dt.timedelta(n))


def post(day: dt.date, pillar: str = "News", platform: str = "facebook", **more: object) -> Slot:
    name = f"{platform}-{pillar.lower()}-{day}"
    moment = {"day": day, "time": "09:00", "zone": "Europe/Paris"}
    return Slot(id=name, platform=platform, pillar=pillar, owner="Owner", **moment, **more)


def campaign(name: str = "Sale", posts: int = 1, **more: object) -> Campaign:
    return Campaign(name=name, posts=posts, **{"first": MONDAY, "last": LAST, **more})


WEEK = [post(MONDAY + dt.timedelta(n)) for n in range(7)]


def names(slots: list[Slot], *campaigns: Campaign) -> dict[dt.date, tuple[str, ...]]:
    days = {slot.id: slot.day for slot in slots}
    return {days[key]: found for key, found in campaign_posts(slots, campaigns, MONDAY, LAST).items()}


def test_a_campaign_has_as_many_posts_as_it_asks_for_up_to_its_last_day():
    found = names(WEEK, campaign(posts=2, last=MONDAY + dt.timedelta(5)))  # the calendar has both its weeks

    assert found == {MONDAY + dt.timedelta(2): ("Sale",), MONDAY + dt.timedelta(5): ("Sale",)}


def test_only_posts_of_its_days_platform_and_pillar_are_for_a_campaign():
    slots = [
        post(MONDAY, "Offers"),
        post(MONDAY + dt.timedelta(1), "Offers"),
        post(MONDAY + dt.timedelta(1), "News"),
        post(MONDAY + dt.timedelta(1), "Offers", "instagram"),
        post(MONDAY + dt.timedelta(2), "Offers", cancelled=True),
    ]
    only = campaign(posts=5, first=MONDAY + dt.timedelta(1), platform="facebook", pillar="Offers")

    assert list(campaign_posts(slots, [only], MONDAY, LAST)) == [slots[1].id]


def test_two_campaigns_share_a_post_only_where_one_would_lack_posts():
    tuesday = campaign("Tuesday", first=MONDAY + dt.timedelta(1), last=MONDAY + dt.timedelta(1))
    apart = names(WEEK[:2], campaign("Any"), tuesday)
    together = names(WEEK[1:2], campaign("Any"), tuesday)

    assert apart == {MONDAY: ("Any",), MONDAY + dt.timedelta(1): ("Tuesday",)}
    assert together == {MONDAY + dt.timedelta(1): ("Any", "Tuesday")}


@given(
    st.lists(st.builds(post, DAYS, st.sampled_from(["News", "Offers"])), unique_by=lambda slot: slot.id, max_size=12),
    st.lists(
        st.tuples(DAYS, DAYS, st.integers(1, 9), st.sampled_from([None, "News"])).map(
            lambda it: campaign(f"c{it}", it[2], first=min(it[:2]), last=max(it[:2]), pillar=it[3])
        ),
        unique_by=lambda one: one.name,
        max_size=4,
    ),
)
def test_each_campaign_has_the_posts_that_it_asks_for_or_all_that_suit_it(slots, campaigns):
    found = campaign_posts(slots, campaigns, MONDAY, LAST)

    for one in campaigns:
        suited = [slot.id for slot in slots if one.first <= slot.day <= one.last and one.pillar in (None, slot.pillar)]
        own = [key for key, of in found.items() if one.name in of]
        assert set(own) <= set(suited)
        assert len(own) == min(posts_asked(one, MONDAY, LAST), len(suited))


@pytest.mark.parametrize(("pillar", "missing"), [(None, 0), ("News", 2)])
def test_posts_that_belong_to_a_campaign_are_those_the_calendar_counts_for_it(pillar, missing):
    sale = Campaign(name="Sale", first="2027-01-11", last="2027-01-17", posts=3, pillar=pillar)
    brief = Brief(name="Shop", platforms=["facebook"], campaigns=[sale])
    schedule = Workings(Plan(id="p", brief=brief, start=MONDAY, weeks=2), load_evidence(), 2027).schedule
    found = campaign_posts(schedule.slots, brief.campaigns, MONDAY, LAST)

    assert sum(each.count for each in schedule.missing) == missing
    assert len(found) == sale.posts - missing
    assert pillar is None or {slot.pillar for slot in schedule.slots if slot.id in found} == {pillar}
