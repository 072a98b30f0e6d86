"""The deeper controls of consideration 3: ways to weigh, curves, the group, the trigger."""

import datetime as dt
import re

import pytest

from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan, Slot, Weights
from strategy_kit.model.criteria import CRITERIA, PAIRS
from strategy_kit.pages.platforms import expansion, group, platforms, weighting
from strategy_kit.pages.registry import PAGES
from strategy_kit.platforms.pairwise import STEPS
from strategy_kit.session.session import Session
from strategy_kit.storage.store import open_store
from strategy_kit.storage.votes_file import read_votes
from strategy_kit.widgets.card import CardView, card_views
from strategy_kit.widgets.panel import Section
from strategy_kit.widgets.prose import Prose

MONDAY = dt.date(2027, 1, 4)
PEOPLE = (
    {"name": "baker", "weights": {"audience": 5, "trade": 0}},
    {"name": "counter", "weights": {"trade": 5, "audience": 0}, "pillars": ({"pillar": "News", "relevant": 1},)},
)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    return open_store(tmp_path_factory.mktemp("store") / "plans.db")


@pytest.fixture
def open_with(store):
    def opened(lang="en", **changes):
        plan = Plan(brief=Brief(name="Bakery", lang=lang, **changes), start=MONDAY)
        store.save(plan, 0, plan.id)
        return Session(store, store.load(plan.id), Words(lang), MONDAY + dt.timedelta(weeks=2))

    return opened


@pytest.fixture
def session(open_with):
    return open_with()


def parts(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from parts(child)


def named(widget, words):
    found = [part for part in parts(widget) if words in (getattr(part, "description", 0), getattr(part, "add_word", 0))]
    assert len(found) == 1, f"{len(found)} controls are called {words}"
    return found[0]


def titles(widget):
    return {part.key: part.title for part in card_views(widget)}


def rows_of(editor, *rows):
    blank = dict.fromkeys(column["key"] for column in editor.columns)
    editor.set_state({"rows": [{**blank, **row} for row in rows]})


# ways to weigh


def test_points_begin_as_the_hundred_that_come_nearest_to_the_weights(session):
    panel = platforms.weights_panel(session)

    named(panel, "Weight by").value = "points"

    weights = dict(session.plan.brief.weights)
    assert sum(weights.values()) == 100
    assert weights["trade"] == 30
    assert "All 100 points are shared out." in [repr(part) for part in parts(panel)]


def test_points_that_are_left_are_counted(session):
    panel = platforms.weights_panel(session)
    named(panel, "Weight by").value = "points"

    named(panel, "Fit with your trade").value = "20"

    assert session.plan.brief.weights.trade == 20
    assert "10 points left to share out." in [repr(part) for part in parts(panel)]


def test_points_that_are_all_taken_back_are_all_to_be_given(open_with):
    """Six zeros are no weights, so the plan keeps the last it had; the line counts what is seen."""
    session = open_with(
        "fr", weights={"audience": 4, "format": 0, "trade": 0, "effort": 0, "dialogue": 0, "standing": 0}
    )
    session.change_brief(weighing="points")
    panel = platforms.weights_panel(session)

    named(panel, "Utilisation par vos clients").value = "0"

    assert session.plan.brief.weights.audience == 4
    assert "Il reste 100 points à répartir." in [repr(part) for part in parts(panel)]


@pytest.mark.parametrize("written", ["2,5", "101", "-1", "much", "", "1,234"])
def test_invalid_points_are_refused_and_change_nothing(session, written):
    panel = platforms.weights_panel(session)
    named(panel, "Weight by").value = "points"
    before = session.plan

    named(panel, "Fit with your trade").value = written

    assert session.plan == before
    assert session.refusals.count == 1
    assert any(repr(part).startswith("Fit with your trade:") for part in parts(panel))


def test_pairs_begin_as_the_weights_are_and_give_their_ratio(session):
    panel = platforms.weights_panel(session)

    named(panel, "Weight by").value = "pairs"

    assert len(session.plan.brief.comparisons) == PAIRS
    assert titles(panel)["pairs"].startswith("Filled in from your weights")
    assert session.workings.weights["trade"] == pytest.approx(4 / 13.5, abs=0.03)


def test_a_pair_that_moves_moves_the_scores(session):
    panel = platforms.weights_panel(session)
    named(panel, "Weight by").value = "pairs"
    before = titles(panel)["pairs"], session.workings.scores

    editor = named(panel, "Compare two criteria")
    rows_of(editor, *[{**row, "times": 9.0} if row["criterion"] == "audience" else row for row in editor.rows])

    assert "ratio" in titles(panel)["pairs"]
    assert titles(panel)["pairs"] != before[0]
    assert not session.workings.scores.equals(before[1])


def test_pairs_that_leave_a_criterion_unconnected_are_refused_and_not_saved(session):
    panel = platforms.weights_panel(session)
    named(panel, "Weight by").value = "pairs"

    rows_of(named(panel, "Compare two criteria"), {"criterion": "audience", "over": "trade", "times": 3.0})

    assert len(session.plan.brief.comparisons) == PAIRS
    assert any("not compared with the other criteria" in repr(part) for part in parts(panel))


def test_only_the_controls_of_the_chosen_way_are_there(session):
    panel = platforms.weights_panel(session)
    labels = {getattr(part, "description", "") for part in parts(panel)}

    named(panel, "Weight by").value = "pairs"
    after = {getattr(part, "description", "") for part in parts(panel)}

    assert "Fit with your trade" in labels
    assert "Fit with your trade" not in after


def test_every_step_of_the_scale_has_its_word_in_both_languages(open_with):
    for lang in ("en", "fr"):
        editor = named(weighting.pairs_editor(open_with(lang, weighing="pairs")), Words(lang)("Compare two criteria"))
        by_name = [choice["value"] for choice in editor.columns[2]["choices"]]

        assert sorted(by_name) == sorted(STEPS)


# curves


def test_a_point_that_moves_moves_the_curve_its_card_and_nothing_else(session):
    panel = weighting.curves_panel(session)
    editor = named(panel, "Add a point")

    rows_of(editor, {"at": 0, "value": 0}, {"at": 50, "value": 1})

    (curve,) = session.plan.brief.curves
    assert [(point.at, point.value) for point in curve.points] == [(0, 0), (0.5, 1)]
    assert session.workings.utilities.values.loc["facebook", "audience"] == 1
    assert "score 1.00 out of 1" in titles(panel)["curve"]


def test_another_curve_opens_with_its_own_points_and_measure(session):
    panel = weighting.curves_panel(session)

    named(panel, "Show the curve for").value = "standing"

    editor = named(panel, "Add a point")
    assert [row["at"] for row in editor.rows] == [0, 10]
    assert editor.columns[0]["word"] == "years since launch"
    assert titles(panel)["curve"].startswith("“Track record of the platform”")
    assert session.plan.brief.curves == ()


def test_without_points_the_workbooks_own_curve_is_back(open_with):
    own = {"criterion": "audience", "points": ({"at": 0, "value": 0}, {"at": 0.5, "value": 1})}
    session = open_with(curves=(own,))
    editor = named(weighting.curves_panel(session), "Add a point")

    editor.set_state({"rows": []})

    assert session.plan.brief.curves == ()
    assert [row["at"] for row in editor.rows] == [0, 100]


def test_a_point_out_of_order_is_refused_where_it_is_seen(session):
    panel = weighting.curves_panel(session)

    rows_of(named(panel, "Add a point"), {"at": 50, "value": 0}, {"at": 20, "value": 1})

    assert session.plan.brief.curves == ()
    assert any("are not in increasing order" in repr(part) for part in parts(panel))


def test_an_own_value_shows_as_ones_own(session):
    panel = weighting.curves_panel(session)

    rows_of(named(panel, "Add your own value"), {"platform": "x", "criterion": "audience", "value": 0.9})

    card = next(part for part in card_views(panel) if part.key == "curve")
    assert [row[2:] for row in map(tuple, card.table["rows"]) if row[0] == "X"] == [("0.90", "your own value")]


# the group


def test_a_group_without_answers_has_a_title_that_states_it(session):
    assert titles(group.group_panel(session)) == {"group": "No votes from the group yet"}


def test_a_divided_group_sees_who_decides_and_what_to_discuss(open_with):
    panel = group.group_panel(open_with(voices=PEOPLE, team=({"name": "owner", "hours_per_week": 8},)))

    assert {"group", "group-ranks", "questions"} == set(titles(panel))


def test_a_renamed_participant_keeps_answers_given_on_other_pages(open_with):
    session = open_with(voices=PEOPLE)
    editor = named(group.people_form(session), "Add a person")

    rows = [dict(row) for row in editor.rows]
    rows[1]["name"] = "shop"
    editor.set_state({"rows": rows})

    assert [(voice.name, len(voice.pillars)) for voice in session.plan.brief.voices] == [("baker", 0), ("shop", 1)]


def test_a_missing_weight_is_asked_for_and_is_not_zero(session):
    editor = named(group.people_form(session), "Add a person")

    rows_of(editor, {"name": "baker", "audience": 3})

    assert session.plan.brief.voices == ()
    assert [(error["row"], error["key"]) for error in editor.errors] == [(0, "format")]


def test_the_group_weighs_once_it_is_chosen(open_with):
    session = open_with(voices=PEOPLE)
    before = session.workings.weights

    session.change_brief(weighing="group")

    assert session.workings.weights["audience"] != before["audience"]
    assert sum(session.workings.weights.values()) == pytest.approx(1)


def test_ratings_of_people_stand_with_their_names(open_with):
    session = open_with(voices=PEOPLE)
    editor = named(group.people_ratings_form(session), "Add a rating")

    rows_of(editor, {"name": "baker", "platform": "x", "dialogue": 2})

    assert session.plan.brief.voices[0].ratings[0].dialogue == 2
    assert session.workings.utilities.values.loc["x", "dialogue"] == pytest.approx(2 / 3)


HEADINGS = {"Reach": "audience", "Usage": "audience", **{key: key for key in CRITERIA}, "Facebook": "facebook"}
FULL = "Who;" + ";".join(CRITERIA) + ";Facebook"


def row(audience="1"):
    """Return the cells of the weights: of the first criterion the one given, of each other 1."""
    return ";".join([str(audience), *["1"] * (len(CRITERIA) - 1)])


@pytest.mark.parametrize("delimiter", [";", "\t", ","], ids=["semicolons", "tabs", "commas"])
def test_a_pasted_table_becomes_people_whatever_parts_its_cells(delimiter):
    text = f"{FULL}\nbaker;{row(3)};2\n\ncounter{';' * len(CRITERIA)};0\n".replace(";", delimiter)

    baker, counter = read_votes(text, HEADINGS, Words("en"))

    assert (baker.name, baker.weights.audience, baker.ratings[0].dialogue) == ("baker", 3, 2)
    assert (counter.weights, counter.ratings[0].dialogue) == (None, 0)


def test_a_decimal_comma_is_a_decimal_point():
    (baker,) = read_votes(f"{FULL}\nbaker;{row('2,5')};", HEADINGS, Words("fr"))

    assert (baker.weights.audience, baker.ratings) == (2.5, ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no votes found"),
        (FULL, "no votes found"),
        ("Who;Luck\nbaker;3", "Line 1: .*Luck"),
        ("Who;Reach\nbaker;3", "Line 2: no weight for format,"),
        (f"{FULL}\nbaker;{row('much')};", r"Line 2, audience: found much.* from 0 \(does not matter\) to 1,000"),
        (f"{FULL}\nbaker;{row(-1)};", r"Line 2, audience: found -1.* from 0 \(does not matter\) to 1,000"),
        (f"{FULL}\nbaker;{row('1,234')};", "Line 2, audience: found 1,234, which could mean 1234 or 1.234"),
        (f"{FULL}\nbaker;{row()};7", r"Line 2, Facebook: found 7.* from 0 \(none\) to 3 \(daily\)"),
        (f"{FULL}\nbaker;{row()};2.5", r"Line 2, Facebook: found 2.5.* from 0 \(none\) to 3 \(daily\)"),
        (f"{FULL}\n;{row()};2", "Line 2: "),
    ],
    ids=[
        "nothing",
        "only a heading",
        "a heading nobody knows",
        "a weight that lacks",
        "no number",
        "below nothing",
        "two numbers",
        "off the scale",
        "between two steps",
        "no name",
    ],
)
def test_votes_that_cannot_be_read_are_refused_by_line(text, message):
    with pytest.raises(InputError) as refused:
        read_votes(text, HEADINGS, Words("en"))

    assert re.search(message, Words("en").error(refused.value))


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_a_wrong_cell_is_named_by_line_and_heading_in_the_language_of_the_page(open_with, lang):
    session = open_with(lang)
    paste = group.Paste(session)
    heads = dict(zip(CRITERIA, paste.text.placeholder.split(";")[1:], strict=False))

    paste.text.value = f"{paste.text.placeholder}\nbaker;1;1;1;1;1;much;"
    paste.take()

    assert f"2, {heads['standing']}" in repr(paste)
    assert "standing" not in repr(paste)


def test_a_missing_weight_is_named_as_on_the_page(open_with):
    session = open_with("fr")
    paste = group.Paste(session)

    paste.text.value = f"Qui;{paste.text.placeholder.split(';')[1]}\nboulangère;3"
    paste.take()

    assert "Peu de travail" in repr(paste)
    assert "effort" not in repr(paste)


EARLIER_HEADINGS = {
    "en": "Who;Reach;Formats;Trade;Little effort;Dialogue;Standing;Facebook",
    "fr": "Qui;Portée;Formats;Métier;Peu d’effort;Dialogue;Ancienneté;Facebook",
}


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("headings", EARLIER_HEADINGS.values(), ids=EARLIER_HEADINGS)
def test_a_table_with_the_headings_of_an_earlier_version_is_read_in_either_language(open_with, lang, headings):
    session = open_with(lang)
    paste = group.Paste(session)

    paste.text.value = f"{headings}\nbaker;1;2;3;4;5;6;2"
    paste.take()

    (baker,) = session.plan.brief.voices
    assert dict(baker.weights) == {
        "audience": 1, "format": 2, "trade": 3, "effort": 4, "dialogue": 5, "standing": 6
    }  # fmt: skip
    assert [(rating.platform, rating.dialogue) for rating in baker.ratings] == [("facebook", 2)]


@pytest.mark.parametrize("end", ["\r", "\u2028", "\x0b", "\x85"], ids=ascii)
def test_pasted_names_are_those_of_the_plan_however_their_letters_and_lines_are_written(open_with, end):
    session = open_with(voices=[{"name": "Ren\u00e9e", "weights": {"audience": 5}}])
    paste = group.Paste(session)

    paste.text.value = f"{FULL}{end}Rene\u0301e;{row()};3"
    paste.take()

    assert [(voice.name, voice.weights.audience) for voice in session.plan.brief.voices] == [("Ren\u00e9e", 1)]


def test_pasted_people_join_those_there_are(open_with):
    session = open_with(voices=PEOPLE)
    paste = group.Paste(session)

    paste.text.value = f"{FULL}\ncounter;{row()};3\nvan;{row(6)};"
    paste.take()

    by_name = {voice.name: voice for voice in session.plan.brief.voices}
    assert list(by_name) == ["baker", "counter", "van"]
    assert by_name["counter"].weights == Weights(**dict.fromkeys(CRITERIA, 1))
    assert len(by_name["counter"].pillars) == 1
    assert paste.text.value == ""


def test_capitals_make_no_other_person_in_a_paste(open_with):
    session = open_with(voices=PEOPLE)
    paste = group.Paste(session)

    paste.text.value = f"{FULL}\nBAKER;{row(7)};"
    paste.take()

    by_name = {voice.name: voice for voice in session.plan.brief.voices}
    assert list(by_name) == ["baker", "counter"]
    assert by_name["baker"].weights == Weights(**{**dict.fromkeys(CRITERIA, 1), next(iter(CRITERIA)): 7})


def test_a_person_who_is_pasted_twice_is_refused_with_both_lines(session):
    paste = group.Paste(session)

    paste.text.value = f"{FULL}\nBruno;{row()};\n\nbruno;{row(6)};"
    paste.take()

    assert "Line 4: bruno is on line 2 already. Keep one line for each person." in repr(paste)
    assert session.plan.brief.voices == ()


def test_a_refused_paste_stays_in_the_field_to_be_corrected(session):
    paste = group.Paste(session)

    paste.text.value = "Who;Luck\nbaker;1"
    paste.take()

    assert session.plan.brief.voices == ()
    assert paste.text.value
    assert "Luck" in repr(paste.children[-1])
    assert 'role="alert"' in paste.children[-1].value


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_example_of_a_pasted_table_can_be_pasted(open_with, lang):
    session = open_with(lang)
    paste = group.Paste(session)

    paste.text.value = f"{paste.text.placeholder}\nA;{row()};2"
    paste.take()

    assert session.plan.brief.voices[0].ratings[0].platform == "facebook"


# when to expand


def test_a_trigger_is_in_the_plan_only_after_it_is_switched_on(session):
    panel = expansion.expansion_panel(session)
    assert session.plan.brief.expand_when is None

    named(panel, "Set a condition in the plan").value = True
    named(panel, "Weeks in a row").value = 2

    assert session.plan.brief.expand_when.weeks == 2
    assert "2 weeks" in titles(panel)["expansion"]


def test_weeks_that_keep_the_trigger_let_the_next_platform_join(open_with):
    session = open_with(expand_when={"weeks": 2}, platforms=("facebook",))
    panel = expansion.expansion_panel(session)

    weeks = [(MONDAY + dt.timedelta(weeks=n)).isoformat() for n in range(2)]
    rows_of(
        named(panel, "Add a week"),
        *[{"week": week, "platform": "facebook", "posts": 4, "received": 5, "in_time": 4} for week in weeks],
    )

    assert session.workings.expansion.ready is True
    assert "You can add YouTube" in titles(panel)["expansion"]


def test_more_answers_than_questions_are_refused_below_the_table(open_with):
    session = open_with(platforms=("facebook",))
    panel = expansion.expansion_panel(session)

    rows_of(
        named(panel, "Add a week"),
        {"week": MONDAY.isoformat(), "platform": "facebook", "received": 1, "in_time": 2},
    )

    assert session.plan.happened == ()
    assert any("more messages answered than received" in repr(part) for part in parts(panel))


def test_the_posts_of_the_calendar_are_entered_once_and_leave_earlier_entries(open_with):
    session = open_with(platforms=("x",))
    placed = {"time": dt.time(9), "zone": "Europe/Paris", "platform": "x", "pillar": "News", "owner": "Owner"}
    slots = [Slot(id=f"s{n}", day=MONDAY + dt.timedelta(days=7 * n), **placed) for n in range(3)]
    session.replace_plan(session.plan.changed(slots=slots, happened=[{"week": MONDAY, "platform": "x", "posts": 9}]))

    expansion.enter_planned(session)
    expansion.enter_planned(session)

    assert [(fact.week, fact.posts) for fact in session.plan.happened] == [
        (MONDAY, 9),
        (MONDAY + dt.timedelta(weeks=1), 1),
    ]


def test_before_a_week_is_over_the_calendar_gives_nothing_and_says_so(open_with):
    session = open_with(platforms=("x",))
    session.today = MONDAY
    box = expansion.results_form(session)

    named(box, "Fill in posts from the calendar").click()

    assert session.plan.happened == ()
    assert any("You can record the first one from January 11, 2027." in repr(part) for part in parts(box))


def test_a_week_that_is_not_over_has_not_happened(open_with):
    session = open_with(platforms=("x",))
    session.today = MONDAY
    editor = named(expansion.results_form(session), "Add a week")

    rows_of(editor, {"week": MONDAY.isoformat(), "platform": "x", "posts": 2})

    assert session.plan.happened == ()
    assert [(cell["row"], cell["key"]) for cell in editor.errors] == [(0, "week")]
    assert "is not over yet. Record it from January 11, 2027" in editor.errors[0]["message"]


def test_only_past_weeks_and_weeks_already_entered_can_be_chosen(open_with):
    session = open_with(platforms=("x",))
    session.replace_plan(
        session.plan.changed(happened=[{"week": MONDAY + dt.timedelta(weeks=9), "platform": "x", "posts": 1}])
    )
    editor = named(expansion.results_form(session), "Add a week")

    weeks = [choice["value"] for choice in editor.columns[0]["choices"] if choice["value"]]

    assert weeks == [(MONDAY + dt.timedelta(weeks=n)).isoformat() for n in (0, 1, 9)]


# sections


def test_a_section_is_built_when_it_is_opened_and_rests_while_it_is_closed(session):
    page = platforms.platforms_page(session)
    page.details["why"].toggle()
    section = next(part for part in parts(page) if type(part).__name__ == "Section")
    assert len(list(parts(section))) == 2

    section.toggle()
    shown = titles(section)
    section.toggle()

    assert "duels" in shown
    assert not any(isinstance(part, CardView) for part in parts(section))
    section.toggle()
    session.change_brief(weights={"dialogue": 5, "trade": 0})
    assert titles(section)["nearest"] != shown["nearest"]


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_page_opens_with_pairs_that_give_no_weights_and_takes_other_changes(open_with, page):
    session = open_with(weighing="pairs", comparisons=[{"criterion": "trade", "over": "effort", "times": 4}])

    made = page.make(session)
    while closed := [part for part in parts(made) if isinstance(part, Section) and not part.is_open]:
        for section in closed:
            section.toggle()
    session.change_brief(name="Bakery by the river")

    assert session.plan.brief.name == "Bakery by the river"


def test_the_table_of_pairs_says_what_is_not_compared_until_it_is(open_with):
    linked = [{"criterion": "audience", "over": other} for other in CRITERIA if other != "audience"]
    session = open_with(weighing="pairs", comparisons=linked[1:])
    editor = weighting.pairs_editor(session)

    assert f"Compare in pairs: not compared with the other criteria: {CRITERIA[linked[0]['over']].name}." in text_of(
        editor
    )

    session.change_brief(comparisons=linked)

    assert "is not compared" not in text_of(editor)
    with pytest.raises(InputError, match="not compared"):
        session.change_brief(comparisons=linked[1:])


def text_of(widget):
    return " ".join(repr(part) for part in parts(widget) if isinstance(part, Prose))
