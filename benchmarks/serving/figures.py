"""The two charts every contestant shows, from the workbook's own functions: what a weight does to the platforms."""

import datetime as dt
from functools import cache

from strategy_kit.evidence.evidence import load_evidence
from strategy_kit.figures.card import Drawing
from strategy_kit.figures.shapes.template import themed
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan
from strategy_kit.plan.workings import Workings
from strategy_kit.views.platforms import acceptability_view, contributions_view
from strategy_kit.views.shared import cards_of

LEAST, MOST, FIRST = 0, 5, 3
START = dt.date(2027, 1, 4)
LABEL = "Reach of your customers"


@cache
def plan() -> Plan:
    """Return a plan that holds the document's own figures."""
    return Plan(id="benchmark", brief=Brief(name="Your business"), start=START)


def figures(weight: float) -> list[Drawing]:
    """Return the scores of the platforms and how solid their order is, if reach weighs that much."""
    brief = plan().brief
    weights = {**dict(brief.weights), "audience": float(weight)}
    workings = Workings(plan().changed(brief=brief.changed(weights=weights)), load_evidence(), START.year)
    cards = cards_of([contributions_view, acceptability_view], workings, Words("en"))
    return [themed(card.drawing, "light") for card in cards if card.drawing]
