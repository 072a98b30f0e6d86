"""The answer so far of the calendar: posts and answers, what does not fit; and how sure it is."""

from strategy_kit.figures.card import Card
from strategy_kit.i18n import Words


def calendar_answer_card(headline: str, gap: float, _: Words, *, is_short: bool) -> Card:
    """
    Give the answer so far in one sentence, and how sure it is that no calendar does better.

    Parameters
    ----------
    headline : str
        The decision in one sentence, before what does not fit.
    gap : float
        The most by which another calendar may be better, a share; 0: proved best.
    is_short : bool
        Whether the calendar lacks something that was asked for.
    """
    if gap:
        sure = _("How sure: another calendar could be better by {share} at most.", share=_.percent(gap, 1))
    elif is_short:
        sure = _("How sure: under your rules, no calendar fits more of what you asked for.")
    else:
        sure = _("How sure: no better calendar exists under these rules.")
    return Card(key="answer", title=headline, subtitle=sure)
