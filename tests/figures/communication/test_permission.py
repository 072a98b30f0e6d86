"""Cards of the communication: welcome, today's interruptions, what asks."""

import json
import math

import pandas as pd
import plotly.graph_objects as go
import pytest

from strategy_kit.communication.activities import activity_table, opted_in, today_effort
from strategy_kit.communication.permission import (
    capped_shares,
    content_totals,
    pillar_table,
    plan_permission,
    promotional_share,
    value_to_promotion_ratio,
)
from strategy_kit.evidence import load
from strategy_kit.figures.communication.activities import contrast_card, current_activities_card
from strategy_kit.figures.communication.permission import permission_card, pillar_shares_card
from strategy_kit.figures.shapes.template import themed
from strategy_kit.i18n import Words
from strategy_kit.languages import COMPLETE
from strategy_kit.model import Activity, Pillar

EN = Words("en")
HOW_TO = Pillar(name="How-to", purpose="help", anticipated=3, personal=2, relevant=3, share=0.6)
OFFERS = Pillar(name="Offers", purpose="sell", anticipated=1, personal=0, relevant=2, share=0.4)
LEAFLETS = Activity(name="Leaflets", direction="outbound", hours_per_week=3, cost_per_month=300)
LETTER = Activity(name="Newsletter", opted_in=True, hours_per_week=1)


def permission(*pillars, cap=0.2, words=EN):
    table = pillar_table(pillars, cap)
    return permission_card(table, plan_permission(table, table.set_index("pillar")["share"]), words)


def shares(*pillars, cap=0.2, posts=(4, 1), words=EN):
    """Show pillars of which the calendar has so many posts."""
    ratio = value_to_promotion_ratio(capped_shares(pillars, cap), pillars)
    totals = content_totals(pd.DataFrame({1: posts[: len(pillars)]}, [pillar.name for pillar in pillars]), pillars)
    return pillar_shares_card(pillar_table(pillars, cap), cap, promotional_share(pillars, 1.0), ratio, totals, words)


def today(*activities, plan_hours=5.0, words=EN):
    return current_activities_card(
        today_effort(activities), opted_in(activities), activity_table(activities), plan_hours, words
    )


CARDS = {
    "permission": lambda words: permission(HOW_TO, OFFERS, words=words),
    "permission not rated": lambda words: permission(Pillar(name="<b>@s5</b>"), words=words),
    "shares": lambda words: shares(HOW_TO, OFFERS, words=words),
    "today": lambda words: today(LEAFLETS, LETTER, words=words),
    "today empty": lambda words: today(plan_hours=None, words=words),
    "contrast": lambda words: contrast_card(load.load_table("contrast"), load.load_table("sources"), words),
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


def test_the_plan_s_permission_and_its_weakest_pillar_make_the_title():
    # 0.8 * 8/9 + 0.2 * 3/9 = 0.777...
    assert (
        permission(HOW_TO, OFFERS).title
        == "The plan’s permission score is 0.78 out of 1; the lowest is Offers, at 0.33"
    )


def test_the_title_follows_the_ratings():
    better = OFFERS.changed(personal=3)

    assert (
        permission(HOW_TO, better).title
        == "The plan’s permission score is 0.84 out of 1; the lowest is Offers, at 0.67"
    )


def test_pillars_that_score_the_same_have_no_weakest():
    assert permission(HOW_TO, OFFERS.changed(anticipated=3, personal=3)).title == (
        "The plan’s permission score is 0.89 out of 1"
    )


def test_missing_ratings_leave_a_span_and_are_counted():
    card = permission(HOW_TO, OFFERS.changed(personal=None))

    assert card.title == "The plan’s permission score is between 0.78 and 0.84: one rating is missing"
    assert ("Offers", "sell", "1", "unknown", "2", "0.33 to 0.67", "20%") in card.table.rows


def test_only_what_is_not_rated_is_hatched():
    assert "hatch" in {key.mark for key in permission(HOW_TO, Pillar(name="News")).legend}
    assert "hatch" not in {key.mark for key in permission(HOW_TO, OFFERS).legend}


def test_giving_and_asking_differ_in_colour_and_in_words():
    card = shares(HOW_TO, OFFERS)
    by_word = {key.word: key.token for key in card.legend}

    assert by_word == {"value posts": "@q2", "promotional posts": "@s1"}
    assert [trace["marker"]["color"] for trace in card.drawing["data"]] == ["@q2", "@s1"]


def test_asks_stay_right_of_the_cap_on_a_phone_too():
    narrow = shares(HOW_TO, OFFERS).narrow

    assert {shape["x0"] for shape in narrow["layout"]["shapes"]} == {0.8}
    assert "limit 20%" in [note["text"] for note in narrow["layout"]["annotations"]]
    assert narrow["data"][0]["base"] == pytest.approx([0, 0.8])


def test_the_ratio_of_giving_to_asking_is_the_finding():
    assert shares(HOW_TO, OFFERS).title == "4 useful posts for each promotional one"
    assert shares(HOW_TO, OFFERS, cap=0.5).title == "1.5 useful posts for each promotional one"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (EN, "Your shares aim at 4 to 1, yet none of the planned posts is promotional"),
        (
            Words("fr"),
            "Vous visez 4 publications utiles pour 1 promotionnelle, mais aucune des publications prévues "
            "n’est promotionnelle",
        ),
    ],
    ids=["en", "fr"],
)
def test_shares_that_whole_posts_cannot_meet_are_called_an_aim(words, title):
    assert shares(HOW_TO, OFFERS, posts=(4, 0), words=words).title == title


def test_the_ratio_is_that_of_the_shares_whichever_whole_posts_there_are_and_before_there_are_any():
    assert {shares(HOW_TO, OFFERS, posts=posts).title for posts in [(5, 1), (8, 3), (0, 0)]} == {
        "4 useful posts for each promotional one"
    }


@pytest.mark.parametrize(
    ("pillars", "cap", "title"),
    [
        ([HOW_TO], 0.2, "Useful posts only"),
        ([OFFERS], 1.0, "Every post is promotional: add a pillar that helps or informs"),
        ([HOW_TO, OFFERS], 0.0, "Useful posts only"),
        ([HOW_TO.changed(share=0.5), OFFERS.changed(share=0.5)], 0.5, "One useful post for each promotional one"),
    ],
    ids=["no asks", "no gives", "cap of zero", "as many"],
)
def test_the_title_states_that_a_plan_only_gives_or_only_asks(pillars, cap, title):
    assert shares(*pillars, cap=cap).title == title


@pytest.mark.parametrize(
    ("posts", "words"),
    [
        ((49, 7), "In the calendar 7 of 56 posts are promotional (12%): the limit of 20% holds from the first week on"),
        ((45, 11), ""),
        ((5, 0), ""),
    ],
    ids=["fewer", "as many as whole posts allow", "none, as the title says"],
)
def test_fewer_promotional_posts_than_their_share_are_explained(posts, words):
    how = shares(HOW_TO, OFFERS, posts=posts).how

    assert how.startswith(words or "Value posts help")


def test_the_share_removed_by_the_cap_is_shown():
    assert shares(HOW_TO, OFFERS).alert == (
        "You chose 40% promotional posts; the limit is 20%. The difference goes to value posts."
    )
    assert shares(HOW_TO, OFFERS, cap=0.4).alert == ""


def test_the_posts_of_the_calendar_are_in_the_table():
    assert shares(HOW_TO, OFFERS, posts=(17, 3)).table.rows == (
        ("How-to", "help", "60%", "80%", "17"),
        ("Offers", "sell", "40%", "20%", "3"),
    )


def test_today_s_interruptions_make_the_title():
    dear = LETTER.changed(cost_per_month=100)

    assert (
        today(LEAFLETS, dear).title == "Interrupting people takes up 75% of your current hours and 75% of your spending"
    )
    assert today(LEAFLETS.changed(cost_per_month=None), LETTER).title == (
        "Interrupting people takes up 75% of your current hours"
    )


@pytest.mark.parametrize(
    ("activities", "title"),
    [
        ((), "Your current activities are not listed yet"),
        (
            (Activity(name="Stall", direction="outbound"),),
            "The hours and cost of your current activities are not filled in yet",
        ),
        (
            (Activity(name="Stall", direction="outbound", cost_per_month=9),),
            "Interrupting people takes up 100% of your spending; no data yet on hours",
        ),
        ((LETTER,), "None of your current activities interrupts people"),
        (
            (Activity(name="Stall", hours_per_week=3),),
            "No data yet on whether your current activities interrupt people",
        ),
    ],
    ids=["none", "nothing known", "no hours", "no interruption", "no direction"],
)
def test_today_without_a_share_says_why(activities, title):
    assert today(*activities).title == title


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (EN, "Interrupting people takes up 75% of your known current hours and 75% of your known spending"),
        (
            Words("fr"),
            "Interrompre les gens absorbe 75\u202f% de vos heures actuelles connues et 75\u202f% de vos dépenses "
            "connues",
        ),
    ],
    ids=["en", "fr"],
)
def test_shares_of_a_sum_with_unknown_parts_are_called_shares_of_the_known(words, title):
    stall = Activity(name="Stall", direction="inbound")

    assert today(LEAFLETS, LETTER.changed(cost_per_month=100), stall, words=words).title == title


def test_an_interruption_of_unknown_hours_is_not_nothing():
    assert today(LEAFLETS.changed(hours_per_week=None, cost_per_month=None), LETTER).title == (
        "Interrupting people takes up 0% of your known current hours"
    )


@pytest.mark.parametrize(
    ("activity", "cell"),
    [
        (LEAFLETS, "not ticked"),
        (LETTER, "unknown"),
        (LETTER.changed(opted_in_people=0), "0"),
        (LEAFLETS.changed(opted_in_people=12), "12"),
    ],
    ids=["box empty", "number empty", "nobody", "number without box"],
)
def test_nobody_signed_up_only_where_a_zero_says_so(activity, cell):
    assert today(activity).table.rows[0][-1] == cell


def test_a_cost_nobody_gave_is_unknown_and_counted():
    card = today(LEAFLETS, LETTER)

    assert "The cost is missing for one activity out of 2; it does not count as zero." in card.note
    assert ("Newsletter", "unknown", "owned", "with permission", "1\u00a0h", "unknown", "unknown") in card.table.rows


def test_a_missing_direction_is_called_unknown():
    card = today(LEAFLETS, LETTER, Activity(name="Stall", hours_per_week=8))

    assert (
        card.title == "Interrupting people takes up at least 25% of your current hours and 100% of your known spending"
    )
    assert "One activity out of 3 is not marked as inbound or outbound." in card.note
    assert card.table.rows[2][3] == "unknown"
    hatched = [trace for trace in card.drawing["data"] if "pattern" in trace["marker"]]
    assert [trace["x"] for trace in hatched] == [[8 / 12]]
    assert "12\u00a0h" in [note["text"] for note in card.drawing["layout"]["annotations"]]


def test_hours_of_the_plan_drawn_alone_have_their_table():
    assert today().table.rows == (("Hours in the busiest week of the plan", "5\u00a0h", "0%"),)
    assert today(plan_hours=None).table is None


def test_hours_of_the_plan_that_are_not_known_are_not_drawn():
    without, known = today(LEAFLETS, plan_hours=None).drawing, today(LEAFLETS).drawing

    assert len(without["layout"]["yaxis"]["ticktext"]) == 2
    assert known["layout"]["yaxis"]["ticktext"][-1] == "Hours in the busiest<br>week of the plan"


def test_a_sum_nobody_knows_is_drawn_as_unknown_not_as_nothing():
    drawing = today(LEAFLETS.changed(cost_per_month=None), plan_hours=None).drawing

    hatched = [trace for trace in drawing["data"] if "pattern" in trace["marker"]]
    assert [trace["y"] for trace in hatched] == [[1]]


def test_people_on_several_lists_are_shown_as_a_range():
    lists = [LETTER.changed(name=name, opted_in_people=people) for name, people in (("Post", 400), ("Text", 150))]

    assert "400 to 550 people signed up: the same people may be on several lists." in today(*lists).note


def test_what_people_rated_differently_is_spanned_by_a_line():
    ratings = pd.DataFrame({"person": ["A", "B"], "pillar": "News", "word": "personal", "rating": [1, 3]})
    news = Pillar(name="News", anticipated=3, relevant=3)
    table = pillar_table([news], 0.2, ratings)

    card = permission_card(table, plan_permission(table, table.set_index("pillar")["share"]), EN)

    assert card.drawing["data"][2]["x"][:2] == pytest.approx([7 / 9, 1])
    assert card.table.rows[0][3] == "2"
    assert "0.89 (0.78 to 1.00)" in card.table.rows[0]


def test_the_contrast_counts_its_rows_and_says_where_the_document_is_silent():
    rows = load.load_table("contrast")
    card = contrast_card(rows, load.load_table("sources"), EN)

    assert card.title == f"Social media and traditional marketing: {len(rows)} differences, according to the 2012 guide"
    assert any(row[2] == "not covered in the 2012 guide" for row in card.table.rows)


def test_the_mean_of_the_plan_is_marked_only_where_it_is_known():
    assert permission(HOW_TO, OFFERS).drawing["layout"]["shapes"][0]["x0"] == pytest.approx(7 / 9)
    assert "shapes" not in permission(HOW_TO, Pillar(name="News")).drawing["layout"]
    assert math.isnan(
        plan_permission(pillar_table([Pillar(name="News")], 1), capped_shares([Pillar(name="News")], 1)).score
    )
