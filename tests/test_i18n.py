import datetime as dt

import pytest

from strategy_kit.i18n import Words


@pytest.mark.parametrize(("lang", "country", "told"), [("fr", "US", "14:15"), ("en", "JP", "14:15")])
def test_a_language_without_habits_in_a_country_keeps_its_own(lang, country, told):
    assert Words(lang, country).time(dt.time(14, 15)) == told
