"""The objectives on the start page: chips, own words, and the fields of each, whatever anybody sends."""

import datetime as dt
from typing import Any

import ipywidgets
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ipywidgets import Widget
from traitlets import TraitError

from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Objective, Person, Plan
from strategy_kit.pages.plan.objective_slots import OWN
from strategy_kit.pages.plan.objectives import ObjectiveBlock, ObjectiveBlocks, objectives_form
from strategy_kit.session.session import Session
from strategy_kit.storage.store import StoredPlan
from strategy_kit.widgets.chips import Chips
from strategy_kit.widgets.form import Form

JUNE = dt.date(2027, 6, 30)
TEAM = (Person(name="Ada"), Person(name="Bo"))
COMPLETE = Objective(key="lead-generation", serves="Two half-days", baseline=12, target=20, due=JUNE, owner="Ada")


def session_of(*objectives: Objective, lang: str = "en", country: str = "GB") -> Session:
    brief = Brief(name="Shop", lang=lang, country=country, team=TEAM, objectives=objectives)
    plan = Plan(id="p1", brief=brief, start=dt.date(2027, 1, 4))
    return Session(None, StoredPlan(plan, 0, dt.datetime.now(dt.UTC)), Words(lang), dt.date(2027, 1, 1))


def parts(form: Form) -> tuple[Chips, ipywidgets.Text, ObjectiveBlocks]:
    return form.children[1], form.children[2], form.children[3]  # type: ignore[return-value]


def opened(form: Form, place: int = 0) -> ObjectiveBlock:
    block: ObjectiveBlock = parts(form)[2].children[place]
    if not block.is_open:
        block.edit.click()
    return block


def within(widget: Widget) -> list[Widget]:
    return [widget, *(inner for child in getattr(widget, "children", ()) for inner in within(child))]


def control(block: ObjectiveBlock, label: str) -> Any:
    return next(part for part in within(block) if getattr(part, "description", "") == label)


def test_a_chip_adds_an_objective_of_which_only_the_name_is_known() -> None:
    session = session_of()
    chips, _own, blocks = parts(objectives_form(session))
    chips.value = ("lead-generation",)

    assert session.plan.brief.objectives == (Objective(key="lead-generation"),)
    (block,) = blocks.children
    assert repr(block.children[0]).startswith("Win enquiries KPI: Leads.")
    assert "Missing: a baseline, a target, a date, who looks after it" in repr(block.children[0])
    assert repr(block.children[0]).endswith("You can go on without them.")
    assert block.edit.description == "Complete it"


def test_a_complete_objective_is_edited() -> None:
    block = parts(objectives_form(session_of(COMPLETE)))[2].children[0]

    assert repr(block.children[0]).startswith("Win enquiries From 12 to 20 leads a month by 30 June 2027")
    assert "Missing" not in repr(block.children[0])
    assert block.edit.description == "Edit"


@pytest.mark.parametrize(("today", "is_past"), [("2027-06-30", False), ("2027-07-01", True)])
def test_a_due_date_that_is_past_is_said(monkeypatch: pytest.MonkeyPatch, today: str, is_past: bool) -> None:
    monkeypatch.setenv("STRATEGY_KIT_TODAY", today)
    (block,) = parts(objectives_form(session_of(COMPLETE)))[2].children

    assert ("30 June 2027 is past. Choose a later date." in repr(block.children[0])) == is_past


def test_the_fields_of_an_objective_are_closed_at_first() -> None:
    block = parts(objectives_form(session_of(COMPLETE)))[2].children[0]

    assert len(block.children) == 3
    block.edit.click()
    assert (block.is_open, block.edit.description) == (True, "Close")
    block.edit.click()
    assert len(block.children) == 3


def test_another_chip_keeps_the_objectives_that_are_there_and_their_order() -> None:
    own = Objective(name="Fill the hall", target=80)
    session = session_of(COMPLETE, own)
    chips, *_rest = parts(objectives_form(session))
    chips.value = ("brand-awareness", "lead-generation")

    assert session.plan.brief.objectives == (COMPLETE, own, Objective(key="brand-awareness"))


def test_undo_brings_back_what_was_typed_of_an_objective_that_was_switched_off_and_on() -> None:
    session = session_of(COMPLETE)
    form = objectives_form(session)
    chips, *_rest = parts(form)
    chips.value = ()
    chips.value = ("lead-generation",)
    assert session.plan.brief.objectives == (Objective(key="lead-generation"),)
    while session.plan.brief.objectives != (COMPLETE,):
        assert session.step("undo")

    assert control(opened(form), "Target").value == "20"


def test_a_fourth_objective_is_refused_beside_the_chips() -> None:
    session = session_of(*(Objective(name=name) for name in "abc"))
    form = objectives_form(session)
    chips, own, _blocks = parts(form)
    chips.value = ("sales",)
    own.value = "d"

    assert len(session.plan.brief.objectives) == 3
    assert form.refusal.count("A plan has at most 3 objectives: remove one first.") == 2


def test_a_name_typed_is_an_objective_in_ones_own_words() -> None:
    session = session_of()
    chips, own, blocks = parts(objectives_form(session))
    own.value = "  Fill the hall "

    assert session.plan.brief.objectives == (Objective(name="Fill the hall"),)
    assert (own.value, chips.value) == ("", ())
    assert repr(blocks.children[0].children[0]).startswith("Fill the hall Missing: a KPI, a baseline")


@pytest.mark.parametrize(
    ("name", "per"), [("20 bookings a week", "week"), ("Calls per month", "month"), ("Calls", "month")]
)
def test_an_objective_in_ones_own_words_is_counted_by_the_period_that_it_names(name: str, per: str) -> None:
    session = session_of()
    parts(objectives_form(session))[1].value = name

    assert [objective.per for objective in session.plan.brief.objectives] == [per]


def test_another_name_leaves_the_period_that_was_chosen() -> None:
    session = session_of(Objective(name="Fill the hall", own_measure="Tickets"))
    block = opened(objectives_form(session))
    control(block, "Name in your own words").value = "Fill the hall each week"
    control(block, "Your KPI").value = "Tickets each week"

    assert session.plan.brief.objectives[0].name == "Fill the hall each week"
    assert session.plan.brief.objectives[0].per == "month"


def test_the_unit_of_ones_own_kpi_sets_the_period_that_it_names() -> None:
    session = session_of(Objective(name="Fill the hall", own_measure="Tickets"))
    block = opened(objectives_form(session))
    control(block, "Unit of your KPI").value = "tickets a week"

    assert session.plan.brief.objectives[0].per == "week"
    control(block, "Counted per").value = "month"
    assert session.plan.brief.objectives[0].per == "month"


def test_blanks_are_refused_as_a_name_beside_their_field() -> None:
    session = session_of()
    form = objectives_form(session)
    parts(form)[1].value = "   "

    assert session.plan.brief.objectives == ()
    assert form.refusal == "In your own words: enter a name."


def test_an_objective_in_ones_own_words_can_be_renamed_and_removed_while_it_is_open() -> None:
    session = session_of(Objective(name="Fill the hall"), COMPLETE)
    form = objectives_form(session)
    block = opened(form)
    control(block, "Name in your own words").value = "Fill the café"
    assert session.plan.brief.objectives[0].name == "Fill the café"
    assert parts(form)[2].children[0] is block
    assert block.is_open
    control(block, "Remove this objective").click()

    assert session.plan.brief.objectives == (COMPLETE,)


@pytest.mark.parametrize(
    ("lang", "country", "baseline", "target", "known"),
    [
        ("en", "GB", "12", "20", (12, 20)),
        ("en", "GB", "1,234.5", "2000", (1234.5, 2000)),
        ("fr", "FR", "2,5", "1 234,5", (2.5, 1234.5)),
        ("fr", "CA", " 0 ", "3", (0, 3)),
    ],
)
def test_numbers_are_read_as_people_of_the_language_write_them(
    lang: str, country: str, baseline: str, target: str, known: tuple[float, float]
) -> None:
    session = session_of(Objective(key="lead-generation"), lang=lang, country=country)
    _ = session.words
    block = opened(objectives_form(session))
    control(block, _("Baseline")).value = baseline
    control(block, _("Target")).value = target

    (objective,) = session.plan.brief.objectives
    assert (objective.baseline, objective.target) == known


@pytest.mark.parametrize(
    ("objective", "typed", "known"),
    [
        (Objective(key="customer-service", measure="response-rate"), "72,5 %", 72.5),
        (Objective(key="customer-service", measure="response-rate"), "90\u202f%", 90),
        (Objective(key="lead-generation", measure="cost-per-lead"), "27,50 €", 27.5),
        (Objective(name="Hall", own_measure="Seats sold", own_unit="%"), "80%", 80),
    ],
)
def test_a_percent_sign_or_a_currency_may_be_written(objective: Objective, typed: str, known: float) -> None:
    session = session_of(objective, lang="fr", country="FR")
    control(opened(objectives_form(session)), session.words("Target")).value = typed

    assert session.plan.brief.objectives[0].target == known


@pytest.mark.parametrize(
    ("label", "typed", "refusal"),
    [
        ("Target", "twenty", "Target: found twenty. Write a number, like 2.5."),
        ("Target", "1,234", "Target: found 1,234, which could mean 1234 or 1.234. Write one of the two."),
        ("Target", "-3", "Target: found -3. Use 0 or more."),
        ("Baseline", "9" * 30, "Use 1,000,000,000 or less."),
        ("Target", "20 %", "Target: found 20 %. Write a number, like 2.5."),
    ],
)
def test_a_number_that_cannot_be_is_refused_beside_its_field(label: str, typed: str, refusal: str) -> None:
    session = session_of(COMPLETE)
    block = opened(objectives_form(session))
    control(block, label).value = typed

    assert refusal in block.refusal
    assert session.plan.brief.objectives == (COMPLETE,)
    assert control(block, label).value == typed
    control(block, label).value = "21"
    assert block.refusal == ""


def test_a_blank_number_is_not_known_and_no_zero() -> None:
    session = session_of(COMPLETE)
    control(opened(objectives_form(session)), "Target").value = ""

    assert session.plan.brief.objectives[0].target is None


def test_a_due_date_before_the_baseline_is_refused_beside_it() -> None:
    session = session_of(COMPLETE)
    block = opened(objectives_form(session))
    control(block, "Baseline measured on").value = dt.date(2027, 12, 31)

    assert block.refusal.startswith("Baseline measured on: the baseline is dated after the due date.")
    assert session.plan.brief.objectives == (COMPLETE,)


def test_another_kpi_brings_its_formula_and_drops_the_numbers_of_the_one_before() -> None:
    session = session_of(COMPLETE)
    block = opened(objectives_form(session))
    control(block, "Number to follow (KPI)").value = "cost-per-lead"

    changes: dict[str, Any] = {"measure": "cost-per-lead", "baseline": None, "target": None}
    assert session.plan.brief.objectives == (COMPLETE.changed(**changes),)
    assert "(Hours worked × hourly cost + tools + advertising) ÷ leads." in repr(block.children[:6])
    session.step("undo")
    assert session.plan.brief.objectives == (COMPLETE,)


def test_the_usual_kpi_is_the_one_a_plan_has_without_a_choice() -> None:
    session = session_of(Objective(key="lead-generation", measure="cost-per-lead"))
    control(opened(objectives_form(session)), "Number to follow (KPI)").value = "leads"

    assert session.plan.brief.objectives == (Objective(key="lead-generation"),)


def test_a_kpi_of_ones_own_has_a_name_and_a_unit() -> None:
    session = session_of(COMPLETE)
    block = opened(objectives_form(session))
    control(block, "Number to follow (KPI)").value = OWN
    control(block, "Your KPI").value = "Calls"
    control(block, "Unit of your KPI").value = "calls"
    control(block, "Target").value = "30"

    assert repr(block.children[0]).startswith("Win enquiries To 30 calls a month by 30 June 2027")
    control(block, "Number to follow (KPI)").value = "leads"
    (objective,) = session.plan.brief.objectives
    assert (objective.own_measure, objective.own_unit, objective.target) == (None, None, None)


@pytest.mark.parametrize("typed", ["150", "-5"])
def test_a_share_in_percent_of_ones_own_lies_between_0_and_100(typed: str) -> None:
    session = session_of(Objective(name="Fill the hall", own_measure="Seats taken", own_unit="%"))
    block = opened(objectives_form(session))
    control(block, "Target").value = typed

    assert f"Target: found {typed}. Use a percentage from 0 to 100" in block.refusal
    assert session.plan.brief.objectives[0].target is None
    control(block, "Target").value = "80"
    assert session.plan.brief.objectives[0].target == 80


def test_an_unlikely_percentage_that_a_plan_holds_stays_while_another_field_changes() -> None:
    session = session_of(Objective(name="Grow", own_measure="Growth", own_unit="%", target=150))
    block = opened(objectives_form(session))
    control(block, "Business goal it serves").value = "More orders"

    assert (block.refusal, session.plan.brief.objectives[0].target) == ("", 150)


def test_who_looks_after_it_is_one_of_the_team_as_it_is_now() -> None:
    session = session_of(COMPLETE)
    owner = control(opened(objectives_form(session)), "Who looks after it")
    session.change_brief(team=[Person(name="Ada"), Person(name="Bob"), Person(name="Cy")])

    assert [word for word, _value in owner.options] == ["not decided yet", "Ada", "Bob", "Cy"]
    owner.value = "Cy"
    assert session.plan.brief.objectives[0].owner == "Cy"
    session.change_brief(team=[Person(name="Ada")])
    assert session.plan.brief.objectives[0].owner is None
    assert owner.value is None


def test_weights_are_asked_where_there_are_two_objectives() -> None:
    session = session_of(COMPLETE)
    form = objectives_form(session)
    block = opened(form)
    assert not any(getattr(part, "description", "") == "Weight" for part in within(block))
    parts(form)[0].value = ("lead-generation", "sales")
    control(block, "Weight").value = 3.0

    assert [objective.weight for objective in session.plan.brief.objectives] == [3.0, 1.0]
    assert repr(block.children[0]).startswith("Win enquiries, weight 75%")


def test_an_entry_that_was_refused_goes_with_its_objective() -> None:
    session = session_of(Objective(key="lead-generation"))
    form = objectives_form(session)
    control(opened(form), "Target").value = "twenty"
    assert session.refusals.count == 1
    parts(form)[0].value = ()

    assert session.refusals.count == 0


def test_the_fields_of_an_objective_that_is_switched_off_change_nothing() -> None:
    session = session_of(COMPLETE)
    form = objectives_form(session)
    block = opened(form)
    values = {
        "Target": "7",
        "Due date": JUNE,
        "Number to follow (KPI)": OWN,
        "Counted per": "week",
        "Business goal it serves": "x",
    }
    fields = {label: control(block, label) for label in values}
    parts(form)[0].value = ()
    for label, value in values.items():
        fields[label].value = value

    assert session.plan.brief.objectives == ()


sent = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=60)
    | st.dates()
    | st.lists(st.text(max_size=5), max_size=3)
    | st.sampled_from([OWN, "leads", "week", "Ada", "9" * 60, "sales", ("sales",), ("fame",)])
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 30), sent), max_size=12))
def test_whatever_is_sent_to_a_control_the_plan_stays_one_that_opens(messages: list[tuple[int, Any]]) -> None:
    session = session_of(COMPLETE, Objective(name="Fill the hall"))
    form = objectives_form(session)
    controls = [*within(opened(form)), *within(opened(form, 1)), *parts(form)[:2]]
    bound = [part for part in controls if hasattr(part, "binding")]
    for place, value in messages:
        part = bound[place % len(bound)]
        if isinstance(part, ipywidgets.DatePicker) and not isinstance(value, dt.date):
            continue  # what reads a date from the wire makes nothing else
        try:
            part.value = value
        except (TraitError, ValueError, TypeError):  # the widget's own type refuses it
            continue

    assert Plan.from_json(session.plan.to_json()) == session.plan


def test_pillars_serve_a_new_objective_by_their_purpose_and_what_one_changed_stays() -> None:
    session = session_of(COMPLETE)
    chips, *_rest = parts(objectives_form(session))
    chips.value = ("lead-generation", "community")

    assert [pillar.serves for pillar in session.plan.brief.pillars] == [("community",), (), ("community",), ()]
    chips.value = ("lead-generation",)
    assert [pillar.serves for pillar in session.plan.brief.pillars] == [()] * 4
