"""Choices of a page in the reader's language: countries, time zones, names of the brief; columns of tables."""

import unicodedata
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from babel.core import get_global

from strategy_kit.errors import InputError
from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.i18n import Words
from strategy_kit.labels.objectives import objective_words
from strategy_kit.languages import LANGUAGES
from strategy_kit.model import Brief
from strategy_kit.model.renaming import referenced_names
from strategy_kit.model.validation import Frozen
from strategy_kit.plan.workings import Workings
from strategy_kit.session.session import Session
from strategy_kit.territories import known_zones
from strategy_kit.text import name_key, one_line
from strategy_kit.views.shared import platform_names, region_names
from strategy_kit.widgets.choices import choice_column, column

WEEKDAYS = range(1, 8)
"""ISO: 1 is Monday."""
EDITION_PLATFORMS = attrgetter("catalogue.open.index")
"""The platforms of the plan's edition, by its workings."""
ALTERNATIVES = attrgetter("utilities.values.index")
"""The platforms that the plan chooses among, by its workings."""
_SURVEYED = ("FR", "CA", "US", "GB", "BE", "CH", "DE", "ES", "IT")
NEAR = tuple(dict.fromkeys((*_SURVEYED, *(language.country for language in LANGUAGES.values()))))
"""Countries offered first: those of the workbook's languages and of its surveys."""
ParticipantEntry = tuple[str, Frozen]
"""Name of the participant (empty: the whole group), and the entry."""

FIRST_OBJECTIVES = (
    "brand-awareness",
    "lead-generation",
    "store-visits",
    "sales",
    "loyalty",
    "advocacy",
    "credibility",
    "customer-service",
    "recruitment",
)
"""Objectives that are shown at first; the others are one click away."""


def country_options(_: Words) -> dict[str, str]:
    """Return the countries: those near first, then all by name."""
    codes = [code for code in _.locale.territories if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY]
    return {code: _.country(code) for code in NEAR} | _by_name({code: _.country(code) for code in codes})


def _by_name(options: Mapping[str, str]) -> dict[str, str]:
    """Return options in the order of their words; É sorts as E."""

    def plain(pair: tuple[str, str]) -> str:
        letters = unicodedata.normalize("NFKD", pair[1])
        return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()

    return dict(sorted(options.items(), key=plain))


_NO_COUNTRY = frozenset({"EU", "EZ", "UN", "XA", "XB", "ZZ", "QO"})


def region_options(country: str, _: Words) -> dict[str, str]:
    """
    Return the regions of a country with public holidays of their own, by name, after the whole country.

    >>> list(region_options("GB", Words("fr")).values())
    ['tout le pays', 'Angleterre', 'Écosse', 'Irlande du Nord', 'Pays de Galles']
    """
    return {"": _("whole country"), **_by_name(region_names(country, _))}


def zone_options(_: Words, countries: Iterable[str] = ()) -> dict[str, str]:
    """
    Return the zones in which people live, by city, those of some countries first: the value is the IANA name.

    >>> zone_options(Words("fr"))["Europe/London"]
    'Londres (Royaume-Uni)'
    >>> list(zone_options(Words("en"), ["PT"]).values())[:3]
    ['Azores (Portugal)', 'Lisbon (Portugal)', 'Madeira (Portugal)']
    """
    homes = get_global("zone_territories")
    lived_in = [zone for zone in homes if zone in known_zones() and not zone.startswith("Etc/")]
    every = _by_name({zone: f"{_.zone(zone)} ({_.country(homes[zone])})" for zone in lived_in})
    own = {zone: every[zone] for country in countries for zone in every if homes[zone] == country}
    return own | every


def entry_names(session: Session, kind: str) -> dict[str, str]:
    """Return the names of the brief's ``segments``, ``pillars`` or ``team``; one gone but referred to says so."""
    _, brief = session.words, session.plan.brief
    names = {entry.name: entry.name for entry in getattr(brief, kind)}
    gone = [name for name in referenced_names(brief, kind) if name not in names]
    return names | {name: _("{name} (no longer exists)", name=name) for name in gone}


def with_values(options: Mapping[str, str], values: Iterable[str]) -> dict[str, str]:
    """Return the options, with values that are not among them added as they are."""
    return {**options, **{value: value for value in values if value not in options}}


def platform_column(session: Session, offered: Callable[[Workings], Iterable[str]], every: str = "") -> dict[str, Any]:
    """Return the column of a platform; `every` is the word for all of them, if that is a choice."""
    _, all_platforms = session.words, {"all": every} if every else {}

    def choices() -> dict[str, str]:
        names = platform_names(session.workings)
        return all_platforms | {key: names[key] for key in offered(session.workings)}

    return choice_column("platform", _("Platform"), choices, lambda: platform_names(session.workings))


def platforms_used(session: Session) -> tuple[str, ...]:
    """Return the platforms of the calendar; while they cannot be worked out, those that the brief names."""
    try:
        return session.workings.platforms
    except InputError:
        return session.plan.brief.platforms


def weekday_columns(_: Words) -> list[dict[str, Any]]:
    """Return a narrow column to tick for each day of the week."""
    return [column(f"d{day}", _.weekday(day, "short"), "flag", width="34px") for day in _.week]


def weekday_cells(weekdays: Container[int]) -> dict[str, bool]:
    """Return the cells of `weekday_columns`."""
    return {f"d{day}": day in weekdays for day in WEEKDAYS}


def ticked_weekdays(row: Mapping[str, Any]) -> tuple[int, ...]:
    """Return the days that are ticked in a row."""
    return tuple(day for day in WEEKDAYS if row.get(f"d{day}"))


def participant_rows(group: Iterable[Frozen], brief: Brief, field: str) -> list[dict[str, Any]]:
    """Return rows for the entries of the group and of each participant in `field`; ``person`` has the name."""
    rows = [{"person": "", **dict(entry)} for entry in group]
    return rows + [{"person": each.name, **dict(entry)} for each in brief.voices for entry in getattr(each, field)]


def with_participant_entries(
    brief: Brief, field: str, entries: Sequence[ParticipantEntry], table: str, subject: str
) -> list[dict[str, Any]]:
    """
    Return the participants of a brief with new entries in `field`.

    A new name becomes a participant; one that loses all entries is left out. Capitals do not make another person.

    Parameters
    ----------
    table : str
        Field of the table whose rows the entries are, for what is refused.
    subject : str
        Attribute of an entry: of each, a person has one.
    """
    held = {each.name for each in brief.voices}
    spelling = {name_key(name): name for name in [*(name for name, _entry in entries), *held]}
    by_name: dict[str, list[Frozen]] = {}
    for place, (name, entry) in enumerate(entries):
        own = by_name.setdefault(name if name in held else spelling[name_key(name)], []) if name else []
        about = getattr(entry, subject)
        if about in {getattr(other, subject) for other in own}:
            raise InputError(
                "{field}: {person} has another row for {value}. Keep one of the two.",
                field=f"{table}.{place}.person",
                person=name,
                value=about,
            )
        own.append(entry)
    participants = []
    for before in map(dict, brief.voices):
        others = [value for key, value in before.items() if key not in ("name", field)]
        if before["name"] in by_name or not before[field] or any(others):
            participants.append({**before, field: by_name.pop(before["name"], ())})
    return participants + [{"name": name, field: own} for name, own in by_name.items()]


def check_names(names: Sequence[str], field: str) -> None:
    """
    Refuse a list in which one person stands twice, whatever the capitals.

    >>> check_names(["Anne", "Bo", "anne"], "voices")
    Traceback (most recent call last):
    ...
    strategy_kit.errors.InputError: voices.2.name: anne is already in the table, as Anne. Keep one row ...
    """
    first: dict[str, str] = {}
    for place, name in enumerate(names):
        other = first.setdefault(name_key(name), name) if name_key(name) else name
        if other is not name:
            raise InputError(
                "{field}: {value} is already in the table, as {other}. Keep one row for each person.",
                field=f"{field}.{place}.name",
                value=one_line(name),
                other=one_line(other),
            )


def objective_options(_: Words) -> tuple[dict[str, str], dict[str, str]]:
    """Name the objectives that are shown at first, then the others."""
    words = objective_words(load_evidence(), _)
    first = {key: words[key] for key in FIRST_OBJECTIVES}
    return first, {key: word for key, word in words.items() if key not in first}
