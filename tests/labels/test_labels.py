"""Every value that a plan or the evidence can hold has one name in each language, and no other value has."""

import datetime as dt
import json
from typing import get_args

import pandas as pd
import pytest

from strategy_kit.calendar.demands import Missing
from strategy_kit.communication.permission import TOP, WORDS
from strategy_kit.evidence import load
from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.i18n import Words
from strategy_kit.labels import answers, audience, calendar, communication, evidence, objectives, platforms
from strategy_kit.languages import COMPLETE
from strategy_kit.model import Brief, types
from strategy_kit.model import answers as choices
from strategy_kit.session.session import brief_field_words

ENGLISH = Words("en")
CLAIMS, ASSUMPTIONS, SOURCES, CONSENT, ANCHORS = map(
    load.load_table, ("claims", "assumptions", "sources", "consent", "rating_anchors")
)
(VERDICTS,) = (
    field["constraints"]["enum"]
    for table in json.loads((load.data_folder() / "datapackage.json").read_text(encoding="utf-8"))["resources"]
    for field in table["schema"]["fields"]
    if (table["name"], field["name"]) == ("claims", "verdict")
)
CHOICES = {
    "business": (answers.business_words, get_args(choices.Business)),
    "objective": (lambda words: objectives.objective_words(load_evidence(), words), get_args(types.ObjectiveKey)),
    "whereabouts": (answers.whereabouts_words, get_args(choices.Whereabouts)),
    "contact": (answers.contact_words, get_args(choices.Contact)),
    "content": (answers.content_words, get_args(choices.Content)),
    "part of the day": (answers.day_part_words, get_args(choices.DayPart)),
    "closed day": (answers.closed_day_words, get_args(choices.ClosedDay)),
    "stage": (audience.stage_words, get_args(types.Stage)),
    "place": (audience.place_words, get_args(types.Place)),
    "basis": (audience.basis_words, get_args(types.Basis)),
    "survey mode": (audience.survey_mode_words, load.load_table("reach_trend")["mode"]),
    "purpose": (communication.purpose_words, get_args(types.Purpose)),
    "format": (communication.format_words, get_args(types.Format)),
    "channel": (communication.channel_words, get_args(types.Channel)),
    "medium": (communication.medium_words, get_args(types.Medium)),
    "medium described": (communication.medium_descriptions, get_args(types.Medium)),
    "direction": (communication.direction_words, get_args(types.Direction)),
    "message": (communication.message_words, get_args(types.MessageKind)),
    "rating criterion": (communication.rating_criterion_words, WORDS),
    "consent need": (communication.consent_need_words, [*CONSENT["needs"], ""]),
    "consent region": (communication.consent_region_words, [*CONSENT["region"], ""]),
    "trade": (platforms.trade_words, get_args(types.Trade)),
    "basis of an argument": (platforms.argument_basis_words, load.load_table("trade_fit")["basis"]),
    "limit": (calendar.constraint_kind_words, types.CONSTRAINT_KINDS),
    "consideration": (evidence.consideration_words, CLAIMS["consideration"]),
    "verdict": (evidence.verdict_words, VERDICTS),
    "unit of an assumption": (evidence.assumption_unit_words, ASSUMPTIONS["unit"]),
    "unit of a measure": (objectives.measure_unit_words, load.load_table("measures")["unit"]),
}
SCALES = {
    "look": audience.look_step_words,
    "dialogue": platforms.dialogue_step_words,
    **{word: lambda words, word=word: communication.rating_step_words(ANCHORS, words)[word][1] for word in WORDS},
}
every_language = pytest.mark.parametrize("lang", COMPLETE)


@pytest.mark.parametrize(("labels", "values"), CHOICES.values(), ids=CHOICES)
@every_language
def test_a_closed_choice_has_one_name_for_each_of_its_values(labels, values, lang):
    named = labels(Words(lang))

    assert set(named) == set(values)
    assert all(named.values())
    assert len(set(named.values())) == len(named)


@pytest.mark.parametrize("scale", SCALES.values(), ids=SCALES)
@every_language
def test_a_scale_names_unknown_and_every_step_up_to_the_top(scale, lang):
    steps = scale(Words(lang))

    assert list(steps) == [None, *range(TOP + 1)]
    assert len(set(steps.values())) == len(steps)


@every_language
def test_every_grade_of_a_source_has_its_meaning(lang):
    assert all(evidence.grade_words(grade, Words(lang)) for grade in {*SOURCES["quality"]} - {""})


@pytest.mark.parametrize(("support", "word"), [(-1.0, "avoid"), (0.0, "studies split"), (0.6, "good"), (1.0, "good")])
def test_a_support_is_named_by_its_class(support, word):
    assert calendar.opinion_words(ENGLISH)[calendar.opinion_class(support)] == word


@pytest.mark.parametrize("kind", get_args(Missing.__dataclass_fields__["kind"].type))
@every_language
def test_every_kind_of_unmet_demand_is_described(kind, lang):
    lack = Missing(kind, "x", dt.date(2027, 1, 4), 2)

    assert calendar.missing_words(lack, {"x": "X"}, Words(lang))


def test_the_parts_named_for_errors_are_fields_of_a_brief():
    assert set(brief_field_words(ENGLISH)) <= set(Brief.model_fields)


@pytest.mark.parametrize(("platforms_compared", "last"), [(1, "first"), (6, "sixth"), (7, "sixth or lower")])
def test_ranks_from_the_sixth_on_are_taken_together_where_there_are_more(platforms_compared, last):
    assert platforms.rank_words(platforms_compared, ENGLISH)[-1] == last


@pytest.mark.parametrize(("share", "said"), [(0.33, "20\u00a0min of each hour count as work"), (1.0, "")])
def test_how_a_response_window_counts_is_said_unless_all_of_it_is_work(share, said):
    words = calendar.work_share_words(share, ENGLISH)

    assert said in words
    assert bool(words) == bool(said)


def test_hours_a_source_favours_are_its_best_else_its_good_ones_never_those_to_avoid():
    row = load.load_windows(["document"]).iloc[0]
    spans = [("good", 8), ("best", 9), ("avoid", 20)]
    lines = [{**row, "strength": kind, "start_minute": h * 60, "end_minute": h * 60 + 60} for kind, h in spans]
    windows = pd.DataFrame(lines)

    def said(kept):
        return calendar.window_words(windows[windows["strength"].isin(kept)], {"x": "X"}, ENGLISH)

    assert said(["best", "good", "avoid"]) == {"document": "hours it favours on X: Monday to Thursday, 09:00 to 10:00"}
    assert said(["good", "avoid"]) == {"document": "hours it favours on X: Monday to Thursday, 08:00 to 09:00"}
    assert said(["avoid"]) == {}


def test_of_many_spans_of_hours_three_are_written_out():
    row = load.load_windows(["document"]).iloc[0]
    windows = pd.DataFrame([{**row, "start_minute": h * 60, "end_minute": h * 60 + 60} for h in range(8, 13)])
    said = calendar.window_words(windows, {"x": "X"}, ENGLISH)["document"]

    assert said.count("Monday to Thursday") == 3
    assert said.endswith("; 2 other spans")
