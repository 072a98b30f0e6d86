"""The answer so far of communication: useful posts for each promotional one, and how welcome they are."""

import math
from collections.abc import Sequence

from strategy_kit.communication.permission import ContentTotals, Permission
from strategy_kit.figures.card import Card
from strategy_kit.figures.communication.permission import promoting_words, ratio_title, unrated_words
from strategy_kit.i18n import Words


def communication_answer_card(
    useful: Sequence[str], ratio: float, totals: ContentTotals, plan: Permission, cap: float, _: Words
) -> Card:
    """
    Give the answer so far in one sentence, that of the figure below it, and the permission score that it rests on.

    Parameters
    ----------
    useful : sequence of str
        Names of the pillars that give.
    ratio, totals
        As of `permission.pillar_shares_card`.
    cap : float
        Promotion cap in [0, 1].
    """
    title = ratio_title(ratio, totals, _)
    if useful and (totals.promotional or not totals.posts or math.isinf(ratio)):
        title = _("{statement} (useful: {pillars})", statement=title, pillars=_.all_of(useful))
    return Card(
        key="answer",
        title=title,
        subtitle=" ".join(filter(None, (promoting_words(ratio, totals, cap, _), _sureness(plan, _)))),
    )


def _sureness(plan: Permission, _: Words) -> str:
    if (plan.low, plan.high) == (0, 1):
        return f"{unrated_words(_)}."
    if math.isnan(plan.score):
        return _.plural(
            "How sure: permission score (how welcome your posts are) between {low} and {high} out of 1; one "
            "rating is missing.",
            "How sure: permission score (how welcome your posts are) between {low} and {high} out of 1; {n} "
            "ratings are missing.",
            plan.unrated,
            low=_.number(plan.low, 2),
            high=_.number(plan.high, 2),
        )
    return _(
        "How sure: permission score (how welcome your posts are) {score} out of 1, from your own ratings.",
        score=_.number(plan.score, 2),
    )
