"""The catalogue: the document's seven sites as it saw them, today's living ones, and what cannot be chosen."""

import datetime as dt

import pytest

from strategy_kit.errors import InputError
from strategy_kit.evidence import load
from strategy_kit.model import Brief, CadenceRule, Rating
from strategy_kit.platforms import alternatives, catalogue

SEVEN = ["facebook", "x", "google-plus", "pinterest", "foursquare", "youtube", "linkedin"]
PLATFORMS = load.load_table("platforms")


def test_the_document_edition_has_its_seven_sites_all_open_under_their_names_of_then():
    seen = catalogue(PLATFORMS, "document")

    assert sorted(seen.open.index) == sorted(SEVEN)
    assert seen.open.loc["x", "name"] == "Twitter"
    assert seen.closed.empty


def test_today_has_the_living_and_their_successors_and_keeps_the_closed_apart():
    today = catalogue(PLATFORMS, "today")

    assert {"google-plus", "foursquare"}.isdisjoint(today.open.index)
    assert {"facebook", "instagram", "google-business-profile"} <= set(today.open.index)
    assert today.closed["closed_on"].to_dict() == {
        "google-plus": dt.date(2019, 4, 2),
        "foursquare": dt.date(2024, 12, 15),
    }
    assert set(today.closed["successor_name"]) == {"Google Business Profile"}


def test_platforms_known_from_surveys_only_are_nothing_to_choose():
    assert "nextdoor" not in catalogue(PLATFORMS.assign(status="active"), "today").open.index


def test_a_brief_that_names_platforms_chooses_among_those_in_its_order():
    brief = Brief(name="Shop", platforms=("youtube", "facebook"))

    assert list(alternatives(brief, PLATFORMS).index) == ["youtube", "facebook"]


@pytest.mark.parametrize(
    ("brief", "message"),
    [
        ({"platforms": ("facebok",)}, r"platforms\.0: there is no platform called facebok\. Did you mean facebook"),
        ({"platforms": ("twitter",)}, r"platforms\.0: there is no platform called twitter\. Did you mean x"),
        (
            {"ratings": (Rating(platform="linkdin"),)},
            r"ratings\.0\.platform: there is no platform called linkdin.*linkedin",
        ),
        ({"cadence": (CadenceRule(platform="pintrest"),)}, r"cadence\.0\.platform: .* pintrest.*pinterest"),
        (
            {"platforms": ("facebook", "google-plus")},
            r"platforms\.1: Google\+ closed on 2019-04-02\. Use google-business-profile \(Google Business Profile\)",
        ),
        (
            {"platforms": ("instagram",), "edition": "document"},
            r"the 2012 guide does not include Instagram\. Choose among facebook",
        ),
        ({"platforms": ("nextdoor",)}, "we have not checked whether Nextdoor is open"),
    ],
    ids=["mistyped", "former name", "rating", "cadence", "closed", "not in the document", "survey only"],
)
def test_a_platform_that_cannot_be_chosen_is_refused_with_a_remedy(brief, message):
    with pytest.raises(InputError, match=message):
        alternatives(Brief(name="Shop", **brief), PLATFORMS)


def test_a_closed_platform_without_successor_is_refused_with_its_date():
    platforms = PLATFORMS.assign(successor="")

    with pytest.raises(InputError, match=r"Google\+ closed on 2019-04-02\. Leave it out"):
        alternatives(Brief(name="Shop", platforms=("google-plus",)), platforms)


def test_a_rating_or_cadence_of_a_closed_platform_is_no_fault():
    brief = Brief(name="Shop", ratings=(Rating(platform="google-plus", dialogue=2),), cadence=(CadenceRule(),))

    assert "google-plus" not in alternatives(brief, PLATFORMS).index
