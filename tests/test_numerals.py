"""Numbers are read by the language of the person who writes them, and never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.numerals import LONGEST, plain_number, read_amount, read_hours, read_number

EN, FR = Words("en"), Words("fr")
HABITS = [Words("en", "GB"), Words("en", "US"), Words("en", "CH"), Words("fr"), Words("fr", "CA"), Words("fr", "CH")]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2,5", 2.5),
        ("2.5", 2.5),
        (" 12 ", 12),
        ("0,125", 0.125),
        ("2,", 2.0),
        (",5", 0.5),
        ("\u22123,5", -3.5),
        ("+3", 3),
        ("1 234", 1234),
        ("1\u202f234\u202f567,8", 1234567.8),
        ("1\u2019234.5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234,567", 1234567),
        ("1.234.567", 1234567),
        ("12,3456", 12.3456),
        ("", None),
        (" \u00a0", None),
    ],
)
@pytest.mark.parametrize("words", [EN, FR], ids=["en", "fr"])
def test_what_means_one_number_in_any_language_is_that_number(text, number, words):
    assert read_number(text, words) == number


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("£3,000", 3000),
        ("3 000 €", 3000),
        ("€ 3.000", 3000),
        ("3,000$", 3000),
        ("€2,5", 2.5),
        ("$1,234.50", 1234.5),
        ("-£3", -3),
        ("£-3", -3),
        ("\u2212 12 %", -12),
        ("7", 7),
        ("", None),
        ("€", None),
    ],
)
@pytest.mark.parametrize("words", [EN, FR], ids=["en", "fr"])
def test_an_amount_may_have_a_sign_and_then_three_figures_after_its_mark_are_thousands(text, amount, words):
    assert read_amount(text, words) == amount


@pytest.mark.parametrize("text", ["3,000", "£3,00,0", "7-", "-", "£three", "3 £ 4"])
def test_an_amount_without_a_currency_or_that_is_no_number_is_read_as_any_number_or_refused(text):
    with pytest.raises(InputError):
        read_amount(text, EN, "Cost")


@pytest.mark.parametrize(("text", "words"), [("1,234", FR), ("1.234", EN)], ids=["fr", "en"])
def test_the_decimal_mark_of_the_language_is_read_as_such(text, words):
    assert read_number(text, words) == 1.234


@pytest.mark.parametrize(
    ("text", "words", "message"),
    [
        ("1,234", EN, "Cost: found 1,234, which could mean 1234 or 1.234. Write one of the two."),
        ("1.234", FR, "Cost : 1.234 peut vouloir dire 1234 ou 1,234. Écrivez l’un ou l’autre."),
        ("-12,500", EN, "Cost: found -12,500, which could mean -12500 or -12.500. Write one of the two."),
    ],
)
def test_what_may_be_thousands_or_a_fraction_is_refused_with_both_readings(text, words, message):
    with pytest.raises(InputError) as refused:
        read_number(text, words, "Cost")

    assert words.error(refused.value).replace("\u00a0", " ") == message


@pytest.mark.parametrize(
    "text",
    [",", ".", "-", "abc", "1e3", "nan", "inf", "1_000", "1 23", "12,34,567", "1,2,3", "1.2,3.4", "２", "9" * 41],
)
@pytest.mark.parametrize("words", [EN, FR], ids=["en", "fr"])
def test_what_is_no_number_is_refused_with_an_example(text, words):
    with pytest.raises(InputError, match=r"like 2[.,]5"):
        read_number(text, words, "Cost")


@given(
    st.integers(-(10**12), 10**12)
    | st.integers(-(10**9), 10**9).map(lambda n: n / 1000)
    | st.floats(0, 1e6).map(lambda x: round(x, 9)),
    st.sampled_from(HABITS),
)
def test_a_number_is_read_as_the_field_writes_it(number, words):
    assert read_number(plain_number(number, words), words) == number


@given(st.text(max_size=50), st.sampled_from(HABITS))
def test_any_text_is_a_number_nothing_or_refused(text, words):
    try:
        number = read_number(text, words, "Cost")
    except InputError:
        return

    assert number is None or isinstance(number, int | float)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("3h", 3),
        ("3 h", 3),
        ("30 min", 0.5),
        ("30mn", 0.5),
        ("1 h 30", 1.5),
        ("1h30", 1.5),
        ("1 H 05 min", 1 + 5 / 60),
        ("1:30", 1.5),
        ("4 hours", 4),
        ("2 heures 15 minutes", 2.25),
        ("1,5 h", 1.5),
        ("2.5", 2.5),
        (" 1\u00a0h\u202f45 ", 1.75),
        ("90 min", 1.5),
        ("0", 0),
        (" ", None),
    ],
)
@pytest.mark.parametrize("words", [EN, FR], ids=["en", "fr"])
def test_a_time_is_read_as_people_write_it(text, hours, words):
    assert read_hours(text, words) == hours


@pytest.mark.parametrize(
    "text", ["three", "h", "1:5", "1:75", "1 h 75", "3 h 1 h", "3 days", "1" * (LONGEST + 1), "1" * 9999 + " h"]
)
def test_what_is_no_time_is_refused_with_two_examples(text):
    with pytest.raises(InputError) as refused:
        read_hours(text, EN, "Hours a week")

    assert EN.error(refused.value).endswith("Write a time, like 2.5 or 1\u00a0h\u00a030.")


@given(st.integers(0, 168 * 60), st.sampled_from(HABITS))
def test_a_time_that_the_workbook_writes_is_read_as_it_was(minutes, words):
    assert round(60 * read_hours(words.hours(minutes), words)) == minutes
    assert read_hours(plain_number(minutes / 60, words), words) == pytest.approx(minutes / 60)


@given(st.text(alphabet="0123456789hHmin:.,+ \u00a0abc-", max_size=60))
def test_a_time_is_read_or_refused_and_never_anything_else(text):
    try:
        hours = read_hours(text, FR, "Heures")
    except InputError:
        return
    assert hours is None or isinstance(hours, int | float)
