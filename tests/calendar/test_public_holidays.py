"""Regions with public holidays of their own."""

from strategy_kit.calendar.public_holidays import holiday_regions


def test_regions_of_a_country_have_codes_and_names_and_others_have_none() -> None:
    assert holiday_regions("GB")["SCT"] == ("Scotland",)
    assert holiday_regions("CA")["BC"] == ("British Columbia", "Colombie-Britannique")
    assert holiday_regions("XX") == holiday_regions("") == {}
