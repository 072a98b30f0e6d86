"""The example plan: a made-up business, complete, in the reader's language, to look around in."""

import datetime as dt

from strategy_kit.evidence.load import example_briefs
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, Plan

EXAMPLE = "example"
"""The id under which it opens in every language; no plan of anybody is saved under it."""


def example_plan(words: Words, start: dt.date) -> Plan:
    """
    Return the example plan of a language, from a first day.

    >>> example_plan(Words("fr"), dt.date(2027, 1, 4)).brief.name
    'Boulangerie d’exemple, Lyon'
    """
    brief = Brief.from_json(example_briefs()[words.language.example])
    return Plan(id=EXAMPLE, brief=brief.changed(lang=words.lang), start=start)
