"""A draft: what would improve it, what it supposes, what it rests on; nothing a newcomer chooses ends empty."""

import datetime as dt
import itertools
from typing import Any, get_args

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.i18n import Words
from strategy_kit.model import Answers, Brief, Plan
from strategy_kit.model.answers import Business, ClosedDay, Content, DayPart
from strategy_kit.plan.draft import ALTERNATIVES, FIELDS, advice, suppositions, timing_evidence
from strategy_kit.plan.first_draft import brief_from, described
from strategy_kit.plan.remedies import changed, failures, remedy
from strategy_kit.plan.results import Cache
from strategy_kit.plan.workings import Workings
from strategy_kit.views.draft import draft_headline, draft_notice
from strategy_kit.views.shared import platform_names

EN = Words("en")
START = dt.date(2027, 1, 11)


def draft_of(weeks: int = 1, **answers: Any) -> Workings:
    answered = Answers(**{"country": "FR", "name": "Shop", **answers})
    plan = Plan(id="draft", answers=answered, brief=brief_from(answered, EN).brief, start=START, weeks=weeks)
    return Workings(plan, load_evidence(), 2027, cache=Cache(64))


def plan_without_answers(**brief: Any) -> Workings:
    plan = Plan(
        id="old", brief=Brief(name="Shop", country="FR", team_zone="Europe/Paris", **brief), start=START, weeks=1
    )
    return Workings(plan, load_evidence(), 2027, cache=Cache(64))


FULL = {
    "business": ("food",),
    "ages": ("30-49",),
    "makes": ("photos", "short-texts"),
    "people": 2,
    "hours": 8.0,
    "objectives": ("store-visits",),
}


def assert_not_empty(workings: Workings) -> None:
    """See that a draft has posts, or a headline that names what has none, and a remedy that brings posts."""
    posted = {slot.platform for slot in workings.schedule.slots}
    if posted and posted == set(workings.platforms):
        return
    names, (failure, *_others) = platform_names(workings), failures(workings)
    mends = remedy(workings, failure)

    assert mends is not None
    assert all(names[key] in draft_headline(workings, EN) for key in workings.platforms if key not in posted)
    assert draft_notice(workings, failure, mends, EN).action
    assert {slot.platform for slot in changed(workings, mends.step.changes).schedule.slots} == set(mends.platforms)


@pytest.mark.parametrize(
    ("business", "hours"), list(itertools.product([*get_args(Business), None], [0.0, 1.0, 2.0, None, 20.0]))
)
def test_no_business_with_any_hours_ends_in_an_empty_calendar(business: Business | None, hours: float | None) -> None:
    assert_not_empty(draft_of(business=(business,) if business else None, hours=hours, people=1))


@settings(max_examples=12, deadline=None)
@given(
    business=st.lists(st.sampled_from(get_args(Business)), max_size=2, unique=True).map(tuple),
    makes=st.lists(st.sampled_from(get_args(Content)), unique=True).map(tuple),
    when=st.lists(st.sampled_from((*get_args(DayPart), *get_args(ClosedDay))), unique=True).map(tuple),
    people=st.none() | st.integers(1, 4),
    hours=st.none() | st.floats(0, 30),
)
def test_no_answers_end_in_an_empty_calendar(**answers: Any) -> None:
    assert_not_empty(draft_of(**answers))


def test_a_question_counts_how_many_of_its_answers_change_the_start() -> None:
    before = draft_of(**{**FULL, "makes": None})
    (refinement,) = [each for each in advice(before).refinements if each.of == "makes"]
    answers = before.plan.answers
    assert answers is not None
    starts = [
        changed(before, {"formats": described(answers.changed(makes=made), EN).brief.formats}).start_set.best
        for made in ALTERNATIVES["makes"]
    ]

    assert refinement.kind == "question"
    assert refinement.tried == len(starts) == 7
    assert round(refinement.share * refinement.tried) == sum(set(it) != set(before.start_set.best) for it in starts) > 0


@pytest.mark.parametrize("question", ALTERNATIVES)
def test_a_question_that_is_answered_is_not_asked_again(question: str) -> None:
    answered = {**FULL, "also": (), "hours": 8.0}

    assert all(each.of != question for each in advice(draft_of(**answered)).refinements)


def test_a_question_whose_part_of_the_plan_was_changed_since_is_not_asked_again() -> None:
    before = draft_of(**{**FULL, "makes": None})
    after = changed(before, {"formats": [{"format": "text", "minutes": 12}]})

    assert "makes" in {each.of for each in advice(before).refinements}
    assert "makes" not in {each.of for each in advice(after).refinements}


def short_of_hours() -> Workings:
    """Return a plan that asks for more posts than its hours allow."""
    often = {"platforms": ["instagram"], "cadence": [{"posts_per_week_low": 3, "posts_per_week_high": 5}]}
    return changed(draft_of(business=("food",), hours=2.0, people=1), often)


def test_remedies_come_first_and_then_what_changes_the_start_most_often() -> None:
    found = advice(short_of_hours()).refinements
    shares = [each.share for each in found if each.kind != "remedy"]

    assert found[0].kind == "remedy"
    assert shares and shares == sorted(shares, reverse=True)


def test_what_is_not_measured_has_the_share_of_draws_in_which_it_alone_changes_the_start() -> None:
    workings = draft_of(**FULL)
    unmeasured = {each.of: each.share for each in advice(workings).refinements if each.kind in ("audience", "dialogue")}

    assert unmeasured
    assert unmeasured.items() <= dict(workings.start_stability.of_data).items()


def test_out_of_time_the_advice_is_what_needs_no_solving() -> None:
    found = advice(short_of_hours(), enough=lambda: True)

    assert {each.kind for each in found.refinements} <= {"remedy", "audience", "dialogue"}
    assert len(found.remedies) == 1


def test_a_plan_without_answers_is_a_draft_too() -> None:
    workings = plan_without_answers()

    assert suppositions(workings, EN) == ()
    assert all(each.kind != "question" for each in advice(workings).refinements)
    assert "a week on" in draft_headline(workings, EN)


def test_what_is_supposed_is_listed_until_the_plan_says_otherwise() -> None:
    before = draft_of(**{**FULL, "ages": None})
    after = changed(before, {"segments": [before.brief.segments[0].changed(age=("65+",))]})

    assert "segments.age" in {each.field for each in suppositions(before, EN)}
    assert "segments.age" not in {each.field for each in suppositions(after, EN)}


def test_every_question_names_the_fields_that_its_answer_decides() -> None:
    answers = Answers(country="FR")
    for question, values in ALTERNATIVES.items():
        base = described(answers, EN).brief
        moved = {
            name
            for value in values
            for name in Brief.model_fields
            if getattr(described(answers.changed(**{question: value}), EN).brief, name) != getattr(base, name)
        }
        assert moved <= set(FIELDS[question]), question
        assert moved, question


def test_timing_counts_each_study_once_and_those_against_a_chosen_hour() -> None:
    workings = draft_of(**FULL, weeks=2)
    opinions = workings.opinions[workings.opinions["platform"].isin(workings.platforms)]
    against = set()
    for slot in workings.schedule.slots:
        here = opinions[
            (opinions["platform"] == slot.platform)
            & (opinions["weekday"] == slot.day.isoweekday())
            & (opinions["hour"] == slot.time.hour)
        ]
        against |= set(here.loc[here["value"] < 0, "voice"])
    found = timing_evidence(workings)

    assert (sorted(found.studies), found.against) == (sorted(set(opinions["voice"])), len(against))
    assert found.most.share == 0.17


def test_each_rival_of_a_platform_that_is_settled_on_is_one_that_the_business_can_post_on() -> None:
    workings = draft_of(
        country="CA", business=("health",), ages=("30-49",), makes=("photos", "short-texts"), people=3, hours=9.0
    )
    scores, hours = workings.scores["middle"], workings.start_set.later["hours"]

    assert workings.start_set.fixed
    assert pd.isna(hours["youtube"])  # it makes no videos
    assert "youtube" in scores.nlargest(4)
    assert workings.start_stability.others
    assert all(pd.notna(hours[list(rival)]).all() for rival in workings.start_stability.others)


def test_the_publisher_of_most_studies_is_named_with_how_many_are_its_own() -> None:
    workings = draft_of(**FULL)
    found = timing_evidence(workings)
    sources = workings.evidence.sources.set_index("key")
    producers = [sources.loc[study, "producer"].partition(",")[0] for study in found.studies]

    assert found.publisher == "Sprout Social"
    assert found.editions == producers.count("Sprout Social") > 1
    assert all(producers.count(other) <= found.editions for other in producers)
