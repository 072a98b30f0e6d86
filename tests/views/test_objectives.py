"""What a plan is for: its objectives in words, the KPIs of each in their order, and what they do not show."""

import datetime as dt

import pytest

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.figures.card import Card
from strategy_kit.i18n import Words
from strategy_kit.languages import COMPLETE
from strategy_kit.model import Brief, Objective, Person, Plan
from strategy_kit.plan.workings import Workings
from strategy_kit.views.objectives import ObjectiveSummary, measures_views, objective_summaries

EVIDENCE = load_evidence()
MEASURES = EVIDENCE.measures


def workings(*objectives: str | Objective) -> Workings:
    chosen = tuple(one if isinstance(one, Objective) else Objective(key=one) for one in objectives)  # type: ignore[arg-type]
    brief = Brief(name="Shop", objectives=chosen)
    return Workings(Plan(id="p1", brief=brief, start=dt.date(2027, 1, 4)), EVIDENCE, 2027)


def cards(*objectives: str | Objective, lang: str = "en") -> list[Card]:
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
    assert cards("sales", "engagement")[1].title == "8 other KPIs"


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
    assert objective_summaries(Brief(name="Shop"), EVIDENCE, Words("en")) == ()


def summary(*objectives: Objective, lang: str = "en", people: tuple[str, ...] = ("Ada", "Bo")) -> ObjectiveSummary:
    brief = Brief(name="Shop", country="CA", objectives=objectives, team=tuple(Person(name=name) for name in people))
    return objective_summaries(brief, EVIDENCE, Words(lang, "CA"))[0]


FULL = Objective(
    key="lead-generation",
    serves="Two free half-days.",
    baseline=12,
    baseline_on=dt.date(2026, 12, 31),
    target=20,
    due=dt.date(2027, 6, 30),
    owner="Ada",
)


def test_an_objective_in_words_has_its_sentence_its_kpi_what_it_serves_and_who_looks_after_it() -> None:
    found = summary(FULL)

    assert (found.name, found.sentence) == ("Win enquiries", "From 12 to 20 leads a month by June 30, 2027")
    assert found.meaning == "People leave a name, an address or a request that can be followed up."
    assert found.kpi == "KPI: Leads. Enquiries: people from social media who left contact details that you can use."
    assert found.facts == ("Serves: Two free half-days.", "Looked after by Ada.")
    assert (found.missing, found.gaps, found.weight) == ("", 0, "")


def test_what_an_objective_lacks_is_one_sentence() -> None:
    found = summary(FULL.changed(target=None, due=None, owner=None))

    assert found.missing == "Missing: a target, a date and who looks after it."
    assert found.sentence == "Win enquiries: 12 leads a month today"


def test_one_person_alone_looks_after_every_objective() -> None:
    assert summary(FULL.changed(owner=None), people=("Ada",)).missing == ""


def test_weights_are_shown_as_shares_where_they_differ() -> None:
    other = Objective(key="loyalty")

    assert summary(FULL.changed(weight=3), other).weight == "75%"
    assert summary(FULL, other).weight == ""


def test_an_objective_in_ones_own_words_has_the_kpi_that_one_named() -> None:
    own = Objective(name="Fill the hall", own_measure="Tickets", own_unit="tickets", baseline=0, target=80)

    assert summary(own).sentence == "From 0 to 80 tickets a month"
    assert summary(own).kpi == "KPI: Tickets."
    assert kpis(cards(own)[0]) == ["Tickets"]
    assert len(cards(own)) == 1


def test_an_objective_without_a_kpi_has_no_row_among_the_kpis() -> None:
    own = Objective(name="Fill the hall")

    assert cards(own) == []
    assert kpis(cards(own, "sales")[0]) == ["Orders from social media"]


def test_the_kpi_that_was_chosen_is_first_and_the_usual_one_among_the_others() -> None:
    first, others = cards(Objective(key="sales", measure="basket"))

    assert kpis(first) == ["Average order value"]
    assert "Orders from social media" in kpis(others)


def test_an_objective_measured_by_a_kpi_of_ones_own_is_not_called_indirect() -> None:
    own = Objective(key="audience-growth", own_measure="Regulars", own_unit="regulars")

    assert cards(own)[0].how == ""
