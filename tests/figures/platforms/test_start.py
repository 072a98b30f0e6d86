"""The cards of the start where whether people can share the posts stays undecided."""

import pandas as pd
import pytest

from strategy_kit.figures.platforms.frontier import frontier_card, next_platform_card
from strategy_kit.figures.platforms.start import start_set_card
from strategy_kit.i18n import Words
from strategy_kit.platforms import StartSet, start_set

NAMES = {"a": "Alpha", "b": "Beta", "c": "Gamma"}
SCORES = pd.Series([0.9, 0.8, 0.7], list(NAMES))
HOURS = pd.DataFrame({"hours": [1.0, 2.0, 3.0], "posts": 2, "format": "text"}, list(NAMES))
HOURS["hours_if_made"] = HOURS["hours"]
BOUNDS = pd.DataFrame({"low": SCORES, "middle": SCORES, "high": SCORES})


@pytest.fixture
def undecided(monkeypatch: pytest.MonkeyPatch):
    """Return the start set where any two platforms or more are undecided."""
    monkeypatch.setattr("strategy_kit.platforms.start.team_can_share", lambda loads, _people: len(loads) < 2 or None)

    def started(*fixed: str) -> StartSet:
        return start_set(SCORES, HOURS["hours"], [3.0, 3.0], posts=HOURS["posts"], fixed=fixed)

    return started


@pytest.mark.parametrize(
    ("lang", "title", "how", "later"),
    [
        (
            "en",
            "add Beta too, if the team can share the posts",
            "made by one person",
            "Later, if the team can share the posts",
        ),
        (
            "fr",
            "ajoutez Beta si l’équipe peut se répartir les publications",
            "une seule personne",
            "Plus tard, si l’équipe peut se répartir les publications",
        ),
    ],
)
def test_the_start_says_in_words_that_a_platform_more_is_undecided(undecided, lang, title, how, later):
    card = start_set_card(undecided(), BOUNDS, HOURS, NAMES, Words(lang))

    assert title in card.title
    assert how in card.how
    assert [later in row[-1] for row in card.table.rows] == [False, True, True]


@pytest.mark.parametrize(
    ("lang", "title"),
    [
        ("en", "a week, if the team can share the posts"),
        ("fr", "semaine, si l’équipe peut se répartir les publications"),
    ],
)
def test_ones_own_choice_that_is_undecided_is_neither_called_fitting_nor_too_large(undecided, lang, title):
    card = start_set_card(undecided("a", "b"), BOUNDS, HOURS, NAMES, Words(lang))

    assert title in card.title


def test_choices_that_are_undecided_are_unknown_in_the_table_and_not_counted_among_those_that_do_not_fit(undecided):
    card = frontier_card(undecided("a", "b"), NAMES, Words("en"))
    suffices = {row[0]: row[-1] for row in card.table.rows}

    assert suffices["Alpha and Beta (your choice)"] == "unknown"
    assert suffices["Alpha"] == "fits"
    assert "cut between two people" not in card.how


def test_one_platform_more_that_is_undecided_is_unknown_in_the_table(undecided):
    card = next_platform_card(undecided(), NAMES, Words("en"))

    assert [row[-1] for row in card.table.rows] == ["unknown", "unknown"]
