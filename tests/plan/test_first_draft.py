"""The first draft: every answer makes a plan that can be computed; what nobody answered is listed, nothing else."""

import datetime as dt
import json
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_kit.errors import InputError
from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.i18n import Words
from strategy_kit.languages import COMPLETE
from strategy_kit.model import Answers, Brief, Plan
from strategy_kit.model import answers as choices
from strategy_kit.model.types import AgeGroup, ObjectiveKey
from strategy_kit.plan.checks import check_brief
from strategy_kit.plan.draft_duty import SPANS
from strategy_kit.plan.first_draft import FORMATS, TRADES, brief_from, described
from strategy_kit.plan.workings import Workings

EN = Words("en")
START = dt.date(2027, 2, 8)
FULL = Answers(
    name="Harbour Physio",
    country="FR",
    business=("health", "software"),
    objectives=("lead-generation", "advocacy"),
    ages=("30-49", "50-64"),
    where=("nearby",),
    makes=("photos", "replies"),
    people=2,
    hours=14,
    when=("mornings", "midday"),
)


def some(choice, most=None):
    values = get_args(choice)
    chosen = st.lists(st.sampled_from(values), max_size=most or len(values), unique=True).map(tuple)
    return st.none() | chosen


def some_when():
    values = (*get_args(choices.DayPart), *get_args(choices.ClosedDay))
    return st.none() | st.lists(st.sampled_from(values), unique=True).map(tuple)


all_answers = st.builds(
    Answers,
    name=st.sampled_from(["", "Corner bakery"]),
    country=st.sampled_from(["US", "FR", "CA", "IN", "BR", "GB", "AQ", "ZZ"]),
    region=st.sampled_from(["", "QC", "nowhere"]),
    business=some(choices.Business, 2),
    objectives=some(ObjectiveKey, 3),
    ages=some(AgeGroup),
    where=some(choices.Whereabouts),
    also=some(choices.Contact),
    makes=some(choices.Content),
    people=st.none() | st.integers(1, 20),
    hours=st.none() | st.floats(0, 168),
    when=some_when(),
)


def fields_of(suppositions):
    return [supposed.field for supposed in suppositions]


def workings_of(brief):
    return Workings(Plan(brief=brief, start=START, weeks=1), load_evidence(), START.year)


@settings(max_examples=40, deadline=None)
@given(all_answers, st.sampled_from(COMPLETE))
def test_all_answers_make_a_plan_with_posts_or_the_reason_why_there_is_none(answers, lang):
    brief, suppositions = brief_from(answers, Words(lang))
    workings = workings_of(brief)

    check_brief(brief)
    assert Brief.from_json(brief.to_json()) == brief
    unfit = Words(lang)("no platform fits")
    assert bool(workings.schedule.slots) == (unfit not in [supposed.value for supposed in suppositions])
    assert sum(person.hours_per_week for person in brief.team) == pytest.approx(
        5.0 if answers.hours is None else answers.hours
    )
    assert all(supposed.value and supposed.reason for supposed in suppositions)


@given(all_answers)
def test_answers_survive_a_round_trip_with_their_plan(answers):
    plan = Plan(brief=Brief(name="Shop"), answers=answers, start=START)

    assert Plan.from_json(plan.to_json()) == plan
    assert "answers" in json.loads(plan.to_json())


def test_a_plan_written_before_there_were_answers_opens():
    assert Plan.from_json('{"brief": {"name": "Shop"}, "start": "2027-01-11"}').answers is None


def test_full_answers_are_taken_as_they_are_and_only_the_themes_are_supposed():
    brief, suppositions = brief_from(FULL, EN)

    assert fields_of(suppositions) == ["pillars.name"]
    assert (brief.name, brief.country, brief.team_zone) == ("Harbour Physio", "FR", "Europe/Paris")
    assert tuple(objective.key for objective in brief.objectives) == FULL.objectives
    assert brief.trades == ("walk-in", "b2b")
    assert [segment.age for segment in brief.segments] == [FULL.ages]
    assert [effort.format for effort in brief.formats] == ["image", "text"]
    assert [person.hours_per_week for person in brief.team] == [7, 7]
    assert [(duty.start, duty.end) for duty in brief.team[0].duty] == [(dt.time(9), dt.time(14))]


MISSING = {
    "business": "trades",
    "objectives": "objectives",
    "ages": "segments.age",
    "where": "segments.country",
    "makes": "formats",
    "when": "team.duty",
    "people": "team",
    "hours": "team.hours_per_week",
}


@pytest.mark.parametrize(("answer", "field"), MISSING.items(), ids=MISSING)
def test_what_is_not_known_is_supposed_and_listed(answer, field):
    _brief, suppositions = brief_from(FULL.changed(**{answer: None}), EN)

    assert fields_of(suppositions) == [field, "pillars.name"]
    assert suppositions[0].reason == "Not known yet."


@pytest.mark.parametrize("answer", [answer for answer in MISSING if answer not in ("people", "hours")])
def test_what_was_not_answered_is_told_apart_from_what_is_not_known(answer):
    assert brief_from(FULL.changed(**{answer: ()}), EN).suppositions[0].reason == "No answer yet."


def test_people_beside_the_customers_are_segments_of_their_own():
    brief, suppositions = brief_from(FULL.changed(also=("referrers", "businesses"), where=("country", "abroad")), EN)

    assert [(segment.name, round(segment.share, 3)) for segment in brief.segments] == [
        ("Customers", 0.3),
        ("Customers abroad", 0.3),
        ("People who send you customers", 0.2),
        ("Other businesses", 0.2),
    ]
    assert fields_of(suppositions) == ["segments.country", "segments.share", "pillars.name"]


def test_customers_that_are_businesses_add_their_trade():
    assert brief_from(FULL.changed(business=("teaching",), also=("businesses",)), EN).brief.trades == ("how-to", "b2b")


def test_few_hours_make_fewer_posts_and_the_draft_says_so():
    brief, suppositions = brief_from(FULL.changed(people=1, hours=1.5), EN)

    assert 1 <= brief.cadence[0].posts_per_week_low < 4
    assert fields_of(suppositions)[-1] == "cadence"
    assert workings_of(brief).schedule.lacking == 0


def test_hours_too_few_to_be_shared_out_go_to_one_person():
    brief, suppositions = brief_from(FULL.changed(people=20, hours=2), EN)

    assert [person.hours_per_week for person in brief.team] == [2, *[0] * 19]
    assert "team.hours_per_week" in fields_of(suppositions)
    assert workings_of(brief).schedule.slots


def test_no_hours_make_no_post_and_the_draft_says_why():
    brief, suppositions = brief_from(FULL.changed(hours=0), EN)

    assert suppositions[-1].field == "cadence"
    assert "not enough for one post" in suppositions[-1].reason
    assert workings_of(brief).schedule.slots == ()


def test_parts_of_the_day_that_follow_one_another_are_one_duty_and_weekends_are_days():
    team = brief_from(FULL.changed(when=("evenings", "mornings", "midday", "weekends")), EN).brief.team

    assert [(duty.weekdays, duty.start.hour, duty.end.hour) for duty in team[0].duty] == [
        ((1, 2, 3, 4, 5, 6, 7), 9, 14),
        ((1, 2, 3, 4, 5, 6, 7), 18, 21),
    ]
    assert brief_from(FULL.changed(when=("weekends",)), EN).brief.team[0].duty[0].weekdays == (6, 7)


def test_a_region_without_known_holidays_is_left_out_and_a_known_one_kept():
    assert brief_from(FULL.changed(country="CA", region="QC"), EN).brief.region == "QC"
    brief, suppositions = brief_from(FULL.changed(region="nowhere"), EN)

    assert brief.region == ""
    assert fields_of(suppositions) == ["region", "pillars.name"]


def test_a_country_of_several_clocks_is_a_supposition():
    assert fields_of(brief_from(FULL.changed(country="CA"), EN).suppositions) == ["team_zone", "pillars.name"]


def test_the_team_is_not_there_on_closed_days_and_nothing_is_posted_then():
    brief = brief_from(FULL.changed(when=("mornings", "weekends", "closed-1", "closed-7")), EN).brief

    assert brief.closed_weekdays == (1, 7)
    assert {day for person in brief.team for duty in person.duty for day in duty.weekdays} == {2, 3, 4, 5, 6}


def test_closed_days_that_leave_no_day_are_not_taken_and_the_reason_is_said():
    drafted = brief_from(FULL.changed(when=("weekends", "closed-6", "closed-7")), EN)

    assert drafted.brief.closed_weekdays == ()
    assert "closed_weekdays" in fields_of(drafted.suppositions)


def test_closed_days_alone_do_not_say_when_the_team_is_there():
    drafted = brief_from(FULL.changed(when=("closed-1",)), EN)

    assert drafted.brief.closed_weekdays == (1,)
    assert "team.duty" in fields_of(drafted.suppositions)


def test_each_choice_has_its_meaning_in_the_brief():
    assert set(TRADES) == set(get_args(choices.Business))
    assert set(FORMATS) == set(get_args(choices.Content))
    assert {*SPANS, "weekends"} == set(get_args(choices.DayPart))


def test_names_of_the_draft_are_in_its_language():
    brief = brief_from(Answers(people=2), Words("fr")).brief

    assert brief.name == "Votre entreprise"
    assert [person.name for person in brief.team] == ["Personne 1", "Personne 2"]


@pytest.mark.parametrize(
    "wrong",
    [{"business": ["food", "food"]}, {"objectives": list(get_args(ObjectiveKey))[:4]}, {"people": 0}, {"hours": -1}],
    ids=["twice", "four objectives", "no person", "less than no hour"],
)
def test_answers_that_cannot_be_are_refused(wrong):
    with pytest.raises(InputError, match=next(iter(wrong))):
        Answers().changed(**wrong)


@pytest.mark.parametrize(
    "answers",
    [
        Answers(country="FR", business=("food",), makes=("photos",), people=3, hours=5, when=("mornings",)),
        Answers(country="GB", business=("shop",), makes=("photos", "short-videos"), people=1, hours=3),
        Answers(country="CA", business=("health",), makes=("photos", "short-texts"), people=3, hours=5),
    ],
    ids=["bakery", "shop", "clinic"],
)
def test_a_platform_is_not_chosen_for_the_number_of_posts_it_has_room_for(answers):
    """The best platform of a plan with one post a week is posted in the draft too, as often as the hours allow."""
    brief, suppositions = brief_from(answers, EN)
    fewest = workings_of(brief.changed(cadence=[{"posts_per_week_low": 1, "posts_per_week_high": 1}]))
    best = max(fewest.platforms, key=lambda platform: fewest.scores["middle"][platform])
    rule = brief.cadence[0]
    more = brief.changed(
        cadence=[
            {"posts_per_week_low": rule.posts_per_week_low + 1, "posts_per_week_high": rule.posts_per_week_high + 1}
        ]
    )

    assert best in {slot.platform for slot in workings_of(brief).schedule.slots}
    assert best not in workings_of(more).platforms or workings_of(more).schedule.lacking
    assert suppositions[-1].field == "cadence"
    assert load_evidence().platforms.set_index("key")["name"][best] in suppositions[-1].reason


def test_the_clock_of_the_browser_counts_in_a_country_that_has_it_and_is_no_supposition():
    halifax = FULL.changed(country="CA", zone="America/Halifax")
    brief, suppositions = brief_from(halifax, EN)

    assert brief.team_zone == brief.segments[0].zone == "America/Halifax"
    assert fields_of(suppositions) == ["pillars.name"]
    assert brief_from(halifax.changed(country="FR"), EN).brief.team_zone == "Europe/Paris"


def test_a_platform_without_a_reason_in_the_trade_does_not_fill_what_is_left_of_the_hours():
    answers = Answers(country="CA", business=("health",), makes=("photos", "short-texts"), people=3, hours=9.0)
    brief, suppositions = brief_from(answers, EN)
    workings = workings_of(brief)
    chosen = workings_of(brief.changed(platforms=(), pillars=described(answers, EN).brief.pillars))

    assert any(chosen.utilities.measured["trade"]["value"].isna()[platform] for platform in chosen.platforms)
    assert workings.utilities.measured["trade"]["value"].notna()[list(workings.platforms)].all()
    assert "platforms" in fields_of(suppositions)
    assert workings.schedule.lacking == 0


@pytest.mark.parametrize(("people", "hours"), [(3, 4.0), (3, 5.0), (7, 2.5), (2, 7.5), (2, 1.375)])
def test_hours_are_shared_out_in_quarters_and_none_is_lost(people, hours):
    team = described(Answers(people=people, hours=hours), EN).brief.team
    shares = [person.hours_per_week for person in team]

    assert sum(shares) == hours
    assert all(4 * share == round(4 * share) for share in shares[1:])
    assert max(shares) - min(shares) <= 0.375


def test_the_hours_of_each_are_those_that_were_given_and_are_not_moved_to_another() -> None:
    three = Answers(people=3, hours=4.5, hours_each=(3, 1, 0.5), makes=("photos",))
    two = three.changed(people=2)

    assert [person.hours_per_week for person in brief_from(three, Words("en")).brief.team] == [3, 1, 0.5]
    assert [person.hours_per_week for person in described(two, Words("en")).brief.team] == [2.25, 2.25]


@pytest.mark.parametrize(
    ("people", "given", "names"),
    [
        (2, ("Ada", "Bo"), ["Ada", "Bo"]),
        (3, ("Ada",), ["Ada", "Person 2", "Person 3"]),
        (3, ("Person 2",), ["Person 2", "Person 3", "Person 1"]),
        (2, ("Ada", "Bo", "Cy"), ["Ada", "Bo"]),
        (1, ("Ada",), ["Ada"]),
        (1, (), ["Owner"]),
    ],
)
def test_people_have_the_names_that_were_given_and_the_others_a_number(
    people: int, given: tuple[str, ...], names: list[str]
) -> None:
    team = described(Answers(people=people, hours=6, names=given), EN).brief.team

    assert [person.name for person in team] == names


def test_each_pillar_of_a_draft_has_posts_though_nobody_has_the_hours_for_a_video() -> None:
    answers = Answers(
        country="FR", business=("food",), makes=("photos", "short-videos"), people=2, hours=4, when=("mornings",)
    )
    brief = brief_from(answers, EN).brief
    plan = Plan(id="p", brief=brief, start=dt.date(2027, 1, 4), weeks=4)
    posted = {slot.pillar for slot in Workings(plan, load_evidence(), 2027).schedule.slots}

    assert posted == {pillar.name for pillar in brief.pillars}


def test_the_pillars_of_a_draft_serve_its_objectives_by_their_purpose() -> None:
    brief = brief_from(Answers(objectives=("sales",)), Words("fr")).brief

    assert {pillar.name: pillar.serves for pillar in brief.pillars} == {
        "Conseils": ("sales",),
        "Actualités": ("sales",),
        "Questions": ("sales",),
        "Offres": ("sales",),
    }
