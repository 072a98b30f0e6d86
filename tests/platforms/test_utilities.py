"""Choosing platforms: the six utilities, the hours, and the document's own cases."""

from typing import get_args

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.communication.permission import capped_shares
from strategy_kit.errors import InputError
from strategy_kit.evidence import load
from strategy_kit.model import (
    Brief,
    CadenceRule,
    Curve,
    FormatEffort,
    OwnValue,
    Participant,
    Person,
    Pillar,
    Point,
    Rating,
)
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.model.types import Edition, Trade
from strategy_kit.platforms import (
    catalogue,
    leaders,
    people_hours,
    platform_utilities,
    published_hours,
    score_bounds,
    weekly_hours,
)
from strategy_kit.platforms.measures import (
    JUDGEMENT,
    OWN_HOURS,
    OWN_RATING,
    effort_measures,
    format_measures,
    trade_arguments,
    trade_measures,
)
from strategy_kit.platforms.utilities import OWN_VALUE, curve_utilities, curves_of, off_curve

UNKNOWN = float("nan")
PLATFORMS = load.load_table("platforms")
ASSUMPTIONS = load.assumption_values()


def reach_of(**reaches):
    """Return what `audience_reach` returns, each reach five points unsure."""
    return pd.DataFrame(
        [
            {"platform": key.replace("_", "-"), "reach": value, "reach_low": value - 0.05, "reach_high": value + 0.05}
            for key, value in reaches.items()
        ],
        columns=["platform", "reach", "reach_low", "reach_high"],
    ).assign(source="survey")


def shares_of(brief):
    return capped_shares(brief.pillars, brief.promotion_cap).to_dict()


def utilities_of(brief, reach=None, formats=None, **assumptions):
    return platform_utilities(
        brief,
        pillar_shares=shares_of(brief),
        platforms=PLATFORMS,
        formats=load.load_table("platform_formats") if formats is None else formats,
        half_lives=load.load_table("half_life"),
        trade_fit=load.load_table("trade_fit"),
        reach=reach_of() if reach is None else reach,
        assumptions=ASSUMPTIONS | assumptions,
        year=2027,
    )


def hours_of(brief, *keys):
    return weekly_hours(
        brief,
        list(keys),
        pillar_shares=shares_of(brief),
        formats=load.load_table("platform_formats"),
        half_lives=load.load_table("half_life"),
        assumptions=ASSUMPTIONS,
    )


# utilities


@pytest.mark.parametrize("edition", ["document", "today"])
@pytest.mark.parametrize("trade", ["general", "visual", "walk-in", "b2b", "how-to", "online-shop"])
def test_every_utility_lies_within_its_bounds_and_says_on_what_it_rests(edition, trade):
    found = utilities_of(Brief(name="Shop", trades=(trade,), edition=edition), reach_of(facebook=0.7, x=0.2))

    assert tuple(found.values.columns) == tuple(CRITERIA)
    assert ((found.low >= 0) & (found.high <= 1) & (found.low <= found.high)).all(axis=None)
    assert ((found.values >= found.low) & (found.values <= found.high) | found.values.isna()).all(axis=None)
    assert (found.reasons.ne("") | found.values.isna()).all(axis=None)


def test_reach_is_the_utility_of_the_audience_with_its_interval_and_survey():
    found = utilities_of(Brief(name="Shop"), reach_of(facebook=0.7))

    assert found.values.loc["facebook", "audience"] == 0.7
    assert found.low.loc["facebook", "audience"] == pytest.approx(0.65)
    assert found.reasons.loc["facebook", "audience"] == "survey"


def test_reach_nobody_asked_about_is_unknown_up_to_the_assumed_most():
    found = utilities_of(Brief(name="Shop"), reach_of(facebook=0.7), unasked_reach_most=0.3)

    assert np.isnan(found.values.loc["mastodon", "audience"])
    assert (found.low.loc["mastodon", "audience"], found.high.loc["mastodon", "audience"]) == (0.0, 0.3)


def test_reach_known_of_part_of_the_audience_keeps_its_own_bounds():
    partly = pd.DataFrame(
        {"platform": ["facebook"], "reach": [UNKNOWN], "reach_low": [0.3], "reach_high": [0.8], "source": ["survey"]}
    )

    found = utilities_of(Brief(name="Shop"), partly)

    assert (found.low.loc["facebook", "audience"], found.high.loc["facebook", "audience"]) == (0.3, 0.8)


def formats_of(**supported):
    rows = [("pinterest", format_, rated, "docs", True) for format_, rated in supported.items()]
    return pd.DataFrame(rows, columns=["platform", "format", "supported", "source", "verified"])


@pytest.mark.parametrize(
    ("supported", "value", "low", "high"),
    [
        ({"image": "yes", "text": "yes"}, 1, 1, 1),
        ({"image": "yes", "text": "no"}, 0.5, 0.5, 0.5),
        ({"image": "yes", "text": "not-listed"}, UNKNOWN, 0.5, 1),
        ({"image": "yes"}, UNKNOWN, 0.5, 1),
        ({"video": "yes"}, UNKNOWN, 0, 1),
        ({"image": "no", "text": "no"}, 0, 0, 0),
    ],
    ids=["takes both", "refuses one", "does not list one", "nobody speaks of one", "nobody speaks of either", "none"],
)
def test_format_fit_is_the_share_taken_and_what_is_not_listed_stays_unknown(supported, value, low, high):
    found = format_measures(["pinterest"], formats_of(**supported), ["image", "text"]).loc["pinterest"]

    assert found[["value", "low", "high"]].astype(float).tolist() == pytest.approx([value, low, high], nan_ok=True)


def test_format_fit_of_a_team_that_makes_nothing_yet_is_unknown():
    found = utilities_of(Brief(name="Shop", formats=()), formats=formats_of(image="yes"))

    assert [found.low.loc["pinterest", "format"], found.high.loc["pinterest", "format"]] == [0, 1]


@pytest.mark.parametrize(("needed", "value"), [(0.0, 1), (1.0, 0.75), (4.0, 0), (9.0, 0), (UNKNOWN, UNKNOWN)])
def test_effort_falls_evenly_to_nothing_at_the_hours_of_the_team(needed, value):
    curve = curves_of([], {"standing_full_years": 10})["effort"]
    found = curve_utilities(curve, effort_measures(pd.Series({"x": needed}), 4.0))["value"]

    assert found.tolist() == pytest.approx([value], nan_ok=True)


def test_effort_of_a_team_without_hours_is_worth_nothing_but_the_unknown_stays():
    found = effort_measures(pd.Series({"x": 1.0, "idle": 0.0, "unknown": UNKNOWN}), 0.0)

    assert found["value"].tolist() == pytest.approx([1, 0, UNKNOWN], nan_ok=True)


def test_dialogue_is_the_own_rating_over_three_and_unknown_where_nobody_rated():
    ratings = (Rating(platform="facebook", dialogue=3), Rating(platform="x", dialogue=0), Rating(platform="reddit"))

    found = utilities_of(Brief(name="Shop", ratings=ratings))

    assert found.values.loc[["facebook", "x", "reddit", "tiktok"], "dialogue"].tolist() == pytest.approx(
        [1, 0, UNKNOWN, UNKNOWN], nan_ok=True
    )
    assert found.reasons.loc[["facebook", "reddit"], "dialogue"].tolist() == [OWN_RATING, ""]


def test_standing_counts_the_years_since_launch_as_each_edition_sees_them():
    then = utilities_of(Brief(name="Shop", edition="document")).values["standing"]
    now = utilities_of(Brief(name="Shop")).values["standing"]

    assert then[["facebook", "google-plus", "foursquare"]].round(9).tolist() == [0.8, 0.1, 0.3]
    assert now[["facebook", "threads"]].round(9).tolist() == [1, 0.4]
    assert np.isnan(now["google-business-profile"])


def test_trade_fit_says_whether_the_document_or_we_judge():
    found = utilities_of(Brief(name="Shop", trades=("visual",)))
    then = utilities_of(Brief(name="Shop", trades=("visual",), edition="document"))

    assert then.reasons.loc[["pinterest", "facebook"], "trade"].tolist() == ["document", "document"]
    assert found.values.loc[["pinterest", "instagram", "facebook"], "trade"].tolist() == [1, 1, 0.5]
    assert found.reasons.loc[["pinterest", "instagram"], "trade"].tolist() == [JUDGEMENT, JUDGEMENT]
    assert np.isnan(found.values.loc["telegram", "trade"])


@pytest.mark.parametrize(
    ("platform", "trade"),
    [
        ("facebook", "general"),
        ("x", "general"),
        ("google-plus", "general"),
        ("pinterest", "visual"),
        ("foursquare", "walk-in"),
        ("youtube", "how-to"),
        ("linkedin", "b2b"),
    ],
)
def test_each_site_of_the_document_suits_best_the_trade_for_which_the_document_names_it(platform, trade):
    row = trade_arguments(load.load_table("trade_fit"), [trade], "document").loc[platform]

    assert (row["trade"], row["utility"], row["basis"]) == (trade, 1, "document")


def test_an_argument_of_one_edition_does_not_count_in_the_other():
    trade_fit = pd.DataFrame({"platform": ["x"], "trade": ["all"], "edition": ["document"], "utility": [0.5]})

    assert trade_arguments(trade_fit, ["b2b"], "today").empty
    assert len(trade_arguments(trade_fit, ["b2b"], "document")) == 1


@given(
    trades=st.lists(st.sampled_from(get_args(Trade)), min_size=1, max_size=2, unique=True),
    edition=st.sampled_from(get_args(Edition)),
)
def test_the_fit_is_the_mean_over_the_trades_each_by_its_own_row_or_that_of_all(trades, edition):
    table = load.load_table("trade_fit")
    utility = {(row.platform, row.trade): row.utility for row in table.itertuples() if row.edition in (edition, "all")}
    keys = sorted(set(table["platform"]))
    found = trade_measures(keys, table, trades, edition)

    for key in keys:
        each = [utility.get((key, trade), utility.get((key, "all"))) for trade in trades]
        if each.count(None) == len(each):
            assert found.loc[key, ["value", "low", "high"]].isna().all()
            continue
        low, high = (sum(gap if one is None else one for one in each) / len(each) for gap in (0, 1))
        assert found.loc[key, ["low", "high"]].tolist() == pytest.approx([low, high])
        assert found.loc[key, "value"] == low if low == high else np.isnan(found.loc[key, "value"])


def test_a_bakery_that_shows_well_and_lives_on_passers_by_needs_a_platform_for_both():
    fit = trade_measures(list(PLATFORMS["key"]), load.load_table("trade_fit"), ["visual", "walk-in"], "today")["low"]

    assert set(fit.index[fit == fit.max()]) == {"facebook", "instagram", "google-business-profile"}
    assert fit["pinterest"] < fit["facebook"]


@given(trades=st.permutations(["online-shop", "walk-in"]))
def test_the_order_of_the_trades_does_not_change_their_fit(trades):
    fit = trade_measures(["google-business-profile"], load.load_table("trade_fit"), trades, "today")

    assert fit["value"].to_list() == [0.5]


def test_no_judgement_of_ours_passes_for_the_document():
    trade_fit = load.load_table("trade_fit")
    added = PLATFORMS.set_index("key")["scope"].loc[trade_fit["platform"]].to_numpy() == "added"

    assert set(trade_fit.loc[added, "basis"]) == {"judgement"}
    assert set(trade_fit.loc[added, "edition"]) == {"today"}


# curves and own values


def test_a_curve_of_ones_own_takes_the_place_of_the_workbooks():
    half_is_enough = Curve(criterion="audience", points=(Point(at=0, value=0), Point(at=0.5, value=1)))

    found = utilities_of(Brief(name="Shop", curves=(half_is_enough,)), reach_of(facebook=0.4, x=0.2))

    assert found.values.loc[["facebook", "x"], "audience"].round(9).tolist() == [0.8, 0.4]
    assert found.low.loc["facebook", "audience"] == pytest.approx(0.7)
    assert found.values["standing"].equals(utilities_of(Brief(name="Shop")).values["standing"])


def test_what_is_unknown_lies_between_the_ends_of_a_curve():
    never_worthless = Curve(criterion="dialogue", points=(Point(at=0, value=0.2), Point(at=3, value=0.9)))

    found = utilities_of(Brief(name="Shop", curves=(never_worthless,)))

    assert np.isnan(found.values.loc["x", "dialogue"])
    assert (found.low.loc["x", "dialogue"], found.high.loc["x", "dialogue"]) == (0.2, 0.9)


places = st.lists(st.floats(0, 10), min_size=3, max_size=3).map(sorted)
points = st.dictionaries(st.integers(0, 10), st.integers(0, 10).map(lambda n: n / 10), min_size=2, max_size=6)


@given(points, places)
def test_no_measure_between_two_ends_is_worth_more_or_less_than_they_allow(drawn, at):
    low, within, high = at
    curve = pd.DataFrame(sorted(drawn.items()), columns=["at", "value"], dtype=float)

    found = curve_utilities(curve, pd.DataFrame({"value": [within], "low": [low], "high": [high]})).iloc[0]
    between = np.interp(np.linspace(low, high, 50), curve["at"], curve["value"])
    met = [np.interp(place, curve["at"], curve["value"]) for place in (low, high, *drawn)]

    assert found["low"] - 1e-12 <= found["value"] <= found["high"] + 1e-12
    assert found["low"] - 1e-12 <= between.min() <= between.max() <= found["high"] + 1e-12
    assert min(abs(found["high"] - value) for value in met) < 1e-12


def test_ones_own_value_takes_the_place_of_any_figure_and_of_what_is_unknown():
    own = (
        OwnValue(platform="x", criterion="audience", value=0.9),
        OwnValue(platform="x", criterion="dialogue", value=0),
    )

    found = utilities_of(Brief(name="Shop", own_values=own), reach_of(x=0.2))

    assert found.values.loc["x", ["audience", "dialogue"]].tolist() == [0.9, 0]
    assert found.low.loc["x", "audience"] == found.high.loc["x", "audience"] == 0.9
    assert found.reasons.loc["x", "audience"] == OWN_VALUE
    assert np.isnan(found.values.loc["facebook", "dialogue"])


def test_an_own_value_of_a_platform_that_is_not_compared_waits():
    own = (OwnValue(platform="google-plus", criterion="trade", value=1),)

    assert "google-plus" not in utilities_of(Brief(name="Shop", own_values=own)).values.index


def test_an_own_value_of_a_platform_nobody_knows_is_refused_with_what_is_near():
    with pytest.raises(InputError) as refused:
        utilities_of(Brief(name="Shop", own_values=(OwnValue(platform="facebok", criterion="trade", value=1),)))

    assert refused.value.field == "own_values.0.platform"
    assert "facebook" in refused.value.params["near"]


def test_dialogue_people_rate_differently_is_their_mean_and_lies_between_them():
    rated = {"baker": 0, "counter": 3, "van": None}
    voices = tuple(Participant(name=who, ratings=(Rating(platform="x", dialogue=step),)) for who, step in rated.items())

    found = utilities_of(Brief(name="Shop", voices=voices))
    agreed = utilities_of(Brief(name="Shop", voices=voices, ratings=(Rating(platform="x", dialogue=1),)))

    assert found.values.loc["x", "dialogue"] == 0.5
    assert (found.low.loc["x", "dialogue"], found.high.loc["x", "dialogue"]) == (0, 1)
    assert agreed.values.loc["x", "dialogue"] == pytest.approx(1 / 3)


# hours


def test_weekly_hours_add_making_and_the_work_of_the_watch():
    """X: 4 posts of 12 own minutes; twice its half-life of 24 minutes is less than the reply target of 60."""
    brief = Brief(name="Shop", formats=(FormatEffort(format="text", minutes=12),))

    found = hours_of(brief, "x").loc["x"]

    assert (found["format"], found["post_minutes"]) == ("text", pytest.approx(12))
    assert found["response_work_minutes"] == pytest.approx(60 * ASSUMPTIONS["watch_work_share"])
    assert found["hours"] == pytest.approx(4 * (12 + 60 * ASSUMPTIONS["watch_work_share"]) / 60)


def test_weekly_hours_count_each_pillar_in_its_own_format_by_its_share():
    """Three in four posts are videos of 100 minutes, one in four is a text of 20; Reddit is not asked for stories."""
    pillars = (
        Pillar(name="Films", share=0.6, format="video"),
        Pillar(name="Notes", share=0.2, format="stories"),
        Pillar(name="Left out", share=0.0, format="image"),
    )
    made = (FormatEffort(format="video", minutes=100), FormatEffort(format="text", minutes=20))

    found = hours_of(Brief(name="Shop", pillars=pillars, formats=made), "reddit").loc["reddit"]

    assert (found["format"], found["post_minutes"]) == ("text;video", pytest.approx(80))


def test_weekly_hours_follow_the_cadence_of_the_platform():
    brief = Brief(
        name="Shop",
        cadence=(CadenceRule(), CadenceRule(platform="x", posts_per_week_low=8, posts_per_week_high=9)),
    )

    found = hours_of(brief, "x", "linkedin")

    assert found["posts"].to_dict() == {"x": 8, "linkedin": 4}


def test_hours_of_a_platform_that_takes_nothing_the_team_makes_are_those_if_it_did():
    found = hours_of(Brief(name="Shop", formats=(FormatEffort(format="text"),)), "youtube", "bereal")

    assert found["made"].tolist() == [False, False]
    assert found["hours"].isna().all()
    assert found["hours_if_made"].isna().tolist() == [False, True]


def test_a_platform_of_which_the_team_makes_nothing_is_counted_by_an_ordinary_format():
    """A live broadcast takes 60 minutes and a video 180, but only the video is in a list of what YouTube takes."""
    found = hours_of(Brief(name="Shop", formats=(FormatEffort(format="text"),)), "youtube", "foursquare")

    assert found["format"].to_dict() == {"youtube": "video", "foursquare": "local"}
    assert found.loc["youtube", "hours_if_made"] > 4 * 180 / 60


def test_a_team_that_makes_live_broadcasts_is_counted_by_them():
    found = hours_of(Brief(name="Shop", formats=(FormatEffort(format="live"),)), "youtube")

    assert (found.loc["youtube", "format"], found.loc["youtube", "made"]) == ("live", True)


def test_published_cadences_span_what_all_studies_of_a_platform_say():
    rated = published_hours(
        hours_of(Brief(name="Shop"), "facebook", "tiktok", "reddit"), load.load_table("frequencies")
    )

    assert rated.loc["tiktok", ["posts_low", "posts_high"]].tolist() == [2, 28]
    assert (rated.loc["facebook", "posts_low"], rated.loc["facebook", "general"]) == (5, False)
    assert rated.loc["reddit", ["posts_low", "posts_high", "source", "general"]].tolist() == [4, 14, "document", True]


def test_who_has_no_duty_takes_no_post():
    team = (Person(name="owner", hours_per_week=3), Person(name="silent", hours_per_week=9, duty=()))

    assert people_hours(Brief(name="Shop", team=team)) == [3]


# the document's own cases


def neutral(trade, edition):
    """Return who leads if all platforms are reached, rated, fed and watched alike: only trade and age differ."""
    keys = list(catalogue(PLATFORMS, edition).open.index)
    brief = Brief(
        name="Shop",
        trades=(trade,),
        edition=edition,
        team=(Person(name="owner", hours_per_week=20),),
        ratings=tuple(Rating(platform=key, dialogue=2) for key in keys),
    )
    alike = pd.DataFrame(
        [(key, made, "yes", "docs", True) for key in keys for made in ("text", "image")],
        columns=["platform", "format", "supported", "source", "verified"],
    )
    found = platform_utilities(
        brief,
        pillar_shares=shares_of(brief),
        platforms=PLATFORMS,
        formats=alike,
        half_lives=load.load_table("half_life").iloc[:0],
        trade_fit=load.load_table("trade_fit"),
        reach=pd.DataFrame({"platform": keys, "reach": 0.5, "reach_low": 0.5, "reach_high": 0.5, "source": "survey"}),
        assumptions=ASSUMPTIONS,
        year=2027,
    )
    return leaders(score_bounds(found.values, dict(brief.weights), found.low, found.high)["middle"])


@pytest.mark.parametrize(
    ("trade", "edition", "first"),
    [
        ("visual", "document", {"pinterest"}),
        ("walk-in", "document", {"foursquare"}),
        ("walk-in", "today", {"facebook"}),
        ("b2b", "document", {"linkedin"}),
        ("b2b", "today", {"linkedin"}),
        ("how-to", "document", {"youtube"}),
        ("how-to", "today", {"youtube"}),
        ("general", "document", {"facebook"}),
        ("general", "today", {"facebook"}),
        ("visual", "today", {"pinterest", "instagram"}),
    ],
)
def test_all_else_equal_the_document_leads_each_trade_where_it_says(trade, edition, first):
    assert set(neutral(trade, edition)) == first


def test_effort_rests_on_own_hours():
    found = utilities_of(Brief(name="Shop"))

    assert found.reasons.loc["x", "effort"] == OWN_HOURS


def test_only_a_value_of_ones_own_lies_off_the_curve():
    curve = pd.DataFrame({"at": [0.0, 4.0], "value": [0.0, 1.0]})
    measures = pd.Series({"a": 1.0, "b": 2.0, "c": 9.0, "d": UNKNOWN, "e": 3.0})
    utilities = pd.Series({"a": 0.25, "b": 0.6, "c": 1.0, "d": 0.5, "e": UNKNOWN})

    assert off_curve(curve, measures, utilities).to_list() == [False, True, False, False, False]
