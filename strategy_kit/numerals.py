"""Numbers and times as people write them, by the decimal mark of their language; two readings (1,234) are refused."""

import re

from babel.numbers import format_decimal, get_decimal_symbol

from strategy_kit.errors import InputError
from strategy_kit.i18n import HYPHEN, MINUS, Words

LONGEST = 40
"""Letters a number may take."""
CURRENCIES = "€$£¥"
"""Signs that may stand before or after an amount."""
_BLANKS = " \u00a0\u202f"
_SPACED = re.compile(r"\d{1,3}(?:(?P<mark>[ '’\u00a0\u2009\u202f])\d{3})(?:(?P=mark)\d{3})*(?:[.,]\d+)?", re.ASCII)
_TWO_MARKS = re.compile(r"\d{1,3}(?P<mark>[.,])\d{3}(?:(?P=mark)\d{3})*(?!(?P=mark))[.,]\d+", re.ASCII)
_GROUPS = re.compile(r"\d{1,3}(?P<mark>[.,])\d{3}(?:(?P=mark)\d{3})+", re.ASCII)
_ONE_MARK = re.compile(r"(?P<whole>\d*)(?P<mark>[.,])(?P<part>\d*)", re.ASCII)
_ONE_GROUP = re.compile(r"[1-9]\d{0,2}([.,])\d{3}", re.ASCII)
_WHOLE = re.compile(r"\d+", re.ASCII)
_HOURS = re.compile(r"([\d.,]+) ?(?:h|hrs?|hours?|heures?)", re.ASCII | re.IGNORECASE)
_MINUTES = re.compile(r"([\d.,]+) ?(?:mn?|mins?|minutes?)", re.ASCII | re.IGNORECASE)
_HOURS_AND_MINUTES = re.compile(
    r"(\d+) ?(?::(?=\d\d)|h|hrs?|hours?|heures?) ?([0-5]?\d) ?(?:mn?|mins?|minutes?)?", re.ASCII | re.IGNORECASE
)


def decimal_mark(_: Words) -> str:
    """
    Return the decimal mark of a language.

    >>> decimal_mark(Words("en")), decimal_mark(Words("fr"))
    ('.', ',')
    """
    return str(get_decimal_symbol(_.locale))


def plain_number(value: float, _: Words) -> str:
    """
    Write a number for an input field: with the language's decimal mark, without grouping.

    >>> plain_number(1234.5, Words("fr")), plain_number(1234, Words("en"))
    ('1234,5', '1234')
    """
    return str(format_decimal(value, format="0.############", locale=_.locale, decimal_quantization=False))


def read_number(text: str, _: Words, field: str = "") -> int | float | None:
    """
    Read a number as written in a language: None for blank text, an int without decimals.

    Spaces, apostrophes or the other mark may group thousands. Refuses, naming `field`, what is no number or has two
    readings.

    >>> read_number("2,5", Words("fr")), read_number("1 234,5", Words("fr")), read_number("2,5", Words("en"))
    (2.5, 1234.5, 2.5)
    >>> read_number("1,234", Words("en"), "Cost a month")
    Traceback (most recent call last):
    ...
    strategy_kit.errors.InputError: Cost a month: found 1,234, which could mean 1234 or 1.234. Write one of the two.
    """
    stripped = text.strip().replace(MINUS, HYPHEN)
    if not stripped:
        return None
    sign, digits = (HYPHEN, stripped[1:].lstrip()) if stripped.startswith(HYPHEN) else ("", stripped.removeprefix("+"))
    plain = _without_groups(digits) if len(digits) <= LONGEST else None
    if plain is None:
        raise InputError(
            "{field}: found {value}. Write a number, like {example}.",
            field=field,
            value=text,
            example=plain_number(2.5, _),
        )
    if _has_two_readings(digits, _):
        whole, part = re.split("[.,]", digits)
        raise InputError(
            "{field}: found {value}, which could mean {thousands} or {fraction}. Write one of the two.",
            field=field,
            value=text,
            thousands=sign + whole + part,
            fraction=sign + whole + decimal_mark(_) + part,
        )
    return float(sign + plain) if "." in plain else int(sign + plain)


def read_amount(text: str, _: Words, field: str = "") -> int | float | None:
    """
    Read a number that may have a currency or percent sign before or after: `read_number` of the rest, refused alike.

    Three figures after the only mark are thousands where there is a currency sign: money has no thousandths.

    >>> [read_amount(text, Words("en")) for text in ("£3,000", "3 000 €", "$ 2.50", "-£3", "12 %", "7")]
    [3000, 3000, 2.5, -3, 12, 7]
    """
    minus = text.strip(f"{CURRENCIES}{_BLANKS}").startswith((MINUS, HYPHEN))
    bare = text.strip(f"%{CURRENCIES}{_BLANKS}{MINUS}{HYPHEN}" if minus else f"%{CURRENCIES}{_BLANKS}")
    if len(bare) <= LONGEST and any(sign in text for sign in CURRENCIES) and _ONE_GROUP.fullmatch(bare):
        bare = bare.replace(",", "").replace(".", "")
    return read_number(f"{HYPHEN}{bare}" if minus else bare, _, field)


def read_hours(text: str, _: Words, field: str = "") -> float | None:
    """
    Read a time in hours, as a number or with its units: None for blank text. Refuses, naming `field`, anything else.

    >>> [read_hours(text, Words("fr")) for text in ("2,5", "3h", "1 h 30", "1:30", "30 min", "")]
    [2.5, 3, 1.5, 1.5, 0.5, None]
    >>> read_hours("three", Words("en"), "Hours a week")
    Traceback (most recent call last):
    ...
    strategy_kit.errors.InputError: Hours a week: found three. Write a time, like 2.5 or ...
    """
    words = " ".join(text.split()) if len(text) <= LONGEST else ""
    if parts := _HOURS_AND_MINUTES.fullmatch(words):
        return int(parts[1]) + int(parts[2]) / 60
    in_minutes, in_hours = _MINUTES.fullmatch(words), _HOURS.fullmatch(words)
    number = (in_minutes or in_hours or [text, text])[1]
    try:
        read = read_number(number, _, field)
    except InputError as error:
        if "thousands" in error.params:
            raise
        raise InputError(
            "{field}: found {value}. Write a time, like {example} or {other}.",
            field=field,
            value=text,
            example=plain_number(2.5, _),
            other=_.hours(90),
        ) from error
    return read / 60 if in_minutes and read is not None else read


def _without_groups(digits: str) -> str | None:
    """Return the digits with a point before the decimals and nothing between thousands; None if it is no number."""
    if _WHOLE.fullmatch(digits):
        return digits
    for grouped in (_SPACED, _TWO_MARKS, _GROUPS):
        match = grouped.fullmatch(digits)
        if match:
            return digits.replace(match["mark"], "").replace(",", ".")
    match = _ONE_MARK.fullmatch(digits)
    if not match or not match["whole"] + match["part"]:
        return None
    return f"{match['whole'] or 0}.{match['part'] or 0}"


def _has_two_readings(digits: str, _: Words) -> bool:
    """Say whether the only mark, which is not the decimal one, may part thousands as well as decimals."""
    match = _ONE_GROUP.fullmatch(digits)
    return match is not None and match[1] != decimal_mark(_)
