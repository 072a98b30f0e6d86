"""Words (gettext, a message is its English sentence) and formats (CLDR through Babel) in each of the `languages`."""

import datetime as dt
import gettext
import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_interval, format_skeleton, format_time, get_day_names
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent, get_decimal_symbol, get_territory_currencies

from strategy_kit.errors import InputError
from strategy_kit.languages import DOMAIN, ENGLISH, FOLDER, LANGUAGES, check_language

VOWELS = frozenset("aeiouœæ")
NBSP, NNBSP = "\u00a0", "\u202f"
WIDTHS = ("short", "medium", "long", "full")
"""CLDR's own formats of a date."""
HYPHEN, MINUS = "-", "\u2212"
"""CLDR writes a negative number with a hyphen, which is shorter than a plus sign and may end a line."""


def N_(message: str) -> str:  # noqa: N802 (gettext's own name: marks a message for the catalogue)
    """Mark a message for translation."""
    return message


class Words:
    """
    The words, numbers and dates of one language.

    `lang` is one of `languages.LANGUAGES`; `territory` the ISO 3166-1 country whose formats apply (``"CA"``: 2:15
    p.m.), by default, or where the language has none for it, the language's own.

    >>> _ = Words("en")
    >>> _("{n} studies", n=5)
    '5 studies'
    >>> _.percent(0.174), _.weekday(1)
    ('17%', 'Monday')
    """

    def __init__(self, lang: str, territory: str = "") -> None:
        self.lang = check_language(lang)
        self.language = LANGUAGES[self.lang]
        self.territory = territory or self.language.territory
        self.locale = _locale(self.lang, self.territory)
        self.catalogue = _catalogue(self.lang)

    def __call__(self, message: str, **params: object) -> str:
        """Return `message` translated, its placeholders filled; numbers are formatted: pass a year or an id as text."""
        return self._filled(self.catalogue.gettext(message), self._formatted(params))

    def plural(self, one: str, many: str, n: float, **params: object) -> str:
        """
        Return `one` or `many`, translated, by the language's plural rule; a form that writes out one is never none.

        >>> Words("fr").plural("in one week", "in {n} weeks", 0)
        'en 0 semaines'
        >>> Words("en").plural("{n} visit", "{n} visits", 1.5), Words("fr").plural("{n} visit", "{n} visits", 1.5)
        ('1.5 visits', '1,5 visite')
        """
        form = self.catalogue.ngettext(one, many, self._counted(n))
        if n == 0 and "{n}" not in form:
            form = self.catalogue.ngettext(one, many, 2)
        return self._filled(form, {"n": self.number(n), **self._formatted(params)})

    def _counted(self, n: float) -> int:
        """Return a whole number of the same plural form: gettext knows no others."""
        if n == int(n):
            return int(n)
        return 1 if self.locale.plural_form(abs(n)) == "one" else 2

    def error(self, error: InputError) -> str:
        """Return the translated message of an error."""
        _ = self
        field = _("file") if error.field == "file" else error.field
        return _(error.message, **{**error.params, "field": field})

    def faults(self, error: InputError) -> list[str]:
        """Return the translated messages of all errors of an input."""
        return [self.error(fault) for fault in (error, *error.also)]

    def localized(self, row: Any, name: str) -> Any:
        """
        Return the column of a frame, or its value in a row, in this language.

        >>> Words("fr").localized({"claim_en": "Yes", "claim_fr": "Oui"}, "claim")
        'Oui'
        """
        return row[f"{name}_{self.lang}"]

    @property
    def list_separator(self) -> str:
        """
        The separator of CSV cells: a semicolon where the comma marks decimals.

        >>> Words("fr", "FR").list_separator, Words("en", "GB").list_separator
        (';', ',')
        """
        return ";" if get_decimal_symbol(self.locale) == "," else ","

    def _filled(self, form: str, values: Mapping[str, object]) -> str:
        """
        Fill the placeholders of a form, and elide the words before them: lieu de {name}, lieu d’Instagram.

        A value that ends with a full stop, such as an abbreviation, ends a sentence without a second one.
        """

        def elided(found: re.Match[str]) -> str:
            starts_with = unicodedata.normalize("NFD", str(values.get(found["name"], ""))[:1]).casefold()[:1]
            return f"{found['word'][:-1]}’{{{found['name']}}}" if starts_with in VOWELS else found[0]

        if self.language.elided:
            form = re.sub(rf"\b(?P<word>{self.language.elided}) {{(?P<name>\w+)}}", elided, form, flags=re.IGNORECASE)
        for name, value in values.items():
            if str(value).endswith("."):
                form = form.replace(f"{{{name}}}.", f"{{{name}}}")
        return form.format(**values)

    @staticmethod
    def ended(text: str) -> str:
        """
        End a sentence with a full stop, unless an abbreviation, a question or an exclamation ends it.

        >>> Words.ended("At 2 p.m."), Words.ended("On Monday"), Words.ended("Who?")
        ('At 2 p.m.', 'On Monday.', 'Who?')
        """
        return text if text.rstrip("»” \u00a0\u202f").endswith((".", "?", "!", "…")) else f"{text}."

    def _formatted(self, params: dict[str, object]) -> dict[str, object]:
        return {
            key: self.number(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
            for key, value in params.items()
        }

    def number(self, value: float, decimals: int | None = None) -> str:
        """Write a number; `decimals` fixed if given, else as many as it has, at most three."""
        return _number(value, decimals, self.locale)

    def percent(self, share: float, decimals: int = 0) -> str:
        """Write a share in [0, 1] as a percentage."""
        pattern = self.locale.percent_formats[None].pattern.replace(
            "#,##0", "#,##0" + ("." + "0" * decimals if decimals else "")
        )
        text = str(format_percent(share, format=pattern, locale=self.locale))
        return text.replace(NBSP + "%", NNBSP + "%").replace(HYPHEN, MINUS)

    def money(self, amount: float) -> str:
        """
        Write an amount in the currency of the country, whole ones without decimals.

        >>> Words("en", "CA").money(40), Words("en", "GB").money(2.5), Words("fr", "FR").money(40) == "40\u00a0€"
        ('$40', '£2.50', True)
        """
        currencies = get_territory_currencies(self.territory)
        if not currencies:
            return self.number(amount)
        pattern = self.locale.currency_formats["standard"].pattern
        whole = amount == int(amount)
        text = format_currency(
            amount,
            currencies[0],
            format=pattern.replace(".00", "") if whole else pattern,
            locale=self.locale,
            currency_digits=not whole,
        )
        return str(text).replace(HYPHEN, MINUS)

    def date(self, day: dt.date, width: str = "long") -> str:
        """
        Write a date: short, medium, long, full, or the parts of a CLDR skeleton in the order of the country.

        >>> day = dt.date(2026, 12, 7)
        >>> Words("en", "GB").date(day, "MMMd"), Words("en", "CA").date(day, "MMMd"), Words("fr").date(day, "MMMd")
        ('7 Dec', 'Dec 7', '7 déc.')
        """
        if width in WIDTHS:
            return self._first_of_month(str(format_date(day, width, locale=self.locale)))
        return self._first_of_month(str(format_skeleton(width, day, locale=self.locale)))

    def period(self, period: str) -> str:
        """
        Write a year, half, quarter, month or day in words; other text as it is.

        >>> Words("en").period("2025-H1"), Words("fr").period("2023-02")
        ('first half of 2025', 'février 2023')
        """
        _, (year, _dash, part) = self, period.partition("-")
        if part == "H1":
            return _("first half of {year}", year=year)
        if part == "H2":
            return _("second half of {year}", year=year)
        if re.fullmatch(r"\d{4}-Q[1-4]", period):
            return self.date(dt.date(int(year), 3 * int(part[1]), 1), "yQQQQ")
        if re.fullmatch(r"\d{4}-\d{2}", period):
            return self.date(dt.date.fromisoformat(f"{period}-01"), "yMMMM")
        return self.date(dt.date.fromisoformat(period)) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", period) else period

    def _first_of_month(self, text: str) -> str:
        """Write the first day of a month as the language does, which CLDR leaves to the writer: 1er janvier."""
        return re.sub(r"\b1\b", self.language.first_day, text) if self.language.first_day else text

    def time(self, moment: dt.time | dt.datetime) -> str:
        """
        Write a wall time: 09:00, or 9:00 a.m. in some countries; in French 9 h, 9 h 15.

        >>> Words("en").time(dt.time(9)), Words("fr").time(dt.time(9)) == "9\u00a0h"
        ('09:00', True)
        """
        if self.language.time:
            pattern = self.language.time if moment.minute else self.language.hour
            return pattern.format(hour=moment.hour, minute=moment.minute)
        return str(format_time(moment, format="short", locale=self.locale, tzinfo=getattr(moment, "tzinfo", None)))

    def hour(self, hour: int) -> str:
        """
        Write an hour of the day, 0 to 24, as `time` writes one.

        >>> Words("en", "GB").hour(24), Words("en", "CA").hour(24) == "12:00\u202fa.m."
        ('24:00', True)
        """
        twelve = not self.language.time and "a" in self.locale.time_formats["short"].pattern
        return self.time(dt.time(hour % 24)) if twelve else self.language.hour.format(hour=hour)

    def hours(self, minutes: float) -> str:
        """Write a duration in minutes as hours and minutes: 1 h 45, 40 min."""
        whole = round(minutes)
        if whole < 60:
            return f"{whole}{NBSP}min"
        hours, rest = divmod(whole, 60)
        return f"{hours}{NBSP}h" + (f"{NBSP}{rest:02d}" if rest else "")

    @property
    def week(self) -> tuple[int, ...]:
        """
        The ISO weekdays in the order in which the country of the language writes them.

        >>> Words("fr").week, Words("en", "US").week
        ((1, 2, 3, 4, 5, 6, 7), (7, 1, 2, 3, 4, 5, 6))
        """
        first = self.locale.first_week_day
        return tuple((first + n) % 7 + 1 for n in range(7))

    def weekday(self, weekday: int, width: str = "wide") -> str:
        """Name an ISO weekday, Monday = 1; width wide, abbreviated, short or narrow."""
        names = get_day_names(width, "stand-alone", locale=self.locale)
        return str(names[weekday - 1])

    def weekdays(self, weekdays: Iterable[int]) -> str:
        """Name a set of weekdays, runs of three or more as a span: Monday to Thursday."""
        _, runs = self, list[list[int]]()
        for day in sorted(set(weekdays)):
            if runs and runs[-1][-1] == day - 1:
                runs[-1].append(day)
            else:
                runs.append([day])
        spans: list[str] = []
        for run in runs:
            if len(run) >= 3:
                spans.append(_("{first} to {last}", first=self.weekday(run[0]), last=self.weekday(run[-1])))
            else:
                spans.extend(self.weekday(day) for day in run)
        return self.all_of(spans)

    def apart(self, parts: Iterable[str]) -> str:
        """Join parts that hold commas of their own: 0.50 to 0.75; 40%."""
        _ = self
        return _("; ").join(parts)

    def capital(self, text: str) -> str:
        """
        Return a text with its first letter capitalized.

        >>> Words("fr").capital("varie selon l’État")
        'Varie selon l’État'
        """
        return text[:1].upper() + text[1:]

    def in_sentence(self, name: str) -> str:
        """
        Return a name as it stands within a sentence, with a small first letter.

        >>> Words("en").in_sentence("Click-through rate (CTR)")
        'click-through rate (CTR)'
        """
        return name[:1].lower() + name[1:]

    def interval(self, start: dt.date, end: dt.date) -> str:
        """Write a span of dates."""
        return self._first_of_month(str(format_interval(start, end, "yMMMMd", locale=self.locale)))

    def all_of(self, items: Iterable[str]) -> str:
        """Join items with the language's "and"."""
        return str(format_list(list(items), locale=self.locale))

    def any_of(self, items: Iterable[str]) -> str:
        """Join items with the language's "or"."""
        return str(format_list(list(items), style="or", locale=self.locale))

    def country(self, code: str) -> str:
        """Name a country by its ISO 3166-1 code."""
        return str(self.locale.territories.get(code, code))

    def zone(self, zone: str) -> str:
        """Name the place of an IANA zone: London, Londres; the end of its name where CLDR has no city."""
        city = self.locale.time_zones.get(zone, {}).get("city")
        return str(city or zone.rsplit("/")[-1].replace("_", " "))


@lru_cache(maxsize=4096)
def _number(value: float, decimals: int | None, locale: Locale) -> str:
    pattern = None if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(value, format=pattern, locale=locale)).replace(HYPHEN, MINUS)


@cache
def _locale(lang: str, territory: str) -> Locale:
    try:
        return Locale.parse(f"{lang}_{territory}")
    except (ValueError, UnknownLocaleError):  # French in the United States has no habits of its own
        return Locale.parse(f"{lang}_{LANGUAGES[lang].territory}")


@cache
def _catalogue(lang: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, FOLDER, languages=[lang], fallback=lang == ENGLISH)
