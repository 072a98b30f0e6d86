"""Three businesses as a strategist would bring them, and one that knows next to nothing."""

import datetime as dt
import re

import pytest

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.i18n import Words
from strategy_kit.languages import COMPLETE
from strategy_kit.model import Brief, Plan
from strategy_kit.plan.workings import Workings
from strategy_kit.views import audience, communication
from strategy_kit.views.shared import cards_of

SHOWN = [
    audience.reach_view,
    audience.combined_reach_view,
    audience.segment_reach_views,
    audience.trend_view,
    audience.journey_view,
    audience.influence_view,
    audience.waking_hours_view,
    audience.local_figures_view,
    communication.rating_anchors_view,
    communication.permission_view,
    communication.agreement_views,
    communication.pillar_shares_view,
    communication.content_plan_view,
    communication.current_activities_view,
    communication.consent_view,
    communication.replies_views,
    communication.contrast_view,
]
CRAFT = {
    "name": "Ceramics studio",
    "country": "FR",
    "team_zone": "Europe/Paris",
    "trades": ["visual"],
    "segments": [
        {
            "name": "Women, 30 to 64",
            "share": 0.7,
            "country": "FR",
            "zone": "Europe/Paris",
            "sex": "women",
            "age": ["30-49", "50-64"],
        },
        {"name": "Gift buyers abroad", "share": 0.3, "country": "US", "zone": "America/Los_Angeles"},
    ],
    "journey": [{"segment": "Women, 30 to 64", "place": "social", "need": 3, "look": 2, "basis": "asked"}],
    "activities": [
        {"name": "Fairs", "channel": "place", "medium": "owned", "direction": "inbound", "hours_per_week": 3},
        {"name": "Letter", "channel": "email", "opted_in": True, "opted_in_people": 240, "hours_per_week": 1},
    ],
    "team": [{"name": "Studio", "duty": [{"weekdays": [2, 3, 4, 5, 6], "start": "10:00", "end": "18:00"}]}],
}
RESTAURANT = {
    "name": "Restaurant",
    "country": "GB",
    "team_zone": "Europe/London",
    "trades": ["walk-in"],
    "segments": [{"name": "Guests", "country": "GB", "zone": "Europe/London", "community": "urban"}],
    "activities": [
        {"name": "Flyers", "channel": "leaflet", "direction": "outbound", "hours_per_week": 2, "cost_per_month": 120},
        {
            "name": "Text messages",
            "channel": "message",
            "direction": "outbound",
            "hours_per_week": 0.5,
            "cost_per_month": 30,
        },
        {"name": "Reviews", "channel": "reviews", "medium": "earned", "direction": "inbound", "hours_per_week": 1},
    ],
    "team": [{"name": "Front of house", "duty": [{"weekdays": [2, 3, 4, 5, 6, 7], "start": "16:00", "end": "23:00"}]}],
    "reply_target_minutes": 120,
}
CONSULTANCY = {
    "name": "Consultancy",
    "country": "DE",
    "team_zone": "Europe/Berlin",
    "trades": ["b2b"],
    "segments": [
        {"name": "Directors", "share": 0.5, "country": "DE", "zone": "Europe/Berlin", "education": "graduate",
         "income": "100k+"},
        {"name": "Everybody else", "share": 0.5, "country": "DE", "zone": "Europe/Berlin"},
    ],
    "activities": [{"name": "Cold calls", "channel": "call", "direction": "outbound", "hours_per_week": 4}],
    "voices": [
        {"name": "Partner", "pillars": [{"pillar": "How-to", "anticipated": 2, "personal": 1, "relevant": 3}]},
        {"name": "Associate", "pillars": [{"pillar": "How-to", "anticipated": 1, "personal": 1, "relevant": 2}]},
    ],
}  # fmt: skip
UNKNOWN = {
    "name": "Unknown",
    "country": "BR",
    "team_zone": "America/Sao_Paulo",
    "segments": [{"name": "Somebody", "country": "BR", "zone": "America/Sao_Paulo"}],
    "activities": [{"name": "Something"}],
}
CASES = {"craft": CRAFT, "restaurant": RESTAURANT, "consultancy": CONSULTANCY, "unknown": UNKNOWN}
NOT_WORDS = re.compile(r"\b(nan|NaT|inf|NA)\b|None(?! of)")


def cards(brief, lang="en"):
    workings = Workings(
        Plan(id="p", brief=Brief(**brief), start=dt.date(2027, 1, 4), weeks=4), load_evidence(), year=2027
    )
    return {card.key: card for card in cards_of(SHOWN, workings, Words(lang))}


@pytest.mark.parametrize("lang", COMPLETE)
@pytest.mark.parametrize("brief", CASES.values(), ids=CASES.keys())
def test_every_card_speaks_in_words_and_none_shows_a_missing_number(brief, lang):
    for card in cards(brief, lang).values():
        texts = [card.title, card.subtitle, card.how, card.note, card.alert]
        texts += [cell for row in (card.table.rows if card.table else ()) for cell in row]

        assert [text for text in texts if NOT_WORDS.search(text)] == []
        assert card.title and card.title[0] == card.title[0].upper()


def test_the_craft_shop_sees_what_divides_its_customers_and_when_its_letter_may_go():
    shown = cards(CRAFT)

    assert "Estimate from another country (United States)" in shown["reach"].alert  # no French table by age and sex
    assert len(shown["reach-grid"].table.columns) == 6
    assert shown["journey"].title == "Where customers mostly look before buying, in your view: social media"
    assert shown["consent"].title == "Letter has no opt-out noted"
    assert "240 people signed up." in shown["today"].note
    assert shown["awake"].title == "All your customers are awake from 16:00 to 22:00, your time (assumed waking hours)"


def test_the_restaurant_gets_morning_hours_and_a_missing_consent():
    shown = cards(RESTAURANT)

    assert shown["consent"].title == "Text messages needs consent that people have not given"
    assert (
        shown["today"].title == "Interrupting people takes up 71% of your current hours and 100% of your known spending"
    )
    question = next(row for row in shown["replies"].table.rows if row[0] == "Question")
    assert question[2] == "2\u00a0h"
    assert "Monday" not in {row[0] for row in shown["duty"].table.rows}


def test_the_consultancy_finds_its_directors_and_where_its_raters_part():
    shown = cards(CONSULTANCY)
    reach = {(row[0], row[1]): row[2] for row in shown["reach-grid"].table.rows}
    share = {who: int(reach["LinkedIn", who].split("%")[0]) for who in ("Directors", "Everybody else")}

    assert share["Directors"] > share["Everybody else"] + 15
    assert shown["consent"].title == "Cold calls has no opt-out noted"
    assert "differs" in shown["consent"].table.rows[0][2].lower()
    assert shown["agreement"].title.startswith("You differ most on How-to")
    assert "too few ratings" in shown["agreement"].subtitle or "cannot be measured" in shown["agreement"].subtitle


def test_a_brief_that_knows_next_to_nothing_widens_and_does_not_pretend():
    shown = cards(UNKNOWN)
    known = cards({**UNKNOWN, "country": "US", "segments": [{"name": "Somebody"}]})

    def width(card):
        low, high = re.findall(r"(\d+)%", card.table.rows[0][1])[1:]
        return int(high) - int(low)

    assert width(shown["reach"]) > 3 * width(known["reach"])
    assert shown["permission"].title == "How welcome your posts are is not rated yet"
    assert shown["today"].title == "The hours and cost of your current activities are not filled in yet"
    assert shown["consent"].title == "The consent that Something needs is not clear yet"
    assert shown["journey"].title == "The customer journey is not filled in yet"
    assert "agreement" not in shown
