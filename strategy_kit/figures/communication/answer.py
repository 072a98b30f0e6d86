"""The answer so far of communication: useful posts for each promotional one, and how welcome they are."""

import math
from collections.abc import Sequence

from strategy_kit.communication.permission import Permission
from strategy_kit.figures.card import Card
from strategy_kit.i18n import Words


def communication_answer_card(useful: Sequence[str], ratio: float, plan: Permission, _: Words) -> Card:
    """
    Give the answer so far in one sentence, and the permission score that it rests on.

    Parameters
    ----------
    useful : sequence of str
        Names of the pillars that give.
    ratio : float
        `permission.value_to_promotion_ratio` of the shares under the promotion cap.
    """
    fields = {"pillars": _.all_of(useful), "n": _.number(ratio, 0 if math.isinf(ratio) or ratio == round(ratio) else 1)}
    return Card(
        key="answer",
        title=_("Useful posts only: {pillars}", **fields)
        if math.isinf(ratio)
        else _("{n} useful posts for each promotional one: {pillars}", **fields)
        if useful
        else _("Every post is promotional: add a pillar that helps or informs"),
        subtitle=_sureness(plan, _),
    )


def _sureness(plan: Permission, _: Words) -> str:
    if math.isnan(plan.score):
        return _.plural(
            "How sure: permission between {low} and {high} of 1; one rating is missing.",
            "How sure: permission between {low} and {high} of 1; {n} ratings are missing.",
            plan.unrated,
            low=_.number(plan.low, 2),
            high=_.number(plan.high, 2),
        )
    return _("How sure: permission {score} of 1, by your own ratings.", score=_.number(plan.score, 2))
