"""Which plan opens, and what happens to one that cannot be read."""

import asyncio
import datetime as dt
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from strategy_kit.calendar.schedule import schedule_posts
from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan
from strategy_kit.model.validation import validated
from strategy_kit.pages.dashboard import Dashboard, DashboardPage, open_dashboard
from strategy_kit.plan.results import Cache
from strategy_kit.plan.workings import Workings
from strategy_kit.session.session import Refusals, Session, new_plan, open_session
from strategy_kit.storage.store import open_store
from strategy_kit.widgets.chips import Chips
from strategy_kit.widgets.form import Form
from strategy_kit.widgets.panel import Section
from strategy_kit.widgets.table import TableEditor


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with the bakery's plan."""
    path = tmp_path / "plans.sqlite"
    open_store(path).save(Plan(id="bakery", brief=Brief(name="Bakery"), start="2027-01-04"), 0, "a")  # type: ignore[arg-type]
    return path


def damage(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE saves SET body = '{'")
    connection.close()


def test_a_plan_opens_by_its_name_and_an_unknown_name_is_that_of_a_new_one(path: Path) -> None:
    known, new = (open_session("en", name, store=open_store(path)) for name in ("bakery", "florist"))

    assert (known.plan.brief.name, known.version) == ("Bakery", 1)
    assert (new.plan.id, new.version) == ("florist", 0)


def test_a_plan_that_cannot_be_read_is_refused_and_no_new_one_takes_its_place(path: Path) -> None:
    damage(path)

    with pytest.raises(InputError, match="version 1 of plan bakery is damaged"):
        open_session("en", "bakery", store=open_store(path))


def test_the_dashboard_says_why_a_plan_does_not_open(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STRATEGY_KIT_STORE", str(path))
    damage(path)

    assert "version 1 of plan bakery is damaged" in repr(open_dashboard("en", "bakery"))
    assert "la version 1 du plan bakery est endommagée" in repr(open_dashboard("fr", "bakery"))


@pytest.mark.parametrize(
    ("lang", "field", "message"),
    [
        ("en", "team.0.hours_per_week", "Who posts and answers, and when: the file is empty."),
        ("fr", "team", "Qui publie et répond, et quand\N{NO-BREAK SPACE}: le fichier est vide."),
        ("en", "start", "start: the file is empty."),
    ],
    ids=["an entry", "in French", "no part of a brief"],
)
def test_an_error_is_described_by_the_name_its_field_has_on_the_pages(
    path: Path, lang: str, field: str, message: str
) -> None:
    session = open_session(lang, "bakery", store=open_store(path))
    error = InputError("{field}: the file is empty. Choose a file saved by the workbook.", field=field)

    assert session.error_text(error).startswith(message)


def test_the_calendar_of_a_page_follows_the_hours_where_its_limits_stay_the_same() -> None:
    async def page() -> tuple[Workings, Workings]:
        session = Session(None, new_plan(Words("en")), Words("en"), dt.date(2027, 1, 4))
        before, session.background.patience = session.workings, 60
        assert before.schedule.slots
        session.change_brief(studies=("sprout-2023",))
        session.background.patience = 60
        assert session.workings.schedule.slots
        return before, session.workings

    before, after = asyncio.run(page())

    assert after.constraints is before.constraints
    assert after.schedule.slots != before.schedule.slots
    assert after.schedule.slots == replace(after, cache=Cache(), solve=schedule_posts).schedule.slots


@pytest.fixture
def session(tmp_path):
    store = open_store(tmp_path / "plans.db")
    store.save(Plan(id="p", brief=Brief(name="Bakery"), start=dt.date(2027, 1, 4)), 0, "s")
    return Session(store, store.load("p"), Words("en"), dt.date(2027, 1, 4))


def inside(widget):
    """A widget and all below it."""
    yield widget
    for child in getattr(widget, "children", ()):
        yield from inside(child)


def segments(widget):
    """The table of segments somewhere below a page, which is opened for it."""
    closed = [part for part in inside(widget) if isinstance(part, Section) and not part.is_open]
    for section in closed:
        section.toggle()
    words = {"Add a segment", Words("fr")("Add a segment")}
    return next(part for part in inside(widget) if isinstance(part, TableEditor) and part.add_word in words)


def test_the_bar_does_not_say_saved_while_an_entry_is_refused(session):
    page = Dashboard(session, "audience")
    editor = segments(page)

    editor.set_state({"rows": [{**editor.rows[0], "share": 250}]})
    assert (page.frame.saved, page.frame.saved_kind) == ("Not saved: one entry to correct", "bad")
    session.change_brief(trades=("b2b",))
    assert page.frame.saved.startswith("Not saved")
    editor.set_state({"rows": [{**editor.rows[0], "share": 50}]})
    assert page.frame.saved_kind == "ok"
    assert page.frame.saved.startswith("Saved at")


def test_what_is_refused_or_half_written_is_still_there_in_another_language(session):
    page = Dashboard(session, "audience")
    editor = segments(page)
    editor.set_state({"rows": [{**editor.rows[0], "share": 250}]})
    page.frame.page = "platforms"

    page.frame.lang = "fr"
    assert (page.frame.saved, page.frame.saved_kind) == ("Non enregistré\u00a0: une entrée à corriger", "bad")

    page.frame.page = "audience"
    again = next(
        part for part in inside(page) if isinstance(part, TableEditor) and part.add_word == "Ajouter un segment"
    )
    assert again is not editor
    assert again.value[0]["share"] == 250
    assert "250" in again.errors[0]["message"]
    assert "pourcentage" in again.errors[0]["message"]


def test_what_is_open_stays_open_in_another_language(session):
    page = Dashboard(session, "platforms")
    sections = [part for part in inside(page) if isinstance(part, Section)]
    sections[1].toggle()
    sections = [part for part in inside(page) if isinstance(part, Section)]

    page.frame.lang = "fr"

    again = [part for part in inside(page) if isinstance(part, Section)]
    assert [part.is_open for part in again] == [part.is_open for part in sections]


def test_every_fault_of_a_value_is_listed():
    with pytest.raises(InputError) as refused:
        validated(Brief, {"name": "", "promotion_cap": 7, "lang": "de"})

    assert {fault.field for fault in (refused.value, *refused.value.also)} == {"name", "promotion_cap", "lang"}


def test_a_control_whose_faults_are_mended_counts_no_more():
    refusals = Refusals()
    heard = []
    refusals.on_change(lambda: heard.append(refusals.count))

    refusals.put("a", 2)
    refusals.put("b", 1)
    refusals.put("a", 0)
    refusals.put("a", 0)

    assert heard == [2, 3, 1]


CANADIAN = {"languages": ["fr-CA", "fr"], "zone": "America/Montreal"}


def at_home(plan):
    """Country and clock of a business, and those of its customers."""
    brief = plan.brief
    return [(brief.country, brief.team_zone), *((each.country, each.zone) for each in brief.segments)]


@pytest.mark.parametrize(
    ("languages", "zone", "country", "clock"),
    [
        (["en-CA"], "America/Vancouver", "CA", "America/Vancouver"),
        (["en-GB"], "Europe/London", "GB", "Europe/London"),
        (["fr-CA"], "America/Toronto", "CA", "America/Toronto"),
        (["fr-CH"], "Europe/Zurich", "CH", "Europe/Zurich"),
        (["fr-BE"], "Europe/Brussels", "BE", "Europe/Brussels"),
    ],
)
def test_a_new_plan_begins_at_the_visitor_s_home_and_is_not_saved_for_that(tmp_path, languages, zone, country, clock):
    store = open_store(tmp_path / "plans.sqlite")
    lang = languages[0][:2]
    page = Dashboard(Session(store, new_plan(Words(lang)), Words(lang), dt.date(2027, 1, 4)), "start")

    page.frame.set_state({"browser": {"languages": languages, "zone": zone}})

    assert at_home(page.session.plan) == [(country, clock)] * 2
    assert (page.session.version, store.list(), page.session.saved) == (0, (), "")


def test_a_plan_that_was_changed_or_saved_stays_where_it_is(session, tmp_path):
    before = session.plan
    Dashboard(session).frame.set_state({"browser": CANADIAN})
    assert session.plan == before

    other = Session(None, new_plan(Words("fr")), Words("fr"), dt.date(2027, 1, 4))
    other.change_brief(name="Boulangerie")
    Dashboard(other).frame.set_state({"browser": CANADIAN})
    assert at_home(other.plan) == [("FR", "Europe/Paris")] * 2


def test_plans_begun_later_begin_at_home_too(session):
    page = Dashboard(session, "plans")
    page.frame.set_state({"browser": CANADIAN})
    page._open_plan("", "start")

    assert at_home(session.plan) == [("CA", "America/Toronto")] * 2


def test_a_browser_that_tells_nothing_leaves_the_language_s_country():
    session = Session(None, new_plan(Words("fr")), Words("fr"), dt.date(2027, 1, 4))
    Dashboard(session).frame.set_state({"browser": {"languages": [7], "zone": None}})

    assert at_home(session.plan) == [("FR", "Europe/Paris")] * 2


def test_what_was_refused_and_folded_away_is_still_there_in_another_language(session):
    page = Dashboard(session, "audience")
    editor = segments(page)
    editor.set_state({"rows": [{**editor.rows[0], "share": 250}]})
    for section in [part for part in inside(page) if isinstance(part, Section)]:
        section.toggle()

    page.frame.lang = "fr"

    assert session.refusals.count == 1
    assert not any(part.is_open for part in inside(page) if isinstance(part, Section))
    assert segments(page).value[0]["share"] == 250


def test_chips_and_lists_that_were_refused_are_still_there_in_another_language(session):
    page = Dashboard(session, "start")
    chips = next(part for part in inside(page) if isinstance(part, Chips))
    chips.value = tuple(chips._boxes)

    page.frame.lang = "fr"

    again = next(part for part in inside(page) if isinstance(part, Chips))
    assert again is not chips
    assert (again.value, session.refusals.count) == (chips.value, 1)
    form = next(part for part in inside(page) if isinstance(part, Form) and again in part.children)
    assert "au plus 2 métiers" in form.refusal


def test_the_count_of_entries_to_correct_leads_to_the_first(session, monkeypatch):
    page = Dashboard(session, "audience")
    editor = segments(page)
    editor.set_state({"rows": [{**editor.rows[0], "share": 250}]})
    for section in [part for part in inside(page) if isinstance(part, Section)]:
        section.toggle()
    page.frame.page = "plan"
    sent = []
    monkeypatch.setattr(page.frame, "send", sent.append)

    page.frame._receive(None, {"act": "mend"}, [])

    assert page.frame.page == page.page == "audience"
    assert editor in inside(page)
    assert ["refused" in message["seek"] for message in sent] == [True]


def test_a_plan_opened_in_another_language_has_its_names_in_it_and_is_not_saved_for_that(path: Path) -> None:
    store = open_store(path)
    begun = open_session("en", "english", store=store)
    begun.change_brief(name="Bakery")
    session = open_session("fr", "english", store=store)

    assert (session.plan.brief.pillars[0].name, session.plan.brief.name) == ("Conseils", "Bakery")
    assert store.load("english").version == 1


# The same plan in two windows


@pytest.fixture
def windows(path: Path) -> tuple[Session, Session]:
    """The bakery's plan in two windows, of which the second is in French."""
    return open_session("en", "bakery", store=open_store(path)), open_session("fr", "bakery", store=open_store(path))


def test_changes_of_two_windows_are_put_together_and_said(path: Path, windows: tuple[Session, Session]) -> None:
    first, second = windows
    second.change_brief(closed_weekdays=(1,))

    first.replace_plan(first.plan.changed(weeks=8))

    for plan in (first.plan, open_store(path).load("bakery").plan):
        assert (plan.id, plan.weeks, plan.brief.closed_weekdays) == ("bakery", 8, (1,))
    assert "Added from another window, saved at" in first.problem and "weekdays without posts" in first.problem
    assert first.is_saved and not first.other
    assert first.workings.brief.closed_weekdays == (1,)


def test_undo_takes_back_only_what_was_changed_in_its_own_window(windows: tuple[Session, Session]) -> None:
    first, second = windows
    first.replace_plan(first.plan.changed(weeks=8))
    second.change_brief(closed_weekdays=(1,))

    first.change_brief(promotion_cap=0.1)
    first.step("undo")

    assert (first.plan.brief.promotion_cap, first.plan.brief.closed_weekdays, first.plan.weeks) == (0.2, (1,), 8)
    assert first.step("undo") == ""


def test_people_added_in_two_windows_are_all_kept(path: Path, windows: tuple[Session, Session]) -> None:
    first, second = windows
    owner = first.plan.brief.team[0]

    for window, name in ((second, "Bo"), (first, "Ada")):
        window.change_brief(team=[owner, {"name": name, "hours_per_week": 2}])

    assert [person.name for person in open_store(path).load("bakery").plan.brief.team] == [owner.name, "Bo", "Ada"]


def test_a_name_that_one_window_changes_and_the_other_refers_to_makes_a_copy(path: Path) -> None:
    first, second = (open_session("en", "bakery", store=open_store(path)) for _window in range(2))
    pillar, *others = first.plan.brief.pillars
    second.change_brief(never=[{"pillar": pillar.name, "weekdays": (7,)}])

    first.change_brief(pillars=[pillar.changed(name="Recipes"), *others])

    assert first.other == "bakery" and first.plan.id != "bakery"
    assert "You are now working on a separate copy" in first.problem


def test_an_objective_that_one_window_removes_and_a_pillar_serves_in_the_other_makes_a_copy(path: Path) -> None:
    first, second = (open_session("en", "bakery", store=open_store(path)) for _window in range(2))
    second.change_brief(objectives=[{"key": "sales"}])
    first = open_session("en", "bakery", store=open_store(path))
    pillar, *others = first.plan.brief.pillars
    second.change_brief(pillars=[pillar.changed(serves=("sales",)), *others])

    first.change_brief(objectives=[])

    assert first.other == "bakery" and first.plan.id != "bakery"


def test_what_both_windows_changed_makes_a_copy_from_which_one_button_leads_to_the_other(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STRATEGY_KIT_STORE", str(path))
    page, other = open_dashboard("en", "bakery", "start"), open_session("en", "bakery", store=open_store(path))
    assert isinstance(page, Dashboard)
    other.replace_plan(other.plan.changed(weeks=6))

    page.session.replace_plan(page.session.plan.changed(weeks=8))

    assert "You are now working on a separate copy" in page.session.problem
    assert page.session.plan.id != "bakery" and open_store(path).load(page.session.plan.id).plan.weeks == 8
    (button,) = [part for part in page.children if getattr(part, "description", "").startswith("Open the plan of")]
    button.click()
    assert (page.session.plan.id, page.session.plan.weeks, page.session.problem) == ("bakery", 6, "")
    assert button not in page.children
    assert isinstance(page.children[-1], DashboardPage)
