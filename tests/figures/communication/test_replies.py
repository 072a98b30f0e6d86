"""Cards of rating, of the content plan, of consent and of answering."""

import datetime as dt
import json

import pandas as pd
import plotly.graph_objects as go
import pytest

from strategy_kit.communication.consent import consent_needs
from strategy_kit.communication.permission import (
    content_totals,
    least_posts_to_promote,
    pillar_table,
    promotion_falls_short,
)
from strategy_kit.communication.rater_agreement import agreement, pillar_ratings, widest_disagreements
from strategy_kit.communication.replies import duty_coverage, duty_hours, reply_guide
from strategy_kit.evidence import load
from strategy_kit.figures.communication.activities import consent_card
from strategy_kit.figures.communication.content_plan import content_plan_card
from strategy_kit.figures.communication.ratings import agreement_card, rating_anchors_card
from strategy_kit.figures.communication.replies import duty_coverage_card, replies_card
from strategy_kit.figures.shapes.template import themed
from strategy_kit.i18n import Words
from strategy_kit.languages import COMPLETE
from strategy_kit.model import Activity, Brief, DutyHours, Participant, Person, Pillar, ReplyRule

EN, SOURCES, MONDAY = Words("en"), load.load_table("sources"), dt.date(2027, 1, 4)
GUIDE, ANCHORS = load.load_table("reply_guide"), load.load_table("rating_anchors")
HELP, OFFERS = Pillar(name="<b>Help</b>", purpose="help", share=0.6), Pillar(name="Offers", purpose="sell", share=0.4)
LETTER = Activity(name="Letter", channel="email", opted_in=True, way_out="Link")
ALWAYS = Person(name="All", duty=(DutyHours(weekdays=(1, 2, 3, 4, 5, 6, 7), start=dt.time(0), end=dt.time(23, 45)),))


def content(cap=0.2, posts=(4, 1), pillars=(HELP, OFFERS), words=EN, weeks=3):
    """Show a calendar with so many posts of each pillar every week."""
    plan = pd.DataFrame(dict.fromkeys(range(1, weeks + 1), posts), [pillar.name for pillar in pillars])
    short = promotion_falls_short(plan, pillars, cap)
    table, least = pillar_table(pillars, cap), least_posts_to_promote(cap)
    return content_plan_card(plan, content_totals(plan, pillars), table, cap, MONDAY, least, short, words)


def consent(*activities, platforms=("facebook", "x"), countries=("FR",), words=EN):
    needs = consent_needs(activities, platforms, countries, load.load_table("consent"))
    return consent_card(needs, {"facebook": "Facebook", "x": "X"}, SOURCES, words)


def replies(words=EN, **fields):
    return replies_card(reply_guide(Brief(name="Shop", **fields), GUIDE, MONDAY), GUIDE, SOURCES, words, newest=2019)


def duty(*team, words=EN):
    hours = duty_hours(team, "Europe/Paris", MONDAY)
    return duty_coverage_card(hours, duty_coverage(hours), len(team), "Europe/Paris", words)


def agreed(*steps, words=EN):
    """Show what people say of how relevant the first pillars are: a tuple of steps a person."""
    pillars = [Pillar(name=f"P{place}") for place in range(len(steps[0]))]
    voices = [
        Participant(
            name=f"Person {n}", pillars=[{"pillar": f"P{at}", "relevant": step} for at, step in enumerate(step_words)]
        )
        for n, step_words in enumerate(steps)
    ]
    ratings = pillar_ratings(voices, pillars)
    return agreement_card(agreement(ratings), widest_disagreements(ratings), ratings, words)


CARDS = {
    "anchors": lambda words: rating_anchors_card(ANCHORS, words),
    "agreement": lambda words: agreed((0, 1, 3), (1, 1, 2), words=words),
    "one rater": lambda words: agreed((0, 1), words=words),
    "content": lambda words: content(words=words),
    "consent": lambda words: consent(LETTER, Activity(name="Calls"), words=words),
    "consent of nothing": lambda words: consent(platforms=(), words=words),
    "replies": lambda words: replies(words),
    "replies by nobody": lambda words: replies(words, replies=(ReplyRule(kind="crisis", who="Gone"),)),
    "duty": lambda words: duty(Person(name="A"), Person(name="B", zone="Asia/Tokyo"), words=words),
    "duty of nobody": lambda words: duty(Person(name="A", duty=()), words=words),
}


@pytest.mark.parametrize("lang", COMPLETE)
@pytest.mark.parametrize("make", CARDS.values(), ids=CARDS.keys())
def test_every_drawing_is_one_plotly_knows_and_every_card_travels(make, lang):
    card = make(Words(lang))

    for drawing in filter(None, (card.drawing, card.narrow)):
        go.Figure(themed(drawing, "light"))
        go.Figure(themed(drawing, "dark"))
    assert json.loads(json.dumps(card.as_dict(), allow_nan=False))


def test_the_anchors_tell_every_step_of_every_word():
    rows = rating_anchors_card(ANCHORS, EN).table.rows

    assert [row[0] for row in rows] == ["0", "1", "2", "3"]
    assert len({cell for row in rows for cell in row[1:]}) == 12


def test_a_step_of_a_scale_is_a_degree_in_french_not_a_stage():
    assert rating_anchors_card(ANCHORS, Words("fr")).table.columns[0] == "Niveau"


def test_the_widest_gap_makes_the_title_and_the_first_row_names_its_people():
    card = agreed((0, 1, 3), (3, 1, 2))

    assert card.title == "You differ most on P0, relevant (0 to 3)"
    assert card.table.rows[0] == ("P0", "Relevant", "Person 0", "", "", "Person 1")


@pytest.mark.parametrize(
    ("steps", "title"),
    [
        (((0, 1, 3), (2, 3, 3)), "You differ most on P0, relevant (0 to 2) and P1, relevant (1 to 3)"),
        (
            ((0, 1, 0, 1), (2, 3, 2, 3)),
            "You differ most on P0, relevant (0 to 2), P1, relevant (1 to 3) and P2, relevant (0 to 2), among others",
        ),
    ],
    ids=["two", "four"],
)
def test_gaps_that_are_as_wide_share_the_title(steps, title):
    assert agreed(*steps).title == title


def test_too_few_ratings_to_measure_agreement_leave_its_numbers_to_the_table():
    card = agreed((0, 1, 3), (1, 1, 2))

    assert card.subtitle.endswith("too few ratings to conclude how far you agree")
    assert "interval" not in card.subtitle + card.note
    assert "interval" in card.table.caption


def test_one_rater_gets_a_note_that_agreement_takes_two():
    card = agreed((0, 1))

    assert card.title == "One person has rated so far; comparing takes at least two"
    assert "cannot be measured" in card.subtitle


def test_raters_without_a_difference_get_a_title_that_states_it():
    assert agreed((0, 3), (0, 3)).title == "You all gave the same pillars the same ratings"


def test_weeks_on_a_phone_are_dated_or_their_numbers_are_explained():
    few, many = content(), content(weeks=7)

    assert few.narrow["layout"]["xaxis"]["ticktext"] == ["4<br>Jan", "11<br>Jan", "18<br>Jan"]
    assert "numbers" not in few.how
    assert many.narrow["layout"]["xaxis"]["ticktext"][0] == "1"
    assert "weeks in order; the first begins on 4 January 2027." in many.how


def test_every_week_of_the_content_plan_stands_in_the_table_with_its_asks():
    table = content().table

    assert table.columns[2:5] == ("4 Jan", "11 Jan", "18 Jan")
    assert table.rows[-1] == ("Promotional posts", "", "1", "1", "1", "20%")


def test_too_few_posts_for_a_promotional_one_say_from_how_many_there_may_be_one():
    card = content(posts=(1, 0), weeks=4)

    assert card.title == "None of the 4 posts is promotional"
    assert card.alert == "Of 4 posts in all, a limit of 20% allows no promotional one; of 5, it allows one."
    assert content(posts=(4, 0)).alert == ""


def test_promotion_is_called_short_only_where_it_has_less_than_its_share():
    assert "each pillar near its share" in content().how
    assert "promotional pillars get less than their share" in content(posts=(4, 0)).how
    assert "promotional pillars get less than their share" not in content(posts=(4,), pillars=(HELP,)).how


def test_the_french_of_posts_that_ask_has_an_object():
    assert content(posts=(4, 0), words=Words("fr")).title == "Aucune des 12 publications n’est promotionnelle"


def test_a_cap_of_nothing_lets_none_ask_whatever_their_number():
    assert (
        content(cap=0, posts=(5, 0)).alert
        == "A limit of 0% allows no promotional post, however many posts you publish. Raise the limit to allow one."
    )


@pytest.mark.parametrize(
    ("activities", "title"),
    [
        ((), "List your current activities to see which consent they need"),
        (
            (LETTER, LETTER.changed(name="Cold", direction="outbound", opted_in=False)),
            "Cold needs consent that people have not given",
        ),
        (
            (Activity(name="Ads", channel="targeted-ads", direction="outbound"),),
            "Ads needs consent to trackers, which is not noted yet",
        ),
        ((LETTER.changed(way_out=""),), "Letter has no opt-out noted"),
        ((Activity(name="A"), Activity(name="B")), "The consent that A and B need is not clear yet"),
        ((LETTER,), "According to your table, no activity lacks consent or an opt-out"),
    ],
    ids=["none", "no opt-in", "no trackers", "no way out", "no channel", "all right"],
)
def test_the_most_pressing_gap_makes_the_title(activities, title):
    assert consent(*activities).title == title


def test_more_than_two_activities_are_counted_not_named():
    cold = [Activity(name=name, channel="email", direction="outbound") for name in "ABC"]

    assert consent(*cold, LETTER).title == "3 of 4 activities need consent that people have not given"


def test_what_is_needed_comes_with_its_law_and_is_never_called_advice():
    card = consent(LETTER)

    (row,) = [row for row in card.table.rows if row[0].startswith("Letter")]
    assert row[2].startswith("Prior consent.")
    assert "ePrivacy Directive, Art. 13(1)" in row[4]
    assert {source.key for source in card.sources} == {"eprivacy-2002", "gdpr-2016"}
    assert "not legal advice" in card.alert


def test_the_platforms_of_one_region_share_a_row():
    assert consent(LETTER).table.rows[-1][0] == "Facebook and X"


def test_a_target_the_duties_cannot_keep_is_flagged_with_the_wait_it_meets():
    card = replies()

    assert (
        card.title
        == "Complaint: response time 1\u00a0h, but no one is available to answer for up to 63\u00a0h, from Friday 18:00"
    )
    assert "cannot keep the response time for: praise, question, complaint and crisis." in card.alert


def test_a_team_on_duty_all_week_gets_a_title_that_states_it():
    card = replies(team=(ALWAYS,))

    assert (card.title, card.alert) == ("Your team can answer every kind of message in time", "")


def test_a_kind_of_message_that_nobody_answers_is_named():
    card = replies(team=(ALWAYS,), replies=(ReplyRule(kind="crisis", who="Gone"),))

    assert card.title == "No one on the team is available to answer: crisis"
    assert (card.table.rows[3][3], card.table.rows[3][6]) == ("no one available", "no answer")


def test_the_plan_s_own_target_is_called_its_own():
    card = replies(replies=(ReplyRule(kind="praise", minutes=600),))

    assert card.table.rows[0][7] == "your own response time"
    assert card.table.rows[2][7] == (
        "Of those who expected an answer, 72% expected one to a complaint within an hour (Twitter, 2013)."
    )


def test_the_share_of_the_week_with_somebody_there_makes_the_title():
    assert duty(Person(name="A")).title == "Your team is available to answer for 27% of the week"  # 45 of 168 hours


def test_hours_that_two_share_are_drawn_apart():
    drawing = duty(
        Person(name="A"), Person(name="B", duty=(DutyHours(weekdays=(1,), start=dt.time(17), end=dt.time(19)),))
    )

    one, two = drawing.drawing["data"][1:]
    assert (two["y"], two["base"], two["x"]) == ([0], [17.0], [1.0])
    assert sum(one["x"]) == 45


def test_the_note_names_the_year_of_the_newest_study():
    assert "The newest study found on expected response times dates from 2019." in replies().note
