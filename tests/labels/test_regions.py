"""Names of regions, in the reader's language."""

import pytest

from strategy_kit.calendar.public_holidays import holiday_regions
from strategy_kit.i18n import Words
from strategy_kit.labels.regions import OWN_NAMES
from strategy_kit.languages import COMPLETE
from strategy_kit.model import Brief
from strategy_kit.plan.checks import known_countries
from strategy_kit.views.shared import region_names


@pytest.mark.parametrize("lang", COMPLETE)
def test_each_region_that_is_named_can_be_in_a_plan_and_no_two_have_one_name(lang: str) -> None:
    for country in known_countries():
        names = region_names(country, Words(lang))
        assert len(set(names.values())) == len(names), country
        for code in names:
            assert Brief(name="Bakery", country=country, region=code).region == code


def test_a_name_of_its_own_is_that_of_a_region_with_public_holidays() -> None:
    for country, names in OWN_NAMES.items():
        assert set(names) <= set(holiday_regions(country)), country


@pytest.mark.parametrize(
    ("country", "code", "english", "french"),
    [
        ("CA", "QC", "Quebec", "Québec"),
        ("CH", "GE", "Geneva", "Genève"),
        ("BE", "French", "French Community", "Communauté française"),
        ("FR", "971", "Guadeloupe", "Guadeloupe"),
        ("GB", "WLS", "Wales", "Pays de Galles"),
        ("IT", "RM", "Roma", "Roma"),
    ],
)
def test_a_region_is_named_in_the_language_that_has_a_name_for_it(
    country: str, code: str, english: str, french: str
) -> None:
    assert [region_names(country, Words(lang))[code] for lang in ("en", "fr")] == [english, french]
