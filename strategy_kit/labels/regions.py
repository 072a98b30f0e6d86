"""Labels of the regions that have public holidays of their own, as provinces, cantons and states."""

from collections.abc import Mapping

from strategy_kit.i18n import N_, Words

OWN_NAMES: dict[str, dict[str, str]] = {
    "BE": {
        "Flemish": N_("Flemish Community"),
        "French": N_("French Community"),
        "German": N_("German-speaking Community"),
    },
    "CA": {
        "BC": N_("British Columbia"),
        "NB": N_("New Brunswick"),
        "NL": N_("Newfoundland and Labrador"),
        "NS": N_("Nova Scotia"),
        "NT": N_("Northwest Territories"),
        "PE": N_("Prince Edward Island"),
        "QC": N_("Quebec"),
    },
    "CH": {
        "AG": N_("Aargau"),
        "AI": N_("Appenzell Innerrhoden"),
        "AR": N_("Appenzell Ausserrhoden"),
        "BE": N_("Bern"),
        "BL": N_("Basel-Landschaft"),
        "BS": N_("Basel-Stadt"),
        "FR": N_("Fribourg"),
        "GE": N_("Geneva"),
        "GL": N_("Glarus"),
        "GR": N_("Graubünden"),
        "LU": N_("Lucerne"),
        "NW": N_("Nidwalden"),
        "OW": N_("Obwalden"),
        "SG": N_("St. Gallen"),
        "SH": N_("Schaffhausen"),
        "SO": N_("Solothurn"),
        "SZ": N_("Schwyz"),
        "TG": N_("Thurgau"),
        "TI": N_("Ticino"),
        "ZG": N_("Zug"),
        "ZH": N_("Zurich"),
    },
    "DE": {
        "BB": N_("Brandenburg"),
        "BW": N_("Baden-Württemberg"),
        "BY": N_("Bavaria"),
        "HB": N_("Bremen"),
        "HE": N_("Hesse"),
        "HH": N_("Hamburg"),
        "MV": N_("Mecklenburg-Western Pomerania"),
        "NI": N_("Lower Saxony"),
        "NW": N_("North Rhine-Westphalia"),
        "RP": N_("Rhineland-Palatinate"),
        "SL": N_("Saarland"),
        "SN": N_("Saxony"),
        "ST": N_("Saxony-Anhalt"),
        "TH": N_("Thuringia"),
        "Augsburg": N_("Augsburg"),
    },
    "ES": {
        "AN": N_("Andalusia"),
        "AR": N_("Aragon"),
        "AS": N_("Asturias"),
        "CB": N_("Cantabria"),
        "CL": N_("Castile and León"),
        "CM": N_("Castilla-La Mancha"),
        "CN": N_("Canary Islands"),
        "CT": N_("Catalonia"),
        "EX": N_("Extremadura"),
        "GA": N_("Galicia"),
        "IB": N_("Balearic Islands"),
        "MC": N_("Murcia"),
        "NC": N_("Navarre"),
        "PV": N_("Basque Country"),
        "VC": N_("Valencian Community"),
        "Barcelona": N_("Barcelona"),
    },
    "GB": {"ENG": N_("England"), "NIR": N_("Northern Ireland"), "SCT": N_("Scotland"), "WLS": N_("Wales")},
    "US": {
        "AS": N_("American Samoa"),
        "CA": N_("California"),
        "DC": N_("District of Columbia"),
        "FL": N_("Florida"),
        "GA": N_("Georgia"),
        "HI": N_("Hawaii"),
        "LA": N_("Louisiana"),
        "MP": N_("Northern Mariana Islands"),
        "NC": N_("North Carolina"),
        "ND": N_("North Dakota"),
        "NM": N_("New Mexico"),
        "PA": N_("Pennsylvania"),
        "PR": N_("Puerto Rico"),
        "SC": N_("South Carolina"),
        "SD": N_("South Dakota"),
        "UM": N_("US Minor Outlying Islands"),
        "VA": N_("Virginia"),
        "VI": N_("US Virgin Islands"),
        "WV": N_("West Virginia"),
    },
}
"""Names of regions that languages write in their own way, by country and code."""


def region_words(country: str, regions: Mapping[str, tuple[str, ...]], _: Words) -> dict[str, str]:
    """
    Name regions of a country by code, as the language does if it has a name of its own for one.

    Parameters
    ----------
    regions : mapping of code to names
        `public_holidays.holiday_regions`.

    Examples
    --------
    >>> region_words("CA", {"NS": ("Nova Scotia", "Nouvelle-Écosse"), "YT": ("Yukon",)}, Words("fr"))
    {'NS': 'Nouvelle-Écosse', 'YT': 'Yukon'}
    """
    own = OWN_NAMES.get(country, {})
    return {code: _(own[code]) if code in own else _name(code, names) for code, names in regions.items()}


def _name(code: str, names: tuple[str, ...]) -> str:
    """Return the first name that is no abbreviation, else the code."""
    return next((name for name in names if not name.isupper()), code)
