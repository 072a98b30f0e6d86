"""An objective as a sentence, in each language: counts, percentages, money, and what is not known."""

import datetime as dt
from typing import Any

import pytest

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.i18n import Words
from strategy_kit.labels.objectives import (
    amount_words,
    counted_words,
    measure_unit_words,
    missing_words,
    objective_name,
    objective_sentence,
    objective_words,
)
from strategy_kit.languages import COMPLETE
from strategy_kit.model import Objective
from strategy_kit.views.objectives import kpi_of

EVIDENCE = load_evidence()
JUNE = dt.date(2027, 6, 30)
N, NN = "\u00a0", "\u202f"


def sentence(lang: str, country: str, **fields: Any) -> str:
    objective, words = Objective(**fields), Words(lang, country)
    name = objective_name(objective, objective_words(EVIDENCE, words))
    return objective_sentence(objective, kpi_of(objective, EVIDENCE, words), name, words)


LEADS = {"key": "lead-generation"}
RATE = {"key": "customer-service", "measure": "response-rate"}
COST = {"key": "lead-generation", "measure": "cost-per-lead"}
CASES: dict[str, tuple[dict[str, Any], str, str]] = {
    "all known": (
        {**LEADS, "baseline": 12, "target": 20, "due": JUNE},
        "From 12 to 20 leads a month by 30 June 2027",
        "De 12 à 20 demandes par mois d’ici le 30 juin 2027",
    ),
    "no date": ({**LEADS, "baseline": 12, "target": 20}, "From 12 to 20 leads a month", "De 12 à 20 demandes par mois"),
    "no baseline": ({**LEADS, "target": 20}, "To 20 leads a month", "Atteindre 20 demandes par mois"),
    "no baseline, with a date": (
        {**LEADS, "target": 20, "due": JUNE},
        "To 20 leads a month by 30 June 2027",
        "Atteindre 20 demandes par mois d’ici le 30 juin 2027",
    ),
    "nothing": (LEADS, "Win enquiries", "Recevoir des demandes de clients (leads)"),
    "a date alone": (
        {**LEADS, "due": JUNE},
        "Win enquiries by 30 June 2027",
        "Recevoir des demandes de clients (leads), d’ici le 30 juin 2027",
    ),
    "a baseline alone": (
        {**LEADS, "baseline": 0},
        "Win enquiries: 0 leads a month today",
        f"Recevoir des demandes de clients (leads){N}: 0 demande par mois aujourd’hui",
    ),
    "its own words": ({**LEADS, "name": "More referrals"}, "More referrals", "More referrals"),
    "from none to one": (
        {**LEADS, "baseline": 0, "target": 1, "per": "week"},
        "From 0 to 1 lead a week",
        "De 0 à 1 demande par semaine",
    ),
    "to none": ({**LEADS, "baseline": 1, "target": 0}, "From 1 to 0 leads a month", "De 1 à 0 demande par mois"),
    "a fraction": (
        {**LEADS, "baseline": 1, "target": 1.5},
        "From 1 to 1.5 leads a month",
        "De 1 à 1,5 demande par mois",
    ),
    "thousands": (
        {"key": "brand-awareness", "target": 12000},
        "To 12,000 people a month",
        f"Atteindre 12{NN}000 personnes par mois",
    ),
    "followers are not by month": (
        {"key": "audience-growth", "baseline": 200, "target": 500},
        "From 200 to 500 followers",
        "De 200 à 500 abonnés",
    ),
    "percent": (
        {**RATE, "baseline": 72.5, "target": 90, "due": JUNE},
        "Response rate: from 72.5% to 90% by 30 June 2027",
        f"Taux de réponse{N}: de 72,5{NN}% à 90{NN}% d’ici le 30 juin 2027",
    ),
    "percent, no baseline": (
        {**RATE, "target": 90},
        "Response rate: to 90%",
        f"Taux de réponse{N}: atteindre 90{NN}%",
    ),
    "money": (
        {**COST, "baseline": 40, "target": 27.5},
        "Cost per lead: from £40 to £27.50",
        f"Coût par prospect{N}: de 40{N}€ à 27,50{N}€",
    ),
    "minutes": (
        {"key": "customer-service", "baseline": 90, "target": 60},
        "First response time: from 90 to 60 minutes",
        f"Délai de première réponse{N}: de 90 à 60 minutes",
    ),
    "out of five": (
        {"key": "reputation", "measure": "mean-rating", "baseline": 4.2, "target": 4.6},
        "Average rating: from 4.2 to 4.6 out of 5",
        f"Note moyenne{N}: de 4,2 à 4,6 sur 5",
    ),
    "a ratio": (
        {"key": "store-visits", "measure": "footfall", "baseline": 1, "target": 1.2},
        "Footfall after a post: from 1 to 1.2",
        f"Fréquentation après une publication{N}: de 1 à 1,2",
    ),
    "a KPI of one's own": (
        {"name": "Fill the hall", "own_measure": "Tickets", "own_unit": "tickets", "baseline": 30, "target": 80},
        "From 30 to 80 tickets a month",
        "De 30 à 80 tickets par mois",
    ),
    "a percentage of one's own": (
        {"name": "Fill the hall", "own_measure": "Seats sold", "own_unit": "%", "target": 80},
        "Seats sold: to 80%",
        f"Seats sold{N}: atteindre 80{NN}%",
    ),
    "a KPI without a unit": (
        {"name": "Fill the hall", "own_measure": "Calls", "baseline": 3, "target": 8},
        "Calls: from 3 to 8 a month",
        f"Calls{N}: de 3 à 8 par mois",
    ),
    "no KPI": ({"name": "Fill the hall", "target": 80}, "Fill the hall: to 80 a month", None),
}  # type: ignore[dict-item]


@pytest.mark.parametrize("case", CASES)
def test_an_objective_is_a_sentence_as_far_as_it_is_known(case: str) -> None:
    fields, english, french = CASES[case]

    assert sentence("en", "GB", **fields) == english
    if french:
        assert sentence("fr", "FR", **fields) == french


@pytest.mark.parametrize(
    ("lang", "country", "written"),
    [
        ("en", "CA", "Cost per lead: to $40"),
        ("fr", "CA", f"Coût par prospect{N}: atteindre 40{N}$"),
    ],
)
def test_money_is_that_of_the_country_of_the_plan(lang: str, country: str, written: str) -> None:
    assert sentence(lang, country, **COST, target=40) == written


def test_the_date_is_written_as_in_the_country_of_the_plan() -> None:
    assert sentence("en", "CA", **LEADS, target=20, due=JUNE) == "To 20 leads a month by June 30, 2027"


@pytest.mark.parametrize("lang", COMPLETE)
def test_every_kpi_of_the_table_makes_a_sentence_with_its_target(lang: str) -> None:
    words = Words(lang)
    for measure in EVIDENCE.measures.to_dict("records"):
        objective = Objective(key=measure["objective"], measure=measure["key"], baseline=3, target=4)
        kpi = kpi_of(objective, EVIDENCE, words)
        said = objective_sentence(objective, kpi, "", words)

        assert kpi is not None
        assert "4" in said
        assert kpi.name in said or counted_words(kpi.unit, 4, words) in said


@pytest.mark.parametrize("lang", COMPLETE)
def test_a_count_is_written_with_its_noun_and_another_unit_is_no_count(lang: str) -> None:
    words = Words(lang)
    counted = {unit for unit in measure_unit_words(words) if counted_words(unit, 2, words)}

    assert not counted & {"percent", "currency", "points", "points-of-5", "ratio", "minutes", "comments", "answers"}
    assert {"leads", "people", "orders"} <= counted
    assert all(measure_unit_words(words)[unit] in counted_words(unit, 2, words) for unit in counted)


@pytest.mark.parametrize(("value", "written"), [(0, "0%"), (1, "1%"), (1.5, "1.5%"), (99.125, "99.125%"), (-4, "−4%")])
def test_a_percentage_has_the_decimals_it_was_given(value: float, written: str) -> None:
    assert amount_words(value, "percent", Words("en")) == written


def test_what_is_missing_is_listed_in_the_language_of_the_reader() -> None:
    assert missing_words(["baseline"], Words("en")) == "Missing: a baseline."
    assert missing_words(["target", "due"], Words("fr")) == "Il manque une cible et une échéance."
    assert missing_words([], Words("fr")) == ""
