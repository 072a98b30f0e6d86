"""Public holidays of a country and its regions, and the regions that have some of their own."""

import datetime as dt
from collections.abc import Mapping
from functools import cache

import holidays

from strategy_kit.errors import InputError


@cache
def holiday_regions(country: str) -> Mapping[str, tuple[str, ...]]:
    """
    Return the regions of a country with public holidays of their own: codes, each with its names, the first official.

    Cities and zones of school holidays, whose codes have a space, are none.

    >>> holiday_regions("CA")["QC"], holiday_regions("BE")["French"], holiday_regions("XX")
    (('Quebec', 'Québec'), (), {})
    """
    codes = holidays.list_supported_countries(include_aliases=False).get(country, [])
    names = holidays.country_holidays(country).get_subdivision_aliases() if codes else {}
    return {code: tuple(names.get(code, ())) for code in codes if " " not in code}


def public_holidays(country: str, region: str, lang: str, start: dt.date, end: dt.date) -> dict[dt.date, str]:
    """
    Return the public holidays of a country and region from `start` until before `end`, named in a language if known.

    Apostrophes are those of print.

    >>> public_holidays("FR", "", "fr", dt.date(2027, 5, 1), dt.date(2027, 5, 2))
    {datetime.date(2027, 5, 1): 'Fête du Travail'}
    """
    supported = holidays.list_supported_countries(include_aliases=False)
    if country not in supported:
        return {}
    if region and region not in supported[country]:
        raise InputError(
            "{field}: found {value}. Leave it empty or use one of these: {known}.",
            field="region",
            value=region,
            known=", ".join(supported[country]) or "—",
        )
    languages = holidays.list_localized_countries().get(country, [])
    language = next((code for code in languages if code.split("_")[0] == lang), None)
    calendar = holidays.country_holidays(
        country, subdiv=region or None, years=range(start.year, end.year + 1), language=language
    )
    return {day: name.replace("'", "’") for day, name in sorted(calendar.items()) if start <= day < end}
