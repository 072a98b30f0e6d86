"""Regions with public holidays of their own, and the names of holidays."""

import datetime as dt

from strategy_kit.calendar.public_holidays import holiday_regions, public_holidays


def test_regions_of_a_country_have_codes_and_names_and_others_have_none() -> None:
    assert holiday_regions("GB")["SCT"] == ("Scotland",)
    assert holiday_regions("CA")["BC"] == ("British Columbia", "Colombie-Britannique")
    assert holiday_regions("XX") == holiday_regions("") == {}


def test_names_of_holidays_have_the_apostrophe_of_print() -> None:
    day = dt.date(2027, 1, 1)

    assert public_holidays("FR", "", "fr", day, dt.date(2027, 1, 2)) == {day: "Jour de l’an"}
