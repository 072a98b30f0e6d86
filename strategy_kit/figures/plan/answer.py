"""The answer so far of the start page: the business, what it wants from social media, and for how long."""

import datetime as dt
from collections.abc import Sequence

from strategy_kit.figures.card import Card
from strategy_kit.i18n import Words


def start_answer_card(
    name: str,
    place: str,
    objectives: Sequence[str],
    kpis: Sequence[str],
    targets: Sequence[str],
    trades: Sequence[str],
    start: dt.date,
    weeks: int,
    _: Words,
) -> Card:
    """
    Say in one sentence who wants what, where, and for how long.

    Parameters
    ----------
    objectives, kpis : sequence of str
        Names within a sentence; without an objective the answer says that it is still open.
    trades : sequence of str
        Names.
    targets : sequence of str
        Objectives as sentences, those of which more than the name is known.
    """
    fields = {"name": name, "place": place, "day": _.date(start)}
    if objectives:
        fields["wishes"] = _.all_of(objectives)
        title = _.plural(
            "{name}, {place}: {wishes}, in one week from {day}",
            "{name}, {place}: {wishes}, in {n} weeks from {day}",
            weeks,
            **fields,
        )
    else:
        title = _.plural(
            "{name}, {place}: one week from {day}, and no objective yet",
            "{name}, {place}: {n} weeks from {day}, and no objective yet",
            weeks,
            **fields,
        )
    trade = _("Your trade: {trades}.", trades=_.apart(trades))
    measured = [_("What to measure: {kpis}.", kpis=_.all_of(kpis))] if kpis else []
    if not objectives:
        measured.append(_("Choose up to three objectives: they are what you will measure."))
    return Card(key="answer", title=title, subtitle=" ".join([trade, *measured, *map(_.ended, targets)]))
