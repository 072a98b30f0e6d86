"""A target beside what posts can bring: how many times the posts, what to measure first, what would change it."""

import math

import numpy as np
import pytest
from funnels import RATES, known, of, published
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.objectives.forecast import WEEKS_A_MONTH, Posts, brought, forecast, stages
from strategy_kit.objectives.rates import ALL, WEBSITE, Known
from strategy_kit.objectives.target import changes, deciding, needed

COUNTED = st.sampled_from(["leads", "orders", "link-clicks"])
TARGETS = st.floats(0.01, 1e6)

# What a target needs: of ten posts a month come 0.2 to 1.6 leads


def test_twenty_leads_need_the_times_that_the_funnel_backwards_gives():
    from_the_highest = 20 / (10 * 1000 * 0.10 * 0.02 * 0.08)
    from_the_lowest = 20 / (10 * 1000 * 0.05 * 0.01 * 0.04)

    found = needed(of("leads"), 20)

    assert (from_the_highest, from_the_lowest) == pytest.approx((12.5, 100))
    assert found.times == pytest.approx((from_the_highest, from_the_lowest))


@pytest.mark.parametrize(
    ("target", "verdict"),
    [
        (0.1, "within reach"),
        (0.2, "within reach"),
        (0.21, "could be reached"),
        (1.6, "could be reached"),
        (1.61, "out of reach"),
    ],
)
def test_the_verdict_changes_at_the_lowest_and_at_the_highest(target, verdict):
    assert needed(of("leads"), target).verdict == verdict


def test_people_beyond_the_followers_are_out_of_reach_of_any_number_of_posts():
    reach = of("reach", Posts("p", 2))

    assert needed(reach, 1001) == ("out of reach", (math.inf, math.inf))
    assert needed(reach, 600).times == pytest.approx((3, math.inf))
    assert needed(reach, 40) == ("within reach", pytest.approx((0.2, 0.4)))


def test_without_posts_no_number_of_times_is_enough():
    assert needed(of("leads", Posts("p", 0)), 1) == ("out of reach", (math.inf, math.inf))


def test_a_rate_is_compared_and_needs_no_posts():
    rate = of("lead-conversion")

    assert [needed(rate, target).verdict for target in (0.04, 0.06, 0.09)] == [
        *("within reach", "could be reached", "out of reach")
    ]
    assert all(math.isnan(bound) for bound in needed(rate, 0.06).times)


def test_while_a_number_is_missing_the_verdict_is_unknown():
    found = needed(of("leads", followers={}), 0.001)

    assert found.verdict == "unknown"
    assert all(math.isnan(bound) for bound in found.times)


def test_what_the_known_platform_brings_alone_may_be_enough():
    both = of("leads", Posts("p", 10), Posts("q", 10))

    assert needed(both, 0.1).verdict == "within reach"
    assert needed(both, 20).verdict == "unknown"
    assert needed(both, 20).times.high == pytest.approx(100)
    assert math.isnan(needed(both, 20).times.low)


@pytest.mark.parametrize("target", [0, -1, math.nan, math.inf])
def test_a_target_that_is_no_amount_is_refused(target):
    with pytest.raises(ValueError, match="target"):
        needed(of("leads"), target)


@given(st.sampled_from(["leads", "link-clicks", "reach"]), TARGETS, st.floats(0.1, 100))
def test_so_many_times_the_posts_bring_the_target_and_fewer_do_not(measure, target, posts):
    expected = of(measure, Posts("p", posts))
    found = needed(expected, target)

    for times, bound in zip(found.times, ("high", "low"), strict=True):
        if times < math.inf:
            assert getattr(brought(expected, times * 1.000001), bound) >= target * (1 - 1e-9)
            assert getattr(brought(expected, times * 0.999999), bound) < target
    assert found.times.low <= found.times.high * 1.000001
    assert (found.verdict == "within reach") == (brought(expected).low >= target * (1 - 1e-9))


# What decides most


def test_unknown_numbers_come_first_those_with_most_posts_before_others():
    posts = [Posts("p", 10), Posts("q", 30), Posts("r", 5)]
    rows = deciding(of("leads", *posts, followers={"r": 100}))

    assert rows[["platform", "name"]].values.tolist()[:4] == [
        ["q", "followers"],
        ["p", "followers"],
        ["r", "organic reach"],
        ["r", "link clicks by reach"],
    ]
    assert rows["narrows"].isna().tolist() == [True] * 4 + [False] * (len(rows) - 4)


@given(COUNTED, st.fixed_dictionaries(dict.fromkeys(RATES, st.tuples(st.floats(0.1, 50), st.floats(1.01, 100)))))
def test_on_one_platform_the_number_with_the_widest_span_decides_most(measure, drawn):
    ranges = {metric: (low, low * times) for metric, (low, times) in drawn.items()}
    rows = deciding(of(measure, ranges=ranges))
    ways = {name: ranges[name][1] / ranges[name][0] for name in rows["name"] if name != "followers"}

    assert rows["narrows"].iloc[0] == pytest.approx(max(ways.values()))
    assert dict(zip(rows["name"], rows["narrows"], strict=True)) == pytest.approx(ways | {"followers": 1})


def test_a_rate_of_the_website_decides_for_all_platforms_together():
    even = {"organic reach": (5, 10), "link clicks by reach": (1, 2), "leads by visits": (4, 8)}
    posts = [Posts("p", 10), Posts("q", 10)]
    rows = deciding(of("leads", *posts, followers={"p": 1000, "q": 1000}, ranges=even))

    assert rows[["platform", "name"]].values.tolist()[0] == [ALL, "leads by visits"]
    assert rows["narrows"].iloc[0] == pytest.approx(2)
    assert rows.loc[rows["name"] == "organic reach", "narrows"].lt(2).all()


@given(COUNTED, st.sampled_from(sorted(RATES)))
def test_measuring_what_decides_most_narrows_most(measure, metric):
    first = deciding(of(measure)).iloc[0]
    middles = {name: math.sqrt(low * high) / 100 for name, (low, high) in RATES.items()}

    def width(name):
        own = {(ALL if name in WEBSITE else "p", name): middles[name]}
        low, high = brought(of(measure, own=own))
        return high / low

    assert width(first["name"]) <= width(metric) * (1 + 1e-9)


def test_a_rate_that_is_missing_for_one_format_is_unknown_for_the_platform():
    table = published()
    clicks = table["metric"] == "link clicks by reach"
    videos = Known({"p": 1000}, table.assign(format=clicks.map({True: "video", False: ""})))
    rows = deciding(forecast("link-clicks", [Posts("p", 5, "video"), Posts("p", 5, "text")], videos))

    assert rows.loc[rows["origin"] == "unknown", "name"].tolist() == ["link clicks by reach"]
    assert rows.loc[rows["name"] == "link clicks by reach", ["low", "narrows"]].isna().all(axis=None)


def test_a_platform_of_which_a_number_is_missing_takes_nothing_from_what_others_decide():
    posts, followers = [Posts("p", 10), Posts("q", 10)], {"p": 1000, "q": 1000}
    without = [("q", "link clicks by reach")]
    rows = deciding(of("link-clicks", *posts, followers=followers, without=without)).set_index(["platform", "name"])

    assert rows.index[0] == ("q", "link clicks by reach")
    assert rows.loc[("p", "link clicks by reach"), "narrows"] == pytest.approx(2)
    assert rows.loc[("q", "organic reach"), "narrows"] == 1


# What would change it


def test_one_more_post_a_week_brings_what_it_brings_alone():
    row = changes("link-clicks", [Posts("p", 10)], known(), [Posts("p", WEEKS_A_MONTH)]).iloc[0]
    alone = WEEKS_A_MONTH * 1000

    assert round(WEEKS_A_MONTH, 2) == 4.35
    assert row[["gain_low", "gain_high"]].tolist() == pytest.approx([alone * 0.05 * 0.01, alone * 0.1 * 0.02])
    assert row[["low", "high"]].tolist() == pytest.approx([5 + alone * 0.0005, 20 + alone * 0.002])


def test_another_platform_adds_what_is_known_of_it():
    options = [Posts("q", 4, "image"), Posts("r", 4)]
    rows = changes("link-clicks", [Posts("p", 10)], known({"p": 1000, "q": 500}), options)

    assert rows["platform"].tolist() == ["q", "r"]
    assert rows.loc[0, ["gain_low", "gain_high"]].tolist() == pytest.approx([1, 4])
    assert rows.loc[1, ["gain_low", "gain_high", "high"]].isna().all()
    assert rows.loc[1, "low"] == pytest.approx(5)
    assert rows["missing"].tolist() == [(), ("followers", "organic reach", "link clicks by reach")]


def test_people_reached_by_further_posts_may_be_reached_already():
    row = changes("reach", [Posts("p", 10)], known({"p": 1000, "q": 200}), [Posts("q", 10)]).iloc[0]

    assert row[["low", "high", "gain_low", "gain_high"]].tolist() == pytest.approx([50, 1200, 0, 200])


def test_tables_without_a_row_have_their_types():
    nothing = of("leads", Posts("p", 0))

    for frame, columns in (
        (stages(nothing), ["low", "high"]),
        (deciding(nothing), ["low", "high", "narrows"]),
        (changes("leads", [Posts("p", 1)], known(), []), ["number", "low", "high", "gain_low", "gain_high"]),
    ):
        assert frame.empty
        assert set(frame[columns].dtypes) == {np.dtype("float64")}


def test_further_posts_do_not_change_a_rate():
    row = changes("lead-conversion", [Posts("p", 10)], known(), [Posts("p", 4)]).iloc[0]

    assert row[["low", "high"]].tolist() == pytest.approx([0.04, 0.08])
    assert row[["gain_low", "gain_high"]].isna().all()
