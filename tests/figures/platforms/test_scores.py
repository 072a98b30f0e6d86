"""Cards of consideration 3: titles say what the numbers say, drawings are valid in both themes and languages."""

import datetime as dt
import re
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go
import pytest

from strategy_kit.evidence import load
from strategy_kit.figures.platforms.acceptability import acceptability_card
from strategy_kit.figures.platforms.change import weight_stability_card
from strategy_kit.figures.platforms.scores import contributions_card, reason_keys
from strategy_kit.figures.platforms.start import closed_platforms_card, start_set_card
from strategy_kit.figures.shapes.template import RANK_TOKENS, themed
from strategy_kit.i18n import Words
from strategy_kit.languages import COMPLETE
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.platforms import (
    Utilities,
    catalogue,
    lead_bands,
    leaders,
    rank_acceptability,
    rivals,
    score_bounds,
    smallest_change,
    start_set,
    sure_contributions,
    weight_shares,
)
from strategy_kit.platforms.acceptability import first_ranks, likely_places
from strategy_kit.platforms.measures import OWN_HOURS, OWN_RATING

UNKNOWN = float("nan")
EN = Words("en")
EVEN = {key: float(record.weight > 0) for key, record in CRITERIA.items()}
"""The criteria that weigh by default, all alike; one that was added weighs nothing."""
NAMES = {"linkedin": "LinkedIn", "facebook": "Facebook", "x": "X"} | {f"p{n}": f"Platform {n}" for n in range(9)}
SOURCES = load.load_table("sources")


def utilities_of(**rows):
    """Return utilities of platforms that serve every criterion alike, but for those given by criterion."""
    values = pd.DataFrame(
        {key: dict.fromkeys(CRITERIA, row) if isinstance(row, float) else row for key, row in rows.items()}
    ).T[list(CRITERIA)]
    reasons = values.astype(object).where(values.isna(), "document").where(values.notna(), "")
    return Utilities(values, values.fillna(0.0), values.fillna(1.0), reasons)


def apart(level, **other):
    return dict.fromkeys(CRITERIA, level) | other


CERTAIN = utilities_of(linkedin=0.8, facebook=0.5)
SAFE = utilities_of(linkedin=0.8, facebook=apart(0.3, dialogue=UNKNOWN))
DOUBTFUL = utilities_of(linkedin=0.5, facebook=apart(0.44, dialogue=UNKNOWN))
OPEN = utilities_of(linkedin=0.5, facebook=apart(0.4, dialogue=UNKNOWN), x=apart(0.4, dialogue=UNKNOWN))
TIED = utilities_of(linkedin=0.5, facebook=0.5)
ALONE = utilities_of(linkedin=0.5)
MANY = utilities_of(**{f"p{n}": n / 10 for n in range(9)})
CASES = {"certain": CERTAIN, "safe": SAFE, "open": OPEN, "tied": TIED, "alone": ALONE, "many": MANY}


def bounds_of(utilities):
    return score_bounds(utilities.values, EVEN, utilities.low, utilities.high)


def contributions_of(utilities, _=EN, names=NAMES):
    known = sure_contributions(utilities.values, EVEN, utilities.low)
    bounds, shares = bounds_of(utilities), weight_shares(utilities.values, EVEN)
    first = leaders(bounds["middle"])
    able = rivals(bounds, first[0])
    return contributions_card(utilities, known, bounds, shares, names, _, sources=SOURCES, first=first, able=able)


def acceptability_of(ranks, _=EN):
    shown = first_ranks(ranks, len(RANK_TOKENS))
    return acceptability_card(shown, likely_places(ranks), NAMES, _, draws=10_000, concentration=20)


def ranks_of(utilities, _=EN):
    shares = rank_acceptability(
        utilities.values, EVEN, concentration=20, seed=1, low=utilities.low, high=utilities.high
    )
    order = list(bounds_of(utilities).sort_values("middle", ascending=False).index)
    return acceptability_of(shares.loc[order], _)


def pillar_shares_card(first, second):
    shares = pd.DataFrame({1: first, 2: second}, index=["linkedin", "facebook"])
    return acceptability_of(shares)


def change_of(utilities, _=EN):
    changes = smallest_change(utilities.values, EVEN, utilities.low, utilities.high)
    bands = lead_bands(utilities.values, EVEN, utilities.low, utilities.high)
    return weight_stability_card(changes, bands, leaders(bounds_of(utilities)["middle"]), NAMES, _)


def start_of(needed, available, _=EN, closed=None, formats=None):
    scores = {"linkedin": 0.7, "facebook": 0.5, "x": 0.3}
    utilities = utilities_of(**scores)
    hours = pd.DataFrame({"hours": needed, "hours_if_made": needed, "format": formats or "text"}, index=list(scores))
    start = start_set(pd.Series(scores), hours["hours"], available)
    return start_set_card(start, bounds_of(utilities), hours, NAMES, _, closed=closed)


def closed_today():
    return catalogue(load.load_table("platforms"), "today").closed


@pytest.mark.parametrize("lang", COMPLETE)
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_every_drawing_is_a_valid_figure_in_both_themes_and_languages(case, theme, lang):
    for card in (contributions_of(case, Words(lang)), ranks_of(case, Words(lang)), change_of(case, Words(lang))):
        for drawing in (card.drawing, card.narrow):
            figure = go.Figure(themed(drawing, theme))

            assert "@" not in figure.to_json()
            assert figure.layout.height == drawing["layout"]["height"]


@pytest.mark.parametrize(
    ("case", "title"),
    [
        (CERTAIN, "LinkedIn scores highest, 0.80 out of 1"),
        (SAFE, "LinkedIn scores highest with 0.80, even if every uncertain figure goes against it"),
        (DOUBTFUL, "LinkedIn leads with 0.50, but missing figures could put Facebook ahead"),
        (OPEN, "LinkedIn leads with 0.50, but missing figures could put any of 2 others first"),
        (TIED, "LinkedIn and Facebook share first place with 0.50"),
        (ALONE, "LinkedIn scores 0.50; there was no other to compare"),
    ],
    ids=["certain", "sure though open", "one rival", "several rivals", "tie", "alone"],
)
def test_contributions_title_says_how_sure_first_place_is(case, title):
    assert contributions_of(case).title == title


def test_contributions_draw_what_is_known_in_colour_and_the_rest_hatched():
    *segments, hatched, mark = contributions_of(SAFE).drawing["data"]
    coloured = {bar["marker"]["color"]: bar for bar in segments}

    assert coloured[CRITERIA["dialogue"].colour]["y"] == [0]
    assert hatched["y"] == [1]
    assert hatched["base"] == pytest.approx([0.25])
    assert hatched["x"] == pytest.approx([1 / 6])
    assert hatched["marker"]["pattern"]["shape"] == "/"
    assert (mark["y"], mark["x"]) == ([1], pytest.approx([0.25 + 1 / 12]))


def test_contributions_that_are_all_known_have_no_hatch_in_drawing_or_legend():
    card = contributions_of(CERTAIN)

    assert [trace["x"] for trace in card.drawing["data"][-2:]] == [[], []]
    assert not {"hatch", "tick"} & {key.mark for key in card.legend}


def test_contributions_draw_the_first_eight_and_tabulate_all():
    card = contributions_of(MANY)

    assert len(card.drawing["layout"]["yaxis"]["ticktext"]) == 8
    assert [row[0] for row in card.table.rows] == [f"Platform {n}" for n in range(8, -1, -1)]
    assert "the first 8 of 9" in card.how


def test_contributions_are_drawn_to_one_and_read_by_the_mark_where_a_score_is_a_range():
    assert contributions_of(CERTAIN).drawing["layout"]["xaxis"]["range"] == [0, 1]
    assert list(contributions_of(CERTAIN).drawing["layout"]["xaxis"]["tickvals"])[-1] == 1
    assert "longer the bar" in contributions_of(CERTAIN).how
    assert "longer the bar" not in contributions_of(SAFE).how
    assert "further right the mark" in contributions_of(SAFE).how


def test_contributions_table_says_unknown_in_so_many_words():
    rows = {row[0]: row for row in contributions_of(SAFE).table.rows}

    served = ["unknown" if criterion == "dialogue" else "0.30" for criterion in CRITERIA]
    assert rows["Facebook"] == ("Facebook", "0.25 to 0.42", *served)


def test_contributions_name_their_sources_and_leave_own_ratings_out_of_them():
    reasons = pd.DataFrame({"audience": ["pew-npors-2024;document"], "effort": [OWN_HOURS], "dialogue": [OWN_RATING]})

    assert reason_keys(reasons) == ["pew-npors-2024", "document"]
    assert [source.key for source in contributions_of(CERTAIN).sources] == ["document"]


def test_contributions_note_says_what_is_the_teams_own():
    own = replace(CERTAIN, reasons=CERTAIN.reasons.assign(dialogue=OWN_RATING))

    assert "Dialogue is your own rating" in contributions_of(own).note
    assert "own rating" not in contributions_of(CERTAIN).note


@pytest.mark.parametrize(
    ("first", "second", "title"),
    [
        (
            [0.94, 0.06],
            [0.06, 0.94],
            ("By score alone, LinkedIn comes first in 94 of 100 ways of weighting, Facebook second in 94"),
        ),
        (
            [0.94, 0.06],
            [0.0, 0.45],
            ("By score alone, LinkedIn comes first in 94 of 100 ways of weighting; second place is undecided"),
        ),
        (
            [0.9996, 0.0],
            [0.0, 0.3],
            "By score alone, LinkedIn comes first in more than 99 of 100 ways of weighting; second",
        ),
        (
            [0.41, 0.3],
            [0.3, 0.3],
            ("No clear leader by score alone: even LinkedIn comes first in only 41 of 100 ways of weighting"),
        ),
        (
            [0.3, 0.3],
            [0.3, 0.3],
            ("No clear leader by score alone: LinkedIn and Facebook each come first in 30 of 100 ways of weighting"),
        ),
    ],
    ids=["both clear", "second open", "nearly always", "open", "tie"],
)
def test_acceptability_title_says_how_solid_first_and_second_place_are(first, second, title):
    assert pillar_shares_card(first, second).title.startswith(title)


def test_acceptability_rows_are_drawn_to_their_full_length():
    bars = ranks_of(MANY).drawing["data"]

    for row in range(8):
        widths = [x for bar in bars for x, y in zip(bar["x"], bar["y"], strict=True) if y == row]
        assert sum(widths) == pytest.approx(1)


def test_acceptability_takes_ranks_from_the_sixth_on_together():
    card = ranks_of(MANY)

    assert [key.word for key in card.legend][-1] == "sixth or lower"
    assert len(card.drawing["data"]) == 6
    assert card.table.rows[0][0] == "Platform 8"


CLEAR = utilities_of(linkedin=apart(0.8, audience=0.2), facebook=apart(0.5, audience=0.9))
CLOUDY = utilities_of(linkedin=apart(0.8, audience=0.2), facebook=apart(0.5, audience=0.9, dialogue=UNKNOWN))


@pytest.mark.parametrize(
    ("case", "title"),
    [
        (
            CLEAR,
            r"What would change the result: “Used by your customers” at 30.0% instead of 16.7% puts Facebook first",
        ),
        (CLOUDY, r"What would change the result: “[A-Z].*” at [0-9.]+% instead of 16.7% puts LinkedIn’s lead in doubt"),
        (OPEN, r"LinkedIn’s lead depends on figures still missing"),
        (CERTAIN, r"No single weight would change the result: LinkedIn stays first"),
        (TIED, r"LinkedIn and Facebook share first place: the smallest change in the weights decides"),
    ],
    ids=["a weight", "a weight and the unknown", "already open", "no weight", "tie"],
)
def test_change_title_names_the_weight_that_stands_closest_to_its_edge(case, title):
    assert re.fullmatch(title, change_of(case).title)


def test_change_draws_bands_that_fill_each_row_and_todays_weights():
    *bars, _halo, mark, _diamonds = change_of(CLEAR).drawing["data"]

    assert sum(x for bar in bars for x in bar["x"]) == pytest.approx(len(CRITERIA))
    assert mark["x"] == pytest.approx([weight / sum(EVEN.values()) for weight in EVEN.values()])


LOST = utilities_of(linkedin=apart(0.5, audience=0.2), facebook=apart(0.2, audience=0.9, dialogue=UNKNOWN))


def test_change_marks_where_first_place_is_lost_in_the_middle_of_what_is_unknown():
    changes = smallest_change(LOST.values, EVEN, LOST.low, LOST.high)
    card = change_of(LOST)
    diamonds, notes = card.drawing["data"][-1], card.drawing["layout"]["annotations"]
    lost_at = changes.loc["audience", "lost_at"]

    assert (diamonds["x"][0], diamonds["y"][0]) == (lost_at, 0)
    assert f"first place lost at {EN.percent(lost_at, 1)}, to Facebook" in [note["text"] for note in notes]
    assert "diamond" in {key.mark for key in card.legend}
    assert not change_of(CLEAR).drawing["data"][-1]["x"]


VEILED = utilities_of(linkedin=apart(UNKNOWN, audience=0.6), facebook=apart(0.3, audience=UNKNOWN))


def test_change_speaks_of_a_teal_band_only_where_one_is_drawn():
    assert "teal" in change_of(CLEAR).how
    assert "@q4" not in {key.token for key in change_of(VEILED).legend}
    assert "teal" not in change_of(VEILED).how


def test_change_shows_hatching_only_where_something_is_unknown():
    assert "hatch" in {key.mark for key in change_of(CLOUDY).legend}
    assert "hatch" not in {key.mark for key in change_of(CLEAR).legend}


@pytest.mark.parametrize(
    ("needed", "available", "title"),
    [
        ([3.0, 2.5, 2.0], 4, "Start with LinkedIn alone; add Facebook from 5 h 30 a week"),
        ([3.0, 2.5, 2.0], 6, "Start with LinkedIn and Facebook; add X from 7 h 30 a week"),
        ([3.0, 2.5, 2.0], 9, "Start with LinkedIn and Facebook; you have the hours to add X later"),
        ([3.0, UNKNOWN, UNKNOWN], 9, "Start with LinkedIn"),
        ([3.0, 2.5, 2.0], 1, "No platform fits into 1 h a week; X does from 2 h"),
        ([UNKNOWN] * 3, 5, "No platform to start with yet: none is known to take your formats"),
    ],
    ids=["one", "two", "room for a third", "others unknown", "nothing fits", "nothing known"],
)
def test_start_title_says_with_what_to_start_and_what_comes_next(needed, available, title):
    assert start_of(needed, available).title.replace("\N{NO-BREAK SPACE}", " ") == title


def test_start_lists_now_later_and_closed():
    card = start_of([3.0, 2.5, UNKNOWN], 4, closed=closed_today(), formats=["text", "text", "video"])

    assert {row[0]: row[3].replace("\N{NO-BREAK SPACE}", " ") for row in card.table.rows} == {
        "LinkedIn": "Now",
        "Facebook": "Later, from 5 h 30 a week",
        "X": "Later, once you make the formats it takes, such as video",
        "Google+": "Closed since 2 April 2019; replaced by Google Business Profile",
        "Foursquare City Guide": "Closed since 15 December 2024; replaced by Google Business Profile",
    }


def test_closed_card_counts_and_names_the_documents_closed_sites():
    card = closed_platforms_card(closed_today(), EN, sources=SOURCES)

    assert card.title == "2 of the 2012 guide’s sites have closed: Google+ and Foursquare City Guide"
    assert [row[2] for row in card.table.rows] == ["2 April 2019", "15 December 2024"]
    assert {source.key for source in card.sources} == {"google-plus-2019", "foursquare-2024"}


def test_closed_card_of_an_edition_without_closed_sites_says_so():
    card = closed_platforms_card(catalogue(load.load_table("platforms"), "document").closed, EN, sources=SOURCES)

    assert card.title == "None of the 2012 guide’s sites has closed"


def test_a_closed_platform_without_successor_is_stated():
    closed = closed_today().head(1).assign(successor_name="", closed_on=dt.date(2020, 1, 1))

    assert closed_platforms_card(closed, EN, sources=SOURCES).table.rows[0][3] == "nothing"


def test_names_in_drawings_cannot_carry_markup():
    names = NAMES | {"linkedin": "<img src=x>"}

    card = contributions_of(CERTAIN, names=names)

    assert "<img" not in str(card.drawing)
