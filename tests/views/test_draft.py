"""The cards of a draft, whichever platform it starts with."""

import datetime as dt

import pytest

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan
from strategy_kit.plan.workings import Workings
from strategy_kit.platforms.catalogue import alternatives
from strategy_kit.views.draft import draft_facts, draft_ground_views, draft_headline

EVIDENCE = load_evidence()
SHOP = Brief(name="Shop", country="CA", region="NS", team_zone="America/Halifax")
PLATFORMS = tuple(alternatives(SHOP, EVIDENCE.platforms).index)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_a_draft_is_shown_whole_whether_or_not_studies_speak_of_its_platform(platform: str) -> None:
    plan = Plan(id="draft", brief=SHOP.changed(platforms=(platform,)), start=dt.date(2027, 1, 11), weeks=1)
    workings, words = Workings(plan, EVIDENCE, 2027), Words("en")

    assert draft_headline(workings, words)
    assert draft_facts(workings, words)
    assert len(list(draft_ground_views(workings, words))) == 3


def test_of_some_platforms_no_study_of_posting_hours_speaks() -> None:
    spoken = set(EVIDENCE.windows["platform"]) - {"all"}

    assert set(PLATFORMS) - spoken
