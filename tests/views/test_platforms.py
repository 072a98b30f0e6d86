"""Two answers of consideration 3 that must hold on every card: a choice of one's own, and platforms that are level."""

import datetime as dt
from functools import cache

import pandas as pd
import pytest

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.i18n import Words
from strategy_kit.languages import COMPLETE
from strategy_kit.model import Assumption, Brief, Person, Plan, Segment
from strategy_kit.plan.workings import Workings
from strategy_kit.views.plan import plan_views
from strategy_kit.views.platforms import (
    contributions_view,
    frontier_view,
    nearest_weights_view,
    next_platform_view,
    pairwise_wins_view,
    start_set_view,
    weight_stability_view,
)
from strategy_kit.views.shared import cards_of, platform_names

EN = Words("en")
LEAD = [
    contributions_view,
    weight_stability_view,
    start_set_view,
    frontier_view,
    pairwise_wins_view,
    nearest_weights_view,
]
CHOICE = [start_set_view, frontier_view, next_platform_view]


@cache
def diner(**changes):
    brief = Brief(name="Diner", **{"trades": ("walk-in",), **changes})
    return Workings(Plan(id="p", brief=brief, start=dt.date(2027, 1, 4)), load_evidence(), year=2027)


def bistro(**changes):
    """Return the workings of a business of two trades with young customers: Facebook and Instagram are level."""
    young = Segment(name="Students", age=("18-29",))
    return diner(trades=("visual", "walk-in"), segments=(young,), **changes)


def cards(workings, views, lang="en"):
    return {card.key: card for card in cards_of(views, workings, Words(lang))}


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


# a choice of one's own


@pytest.fixture
def own():
    return diner(platforms=("tiktok",))


@pytest.mark.parametrize("lang", COMPLETE)
def test_the_cards_of_the_choice_name_what_the_business_settled_on(own, lang):
    shown = cards(own, CHOICE, lang)

    assert "TikTok" in shown["start"].title
    assert "TikTok" in shown["frontier"].title
    assert shown["start"].table.rows[0][0] == "TikTok"


def test_a_chosen_set_is_compared_with_the_best_set(own):
    start = cards(own, CHOICE)["start"]
    scores = own.scores["middle"]
    gap = scores["facebook"] - scores["tiktok"]

    assert f"scores {EN.number(gap, 2)} less than the workbook’s, Facebook" in start.title
    assert "Your choice scores 0.49 for 4 h 38 in a usual week." in plain(start.how)
    assert {row[0]: row[3] for row in start.table.rows}["Facebook"] == ("The workbook’s first choice")


def test_the_drawing_marks_the_chosen_set_and_the_best_set_differently(own):
    card = cards(own, CHOICE)["frontier"]
    *_rest, best, chosen = card.drawing["data"]

    assert chosen["y"] == [round(own.scores.loc["tiktok", "middle"], 3)]
    assert best["y"] == [round(own.scores.loc["facebook", "middle"], 3)]
    assert [key.word for key in card.legend if key.mark in ("diamond", "outline")] == [
        "your choice",
        "the workbook’s choice",
    ]
    assert {"TikTok", "Facebook"} <= {note["text"] for note in card.drawing["layout"]["annotations"]}


def test_one_more_platform_is_counted_from_ones_own_choice(own):
    rows = {row[0]: row for row in cards(own, CHOICE)["third"].table.rows}

    assert "TikTok" not in rows
    assert plain(rows["Google Business Profile"][5]) == "from 9 h 17"


def test_a_chosen_set_that_scores_best_is_called_best():
    shown = cards(diner(platforms=diner().start_set.best), CHOICE)

    assert plain(shown["start"].title) == ("Your choice, Facebook, is also the best that fits into 5 h a week")
    assert not [key for key in shown["frontier"].legend if key.mark == "outline"]


def test_a_choice_beyond_the_hours_says_how_many_it_asks_for():
    shown = cards(diner(platforms=("facebook", "google-business-profile")), CHOICE)

    assert plain(shown["start"].title).endswith("takes 8 h 57 a week; you have 5 h")


def test_a_chosen_set_with_unknown_hours_is_not_said_to_fit_the_team():
    shown = cards(diner(platforms=("youtube",)), CHOICE)

    assert shown["start"].title.endswith("no data on the hours it takes")
    assert shown["frontier"].title == "Your choice, YouTube, is not shown: no data on the hours it takes"
    assert "an unknown number of hours" in shown["start"].how


def test_three_of_ones_own_choice_are_drawn_and_listed():
    shown = cards(diner(platforms=("x", "facebook", "google-business-profile")), CHOICE)

    assert "X, Facebook and Google Business Profile (your choice)" in [row[0] for row in shown["frontier"].table.rows]
    assert len(shown["frontier"].drawing["data"][-1]["x"]) == 1


def test_the_page_of_the_plan_names_the_choice_of_the_business(own):
    assert cards(own, [plan_views])["start"].title == cards(own, CHOICE)["start"].title


# level


@pytest.mark.parametrize("lang", COMPLETE)
@pytest.mark.parametrize(
    "view",
    LEAD,
)
def test_two_that_little_weight_parts_are_both_named_in_every_title(view, lang):
    (card,) = cards(bistro(), [view], lang).values()

    assert "Instagram" in card.title
    assert "Facebook" in card.title


def test_what_is_level_follows_the_assumption():
    strict = bistro(assumptions=(Assumption(key="level_weight_share", value=0.01),))

    assert bistro().level == ("instagram",)
    assert strict.level == ()
    assert "leads with" in cards(strict, [contributions_view])["contributions"].title


def test_the_start_among_several_that_are_level_says_by_which_rule_it_is_taken():
    card = cards(bistro(), CHOICE)["start"]

    assert bistro().level_starts == (("instagram",),)
    assert "How it was chosen: the higher total score, 0.680 against 0.664" in card.how


def test_a_chosen_set_level_with_the_best_is_called_level():
    title = cards(bistro(platforms=("instagram",)), CHOICE)["start"].title

    assert title == "Your choice, Instagram, and the workbook’s, Facebook, are too close to call"


# what nobody asked about


def test_an_unasked_platform_reaches_as_much_on_the_cards_of_the_choice_as_in_its_score():
    workings = diner(platforms=("google-business-profile",))
    most = EN.percent(workings.assumptions["unasked_reach_most"])
    shown = cards(workings, CHOICE)

    assert pd.isna(workings.reach.set_index("platform").loc["google-business-profile", "reach"])
    assert f"It is used by 0% to {most} of your customers." in shown["start"].how
    assert {row[0]: row[3] for row in shown["frontier"].table.rows}[
        "Google Business Profile (your choice)"
    ] == f"0% to {most}"


def test_a_platform_with_a_higher_score_than_one_to_start_with_comes_with_the_reason():
    workings = diner(team=(Person(name="Ann", hours_per_week=4),))
    chosen, scores = workings.start_set.chosen, workings.scores["middle"]
    higher = [key for key in scores.index if key not in chosen and scores[key] > scores[list(chosen)].min()]
    how = contributions_view(workings, EN).how

    assert higher
    assert "Higher score, but not to start with: " in how
    first = scores[higher].idxmax()
    assert f"{platform_names(workings)[first]} (later" in how


def test_where_the_platforms_to_start_with_score_highest_no_other_is_explained():
    workings = diner(team=(Person(name="Ann", hours_per_week=60),))
    chosen, scores = workings.start_set.chosen, workings.scores["middle"]

    assert set(scores.nlargest(len(chosen)).index) == set(chosen)
    assert "not to start with" not in contributions_view(workings, EN).how
