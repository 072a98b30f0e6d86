"""The briefs to start from: each gives a proved calendar that a strategist would sign."""

import datetime as dt
import itertools
import json
import zoneinfo
from pathlib import Path

import pytest

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.evidence.load import example_brief, example_results, load_table
from strategy_kit.i18n import Words
from strategy_kit.languages import COMPLETE, LANGUAGES
from strategy_kit.model import Brief, Plan
from strategy_kit.objectives.forecast import WEEKS_A_MONTH
from strategy_kit.plan.checks import check_brief
from strategy_kit.plan.examples import EXAMPLE, example_plan
from strategy_kit.plan.review import results_by_objective
from strategy_kit.plan.workings import Workings, scheduled_plan

FOLDER = Path(__file__).parents[1] / "examples"
NAMES = ("halifax-physiotherapy", "lyon-bakery", "montreal-software", "online-shop")
MONDAY = dt.date(2027, 1, 4)
CHOSEN_WORDS = ("name", "lang", "owner", "way_out", "we_are", "we_are_not", "who", "decides", "deputy")


def worked(name: str, start: dt.date = MONDAY, weeks: int = 4) -> tuple[Plan, Workings]:
    brief = Brief.from_json((FOLDER / f"{name}.json").read_bytes())
    check_brief(brief)
    workings = Workings(Plan(id=name, brief=brief, start=start, weeks=weeks), load_evidence(), year=2026)
    return scheduled_plan(workings.plan, workings), workings


@pytest.fixture(scope="module", params=NAMES)
def example(request):
    return worked(request.param)


def test_there_are_these_examples_and_no_other():
    assert {path.stem for path in FOLDER.glob("*.json")} == set(NAMES)


def test_an_example_gets_a_proved_calendar_without_unmet_demand(example):
    _plan, workings = example

    assert workings.schedule.proof.gap == 0
    assert workings.schedule.missing == ()


def test_an_example_starts_with_one_or_two_platforms_that_fit_its_hours(example):
    plan, workings = example

    assert plan.brief.platforms == ()
    assert 1 <= len(plan.platforms) <= 2
    assert workings.start_set.hours <= workings.start_set.hours_available


def test_nobody_in_an_example_works_more_than_they_have_and_everybody_works(example):
    _plan, workings = example
    hours = workings.schedule.hours

    assert (hours["total"] <= hours["available"]).all()
    assert (hours.groupby("person")["total"].sum() > 0).all()


def test_every_pillar_of_an_example_is_posted_and_asking_stays_under_the_cap(example):
    plan, _workings = example
    asking = {pillar.name for pillar in plan.brief.pillars if pillar.promotional}
    weeks = itertools.groupby(plan.slots, key=lambda slot: slot.day.isocalendar()[:2])

    assert {slot.pillar for slot in plan.slots} == {pillar.name for pillar in plan.brief.pillars}
    for _week, slots in weeks:
        posts = [slot.pillar in asking for slot in slots]
        assert sum(posts) <= plan.brief.promotion_cap * len(posts) + 1e-9


def test_the_studies_speak_for_every_hour_of_an_example(example):
    plan, _workings = example

    assert all(slot.support > 0 and slot.studies > 0 for slot in plan.slots)


def test_an_example_says_what_it_does_today_and_rates_what_it_plans(example):
    plan, _workings = example
    brief = plan.brief

    assert {activity.direction for activity in brief.activities} == {"inbound", "outbound"}
    assert sum(segment.share for segment in brief.segments) == pytest.approx(1)
    assert sum(pillar.share for pillar in brief.pillars) == pytest.approx(1)
    assert all(None not in (pillar.anticipated, pillar.personal, pillar.relevant) for pillar in brief.pillars)


@pytest.mark.parametrize("lang", COMPLETE)
def test_each_language_has_a_complete_example_of_its_own(lang: str) -> None:
    plan = example_plan(Words(lang), MONDAY)
    written = json.loads((FOLDER / f"{LANGUAGES[lang].example}.json").read_text("utf-8"))
    workings = Workings(plan, load_evidence(), year=2026)
    brief = plan.brief

    assert (written["lang"], brief.lang, plan.id) == (lang, lang, EXAMPLE)
    assert "xample" in brief.name or "exemple" in brief.name
    assert 1 <= len(brief.objectives) <= 3
    assert min(map(len, (brief.segments, brief.journey, brief.pillars, brief.team, brief.voices, brief.ratings))) >= 2
    assert {slot.platform for slot in workings.schedule.slots} == set(workings.platforms)
    assert len({LANGUAGES[each].example for each in COMPLETE}) == len(COMPLETE)


def test_the_clinic_posts_four_times_a_week_and_is_answered_for_by_three() -> None:
    plan, _workings = worked("halifax-physiotherapy")

    assert plan.platforms == ("facebook", "instagram")
    assert len(plan.slots) == 4 * plan.weeks
    assert {watch.person for watch in plan.watches} == {"Manager", "Front desk", "Physio"}


def test_the_bakery_posts_five_times_a_week_by_day_while_it_is_open():
    plan, _workings = worked("lyon-bakery")

    assert plan.platforms == ("instagram", "facebook")
    assert len(plan.slots) == 5 * plan.weeks
    assert all(slot.day.isoweekday() != 1 and 8 <= slot.time.hour < 19 for slot in plan.slots)
    assert {slot.day.isoweekday() for slot in plan.slots if slot.pillar == "Commandes du week-end"} == {5}


def test_the_bakery_keeps_the_wall_time_of_its_customers_when_clocks_change():
    plan, _workings = worked("lyon-bakery", start=dt.date(2027, 3, 15), weeks=4)
    before, after = (
        {(slot.day.isoweekday(), slot.time) for slot in plan.slots if week <= slot.day < week + dt.timedelta(days=7)}
        for week in (dt.date(2027, 3, 22), dt.date(2027, 4, 5))
    )

    assert before == after


def test_the_software_firm_starts_with_linkedin_alone_in_office_hours_of_montreal():
    plan, _workings = worked("montreal-software")

    assert plan.platforms == ("linkedin",)
    assert {slot.zone for slot in plan.slots} == {"America/Toronto"}
    assert all(slot.day.isoweekday() <= 5 and 8 <= slot.time.hour < 18 for slot in plan.slots)


def test_the_software_firm_rests_on_the_holidays_of_quebec():
    plan, workings = worked("montreal-software", start=dt.date(2027, 6, 21), weeks=1)
    national_day = dt.date(2027, 6, 24)

    assert national_day in workings.constraints.closed
    assert national_day not in {slot.day for slot in plan.slots}


def test_the_online_shop_weighs_four_zones_and_is_answered_for_by_two():
    plan, workings = worked("online-shop")

    assert workings.zones == {
        "America/New_York": 0.4, "America/Los_Angeles": 0.25, "Europe/London": 0.25, "Australia/Sydney": 0.1,
    }  # fmt: skip
    assert {watch.person for watch in plan.watches} == {"Shop", "Customer service"}


def test_the_online_shop_posts_while_most_of_its_customers_are_awake():
    plan, workings = worked("online-shop")

    for slot in plan.slots:
        hours = {zone: slot.starts_at.astimezone(zoneinfo.ZoneInfo(zone)).hour for zone in workings.zones}
        awake = sum(share for zone, share in workings.zones.items() if 7 <= hours[zone] < 23)
        assert awake > 0.5, slot


def test_a_translated_example_has_other_words_and_the_same_figures():
    """The English notebooks show the bakery with English names."""
    french, english = (json.loads(example_brief("lyon-bakery", lang)) for lang in ("fr", "en"))

    assert _shape(french) == _shape(english)
    assert not {pillar["name"] for pillar in french["pillars"]} & {pillar["name"] for pillar in english["pillars"]}
    check_brief(Brief.from_json(example_brief("lyon-bakery", "en")))


def _shape(value: object) -> object:
    """Return a brief without the words that its people chose."""
    if isinstance(value, dict):
        return {key: _shape(part) for key, part in value.items() if key not in CHOSEN_WORDS}
    if isinstance(value, list):
        return [_shape(part) for part in value]
    return None if isinstance(value, str) and value[:1].isupper() and " " in value else value


def test_the_results_of_an_example_agree_with_the_baselines_of_its_brief(example):
    plan, _ = example
    results = example_results(plan.id)
    baselines = {objective.what: objective.baseline for objective in plan.brief.objectives}

    for objective, weeks in results.groupby("objective"):
        a_month = weeks["value"].mean() * WEEKS_A_MONTH
        assert sorted(weeks["weeks_before"]) == list(range(2, 14)), "the last is over when the plan is made"
        assert a_month == pytest.approx(baselines[objective], abs=0.5)


@pytest.mark.parametrize("lang", COMPLETE)
def test_the_example_plan_has_results_that_give_limits(lang: str) -> None:
    words = Words(lang)
    plan = example_plan(words, MONDAY)
    results = results_by_objective(plan.brief.objectives, plan.results, load_table("measures"))

    assert results[0].known == 12
    assert results[0].chart.reading.verdict != "too few values"
