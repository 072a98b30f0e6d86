"""Cards of the audience: what they say follows from the numbers, and what is unknown is said to be."""

import json

import pandas as pd
import plotly.graph_objects as go
import pytest

from strategy_kit.audience.local_figures import local_audiences, local_figures, national_shares
from strategy_kit.audience.reach import audience_reach, by_reach, segment_reach
from strategy_kit.audience.significance import lead_is_sure
from strategy_kit.evidence import load
from strategy_kit.evidence.findings import organic_reach_range
from strategy_kit.figures.audience.local_figures import influence_card, local_figures_card
from strategy_kit.figures.audience.organic_reach import organic_reach_card
from strategy_kit.figures.audience.reach import reach_card
from strategy_kit.figures.audience.reach_words import ReachWords
from strategy_kit.figures.shapes.template import themed
from strategy_kit.i18n import Words
from strategy_kit.languages import COMPLETE
from strategy_kit.model import Segment
from strategy_kit.views.audience import segments_card

EN = Words("en")
PLATFORMS, TERMS, SOURCES = load.load_table("platforms"), load.load_table("terms"), load.load_table("sources")
NAMES = dict(zip(PLATFORMS["key"], PLATFORMS["name"], strict=True))
REACH, INFLUENCE, CLAIMS = load.load_reach(), load.load_table("influence"), load.load_table("claims")
EVERYONE = Segment(name="Everyone", share=0.5)
LYON = Segment(name="Lyon", country="FR", age=("18-29",), share=0.5)
ASKED = ["youtube", "facebook", "linkedin", "mastodon"]


def published(platform, share, **changes):
    """Return the published totals of one platform with the newest share replaced."""
    rows = REACH[(REACH["platform"] == platform) & (REACH["survey_year"] == 2025)].copy()
    rows.loc[rows["dimension"] == "total", "percent"] = share
    return rows.assign(**changes)


def shown(segments=(EVERYONE,), platforms=ASKED, reach=REACH, words=EN):
    mix = by_reach(audience_reach(reach, segments, platforms, year=2027))
    return reach_card(mix, ReachWords.of(NAMES, TERMS, SOURCES, words), lead_is_sure=lead_is_sure(mix))


def grid(segments, platforms=ASKED, reach=REACH, words=EN):
    return segments_card(segment_reach(reach, segments, platforms, year=2027), NAMES, TERMS, SOURCES, words)


def local(*segments, words=EN):
    return local_figures_card(
        local_figures(REACH, segments),
        local_audiences(load.load_table("platform_audience"), segments),
        [segment.country for segment in segments],
        ReachWords.of(NAMES, TERMS, SOURCES, words),
    )


def influence(rows=INFLUENCE, words=EN):
    return influence_card(rows, CLAIMS, SOURCES, words)


def drawn_lengths(drawing):
    return sorted(length for trace in drawing["data"] if trace["type"] == "bar" for length in trace["x"])


CARDS = {
    "reach": lambda words: shown([EVERYONE, LYON], words=words),
    "reach with an unknown part": lambda words: shown(
        [EVERYONE, LYON], reach=REACH[(REACH["dimension"] == "total") | (REACH["platform"] == "youtube")], words=words
    ),
    "reach unknown": lambda words: shown(platforms=["mastodon"], words=words),
    "grid": lambda words: grid([EVERYONE, LYON], words=words),
    "grid of twelve": lambda words: grid([Segment(name=f"S{n} " * 20, share=0.1) for n in range(12)], words=words),
    "local": lambda words: local(LYON, words=words),
    "influence": lambda words: influence(words=words),
}


@pytest.mark.parametrize("lang", COMPLETE)
@pytest.mark.parametrize("make", CARDS.values(), ids=CARDS.keys())
def test_every_drawing_is_one_plotly_knows(make, lang):
    card = make(Words(lang))

    for drawing in filter(None, (card.drawing, card.narrow)):
        go.Figure(themed(drawing, "light"))
        go.Figure(themed(drawing, "dark"))


@pytest.mark.parametrize("make", CARDS.values(), ids=CARDS.keys())
def test_every_card_can_travel_as_json(make):
    assert json.loads(json.dumps(make(EN).as_dict(), allow_nan=False))


@pytest.mark.parametrize("make", CARDS.values(), ids=CARDS.keys())
def test_every_card_says_its_finding_its_measure_and_how_to_read_it(make):
    card = make(EN)

    assert card.title
    assert not card.title.endswith(".")
    assert card.subtitle
    assert card.how.endswith(".")


def test_the_title_names_the_two_largest_and_their_shares():
    assert shown().title == "YouTube is used by 84% of your customers, Facebook by 71%"


def test_the_title_follows_the_numbers():
    rows = pd.concat([published("youtube", 30.0), published("facebook", 70.0)])

    assert shown(reach=rows).title == "Facebook is used by 70% of your customers, YouTube by 30%"


def test_two_platforms_within_their_intervals_are_called_close():
    rows = pd.concat([published("youtube", 71.0), published("facebook", 70.0)])

    assert shown(reach=rows).title == "Close call between YouTube (71%) and Facebook (70%)"


def test_a_platform_nobody_asked_about_is_named_as_unknown_and_never_drawn():
    card = shown()

    assert "No estimate, as we found no survey that allows one: Mastodon." in card.how
    assert ("Mastodon", "unknown", "no survey", "unknown", "no") in card.table.rows
    assert "Mastodon" not in json.dumps(card.drawing)


def test_an_audience_nobody_asked_has_a_card_without_a_drawing():
    card = shown(platforms=["mastodon"])

    assert card.title == "No data yet on how many of your customers use these platforms"
    assert card.drawing is None


def test_the_table_holds_every_number_that_is_drawn():
    card = shown()
    cells = " ".join(cell for row in card.table.rows for cell in row)

    assert {f"{round(100 * length)}%" for length in drawn_lengths(card.drawing)} <= set(cells.replace("(", " ").split())


def test_platforms_are_drawn_from_the_largest_to_the_smallest():
    names = shown().drawing["layout"]["yaxis"]["ticktext"]

    assert names == ["YouTube", "Facebook", "LinkedIn"]


def test_borrowed_reach_is_stated_in_words_and_in_the_legend():
    card = shown([LYON])

    assert card.alert.startswith("Estimate from another country (United States):")
    words = ["estimate from another country (United States)", "margin of uncertainty (95% interval)"]
    assert [key.word for key in card.legend] == words
    assert {row[-1] for row in card.table.rows[:3]} == {"United States"}


def test_a_country_s_own_reach_carries_no_warning():
    assert shown().alert == ""


def test_where_only_some_rows_are_borrowed_each_of_them_says_so():
    rows = pd.concat([REACH, published("facebook", 60.0, geography="FR")])

    names = shown([Segment(name="Lyon", country="FR")], reach=rows).drawing["layout"]["yaxis"]["ticktext"]

    assert sorted(names) == ["Facebook", "LinkedIn (estimate)", "YouTube (estimate)"]


def test_what_depends_on_people_nobody_asked_is_hatched_and_only_that():
    partly = CARDS["reach with an unknown part"](EN)
    hatched = [trace for trace in partly.drawing["data"] if "pattern" in trace.get("marker", {})]

    assert [len(trace["x"]) for trace in hatched] == [2]
    assert "hatch" in {key.mark for key in partly.legend}
    assert "hatch" not in {key.mark for key in shown().legend}


def test_every_survey_used_has_its_card():
    assert [card.key for card in shown().sources] == ["pew-npors-2025", "pew-npors-2024"]


def test_the_grid_says_which_platform_divides_the_segments():
    old = Segment(name="Retired", age=("65+",), share=0.5)
    young = Segment(name="Students", age=("18-29",), share=0.5)

    assert grid([old, young], ["youtube", "instagram"]).title == (
        "Your segments differ most on Instagram: Students 80%, Retired 19%"
    )


TWO_LANDS = [Segment(name="Lyon", country="FR", share=0.5), Segment(name="Old", age=("65+",), share=0.5)]


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (EN, "Your segments may differ on Instagram: Lyon 50%, Old 19%, but the intervals overlap"),
        (
            Words("fr"),
            (
                "Vos segments diffèrent peut-être sur Instagram\u00a0: Lyon 50\u202f%, Old "
                "19\u202f%, mais les intervalles se "
                "recoupent"
            ),
        ),
    ],
    ids=["en", "fr"],
)
def test_a_difference_within_overlapping_intervals_only_may_divide(words, title):
    assert grid(TWO_LANDS, ["instagram"], words=words).title == title


def test_a_borrowed_cell_is_outlined_and_the_key_says_so():
    card = grid(TWO_LANDS, ["instagram", "youtube"])
    outlined = [trace for trace in card.drawing["data"] if trace["marker"]["line"]["width"]]

    assert {column for trace in outlined for column in trace["x"]} == {0}
    assert ("estimate from another country (United States)", "outline") in {(key.word, key.mark) for key in card.legend}


def test_the_known_part_of_a_bar_is_borrowed_where_its_survey_is():
    rows = REACH[(REACH["dimension"] == "total") | (REACH["platform"] == "youtube")]
    partly = shown([Segment(name="Lyon", country="FR"), LYON], ["facebook"], rows)
    filled = [trace["marker"] for trace in partly.drawing["data"] if trace["type"] == "bar" and trace["x"]]

    assert [marker["color"] for marker in filled] == ["@surface", "@q5"]


def test_segments_that_do_not_differ_get_a_title_that_states_it():
    assert grid([EVERYONE, Segment(name="All")], ["x"]).title == "The figures found do not tell your segments apart"


def test_a_cell_nobody_asked_about_is_hatched_and_has_no_number():
    rows = REACH[(REACH["dimension"] == "total") & (REACH["platform"] == "youtube")]

    card = grid([EVERYONE, Segment(name="Rural", community="rural")], ["youtube"], rows)
    hatched = [trace for trace in card.drawing["data"] if "pattern" in trace["marker"]]

    assert [trace["text"] for trace in hatched] == [[""]]
    assert ("YouTube", "Rural", "unknown", "no survey", "unknown", "no") in card.table.rows


@pytest.mark.parametrize(("share", "fill"), [(79.6, "@q1"), (79.4, "@q2"), (19.5, "@q4")])
def test_a_cell_is_coloured_by_the_percentage_it_writes(share, fill):
    (cell,) = grid([EVERYONE], ["youtube"], published("youtube", share)).drawing["data"]

    assert (cell["text"], cell["marker"]["color"]) == ([str(round(share))], fill)


def test_a_share_that_rounds_to_nothing_is_not_written_as_zero():
    rows = published("bluesky", 0.3)

    card = shown(platforms=["bluesky"], reach=rows)

    assert card.title == "Bluesky is used by under 1% of your customers"
    assert not any("0%" in cell.split() for row in card.table.rows for cell in row)


def test_a_segment_s_name_cannot_bring_markup_into_a_chart():
    evil = Segment(name='<a href="x">@s5 $x$</a>', share=0.5)

    drawing = json.dumps([grid([evil, LYON]).drawing, grid([evil, LYON]).narrow])

    assert "<a" not in drawing
    assert "$x$" not in drawing
    go.Figure(themed(grid([evil, LYON]).drawing, "light"))


def test_a_french_audience_sees_its_local_figures_beside_the_estimates():
    card = local(LYON)

    assert card.title == "France: Facebook 70.4%, measured differently and shown separately"
    assert ("TikTok", "55%", "internet users; 15 to 24; use it daily") in [row[:3] for row in card.table.rows]
    assert "average monthly recipients (declared under EU law); first half of 2025" in [
        row[2] for row in card.table.rows
    ]
    assert ("Instagram", "43.7 million") in [row[:2] for row in card.table.rows]


def test_a_country_without_local_figures_gets_a_title_that_states_it():
    card = local(Segment(name="Oslo", country="NO"))

    assert card.title == "Norway: no other published figure found"
    assert card.table is None


def test_the_74_percent_stand_beside_what_was_measured():
    assert influence().title == "20% of people influence what 74% buy; 62% say social media has no influence on them"


def test_the_title_of_the_claim_follows_the_numbers():
    rows = INFLUENCE.copy()
    rows.loc[rows["measure"] == "report no influence", "percent_low"] = 61.0

    assert "61% say" in influence(rows).title


def test_every_share_of_the_claim_tells_its_own_whole():
    notes = [note["text"] for note in influence().drawing["layout"]["annotations"]]

    assert "74 of 100 people; Gartner 2010" in notes
    assert "26 of 100 purchases; McKinsey Quarterly 2015" in notes
    assert "40 to 50 of 100 purchases; McKinsey Quarterly 2015" in notes


def test_figures_with_different_wholes_share_no_scale():
    layout = influence().drawing["layout"]

    assert layout["xaxis"]["visible"] is False
    assert [len(trace["x"]) for trace in influence().drawing["data"]] == [len(INFLUENCE)] * 3


def test_a_figure_of_the_country_itself_stands_beside_an_estimate_from_another():
    shares = national_shares(local_figures(REACH, [LYON]))
    said = ReachWords.of(NAMES, TERMS, SOURCES, EN).national(shares)

    assert said == (
        "Figures for France itself, asked in another way: Facebook 70% and WhatsApp 67% (internet users, use it; "
        "We Are Social 2025)."
    )


def test_without_a_figure_of_the_country_itself_nothing_is_said_of_it():
    shares = national_shares(local_figures(REACH, [LYON.changed(country="JP")]))

    assert ReachWords.of(NAMES, TERMS, SOURCES, EN).national(shares) == ""


def test_the_newest_national_share_of_a_place_counts():
    shares = national_shares(local_figures(REACH, [LYON.changed(country="CA")])).set_index(["geography", "platform"])

    assert shares.loc[("CA-QC", "facebook"), "percent"] == 76  # 70 in 2018
    assert shares.loc[("CA-QC", "linkedin"), "percent"] == 18  # not asked since


def test_the_card_of_a_survey_shows_the_figures_that_rest_on_it():
    card = shown(reach=published("facebook", 70.0))

    assert [source.says for source in card.sources] == ["share of people like your customers who use it: Facebook 70%"]


def test_organic_reach_covers_every_figure_of_its_table():
    table = load.load_table("organic_reach")
    card = organic_reach_card(table, organic_reach_range(table), ReachWords.of(NAMES, TERMS, SOURCES, EN))

    assert card.title == (
        "On average, one post is seen by 2% to 15% of an account’s followers, by up to 38% in small accounts"
    )
    assert table["percent_low"].min() >= 2
    assert table["percent_high"].max() <= 38
