"""Names typed before: offered where names are asked again, taken over by a click and by nothing else."""

import datetime as dt
from typing import Any

import pytest

from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan
from strategy_kit.pages.names import NameOffers, agreement_offers, team_offers
from strategy_kit.session.session import Session
from strategy_kit.storage.store import StoredPlan

VOICES = [{"name": "Ada"}, {"name": "Ben"}]


def session_of(lang: str = "en", plan: dict[str, Any] | None = None, **brief: Any) -> Session:
    made = Plan(brief=Brief(name="Shop", voices=VOICES, **brief), start=dt.date(2027, 1, 4), **(plan or {}))
    return Session(None, StoredPlan(made, 0, dt.datetime.now(dt.UTC)), Words(lang), dt.date(2027, 1, 4))


def offered(offers: NameOffers) -> list[str]:
    return [button.description for button in offers.children]


def test_voters_and_team_are_offered_as_those_who_agree_and_added_by_one_click() -> None:
    session = session_of(team=[{"name": "Owner"}, {"name": "Counter"}])
    offers = agreement_offers(session)
    assert (offered(offers), session.plan.agreed_by) == (["Add Ada, Ben, and Counter"], "")

    offers.children[0].click()

    assert session.plan.agreed_by == "Ada, Ben, Counter"
    assert (offered(offers), session.plan.agreed_on) == ([], None)


@pytest.mark.parametrize(
    ("plan", "left"),
    [({"agreed_by": "ada and Anna"}, ["Add Ben"]), ({"agreed_by": "Ann", "agreed_on": dt.date(2027, 1, 2)}, [])],
    ids=["one is named", "agreed"],
)
def test_only_those_who_are_missing_are_offered(plan: dict[str, Any], left: list[str]) -> None:
    assert offered(agreement_offers(session_of(plan=plan))) == left


def test_each_voter_who_is_not_in_the_team_can_be_added_to_it_without_hours() -> None:
    session = session_of("fr", team=[{"name": "Ben", "hours_per_week": 3.0}])
    offers = team_offers(session)
    assert offered(offers) == ["Ajouter Ada"]

    offers.children[0].click()

    assert [(person.name, person.hours_per_week) for person in session.plan.brief.team] == [("Ben", 3.0), ("Ada", 0.0)]
    assert offered(offers) == []


def test_a_name_that_the_plan_has_no_room_for_is_refused_in_words() -> None:
    session = session_of(team=[{"name": f"Person {n}"} for n in range(Brief.most("team"))])
    offers = team_offers(session)

    offers.children[0].click()

    assert "20" in repr(offers.children[-1])
    assert len(session.plan.brief.team) == 20
