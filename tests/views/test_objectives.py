"""What a plan is for: the KPIs of its objectives, in their order, and what they do not show."""

import datetime as dt

import pytest

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.figures.card import Card
from strategy_kit.i18n import Words
from strategy_kit.languages import COMPLETE
from strategy_kit.model import Brief, Plan
from strategy_kit.plan.workings import Workings
from strategy_kit.views.objectives import chosen_objectives, measures_views

EVIDENCE = load_evidence()
MEASURES = EVIDENCE.measures


def workings(*objectives: str) -> Workings:
    brief = Brief(name="Shop", objectives=objectives)
    return Workings(Plan(id="p1", brief=brief, start=dt.date(2027, 1, 4)), EVIDENCE, 2027)


def cards(*objectives: str, lang: str = "en") -> list[Card]:
    return list(measures_views(workings(*objectives), Words(lang)))


def kpis(card: Card) -> list[str]:
    assert card.table is not None
    return [row[0] for row in card.table.rows]


def test_each_objective_has_its_first_kpi_in_the_order_of_the_plan() -> None:
    first, _others = cards("sales", "brand-awareness")

    assert first.title == "What to measure: orders from social media and reach"
    assert first.table is not None
    assert first.table.rows[1] == (
        "Reach",
        "Make the brand known",
        "Different people who saw at least one post in the period",
        "people",
        "Statistics of Facebook and Instagram (Meta Business Suite), of the LinkedIn page and of TikTok. "
        "X and Telegram only count views.",
        "Do not add up the reach of several posts: the same people are counted again. Leave paid reach out.",
    )


@pytest.mark.parametrize("lang", COMPLETE)
def test_every_kpi_of_the_objectives_is_in_one_of_the_two_tables_and_no_other_is(lang: str) -> None:
    shown = [name for card in cards("sales", "engagement", lang=lang) for name in kpis(card)]
    expected = MEASURES.loc[MEASURES["objective"].isin(["sales", "engagement"]), f"name_{lang}"]

    assert sorted(shown) == sorted(expected)


def test_the_other_kpis_are_counted_and_folded() -> None:
    _first, others = cards("press-mentions")

    assert (others.title, others.folded) == ("One other KPI", True)
    assert cards("sales", "engagement")[1].title == "7 other KPIs"


def test_every_source_of_the_kpis_can_be_opened() -> None:
    for card in cards("store-visits", "loyalty"):
        cited = ";".join(MEASURES.loc[MEASURES["name_en"].isin(kpis(card)), "source"]).split(";")

        assert {source.key for source in card.sources} == set(cited)


def test_an_objective_none_of_whose_kpis_shows_a_result_is_named() -> None:
    first, _others = cards("sales", "audience-growth")

    assert first.how.endswith("not what your business gains: win a following.")
    assert cards("sales")[0].how == ""


def test_a_plan_without_objectives_has_no_kpi() -> None:
    assert cards() == []
    assert chosen_objectives(workings(), Words("en")) == ()


def test_an_objective_of_the_report_has_its_meaning_and_its_first_kpi_with_formula_and_unit() -> None:
    assert chosen_objectives(workings("lead-generation"), Words("en")) == (
        (
            "Win enquiries",
            "People leave a name, an address or a request that can be followed up.",
            "KPI: Leads (people). People from social media who left contact details that you can use.",
        ),
    )
