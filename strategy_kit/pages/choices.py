"""Choices of a page in the reader's language: countries, time zones, entries of the brief; columns of tables."""

import unicodedata
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from babel.core import get_global

from strategy_kit.errors import InputError
from strategy_kit.i18n import Words
from strategy_kit.languages import LANGUAGES
from strategy_kit.model import Brief
from strategy_kit.model.renaming import referenced_names
from strategy_kit.session.session import Session
from strategy_kit.territories import known_zones
from strategy_kit.views.shared import platform_names

Options = list[tuple[str, str]]
WEEKDAYS = range(1, 8)
"""ISO: 1 is Monday."""
_SURVEYED = ("FR", "CA", "US", "GB", "BE", "CH", "DE", "ES", "IT")
NEAR = tuple(dict.fromkeys((*_SURVEYED, *(language.country for language in LANGUAGES.values()))))
"""Countries offered first: those of the workbook's languages and of its surveys."""


def country_options(_: Words, near: Sequence[str] = NEAR) -> Options:
    """
    Return the countries: those near first, then all by name.

    >>> country_options(Words("en"))[0]
    ('France', 'FR')
    """
    return [(_.country(code), code) for code in near] + [pair for pair in _countries(_) if pair[1] not in near]


def _countries(_: Words) -> Options:
    codes = [code for code in _.locale.territories if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY]
    return sorted(((_.country(code), code) for code in codes), key=lambda pair: _plain(pair[0]))


def _plain(name: str) -> str:
    """Return a name as its sort key: É sorts as E."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"})


def zone_options(_: Words) -> Options:
    """
    Return the zones in which people live, by city: the value is the IANA name.

    >>> [option for option in zone_options(Words("fr")) if option[1] == "Europe/London"]
    [('Londres (Royaume-Uni)', 'Europe/London')]
    """
    homes = get_global("zone_territories")
    lived_in = [zone for zone in homes if zone in known_zones() and not zone.startswith("Etc/")]
    named = [(f"{_.zone(zone)} ({_.country(homes[zone])})", zone) for zone in lived_in]
    return sorted(named, key=lambda pair: _plain(pair[0]))


def entries(brief: Brief, kind: str, _: Words) -> dict[str, str]:
    """
    Return the names of the brief's ``segments``, ``pillars`` or ``team``; one that is gone but referred to says so.

    >>> entries(Brief(name="Shop", replies=({"kind": "praise", "who": "Counter"},)), "team", Words("en"))
    {'Owner': 'Owner', 'Counter': 'Counter (no longer there)'}
    """
    names = {entry.name: entry.name for entry in getattr(brief, kind)}
    gone = [name for name in referenced_names(brief, kind) if name not in names]
    return names | {name: _("{name} (no longer there)", name=name) for name in gone}


def with_value(options: Options, value: str) -> Options:
    """Return the options, with a value that is not among them added as it is."""
    return options if value in [key for _word, key in options] else [*options, (value, value)]


def choice_column(
    key: str, word: str, options: Mapping[Any, str], names: Mapping[Any, str] | None = None
) -> dict[str, Any]:
    """
    Return a column of a table whose cells choose one of `options`, by value; None is a choice like any other.

    `names` has the words of values that the plan may hold although they are not on offer.

    >>> choice_column("sex", "Sex", {None: "all"})
    {'key': 'sex', 'word': 'Sex', 'kind': 'choice', 'choices': [{'value': None, 'word': 'all'}]}
    """
    choices = [{"value": value, "word": label} for value, label in options.items()]
    return {"key": key, "word": word, "kind": "choice", "choices": choices, **({"names": dict(names)} if names else {})}


def platform_column(session: Session, offered: Iterable[str], every: str = "") -> dict[str, Any]:
    """Return the column of a platform; `every` is the word for all of them, if that is a choice."""
    _, names = session.words, platform_names(session.workings)
    every_platform = {"all": every} if every else {}
    return choice_column("platform", _("Platform"), every_platform | {key: names[key] for key in offered}, names)


def platforms_used(session: Session) -> tuple[str, ...]:
    """Return the platforms of the calendar; while they cannot be worked out, those that the brief names."""
    try:
        return session.workings.platforms
    except InputError:
        return session.plan.brief.platforms


def weekday_columns(_: Words) -> list[dict[str, Any]]:
    """Return a narrow column to tick for each day of the week."""
    return [{"key": f"d{day}", "word": _.weekday(day, "short"), "kind": "flag", "width": "34px"} for day in WEEKDAYS]


def weekday_cells(weekdays: Container[int]) -> dict[str, bool]:
    """
    Return the cells of `weekday_columns`.

    >>> [key for key, ticked in weekday_cells([1, 7]).items() if ticked]
    ['d1', 'd7']
    """
    return {f"d{day}": day in weekdays for day in WEEKDAYS}


def ticked_weekdays(row: Mapping[str, Any]) -> tuple[int, ...]:
    """Return the days that are ticked in a row."""
    return tuple(day for day in WEEKDAYS if row.get(f"d{day}"))
