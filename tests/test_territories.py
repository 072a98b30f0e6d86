"""Which clocks a country has."""

import pytest

from strategy_kit.plan.checks import known_countries
from strategy_kit.territories import LARGEST, clock_in, zones_of

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
