"""How platforms moved: pieces that compare, moves beyond sampling, the audience in each year."""

import pandas as pd
import pytest

from strategy_kit.audience.trend import asked_again, audience_trend, recent_moves, trend_points
from strategy_kit.evidence import load
from strategy_kit.model import Segment

REACH, TREND = load.load_reach(), load.load_table("reach_trend")
POINTS = trend_points(TREND, REACH)


def test_the_series_breaks_where_the_way_of_asking_changed():
    facebook = POINTS[POINTS["platform"] == "facebook"]

    assert facebook.groupby("piece")["survey_date"].agg(["min", "max"]).map(lambda day: day.year).values.tolist() == [
        [2012, 2021],
        [2023, 2025],
    ]


def test_the_trend_reaches_from_2012_to_2025():
    assert (POINTS["survey_date"].min().year, POINTS["survey_date"].max().year) == (2012, 2025)


def test_the_figures_of_2025_are_those_the_survey_published():
    totals = REACH.query("survey_year == 2025 and geography == 'US' and group == 'total'").set_index("platform")
    newest = POINTS[POINTS["survey_date"].dt.year == 2025].set_index("platform")

    assert ((newest["reach"] * 100 - totals["percent"]).abs() <= 0.5).all()


def test_a_survey_that_does_not_say_how_many_it_asked_has_no_interval():
    old = POINTS[POINTS["survey_date"].dt.year < 2021]

    assert old["reach_low"].isna().all()
    assert POINTS.loc[POINTS["survey_date"].dt.year == 2025, "reach_low"].notna().all()


def test_no_change_is_reported_across_a_break_of_the_series():
    assert {move.first_year for move in recent_moves(POINTS)} <= {2023}


def test_only_a_move_beyond_sampling_is_sure():
    moves = {move.platform: move for move in recent_moves(POINTS)}

    assert moves["tiktok"].sure  # 33 % of 5,733 to 37 % of 5,022
    assert not moves["x"].sure  # 22 % to 21 %


def test_a_platform_asked_about_once_moved_nowhere():
    assert "threads" not in {move.platform for move in recent_moves(POINTS)}


def test_the_audience_of_each_year_rests_on_that_year_s_survey_alone():
    young = audience_trend(REACH, [Segment(name="Young", age=("18-29",))], ["tiktok"])

    published = REACH.query("platform == 'tiktok' and group == '18-29' and geography == 'US'")
    assert young.set_index("year")["reach"].to_dict() == pytest.approx(
        dict(zip(published["survey_year"].astype(int), published["percent"] / 100, strict=True))
    )


def test_an_audience_nobody_asked_has_no_trend():
    assert len(audience_trend(REACH, [Segment(name="All")], ["mastodon"])) == 0


def test_no_surveys_give_no_trend():
    assert len(audience_trend(REACH.head(0), [Segment(name="All")], ["x"])) == 0
    assert isinstance(trend_points(TREND, REACH.head(0)), pd.DataFrame)


def test_platforms_asked_about_again_come_by_their_newest_share_and_those_asked_about_once_are_left_out():
    points = pd.DataFrame({"platform": list("aabbbc"), "reach": [0.9, 0.3, 0.2, 0.1, 0.4, 0.8]})

    assert asked_again(points) == ["b", "a"]
    assert asked_again(points.head(0)) == []
