"""Labels of the regions that have public holidays of their own, as provinces, cantons and states."""

from collections.abc import Mapping

from strategy_kit.i18n import Words


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
    own = _own_names(_).get(country, {})
    return {code: own.get(code) or _name(code, names) for code, names in regions.items()}


def _name(code: str, names: tuple[str, ...]) -> str:
    """Return the first name that is no abbreviation, else the code."""
    return next((name for name in names if not name.isupper()), code)


def _own_names(_: Words) -> dict[str, dict[str, str]]:
    """Return names of regions that languages write in their own way, by country and code."""
    return {
        "BE": {
            "Flemish": _("Flemish Community"),
            "French": _("French Community"),
            "German": _("German-speaking Community"),
        },
        "CA": {
            "BC": _("British Columbia"),
            "NB": _("New Brunswick"),
            "NL": _("Newfoundland and Labrador"),
            "NS": _("Nova Scotia"),
            "NT": _("Northwest Territories"),
            "PE": _("Prince Edward Island"),
            "QC": _("Quebec"),
        },
        "CH": {
            "AG": _("Aargau"),
            "AI": _("Appenzell Innerrhoden"),
            "AR": _("Appenzell Ausserrhoden"),
            "BE": _("Bern"),
            "BL": _("Basel-Landschaft"),
            "BS": _("Basel-Stadt"),
            "FR": _("Fribourg"),
            "GE": _("Geneva"),
            "GL": _("Glarus"),
            "GR": _("Graubünden"),
            "LU": _("Lucerne"),
            "NW": _("Nidwalden"),
            "OW": _("Obwalden"),
            "SG": _("St. Gallen"),
            "SH": _("Schaffhausen"),
            "SO": _("Solothurn"),
            "SZ": _("Schwyz"),
            "TG": _("Thurgau"),
            "TI": _("Ticino"),
            "ZG": _("Zug"),
            "ZH": _("Zurich"),
        },
        "DE": {
            "BB": _("Brandenburg"),
            "BW": _("Baden-Württemberg"),
            "BY": _("Bavaria"),
            "HB": _("Bremen"),
            "HE": _("Hesse"),
            "HH": _("Hamburg"),
            "MV": _("Mecklenburg-Western Pomerania"),
            "NI": _("Lower Saxony"),
            "NW": _("North Rhine-Westphalia"),
            "RP": _("Rhineland-Palatinate"),
            "SL": _("Saarland"),
            "SN": _("Saxony"),
            "ST": _("Saxony-Anhalt"),
            "TH": _("Thuringia"),
            "Augsburg": _("Augsburg"),
        },
        "ES": {
            "AN": _("Andalusia"),
            "AR": _("Aragon"),
            "AS": _("Asturias"),
            "CB": _("Cantabria"),
            "CL": _("Castile and León"),
            "CM": _("Castilla-La Mancha"),
            "CN": _("Canary Islands"),
            "CT": _("Catalonia"),
            "EX": _("Extremadura"),
            "GA": _("Galicia"),
            "IB": _("Balearic Islands"),
            "MC": _("Murcia"),
            "NC": _("Navarre"),
            "PV": _("Basque Country"),
            "VC": _("Valencian Community"),
            "Barcelona": _("Barcelona"),
        },
        "GB": {"ENG": _("England"), "NIR": _("Northern Ireland"), "SCT": _("Scotland"), "WLS": _("Wales")},
        "US": {
            "AS": _("American Samoa"),
            "CA": _("California"),
            "DC": _("District of Columbia"),
            "FL": _("Florida"),
            "GA": _("Georgia"),
            "HI": _("Hawaii"),
            "LA": _("Louisiana"),
            "MP": _("Northern Mariana Islands"),
            "NC": _("North Carolina"),
            "ND": _("North Dakota"),
            "NM": _("New Mexico"),
            "PA": _("Pennsylvania"),
            "PR": _("Puerto Rico"),
            "SC": _("South Carolina"),
            "SD": _("South Dakota"),
            "UM": _("US Minor Outlying Islands"),
            "VA": _("Virginia"),
            "VI": _("US Virgin Islands"),
            "WV": _("West Virginia"),
        },
    }
