"""Choices of a page in the reader's language: countries, time zones, entries of the brief; columns of choices."""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from babel.core import get_global

from strategy_kit.i18n import Words
from strategy_kit.languages import LANGUAGES
from strategy_kit.model import Brief
from strategy_kit.model.renaming import referenced_names
from strategy_kit.territories import known_zones

Options = list[tuple[str, str]]
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
    """Return a name as people look it up: É stands at E."""
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter)
    ).casefold()


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
    Return the names of the brief's ``segments``, ``pillars`` or ``team``; one spoken of that is gone says so.

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
    choices = [{"value": value, "word": said} for value, said in options.items()]
    return {"key": key, "word": word, "kind": "choice", "choices": choices, **({"names": dict(names)} if names else {})}
