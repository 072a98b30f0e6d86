"""The workbook's own names in a plan follow its language; names that a person gave stay."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.i18n import Words
from strategy_kit.languages import LANGUAGES
from strategy_kit.model import Brief, Plan
from strategy_kit.model.answers import Answers
from strategy_kit.model.differences import differences_since_agreed
from strategy_kit.plan.first_draft import described
from strategy_kit.plan.new_brief import NAMES, new_brief, plan_with_language, with_language
from strategy_kit.session.session import Session, new_plan

MONDAY = dt.date(2027, 1, 4)
EN, FR = Words("en"), Words("fr")
OWN = sorted({Words(lang)(name) for lang in LANGUAGES for names in NAMES.values() for name in names})


def names(brief: Brief) -> list[str]:
    return [entry.name for kind in NAMES for entry in getattr(brief, kind)]


def test_a_draft_is_the_same_in_another_language_as_one_made_in_it() -> None:
    answers = Answers(country="FR", people=3, where=("nearby", "abroad"), also=("referrers", "businesses"))

    assert with_language(described(answers, EN).brief, FR) == described(answers, FR).brief
    assert with_language(described(answers, FR).brief, EN) == described(answers, EN).brief


def test_a_name_that_a_person_gave_stays_and_references_follow_the_others() -> None:
    brief = new_brief(EN, "FR", "Europe/Paris")
    first, *others = brief.pillars
    replies = [{"kind": "question", "minutes": 60, "who": "Owner"}]
    mine = brief.changed(name="Fournil", pillars=[first.changed(name="Pain du jour"), *others], replies=replies)
    french = with_language(mine, FR)

    assert [french.name, *names(french)] == [
        "Fournil", "Clients", "Pain du jour", "Actualités", "Questions", "Offres", "Responsable",
    ]  # fmt: skip
    assert french.replies[0].who == "Responsable"


@given(st.lists(st.sampled_from([*OWN, "Bread"]), min_size=1, max_size=5, unique=True), st.sampled_from(["en", "fr"]))
def test_no_two_entries_come_to_have_one_name(pillars: list[str], lang: str) -> None:
    brief = Brief(name="Shop", pillars=[{"name": name, "purpose": "help", "share": 0.2} for name in pillars])
    changed = [pillar.name for pillar in with_language(brief, Words(lang)).pillars]

    assert len(set(changed)) == len(pillars)
    assert ("Bread" in changed) == ("Bread" in pillars)


def test_another_language_is_no_change_of_what_was_agreed() -> None:
    plan = Plan(brief=new_brief(EN, "FR", "Europe/Paris"), start=MONDAY, agreed_by="Ada", agreed_on=MONDAY)

    assert differences_since_agreed(plan_with_language(plan, FR)) == []
    assert differences_since_agreed(plan_with_language(plan.changed(weeks=8), FR)) == ["weeks"]


@pytest.mark.parametrize("way", ["undo", "redo"])
def test_a_step_brings_no_name_of_another_language_back(way: str) -> None:
    session = Session(None, new_plan(EN, "p"), EN, MONDAY)
    session.change_brief(closed_weekdays=[7])
    session.change_brief(holidays_off=False)
    if way == "redo":
        session.step("undo")
    session.set_language(FR)
    assert session.history.describe(way, session.plan, EN) == "public holidays"
    session.step(way)

    assert session.plan.brief.pillars[0].name == "Conseils"
