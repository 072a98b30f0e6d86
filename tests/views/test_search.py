"""Search: what is found, in which order, and that all is there to find."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.i18n import Words
from strategy_kit.labels.objectives import objective_words
from strategy_kit.model import Assumption, Brief, Objective, Plan
from strategy_kit.pages.registry import PAGES
from strategy_kit.plan.workings import Workings
from strategy_kit.views.search import SEARCHED, Entry, Index, choice_entries, evidence_entries, folded

EVIDENCE = load_evidence()


def entry(title: str, text: str = "") -> Entry:
    return Entry("term", "calendar", "", title, text)


def titles(query: str, *entries: Entry) -> list[str]:
    return [found.title for found in Index(entries).find(query)]


def facts(lang: str = "en", **brief: Any) -> list[Entry]:
    """Return the entries of the evidence for a brief, in a language."""
    plan = Plan(brief=Brief(name="Shop", **brief), start=dt.date(2027, 1, 4), weeks=1)
    return list(evidence_entries(Workings(plan, EVIDENCE, year=2027), Words(lang)))


def test_words_are_found_in_any_order_case_and_accent() -> None:
    window = entry("Délai de réponse", "Le temps avant la première réponse")

    assert titles("REPONSE delai", window) == ["Délai de réponse"]
    assert titles("réponse  temps", window) == ["Délai de réponse"]


def test_all_words_must_be_there() -> None:
    assert titles("response rota", entry("Response window"), entry("Response rota")) == ["Response rota"]


def test_a_word_is_found_by_its_beginning_and_not_by_its_middle() -> None:
    assert titles("insta", entry("Instagram")) == ["Instagram"]
    assert titles("gram", entry("Instagram")) == []


def test_what_has_the_words_in_its_title_comes_first() -> None:
    assert titles("reach", entry("Posts", "reach"), entry("Reach")) == ["Reach", "Posts"]


@pytest.mark.parametrize("query", ["", "   ", "?!", "’"])
def test_a_query_without_a_word_finds_nothing(query: str) -> None:
    assert titles(query, entry("Reach")) == []


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_a_title_is_found_by_itself(title: str) -> None:
    assert titles(title, entry(title)) == ([title] if folded(title) else [])


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_each_term_assumption_and_source_can_be_found_by_its_name(lang: str) -> None:
    found = facts(lang)
    index, words = Index(found), Words(lang)
    named = [
        *(words.localized(term, "term") for _, term in EVIDENCE.glossary.iterrows()),
        *(words.localized(row, "name") for _, row in EVIDENCE.assumptions.iterrows()),
        *EVIDENCE.sources["short_name"],
    ]

    lost = [name for name in named if not index.find(str(name)[:100].rsplit(" ", 1)[0])]

    assert lost == []


def test_an_assumption_is_shown_with_the_number_that_counts() -> None:
    own = Assumption(key="evidence_half_life_years", value=3)

    assert "Half-life of a study: 3" in [found.title for found in facts(assumptions=(own,))]
    assert "Half-life of a study: 6" in [found.title for found in facts()]


def test_the_pages_of_terms_and_cards_are_pages() -> None:
    assert set(EVIDENCE.glossary["page"]) | set(SEARCHED) <= set(PAGES)


@pytest.mark.parametrize(
    ("lang", "query", "name"), [("en", "reach rate", "Reach rate"), ("fr", "panier moyen", "Panier moyen")]
)
def test_every_kpi_is_found_by_its_name_with_its_objective_whatever_the_plan_wants(
    lang: str, query: str, name: str
) -> None:
    entries = facts(lang)
    found = next(entry for entry in Index(entries).find(query) if entry.kind == "kpi")
    objectives = objective_words(EVIDENCE, Words(lang)).values()

    assert found.title == name
    assert found.text.split(". ")[0] in objectives
    assert len([entry for entry in entries if entry.kind == "kpi"]) == len(EVIDENCE.measures)


def test_an_objective_of_the_plan_is_found_by_its_numbers_its_name_and_the_goal_it_serves() -> None:
    objective = Objective(key="lead-generation", baseline=12, target=20, serves="Two free half-days")
    brief = Brief(name="Shop", objectives=[objective, Objective(name="Fill the hall")])
    workings = Workings(Plan(id="p", brief=brief, start=dt.date(2027, 1, 4)), EVIDENCE, 2027)
    index = Index(choice_entries(workings, Words("en")))

    for query in ("20 leads", "half-days"):
        assert [entry.title for entry in index.find(query)] == ["From 12 to 20 leads a month"]
    (own,) = index.find("hall")
    assert (own.kind, own.page, own.title) == ("choice", "start", "Fill the hall")
