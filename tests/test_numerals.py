"""Numbers are read by the language of the person who writes them, and never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.numerals import plain_number, read_number

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
