"""The example plan: a made-up business, complete, in the reader's language, to look around in."""

import datetime as dt

from strategy_kit.evidence.load import example_briefs, example_results
from strategy_kit.i18n import Words
from strategy_kit.model import Brief, KpiValue, Plan

EXAMPLE = "example"
"""The id under which it opens in every language; no plan of anybody is saved under it."""


def example_plan(words: Words, start: dt.date) -> Plan:
    """
    Return the example plan of a language, from a first day, a Monday, with its results of the weeks before.

    >>> plan = example_plan(Words("fr"), dt.date(2027, 1, 4))
    >>> plan.brief.name, plan.results[-1].begins.isoformat()
    ('Boulangerie d’exemple, Lyon', '2026-12-21')
    """
    example = words.language.example
    brief = Brief.from_json(example_briefs()[example])
    results = [
        KpiValue(
            objective=week["objective"], begins=start - dt.timedelta(weeks=week["weeks_before"]), value=week["value"]
        )
        for week in example_results(example).to_dict("records")
    ]
    return Plan(id=EXAMPLE, brief=brief.changed(lang=words.lang), start=start, results=results)
