"""The answer so far of the calendar: what does not fit, else posts and answers; and how sure it is."""

from collections.abc import Sequence

from strategy_kit.figures.card import Card
from strategy_kit.i18n import Words


def calendar_answer_card(decision: str, without_post: Sequence[str], lacking: int, gap: float, _: Words) -> Card:
    """
    Give the answer so far in one sentence, what fails first.

    Parameters
    ----------
    decision : str
        The decision in one sentence.
    without_post : sequence of str
        Names of platforms of the plan on which no post is planned.
    lacking : int
        Number of things asked for that do not fit.
    gap : float
        The most by which another calendar may be better, a share; 0: proved best.
    """
    failures = []
    if without_post:
        failures.append(_("No post fits on {platforms}", platforms=_.all_of(without_post)))
    if lacking:
        failures.append(
            _.plural("One thing you asked for does not fit", "{n} things you asked for do not fit", lacking)
        )
    return Card(
        key="answer",
        title=_("{failure}. So far: {decision}", failure=_.all_of(failures), decision=decision)
        if failures
        else decision,
        subtitle=_("How sure: another calendar may be better by {share} at most.", share=_.percent(gap, 1))
        if gap
        else _("How sure: no other calendar does better under your rules."),
    )
