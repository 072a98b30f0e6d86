"""The tables of rules say what the brief holds, and the brief what the tables say."""

import datetime as dt

import pytest

from strategy_kit.i18n import Words
from strategy_kit.labels.calendar import moves_words
from strategy_kit.model import BlackoutRule, Brief, Campaign, DaysOff, MonitoringRule, PinnedPost, Plan
from strategy_kit.model.types import CONSTRAINT_KINDS
from strategy_kit.pages.calendar import calendar, rules
from strategy_kit.pages.calendar.page import calendar_page
from strategy_kit.session.session import Session
from strategy_kit.storage.store import StoredPlan
from strategy_kit.widgets.table import TableEditor

RULES = {
    "never": [
        BlackoutRule(weekdays=(7,)),
        BlackoutRule(weekdays=(1, 2), start="12:00", end="14:00", platform="x", pillar="Offers"),
    ],
    "pinned": [PinnedPost(platform="facebook", day="2027-01-12", time="09:15", pillar="News", owner="Owner")],
    "campaigns": [Campaign(name="Launch", first="2027-01-11", last="2027-01-15", posts=3)],
    "monitoring": [MonitoringRule(start="08:30", minutes=20, weekdays=(1, 3))],
    "blackouts": [DaysOff(first="2027-01-06", last="2027-01-07", reason="stocktaking")],
    "limits_off": ["spacing"],
}
GROUPS = {
    "never": rules.blackout_form,
    "pinned": rules.pinned_form,
    "campaigns": rules.campaigns_form,
    "monitoring": rules.monitoring_form,
    "blackouts": rules.days_off_form,
    "limits_off": rules.switched_off_form,
}


@pytest.fixture
def session():
    plan = Plan(id="p", brief=Brief(name="Shop"), start=dt.date(2027, 1, 4))
    return Session(
        None, StoredPlan(plan, 0, dt.datetime(2026, 12, 1, tzinfo=dt.UTC)), Words("en"), dt.date(2026, 12, 1)
    )


def editor_of(group):
    (editor,) = [part for part in group.children if isinstance(part, TableEditor)]
    return editor


@pytest.mark.parametrize("field", GROUPS)
def test_a_table_shows_the_rules_of_the_brief_and_gives_them_back(session, field):
    session.change_brief(**{field: RULES[field]})
    editor = editor_of(GROUPS[field](session))
    before = session.plan.brief

    editor.set_state({"rows": [*editor.value, {}]})  # a row just added says nothing yet
    editor.set_state({"rows": list(editor.value)})

    assert len(editor.value) == len(RULES[field]) + 1
    assert session.plan.brief == before


@pytest.mark.parametrize("field", GROUPS)
def test_removing_the_rows_removes_the_rules(session, field):
    session.change_brief(**{field: RULES[field]})
    editor = editor_of(GROUPS[field](session))

    editor.set_state({"rows": []})

    assert getattr(session.plan.brief, field) == ()


def test_days_off_of_one_person_are_theirs_and_those_of_everybody_close_the_business(session):
    editor = editor_of(rules.days_off_form(session))
    span = {"first": "2027-01-06", "last": "2027-01-07", "reason": ""}

    editor.set_state({"rows": [{"who": "Owner", **span}, {"who": rules.EVERYBODY, **span}]})

    off = DaysOff(first=dt.date(2027, 1, 6), last=dt.date(2027, 1, 7))
    assert session.plan.brief.team[0].days_off == (off,)
    assert session.plan.brief.blackouts == (off,)


def test_a_pin_without_a_day_is_refused_beside_its_row_and_the_plan_stays(session):
    editor = editor_of(rules.pinned_form(session))

    editor.set_state({"rows": [{"platform": "facebook", "time": "09:00"}]})

    assert session.plan.brief.pinned == ()
    assert [error["row"] for error in editor.errors] == [0]


def test_every_kind_of_limit_can_be_chosen_to_be_switched_off(session):
    editor = editor_of(rules.switched_off_form(session))

    editor.set_state({"rows": [{"kind": kind} for kind in CONSTRAINT_KINDS]})

    assert session.plan.brief.limits_off == CONSTRAINT_KINDS
    assert session.workings.schedule.proof.gap == 0


def test_the_tables_are_made_when_somebody_opens_them(session):
    part = rules.rules_section(session)
    assert len(part.children) == 1

    part.button.value = True

    assert len(part.children) == 1 + len(GROUPS)
    part.button.value = False
    assert len(part.children) == 1


def test_the_page_says_how_many_posts_a_change_moved(session):
    panel = calendar_page(session).panel
    assert "Compared with the previous calendar" not in panel._footing.value

    session.change_brief(closed_weekdays=(1,))

    change = session.calendar_moves()
    assert change.went or change.moved
    assert moves_words(change, session.words) in panel._footing.value


@pytest.mark.parametrize("kind", ["pillars", "team"])
def test_another_name_of_a_pillar_or_a_person_moves_no_post(session, kind):
    assert session.workings.schedule.slots
    first, *others = getattr(session.plan.brief, kind)

    session.change_brief(**{kind: [first.changed(name="Another name"), *others]})

    assert session.workings.schedule.slots
    assert session.calendar_moves() is None


def test_a_change_that_touches_no_limit_moves_no_post(session):
    assert session.workings.schedule.slots
    session.change_brief(name="Another name")

    assert session.calendar_moves() is None


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "Days off, fixed posts, campaigns and other rules: the week of 2027-01-04 leaves more than 5"),
        ("fr", "la semaine du 2027-01-04 laisse plus de 5"),
    ],
)
def test_a_week_too_large_to_search_is_refused_on_the_page_by_the_name_of_its_table(session, monkeypatch, lang, words):
    monkeypatch.setattr("strategy_kit.calendar.decomposition.MOST_CHOICES", 5)
    session.set_language(Words(lang))
    session.change_brief(posting_from=dt.time(7, 45), posting_until=dt.time(16, 15))  # of no other test

    cards = calendar.calendar_panel(session).cards
    cards.refresh()

    assert words in cards._alert.value
