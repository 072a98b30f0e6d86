import datetime as dt
import math
from collections.abc import Callable, Iterator
from typing import Any

import ipywidgets
import pytest
from traitlets import TraitError

from strategy_kit.evidence.load import load_table
from strategy_kit.i18n import Words
from strategy_kit.labels.communication import rating_step_words
from strategy_kit.languages import COMPLETE
from strategy_kit.model import Assumption, Brief, Plan
from strategy_kit.model.criteria import CRITERIA
from strategy_kit.pages.audience import audience
from strategy_kit.pages.choices import zone_options
from strategy_kit.pages.communication import communication
from strategy_kit.pages.plan import start
from strategy_kit.pages.platforms import expansion, group, platforms, weighting
from strategy_kit.session.session import Session
from strategy_kit.storage.store import Store, open_store
from strategy_kit.territories import known_zones
from strategy_kit.widgets.card import CardView, card_views
from strategy_kit.widgets.form import Form, slider
from strategy_kit.widgets.lazy import Fields
from strategy_kit.widgets.panel import Section
from strategy_kit.widgets.prose import Prose
from strategy_kit.widgets.table import TableEditor

PAGES = {
    "audience": audience.audience_page,
    "communication": communication.communication_page,
    "platforms": platforms.platforms_page,
}
PANELS = {
    "segments": audience.segments_panel,
    "reach": audience.reach_panel,
    "journey": audience.journey_panel,
    "activities": communication.activities_panel,
    "pillars": communication.pillars_panel,
    "replies": communication.replies_panel,
    "weights": platforms.weights_panel,
    "abilities": platforms.abilities_panel,
    "choice": platforms.choice_panel,
    "robustness": platforms.robustness_panel,
    "curves": weighting.curves_panel,
    "group": group.group_panel,
    "expansion": expansion.expansion_panel,
}
MOST_WIDGETS = 64
TODAY = dt.date(2027, 1, 1)
BRIEF = Brief(
    name="Bakery",
    country="FR",
    team_zone="Europe/Paris",
    segments=(
        {"name": "Neighbours", "share": 0.6, "country": "FR", "zone": "Europe/Paris"},
        {"name": "Visitors", "share": 0.4, "age": ("18-29",)},
    ),
    activities=({"name": "Leaflets", "hours_per_week": 2},),
    ratings=({"platform": "facebook", "dialogue": 2}, {"platform": "google-plus", "dialogue": 1}),
    assumptions=(Assumption(key="watch_half_lives", value=2),),
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return open_store(tmp_path_factory.mktemp("store") / "plans.db")


@pytest.fixture
def open_with(store: Store) -> Callable[..., Session]:
    """Open a plan of its own; ``open_with(lang="fr", trades=("b2b",))``."""

    def opened(lang: str = "en", **changes: Any) -> Session:
        plan = Plan(brief=BRIEF.changed(lang=lang, **changes), start=dt.date(2027, 1, 4))
        store.save(plan, 0, plan.id)
        return Session(store, store.load(plan.id), Words(lang), TODAY)

    return opened


@pytest.fixture
def session(open_with: Callable[..., Session]) -> Session:
    return open_with()


def parameter_name(value):
    """Name functions among the parameters by their names: an address would differ from run to run."""
    return getattr(value, "__name__", str(value))


def inside(widget: Any) -> Iterator[Any]:
    yield widget
    for child in getattr(widget, "children", ()):
        yield from inside(child)


def with_all_open(page: Any) -> Any:
    """A page with every section open, those inside others too."""
    while closed := [part for part in inside(page) if isinstance(part, Section) and not part.is_open]:
        for section in closed:
            section.toggle()
    return page


def named(widget: Any, words: str) -> Any:
    """The control under a widget that carries these words: a label, or the button that adds a row."""
    found = [
        part for part in inside(widget) if words in (getattr(part, "description", 0), getattr(part, "add_word", 0))
    ]
    assert len(found) == 1, f"{len(found)} controls are called {words}"
    return found[0]


def refusal_text(group: Form) -> str:
    return " ".join(part.refusal for part in inside(group) if isinstance(part, Fields) and part.refusal)


def prose_text(widget: Any) -> str:
    """All prose under a widget, in one."""
    return " ".join(repr(part) for part in inside(widget) if isinstance(part, Prose))


def changed_fields(before: Brief, after: Brief) -> set[str]:
    return {key for key in Brief.model_fields if getattr(before, key) != getattr(after, key)}


def edited(editor: TableEditor, place: int, **cells: Any) -> None:
    """Change cells of a row as the page does: all rows are sent."""
    rows = [dict(row) for row in editor.rows]
    rows[place] |= cells
    editor.set_state({"rows": rows})


def blank(editor: TableEditor) -> dict[str, Any]:
    """A row as the page adds it."""
    nothing = {"flag": False, "text": ""}
    return {column["key"]: nothing.get(column["kind"]) for column in editor.columns}


TRADE = "Your trade: one or two"
SCALARS: dict[str, tuple[Callable[[Session], Form], str, Any, str, Callable[[Brief], Any], Any]] = {
    "cap": (
        communication.cap_form,
        "Promotional posts, at most (%)",
        35,
        "promotion_cap",
        lambda brief: brief.promotion_cap,
        0.35,
    ),
    "weight": (
        platforms.weights_form,
        "Low workload",
        4.5,
        "weights",
        lambda brief: (brief.weights.effort, brief.weights.audience),
        (4.5, 3.0),
    ),
    "sureness": (
        platforms.weights_form,
        "How sure are you?",
        80.0,
        "assumptions",
        lambda brief: [(own.key, own.value) for own in brief.assumptions],
        [("watch_half_lives", 2.0), ("weight_concentration", 80.0)],
    ),
    "trade": (platforms.catalogue_form, TRADE, ("b2b",), "trades", lambda brief: brief.trades, ("b2b",)),
    "second trade": (
        platforms.catalogue_form,
        TRADE,
        ("general", "b2b"),
        "trades",
        lambda brief: brief.trades,
        ("general", "b2b"),
    ),
    "edition": (platforms.catalogue_form, "Edition", "document", "edition", lambda brief: brief.edition, "document"),
}


@pytest.mark.parametrize("case", SCALARS.values(), ids=SCALARS.keys())
def test_setting_a_control_changes_its_field_and_no_other(session: Session, case: Any) -> None:
    make, label, value, field, read, expected = case
    before = session.plan.brief

    named(make(session), label).value = value

    assert read(session.plan.brief) == expected
    assert changed_fields(before, session.plan.brief) == {field}


@pytest.mark.parametrize("case", SCALARS.values(), ids=SCALARS.keys())
def test_a_plan_changed_elsewhere_shows_in_the_control(session: Session, case: Any) -> None:
    make, label, value, *_rest = case
    elsewhere, here = named(make(session), label), named(make(session), label)

    elsewhere.value = value

    assert here.value == value


TABLES: dict[str, tuple[Callable[[Session], Form], str, int, dict[str, Any], str, Callable[[Brief], Any], Any]] = {
    "share of a segment": (
        audience.segments_form,
        "Add a segment",
        1,
        {"share": 29},
        "segments",
        lambda brief: [segment.share for segment in brief.segments],
        [0.6, 0.29],
    ),
    "country and zone": (
        audience.segments_form,
        "Add a segment",
        0,
        {"country": "CA", "zone": "America/Toronto"},
        "segments",
        lambda brief: (brief.segments[0].country, brief.segments[0].zone),
        ("CA", "America/Toronto"),
    ),
    "ages": (
        audience.segments_form,
        "Add a segment",
        1,
        {"65+": True},
        "segments",
        lambda brief: brief.segments[1].age,
        ("18-29", "65+"),
    ),
    "no age": (
        audience.segments_form,
        "Add a segment",
        1,
        {"18-29": False},
        "segments",
        lambda brief: brief.segments[1].age,
        (),
    ),
    "traits": (
        audience.segments_form,
        "Add a segment",
        0,
        {"sex": "women", "income": "100k+", "education": "graduate", "community": "rural"},
        "segments",
        lambda brief: brief.segments[0],
        {
            "name": "Neighbours",
            "share": 0.6,
            "country": "FR",
            "zone": "Europe/Paris",
            "age": (),
            "sex": "women",
            "income": "100k+",
            "education": "graduate",
            "community": "rural",
        },
    ),
    "activity": (
        communication.activities_form,
        "Add an activity",
        0,
        {"channel": "letter", "medium": "paid", "direction": "inbound", "cost_per_month": 40, "opted_in": True},
        "activities",
        lambda brief: brief.activities[0],
        {
            "name": "Leaflets",
            "medium": "paid",
            "direction": "inbound",
            "hours_per_week": 2.0,
            "cost_per_month": 40.0,
            "opted_in": True,
            "channel": "letter",
            "opted_in_people": None,
            "way_out": "",
        },
    ),
    "pillar": (
        communication.pillars_form,
        "Add a pillar",
        3,
        {"anticipated": 0, "personal": 3, "share": 10, "purpose": "entertain", "format": "text"},
        "pillars",
        lambda brief: brief.pillars[3],
        {
            "name": "Offers",
            "purpose": "entertain",
            "anticipated": 0,
            "personal": 3,
            "relevant": None,
            "share": 0.1,
            "format": "text",
            "serves": (),
        },
    ),
    "rating": (
        platforms.ratings_form,
        "Rate a platform",
        0,
        {"dialogue": 3},
        "ratings",
        lambda brief: [(rating.platform, rating.dialogue) for rating in brief.ratings],
        [("facebook", 3), ("google-plus", 1)],
    ),
    "rating unknown": (
        platforms.ratings_form,
        "Rate a platform",
        0,
        {"dialogue": None},
        "ratings",
        lambda brief: brief.ratings[0].dialogue,
        None,
    ),
}


@pytest.mark.parametrize("case", TABLES.values(), ids=TABLES.keys())
def test_editing_a_cell_changes_its_field_and_no_other(session: Session, case: Any) -> None:
    make, add, place, cells, field, read, expected = case
    before = session.plan.brief

    edited(named(make(session), add), place, **cells)

    found = read(session.plan.brief)
    assert (dict(found) if isinstance(expected, dict) else found) == expected
    assert changed_fields(before, session.plan.brief) == {field}


@pytest.mark.parametrize("case", TABLES.values(), ids=TABLES.keys())
def test_a_plan_changed_elsewhere_shows_in_the_table(session: Session, case: Any) -> None:
    make, add, place, cells, *_rest = case
    elsewhere, here = named(make(session), add), named(make(session), add)

    edited(elsewhere, place, **cells)

    assert here.value == elsewhere.value
    assert here.value[place].items() >= cells.items()


def test_a_new_segment_lives_where_the_business_is(session: Session) -> None:
    editor = named(audience.segments_form(session), "Add a segment")

    editor.set_state({"rows": [*editor.rows, blank(editor) | {"name": "Students", "share": 5}]})

    new = session.plan.brief.segments[2]
    assert (new.country, new.zone, new.sex, new.age) == ("FR", "Europe/Paris", None, ())
    assert editor.value[2]["zone"] == "Europe/Paris"


@pytest.mark.parametrize(
    ("cells", "home"),
    [
        ({"country": "GB"}, ("GB", "Europe/London")),
        ({"country": "CA"}, ("CA", "America/Toronto")),
        ({"zone": "Asia/Tokyo"}, ("FR", "Asia/Tokyo")),
        ({"country": "GB", "zone": "Asia/Tokyo"}, ("GB", "Asia/Tokyo")),
        ({"name": "Renamed", "share": 29}, ("FR", "Europe/Paris")),
    ],
    ids=["one clock", "several clocks", "clock alone", "both", "neither"],
)
def test_a_segment_s_new_country_brings_its_clock_unless_somebody_set_one(session: Session, cells, home) -> None:
    editor = named(audience.segments_form(session), "Add a segment")

    edited(editor, 0, **cells)

    assert (session.plan.brief.segments[0].country, session.plan.brief.segments[0].zone) == home
    assert (editor.value[0]["country"], editor.value[0]["zone"]) == home


def test_a_clock_set_against_the_country_survives_other_changes_and_is_shown(session: Session) -> None:
    group = audience.segments_form(session)
    editor = named(group, "Add a segment")

    edited(editor, 1, zone="Europe/Paris")
    assert "Time zone outside the segment’s country: Visitors (Paris, United States)." in prose_text(group)
    editor.set_state({"rows": list(editor.rows)[1:]})

    assert session.plan.brief.segments[0].zone == "Europe/Paris"
    edited(editor, 0, country="JP")
    assert "Time zone outside the segment" not in prose_text(group)


def test_a_new_country_of_the_business_brings_its_clock_and_the_customers_at_its_door(
    open_with: Callable[..., Session],
) -> None:
    alone = {"name": "Customers", "country": "FR", "zone": "Europe/Paris", "age": ("18-29",)}
    session = open_with(segments=(alone,))
    country = named(start.business_form(session), "Country")

    country.value = "GB"

    brief = session.plan.brief
    assert (brief.country, brief.team_zone) == ("GB", "Europe/London")
    assert (brief.segments[0].country, brief.segments[0].zone, brief.segments[0].age) == (
        "GB",
        "Europe/London",
        ("18-29",),
    )


def test_customers_in_several_groups_stay_when_the_business_moves(session: Session) -> None:
    before = session.plan.brief.segments

    named(start.business_form(session), "Country").value = "GB"

    assert session.plan.brief.segments == before


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", "Tokyo is not a time zone of France."), ("fr", "Tokyo n’est pas un fuseau horaire de ce pays (France)")],
)
def test_a_clock_against_the_country_of_the_business_is_shown(open_with: Callable[..., Session], lang, words) -> None:
    session = open_with(lang)
    group, tuning = start.business_form(session), start.clock_form(session)
    lists = [part.description for part in inside(group) if isinstance(part, ipywidgets.Dropdown)]

    assert words not in prose_text(group)
    assert session.words("Your time zone") not in lists
    named(tuning, session.words("Your time zone")).value = "Asia/Tokyo"
    assert words in prose_text(group)
    assert words in prose_text(tuning)
    named(group, session.words("Your time zone")).value = "Europe/Paris"
    assert words not in prose_text(group)


@pytest.mark.parametrize("lang", COMPLETE)
def test_no_two_tables_of_a_page_give_their_cells_the_same_names(open_with: Callable[..., Session], lang) -> None:
    session = open_with(lang)
    for page in PAGES.values():
        tables = [part for part in inside(with_all_open(page(session))) if isinstance(part, TableEditor)]
        session.change_brief(name=f"Bakery {len(tables)}")
        names = [
            table.labels["cell"].format(column=column["word"], n=1) for table in tables for column in table.columns
        ]

        assert len(set(names)) == len(names)
        assert len({table.labels["remove_row"] for table in tables}) == len(tables)


def test_an_added_empty_row_is_neither_saved_nor_refused(session: Session) -> None:
    group = audience.segments_form(session)
    editor, before = named(group, "Add a segment"), session.plan

    editor.set_state({"rows": [*editor.rows, blank(editor)]})

    assert session.plan == before
    assert (editor.errors, refusal_text(group)) == ([], "")
    assert len(editor.value) == 3


NAN, HUGE = math.nan, 10**400
REFUSED_CELLS: dict[str, tuple[Callable[[Session], Form], str, dict[str, Any], str]] = {
    "no name": (audience.segments_form, "Add a segment", {"name": ""}, "Segment: enter a name."),
    "half a character": (audience.segments_form, "Add a segment", {"name": "\ud800"}, "Segment: enter a name."),
    "long name": (audience.segments_form, "Add a segment", {"name": "x" * 199}, "Use at most 80 characters."),
    "no share": (
        audience.segments_form,
        "Add a segment",
        {"share": 0},
        "Share of sales, %: found 0. Enter a number above 0",
    ),
    "share over all": (audience.segments_form, "Add a segment", {"share": 250}, "found 250. Use a percentage"),
    "share below none": (audience.segments_form, "Add a segment", {"share": -1}, "Use a percentage from 0 to 100."),
    "no number": (
        audience.segments_form,
        "Add a segment",
        {"share": NAN},
        "Share of sales, %: no number yet. Enter one.",
    ),
    "a number beyond all": (audience.segments_form, "Add a segment", {"share": HUGE}, "no number yet. Enter one."),
    "endless": (audience.segments_form, "Add a segment", {"share": math.inf}, "no number yet. Enter one."),
    "text for a number": (audience.segments_form, "Add a segment", {"share": "<script>"}, "Write a number, like 2,5."),
    "a list for a number": (audience.segments_form, "Add a segment", {"share": [[]]}, "no number yet. Enter one."),
    "more hours than a week": (
        communication.activities_form,
        "Add an activity",
        {"hours_per_week": 169},
        "Hours a week: found 169. Use 168",
    ),
    "negative cost": (communication.activities_form, "Add an activity", {"cost_per_month": -5}, "Cost a month: found"),
    "name as a list": (communication.activities_form, "Add an activity", {"name": ["x"]}, "Activity: enter a name."),
    "share of posts left out": (
        communication.pillars_form,
        "Add a pillar",
        {"share": None},
        "Share of posts, %: no number yet",
    ),
}


@pytest.mark.parametrize("case", REFUSED_CELLS.values(), ids=REFUSED_CELLS.keys())
def test_an_invalid_cell_shows_a_message_below_it_and_leaves_the_plan_unchanged(session: Session, case: Any) -> None:
    make, add, cells, words = case
    group, before = make(session), session.plan
    editor = named(group, add)

    edited(editor, 0, **cells)

    assert session.plan == before
    assert [(error["row"], error["key"]) for error in editor.errors] == [(0, next(iter(cells)))]
    assert words in editor.errors[0]["message"]
    assert refusal_text(group) == ""


def test_all_invalid_cells_show_their_messages_at_once(session: Session) -> None:
    editor = named(audience.segments_form(session), "Add a segment")
    rows = [dict(row) for row in editor.rows]
    rows[0] |= {"share": 250, "name": ""}
    rows[1] |= {"share": None}

    editor.set_state({"rows": rows})

    assert [(error["row"], error["key"]) for error in editor.errors] == [(0, "share"), (1, "share")]
    edited(editor, 0, share=50)
    edited(editor, 1, share=50)
    assert [(error["row"], error["key"]) for error in editor.errors] == [(0, "name")]


def test_unsaved_entries_are_counted_until_they_are_corrected(session: Session) -> None:
    editor = named(audience.segments_form(session), "Add a segment")

    edited(editor, 0, share=250)
    assert session.refusals.count == 1
    session.change_brief(trades=("b2b",))
    assert session.refusals.count == 1
    edited(editor, 0, share=25)
    assert session.refusals.count == 0


def test_hours_left_out_are_unknown_not_nought(session: Session) -> None:
    edited(named(communication.activities_form(session), "Add an activity"), 0, hours_per_week=None)

    assert session.plan.brief.activities[0].hours_per_week is None


def added(editor: TableEditor, **cells: Any) -> None:
    """Add a row and fill it, as the page does."""
    editor.set_state({"rows": [*editor.rows, {**blank(editor), **cells}]})


def test_a_place_without_a_name_is_what_all_agree_on(session: Session) -> None:
    editor = named(audience.journey_form(session), "Add an information source")

    added(editor, segment="Neighbours", place="search", look=3)

    (look,) = session.plan.brief.journey
    assert (look.segment, look.place, look.look, look.need, look.basis) == ("Neighbours", "search", 3, None, "guess")


def test_a_place_with_a_name_is_that_person_s_view(session: Session) -> None:
    editor = named(audience.journey_form(session), "Add an information source")

    added(editor, segment="Visitors", place="search", look=3, person=" Counter ")

    assert session.plan.brief.journey == ()
    assert [(voice.name, voice.journey[0].place) for voice in session.plan.brief.voices] == [("Counter", "search")]


def test_a_touchpoint_without_a_place_shows_a_message_below_its_cell(session: Session) -> None:
    editor = named(audience.journey_form(session), "Add an information source")

    added(editor, look=3)

    assert [(error["row"], error["key"]) for error in editor.errors] == [(0, "segment"), (0, "place")]


def test_rows_keep_their_order_whichever_participant_they_name(session: Session) -> None:
    editor = named(communication.raters_form(session), "Add a rating")
    added(editor, person="Baker", pillar="How-to", relevant=1)
    added(editor, person="Counter", pillar="How-to", relevant=2)

    added(editor, person=" Baker", pillar="News", relevant=3)

    assert [(row["person"], row["pillar"]) for row in editor.value] == [
        ("Baker", "How-to"),
        ("Counter", "How-to"),
        ("Baker", "News"),
    ]
    assert [(voice.name, len(voice.pillars)) for voice in session.plan.brief.voices] == [("Baker", 2), ("Counter", 1)]


def test_blank_rows_wait_while_the_first_is_filled(session: Session) -> None:
    editor = named(audience.journey_form(session), "Add an information source")
    for _time in range(3):
        added(editor)

    first = {**blank(editor), "segment": "Visitors", "place": "search", "look": 2}
    editor.set_state({"rows": [first, *editor.rows[1:]]})

    assert [row["place"] for row in editor.value] == ["search", None, None]
    assert len(session.plan.brief.journey) == 1


def test_references_to_a_segment_follow_its_new_name(session: Session) -> None:
    editor = named(audience.journey_form(session), "Add an information source")
    added(editor, segment="Neighbours", place="contacts", look=1)
    added(editor, segment="Visitors", place="search", look=3)

    edited(named(audience.segments_form(session), "Add a segment"), 1, name="Tourists")

    assert [row["segment"] for row in editor.value] == ["Neighbours", "Tourists"]
    assert [look.segment for look in session.plan.brief.journey] == ["Neighbours", "Tourists"]


def test_ratings_of_a_removed_pillar_stay_in_the_plan(session: Session) -> None:
    pillars, ratings = communication.pillars_form(session), communication.raters_form(session)
    editor, rows = named(ratings, "Add a rating"), named(pillars, "Add a pillar")
    added(editor, person="Baker", pillar="News", relevant=1)
    added(editor, person="Baker", pillar="How-to", relevant=1)

    rows.set_state({"rows": [row for row in rows.rows if row["name"] != "News"]})
    edited(editor, 1, relevant=3)

    assert [(rating.pillar, rating.relevant) for rating in session.plan.brief.voices[0].pillars] == [
        ("News", 1),
        ("How-to", 3),
    ]
    (offered,) = (column["choices"] for column in editor.columns if column["key"] == "pillar")
    assert {"value": "News", "word": "News (no longer exists)"} in offered


def test_a_region_is_chosen_by_its_name_and_another_country_offers_its_own(open_with: Callable[..., Session]) -> None:
    session = open_with(country="CA", lang="fr")
    group = start.business_form(session)
    field = named(group, session.words("Region with its own public holidays"))
    names = [word for word, _code in field.options]
    assert (names[:3], field.label) == (["tout le pays", "Alberta", "Colombie-Britannique"], "tout le pays")

    field.label = "Québec"
    assert session.plan.brief.region == "QC"

    named(group, session.words("Country")).value = "GB"
    assert (session.plan.brief.region, field.label) == ("", "tout le pays")
    assert [word for word, _code in field.options][1:] == ["Angleterre", "Écosse", "Irlande du Nord", "Pays de Galles"]


def test_a_region_that_the_list_does_not_have_stays_and_is_shown_as_such(open_with: Callable[..., Session]) -> None:
    session = open_with(country="FR", region="QC")
    field = named(start.business_form(session), "Region with its own public holidays")
    session.replace_plan(session.plan.changed(weeks=5))

    assert (field.label, session.plan.brief.region) == ("QC (not in the list)", "QC")
    field.value = ""
    assert session.plan.brief.region == ""


def test_the_clocks_of_the_country_come_first(open_with: Callable[..., Session]) -> None:
    session = open_with(country="CA", team_zone="America/Toronto")
    clock = named(start.clock_form(session), "Your time zone")
    assert "(Canada)" in clock.options[0][0]
    assert clock.label == "Toronto (Canada)"

    session.change_brief(country="PT")
    assert [word for word, _zone in clock.options][:3] == [
        "Azores (Portugal)",
        "Lisbon (Portugal)",
        "Madeira (Portugal)",
    ]


def test_each_refusal_stands_below_its_own_control_and_stays_until_that_is_corrected(
    open_with: Callable[..., Session],
) -> None:
    session = open_with()
    group = start.business_form(session)
    name, chips = named(group, "Name"), named(group, TRADE)
    name.value = ""
    chips.value = ()

    for control, words in ((name, "Name: enter a name."), (chips, "too few entries")):
        below = group.children[group.children.index(control) + 1]
        assert words in repr(below)
    assert session.refusals.count == 2

    session.change_brief(country="GB")
    assert (name.value, chips.value, session.refusals.count) == ("", (), 2)
    chips.value = ("b2b",)
    assert refusal_text(group).startswith("Name: enter a name.")
    name.value = "Café"
    assert (refusal_text(group), session.refusals.count, session.plan.brief.name) == ("", 0, "Café")


def test_a_value_above_one_is_refused_once_below_its_cell_in_the_number_format_of_the_language(
    open_with: Callable[..., Session],
) -> None:
    session = open_with(lang="fr")
    editor = named(weighting.curves_panel(session), session.words("Add a point"))

    edited(editor, 1, value=1.75)

    (error,) = editor.errors
    assert (error["row"], error["key"]) == (1, "value")
    assert "1,75" in error["message"]
    assert "1 ou moins" in error["message"]
    assert "curves" not in error["message"]


def test_ratings_join_the_participant_s_answers_on_other_pages(open_with: Callable[..., Session]) -> None:
    session = open_with(voices=[{"name": "Counter", "ratings": [{"platform": "x", "dialogue": 1}]}])
    editor = named(communication.raters_form(session), "Add a rating")

    added(editor, person="Counter", pillar="News", relevant=2)

    (voice,) = session.plan.brief.voices
    assert (len(voice.ratings), voice.pillars[0].pillar, voice.pillars[0].relevant) == (1, "News", 2)


def test_a_participant_whose_last_answer_is_removed_goes_and_the_others_stay(
    open_with: Callable[..., Session],
) -> None:
    rated = [{"pillar": "News", "relevant": 1}]
    weighing = {"name": "B", "weights": {}, "pillars": rated}
    session = open_with(voices=[{"name": "A", "pillars": rated}, weighing, {"name": "C"}])

    named(communication.raters_form(session), "Add a rating").set_state({"rows": []})

    assert [(voice.name, voice.pillars) for voice in session.plan.brief.voices] == [("B", ()), ("C", ())]


def test_a_table_holds_all_that_thirty_people_rate(open_with: Callable[..., Session]) -> None:
    rated = [{"pillar": name, "relevant": 1} for name in ("How-to", "News", "Questions", "Offers")]
    session = open_with(voices=[{"name": f"Person {n}", "pillars": rated} for n in range(30)])

    added(
        named(communication.raters_form(session), "Add a rating"), person="Platform to add", pillar="News", relevant=2
    )

    assert len(session.plan.brief.voices) == 31
    assert sum(len(voice.pillars) for voice in session.plan.brief.voices) == 121


def test_a_rating_without_a_rater_shows_a_message_below_its_cell(session: Session) -> None:
    editor = named(communication.raters_form(session), "Add a rating")

    added(editor, pillar="News", relevant=2)

    assert [(error["row"], error["key"]) for error in editor.errors] == [(0, "person")]


def test_a_rule_of_one_s_own_changes_the_guide(session: Session) -> None:
    panel = communication.replies_panel(session)

    added(named(panel, "Add your own rule"), kind="complaint", minutes=240, tone="Ring them.")

    guide = next(view.card for view in card_views(panel) if view.card.key == "replies")
    row = next(row for row in guide.table.rows if row[0] == "Complaint")
    assert (row[2], row[4], row[7]) == ("4\u00a0h", "Ring them.", "your own response time")


@pytest.mark.parametrize(
    "cells",
    [{"sex": "<script>"}, {"sex": HUGE}, {"sex": {}}, {"sex": NAN}, {"65+": "yes"}, {"65+": 1}, {"unknown": "x"}],
    ids=parameter_name,
)
def test_a_choice_that_is_not_offered_is_no_choice(session: Session, cells: dict[str, Any]) -> None:
    editor, before = named(audience.segments_form(session), "Add a segment"), session.plan

    edited(editor, 0, **cells)

    assert session.plan == before


@pytest.mark.parametrize("rows", [[], ["x"], [None], [[]]], ids=str)
def test_a_table_that_loses_its_last_row_is_refused_below_the_form(session: Session, rows: list[Any]) -> None:
    group, before = audience.segments_form(session), session.plan

    named(group, "Add a segment").set_state({"rows": rows})

    assert session.plan == before
    assert refusal_text(group) == "Who your customers are: too few entries. Enter at least 1."


def test_text_with_markup_is_a_name_like_any_other(session: Session) -> None:
    edited(named(audience.segments_form(session), "Add a segment"), 0, name="<script>x</script>\x00")

    assert session.plan.brief.segments[0].name == "<script>x</script>"


def test_two_rows_of_one_name_are_refused_below_the_form(session: Session) -> None:
    group, before = audience.segments_form(session), session.plan

    edited(named(group, "Add a segment"), 1, name="Neighbours")

    assert session.plan == before
    assert (
        refusal_text(group) == "Who your customers are: Neighbours appears twice. Remove one, or give it another name."
    )


def test_a_refused_row_is_still_there_after_another_change(session: Session) -> None:
    editor = named(audience.segments_form(session), "Add a segment")
    edited(editor, 0, name="Families", share=250)

    session.change_brief(trades=("b2b",))

    assert (editor.value[0]["name"], editor.value[0]["share"]) == ("Families", 250)
    assert editor.errors != []


def test_a_corrected_row_is_saved_and_its_message_goes(session: Session) -> None:
    editor = named(audience.segments_form(session), "Add a segment")
    edited(editor, 0, name="Families", share=250)

    edited(editor, 0, share=25)

    assert (session.plan.brief.segments[0].name, session.plan.brief.segments[0].share) == ("Families", 0.25)
    assert editor.errors == []


def test_a_refused_row_gives_way_when_the_plan_changes_there(session: Session) -> None:
    editor = named(audience.segments_form(session), "Add a segment")
    edited(editor, 0, share=250)

    session.change_brief(segments=[{"name": "Everybody"}])

    assert [row["name"] for row in editor.value] == ["Everybody"]
    assert editor.errors == []


@pytest.mark.parametrize("value", [NAN, "NaN"], ids=str)
def test_a_weight_that_is_no_number_is_refused_below_the_form(session: Session, value: Any) -> None:
    group, before = platforms.weights_form(session), session.plan

    named(group, "Low workload").set_state({"value": value})

    assert session.plan == before
    assert refusal_text(group) == "Low workload: found nan. Use a number."


def test_all_weights_at_zero_are_refused_in_words_and_the_last_one_stays(session: Session) -> None:
    group = platforms.weights_form(session)
    sliders = [part for part in inside(group) if isinstance(part, ipywidgets.FloatSlider)]
    for control in sliders:
        control.value = 0.0

    weights = dict(session.plan.brief.weights)
    *_rest, last = [record for record in CRITERIA.values() if record.weight]
    assert (weights.pop(last.key), set(weights.values())) == (last.weight, {0.0})
    assert refusal_text(group) == f"{last.name}: all weights are zero. Raise the weight of at least one criterion."


@pytest.mark.parametrize(
    ("make", "label", "state"),
    [
        (platforms.weights_form, "Low workload", {"value": "<script>"}),
        (platforms.weights_form, "Low workload", {"value": []}),
        (communication.cap_form, "Promotional posts, at most (%)", {"value": {}}),
        (communication.cap_form, "Promotional posts, at most (%)", {"value": NAN}),
        (communication.cap_form, "Promotional posts, at most (%)", {"value": "\ud800"}),
        (platforms.catalogue_form, "online shop", {"value": 99}),
        (start.business_form, "Region with its own public holidays", {"index": 99}),
        (start.business_form, "Country", {"index": "<script>"}),
        (platforms.catalogue_form, "Edition", {"index": "<script>"}),
        (platforms.weights_form, "How sure are you?", {"index": -7}),
    ],
    ids=parameter_name,
)
def test_a_control_refuses_what_it_cannot_hold(session: Session, make: Any, label: str, state: dict[str, Any]) -> None:
    control, before = named(make(session), label), session.plan

    with pytest.raises(TraitError):
        control.set_state(state)

    assert session.plan == before


@pytest.mark.parametrize("value", [1e308, -1e308, math.inf])
def test_a_slider_never_leaves_its_range(session: Session, value: float) -> None:
    named(platforms.weights_form(session), "Low workload").set_state({"value": value})

    assert session.plan.brief.weights.effort in (0.0, 5.0)


def test_showing_weights_beyond_the_sliders_changes_nothing(open_with: Callable[..., Session]) -> None:
    session = open_with(weights={"audience": 30, "effort": 15})
    control = named(platforms.weights_form(session), "Low workload")
    session.change_brief(weights={"audience": 60, "effort": 15})

    assert (session.plan.brief.weights.audience, session.plan.brief.weights.effort) == (60, 15)
    assert control.value == 1.25


def test_a_slider_that_is_shown_more_than_its_end_reaches_it_and_changes_nothing(session: Session) -> None:
    control = slider(
        session,
        "Response time",
        lambda brief: brief.reply_target_minutes,
        lambda brief, value: {"reply_target_minutes": value},
        least=5,
        most=100,
    )

    session.change_brief(reply_target_minutes=500)

    assert (control.value, session.plan.brief.reply_target_minutes) == (500, 500)


def test_a_weight_that_moves_keeps_the_proportions_of_the_others(open_with: Callable[..., Session]) -> None:
    session = open_with(weights={"audience": 30, "effort": 15, "dialogue": 6})

    named(platforms.weights_form(session), "Low workload").value = 5.0

    weights = session.plan.brief.weights
    assert (weights.effort, weights.audience, weights.dialogue) == (5, 5, 1)


def test_being_as_sure_as_the_workbook_is_no_assumption_of_ones_own(session: Session) -> None:
    control = named(platforms.weights_form(session), "How sure are you?")
    control.value = 5.0
    control.value = 20.0

    assert [own.key for own in session.plan.brief.assumptions] == ["watch_half_lives"]


def test_a_format_and_its_minutes_are_a_row(open_with: Callable[..., Session]) -> None:
    session = open_with(formats=({"format": "text"}, {"format": "video", "minutes": 45}))
    editor = named(platforms.formats_form(session), "Add a format")

    edited(editor, 0, minutes=12)
    added(editor, format="stories")

    formats = [(made.format, made.minutes) for made in session.plan.brief.formats]
    assert formats == [("text", 12), ("video", 45), ("stories", None)]


def test_today_a_closed_platform_is_nowhere_to_choose(session: Session) -> None:
    group = platforms.platforms_form(session)

    offered = [choice["value"] for choice in named(group, "Add a platform").columns[0]["choices"]]
    assert not {"google-plus", "foursquare"} & set(offered)
    assert "google-business-profile" in offered


def test_an_edition_offers_its_own_platforms_under_their_names_then(session: Session) -> None:
    editor = named(platforms.ratings_form(session), "Rate a platform")

    session.change_brief(edition="document")

    names = {choice["value"]: choice["word"] for choice in editor.columns[0]["choices"]}
    assert set(names) == {"facebook", "x", "google-plus", "pinterest", "foursquare", "youtube", "linkedin"}
    assert names["x"] == "Twitter"


def test_the_rating_of_a_platform_that_is_not_on_offer_is_shown_as_such_in_either_edition(
    session: Session,
) -> None:
    editor = named(platforms.ratings_form(session), "Rate a platform")

    def shown() -> dict[str, str]:
        words = {choice["value"]: choice["word"] for choice in editor.columns[0]["choices"]}
        return {row["platform"]: words[row["platform"]] for row in editor.value}

    assert shown() == {"facebook": "Facebook", "google-plus": "Google+ (not in the list)"}

    session.change_brief(edition="document")

    assert shown() == {"facebook": "Facebook", "google-plus": "Google+"}


def test_choosing_by_hand_starts_from_what_the_workbook_chose(session: Session) -> None:
    group, start = platforms.platforms_form(session), session.workings.start_set.chosen

    named(group, "Platforms in the calendar").value = True

    assert session.plan.brief.platforms == start != ()
    assert [row["platform"] for row in named(group, "Add a platform").value] == list(start)


def test_leaving_it_to_the_workbook_again_empties_the_list(open_with: Callable[..., Session]) -> None:
    session = open_with(platforms=("linkedin", "x"))
    group = platforms.platforms_form(session)

    named(group, "Platforms in the calendar").value = False

    assert session.plan.brief.platforms == ()
    assert named(group, "Add a platform").value == ()


def test_a_platform_in_the_table_is_settled_on(session: Session) -> None:
    group = platforms.platforms_form(session)

    named(group, "Add a platform").set_state({"rows": [{"platform": "linkedin"}, {"platform": None}]})

    assert session.plan.brief.platforms == ("linkedin",)
    assert named(group, "Platforms in the calendar").value is True


def test_a_platform_listed_twice_is_refused_below_the_form(session: Session) -> None:
    group, before = platforms.platforms_form(session), session.plan

    named(group, "Add a platform").set_state({"rows": [{"platform": "x"}, {"platform": "x"}]})

    assert session.plan == before
    assert refusal_text(group) == "Choice of platforms: x appears twice. Remove one, or give it another name."


def test_the_documents_edition_lets_go_of_platforms_it_does_not_know(open_with: Callable[..., Session]) -> None:
    session = open_with(platforms=("instagram", "linkedin"))

    named(platforms.catalogue_form(session), "Edition").value = "document"

    assert session.plan.brief.platforms == ("linkedin",)


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_a_page_builds_with_few_widgets(open_with: Callable[..., Session], page: Any, lang: str) -> None:
    built = page(open_with(lang))

    assert len(list(inside(built))) <= MOST_WIDGETS
    assert len(card_views(with_all_open(built))) >= 4


@pytest.mark.parametrize("panel", PANELS.values(), ids=PANELS.keys())
def test_a_panel_builds_and_shows_findings(session: Session, panel: Any) -> None:
    built = panel(session)

    assert any(isinstance(part, CardView) and part.title for part in inside(built))


def test_a_single_segment_is_not_compared_with_itself(session: Session) -> None:
    page = with_all_open(audience.audience_page(session))
    assert "reach-grid" in keys(page)

    session.change_brief(segments=[{"name": "Everybody"}])

    assert "reach-grid" not in keys(page)


def keys(panel: Any) -> list[str]:
    return [part.key for part in inside(panel) if isinstance(part, CardView)]


def drawing(panel: Any, key: str) -> Any:
    return next(part.drawing for part in inside(panel) if isinstance(part, CardView) and part.key == key)


MOVES: dict[str, tuple[Callable[[Session], Any], str, Any, str]] = {
    "weight": (platforms.weights_panel, "Used by your customers", 0.0, "contributions"),
    "weight and ranks": (platforms.weights_panel, "Used by your customers", 0.0, "acceptability"),
    "weight and bands": (platforms.weights_panel, "Used by your customers", 0.0, "change"),
    "sureness": (platforms.weights_panel, "How sure are you?", 80.0, "acceptability"),
    "trade": (platforms.abilities_panel, TRADE, ("b2b",), "contributions"),
    "second trade": (platforms.abilities_panel, TRADE, ("general", "b2b"), "contributions"),
    "edition": (platforms.abilities_panel, "Edition", "document", "contributions"),
    "cap": (communication.pillars_panel, "Promotional posts, at most (%)", 5, "pillar-shares"),
    "cap and permission": (communication.pillars_panel, "Promotional posts, at most (%)", 5, "permission"),
}


@pytest.mark.parametrize("case", MOVES.values(), ids=MOVES.keys())
def test_the_drawing_follows_its_control(session: Session, case: Any) -> None:
    make, label, value, key = case
    panel = make(session)
    before = drawing(panel, key)

    named(panel, label).value = value

    assert drawing(panel, key)["data"] != before["data"]


def test_the_ranks_say_how_sure_the_weights_are(session: Session) -> None:
    panel = platforms.weights_panel(session)

    named(panel, "How sure are you?").value = 80.0

    notes = {part.key: part.note for part in inside(panel) if isinstance(part, CardView)}
    assert "concentration 80" in notes["acceptability"]


CELL_MOVES: dict[str, tuple[Callable[[Session], Any], str, dict[str, Any], str]] = {
    "age": (audience.segments_panel, "Add a segment", {"65+": True}, "reach"),
    "share": (audience.segments_panel, "Add a segment", {"share": 5}, "reach"),
    "direction": (communication.activities_panel, "Add an activity", {"direction": "inbound"}, "today"),
    "rating": (communication.pillars_panel, "Add a pillar", {"personal": 3}, "permission"),
    "dialogue": (platforms.abilities_panel, "Rate a platform", {"dialogue": 0}, "contributions"),
    "format": (platforms.abilities_panel, "Add a format", {"format": "video"}, "contributions"),
    "minutes": (
        platforms.abilities_panel,
        "Add a format",
        {"row": 1, "minutes": 200},
        "contributions",
    ),  # pillars are images
}


@pytest.mark.parametrize("case", CELL_MOVES.values(), ids=CELL_MOVES.keys())
def test_the_drawing_follows_its_table(session: Session, case: Any) -> None:
    make, add, cells, key = case
    panel = make(session)
    before = drawing(panel, key)

    edited(named(panel, add), cells.get("row", 0), **{key: cell for key, cell in cells.items() if key != "row"})

    assert drawing(panel, key)["data"] != before["data"]


def test_promotional_pillars_alone_are_saved_with_a_note_that_nothing_can_be_posted(session: Session) -> None:
    panel = communication.pillars_panel(session)
    editor = named(panel, "Add a pillar")

    editor.set_state({"rows": [row | {"purpose": "sell"} for row in editor.rows]})

    assert all(pillar.promotional for pillar in session.plan.brief.pillars)
    assert any("every post is promotional" in repr(part) for part in panel.cards.children)


def test_countries_and_zones_are_named_in_the_readers_language(open_with: Callable[..., Session]) -> None:
    editor = named(audience.segments_form(open_with("fr")), Words("fr")("Add a segment"))

    country, zone = (
        {choice["value"]: choice["word"] for choice in column["choices"]} for column in editor.columns[2:4]
    )
    assert country["DE"] == "Allemagne"
    assert zone["Europe/London"] == "Londres (Royaume-Uni)"


def test_every_zone_offered_is_a_zone() -> None:
    assert set(zone_options(Words("en"))) <= known_zones()


def test_a_country_and_a_zone_that_are_not_offered_stay_in_the_plan(open_with: Callable[..., Session]) -> None:
    odd = {"name": "Far", "country": "ZZ", "zone": "America/Montreal"}
    session = open_with(segments=(odd,))

    edited(named(audience.segments_form(session), "Add a segment"), 0, share=50)

    assert (session.plan.brief.segments[0].country, session.plan.brief.segments[0].zone) == ("ZZ", "America/Montreal")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_each_step_of_each_rating_has_words_of_its_own(lang: str) -> None:
    for _word, steps in rating_step_words(load_table("rating_anchors"), Words(lang)).values():
        assert list(steps) == [None, 0, 1, 2, 3]
        assert len(set(steps.values())) == 5


def test_the_line_on_a_phone_says_how_the_controls_are_set(session: Session) -> None:
    panel = communication.pillars_panel(session)

    named(panel, "Promotional posts, at most (%)").value = 35

    assert panel.children[0].children[0].text == "Settings: at most 35% promotional posts"


def test_a_store_keeps_what_a_control_set(session: Session, store: Store) -> None:
    named(communication.cap_form(session), "Promotional posts, at most (%)").value = 35

    assert store.load(session.plan.id).plan.brief.promotion_cap == 0.35
