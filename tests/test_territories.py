"""Which clocks a country has, and where a visitor is at home."""

import pytest

from strategy_kit.plan.checks import known_countries
from strategy_kit.territories import LARGEST, clock_in, home, zones_of

UNPEOPLED = {"AQ", "UM", "ZZ"}


def test_every_country_where_people_live_has_one_main_clock():
    main = {country: [zone for zone in zones_of(country) if zone in LARGEST] for country in known_countries()}
    several = {country for country in known_countries() - UNPEOPLED if len(zones_of(country)) > 1}

    assert {country for country, zones in main.items() if zones} == several
    assert {len(zones) for country, zones in main.items() if country in several} == {1}
    assert sum(map(len, main.values())) == len(LARGEST)


@pytest.mark.parametrize(
    ("country", "zone"),
    [
        ("FR", "Europe/Paris"),
        ("GB", "Europe/London"),
        ("CA", "America/Toronto"),
        ("US", "America/New_York"),
        ("AU", "Australia/Sydney"),
    ],
)
def test_a_clock_from_elsewhere_gives_way_to_the_country_s_own(country, zone):
    assert clock_in(country, "Asia/Tokyo") == zone


def test_a_clock_of_the_country_stays():
    assert clock_in("US", "America/Los_Angeles") == "America/Los_Angeles"


def test_where_nobody_lives_the_clock_stays():
    assert clock_in("AQ", "Europe/Paris") == "Europe/Paris"


@pytest.mark.parametrize(
    ("languages", "zone", "country", "clock"),
    [
        (["en-CA", "en"], "America/Toronto", "CA", "America/Toronto"),
        (["en-CA"], "America/Vancouver", "CA", "America/Vancouver"),
        (["en-GB"], "Europe/London", "GB", "Europe/London"),
        (["fr-CA"], "America/Montreal", "CA", "America/Toronto"),
        (["fr-CH"], "Europe/Zurich", "CH", "Europe/Zurich"),
        (["fr-BE", "fr"], "Europe/Brussels", "BE", "Europe/Brussels"),
        (["en-US", "fr-CA"], "America/Toronto", "CA", "America/Toronto"),
        (["en-US"], "America/Chicago", "US", "America/Chicago"),
        (["en-IN"], "Asia/Calcutta", "IN", "Asia/Kolkata"),
    ],
)
def test_a_visitor_at_home_has_the_country_of_the_language_and_the_clock_of_the_browser(
    languages, zone, country, clock
):
    assert home(languages, zone) == (country, clock)


@pytest.mark.parametrize(
    ("tag", "country", "clock"),
    [
        ("en-CA", "CA", "America/Toronto"),
        ("en-GB", "GB", "Europe/London"),
        ("fr-CA", "CA", "America/Toronto"),
        ("fr-CH", "CH", "Europe/Zurich"),
        ("fr-BE", "BE", "Europe/Brussels"),
        ("zh-Hant-TW", "TW", "Asia/Taipei"),
        ("fr_ca", "CA", "America/Toronto"),
    ],
)
@pytest.mark.parametrize("zone", ["", "UTC", "Etc/GMT+5", "Nowhere/At_All"])
def test_without_a_clock_of_some_place_the_language_s_region_is_home(tag, zone, country, clock):
    assert home([tag], zone) == (country, clock)


@pytest.mark.parametrize(
    ("tag", "zone", "country", "clock"),
    [
        ("fr-BE", "Europe/Paris", "BE", "Europe/Brussels"),
        ("en-CA", "America/New_York", "CA", "America/Toronto"),
        ("en-CA", "America/Los_Angeles", "CA", "America/Vancouver"),
    ],
)
def test_a_neighbour_s_clock_that_shows_the_same_time_moves_nobody(tag, zone, country, clock):
    assert home([tag], zone) == (country, clock)


@pytest.mark.parametrize(
    ("tag", "zone", "country"),
    [
        ("en-US", "Europe/Paris", "FR"),
        ("en-US", "America/Toronto", "CA"),
        ("fr-FR", "America/Toronto", "CA"),
        ("fr-FR", "Europe/Brussels", "BE"),
        ("fr", "Europe/Zurich", "CH"),
        ("en-GB", "Europe/Paris", "FR"),
        ("fr-CA", "Europe/Paris", "FR"),
    ],
)
def test_a_region_that_comes_with_the_language_or_whose_clocks_differ_gives_way_to_the_clock(tag, zone, country):
    assert home([tag], zone) == (country, zone)


@pytest.mark.parametrize("languages", [[], [""], ["en"], ["-"], ["en-ZZ"], ["*"], ["en-001"], ["en-US"]])
def test_nothing_known_is_no_home(languages):
    assert home(languages, "UTC") == ("", "")


def test_the_first_region_named_is_home():
    assert home(["en", "fr-CH", "en-GB"]) == ("CH", "Europe/Zurich")
