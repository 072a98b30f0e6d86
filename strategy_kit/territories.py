"""Countries and zones by CLDR: the zones of a country, its main one, a visitor's own, and clock changes."""

import datetime as dt
import zoneinfo
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Literal

from babel.core import get_global

_ZONES = (
    "Africa/Kinshasa America/Argentina/Buenos_Aires America/Guayaquil America/Mexico_City America/New_York "
    "America/Nuuk America/Santiago America/Sao_Paulo America/Toronto Asia/Almaty Asia/Gaza Asia/Jakarta "
    "Asia/Kuala_Lumpur Asia/Nicosia Asia/Shanghai Asia/Tashkent Asia/Ulaanbaatar Australia/Sydney Europe/Berlin "
    "Europe/Kyiv Europe/Lisbon Europe/Madrid Europe/Moscow Pacific/Auckland Pacific/Chuuk Pacific/Majuro "
    "Pacific/Port_Moresby Pacific/Tahiti Pacific/Tarawa"
)
LARGEST = frozenset(_ZONES.split(" "))
"""The clock of the largest city, where a country has several: no table of CLDR tells it."""

_NOWHERE = frozenset({"", "ZZ", "001"})
"""CLDR's territories of zones that no country has, as UTC."""
_SEASONS = (dt.date(2026, 1, 15), dt.date(2026, 7, 15))

_UNION = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
EUROPEAN_UNION = frozenset(_UNION.split(" "))

LETTER = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])
"""Countries that print on US Letter, by CLDR's table of paper sizes."""


def paper(country: str) -> Literal["A4", "Letter"]:
    """
    Return the size of paper that a country prints on.

    >>> paper("CA"), paper("FR")
    ('Letter', 'A4')
    """
    return "Letter" if country in LETTER else "A4"


@cache
def known_zones() -> frozenset[str]:
    """Return the names of all IANA zones known here."""
    return frozenset(zoneinfo.available_timezones())


@cache
def zones_of(country: str) -> tuple[str, ...]:
    """
    Return the zones of a country, none for an unknown one.

    >>> zones_of("FR"), len(zones_of("CA")) > 10
    (('Europe/Paris',), True)
    """
    countries = get_global("zone_territories")
    return tuple(zone for zone, zone_country in countries.items() if zone_country == country and zone in known_zones())


def clock_in(country: str, zone: str) -> str:
    """
    Return `zone` if it is the country's, else that of its largest city, else `zone`.

    >>> clock_in("CA", "America/Vancouver"), clock_in("CA", "Europe/Paris"), clock_in("GB", "Europe/Paris")
    ('America/Vancouver', 'America/Toronto', 'Europe/London')
    """
    zones = zones_of(country)
    main_zones = [candidate for candidate in zones if len(zones) == 1 or candidate in LARGEST]
    return zone if zone in zones or not main_zones else main_zones[0]


def home(languages: Iterable[str], zone: str = "") -> tuple[str, str]:
    """
    Return country and IANA zone of a visitor, both empty if nothing tells.

    The first region of a language tag that does not come with the language (as ``en-US`` and ``fr-FR`` do) and whose
    clocks agree with the visitor's is the country; else that of the clock is.

    Parameters
    ----------
    languages : iterable of str
        Language tags of a browser, the preferred first.
    zone : str
        IANA zone of the browser; empty or unknown: not known.

    Examples
    --------
    >>> home(["fr-CA", "en"], "America/Montreal"), home(["fr-BE"]), home(["en-US"], "Europe/Paris"), home(["en"])
    (('CA', 'America/Toronto'), ('BE', 'Europe/Brussels'), ('FR', 'Europe/Paris'), ('', ''))
    """
    zone = get_global("zone_aliases").get(zone, zone)
    there = get_global("zone_territories").get(zone, "") if zone in known_zones() else ""
    tags = [tag.replace("_", "-").split("-") for tag in languages]
    parts = [(tag[0].lower(), part.upper()) for tag in tags for part in tag[1:]]
    regions = [(language, part) for language, part in parts if part not in _NOWHERE and zones_of(part)]
    likely = get_global("likely_subtags")
    chosen = [region for language, region in regions if not likely.get(language, "").endswith("_" + region)]
    if there in _NOWHERE:
        return (chosen[0], clock_in(chosen[0], "")) if chosen else ("", "")
    alike = {region: _zones_like(region, zone) for region in chosen}
    country = next((region for region in chosen if alike[region]), there)
    return country, zone if country == there else alike[country][0]


def _zones_like(country: str, zone: str) -> list[str]:
    """Return the zones of a country with the offsets of a zone, summer and winter, that of its largest city first."""
    zones = sorted(zones_of(country), key=lambda each: each not in LARGEST)
    return [each for each in zones if all(_noon_offset(each, day) == _noon_offset(zone, day) for day in _SEASONS)]


def clock_changes(zone: str, days: Iterable[dt.date]) -> dict[dt.date, tuple[dt.timedelta, dt.timedelta]]:
    """
    Return the days on which a zone's clocks change, each with its offset before and after.

    >>> [day.isoformat() for day in clock_changes("Europe/Paris", [dt.date(2027, 3, 27), dt.date(2027, 3, 28)])]
    ['2027-03-28']
    """
    tz = zoneinfo.ZoneInfo(zone)

    def offset(day: dt.date) -> dt.timedelta:
        return dt.datetime.combine(day, dt.time(), tz).utcoffset() or dt.timedelta()

    pairs = ((day, offset(day), offset(day + dt.timedelta(days=1))) for day in days)
    return {day: (before, after) for day, before, after in pairs if before != after}


@lru_cache(maxsize=512)
def same_offsets(week: dt.date, zones: tuple[str, ...]) -> dt.date:
    """Return the first week of a year with the same offsets throughout, the week itself if clocks change in it."""
    days = [week + dt.timedelta(days=n) for n in range(-1, 9)]
    offsets = {zone: {_noon_offset(zone, day) for day in days} for zone in zones}
    if any(len(found) > 1 for found in offsets.values()):
        return week
    monday = dt.date(week.year, 1, 4) - dt.timedelta(days=dt.date(week.year, 1, 4).weekday())
    while monday < week:
        if all(
            {_noon_offset(zone, monday + dt.timedelta(days=n)) for n in range(-1, 9)} == offsets[zone] for zone in zones
        ):
            return monday
        monday += dt.timedelta(days=7)
    return week


@lru_cache(maxsize=16384)
def _noon_offset(zone: str, day: dt.date) -> dt.timedelta | None:
    return dt.datetime.combine(day, dt.time(12), zoneinfo.ZoneInfo(zone)).utcoffset()
