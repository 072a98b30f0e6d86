"""Which posts belong to a campaign: those that count for it."""

import datetime as dt

import pytest

from strategy_kit.calendar.campaigns import campaigns_of
from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.model import Brief, Campaign, Plan, Slot
from strategy_kit.plan.workings import Workings

MONDAY = dt.date(2027, 1, 4)


def post(**fields) -> Slot:
    usual = {"id": "a", "platform": "x", "pillar": "News", "owner": "Ann", "time": "09:00", "zone": "Europe/Paris"}
    return Slot.model_validate({**usual, "day": MONDAY, **fields})


@pytest.mark.parametrize(
    ("campaign", "belongs"),
    [
        ({}, True),
        ({"pillar": "News", "platform": "x"}, True),
        ({"pillar": "Offers"}, False),
        ({"platform": "facebook"}, False),
        ({"first": MONDAY + dt.timedelta(days=1)}, False),
    ],
)
def test_a_post_belongs_to_a_campaign_on_its_days_of_its_platform_and_of_its_pillar(campaign, belongs):
    rule = Campaign.model_validate({"name": "Sale", "first": MONDAY, "last": "2027-01-31", **campaign})

    assert campaigns_of([rule], [post()]) == ({"a": ("Sale",)} if belongs else {})


def test_a_post_in_two_campaigns_has_both_names_in_their_order():
    rules = [Campaign(name=name, first=MONDAY, last="2027-01-31") for name in ("Sale", "Fair")]

    assert campaigns_of(rules, [post()]) == {"a": ("Sale", "Fair")}


@pytest.mark.parametrize(("pillar", "missing"), [(None, 0), ("News", 2)])
def test_posts_that_belong_to_a_campaign_are_those_the_calendar_counts_for_it(pillar, missing):
    sale = Campaign(name="Sale", first="2027-01-11", last="2027-01-17", posts=3, pillar=pillar)
    brief = Brief(name="Shop", platforms=["facebook"], campaigns=[sale])
    schedule = Workings(Plan(id="p", brief=brief, start=MONDAY, weeks=2), load_evidence(), 2027).schedule
    found = campaigns_of(brief.campaigns, schedule.slots)

    assert sum(each.count for each in schedule.missing) == missing
    assert len(found) >= sale.posts - missing
    assert {slot.pillar for slot in schedule.slots if slot.id in found} >= ({pillar} if pillar else {"How-to"})
