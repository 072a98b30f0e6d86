"""What the posts of a month can bring: bounds by hand, and laws that hold of every funnel."""

import math

import pytest
from funnels import RATES, of
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.evidence import load
from strategy_kit.objectives.forecast import Posts, brought, stages
from strategy_kit.objectives.funnel import FUNNELS, STAGES
from strategy_kit.objectives.interval import is_known
from strategy_kit.objectives.rates import ALL, WEBSITE

COUNTS = sorted(measure for measure, funnel in FUNNELS.items() if funnel.kind == "count")


# By hand


def test_a_funnel_of_one_platform_is_the_product_of_its_rates():
    lowest = 10 * 1000 * 0.05 * 0.01 * 0.04
    highest = 10 * 1000 * 0.10 * 0.02 * 0.08

    assert (lowest, highest) == pytest.approx((0.2, 1.6))
    assert brought(of("leads")) == pytest.approx((lowest, highest))


def test_each_stage_shows_what_comes_to_it_and_what_it_rests_on():
    rows = stages(of("leads"))

    assert rows[["platform", "stage"]].values.tolist() == [["p", "contacts"], ["p", "clicks"], ["p", "leads"]]
    assert rows["low"].tolist() == pytest.approx([500, 5, 0.2])
    assert rows["high"].tolist() == pytest.approx([1000, 20, 1.6])
    assert rows["rests_on"].tolist() == [("organic reach p",), ("link clicks by reach p",), ("leads by visits all",)]


def test_the_chain_of_an_earlier_kpi_ends_there():
    assert brought(of("link-clicks")) == pytest.approx((5, 20))
    assert brought(of("social-sessions")) == pytest.approx((5, 20))
    assert stages(of("link-clicks"))["stage"].tolist() == ["contacts", "link-clicks"]


def test_posts_of_several_platforms_and_formats_add_up_as_contacts():
    posts = [Posts("p", 4, "image"), Posts("q", 1), Posts("p", 6, "video")]
    together = of("link-clicks", *posts, followers={"p": 1000, "q": 3000})

    assert brought(together) == pytest.approx((5 + 1.5, 20 + 6))
    assert stages(together)["low"].tolist() == pytest.approx([500, 5, 150, 1.5])


def test_people_are_at_least_those_of_one_post_and_at_most_the_followers():
    assert brought(of("reach", Posts("p", 2))) == pytest.approx((50, 200))
    assert brought(of("reach", Posts("p", 30))) == pytest.approx((50, 1000))
    assert stages(of("reach", Posts("p", 30)))[["stage", "high"]].values.tolist() == [
        ["contacts", pytest.approx(3000)],
        ["reach", 1000],
    ]


def test_people_pass_the_followers_where_one_post_alone_does():
    videos = of("reach", Posts("p", 30), ranges={"organic reach": (50, 140)})

    assert brought(videos) == pytest.approx((500, 1400))


def test_the_same_people_may_follow_on_every_platform():
    both = of("reach", Posts("p", 10), Posts("q", 10), followers={"p": 1000, "q": 200})

    assert brought(both) == pytest.approx((50, 1000 + 200))


def test_a_rate_is_the_same_for_any_number_of_posts_and_lies_between_those_of_the_platforms():
    own = {("p", "organic reach"): 0.2}
    rates = of("reach-rate", Posts("p", 1), Posts("q", 9), own=own)

    assert brought(rates) == pytest.approx((0.05, 0.2))
    assert brought(rates, 50) == brought(rates)
    assert stages(rates)["stage"].tolist() == ["reach-rate", "reach-rate"]


def test_a_platform_that_counts_views_is_never_multiplied_by_a_rate_of_people():
    own = {("v", "views by followers"): 0.5, ("v", "link clicks by reach"): 0.1}
    views = of("link-clicks", Posts("v", 10), followers={"v": 100}, own=own)

    assert views.missing == (("v", "link clicks by views"),)
    assert stages(views)[["stage", "low"]].values.tolist()[0] == ["views", 500]

    own |= {("v", "link clicks by views"): 0.02}
    assert brought(of("link-clicks", Posts("v", 10), followers={"v": 100}, own=own)) == pytest.approx((10, 10))


def test_a_calendar_without_posts_brings_nothing_for_certain():
    for measure in ("leads", "reach"):
        assert brought(of(measure, Posts("p", 0))) == (0, 0)


# Unknown


@pytest.mark.parametrize("measure", [*COUNTS, "reach"])
def test_unknown_followers_make_the_result_unknown_and_not_zero(measure):
    found = of(measure, followers={"p": math.nan})

    assert ("p", "followers") in found.missing
    assert all(math.isnan(bound) for bound in brought(found))


@pytest.mark.parametrize("gap", [("p", "organic reach"), ("p", "link clicks by reach"), (ALL, "leads by visits")])
def test_a_missing_rate_makes_what_follows_it_unknown_with_that_reason(gap):
    found = of("leads", without=[gap])
    rows = stages(found)
    place = list(RATES).index(gap[1])

    assert found.missing == (gap,)
    assert all(math.isnan(bound) for bound in brought(found))
    assert rows["low"].isna().tolist() == [at >= place for at in range(3)]
    assert rows["missing"].tolist() == [(gap[1],) if at >= place else () for at in range(3)]


@pytest.mark.parametrize("measure", ["leads", "reach"])
def test_of_two_platforms_one_of_which_is_unknown_the_known_one_is_the_least(measure):
    alone = brought(of(measure))
    both = of(measure, Posts("p", 10), Posts("q", 10))

    assert brought(both).low == alone.low
    assert math.isnan(brought(both).high)
    assert both.missing == (("q", "followers"),)


def test_a_mean_rate_is_unknown_while_that_of_one_platform_is():
    rates = of("reach-rate", Posts("p", 1), Posts("q", 1), without=[("q", "organic reach")])

    assert not is_known(brought(rates))
    assert rates.missing == (("q", "organic reach"),)


def test_what_no_study_publishes_needs_the_own_rate():
    visits = of("codes-redeemed")

    assert visits.missing == (("p", "results by reach"),)
    assert brought(of("codes-redeemed", own={("p", "results by reach"): 0.01})) == pytest.approx((5, 10))


# Refused


@pytest.mark.parametrize("posts", [-1, math.nan, math.inf])
def test_an_impossible_number_of_posts_is_refused_with_its_platform(posts):
    with pytest.raises(ValueError, match="posts, p"):
        of("leads", Posts("p", posts))


def test_a_measure_to_which_no_posts_lead_is_refused():
    with pytest.raises(ValueError, match="first-response-time"):
        of("first-response-time")


# Laws

NUMBERS = st.floats(0.01, 100)
ANY_COUNT = st.sampled_from(["leads", "orders", "link-clicks", "reach"])


@given(ANY_COUNT, NUMBERS, st.floats(1, 1e6), st.floats(1, 5))
def test_more_posts_or_followers_never_bring_less(measure, posts, followers, times):
    now = brought(of(measure, Posts("p", posts), followers={"p": followers}))
    with_posts = brought(of(measure, Posts("p", posts * times), followers={"p": followers}))
    with_followers = brought(of(measure, Posts("p", posts), followers={"p": followers * times}))

    for more in (with_posts, with_followers):
        assert all(after >= before * (1 - 1e-9) for before, after in zip(now, more, strict=True))


@given(ANY_COUNT, st.sampled_from(sorted(RATES)), st.floats(0.001, 0.9), st.floats(1, 1.1))
def test_a_higher_rate_never_brings_less(measure, metric, rate, times):
    platform = ALL if metric in WEBSITE else "p"
    now, more = (brought(of(measure, own={(platform, metric): share})) for share in (rate, rate * times))

    assert all(after >= before * (1 - 1e-9) for before, after in zip(now, more, strict=True))


@given(ANY_COUNT, st.sampled_from(sorted(RATES)), st.floats(0, 1), st.floats(0.1, 50))
def test_an_own_rate_within_what_was_published_narrows_the_result_or_leaves_it(measure, metric, share, posts):
    low, high = (percent / 100 for percent in RATES[metric])
    own = {(ALL if metric in WEBSITE else "p", metric): low + share * (high - low)}
    before, after = (brought(of(measure, Posts("p", posts), own=rates)) for rates in ({}, own))

    assert before.low * (1 - 1e-9) <= after.low <= after.high <= before.high * (1 + 1e-9)
    leads_there = {rate for path in FUNNELS[measure].paths for rate in path}
    if metric in leads_there and FUNNELS[measure].kind == "count":
        assert after.high / after.low < before.high / before.low


@given(ANY_COUNT, st.lists(st.floats(0, 1), min_size=4, max_size=4), st.floats(0.1, 50))
def test_what_any_rates_within_their_spans_bring_lies_between_the_bounds(measure, shares, posts):
    ends = {metric: [percent / 100 for percent in RATES[metric]] for metric in RATES}
    own = {
        (ALL if metric in WEBSITE else "p", metric): low + share * (high - low)
        for (metric, (low, high)), share in zip(ends.items(), shares, strict=True)
    }
    bounds = brought(of(measure, Posts("p", posts)))
    inside = brought(of(measure, Posts("p", posts), own=own))

    assert bounds.low * (1 - 1e-9) <= inside.low <= inside.high <= bounds.high * (1 + 1e-9)


# The tables


def test_every_funnel_leads_to_a_measure_of_the_table_in_its_unit():
    units = load.load_table("measures").set_index("key")["unit"]
    kinds = {measure: funnel.kind for measure, funnel in FUNNELS.items()}

    assert set(kinds) <= set(units.index)
    assert {measure for measure, kind in kinds.items() if kind == "rate"} == {
        measure for measure in kinds if units[measure] == "percent"
    }
    assert [measure for measure, kind in kinds.items() if kind == "people"] == ["reach"]


def test_every_published_rate_leads_to_a_measure():
    used = {metric for funnel in FUNNELS.values() for path in funnel.paths for metric in path}

    assert set(load.load_table("benchmarks")["metric"]) <= used
    assert used - set(load.load_table("benchmarks")["metric"]) == {
        *("link clicks by views", "results by reach", "results by views")
    }
    assert {metric for funnel in FUNNELS.values() for path in funnel.paths for metric in path[:-1]} <= set(STAGES)
