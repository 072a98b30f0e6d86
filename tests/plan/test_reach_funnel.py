"""What the calendar of a plan can bring: its posts by platform and format, in a month of average length."""

import datetime as dt

import pytest

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.model import Brief, Plan, Slot
from strategy_kit.objectives.forecast import brought
from strategy_kit.plan.reach_funnel import calendar_forecast, posts_a_month

START = dt.date(2027, 1, 4)


def post(number: int, platform: str = "facebook", post_format: str = "image", **more) -> Slot:
    moment = {"day": START + dt.timedelta(days=number), "time": dt.time(9), "zone": "Europe/Paris"}
    return Slot(
        id=f"{platform}-{number}", platform=platform, pillar="News", owner="Owner", format=post_format, **moment, **more
    )


def plan_of(*slots: Slot, weeks: int = 2) -> Plan:
    return Plan(brief=Brief(name="Shop"), start=START, weeks=weeks, slots=slots)


def test_a_month_has_the_posts_of_its_average_length():
    plan = plan_of(post(0), post(1), post(2, post_format="video"), post(3, "linkedin"))
    month = 365.25 / 12 / 14

    assert posts_a_month(plan) == [
        ("facebook", pytest.approx(2 * month), "image"),
        ("facebook", pytest.approx(month), "video"),
        ("linkedin", pytest.approx(month), "image"),
    ]


def test_a_cancelled_post_brings_nothing():
    assert posts_a_month(plan_of(post(0, cancelled=True))) == []


def test_a_calendar_is_forecast_by_published_rates_unless_the_own_one_is_known():
    plan, evidence = plan_of(post(0), weeks=1), load_evidence()
    published = calendar_forecast(plan, evidence, "link-clicks", {"facebook": 800})
    own = calendar_forecast(plan, evidence, "link-clicks", {"facebook": 800}, {("facebook", "organic reach"): 0.1})
    posts = 365.25 / 12 / 7

    assert brought(published) == pytest.approx((posts * 800 * 0.0165 * 0.022, posts * 800 * 0.086 * 0.063))
    assert brought(own) == pytest.approx((posts * 800 * 0.1 * 0.022, posts * 800 * 0.1 * 0.063))
