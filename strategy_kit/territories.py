"""Which clocks a country has, after CLDR, and the one most of its people live by."""

from functools import cache

from babel.core import get_global

from strategy_kit.model.types import known_zones

_ZONES = (
    "Africa/Kinshasa America/Argentina/Buenos_Aires America/Guayaquil America/Mexico_City America/New_York "
    "America/Nuuk America/Santiago America/Sao_Paulo America/Toronto Asia/Almaty Asia/Gaza Asia/Jakarta "
    "Asia/Kuala_Lumpur Asia/Nicosia Asia/Shanghai Asia/Tashkent Asia/Ulaanbaatar Australia/Sydney Europe/Berlin "
    "Europe/Kyiv Europe/Lisbon Europe/Madrid Europe/Moscow Pacific/Auckland Pacific/Chuuk Pacific/Majuro "
    "Pacific/Port_Moresby Pacific/Tahiti Pacific/Tarawa"
)
LARGEST = frozenset(_ZONES.split(" "))
"""The clock of the largest city, where a country has several: no table of CLDR tells it."""


@cache
def zones_of(country: str) -> tuple[str, ...]:
    """
    Return the zones of a country; none if it has none or is not known.

    >>> zones_of("FR"), len(zones_of("CA")) > 10
    (('Europe/Paris',), True)
    """
    homes = get_global("zone_territories")
    return tuple(zone for zone, home in homes.items() if home == country and zone in known_zones())


def clock_in(country: str, zone: str) -> str:
    """
    Return `zone` if it is one of the country's, else the clock of its largest city, else `zone` after all.

    >>> clock_in("CA", "America/Vancouver"), clock_in("CA", "Europe/Paris"), clock_in("GB", "Europe/Paris")
    ('America/Vancouver', 'America/Toronto', 'Europe/London')
    """
    own = zones_of(country)
    main = [mine for mine in own if len(own) == 1 or mine in LARGEST]
    return zone if zone in own or not main else main[0]
