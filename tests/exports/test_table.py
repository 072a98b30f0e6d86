import csv
import datetime as dt
import io

import numpy as np
import pandas as pd
import pytest
from example_plans import MONDAY, plan_of, post, watch, with_everywhere
from hostile import HOSTILE
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.calendar.reconcile import reworded
from strategy_kit.errors import InputError
from strategy_kit.exports.calendar_entries import calendar_entries
from strategy_kit.exports.csv_rows import unguarded
from strategy_kit.exports.table import COLUMNS, frame_csv, read_texts, to_csv
from strategy_kit.i18n import Words
from strategy_kit.languages import COMPLETE
from strategy_kit.text import normalized_text

TRIGGERS = set("=+-@\t\r\n＝＋－＠")


def cells(data, separator=","):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=separator))


def rows_of(plan, lang, separator=","):
    """Read the file as a program does that knows the guard."""
    header, *rows = cells(to_csv(plan, lang=lang, separator=separator), separator)
    return [dict(zip(header, map(unguarded, row), strict=True)) for row in rows]


def values_of(plan, lang):
    """Return what the columns hold of each post, as it is stored."""
    return [
        {name: normalized_text(str(value(plan, entry, Words(lang)))) for name, value in COLUMNS.items()}
        for entry in calendar_entries(plan)
    ]


def test_the_header_is_the_one_other_programs_know():
    assert ",".join(COLUMNS) == (
        "format,plan_id,post_id,revision,platform,account,status,start_local,zone,utc_offset,start_utc,weekday,title,"
        "text,link,tags,owner,watch_until_utc,note"
    )


def test_a_row_says_wall_time_zone_offset_and_instant(plan):
    first = rows_of(plan, lang="en")[0]

    assert (first["start_local"], first["zone"], first["utc_offset"], first["start_utc"], first["watch_until_utc"]) == (
        "2027-03-01T10:00", "Europe/Paris", "UTC+01:00", "2027-03-01T09:00Z", "2027-03-01T10:00Z",
    )  # fmt: skip


def test_a_row_says_who_what_where_and_what_the_studies_think(plan):
    first = rows_of(plan, lang="en")[0]

    assert (first["platform"], first["title"], first["owner"], first["tags"]) == (
        "facebook",
        "Bread of the day",
        "Counter",
        "image",
    )
    assert first["note"] == "Hour: good, according to 3 studies."


def test_a_post_is_a_draft_until_the_plan_is_agreed_and_cancelled_posts_stay(plan):
    assert [row["status"] for row in rows_of(plan, lang="en")] == ["agreed"] * 3 + ["cancelled"]
    assert [row["status"] for row in rows_of(plan.changed(agreed_on=None), lang="en")][:3] == ["draft"] * 3


def test_a_post_nobody_watches_has_no_end_of_watch():
    assert rows_of(plan_of([post(1)], watches=()), lang="en")[0]["watch_until_utc"] == ""


def test_the_last_of_several_watches_ends_the_watch():
    slot = post(1)
    watches = (watch(slot, minutes=60), watch(slot, person="Baker", minutes=90))

    assert rows_of(plan_of([slot], watches), lang="en")[0]["watch_until_utc"] == "2027-03-01T10:30Z"


def test_rows_stand_in_order_of_instant_not_of_wall_time():
    late = post(1, time=dt.time(8), zone="America/New_York")
    early = post(2, time=dt.time(9), zone="Europe/Paris")

    assert [row["post_id"] for row in rows_of(plan_of([late, early]), lang="en")] == ["s2", "s1"]


def test_a_row_holds_what_was_written_for_the_post():
    written = {"title": "Rye", "text": "Rye bread", "link": "https://example.org/rye", "tags": ("bread", "rye")}
    row = rows_of(plan_of([post(1, **written)]), lang="en")[0]

    assert (row["title"], row["text"], row["link"], row["tags"]) == (
        "Rye",
        "Rye bread",
        written["link"],
        "image, bread, rye",
    )


def test_without_a_language_the_plan_speaks_its_own(plan):
    french = plan.changed(brief=plan.brief.changed(lang="fr"))

    assert to_csv(french) == to_csv(french, lang="fr") != to_csv(french, lang="en")


@pytest.mark.parametrize("lang", COMPLETE)
def test_weekdays_are_named_in_the_language_asked_for(plan, lang):
    assert rows_of(plan, lang=lang)[0]["weekday"] == Words(lang).weekday(1)


@pytest.mark.parametrize("separator", [",", ";"])
def test_the_file_reads_back_exactly(plan, separator):
    assert rows_of(plan, lang="fr", separator=separator) == values_of(plan, lang="fr")


@pytest.mark.parametrize("separator", [",", ";"])
def test_any_text_reads_back_exactly_and_starts_no_formula(plan, hostile, separator):
    harmed = with_everywhere(plan, hostile)
    data = to_csv(harmed, lang="en", separator=separator)

    assert rows_of(harmed, lang="en", separator=separator) == values_of(harmed, lang="en")
    assert rows_of(harmed, lang="en")[0]["title"] == normalized_text(hostile)
    assert not [cell for row in cells(data, separator) for cell in row if cell[:1] in TRIGGERS]


@given(st.text(max_size=30))
def test_any_title_reads_back_exactly(title):
    slot = post(1).model_copy(update={"pillar": title})
    plan = plan_of([post(1)]).model_copy(update={"slots": (slot,)})

    assert rows_of(plan, lang="en") == values_of(plan, lang="en")


def test_the_file_opens_as_unicode_has_every_cell_quoted_and_no_blank_row(plan):
    data = to_csv(plan, lang="en", separator=",")
    lines = data.decode("utf-8").split("\r\n")

    assert data.startswith(b"\xef\xbb\xbf")
    assert lines[-1] == ""
    assert len(lines) == 1 + 4 + 1
    assert all(line.lstrip("\ufeff").startswith('"') and line.endswith('"') for line in lines[:-1])
    assert all(line.count('","') == len(COLUMNS) - 1 for line in lines[:-1])


@pytest.mark.parametrize(("zone", "offset"), [("Europe/Paris", "UTC+01:00"), ("America/Toronto", "UTC-05:00")])
def test_an_offset_begins_with_a_letter_so_that_no_spreadsheet_computes_it(zone, offset):
    assert f'"{offset}"' in to_csv(plan_of([post(1, zone=zone)]), lang="en").decode()


def test_half_a_character_is_refused(plan):
    with pytest.raises(InputError, match="a character in this text is incomplete"):
        to_csv(with_everywhere(plan, "\udfff"), lang="en")


def test_a_target_that_is_not_known_is_refused_with_those_that_are(plan):
    with pytest.raises(
        InputError, match=r"^target: found postiz\. Use one of these: plain buffer sprout metricool brightbean\."
    ):
        to_csv(plan, "postiz", lang="en")


@pytest.mark.parametrize(
    ("lang", "country", "separator"), [("en", "GB", ","), ("en", "US", ","), ("fr", "FR", ";"), ("fr", "CA", ";")]
)
def test_the_separator_is_that_of_the_readers_spreadsheet(plan, lang, country, separator):
    moved = plan.changed(brief=plan.brief.changed(country=country))

    assert to_csv(moved, lang=lang) == to_csv(moved, lang=lang, separator=separator)


def test_a_separator_that_is_not_known_is_refused(plan):
    with pytest.raises(InputError, match=r"^separator: found \|\. Use one of these: , ;\."):
        to_csv(plan, lang="en", separator="|")


# Texts people wrote into the list


def edited(plan, **texts):
    """Return the list as a spreadsheet saves it: other columns gone, semicolons, no mark."""
    posts = [(row["post_id"], row["title"]) for row in rows_of(plan, lang="en")]
    lines = ["post_id;Title;TEXT;link", *(f"{post_id};{title};{texts.get(post_id, '')};" for post_id, title in posts)]
    return "\r\n".join(lines).encode()


def test_texts_are_read_from_the_list_as_it_left(plan):
    changed = plan.changed(slots=(plan.slots[0].changed(title="=1+1", text="+33 call us"), *plan.slots[1:]))

    assert read_texts(to_csv(changed, lang="en"), changed)["s1"] == {"title": "=1+1", "text": "+33 call us", "link": ""}


def test_texts_are_read_from_the_list_as_a_spreadsheet_saved_it(plan):
    texts = read_texts(edited(plan, s1="Rye", s2="Sour"), plan)

    assert [words["text"] for words in texts.values()] == ["Rye", "Sour", "", ""]
    assert {words["title"] for words in texts.values()} == {""}


def test_texts_read_back_change_the_posts_and_nothing_else(plan):
    again = reworded(plan, read_texts(to_csv(plan, lang="en"), plan))
    changed = reworded(plan, read_texts(edited(plan, s1="Rye"), plan))

    assert again == plan
    assert [(slot.text, slot.revision) for slot in changed.slots] == [("Rye", 1), ("", 0), ("", 0), ("", 2)]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "row 1: the columns post_id and text are missing"),
        (b"post_id,when\r\n", "row 1: the columns post_id and text are missing"),
        (b"post_id,text\r\ns9,Rye\r\n", "row 2: s9 is not a post of this plan"),
        (
            b"post_id,text\r\ns1,Rye\r\ns1,Sour\r\n",
            "row 3: s1 is not a post of this plan, or appears twice",
        ),
        ("post_id,text\r\ns1,été\r\n".encode("cp1252"), "cannot be read as a UTF-8 table"),
        (b'"post_id","text"\r\n"s1","Ry', "cannot be read as a UTF-8 table"),
    ],
    ids=["empty", "no texts", "stranger", "twice", "not UTF-8", "cut"],
)
def test_a_list_of_something_else_is_refused(plan, data, message):
    with pytest.raises(InputError, match=message):
        read_texts(data, plan)


# Frames


def test_a_frame_keeps_numbers_as_numbers_and_leaves_unknown_empty():
    frame = pd.DataFrame(
        {
            "platform": ["x", "tiktok", None],
            "support": [-0.5, 1e-07, np.nan],
            "studies": pd.array([3, None, 0], dtype="Int64"),
            "contested": [True, False, True],
            "day": [MONDAY, None, MONDAY],
        }
    )
    assert cells(frame_csv(frame)) == [
        ["platform", "support", "studies", "contested", "day"],
        ["x", "-0.5", "3", "true", "2027-03-01"],
        ["tiktok", "1e-07", "", "false", ""],
        ["", "", "0", "true", "2027-03-01"],
    ]


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1))
def test_numbers_of_a_frame_read_back_exactly(numbers):
    frame = pd.DataFrame({"support": numbers})

    assert [float(row[0]) for row in cells(frame_csv(frame))[1:]] == numbers


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_text_of_a_frame_starts_a_formula(text):
    changed = cells(frame_csv(pd.DataFrame({text: [text], "n": [-1]})))

    assert [row[0][:1] in TRIGGERS for row in changed] == [False, False]
    assert changed[1][1] == "-1"


def test_an_empty_frame_is_its_header():
    assert frame_csv(pd.DataFrame({"a": [], "b": []})) == b'\xef\xbb\xbf"a","b"\r\n'
