"""What the calendar of a plan can bring for its objectives: a bakery by hand, and what is not known."""

import datetime as dt
import math

import pytest

from strategy_kit.evidence.load import load_table
from strategy_kit.model import Brief, Objective, Slot
from strategy_kit.objectives.forecast import Posts
from strategy_kit.objectives.rates import Known
from strategy_kit.plan.reach_funnel import known_of, outlook, posts_made

START = dt.date(2027, 1, 4)
BENCHMARKS = load_table("benchmarks")
POSTS = [Posts("facebook", 10)]
EVERY_RATE = {
    ("facebook", "organic reach"): 0.1,
    ("facebook", "link clicks by reach"): 0.05,
    ("all", "leads by visits"): 0.2,
}
"""Own rates of a bakery: what 10 posts to 1000 followers bring is 10 x 1000 x 0.1 x 0.05 x 0.2 = 10 leads."""


def post(number: int, platform: str = "facebook", post_format: str = "image", **more) -> Slot:
    moment = {"day": START + dt.timedelta(days=number), "time": dt.time(9), "zone": "Europe/Paris"}
    return Slot(
        id=f"{platform}-{number}", platform=platform, pillar="News", owner="Owner", format=post_format, **moment, **more
    )


def leads(baseline=None, target=20.0, **more):
    return Objective(key="lead-generation", baseline=baseline, target=target, **more)


def looked(objective, known, measure="leads", posts=POSTS, later=None):
    return outlook(objective, measure, posts, known, later)


BAKERY = Known({"facebook": 1000}, BENCHMARKS, EVERY_RATE)


def test_a_month_has_the_posts_of_its_average_length_and_a_week_its_own():
    slots = [post(0), post(1), post(2, post_format="video"), post(3, "linkedin")]
    month = 365.25 / 12 / 14

    assert posts_made(slots, 2) == [
        ("facebook", pytest.approx(2 * month), "image"),
        ("facebook", pytest.approx(month), "video"),
        ("linkedin", pytest.approx(month), "image"),
    ]
    assert posts_made(slots, 2, "week")[0] == ("facebook", 1, "image")


def test_a_cancelled_post_brings_nothing():
    assert posts_made([post(0, cancelled=True)], 2) == []


@pytest.mark.parametrize(
    ("baseline", "target", "state", "needs"),
    [
        (12, 20, "within reach", 8),
        (12, 22, "within reach", 10),
        (12, 32, "out of reach", 20),
        (20, 20, "already reached", 0),
        (0, 20, "out of reach", 20),
    ],
)
def test_what_posts_bring_comes_on_top_of_the_baseline_of_a_count(baseline, target, state, needs):
    found = looked(leads(baseline, target), BAKERY)

    assert found.brings == pytest.approx((10, 10))
    assert found.expected == pytest.approx((baseline + 10, baseline + 10))
    assert (found.state, found.needs) == (state, needs)
    if state == "out of reach":
        assert found.times == pytest.approx((needs / 10, needs / 10))


def test_published_rates_make_a_span_in_which_the_target_may_lie():
    own = {key: share for key, share in EVERY_RATE.items() if key[1] != "organic reach"}
    found = looked(leads(12, 20), Known({"facebook": 1000}, BENCHMARKS, own))

    # published: from 1.65% to 8.6% of the followers; a visit in 20, a lead in 5 of these
    assert found.expected == pytest.approx((12 + 10 * 1000 * 0.0165 * 0.01, 12 + 10 * 1000 * 0.086 * 0.01))
    assert found.state == "could be reached"
    assert found.decides[0] == ("facebook", "organic reach")


def test_followers_that_are_not_known_make_the_result_unknown_and_never_zero():
    found = looked(leads(12, 20), Known({}, BENCHMARKS, EVERY_RATE))

    assert found.state == "unknown"
    assert all(map(math.isnan, (*found.brings, *found.expected)))
    assert found.unknowns == found.decides == (("facebook", "followers"),)


def test_a_baseline_that_is_not_known_is_not_taken_for_zero():
    unknown, enough = looked(leads(None, 20), BAKERY), looked(leads(None, 10), BAKERY)

    assert (unknown.state, unknown.unknowns) == ("unknown", (("", "baseline"),))
    assert all(map(math.isnan, unknown.expected))
    assert enough.state == "within reach"  # by the posts alone


def test_people_reached_and_rates_are_not_added_to_the_baseline():
    people = Objective(key="brand-awareness", baseline=50, target=90)
    rate = Objective(key="brand-awareness", measure="reach-rate", baseline=5, target=12)

    assert looked(people, BAKERY, "reach").expected == pytest.approx((100, 1000))
    assert looked(people, BAKERY, "reach").state == "within reach"
    assert looked(rate, BAKERY, "reach-rate").expected == pytest.approx((10, 10))
    assert looked(rate, BAKERY, "reach-rate").state == "out of reach"


def test_without_posts_nothing_is_compared():
    found = looked(leads(12, 20), BAKERY, posts=[])

    assert found.state == "no posts"
    assert found.stages.empty


def test_one_more_post_a_week_is_tried_on_each_platform_and_on_the_next_one():
    found = looked(leads(12, 20), BAKERY, later="instagram").options
    more = 365.25 / 12 / 7

    assert found["platform"].tolist() == ["facebook", "instagram"]
    assert found.loc[0, ["low", "high"]].tolist() == pytest.approx([12 + 10 + more, 12 + 10 + more])
    assert "followers" in found.loc[1, "missing"]
    assert math.isnan(found.loc[1, "high"])


def test_a_target_a_week_is_held_against_the_posts_of_a_week():
    found = looked(leads(0, 20, per="week"), BAKERY).options

    assert found.loc[0, "low"] == pytest.approx(11)


def test_a_rate_of_results_counts_for_its_own_kpi_alone():
    rate = {"platform": "facebook", "metric": "results by reach", "percent": 2}
    brief = Brief(name="Shop", own_rates=[{**rate, "measure": "codes-redeemed"}], followers=[{"platform": "facebook"}])

    assert known_of(brief, BENCHMARKS, "codes-redeemed").own == {("facebook", "results by reach"): 0.02}
    assert known_of(brief, BENCHMARKS, "invitations").own == {}
    assert known_of(brief, BENCHMARKS, "invitations").followers == {}
