"""The answer so far of the audience: the platforms that most customers use, and how sure that is."""

import pandas as pd

from strategy_kit.figures.audience.reach_words import ReachWords
from strategy_kit.figures.card import Card


def audience_answer_card(mix: pd.DataFrame, words: ReachWords, *, lead_is_sure: bool, national: str = "") -> Card:
    """
    Give the answer so far in one sentence: the two platforms that most customers use, and within which interval.

    Parameters
    ----------
    mix : DataFrame
        `audience.reach.by_reach`, the most used platform first.
    lead_is_sure : bool
        `significance.lead_is_sure`.
    national : str, optional
        `ReachWords.national` of these two.
    """
    _, most = words.i18n, mix[mix["reach"].notna()].head(2)
    rows = most.to_dict("records")
    if not rows:
        return Card(key="answer", title=_("No survey yet shows which platforms your customers use"))
    used = [
        _("{platform} is used by {share} of your customers", platform=words.name(row), share=words.share(row["reach"]))
        for row in rows[:1]
    ] + [_("{platform} by {share}", platform=words.name(row), share=words.share(row["reach"])) for row in rows[1:]]
    spans = [
        _(
            "{platform} {low} to {high}",
            platform=words.name(row),
            low=words.share(row["reach_low"]),
            high=words.share(row["reach_high"]),
        )
        for row in rows
    ]
    sure = [_("How sure: {spans}.", spans=_.all_of(spans))]
    if len(rows) > 1 and not lead_is_sure:
        sure.append(_("It is a close call between the two."))
    if country := words.lenders(most):
        sure += [_("Estimate from another country: {country}.", country=country), national]
    return Card(key="answer", title=", ".join(used), subtitle=" ".join(filter(None, sure)))
