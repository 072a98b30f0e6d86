import datetime as dt
import gettext
import io
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from strategy_kit import i18n
from strategy_kit.i18n import Words

PO = Path(i18n.__file__).parent / "locale/fr/LC_MESSAGES/strategy_kit.po"


@pytest.mark.parametrize(("lang", "country", "expected"), [("fr", "US", "14\u00a0h\u00a015"), ("en", "JP", "14:15")])
def test_a_language_without_habits_in_a_country_keeps_its_own(lang, country, expected):
    assert Words(lang, country).time(dt.time(14, 15)) == expected


@pytest.mark.parametrize("country", ["", "CA", "CH"])
def test_french_writes_times_of_day_as_its_axes_do(country):
    words = Words("fr", country)

    assert words.time(dt.time(13)) == words.hour(13) == "13\u00a0h"
    assert words.time(dt.datetime(2027, 1, 4, 0, 5)) == "0\u00a0h\u00a005"


@pytest.mark.parametrize(
    ("day", "width", "expected"),
    [
        (dt.date(2027, 1, 1), "long", "1er janvier 2027"),
        (dt.date(2027, 1, 1), "full", "vendredi 1er janvier 2027"),
        (dt.date(2027, 1, 1), "Ed", "ven. 1er"),
        (dt.date(2027, 1, 1), "short", "01/01/2027"),
        (dt.date(2027, 1, 11), "long", "11 janvier 2027"),
        (dt.date(2027, 1, 1), "yMMMM", "janvier 2027"),
    ],
)
def test_french_calls_the_first_of_a_month_the_first(day, width, expected):
    assert Words("fr").date(day, width) == expected


@pytest.mark.parametrize("width", ["short", "medium", "long", "full", "MMMd", "yMMMd", "yMMMEd", "MMMMEEEEd"])
def test_day_and_month_stand_in_the_order_of_the_country_in_every_form(width):
    day = dt.date(2027, 2, 25)
    written = {country: Words("en", country).date(day, width) for country in ("CA", "US", "GB")}
    month = re.compile("Feb|02|^2/")

    assert (width == "short") or written["CA"] == written["US"]
    assert month.search(written["US"]).start() < written["US"].index("25")
    assert written["GB"].index("25") < month.search(written["GB"]).start()


@pytest.mark.parametrize("country", ["CA", "US", "AU", "GB", "FR"])
def test_english_writes_a_full_hour_of_an_axis_as_it_writes_a_time_of_day(country):
    words = Words("en", country)

    assert [words.hour(hour) for hour in (0, 9, 12, 23)] == [words.time(dt.time(hour)) for hour in (0, 9, 12, 23)]
    assert words.hour(24) in ("24:00", words.hour(0))


@pytest.mark.parametrize(
    ("period", "english", "french"),
    [
        ("2025-H1", "first half of 2025", "1er semestre 2025"),
        ("2025-H2", "second half of 2025", "2e semestre 2025"),
        ("2025-Q3", "3rd quarter 2025", "3e trimestre 2025"),
        ("2025-Q1", "1st quarter 2025", "1er trimestre 2025"),
        ("2023-02", "February 2023", "février 2023"),
        ("2023-07-28", "28 July 2023", "28 juillet 2023"),
        ("2019", "2019", "2019"),
    ],
)
def test_periods_are_written_in_words(period, english, french):
    assert (Words("en").period(period), Words("fr").period(period)) == (english, french)


def test_french_spans_from_the_first():
    assert Words("fr").interval(dt.date(2027, 3, 1), dt.date(2027, 3, 28)).startswith("1er")
    assert Words("en").interval(dt.date(2027, 3, 1), dt.date(2027, 3, 28)).startswith("1")


@pytest.mark.parametrize(
    ("days", "expected"), [({1, 2, 3, 4}, "du lundi au jeudi"), ({1, 2, 6}, "lundi, mardi et samedi")]
)
def test_french_names_spans_of_weekdays(days, expected):
    assert Words("fr").weekdays(days) == expected


def test_french_parts_what_holds_commas_with_its_own_mark():
    assert Words("fr").apart(["0,50 à 0,75", "40 %"]) == "0,50 à 0,75\u202f; 40 %"


@pytest.mark.parametrize(("lang", "expected"), [("en", ("−0.35", "−5%")), ("fr", ("−0,35", "−5\u202f%"))])
def test_a_negative_number_has_a_minus_sign_and_no_hyphen(lang, expected):
    assert (Words(lang).number(-0.35), Words(lang).percent(-0.05)) == expected


@pytest.mark.parametrize(
    ("one", "many", "french"),
    [
        ("One post a week", "{n} posts a week", "0 publication par semaine"),
        ("one post", "{n} posts", "0 publication"),
        ("at most one post a day on {of}", "at most {n} posts a day on {of}", "au plus 0 publication par jour sur X"),
        ("This plan is based on one source", "This plan is based on {n} sources", "Ce plan repose sur 0 source"),
    ],
)
def test_none_is_singular_in_french(one, many, french):
    assert Words("fr").plural(one, many, 0, of="X") == french


def test_none_is_never_written_out_as_one():
    french = Words("fr")
    counted = (message for message in read_po(io.BytesIO(PO.read_bytes())) if isinstance(message.id, tuple))
    messages = [message for message in counted if "{n}" in message.string[1]]
    fields = {name for message in messages for form in message.id for name in re.findall(r"{(\w+)}", form)} - {"n"}

    written = {french.plural(*message.id, 0, **dict.fromkeys(fields, "x")) for message in messages}

    assert [text for text in written if "0" not in text] == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Instagram", "Plan d’Instagram"), ("Élan", "Plan d’Élan"), ("Facebook", "Plan de Facebook"), ("8", "Plan de 8")],
)
def test_french_elides_before_a_name_that_begins_with_a_vowel(name, expected):
    words = Words("fr")
    words.catalogue = Translated({"Plan of {name}": "Plan de {name}"})

    assert words("Plan of {name}", name=name) == expected


def test_english_elides_nothing():
    assert Words("en")("{platforms} de {name}", platforms="X", name="Instagram") == "X de Instagram"


class Translated(gettext.NullTranslations):
    """A catalogue of a few messages."""

    def __init__(self, messages):
        super().__init__()
        self.messages = messages

    def gettext(self, message):
        return self.messages[message]


def test_a_sentence_that_ends_with_an_abbreviation_has_one_full_stop() -> None:
    words = Words("en", "CA")
    two = words.time(dt.time(14))

    assert two.endswith("p.m.")
    assert words("Post until {time}. Then {name}.", time=two, name="Shop") == f"Post until {two} Then Shop."
    assert words("{time} is late.", time=two) == f"{two} is late."
    assert words.plural("one at {time}.", "{n} at {time}.", 2, time=two) == f"2 at {two}"
