"""Whether targets can be reached, in words and figures: the verdicts in both languages, and unknown never zero."""

import datetime as dt
from typing import Any

import pytest

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.figures.card import Card
from strategy_kit.i18n import Words
from strategy_kit.languages import COMPLETE
from strategy_kit.model import Brief, Objective, Pillar, Plan
from strategy_kit.plan.examples import example_plan
from strategy_kit.plan.workings import Workings
from strategy_kit.views.reach import reach_changes_views, reach_views
from strategy_kit.views.report import report_of
from strategy_kit.views.search import SEARCHED, Index, card_entry
from strategy_kit.views.shared import cards_of

EVIDENCE = load_evidence()
START = dt.date(2027, 1, 4)
FOLLOWERS = [{"platform": "facebook", "people": 1000}]
RATES = [
    {"platform": "facebook", "metric": "organic reach", "percent": 10},
    {"platform": "facebook", "metric": "link clicks by reach", "percent": 5},
    {"platform": "all", "metric": "leads by visits", "percent": 20},
]


def workings_of(*objectives: Objective, **brief: Any) -> Workings:
    given = {"platforms": ("facebook",), "followers": FOLLOWERS, "own_rates": RATES, **brief}
    plan = Plan(id="p1", brief=Brief(name="Bakery", objectives=objectives, **given), start=START, weeks=1)
    return Workings(plan, EVIDENCE, 2027)


def cards(*objectives: Objective, lang: str = "en", **brief: Any) -> list[Card]:
    workings, words = workings_of(*objectives, **brief), Words(lang)
    return [*reach_views(workings, words), *reach_changes_views(workings, words)]


def leads(baseline: float | None, target: float | None, **more: Any) -> Objective:
    return Objective(key="lead-generation", baseline=baseline, target=target, **more)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def verdict(*objectives: Objective, lang: str = "en", **brief: Any) -> str:
    return plain(cards(*objectives, lang=lang, **brief)[0].title)


def posts_a_month() -> float:
    return len(workings_of().schedule.slots) * 365.25 / 12 / 7


def test_the_bakery_by_hand() -> None:
    bring = posts_a_month() * 1000 * 0.10 * 0.05 * 0.20  # posts x followers x reach x clicks x leads
    found = cards(leads(12, 20))[0]

    assert 17 < bring < 18  # four posts in the week
    assert plain(found.title) == "Within reach: about 29 leads a month, target 20"
    assert found.table is not None
    assert [(row[1], row[2]) for row in found.table.rows] == [
        ("Posts", "about 17 a month"),
        ("People reached, counted once for each post", "about 1,700 people a month"),
        ("Clicks on a link", "about 86 clicks a month"),
        ("Leads", "about 17 leads a month"),
    ]


def posts_counted(*serves: tuple[str, ...]) -> tuple[list[str], str]:
    """Return the posts counted for leads and sales where pillars serve these, and what is written below the title."""
    pillars = [
        Pillar(name=name, purpose="inform", share=0.5, serves=what) for name, what in zip("ab", serves, strict=True)
    ]
    goals = (leads(12, 20), Objective(key="sales", baseline=2, target=9))
    found = cards(*goals, pillars=pillars)[0]
    assert found.table is not None
    return [plain(row[-2]) for row in found.table.rows if row[-3] == "Posts"], plain(found.how)


def test_only_the_posts_of_pillars_that_serve_an_objective_count_for_it() -> None:
    each, said = posts_counted(("lead-generation",), ("sales",))
    both, _said = posts_counted(("lead-generation", "sales"), ("lead-generation",))

    assert each == ["about 9 a month", "about 9 a month"]
    assert both == ["about 17 a month", "about 9 a month"]
    assert "Only the posts of pillars that serve an objective count for it." in said


def test_where_no_pillar_serves_an_objective_every_post_counts_and_that_is_written() -> None:
    counted, said = posts_counted(("lead-generation",), ())

    assert counted == ["about 9 a month", "about 17 a month"]
    assert "every post counts there" in said and "“Sell”" in said


@pytest.mark.parametrize(
    ("objective", "brief", "english", "french"),
    [
        pytest.param(
            leads(12, 20),
            {},
            "Within reach: about 29 leads a month, target 20",
            "Atteignable : environ 29 demandes par mois, cible 20",
            id="within reach",
        ),
        pytest.param(
            leads(12, 20),
            {"own_rates": RATES[1:]},
            "Could be reached: about 14.8 to 26 leads a month, target 20",
            "Peut-être atteignable : environ 14,8 à 26 demandes par mois, cible 20",
            id="could be reached",
        ),
        pytest.param(
            leads(12, 42),
            {"own_rates": RATES[1:]},
            "Out of reach: about 2.8 to 14 leads more a month; the target needs 30, about 2.1 to 11 times the posts in "
            "your calendar",
            "Hors de portée : environ 2,8 à 14 demandes de plus par mois ; la cible en demande 30, environ 2,1 à 11 "
            "fois les publications de votre calendrier",
            id="out of reach",
        ),
        pytest.param(
            leads(25, 20),
            {},
            "Already reached: 25 leads today, target 20",
            "Déjà atteint : 25 demandes aujourd’hui, cible 20",
            id="already reached",
        ),
        pytest.param(
            leads(12, 20),
            {"followers": []},
            "Not known yet: how many people follow you on Facebook",
            "Pas encore connu : votre nombre d’abonnés sur Facebook",
            id="followers",
        ),
        pytest.param(
            leads(None, 20),
            {},
            "Not known yet: where your KPI stands today (leads)",
            "Pas encore connu : le point de départ de votre indicateur (demandes de prospects)",
            id="baseline",
        ),
        pytest.param(
            leads(None, 10),
            {},
            "Within reach: about 17 leads a month from the posts alone, target 10",
            "Atteignable : environ 17 demandes par mois par les publications seules, cible 10",
            id="posts alone",
        ),
        pytest.param(
            leads(12, 20),
            {"blackouts": [{"first": START, "last": START + dt.timedelta(6)}]},
            "Not known yet: no post is scheduled",
            "Pas encore connu : aucune publication n’est planifiée",
            id="no posts",
        ),
        pytest.param(
            leads(12, None),
            {},
            "No estimate yet: set a target",
            "Pas encore d’estimation : fixez une cible",
            id="no target",
        ),
        pytest.param(
            Objective(name="Fill the hall", target=8),
            {},
            "No estimate yet: choose a KPI",
            "Pas encore d’estimation : choisissez un indicateur",
            id="no KPI",
        ),
        pytest.param(
            Objective(key="loyalty", baseline=35, target=40),
            {},
            "No estimate, as none of the studies here links posts to this KPI (repeat purchase rate)",
            "Pas d’estimation, car aucune des études retenues ici ne relie les publications à cet indicateur "
            "(taux de réachat)",
            id="no funnel",
        ),
        pytest.param(
            Objective(key="brand-awareness", measure="reach-rate", baseline=5, target=12),
            {},
            "Out of reach: about 10%, target 12%",
            "Hors de portée : environ 10 %, cible 12 %",
            id="rate",
        ),
    ],
)
def test_each_verdict_is_one_sentence_in_both_languages(
    objective: Objective, brief: dict[str, Any], english: str, french: str
) -> None:
    assert verdict(objective, **brief) == english
    assert verdict(objective, lang="fr", **brief) == french


@pytest.mark.parametrize("lang", COMPLETE)
def test_without_followers_nothing_is_zero(lang: str) -> None:
    first, changes = cards(leads(12, 20), lang=lang, followers=[])
    assert first.table is not None
    assert changes.table is not None
    told = [cell for row in (*first.table.rows[1:], *changes.table.rows) for cell in row]

    assert not [cell for cell in told if cell.startswith("0") or " 0 " in cell]
    assert {row[2] for row in first.table.rows[1:]} == {Words(lang)("not known yet")}


@pytest.mark.parametrize(
    ("baseline", "brief", "words"),
    [
        (12, {"followers": []}, "Enter your followers on “Start”, beside your objectives."),
        (None, {}, "Enter it on “Start”: edit the objective."),
        (12, {"platforms": ("instagram",)}, "Enter your followers on “Start”, beside your objectives."),
        (
            12,
            {"platforms": ("instagram",), "followers": [{"platform": "instagram", "people": 400}]},
            "Enter it on “Start”, under “Fine-tune”.",
        ),
    ],
    ids=["followers", "baseline", "another platform", "rate"],
)
def test_a_missing_number_comes_with_the_place_to_enter_it(
    baseline: float | None, brief: dict[str, Any], words: str
) -> None:
    assert words in cards(leads(baseline, 20), **brief)[0].how


def test_what_the_posts_bring_and_today_add_up_as_they_are_shown() -> None:
    found = cards(leads(8, 15), own_rates=RATES[1:])[0]

    assert "added to today’s 8 leads: they bring about 2.8 to 14 leads a month" in plain(found.how)
    assert plain(found.title) == "Could be reached: about 10.8 to 22 leads a month, target 15"


@pytest.mark.parametrize(
    ("own", "legend", "sources"),
    [
        (RATES, "with this plan, by your own rates", ["your calendar", *["your own rate"] * 3]),
        (
            RATES[2:],
            "with this plan, by your own rates and, for the others, from the lowest to the highest published ones",
            ["your own rate"],
        ),
        ([], "with this plan, from the lowest to the highest published rates", []),
    ],
    ids=["own", "mixed", "published"],
)
def test_each_rate_says_whether_it_is_ones_own(own: list[Any], legend: str, sources: list[str]) -> None:
    goal = leads(12, 20) if own else Objective(key="website-traffic", baseline=10, target=1000)
    found = cards(goal, own_rates=own)[0]
    assert found.table is not None
    cited = [row[-1] for row in found.table.rows]

    assert found.legend[1].word == legend
    assert cited[len(cited) - len(sources) :] == sources
    assert own or ("your own rate" not in cited and all(cited))


@pytest.mark.parametrize(("lang", "query"), [("en", "within reach leads"), ("fr", "atteignable demandes")])
def test_search_finds_the_verdict_on_the_start_page(lang: str, query: str) -> None:
    found = cards_of(SEARCHED["start"], workings_of(leads(12, 20)), Words(lang))
    entries = [card_entry("start", card) for card in found]

    assert "reachable" in [entry.card for entry in Index(entries).find(query)]


def test_no_chart_is_empty() -> None:
    assert cards(Objective(key="loyalty", target=40))[0].drawing is None
    assert cards(leads(None, 20), followers=[])[0].drawing is None
    assert cards(leads(12, 20), followers=[])[0].drawing is not None  # today is known


def test_a_plan_without_an_objective_has_no_card() -> None:
    assert cards() == []


def test_the_title_names_the_heaviest_objective_that_can_be_estimated_and_the_lines_the_others() -> None:
    loyalty = Objective(key="loyalty", target=40, weight=5)
    traffic = Objective(key="website-traffic", baseline=10, target=1000, weight=2)
    found = cards(loyalty, leads(12, 20), traffic)[0]

    assert found.title.startswith("Out of reach: about 86 clicks more a month; the target needs 990")
    assert found.title.endswith("(Bring people to the website)")
    assert "Within reach: about 29 leads a month, target 20 (Win enquiries)." in found.how
    assert "Keep customers: no estimate, as none of the studies here links posts" in found.how


def test_the_bars_are_shares_of_the_target() -> None:
    found = cards(leads(12, 20), own_rates=RATES[1:])[0]
    assert found.drawing is not None
    today, spans = found.drawing["data"]
    month = posts_a_month()

    assert today["x"] == pytest.approx([12 / 20])
    assert spans["base"] == pytest.approx([(12 + month * 1000 * 0.0165 * 0.01) / 20])
    assert spans["x"] == pytest.approx([month * 1000 * (0.086 - 0.0165) * 0.01 / 20])


def test_what_to_measure_first_is_what_is_missing_else_the_widest_number() -> None:
    assert cards(leads(12, 20), own_rates=RATES[1:])[1].title == (
        "Measure first: what share of your followers sees a post on Facebook"
    )
    first, changes = cards(leads(12, 20), followers=[])
    assert changes.title == "Measure first: how many people follow you on Facebook"
    assert f"{changes.title}." in first.how


def test_one_more_post_a_week_is_compared_on_each_platform() -> None:
    changes = cards(leads(12, 20))[1]
    assert changes.table is not None

    assert changes.title == "What one more post a week would bring"
    assert changes.table.rows[0] == ("One more post a week on Facebook", "about 33 leads")
    assert changes.table.rows[1][1].startswith("not known yet: how many people follow you on ")


@pytest.mark.parametrize("lang", COMPLETE)
def test_the_report_has_the_verdict_and_the_example_has_a_span(lang: str) -> None:
    words = Words(lang)
    report = report_of(Workings(example_plan(words, START), EVIDENCE, 2027), words)
    found = next(card for section in report.sections for card in section.cards if card.key == "reachable")

    assert plain(found.title).startswith(("Out of reach: ", "Hors de portée : "))
    assert found.drawing is not None
    assert found.sources
