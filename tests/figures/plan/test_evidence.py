import pandas as pd
import pytest

from strategy_kit.evidence.load import load_table
from strategy_kit.figures.card import Card
from strategy_kit.figures.plan.evidence import (
    effects_card,
    frequencies_card,
    grades_card,
    half_lives_card,
    response_times_card,
    verdicts_card,
)
from strategy_kit.i18n import Words

EN, FR = Words("en"), Words("fr")
NAMES = {key: key.capitalize() for key in ("facebook", "x", "linkedin", "google-plus", "pinterest", "instagram")} | {
    key: key.capitalize() for key in ("tiktok", "youtube")
}
SOURCES = load_table("sources")


def rows(card: Card) -> tuple[tuple[str, ...], ...]:
    assert card.table is not None
    return card.table.rows


def test_verdicts_are_counted_by_consideration():
    claims = pd.DataFrame({"consideration": [1, 1, 4], "verdict": ["confirmed", "outdated", "confirmed"]})
    card = verdicts_card(claims, EN)

    assert card.title == "2 of the 2012 guide’s 3 statements are confirmed"
    assert [row[1:] for row in rows(card)] == [
        ("2", "confirmed (1), outdated (1)"),
        ("0", ""),
        ("0", ""),
        ("1", "confirmed (1)"),
    ]


def test_every_statement_of_the_document_is_counted_once():
    assert sum(int(row[1]) for row in rows(verdicts_card(load_table("claims"), EN))) == len(load_table("claims"))


def test_grades_add_up_to_all_sources():
    card = grades_card(SOURCES, EN)

    assert sum(int(row[2]) for row in rows(card)) == len(SOURCES)
    assert card.title.startswith(f"{(SOURCES['quality'] == 'A').sum()} of {len(SOURCES)} sources")


def test_the_title_of_effects_is_the_published_ceiling_highest_first():
    card = effects_card(load_table("timing_effects"), NAMES, SOURCES, EN)

    assert card.title == "A better posting time raised the response by at most 17% on Facebook and 4% on X"


def test_an_effect_without_a_figure_is_stated_and_not_shown_as_zero():
    shown = [row[2] for row in rows(effects_card(load_table("timing_effects"), NAMES, SOURCES, EN))]

    assert "no effect found" in shown
    assert "0%" not in shown


def test_effects_without_a_ceiling_claim_none():
    effects = load_table("timing_effects").query("bound != 'at most'")

    assert (
        effects_card(effects, NAMES, SOURCES, EN).title
        == "None of the studies here sets an upper limit on the gain from a better posting time"
    )


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(4, 5, "4 to 5"), (7, 7, "7"), (21, None, "21 or more"), (None, 14, "at most 14"), (None, None, "not stated")],
)
def test_a_frequency_is_shown_as_it_was_published(low: float | None, high: float | None, expected: str):
    one = load_table("frequencies").head(1).assign(posts_per_week_low=low, posts_per_week_high=high)
    one = one.astype({"posts_per_week_low": "Float64", "posts_per_week_high": "Float64"})

    assert rows(frequencies_card(one, NAMES, SOURCES, EN))[0][2] == expected


def test_the_title_of_frequencies_spans_all_that_is_named():
    facebook = load_table("frequencies").query("platform == 'facebook'")

    assert frequencies_card(facebook, NAMES, SOURCES, EN).title == "Published advice ranges from 5 to 14 posts a week"
    assert frequencies_card(facebook.head(0), NAMES, SOURCES, EN).title == "No advice is known on how often to post"


def test_half_lives_of_one_measure_stand_in_the_title_shortest_first():
    klout = load_table("half_life").query("source == 'klout-2015' and quality == 'A'")
    card = half_lives_card(klout, NAMES, load_table("terms"), SOURCES, EN)

    assert card.title == "A post gets half of its response within 24\u00a0min on X and 1\u00a0h\u00a042 on Facebook"


def test_half_lives_of_several_measures_are_not_compared_in_the_title():
    card = half_lives_card(load_table("half_life"), NAMES, load_table("terms"), SOURCES, EN)

    assert "after" not in card.title
    assert len(rows(card)) == len(load_table("half_life"))


def test_answers_name_who_expects_one_within_the_hour():
    card = response_times_card(load_table("response_times").query("source == 'lithium-2013'"), SOURCES, EN, newest=2013)

    assert "no study or press report after 2013 could be read" in card.subtitle
    assert card.title == "53% of those who expect an answer want it within the hour"


def test_answers_of_which_none_is_about_the_hour_say_so():
    actual = load_table("response_times").query("measure == 'actual response time'")

    card = response_times_card(actual, SOURCES, EN, newest=2016)
    assert card.title == "No data here on how fast people expect an answer"


def test_statements_are_in_the_reader_s_language():
    card = effects_card(load_table("timing_effects"), NAMES, SOURCES, FR)

    assert rows(card)[0][1].startswith("Publier à des heures")
    assert rows(card)[2][2] == "8,8\u202f%"
