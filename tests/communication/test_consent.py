"""What each activity needs of the people it speaks to."""

import pytest

from strategy_kit.communication.consent import GAPS, consent_needs
from strategy_kit.evidence import load
from strategy_kit.model import Activity
from strategy_kit.model.types import Channel

RULES = load.load_table("consent")


def needs(*activities, platforms=(), countries=("FR",)):
    return consent_needs(activities, platforms, countries, RULES)


def gap(activity, *countries):
    return needs(activity, countries=countries or ("FR",))["gap"].to_list()


def test_an_unsolicited_newsletter_lacks_an_opt_in_in_europe_and_not_in_the_united_states():
    letter = Activity(name="Letter", channel="email", direction="outbound", way_out="Unsubscribe link")

    assert gap(letter, "FR") == ["opt-in"]
    assert gap(letter, "US") == [""]


def test_customers_in_two_regions_need_both_rules():
    letter = Activity(name="Letter", channel="email", opted_in=True, way_out="Link")

    found = needs(letter, countries=("FR", "DE", "CA"))
    assert found["region"].to_list() == ["EU", "CA"]


def test_a_message_without_an_unsubscribe_link_lacks_one():
    assert gap(Activity(name="Letter", channel="email", opted_in=True)) == ["way-out"]


@pytest.mark.parametrize("country", ["FR", "GB"])
def test_advertising_aimed_at_profiles_needs_an_agreement_to_trackers_and_a_way_out_of_it(country):
    """ePrivacy Directive, Art. 5(3), and PECR, reg. 6: consent first; GDPR, Art. 7(3), 21(2): withdrawn as easily."""
    shown = Activity(name="Display", channel="targeted-ads", medium="paid", direction="outbound")

    assert gap(shown, country) == ["trackers"]
    assert gap(shown.changed(opted_in=True), country) == ["way-out"]
    assert gap(shown.changed(opted_in=True, way_out="Banner"), country) == [""]


def test_a_website_that_people_visit_needs_no_consent():
    assert gap(Activity(name="Shop", channel="website", direction="inbound")) == [""]


def test_mail_that_people_write_to_us_needs_no_opt_in():
    assert gap(Activity(name="Inbox", channel="email", direction="inbound")) == [""]


def test_an_activity_without_a_channel_is_not_judged():
    found = needs(Activity(name="Something"))

    assert found[["gap", "needs", "region"]].values.tolist() == [["channel", "", ""]]


def test_of_an_activity_of_unknown_direction_only_the_direction_is_missing():
    assert gap(Activity(name="Letter", channel="email")) == ["direction"]


@pytest.mark.parametrize("country", ["BR", "AU"])
def test_a_country_whose_rules_were_not_gathered_is_unknown_not_free(country):
    assert gap(Activity(name="Letter", channel="email", opted_in=True, way_out="Link"), country) == ["rule"]


def test_norway_follows_the_rules_of_the_economic_area():
    assert needs(Activity(name="Letter", channel="email"), countries=("NO",))["region"].to_list() == ["EU"]


def test_people_follow_on_every_platform_of_the_plan():
    found = needs(platforms=["facebook", "x"])

    assert found[["item", "needs", "gap"]].values.tolist() == [["facebook", "follow", ""], ["x", "follow", ""]]


def test_the_most_pressing_gaps_come_first():
    found = needs(
        Activity(name="Calls", channel="call"),
        Activity(name="Letter", channel="email", direction="outbound"),
        Activity(name="Board", channel="place"),
        Activity(name="Something"),
    )

    assert found["gap"].to_list() == sorted(found["gap"], key=GAPS.index)
    assert found["item"].iloc[0] == "Letter"


def test_every_channel_has_a_rule_in_the_european_union():
    assert set(RULES.loc[RULES["region"] == "EU", "channel"]) == set(Channel.__args__)


def test_every_rule_that_binds_names_its_law_and_its_source():
    binding = RULES[~RULES["needs"].isin(["nothing", "follow"])]
    without = binding[(binding["law_en"] == "") | (binding["source"] == "")]

    assert without[["channel", "region"]].values.tolist() == []


def test_a_country_with_a_rule_of_its_own_needs_that_one_and_its_region_s_for_the_rest():
    calls = needs(Activity(name="Calls", channel="call", direction="outbound"), countries=("FR", "DE"))
    letters = needs(Activity(name="Letter", channel="email", direction="outbound"), countries=("FR", "DE"))

    assert calls[["region", "needs"]].values.tolist() == [["FR", "opt-in"], ["EU", "varies"]]
    assert letters["region"].to_list() == ["EU"]
