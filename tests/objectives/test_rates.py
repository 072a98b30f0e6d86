"""Rates of a post, of a click, of a website: the own one first, else between what studies published, else unknown."""

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.evidence import load
from strategy_kit.objectives.rates import ALL, FEED, ONE_FIGURE_FACTOR, WEBSITE, Known, published_rate, unknown

BENCHMARKS = load.load_table("benchmarks")
COLUMNS = ["id", "platform", "metric", "format", "followers_from", "followers_to", "percent", "percent_low"]


def rows(*figures) -> pd.DataFrame:
    """Return a table of (id, format, fewest followers, most, percent, lowest, highest) of reach on one platform."""
    frame = pd.DataFrame(figures, columns=[*COLUMNS[:1], *COLUMNS[3:], "percent_high"])
    limits = {name: frame[name].astype("Int64") for name in ("followers_from", "followers_to")}
    return frame.assign(platform="x", metric="organic reach", **limits)


TABLE = rows(
    ("all", "", None, None, 4, None, None),
    ("small", "", None, 1000, 20, 10, 30),
    ("large", "", 1000, None, 2, None, None),
    ("feed", "feed", None, None, 6, None, None),
    ("story", "stories", None, None, 9, None, None),
)


def rate(table=TABLE, **given):
    return published_rate(table, "x", "organic reach", **given)


@pytest.mark.parametrize(
    ("followers", "post_format", "rests_on"),
    [
        (999, "image", ("all", "small", "feed")),
        (1000, "image", ("all", "large", "feed")),
        (1000, "stories", ("all", "large", "story")),
        (1000, "live", ("all", "large")),
        (1000, "", ("all", "large", "feed", "story")),
        (math.nan, "stories", ("all", "small", "large", "story")),
    ],
)
def test_figures_count_that_speak_of_the_size_and_the_format_or_of_all(followers, post_format, rests_on):
    assert rate(followers=followers, post_format=post_format).rests_on == rests_on


def test_the_span_goes_from_the_lowest_to_the_highest_number_that_was_published():
    assert rate(followers=999, post_format="live").span == pytest.approx((0.04, 0.30))
    assert rate(followers=1000, post_format="live").span == pytest.approx((0.02, 0.04))


def test_one_figure_without_a_range_is_widened_and_one_with_a_range_is_not():
    alone = rate(rows(("a", "", None, None, 6, None, None)))
    ranged = rate(rows(("a", "", None, None, 6, 5, 8)))

    assert (alone.origin, alone.span) == ("one figure", pytest.approx((0.02, 0.18)))
    assert (ranged.origin, ranged.span) == ("published", pytest.approx((0.05, 0.08)))


def test_the_factor_of_one_figure_is_what_the_middle_half_of_the_accounts_differs_by():
    """The quartiles of 31,869 and more accounts and channels by size, beside their median."""
    quartiles = BENCHMARKS.query("statistic == 'median' and metric == 'views by followers'")
    apart = pd.concat(
        [quartiles["percent"] / quartiles["percent_low"], quartiles["percent_high"] / quartiles["percent"]]
    )

    assert len(apart) == 20
    assert round(apart.median()) == ONE_FIGURE_FACTOR


def test_a_size_that_no_figure_speaks_of_takes_those_of_every_size():
    table = rows(("large", "", 1000, 5000, 4, None, None), ("larger", "", 5000, None, 2, None, None))

    assert rate(table, followers=10).span == pytest.approx((0.02, 0.04))


def test_without_a_figure_a_rate_is_unknown_and_not_zero():
    for found in (rate(rows()), published_rate(TABLE, "y", "organic reach"), rate(TABLE[:0])):
        assert unknown(found)
        assert (found.origin, found.rests_on) == ("unknown", ())


def test_a_share_of_the_visitors_never_passes_all_of_them():
    table = rows(("a", "", None, None, 60, None, None)).assign(platform=ALL, metric="leads by visits")

    assert published_rate(table, ALL, "leads by visits").span == pytest.approx((0.2, 1.0))


@given(st.floats(0, 1))
def test_an_own_rate_replaces_what_was_published(share):
    known = Known({"x": 500}, TABLE, {("x", "organic reach"): share, (ALL, "orders by visits"): share})

    for metric, platform in (("organic reach", "x"), ("orders by visits", ALL)):
        found = known.rate("x", metric, "image")
        assert (found.platform, found.span, found.origin) == (platform, (share, share), "own")


def test_an_own_rate_that_is_not_known_leaves_the_published_one():
    known = Known({}, TABLE, {("x", "organic reach"): math.nan})

    assert known.rate("x", "organic reach") == published_rate(TABLE, "x", "organic reach")


def test_followers_that_nobody_counted_are_unknown():
    known = Known({"x": math.nan, "z": 0}, TABLE)

    found = [known.followers_of(platform) for platform in ("x", "y", "z")]

    assert [unknown(factor) for factor in found] == [True, True, False]
    assert [factor.origin for factor in found] == ["unknown", "unknown", "own"]


@pytest.mark.parametrize(
    ("followers", "own", "says"),
    [
        ({"x": -1}, {}, "followers, x: -1"),
        ({"x": math.inf}, {}, "followers, x: inf"),
        ({}, {("x", "organic reach"): -0.1}, "organic reach, x: -0.1"),
        ({}, {(ALL, "orders by visits"): 1.2}, "orders by visits, all: 1.2"),
    ],
)
def test_a_number_that_cannot_be_is_refused_by_name(followers, own, says):
    with pytest.raises(ValueError, match=says):
        Known(followers, TABLE, own)


def test_reach_may_pass_all_followers():
    assert Known({}, TABLE, {("x", "organic reach"): 1.5}).rate("x", "organic reach").span == (1.5, 1.5)


# The published table


@pytest.mark.parametrize("row", BENCHMARKS.to_dict("records"), ids=lambda row: row["id"])
def test_each_published_rate_is_used_for_an_account_that_it_speaks_of(row):
    size = 50_000_000 if pd.isna(row["followers_from"]) and pd.isna(row["followers_to"]) else row["followers_from"]
    size = row["followers_to"] - 1 if pd.isna(size) else size
    post_format = {"feed": "image"}.get(row["format"], row["format"])

    found = published_rate(BENCHMARKS, row["platform"], row["metric"], post_format, float(size))

    assert row["id"] in found.rests_on
    assert 0 < found.span.low <= found.span.high


def test_rates_of_websites_are_those_of_all_platforms():
    assert set(BENCHMARKS.loc[BENCHMARKS["platform"] == ALL, "metric"]) == WEBSITE
    assert set(BENCHMARKS.loc[BENCHMARKS["metric"].isin(WEBSITE), "platform"]) == {ALL}


def test_the_feed_is_every_format_but_those_that_platforms_show_apart():
    formats = set(load.load_table("platform_formats")["format"]) - {"format"}

    assert formats - FEED == {"stories", "short-video", "live"}
