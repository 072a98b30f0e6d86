"""Choosing platforms: the six utilities, the hours, and the document's own cases."""

import numpy as np
import pandas as pd
import pytest

from strategy_kit import data
from strategy_kit.kinds import CRITERIA
from strategy_kit.model import Brief, CadenceRule, FormatEffort, Person, Rating
from strategy_kit.platforms import (
    catalogue,
    leaders,
    platform_utilities,
    score_bounds,
    weekly_hours,
)
from strategy_kit.platforms.utilities import (
    JUDGEMENT,
    OWN_HOURS,
    OWN_RATING,
    effort_utilities,
    format_utilities,
    trade_arguments,
)

UNKNOWN = float("nan")
PLATFORMS = data.load_platforms()
ASSUMPTIONS = data.assumption_values()


def reach_of(**reaches):
    """Return what `audience_reach` returns, each reach five points unsure."""
    return pd.DataFrame(
        [
            {"platform": key.replace("_", "-"), "reach": value, "reach_low": value - 0.05, "reach_high": value + 0.05}
            for key, value in reaches.items()
        ],
        columns=["platform", "reach", "reach_low", "reach_high"],
    ).assign(source="survey")


def utilities_of(brief, reach=None, formats=None, **assumptions):
    return platform_utilities(
        brief,
        platforms=PLATFORMS,
        formats=data.load_formats() if formats is None else formats,
        half_lives=data.load_half_lives(),
        trade_fit=data.load_trade_fit(),
        reach=reach_of() if reach is None else reach,
        assumptions=ASSUMPTIONS | assumptions,
        year=2027,
    )


def hours_of(brief, *keys):
    return weekly_hours(
        brief,
        list(keys),
        formats=data.load_formats(),
        half_lives=data.load_half_lives(),
        assumptions=ASSUMPTIONS,
    )


# utilities


@pytest.mark.parametrize("edition", ["document", "today"])
@pytest.mark.parametrize("trade", ["general", "visual", "walk-in", "b2b", "how-to", "online-shop"])
def test_every_utility_lies_within_its_bounds_and_says_on_what_it_rests(edition, trade):
    told = utilities_of(Brief(name="Shop", trade=trade, edition=edition), reach_of(facebook=0.7, x=0.2))

    assert tuple(told.values.columns) == CRITERIA
    assert ((told.low >= 0) & (told.high <= 1) & (told.low <= told.high)).all(axis=None)
    assert ((told.values >= told.low) & (told.values <= told.high) | told.values.isna()).all(axis=None)
    assert (told.reasons.ne("") | told.values.isna()).all(axis=None)


def test_reach_is_the_utility_of_the_audience_with_its_interval_and_survey():
    told = utilities_of(Brief(name="Shop"), reach_of(facebook=0.7))

    assert told.values.loc["facebook", "audience"] == 0.7
    assert told.low.loc["facebook", "audience"] == pytest.approx(0.65)
    assert told.reasons.loc["facebook", "audience"] == "survey"


def test_reach_nobody_asked_about_is_unknown_up_to_the_assumed_most():
    told = utilities_of(Brief(name="Shop"), reach_of(facebook=0.7), unasked_reach_most=0.3)

    assert np.isnan(told.values.loc["mastodon", "audience"])
    assert (told.low.loc["mastodon", "audience"], told.high.loc["mastodon", "audience"]) == (0.0, 0.3)


def test_reach_known_of_part_of_the_audience_keeps_its_own_bounds():
    partly = pd.DataFrame(
        {"platform": ["facebook"], "reach": [UNKNOWN], "reach_low": [0.3], "reach_high": [0.8], "source": ["survey"]}
    )

    told = utilities_of(Brief(name="Shop"), partly)

    assert (told.low.loc["facebook", "audience"], told.high.loc["facebook", "audience"]) == (0.3, 0.8)


def formats_of(**supported):
    rows = [("pinterest", format_, said, "docs") for format_, said in supported.items()]
    return pd.DataFrame(rows, columns=["platform", "format", "supported", "source"])


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
    told = format_utilities(["pinterest"], formats_of(**supported), ["image", "text"]).loc["pinterest"]

    assert told[["value", "low", "high"]].astype(float).tolist() == pytest.approx([value, low, high], nan_ok=True)


def test_format_fit_of_a_team_that_makes_nothing_yet_is_unknown():
    told = format_utilities(["pinterest"], formats_of(image="yes"), []).loc["pinterest"]

    assert [told["low"], told["high"]] == [0, 1]


@pytest.mark.parametrize(("needed", "value"), [(0.0, 1), (1.0, 0.75), (4.0, 0), (9.0, 0), (UNKNOWN, UNKNOWN)])
def test_effort_falls_evenly_to_nothing_at_the_hours_of_the_team(needed, value):
    told = effort_utilities(pd.Series({"x": needed}), 4.0)["value"]

    assert told.tolist() == pytest.approx([value], nan_ok=True)


def test_effort_of_a_team_without_hours_is_worth_nothing_but_the_unknown_stays():
    told = effort_utilities(pd.Series({"x": 1.0, "idle": 0.0, "unknown": UNKNOWN}), 0.0)

    assert told["value"].tolist() == pytest.approx([0, 1, UNKNOWN], nan_ok=True)


def test_dialogue_is_the_own_rating_over_three_and_unknown_where_nobody_rated():
    ratings = (Rating(platform="facebook", dialogue=3), Rating(platform="x", dialogue=0), Rating(platform="reddit"))

    told = utilities_of(Brief(name="Shop", ratings=ratings))

    assert told.values.loc[["facebook", "x", "reddit", "tiktok"], "dialogue"].tolist() == pytest.approx(
        [1, 0, UNKNOWN, UNKNOWN], nan_ok=True
    )
    assert told.reasons.loc[["facebook", "reddit"], "dialogue"].tolist() == [OWN_RATING, ""]


def test_standing_counts_the_years_since_launch_as_each_edition_sees_them():
    then = utilities_of(Brief(name="Shop", edition="document")).values["standing"]
    now = utilities_of(Brief(name="Shop")).values["standing"]

    assert then[["facebook", "google-plus", "foursquare"]].round(9).tolist() == [0.8, 0.1, 0.3]
    assert now[["facebook", "threads"]].round(9).tolist() == [1, 0.4]
    assert np.isnan(now["google-business-profile"])


def test_trade_fit_says_whether_the_document_or_we_judge():
    told = utilities_of(Brief(name="Shop", trade="visual"))

    assert told.values.loc[["pinterest", "instagram", "facebook"], "trade"].tolist() == [1, 1, 0.5]
    assert told.reasons.loc[["pinterest", "instagram"], "trade"].tolist() == ["document", JUDGEMENT]
    assert np.isnan(told.values.loc["telegram", "trade"])


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
    row = trade_arguments(data.load_trade_fit(), trade, "document").loc[platform]

    assert (row["utility"], row["basis"]) == (1, "document")


def test_an_argument_of_one_edition_does_not_count_in_the_other():
    trade_fit = pd.DataFrame({"platform": ["x"], "trade": ["all"], "edition": ["document"], "utility": [0.5]})

    assert trade_arguments(trade_fit, "b2b", "today").empty
    assert len(trade_arguments(trade_fit, "b2b", "document")) == 1


def test_no_judgement_of_ours_passes_for_the_document():
    trade_fit = data.load_trade_fit()
    added = PLATFORMS.set_index("key")["scope"].loc[trade_fit["platform"]].to_numpy() == "added"

    assert set(trade_fit.loc[added, "basis"]) == {"judgement"}
    assert set(trade_fit.loc[added, "edition"]) == {"today"}


# hours


def test_weekly_hours_add_making_and_the_work_of_the_watch():
    """X: 4 posts of 12 own minutes; twice its half-life of 24 minutes is less than the reply target of 60."""
    brief = Brief(name="Shop", formats=(FormatEffort(format="text", minutes=12), FormatEffort(format="image")))

    told = hours_of(brief, "x").loc["x"]

    assert (told["format"], told["post_minutes"]) == ("text", 12)
    assert told["watch_minutes"] == pytest.approx(60 * ASSUMPTIONS["watch_work_share"])
    assert told["hours"] == pytest.approx(4 * (12 + 60 * ASSUMPTIONS["watch_work_share"]) / 60)


def test_weekly_hours_follow_the_cadence_of_the_platform():
    brief = Brief(
        name="Shop",
        cadence=(CadenceRule(), CadenceRule(platform="x", posts_per_week_low=8, posts_per_week_high=9)),
    )

    told = hours_of(brief, "x", "linkedin")

    assert told["posts"].to_dict() == {"x": 8, "linkedin": 4}


def test_hours_of_a_platform_that_takes_nothing_the_team_makes_are_those_if_it_did():
    told = hours_of(Brief(name="Shop", formats=(FormatEffort(format="text"),)), "youtube", "bereal")

    assert told["made"].tolist() == [False, False]
    assert told["hours"].isna().all()
    assert told["hours_if_made"].isna().tolist() == [False, True]


# the document's own cases


def neutral(trade, edition):
    """Return who leads if all platforms are reached, rated, fed and watched alike: only trade and age differ."""
    keys = list(catalogue(PLATFORMS, edition).open.index)
    brief = Brief(
        name="Shop",
        trade=trade,
        edition=edition,
        team=(Person(name="owner", hours_per_week=20),),
        ratings=tuple(Rating(platform=key, dialogue=2) for key in keys),
    )
    alike = pd.DataFrame(
        [(key, made, "yes", "docs") for key in keys for made in ("text", "image")],
        columns=["platform", "format", "supported", "source"],
    )
    told = platform_utilities(
        brief,
        platforms=PLATFORMS,
        formats=alike,
        half_lives=data.load_half_lives().iloc[:0],
        trade_fit=data.load_trade_fit(),
        reach=pd.DataFrame({"platform": keys, "reach": 0.5, "reach_low": 0.5, "reach_high": 0.5, "source": "survey"}),
        assumptions=ASSUMPTIONS,
        year=2027,
    )
    return leaders(score_bounds(told.values, dict(brief.weights), told.low, told.high)["middle"])


@pytest.mark.parametrize(
    ("trade", "edition", "first"),
    [
        ("visual", "document", {"pinterest"}),
        ("walk-in", "document", {"foursquare"}),
        ("walk-in", "today", {"google-business-profile"}),
        ("b2b", "document", {"linkedin"}),
        ("b2b", "today", {"linkedin"}),
        ("how-to", "document", {"youtube"}),
        ("how-to", "today", {"youtube"}),
        ("general", "document", {"facebook"}),
        ("general", "today", {"facebook", "x"}),
        ("visual", "today", {"pinterest", "instagram"}),
    ],
)
def test_all_else_equal_the_document_leads_each_trade_where_it_says(trade, edition, first):
    assert set(neutral(trade, edition)) == first


def test_effort_rests_on_own_hours():
    told = utilities_of(Brief(name="Shop"))

    assert told.reasons.loc["x", "effort"] == OWN_HOURS
