"""Labels of the regions that have public holidays of their own, as provinces, cantons and states."""

import holidays

from strategy_kit.i18n import Words


def region_words(country: str, _: Words) -> dict[str, str]:
    """
    Name the regions of a country by code.

    >>> region_words("IT", Words("fr"))["RM"], region_words("XX", Words("en"))
    ('Roma', {})
    """
    if country not in holidays.list_supported_countries(include_aliases=False):
        return {}
    calendar = holidays.country_holidays(country)
    names = calendar.get_subdivision_aliases()
    return {
        code: next((name for name in names.get(code, ()) if not name.isupper()), code) for code in calendar.subdivisions
    }
