"""Cards of the trend, the journey and the audience's clocks."""

import datetime as dt
import json
import math

import plotly.graph_objects as go
import pytest

from strategy_kit.audience.journey import journey_grid, journey_marks, orphan_touchpoints, place_ranks
from strategy_kit.audience.trend import asked_again, audience_trend, recent_moves, trend_points
from strategy_kit.audience.waking_hours import audience_hours, awake_shares, awake_span, clock_shifts
from strategy_kit.evidence import load
from strategy_kit.figures.audience.journey import journey_card
from strategy_kit.figures.audience.trend import trend_card
from strategy_kit.figures.audience.waking_hours import waking_hours_card
from strategy_kit.figures.shapes.template import themed
from strategy_kit.i18n import Words
from strategy_kit.languages import COMPLETE
from strategy_kit.model import Brief, Participant, Segment, Touchpoint

EN = Words("en")
PLATFORMS, SOURCES, REACH = load.load_table("platforms"), load.load_table("sources"), load.load_reach()
NAMES = dict(zip(PLATFORMS["key"], PLATFORMS["name"], strict=True))
POINTS = trend_points(load.load_table("reach_trend"), REACH)
YOUNG, LYON = Segment(name="<b>Young</b> @s5", age=("18-29",)), Segment(name="Lyon", country="FR")
MONDAY = dt.date(2027, 3, 1)
LOOKS = (
    Touchpoint(segment=YOUNG.name, place="social", need=3, look=1, basis="asked"),
    Touchpoint(segment=YOUNG.name, place="search", look=3, basis="seen"),
    Touchpoint(segment="Gone", place="media", look=1),
)


def trend(segment=YOUNG, points=POINTS, words=EN):
    own = audience_trend(REACH, [segment], sorted(set(points["platform"])))
    return trend_card(points, own, asked_again(points), recent_moves(points), NAMES, SOURCES, words)


def journey(*looks, voices=(), segments=(YOUNG,), words=EN):
    brief = Brief(name="Shop", segments=segments, journey=looks, voices=voices)
    grid = journey_grid(journey_marks(brief))
    shares = {segment.name: segment.share for segment in segments}
    ranks, unmatched = place_ranks(grid, shares), orphan_touchpoints(brief)
    return journey_card(grid, list(shares), ranks, unmatched, load.load_table("influence"), SOURCES, words)


def awake(zones=None, clock="Europe/Paris", words=EN):
    known = zones or {"Europe/Paris": 0.6, "America/New_York": 0.3, "Asia/Kolkata": 0.1}
    days = [MONDAY + dt.timedelta(days=n) for n in range(28)]
    shifts = clock_shifts(known, clock, days)
    hours = audience_hours(known, MONDAY, clock)
    shares = awake_shares(hours)
    return waking_hours_card(hours, shares, awake_span(shares), clock, MONDAY, shifts, (7, 22), words)


CARDS = {
    "trend": lambda words: trend(words=words),
    "trend unknown": lambda words: trend(points=POINTS.head(0), words=words),
    "journey": lambda words: journey(*LOOKS, words=words),
    "journey of two": lambda words: journey(*LOOKS, segments=(YOUNG, LYON, Segment(name="Gone")), words=words),
    "journey empty": lambda words: journey(words=words),
    "awake": lambda words: awake(words=words),
    "awake at home": lambda words: awake({"Europe/Paris": 1}, words=words),
}


@pytest.mark.parametrize("lang", COMPLETE)
@pytest.mark.parametrize("make", CARDS.values(), ids=CARDS.keys())
def test_every_drawing_is_one_plotly_knows_and_every_card_travels(make, lang):
    card = make(Words(lang))

    for drawing in filter(None, (card.drawing, card.narrow)):
        go.Figure(themed(drawing, "light"))
        go.Figure(themed(drawing, "dark"))
    assert json.loads(json.dumps(card.as_dict(), allow_nan=False))


def test_the_line_of_a_platform_is_broken_where_the_way_of_asking_changed():
    second = [trace for trace in trend().drawing["data"] if trace["xaxis"] == "x2"]  # Facebook is second widest
    before, after = [trace["x"] for trace in second if trace["mode"] == "lines+markers"]

    assert max(before) < 2022 < min(after)


def test_the_title_names_the_largest_sure_move_and_none_across_the_break():
    alone = POINTS[POINTS["platform"] != "tiktok"]

    assert trend(points=alone).title == "Reddit has gained the most users among US adults since 2023: from 22% to 26%"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (EN, ("Reddit (22% to 26%) and TikTok (33% to 37%) have gained the most users among US adults since 2023")),
        (
            Words("fr"),
            (
                "Reddit (de 22\u202f% à 26\u202f%) et TikTok (de 33\u202f% à 37\u202f%) ont le plus progressé "
                "parmi les adultes "
                "américains depuis 2023"
            ),
        ),
    ],
    ids=["en", "fr"],
)
def test_the_title_names_all_that_moved_equally_far(words, title):
    """Both by 4 published points: 0.26 - 0.22 is above 0.37 - 0.33 as floats only."""
    assert trend(words=words).title == title


def test_a_gain_and_a_loss_of_equal_points_are_both_called_moves():
    falling = POINTS.copy()
    tiktok = falling["platform"] == "tiktok"
    newest = tiktok & (falling["survey_date"].dt.year == 2025)
    falling.loc[newest, ["reach", "reach_low", "reach_high"]] -= 0.08

    assert trend(points=falling).title == (
        "Reddit (22% to 26%) and TikTok (33% to 29%) have changed the most among US adults since 2023"
    )


def test_without_a_sure_move_the_title_says_so():
    still = POINTS[POINTS["platform"] == "x"]

    assert trend(points=still).title == "No platform has clearly gained or lost users among US adults since 2023"


def test_reach_of_customers_abroad_is_called_borrowed():
    assert "estimated from these surveys" in trend(LYON).legend[1].word
    assert "estimated" not in trend().legend[1].word


def test_a_platform_asked_about_once_has_no_chart_and_stands_in_the_table():
    card = trend()

    heads = [note["text"] for note in card.drawing["layout"]["annotations"]]
    assert "Threads" not in heads
    assert "Threads" in {row[0] for row in card.table.rows}


def test_a_touchpoint_without_an_answer_is_hatched_and_in_the_legend():
    card = journey(*LOOKS)

    hatched = [trace for trace in card.drawing["data"] if "pattern" in trace["marker"]]
    assert sum(len(trace["x"]) for trace in hatched) == 2 * 4 - 3
    assert card.legend[-1].word == "no answer yet"


def test_the_title_ranks_social_media_among_the_places():
    title = journey(*LOOKS).title

    assert title == "Where customers mostly look, in your view: search engines and maps; social media rank 2 of 2"


def test_an_empty_journey_says_that_it_is_not_filled_in_and_still_shows_what_was_measured():
    card = journey()

    assert card.title == "The customer journey is not filled in yet"
    assert (card.drawing, card.table) == (None, None)
    assert "62% say that social media has no influence" in card.note


def test_people_who_differ_show_their_mean_and_its_ends():
    people = [
        Participant(name=name, journey=(Touchpoint(segment=YOUNG.name, place="search", look=step),))
        for name, step in (("A", 1), ("B", 2))
    ]

    assert journey(voices=people).table.rows[0][3] == "1.5 (1 to 2)"


def test_a_row_about_a_removed_segment_is_reported_as_left_out():
    assert journey(*LOOKS).alert.startswith("One row names a segment that is no longer in the list")


def test_zones_on_the_axis_are_numbered_only_where_there_are_several():
    one, more = awake({"Europe/Paris": 1}), awake()

    assert (one.narrow["layout"]["xaxis"]["ticktext"], "numbered" in one.how) == (["Paris"], False)
    assert more.narrow["layout"]["xaxis"]["ticktext"] == ["1", "2", "3"]
    assert "the places are numbered: 1 Paris (60%), 2 New York" in more.how


def test_the_hours_when_it_is_day_for_all_make_the_title():
    zones = {"Europe/Paris": 0.6, "America/New_York": 0.4}

    assert awake(zones).title == "All your customers are awake from 13:00 to 22:00, your time (assumed waking hours)"


@pytest.mark.parametrize(
    ("card", "title"),
    [
        (
            lambda words: awake({"Europe/Paris": 0.6, "America/New_York": 0.4}, words=words),
            "Tous vos clients sont éveillés de 13\u00a0h à 22\u00a0h, à votre heure (heures d’éveil supposées)",
        ),
        (
            lambda words: journey(Touchpoint(segment=YOUNG.name, place="contacts", need=3), words=words),
            (
                "Où vos clients s’informent d’abord, selon vous\u00a0: leur entourage\u202f; "
                "réseaux sociaux pas encore "
                "notés"
            ),
        ),
    ],
    ids=["awake", "journey"],
)
def test_a_french_title_reads_as_a_sentence_with_clocks_as_beside_it(card, title):
    assert card(Words("fr")).title == title


def test_the_steps_of_looking_have_the_same_words_wherever_they_stand():
    card = journey(*LOOKS, words=Words("fr"))

    assert card.legend[0].word == "0\u00a0: personne"
    assert "de 0 (personne) à 3 (presque tous)" in card.subtitle


def test_an_audience_never_awake_together_gets_its_best_hour_in_the_title():
    title = awake({"Europe/Paris": 0.7, "America/Los_Angeles": 0.2, "Asia/Tokyo": 0.1}).title

    assert title == "At most 90% of your customers are awake at once, at 16:00 your time (assumed waking hours)"


def test_a_home_audience_has_your_clock_and_is_told_where_its_hours_online_are_shown():
    card = awake({"Europe/Paris": 1})

    assert (
        card.title == "Your customers are in your time zone; your platforms’ statistics show when followers are online"
    )
    assert "No survey in this workbook covers when they are online" in card.note
    assert "each platform’s own statistics show it" in card.note


def test_weeks_in_which_the_time_difference_changes_are_named():
    assert awake().alert == (
        "During your plan, the time difference changes on 14 March 2027 (New York) and 28 March "
        "2027 (New York and Kolkata)."
    )


def test_the_table_holds_every_zone_and_hour():
    card = awake()

    assert (len(card.table.rows), len(card.table.columns)) == (24, 5)
    assert not math.isnan(float(card.table.rows[12][-1].removesuffix("%")))


def test_the_break_of_the_trend_is_explained_by_the_years_of_the_surveys_that_are_shown():
    web = POINTS["mode"] != "telephone"
    earlier = POINTS[web | (POINTS["survey_date"].dt.year < 2019)]

    assert "by telephone until 2018, online and by post from 2023" in trend(points=earlier).how
    assert "telephone" not in trend(points=POINTS[web]).how
