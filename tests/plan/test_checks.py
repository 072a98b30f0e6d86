"""A brief that names what is not there is refused before anything is worked out."""

import pytest

from strategy_kit.errors import InputError
from strategy_kit.model import Brief
from strategy_kit.plan.checks import check_names

DAY = {"day": "2027-01-04", "time": "09:00"}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"never": [{"platform": "myspace"}]}, "never.0.platform: found myspace"),
        ({"never": [{}, {"pillar": "Puns"}]}, "never.1.pillar: found Puns.*How-to, News"),
        ({"pinned": [{"platform": "x", "owner": "Nobody", **DAY}]}, "pinned.0.owner: found Nobody.*Owner"),
        (
            {"campaigns": [{"name": "launch", "first": "2027-01-04", "last": "2027-01-05", "pillar": "Puns"}]},
            "campaigns.0.pillar: found Puns",
        ),
    ],
    ids=["platform", "pillar", "owner", "campaign"],
)
def test_check_names_refuses_a_rule_about_what_the_plan_does_not_have(changes, words):
    with pytest.raises(InputError, match=words):
        check_names(Brief(name="Shop", **changes))


def test_check_names_takes_rules_about_what_the_plan_has():
    check_names(Brief(name="Shop", never=[{"pillar": "Offers", "weekdays": [7]}], pinned=[{"platform": "x", **DAY}]))
