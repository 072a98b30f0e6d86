"""What the plan holds and a page does not offer stays in the plan, and is shown as not in the list."""

import datetime as dt

import pytest

from strategy_kit.evidence.load import load_table
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.pages.audience import audience
from strategy_kit.pages.calendar import calendar, rules, team
from strategy_kit.pages.communication import communication
from strategy_kit.pages.plan import plan as plan_page
from strategy_kit.pages.plan import schedulers, start
from strategy_kit.pages.platforms import group, platforms, weighting
from strategy_kit.session.session import Session
from strategy_kit.storage.store import StoredPlan
from strategy_kit.widgets.choices import Choice
from strategy_kit.widgets.table import TableEditor

MONDAY = dt.date(2027, 1, 4)
ON = {"platform": "instagram"}
DAY = {"day": "2027-01-12", "time": "09:15"}
SPAN = {"first": "2027-01-11", "last": "2027-01-15"}
TABLES = {
    "never": (rules.blackout_form, "never", [{**ON, "weekdays": [7]}, {"platform": "x"}]),
    "never, pillar": (rules.blackout_form, "never", [{"pillar": "Puns", "weekdays": [7]}, {"platform": "x"}]),
    "pinned": (rules.pinned_form, "pinned", [{**ON, **DAY}, {"platform": "x", **DAY}]),
    "pinned, owner": (rules.pinned_form, "pinned", [{"platform": "x", **DAY, "owner": "Gone"}, {**ON, **DAY}]),
    "campaigns": (rules.campaigns_form, "campaigns", [{"name": "a", **SPAN, **ON}, {"name": "b", **SPAN}]),
    "cadence": (
        calendar.cadence_form,
        "cadence",
        [{}, {**ON, "posts_per_week_low": 1, "posts_per_week_high": 2}, {"platform": "x"}],
    ),
    "ratings": (platforms.ratings_form, "ratings", [{**ON, "dialogue": 3}, {"platform": "x", "dialogue": 1}]),
    "own values": (
        weighting.values_form,
        "own_values",
        [{**ON, "criterion": "effort", "value": 0.5}, {"platform": "x", "criterion": "effort", "value": 0.5}],
    ),
    "ratings of people": (
        group.people_ratings_form,
        "voices",
        [{"name": "baker", "ratings": [{**ON, "dialogue": 3}, {"platform": "x", "dialogue": 1}]}],
    ),
    "pairs": (
        weighting._pairs,
        "comparisons",
        [{"criterion": "audience", "over": "effort", "times": 2.5}, {"criterion": "audience", "over": "trade"}],
    ),
    "settled": (platforms.platforms_form, "platforms", ["x", "instagram"]),
    "assumptions": (
        plan_page.assumptions_form,
        "assumptions",
        [{"key": "no-longer-there", "value": 3.0}, {"key": "weight_concentration", "value": 5.0}],
    ),
    "journey": (
        audience.journey_form,
        "journey",
        [{"segment": "Gone", "place": "search"}, {"segment": "Customers", "place": "social"}],
    ),
    "raters": (
        communication.raters_form,
        "voices",
        [{"name": "baker", "pillars": [{"pillar": "Puns", "relevant": 1}, {"pillar": "News", "relevant": 1}]}],
    ),
    "replies": (communication.replies_form, "replies", [{"kind": "praise", "who": "Gone"}, {"kind": "question"}]),
}


def session_of(**changes):
    plan = Plan(id="p", brief=Brief(name="Shop", edition="document", **changes), start=MONDAY)
    return Session(None, StoredPlan(plan, 0, dt.datetime(2026, 12, 1, tzinfo=dt.UTC)), Words("en"), MONDAY)


def editor_of(widget):
    (editor,) = [part for part in widget.children if isinstance(part, TableEditor)]
    return editor


def words_of(editor):
    return [choice["word"] for column in editor.columns for choice in column.get("choices", ())]


@pytest.mark.parametrize("case", TABLES)
def test_a_table_gives_back_a_choice_it_does_not_offer(case):
    make, field, entries = TABLES[case]
    session = session_of(**{field: entries})
    editor = editor_of(make(session))
    before, rows = session.plan.brief, [dict(row) for row in editor.rows]

    written = editor.binding.write(session.plan.brief, editor.value)

    assert session.plan.brief == before
    assert before.changed(**written) == before
    assert any(word.endswith(("(not in the list)", "(no longer exists)")) for word in words_of(editor)), rows


@pytest.mark.parametrize("case", ["never", "pinned", "campaigns", "cadence", "ratings", "own values"])
def test_after_a_switch_of_edition_a_change_of_another_row_leaves_the_rule_alone(case):
    make, field, entries = TABLES[case]
    session = session_of()
    session.change_brief(edition="today", **{field: entries})
    editor = editor_of(make(session))
    before = getattr(session.plan.brief, field)

    session.change_brief(edition="document")
    editor.set_state({"rows": [dict(row) for row in editor.rows[:-1]]})

    assert getattr(session.plan.brief, field) == before[:-1]
    assert "Instagram (not in the list)" in words_of(editor)


def test_a_choice_that_the_page_never_had_is_not_taken_from_it():
    session = session_of(never=[{**ON, "weekdays": [7]}])
    editor = editor_of(rules.blackout_form(session))

    editor.set_state({"rows": [{**editor.rows[0], "platform": "myspace"}]})

    assert session.plan.brief.never[0].platform != "myspace"


def test_a_person_called_everybody_keeps_their_own_days_off():
    off = {"first": "2027-01-06", "last": "2027-01-07"}
    session = session_of(team=[{"name": "everybody", "days_off": [off]}], blackouts=[off])
    before = session.plan.brief
    editor = editor_of(rules.days_off_form(session))

    assert before.changed(**editor.binding.write(before, editor.value)) == before


def test_a_table_holds_more_rows_than_a_person_may_add_where_the_plan_has_them():
    own = [{"platform": key} for key in load_table("platforms")["key"][:14]]
    session = session_of(cadence=[{}, *own])
    editor = editor_of(calendar.cadence_form(session))

    editor.set_state({"rows": [{**editor.rows[0], "posts_per_week_low": 2}, *editor.rows[1:]]})

    assert len(session.plan.brief.cadence) == 15
    assert session.plan.brief.cadence[1].posts_per_week_low == 2


def lists_of(widget):
    found = [widget] if isinstance(widget, Choice) else []
    return found + [part for child in getattr(widget, "children", ()) for part in lists_of(child)]


@pytest.mark.parametrize(
    ("make", "changes", "label"),
    [
        (calendar.days_form, {"reply_target_minutes": 45}, "45\u00a0min"),
        (calendar.reading_form, {"studies": ("document", "sprout-social-2025")}, "Your own selection: 2"),
        (start.business_form, {"team_zone": "US/Eastern"}, "US/Eastern"),
    ],
    ids=["reply target", "studies", "clock"],
)
def test_a_list_shows_what_the_plan_holds_and_it_does_not_offer(make, changes, label):
    session = session_of()
    made = make(session)
    session.replace_plan(session.plan.changed(brief=session.plan.brief.changed(**changes)))
    before = session.plan

    assert label in [control.label for control in lists_of(made)]
    assert label in [control.label for control in lists_of(make(session))]
    assert session.plan == before


@pytest.mark.parametrize("reading", ["audience", "instant"])
def test_studies_are_read_by_country_until_one_reading_is_chosen_and_again_when_it_is_undone(reading):
    session = session_of()
    made = calendar.reading_form(session)
    (choice,) = [each for each in made.children if getattr(each, "description", "").startswith("Time zone of")]
    assert (choice.label, session.plan.brief.reading) == ("By country", None)

    choice.value = reading
    assert session.plan.brief.reading == reading
    choice.value = calendar.BY_COUNTRY
    assert session.plan.brief.reading is None


def test_a_scheduler_question_shows_a_clock_that_came_with_another_plan():
    session = session_of()
    settings = schedulers.sprout_settings(session)

    session.replace_plan(session.plan.changed(schedulers={"sprout": {"zone": "US/Eastern"}}))

    assert settings[2].label == "US/Eastern (not in the list)"
    assert session.plan.schedulers.sprout.zone == "US/Eastern"


def test_a_slider_reaches_what_the_plan_holds_beyond_its_end():
    session = session_of()
    made = calendar.rhythm_form(session)
    rule = {"posts_per_day": 9, "posts_per_week_high": 40}

    session.change_brief(cadence=[rule])

    shown = {control.description: control.value for control in made.children if hasattr(control, "description")}
    assert shown["Posts a day per platform, maximum"] == 9
    assert shown["Posts a week per platform, minimum and maximum"] == (4, 40)
    assert session.plan.brief.cadence[0].posts_per_day == 9


def test_moving_one_end_of_the_hours_of_posting_leaves_the_quarters_of_the_other():
    session = session_of(posting_from="07:30", posting_until="19:15")
    (hours,) = [
        control
        for control in calendar.rhythm_form(session).children
        if getattr(control, "description", "") == "Posting hours, from and until"
    ]

    hours.value = (7, 18)

    assert session.plan.brief.posting_from == dt.time(7, 30)
    assert session.plan.brief.posting_until == dt.time(18)


PILLARS = [{"name": "News", "share": 1}, {"name": "Advice", "share": 1}]


def typed_ratings(session: Session, *rows: tuple[str, str, int]) -> TableEditor:
    (editor,) = [part for part in communication.raters_form(session).children if isinstance(part, TableEditor)]
    editor.value = [{"person": person, "pillar": pillar, "relevant": step} for person, pillar, step in rows]
    return editor


def test_ratings_under_other_capitals_are_those_of_the_person_who_is_there():
    session = session_of(pillars=PILLARS, voices=[{"name": "Anne", "weights": {"audience": 1}}])
    typed_ratings(session, ("anne", "News", 2), ("ANNE", "Advice", 1))

    assert [voice.name for voice in session.plan.brief.voices] == ["Anne"]
    assert [rating.pillar for rating in session.plan.brief.voices[0].pillars] == ["News", "Advice"]


def test_two_people_of_an_earlier_plan_whose_names_differ_in_capitals_alone_stay_two():
    rated = [{"pillar": "News", "relevant": 1}]
    session = session_of(pillars=PILLARS, voices=[{"name": name, "pillars": rated} for name in ("Anne", "anne")])
    typed_ratings(session, ("Anne", "News", 2), ("anne", "News", 3))

    assert [(voice.name, voice.pillars[0].relevant) for voice in session.plan.brief.voices] == [
        ("Anne", 2),
        ("anne", 3),
    ]


def test_a_second_rating_of_a_pillar_by_one_person_is_refused_by_name_and_pillar():
    session = session_of(pillars=PILLARS)
    editor = typed_ratings(session, ("Anne", "News", 2), ("Bo", "News", 1), ("anne", "News", 3))

    assert session.plan.brief.voices == ()
    assert "anne has another row for News. Keep one of the two." in str(editor.errors)


def test_a_person_who_stands_twice_among_the_weights_is_refused_with_the_other_spelling():
    session = session_of()
    (editor,) = [part for part in group.people_form(session).children if isinstance(part, TableEditor)]
    editor.value = [{"name": name, **dict.fromkeys(CRITERIA, 1)} for name in ("Anne", "anne ")]

    assert session.plan.brief.voices == ()
    assert "anne is already in the table, as Anne." in str(editor.errors)


def test_every_table_of_the_pages_is_among_those_tried():
    makers = {make.__name__ for make, _field, _entries in TABLES.values()}
    others = {  # their choices are closed, or hold what the plan has by construction
        "segments_form", "activities_form", "pillars_form", "formats_form", "team_form", "people_form",
        "days_off_form", "monitoring_form", "switched_off_form", "results_form",
    }  # fmt: skip
    modules = (audience, communication, platforms, weighting, group, calendar, rules, team, plan_page)
    forms = {
        name
        for module in modules
        for name, made in vars(module).items()
        if name.endswith("_form") and made.__module__ == module.__name__ and "table" in made.__code__.co_names
    }

    assert forms - makers == others & forms
