"""
What is known of a new plan before anybody opens one: its results and its cards.

The process that kernels are forked from rehearses; whoever then opens a new plan, and until its first change, takes
them from there. They hold the document's own figures and nothing of a visitor.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from strategy_kit.figures.card import Card
from strategy_kit.i18n import Words
from strategy_kit.plan.workings import Workings
from strategy_kit.views import View, cards_of


@dataclass
class Known:
    """Results of a new plan, and the cards that views made of them; open while it learns."""

    workings: Workings
    cards: dict[View, tuple[Card, ...]] = field(default_factory=dict)
    is_open: bool = True


_known: dict[str, Known] = {}
"""By language."""


@contextmanager
def learning(workings: Workings, words: Words) -> Iterator[None]:
    """Know from now on what is made here of the workings of a new plan, and nothing else in its language."""
    _known[words.lang] = known = Known(workings)
    try:
        yield
    finally:
        known.is_open = False


def forget() -> None:
    """Know nothing."""
    _known.clear()


def known_workings(workings: Workings, words: Words) -> Workings:
    """Return workings with all that is known of the same plan."""
    known = _known.get(words.lang)
    return workings.taking(known.workings) if known else workings


def known_cards(views: Iterable[View], workings: Workings, words: Words) -> Iterator[Card]:
    """Make the cards of some views, or take those that are known of the same plan."""
    known = _known.get(words.lang)
    if known is None or not workings.is_like(known.workings):
        yield from cards_of(views, workings, words)
        return
    for view in views:
        made = known.cards.get(view) or tuple(cards_of([view], workings, words))
        if known.is_open:
            known.cards[view] = made
        yield from made
